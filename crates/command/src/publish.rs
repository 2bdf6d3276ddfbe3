//! `publish`: makes a complete static site from a results file.

use crate::{fonts, page, write};
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
    /// Directory of the site; made if missing, replaced as a whole if `publish` wrote it. Or a .zip of all its files
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
    /// Put Studio beside the page, in studio/
    #[arg(long)]
    studio: bool,
    /// A font file for letters that the font of the cards lacks, such as Chinese ones
    #[arg(long, value_name = "FILE")]
    font: Option<PathBuf>,
    /// Language of the first picture and its table; readers get the page in their own
    #[arg(long, default_value = "en")]
    lang: String,
}

impl Publish {
    /// Writes the site and says where it is.
    ///
    /// # Errors
    /// If the results are invalid, the page is not built, or `publish` did not write the directory. The old site is
    /// unchanged then.
    pub fn run(&self) -> anyhow::Result<()> {
        let bytes = fs::read(&self.results).with_context(|| format!("{}", self.results.display()))?;
        let survey = Survey::read(&bytes).with_context(|| format!("{}", self.results.display()))?;
        let Some(lang) = Lang::from_tag(&self.lang) else {
            let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
            bail!("--lang {}: the page does not speak it; choose one of {}", self.lang, known.join(", "));
        };
        let options = Options {
            base_url: address("--base-url", self.base_url.as_deref(), true)?,
            post: address("--post", self.post.as_deref(), false)?,
            words: Words::new(lang),
            fonts: fonts::with(self.font.as_deref())?,
        };
        let (built, studio) = match self.studio {
            true => page::find_studio(self.page.as_deref())?,
            false => (page::find(self.page.as_deref())?, publish::Files::new()),
        };
        let mut site = publish::site(&survey, &bytes, &built, &options)?;
        publish::add_files(
            &mut site,
            &survey,
            studio.into_iter().map(|(name, content)| (format!("studio/{name}"), content)),
        );
        match self.output.extension() {
            Some(extension) if extension.eq_ignore_ascii_case("zip") => {
                write::whole(&self.output, &publish::archive(&site.files))?;
            }
            _ => publish::disk::place(&site.files, &self.output)?,
        }
        println!("{}: {} files; see README.txt there", self.output.display(), site.files.len());
        for without in &site.without_card {
            eprintln!("warning: {without} (--font FILE)");
        }
        if options.base_url.is_none() {
            eprintln!("note: without --base-url the cards of social networks show no picture");
        }
        Ok(())
    }
}

fn address(option: &str, url: Option<&str>, directory: bool) -> anyhow::Result<Option<String>> {
    let checked =
        url.map(|url| publish::web_address(url, directory).map_err(|problem| anyhow::anyhow!("{option} {problem}")));
    checked.transpose()
}
