//! Where the counts of each question stand in a table.

use super::file::{Kind, Question};

/// Columns of all questions, in file order; the same for every table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub questions: Vec<Columns>,
    /// How many count columns a table has.
    pub width: usize,
}

/// Positions of one question's columns in `Table::counts`.
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
}

impl Columns {
    /// How many chose choice `c` (single, multiple).
    pub fn choice(&self, c: usize) -> usize {
        self.first + c
    }

    /// How many chose at least one choice of theme `t` (multiple).
    pub fn theme(&self, t: usize) -> usize {
        self.first + self.choices + t
    }

    /// How many gave item `i` the level `l` (rating).
    pub fn level(&self, i: usize, l: usize) -> usize {
        self.first + i * self.levels + l
    }

    /// How many levels an item has (rating), else 0.
    pub fn levels(&self) -> usize {
        self.levels
    }
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
                choices: question.choices.len(),
                levels: question.levels.len(),
            };
            layout.questions.push(columns);
            layout.width += Layout::names(question).len();
        }
        layout
    }

    /// The names of a question's columns in the file, in the order of their positions.
    pub fn names(question: &Question) -> Vec<String> {
        let q = &question.id;
        let mut names = vec![format!("{q}.asked"), format!("{q}.answered")];
        match question.kind {
            Kind::Single | Kind::Multiple => {
                names.extend(question.choices.iter().map(|c| format!("{q}.{}", c.id)));
                names.extend(question.themes.iter().map(|t| format!("{q}.theme.{}", t.id)));
            }
            Kind::Rating => {
                for item in &question.items {
                    names.extend(question.levels.iter().map(|l| format!("{q}.{}.{}", item.id, l.id)));
                }
            }
        }
        names
    }
}
