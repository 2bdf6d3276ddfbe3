//! The state of the page: what it shows, and every way to change that.

use crate::{filter::Filter, survey::Survey};

/// Everything that decides what the page shows of a survey; [`crate::query`] writes and parses it.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    pub filter: Filter,
    /// Position of the question.
    pub question: usize,
    /// Position of the dimension whose categories are the rows; the field unless the reader chose another.
    pub rows: usize,
    /// Show the themes of a question instead of its choices.
    pub themes: bool,
    /// The measure shown of each item of a rating or ranking: a position in [`crate::survey::file::Question::measures`].
    pub level: usize,
    pub chart: Chart,
    pub show: Show,
    pub base: Base,
    pub sort: Sort,
    /// The other side of the *compare* chart.
    pub versus: Versus,
    /// Target shares of groups, for the what-if; in the order they were set.
    pub weights: Vec<Weight>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Chart {
    #[default]
    Matrix,
    Ranking,
    Compare,
    Sample,
    Sensitivity,
    Table,
}

/// The number that a mark shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Show {
    #[default]
    Share,
    Count,
}

/// The base of a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// Respondents who answered.
    #[default]
    Answered,
    /// Respondents who were asked, whether or not they answered.
    Asked,
}

/// The order of a matrix's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The largest base first.
    #[default]
    Size,
    /// As the author listed them.
    File,
    /// Largest share of this column first.
    Column(usize),
}

/// The other side of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Versus {
    /// Every published respondent.
    #[default]
    Everyone,
    /// Everybody outside this view.
    Rest,
    /// The respondents of another filter.
    Filter(Filter),
}

/// The target share of a category in a what-if.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    pub dimension: usize,
    pub category: usize,
    /// 0 to 1.
    pub share: f64,
}

impl Chart {
    pub const ALL: [Chart; 6] =
        [Chart::Matrix, Chart::Ranking, Chart::Compare, Chart::Sample, Chart::Sensitivity, Chart::Table];

    /// Its word in the query string.
    pub fn id(self) -> &'static str {
        match self {
            Chart::Matrix => "matrix",
            Chart::Ranking => "ranking",
            Chart::Compare => "compare",
            Chart::Sample => "sample",
            Chart::Sensitivity => "sensitivity",
            Chart::Table => "table",
        }
    }
}

impl View {
    /// The default view: everybody, the question that leads, as a matrix.
    pub fn of(survey: &Survey) -> View {
        View {
            filter: Filter::everyone(survey.dimensions().len()),
            question: survey.leading(),
            rows: survey.field,
            themes: false,
            level: survey.questions()[survey.leading()].first_measure(),
            chart: Chart::default(),
            show: Show::default(),
            base: Base::default(),
            sort: Sort::default(),
            versus: Versus::default(),
            weights: Vec::new(),
        }
    }

    /// The dimensions that a table must have to answer the view: filtered, weighted, and the rows.
    pub fn dimensions(&self) -> Vec<usize> {
        let mut used: Vec<usize> = self.filter.dimensions().collect();
        used.extend(self.weights.iter().map(|w| w.dimension));
        used.push(self.rows);
        used.sort_unstable();
        used.dedup();
        used
    }

    /// Keeps or drops one category of a dimension.
    pub fn toggle(&mut self, survey: &Survey, dimension: usize, category: usize) {
        let all = survey.dimensions()[dimension].all();
        let kept = self.filter.kept(dimension).unwrap_or(all);
        self.filter.keep(dimension, kept ^ 1 << category, all);
    }

    /// Keeps one category of a dimension and no other.
    pub fn only(&mut self, survey: &Survey, dimension: usize, category: usize) {
        self.filter.keep(dimension, 1 << category, survey.dimensions()[dimension].all());
    }

    /// Keeps all categories of a dimension but one.
    pub fn leave_out(&mut self, survey: &Survey, dimension: usize, category: usize) {
        let all = survey.dimensions()[dimension].all();
        self.filter.keep(dimension, all & !(1 << category), all);
    }

    /// Compares the view's members of a category with its other members.
    pub fn set_against(&mut self, survey: &Survey, dimension: usize, category: usize) {
        self.leave_out(survey, dimension, category);
        self.versus = Versus::Filter(self.filter.clone());
        self.only(survey, dimension, category);
        self.chart = Chart::Compare;
    }

    pub fn clear_filters(&mut self) {
        self.filter = self.filter.cleared();
    }

    /// Changes the base to one that the file has: a question with its own tables has no `asked`. Returns whether anything
    /// changed.
    pub fn fit(&mut self, survey: &Survey) -> bool {
        let own = survey.table_for(self.question, &self.dimensions()).is_some_and(|table| table.own.is_some());
        let changes = own && self.base == Base::Asked;
        if changes {
            self.base = Base::Answered;
        }
        changes
    }

    /// Switches the question and resets what depends on it: themes, level, sort column.
    pub fn ask(&mut self, survey: &Survey, question: usize) {
        if question != self.question {
            self.question = question;
            self.themes = false;
            self.level = survey.questions()[question].first_measure();
            if let Sort::Column(_) = self.sort {
                self.sort = Sort::default();
            }
        }
    }

    /// Sets, changes or (`None`) removes the target share of a category.
    pub fn weigh(&mut self, dimension: usize, category: usize, share: Option<f64>) {
        let place = self.weights.iter().position(|w| (w.dimension, w.category) == (dimension, category));
        match (place, share) {
            (Some(i), Some(share)) => self.weights[i].share = share,
            (None, Some(share)) => self.weights.push(Weight { dimension, category, share }),
            (Some(i), None) => {
                self.weights.remove(i);
            }
            (None, None) => {}
        }
    }
}
