//! The layout of count columns in a table.

use super::file::{Kind, Question};

/// The columns of all questions, in file order; the same for every table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub questions: Vec<Columns>,
    /// Number of count columns of a table.
    pub width: usize,
}

/// The positions of one question's columns in `Table::counts`.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Respondents who were asked.
    pub asked: usize,
    /// Respondents who were asked and said something.
    pub answered: usize,
    /// The first choice, or the first item's first level.
    first: usize,
    choices: usize,
    levels: usize,
    /// One past its last column.
    end: usize,
    /// The base of an item is who rated it, not who answered the question.
    pub own_bases: bool,
    /// `[measure]`: the levels or places it counts together (see [`Question::measures`]).
    measures: Vec<Vec<usize>>,
    /// The first pair of choices, if the file counts pairs.
    pairs: Option<usize>,
    /// Of a ranking that counts them: the first of who put one item before another, and the number of items.
    before: Option<(usize, usize)>,
}

impl Columns {
    /// The columns of the answers, starting with `answered`; `asked` is not among them.
    pub fn answers(&self) -> std::ops::Range<usize> {
        self.answered..self.end
    }

    /// Those who answered `question` (whose columns these are), then those who answered each optional part of it, such as
    /// an item of a rating: a name, and the columns whose sum is the number.
    pub fn answering(&self, question: &Question) -> Vec<(String, std::ops::Range<usize>)> {
        let all = (format!("{}.answered", question.id), self.answered..self.answered + 1);
        let item = |(i, item): (usize, &super::file::Item)| {
            (format!("{}.{}", question.id, item.id), self.level(i, 0)..self.level(i, self.levels))
        };
        std::iter::once(all).chain(question.items().iter().enumerate().map(item)).collect()
    }

    /// The column of choice `c` (single, multiple).
    pub fn choice(&self, c: usize) -> usize {
        self.first + c
    }

    /// The column of those who chose at least one choice of theme `t` (multiple).
    pub fn theme(&self, t: usize) -> usize {
        self.first + self.choices + t
    }

    /// The column of those who chose both `a` and `b`, in any order; none if the file does not count pairs.
    pub fn pair(&self, a: usize, b: usize) -> Option<usize> {
        self.pairs.map(|first| first + pair(self.choices, a, b))
    }

    /// The columns of all pairs, in the order of [`pair`]; empty if the file does not count pairs.
    pub fn pairs(&self) -> std::ops::Range<usize> {
        self.pairs.map_or(0..0, |first| first..first + pairs(self.choices))
    }

    /// The column of those who put item `a` before item `b`, or ranked `a` alone of the two; none if the file does not count
    /// these, or for one item.
    pub fn before(&self, a: usize, b: usize) -> Option<usize> {
        let (first, items) = self.before.filter(|_| a != b)?;
        Some(first + before(items, a, b))
    }

    /// The columns of who put one item before another, in the order of [`before`]; empty if the file does not count these.
    pub fn befores(&self) -> std::ops::Range<usize> {
        self.before.map_or(0..0, |(first, items)| first..first + items * items.saturating_sub(1))
    }

    /// The columns that a measure of item `i` counts (rating, ranking).
    pub fn measure(&self, i: usize, measure: usize) -> impl Iterator<Item = usize> + '_ {
        self.measures[measure].iter().map(move |&step| self.level(i, step))
    }

    /// The column of those who gave item `i` the level `l` (rating), or place `l`, counted from 0 (ranking).
    pub fn level(&self, i: usize, l: usize) -> usize {
        self.first + i * self.levels + l
    }

    /// The number of levels or places of an item (rating, ranking), else 0.
    pub fn levels(&self) -> usize {
        self.levels
    }
}

/// The number of pairs of `k` things.
pub fn pairs(k: usize) -> usize {
    k * k.saturating_sub(1) / 2
}

/// The position of `a` and `b`, in any order, among the pairs of `k` things: (0, 1), (0, 2), ..., (1, 2), ...
pub fn pair(k: usize, a: usize, b: usize) -> usize {
    let (a, b) = (a.min(b), a.max(b));
    a * (2 * k - a - 1) / 2 + b - a - 1
}

/// The position of two different ones of `n` things, in this order: (0, 1), (0, 2), ..., (1, 0), (1, 2), ...
pub fn before(n: usize, a: usize, b: usize) -> usize {
    a * (n - 1) + b - usize::from(b > a)
}

impl Layout {
    pub fn of(questions: &[Question]) -> Layout {
        let mut layout = Layout::default();
        for question in questions {
            let start = layout.width;
            let columns = Columns {
                asked: start,
                answered: start + 1,
                first: start + 2,
                choices: question.choices().len(),
                levels: question.steps(),
                own_bases: matches!(question.kind, Kind::Rating { .. }),
                measures: question.measures().into_iter().map(|measure| measure.steps).collect(),
                end: start + Layout::names(question).len(),
                before: question
                    .ranks_pairs()
                    .then_some((start + 2 + question.items().len() * question.steps(), question.items().len())),
                pairs: question.has_pairs().then_some(start + 2 + question.choices().len() + question.themes().len()),
            };
            layout.width = columns.end;
            layout.questions.push(columns);
        }
        layout
    }

    /// The names of a question's columns in the file, in the order of their positions.
    pub fn names(question: &Question) -> Vec<String> {
        let q = &question.id;
        let mut names = vec![format!("{q}.asked"), format!("{q}.answered")];
        match &question.kind {
            Kind::Single { choices } | Kind::Number { bands: choices } | Kind::Nps { groups: choices } => {
                names.extend(choices.iter().map(|c| format!("{q}.{}", c.id)));
            }
            Kind::Multiple { choices, themes, pairs } => {
                names.extend(choices.iter().map(|c| format!("{q}.{}", c.id)));
                names.extend(themes.iter().map(|t| format!("{q}.theme.{}", t.id)));
                if *pairs {
                    for (i, a) in choices.iter().enumerate() {
                        names.extend(choices[i + 1..].iter().map(|b| format!("{q}.pair.{}.{}", a.id, b.id)));
                    }
                }
            }
            Kind::Rating { levels, items, .. } => {
                for item in items {
                    names.extend(levels.iter().map(|l| format!("{q}.{}.{}", item.id, l.id)));
                }
            }
            Kind::Ranking { items, places, pairs } => {
                for item in items {
                    names.extend((1..=*places).map(|place| format!("{q}.{}.{place}", item.id)));
                }
                for (i, a) in items.iter().enumerate().filter(|_| *pairs) {
                    let others = items.iter().enumerate().filter(|(j, _)| *j != i);
                    names.extend(others.map(|(_, b)| format!("{q}.before.{}.{}", a.id, b.id)));
                }
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::example::example;

    #[test]
    fn a_pair_has_one_place_in_either_order_and_places_follow_each_other() {
        for k in 0..9 {
            let all: Vec<usize> = (0..k).flat_map(|a| (a + 1..k).map(move |b| pair(k, a, b))).collect();
            assert_eq!(all, (0..pairs(k)).collect::<Vec<_>>());
            assert!((0..k).all(|a| (0..k).all(|b| a == b || pair(k, a, b) == pair(k, b, a))));
        }
    }

    #[test]
    fn the_column_of_who_put_one_item_before_another_has_its_name() {
        let mut question = example().about.questions[0].clone();
        let item = |id: &str| crate::survey::file::Item { id: id.to_owned(), label: id.to_owned() };
        question.kind = Kind::Ranking { items: ["a", "b", "c"].map(item).to_vec(), places: 2, pairs: true };
        let names = Layout::names(&question);
        let layout = Layout::of(std::slice::from_ref(&question));
        let columns = &layout.questions[0];
        assert_eq!((layout.width, columns.befores()), (names.len(), 8..14));
        for (a, b, name) in [(0, 1, "a.b"), (0, 2, "a.c"), (1, 0, "b.a"), (1, 2, "b.c"), (2, 0, "c.a"), (2, 1, "c.b")] {
            let column = columns.before(a, b).expect("counted");
            assert_eq!(names[column], format!("needs.before.{name}"));
        }
        assert_eq!(columns.before(1, 1), None);
    }

    #[test]
    fn the_column_of_a_pair_has_its_name() {
        let mut question = example().about.questions[0].clone();
        let Kind::Multiple { pairs, .. } = &mut question.kind else { panic!("a multiple question") };
        *pairs = true;
        let names = Layout::names(&question);
        let layout = Layout::of(std::slice::from_ref(&question));
        let columns = &layout.questions[0];
        assert_eq!(layout.width, names.len());
        assert_eq!(names[columns.pair(3, 1).expect("asked for")], "needs.pair.gpu.none");
        assert_eq!(columns.pairs(), layout.width - 6..layout.width);
    }
}
