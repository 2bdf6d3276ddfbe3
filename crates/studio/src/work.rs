//! The heavy work: reading, counting, protecting, publishing. It holds the answers, and nothing else does.

use crate::{
    give_away::GiveAway,
    message::{Measured, Opened, PublishOptions, Published, Reply, Step},
};
use needs_core::{Survey, query, sensitivity};
use needs_intake::{
    codebook::{Codebook, Plan},
    inspect::{self, Draft, DraftColumn},
    prepare::{Prepared, Settings, Tally, prepare},
    raw::{Format, Raw, Source},
};
use needs_privacy::verify;
use needs_publish::{self as publish, BuiltPage, Files, Options, web_address};
use needs_report::{findings::Findings, sentence};
use needs_words::{Lang, Words};
use std::rc::Rc;

/// Rows that are shown above the columns.
const FIRST: usize = 5;
/// Letters of a cell that are shown.
const LONGEST_SHOWN: usize = 80;

/// Who is told how far the work is.
pub type Tell = Rc<dyn Fn(Reply)>;

/// A worker's memory: the file that is open, the built page, and what was made last.
pub struct Work {
    tell: Tell,
    source: Option<Rc<dyn Source>>,
    page: Option<BuiltPage>,
    /// The results of the codebook of this text.
    made: Option<(String, Prepared)>,
}

impl Work {
    pub fn new(tell: Tell) -> Work {
        Work { tell, source: None, page: None, made: None }
    }

    /// Takes the built page, which every site is made of.
    pub fn take_page(&mut self, page: BuiltPage) {
        self.page = Some(page);
    }

    /// Opens a file of answers in place of the one before, and drafts a codebook.
    ///
    /// # Errors
    /// If it is no table that can be read.
    pub fn open(&mut self, source: Rc<dyn Source>, told: &Format) -> Result<Opened, String> {
        (self.source, self.made) = (None, None);
        self.at(Step::Reading, None);
        let draft = inspect::inspect(&*source, told).map_err(|error| error.to_string())?;
        let columns = draft.columns();
        let codebook = draft.to_string();
        let first = first_rows(&*source, &draft, &columns).unwrap_or_default();
        let give_away = match self.count(&*source, &codebook) {
            Ok((_, plan, tally)) => GiveAway::of(&columns, &plan, &tally),
            Err(_) => GiveAway::uncounted(&columns),
        };
        self.source = Some(source);
        let sheets = draft.sheet.as_ref().map(|names| (names.read.clone(), names.others.clone()));
        Ok(Opened {
            file: draft.file,
            tool: draft.tool.name().to_owned(),
            advice: draft.advice.map(str::to_owned),
            format: draft.format,
            sheets,
            rows: draft.rows,
            columns,
            first,
            codebook,
            give_away,
        })
    }

    /// Takes a file of answers whose codebook is there already.
    pub fn attach(&mut self, source: Rc<dyn Source>) {
        (self.source, self.made) = (Some(source), None);
    }

    /// Makes the results of a codebook and keeps them.
    ///
    /// # Errors
    /// As `prepare` of the command.
    pub fn measure(&mut self, codebook: &str) -> Result<Measured, String> {
        let prepared = self.prepared(codebook)?;
        let account = &prepared.account;
        Ok(Measured {
            received: account.received,
            consented: account.consented,
            published: account.published,
            k: account.k(),
            joint: account.is_joint(),
            classes: account.classes(),
            smallest: account.smallest(),
            exact: account.exact().map(|(label, exact)| (label.to_owned(), exact)).collect(),
            account: account.to_string(),
            warnings: account.warnings.clone(),
            bytes: prepared.json.len(),
        })
    }

    /// Makes the site of a codebook, and what else an author takes home; the bytes in the order of the names.
    ///
    /// # Errors
    /// As `prepare` and `publish` of the command.
    pub fn publish(&mut self, codebook: &str, options: &PublishOptions) -> Result<(Published, Vec<Vec<u8>>), String> {
        let json = self.prepared(codebook)?.json.clone();
        self.at(Step::Drawing, None);
        let survey = Survey::read(&json).map_err(|error| error.to_string())?;
        let verified = verify::verify(&json).map_err(|error| error.to_string())?;
        let options = told(options)?;
        let words = options.words;
        let site = publish::site(&survey, &json, self.page()?, &options).map_err(|error| error.to_string())?;
        let mut notes: Vec<String> = verified.formulas.iter().map(ToString::to_string).collect();
        notes.extend(site.without_card.iter().map(ToString::to_string));
        let published = Published {
            files: ["site.zip", "results.json", "report.md"].map(str::to_owned).to_vec(),
            count: site.files.len(),
            verified: verified.to_string(),
            notes,
        };
        let zip = publish::archive(&site.files);
        Ok((published, vec![zip, json, report(&survey, words)?.into_bytes()]))
    }

    /// The files that the first page of a site is shown with, as [`publish`](Work::publish) would make them.
    ///
    /// # Errors
    /// As `prepare` and `publish` of the command.
    pub fn preview(&mut self, codebook: &str, options: &PublishOptions) -> Result<Files, String> {
        let json = self.prepared(codebook)?.json.clone();
        let survey = Survey::read(&json).map_err(|error| error.to_string())?;
        publish::preview(&survey, &json, self.page()?, &told(options)?).map_err(|error| error.to_string())
    }

    fn page(&self) -> Result<&BuiltPage, String> {
        self.page
            .as_ref()
            .ok_or_else(|| "the page that sites are made of has not been loaded; reload Studio".to_owned())
    }

    /// The results of a codebook, made if those of another are there.
    fn prepared(&mut self, text: &str) -> Result<&Prepared, String> {
        if self.made.as_ref().is_none_or(|(made, _)| made != text) {
            self.made = None;
            let source = self.source.clone().ok_or("no file of answers is open; drop it again")?;
            let (codebook, plan, tally) = self.count(&*source, text)?;
            self.at(Step::Protecting, None);
            let prepared = prepare(&codebook, &plan, tally, Settings { skip_puzzles: true, ..Settings::default() })
                .map_err(|error| error.to_string())?;
            self.made = Some((text.to_owned(), prepared));
        }
        Ok(&self.made.as_ref().expect("was just made").1)
    }

    /// Reads and counts all rows.
    fn count(&self, source: &dyn Source, codebook: &str) -> Result<(Codebook, Plan, Tally), String> {
        let codebook = Codebook::read(codebook).map_err(|error| error.to_string())?;
        let length = source.length();
        let (tell, mut read, mut told) = (Rc::clone(&self.tell), 0, 0);
        let watch = move |bytes: u64| {
            read += bytes;
            let share = length.filter(|length| *length > 0).map(|length| (read as f64 / length as f64).min(1.0));
            let percent = share.map_or(0, |share| (share * 100.0) as u64);
            if percent > told {
                told = percent;
                tell(Reply::Progress { step: Step::Counting, share });
            }
        };
        let mut raw = Raw::open(source, &codebook.file, Box::new(watch)).map_err(|error| error.to_string())?;
        let plan = codebook.plan(Some(&raw.headers)).map_err(|error| error.to_string())?;
        let tally = Tally::of(&mut raw, &plan).map_err(|error| error.to_string())?;
        Ok((codebook, plan, tally))
    }

    fn at(&self, step: Step, share: Option<f64>) {
        (self.tell)(Reply::Progress { step, share });
    }
}

/// What the author says beside the codebook, as `publish` takes it.
fn told(options: &PublishOptions) -> Result<Options, String> {
    let address = |url: &str, directory| {
        let url = url.trim();
        if url.is_empty() { Ok(None) } else { web_address(url, directory).map(Some) }
    };
    Ok(Options {
        base_url: address(&options.base_url, true)?,
        post: address(&options.post, false)?,
        words: Words::new(Lang::from_tag(&options.lang).unwrap_or_default()),
        ..Options::default()
    })
}

/// The first respondents' cells; those of columns that point at a person are left out.
fn first_rows(source: &dyn Source, draft: &Draft, columns: &[DraftColumn]) -> Option<Vec<Vec<Option<String>>>> {
    let mut raw = Raw::open(source, &draft.format, Box::new(|_| {})).ok()?;
    let (mut rows, mut record) = (Vec::new(), Default::default());
    while rows.len() < FIRST && raw.next(&mut record).ok()?.is_some() {
        let cell = |(column, cell): (&DraftColumn, &str)| (!column.personal).then(|| shortened(cell));
        rows.push(columns.iter().zip(record.iter()).map(cell).collect());
    }
    Some(rows)
}

fn shortened(cell: &str) -> String {
    let short: String = cell.chars().take(LONGEST_SHOWN).collect();
    if short.len() < cell.len() { short + "…" } else { short }
}

/// What the first view says, as `report` of the command writes it.
fn report(survey: &Survey, words: Words) -> Result<String, String> {
    let view = query::parse("", survey).view;
    let (tab, what_if) = sensitivity::crosstab(survey, &view)
        .map_err(|_| "no table of the results answers the first view".to_owned())?;
    let findings = Findings { survey, view: &view, tab: &tab, what_if: what_if.as_ref(), words };
    Ok(findings.markdown(&sentence::filters(survey, &view.filter, &words)))
}

#[cfg(test)]
mod tests;
