//! The input in canonical form: checked, equal keys summed, sorted by key, stored by row.

use super::{AnonymizeError, Cell, DimensionSpec, Options, Tables, groups};
use needs_core::survey::{all_of, categories_in};

/// Distinct combinations of categories, ascending by key, so that the order of the input changes nothing.
pub(super) struct Cells {
    dimensions: usize,
    /// `[cell * dimensions + dimension]`: categories as bits.
    keys: Vec<u64>,
    /// Respondents, `[cell]`.
    pub n: Vec<u32>,
    pub width: usize,
    /// `[cell * width + column]`.
    counts: Vec<u32>,
    /// For each cell of the input, its position here.
    pub source: Vec<usize>,
    pub respondents: u32,
    /// Columns of groups that a class may not have too few of, or too few others: each once.
    pub groups: Vec<usize>,
    /// Their names, for messages.
    pub group_names: Vec<String>,
}

impl Cells {
    pub fn check(dimensions: &[DimensionSpec], cells: Vec<Cell>, options: &Options) -> Result<Cells, AnonymizeError> {
        if options.k == 0 {
            return Err(AnonymizeError::ZeroK);
        }
        if dimensions.is_empty() {
            return Err(AnonymizeError::NoDimension);
        }
        for d in dimensions {
            let problem = match d.categories.len() {
                0 => "it has no category",
                1..=64 => continue,
                _ => "more than 64 categories; merge rare ones into \"other\"",
            };
            return Err(AnonymizeError::Dimension { dimension: d.id.clone(), problem: problem.to_owned() });
        }
        check_tables(dimensions, options)?;
        let width = cells.first().map_or(0, |cell| cell.counts.len());
        check_columns(&cells, options)?;
        let mut respondents = 0_u32;
        for (i, cell) in cells.iter().enumerate() {
            let wrong = |problem: String| Err(AnonymizeError::Cell { cell: i, problem });
            if cell.key.len() != dimensions.len() {
                return wrong(format!("a key of {} for {} dimensions", cell.key.len(), dimensions.len()));
            }
            for (&key, d) in cell.key.iter().zip(dimensions) {
                if key == 0 || key & !all_of(d.categories.len()) != 0 {
                    return wrong(format!(
                        "{key:#b} is not a set of the {} categories of \"{}\"",
                        d.categories.len(),
                        d.id
                    ));
                }
                if !d.multiple && !key.is_power_of_two() {
                    return wrong(format!("several categories of \"{}\", which is not `multiple`", d.id));
                }
            }
            if cell.n == 0 {
                return wrong("nobody is in it; leave empty combinations out".to_owned());
            }
            if cell.counts.len() != width {
                return wrong(format!("{} counts, where the first cell has {width}", cell.counts.len()));
            }
            if let Some(column) = cell.counts.iter().position(|&count| count > cell.n) {
                return wrong(format!(
                    "count {column} is {}, more than its {} respondents",
                    cell.counts[column], cell.n
                ));
            }
            respondents = respondents.checked_add(cell.n).ok_or(AnonymizeError::TooMany)?;
        }
        if respondents < options.k {
            return Err(AnonymizeError::TooFew { respondents, k: options.k });
        }
        let mut cells = Cells::sorted(dimensions.len(), width, respondents, &cells);
        cells.groups = groups::distinct(&cells, &options.columns);
        cells.group_names = cells.groups.iter().map(|&group| options.columns[group].name.clone()).collect();
        groups::check_everybody(&cells, options)?;
        Ok(cells)
    }

    fn sorted(dimensions: usize, width: usize, respondents: u32, cells: &[Cell]) -> Cells {
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by(|&a, &b| cells[a].key.cmp(&cells[b].key));
        let mut sorted = Cells {
            dimensions,
            keys: Vec::with_capacity(cells.len() * dimensions),
            n: Vec::with_capacity(cells.len()),
            width,
            counts: Vec::with_capacity(cells.len() * width),
            source: vec![0; cells.len()],
            respondents,
            groups: Vec::new(),
            group_names: Vec::new(),
        };
        let mut last: Option<usize> = None;
        for &i in &order {
            let cell = &cells[i];
            if last.is_some_and(|last| cells[last].key == cell.key) {
                let at = sorted.n.len() - 1;
                sorted.n[at] += cell.n;
                let row = &mut sorted.counts[at * width..];
                row.iter_mut().zip(&cell.counts).for_each(|(sum, &count)| *sum += count);
            } else {
                sorted.keys.extend(&cell.key);
                sorted.n.push(cell.n);
                sorted.counts.extend(&cell.counts);
            }
            sorted.source[i] = sorted.n.len() - 1;
            last = Some(i);
        }
        sorted
    }

    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn key(&self, cell: usize) -> &[u64] {
        &self.keys[cell * self.dimensions..][..self.dimensions]
    }

    /// Where a key is, if anybody has it.
    pub fn position(&self, key: &[u64]) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.key(middle).cmp(key) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub fn counts(&self, cell: usize) -> &[u32] {
        &self.counts[cell * self.width..][..self.width]
    }

    /// A column, by cell.
    pub fn column(&self, column: usize) -> impl Iterator<Item = u32> {
        (0..self.len()).map(move |cell| self.counts(cell)[column])
    }
}

/// `a + b` for a set of categories, in words of the codebook.
pub(super) fn names(dimension: &DimensionSpec, set: u64) -> String {
    categories_in(set).filter_map(|c| dimension.categories.get(c)).map(String::as_str).collect::<Vec<_>>().join(" + ")
}

/// Every column that the options speak of is there.
fn check_columns(cells: &[Cell], options: &Options) -> Result<(), AnonymizeError> {
    let Some(width) = cells.first().map(|cell| cell.counts.len()) else { return Ok(()) };
    let missing = |column: usize, name: &str| {
        let problem = format!("it has no column {column} for \"{name}\"");
        Err(AnonymizeError::Cell { cell: 0, problem })
    };
    for choice in &options.sensitive {
        if choice.chosen.max(choice.answered) >= width {
            return missing(choice.chosen.max(choice.answered), &choice.name);
        }
    }
    for (c, column) in options.columns.iter().enumerate() {
        if c >= width {
            return missing(c, &column.name);
        }
        if let Some(among) = column.among.filter(|&among| among >= c) {
            let problem = format!("column {c}, \"{}\", is among column {among}, which is not before it", column.name);
            return Err(AnonymizeError::Cell { cell: 0, problem });
        }
    }
    Ok(())
}

fn check_tables(dimensions: &[DimensionSpec], options: &Options) -> Result<(), AnonymizeError> {
    if options.field >= dimensions.len() {
        let problem = format!("the field is dimension {}, of {}", options.field, dimensions.len());
        return Err(AnonymizeError::Table { table: 0, problem });
    }
    let Tables::Explicit(lists) = &options.tables else { return Ok(()) };
    if lists.is_empty() {
        return Err(AnonymizeError::Table { table: 0, problem: "the list of tables is empty".to_owned() });
    }
    for (table, list) in lists.iter().enumerate() {
        let twice = list.iter().enumerate().any(|(i, d)| list[..i].contains(d));
        let problem = match () {
            () if list.is_empty() => "it has no dimension",
            () if list.iter().any(|&d| d >= dimensions.len()) => "it names a dimension that is not there",
            () if twice => "it names a dimension twice",
            () => continue,
        };
        return Err(AnonymizeError::Table { table, problem: problem.to_owned() });
    }
    Ok(())
}
