//! From a click on a filter to the painted frame, in a real browser, at 300 and at 6,000 classes; and what a click costs the
//! page's thread in all, in processor time, which does not depend on what else the machine does. That has an aim, no budget.
//!
//! `cargo bench --profile dev --bench page`, after `make build`. Fails when the 95th percentile is over one frame, and when there was
//! nothing to measure.

#[path = "../tests/browser/harness/mod.rs"]
mod harness;
mod paint;

use harness::{Page, Site, explore};
use paint::BUDGET;
use serde_json::{Value, json};
use std::process::ExitCode;

const CLICKS: usize = 200;
/// Milliseconds of the page's thread that a click should cost at most: scripts, layout, painting.
const AIM: f64 = 25.0;
/// A filter of the page: one category of one dimension.
const FILTER: &str = ".filters input[type=checkbox]";

/// One filter after the other, in rounds. Each is looked up every time, because the page may redraw its filters.
const CLICK_A_FILTER: &str = r#"
const boxes = [...document.querySelectorAll(".filters input[type=checkbox]")].filter((box) => !box.disabled);
return boxes.length && (() => boxes[Math.floor(i / 2) % boxes.length].click());
"#;

fn main() -> ExitCode {
    println!(
        "{:>8} {:>7} {:>16} {:>16} {:>16} {:>16} {:>16}",
        "classes", "clicks", "paint p50 (ms)", "paint p95 (ms)", "frame p95 (ms)", "all p95 (ms)", "a click (ms)"
    );
    let mut within = true;
    for (dimensions, classes) in [(&[10, 6, 5][..], 300), (&[10, 6, 5, 10, 2][..], 6_000)] {
        let survey = survey(dimensions).to_string();
        let site = Site::dist().file("survey.json", survey);
        explore(site, async |page| within &= measure(page, classes).await);
    }
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(page: &Page, classes: usize) -> bool {
    page.set_window(1400, 900).await;
    page.open("?data=survey.json").await;
    page.wait_for("!document.getElementById('boot')").await;
    page.wait_for(&format!("document.querySelector('{FILTER}') || document.readyState === 'complete'")).await;
    let before = busy(page).await;
    let times = paint::measure(page, CLICK_A_FILTER, CLICKS).await;
    let each = (busy(page).await - before) / times.count.max(1) as f64;
    if times.count == 0 {
        let shown = page.text("body").await;
        println!("{classes:>8} no filter ({FILTER}) that changes the page; it shows:\n{shown}");
        return false;
    }
    let over = if times.p95 > BUDGET { "  OVER BUDGET" } else { "" };
    let paint::Times { count, p50, p95, frame, all } = times;
    let far = if each > AIM { format!("  over the aim of {AIM} ms a click") } else { String::new() };
    println!("{classes:>8} {count:>7} {p50:>16.1} {p95:>16.1} {frame:>16.1} {all:>16.1} {each:>16.1}{over}{far}");
    p95 <= BUDGET
}

/// Processor time of the page's thread since it was first asked for, in milliseconds.
async fn busy(page: &Page) -> f64 {
    page.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
    let metrics = page.devtools("Performance.getMetrics", json!({})).await;
    let tasks = metrics["metrics"].as_array().into_iter().flatten().find(|metric| metric["name"] == "TaskDuration");
    1000.0 * tasks.and_then(|metric| metric["value"].as_f64()).expect("Chromium measures its tasks")
}

/// A survey with a class for every combination of categories: as many classes as the product of the sizes.
fn survey(sizes: &[usize]) -> Value {
    const NEEDS: usize = 12;
    let dimensions: Vec<Value> = sizes
        .iter()
        .enumerate()
        .map(|(d, size)| {
            let categories: Vec<Value> = (0..*size)
                .map(|c| json!({ "id": format!("c{d}-{c}"), "label": format!("Category {}", c + 1) }))
                .collect();
            let (id, role) = if d == 0 { ("field".to_owned(), "field") } else { (format!("bias-{d}"), "bias") };
            let mut dimension =
                json!({ "id": id, "role": role, "label": format!("Dimension {}", d + 1), "categories": categories });
            if role == "bias" {
                dimension["bias"] = json!({ "note": "Made up to measure." });
            }
            dimension
        })
        .collect();
    let choices: Vec<Value> =
        (0..NEEDS).map(|c| json!({ "id": format!("need-{c}"), "label": format!("Need {}", c + 1) })).collect();

    let mut header: Vec<Value> = dimensions.iter().map(|dimension| dimension["id"].clone()).collect();
    header.extend(["n", "needs.asked", "needs.answered"].map(Value::from));
    header.extend((0..NEEDS).map(|c| Value::from(format!("needs.need-{c}"))));
    let classes: usize = sizes.iter().product();
    let mut table = vec![Value::from(header)];
    let mut respondents = 0;
    for class in 0..classes {
        let mut rest = class;
        let mut row = Vec::new();
        for size in sizes {
            row.push(json!([rest % size]));
            rest /= size;
        }
        let n = 5 + class * 7 % 23;
        respondents += n;
        row.extend([n, n, n].map(Value::from));
        row.extend((0..NEEDS).map(|need| Value::from((class * 31 + need * 17) % (n + 1))));
        table.push(Value::from(row));
    }
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "needs-by-field", "profile_version": "1.0.0",
        "name": format!("classes-{classes}"), "title": format!("{classes} classes"), "version": "1",
        "illustration": true,
        "collected": { "from": "2021-04", "to": "2021-06" },
        "population": "Nobody",
        "respondents": { "received": respondents, "consented": respondents, "published": respondents },
        "privacy": { "model": "joint", "k": 5, "smallest_class": 5, "tool": "made up" },
        "narrative": { "summary": "Made up to measure.", "limitations": "Nobody was asked." },
        "dimensions": dimensions,
        "questions": [{ "id": "needs", "kind": "multiple", "text": "What do you need?", "choices": choices }],
        "resources": [{ "name": "classes", "type": "table", "data": table }],
    })
}
