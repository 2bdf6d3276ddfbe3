//! The mean place of each item of a ranking, unweighted and among those who ranked the item.

use needs_core::{
    Survey,
    crosstab::CrossTab,
    estimate::{Mean, mean},
    reliability::least_base,
    survey::file::Kind,
    view::View,
};

/// `[row][item]`, in the order of the cross-tabulation's rows and columns; none for items that too few ranked.
///
/// None of other kinds of questions, and under a what-if, where unweighted counts do not apply.
pub fn mean_places(survey: &Survey, view: &View) -> Option<Vec<Vec<Option<Mean>>>> {
    let Kind::Ranking { places, .. } = survey.questions()[view.question].kind else { return None };
    if !view.weights.is_empty() {
        return None;
    }
    let at = |place: usize| CrossTab::of(survey, &View { level: place, ..view.clone() });
    let tabs = (0..places).map(at).collect::<Result<Vec<CrossTab>, _>>().ok()?;
    let (rows, items) = tabs.first().map(|tab| (tab.cells.len(), tab.columns.len()))?;
    let of_item = |row: usize, item: usize| {
        let counts: Vec<(f64, u64)> = (tabs.iter().enumerate())
            .map(|(place, tab)| (place as f64 + 1.0, u64::from(tab.cells[row][item].count)))
            .collect();
        mean(&counts).filter(|mean| mean.n >= u64::from(least_base(survey)))
    };
    Some((0..rows).map(|row| (0..items).map(|item| of_item(row, item)).collect()).collect())
}
