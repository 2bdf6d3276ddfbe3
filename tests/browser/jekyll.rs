//! The example blog, built by the real Jekyll: a post with two embeds.

use crate::{
    harness::{Site, explore},
    publish::{publish_to, site},
};
use needs_publish::Options;
use std::{fs, path::Path, process::Command};

/// Copies a directory.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), &target).map(drop).expect("copied")
        }
    }
}

#[test]
fn a_post_of_a_jekyll_blog_shows_the_results() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let work = tempfile::tempdir().expect("a directory");
    let source = work.path().join("blog");
    copy(&root.join("examples/jekyll"), &source);
    publish_to(&source.join("survey"), &Options::default());
    let built = work.path().join("built");
    let jekyll = Command::new("jekyll")
        .args(["build", "--disable-disk-cache", "--source"])
        .arg(&source)
        .arg("--destination")
        .arg(&built)
        .output()
        .unwrap_or_else(|error| panic!("jekyll does not start: {error}; run `tools/setup.sh hosts`"));
    assert!(jekyll.status.success(), "{}", String::from_utf8_lossy(&jekyll.stderr));
    explore(site(), async |page| {
        let blog = Site::of(&built).file("favicon.ico", "").under("/").start();
        page.set_window(1000, 900).await;
        page.go_to(&blog.url("2021/09/15/getting-to-know-the-life-science-community.html")).await;
        page.wait_for("document.querySelector('#all iframe')").await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('#figure svg')").await;
        let height = page.run("return Math.ceil(document.documentElement.getBoundingClientRect().height);", &[]).await;
        page.leave_frame().await;
        page.wait_for(&format!("document.querySelector('#all iframe').clientHeight === {height}")).await;
        page.enter_frame(0).await;
        page.run("document.querySelector('[data-do^=\"only dask \"]').click();", &[]).await;
        page.leave_frame().await;
        page.wait_for("new URLSearchParams(location.search).get('nbf-all')").await;
        page.run("document.getElementById('ranked').scrollIntoView();", &[]).await;
        page.wait_for("document.querySelector('#ranked iframe')").await;
        page.enter_frame(1).await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('#figure svg')").await;
        page.leave_frame().await;
        page.screenshot(&root.join("target/screenshots/jekyll.png")).await;
        page.no_errors_in_console().await;
    });
}
