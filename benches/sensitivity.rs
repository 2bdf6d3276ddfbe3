//! Times of the sensitivity chart, a raking step and the other analyses on a large file: 6,000 classes, 12 options, a
//! field and 6 bias dimensions.
//!
//! `cargo bench --profile dev --bench sensitivity`, after `make build`: in a real browser, from the reader's step to the
//! painted frame. Fails when the 95th percentile is over one frame. `cargo bench --bench sensitivity -- library` times
//! the functions of the library alone, as native code.

#[path = "../tests/browser/harness/mod.rs"]
mod harness;
mod paint;

use harness::{Page, Site, explore};
use needs_core::sensitivity::{Comparison, Sensitivity, crosstab, reversals, turning_points};
use needs_core::{CrossTab, Survey, View, query};
use paint::{BUDGET, Times};
use std::{hint::black_box, process::ExitCode, time::Instant};

const CLASSES: u64 = 6_000;
const NEEDS: u64 = 12;
const BIASES: u64 = 6;
const CATEGORIES: u64 = 8;
const RUNS: usize = 50;

const STEPS: usize = 60;

/// From the table to the sensitivity chart, with everything below it.
const OPEN_THE_CHART: &str = r#"
const tab = (chart) => document.querySelector(`.tabs input[data-do="chart ${chart}"]`);
tab("table").click();
return () => tab("sensitivity").click();
"#;
/// One step of a slider: one group of one dimension gets another weight.
const MOVE_A_SLIDER: &str = r#"
const slider = document.querySelector('.what-if [data-weigh] input[type=range]');
return () => {
  slider.value = 10 + i % 50;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
};
"#;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "library") {
        library();
        return ExitCode::SUCCESS;
    }
    println!(
        "{:<32} {:>6} {:>15} {:>15} {:>15} {:>15}",
        "step", "times", "paint p50 (ms)", "paint p95 (ms)", "frame p95 (ms)", "all p95 (ms)"
    );
    let mut within = true;
    explore(Site::dist().file("survey.json", large_file()), async |page| {
        for (what, query, step) in [
            ("the sensitivity chart", "chart=sensitivity", OPEN_THE_CHART),
            ("a slider, one dimension", "chart=sensitivity", MOVE_A_SLIDER),
            (
                "a slider, six dimensions",
                "chart=sensitivity&weight=bias1:c2:0.3~bias2:c0:0.02~bias3:c7:0.2~bias4:c1:0.3~bias5:c4:0.5",
                MOVE_A_SLIDER,
            ),
        ] {
            within &= lines(what, &in_browser(page, query, step).await);
        }
    });
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn in_browser(page: &Page, query: &str, step: &str) -> Times {
    page.set_window(1400, 900).await;
    page.open(&format!("?data=survey.json&{query}")).await;
    page.wait_for("document.querySelector('.what-if')").await;
    page.run("document.querySelector('.what-if').open = true;", &[]).await;
    paint::measure(page, step, STEPS).await
}

/// Prints a line; returns whether it is within the budget.
fn lines(what: &str, times: &Times) -> bool {
    let Times { count, p50, p95, frame, all } = times;
    let within = *count > 0 && *p95 <= BUDGET;
    let over = if within { "" } else { "  OVER BUDGET" };
    println!("{what:<32} {count:>6} {p50:>15.1} {p95:>15.1} {frame:>15.1} {all:>15.1}{over}");
    within
}

/// Native times of the library's functions.
fn library() {
    let survey = large();
    let view = |query: &str| query::parse(query, &survey).view;
    let everybody = view("");
    let most = view("field=-c0&bias1=-c1&vs=rest");
    let one = view("weight=bias0:c0:0.4");
    let six = view(
        "weight=bias0:c0:0.4~bias0:c1:0.05~bias1:c2:0.3~bias2:c0:0.02~bias3:c7:0.2~bias4:c1:0.3~bias4:c2:0.3~bias5:c4:0.5",
    );
    let against = view("weight=bias0:c0:0.9999~bias1:c0:0.0001");
    time("cross-tabulation", || black_box(CrossTab::of(&survey, &everybody)).is_ok());
    time("sensitivity, everybody", || black_box(Sensitivity::of(&survey, &everybody)).is_ok());
    time("sensitivity, filtered", || black_box(Sensitivity::of(&survey, &most)).is_ok());
    let sensitivity = Sensitivity::of(&survey, &everybody).unwrap();
    time("turning points of two needs", || !black_box(turning_points(&sensitivity, 0, 1)).is_empty());
    time("what-if, one target", || black_box(crosstab(&survey, &one)).is_ok());
    time("what-if, six dimensions", || black_box(crosstab(&survey, &six)).is_ok());
    time("what-if, extreme", || black_box(crosstab(&survey, &against)).is_ok());
    time("comparison", || black_box(Comparison::of(&survey, &most)).is_ok());
    time("reversals, all pairs of fields", || black_box(reversals(&survey, &everybody, 5)).len() < 99);
}

/// Prints the median and the slowest of `RUNS`.
fn time(what: &str, run: impl Fn() -> bool) {
    let mut took: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            assert!(run(), "{what} gives a result");
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    took.sort_by(f64::total_cmp);
    println!("{what:32} {:7.2} ms (slowest {:.2})", took[RUNS / 2], took[RUNS - 1]);
}

fn large() -> Survey {
    let survey = Survey::read(large_file().as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(View::of(&survey).rows, survey.field);
    survey
}

/// A made-up file; in one class of ten one dimension is generalized.
fn large_file() -> String {
    let mut state = 1_u64;
    let mut below = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let list = |name: &str, n: u64| {
        (0..n).map(|i| format!(r#"{{"id":"{name}{i}","label":"{name} {i}"}}"#)).collect::<Vec<_>>().join(",")
    };
    let mut dimensions = format!(r#"{{"id":"field","role":"field","label":"Field","categories":[{}]}}"#, list("c", 12));
    let mut header = r#""field""#.to_owned();
    for b in 0..BIASES {
        let categories = list("c", CATEGORIES);
        dimensions += &format!(r#",{{"id":"bias{b}","role":"bias","label":"B","categories":[{categories}]}}"#);
        header += &format!(r#","bias{b}""#);
    }
    header += r#","n","q.asked","q.answered""#;
    (0..NEEDS).for_each(|i| header += &format!(r#","q.n{i}""#));
    let mut rows = format!("[{header}]");
    let mut published = 0;
    for _ in 0..CLASSES {
        let n = 5 + below(20);
        let answered = n - below(3);
        published += n;
        let generalized = below(10 * BIASES);
        let field = below(12);
        let mut row = format!("[{field}]");
        for b in 0..BIASES {
            let c = (below(CATEGORIES) + field * u64::from(b < 2)) % CATEGORIES;
            let label = if b == generalized { format!(",[{c},{}]", (c + 1) % CATEGORIES) } else { format!(",[{c}]") };
            row += &label;
        }
        row += &format!(",{n},{n},{answered}");
        (0..NEEDS).for_each(|_| row += &format!(",{}", below(answered + 1)));
        rows += &format!(",[{row}]");
    }
    format!(
        r#"{{"profile":"needs-by-field","profile_version":"1.0.0","name":"large","title":"Large",
        "respondents":{{"received":{published},"consented":{published},"published":{published}}},
        "privacy":{{"model":"joint","k":5,"smallest_class":5}},"dimensions":[{dimensions}],
        "questions":[{{"id":"q","kind":"multiple","text":"?","choices":[{}]}}],
        "resources":[{{"name":"classes","type":"table","data":[{rows}]}}]}}"#,
        list("n", NEEDS)
    )
}
