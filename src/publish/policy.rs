//! The Content-Security-Policy that the published page runs under.

use super::hash;

/// Nothing but the site's own files, the inline parts that are listed here, and results files on https.
///
/// `wasm-unsafe-eval` lets WebAssembly be compiled, and nothing else; `blob:` is the picture that a reader downloads.
/// Results may come from elsewhere because `?data=` names them: the page reads them as data, never as code.
pub fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let hashes =
        |parts: &[&str]| parts.iter().map(|part| format!(" '{}'", hash::sha256(part.as_bytes()))).collect::<String>();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src{}; img-src 'self' data: blob:; \
         connect-src 'self' https: http://localhost:* http://127.0.0.1:*; worker-src 'self'; base-uri 'none'; \
         form-action 'none'",
        hashes(scripts),
        hashes(styles)
    )
}
