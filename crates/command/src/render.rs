//! `render`: draws the picture of a link, as the page saves it.

use super::{fonts, write};
use anyhow::bail;
use clap::{Args, ValueEnum};
use needs_charts as charts;
use needs_charts::{Shade, paint};
use needs_core::query;
use needs_words::{Lang, Words};
use std::path::PathBuf;

/// Draw the picture that the page shows for a link, with title, filters, known biases, source and licence in it.
///
/// An SVG has the very bytes that the page's download has. A PNG has two pixels for each of the picture.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  needs-by-field render results.json -o matrix.svg\n  needs-by-field render results.json --query 'chart=ranking&field=bioimaging' -o ranking.png --theme dark"
)]
pub(super) struct Render {
    /// The results file
    results: PathBuf,

    /// The view: what stands behind the `?` of its link
    #[arg(short, long, default_value = "")]
    query: String,

    /// Where the picture goes: a file that ends in .svg or .png
    #[arg(short, long)]
    output: PathBuf,

    /// Width of the chart in pixels; 800 if not given, for --share what shows most of the chart
    #[arg(short, long, value_parser = clap::value_parser!(u16).range(240..=2400))]
    width: Option<u16>,

    #[arg(short, long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,

    /// Language of everything but the survey's own words: a tag such as de
    #[arg(short, long, default_value = "en", value_parser = language)]
    lang: Lang,

    /// A font file for letters that the font inside lacks, such as Chinese ones; for a .png
    #[arg(long, value_name = "FILE")]
    font: Option<PathBuf>,

    /// The chart alone, without title, legend, notes and source
    #[arg(long, conflicts_with = "share")]
    bare: bool,

    /// 1200 x 630 pixels, for the preview of a link; of a large chart as many whole rows as there is room for
    #[arg(long)]
    share: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Theme {
    Light,
    Dark,
}

/// Pixels of a PNG per CSS pixel.
const SCALE: f32 = 2.0;

impl Render {
    pub fn run(self) -> anyhow::Result<()> {
        let png = match self.output.extension().and_then(|e| e.to_str()) {
            Some("svg") => false,
            Some("png") => true,
            _ => bail!("{}: pictures are written as .svg or .png; end the name in one of them", self.output.display()),
        };
        write::not_over(&self.output, [self.results.as_path()])?;
        let survey = super::read_survey(&self.results)?;
        let link = query::parse(self.query.trim_start_matches('?'), &survey);
        for problem in &link.problems {
            eprintln!("warning: this part of the query was not understood: {problem}");
        }
        let words = Words::new(self.lang);
        let shade = match self.theme {
            Theme::Light => Shade::Light,
            Theme::Dark => Shade::Dark,
        };
        let figure = || {
            let width = self.width.unwrap_or(charts::EXPORT_WIDTH);
            charts::draw(&survey, &link.view, words, f64::from(width))
        };
        let svg = if self.bare {
            figure()?.standalone(shade)
        } else if self.share {
            charts::card(&survey, &link.view, words, self.width.map(f64::from), shade)?
        } else {
            charts::poster(&survey, &link.view, words, &figure()?, shade)
        };
        if png {
            // A card always has its fixed size.
            let scale = if self.share { 1.0 } else { SCALE };
            write::whole(&self.output, &paint::png(&svg, scale, &fonts::with(self.font.as_deref())?)?)
        } else {
            write::whole(&self.output, svg.as_bytes())
        }
    }
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| {
        let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
        format!("there are no words in this language; choose one of {}", known.join(", "))
    })
}
