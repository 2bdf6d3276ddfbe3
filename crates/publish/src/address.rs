//! Addresses given by the author: of the site, and of the post that it belongs to.

/// Checks that an address is http or https; that of a directory ends in `/`.
///
/// # Errors
/// A message with the address and the remedy.
pub fn web_address(url: &str, directory: bool) -> Result<String, String> {
    let is_web = ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    if !is_web || url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>')) {
        return Err(format!("{url}: write a complete address, such as https://example.org/survey/"));
    }
    if directory && url.contains(['?', '#']) {
        return Err(format!("{url}: write the address of the site without ? and #"));
    }
    let last = url.rsplit('/').next().unwrap_or_default();
    if directory && url.matches('/').count() > 2 && (last.ends_with(".html") || last.ends_with(".htm")) {
        let site = &url[..url.len() - last.len()];
        return Err(format!("{url}: this is the address of a file; write that of the site, {site}"));
    }
    let slash = if directory && !url.ends_with('/') { "/" } else { "" };
    Ok(format!("{url}{slash}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_taken() {
        assert_eq!(web_address("https://example.org/a", true).expect("an address"), "https://example.org/a/");
        assert_eq!(web_address("https://example.org/a?b", false).expect("an address"), "https://example.org/a?b");
        let message = web_address("https://example.org/x/index.html", true).expect_err("a file");
        assert!(message.ends_with("write that of the site, https://example.org/x/"), "{message}");
        assert!(web_address("https://example.org/x/post.html", false).is_ok());
        assert!(web_address("https://example.html", true).is_ok(), "a host may be called so");
        for wrong in ["javascript:alert(1)", "example.org", "https://", "https://a\"><b>", "https://example.org/?a"] {
            assert!(web_address(wrong, true).is_err(), "{wrong}");
        }
    }
}
