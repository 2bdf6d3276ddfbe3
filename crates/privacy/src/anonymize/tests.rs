//! Properties of every partition, on arbitrary cells.

use super::*;
use needs_core::survey::all_of;
use proptest::prelude::*;

/// As many random cases, unless `PROPTEST_CASES` says otherwise.
pub(super) fn cases(cases: u32) -> ProptestConfig {
    let own = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { own } else { ProptestConfig { cases, ..own } }
}

/// Dimensions of 1 to 4 categories, and cells with two count columns.
pub(super) fn survey() -> impl Strategy<Value = (Vec<DimensionSpec>, Vec<Cell>)> {
    proptest::collection::vec((1..=4_usize, any::<bool>(), any::<bool>()), 1..=4).prop_flat_map(|shape| {
        let dimensions: Vec<DimensionSpec> = shape
            .iter()
            .enumerate()
            .map(|(d, &(categories, multiple, ordered))| DimensionSpec {
                id: format!("d{d}"),
                categories: (0..categories).map(|c| format!("c{c}")).collect(),
                multiple,
                ordered,
                ..DimensionSpec::default()
            })
            .collect();
        let key: Vec<BoxedStrategy<u64>> = shape
            .iter()
            .map(|&(categories, multiple, _)| match multiple {
                true => (1..=all_of(categories)).boxed(),
                false => (0..categories).prop_map(|c| 1_u64 << c).boxed(),
            })
            .collect();
        let cell = (key, 1..8_u32, 0..8_u32, 0..8_u32).prop_map(|(key, n, a, b)| Cell {
            key,
            n,
            counts: vec![a.min(n), b.min(n)],
        });
        (Just(dimensions), proptest::collection::vec(cell, 1..40))
    })
}

fn label_covers(label: Label, key: u64) -> bool {
    if label.known { key == label.set } else { key & !label.set == 0 }
}

fn check(partition: &Partition, cells: &[Cell], k: u32) {
    let mut n = vec![0; partition.classes.len()];
    let mut counts = vec![vec![0; 2]; partition.classes.len()];
    for (cell, &at) in cells.iter().zip(&partition.assignment) {
        n[at] += cell.n;
        (0..2).for_each(|c| counts[at][c] += cell.counts[c]);
        for (label, &d) in partition.classes[at].labels.iter().zip(&partition.dimensions) {
            assert!(label_covers(*label, cell.key[d]), "{label:?} does not cover {:#b}", cell.key[d]);
        }
    }
    for (class, (n, counts)) in partition.classes.iter().zip(n.into_iter().zip(counts)) {
        assert_eq!(class.n, n);
        assert_eq!(class.counts, counts);
        assert!(class.n >= k);
    }
    assert_eq!(partition.report.smallest, partition.classes.iter().map(|c| c.n).min().unwrap());
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn classes_hold_everybody_once_and_at_least_k(((dimensions, cells), k) in (survey(), 1..7_u32)) {
        for tables in [Tables::Joint, Tables::ByDimension, Tables::Auto] {
            let options = Options { k, tables, ..Options::default() };
            match anonymize(&dimensions, cells.clone(), &options) {
                Ok(done) => done.partitions.iter().for_each(|p| check(p, &cells, k)),
                Err(error) => prop_assert!(matches!(error, AnonymizeError::TooFew { .. }), "{}", error),
            }
        }
    }

    #[test]
    fn order_of_cells_changes_nothing((dimensions, cells) in survey()) {
        let options = Options { tables: Tables::Auto, ..Options::default() };
        let mut backwards = cells.clone();
        backwards.reverse();
        match (anonymize(&dimensions, cells, &options), anonymize(&dimensions, backwards, &options)) {
            (Ok(a), Ok(b)) => {
                prop_assert_eq!(&a.report, &b.report);
                for (a, b) in a.partitions.iter().zip(&b.partitions) {
                    prop_assert_eq!(&a.classes, &b.classes);
                    prop_assert!(a.assignment.iter().eq(b.assignment.iter().rev()));
                }
            }
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn k_of_one_publishes_every_cell_exactly((dimensions, cells) in survey()) {
        let options = Options { k: 1, tables: Tables::Joint, ..Options::default() };
        let done = anonymize(&dimensions, cells.clone(), &options).unwrap();
        let keys: std::collections::BTreeSet<_> = cells.iter().map(|c| &c.key).collect();
        prop_assert_eq!(done.partitions[0].classes.len(), keys.len());
        prop_assert!(done.partitions[0].classes.iter().all(|c| c.labels.iter().all(|l| l.known)));
    }
}

pub(super) fn dimension(id: &str, categories: &[&str]) -> DimensionSpec {
    let categories = categories.iter().map(|c| (*c).to_owned()).collect();
    DimensionSpec { id: id.to_owned(), categories, ..DimensionSpec::default() }
}

pub(super) fn cell(key: &[usize], n: u32, counts: &[u32]) -> Cell {
    Cell { key: key.iter().map(|&c| 1 << c).collect(), n, counts: counts.to_vec() }
}

fn joint() -> Options {
    Options { tables: Tables::Joint, ..Options::default() }
}

#[test]
fn fewer_respondents_than_k_are_an_error() {
    let error = anonymize(&[dimension("field", &["a"])], vec![cell(&[0], 4, &[])], &joint()).unwrap_err();
    assert_eq!(error, AnonymizeError::TooFew { respondents: 4, k: 5 });
}

#[test]
fn a_dimension_that_is_never_generalized_costs_the_others() {
    let mut dimensions = vec![dimension("field", &["a", "b"]), dimension("region", &["x", "y"])];
    let cells = vec![cell(&[0, 0], 9, &[]), cell(&[0, 1], 3, &[]), cell(&[1, 0], 9, &[]), cell(&[1, 1], 3, &[])];
    dimensions[1].never_generalize = true;
    let done = anonymize(&dimensions, cells, &joint()).unwrap();
    let [field, region] = &done.report.published.dimensions[..] else { panic!("two dimensions") };
    assert_eq!((field.exact, region.exact), (18, 24));
    let free = done.report.all_generalized.unwrap();
    assert_eq!((free.dimensions[0].exact, free.dimensions[1].exact), (24, 0));
}

#[test]
fn a_category_too_small_to_be_exact_is_named() {
    let mut dimensions = vec![dimension("field", &["a", "b"]), dimension("region", &["x", "y"])];
    dimensions[1].never_generalize = true;
    let cells = vec![cell(&[0, 0], 9, &[]), cell(&[0, 1], 2, &[]), cell(&[1, 1], 2, &[])];
    let error = anonymize(&dimensions, cells, &joint()).unwrap_err();
    let place = "dimension \"region\": y".to_owned();
    assert_eq!(error, AnonymizeError::NeverGeneralized { place, n: 4, k: 5 });
}

#[test]
fn countries_of_one_continent_are_put_together_first() {
    let mut dimensions = vec![dimension("field", &["a"]), dimension("country", &["de", "fr", "us", "ca"])];
    let cells: Vec<Cell> = [3, 2, 3, 2].iter().enumerate().map(|(c, &n)| cell(&[0, c], n, &[])).collect();
    let sets = |dimensions: &[DimensionSpec]| -> Vec<u64> {
        let done = anonymize(dimensions, cells.clone(), &joint()).unwrap();
        done.partitions[0].classes.iter().map(|class| class.labels[1].set).collect()
    };
    dimensions[1].hierarchy = vec![0b0011, 0b1100];
    assert_eq!(sets(&dimensions), [0b0011, 0b1100]);
    dimensions[1].hierarchy = vec![0b1001, 0b0110];
    assert_eq!(sets(&dimensions), [0b0110, 0b1001]);
}

#[test]
fn auto_is_joint_where_nine_in_ten_stay_exact_in_every_dimension() {
    let dimensions = vec![dimension("field", &["a"]), dimension("d", &["x", "y", "z"]), dimension("e", &["x", "y"])];
    let cells = |small: u32| vec![cell(&[0, 0, 0], 60, &[]), cell(&[0, 1, 1], 30, &[]), cell(&[0, 2, 1], small, &[])];
    let done = anonymize(&dimensions, cells(5), &Options::default()).unwrap();
    assert_eq!((done.model, done.partitions.len()), (Model::Joint, 1));
    assert_eq!(done.report.not_chosen.as_ref().map(|summary| summary.tables), Some(2));
    let done = anonymize(&dimensions, cells(4), &Options::default()).unwrap();
    assert_eq!((done.model, done.partitions.len()), (Model::ByDimension, 2));
    assert_eq!(done.report.not_chosen.as_ref().map(|summary| summary.tables), Some(1));
}

#[test]
fn a_field_and_one_other_dimension_make_a_joint_file_however_blurred() {
    let dimensions = vec![dimension("field", &["a"]), dimension("d", &["x", "y", "z"])];
    let cells = vec![cell(&[0, 0], 20, &[]), cell(&[0, 1], 2, &[]), cell(&[0, 2], 3, &[])];
    for tables in [Tables::Auto, Tables::ByDimension, Tables::Joint] {
        let done = anonymize(&dimensions, cells.clone(), &Options { tables, ..Options::default() }).unwrap();
        assert_eq!((done.model, done.partitions.len()), (Model::Joint, 1));
    }
}

#[test]
fn tables_by_dimension_have_what_decides_who_was_asked() {
    let (dimensions, cells, options) = asked();
    let lists = |deciding: Vec<usize>| -> Vec<Vec<usize>> {
        let options = Options { deciding, tables: Tables::ByDimension, ..options.clone() };
        let done = anonymize(&dimensions, cells.clone(), &options).unwrap();
        done.partitions.into_iter().map(|p| p.dimensions).collect()
    };
    assert_eq!(lists(vec![2]), [vec![0, 1, 2]]);
    assert_eq!(lists(vec![1, 2]), [vec![0, 1, 2]], "nothing else is to be told apart");
    assert_eq!(lists(vec![0]), [vec![0, 1], vec![0, 2]], "the field is in each anyway");
}

/// Of docs/privacy.md.
#[test]
fn the_worked_example_is_what_comes_out() {
    let dimensions =
        vec![dimension("field", &["imaging", "genetics"]), dimension("region", &["europe", "africa", "asia"])];
    let cells = vec![
        cell(&[0, 0], 9, &[4]),
        cell(&[0, 1], 3, &[3]),
        cell(&[0, 2], 3, &[1]),
        cell(&[1, 0], 11, &[5]),
        cell(&[1, 1], 6, &[2]),
    ];
    let done = anonymize(&dimensions, cells, &joint()).unwrap();
    let class = |field: usize, region: Label, n: u32, chosen: u32| Class {
        labels: vec![Label::exactly(field), region],
        n,
        counts: vec![chosen],
    };
    let expected = [
        class(0, Label::exactly(0), 9, 4),
        class(0, Label::among(0b110), 6, 4),
        class(1, Label::exactly(0), 11, 5),
        class(1, Label::exactly(1), 6, 2),
    ];
    assert_eq!(done.partitions[0].classes, expected);
    assert_eq!(done.partitions[0].assignment, [0, 1, 1, 2, 3]);
    assert_eq!(done.report.published.dimensions[1].exact, 26);
}

/// Column 0 is who is ill, column 1 who answered.
fn ill_among_answered() -> Sensitive {
    let (chosen, answered) = (Count::column(0), Count::column(1));
    Sensitive { name: "health.ill".to_owned(), chosen, among: "answered".to_owned(), answered }
}

/// The same as a question that may have tables of its own.
fn health() -> Vec<Question> {
    vec![Question { name: "health".to_owned(), columns: 0..2, answering: vec![("health.answered".to_owned(), 1..2)] }]
}

/// Nobody of region x is ill; one of channel q is, and of channel q one person only is not from region x.
fn disclosing() -> (Vec<DimensionSpec>, Vec<Cell>, Vec<Sensitive>) {
    let dimensions =
        vec![dimension("field", &["a"]), dimension("region", &["x", "y"]), dimension("channel", &["p", "q"])];
    let cells = vec![
        cell(&[0, 0, 0], 7, &[0, 7]),
        cell(&[0, 0, 1], 8, &[0, 8]),
        cell(&[0, 1, 0], 9, &[2, 9]),
        cell(&[0, 1, 1], 1, &[1, 1]),
    ];
    (dimensions, cells, vec![ill_among_answered()])
}

#[test]
fn an_attribute_disclosure_is_reported() {
    let (dimensions, cells, sensitive) = disclosing();
    let options = Options { sensitive, questions: health(), tables: Tables::ByDimension, ..Options::default() };
    let done = anonymize(&dimensions, cells, &options).unwrap();
    assert_eq!(done.report.published.audit.as_ref().unwrap().determined, 0);
    assert_eq!(
        done.report.disclosures,
        [AttributeDisclosure { name: "health.ill".to_owned(), people: 1, undecided: 0 }]
    );
}

#[test]
fn strict_leaves_no_attribute_disclosure() {
    let (dimensions, cells, sensitive) = disclosing();
    let options =
        Options { sensitive, questions: health(), strict: true, tables: Tables::ByDimension, ..Options::default() };
    let done = anonymize(&dimensions, cells, &options).unwrap();
    assert_eq!((done.report.disclosures, done.report.homogeneous), (vec![], vec![]));
}

fn ill() -> (Vec<DimensionSpec>, Vec<Cell>, Vec<Sensitive>) {
    let dimensions = vec![dimension("field", &["a", "b", "c"])];
    // Who chose it, who answered.
    let cells = vec![cell(&[0], 6, &[6, 6]), cell(&[1], 7, &[2, 7]), cell(&[2], 8, &[0, 0])];
    (dimensions, cells, vec![ill_among_answered()])
}

#[test]
fn a_class_where_all_chose_a_sensitive_choice_is_reported() {
    let (dimensions, cells, sensitive) = ill();
    let done = anonymize(&dimensions, cells, &Options { sensitive, ..joint() }).unwrap();
    let expected = Homogeneous {
        name: "health.ill".to_owned(),
        among: "answered".to_owned(),
        table: 0,
        own: false,
        class: 0,
        all: true,
        answered: 6,
    };
    assert_eq!(done.report.homogeneous, [expected]);
}

#[test]
fn strict_merges_until_both_answers_occur() {
    let (dimensions, cells, sensitive) = ill();
    let options = Options { sensitive, questions: health(), strict: true, ..joint() };
    let done = anonymize(&dimensions, cells, &options).unwrap();
    assert_eq!(done.report.homogeneous, []);
    assert_eq!(done.partitions[0].classes.len(), 3, "the classes of everybody stay");
    let [own] = &done.own[..] else { panic!("one table of its own") };
    assert_eq!(own.partition.classes.iter().map(|class| &class.counts[..]).collect::<Vec<_>>(), [[8, 13]]);
}

#[test]
fn strict_says_when_no_merger_helps() {
    let (dimensions, mut cells, sensitive) = ill();
    cells[1].counts = vec![7, 7];
    let error = anonymize(&dimensions, cells, &Options { sensitive, questions: health(), strict: true, ..joint() })
        .unwrap_err();
    assert_eq!(error, AnonymizeError::Sensitive { name: "health.ill".to_owned() });
}

/// One of 13 in the first field and region maintains a project; seven do elsewhere.
fn asked() -> (Vec<DimensionSpec>, Vec<Cell>, Options) {
    let dimensions =
        vec![dimension("field", &["a", "b"]), dimension("region", &["x", "y"]), dimension("who", &["self", "project"])];
    let own = |key: &[usize]| cell(key, 12, &[0, 0]);
    let project = |key: &[usize], n: u32| cell(key, n, &[n, 1]);
    let cells = vec![
        own(&[0, 0, 0]),
        project(&[0, 0, 1], 1),
        own(&[0, 1, 0]),
        own(&[1, 0, 0]),
        own(&[1, 1, 0]),
        project(&[1, 1, 1], 7),
    ];
    let column = |name: &str, among: Option<usize>| Column { name: name.to_owned(), among };
    let columns = vec![column("licence.asked", None), column("licence.secret", Some(0))];
    (dimensions, cells, Options { columns, ..joint() })
}

#[test]
fn one_who_was_asked_is_not_published_alone() {
    let (dimensions, cells, options) = asked();
    for tables in [Tables::Joint, Tables::ByDimension, Tables::Auto, Tables::Explicit(vec![vec![0, 1]])] {
        let done = anonymize(&dimensions, cells.clone(), &Options { tables, ..options.clone() }).unwrap();
        for class in done.partitions.iter().flat_map(|p| &p.classes) {
            let (asked, others) = (class.counts[0], class.n - class.counts[0]);
            assert!([asked, others].iter().all(|n| !(1..5).contains(n)), "{asked} of {} were asked", class.n);
        }
    }
}

#[test]
fn too_few_asked_in_all_are_an_error_that_says_who() {
    let (dimensions, mut cells, options) = asked();
    cells.pop();
    let error = anonymize(&dimensions, cells, &options).unwrap_err().to_string();
    let expected = "licence.asked: 1 of 49 respondents were asked and 48 were not; with k = 5 each must be nobody or at least 5, or their answers stand alone: ask everyone, drop the question, or lower k if the data are public already";
    assert_eq!(error, expected);
}

#[test]
fn too_few_asked_where_nothing_may_be_generalized_are_an_error_that_says_where() {
    let (mut dimensions, cells, options) = asked();
    dimensions[0].never_generalize = true;
    let error = anonymize(&dimensions, cells, &options).unwrap_err().to_string();
    let expected = "dimension \"field\": a: licence.asked: 1 of 25 respondents were asked and 24 were not";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_column_among_one_that_is_not_before_it_is_an_error() {
    let (dimensions, cells, mut options) = asked();
    options.columns[1].among = Some(1);
    let error = anonymize(&dimensions, cells, &options).unwrap_err();
    assert!(matches!(error, AnonymizeError::Cell { cell: 0, .. }), "{error}");
}

proptest! {
    #[test]
    fn anything_at_all_makes_classes_or_an_error(
        shape in proptest::collection::vec((0..70_usize, any::<bool>(), any::<bool>()), 0..4),
        cells in proptest::collection::vec(
            (proptest::collection::vec(any::<u64>(), 0..4), any::<u32>(), proptest::collection::vec(any::<u32>(), 0..3)),
            0..8
        ),
        k in 0..9_u32,
        field in 0..4_usize,
        lists in proptest::collection::vec(proptest::collection::vec(0..5_usize, 0..3), 0..3),
        strict in any::<bool>(),
        previous in any::<bool>(),
    ) {
        let dimensions: Vec<DimensionSpec> = shape
            .iter()
            .map(|&(categories, multiple, never_generalize)| DimensionSpec {
                id: "d".to_owned(),
                categories: vec!["c".to_owned(); categories],
                multiple,
                never_generalize,
                hierarchy: vec![u64::MAX, 0],
                ..DimensionSpec::default()
            })
            .collect();
        let previous = previous.then(|| lists.iter().map(|list| PreviousTable { own: None, dimensions: list.clone(), classes: vec![] }).collect());
        let cells = cells.into_iter().map(|(key, n, counts)| Cell { key, n, counts }).collect();
        let sensitive = vec![ill_among_answered()];
        let options = Options { k, field, strict, sensitive, previous, tables: Tables::Explicit(lists), ..Options::default() };
        if let Ok(done) = anonymize(&dimensions, cells, &options) {
            prop_assert!(done.partitions.iter().flat_map(|p| &p.classes).all(|class| class.n >= k));
        }
    }
}

/// Six people of 240, one in each of six fields, left their region open: once they took the exact region of sixty.
#[test]
fn a_few_blanks_do_not_blur_many() {
    let fields = ["a", "b", "c", "d", "e", "f"];
    let dimensions = vec![dimension("field", &fields), dimension("region", &["europe", "america", "not-stated"])];
    let of_field = |f: usize| [cell(&[f, 0], 10, &[]), cell(&[f, 1], 29, &[]), cell(&[f, 2], 1, &[])];
    let done = anonymize(&dimensions, (0..6).flat_map(of_field).collect(), &joint()).unwrap();
    let classes = &done.partitions[0].classes;
    let europe: u32 = classes.iter().filter(|class| class.labels[1] == Label::exactly(0)).map(|class| class.n).sum();
    assert!(europe >= 55, "{europe} of 60");
    assert!(classes.iter().all(|class| class.n >= 5));
}

#[test]
fn who_watches_is_told_each_stage_and_can_stop_at_any() {
    let dimensions =
        vec![dimension("field", &["a", "b"]), dimension("region", &["x", "y"]), dimension("channel", &["u", "v"])];
    let cells = || (0..8).map(|i| cell(&[i & 1, i >> 1 & 1, i >> 2], 7, &[3])).collect();
    let question = Question { name: "q".to_owned(), columns: 0..1, answering: vec![("q".to_owned(), 0..1)] };
    let options = Options { tables: Tables::ByDimension, questions: vec![question], ..Options::default() };
    let mut stages = Vec::new();
    let watch = &mut |stage, done, total| {
        assert!(done <= total);
        stages.push(stage);
        ControlFlow::Continue(())
    };
    anonymize_watched(&dimensions, cells(), &options, watch).unwrap();
    let mut told = stages.clone();
    told.dedup();
    assert_eq!(told, [Stage::Classes, Stage::Audit, Stage::Questions]);
    for stop in 0..stages.len() {
        let mut looks = 0;
        let watch = &mut |_, _, _| {
            looks += 1;
            if looks > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = anonymize_watched(&dimensions, cells(), &options, watch);
        assert_eq!(stopped.err(), Some(AnonymizeError::Stopped), "at look {stop}");
    }
}
