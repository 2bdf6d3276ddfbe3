//! `prepare` attacked with brute force: random small surveys, and a reader of the file who tries everything.
//!
//! Nothing here is shared with what is attacked: the files are read as JSON, ranks are taken of whole matrices, and what a reader
//! can work out is found by trying every survey.

mod brute;
mod published;
mod survey;

use brute::Atoms;
use needs_intake::{
    codebook::Codebook,
    prepare::{Settings, Tally, prepare},
    raw::{InMemory, Raw},
};
use published::Table;
use std::collections::BTreeMap;
use survey::{Person, Survey};

/// The file of a survey, or why there is none. Where classes may not overlap, labels tell in which somebody is.
fn file(survey: &Survey, strict: bool, overlap: bool) -> Result<Vec<u8>, String> {
    let mut codebook = Codebook::read(&survey.codebook()).map_err(|e| e.to_string())?;
    codebook.overlap = Some(overlap);
    let tally = |survey: &Survey| -> Result<_, String> {
        let source = InMemory::new("raw.csv", survey.csv().into_bytes());
        let mut raw = Raw::open(&source, &codebook.file, Box::new(|_| {})).map_err(|e| e.to_string())?;
        let plan = codebook.plan(Some(&raw.headers)).map_err(|e| e.to_string())?;
        let tally = Tally::of(&mut raw, &plan).map_err(|e| e.to_string())?;
        Ok((plan, tally))
    };
    let (plan, now) = tally(survey)?;
    let settings = Settings { strict, ..Settings::default() };
    Ok(prepare(&codebook, &plan, now, settings).map_err(|e| e.to_string())?.json)
}

fn key(person: &Person, dimension: &str) -> Vec<usize> {
    let at = ["field", "d1", "d2"].iter().position(|d| *d == dimension).expect("a dimension");
    person.key[at].clone()
}

/// What people said, by the names of the columns; those who answered first.
fn answers(person: &Person) -> BTreeMap<&'static str, bool> {
    let place = |item: usize| person.ranking.iter().position(|&ranked| ranked == item);
    let before = |a: usize, b: usize| place(a).is_some_and(|a| place(b).is_none_or(|b| a < b));
    BTreeMap::from([
        ("s.answered", person.single.is_some()),
        ("s.yes", person.single == Some(0)),
        ("s.no", person.single == Some(1)),
        ("r.answered", person.rating.iter().any(Option::is_some)),
        ("r.x.high", person.rating[0] == Some(0)),
        ("r.x.low", person.rating[0] == Some(1)),
        ("r.y.high", person.rating[1] == Some(0)),
        ("r.y.low", person.rating[1] == Some(1)),
        ("m.answered", !person.multiple.is_empty()),
        ("m.a", person.multiple.contains(&0)),
        ("m.b", person.multiple.contains(&1)),
        ("m.c", person.multiple.contains(&2)),
        ("o.answered", !person.ranking.is_empty()),
        ("o.x.1", person.ranking.first() == Some(&0)),
        ("o.x.2", person.ranking.get(1) == Some(&0)),
        ("o.x.3", person.ranking.get(2) == Some(&0)),
        ("o.y.1", person.ranking.first() == Some(&1)),
        ("o.y.2", person.ranking.get(1) == Some(&1)),
        ("o.y.3", person.ranking.get(2) == Some(&1)),
        ("o.z.1", person.ranking.first() == Some(&2)),
        ("o.z.2", person.ranking.get(1) == Some(&2)),
        ("o.z.3", person.ranking.get(2) == Some(&2)),
        ("o.before.x.y", before(0, 1)),
        ("o.before.x.z", before(0, 2)),
        ("o.before.y.x", before(1, 0)),
        ("o.before.y.z", before(1, 2)),
        ("o.before.z.x", before(2, 0)),
        ("o.before.z.y", before(2, 1)),
        ("h.answered", person.number.is_some()),
        ("h.under-10", person.number.is_some_and(|number| number < 10)),
        ("h.10-or-more", person.number.is_some_and(|number| number >= 10)),
    ])
}

/// Groups of whom something is published: name, a column that tables which publish it have, and who is in it.
type Group = (&'static str, &'static str, fn(&Person) -> bool);
const GROUPS: [Group; 11] = [
    ("everybody", "n", |_| true),
    ("who answered s", "s.answered", |p| p.single.is_some()),
    ("who answered r", "r.answered", |p| p.rating.iter().any(Option::is_some)),
    ("who rated x", "r.x.high", |p| p.rating[0].is_some()),
    ("who rated y", "r.y.high", |p| p.rating[1].is_some()),
    ("who answered m", "m.answered", |p| !p.multiple.is_empty()),
    ("who answered o", "o.answered", |p| !p.ranking.is_empty()),
    ("who ranked x", "o.x.1", |p| p.ranking.contains(&0)),
    ("who ranked y", "o.y.1", |p| p.ranking.contains(&1)),
    ("who ranked z", "o.z.1", |p| p.ranking.contains(&2)),
    ("who answered h", "h.answered", |p| p.number.is_some()),
];

/// The classes of the people in a group, in the tables that publish it.
fn atoms(tables: &[&Table], people: &[Person], group: fn(&Person) -> bool) -> Atoms {
    let mut atoms = Atoms::new();
    for person in people.iter().filter(|person| group(person)) {
        let class = |table: &&Table| table.class_of(&|d| key(person, d)).expect("everybody is in a class");
        *atoms.entry(tables.iter().map(class).collect()).or_default() += 1;
    }
    atoms
}

const SURVEYS: u64 = 250;

#[test]
fn files_count_rightly_and_tell_nothing_of_fewer_than_k() {
    let (mut made, mut own) = (0, 0);
    for seed in 0..SURVEYS {
        let survey = Survey::random(seed);
        let Ok(json) = file(&survey, false, false) else { continue };
        made += 1;
        let tables = published::tables(&json);
        own += usize::from(tables.iter().any(|table| !table.has("n")));
        let k = u64::from(survey.k);
        for (name, column, group) in GROUPS {
            let having: Vec<&Table> = tables.iter().filter(|table| table.has(column)).collect();
            if having.is_empty() {
                continue;
            }
            let atoms = atoms(&having, &survey.people, group);
            if atoms.is_empty() {
                continue;
            }
            for (t, table) in having.iter().enumerate() {
                for class in 0..table.classes.len() {
                    let people: u64 = atoms.iter().filter(|(classes, _)| classes[t] == class).map(|(_, n)| n).sum();
                    assert!(people == 0 || people >= k, "seed {seed}: {people} {name} in a class, k = {k}");
                }
            }
            assert_eq!(brute::contrast(&atoms, k), None, "seed {seed}: a combination about few of {name}, k = {k}");
        }
        for table in &tables {
            for (at, class) in table.classes.iter().enumerate() {
                let of_class = |person: &&Person| table.class_of(&|d| key(person, d)) == Some(at);
                for (column, &count) in &class.counts {
                    let said = |person: &&Person| match column.as_str() {
                        "n" => true,
                        name if name.ends_with(".asked") => true,
                        name => answers(person)[name],
                    };
                    let expected = survey.people.iter().filter(of_class).filter(said).count();
                    assert_eq!(count, expected as u64, "seed {seed}: {column}");
                }
            }
        }
    }
    assert!(made > SURVEYS / 2 && own > 20, "{made} files, {own} with tables of their own: too few to tell");
}

#[test]
fn strict_files_settle_no_sensitive_answer_and_no_class_is_alike() {
    let (mut made, mut tried) = (0, 0);
    for seed in 0..SURVEYS {
        let survey = Survey::random(seed);
        if !survey.sensitive {
            continue;
        }
        let Ok(json) = file(&survey, true, false) else { continue };
        made += 1;
        let tables = published::tables(&json);
        let having: Vec<&Table> = tables.iter().filter(|table| table.has("s.yes")).collect();
        if having.is_empty() {
            continue;
        }
        let sums = |column: &str| -> Vec<Vec<u64>> {
            having.iter().map(|table| table.classes.iter().map(|class| class.counts[column]).collect()).collect()
        };
        for (yes, answered) in sums("s.yes").iter().flatten().zip(sums("s.answered").iter().flatten()) {
            assert!(*answered == 0 || (1..*answered).contains(yes), "seed {seed}: {yes} of {answered}");
        }
        if having.len() > 1 {
            let atoms = atoms(&having, &survey.people, |p| p.single.is_some());
            let Some(settled) = brute::settled(&atoms, &sums("s.yes"), survey.k.into()) else { continue };
            tried += 1;
            assert_eq!(settled, 0, "seed {seed}");
        }
    }
    assert!(made > 20 && tried > 5, "{made} files, {tried} tried: too few to tell");
}

/// What a file tells whose classes overlap can be held against the answers as a whole; who is in which class is attacked where it
/// is known, in the tests of `needs-privacy`.
#[test]
fn files_of_classes_that_overlap_have_k_in_each_and_count_everybody_once() {
    let (mut made, mut overlapping) = (0, 0);
    for seed in 0..SURVEYS {
        let survey = Survey::random(seed);
        let Ok(json) = file(&survey, false, true) else { continue };
        made += 1;
        overlapping += usize::from(file(&survey, false, false).is_ok_and(|plain| plain != json));
        for table in published::tables(&json) {
            let columns: Vec<&String> = table.classes.iter().flat_map(|class| class.counts.keys()).collect();
            for column in columns {
                let said = |person: &&Person| match column.as_str() {
                    "n" => true,
                    name if name.ends_with(".asked") => true,
                    name => answers(person)[name],
                };
                let told: u64 = table.classes.iter().map(|class| class.counts[column]).sum();
                assert_eq!(told, survey.people.iter().filter(said).count() as u64, "seed {seed}: {column}");
                let few = |n: u64| n > 0 && n < u64::from(survey.k);
                let people = ["n", "s.answered", "r.answered", "m.answered", "o.answered", "h.answered"]
                    .contains(&column.as_str());
                assert!(
                    !people || table.classes.iter().all(|class| !few(class.counts[column])),
                    "seed {seed}: {column}"
                );
            }
        }
    }
    assert!(made > SURVEYS / 2 && overlapping > 5, "{made} files, {overlapping} overlap: too few to tell");
}
