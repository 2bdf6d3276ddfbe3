//! Takes pictures of Studio's steps, of the example: `tools/screenshots.sh studio`.

#[path = "../tests/browser/harness/mod.rs"]
mod harness;

use harness::{Site, explore};
use std::path::Path;

const WIDTHS: [u32; 3] = [390, 800, 1400];
const STEPS: [&str; 8] = ["file", "gives", "columns", "answers", "about", "text", "preview", "publish"];

fn main() {
    explore(Site::dist(), async |page| {
        for scheme in ["light", "dark"] {
            page.prefer_colors(scheme).await;
            page.set_window(1400, 900).await;
            page.open("studio/").await;
            page.wait_for("document.querySelector('#file')").await;
            page.screenshot(Path::new(&format!("target/screenshots/studio-start-1400-{scheme}.png"))).await;
            page.click("#example").await;
            page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
            page.wait_for("document.querySelector('#meter-k')").await;
            for step in STEPS {
                page.set_window(1400, 900).await;
                page.click(&format!("#step-{step}")).await;
                match step {
                    "preview" => page.wait_for("document.querySelector('#preview')").await,
                    "publish" => {
                        page.click("#make").await;
                        page.wait_for("document.querySelector('#save-site-zip')").await;
                    }
                    _ => {}
                }
                for width in WIDTHS {
                    page.set_window(width, 900).await;
                    page.run("scrollTo(0, 0)", &[]).await;
                    if step == "preview" {
                        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
                    }
                    let file = format!("target/screenshots/studio-{step}-{width}-{scheme}.png");
                    page.screenshot(Path::new(&file)).await;
                    println!("{file}");
                }
            }
        }
    });
}
