//! The tables of a results file: their form, then the counts of each class against each other.

use super::Check;
use crate::survey::{
    Layout, Table,
    by_column::{Place, own_question, places},
    consistent::consistent,
    file::{Dimension, Entry, Resource, ResultsFile},
};

impl Check {
    /// Whether a resource can be read as a table; reports why not.
    pub fn form(
        &mut self,
        path: &str,
        resource: &Resource,
        file: &ResultsFile,
        layout: &Layout,
        names: &[String],
    ) -> bool {
        let before = self.findings.0.len();
        let Some((header, rows)) = resource.data.split_first() else {
            self.found(
                &format_args!("{path}.data"),
                format_args!("no header row; a table starts with the names of its columns"),
            );
            return false;
        };
        let mut known = Vec::new();
        for (c, place) in places(header, file, names).into_iter().enumerate() {
            match place {
                Some(place) if place != Place::Extra && known.contains(&place) => {
                    self.found(&format_args!("{path}.data[0][{c}]"), format_args!("this column stands twice"));
                }
                Some(place) => known.push(place),
                None => self.found(
                    &format_args!("{path}.data[0][{c}]"),
                    format_args!("not a column name; the first row holds names only"),
                ),
            }
        }
        self.columns(path, &known, layout, names);
        if self.findings.0.len() > before {
            return false;
        }
        for (r, row) in rows.iter().enumerate() {
            let r = r + 1;
            if row.len() != known.len() {
                let problem = format_args!("{} entries under {} columns", row.len(), known.len());
                self.found(&format_args!("{path}.data[{r}]"), problem);
                continue;
            }
            for (c, (entry, place)) in row.iter().zip(&known).enumerate() {
                let result = match (place, entry) {
                    (Place::N | Place::Count(_), Entry::Count(_)) | (Place::Extra, _) => Ok(()),
                    (Place::Dimension(d), entry) => label(entry, &file.dimensions[*d]),
                    _ => Err("not a count; a whole number of respondents belongs here".to_owned()),
                };
                if let Err(problem) = result {
                    self.found(&format_args!("{path}.data[{r}][{c}]"), format_args!("{problem}"));
                }
            }
        }
        self.findings.0.len() == before
    }

    /// The columns that a table needs.
    fn columns(&mut self, path: &str, places: &[Place], layout: &Layout, names: &[String]) {
        let missing = |place: Place| !places.contains(&place);
        let own = own_question(places, layout);
        if missing(Place::N) && own.is_none() {
            self.found(&format_args!("{path}.data[0]"), format_args!("no column \"n\" (respondents of the class)"));
        }
        for (q, columns) in layout.questions.iter().enumerate() {
            let answers = columns.answers();
            // A common table may have `asked` alone if the question has its own tables.
            let left_out =
                if own.is_some() { own != Some(q) } else { answers.clone().all(|c| missing(Place::Count(c))) };
            let needed = if left_out { 0..0 } else { answers };
            let asked = if own.is_none() { columns.asked..columns.asked + 1 } else { 0..0 };
            for column in asked.chain(needed).filter(|&c| missing(Place::Count(c))) {
                self.found(
                    &format_args!("{path}.data[0]"),
                    format_args!("no column \"{}\", which a question declares", names[column]),
                );
            }
        }
    }

    /// At least one table is common, and each question has a table with its answers.
    pub fn complete(&mut self, file: &ResultsFile, layout: &Layout, tables: &[Table]) {
        if !tables.iter().any(|table| table.own.is_none()) {
            let problem = format_args!("the file has no class table of everybody; run `needs-by-field prepare` again");
            self.found(&"resources", problem);
            return;
        }
        for (question, columns) in file.questions.iter().zip(&layout.questions) {
            if !tables.iter().any(|table| table.has(columns)) {
                let id = &question.id;
                self.found(
                    &"resources",
                    format_args!("no table has the answers to \"{id}\" (column \"{id}.answered\")"),
                );
            }
        }
    }

    /// Checks the counts of each class against each other.
    pub fn classes(&mut self, path: &str, table: &Table, file: &ResultsFile, layout: &Layout) {
        let mut total = 0_u64;
        for class in 0..table.len() {
            let row = format!("{path}.data[{}]", class + 1);
            let n = table.n[class];
            total += u64::from(n);
            if n < file.privacy.k {
                let problem = format_args!(
                    "a class of {n} is below the declared k = {}; run `needs-by-field prepare` again",
                    file.privacy.k
                );
                self.found(&row, problem);
            }
            for (q, (question, columns)) in file.questions.iter().zip(&layout.questions).enumerate() {
                if table.own.is_some_and(|own| own != q) {
                    continue;
                }
                let at = |column: usize| table.counts[column][class];
                if table.has(columns) {
                    consistent(question, columns, n, &at, &mut |problem| self.found(&row, problem));
                } else if at(columns.asked) > n {
                    let (id, asked) = (&question.id, at(columns.asked));
                    self.found(&row, format_args!("{id}.asked is {asked}, more than the {n} of the class"));
                }
            }
        }
        let published = u64::from(file.respondents.published);
        if table.own.is_some() && total > published {
            self.found(&path, format_args!("{total} people answered, more than the {published} published"));
        }
        if table.own.is_none() && total != published {
            let problem =
                format_args!("the classes hold {total} respondents, not the {} published", file.respondents.published);
            self.found(&path, problem);
        }
        if let Some(&smallest) = table.n.iter().min()
            && smallest < file.privacy.smallest_class
        {
            let problem =
                format_args!("{} is declared, but a class of {path} has {smallest}", file.privacy.smallest_class);
            self.found(&"privacy.smallest_class", problem);
        }
    }
}

/// Whether an entry labels a class; the error says why not.
fn label(entry: &Entry, dimension: &Dimension) -> Result<(), String> {
    let (codes, known) = match entry {
        Entry::Among(codes) => (codes, false),
        Entry::Known(codes) => (codes, true),
        Entry::Name(_) | Entry::Count(_) => {
            return Err(format!("not a label of \"{}\"; write a list of category codes, such as [0]", dimension.id));
        }
    };
    let mut set = 0_u64;
    for &code in codes {
        if code as usize >= dimension.categories.len() {
            let most = dimension.categories.len() - 1;
            return Err(format!("{code} is not a category of \"{}\"; codes go from 0 to {most}", dimension.id));
        }
        set |= 1 << code;
    }
    if set.count_ones() as usize != codes.len() || codes.is_empty() {
        return Err(format!("a label of \"{}\" names each category once, and at least one", dimension.id));
    }
    if known && codes.len() > 1 && !dimension.multiple {
        let problem = format!("\"{}\" is not `multiple`: nobody is in several of its categories", dimension.id);
        return Err(problem);
    }
    Ok(())
}
