//! The cross-tabulation as JSON, for scripts.

use super::{Export, six_digits};
use crate::{Majority, majorities, mean_places};
use needs_core::{
    estimate::{Mean, Proportion},
    query,
};

impl Export<'_> {
    /// `{survey, version, fingerprint, query, question, columns: [{id, label}], rows: [{id, label, n, asked,
    /// answered, unknown, cells: [{column, count, base, share, low, high, flag}]}]}`; shares 0 to 1, or null where there is no base or too
    /// small a one; flags `u` (low reliability), `:u` (withheld for it), or empty. A ranking
    /// with `pairs` has `majorities: [{first, second, count, base}]` of everybody: how many put one item before another, of those who
    /// ranked either. Its cells also have `mean_place: {mean, low, high, n}` of those who ranked the item, or null; not under a what-if.
    pub fn json(&self) -> String {
        let about = &self.survey.about;
        let mut out = String::from("{\n");
        for (name, value) in [
            ("survey", about.name.as_str()),
            ("version", &about.version),
            ("fingerprint", &self.survey.fingerprint),
            ("query", &query::format(self.view, &query::Page::default(), self.survey)),
            ("question", &self.question().id),
        ] {
            out.push_str(&format!("  \"{name}\": {},\n", text(value)));
        }
        let columns =
            self.columns().map(|(id, label)| format!("{{\"id\": {}, \"label\": {}}}", text(&id), text(&label)));
        out.push_str(&format!("  \"columns\": [{}],\n", join(columns)));
        let means = mean_places(self.survey, self.view);
        let rows: Vec<String> = self
            .rows()
            .zip(self.tab.order(self.view.sort))
            .map(|((row, cells, id, label), r)| {
                let means = means.as_ref().map(|rows| &rows[r]);
                let cell = |(c, ((column, _), cell)): (usize, ((String, String), &Proportion))| {
                    self.cell(&column, cell, means.map(|items| items[c]))
                };
                let cells = join(self.columns().zip(cells).enumerate().map(cell));
                format!(
                    "    {{\"id\": {}, \"label\": {}, \"n\": {}, \"asked\": {}, \"answered\": {}, \"unknown\": {}, \"cells\": [{cells}]}}",
                    text(&id), text(&label), row.n, row.asked, row.answered, row.unknown,
                )
            })
            .collect();
        let majorities = majorities(self.survey, self.view, self.tab);
        if !majorities.is_empty() {
            let ids: Vec<String> = self.question().items().iter().map(|item| text(&item.id)).collect();
            let each = majorities.iter().map(|Majority { first, second, share }| {
                let (first, second) = (&ids[*first], &ids[*second]);
                format!(
                    "{{\"first\": {first}, \"second\": {second}, \"count\": {}, \"base\": {}}}",
                    share.count, share.base
                )
            });
            out.push_str(&format!("  \"majorities\": [{}],\n", join(each)));
        }
        out.push_str(&format!("  \"rows\": [\n{}\n  ]\n}}\n", rows.join(",\n")));
        out
    }

    fn cell(&self, column: &str, cell: &Proportion, mean: Option<Option<Mean>>) -> String {
        let (flag, [share, low, high]) = self.shown(cell);
        format!(
            "{{\"column\": {}, \"count\": {}, \"base\": {}, \"share\": {}, \"low\": {}, \"high\": {}, \"flag\": {}{}}}",
            text(column),
            cell.count,
            cell.base,
            number(share),
            number(low),
            number(high),
            text(flag),
            mean.map_or(String::new(), |mean| format!(", \"mean_place\": {}", mean_json(mean))),
        )
    }
}

fn mean_json(mean: Option<Mean>) -> String {
    mean.map_or("null".to_owned(), |mean| {
        let [value, low, high] = [mean.value, mean.low, mean.high].map(six_digits);
        format!("{{\"mean\": {value}, \"low\": {low}, \"high\": {high}, \"n\": {}}}", mean.n)
    })
}

/// A JSON string.
pub(super) fn text(value: &str) -> String {
    serde_json::to_string(value).expect("a string is always JSON")
}

/// A JSON number, or null for none.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or("null".to_owned(), six_digits)
}

pub(super) fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
