//! What one column holds.

use super::{
    Tool,
    labels::{self, List, Several},
    moment::{self, Month},
    nps::{self, Nps},
    numbers::{self, Amounts},
    scale::{self, Scale},
    stem,
    tally::Tally,
    who, words,
};
use needs_privacy::personal;

/// What a column is thought to hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Guess {
    /// Nothing to publish, and why.
    Ignore(String),
    /// When the form was sent: the first and last month.
    Time { from: Month, to: Month, note: &'static str },
    /// The answers that consent.
    Consent(Vec<String>),
    /// One answer a row.
    One(List, Option<Scale>),
    /// Several answers a row.
    Several(Several),
    /// Numbers that are no scale.
    Numbers(Amounts),
    /// How likely people are to recommend something, from 0 to 10.
    Nps(Nps),
}

const OF_A_PERSON: &str = "about the person or their machine, added by the tool";

/// Columns that survey tools add, by name in lower case, and what they are; those with times are in the catalogue.
const ADDED: &[(&str, &[&str])] = &[
    (
        "a number of the row, added by the tool",
        &[
            "id",
            "response id",
            "responseid",
            "respondent id",
            "collector id",
            "seed",
            "access code",
            "token",
            "external data reference",
            "externalreference",
            "external reference",
            "#",
            "row",
            "record id",
            "record_id",
            "contribution id",
            "submission id",
            "network id",
            "response number",
            "response no",
            "_id",
            "_uuid",
            "_index",
            "_parent_index",
            "__version__",
            "instanceid",
            "meta/instanceid",
            "formhub/uuid",
        ],
    ),
    (
        OF_A_PERSON,
        &[
            "ip address",
            "ipaddress",
            "ipaddr",
            "refurl",
            "email address",
            "email",
            "e-mail",
            "username",
            "name",
            "first name",
            "last name",
            "recipient last name",
            "recipientlastname",
            "recipient first name",
            "recipientfirstname",
            "recipient email",
            "recipientemail",
            "location latitude",
            "locationlatitude",
            "location longitude",
            "locationlongitude",
            "referrer url",
            "custom data 1",
            "custom data",
            "_submitted_by",
            "deviceid",
            "subscriberid",
            "phonenumber",
            "simserial",
            "_geolocation",
            "user agent",
            "referer",
            "referrer",
        ],
    ),
    (
        "about the filling-in, added by the tool",
        &[
            "status",
            "response type",
            "progress",
            "duration (in seconds)",
            "finished",
            "distribution channel",
            "distributionchannel",
            "user language",
            "userlanguage",
            "last page",
            "lastpage",
            "start language",
            "startlanguage",
            "total time",
            "total points",
            "quiz feedback",
            "grade posted time",
            "_status",
            "_validation_status",
            "_notes",
            "_tags",
            "response status",
            "completion status",
            "time taken",
            "time spent",
            "interview time",
            "tags",
        ],
    ),
];

/// Tells what a column holds by its name and cells; `bare` is the name without a tool's code.
pub(super) fn of(bare: &str, tally: &Tally, tool: Tool) -> Guess {
    let name = bare.trim().to_lowercase();
    if tally.filled == 0 {
        return Guess::Ignore("nobody filled it in".to_owned());
    }
    // Before times: when somebody was born is not when the form was sent.
    if let Some(what) = who::quasi(bare) {
        return Guess::Ignore(format!("{what}: with two or three other answers that tells who somebody is"));
    }
    if !words::is(&name, "time") && are_dates_of_birth(tally) {
        let why = "DATES OVER MANY YEARS, as of birth: with two or three other answers these tell who somebody is";
        return Guess::Ignore(why.to_owned());
    }
    if let Some(time) = time(&name, tally) {
        return time;
    }
    if words::is(&name, "time") && tally.unique() {
        return Guess::Ignore("when the form was opened, sent or changed".to_owned());
    }
    if let Some((what, _)) = ADDED.iter().find(|(_, names)| names.contains(&name.as_str()) || is_timing(&name)) {
        let what = if is_timing(&name) { "how long it took, added by the tool" } else { what };
        return Guess::Ignore(what.to_owned());
    }
    if tally.mostly(50, |cell| personal::email(cell).is_some()) {
        return Guess::Ignore("EMAIL ADDRESSES".to_owned());
    }
    if let Some(consent) = consent(&name, tally) {
        return Guess::Consent(consent);
    }
    if let Some(why) = who(bare, tally) {
        return Guess::Ignore(why);
    }
    if tally.unique() && tally.filled >= 10 && tally.mostly(95, is_identifier) {
        return Guess::Ignore("another for every row: a number or code of the respondent".to_owned());
    }
    if tally.cells.len() == 1 && tally.uncounted == 0 && !tally.cells[0].0.ends_with(';') {
        return Guess::Ignore("the same answer in every row that has one: nothing to choose".to_owned());
    }
    if nps::are_groups(tally) {
        return Guess::Ignore("made of the answers from 0 to 10 by the tool".to_owned());
    }
    if let Some(nps) = nps::of(bare, tally) {
        return Guess::Nps(nps);
    }
    // Before options: an age that several people share is still their age.
    if let Some(amounts) = numbers::amounts(bare, tally) {
        if numbers::is_ambiguous(tally) {
            let why = "numbers, some of which can be read in two ways (70,000); to publish them in bands, write them as plain numbers";
            return Guess::Ignore(why.to_owned());
        }
        return Guess::Numbers(amounts);
    }
    if numbers::has_units(tally) {
        let why = "numbers with units or separators; to publish them in bands, write them as plain numbers".to_owned();
        return Guess::Ignore(why);
    }
    choice(bare, tally, tool).unwrap_or_else(|| Guess::Ignore(free_text(tally)))
}

/// A choice of one or of several options, if it is any.
fn choice(bare: &str, tally: &Tally, tool: Tool) -> Option<Guess> {
    let several = labels::several(tally, tool);
    let one = labels::one(tally);
    match (several, one) {
        // Every order of a few options repeats, and is no option.
        (Some(several), _) if several.orders.is_ranking(bare) => Some(Guess::Several(several)),
        (Some(several), Some(one)) if one.rest == 0 && one.options.len() <= several.list.options.len() => {
            Some(as_one(one))
        }
        (Some(several), _) => Some(Guess::Several(several)),
        (None, Some(one)) => Some(as_one(one)),
        (None, None) => None,
    }
}

fn as_one(list: List) -> Guess {
    let labels: Vec<&str> = list.options.iter().map(|(label, _)| label.as_str()).collect();
    let scale = scale::of(&labels);
    Guess::One(list, scale)
}

/// Whether a column points at single people: no answer of it is shown.
pub(super) fn points_at_people(bare: &str, tally: &Tally) -> bool {
    let name = bare.trim().to_lowercase();
    who::quasi(bare).is_some()
        || ADDED.iter().any(|(what, names)| *what == OF_A_PERSON && names.contains(&name.as_str()))
        || tally.mostly(50, |cell| personal::email(cell).is_some())
        || who(bare, tally).is_some()
}

/// Why a column may identify people, by its name or by many of its cells; none if it does not.
fn who(name: &str, tally: &Tally) -> Option<String> {
    let steps = || {
        let labels: Vec<&str> = tally.cells.iter().map(|(cell, _)| cell.as_str()).collect();
        let general = |label: &&str| super::parts::says_yes_or_no(label) || labels::is_general(label);
        scale::of(&labels).is_some() || labels.iter().all(general)
    };
    if who::is_asked(name) || who::is_reached_by(name) && !steps() {
        return Some("asks WHO somebody is or how to reach them".to_owned());
    }
    for (what, percent, is_such) in [
        ("PHONE NUMBERS", 50, (|cell| personal::phone(cell).is_some()) as fn(&str) -> bool),
        ("what people are called on the net (HANDLES)", 30, |cell| personal::handle(cell).is_some()),
        ("PEOPLE'S NAMES", 30, |cell| personal::name(cell).is_some()),
        ("PEOPLE'S NAMES", 50, |cell| personal::given(cell).is_some()),
    ] {
        let kinds = tally.cells.iter().filter(|(cell, _)| is_such(cell)).count();
        if tally.mostly(percent, is_such) && kinds >= 2 {
            return Some(format!("looks like {what}"));
        }
    }
    // Among the answers of a list none should point at anybody: if many do, it is no list.
    let is_such = |cell: &str| labels::is_personal(cell);
    let kinds = tally.cells.iter().filter(|(cell, rows)| *rows >= 3 && is_such(cell)).count();
    let repeated = tally.cells.iter().filter(|(_, rows)| *rows >= 3).count();
    (kinds * 3 > repeated || kinds > 0 && tally.mostly(20, is_such))
        .then(|| "holds NAMES, EMAIL ADDRESSES, PHONE NUMBERS OR HANDLES in many of its answers".to_owned())
}

/// A name like "Group time: Background" of LimeSurvey, or "Q3 - Page Submit" of Qualtrics.
fn is_timing(name: &str) -> bool {
    ["group time:", "question time:"].iter().any(|start| name.starts_with(start))
        || ["timing - first click", "timing - last click", "timing - page submit", "timing - click count"]
            .iter()
            .any(|end| name.ends_with(end))
}

fn is_identifier(cell: &str) -> bool {
    cell.len() >= 8 && !cell.contains([' ', ';', ',', '|']) || cell.bytes().all(|b| b.is_ascii_digit())
}

/// No survey is open for longer.
const MOST_MONTHS: i32 = 72;

/// Whether a column holds dates over many years, whatever its header says: 1984/5/1, 1.5.1984, 1984年5月1日.
fn are_dates_of_birth(tally: &Tally) -> bool {
    let years: Vec<u16> = tally.cells.iter().filter_map(|(cell, _)| year_of_date(cell)).collect();
    let spread = years.iter().max().zip(years.iter().min()).map_or(0, |(last, first)| last - first);
    i32::from(spread) * 12 > MOST_MONTHS && tally.mostly(80, |cell| year_of_date(cell).is_some())
}

fn year_of_date(cell: &str) -> Option<u16> {
    let folded = words::fold(cell);
    let is_mark = |c: char| c.is_ascii_digit() || "-/. 年月日년월일".contains(c);
    if folded.chars().count() > 16 || !folded.chars().all(is_mark) {
        return None;
    }
    let runs: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let [a, b, c] = runs.as_slice() else { return None };
    let (year, rest) = if a.len() == 4 { (a, [b, c]) } else { (c, [a, b]) };
    let small = |text: &&&str| text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
    let year: u16 = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    rest.iter().all(small).then_some(year)
}

fn time(name: &str, tally: &Tally) -> Option<Guess> {
    let named = words::is(name, "time");
    if tally.mostly(90, |cell| moment::read(cell).is_some()) {
        let moments: Vec<_> = tally.cells.iter().filter_map(|(cell, _)| moment::read(cell)).collect();
        let all_of = |get: fn(&moment::Moment) -> Option<Month>| moments.iter().map(get).collect::<Option<Vec<_>>>();
        let span = |months: &[Month]| Some((*months.iter().min()?, *months.iter().max()?));
        let width = |(a, b): (Month, Month)| (i32::from(b.0) - i32::from(a.0)) * 12 + i32::from(b.1) - i32::from(a.1);
        let month_first = all_of(|m| m.month_first).and_then(|m| span(&m));
        let day_first = all_of(|m| m.day_first).and_then(|m| span(&m));
        let ((from, to), note) = match (month_first, day_first) {
            (Some(m), Some(d)) if m == d => (m, ""),
            // A survey is open for weeks, not for the year that days read as months would make of it.
            (Some(m), Some(d)) if width(m) <= width(d) => (m, "; month read before day, check it"),
            (Some(_), Some(d)) => (d, "; day read before month, check it"),
            (Some(m), None) => (m, ""),
            (None, Some(d)) => (d, ""),
            (None, None) => return Some(Guess::Ignore("times".to_owned())),
        };
        if !named && width((from, to)) > MOST_MONTHS {
            let why = "DATES OVER MANY YEARS, as of birth: with two or three other answers these tell who somebody is";
            return Some(Guess::Ignore(why.to_owned()));
        }
        return Some(Guess::Time { from, to, note });
    }
    // Spreadsheets count days.
    if named && tally.mostly(90, |cell| moment::of_serial(cell).is_some()) {
        let months: Vec<Month> = tally.cells.iter().filter_map(|(cell, _)| moment::of_serial(cell)).collect();
        let (from, to) = (*months.iter().min()?, *months.iter().max()?);
        return Some(Guess::Time { from, to, note: "" });
    }
    None
}

/// The answers that consent, of a question that asks for it.
fn consent(name: &str, tally: &Tally) -> Option<Vec<String>> {
    if words::says(name, "consent").is_none() || tally.cells.len() > 3 || tally.uncounted > 0 {
        return None;
    }
    let yes: Vec<String> = tally
        .cells
        .iter()
        .filter(|(cell, rows)| {
            let form = words::fold(cell);
            let starts = |word: &words::Term| {
                form.strip_prefix(word.text.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            // What only one or two wrote behind their "yes" is theirs.
            words::is(cell, "consent.yes")
                || *rows >= labels::FEWEST
                    && !labels::is_personal(cell)
                    && words::terms("consent.yes").iter().any(starts)
        })
        .map(|(cell, _)| cell.lines().collect::<Vec<_>>().join(" "))
        .collect();
    (!yes.is_empty()).then_some(yes)
}

fn free_text(tally: &Tally) -> String {
    if let Some(kinds) = labels::too_many(tally) {
        return format!(
            "{kinds} different answers that repeat, more than a list can hold; write a [[dimension]] or [[question]] whose options collect many (`answers`, `recode`)"
        );
    }
    if tally.mostly(80, |cell| crate::numbers::plain(cell).is_some()) {
        return "numbers, mostly different".to_owned();
    }
    let mut why = match tally.mean_length() {
        1 => "mostly different letters".to_owned(),
        length => format!("free text: mostly different answers, {length} characters on average"),
    };
    let personal = tally.rows(labels::is_personal);
    if personal > 0 {
        why.push_str(", some with an EMAIL ADDRESS, PHONE NUMBER, HANDLE OR NAME");
    }
    why
}

/// The label for everything that no option collects, of a list with such answers; `other` where no option says so.
pub(super) fn other_label(list: &List, other: &str) -> Option<String> {
    let is_other = |label: &&String| words::is(label, "other") || stem::is_write_in(label);
    let own = list.options.iter().map(|(label, _)| label).find(is_other);
    own.cloned().or_else(|| (list.rest > 0).then(|| other.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bare: &str, tally: &Tally) -> Guess {
        super::of(bare, tally, Tool::Unknown)
    }

    fn tally(cells: &[(&str, usize)]) -> Tally {
        cells.iter().flat_map(|&(cell, times)| std::iter::repeat_n(cell, times)).collect()
    }

    #[test]
    fn what_points_at_people_is_ignored_and_flagged() {
        for (name, cells, expected) in [
            ("How to reach you", &["a@b.org", "c@d.org", "e@f.io"][..], "EMAIL"),
            ("Contact", &["+49 30 1234567", "+61 3 9905 4000"], "PHONE"),
            ("Who filled this in", &["Ana Li", "Maria Cruz", "John Doe", "Peter Pan", "Olga K."], "NAMES"),
            ("What is your full name?", &["x", "y"], "WHO"),
            ("Vorname", &["Mia", "Lina", "Leon", "Mia", "Mia"], "WHO"),
            ("Twitter", &["carl", "dora", "carl", "carl"], "WHO"),
            ("Sent by", &["Anna", "Peter", "Laura", "Laura", "Anna"], "NAMES"),
            ("Follow whom?", &["@ana", "@bo", "@ana", "nobody"], "HANDLES"),
            ("PLZ", &["20095", "10115", "10115"], "POSTAL CODES"),
            ("Your year of birth", &["1990", "1991", "1990"], "BORN"),
            ("Date of birth", &["1990-05-01", "1991-03-02"], "BORN"),
        ] {
            let guess = of(name, &cells.iter().copied().collect());
            assert!(matches!(&guess, Guess::Ignore(why) if why.contains(expected)), "{name}: {guess:?}");
        }
    }

    #[test]
    fn a_column_with_many_answers_that_point_at_people_is_ignored() {
        let cells = tally(&[("ok", 99), ("call +49 30 1234567", 90)]);
        assert!(matches!(of("Comments", &cells), Guess::Ignore(why) if why.contains("NAMES")));
        let cells = tally(&[("Laura Kim", 9), ("ann@example.org", 20), ("Conference", 20), ("Blog", 20)]);
        assert!(matches!(of("Who told you?", &cells), Guess::Ignore(why) if why.contains("NAMES")));
    }

    #[test]
    fn how_often_something_is_used_points_at_nobody() {
        let cells = tally(&[("Daily", 9), ("Weekly", 9), ("Never", 9)]);
        assert!(matches!(of("GitHub", &cells), Guess::One(..)));
        assert!(matches!(of("Twitter", &tally(&[("Yes", 9), ("No", 9)])), Guess::One(..)));
    }

    #[test]
    fn a_time_gives_months_and_days_and_months_are_told_apart_by_the_span() {
        let us = ["5/6/2022 10:19", "5/12/2022 9:00", "5/1/2022 9:00"];
        let Guess::Time { from, to, note } = of("When", &us.into_iter().collect()) else { panic!("a time") };
        assert_eq!((from, to), (Month(2022, 5), Month(2022, 5)));
        assert!(note.contains("month read before day"));
        let world = ["06/05/2022 10:19", "12/05/2022 9:00"];
        let Guess::Time { from, .. } = of("When", &world.into_iter().collect()) else { panic!("a time") };
        assert_eq!(from, Month(2022, 5));
    }

    #[test]
    fn consent_is_told_from_agreement() {
        let guess = of("I agree that my answers are published", &tally(&[("Yes", 30), ("No", 2)]));
        assert_eq!(guess, Guess::Consent(vec!["Yes".to_owned()]));
        let scale = tally(&[("Agree", 9), ("Neutral", 9), ("Disagree", 9), ("Strongly agree", 9)]);
        assert!(matches!(of("How far do you agree?", &scale), Guess::One(_, Some(_))));
    }

    #[test]
    fn one_answer_is_no_choice() {
        let guess = of("Anything else?", &tally(&[("Thanks for asking", 9)]));
        assert!(matches!(guess, Guess::Ignore(why) if why.starts_with("the same answer")));
    }

    #[test]
    fn numbers_are_not_published_but_bands_are_proposed() {
        let cells: Vec<String> = (0..100).map(|i| (20 + i * 37 % 50).to_string()).collect();
        let guess = of("How old are you?", &cells.iter().map(String::as_str).collect());
        assert_eq!(guess, Guess::Numbers(Amounts { bounds: vec![30.0, 40.0, 60.0], others: 0, years: false }));
        let shared = tally(&[("25", 30), ("35", 40), ("45", 30), ("prefer not to say", 9)]);
        assert!(matches!(of("Age", &shared), Guess::Numbers(Amounts { others: 9, .. })));
        let rated = tally(&[("1", 9), ("2", 9), ("4", 3), ("5", 9)]);
        assert!(matches!(of("How useful is it?", &rated), Guess::One(_, Some(_))));
    }

    #[test]
    fn a_written_in_other_collects_the_rest() {
        let list = |labels: &[&str], rest| List {
            options: labels.iter().map(|l| (l.to_string(), 5)).collect(),
            rest,
            rest_kinds: 1,
            ..List::default()
        };
        assert_eq!(
            other_label(&list(&["A", "Other (please specify)"], 0), "Other").as_deref(),
            Some("Other (please specify)")
        );
        assert_eq!(other_label(&list(&["A"], 2), "Sonstiges").as_deref(), Some("Sonstiges"));
        assert_eq!(other_label(&list(&["A"], 0), "Other"), None);
    }
}
