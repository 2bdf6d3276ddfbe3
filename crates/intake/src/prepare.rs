//! From raw answers to a results file.
//!
//! Rows are turned into exact combinations of categories and their counts right away ([`Tally`]), classes of at
//! least k are made of those ([`needs_privacy::anonymize`]), and the file is checked as a reader would check it
//! before it is returned. Nothing else leaves: no row, order, time, id or text that the codebook does not declare.

mod account;
mod assemble;
mod coders;
mod counts;
mod error;
mod files;
mod json;
mod previous;
mod published;
mod tally;

use crate::codebook::{Codebook, Plan, TablesEntry};
pub use account::Account;
pub use error::PrepareError;
pub use files::{SeveralFiles, SeveralFilesError};
pub use json::to_json;
use needs_core::survey::{Survey, SurveyError};
pub use needs_privacy::anonymize::{Stage, Watch};
use needs_privacy::{
    anonymize::{self, Anonymized, DimensionSpec, Options, Tables},
    verify,
};
use published::Published;
use std::ops::ControlFlow;
pub(crate) use tally::Errors;
pub use tally::Tally;

/// Options of a run; `k` and `tables` override the codebook.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub k: Option<u32>,
    pub tables: Option<TablesEntry>,
    /// Whether classes of several tables may overlap; overrides the codebook.
    pub overlap: Option<bool>,
    /// Merge classes until no sensitive choice is disclosed, instead of warning.
    pub strict: bool,
    /// Leave out the search for puzzles, which takes seconds, for whoever does not show what they settle.
    pub skip_puzzles: bool,
    /// The results file of the previous edition, whose classes are kept.
    pub previous: Option<Survey>,
    /// The previous edition's answers, read by the same codebook, if they still exist.
    pub previous_tally: Option<Tally>,
}

/// A results file, ready to write.
pub struct Prepared {
    pub json: Vec<u8>,
    pub account: Account,
}

/// The default for the fewest respondents of a class.
pub const DEFAULT_K: u32 = 5;

/// Makes the results file of a tally.
///
/// # Errors
/// If the settings cannot be met, or the file would fail the checks of a reader.
pub fn prepare(codebook: &Codebook, plan: &Plan, tally: Tally, settings: Settings) -> Result<Prepared, PrepareError> {
    prepare_watched(codebook, plan, tally, settings, &mut |_, _, _| ControlFlow::Continue(()))
}

/// Like [`prepare`], reporting progress to `watch`, which can stop it.
///
/// # Errors
/// As [`prepare`], or [`needs_privacy::anonymize::AnonymizeError::Stopped`].
pub fn prepare_watched(
    codebook: &Codebook,
    plan: &Plan,
    tally: Tally,
    settings: Settings,
    watch: &mut Watch,
) -> Result<Prepared, PrepareError> {
    crate::coding::all_coded(plan)?;
    if tally.respondents() == 0 {
        let left_out = tally.left_out.iter().sum();
        return Err(PrepareError::Nobody { received: tally.received, left_out });
    }
    let dimensions = assemble::dimensions(plan, &tally, settings.previous.as_ref());
    let specs: Vec<DimensionSpec> = plan
        .dimensions
        .iter()
        .zip(&dimensions)
        .map(|(plan, dimension)| DimensionSpec {
            id: dimension.id.clone(),
            categories: dimension.categories.iter().map(|c| c.id.clone()).collect(),
            multiple: plan.multiple,
            ordered: plan.ordered,
            hierarchy: plan.hierarchy.clone(),
            never_generalize: plan.never_generalize,
        })
        .collect();
    let k = settings.k.or(codebook.k).unwrap_or(DEFAULT_K);
    if let Some(before) = settings.previous.as_ref().filter(|before| k < before.about.privacy.k) {
        return Err(PrepareError::Previous(format!(
            "k = {k} is less than the k = {} of the edition before; subtracting the editions would tell the answers of fewer than {} late respondents: keep k, or publish without --previous and withdraw the earlier edition",
            before.about.privacy.k, before.about.privacy.k
        )));
    }
    let tables = settings.tables.as_ref().unwrap_or(&codebook.tables);
    if let Some(before) = &settings.previous {
        previous::check_tables(before, tables, plan)?;
    }
    let tables = match tables {
        // Every combination stays exact: there is nothing to choose.
        TablesEntry::Auto if k == 1 => Tables::Joint,
        TablesEntry::Auto => Tables::Auto,
        TablesEntry::Joint => Tables::Joint,
        TablesEntry::ByDimension => Tables::ByDimension,
        TablesEntry::Lists(_) => Tables::Explicit(plan.tables.clone().unwrap_or_default()),
    };
    let flow = assemble::Flow::of(&tally, plan);
    let mut told: Vec<String> = plan.questions.iter().flat_map(|question| question.told().to_vec()).collect();
    told.extend(idle_rules(plan, &tally).into_iter().chain(uncounted(&tally)));
    let cells = tally.into_cells();
    let mut published = Published::of(plan, &cells, k);
    let cells = published.cells(cells);
    let total = |column: usize| cells.iter().map(|cell| u64::from(cell.counts[column])).sum();
    told.extend(coders::protect(&mut published, &total, settings.previous.as_ref(), k));
    let tables_before = |survey| previous::tables(survey, &dimensions, &published);
    let previous = settings.previous.as_ref().map(tables_before).transpose()?;
    let options = Options {
        k,
        tables,
        field: plan.field,
        columns: published.columns(),
        deciding: plan.deciding(),
        questions: published.answers(),
        sensitive: anonymize::sensitive_choices(published.questions.iter(), &published.layout, total),
        choices: anonymize::every_choice(published.questions.iter(), &published.layout),
        strict: settings.strict,
        skip_puzzles: settings.skip_puzzles,
        overlap: settings.overlap.or(codebook.overlap).unwrap_or(true),
        previous,
        previous_k: settings.previous.as_ref().map(|before| before.about.privacy.k),
        previous_categories: settings.previous.as_ref().map_or(Vec::new(), |before| previous::categories(before, plan)),
        previous_cells: settings.previous_tally.map(|tally| published.cells(tally.into_cells())),
        ..Options::default()
    };
    let made = anonymize::anonymize_watched(&specs, cells, &options, watch)?;
    let file = assemble::file(codebook, &published, dimensions, &made, &options, flow);
    let mut account = Account::of(&file, plan, &published, &made, &options);
    account.warnings.extend(told);
    let json = to_json(file);
    let survey = Survey::read(&json).map_err(PrepareError::Check)?;
    let findings = verify::findings(&survey);
    if !findings.is_empty() {
        return Err(PrepareError::Check(SurveyError::Invalid(findings)));
    }
    Ok(Prepared { json, account })
}

/// Warns of rules that leave out nobody: their value may be misspelled.
fn idle_rules(plan: &Plan, tally: &Tally) -> Vec<String> {
    let rules = plan.rules.iter().zip(&tally.left_out).filter(|(_, n)| **n == 0);
    rules.map(|(rule, _)| format!("{} leaves out nobody; check it, or remove it", rule.place)).collect()
}

/// Reports the cells that count as no answer by the author's wish.
fn uncounted(tally: &Tally) -> Vec<String> {
    let times = |n: u32| if n == 1 { "1 answer".to_owned() } else { format!("{n} answers") };
    let people = |n: u32| if n == 1 { "1 person".to_owned() } else { format!("{n} people") };
    let told = tally.uncounted.iter().flat_map(|(name, uncounted)| {
        let passed = (uncounted.passed_over > 0).then(|| {
            format!("\"{name}\": {} that nothing collects count as none (other = \"\")", times(uncounted.passed_over))
        });
        let contradicted = (uncounted.contradictions > 0).then(|| {
            let n = people(uncounted.contradictions);
            format!("\"{name}\": {n} answered differently in columns that are joined, which counts as no answer")
        });
        let unasked = (uncounted.unasked > 0).then(|| {
            let n = people(uncounted.unasked);
            format!("\"{name}\": {n} answered although asked_of or asked_if says that they were not asked; that is not counted, so check the rule")
        });
        passed.into_iter().chain(contradicted).chain(unasked)
    });
    told.collect()
}

/// The guarantee of the tables, as the file names it.
fn model(made: &Anonymized) -> needs_core::survey::file::PrivacyModel {
    use needs_core::survey::file::PrivacyModel;
    match made.model {
        anonymize::Model::Joint => PrivacyModel::Joint,
        anonymize::Model::ByDimension => PrivacyModel::ByDimension,
    }
}
