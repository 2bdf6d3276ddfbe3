//! The worker and the network: both may go, and nothing of the author's is lost.

use super::{choose, example, go_to, measured, open};
use crate::harness::{Site, explore};
use std::fs;

/// Lets the test reach the worker that runs.
const REACH_WORKER: &str = "const start = needsStudio.worker;
    needsStudio.worker = () => globalThis.runningWorker = start();";

#[test]
fn studio_starts_without_a_network_after_one_visit() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        page.wait_for("navigator.serviceWorker.controller").await;
        page.site.stop();
        page.go_to("about:blank").await;
        open(page).await;
        page.click("#example").await;
        page.wait_for("document.querySelector('#step-gives[aria-current]')").await;
        measured(page).await;
        page.see_text_in("#meter-k", "No group smaller than 5").await;
    });
}

#[test]
fn after_a_trap_another_worker_goes_on_with_the_same_file_and_codebook() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        page.run(REACH_WORKER, &[]).await;
        choose(page, &example()).await;
        measured(page).await;
        go_to(page, "about").await;
        page.enter("#title", " of a test").await;
        // A message that nothing can be made of: an exception amid the worker's program, which is of no use after it.
        page.run(
            "globalThis.before = runningWorker; runningWorker.postMessage({ id: 0, request: '', page: null })",
            &[],
        )
        .await;
        page.wait_for("runningWorker !== before || document.querySelector('.meter[data-pending=false]')").await;
        page.enter("#title", ", still").await;
        page.wait_for("runningWorker !== before").await;
        measured(page).await;
        page.see_text_in("#meter-k", "No group smaller than 5").await;
        page.wait_for("document.querySelector('#title').value.endsWith(' of a test, still')").await;
    });
}

#[test]
fn what_takes_long_is_stopped_and_goes_on_with_the_next_change() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        let folder = tempfile::tempdir().expect("a directory");
        let mut rows = "Field,Region,Need\n".to_owned();
        for i in 0..150_000 {
            rows += &format!("Field {},Region {},Need {}\n", i % 12, i / 12 % 12, i % 7);
        }
        let file = folder.path().join("many.csv");
        fs::write(&file, rows).expect("written");
        open(page).await;
        choose(page, &file).await;
        page.click("#cancel").await;
        page.see_text_in(".meter .state", "Stopped").await;
        page.wait_for("!document.querySelector('#cancel')").await;
        go_to(page, "about").await;
        page.enter("#title", " and more").await;
        measured(page).await;
        page.see_text_in("#meter-k", "No group smaller than 5").await;
    });
}
