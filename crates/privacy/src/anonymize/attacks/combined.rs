//! Random surveys with everything that makes trouble at once, attacked by trying: blanks, questions asked of some, an item
//! that few rate, dimensions of several choices, tables of any list, classes that overlap, editions, `strict`. The attacker knows everybody's
//! classes in every table.

use super::super::cells::NOWHERE;
use super::*;
use std::collections::HashMap;

#[derive(Clone, Debug)]
struct Person {
    /// Bits, by dimension.
    key: Vec<u64>,
    asked: bool,
    /// What they said, of those asked: yes or no.
    answer: Option<bool>,
    /// Of an item, of those who answered: high or low.
    item: Option<bool>,
    /// Is not in the first edition.
    late: bool,
}

/// Columns: asked, answered, yes, high, low.
const QUESTION: Range<usize> = 1..5;

impl Person {
    fn counts(&self) -> [bool; 5] {
        let answered = self.answer.is_some();
        let item = |level: bool| answered && self.item == Some(level);
        [self.asked, answered, self.answer == Some(true), item(true), item(false)]
    }
}

/// The people of some cells, and the cell of each person.
fn cells_of(people: &[Person]) -> (Vec<Cell>, Vec<usize>) {
    let mut place: HashMap<&[u64], usize> = HashMap::new();
    let (mut cells, mut of) = (Vec::<Cell>::new(), Vec::new());
    for person in people {
        let at = *place.entry(&person.key).or_insert_with(|| {
            cells.push(Cell { key: person.key.clone(), n: 0, counts: vec![0; 5] });
            cells.len() - 1
        });
        cells[at].n += 1;
        cells[at].counts.iter_mut().zip(person.counts()).for_each(|(sum, is)| *sum += u32::from(is));
        of.push(at);
    }
    (cells, of)
}

fn options(k: u32, tables: Tables, overlap: bool, strict: bool, deciding: Vec<usize>) -> Options {
    let column = |name: &str, among: Option<usize>| Column { name: name.to_owned(), among };
    let sensitive = vec![Sensitive {
        name: "q.yes".to_owned(),
        chosen: Count::column(2),
        among: "answered".to_owned(),
        answered: Count::column(1),
    }];
    Options {
        k,
        tables,
        overlap,
        strict,
        deciding,
        columns: vec![
            column("q.asked", None),
            column("q.answered", Some(0)),
            column("q.yes", Some(1)),
            column("q.x.high", Some(1)),
            column("q.x.low", Some(1)),
        ],
        questions: vec![Question {
            name: "q".to_owned(),
            columns: QUESTION,
            answering: vec![("q".to_owned(), 1..2), ("q.x".to_owned(), 3..5)],
        }],
        choices: sensitive.clone(),
        sensitive,
        ..Options::default()
    }
}

/// The tables that publish the question: common ones, or its own in their place.
fn publishing(done: &Anonymized) -> Vec<&Partition> {
    let mut own = done.own.iter().map(|own| &own.partition);
    let table = |common: usize| match done.partitions[common].without.as_slice() {
        [] => &done.partitions[common],
        _ => own.next().expect("a table of its own"),
    };
    (0..done.partitions.len()).map(table).collect()
}

/// People of one edition, with the class of each in some tables.
struct Seen<'a> {
    people: &'a [Person],
    /// `[person][table]`
    classes: Vec<Vec<usize>>,
}

impl<'a> Seen<'a> {
    fn of(people: &'a [Person], cell: &[usize], tables: &[&Partition]) -> Seen<'a> {
        let classes = cell.iter().map(|&cell| tables.iter().map(|table| table.assignment[cell]).collect());
        Seen { people, classes: classes.collect() }
    }

    fn atoms(&self, is: impl Fn(&Person) -> bool) -> BTreeMap<Vec<usize>, u32> {
        let mut atoms = BTreeMap::new();
        for (_, classes) in self.people.iter().zip(&self.classes).filter(|(person, _)| is(person)) {
            assert!(!classes.contains(&NOWHERE), "somebody is in no class");
            *atoms.entry(classes.clone()).or_default() += 1;
        }
        atoms
    }

    /// Of nobody, or at least k, in every class; and of no combination of classes fewer.
    fn assert_tells_of_k(&self, who: &str, is: impl Fn(&Person) -> bool, k: u32) {
        let atoms = self.atoms(is);
        let mut sums: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for (classes, n) in &atoms {
            classes.iter().enumerate().for_each(|at| *sums.entry((at.0, *at.1)).or_default() += n);
        }
        assert!(sums.values().all(|&n| n >= k), "{who}: a class of fewer than {k}: {sums:?}");
        assert_eq!(smallest(&atoms, k), None, "{who}: a combination about fewer than {k} of {atoms:?}");
    }

    /// Of nobody in a class everybody or nobody said yes, and of no few it can be worked out. Whether all ways to answer were
    /// tried for that.
    fn assert_settles_nothing(&self, who: &str, is: impl Fn(&Person) -> bool, k: u32) -> bool {
        let answered = self.atoms(|person| is(person) && person.answer.is_some());
        let yes = self.atoms(|person| is(person) && person.answer == Some(true));
        let sums = |atoms: &BTreeMap<Vec<usize>, u32>| {
            let mut sums: BTreeMap<(usize, usize), u32> = BTreeMap::new();
            for (classes, n) in atoms {
                classes.iter().enumerate().for_each(|at| *sums.entry((at.0, *at.1)).or_default() += n);
            }
            sums
        };
        let (all, mut left) = (sums(&answered), sums(&yes));
        for (class, n) in &all {
            let said = left.get(class).copied().unwrap_or(0);
            assert!(0 < said && said < *n, "{who}: {said} of {n} said yes in {class:?}");
        }
        if self.classes.first().is_none_or(|classes| classes.len() < 2) {
            return true;
        }
        let atoms: Vec<(&Vec<usize>, u32)> = answered.iter().map(|(classes, &n)| (classes, n)).collect();
        let mut seen = vec![BTreeSet::new(); atoms.len()];
        let mut tries = 200_000;
        let all = solutions(&atoms, &mut left, &mut Vec::new(), &mut seen, &mut tries);
        if all {
            let certain = atoms.iter().zip(&seen).find(|((_, n), seen)| *n < k && seen.len() == 1);
            assert_eq!(certain, None, "{who}: an answer is settled");
        }
        all
    }
}

/// As [`determined_by_trying`], with the sets of fewer than k people alone, however many others there are.
fn smallest(atoms: &BTreeMap<Vec<usize>, u32>, k: u32) -> Option<u32> {
    let columns: Vec<(&Vec<usize>, u32)> = atoms.iter().map(|(classes, &n)| (classes, n)).collect();
    let classes: BTreeSet<(usize, usize)> =
        columns.iter().flat_map(|(classes, _)| classes.iter().copied().enumerate()).collect();
    let rank_without = |set: &[usize]| {
        let kept: Vec<&Vec<usize>> = (0..columns.len()).filter(|a| !set.contains(a)).map(|a| columns[a].0).collect();
        let row =
            |&(table, class): &(usize, usize)| kept.iter().map(|c| f64::from(u8::from(c[table] == class))).collect();
        rank(classes.iter().map(row).collect())
    };
    let all = rank_without(&[]);
    let mut least = None;
    let mut sets: Vec<(Vec<usize>, u32)> = vec![(Vec::new(), 0)];
    while let Some((set, people)) = sets.pop() {
        let next = set.last().map_or(0, |last| last + 1);
        for (a, (_, n)) in columns.iter().enumerate().skip(next) {
            let people = people + n;
            if people < k {
                let set: Vec<usize> = set.iter().copied().chain([a]).collect();
                if least.is_none_or(|least| people < least) && rank_without(&set) < all {
                    least = Some(people);
                }
                sets.push((set, people));
            }
        }
    }
    least
}

/// All numbers that each of `atoms` can have, with `left` in every class; whether all were tried.
fn solutions(
    atoms: &[(&Vec<usize>, u32)],
    left: &mut BTreeMap<(usize, usize), u32>,
    x: &mut Vec<u32>,
    seen: &mut [BTreeSet<u32>],
    tries: &mut u32,
) -> bool {
    if *tries == 0 {
        return false;
    }
    *tries -= 1;
    let Some((classes, n)) = atoms.get(x.len()) else {
        if left.values().all(|&n| n == 0) {
            seen.iter_mut().zip(x.iter()).for_each(|(seen, &x)| {
                seen.insert(x);
            });
        }
        return true;
    };
    let places: Vec<(usize, usize)> = classes.iter().copied().enumerate().collect();
    let most = places.iter().map(|place| left.get(place).copied().unwrap_or(0)).min().unwrap_or(0).min(*n);
    let mut all = true;
    for number in 0..=most {
        places.iter().for_each(|place| *left.entry(*place).or_default() -= number);
        x.push(number);
        all &= solutions(atoms, left, x, seen, tries);
        x.pop();
        places.iter().for_each(|place| *left.entry(*place).or_default() += number);
    }
    all
}

/// What one edition tells of some of its people: everybody, those asked and not, those who answered, and who rated the item.
/// Whether nothing was left untried.
fn attack(done: &Anonymized, people: &[Person], cell: &[usize], strict: bool, k: u32, late: bool) -> bool {
    let common: Vec<&Partition> = done.partitions.iter().collect();
    let of_question = publishing(done);
    let is = |person: &Person| !late || person.late;
    let which = if late { "late, " } else { "" };
    let everybody = Seen::of(people, cell, &common);
    everybody.assert_tells_of_k(&format!("{which}all"), is, k);
    everybody.assert_tells_of_k(&format!("{which}asked"), |p| is(p) && p.asked, k);
    everybody.assert_tells_of_k(&format!("{which}not asked"), |p| is(p) && !p.asked, k);
    let (answered, their_cells): (Vec<Person>, Vec<usize>) =
        people.iter().cloned().zip(cell.iter().copied()).filter(|(person, _)| person.answer.is_some()).unzip();
    let seen = Seen::of(&answered, &their_cells, &of_question);
    seen.assert_tells_of_k(&format!("{which}answered"), is, k);
    seen.assert_tells_of_k(&format!("{which}rated"), |p| is(p) && p.item.is_some(), k);
    !strict || seen.assert_settles_nothing(&format!("{which}answered"), is, k)
}

fn edition(done: &Anonymized) -> Vec<PreviousTable> {
    let table = |partition: &Partition, own: bool| PreviousTable {
        own: own.then_some(0),
        dimensions: partition.dimensions.clone(),
        classes: partition
            .classes
            .iter()
            .map(|class| PreviousClass {
                labels: class.labels.clone(),
                n: class.n,
                counts: match own {
                    true => std::iter::once(None).chain(class.counts.iter().copied().map(Some)).collect(),
                    false => (0..5)
                        .map(|c| {
                            let here = !partition.without.iter().any(|without| without.contains(&c));
                            here.then(|| class.counts[c])
                        })
                        .collect(),
                },
            })
            .collect(),
    };
    let own = done.own.iter().map(|own| table(&own.partition, true));
    done.partitions.iter().map(|partition| table(partition, false)).chain(own).collect()
}

#[derive(Debug, Clone)]
struct Case {
    dimensions: Vec<DimensionSpec>,
    people: Vec<Person>,
    options: Options,
    /// Whether the second edition has the answers of the first.
    answers: bool,
}

fn case() -> impl Strategy<Value = Case> {
    let shape = (1..=2_usize, 2..=3_usize, 2..=3_usize, any::<bool>(), 0..12_u32);
    shape.prop_flat_map(|(fields, first, second, multiple, never)| {
        let mut dimensions = vec![dimension("field", fields), dimension("d0", first), dimension("d1", second)];
        dimensions[2].multiple = multiple;
        dimensions[1].never_generalize = never == 0;
        let last = if multiple { (1..=all_of(second)).boxed() } else { (0..second).prop_map(|c| 1 << c).boxed() };
        // Groups of people alike, so that cells are of several; who lean to one answer.
        let alike = ((0..fields), (0..first), last, any::<bool>(), 1..6_usize, 0..5_u32);
        let answers = proptest::collection::vec((0..6_u32, 0..4_u32, 0..4_u32), 5);
        let group = (alike, answers).prop_map(move |((field, d0, d1, asked, n, late), answers)| {
            let person = |&(answer, item, own): &(u32, u32, u32)| Person {
                key: vec![1 << field, 1 << d0, d1],
                asked: asked || own == 0,
                answer: (answer > 0 && (asked || own == 0)).then_some(answer % 2 == 0),
                item: (item > 0 && answer > 0 && (asked || own == 0)).then_some(item == 1),
                late: late == 0 || (late == 1 && own == 1),
            };
            answers.iter().take(n).map(person).collect::<Vec<Person>>()
        });
        let people = proptest::collection::vec(group, 4..12).prop_map(|groups| groups.concat());
        let lists = prop_oneof![
            Just(Tables::ByDimension),
            Just(Tables::ByDimension),
            Just(Tables::Auto),
            Just(Tables::Joint),
            Just(Tables::Explicit(vec![vec![1], vec![2], vec![0, 1]])),
            Just(Tables::Explicit(vec![vec![0, 1], vec![1, 2], vec![0, 2]])),
        ];
        let told = (2..5_u32, lists, any::<bool>(), any::<bool>(), any::<bool>());
        (Just(dimensions), people, told, any::<bool>(), any::<bool>()).prop_map(
            |(dimensions, mut people, (k, tables, overlap, strict, deciding), all_asked, answers)| {
                if all_asked {
                    people.iter_mut().for_each(|person| person.asked = true);
                }
                let deciding = if deciding { vec![1] } else { Vec::new() };
                Case { dimensions, people, options: options(k, tables, overlap, strict, deciding), answers }
            },
        )
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn files_and_editions_of_any_options_tell_nothing_of_fewer_than_k(case in case()) {
        let Case { dimensions, people, options, answers } = case;
        let k = options.k;
        let (cells, of) = cells_of(&people);
        if let Ok(done) = anonymize(&dimensions, cells.clone(), &options) {
            attack(&done, &people, &of, options.strict, k, false);
        }
        let first: Vec<Person> = people.iter().filter(|person| !person.late).cloned().collect();
        let (before, _) = cells_of(&first);
        let Ok(earlier) = anonymize(&dimensions, before.clone(), &options) else { return Ok(()) };
        let strict = options.strict;
        let continued = Options {
            previous: Some(edition(&earlier)),
            previous_k: Some(k),
            previous_cells: answers.then(|| before.clone()),
            ..options
        };
        let Ok(done) = anonymize(&dimensions, cells, &continued) else { return Ok(()) };
        attack(&done, &people, &of, strict, k, false);
        attack(&done, &people, &of, strict, k, true);
    }
}

/// The cases above reach what they are for.
#[test]
fn many_of_the_cases_are_files_with_tables_of_their_own_that_overlap_and_editions() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut files, mut own, mut overlapping, mut editions, mut strict, mut tried) = (0, 0, 0, 0, 0, 0);
    for _ in 0..300 {
        let Case { dimensions, people, options, answers } = case().new_tree(&mut runner).expect("a case").current();
        let (cells, of) = cells_of(&people);
        if let Ok(done) = anonymize(&dimensions, cells.clone(), &options) {
            tried += usize::from(options.strict && attack(&done, &people, &of, true, options.k, false));
            files += 1;
            own += usize::from(!done.own.is_empty());
            overlapping += usize::from(done.partitions.iter().any(|partition| partition.overlaps));
            strict += usize::from(options.strict);
        }
        let first: Vec<Person> = people.iter().filter(|person| !person.late).cloned().collect();
        let (before, _) = cells_of(&first);
        let Ok(earlier) = anonymize(&dimensions, before.clone(), &options) else { continue };
        let previous_cells = answers.then(|| before.clone());
        let previous = Some(edition(&earlier));
        let continued = Options { previous, previous_k: Some(options.k), previous_cells, ..options };
        let grown = people.len() > first.len();
        editions += usize::from(grown && anonymize(&dimensions, cells, &continued).is_ok());
    }
    let reached = [files, own, overlapping, editions, strict];
    assert!(reached.iter().zip([150, 30, 20, 20, 40]).all(|(is, least)| *is >= least), "{reached:?}");
    assert!(tried * 10 >= strict * 9, "{tried} of {strict} strict files were tried to the end");
}
