//! Hashes in the formats of browsers.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};
use std::fmt::Write;

/// For a Content-Security-Policy: `sha256-...`.
pub fn sha256(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// For Subresource Integrity: `sha384-...`.
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// For file names: 16 hexadecimal digits.
pub fn short(content: &[u8]) -> String {
    Sha256::digest(content)[..8].iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("a String takes all");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_other_tools() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert_eq!(sha256(b"alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
        // printf '' | sha256sum
        assert_eq!(short(b""), "e3b0c44298fc1c14");
    }
}
