//! The addresses from which a page may read results.

/// A results file larger than this is refused, in bytes.
pub const MOST_BYTES: u64 = 50_000_000;

/// Host names of the local machine; `*.` stands for any subdomain. The published page's Content-Security-Policy has the
/// same names; it cannot express an IPv6 address such as `[::1]` (CSP 3, host-source).
pub const THIS_MACHINE: [&str; 3] = ["localhost", "*.localhost", "127.0.0.1"];

/// Whether results may be read from an address: over https, from the page's own origin, or over http from the
/// [local machine](THIS_MACHINE). Everything else (`javascript:`, `data:`, `file:`, ...) is refused.
///
/// `blob:` is memory of the own origin: so Studio shows a page before it is published.
///
/// `scheme` is `URL.protocol`, with the colon; `host` is `URL.hostname`.
pub fn may_be_read(scheme: &str, host: &str, same_origin: bool) -> bool {
    let is_here = |name: &str| match name.strip_prefix('*') {
        Some(end) => host.len() > end.len() && host.ends_with(end),
        None => host == name,
    };
    match scheme {
        "https:" => true,
        "http:" => same_origin || THIS_MACHINE.into_iter().any(is_here),
        "blob:" => same_origin,
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
        // The Content-Security-Policy could not allow it.
        assert!(!may_be_read("http:", "[::1]", false));
        assert!(may_be_read("http:", "foo.localhost", false));
        for host in [".localhost", "foolocalhost", "127.0.0.1.example.org"] {
            assert!(!may_be_read("http:", host, false), "{host}");
        }
        assert!(may_be_read("blob:", "", true) && !may_be_read("blob:", "", false));
        for scheme in ["javascript:", "data:", "file:", "ftp:"] {
            assert!(!may_be_read(scheme, "localhost", true), "{scheme}");
        }
    }
}
