//! The heavy work: reading, counting, protecting, publishing. It holds the answers, and nothing else does.

use crate::{
    give_away::GiveAway,
    message::{Measured, Opened, PublishOptions, Published, Reply, Step},
};
use needs_core::{Survey, query, sensitivity};
use needs_intake::{
    codebook::{Codebook, Plan},
    inspect::{self, Draft, DraftColumn},
    prepare::{Prepared, Settings, SeveralFiles, SeveralFilesError, Stage, Tally, prepare_watched},
    raw::{Format, Raw, Source},
};
use needs_privacy::verify;
use needs_publish::{self as publish, BuiltPage, Files, Fonts, Options, web_address};
use needs_report::{findings::Findings, sentence};
use needs_words::{Lang, Words};
use std::{ops::ControlFlow, rc::Rc};

/// Rows that are shown above the columns.
const FIRST: usize = 5;
/// Letters of a cell that are shown.
const LONGEST_SHOWN: usize = 80;
/// Bytes of the largest file that is read at once.
const LARGEST_WHOLE: u64 = 64 << 20;

/// Who is told how far the work is.
pub type Tell = Rc<dyn Fn(Reply)>;

/// The files that an author has opened.
#[derive(Clone, Default)]
pub struct Sources {
    /// Of this edition; several are added up.
    pub answers: Vec<Rc<dyn Source>>,
    /// The results file of the edition before, to which late answers are added.
    pub previous: Option<Rc<dyn Source>>,
    /// Its answers.
    pub previous_answers: Option<Rc<dyn Source>>,
    /// A font for letters of cards that the bundled one lacks.
    pub font: Option<Rc<dyn Source>>,
}

/// A worker's memory: the files that are open, the built page, and what was made last.
pub struct Work {
    tell: Tell,
    sources: Sources,
    /// The results of the edition before.
    previous: Option<Survey>,
    fonts: Fonts,
    page: Option<BuiltPage>,
    /// The results of the codebook of this text.
    made: Option<(String, Prepared)>,
}

impl Work {
    pub fn new(tell: Tell) -> Work {
        Work { tell, sources: Sources::default(), previous: None, fonts: Fonts::default(), page: None, made: None }
    }

    /// Takes the built page, which every site is made of.
    pub fn take_page(&mut self, page: BuiltPage) {
        self.page = Some(page);
    }

    /// Opens files of answers in place of those before, and drafts a codebook of the first.
    ///
    /// # Errors
    /// If it is no table that can be read.
    pub fn open(&mut self, sources: Sources, told: &Format) -> Result<Opened, String> {
        self.attach(Sources::default())?;
        self.at(Step::Reading, None);
        let first = sources.answers.first().cloned().ok_or("no file came along; drop it again")?;
        let draft = inspect::inspect(&*first, told).map_err(|error| error.to_string())?;
        self.attach(sources)?;
        let columns = draft.columns();
        let codebook = draft.to_string();
        let give_away = match self.count(&self.sources.answers, &codebook) {
            Ok((_, plan, tally)) => GiveAway::of(&columns, &plan, &tally),
            Err(_) => GiveAway::uncounted(&columns),
        };
        let first = first_rows(&*first, &draft, &columns).unwrap_or_default();
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

    /// Takes files whose codebook is there already, in place of those before.
    ///
    /// # Errors
    /// If what was called the results of the edition before, or a font, is none; then the files before stay.
    pub fn attach(&mut self, sources: Sources) -> Result<(), String> {
        let previous = sources.previous.as_deref().map(results).transpose()?;
        self.fonts = sources.font.as_deref().map(font).transpose()?.unwrap_or_default();
        self.previous = previous;
        (self.sources, self.made) = (sources, None);
        Ok(())
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
        let options = self.told(options)?;
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
        publish::preview(&survey, &json, self.page()?, &self.told(options)?).map_err(|error| error.to_string())
    }

    /// What the author says beside the codebook, as `publish` takes it.
    fn told(&self, options: &PublishOptions) -> Result<Options, String> {
        let address = |url: &str, directory| {
            let url = url.trim();
            if url.is_empty() { Ok(None) } else { web_address(url, directory).map(Some) }
        };
        Ok(Options {
            base_url: address(&options.base_url, true)?,
            post: address(&options.post, false)?,
            words: Words::new(Lang::from_tag(&options.lang).unwrap_or_default()),
            fonts: self.fonts.clone(),
        })
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
            if self.sources.answers.is_empty() {
                return Err("no file of answers is open; drop it again".to_owned());
            }
            let (codebook, plan, tally) = self.count(&self.sources.answers, text)?;
            let before = self.sources.previous_answers.as_ref().filter(|_| self.previous.is_some());
            let previous_tally = match before {
                Some(source) => Some(self.count(std::slice::from_ref(source), text)?.2),
                None => None,
            };
            self.at(Step::Protecting, None);
            let (tell, mut told) = (Rc::clone(&self.tell), None);
            let mut watch = move |_: Stage, done: u64, total: u64| {
                let percent = (done * 100).checked_div(total);
                if percent != told {
                    told = percent;
                    tell(Reply::Progress {
                        step: Step::Protecting,
                        share: percent.map(|percent| percent as f64 / 100.0),
                    });
                }
                ControlFlow::Continue(())
            };
            let settings =
                Settings { previous: self.previous.clone(), previous_tally, skip_puzzles: true, ..Settings::default() };
            let prepared =
                prepare_watched(&codebook, &plan, tally, settings, &mut watch).map_err(|error| error.to_string())?;
            self.made = Some((text.to_owned(), prepared));
        }
        Ok(&self.made.as_ref().expect("was just made").1)
    }

    /// Reads and counts all rows of all files.
    fn count(&self, sources: &[Rc<dyn Source>], codebook: &str) -> Result<(Codebook, Plan, Tally), String> {
        let codebook = Codebook::read(codebook).map_err(|error| error.to_string())?;
        if let [source] = sources {
            let mut raw = self.opened(&**source, &codebook)?;
            let plan = codebook.plan(Some(&raw.headers)).map_err(|error| error.to_string())?;
            let tally = Tally::of(&mut raw, &plan).map_err(|error| error.to_string())?;
            return Ok((codebook, plan, tally));
        }
        let mut files = SeveralFiles::new(&codebook, None);
        for source in sources {
            let added = files.add(&mut self.opened(&**source, &codebook)?);
            added.map_err(|error| match error {
                SeveralFilesError::Unfit(problem) => format!("{}: {problem}", source.name()),
                error => error.to_string(),
            })?;
        }
        let (plan, tally) = files.finish().map_err(|error| error.to_string())?;
        Ok((codebook, plan, tally))
    }

    /// A file whose rows can be read, and which tells how far that is.
    fn opened(&self, source: &dyn Source, codebook: &Codebook) -> Result<Raw, String> {
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
        Raw::open(source, &codebook.file, Box::new(watch)).map_err(|error| error.to_string())
    }

    fn at(&self, step: Step, share: Option<f64>) {
        (self.tell)(Reply::Progress { step, share });
    }
}

/// The whole text of a small file that is no table: a codebook.
///
/// # Errors
/// If it cannot be read, is too large for one, or is not UTF-8.
pub fn text(source: &dyn Source) -> Result<String, String> {
    String::from_utf8(whole(source)?).map_err(|_| format!("{}: not UTF-8; save it as UTF-8", source.name()))
}

fn results(source: &dyn Source) -> Result<Survey, String> {
    let bytes = whole(source)?;
    Survey::read(&bytes).map_err(|error| {
        format!("{}: {error}\nThe edition before is the results.json that was published", source.name())
    })
}

fn font(source: &dyn Source) -> Result<Fonts, String> {
    Fonts::default().and(whole(source)?).map_err(|error| format!("{}: {error}", source.name()))
}

fn whole(source: &dyn Source) -> Result<Vec<u8>, String> {
    let place = |problem: String| format!("{}: {problem}", source.name());
    if source.length().is_some_and(|length| length > LARGEST_WHOLE) {
        return Err(place("more than 64 MB; that is no codebook, results file or font".to_owned()));
    }
    let mut bytes = Vec::new();
    let mut reader = source.open().map_err(|error| place(error.to_string()))?;
    reader.read_to_end(&mut bytes).map_err(|error| place(error.to_string()))?;
    Ok(bytes)
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
