//! A published site without a network: what was open once can be read on, and is never older than it need be.

use crate::{
    harness::{Page, Site, explore},
    numbers::shown,
    publish::{publish_bytes, sample, sample_bytes, site},
};
use needs_publish::Options;
use serde_json::json;
use std::{fs, path::Path};

const RUNS: &str = "!document.getElementById('boot') && document.querySelector('table.numbers')";

/// Opens the page and waits until all of this edition is kept.
async fn open_and_keep(page: &Page) {
    page.set_window(1400, 900).await;
    page.open("").await;
    page.wait_for(RUNS).await;
    page.wait_for("navigator.serviceWorker.controller").await;
}

#[test]
fn page_views_and_named_views_work_without_a_network() {
    explore(site(), async |page| {
        open_and_keep(page).await;
        let everybody = shown(page).await;
        page.site.stop();
        page.go_to("about:blank").await;
        page.open("?region=-north-america").await;
        page.wait_for(RUNS).await;
        let filtered = shown(page).await;
        assert_ne!(filtered, everybody);
        page.click(".chips [data-do='clear region']").await;
        page.wait_for("location.search === ''").await;
        assert_eq!(shown(page).await, everybody);
        let survey = sample();
        let named = survey.views().first().expect("the sample has a named view");
        page.open(&format!("view/{}/", named.id)).await;
        page.wait_for(RUNS).await;
        assert_eq!(page.address().await, format!("?{}", named.query));
        // What needs the network says so.
        page.open("?data=other.json").await;
        page.see_text_in("#failed", "no answer; the server may be down").await;
    });
}

#[test]
fn a_new_edition_is_shown_at_once_and_kept_for_readers_without_a_network() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("editions-{}", std::process::id()));
    let first = sample_bytes();
    let mut second: serde_json::Value = serde_json::from_slice(&first).expect("JSON");
    second["title"] = json!("The second edition");
    let second = serde_json::to_vec(&second).expect("JSON");
    publish_bytes(&directory, &first, &Options::default());
    explore(Site::of(&directory), async |page| {
        open_and_keep(page).await;
        page.see_text_in("h1", &sample().about.title).await;
        let kept = "return caches.keys().then((names) => names.join());";
        let before = page.run(kept, &[]).await;

        publish_bytes(&directory, &second, &Options::default());
        page.reload().await;
        page.wait_for(RUNS).await;
        page.see_text_in("h1", "The second edition").await;
        // The page asks whether its worker is the newest; the new one replaces what the old one kept.
        page.wait_for(&format!(
            "(window.kept ??= setInterval(async () => {{ window.names = (await caches.keys()).join(); }}, 50)) && \
             window.names && window.names !== {before} && !window.names.includes(',')"
        ))
        .await;
        page.site.stop();
        page.go_to("about:blank").await;
        page.open("").await;
        page.wait_for(RUNS).await;
        page.see_text_in("h1", "The second edition").await;
    });
    fs::remove_dir_all(&directory).expect("written here");
}
