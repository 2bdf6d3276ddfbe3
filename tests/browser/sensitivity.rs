//! How far a finding leans on who answered: what a reader sets, pulls and compares, and the numbers that follow.

use crate::access::unfold_filters;
use crate::harness::{Page, Site, visit};
use crate::numbers::{expected, sample, shown};
use fantoccini::key::Key;
use needs_core::{
    Survey, View,
    query::{self, Page as Shown},
    sensitivity::{First, Sensitivity, crosstab},
};
use needs_page::action::Action;
use needs_report::findings::Findings;
use needs_words::{Lang, Words};

const EN: Words = Words { lang: Lang::En };

async fn open(page: &Page, query: &str) {
    page.set_window(1400, 900).await;
    page.open(&format!("?{query}")).await;
    page.wait_for("document.querySelector('table.numbers')").await;
}

/// Opens the what-if beneath the sensitivity chart.
async fn open_what_if(page: &Page, query: &str) {
    open(page, query).await;
    page.run("document.querySelector('details.what-if').open = true;", &[]).await;
}

/// Moves a slider in several steps, as a hand does, and lets it go.
async fn drag(page: &Page, group: &str, steps: &[u32]) {
    let script = "const slider = document.querySelector(arguments[0] + ' input[type=range]');
                  for (const step of arguments[1]) {
                    slider.value = step;
                    slider.dispatchEvent(new Event('input', { bubbles: true }));
                  }
                  slider.dispatchEvent(new Event('change', { bubbles: true }));";
    page.run(script, &[group.into(), steps.into()]).await;
}

/// Types a percentage into the field of a group, over what is there, then Enter; nothing empties it.
async fn type_share(page: &Page, group: &str, percent: &str) {
    let field = format!("{group} input[type=number]");
    let [control, delete, release] = [Key::Control, Key::Delete, Key::Null].map(char::from);
    page.enter(&field, &format!("{control}a{release}{delete}{percent}")).await;
    page.press(Key::Enter).await;
}

fn group(dimension: &str, category: &str) -> String {
    format!("[data-weigh='{dimension}'] [data-category='{category}']")
}

/// Waits until the address says this, and no more.
async fn address_is(page: &Page, survey: &Survey, view: &View) {
    let query = query::format(view, &Shown::default(), survey);
    page.wait_for(&format!("location.search.replace(/^\\?/, '') === {}", serde_json::json!(query))).await;
}

/// What the table of the what-if must hold: need, share before, share after.
fn before_and_after(survey: &Survey, view: &View) -> Vec<[String; 3]> {
    let (tab, what_if) = crosstab(survey, view).expect("answerable");
    let what_if = what_if.expect("a what-if");
    let question = &survey.questions()[view.question];
    let findings = Findings { survey, view, tab: &tab, what_if: Some(&what_if), words: EN };
    let row = |(option, before): (usize, &needs_core::Cell)| {
        let column: needs_core::crosstab::Column = tab.columns[option];
        let before = EN.percent(before.share().expect("a share"), 1);
        [column.name(question).1.to_owned(), before, findings.span(what_if.ranges[option].expect("a range"), 1)]
    };
    what_if.before.iter().enumerate().map(row).collect()
}

/// What it holds on the page.
async fn table(page: &Page) -> Vec<[String; 3]> {
    let script = "return [...document.querySelectorAll('.before-after tbody tr')]
                  .map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent));";
    serde_json::from_value(page.run(script, &[]).await).expect("three texts a row")
}

/// The view after some changes of that behind a query, as buttons and fields say them.
fn after(survey: &Survey, query: &str, actions: &[&str]) -> View {
    let mut view = query::parse(query, survey).view;
    for text in actions {
        let Some(Action::Change(change)) = Action::parse(text) else { panic!("{text} is no change") };
        assert_eq!(change.make(survey, &mut view), Some(()), "{text}");
    }
    view
}

#[test]
fn a_slider_changes_the_address_and_the_numbers_to_those_of_the_library_and_back_undoes_all_of_it() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open_what_if(page, "chart=sensitivity").await;
        let value = format!("document.querySelector(\"{} input[type=range]\").value", group("network", "linked"));
        let first = page.run(&format!("return {value};"), &[]).await;
        drag(page, &group("network", "linked"), &[40, 31, 22, 15]).await;
        let view = after(&survey, "chart=sensitivity", &["weigh network linked 15"]);
        address_is(page, &survey, &view).await;
        page.see_text_in(".supposed", "were 15.0% (now 37.5% to 45.7%)? This is a what-if, not a correction.").await;
        assert_eq!(table(page).await, before_and_after(&survey, &view));
        let (tab, what_if) = crosstab(&survey, &view).expect("answerable");
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: what_if.as_ref(), words: EN };
        for sentence in findings.cost().into_iter().chain(findings.first_then()) {
            page.see_text_in(".what-if", &sentence).await;
        }
        // The other group has the rest, in slider and field.
        let rest =
            format!("document.querySelector(\"{} input[type=number]\").value === '85'", group("network", "not-linked"));
        page.wait_for(&rest).await;
        // Other charts say so too; counts stay what they are, shares do not.
        page.click(".tabs label:last-of-type").await;
        page.see_text_in(".supposed", "This is a what-if, not a correction.").await;
        assert_eq!(shown(page).await, expected(&survey, &view));
        let docs = &tab.all()[0];
        let share = |share: f64| EN.percent(share, 0);
        let said = format!("{} {}", share(docs.share().expect("a share")), EN.now_share(&share(224.0 / 450.0)));
        page.wait_for(&format!("document.querySelector('tr.all td[data-count]').textContent === '{said}'")).await;
        page.go_back().await;
        page.wait_for("document.querySelector('.what-if')").await;
        page.go_back().await;
        // The whole way of the slider is one step.
        page.wait_for("location.search === '?chart=sensitivity'").await;
        page.wait_for("!document.querySelector('.supposed')").await;
        page.wait_for(&format!("{value} === {first}")).await;
    });
}

#[test]
fn a_typed_share_is_taken_to_the_hundredth_and_an_empty_field_gives_it_back() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open_what_if(page, "chart=sensitivity").await;
        let australia = group("region", "australia");
        type_share(page, &australia, "2.25").await;
        page.wait_for("location.search === '?chart=sensitivity&weight=region:australia:0.0225'").await;
        assert_eq!(
            table(page).await,
            before_and_after(&survey, &query::parse("weight=region:australia:0.0225", &survey).view)
        );
        type_share(page, &group("region", "europe"), "99").await;
        // What was set before makes room: 1 % is left of the 2.25.
        page.wait_for("location.search.endsWith('weight=region:australia:0.01~region:europe:0.99')").await;
        page.click(&format!("{} button", group("region", "europe"))).await;
        page.wait_for("location.search.endsWith('weight=region:australia:0.01')").await;
        type_share(page, &australia, "").await;
        page.wait_for("location.search === '?chart=sensitivity'").await;
        page.wait_for("!document.querySelector('.before-after')").await;
    });
}

#[test]
fn the_authors_shares_are_one_button_and_taken_back_by_another() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open_what_if(page, "chart=sensitivity").await;
        page.click("[data-weigh=dask] [data-do^=targets]").await;
        page.wait_for("location.search.endsWith('weight=dask:not-yet:0.7')").await;
        assert_eq!(
            table(page).await,
            before_and_after(&survey, &query::parse("weight=dask:not-yet:0.7", &survey).view)
        );
        // A file of two dimensions a table cannot weight by a third.
        page.see_text_in(".what-if", "This survey is too small to set groups of").await;
        page.click(".supposed [data-do=unweigh-all]").await;
        page.wait_for("location.search === '?chart=sensitivity'").await;
        page.wait_for("document.querySelectorAll('[data-weigh]').length === 6").await;
    });
}

#[test]
fn an_impossible_share_says_why_and_changes_no_number() {
    visit(Site::dist(), async |page| {
        open_what_if(page, "region=europe&chart=sensitivity").await;
        let as_answered = shown(page).await;
        type_share(page, &group("region", "australia"), "2").await;
        let why = "Nobody in this view is known to be in “Australia” (Region), so no weight can give it 2.0%.";
        page.see_text_in(".what-if .problem", why).await;
        assert_eq!(page.count(".before-after").await, 0);
        assert_eq!(shown(page).await, as_answered);
        // All of everybody, while there are others.
        open_what_if(page, "chart=sensitivity&weight=network:linked:1").await;
        page.see_text_in(".what-if .problem", "leave nothing for its other groups").await;
    });
}

#[test]
fn a_limitation_of_the_strip_opens_its_what_if() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open(page, "").await;
        // Whether the first place hangs on it is told once the second file is there, as the library computes it.
        page.wait_for("document.querySelector('.verdict span')").await;
        let view = query::parse("", &survey).view;
        let sensitivity = Sensitivity::of(&survey, &view).expect("answerable");
        let (tab, _) = crosstab(&survey, &view).expect("answerable");
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: None, words: EN };
        let leading = findings.leading().expect("the headline names who leads");
        let told = "return [...document.querySelectorAll('.strip li')].map((card) =>
            [card.querySelector('.pull').dataset.do, card.querySelector('.verdict span')?.className ?? '']);";
        let told: Vec<(String, String)> = serde_json::from_value(page.run(told, &[]).await).expect("pairs");
        assert!(told.len() > 4 && told.iter().any(|(_, verdict)| verdict == "robust"), "{told:?}");
        for (action, verdict) in told {
            let (dimension, category) = action.strip_prefix("suppose ").and_then(|of| of.split_once(' ')).expect("ids");
            let d = survey.dimension(dimension).expect("a dimension");
            let c = survey.dimensions()[d].category(category).expect("a category");
            let found = sensitivity.influences.iter().find(|of| (of.dimension, of.category) == (d, c));
            let expected = match found.map(|of| of.lead(&sensitivity.all, &leading)) {
                Some(First::Stays) => "robust",
                Some(First::Changes(_)) => "hangs",
                Some(First::Untold) => "untold",
                // Of a group in which nobody is for certain.
                None => "",
            };
            assert_eq!(verdict, expected, "{action}");
        }
        page.click("[data-do='suppose region australia']").await;
        let view = after(&survey, "", &["suppose region australia"]);
        address_is(page, &survey, &view).await;
        page.wait_for("document.querySelector('details.what-if').open").await;
        page.wait_for("document.activeElement.closest('[data-weigh=region] [data-category=australia]')").await;
        page.see_text_in(".supposed", "Australia").await;
    });
}

#[test]
fn each_card_of_the_strip_opens_its_own_group_and_keeps_what_the_reader_supposed() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open(page, "weight=region:australia:0.3").await;
        page.wait_for("document.querySelector('.pull')").await;
        // The second group of its dimension, whose share the author does not believe to know.
        page.click("[data-do='suppose region elsewhere']").await;
        address_is(page, &survey, &query::parse("chart=sensitivity&weight=region:australia:0.3", &survey).view).await;
        page.wait_for("document.querySelector('details.what-if').open").await;
        page.wait_for("document.activeElement.closest('[data-weigh=region] [data-category=elsewhere]')").await;
        // No table has two of these dimensions: the what-if of the next takes the place of the first.
        page.click("[data-do='suppose dask every-day']").await;
        address_is(page, &survey, &query::parse("chart=sensitivity&weight=dask:not-yet:0.7", &survey).view).await;
        page.wait_for("document.activeElement.closest('[data-weigh=dask] [data-category=every-day]')").await;
        page.wait_for("document.querySelector('.chart-sensitivity')").await;
    });
}

#[test]
fn a_known_bias_can_be_left_out_looked_at_alone_and_compared() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open(page, "").await;
        unfold_filters(page).await;
        let limitation = "[data-dimension=network] .concerned";
        page.see_text_in(limitation, "37% to 46% of these respondents are in").await;
        page.see_text_in(limitation, "It is believed to be 15% of those the survey is about.").await;
        for (action, button) in [("without", 1), ("only", 2), ("against", 3)] {
            page.click(&format!("{limitation} button:nth-of-type({button})")).await;
            let view = after(&survey, "", &[&format!("{action} network linked")]);
            address_is(page, &survey, &view).await;
        }
        page.wait_for("document.querySelector('.chart-compare')").await;
        let view = query::parse("network=linked&chart=compare&vs=network%3Dnot-linked", &survey).view;
        let (tab, _) = crosstab(&survey, &view).expect("answerable");
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: None, words: EN };
        for sentence in findings.comparison() {
            page.see_text_in(".findings", &sentence).await;
        }
    });
}

#[test]
fn the_other_side_of_a_comparison_is_chosen() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open(page, "chart=compare").await;
        page.see_text_in(".findings", "Keep or leave out a group in the filters").await;
        open(page, "region=australia&chart=compare").await;
        let sides = "return [...document.querySelector('[data-do=versus]').options].map((side) => side.textContent);";
        let sides: Vec<String> = serde_json::from_value(page.run(sides, &[]).await).expect("texts");
        assert_eq!(sides, ["Everyone", "Everyone else", "Without the imaging network", "Who does not use Dask yet"]);
        let choose = "const side = document.querySelector('[data-do=versus]'); side.selectedIndex = arguments[0];
                      side.dispatchEvent(new Event('change', { bubbles: true }));";
        for (place, said) in [(1, "vs=rest"), (3, "vs=dask%3Dnot-yet"), (2, "vs=network%3Dnot-linked")] {
            page.run(choose, &[place.into()]).await;
            page.wait_for(&format!("location.search.endsWith('{said}')")).await;
            page.wait_for(&format!("document.querySelector('[data-do=versus]').selectedIndex === {place}")).await;
        }
        page.see_text_in(".legend", "Without the imaging network").await;
        page.go_back().await;
        page.wait_for("document.querySelector('[data-do=versus]').selectedIndex === 3").await;
        // What only a link asks for is said as what it is.
        open(page, "region=australia&chart=compare&vs=region%3Deurope").await;
        let last = "document.querySelector('[data-do=versus]').selectedOptions[0].textContent";
        page.wait_for(&format!("{last} === 'Filtered to Region: Europe'")).await;
        assert_eq!(query::parse("vs=region%3Deurope", &survey).problems, Vec::<String>::new());
    });
}

#[test]
fn the_sentences_are_those_of_the_report() {
    let survey = sample();
    visit(Site::dist(), async |page| {
        open(page, "chart=sensitivity").await;
        let view = query::parse("chart=sensitivity", &survey).view;
        let (tab, _) = crosstab(&survey, &view).expect("answerable");
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: None, words: EN };
        let sensitivity = Sensitivity::of(&survey, &view).expect("answerable");
        let message =
            [findings.sensitivity(&sensitivity), findings.tipping(&sensitivity), findings.reversals()].concat();
        assert!(message.len() > 5, "{message:?}");
        for sentence in message {
            page.see_text_in(".findings", &sentence).await;
        }
        page.see_text_in(".findings", "Each group is left out once").await;
        // What the file cannot tell: between which ends the share lies.
        open(page, "region=-australia").await;
        let view = query::parse("region=-australia", &survey).view;
        let (tab, _) = crosstab(&survey, &view).expect("answerable");
        let findings = Findings { survey: &survey, view: &view, tab: &tab, what_if: None, words: EN };
        page.see_text_in(".findings", &findings.unknown().expect("some are generalized")).await;
    });
}

#[test]
fn what_the_numbers_mean_stands_beside_the_page() {
    visit(Site::dist(), async |page| {
        open_what_if(page, "chart=sensitivity").await;
        let links = "return [...new Set([...document.querySelectorAll('a.how')].map((a) => a.getAttribute('href')))];";
        let links: Vec<String> = serde_json::from_value(page.run(links, &[]).await).expect("addresses");
        assert!(links.contains(&"statistics.html#tipping-point".to_owned()), "{links:?}");
        for link in links {
            let (path, section) = link.split_once('#').expect("a section");
            page.open(&format!("{path}#{section}")).await;
            page.wait_for(&format!("document.getElementById('{section}')?.textContent")).await;
        }
        page.see_text("Deming and Stephan").await;
    });
}
