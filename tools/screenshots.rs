//! Takes pictures of the built page: `make screenshots`.

#[path = "../tests/browser/harness/mod.rs"]
mod harness;

use harness::{Site, explore};
use std::path::Path;

const WIDTHS: [u32; 3] = [360, 800, 1400];
/// Every chart, and what stands in its place where there is none.
const CHARTS: [&str; 9] = [
    "?",
    "?question=features",
    "?chart=ranking",
    "?question=features&chart=ranking",
    "?chart=compare&network=not-linked",
    "?chart=sample&network=not-linked",
    "?chart=sensitivity",
    "?chart=table",
    "?region=",
];

fn main() {
    let mut views: Vec<String> = std::env::args().skip(1).collect();
    if views.is_empty() {
        views.extend(CHARTS.map(str::to_owned));
    }
    explore(Site::dist(), async |page| {
        for view in &views {
            for scheme in ["light", "dark"] {
                page.prefer_colors(scheme).await;
                for width in WIDTHS {
                    page.set_window(width, 900).await;
                    page.open(view).await;
                    page.wait_for("!document.getElementById('boot') && !document.querySelector('[aria-busy=true]')")
                        .await;
                    let file = format!("target/screenshots/{}-{width}-{scheme}.png", name(view));
                    page.screenshot(Path::new(&file)).await;
                    println!("{file}");
                }
            }
        }
    });
}

/// A file name from a query: letters and digits stay, everything else becomes one `-`.
fn name(view: &str) -> String {
    let words: Vec<&str> = view.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "page".to_owned() } else { words.join("-") }
}
