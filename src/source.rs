//! Where a page may read results from.

/// A results file larger than this is refused, in bytes.
pub const MOST_BYTES: u64 = 50_000_000;

/// Whether results may be read from an address: over https, from the page's own origin, or over http from this
/// very machine. Everything else (`javascript:`, `data:`, `file:`, ...) is refused.
///
/// `scheme` is as `URL.protocol` gives it, with the colon; `host` as `URL.hostname`.
pub fn may_be_read(scheme: &str, host: &str, same_origin: bool) -> bool {
    match scheme {
        "https:" => true,
        "http:" => same_origin || matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_the_own_origin_and_this_machine_are_read() {
        assert!(may_be_read("https:", "example.org", false));
        assert!(may_be_read("http:", "example.org", true));
        assert!(may_be_read("http:", "localhost", false));
        assert!(!may_be_read("http:", "example.org", false));
        assert!(!may_be_read("http:", "localhost.example.org", false));
        for scheme in ["javascript:", "data:", "file:", "blob:", "ftp:"] {
            assert!(!may_be_read(scheme, "localhost", true), "{scheme}");
        }
    }
}
