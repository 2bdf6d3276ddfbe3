//! Agreement of two coders on one code.

use super::Unit;

/// Units by whether each of two coders gave the code. For more coders, pairs of coders and units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TwoByTwo {
    pub both: u64,
    pub first: u64,
    pub second: u64,
    pub neither: u64,
}

impl TwoByTwo {
    pub fn n(&self) -> u64 {
        self.both + self.first + self.second + self.neither
    }

    /// The share of units on which both say the same, in 0..=1.
    pub fn percent(&self) -> Option<f64> {
        share(self.both + self.neither, self.n())
    }

    /// Of the judgements that gave the code, the share that the other coder made too, in 0..=1 (Cicchetti and Feinstein 1990).
    /// None if nobody gave it.
    pub fn positive(&self) -> Option<f64> {
        share(2 * self.both, 2 * self.both + self.first + self.second)
    }

    /// The same of the judgements that did not give it.
    pub fn negative(&self) -> Option<f64> {
        share(2 * self.neither, 2 * self.neither + self.first + self.second)
    }

    fn add(&mut self, first: bool, second: bool) {
        *match (first, second) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.first,
            (false, true) => &mut self.second,
            (false, false) => &mut self.neither,
        } += 1;
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// What two coders made of the units that both coded.
fn table(ratings: &[Unit<bool>], first: usize, second: usize) -> TwoByTwo {
    let mut table = TwoByTwo::default();
    for unit in ratings {
        if let (Some(a), Some(b)) = (unit[first], unit[second]) {
            table.add(a, b);
        }
    }
    table
}

/// The tables of every two coders, added up; the first of two is the one who comes first.
pub fn counted(ratings: &[Unit<bool>]) -> TwoByTwo {
    let mut sum = TwoByTwo::default();
    for (first, second) in pairs(ratings) {
        let table = table(ratings, first, second);
        sum.both += table.both;
        sum.first += table.first;
        sum.second += table.second;
        sum.neither += table.neither;
    }
    sum
}

/// Cohen's κ (1960): agreement beyond what two coders would have who give the code as often as these, by chance. None where both
/// give it always, or both never.
pub fn cohens_kappa(table: &TwoByTwo) -> Option<f64> {
    let n = table.n() as f64;
    let observed = table.percent()?;
    let (first, second) = ((table.both + table.first) as f64 / n, (table.both + table.second) as f64 / n);
    let varies = |given: u64| given > 0 && given < table.n();
    if !varies(table.both + table.first) && !varies(table.both + table.second) && observed == 1.0 {
        return None;
    }
    let chance = first * second + (1.0 - first) * (1.0 - second);
    Some((observed - chance) / (1.0 - chance))
}

/// The mean of Cohen's κ over every two coders who coded the same units (Light 1971); of two coders, Cohen's κ. None if any of
/// them is undefined.
pub fn lights_kappa(ratings: &[Unit<bool>]) -> Option<f64> {
    let tables = pairs(ratings).map(|(first, second)| table(ratings, first, second)).filter(|table| table.n() > 0);
    let each: Vec<Option<f64>> = tables.map(|table| cohens_kappa(&table)).collect();
    let kappas: Vec<f64> = each.into_iter().collect::<Option<_>>()?;
    (!kappas.is_empty()).then(|| kappas.iter().sum::<f64>() / kappas.len() as f64)
}

fn pairs(ratings: &[Unit<bool>]) -> impl Iterator<Item = (usize, usize)> {
    let coders = ratings.first().map_or(0, Vec::len);
    (0..coders).flat_map(|second| (0..second).map(move |first| (first, second)))
}
