//! Columns put together to what a codebook speaks of: consent, choices, ratings, and what is ignored.

use super::{
    Tool,
    guess::{self, Guess},
    labels::{self, List, Several, form},
    moment::Month,
    numbers::{self, Amounts},
    scale::{self, Scale},
    stem::Stem,
    tally::Tally,
    who,
};

/// A column as it was read.
pub(super) struct Column {
    /// Its whole header.
    pub name: String,
    /// How a codebook names it.
    pub address: String,
    /// Its header without a tool's code.
    pub bare: String,
    pub stem: Option<Stem>,
    pub tally: Tally,
}

/// One thing of a codebook; columns by position.
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
        text: String,
        amounts: Amounts,
    },
    Rating(Rating),
}

/// Options of which one or several are chosen.
pub(super) struct Choice {
    pub source: Source,
    /// As it was asked.
    pub text: String,
    pub list: List,
    pub scale: Option<Scale>,
}

/// Where the answers of a choice stand.
pub(super) enum Source {
    One(usize),
    Several(usize, Several),
    /// A column an option.
    Columns(Vec<OptionColumn>),
}

/// The column of an option.
pub(super) struct OptionColumn {
    pub column: usize,
    pub label: String,
    /// A text box: whatever stands there means that the option was chosen.
    pub any_text: bool,
}

/// Items, a column each, that get one level.
pub(super) struct Rating {
    /// As it was asked; none where only the items are in the file.
    pub text: Option<String>,
    /// Column and label.
    pub items: Vec<(usize, String)>,
    /// From the strongest to the weakest, if `scale` is known.
    pub levels: Vec<String>,
    pub scale: Option<&'static str>,
}

/// Cells that say of an option that it was or was not chosen.
const YES_NO: &[&str] = &[
    "yes",
    "1",
    "true",
    "y",
    "x",
    "checked",
    "selected",
    "no",
    "0",
    "false",
    "n",
    "-",
    "unchecked",
    "not selected",
    "not checked",
];
/// Whether a cell says of an option only that it was or was not chosen.
pub(super) fn says_yes_or_no(cell: &str) -> bool {
    YES_NO.contains(&form(cell).as_str())
}

/// More levels than this is no rating.
const MOST_LEVELS: usize = 11;

/// Puts all columns together, in the order of the file.
pub(super) fn of(columns: &[Column], tool: Tool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut done = vec![false; columns.len()];
    for c in 0..columns.len() {
        if done[c] {
            continue;
        }
        let members = match &columns[c].stem {
            Some(stem) => {
                let of_stem = |other: &Column| other.stem.as_ref().is_some_and(|s| s.key == stem.key);
                (c..columns.len()).filter(|&other| !done[other] && of_stem(&columns[other])).collect()
            }
            None => vec![c],
        };
        if let Some((part, rest)) = together(columns, &members) {
            members.iter().for_each(|&m| done[m] = true);
            parts.push(part);
            parts.extend(rest.into_iter().map(write_in));
            continue;
        }
        done[c] = true;
        parts.push(match &columns[c].stem {
            Some(stem) if stem.is_text => write_in(c),
            _ => alone(&columns[c], c, tool),
        });
    }
    one_consent(&mut parts);
    neighbours(columns, parts)
}

fn write_in(column: usize) -> Part {
    Part::Ignore { column, why: "what people wrote in beside an option".to_owned() }
}

/// The columns of one question, and those of them that are text boxes.
fn together(columns: &[Column], members: &[usize]) -> Option<(Part, Vec<usize>)> {
    let stem = |m: usize| columns[m].stem.as_ref().expect("members have a stem");
    let (texts, options): (Vec<usize>, Vec<usize>) =
        members.iter().partition(|&&m| columns[m].stem.as_ref().is_some_and(|s| s.is_text));
    if options.len() < 2 {
        return None;
    }
    let text = stem(options[0]).question.clone();
    let says_yes = |&m: &usize| {
        let own = form(&stem(m).item);
        let tally = &columns[m].tally;
        tally.uncounted == 0 && tally.cells.iter().all(|(cell, _)| says_yes_or_no(cell) || form(cell) == own)
    };
    if options.iter().all(says_yes) && options.iter().any(|&m| columns[m].tally.filled > 0) {
        let option = |&column: &usize| {
            let any_text = stem(column).is_text;
            let rows = columns[column].tally.filled;
            (OptionColumn { column, label: stem(column).item.clone(), any_text }, rows)
        };
        // The text box is the option itself, unless that has a column of its own.
        let has_other = options.iter().any(|&m| form(&stem(m).item).starts_with("other"));
        let (boxes, rest): (Vec<usize>, Vec<usize>) =
            texts.iter().partition(|&&m| !has_other && form(&stem(m).item).starts_with("other"));
        let all: Vec<(OptionColumn, u64)> = options.iter().chain(&boxes).map(option).collect();
        let list = List { options: all.iter().map(|(o, rows)| (o.label.clone(), *rows)).collect(), ..List::default() };
        let source = Source::Columns(all.into_iter().map(|(o, _)| o).collect());
        return Some((Part::Choice(Choice { source, text, list, scale: None }), rest));
    }
    let levels = common_levels(options.iter().map(|&m| &columns[m].tally))?;
    let labels: Vec<&str> = levels.iter().map(String::as_str).collect();
    if scale::of(&labels).is_none() && options.iter().any(|&m| who::is_asked(&stem(m).item)) {
        return None;
    }
    let are_numbers = levels.iter().all(|level| crate::numbers::plain(level).is_some());
    if are_numbers && numbers::asks_an_amount(&text) {
        return None;
    }
    let items = options.iter().map(|&m| (m, stem(m).item.clone())).collect();
    Some((rating(Some(text), items, levels), texts))
}

fn rating(text: Option<String>, items: Vec<(usize, String)>, levels: Vec<String>) -> Part {
    let labels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let scale = scale::of(&labels);
    let levels = match &scale {
        Some(scale) => scale.order.iter().map(|&i| levels[i].clone()).collect(),
        None => levels,
    };
    Part::Rating(Rating { text, items, levels, scale: scale.map(|s| s.why) })
}

/// All levels of several columns, if each holds little else and none could point at anybody: what only one or two
/// people said is a level only as a step of a scale.
fn common_levels<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Option<Vec<String>> {
    let mut levels: Vec<(String, u64)> = Vec::new();
    for tally in tallies.filter(|tally| tally.filled > 0) {
        if tally.uncounted > 0 || tally.cells.len() > MOST_LEVELS {
            return None;
        }
        for (cell, rows) in &tally.cells {
            match levels.iter_mut().find(|(level, _)| form(level) == form(cell)) {
                Some((_, sum)) => *sum += rows,
                None => levels.push((cell.clone(), *rows)),
            }
        }
    }
    let labels: Vec<&str> = levels.iter().map(|(level, _)| level.as_str()).collect();
    let is_scale = scale::of(&labels).is_some();
    let numbers: Option<Vec<f64>> = labels.iter().map(|label| crate::numbers::plain(label)).collect();
    if numbers.is_some_and(|numbers| !crate::numbers::is_scale(&numbers)) {
        return None;
    }
    let tells_nothing = |(level, rows): &(String, u64)| {
        let rare = *rows < labels::FEWEST;
        !labels::is_personal(level) && (!rare || is_scale && labels::is_step(level))
    };
    (levels.len() >= 2 && levels.len() <= MOST_LEVELS && levels.iter().all(tells_nothing))
        .then(|| labels.iter().map(|level| level.strip_suffix(".0").unwrap_or(level).to_owned()).collect())
}

fn alone(column: &Column, c: usize, tool: Tool) -> Part {
    let text = column.bare.strip_suffix(" - Selected Choice").unwrap_or(&column.bare).to_owned();
    if column.stem.as_ref().is_some_and(|stem| who::is_asked(&stem.item)) {
        return Part::Ignore { column: c, why: "asks WHO somebody is".to_owned() };
    }
    match guess::of(&column.bare, &column.tally, tool) {
        Guess::Ignore(why) => Part::Ignore { column: c, why },
        Guess::Time { from, to, note } => Part::Time { column: c, from, to, note },
        Guess::Consent(yes) => Part::Consent { column: c, yes },
        Guess::One(list, scale) => Part::Choice(Choice { source: Source::One(c), text, list, scale }),
        Guess::Several(several) => {
            let list = several.list.clone();
            Part::Choice(Choice { source: Source::Several(c, several), text, list, scale: None })
        }
        Guess::Numbers(amounts) => Part::Numbers { column: c, text, amounts },
    }
}

/// A respondent consents once.
fn one_consent(parts: &mut [Part]) {
    let mut seen = false;
    for part in parts {
        if let Part::Consent { column, .. } = *part {
            if seen {
                let why = "asks for consent as well; the first such column counts".to_owned();
                *part = Part::Ignore { column, why };
            }
            seen = true;
        }
    }
}

/// Columns side by side with the steps of one scale are items of a rating whose question is not in the file.
fn neighbours(columns: &[Column], parts: Vec<Part>) -> Vec<Part> {
    let column_of = |part: &Part| match part {
        Part::Choice(Choice { source: Source::One(column), scale: Some(scale), .. })
            if scale.why != "numbers of a scale" && is_item(&columns[*column].bare) =>
        {
            Some(*column)
        }
        _ => None,
    };
    let mut joined: Vec<Part> = Vec::new();
    let mut run: Vec<Part> = Vec::new();
    let flush = |run: &mut Vec<Part>, joined: &mut Vec<Part>| {
        let members: Vec<usize> = run.iter().filter_map(column_of).collect();
        let levels = (members.len() >= 2).then(|| common_levels(members.iter().map(|&m| &columns[m].tally))).flatten();
        match levels {
            Some(levels) => {
                run.clear();
                let items = members.iter().map(|&m| (m, columns[m].bare.clone())).collect();
                joined.push(rating(None, items, levels));
            }
            None => joined.append(run),
        }
    };
    for part in parts {
        let fits = column_of(&part).is_some_and(|column| {
            run.first().and_then(column_of).is_none_or(|first| {
                let forms = |c: usize| columns[c].tally.cells.iter().map(|(cell, _)| form(cell)).collect::<Vec<_>>();
                let (a, b) = (forms(first), forms(column));
                let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
                few.len() >= 2 && few.iter().all(|level| many.contains(level))
            })
        });
        if !fits {
            flush(&mut run, &mut joined);
        }
        if column_of(&part).is_some() { run.push(part) } else { joined.push(part) }
    }
    flush(&mut run, &mut joined);
    joined
}

/// A short name rather than a question.
fn is_item(name: &str) -> bool {
    !name.trim_end().ends_with('?') && name.chars().count() <= 80
}
