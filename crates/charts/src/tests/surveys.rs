//! Surveys for pictures: one respondent, and thousands in twelve fields with twenty-five options.

use needs_core::survey::Survey;
use serde_json::{Value, json};

/// How a made-up survey is to be.
struct Size {
    fields: usize,
    options: &'static [&'static str],
    k: u32,
    /// Respondents of a class, given three small numbers that differ from class to class.
    n: fn(u32) -> u32,
    classes: usize,
}

const FIELDS: [&str; 12] = [
    "Bioimaging",
    "Single-cell analysis",
    "Statistical genetics",
    "Neuroscience",
    "Structural biology",
    "Proteomics",
    "Ecology and evolution",
    "Epidemiology",
    "Metagenomics and microbiome research",
    "Plant sciences",
    "Pharmacology",
    "Other life sciences",
];

const NEEDS: [&str; 25] = [
    "Better documentation and examples",
    "Examples from my field",
    "GPU memory",
    "Less memory for large data",
    "Faster startup",
    "Easier installation",
    "A graphical interface",
    "Support for image formats",
    "Interoperability with other tools",
    "Training and workshops",
    "A place to ask",
    "Help with clusters",
    "Cloud deployment",
    "Sparse arrays",
    "Better error messages",
    "Stable interfaces",
    "Visualization of large data",
    "Reproducible environments",
    "Mentoring",
    "Funding for maintainers",
    "Tests I can trust",
    "Fewer dependencies",
    "Windows support",
    "Translations",
    "None of these",
];

/// How people launch a cluster, as the Dask user survey of 2021 asks.
const LAUNCHES: [&str; 7] = [
    "SSH",
    "HPC resource manager (SLURM, PBS, SGE, LSF or similar)",
    "Kubernetes",
    "My workplace has a custom solution for this",
    "I don't know, someone else does this for me",
    "Hadoop, Yarn, EMR",
    "Another way",
];

/// No column is high enough for the first.
const ENDLESS: [&str; 6] = [
    "I would need somebody who sits down with me for an afternoon and goes through all that I have tried so far, from the \
     very first script to the last of the error messages, and who then tells me which of it was the mistake; documentation, \
     however good, does not help me, because I do not know what to look for in it, and neither do those whom I could ask in \
     my group, who are biologists as I am and who have deadlines of their own, most of them before the end of this year",
    "Speed",
    "Memory",
    "Workshops",
    "Help",
    "None of these",
];

/// One person, already public, who wants the first option.
pub fn one() -> Survey {
    build(&Size { fields: 1, options: &NEEDS[..3], k: 1, n: |_| 1, classes: 1 })
}

/// 12 fields and 25 options; some fields too small for shares.
pub fn many() -> Survey {
    build(&Size { fields: 12, options: &NEEDS, k: 5, n: |chance| 5 + chance % 60, classes: 140 })
}

/// Options with the longest names of a survey that was held.
pub fn wordy() -> Survey {
    build(&Size { fields: 12, options: &LAUNCHES, k: 5, n: |chance| 5 + chance % 60, classes: 140 })
}

/// An option with a name that nobody should give.
pub fn endless() -> Survey {
    build(&Size { fields: 12, options: &ENDLESS, k: 5, n: |chance| 5 + chance % 60, classes: 140 })
}

/// A ranking of four, a number with closed ends, a Net Promoter Score, and a rating with a net; some fields too small.
pub fn kinds() -> Survey {
    let mut chance = Chance(11);
    let named = |label: &str| json!({"id": label.to_lowercase().replace(' ', "-"), "label": label});
    let all = |labels: &[&str]| labels.iter().map(|label| named(label)).collect::<Vec<Value>>();
    let items = ["Career paths", "Training", "Funding", "Better tools"];
    let ids = items.map(|item| item.to_lowercase().replace(' ', "-"));
    let levels = ["Strongly agree", "Agree", "Neither", "Disagree"];
    let statements = ["The documentation helps", "I know where to ask"];
    let statement_ids = statements.map(|item| item.to_lowercase().replace(' ', "-"));
    let mut header = vec!["field".to_owned(), "n".into()];
    let start = |header: &mut Vec<String>, q: &str| header.extend([format!("{q}.asked"), format!("{q}.answered")]);
    start(&mut header, "rank");
    header.extend(ids.iter().flat_map(|item| (1..=4).map(move |place| format!("rank.{item}.{place}"))));
    start(&mut header, "hours");
    header.extend(["0-to-5", "5-to-20", "20-to-80"].map(|band| format!("hours.{band}")));
    start(&mut header, "again");
    header.extend(["promoters", "passives", "detractors"].map(|group| format!("again.{group}")));
    start(&mut header, "agree");
    let level_ids = levels.map(|level| level.to_lowercase().replace(' ', "-"));
    header.extend(
        statement_ids.iter().flat_map(|item| level_ids.iter().map(move |level| format!("agree.{item}.{level}"))),
    );
    let mut rows = vec![json!(header)];
    let sizes = [64, 41, 33, 6];
    for (field, &n) in sizes.iter().enumerate() {
        let mut row = vec![json!([field]), json!(n), json!(n), json!(n)];
        // So many put the items in each of four orders, the last of which names two items only.
        let second = (n / 4 + chance.next() % 3).min(n);
        let orders = [n - n / 3 - second / 2 - n / 8, n / 3, second / 2, n / 8];
        let places = [[0, 1, 2, 3], [1, 0, 3, 2], [2, 1, 0, 3], [3, 0, 9, 9]];
        for item in 0..4 {
            for place in 0..4 {
                let there = places.iter().zip(orders).filter(|(places, _)| places[place] == item);
                let count: u32 = there.map(|(_, n)| n).sum();
                row.push(json!(count));
            }
        }
        row.extend([n, n, n / 2, n / 3, n - n / 2 - n / 3].map(|count| json!(count)));
        row.extend([n, n, n / 2, n - n / 2 - n / 5, n / 5].map(|count| json!(count)));
        row.extend([n, n].map(|count| json!(count)));
        for item in 0..2 {
            let (a, b) = (n / (3 + item), n / (2 + 2 * item));
            row.extend([a, b.min(n - a), (n - a - b.min(n - a)) / 2].map(|count| json!(count)));
            let rest = n - a - b.min(n - a);
            row.push(json!(rest - rest / 2));
        }
        rows.push(json!(row));
    }
    let published: u32 = sizes.iter().sum();
    let fields: Vec<Value> = FIELDS[..4].iter().map(|label| named(label)).collect();
    let band = |id: &str, label: &str, from: u32, to: u32| json!({"id": id, "label": label, "from": from, "to": to});
    let bands = [
        band("0-to-5", "0 to under 5", 0, 5),
        band("5-to-20", "5 to under 20", 5, 20),
        band("20-to-80", "20 to 80", 20, 80),
    ];
    let file = json!({
        "profile": "needs-by-field", "profile_version": "1.1.0", "name": "made-up", "title": "A made-up survey",
        "illustration": true, "licenses": [{"name": "CC0-1.0"}],
        "respondents": {"received": published, "consented": published, "published": published},
        "privacy": {"model": "joint", "k": 5, "smallest_class": 6, "generalized": {}},
        "dimensions": [{"id": "field", "role": "field", "label": "Field", "categories": fields}],
        "questions": [
            {"id": "rank", "kind": "ranking", "text": "Rank these.", "label": "Priorities", "items": all(&items), "places": 4},
            {"id": "hours", "kind": "number", "text": "How many hours a week?", "label": "Hours", "choices": bands},
            {"id": "again", "kind": "nps", "text": "Would you recommend it?", "label": "Recommend",
             "choices": all(&["Promoters", "Passives", "Detractors"])},
            {"id": "agree", "kind": "rating", "text": "Do you agree?", "label": "Agreement", "levels": all(&levels),
             "items": all(&statements),
             "nets": [{"id": "net-agree", "label": "Agree at all", "levels": ["strongly-agree", "agree"]}]}],
        "resources": [{"name": "classes", "type": "table", "data": rows}]});
    Survey::read(file.to_string().as_bytes()).unwrap_or_else(|e| panic!("{e}"))
}

fn build(size: &Size) -> Survey {
    let mut chance = Chance(7);
    let category = |label: &str, i: usize| json!({"id": format!("c{i}"), "label": label});
    let fields: Vec<Value> = FIELDS[..size.fields].iter().enumerate().map(|(i, label)| category(label, i)).collect();
    let choices: Vec<Value> = size.options.iter().enumerate().map(|(i, label)| category(label, i)).collect();
    let levels: Vec<Value> = ["Critical to me", "Very useful", "Somewhat useful", "Barely useful", "Not relevant"]
        .iter()
        .enumerate()
        .map(|(i, label)| category(label, i))
        .collect();
    let items: Vec<Value> =
        ["GPUs", "Improve scaling", "Better plots"].iter().enumerate().map(|(i, label)| category(label, i)).collect();
    let mut header =
        vec!["field".to_owned(), "region".into(), "n".into(), "needs.asked".into(), "needs.answered".into()];
    header.extend((0..size.options.len()).map(|i| format!("needs.c{i}")));
    header.extend(["features.asked".to_owned(), "features.answered".into()]);
    header.extend((0..3).flat_map(|item| (0..5).map(move |level| format!("features.c{item}.c{level}"))));
    let mut rows = vec![json!(header)];
    let (mut published, mut smallest) = (0, u32::MAX);
    for class in 0..size.classes {
        let field = class % size.fields;
        let region = class / size.fields % 3;
        // The last fields are small.
        let n = if field > 9 { size.k } else { (size.n)(chance.next()) };
        (published, smallest) = (published + n, smallest.min(n));
        let mut row = vec![json!([field]), json!([region]), json!(n), json!(n), json!(n)];
        for option in 0..size.options.len() {
            let liking = 60_usize.saturating_sub(2 * option) + 5 * ((option + field) % 4) + 6 * ((option * region) % 3);
            row.push(json!(
                (n as usize * liking / 100) as u32 + if option == 0 { 0 } else { chance.next() % 2 * (n / 9) }
            ));
        }
        row.extend([json!(n), json!(n)]);
        for item in 0..3 {
            let mut rest = n;
            for level in 0..5 {
                let share = if level == 4 { rest } else { rest * (2 + (item + field as u32 + level) % 3) / 8 };
                rest -= share;
                row.push(json!(share));
            }
        }
        rows.push(json!(row));
        if field > 9 && class > 3 * size.fields {
            rows.pop();
            published -= n;
        }
    }
    let regions: Vec<Value> =
        ["Australia", "Europe", "Elsewhere"].iter().enumerate().map(|(i, label)| category(label, i)).collect();
    let file = json!({
        "profile": "needs-by-field", "profile_version": "1.0.0", "name": "made-up", "title": "A made-up survey",
        "illustration": true, "licenses": [{"name": "CC0-1.0"}],
        "respondents": {"received": published, "consented": published, "published": published},
        "privacy": {"model": "joint", "k": size.k, "smallest_class": smallest, "generalized": {}},
        "dimensions": [
            {"id": "field", "role": "field", "label": "Field", "categories": fields},
            {"id": "region", "role": "bias", "label": "Region", "categories": regions,
             "bias": {"note": "The author lives in Australia.", "over": ["c0"], "under": ["c2"], "targets": {"c0": 0.02}}}],
        "questions": [
            {"id": "needs", "kind": "multiple", "text": "What do you need most?", "label": "Needs", "choices": choices},
            {"id": "features", "kind": "rating", "text": "How much do you care?", "levels": levels, "items": items}],
        "resources": [{"name": "classes", "type": "table", "data": rows}]});
    Survey::read(file.to_string().as_bytes()).unwrap_or_else(|e| panic!("{e}"))
}

/// Numbers that look like chance and are always the same (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as u32
    }
}
