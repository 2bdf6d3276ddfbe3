//! The Content-Security-Policy that the published page runs under.

use super::hash;
use needs_page::source::THIS_MACHINE;

/// Nothing but the site's own files, the inline parts that are listed here, and results files on https.
///
/// `wasm-unsafe-eval` lets WebAssembly be compiled, and nothing else; `blob:` is the picture that a reader downloads.
/// Results may come from elsewhere because `?data=` names them: the page reads them as data, never as code.
pub fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let hashes =
        |parts: &[&str]| parts.iter().map(|part| format!(" '{}'", hash::sha256(part.as_bytes()))).collect::<String>();
    let here: String = THIS_MACHINE.iter().map(|host| format!(" http://{host}:*")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src{}; img-src 'self' data: blob:; \
         connect-src 'self' https:{here}; worker-src 'self'; base-uri 'none'; \
         form-action 'none'",
        hashes(scripts),
        hashes(styles)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_that_the_page_reads_from_is_allowed() {
        let policy = policy(&[], &[]);
        assert!(
            policy.contains("connect-src 'self' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*;"),
            "{policy}"
        );
    }
}
