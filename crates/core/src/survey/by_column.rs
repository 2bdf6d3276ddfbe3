//! From the rows of a resource to a table by column.

use super::{
    Label, Layout, Table,
    file::{Entry, Resource, ResultsFile},
};

/// The content of a table's column.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    Dimension(usize),
    N,
    Count(usize),
    /// Of another tool: no question declares it.
    Extra,
}

/// What the columns under a header hold; none for an entry that is no name.
pub(super) fn places(header: &[Entry], file: &ResultsFile, names: &[String]) -> Vec<Option<Place>> {
    let place = |name: &String| {
        if name == "n" {
            return Place::N;
        }
        match file.dimensions.iter().position(|d| d.id == *name) {
            Some(d) => Place::Dimension(d),
            None => names.iter().position(|n| n == name).map_or(Place::Extra, Place::Count),
        }
    };
    header.iter().map(|entry| if let Entry::Name(name) = entry { Some(place(name)) } else { None }).collect()
}

/// The question whose own table has these columns: none of respondents, all of its answers and no others.
pub(super) fn own_question(places: &[Place], layout: &Layout) -> Option<usize> {
    let has = |column: usize| places.contains(&Place::Count(column));
    if places.contains(&Place::N) {
        return None;
    }
    let mut own = (0..layout.questions.len()).filter(|&q| has(layout.questions[q].answered));
    let question = own.next()?;
    let answers = layout.questions[question].answers();
    let alone = (0..layout.width).all(|column| !has(column) || answers.contains(&column));
    (alone && own.next().is_none()).then_some(question)
}

/// The table of a resource whose form is valid (`validate::tables`); of another one, entries that do not fit their column
/// are passed over.
#[inline(never)]
pub(super) fn table(resource: Resource, file: &ResultsFile, layout: &Layout, names: &[String]) -> Table {
    let mut rows = resource.data.into_iter();
    let header = rows.next().unwrap_or_default();
    let places: Vec<Place> = places(&header, file, names).into_iter().flatten().collect();
    let own = own_question(&places, layout);
    let of_dimension = |place: &Place| if let Place::Dimension(d) = place { Some(*d) } else { None };
    let dimensions: Vec<usize> = places.iter().filter_map(of_dimension).collect();
    let mut table = Table {
        name: resource.name,
        own,
        labels: vec![Vec::new(); dimensions.len()],
        dimensions,
        n: Vec::new(),
        counts: vec![Vec::new(); names.len()],
    };
    for row in rows {
        let mut labels = table.labels.iter_mut();
        for (entry, place) in row.into_iter().zip(&places) {
            match (place, entry) {
                (Place::N, Entry::Count(count)) => table.n.push(count),
                (Place::Count(column), Entry::Count(count)) => table.counts[*column].push(count),
                (Place::Dimension(_), entry) => {
                    let label = match entry {
                        Entry::Among(codes) => Label::among(set(&codes)),
                        Entry::Known(codes) => Label::all_of(set(&codes)),
                        Entry::Name(_) | Entry::Count(_) => continue,
                    };
                    labels.next().expect("a list for each dimension").push(label);
                }
                _ => {}
            }
        }
    }
    if let Some(columns) = own.map(|q| &layout.questions[q]) {
        table.n = table.counts[columns.answered].clone();
        table.counts[columns.asked] = table.n.clone();
    }
    table
}

/// Category codes as bits.
fn set(codes: &[u32]) -> u64 {
    codes.iter().fold(0, |set, code| set | 1 << code)
}
