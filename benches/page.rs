//! From a click on a filter to the painted frame, in a real browser, at 300 and at 6,000 classes.
//!
//! `cargo bench --profile dev --bench page`, after `make build`. Fails when the 95th percentile is over one frame, and when there was
//! nothing to measure.

#[path = "../tests/browser/harness/mod.rs"]
mod harness;

use harness::{Page, Site, explore};
use serde_json::{Value, json};
use std::process::ExitCode;

/// One frame at 60 Hz, in milliseconds.
const BUDGET: f64 = 1000.0 / 60.0;
const CLICKS: usize = 200;
/// A filter of the page: one category of one dimension.
const FILTER: &str = ".filters input[type=checkbox]";

/// Clicks one filter after the other, all of them again and again, and gives the milliseconds of each click until its
/// frame is painted, and until the browser asks for the next frame.
///
/// The click comes at the beginning of a frame. What it causes runs before the frame is painted; a message posted
/// then arrives after the paint. So the first number does not wait for the screen and can be below one frame; the
/// second is what a reader waits, in whole frames. A click that changed nothing is no measurement.
const MEASURE: &str = r#"
const [selector, clicks, done] = arguments;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const channel = new MessageChannel();
const painted = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
(async () => {
  const times = [];
  let changes = 0;
  const observer = new MutationObserver((records) => { changes += records.length; });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let i = 0; i < clicks; i++) {
    // Found anew: a page may draw its filters again.
    const boxes = [...document.querySelectorAll(selector)].filter((box) => !box.disabled);
    if (boxes.length === 0) break;
    await frame();
    changes = 0;
    const start = performance.now();
    boxes[Math.floor(i / 2) % boxes.length].click();
    const after = Promise.all([painted().then(() => performance.now()), frame().then(() => performance.now())]);
    const [paint, next] = await after;
    await frame();
    if (changes > 0) times.push([paint - start, next - start]);
  }
  return times;
})().then(done, (error) => done(String(error)));
"#;

fn main() -> ExitCode {
    println!(
        "{:>8} {:>7} {:>16} {:>16} {:>16}",
        "classes", "clicks", "paint p50 (ms)", "paint p95 (ms)", "frame p95 (ms)"
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
    let times = page.run_async(MEASURE, &[FILTER.into(), CLICKS.into()]).await;
    let Some(times) = times.as_array().filter(|times| !times.is_empty()) else {
        println!(
            "{classes:>8} no filter ({FILTER}) that changes the page: {times}; it shows:\n{}",
            page.text("body").await
        );
        return false;
    };
    let column = |i: usize| {
        let mut column: Vec<f64> = times.iter().filter_map(|time| time[i].as_f64()).collect();
        column.sort_by(f64::total_cmp);
        column
    };
    let (paint, frame) = (column(0), column(1));
    let (p50, p95) = (percentile(&paint, 0.5), percentile(&paint, 0.95));
    let over = if p95 > BUDGET { "  OVER BUDGET" } else { "" };
    println!("{classes:>8} {:>7} {p50:>16.1} {p95:>16.1} {:>16.1}{over}", times.len(), percentile(&frame, 0.95));
    p95 <= BUDGET
}

/// The smallest value that at least this part of the sorted values does not exceed (nearest rank).
fn percentile(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() as f64 * part).ceil() as usize).clamp(1, sorted.len()) - 1]
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
