//! Disclosure control: from exact combinations of key variables to classes of at least k respondents.
//!
//! Input is what a `GROUP BY` over the dimensions makes: one [`Cell`] a combination, with its number of
//! respondents and the sums of its count columns. Output is one or several [`Partition`]s, each a complete
//! list of classes of at least k. Nobody is dropped, and nobody is in two classes of one partition: what is
//! too small alone is published together with others, under a label that is a *set* of categories.
//!
//! Everything here is a plain function of its arguments: no files, clock or randomness, and the order of the
//! cells changes nothing. What the classes guarantee, and what not, is in `docs/privacy.md`.

#[cfg(test)]
mod attacks;
mod audit;
mod bounds;
mod cells;
mod costly;
mod count;
mod determined;
mod error;
mod gather;
mod grid;
mod groups;
mod knowledge;
mod lookup;
mod modular;
#[cfg(test)]
mod optimum;
mod overlap;
mod own;
mod previous;
mod puzzle;
mod refine;
mod report;
mod safe;
mod scoring;
mod search;
mod sensitive;
mod split;
mod table;
#[cfg(test)]
mod tests;
mod themes;
mod work;

pub use audit::Audit;
pub use bounds::AttributeDisclosure;
use cells::Cells;
pub use costly::Costly;
pub use count::Count;
pub use error::AnonymizeError;
pub use knowledge::Settled;
use needs_core::survey::{Label, Table};
pub use own::Own;
pub use report::{DimensionReport, PartitionReport, Report, Summary};
pub use sensitive::{Homogeneous, every_choice, sensitive_choices};
use std::ops::{ControlFlow, Range};
use table::Draft;
pub use themes::{TellingTheme, telling_themes};
use work::Work;
pub use work::{Stage, Watch};

/// A key variable, as the partition needs to know it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DimensionSpec {
    pub id: String,
    /// Ids of the categories, in the order of the file; at most 64. Bit c of a key is category c.
    pub categories: Vec<String>,
    /// A respondent may be in several categories.
    pub multiple: bool,
    /// Neighbouring categories are alike (frequency, career stage).
    pub ordered: bool,
    /// Sets of categories (bits) that belong together, such as the countries of a continent: where
    /// categories must be published together, those of one set are preferred.
    pub hierarchy: Vec<u64>,
    /// Published exactly for everybody, at the cost of the other dimensions.
    pub never_generalize: bool,
}

/// What a count column counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// For messages: `question.choice`.
    pub name: String,
    /// Position of the column whose respondents it is among. None: the respondents of the cell. Such a column is a
    /// *group*, who were asked a question: everything that is counted among it is published of the group alone.
    pub among: Option<usize>,
}

/// All respondents of one exact combination of categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Per dimension, the categories chosen, as bits: one bit, or at least one if the dimension is `multiple`.
    pub key: Vec<u64>,
    /// Respondents, at least one.
    pub n: u32,
    /// Sums of the count columns, laid out as in [`needs_core::survey::Layout`]; none above `n`.
    pub counts: Vec<u32>,
}

/// Respondents who are published together.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// One for each dimension of its partition.
    pub labels: Vec<Label>,
    pub n: u32,
    pub counts: Vec<u32>,
}

/// One table: every respondent in exactly one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    /// Positions of the dimensions it is over.
    pub dimensions: Vec<usize>,
    /// Sorted by their labels.
    pub classes: Vec<Class>,
    /// For each cell of the input, the position of its class.
    pub assignment: Vec<usize>,
    /// People who are alike in its dimensions may be in different classes, so that labels do not tell everybody's class.
    pub overlaps: bool,
    /// Columns of its classes that are not published here: those of questions with tables of their own.
    pub without: Vec<Range<usize>>,
    pub report: PartitionReport,
}

impl Partition {
    /// The classes by column, as a page reads them.
    pub fn to_table(&self, name: &str) -> Table {
        let columns = self.classes.first().map_or(0, |class| class.counts.len());
        let labels = (0..self.dimensions.len()).map(|place| self.classes.iter().map(|c| c.labels[place]).collect());
        Table {
            name: name.to_owned(),
            own: None,
            dimensions: self.dimensions.clone(),
            labels: labels.collect(),
            n: self.classes.iter().map(|class| class.n).collect(),
            counts: (0..columns).map(|column| self.classes.iter().map(|c| c.counts[column]).collect()).collect(),
        }
    }
}

/// The tables to make.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Tables {
    /// One over all dimensions: answers every combination of filters.
    Joint,
    /// The field with each other dimension (and with [`Options::deciding`]): answers one bias dimension at a time,
    /// nearly exactly.
    ByDimension,
    /// Joint where at least 90 % of the respondents stay exact in every dimension, else by dimension.
    #[default]
    Auto,
    /// One table for each list of positions of dimensions.
    Explicit(Vec<Vec<usize>>),
}

/// A choice that its author marked as sensitive.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitive {
    /// For messages: `question.choice`.
    pub name: String,
    /// Those who chose it, by positions in [`Cell::counts`].
    pub chosen: Count,
    /// For messages, whom `answered` counts: `answered`, or `chose question.choice`.
    pub among: String,
    /// Those who answered the question; or, where `chosen` are those who chose two choices, or the one and not the
    /// other, those who chose the other, or did not.
    pub answered: Count,
}

/// A question, as far as disclosure about those who answered it is concerned.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// For messages.
    pub name: String,
    /// Positions in [`Cell::counts`] of everything that was answered; who answered first.
    pub columns: Range<usize>,
    /// Who answered, and then who answered each part of it that not all who answered did (the items of a rating): name, and
    /// the columns whose sum tells their number.
    pub answering: Vec<(String, Range<usize>)>,
}

impl Question {
    fn has(&self, choice: &Sensitive) -> bool {
        self.columns.contains(&choice.chosen.columns.start)
    }
}

impl Sensitive {
    /// Its name for messages that do not say among whom.
    fn full_name(&self) -> String {
        if self.among == "answered" { self.name.clone() } else { format!("{} (of who {})", self.name, self.among) }
    }
}

/// A table of an earlier edition.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviousTable {
    /// Position in [`Options::questions`] of the question whose own table it is.
    pub own: Option<usize>,
    /// Positions of its dimensions.
    pub dimensions: Vec<usize>,
    pub classes: Vec<PreviousClass>,
}

/// A class of an earlier edition.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviousClass {
    /// One for each dimension of its table.
    pub labels: Vec<Label>,
    /// Of a question's own table, those who answered.
    pub n: u32,
    /// Per count column of this edition, what stood there; nothing where that edition did not have it.
    pub counts: Vec<Option<u32>>,
}

/// The guarantees to give, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The fewest respondents of a class; 1 publishes every cell exactly.
    pub k: u32,
    pub tables: Tables,
    /// Position of the field, which every by-dimension table has.
    pub field: usize,
    /// What the count columns count, in their order. Of every group among them, and of everybody outside it, a class
    /// has nobody or at least k. Columns that are not listed form no group.
    pub columns: Vec<Column>,
    /// Positions of the dimensions that decide who is in a group. Each by-dimension table has them, so that a few of
    /// a group can be published apart from the others instead of coarsening these.
    pub deciding: Vec<usize>,
    /// Of every class nobody or at least k have answered each of these; one that does not fit the common tables gets tables
    /// of its own.
    pub questions: Vec<Question>,
    pub sensitive: Vec<Sensitive>,
    /// Every choice, for reporting how many answers could be inferred.
    pub choices: Vec<Sensitive>,
    /// Merge classes of `questions` until no sensitive choice was made by all or by none of those who answered, and until
    /// bounds give none away where there are several tables; an error if that cannot be had.
    pub strict: bool,
    /// Leave out the search for what puzzles settle of every choice ([`Settled::undecided`] counts what it would look at), but not
    /// of `sensitive` ones. It takes seconds and changes no table.
    pub skip_puzzles: bool,
    /// Several tables may have classes that overlap ([`Partition::overlaps`]), where that keeps more.
    pub overlap: bool,
    /// Check what several tables tell together, and merge until no combination of their numbers is about 1 to k - 1 people.
    /// Only a demonstration of the leak turns this off.
    pub audit: bool,
    /// The classes of an earlier edition, to be kept exactly; `tables` is then ignored.
    pub previous: Option<Vec<PreviousTable>>,
    /// The k of that edition; that of this one if absent.
    pub previous_k: Option<u32>,
    /// How many categories each dimension had in that edition; as many as now if empty.
    pub previous_categories: Vec<usize>,
    /// The cells of that edition, where its answers are still there; they must make its tables again. Several tables need
    /// them: they tell who is new, and nothing may be about fewer than k of these either.
    pub previous_cells: Option<Vec<Cell>>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            k: 5,
            tables: Tables::Auto,
            field: 0,
            columns: Vec::new(),
            deciding: Vec::new(),
            questions: Vec::new(),
            sensitive: Vec::new(),
            choices: Vec::new(),
            strict: false,
            skip_puzzles: false,
            overlap: true,
            audit: true,
            previous: None,
            previous_k: None,
            previous_categories: Vec::new(),
            previous_cells: None,
        }
    }
}

/// Which guarantee the tables carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// One table: any filter and any difference of filters holds 0 or at least k, also of those asked a question.
    Joint,
    /// Several tables: together they determine no group below k.
    ByDimension,
}

/// Tables that are safe to publish.
#[derive(Clone, Debug, PartialEq)]
pub struct Anonymized {
    pub model: Model,
    /// Tables of everybody, in the order in which a view should ask them.
    pub partitions: Vec<Partition>,
    /// Tables of those who answered a question that not every one of `partitions` has, in the order of the questions.
    pub own: Vec<Own>,
    pub report: Report,
}

/// In every dimension so many of a hundred respondents must stay exact for `auto` to choose a joint table.
const JOINT_ENOUGH: u32 = 90;

/// Makes classes of at least k.
///
/// `dimensions` are in the author's order of priority: an earlier one is kept exact before a later one.
///
/// ```
/// use needs_core::survey::Label;
/// use needs_privacy::anonymize::{Cell, DimensionSpec, Options, Tables, anonymize};
///
/// let dimension = |id: &str, categories: [&str; 2]| DimensionSpec {
///     id: id.to_owned(),
///     categories: categories.map(str::to_owned).to_vec(),
///     ..DimensionSpec::default()
/// };
/// let dimensions = [dimension("field", ["imaging", "genetics"]), dimension("region", ["europe", "asia"])];
/// // Bit c of a key is category c: nine people of imaging in Europe, two in Asia, ...
/// let cell = |field, region, n| Cell { key: vec![field, region], n, counts: Vec::new() };
/// let cells = vec![cell(1, 1, 9), cell(1, 2, 2), cell(2, 1, 6), cell(2, 2, 8)];
///
/// let options = Options { k: 5, tables: Tables::Joint, ..Options::default() };
/// let made = anonymize(&dimensions, cells, &options)?;
/// // The two join the nine: their class does not tell the region, and nobody stands alone.
/// assert!(made.partitions[0].classes.iter().all(|class| class.n >= 5));
/// assert!(made.partitions[0].classes.iter().any(|class| class.n == 11));
/// # Ok::<(), needs_privacy::anonymize::AnonymizeError>(())
/// ```
///
/// # Errors
/// The cells do not fit the dimensions, there are fewer than k respondents, or something that the options
/// demand cannot be had; each message says what to change.
pub fn anonymize(
    dimensions: &[DimensionSpec],
    cells: Vec<Cell>,
    options: &Options,
) -> Result<Anonymized, AnonymizeError> {
    anonymize_watched(dimensions, cells, options, &mut |_, _, _| ControlFlow::Continue(()))
}

/// Like [`anonymize`], reporting progress to `watch`.
///
/// # Errors
/// As [`anonymize`], or if `watch` stops it.
pub fn anonymize_watched(
    dimensions: &[DimensionSpec],
    cells: Vec<Cell>,
    options: &Options,
    watch: &mut Watch,
) -> Result<Anonymized, AnonymizeError> {
    let cells = Cells::check(dimensions, cells, options)?;
    let work = &mut Work::new(watch, audit::BUDGET);
    // Half of the effort for the tables of everybody, the other for those of questions.
    work.take_part(2);
    let joint = |work: &mut Work| tables(dimensions, &cells, &[(0..dimensions.len()).collect()], options, work);
    let several = |work: &mut Work| tables(dimensions, &cells, &by_dimension(dimensions.len(), options), options, work);
    let mut earlier = None;
    let (made, other) = match (&options.previous, &options.tables) {
        (Some(previous), _) => {
            let (drafts, edition) = previous::continued(dimensions, &cells, previous, options, work)?;
            earlier = Some(edition);
            (Made::of(dimensions, &cells, drafts, None), None)
        }
        (None, Tables::Joint) => (joint(work)?, None),
        (None, Tables::ByDimension) => (several(work)?, None),
        (None, Tables::Explicit(lists)) => (tables(dimensions, &cells, lists, options, work)?, None),
        (None, Tables::Auto) => match (joint(work), several(work)) {
            (Err(AnonymizeError::Stopped), _) | (_, Err(AnonymizeError::Stopped)) => {
                return Err(AnonymizeError::Stopped);
            }
            (Ok(one), several) if one.summary.exact_in_every_dimension(JOINT_ENOUGH) => (one, several.ok()),
            // A field and one other dimension: both are the same table.
            (Ok(one), Ok(several)) if several.partitions.len() == 1 => (one, None),
            (one, several) => (several?, one.ok()),
        },
    };
    let Made { drafts, mut partitions, summary } = made;
    let mut own = Vec::new();
    let mut disclosures = Vec::new();
    let mut settled = Settled::default();
    for question in 0..options.questions.len() {
        work.at(Stage::Questions, question, options.questions.len())?;
        work.take_part(options.questions.len() - question);
        let made = own::of_question(dimensions, &cells, &drafts, question, options, earlier.as_ref(), work)?;
        disclosures.extend(made.disclosures);
        settled.add(&made.settled);
        for (partition, table) in partitions.iter_mut().zip(made.own) {
            let Some(table) = table else { continue };
            partition.without.push(table.columns.clone());
            own.push(table);
        }
    }
    let homogeneous = sensitive::homogeneous(&partitions, &own, &options.sensitive);
    if let (true, Some(left)) = (options.strict, homogeneous.first()) {
        return Err(AnonymizeError::Sensitive { name: left.name.clone() });
    }
    if let (true, Some(left)) = (options.strict, disclosures.first()) {
        return Err(AnonymizeError::Sensitive { name: left.name.clone() });
    }
    let report = Report {
        k: options.k,
        respondents: cells.respondents,
        cells: cells.len(),
        homogeneous,
        disclosures,
        settled,
        costly: costly::costly(dimensions, &cells, &drafts, options.k),
        all_generalized: all_generalized(dimensions, &cells, &partitions, options, work)?,
        published: summary,
        not_chosen: other.map(|made| made.summary),
    };
    Ok(Anonymized { model: model_of(partitions.len()), partitions, own, report })
}

/// What the same tables keep if every dimension may be generalized; nothing if every one may.
fn all_generalized(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    partitions: &[Partition],
    options: &Options,
    work: &mut Work,
) -> Result<Option<Summary>, AnonymizeError> {
    if options.previous.is_some() || !dimensions.iter().any(|d| d.never_generalize) {
        return Ok(None);
    }
    let free = |d: &DimensionSpec| DimensionSpec { never_generalize: false, ..d.clone() };
    let dimensions: Vec<DimensionSpec> = dimensions.iter().map(free).collect();
    let lists: Vec<Vec<usize>> = partitions.iter().map(|p| p.dimensions.clone()).collect();
    work.take_part(1);
    match tables(&dimensions, cells, &lists, options, work) {
        Err(AnonymizeError::Stopped) => Err(AnonymizeError::Stopped),
        made => Ok(made.ok().map(|made| made.summary)),
    }
}

/// The lists of dimensions of the by-dimension tables: the field with each other one, and with those that decide who
/// is in a group.
fn by_dimension(dimensions: usize, options: &Options) -> Vec<Vec<usize>> {
    let field = options.field;
    let (deciding, others): (Vec<usize>, Vec<usize>) =
        (0..dimensions).filter(|&d| d != field).partition(|d| options.deciding.contains(d));
    let with = |other: Option<usize>| {
        let mut list: Vec<usize> = deciding.iter().copied().chain(other).collect();
        list.sort_unstable();
        list.insert(0, field);
        list
    };
    if others.is_empty() { vec![with(None)] } else { others.into_iter().map(|d| with(Some(d))).collect() }
}

/// Tables of everybody that are safe to publish, and what they keep.
struct Made {
    summary: Summary,
    drafts: Vec<Draft>,
    partitions: Vec<Partition>,
}

impl Made {
    fn of(dimensions: &[DimensionSpec], cells: &Cells, drafts: Vec<Draft>, audit: Option<Audit>) -> Made {
        let partitions: Vec<Partition> = drafts.iter().map(|draft| table::publish(dimensions, cells, draft)).collect();
        Made { summary: Summary::of(dimensions, &partitions, audit), partitions, drafts }
    }
}

/// The tables over `lists`, without regard to what was answered.
fn tables(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    lists: &[Vec<usize>],
    options: &Options,
    work: &mut Work,
) -> Result<Made, AnonymizeError> {
    let mut drafts = searched(dimensions, cells, lists, options, work)?;
    // Of several tables, gathered cells tell more together than they are worth.
    if let [draft] = drafts.as_mut_slice()
        && let Some(gathered) = draft.gathered(dimensions, cells)
    {
        *draft = gathered;
    }
    // One table alone determines only unions of its classes.
    if !options.audit || drafts.len() < 2 || options.k == 1 {
        return Ok(Made::of(dimensions, cells, drafts, None));
    }
    let (drafts, audit) = overlap::protect(dimensions, cells, drafts, options, work)?;
    Ok(Made::of(dimensions, cells, drafts, Some(audit)))
}

/// The best classes found over each of `lists`.
fn searched(
    dimensions: &[DimensionSpec],
    cells: &Cells,
    lists: &[Vec<usize>],
    options: &Options,
    work: &mut Work,
) -> Result<Vec<Draft>, AnonymizeError> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(lists.len());
    for list in lists {
        work.at(Stage::Classes, drafts.len(), lists.len())?;
        drafts.push(Draft::best(dimensions, cells, list, options.k, work)?);
    }
    Ok(drafts)
}

fn model_of(tables: usize) -> Model {
    if tables == 1 { Model::Joint } else { Model::ByDimension }
}
