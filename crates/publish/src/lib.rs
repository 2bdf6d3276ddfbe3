//! Makes a static site, for any host and any path, from a results file and the built page.
//!
//! All files are made in memory ([`site`]) and then written atomically (`disk`), so that a failure leaves the old site.
//! Addresses inside the site are relative. Its `README.txt` ([`readme`]) lists the files.

mod address;
mod archive;
mod built;
mod card;
mod compress;
#[cfg(feature = "disk")]
pub mod disk;
mod document;
mod first_view;
mod hash;
mod manifest;
mod policy;
mod readme;
mod worker;

pub use address::web_address;
pub use archive::archive;
pub use built::{BuiltPage, BuiltPageError, PARTS};
pub use manifest::MANIFEST;
pub use needs_charts::paint::Fonts;
use needs_core::{
    crosstab::CrossTab,
    query,
    survey::{Survey, file},
    view::View,
};
use needs_report::export::Export;
use needs_words::Words;
use std::collections::BTreeMap;

/// Path inside the site (with `/`) to content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Options of the author.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Address of the site, ending in `/`: link previews need absolute addresses.
    pub base_url: Option<String>,
    /// The post that the results belong to; links shared from an embed lead there.
    pub post: Option<String>,
    pub words: Words,
    /// The fonts of the cards.
    pub fonts: Fonts,
}

/// Why the site cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("the picture of {view} cannot be drawn: {reason}")]
    Picture { view: String, reason: String },
    #[error("{what} does not compress")]
    Compress { what: String, source: std::io::Error },
}

/// One page of the site: the whole survey, or a named view.
struct Share<'a> {
    /// Path of its directory in the site: empty, or `view/ID/`.
    directory: String,
    /// Relative path from there to the root of the site.
    root: &'static str,
    title: String,
    description: String,
    /// The query string of the view, without `?`.
    query: &'a str,
    view: View,
}

/// The results as the pages name them.
struct Data {
    name: String,
    integrity: String,
}

/// A complete site.
#[derive(Clone, Debug)]
pub struct Site {
    pub files: Files,
    /// Pages without a card, because no font has its characters.
    pub without_card: Vec<WithoutCard>,
}

/// A page without a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutCard {
    pub title: String,
    /// Some of the missing characters.
    pub letters: String,
}

impl std::fmt::Display for WithoutCard {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let WithoutCard { title, letters } = self;
        write!(
            f,
            "\"{title}\" gets no picture for social networks: the font has no letters such as {letters}; give a font file that has them"
        )
    }
}

/// All files of the site.
///
/// # Errors
/// If a picture cannot be drawn.
pub fn site(survey: &Survey, bytes: &[u8], built: &BuiltPage, options: &Options) -> Result<Site, PublishError> {
    let mut files = built.files.clone();
    let mut without_card = Vec::new();
    let data = Data { name: format!("results-{}.json", hash::short(bytes)), integrity: hash::integrity(bytes) };
    files.insert(data.name.clone(), bytes.to_vec());
    files.insert("results.json".to_owned(), bytes.to_vec());
    files.insert("results.schema.json".to_owned(), file::schema());
    files.insert("embed.js".to_owned(), EMBED.as_bytes().to_vec());
    files.insert(".nojekyll".to_owned(), Vec::new());
    if let Some(csv) = csv_of(survey, options.words) {
        files.insert("results.csv".to_owned(), csv.into_bytes());
    }
    for share in shares(survey) {
        let picture = |reason: String| PublishError::Picture { view: share.title.clone(), reason };
        let card = card::png(survey, &share.view, &share.title, options)?;
        let page = document::document(survey, &share, built, &data, card.is_ok(), options).map_err(picture)?;
        match card {
            Ok(png) => {
                files.insert(format!("{}card.png", share.directory), png);
            }
            Err(letters) => without_card.push(WithoutCard { title: share.title.clone(), letters }),
        }
        files.insert(format!("{}index.html", share.directory), page.into_bytes());
    }
    files.insert("README.txt".to_owned(), readme::readme(survey, &data.name, &files, options).into_bytes());
    files.insert("sw.js".to_owned(), worker::script(&files, &data.name).into_bytes());
    compress::add(&mut files)?;
    files.insert(MANIFEST.to_owned(), manifest::manifest(survey, &files));
    Ok(Site { files, without_card })
}

/// Puts more files into a site, which its list of files then names as well.
pub fn add_files(site: &mut Site, survey: &Survey, files: impl IntoIterator<Item = (String, Vec<u8>)>) {
    site.files.remove(MANIFEST);
    site.files.extend(files);
    site.files.insert(MANIFEST.to_owned(), manifest::manifest(survey, &site.files));
}

/// The files that the first page of the site needs to be shown, as [`site`] makes them: an author looks at it while writing.
///
/// # Errors
/// If a picture cannot be drawn.
pub fn preview(survey: &Survey, bytes: &[u8], built: &BuiltPage, options: &Options) -> Result<Files, PublishError> {
    let mut files = built.files.clone();
    let data = Data { name: format!("results-{}.json", hash::short(bytes)), integrity: hash::integrity(bytes) };
    files.insert(data.name.clone(), bytes.to_vec());
    let share = shares(survey).swap_remove(0);
    let has_card = card::png(survey, &share.view, &share.title, options)?.is_ok();
    let picture = |reason: String| PublishError::Picture { view: share.title.clone(), reason };
    let page = document::document(survey, &share, built, &data, has_card, options).map_err(picture)?;
    files.insert("index.html".to_owned(), page.into_bytes());
    Ok(files)
}

/// The scripts that hosts load to embed a page of the site.
const EMBED: &str = include_str!("../embed/embed.js");

/// The page of the whole survey, then one for each named view.
fn shares(survey: &Survey) -> Vec<Share<'_>> {
    let about = &survey.about;
    let described = [&about.description, &about.narrative.summary].into_iter().find(|text| !text.is_empty());
    let first = Share {
        directory: String::new(),
        root: "",
        title: about.title.clone(),
        description: described.cloned().unwrap_or_default(),
        query: "",
        view: View::of(survey),
    };
    let named = survey.views().iter().map(|named| {
        let file::NamedView { id, label, description, query } = named;
        Share {
            directory: format!("view/{id}/"),
            root: "../../",
            title: format!("{label} – {}", about.title),
            description: if description.is_empty() { first.description.clone() } else { description.clone() },
            query,
            view: query::parse(query, survey).view,
        }
    });
    let named: Vec<Share> = named.collect();
    std::iter::once(first).chain(named).collect()
}

/// The numbers of the first picture.
fn csv_of(survey: &Survey, words: Words) -> Option<String> {
    let view = View::of(survey);
    let tab = CrossTab::of(survey, &view).ok()?;
    Some(Export { survey, view: &view, tab: &tab, words }.csv())
}
