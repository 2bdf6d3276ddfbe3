//! What the Dask 2021 user survey says and how far it leans on who answered.
//!
//! Reference values: statsmodels, scipy and numpy on the published answers. The counts they need, of each dimension for itself,
//! are in `tests/surveys/dask-2021-margins.json`; that they are those of the answers is checked where these are.

use needs_core::estimate::Proportion;
use needs_core::headline::{Headline, ranking};
use needs_core::sensitivity::{Comparison, Direction, First, Sensitivity, Turn, crosstab, turning_points, unreached};
use needs_core::{Survey, View, query};
use needs_report::findings::Findings;
use needs_words::{Lang, Words};
use std::collections::BTreeMap;

const DOCS: usize = 0;
const EXAMPLES: usize = 1;
const PERFORMANCE: usize = 2;

/// Field (life sciences or not), and how often they use Dask.
fn dask_2021() -> Survey {
    Survey::read(include_bytes!("surveys/dask-2021-margins.json")).unwrap_or_else(|e| panic!("{e}"))
}

/// `[dimension][category]`: how many gave each of the five answers, and how many are in the category.
#[test]
#[ignore = "needs ../shared/surveys"]
fn the_margins_are_those_of_the_answers() {
    const ANSWERS: &str =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/surveys/dask/2021-user-survey-results.csv");
    let mut answers = csv::Reader::from_path(ANSWERS).unwrap_or_else(|e| panic!("{ANSWERS}: {e}"));
    let headers = answers.headers().unwrap().clone();
    let column = |text: &str| headers.iter().position(|h| h.contains(text)).unwrap();
    let (help, often, industry) =
        (column("help you most"), column("How often do you use Dask"), column("What industry"));
    let survey = dask_2021();
    let choices: Vec<&str> = survey.questions()[0].choices().iter().map(|c| c.label.as_str()).collect();
    let mut counted = BTreeMap::<(&str, usize), (u32, Vec<u32>)>::new();
    for row in answers.records() {
        let row = row.unwrap();
        let often = match &row[often] {
            "Just looking for now" => 0,
            "Occasionally" => 1,
            "Every day" | "I use Dask all the time, even when I sleep" => 2,
            other => panic!("{other}"),
        };
        for place in [("rows=field", usize::from(&row[industry] != "Life sciences")), ("rows=often", often)] {
            let (n, chosen) = counted.entry(place).or_insert_with(|| (0, vec![0; choices.len()]));
            *n += 1;
            if let Some(choice) = choices.iter().position(|label| *label == &row[help]) {
                chosen[choice] += 1;
            }
        }
    }
    for ((rows, category), (n, chosen)) in counted {
        let (tab, _) = crosstab(&survey, &view(&survey, rows)).unwrap();
        let row = tab.row_of(category).unwrap();
        assert_eq!(tab.rows[row].n, n, "{rows} {category}");
        assert_eq!(tab.cells[row].iter().map(|cell| cell.count).collect::<Vec<_>>(), chosen, "{rows} {category}");
    }
}

fn view(survey: &Survey, query: &str) -> View {
    let link = query::parse(query, survey);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    link.view
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-11
}

#[test]
fn documentation_is_first_with_73_of_239_and_does_not_differ_from_examples() {
    let survey = dask_2021();
    let view = view(&survey, "");
    let (tab, _) = crosstab(&survey, &view).unwrap();
    assert_eq!(tab.all()[DOCS], Proportion::of(73, 239));
    let ranking = ranking(&survey, &view, &tab);
    assert_eq!(ranking.order[..2], [DOCS, EXAMPLES]);
    assert!(!ranking.apart(DOCS, EXAMPLES));
    let Headline::Leaders { options, base } = Headline::of(&survey, &view, &tab) else {
        panic!("nobody is alone first")
    };
    assert_eq!((options[..2].to_vec(), base), (vec![DOCS, EXAMPLES], 239));
}

#[test]
fn no_option_of_life_scientists_differs_by_more_than_chance() {
    let survey = dask_2021();
    let view = view(&survey, "field=life");
    let (tab, _) = crosstab(&survey, &view).unwrap();
    assert_eq!(Headline::of(&survey, &view, &tab), Headline::NoOrder { base: 23 });
}

#[test]
fn the_order_flips_above_20_4_percent_just_looking() {
    let survey = dask_2021();
    let sensitivity = Sensitivity::of(&survey, &view(&survey, "")).unwrap();
    let points = turning_points(&sensitivity, DOCS, EXAMPLES);
    let Turn::At(looking) = points[0].turn else { panic!("{points:?}") };
    assert_eq!((points[0].category, looking.direction, looking.unheard), (0, Direction::More, (20, 20)));
    assert!(looking.share.is_exact() && looking.at.is_exact());
    assert!(near(looking.share.low, 0.1380753138) && near(looking.at.low, 0.2040185471), "{looking:?}");
    let unreached = unreached(6.0 / 239.0, sensitivity.all.certain.base).unwrap();
    assert!(near(unreached.worst_case, 0.0244897959));
}

#[test]
fn a_what_if_on_either_side_of_the_tipping_share_puts_one_or_the_other_first() {
    let survey = dask_2021();
    // 20.4 % is of the 239 who answered; a what-if weights all 247.
    for (share, first) in [(0.18, DOCS), (0.24, EXAMPLES)] {
        let mut view = view(&survey, "rows=often");
        view.weigh(1, 0, Some(share));
        let (tab, _) = crosstab(&survey, &view).unwrap();
        assert_eq!(ranking(&survey, &view, &tab).order[0], first, "{share}");
    }
}

#[test]
fn leaving_out_occasional_users_puts_examples_first_and_documentation_third() {
    let survey = dask_2021();
    let sensitivity = Sensitivity::of(&survey, &view(&survey, "")).unwrap();
    let occasionally = sensitivity.influences.iter().find(|i| i.category == 1).unwrap();
    assert_eq!(occasionally.rest.certain.order()[..3], [EXAMPLES, PERFORMANCE, DOCS]);
    for (option, share) in [(EXAMPLES, 0.313), (PERFORMANCE, 0.2696), (DOCS, 0.2087)] {
        assert!((occasionally.shifts[option].unwrap().without.low - share).abs() < 5e-4);
    }
    assert_eq!(occasionally.first, First::Changes(Some(EXAMPLES)));
    assert!(sensitivity.hangs_on().any(|i| i.category == 1));
}

#[test]
fn performance_in_the_life_sciences_against_the_rest_is_within_chance() {
    let survey = dask_2021();
    let comparison = Comparison::of(&survey, &view(&survey, "field=life&vs=rest")).unwrap();
    // The reference leaves out the 24 who named no industry: 39 of 192 instead of 40 of 216.
    let performance = comparison.options[PERFORMANCE];
    assert_eq!((performance.here, performance.there), (Proportion::of(8, 23), Proportion::of(40, 216)));
    assert!(!performance.difference.unwrap().is_significant());
}

#[test]
fn its_findings_can_be_pasted() {
    let survey = dask_2021();
    let view = view(&survey, "");
    let (tab, what_if) = crosstab(&survey, &view).unwrap();
    let words = Words::new(Lang::En);
    let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: what_if.as_ref(), words };
    assert_eq!(
        findings.headline(),
        "More documentation (31%, 73 of 239), More examples in my field (28%, 67 of 239) and Performance improvements \
         (20%, 48 of 239) lead and cannot be told apart."
    );
    let sensitivity = Sensitivity::of(&survey, &view).unwrap();
    assert_eq!(
        findings.tipping(&sensitivity)[0],
        "If more than 20.4% of those who answered were in “Just looking for now” (How often they use Dask), against 13.8% \
         now, More examples in my field would come before More documentation. 20 more people answering like them would \
         bring a tie."
    );
    assert_eq!(
        findings.sensitivity(&sensitivity)[0],
        "Without “Occasionally” (How often they use Dask), More examples in my field comes first instead of More \
         documentation."
    );
}
