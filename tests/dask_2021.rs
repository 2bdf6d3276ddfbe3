//! What the Dask 2021 user survey says and how far it leans on who answered, from the raw answers.
//!
//! Reference values: statsmodels, scipy and numpy on `2021-user-survey-results.csv` (dask-examples, BSD-3).
//! The file is not part of this repository; without it these tests say so and pass.
#![cfg(not(target_arch = "wasm32"))]

use needs_core::estimate::Proportion;
use needs_core::headline::{Headline, ranking};
use needs_core::sensitivity::{Comparison, Direction, Sensitivity, crosstab, turning_points, unreached};
use needs_core::{Survey, View, query};
use needs_report::findings::Findings;
use needs_words::{Lang, Words};
use serde_json::{Value, json};

const RAW: &str =
    concat!(concat!(env!("CARGO_MANIFEST_DIR"), "/.."), "/../shared/surveys/dask/2021-user-survey-results.csv");
const DOCS: usize = 0;
const EXAMPLES: usize = 1;
const PERFORMANCE: usize = 2;

/// Field (life sciences or not) x how often they use Dask, k = 1: the answers are public.
fn dask_2021() -> Option<Survey> {
    let Ok(mut raw) = csv::Reader::from_path(RAW) else {
        eprintln!("skipped: {RAW} is not there");
        return None;
    };
    let needs = [
        ("docs", "More documentation"),
        ("examples", "More examples in my field"),
        ("performance", "Performance improvements"),
        ("features", "New features"),
        ("bugs", "Bug fixes"),
    ];
    let often = [("looking", "Just looking for now"), ("occasionally", "Occasionally"), ("daily", "Every day")];
    let headers = raw.headers().unwrap().clone();
    let column = |text: &str| headers.iter().position(|h| h.contains(text)).unwrap();
    let (need, use_of, industry) =
        (column("help you most"), column("How often do you use Dask"), column("What industry"));
    // [field * 3 + often][n, answered, needs...]
    let mut classes = vec![vec![0_u32; 7]; 6];
    let mut published = 0;
    for row in raw.records() {
        let row = row.unwrap();
        let field = usize::from(&row[industry] != "Life sciences");
        let how_often = match &row[use_of] {
            "Just looking for now" => 0,
            "Occasionally" => 1,
            "Every day" | "I use Dask all the time, even when I sleep" => 2,
            other => panic!("{other}"),
        };
        let class = &mut classes[field * 3 + how_often];
        class[0] += 1;
        published += 1;
        if let Some(need) = needs.iter().position(|(_, label)| *label == &row[need]) {
            class[1] += 1;
            class[2 + need] += 1;
        }
    }
    let list =
        |items: &[(&str, &str)]| items.iter().map(|(id, label)| json!({"id": id, "label": label})).collect::<Vec<_>>();
    let mut data = vec![json!([
        "field",
        "often",
        "n",
        "help.asked",
        "help.answered",
        "help.docs",
        "help.examples",
        "help.performance",
        "help.features",
        "help.bugs"
    ])];
    for (i, class) in classes.iter().enumerate() {
        let mut row = vec![json!([i / 3]), json!([i % 3]), json!(class[0]), json!(class[0])];
        row.extend(class[1..].iter().map(|n| json!(n)));
        data.push(Value::Array(row));
    }
    let smallest = classes.iter().map(|c| c[0]).min().unwrap();
    let file = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "profile": "needs-by-field",
        "profile_version": "1.0.0", "name": "dask-2021", "title": "Dask user survey 2021",
        "respondents": {"received": published, "consented": published, "published": published},
        "privacy": {"model": "joint", "k": 1, "smallest_class": smallest},
        "dimensions": [
            {"id": "field", "role": "field", "label": "Industry",
             "categories": list(&[("life", "Life sciences"), ("other", "Other")])},
            {"id": "often", "role": "bias", "label": "How often they use Dask", "categories": list(&often),
             "bias": {"note": "Who answers knows Dask.", "over": ["daily"], "targets": {"looking": 0.3}}}],
        "questions": [{"id": "help", "kind": "single", "text": "Which would help you most right now?",
                       "choices": list(&needs)}],
        "resources": [{"name": "classes", "type": "table", "data": data}]
    });
    Some(Survey::read(file.to_string().as_bytes()).unwrap_or_else(|e| panic!("{e}")))
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
fn documentation_is_first_with_73_of_239_and_cannot_be_told_from_examples() {
    let Some(survey) = dask_2021() else { return };
    let view = view(&survey, "");
    let (tab, _) = crosstab(&survey, &view).unwrap();
    assert_eq!(tab.all()[DOCS], Proportion::of(73, 239));
    let ranking = ranking(&survey, &view, &tab);
    assert_eq!(ranking.order[..2], [DOCS, EXAMPLES]);
    assert!(!ranking.apart(DOCS, EXAMPLES));
    let Headline::Leaders { needs, base } = Headline::of(&survey, &view, &tab) else { panic!("nobody is alone first") };
    assert_eq!((needs[..2].to_vec(), base), (vec![DOCS, EXAMPLES], 239));
}

#[test]
fn life_scientists_cannot_tell_any_need_apart() {
    let Some(survey) = dask_2021() else { return };
    let view = view(&survey, "field=life");
    let (tab, _) = crosstab(&survey, &view).unwrap();
    assert_eq!(Headline::of(&survey, &view, &tab), Headline::NoOrder { base: 23 });
}

#[test]
fn the_order_flips_above_20_4_percent_just_looking() {
    let Some(survey) = dask_2021() else { return };
    let sensitivity = Sensitivity::of(&survey, &view(&survey, "")).unwrap();
    let points = turning_points(&sensitivity, DOCS, EXAMPLES);
    let looking = points[0].tipping.unwrap();
    assert_eq!((points[0].category, looking.direction, looking.unheard), (0, Direction::More, 20));
    assert!(near(looking.share, 0.1380753138) && near(looking.tipping_share, 0.2040185471), "{looking:?}");
    let unreached = unreached(6.0 / 239.0, sensitivity.all.base).unwrap();
    assert!(near(unreached.worst_case, 0.0244897959));
}

#[test]
fn a_what_if_on_either_side_of_the_tipping_share_puts_one_or_the_other_first() {
    let Some(survey) = dask_2021() else { return };
    // 20.4 % is of the 239 who answered; a what-if weights all 247.
    for (share, first) in [(0.18, DOCS), (0.24, EXAMPLES)] {
        let mut view = view(&survey, "");
        view.weigh(1, 0, Some(share));
        let (tab, _) = crosstab(&survey, &view).unwrap();
        assert_eq!(ranking(&survey, &view, &tab).order[0], first, "{share}");
    }
}

#[test]
fn leaving_out_occasional_users_puts_examples_first_and_documentation_third() {
    let Some(survey) = dask_2021() else { return };
    let sensitivity = Sensitivity::of(&survey, &view(&survey, "")).unwrap();
    let occasionally = sensitivity.influences.iter().find(|i| i.category == 1).unwrap();
    assert_eq!(occasionally.order[..3], [EXAMPLES, PERFORMANCE, DOCS]);
    for (need, share) in [(EXAMPLES, 0.313), (PERFORMANCE, 0.2696), (DOCS, 0.2087)] {
        assert!((occasionally.shifts[need].unwrap().without - share).abs() < 5e-4);
    }
    assert!(occasionally.first_changes && sensitivity.hangs_on().any(|i| i.category == 1));
}

#[test]
fn performance_in_the_life_sciences_against_the_rest_is_within_chance() {
    let Some(survey) = dask_2021() else { return };
    let comparison = Comparison::of(&survey, &view(&survey, "field=life&vs=rest")).unwrap();
    // The reference leaves out the 24 who named no industry: 39 of 192 instead of 40 of 216.
    let performance = comparison.needs[PERFORMANCE];
    assert_eq!((performance.here, performance.there), (Proportion::of(8, 23), Proportion::of(40, 216)));
    assert!(!performance.difference.unwrap().is_told_apart());
}

#[test]
fn its_findings_can_be_pasted() {
    let Some(survey) = dask_2021() else { return };
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
        "If more than 20.4% were in “Just looking for now” (How often they use Dask), against 13.8% in this sample, \
         More examples in my field would come before More documentation. 20 more people answering like them would \
         bring a tie."
    );
    assert_eq!(
        findings.sensitivity(&sensitivity)[0],
        "Without “Occasionally” (How often they use Dask), More examples in my field comes first instead of More \
         documentation."
    );
}
