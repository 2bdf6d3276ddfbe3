//! The numbers in the page's HTML are those of the cross-tabulation, whatever the view.

use needs_core::{CrossTab, Survey, query, sensitivity::Once, survey::file::Kind};
use needs_page::html::{self, Shown};
use needs_report::sentence;
use needs_words::{Lang, Words};

fn sample() -> Survey {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample/results.json");
    Survey::read(&std::fs::read(path).expect("the sample")).unwrap_or_else(|error| panic!("{error}"))
}

/// The page of a view, without its chart.
fn page(survey: &Survey, query: &str) -> String {
    let link = query::parse(query, survey);
    // A question with its own tables has no other base.
    assert!(link.problems.iter().all(|problem| problem == "base=asked"), "{query}: {:?}", link.problems);
    let found = needs_core::sensitivity::crosstab(survey, &link.view);
    html::page(&Shown {
        survey,
        words: Words::new(Lang::En),
        view: &link.view,
        page: &link.page,
        tab: found.as_ref().map(|(tab, _)| tab),
        what_if: found.as_ref().ok().and_then(|(_, what_if)| what_if.as_ref()),
        problems: &link.problems,
        outdated: false,
        root: "",
        source: "results.json",
        figure: None,
        sensitivity: &Once::default(),
    })
}

/// The value of an attribute in an opening tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!("{name}=\""))?;
    Some(value.split_once('"').expect("it ends").0)
}

/// The rows of the table in a page: id, then n and undetermined, then count and base of each cell.
fn shown(page: &str) -> Vec<(String, Vec<u32>)> {
    let mut rows = Vec::new();
    for row in page.split("<tr ").skip(1) {
        let Some(id) = attribute(row.split('>').next().unwrap_or_default(), "data-row") else { continue };
        let number = |tag: &str, name: &str| attribute(tag, name)?.parse::<u32>().ok();
        let numbers = row.split("<td ").skip(1).flat_map(|cell| {
            let tag = cell.split_once('>').expect("the tag ends").0;
            let pair = [("data-n", "data-unknown"), ("data-count", "data-base")];
            let pair = pair.into_iter().find_map(|(a, b)| Some([number(tag, a)?, number(tag, b)?]));
            pair.unwrap_or_else(|| panic!("no numbers in <td {tag}>"))
        });
        rows.push((id.to_owned(), numbers.collect()));
    }
    rows
}

/// The rows that the library computes; empty where the file cannot answer the view.
fn computed(survey: &Survey, query: &str) -> Vec<(String, Vec<u32>)> {
    let view = query::parse(query, survey).view;
    let Ok(tab) = CrossTab::of(survey, &view) else { return Vec::new() };
    let row = |row: usize| {
        let mut numbers = vec![tab.rows[row].n, tab.rows[row].unknown];
        numbers.extend(tab.cells[row].iter().flat_map(|cell| [cell.count, cell.base]));
        (sentence::row_id(survey, view.rows, tab.rows[row].kind).to_owned(), numbers)
    };
    tab.order(view.sort).into_iter().map(row).collect()
}

/// Every pair of dimensions without the first category of each; every question with another base, order, level and themes.
fn queries(survey: &Survey) -> Vec<String> {
    let mut queries = vec![String::new()];
    let dimensions = survey.dimensions();
    for (i, one) in dimensions.iter().enumerate() {
        for other in &dimensions[i + 1..] {
            queries.push(format!("{}=-{}&{}=-{}", one.id, one.categories[0].id, other.id, other.categories[0].id));
        }
    }
    for question in survey.questions() {
        queries.push(format!("question={}&base=asked&sort=file", question.id));
        if matches!(question.kind, Kind::Rating { .. }) {
            queries.push(format!("question={}&level={}", question.id, question.levels()[1].id));
        } else if !question.themes().is_empty() {
            queries.push(format!("question={}&themes=1&sort=by-{}", question.id, question.themes()[0].id));
        }
    }
    queries
}

#[test]
fn the_table_has_the_numbers_of_the_cross_tabulation() {
    let survey = sample();
    let mut answered = 0;
    for query in queries(&survey) {
        let (page, computed) = (page(&survey, &query), computed(&survey, &query));
        assert_eq!(shown(&page), computed, "?{query}");
        if computed.is_empty() {
            assert!(page.contains("This survey is too small to show"), "?{query}");
        } else {
            answered += 1;
        }
    }
    assert!(answered > survey.questions().len(), "{answered} views have an answer");
}
