//! `?data=`: from where results are read, and what is refused, in words.

use crate::{
    harness::{Page, Site, Speed, explore},
    publish::{sample, sample_bytes, site},
};
use serde_json::json;
use std::time::Duration;

const REFUSED: &str = "only https addresses, files of this site, and http on this machine are read";
const NO_ANSWER: &str = "no answer; the server may be down, may lead on to an address that is not https, or does not allow other sites to read the file (CORS)";

/// Opens the page with data from there, and sees why it does not show them.
async fn is_told(page: &Page, address: &str, why: &str) {
    page.open(&format!("?data={}", address.replace('&', "%26"))).await;
    page.see_text_in("#failed", why).await;
    page.see_text_in("#failed", "could not be loaded").await;
}

/// The sample under another title, served on another port of this machine.
fn elsewhere() -> Site {
    let mut file: serde_json::Value = serde_json::from_slice(&sample_bytes()).expect("JSON");
    file["title"] = json!("From elsewhere");
    Site::of(env!("CARGO_TARGET_TMPDIR")).file("results.json", serde_json::to_vec(&file).expect("JSON"))
}

#[test]
fn data_from_elsewhere_than_the_web_are_refused() {
    explore(site(), async |page| {
        for address in [
            "javascript:alert(1)",
            "data:application/json,{}",
            "file:///etc/passwd",
            "blob:null/1",
            "ftp://example.org/a",
        ] {
            is_told(page, address, REFUSED).await;
        }
        is_told(page, "https://", "this is not an address").await;
        is_told(page, "nothing-there.json", "the server answered with status 404").await;
    });
}

#[test]
fn data_over_http_from_another_machine_are_not_even_asked_for() {
    let other = elsewhere().header("Access-Control-Allow-Origin", "*").start();
    let address = other.url("results.json").replace("127.0.0.1", "elsewhere.example");
    explore(Site::dist(), async |page| {
        is_told(page, &address, REFUSED).await;
        assert!(other.requests().is_empty(), "{:?}", other.requests());
    });
}

#[test]
fn a_redirect_to_where_data_are_not_read_from_is_refused() {
    let other = elsewhere().header("Access-Control-Allow-Origin", "*").start();
    let away = other.url("results.json").replace("127.0.0.1", "elsewhere.example");
    let lead =
        |site: Site| site.redirect("to-file", "file:///etc/passwd").redirect("to-data", "data:application/json,{}");
    explore(lead(Site::dist()).redirect("to-http", &away), async |page| {
        is_told(page, "to-http", REFUSED).await;
        assert_eq!(other.requests(), ["/results.json"], "the browser followed, the page refused");
        // These are refused by the browser itself.
        is_told(page, "to-file", NO_ANSWER).await;
        is_told(page, "to-data", NO_ANSWER).await;
    });
    // A published site's policy does not let the browser follow.
    explore(site().redirect("to-http", &away), async |page| {
        is_told(page, "to-http", NO_ANSWER).await;
        assert_eq!(other.requests().len(), 1);
    });
}

#[test]
fn another_site_must_allow_its_data_to_be_read() {
    let closed = elsewhere().start();
    let open = elsewhere().header("Access-Control-Allow-Origin", "*").start();
    explore(site().redirect("moved.json", &open.url("results.json")), async |page| {
        is_told(page, &closed.url("results.json"), NO_ANSWER).await;
        for address in [open.url("results.json"), "moved.json".to_owned()] {
            page.open(&format!("?data={address}")).await;
            page.see_text_in("h1", "From elsewhere").await;
        }
    });
}

#[test]
fn more_than_50_mb_are_refused_whether_their_length_is_known_or_not() {
    let large = vec![b' '; 50_000_001];
    explore(site().file("large.json", large.clone()), async |page| {
        is_told(page, "large.json", "it is larger than 50 MB").await;
    });
    // With an encoding the length says nothing about what arrives: it is counted.
    let counted = Site::of(env!("CARGO_TARGET_TMPDIR"))
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Expose-Headers", "Content-Encoding")
        .header("Content-Encoding", "identity")
        .file("large.json", large)
        .start();
    explore(site(), async |page| {
        is_told(page, &counted.url("large.json"), "it is larger than 50 MB").await;
    });
}

#[test]
fn what_does_not_arrive_in_time_is_given_up() {
    // The page's own patience, two minutes, made shorter where it asks the browser for it.
    let hurry = "const timeout = AbortSignal.timeout.bind(AbortSignal);
                 AbortSignal.timeout = (patience) => { window.patience = patience; return timeout(patience / 200); };";
    let never = Speed { delay: Duration::from_secs(8), bytes_per_second: None };
    let trickle = Speed { delay: Duration::ZERO, bytes_per_second: Some(100) };
    let slow = site().file("never.json", sample_bytes()).slow("never.json", never);
    explore(slow.file("trickle.json", sample_bytes()).slow("trickle.json", trickle), async |page| {
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": hurry })).await;
        for name in ["never.json", "trickle.json"] {
            is_told(page, name, "it did not arrive within two minutes").await;
            assert_eq!(page.run("return window.patience;", &[]).await, 120_000);
        }
        // The picture of the published survey stays beneath the message.
        assert!(page.text("h1").await.contains(&sample().about.title));
    });
}
