//! JSON-stat 2.0 (<https://json-stat.org/full/>): a cube that statistical tools read.

use super::{
    Export,
    json::{join, number, text},
};

/// The third dimension of the cube, with labels in the reader's language.
const METRICS: [&str; 5] = ["count", "base", "share", "low", "high"];

impl Export<'_> {
    /// A dataset over rows, columns and metrics (count, base, share, and the ends of its 95 % interval), with a status of `u` or `:u`
    /// where a share is of low reliability, or withheld for it.
    pub fn json_stat(&self) -> String {
        let about = &self.survey.about;
        let rows: Vec<_> = self.rows().collect();
        let row_names: Vec<_> = rows.iter().map(|(_, _, id, label)| (id.clone(), label.clone())).collect();
        let columns: Vec<(String, String)> = self.columns().collect();
        let metric_names: Vec<_> = METRICS.iter().map(|&id| (id.to_owned(), self.metric(id).to_owned())).collect();
        let dimension = &self.survey.dimensions()[self.view.rows];
        let values = rows.iter().flat_map(|(_, cells, _, _)| cells.iter()).flat_map(|cell| {
            let [share, low, high] = self.shown(cell).1.map(number);
            [cell.count.to_string(), cell.base.to_string(), share, low, high]
        });
        // A share and its ends have the flag of their cell; counts have none.
        let flags = rows.iter().flat_map(|(_, cells, _, _)| cells.iter()).enumerate().flat_map(|(i, cell)| {
            let flag = self.shown(cell).0;
            let places = (METRICS.len() * i + 2..METRICS.len() * (i + 1)).filter(move |_| !flag.is_empty());
            places.map(move |place| format!("\"{place}\": {}", text(flag)))
        });
        let mut notes = vec![self.words.chance_only()];
        if !about.narrative.limitations.is_empty() {
            notes.push(&about.narrative.limitations);
        }
        format!(
            "{{\n  \"version\": \"2.0\",\n  \"class\": \"dataset\",\n  \"label\": {},\n  \"source\": {},\n  \"note\": [{}],\n  \
             \"id\": [\"row\", \"column\", \"metric\"],\n  \"size\": [{}, {}, {}],\n  \"role\": {{\"metric\": [\"metric\"]}},\n  \
             \"dimension\": {{\n    \"row\": {},\n    \"column\": {},\n    \"metric\": {}\n  }},\n  \"value\": [{}],\n  \"status\": {{{}}}\n}}\n",
            text(&self.question().text),
            text(&about.title),
            join(notes.into_iter().map(text)),
            rows.len(),
            columns.len(),
            METRICS.len(),
            category(&dimension.label, &row_names),
            category(self.question().name(), &columns),
            category(self.words.metric(), &metric_names),
            join(values),
            join(flags),
        )
    }

    fn metric(&self, id: &str) -> &'static str {
        match id {
            "count" => self.words.metric_count(),
            "base" => self.words.metric_base(),
            "share" => self.words.metric_share(),
            "low" => self.words.metric_low(),
            _ => self.words.metric_high(),
        }
    }
}

fn category(label: &str, names: &[(String, String)]) -> String {
    let index = join(names.iter().map(|(id, _)| text(id)));
    let labels = join(names.iter().map(|(id, label)| format!("{}: {}", text(id), text(label))));
    format!("{{\"label\": {}, \"category\": {{\"index\": [{index}], \"label\": {{{labels}}}}}}}", text(label))
}
