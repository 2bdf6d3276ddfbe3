//! Columns: doubts beside them, several of them as one question; of whom a question was asked; and the way from the preview
//! back to the forms.

use super::{choose, example, go_to, measured, open, try_example};
use crate::harness::{Page, Site, explore};
use serde_json::json;
use std::fs;

async fn codebook(page: &Page) -> String {
    go_to(page, "text").await;
    page.run("return document.querySelector('#codebook').value", &[]).await.as_str().expect("text").to_owned()
}

/// A file of two columns that nobody could tell to be one question.
async fn open_branches(page: &Page, folder: &tempfile::TempDir) {
    let file = folder.path().join("branches.csv");
    let mut rows = "Field,Need in our labs,Bedarf bei uns\n".to_owned();
    for i in 0..60 {
        let (field, need) = (["Imaging", "Genetics"][i % 2], ["GPUs", "Docs", "Help"][i % 3]);
        rows += &if i % 4 == 0 { format!("{field},,{need}\n") } else { format!("{field},{need},\n") };
    }
    fs::write(&file, rows).expect("written");
    open(page).await;
    choose(page, &file).await;
}

#[test]
fn columns_are_ticked_and_become_one_question_that_is_undone() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        let folder = tempfile::tempdir().expect("a directory");
        open_branches(page, &folder).await;
        go_to(page, "columns").await;
        for column in ["#pick-2", "#pick-3"] {
            page.click(column).await;
        }
        page.click("#group-branches").await;
        page.wait_for("!document.querySelector('#group-branches')").await;
        let text = codebook(page).await;
        assert!(text.contains("join = true") && text.contains("\"Bedarf bei uns\""), "{text}");
        measured(page).await;
        page.see_text_in("#meter-k", "No group smaller than").await;
        page.click("#undo").await;
        assert!(!codebook(page).await.contains("join = true"));
    });
}

#[test]
fn a_doubt_stands_beside_its_column_and_goes_when_it_was_looked_at() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        choose(page, &example()).await;
        go_to(page, "text").await;
        // The draft, with a doubt about its first dimension.
        let add = "const area = document.querySelector('#codebook');
            area.value = area.value.replace('[[dimension]]\\n', '[[dimension]]\\n# CHECK: is it this one?\\n');
            area.dispatchEvent(new Event('input', { bubbles: true }))";
        page.run(add, &[]).await;
        page.wait_for("document.querySelector('#codebook-problem').hidden").await;
        go_to(page, "columns").await;
        page.see_text_in(".columns > li:first-child .own-doubts", "is it this one?").await;
        let open_doubts = "return document.querySelectorAll('.seen').length";
        let before = page.run(open_doubts, &[]).await.as_u64().expect("a number");
        page.click(".columns > li:first-child .seen[aria-label$='is it this one?']").await;
        page.wait_for(&format!("document.querySelectorAll('.seen').length === {}", before - 1)).await;
        assert!(!codebook(page).await.contains("is it this one?"));
    });
}

#[test]
fn who_was_asked_and_themes_are_ticked() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        open(page).await;
        choose(page, &example()).await;
        go_to(page, "answers").await;
        // The first question with several answers stands behind the dimensions.
        let text = codebook(page).await;
        let dimensions = text.matches("[[dimension]]").count();
        let multiple =
            text.split("[[question]]").skip(1).position(|part| part.contains("kind = \"multiple\"")).expect("one");
        go_to(page, "answers").await;
        page.run(
            "const place = document.querySelector('#place'); place.value = arguments[0];
             place.dispatchEvent(new Event('change', { bubbles: true }))",
            &[json!((dimensions + multiple).to_string())],
        )
        .await;
        page.wait_for("document.querySelector('#themes')").await;
        page.run(
            "const themes = document.querySelector('#themes'); themes.closest('details').open = true;
             themes.value = 'Machines\\nPeople'; themes.dispatchEvent(new Event('change', { bubbles: true }));
             const asked = document.querySelector('#asked-of'); asked.value = '0';
             asked.dispatchEvent(new Event('change', { bubbles: true }))",
            &[],
        )
        .await;
        page.click("#theme-0-1").await;
        page.click("#asked-0").await;
        page.wait_for("document.activeElement.id === 'asked-0'").await;
        let text = codebook(page).await;
        assert!(
            text.contains("themes = [\"Machines\", \"People\"]") && text.contains("themes = [\"People\"]"),
            "{text}"
        );
        assert!(text.contains("asked_of = \""), "{text}");
    });
}

#[test]
fn a_word_of_the_preview_leads_to_where_it_is_edited() {
    explore(Site::dist(), async |page| {
        page.set_window(1400, 900).await;
        try_example(page).await;
        measured(page).await;
        go_to(page, "about").await;
        let title = page.run("return document.querySelector('#title').value", &[]).await;
        go_to(page, "preview").await;
        page.wait_for("document.querySelector('#preview')").await;
        page.click(".tick input").await;
        page.enter_frame(0).await;
        page.wait_for("!document.getElementById('boot') && document.querySelector('h1')").await;
        page.run("document.querySelector('h1').click()", &[]).await;
        page.leave_frame().await;
        page.wait_for("document.querySelector('#step-about[aria-current]')").await;
        page.wait_for("document.activeElement.id === 'title'").await;
        assert_eq!(page.run("return document.activeElement.value", &[]).await, title);
    });
}
