//! `needs-by-field publish`: a complete static site from a results file.

use crate::page;
use anyhow::{Context, bail};
use clap::Args;
use needs_core::Survey;
use needs_publish as publish;
use needs_publish::Options;
use needs_words::{Lang, Words};
use std::{fs, path::PathBuf};

/// Write a complete static site: the page, its data, a first picture that needs no scripts, and pages to share
#[derive(Args, Debug)]
pub struct Publish {
    /// The results file
    results: PathBuf,
    /// Directory of the site; made if missing, replaced as a whole if `publish` wrote it
    #[arg(short, long)]
    output: PathBuf,
    /// Where the site will be, such as https://example.org/survey/; social networks need it for their pictures
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The post that the results belong to; links shared from an embed lead there
    #[arg(long, value_name = "URL")]
    post: Option<String>,
    /// Another built page than the one inside the command
    #[arg(long, value_name = "DIST")]
    page: Option<PathBuf>,
    /// Language of the first picture and its table; readers get the page in their own
    #[arg(long, default_value = "en")]
    lang: String,
}

impl Publish {
    /// Writes the site and says where it is.
    ///
    /// # Errors
    /// If the results do not hold, the page is not built or the directory is not ours. The old site is as it was.
    pub fn run(&self) -> anyhow::Result<()> {
        let bytes = fs::read(&self.results).with_context(|| format!("{}", self.results.display()))?;
        let survey = Survey::read(&bytes).with_context(|| format!("{}", self.results.display()))?;
        let Some(lang) = Lang::from_tag(&self.lang) else {
            let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
            bail!("--lang {}: the page does not speak it; choose one of {}", self.lang, known.join(", "));
        };
        let options = Options {
            base_url: self.base_url.as_deref().map(|url| web_address("--base-url", url, true)).transpose()?,
            post: self.post.as_deref().map(|url| web_address("--post", url, false)).transpose()?,
            words: Words::new(lang),
        };
        let built = page::find(self.page.as_deref())?;
        let files = publish::site(&survey, &bytes, &built, &options)?;
        publish::place(&files, &self.output)?;
        println!("{}: {} files; see README.txt there", self.output.display(), files.len());
        if options.base_url.is_none() {
            eprintln!("note: without --base-url the cards of social networks show no picture");
        }
        Ok(())
    }
}

/// The address, if it is one of the web; of a directory, it ends in `/`.
fn web_address(option: &str, url: &str, directory: bool) -> anyhow::Result<String> {
    let is_web = ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    if !is_web || url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>')) {
        bail!("{option} {url}: write a complete address, such as https://example.org/survey/");
    }
    if directory && url.contains(['?', '#']) {
        bail!("{option} {url}: write the address of the site without ? and #");
    }
    let last = url.rsplit('/').next().unwrap_or_default();
    if directory && url.matches('/').count() > 2 && (last.ends_with(".html") || last.ends_with(".htm")) {
        let site = &url[..url.len() - last.len()];
        bail!("{option} {url}: this is the address of a file; write that of the site, {site}");
    }
    let slash = if directory && !url.ends_with('/') { "/" } else { "" };
    Ok(format!("{url}{slash}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_taken() {
        assert_eq!(
            web_address("--base-url", "https://example.org/a", true).expect("an address"),
            "https://example.org/a/"
        );
        assert_eq!(
            web_address("--post", "https://example.org/a?b", false).expect("an address"),
            "https://example.org/a?b"
        );
        let told = web_address("--base-url", "https://example.org/x/index.html", true).expect_err("a file").to_string();
        assert!(told.ends_with("write that of the site, https://example.org/x/"), "{told}");
        assert!(web_address("--post", "https://example.org/x/post.html", false).is_ok());
        assert!(web_address("--base-url", "https://example.html", true).is_ok(), "a host may be called so");
        for wrong in ["javascript:alert(1)", "example.org", "https://", "https://a\"><b>", "https://example.org/?a"] {
            assert!(web_address("--base-url", wrong, true).is_err(), "{wrong}");
        }
    }
}
