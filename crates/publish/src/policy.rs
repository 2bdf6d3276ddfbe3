//! The Content-Security-Policy of a published page.

use super::hash;
use needs_page::source::THIS_MACHINE;

/// Allows only the site's own files, the inline parts with these hashes, and results files over https.
///
/// `wasm-unsafe-eval` allows WebAssembly to be compiled and nothing else; `blob:` is for the picture that a reader saves.
/// Other origins are allowed because of `?data=`: the page reads results as data, never as code.
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
