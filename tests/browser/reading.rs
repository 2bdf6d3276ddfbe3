//! The steps of a reader: filtering, going back, following links, reading without a mouse.

use crate::access::unfold_filters;
use crate::harness::{Page, Site, Speed, explore, visit};
use crate::numbers::{sample, shown};
use fantoccini::key::Key;
use std::time::Duration;

/// Opens the page behind a query, with all filters unfolded, and waits for its numbers.
async fn open(page: &Page, query: &str) {
    page.set_window(1400, 900).await;
    page.open(query).await;
    page.wait_for("document.querySelector('table.numbers')").await;
    unfold_filters(page).await;
}

async fn status(page: &Page) -> String {
    page.run("return document.getElementById('status').textContent;", &[]).await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_filter_is_in_the_address_and_back_forward_and_reload_restore_it() {
    visit(Site::dist(), async |page| {
        open(page, "").await;
        let everyone = shown(page).await;
        page.click("[data-dimension=region] [data-do^=without]").await;
        page.wait_for("location.search.includes('region=')").await;
        let filtered = shown(page).await;
        assert_ne!(filtered, everyone);
        page.reload().await;
        page.wait_for("document.querySelector('table.numbers')").await;
        assert_eq!(shown(page).await, filtered);
        page.go_back().await;
        page.wait_for("location.search === ''").await;
        page.wait_for("!document.querySelector('[data-dimension=region] .reset')").await;
        assert_eq!(shown(page).await, everyone);
        page.go_forward().await;
        page.wait_for("document.querySelector('[data-dimension=region] .reset')").await;
        assert_eq!(shown(page).await, filtered);
    });
}

#[test]
fn a_mangled_link_still_shows_the_page_and_says_so() {
    visit(Site::dist(), async |page| {
        open(page, "?chart=pie&region=atlantis&utm_source=x&%E0%A4%A&field=-&sort=by-luck").await;
        page.see_text("parts of this link were not understood").await;
        page.see_text("chart=pie").await;
        page.see_text("region=atlantis").await;
        assert!(!page.text("#notices").await.contains("utm_source"));
        page.click(".problems button").await;
        page.wait_for("!document.querySelector('.problems')").await;
    });
}

#[test]
fn a_change_is_announced_to_those_who_do_not_see_it() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open(page, "").await;
        assert_eq!(status(page).await, "", "the view that the page opens with is not a change");
        page.click("[data-dimension=region] [data-do^=only]").await;
        page.wait_for("document.getElementById('status').textContent").await;
        let message = status(page).await;
        assert!(
            message.contains(&format!("of {} respondents; chosen most: ", survey.about.respondents.published)),
            "{message}"
        );
    });
}

#[test]
fn a_view_of_nobody_says_so_and_offers_a_way_out() {
    visit(Site::dist(), async |page| {
        open(page, "?region=").await;
        page.see_text("Nobody is in this view.").await;
        page.click(".empty [data-do=clear-all]").await;
        page.wait_for("!document.querySelector('.empty')").await;
        page.wait_for("location.search === ''").await;
    });
}

#[test]
fn the_page_speaks_german_when_asked() {
    visit(Site::dist(), async |page| {
        open(page, "?lang=de").await;
        page.see_text_in(".filters summary", "Filter").await;
        page.see_text("Befragte").await;
        page.wait_for("document.documentElement.lang === 'de'").await;
    });
}

#[test]
fn a_theme_is_chosen_and_kept_in_the_address() {
    visit(Site::dist(), async |page| {
        open(page, "?theme=dark").await;
        page.wait_for("document.documentElement.dataset.theme === 'dark'").await;
        page.wait_for("document.querySelector('[data-do=theme]').value === 'dark'").await;
    });
}

#[test]
fn a_link_made_on_other_data_says_that_they_changed() {
    visit(Site::dist(), async |page| {
        open(page, "?v=00000000").await;
        page.see_text("The data have changed since this link was made").await;
        let survey = sample();
        open(page, &format!("?v={}", survey.fingerprint)).await;
        page.wait_for("!document.querySelector('.outdated')").await;
    });
}

#[test]
fn the_marks_of_a_chart_are_walked_with_the_arrow_keys() {
    visit(Site::dist(), async |page| {
        open(page, "").await;
        page.run("document.querySelector('.marks [tabindex=\"0\"]').focus();", &[]).await;
        let at = "document.activeElement.dataset";
        page.wait_for(&format!("{at}.row === '0' && {at}.column === '0'")).await;
        page.press(Key::Right).await;
        page.press(Key::Down).await;
        page.wait_for(&format!("{at}.row === '1' && {at}.column === '1'")).await;
        page.wait_for("!document.getElementById('tooltip').hidden").await;
        page.wait_for("document.activeElement.getAttribute('aria-label').length > 20").await;
        page.press(Key::Home).await;
        page.wait_for(&format!("{at}.column === '0'")).await;
        page.press(Key::Escape).await;
        page.wait_for("document.getElementById('tooltip').hidden").await;
        page.wait_for("document.querySelectorAll('.marks [tabindex=\"0\"]').length === 1").await;
    });
}

#[test]
fn a_column_is_sorted_by_its_button_which_keeps_the_focus() {
    visit(Site::dist(), async |page| {
        open(page, "?chart=table").await;
        page.run("document.querySelectorAll('thead button')[2].focus();", &[]).await;
        page.press(Key::Enter).await;
        page.wait_for("document.querySelectorAll('thead th')[2].getAttribute('aria-sort') === 'descending'").await;
        page.wait_for("document.activeElement === document.querySelectorAll('thead button')[2]").await;
        page.wait_for("location.search.includes('sort=by-')").await;
    });
}

#[test]
fn a_category_toggled_by_keyboard_keeps_the_focus_and_the_folds() {
    visit(Site::dist(), async |page| {
        open(page, "").await;
        let script = "const field = document.querySelector('[data-dimension=field]'); field.open = true; \
                      field.querySelector('input').focus();";
        page.run(script, &[]).await;
        page.press(Key::Space).await;
        page.wait_for("location.search.includes('field=')").await;
        page.wait_for(
            "document.activeElement.matches('[data-dimension=field] input') && !document.activeElement.checked",
        )
        .await;
        page.wait_for("document.querySelector('[data-dimension=field]').open").await;
    });
}

#[test]
fn nothing_is_wider_than_a_narrow_phone() {
    visit(Site::dist(), async |page| {
        for width in [320, 360, 800] {
            open(page, "").await;
            page.set_window(width, 800).await;
            page.wait_for("document.documentElement.scrollWidth <= innerWidth").await;
        }
    });
}

#[test]
fn results_that_are_not_there_are_reported_with_what_to_do() {
    explore(Site::dist().missing("results.json"), async |page| {
        page.open("").await;
        page.see_text("The results could not be loaded").await;
        page.see_text("status 404").await;
        page.find("#failed .retry").await;
    });
}

#[test]
fn results_that_do_not_hold_are_reported_with_the_place() {
    let broken = r#"{"profile": "needs-by-field", "profile_version": "1.0.0", "name": 7}"#;
    explore(Site::dist().file("broken.json", broken), async |page| {
        page.open("?data=broken.json").await;
        page.see_text("The results file cannot be read").await;
        page.see_text("name: a text belongs here, not 7").await;
        page.see_text("respondents: this is missing; an object belongs here").await;
    });
}

#[test]
fn addresses_that_must_not_be_read_are_refused_in_words() {
    visit(Site::dist(), async |page| {
        for address in
            ["javascript:alert(1)", "data:application/json,{}", "file:///etc/passwd", "http://example.org/x.json"]
        {
            page.open(&format!("?data={address}")).await;
            page.see_text("only https addresses").await;
        }
    });
}

#[test]
fn what_has_arrived_of_the_results_is_shown() {
    let speed = Speed { delay: Duration::ZERO, bytes_per_second: Some(40_000) };
    visit(Site::dist().slow("results.json", speed), async |page| {
        page.open("").await;
        page.see_text("Loading the results").await;
        page.wait_for("document.querySelector('table.numbers')").await;
    });
}
