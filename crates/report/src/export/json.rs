//! The cross-tabulation as JSON, for scripts.

use super::{Export, six_digits};
use needs_core::{estimate::Proportion, query};

impl Export<'_> {
    /// `{survey, version, fingerprint, query, question, columns: [{id, label}], rows: [{id, label, n, asked,
    /// answered, unknown, cells: [{column, count, base, share, low, high}]}]}`; shares 0 to 1 or null.
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
        let rows: Vec<String> = self
            .rows()
            .map(|(row, cells, id, label)| {
                let cells = join(self.columns().zip(cells).map(|((column, _), cell)| cell_json(&column, cell)));
                format!(
                    "    {{\"id\": {}, \"label\": {}, \"n\": {}, \"asked\": {}, \"answered\": {}, \"unknown\": {}, \"cells\": [{cells}]}}",
                    text(&id), text(&label), row.n, row.asked, row.answered, row.unknown,
                )
            })
            .collect();
        out.push_str(&format!("  \"rows\": [\n{}\n  ]\n}}\n", rows.join(",\n")));
        out
    }
}

fn cell_json(column: &str, cell: &Proportion) -> String {
    let interval = cell.interval();
    format!(
        "{{\"column\": {}, \"count\": {}, \"base\": {}, \"share\": {}, \"low\": {}, \"high\": {}}}",
        text(column),
        cell.count,
        cell.base,
        number(cell.share()),
        number(interval.map(|i| i.low)),
        number(interval.map(|i| i.high)),
    )
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
