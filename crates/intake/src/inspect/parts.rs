//! The parts of a codebook that columns form: consent, choices, ratings, and ignored columns.

mod grouping;
mod levels;

pub(super) use grouping::{of, put_families_together, says_yes_or_no, set_nothings};

use super::{
    labels::{List, Several},
    moment::Month,
    nps::Nps,
    numbers::Amounts,
    ranks::{By, Group},
    scale::{Scale, Upper},
    stem::Stem,
    tally::Tally,
};
use std::collections::BTreeMap;

/// A column as it was read.
pub(super) struct Column {
    /// Its whole header.
    pub name: String,
    /// How a codebook names it.
    pub address: String,
    /// Its header without a tool's code.
    pub bare: String,
    pub stem: Option<Stem>,
    /// Without the answers that are none.
    pub tally: Tally,
    /// Those, as they are written, with their rows.
    pub missing: Vec<(String, u64)>,
}

/// A part of a codebook; columns by position.
// A file has a few hundred of them, and most are choices.
#[allow(clippy::large_enum_variant)]
pub(super) enum Part {
    Ignore {
        column: usize,
        why: String,
    },
    Time {
        column: usize,
        from: Month,
        to: Month,
        note: &'static str,
    },
    Consent {
        column: usize,
        yes: Vec<String>,
    },
    Choice(Choice),
    /// A dimension in bands, or ignored.
    Numbers {
        column: usize,
        joined: Joined,
        text: String,
        amounts: Amounts,
    },
    Rating(Rating),
    Ranking(Ranking),
    Nps {
        column: usize,
        joined: Joined,
        text: String,
        nps: Nps,
    },
}

/// Further columns with the same question, of which each respondent saw one, and what is to be checked of that.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Joined {
    pub others: Vec<usize>,
    pub doubts: Vec<String>,
}

impl Joined {
    /// The first column, and the others.
    pub fn with(&self, column: usize) -> Vec<usize> {
        [column].iter().chain(&self.others).copied().collect()
    }
}

/// A question with options to choose one or several of.
pub(super) struct Choice {
    pub source: Source,
    /// The wording.
    pub text: String,
    /// False if the file holds only the options.
    pub text_is_known: bool,
    pub list: List,
    pub scale: Option<Scale>,
    /// More columns with the same question; each respondent saw one of them.
    pub joined: Vec<usize>,
    /// Beside option columns: a column that is filled if the question was answered.
    pub answered_in: Option<usize>,
    /// Answers that count as no answer in this question only.
    pub missing: Vec<String>,
    /// By label: the answers an option collects besides its label.
    pub answers: BTreeMap<String, Vec<String>>,
    /// Rows of option columns that are neither yes nor no; they count as no answer.
    pub aside: u64,
    /// Doubts for the author.
    pub doubts: Vec<String>,
}

impl Choice {
    pub fn new(source: Source, text: String, list: List, scale: Option<Scale>) -> Choice {
        Choice {
            source,
            text,
            text_is_known: true,
            list,
            scale,
            joined: Vec::new(),
            answered_in: None,
            missing: Vec::new(),
            answers: BTreeMap::new(),
            aside: 0,
            doubts: Vec::new(),
        }
    }

    /// Whether its options are numbers alone, which stand for words that the file has not, or for steps of a scale.
    pub fn is_coded(&self) -> bool {
        self.list.options.iter().all(|(label, _)| label.chars().all(|c| c.is_ascii_digit()))
    }

    /// Every column with its answers.
    pub fn columns(&self) -> Vec<usize> {
        let own: Vec<usize> = match &self.source {
            Source::One(column) | Source::Several(column, _) => vec![*column],
            Source::Columns(columns) => columns.iter().map(|option| option.column).collect(),
        };
        own.into_iter().chain(self.joined.iter().copied()).chain(self.answered_in).collect()
    }
}

impl Part {
    /// The question in the form's words, and doubts.
    pub fn set_text(&mut self, words: &str, doubt: Option<String>) {
        match self {
            Part::Choice(choice) => {
                choice.text = words.to_owned();
                choice.text_is_known = true;
                choice.doubts.extend(doubt);
            }
            Part::Rating(rating) => {
                rating.text = Some(words.to_owned());
                rating.doubts.extend(doubt);
            }
            Part::Ranking(ranking) => {
                ranking.text = Some(words.to_owned());
                ranking.doubts.extend(doubt);
            }
            Part::Numbers { text, .. } | Part::Nps { text, .. } => *text = words.to_owned(),
            Part::Ignore { .. } | Part::Time { .. } | Part::Consent { .. } => {}
        }
    }
}

/// Where the answers of a choice are.
pub(super) enum Source {
    One(usize),
    Several(usize, Several),
    /// A column per option.
    Columns(Vec<OptionColumn>),
}

/// The column of an option.
pub(super) struct OptionColumn {
    pub column: usize,
    pub label: String,
    /// A text box: any text in it means that the option was chosen.
    pub any_text: bool,
}

/// A grid: items with a column each, which get one level.
pub(super) struct Rating {
    /// The wording; none if the file holds only the items.
    pub text: Option<String>,
    /// Column and label.
    pub items: Vec<(usize, String)>,
    /// From the strongest to the weakest, if `scale` is known.
    pub levels: Vec<String>,
    pub scale: Option<&'static str>,
    /// Levels that are also counted together.
    pub net: Option<Upper>,
    /// By label: the answers a level collects besides its label.
    pub answers: BTreeMap<String, Vec<String>>,
    /// Cells that hold no level; they count as no answer.
    pub aside: u64,
    /// Doubts for the author.
    pub doubts: Vec<String>,
}

/// Options in order of preference.
pub(super) struct Ranking {
    pub source: Ranked,
    /// The wording; none if the file holds only places or options.
    pub text: Option<String>,
    /// In no meaningful order.
    pub items: Vec<String>,
    /// By label: the answers an item collects besides its label.
    pub answers: BTreeMap<String, Vec<String>>,
    /// Answers that count as no answer in this question only.
    pub missing: Vec<String>,
    /// Answers that are no item, and rows that name an item twice; they count as no answer.
    pub aside: u64,
    /// Doubts for the author.
    pub doubts: Vec<String>,
}

/// Where the order is.
pub(super) enum Ranked {
    InOrder(usize, &'static str),
    /// `[place]`
    Places(Vec<usize>),
    /// `[item]`
    Items(Vec<usize>),
}

impl Ranking {
    pub fn columns(&self) -> Vec<usize> {
        match &self.source {
            Ranked::InOrder(column, _) => vec![*column],
            Ranked::Places(columns) | Ranked::Items(columns) => columns.clone(),
        }
    }

    fn of_group(group: &Group) -> Ranking {
        let columns: Vec<usize> = group.columns.iter().map(|(column, _)| *column).collect();
        let (source, items) = match group.by {
            By::Place => (Ranked::Places(columns), group.options.iter().map(|(label, _)| label.clone()).collect()),
            By::Item => (Ranked::Items(columns), group.columns.iter().map(|(_, label)| label.clone()).collect()),
        };
        let mut doubts = vec![match group.by {
            By::Place => format!("{} columns were taken for the places of one ranking", group.columns.len()),
            By::Item => {
                format!("{} columns of places, none twice in a row, were taken for one ranking", group.columns.len())
            }
        }];
        if group.aside > 0 {
            let cells =
                if group.aside == 1 { "1 cell holds".to_owned() } else { format!("{} cells hold", group.aside) };
            doubts.push(format!("{cells} none of the options: such count as no answer"));
        }
        if group.repeat > 0 {
            doubts.push(twice(group.repeat));
        }
        let aside = group.aside + group.repeat;
        let (answers, missing) = (BTreeMap::new(), Vec::new());
        Ranking { source, text: group.text.clone(), items, answers, missing, aside, doubts }
    }

    /// One column whose cells hold the items in the respondent's order.
    fn of_several(column: usize, text: String, several: &Several) -> Ranking {
        let items: Vec<String> = several.list.options.iter().map(|(label, _)| label.clone()).collect();
        let orders = &several.orders;
        let whole = if orders.full * 100 >= orders.rows * 90 { "all of the options" } else { "options" };
        let mut doubts = vec![format!(
            "{} rows name {whole} in different orders: taken for a ranking, the first first",
            orders.rows
        )];
        if several.list.rest > 0 {
            doubts.push(format!("{} answers are none of these options: such count as no answer", several.list.rest));
        }
        if orders.repeat > 0 {
            doubts.push(twice(orders.repeat));
        }
        let source = Ranked::InOrder(column, several.separator);
        let aside = several.list.rest + orders.repeat;
        let (answers, missing) = (BTreeMap::new(), several.missing.clone());
        Ranking { source, text: Some(text), items, answers, missing, aside, doubts }
    }
}

fn twice(rows: u64) -> String {
    match rows {
        1 => "1 row ranks something twice: it counts as no answer".to_owned(),
        rows => format!("{rows} rows rank something twice: they count as no answer"),
    }
}
