//! `report`: writes the findings of a view, to paste into a post.

use super::write;
use clap::Args;
use needs_core::{query, sensitivity};
use needs_report::findings::Findings;
use needs_report::sentence;
use needs_words::{Lang, Words};
use std::{io::Write as _, path::PathBuf};

/// Write what a view says, and how far it can be trusted, as Markdown.
///
/// The headline, every need with share, count, base and interval, what the acknowledged limitations amount to, on
/// which groups the first place hangs, at which mix it would change, and, with `weight=` in the query, the what-if.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  needs-by-field report results.json -o findings.md\n  needs-by-field report results.json --query 'field=bioimaging&vs=rest' --lang de"
)]
pub(super) struct Report {
    /// The results file
    results: PathBuf,

    /// The view: what stands behind the `?` of its link
    #[arg(short, long, default_value = "")]
    query: String,

    /// Language of the sentences: en or de
    #[arg(short, long)]
    lang: Option<String>,

    /// Where to write it; printed if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
}

impl Report {
    pub fn run(self) -> anyhow::Result<()> {
        if let Some(output) = &self.output {
            write::not_over(output, [self.results.as_path()])?;
        }
        let survey = super::read_survey(&self.results)?;
        let link = query::parse(&self.query, &survey);
        for problem in &link.problems {
            eprintln!("warning: this part of the query was not understood: {problem}");
        }
        let words = Words::new(self.lang(link.page.lang.as_deref())?);
        let (tab, what_if) =
            sensitivity::crosstab(&survey, &link.view).map_err(|error| super::unanswerable(&survey, &error))?;
        let findings = Findings { survey: &survey, view: &link.view, tab: &tab, what_if: what_if.as_ref(), words };
        let text = findings.markdown(&sentence::filters(&survey, &link.view.filter, &words));
        match self.output {
            Some(path) => write::whole(&path, text.as_bytes()),
            None => Ok(std::io::stdout().write_all(text.as_bytes())?),
        }
    }

    /// The language of the option, else of the link, else English.
    fn lang(&self, of_link: Option<&str>) -> anyhow::Result<Lang> {
        let known = || Lang::ALL.iter().map(|lang| lang.tag()).collect::<Vec<_>>().join(", ");
        match (&self.lang, of_link) {
            (Some(tag), _) => Lang::from_tag(tag)
                .ok_or_else(|| anyhow::anyhow!("--lang {tag}: there is no such language; use one of {}", known())),
            (None, tag) => Ok(tag.and_then(Lang::from_tag).unwrap_or_default()),
        }
    }
}
