//! Combines columns: which of them are one question, and of which kind.

use super::{
    super::{
        Tool,
        guess::{self, Guess},
        labels::{List, form},
        numbers,
        ranks::{self, Ranks},
        scale::{self, Scale},
        stem::{self, Stem},
        tally::Tally,
        twins::{self, Twins},
        who,
    },
    Choice, Column, Joined, OptionColumn, Part, Ranking, Source,
    levels::{common_levels, rating},
};
use crate::{marks, words};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whether a cell only says that an option was or was not chosen, as `prepare` reads it.
pub(in crate::inspect) fn says_yes_or_no(cell: &str) -> bool {
    marks::says(&form(cell)).is_some()
}

/// Like that, for cells that are not words of a language.
fn is_mark(cell: &str) -> bool {
    marks::is_mark(&form(cell))
}

/// Most levels of a rating.
pub(super) const MOST_LEVELS: usize = 11;

/// Whether so few of so many rows are an exception that does not decide for the others.
pub(super) fn is_exception(rows: u64, of: u64) -> bool {
    rows <= (of / 50).max(2) && rows * 5 <= of
}

/// Gives stems to columns side by side whose names begin alike: `Question/Option`, `Question (choice=Option)`.
pub(in crate::inspect) fn put_families_together(columns: &mut [Column]) {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let names = stem::completed(&names);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let is_free = |c: usize| columns[c].stem.is_none() && !columns[c].name.is_empty();
    let fit = |members: &[usize], items: &[String], strict: bool| {
        let stems: Vec<Stem> = items
            .iter()
            .map(|item| Stem {
                key: String::new(),
                question: String::new(),
                item: item.clone(),
                is_text: stem::is_write_in(item),
            })
            .collect();
        let members: Vec<(usize, &Stem)> = members.iter().copied().zip(&stems).collect();
        let labelled: Vec<(usize, String)> = members.iter().map(|(c, stem)| (*c, stem.item.clone())).collect();
        match together(columns, &members) {
            Some((Part::Rating(rating), _)) if strict => rating.scale.is_some(),
            Some(_) => true,
            None => !strict && ranks::could_be_one(columns, labelled),
        }
    };
    for (column, stem) in stem::families(&names, &is_free, &fit) {
        columns[column].stem = Some(stem);
    }
}

/// Combines all columns, in file order.
pub(in crate::inspect) fn of(columns: &[Column], tool: Tool, twins: &Twins, rankings: &Ranks) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut done = vec![false; columns.len()];
    let stems: Vec<Option<Stem>> = columns.iter().map(|column| column.stem.clone()).collect();
    // The whole answers beside the columns of their options.
    let wholes = wholes(columns);
    for c in 0..columns.len() {
        if done[c] {
            continue;
        }
        if wholes[c].is_some() {
            done[c] = true;
            continue;
        }
        if let Some(group) = rankings.starting(c).filter(|group| group.columns.iter().all(|(m, _)| !done[*m])) {
            group.columns.iter().for_each(|(m, _)| done[*m] = true);
            parts.push(Part::Ranking(Ranking::of_group(group)));
            continue;
        }
        if let Some(stem) = &columns[c].stem {
            let of_stem = |other: &usize| !done[*other] && stems[*other].as_ref().is_some_and(|s| s.key == stem.key);
            let all: Vec<usize> = (c..columns.len()).filter(of_stem).collect();
            let members = twins::segments(&stems, &all).swap_remove(0);
            let with_stems: Vec<(usize, &Stem)> =
                members.iter().map(|&m| (m, stems[m].as_ref().expect("of it"))).collect();
            if let Some((mut part, rest)) = together(columns, &with_stems) {
                members.iter().for_each(|&m| done[m] = true);
                if let Some(whole) = wholes.iter().position(|first| *first == Some(c)) {
                    match &mut part {
                        Part::Choice(choice) => choice.answered_in = Some(whole),
                        _ => parts.push(Part::Ignore { column: whole, why: "all answers of other columns".to_owned() }),
                    }
                }
                if let Some(both) = twins.of_grid(c) {
                    let doubt = match both {
                        0 => "the same question stands in the file again, and nobody answered both: if these are branches of one question, put their columns together".to_owned(),
                        both => format!("a question of the same words stands in the file again, and {both} people answered both: tell them apart in `text`"),
                    };
                    match &mut part {
                        Part::Choice(choice) => choice.doubts.push(doubt),
                        Part::Rating(rating) => rating.doubts.push(doubt),
                        _ => {}
                    }
                }
                parts.push(part);
                parts.extend(rest.into_iter().map(write_in));
                continue;
            }
        } else if let Some((part, members)) = named_by_their_options(columns, c, &done) {
            members.iter().for_each(|&m| done[m] = true);
            parts.push(part);
            continue;
        } else if let Some((part, others)) = joined(columns, c, twins, tool) {
            done[c] = true;
            let is_joined = match &part {
                Part::Choice(choice) => !choice.joined.is_empty(),
                Part::Numbers { joined, .. } | Part::Nps { joined, .. } => !joined.others.is_empty(),
                _ => false,
            };
            if is_joined {
                others.iter().for_each(|&other| done[other] = true);
            }
            parts.push(part);
            continue;
        }
        done[c] = true;
        parts.push(match &columns[c].stem {
            Some(stem) if stem.is_text => write_in(c),
            _ => alone(&columns[c], c, &columns[c].tally, tool),
        });
    }
    one_consent(&mut parts);
    neighbours(columns, parts)
}

fn write_in(column: usize) -> Part {
    Part::Ignore { column, why: "what people wrote in beside an option".to_owned() }
}

/// For each column, the first of the option columns whose question is its name: it holds all their answers at once.
fn wholes(columns: &[Column]) -> Vec<Option<usize>> {
    let mut options_of: HashMap<&str, Vec<usize>> = HashMap::new();
    for (c, column) in columns.iter().enumerate() {
        if let Some(stem) = column.stem.as_ref().filter(|stem| !stem.is_text) {
            options_of.entry(&stem.question).or_default().push(c);
        }
    }
    let says_yes = |&o: &usize| {
        let own = form(&columns[o].stem.as_ref().expect("an option").item);
        columns[o].tally.cells.iter().all(|(cell, _)| says_yes_or_no(cell) || form(cell) == own)
    };
    let whole = |column: &Column| {
        let options = options_of.get(column.name.as_str())?;
        (options.len() >= 2 && column.stem.is_none() && options.iter().all(says_yes)).then(|| options[0])
    };
    columns.iter().map(whole).collect()
}

/// Columns from here on that are named by the options of a question that is not in the file: each holds nothing but its
/// own name, or marks; a box for other answers may stand behind them.
fn named_by_their_options(columns: &[Column], from: usize, done: &[bool]) -> Option<(Part, Vec<usize>)> {
    let free = |c: usize| c < columns.len() && !done[c] && columns[c].stem.is_none() && !columns[c].name.is_empty();
    let holds = |c: usize, is_such: &dyn Fn(&str) -> bool| {
        let tally = &columns[c].tally;
        tally.filled > 0 && tally.uncounted == 0 && tally.cells.iter().all(|(cell, _)| is_such(cell))
    };
    let repeats = |c: usize| holds(c, &|cell| form(cell) == form(&columns[c].name));
    let marked = |c: usize| {
        let name = &columns[c].name;
        holds(c, &is_mark) && !name.trim_end().ends_with(['?', '？']) && name.chars().count() <= 60
    };
    let empty = |c: usize| columns[c].tally.filled == 0 && columns[c].missing.is_empty();
    let run = |is_one: &dyn Fn(usize) -> bool| {
        let mut end = from;
        let mut names = BTreeSet::new();
        // An option that nobody chose may stand between others; where a name stands again, another question begins.
        while free(end) && (is_one(end) || end > from && empty(end)) && names.insert(form(&columns[end].bare)) {
            end += 1;
            if stem::is_other(&columns[end - 1].name) {
                break;
            }
        }
        while end > from && empty(end - 1) {
            end -= 1;
        }
        end
    };
    let (by_name, by_mark) = (run(&repeats), run(&marked));
    let end = if by_name >= from + 2 { by_name } else { by_mark };
    if end < from + if by_name >= from + 2 { 2 } else { 3 } {
        return None;
    }
    let mut options: Vec<OptionColumn> = (from..end)
        .map(|column| OptionColumn { column, label: columns[column].bare.clone(), any_text: false })
        .collect();
    let last_is_other = options.last().is_some_and(|option| stem::is_other(&option.label));
    if !last_is_other && free(end) && stem::is_other(&columns[end].name) && columns[end].tally.filled > 0 {
        options.push(OptionColumn { column: end, label: columns[end].bare.clone(), any_text: true });
    }
    let rows = |option: &OptionColumn| (option.label.clone(), columns[option.column].tally.filled);
    let list = List { options: options.iter().map(rows).collect(), ..List::default() };
    let labels: Vec<&str> = options.iter().take(3).map(|option| option.label.as_str()).collect();
    let more = if options.len() > 3 { ", ..." } else { "" };
    let text = format!("{}{more}", labels.join(", "));
    let members: Vec<usize> = options.iter().map(|option| option.column).collect();
    let mut choice = Choice::new(Source::Columns(options), text, list, None);
    choice.text_is_known = false;
    choice.doubts.push(format!(
        "the columns #{} to #{} are named by options and hold {}: they were taken for one question, whose text is not in the file",
        from + 1,
        members.last().map_or(0, |last| last + 1),
        if by_name >= from + 2 { "these names" } else { "marks" }
    ));
    set_nothings(columns, &mut choice);
    Some((Part::Choice(choice), members))
}

/// A question in several columns of the same name, of which nearly everybody filled one.
fn joined(columns: &[Column], c: usize, twins: &Twins, tool: Tool) -> Option<(Part, Vec<usize>)> {
    // "Other" and "Comments" stand beside many questions.
    if stem::begins_with_other(&columns[c].name) || stem::is_write_in(&columns[c].name) {
        return None;
    }
    let (others, both) = twins.of_column(c)?;
    let (own, rest) = (&columns[c].tally, others.iter().map(|&other| &columns[other].tally));
    let fewest = rest.clone().map(|tally| tally.filled).chain([own.filled]).min().unwrap_or(0);
    let shares = |tally: &Tally| {
        let are_numbers = |tally: &Tally| tally.mostly(80, |cell| crate::numbers::plain(cell).is_some());
        are_numbers(tally) && are_numbers(own)
            || tally.cells.iter().any(|(cell, _)| own.cells.iter().any(|(other, _)| form(other) == form(cell)))
    };
    if fewest == 0 || !rest.clone().all(shares) {
        return None;
    }
    if both > 0 && !is_exception(both, fewest) {
        let mut part = alone(&columns[c], c, own, tool);
        let doubt = format!(
            "{} columns have this name, and {both} people answered more than one: they are drafted as different questions; tell them apart in `text`",
            others.len() + 1
        );
        match &mut part {
            Part::Choice(choice) => choice.doubts.push(doubt),
            Part::Numbers { joined, .. } | Part::Nps { joined, .. } => joined.doubts.push(doubt),
            _ => {}
        }
        return Some((part, others));
    }
    let mut all = own.clone();
    rest.for_each(|tally| all.merge(tally));
    let mut part = alone(&columns[c], c, &all, tool);
    let doubt = format!(
        "{} columns have this name, and {}: they were taken for branches of one question",
        others.len() + 1,
        if both == 0 {
            "nobody answered more than one".to_owned()
        } else {
            format!("only {both} people answered more than one")
        }
    );
    match &mut part {
        Part::Choice(choice) => {
            choice.joined = others.clone();
            choice.doubts.push(doubt);
        }
        Part::Numbers { joined, .. } | Part::Nps { joined, .. } => {
            *joined = Joined { others: others.clone(), doubts: vec![doubt] };
        }
        _ => return None,
    }
    Some((part, others))
}

/// A column of a question, and what its header says.
type Member<'a> = (usize, &'a Stem);

/// The columns of one question, and which of them are text boxes.
fn together(columns: &[Column], members: &[Member]) -> Option<(Part, Vec<usize>)> {
    let own = |stem: &Stem| form(&stem.item);
    let is_yes_or_no = |cell: &str, stem: &Stem| says_yes_or_no(cell) || form(cell) == own(stem);
    // A box for other answers may be called "Other" alone.
    let is_box = |(m, stem): &Member| {
        let tally = &columns[*m].tally;
        let texts = tally.filled - tally.rows(|cell| is_yes_or_no(cell, stem));
        stem.is_text || stem::begins_with_other(&stem.item) && texts * 2 > tally.filled && scale_of(tally).is_none()
    };
    let (texts, options): (Vec<Member>, Vec<Member>) = members.iter().partition(|member| is_box(member));
    let boxes = || texts.iter().map(|(m, _)| *m).collect::<Vec<usize>>();
    if options.len() < 2 {
        return None;
    }
    let text = options[0].1.question.clone();
    let odd = |(m, stem): &Member| {
        let tally = &columns[*m].tally;
        tally.filled - tally.rows(|cell| is_yes_or_no(cell, stem))
    };
    let filled: u64 = options.iter().map(|(m, _)| columns[*m].tally.filled).sum();
    let aside: u64 = options.iter().map(odd).sum();
    let mostly = |member: &Member| odd(member) == 0 || odd(member) * 5 <= columns[member.0].tally.filled;
    if filled > 0 && options.iter().all(mostly) && (aside == 0 || is_exception(aside, filled)) {
        // The text box is the option itself, unless that has a column of its own.
        let has_other = options.iter().any(|(_, stem)| stem::is_other(&stem.item));
        let (own_boxes, rest): (Vec<Member>, Vec<Member>) =
            texts.iter().partition(|(_, stem)| !has_other && stem::is_other(&stem.item));
        let option = |(column, stem): &Member, any_text: bool| {
            (OptionColumn { column: *column, label: stem.item.clone(), any_text }, columns[*column].tally.filled)
        };
        let all: Vec<(OptionColumn, u64)> =
            options.iter().map(|o| option(o, false)).chain(own_boxes.iter().map(|o| option(o, true))).collect();
        let list = List { options: all.iter().map(|(o, rows)| (o.label.clone(), *rows)).collect(), ..List::default() };
        let source = Source::Columns(all.into_iter().map(|(o, _)| o).collect());
        let mut choice = Choice::new(source, text, list, None);
        choice.aside = aside;
        if choice.is_coded() {
            choice.doubts.push(
                "its options are numbers that nobody else can read: export labels, or write what each means".to_owned(),
            );
        }
        if aside > 0 {
            choice.doubts.push(format!("{aside} of {filled} cells say neither yes nor no: they count as no answer"));
        }
        set_nothings(columns, &mut choice);
        return Some((Part::Choice(choice), rest.into_iter().map(|(m, _)| m).collect()));
    }
    let levels = common_levels(options.iter().map(|(m, _)| &columns[*m].tally))?;
    let labels: Vec<&str> = levels.levels.iter().map(String::as_str).collect();
    let is_scale = scale::of(&labels).is_some();
    if !is_scale && options.iter().any(|(_, stem)| who::is_asked(&stem.item)) {
        return None;
    }
    // Questions of one group (`g1/field`, `g1/country`) have answers of their own.
    let said = |m: usize| columns[m].tally.cells.iter().map(|(cell, _)| form(cell)).collect::<BTreeSet<String>>();
    let shares = |m: usize| {
        let others: BTreeSet<String> = options.iter().filter(|(o, _)| *o != m).flat_map(|(o, _)| said(*o)).collect();
        said(m).intersection(&others).count() * 2 >= said(m).len()
    };
    if !is_scale && !options.iter().all(|(m, _)| shares(*m)) {
        return None;
    }
    let are_numbers = levels.levels.iter().all(|level| crate::numbers::plain(level).is_some());
    if are_numbers && numbers::asks_an_amount(&text) {
        return None;
    }
    let items = options.iter().map(|(m, stem)| (*m, stem.item.clone())).collect();
    Some((rating(Some(text), items, levels), boxes()))
}

fn scale_of(tally: &Tally) -> Option<Scale> {
    let labels: Vec<&str> = tally.cells.iter().map(|(cell, _)| cell.as_str()).collect();
    scale::of(&labels)
}

/// In a box for other answers, words for nothing ("none", "-") are no answer, unless they are an option.
pub(in crate::inspect) fn set_nothings(columns: &[Column], choice: &mut Choice) {
    let Source::Columns(options) = &choice.source else { return };
    let mut rows = 0;
    let mut nothings: Vec<String> = Vec::new();
    for option in options.iter().filter(|option| option.any_text) {
        let column = &columns[option.column];
        let cells = column.tally.cells.iter().chain(&column.missing);
        for (cell, count) in cells.filter(|(cell, _)| words::is_nothing(cell)) {
            if options.iter().any(|option| form(&option.label) == form(cell)) {
                continue;
            }
            rows += count;
            if !nothings.iter().any(|known| form(known) == form(cell)) {
                nothings.push(cell.clone());
            }
        }
    }
    if rows > 0 {
        choice.doubts.push(format!("{rows} people wrote a word for nothing beside \"other\": it counts as no answer"));
        nothings.sort_unstable();
        choice.missing = nothings;
    }
}

fn alone(column: &Column, c: usize, tally: &Tally, tool: Tool) -> Part {
    let text = column.bare.strip_suffix(" - Selected Choice").unwrap_or(&column.bare).to_owned();
    if column.stem.as_ref().is_some_and(|stem| who::is_asked(&stem.item)) {
        return Part::Ignore { column: c, why: "asks WHO somebody is".to_owned() };
    }
    match guess::of(&column.bare, tally, tool) {
        Guess::Ignore(why) => Part::Ignore { column: c, why },
        Guess::Time { from, to, note } => Part::Time { column: c, from, to, note },
        Guess::Consent(yes) => Part::Consent { column: c, yes },
        Guess::One(list, scale) => {
            let asked = ranks::is_asked(&text) && scale.is_none();
            let mut choice = Choice::new(Source::One(c), text, list, scale);
            if asked {
                choice.doubts.push(
                    "it asks for an order: if each answer is a list of options in order, this is kind = \"ranking\""
                        .to_owned(),
                );
            }
            Part::Choice(choice)
        }
        Guess::Several(several) if several.orders.is_ranking(&text) && several.list.options.len() <= 32 => {
            Part::Ranking(Ranking::of_several(c, text, &several))
        }
        Guess::Several(several) => {
            let list = several.list.clone();
            let orders = several.orders;
            let asked = ranks::is_asked(&text);
            let mut choice = Choice::new(Source::Several(c, several), text, list, None);
            if orders.vary() || asked {
                let why = if asked { "it asks for an order" } else { "the answers stand in different orders" };
                choice
                    .doubts
                    .push(format!("{why}: if people put them in order of preference, this is kind = \"ranking\""));
            }
            if let Source::Several(_, several) = &choice.source {
                match several.joined {
                    0 => {}
                    1 => choice.doubts.push("one label holds the separator itself: is it one option?".to_owned()),
                    joined => choice
                        .doubts
                        .push(format!("{joined} labels hold the separator themselves: is each one option?")),
                }
            }
            Part::Choice(choice)
        }
        Guess::Numbers(amounts) => Part::Numbers { column: c, joined: Joined::default(), text, amounts },
        Guess::Nps(nps) => Part::Nps { column: c, joined: Joined::default(), text, nps },
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
        Part::Choice(Choice { source: Source::One(column), scale: Some(scale), joined, .. })
            if joined.is_empty() && scale.why != "numbers of a scale" && is_item(&columns[*column].bare) =>
        {
            Some(*column)
        }
        _ => None,
    };
    // What was offered, without what a few wrote in.
    let offered: BTreeMap<usize, Vec<String>> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Choice(choice) => {
                let forms = choice.list.options.iter().map(|(label, _)| form(label)).collect();
                Some((column_of(part)?, forms))
            }
            _ => None,
        })
        .collect();
    let steps = |column: usize| offered.get(&column).cloned().unwrap_or_default();
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
                let (a, b) = (steps(first), steps(column));
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
    !name.trim_end().ends_with(['?', '？']) && name.chars().count() <= 80
}
