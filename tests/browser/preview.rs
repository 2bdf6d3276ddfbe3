//! A results file of the author's own, opened or dropped on the page: shown here, sent nowhere.

use crate::{
    access::unfold_filters,
    harness::{Page, Site, visit},
    numbers::shown,
    publish::{sample, site},
};
use std::path::Path;

const RUNS: &str = "!document.getElementById('boot') && document.querySelector('table.numbers')";

/// The example of the documentation.
fn example() -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("in the repository").join("docs/example-results.json");
    std::fs::read_to_string(path).expect("the example")
}

async fn open(page: &Page, query: &str) {
    page.set_window(1400, 900).await;
    page.open(query).await;
    page.wait_for(RUNS).await;
}

/// Drops a file of this name and content, repeated so often, on the page.
async fn drop_file(page: &Page, name: &str, content: &str, times: u32) {
    page.run(
        "const [name, content, times] = arguments;
         const dropped = new DataTransfer();
         dropped.items.add(new File(Array(times).fill(content), name, { type: 'application/json' }));
         for (const kind of ['dragover', 'drop']) {
           const event = new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true });
           document.querySelector('#page').dispatchEvent(event);
           if (!event.defaultPrevented) throw new Error(`the browser would open the file itself on ${kind}`);
         }",
        &[name.into(), content.into(), times.into()],
    )
    .await;
}

#[test]
fn a_file_that_is_chosen_is_shown_and_back_leads_to_the_survey() {
    visit(site(), async |page| {
        open(page, "?region=-north-america").await;
        let survey = shown(page).await;
        page.run("document.querySelector('[data-panel=open] > summary').click();", &[]).await;
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("in the repository")
            .join("docs/example-results.json");
        page.enter("#open-file", &path.to_string_lossy()).await;
        page.see_text_in("h1", "A small survey").await;
        page.see_text_in("#failed", "example-results.json was read in this browser and not uploaded").await;
        assert_eq!(page.address().await, "?region=-north-america", "the address is still that of the survey");
        let links = "[...document.querySelectorAll('[data-do=copy-link], [data-panel=embed], [data-panel=cite]')]\
                     .filter((e) => e.getClientRects().length).length";
        assert_eq!(page.run(&format!("return {links};"), &[]).await, 0, "nobody else sees a preview");
        page.click("#failed button").await;
        page.see_text_in("h1", &sample().about.title).await;
        page.wait_for(RUNS).await;
        assert_eq!(shown(page).await, survey);
    });
}

#[test]
fn a_file_that_is_dropped_is_filtered_as_the_survey_is_and_never_sent() {
    visit(site(), async |page| {
        open(page, "").await;
        let asked = page.site.requests().len();
        for round in 0..2 {
            // A second preview takes the place of the first.
            let title = format!("Preview {round}");
            drop_file(page, "mine.json", &example().replacen("A small survey", &title, 1), 1).await;
            page.see_text_in("h1", &title).await;
            let everybody = shown(page).await;
            unfold_filters(page).await;
            page.click("[data-dimension=region] [data-do^=without]").await;
            page.wait_for("document.querySelector('[data-dimension=region] .reset')").await;
            assert_ne!(shown(page).await, everybody);
            // Whatever the survey listened to does not bring it back.
            page.set_window(1300 - round, 900).await;
            unfold_filters(page).await;
            page.click("[data-dimension=region] .reset").await;
            page.wait_for("!document.querySelector('[data-dimension=region] .reset')").await;
            assert_eq!(shown(page).await, everybody);
            page.see_text_in("h1", &title).await;
        }
        let sent: Vec<String> = page.site.requests()[asked..].to_vec();
        assert!(sent.iter().all(|path| path.ends_with("sw.js") || !path.contains("mine")), "{sent:?}");
        page.go_back().await;
        page.see_text_in("h1", &sample().about.title).await;
    });
}

#[test]
fn a_file_that_is_no_results_file_is_refused_in_words_and_nothing_changes() {
    visit(site(), async |page| {
        open(page, "").await;
        let survey = shown(page).await;
        let broken = example().replacen("\"published\": 48", "\"published\": 47", 1);
        for (name, content, times, message) in [
            (
                "holiday.png",
                "\u{1}PNG",
                1,
                "holiday.png is not a results file that this page can show: line 1, column 1",
            ),
            ("old.json", &broken, 1, "the classes hold 48 respondents, not the 47 published"),
            (
                "large.json",
                &" ".repeat(1_000_000),
                51,
                "large.json is not a results file that this page can show: it is larger than 50 MB",
            ),
        ] {
            drop_file(page, name, content, times).await;
            page.see_text_in("#failed", message).await;
            page.click("#failed button").await;
            page.wait_for("document.getElementById('failed').hidden").await;
            page.see_text_in("h1", &sample().about.title).await;
            assert_eq!(shown(page).await, survey);
        }
        unfold_filters(page).await;
        page.click("[data-dimension=region] [data-do^=without]").await;
        page.wait_for("location.search.includes('region=')").await;
        assert_ne!(shown(page).await, survey, "the survey still works");
    });
}

#[test]
fn a_page_without_data_of_its_own_shows_what_is_dropped_on_it() {
    // Missing data are an error in the console; that is not what is looked at here.
    crate::harness::explore(Site::dist().missing("results.json"), async |page| {
        page.open("").await;
        page.see_text_in("#failed", "could not be loaded").await;
        drop_file(page, "mine.json", &example(), 1).await;
        page.see_text_in("h1", "A small survey").await;
        page.see_text_in("#failed", "mine.json was read in this browser").await;
    });
}
