//! Studio with many answers, in a real browser: until a file is recognized, until the meter tells what an edit does, and from
//! typing to the painted frame while the worker is at it.
//!
//! `cargo bench --profile dev --bench studio`, after `make build`. Fails when one is over its budget.

#[path = "../tests/browser/harness/mod.rs"]
mod harness;

use harness::{Page, Site, explore};
use std::{fmt::Write, fs, process::ExitCode};

const COLUMNS: usize = 70;
/// Categories of the dimensions, which are the first columns.
const DIMENSIONS: [u64; 6] = [12, 8, 6, 5, 4, 3];
/// Respondents, milliseconds until the file is recognized, and until the meter has followed an edit.
const CASES: [(usize, f64, f64); 2] = [(10_000, 2_000.0, 1_000.0), (100_000, 10_000.0, 3_000.0)];
/// Milliseconds from a letter to the painted frame, 95th percentile.
const TYPING: f64 = 50.0;

/// Notes when a file was chosen and when it was recognized.
const WATCH_FILE: &str = "globalThis.times = {};
    document.querySelector('#file').addEventListener('change', () => times.chosen = performance.now(), { capture: true });
    const look = () => {
      if (document.querySelector('#step-gives[aria-current]')) times.recognized = performance.now();
      else requestAnimationFrame(look);
    };
    look();";

/// Types a letter every 40 ms, and gives the 95th percentile until it is painted, and the time from the last letter until the
/// meter has followed.
const TYPE: &str = r"const done = arguments[0];
    (async () => {
      const title = document.querySelector('#title');
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const channel = new MessageChannel();
      const painted = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
      const times = [];
      let last = 0;
      for (let i = 0; i < 60; i++) {
        last = performance.now();
        title.value += 'x';
        title.dispatchEvent(new Event('input', { bubbles: true }));
        await frame();
        await painted();
        times.push(performance.now() - last);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      const follows = () => document.querySelector('.meter[data-pending=false]');
      while (!follows()) await frame();
      // One edit by itself: what the meter needs is not what was left of the letters before.
      const start = performance.now();
      title.value += '.';
      title.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      while (!follows()) await frame();
      const meter = performance.now() - start;
      times.sort((a, b) => a - b);
      done([times[Math.floor(times.length * 0.95)], meter]);
    })();";

fn main() -> ExitCode {
    println!("{:>12} {:>16} {:>16} {:>22}", "respondents", "recognized (ms)", "meter (ms)", "typing, p95 (ms)");
    let mut within = true;
    for (respondents, recognized, meter) in CASES {
        explore(Site::dist(), async |page| {
            let (told, followed, typed) = measure(page, respondents).await;
            let over = told > recognized || followed > meter || typed > TYPING;
            within &= !over;
            let verdict = if over { "  OVER BUDGET" } else { "" };
            println!("{respondents:>12} {told:>16.0} {followed:>16.0} {typed:>22.1}{verdict}");
        });
    }
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(page: &Page, respondents: usize) -> (f64, f64, f64) {
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("answers.csv");
    fs::write(&file, answers(respondents)).expect("written");
    page.set_window(1400, 900).await;
    page.open("studio/").await;
    page.wait_for("document.querySelector('#file')").await;
    page.run(WATCH_FILE, &[]).await;
    page.enter("#file", file.to_str().expect("text")).await;
    page.wait_for("times.recognized").await;
    let recognized = page.run("return times.recognized - times.chosen", &[]).await;
    page.wait_for("document.querySelector('#meter-k, #meter-problem')").await;
    page.click("#step-about").await;
    page.wait_for("document.querySelector('#title')").await;
    let typed = page.run_async(TYPE, &[]).await;
    let problem = page.run("return document.querySelector('#meter-problem')?.textContent ?? ''", &[]).await;
    assert_eq!(problem, "", "what was measured was refused");
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    (number(&recognized), number(&typed[1]), number(&typed[0]))
}

/// Made-up answers, the same everywhere: dimensions, ratings, and questions of one and of several answers.
fn answers(respondents: usize) -> String {
    const LEVELS: [&str; 4] = ["Very useful", "Useful", "Hardly useful", "Not useful"];
    let mut text = String::new();
    for column in 0..COLUMNS {
        let comma = if column == 0 { "" } else { "," };
        let name = match column {
            0 => "Field".to_owned(),
            _ if column < DIMENSIONS.len() => format!("Group {column}"),
            _ if column < 50 => format!("How useful is this? [Tool {column}]"),
            _ => format!("What about matter {column}?"),
        };
        let _ = write!(text, "{comma}{name}");
    }
    let mut seed = 1_u64;
    let mut below = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for _ in 0..respondents {
        text.push('\n');
        for column in 0..COLUMNS {
            if column > 0 {
                text.push(',');
            }
            let _ = match (column, DIMENSIONS.get(column)) {
                (_, Some(&categories)) => write!(text, "Category {column}.{}", below(categories)),
                (..50, None) => write!(text, "{}", LEVELS[below(4) as usize]),
                (..60, None) => write!(text, "Answer {}", below(6)),
                (_, None) => write!(text, "Choice {};Choice {}", below(4), 4 + below(4)),
            };
        }
    }
    text
}
