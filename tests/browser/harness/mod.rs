//! The harness of browser tests: a [`Site`] serves the built page, a [`Driver`] runs a browser, and a [`Page`] has the
//! steps of a user.
//!
//! The page is the one in `dist/` (or `NEEDS_BY_FIELD_DIST`), made by `make build`. `BROWSER` chooses the engine:
//! `chromium` (the default), `firefox` or `webkit`.

// Each target that includes this uses its own part of it.
#![allow(dead_code, unused_imports)]

mod devtools;
mod driver;
mod page;
mod site;

pub use driver::{Engine, Font};
pub use page::Page;
pub use site::{Running, Site, Speed};

/// Runs a test against a site in its own browser. The test also fails on an error in the browser's console and on a
/// request to another origin.
pub fn visit(site: Site, test: impl AsyncFnOnce(&Page)) {
    explore(site, async |page| seen_to_the_end(page, test).await);
}

/// Like [`visit`], in a browser with one font.
pub fn visit_in(font: Font, site: Site, test: impl AsyncFnOnce(&Page)) {
    run(site, Some(font), async |page| seen_to_the_end(page, test).await);
}

async fn seen_to_the_end(page: &Page, test: impl AsyncFnOnce(&Page)) {
    test(page).await;
    page.no_errors_in_console().await;
    page.no_request_left_the_origin().await;
}

/// Like [`visit`], for pages that are meant to fail: the console and requests are not checked.
pub fn explore(site: Site, test: impl AsyncFnOnce(&Page)) {
    run(site, None, test);
}

fn run(site: Site, font: Option<Font>, test: impl AsyncFnOnce(&Page)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let page = Page::new(site.start(), font).await;
        test(&page).await;
    });
}
