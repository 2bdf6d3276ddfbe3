//! The actions of a reader, and their encoding in the attributes of buttons and fields.
//!
//! The attribute `data-do` holds an [`Action`] as words separated by spaces: `only region australia`. A field adds the last
//! word: `<select data-do="chart">` the value of the chosen option, `<input data-do="weigh region australia">` the text
//! typed. Actions use ids, so that an attribute stays valid whatever the page shows later.

mod encoding;

pub(crate) use encoding::push_percent;
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
    /// Opens the what-if of a limitation: the sensitivity chart, with the reader's target shares of its dimension, else the
    /// author's if any ([`sensitivity::pull`]).
    Suppose(Category<'a>),
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

impl<'a> Change<'a> {
    /// Applies the change to a view of a survey; none, without a change, if the survey lacks one of its ids, or a table for the
    /// what-if.
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
            Change::Suppose(category) => {
                let (d, _) = category.in_survey(survey)?;
                *view = sensitivity::pull(survey, view, d)?;
                view.chart = Chart::Sensitivity;
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::{query::Page, survey::example::example};

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
        assert_eq!(after(&["suppose region australia"]), "chart=sensitivity&weight=region:australia:0.02");
        let own = "weigh region australia 30";
        assert_eq!(after(&[own, "suppose region elsewhere"]), "chart=sensitivity&weight=region:australia:0.3");
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
}
