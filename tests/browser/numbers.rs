//! The numbers on the page are those of the library, whatever is filtered. `crates/page/tests/numbers.rs` compares the HTML of
//! many more views.

use crate::harness::{Page, Site, visit};
use needs_core::{CrossTab, Survey, View};
use needs_report::sentence;
use serde_json::Value;

pub fn sample() -> Survey {
    let bytes = std::fs::read(concat!(concat!(env!("CARGO_MANIFEST_DIR"), "/.."), "/sample/results.json"))
        .expect("the bundled sample");
    Survey::read(&bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// What the table must hold: for each row its id, n and unknown, then count and base of each cell; nothing where
/// the file cannot answer the view.
pub fn expected(survey: &Survey, view: &View) -> Vec<(String, Vec<u32>)> {
    let Ok(tab) = CrossTab::of(survey, view) else { return Vec::new() };
    tab.order(view.sort)
        .into_iter()
        .map(|row| {
            let id = sentence::row_id(survey, view.rows, tab.rows[row].kind).to_owned();
            let mut numbers = vec![tab.rows[row].n, tab.rows[row].unknown];
            numbers.extend(tab.cells[row].iter().flat_map(|cell| [cell.count, cell.base]));
            (id, numbers)
        })
        .collect()
}

/// What the table on the page holds, once it has followed what was done before: it does so after the frame.
pub async fn shown(page: &Page) -> Vec<(String, Vec<u32>)> {
    page.run_async("requestAnimationFrame(() => setTimeout(arguments[0]));", &[]).await;
    let script = "return [...document.querySelectorAll('table.numbers tbody tr')].map(row => [row.dataset.row, \
                  [...row.querySelectorAll('td')].flatMap(cell => cell.dataset.n === undefined \
                  ? [cell.dataset.count, cell.dataset.base] : [cell.dataset.n, cell.dataset.unknown]).map(Number)]);";
    let rows = page.run(script, &[]).await;
    let number = |value: &Value| value.as_u64().expect("a count") as u32;
    let row = |row: &Value| {
        let id = row[0].as_str().expect("a row has an id").to_owned();
        (id, row[1].as_array().expect("numbers").iter().map(number).collect())
    };
    rows.as_array().expect("rows").iter().map(row).collect()
}

#[test]
fn every_filter_gives_the_numbers_of_the_library() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        page.open("").await;
        page.wait_for("document.querySelector('table.numbers')").await;
        for (d, dimension) in survey.dimensions().iter().enumerate() {
            for (c, category) in dimension.categories.iter().enumerate() {
                for action in ["only", "without"] {
                    page.run(
                        "document.querySelector(arguments[0]).click();",
                        &[format!("[data-do='{action} {} {}']", dimension.id, category.id).into()],
                    )
                    .await;
                    let id = (&dimension.id, &category.id);
                    let mut view = View::of(&survey);
                    match action {
                        "only" => view.only(&survey, d, c),
                        _ => view.leave_out(&survey, d, c),
                    }
                    assert_eq!(shown(page).await, expected(&survey, &view), "{action} {id:?}");
                }
            }
            let clear = format!("[data-do='clear {}']", dimension.id);
            page.run("document.querySelector(arguments[0]).click();", &[clear.into()]).await;
            // What could not be answered together is offered again a frame later, with the counts.
            assert_eq!(shown(page).await, expected(&survey, &View::of(&survey)), "clear {:?}", dimension.id);
        }
        assert_eq!(shown(page).await, expected(&survey, &View::of(&survey)), "at the end");
    });
}
