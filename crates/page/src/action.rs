//! The actions of a reader, and their encoding in the attributes of buttons and fields.
//!
//! The attribute `data-do` holds an [`Action`] as words separated by spaces: `only region australia`. A field adds the last
//! word: `<select data-do="chart">` the value of the chosen option, `<input data-do="weigh region australia">` the text
//! typed. Actions use ids, so that an attribute stays valid whatever the page shows later.

use needs_core::{
    crosstab,
    query::{self, Theme},
    sensitivity,
    survey::Survey,
    view::{Base, Chart, Show, Sort, Versus, View},
};

/// An action of a reader. `'a` is the lifetime of the ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action<'a> {
    /// Changes the view, and with it the address.
    Change(Change<'a>),
    /// Closes the notice that parts of the link were not understood.
    CloseProblems,
    /// Closes the notice that the link was made on other data.
    CloseOutdated,
    Theme(Theme),
    /// Copies the link to this view.
    CopyLink,
    /// Copies the numbers, for a spreadsheet.
    CopyTable,
    /// Copies the view as text.
    CopyText,
    /// Copies the text of a box.
    Copy(TextBox),
    Save(FileKind),
    /// Shares the link by the system's dialog.
    Share,
    /// Rewrites the embed code after its options have changed.
    Embed,
}

/// A change of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// Keeps a category or drops it.
    Toggle(Category<'a>),
    Only(Category<'a>),
    Without(Category<'a>),
    /// Drops the filter on a dimension.
    Clear(&'a str),
    ClearAll,
    /// Shows a named view.
    Named(&'a str),
    Question(&'a str),
    /// Shows another level of a rating, or place of a ranking.
    Level(&'a str),
    Chart(Chart),
    Show(Show),
    Base(Base),
    /// Makes the categories of a dimension the rows.
    Rows(&'a str),
    /// Shows themes, or the choices.
    Themes(bool),
    Sort(Order<'a>),
    Versus(Side<'a>),
    /// Shows the view with a category against the view without it.
    Against(Category<'a>),
    /// Sets the target share of a category, in hundredths of a percent; none removes the target.
    Weigh(Category<'a>, Option<u32>),
    /// Sets the author's target shares of a dimension.
    Targets(&'a str),
    Unweigh(&'a str),
    UnweighAll,
}

impl<'a> From<Change<'a>> for Action<'a> {
    fn from(change: Change<'a>) -> Action<'a> {
        Action::Change(change)
    }
}

/// The ids of a category and of its dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Category<'a> {
    pub dimension: &'a str,
    pub id: &'a str,
}

/// The order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order<'a> {
    Size,
    File,
    /// By the share of a choice, theme or item.
    Column(&'a str),
}

/// The other side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side<'a> {
    Everyone,
    Rest,
    /// A view that the author gave a name.
    Named(&'a str),
    /// The other side that the link names, which is chosen already.
    Link,
}

/// A box with a text to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextBox {
    EmbedCode,
    CiteApa,
    CiteBibtex,
}

/// A kind of file to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Svg,
    Png,
    Csv,
    JsonStat,
    /// The whole results file.
    Results,
}

impl TextBox {
    /// The id of its element.
    pub fn id(self) -> &'static str {
        match self {
            TextBox::EmbedCode => "embed-code",
            TextBox::CiteApa => "cite-apa",
            TextBox::CiteBibtex => "cite-bibtex",
        }
    }
}

impl FileKind {
    pub fn id(self) -> &'static str {
        match self {
            FileKind::Svg => "svg",
            FileKind::Png => "png",
            FileKind::Csv => "csv",
            FileKind::JsonStat => "json-stat",
            FileKind::Results => "json",
        }
    }
}

/// The actions without ids of the survey.
const FIXED: [Action; 18] = [
    Action::CloseProblems,
    Action::CloseOutdated,
    Action::Theme(Theme::Auto),
    Action::Theme(Theme::Light),
    Action::Theme(Theme::Dark),
    Action::CopyLink,
    Action::CopyTable,
    Action::CopyText,
    Action::Copy(TextBox::EmbedCode),
    Action::Copy(TextBox::CiteApa),
    Action::Copy(TextBox::CiteBibtex),
    Action::Save(FileKind::Svg),
    Action::Save(FileKind::Png),
    Action::Save(FileKind::Csv),
    Action::Save(FileKind::JsonStat),
    Action::Save(FileKind::Results),
    Action::Share,
    Action::Embed,
];

/// The changes without ids of the survey.
const FIXED_CHANGES: [Change; 19] = [
    Change::ClearAll,
    Change::UnweighAll,
    Change::Chart(Chart::Matrix),
    Change::Chart(Chart::Ranking),
    Change::Chart(Chart::Compare),
    Change::Chart(Chart::Sample),
    Change::Chart(Chart::Sensitivity),
    Change::Chart(Chart::Table),
    Change::Show(Show::Share),
    Change::Show(Show::Count),
    Change::Base(Base::Answered),
    Change::Base(Base::Asked),
    Change::Themes(false),
    Change::Themes(true),
    Change::Sort(Order::Size),
    Change::Sort(Order::File),
    Change::Versus(Side::Everyone),
    Change::Versus(Side::Rest),
    Change::Versus(Side::Link),
];

/// The action with this encoding.
fn among<'a, A: Into<Action<'a>> + Copy>(actions: &[A], text: &str) -> Option<Action<'a>> {
    actions.iter().map(|action| (*action).into()).find(|action| {
        let mut words = String::new();
        action.push_to(&mut words);
        words == text
    })
}

/// Splits off the last word.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let space = text.bytes().rposition(|byte| byte == b' ')?;
    Some((&text[..space], &text[space + 1..]))
}

/// The actions with one id.
fn of_one(id: &str) -> [Change<'_>; 9] {
    [
        Change::Clear(id),
        Change::Named(id),
        Change::Question(id),
        Change::Level(id),
        Change::Rows(id),
        Change::Targets(id),
        Change::Unweigh(id),
        Change::Sort(Order::Column(id)),
        Change::Versus(Side::Named(id)),
    ]
}

/// The actions with a category.
fn of_category(category: Category<'_>) -> [Change<'_>; 5] {
    [
        Change::Toggle(category),
        Change::Only(category),
        Change::Without(category),
        Change::Against(category),
        Change::Weigh(category, None),
    ]
}

impl<'a> Action<'a> {
    /// Parses the encoding that [`Action::push_to`] writes; none for anything else.
    ///
    /// The words are known to the writer alone: parsing looks for the action with this encoding. Only a share may be written
    /// differently, because a reader types it.
    pub fn parse(text: &'a str) -> Option<Action<'a>> {
        Action::written(text).or_else(|| {
            let (before, share) = last_word(text)?;
            let Some(Action::Change(Change::Weigh(category, None))) = Action::written(before) else { return None };
            // An emptied field adds an empty word.
            let share = if share.is_empty() { None } else { Some(hundredths(share)?) };
            Some(Change::Weigh(category, share).into())
        })
    }

    #[inline(never)]
    fn written(text: &'a str) -> Option<Action<'a>> {
        if let Some(action) = among(&FIXED, text).or_else(|| among(&FIXED_CHANGES, text)) {
            return Some(action);
        }
        // No word is empty.
        let (before, id) = last_word(text).filter(|(_, id)| !id.is_empty())?;
        let dimension = last_word(before).map_or(before, |(_, dimension)| dimension);
        among(&of_one(id), text).or_else(|| among(&of_category(Category { dimension, id }), text))
    }

    /// Writes the value of the attribute `data-do`.
    pub fn push_to(self, text: &mut String) {
        let words: [&str; 2] = match self {
            Action::Change(change) => return change.push_to(text),
            Action::CloseProblems => ["close-problems", ""],
            Action::CloseOutdated => ["close-outdated", ""],
            Action::Theme(Theme::Auto) => ["theme", "auto"],
            Action::Theme(Theme::Light) => ["theme", "light"],
            Action::Theme(Theme::Dark) => ["theme", "dark"],
            Action::CopyLink => ["copy-link", ""],
            Action::CopyTable => ["copy-table", ""],
            Action::CopyText => ["copy-text", ""],
            Action::Copy(text) => ["copy", text.id()],
            Action::Save(kind) => ["save", kind.id()],
            Action::Share => ["share", ""],
            Action::Embed => ["embed", ""],
        };
        push(text, &words);
    }
}

impl<'a> Change<'a> {
    fn push_to(self, text: &mut String) {
        let of = |verb, category: Category<'a>| [verb, category.dimension, category.id];
        let words: [&str; 3] = match self {
            Change::Toggle(category) => of("toggle", category),
            Change::Only(category) => of("only", category),
            Change::Without(category) => of("without", category),
            Change::Clear(dimension) => ["clear", dimension, ""],
            Change::ClearAll => ["clear-all", "", ""],
            Change::Named(view) => ["named", view, ""],
            Change::Question(id) => ["question", id, ""],
            Change::Level(id) => ["level", id, ""],
            Change::Chart(chart) => ["chart", chart.id(), ""],
            Change::Show(Show::Share) => ["show", "share", ""],
            Change::Show(Show::Count) => ["show", "count", ""],
            Change::Base(Base::Answered) => ["base", "answered", ""],
            Change::Base(Base::Asked) => ["base", "asked", ""],
            Change::Rows(dimension) => ["rows", dimension, ""],
            Change::Themes(themes) => ["themes", if themes { "on" } else { "off" }, ""],
            Change::Sort(Order::Size) => ["sort", "size", ""],
            Change::Sort(Order::File) => ["sort", "file", ""],
            Change::Sort(Order::Column(column)) => ["sort", "by", column],
            Change::Versus(Side::Everyone) => ["versus", "everyone", ""],
            Change::Versus(Side::Rest) => ["versus", "rest", ""],
            Change::Versus(Side::Named(view)) => ["versus", "named", view],
            Change::Versus(Side::Link) => ["versus", "link", ""],
            Change::Against(category) => of("against", category),
            Change::Weigh(category, share) => {
                push(text, &of("weigh", category));
                if let Some(share) = share {
                    text.push(' ');
                    push_percent(text, share);
                }
                return;
            }
            Change::Targets(dimension) => ["targets", dimension, ""],
            Change::Unweigh(dimension) => ["unweigh", dimension, ""],
            Change::UnweighAll => ["unweigh-all", "", ""],
        };
        push(text, &words);
    }

    /// Applies the change to a view of a survey; none, without a change, if the survey lacks one of its ids.
    pub fn make(self, survey: &Survey, view: &mut View) -> Option<()> {
        match self {
            Change::Toggle(category) => {
                let (d, c) = category.in_survey(survey)?;
                view.toggle(survey, d, c);
            }
            Change::Only(category) => {
                let (d, c) = category.in_survey(survey)?;
                view.only(survey, d, c);
            }
            Change::Without(category) => {
                let (d, c) = category.in_survey(survey)?;
                view.leave_out(survey, d, c);
            }
            Change::Clear(dimension) => view.filter.clear(survey.dimension(dimension)?),
            Change::ClearAll => view.clear_filters(),
            Change::Named(id) => *view = named(survey, id)?,
            Change::Question(id) => view.ask(survey, survey.question(id)?),
            Change::Level(id) => {
                view.level = survey.questions()[view.question].measures().iter().position(|of| of.id == id)?;
            }
            Change::Chart(chart) => view.chart = chart,
            Change::Show(show) => view.show = show,
            Change::Base(base) => view.base = base,
            Change::Rows(dimension) => view.rows = survey.dimension(dimension)?,
            Change::Themes(themes) => {
                view.themes = themes && !survey.questions()[view.question].themes().is_empty();
                if let Sort::Column(_) = view.sort {
                    view.sort = Sort::default();
                }
            }
            Change::Sort(Order::Size) => view.sort = Sort::Size,
            Change::Sort(Order::File) => view.sort = Sort::File,
            Change::Sort(Order::Column(id)) => {
                let question = &survey.questions()[view.question];
                let columns = crosstab::columns(survey, view);
                view.sort = Sort::Column(columns.iter().position(|column| column.name(question).0 == id)?);
            }
            Change::Versus(Side::Everyone) => view.versus = Versus::Everyone,
            Change::Versus(Side::Rest) => view.versus = Versus::Rest,
            Change::Versus(Side::Named(id)) => view.versus = Versus::Filter(named(survey, id)?.filter),
            Change::Versus(Side::Link) => {}
            Change::Against(category) => {
                let (d, c) = category.in_survey(survey)?;
                view.set_against(survey, d, c);
            }
            Change::Weigh(category, share) => {
                let (d, c) = category.in_survey(survey)?;
                match share {
                    Some(share) => sensitivity::suppose(survey, view, d, c, share),
                    None => view.weigh(d, c, None),
                }
            }
            Change::Targets(dimension) => sensitivity::suppose_targets(survey, view, survey.dimension(dimension)?),
            Change::Unweigh(dimension) => {
                let d = survey.dimension(dimension)?;
                view.weights.retain(|weight| weight.dimension != d);
            }
            Change::UnweighAll => view.weights.clear(),
        }
        view.fit(survey);
        Some(())
    }
}

impl<'a> Category<'a> {
    /// The category at these positions.
    pub fn of(survey: &'a Survey, dimension: usize, category: usize) -> Category<'a> {
        let dimension = &survey.dimensions()[dimension];
        Category { dimension: &dimension.id, id: &dimension.categories[category].id }
    }

    /// Positions of the dimension and of the category.
    fn in_survey(self, survey: &Survey) -> Option<(usize, usize)> {
        let dimension = survey.dimension(self.dimension)?;
        Some((dimension, survey.dimensions()[dimension].category(self.id)?))
    }
}

/// A view that the author gave a name.
fn named(survey: &Survey, id: &str) -> Option<View> {
    let named = survey.views().iter().find(|named| named.id == id)?;
    Some(query::parse(&named.query, survey).view)
}

/// Joins words by spaces, without empty ones at the end.
fn push(text: &mut String, words: &[&str]) {
    for (place, word) in words.iter().enumerate() {
        if place > 0 && !word.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// Hundredths of a percent as a percentage: 250 is `2.5`.
pub(crate) fn push_percent(text: &mut String, hundredths: u32) {
    text.push_str(&(hundredths / 100).to_string());
    let (tenth, hundredth) = (hundredths / 10 % 10, hundredths % 10);
    let digit = |digit: u32| char::from(b'0' + digit as u8);
    if tenth + hundredth > 0 {
        text.push('.');
        text.push(digit(tenth));
    }
    if hundredth > 0 {
        text.push(digit(hundredth));
    }
}

/// Parses a percentage as a reader or a slider writes it, into hundredths of a percent; further digits are cut. None if it
/// is not a number.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, digits) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !is_number(whole) || !is_number(digits) {
        return None;
    }
    let digit = |place| digits.as_bytes().get(place).map_or(0, |b| u32::from(b - b'0'));
    Some(whole.parse::<u32>().ok()? * 100 + digit(0) * 10 + digit(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::{query::Page, survey::example::example};
    use proptest::prelude::*;

    fn written(action: Action) -> String {
        let mut text = String::new();
        action.push_to(&mut text);
        text
    }

    /// The link to the view after these, as buttons and fields say them.
    fn after(actions: &[&str]) -> String {
        let survey = example();
        let mut view = View::of(&survey);
        for text in actions {
            let Some(Action::Change(change)) = Action::parse(text) else { panic!("{text} is no change") };
            assert_eq!(change.make(&survey, &mut view), Some(()), "{text}");
        }
        query::format(&view, &Page::default(), &survey)
    }

    #[test]
    fn every_change_changes_the_view_as_it_says() {
        assert_eq!(after(&["toggle region australia"]), "region=elsewhere");
        assert_eq!(after(&["only field single-cell"]), "field=single-cell");
        assert_eq!(after(&["without channel social-media", "clear channel"]), "");
        assert_eq!(after(&["only field single-cell", "clear-all"]), "");
        assert_eq!(after(&["named without-australia"]), "region=elsewhere");
        assert_eq!(after(&["question features", "level useful"]), "question=features&level=useful");
        assert_eq!(after(&["chart table"]), "chart=table");
        assert_eq!(after(&["show count", "base asked", "themes on"]), "themes=1&show=count&base=asked");
        assert_eq!(after(&["sort by gpu"]), "sort=by-gpu");
        assert_eq!(after(&["sort by gpu", "themes on"]), "themes=1");
        assert_eq!(after(&["sort file"]), "sort=file");
        assert_eq!(after(&["rows region"]), "rows=region");
        assert_eq!(after(&["versus rest"]), "vs=rest");
        assert_eq!(after(&["versus named without-australia", "versus link"]), "vs=region%3Delsewhere");
        assert_eq!(after(&["against region australia"]), "region=australia&chart=compare&vs=region%3Delsewhere");
    }

    #[test]
    fn a_what_if_is_set_changed_and_taken_back() {
        assert_eq!(after(&["weigh region australia 2.5"]), "weight=region:australia:0.025");
        assert_eq!(
            after(&["weigh region australia 30", "weigh region elsewhere 10"]),
            "weight=region:australia:0.9~region:elsewhere:0.1"
        );
        // An emptied field gives the group back to the rest.
        assert_eq!(after(&["weigh region australia 2", "weigh region australia "]), "");
        assert_eq!(after(&["weigh region australia 2", "weigh region australia"]), "");
        let channel = "weigh channel mailing-list 7";
        assert_eq!(after(&[channel, "targets region", "unweigh channel"]), "weight=region:australia:0.02");
        assert_eq!(after(&[channel, "targets region", "unweigh-all"]), "");
    }

    #[test]
    fn percentages_are_read_to_a_hundredth() {
        let read = ["2", "2.5", "33,339", "100", "999", "0"].map(hundredths);
        assert_eq!(read, [200, 250, 3333, 10_000, 99_900, 0].map(Some));
        assert_eq!(["", "-1", "1e3", "x", ".5", "1000", "1.x"].map(hundredths), [None; 7]);
    }

    #[test]
    fn what_is_no_action_is_none() {
        for text in
            ["", "dance", "only", "only region", "only region australia 3", "clear-all now", "save exe", "theme 2"]
        {
            assert_eq!(Action::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_survey_does_not_have_changes_nothing() {
        let survey = example();
        let ids =
            ["toggle planet mars", "only region mars", "named mars", "question mars", "level mars", "sort by mars"];
        for text in ids {
            let Some(Action::Change(change)) = Action::parse(text) else { panic!("{text} is no change") };
            let mut view = View::of(&survey);
            assert_eq!(change.make(&survey, &mut view), None, "{text}");
            assert_eq!(view, View::of(&survey));
        }
    }

    /// Every action there is, with these ids.
    fn all<'a>(id: &'a str, category: Category<'a>, share: u32) -> Vec<Action<'a>> {
        let mut changes = FIXED_CHANGES.to_vec();
        changes.extend(of_one(id));
        changes.extend(of_category(category));
        changes.push(Change::Weigh(category, Some(share)));
        FIXED.into_iter().chain(changes.into_iter().map(Action::Change)).collect()
    }

    /// Not compiled when there is another action: then it belongs in one of the lists that `parse` looks through, and here.
    #[test]
    fn every_action_is_in_a_list() {
        let kind = |action: &Action| match action {
            Action::CloseProblems | Action::CloseOutdated | Action::Theme(_) | Action::CopyLink => 0,
            Action::CopyTable | Action::CopyText | Action::Copy(_) | Action::Save(_) | Action::Share => 0,
            Action::Embed => 0,
            Action::Change(change) => match change {
                Change::ClearAll | Change::UnweighAll | Change::Chart(_) | Change::Show(_) | Change::Base(_) => 1,
                Change::Themes(_) | Change::Sort(Order::Size | Order::File) => 1,
                Change::Versus(Side::Everyone | Side::Rest | Side::Link) => 1,
                Change::Clear(_) | Change::Named(_) | Change::Question(_) | Change::Level(_) | Change::Rows(_) => 2,
                Change::Targets(_) | Change::Unweigh(_) | Change::Sort(Order::Column(_)) => 2,
                Change::Versus(Side::Named(_)) => 2,
                Change::Toggle(_) | Change::Only(_) | Change::Without(_) | Change::Against(_) => 3,
                Change::Weigh(..) => 3,
            },
        };
        let all = all("a", Category { dimension: "b", id: "c" }, 1);
        let of = |wanted| all.iter().filter(|action| kind(action) == wanted).count();
        assert_eq!([0, 1, 2, 3].map(of), [18, 19, 9, 6]);
        let mut written: Vec<String> = all.iter().map(|action| written(*action)).collect();
        written.sort();
        written.dedup();
        assert_eq!(written.len(), all.len(), "no two are written alike");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(a in "[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", b in "[a-z0-9]{1,8}", share in 0..=10_000_u32) {
            for action in all(&a, Category { dimension: &a, id: &b }, share) {
                let text = written(action);
                prop_assert_eq!(Action::parse(&text), Some(action), "{}", text);
            }
        }

        #[test]
        fn whatever_is_read_is_written_as_it_was_read(text in "[a-z-]{1,8}( [a-z0-9-]{0,8}){0,3}") {
            if let Some(action) = Action::parse(&text) {
                let again = written(action);
                prop_assert_eq!(Action::parse(&again), Some(action), "{}", again);
            }
        }
    }
}
