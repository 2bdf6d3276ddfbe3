//! What the page asks of its worker, and what that answers.
//!
//! Both are JSON; files go beside a request as handles, and bytes beside an answer as buffers, so that neither is copied
//! through text. Beside `Open` and `Attach` go all files of answers, and those of the edition before, where there are any.

use crate::give_away::GiveAway;
use needs_intake::{inspect::DraftColumn, raw::Format};
use serde::{Deserialize, Serialize};

/// Work for the worker; it is done one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Reads the files that come along and drafts a codebook of the first; `told` is what the author says of how they are
    /// written.
    Open { told: Format },
    /// Takes the files that come along, whose codebook is there already: after a worker was started again, or where one more
    /// was added.
    Attach,
    /// Reads the codebook that comes along, of last year.
    ReadCodebook,
    /// Counts by a codebook, makes classes and attacks them.
    Measure { codebook: String },
    /// Makes the files that the first page of a site is shown with.
    Preview { codebook: String, options: PublishOptions },
    /// Makes the whole site by a codebook.
    Publish { codebook: String, options: PublishOptions },
}

/// What an author says beside the codebook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishOptions {
    /// Where the site will be; empty if that is not known yet.
    pub base_url: String,
    pub post: String,
    /// A language tag.
    pub lang: String,
}

/// What the worker says of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// How far it is, 0 to 1; none where that cannot be told.
    Progress {
        step: Step,
        share: Option<f64>,
    },
    Opened(Box<Opened>),
    Attached,
    Codebook {
        text: String,
    },
    Measured(Box<Measured>),
    /// Buffers come along, in the order of these names.
    Previewed {
        files: Vec<String>,
    },
    /// Buffers come along, in the order of [`Published::files`].
    Published(Box<Published>),
    /// What is wrong, with its place and what to do.
    Failed {
        problem: String,
    },
}

/// What the worker is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Reading,
    Counting,
    Protecting,
    Drawing,
}

/// A file as it was recognized.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The name of the first file.
    pub file: String,
    /// The tool that wrote it.
    pub tool: String,
    /// Advice to export it differently.
    pub advice: Option<String>,
    pub format: Format,
    /// Of a spreadsheet, the sheet that was read, and the others.
    pub sheets: Option<(String, Vec<String>)>,
    /// Respondents.
    pub rows: u64,
    pub columns: Vec<DraftColumn>,
    /// The first respondents' cells; those of columns that point at a person are left out.
    pub first: Vec<Vec<Option<String>>>,
    /// The draft of the codebook.
    pub codebook: String,
    pub give_away: GiveAway,
}

/// What would be published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    pub received: u32,
    pub consented: u32,
    pub published: u32,
    pub k: u32,
    /// One table, or one for each dimension.
    pub joint: bool,
    pub classes: usize,
    pub smallest: u32,
    /// Each dimension's label, and the respondents whose category stays exact.
    pub exact: Vec<(String, u32)>,
    /// What the command prints.
    pub account: String,
    pub warnings: Vec<String>,
    /// Bytes of the results file.
    pub bytes: usize,
}

/// A site, and what else an author takes home.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// Names of the files that come along: `site.zip`, `results.json`, `report.md`.
    pub files: Vec<String>,
    /// How many files the site has.
    pub count: usize,
    /// What `verify` says of the results.
    pub verified: String,
    /// What the author should know.
    pub notes: Vec<String>,
}
