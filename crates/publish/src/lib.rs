//! A results file and the built page become a static site for any host and any path.
//!
//! Everything is made in memory ([`site`]) and then put in place at once ([`place`]), so that a failure leaves what
//! was there. Addresses inside the site are relative. What the site holds is told by its `README.txt` ([`readme`]).

mod added;
mod built;
mod card;
mod compress;
mod document;
mod first_view;
mod hash;
mod place;
mod policy;
mod readme;
mod worker;

pub use built::{BuiltPage, BuiltPageError};
use needs_core::{
    crosstab::CrossTab,
    query,
    survey::{Survey, file},
    view::View,
};
use needs_report::export::Export;
use needs_words::Words;
pub use place::{PlaceError, place};
use std::collections::BTreeMap;

/// Path inside the site (with `/`) to content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What an author says beside the results.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the site will be, ending in `/`: cards of social networks need complete addresses.
    pub base_url: Option<String>,
    /// The post that the results belong to; links shared from an embed lead there.
    pub post: Option<String>,
    pub words: Words,
}

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("the picture of {view} cannot be drawn: {reason}")]
    Picture { view: String, reason: String },
    #[error("{what} does not compress")]
    Compress { what: String, source: std::io::Error },
}

/// One page of the site: the whole survey, or a view that has a name.
struct Share<'a> {
    /// Path of its directory in the site: empty, or `view/ID/`.
    directory: String,
    /// From there to the site.
    root: &'static str,
    title: String,
    description: String,
    /// What stands behind the `?` of the view's address.
    query: &'a str,
    view: View,
}

/// The results as the pages name them.
struct Data {
    name: String,
    integrity: String,
}

/// All files of the site.
///
/// # Errors
/// If a picture cannot be drawn.
pub fn site(survey: &Survey, bytes: &[u8], built: &BuiltPage, options: &Options) -> Result<Files, PublishError> {
    let mut files = built.files.clone();
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
        let card = card::png(survey, &share.view, options.words).map_err(picture)?;
        let page = document::document(survey, &share, built, &data, options).map_err(picture)?;
        files.insert(format!("{}card.png", share.directory), card);
        files.insert(format!("{}index.html", share.directory), page.into_bytes());
    }
    files.insert("README.txt".to_owned(), readme::readme(survey, &data.name, &files, options).into_bytes());
    files.insert("sw.js".to_owned(), worker::script(&files, &data.name).into_bytes());
    compress::add(&mut files)?;
    files.insert(place::MANIFEST.to_owned(), place::manifest(survey, &files));
    Ok(files)
}

/// What hosts load to embed a page of the site.
const EMBED: &str = include_str!("../embed/embed.js");

/// The page of the site itself, then one for each view with a name.
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
