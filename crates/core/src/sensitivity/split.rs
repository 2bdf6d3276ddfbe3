//! A group of a view and everybody else of it, where a class may not tell on which side its respondents are.
//!
//! A generalized class says how many respondents it has and what they answered together, not who of them is in the group, or in
//! the view at all. Such classes are *open*; every number of a side is a [`Range`] that holds however the respondents of its open
//! classes are spread, each on their own.

use super::{Answers, People, Range, Tally, bounds};
use crate::filter::{Filter, Membership};
use crate::survey::{Label, Survey};

/// The respondents on one side of a split, or all of a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// Who certainly is on it.
    pub certain: Tally,
    /// Who may be, but need not.
    pub possible: Tally,
    /// What the open classes answered: those of `possible`.
    open: Answers,
}

impl Side {
    pub fn of(certain: Tally, open: Answers) -> Side {
        Side { certain, possible: Tally::of(None, &open), open }
    }

    /// Whether the file tells of everybody whether they are on this side.
    pub fn is_exact(&self) -> bool {
        self.open.base.is_empty()
    }

    /// The share of an option, sharp; none if nobody on this side can have a base.
    pub fn share(&self, option: usize) -> Option<Range> {
        let (x, n) = (self.certain.chosen[option], self.certain.base_of(option));
        self.mean((x, n), (self.possible.chosen[option], self.possible.base_of(option)))
    }

    /// The same among other people than the base, such as all respondents: how many certainly are here, and how many may be.
    pub fn share_among(&self, option: usize, (n, n_possible): (f64, f64)) -> Option<Range> {
        self.mean((self.certain.chosen[option], n), (self.possible.chosen[option], n_possible))
    }

    fn mean(&self, (x, n): (f64, f64), (x_possible, n_possible): (f64, f64)) -> Option<Range> {
        match bounds(x as u32, n as u32, x_possible as u32, n_possible as u32) {
            Some(bounds) => Some(Range { low: bounds.low, high: bounds.high }),
            None => (n > 0.0).then(|| Range::exactly((x / n).clamp(0.0, 1.0))),
        }
    }

    /// How many more people on this side chose `a` than `b`, of options with one base.
    pub fn lead(&self, a: usize, b: usize) -> Range {
        let certain = self.certain.chosen[a] - self.certain.chosen[b];
        Range { low: certain - self.at_most_only(b, a), high: certain + self.at_most_only(a, b) }
    }

    /// At most so many of the open chose `a` without `b`: in each class no more than chose `a`, and than did not choose `b`.
    fn at_most_only(&self, a: usize, b: usize) -> f64 {
        let others = self.open.base_of(b).iter().zip(&self.open.chosen[b]).map(|(base, b)| base.saturating_sub(*b));
        self.open.chosen[a].iter().zip(others).map(|(&a, others)| f64::from(a.min(others))).sum()
    }

    /// The share of `a` less that of `b`; none if nobody on this side can have a base.
    pub fn difference(&self, a: usize, b: usize) -> Option<Range> {
        if !self.certain.own_bases.is_empty() {
            return Some(self.share(a)?.minus(self.share(b)?));
        }
        self.difference_among((a, b), (self.certain.base, self.possible.base))
    }

    /// The same among other people than the base: how many certainly are here, and how many may be.
    ///
    /// Each person counts +1, 0 or -1; the mean is largest with every +1 that may be here, and, where it is still negative, every 0.
    pub fn difference_among(&self, (a, b): (usize, usize), (n, n_possible): (f64, f64)) -> Option<Range> {
        let lead = self.lead(a, b);
        let certain = self.certain.chosen[a] - self.certain.chosen[b];
        let end = |lead: f64, sign: f64| {
            let people = if lead * sign >= 0.0 { n + (lead - certain).abs() } else { n + n_possible };
            if people > 0.0 { Some(lead / people) } else { (n_possible > 0.0).then_some(0.0) }
        };
        Some(Range { low: end(lead.low, -1.0)?, high: end(lead.high, 1.0)? })
    }

    /// The option that comes first however the open are spread, if one does; of equal ones the first in the file.
    pub fn first(&self) -> Option<usize> {
        let options = 0..self.certain.chosen.len();
        let guess = |option: usize| self.share(option).map(Range::middle);
        let known = options.clone().filter(|&option| guess(option).is_some());
        let first = known.reduce(|first, option| if guess(option) > guess(first) { option } else { first })?;
        options.filter(|&other| other != first).all(|other| self.is_before(first, other)).then_some(first)
    }

    /// Whether `a` comes before `b` however the open are spread; a need without a share comes last.
    pub fn is_before(&self, a: usize, b: usize) -> bool {
        if self.share(a).is_none() || self.share(b).is_none() {
            return self.share(a).is_some();
        }
        let ahead = match self.certain.own_bases.is_empty() {
            true => Some(self.lead(a, b).low),
            false => self.difference(a, b).map(|difference| difference.low),
        };
        ahead.is_some_and(|ahead| ahead > 0.0 || ahead == 0.0 && a < b)
    }

    /// The share that these people are of themselves and of those on the other side, by what `count` counts.
    pub fn part_of(&self, other: &Side, count: impl Fn(&Tally) -> f64) -> Option<Range> {
        let [here, may_be_here, there, may_be_there] =
            [&self.certain, &self.possible, &other.certain, &other.possible].map(count);
        let share = |here: f64, there: f64| (here + there > 0.0).then(|| here / (here + there));
        Some(Range { low: share(here, there + may_be_there)?, high: share(here + may_be_here, there)? })
    }
}

/// Those of a view who are in a group, and those who are not.
pub struct Split {
    pub group: Side,
    pub rest: Side,
}

/// On which sides the respondents of a class may be.
#[derive(Clone, Copy)]
struct Places {
    group: bool,
    rest: bool,
    /// Not in the view.
    outside: bool,
}

/// Splits the people of a view by the categories of one dimension.
pub struct Splitter<'a> {
    people: &'a People<'a>,
    /// `[class]`.
    labels: Vec<Label>,
    /// `[class]`: by the filters of other dimensions; never `Out`.
    others: Vec<Membership>,
    kept: u64,
    multiple: bool,
    everybody: Tally,
}

impl<'a> Splitter<'a> {
    /// `people` are those whom `filter` keeps, or may keep ([`People::perhaps`]); their table has the dimension.
    pub fn new(survey: &Survey, filter: &Filter, people: &'a People, dimension: usize) -> Splitter<'a> {
        let others = filter.without(dimension).classes(people.table);
        let of = &survey.dimensions()[dimension];
        Splitter {
            labels: people.labels(dimension).collect(),
            others: people.classes.iter().map(|&class| others[class]).collect(),
            kept: filter.kept(dimension).unwrap_or(of.all()),
            multiple: of.multiple,
            everybody: Tally::of(None, &people.answers),
            people,
        }
    }

    fn places(&self, class: usize, group: u64) -> Places {
        let Label { set, known } = self.labels[class];
        let inside = set & self.kept != 0;
        let is_open = self.others[class] == Membership::Unknown;
        if known {
            // Who is in two categories is in the view if either is kept, and in the group whichever kept them.
            let member = set & group != 0;
            return Places { group: inside && member, rest: inside && !member, outside: is_open || !inside };
        }
        Places {
            group: if self.multiple { inside && set & group != 0 } else { set & group & self.kept != 0 },
            rest: set & !group & self.kept != 0,
            outside: is_open || set & !self.kept != 0,
        }
    }

    /// The split by those who are in one of some categories (as bits), none of them for everybody in the view as `rest`.
    pub fn split(&self, group: u64) -> Split {
        let answers = &self.people.answers;
        let (mut members, mut perhaps, mut not_rest, mut perhaps_rest) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for class in 0..self.labels.len() {
            let places = self.places(class, group);
            match places {
                Places { group: true, rest: false, outside: false } => members.push(class),
                Places { group: true, .. } => perhaps.push(class),
                _ => {}
            }
            if places.group || places.outside {
                not_rest.push(class);
                if places.rest {
                    perhaps_rest.push(class);
                }
            }
        }
        // Most people are in the rest: who is not, or need not be, is subtracted.
        let rest = self.everybody.without(&Tally::of(None, &answers.those(&not_rest)));
        Split {
            group: Side::of(Tally::of(None, &answers.those(&members)), answers.those(&perhaps)),
            rest: Side::of(rest, answers.those(&perhaps_rest)),
        }
    }

    /// Everybody in the view.
    pub fn all(&self) -> Side {
        self.split(0).rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What one respondent chose: the first option, the second.
    type Person = (bool, bool);

    fn answers(classes: &[Vec<Person>]) -> Answers {
        let count = |of: fn(&Person) -> bool| {
            classes.iter().map(|class| class.iter().filter(|p| of(p)).count() as u32).collect()
        };
        Answers { base: count(|_| true), own_bases: Vec::new(), chosen: vec![count(|p| p.0), count(|p| p.1)] }
    }

    fn side(answers: &Answers, certain: &[usize], open: &[usize]) -> Side {
        Side::of(Tally::of(None, &answers.those(certain)), answers.those(open))
    }

    proptest! {
        /// However the respondents of an open class are spread, what is told holds.
        #[test]
        fn the_truth_lies_in_every_range(
            certain in prop::collection::vec(any::<Person>(), 0..8),
            open in prop::collection::vec((any::<Person>(), any::<bool>()), 0..10),
        ) {
            let people: Vec<Person> = open.iter().map(|(person, _)| *person).collect();
            let (first, second) = people.split_at(people.len() / 2);
            let answers = answers(&[certain.clone(), first.to_vec(), second.to_vec()]);
            let side = side(&answers, &[0], &[1, 2]);
            let here: Vec<Person> = certain.into_iter().chain(open.iter().filter(|(_, is)| *is).map(|(p, _)| *p)).collect();
            let n = here.len() as f64;
            let chose = |of: fn(&Person) -> bool| here.iter().filter(|p| of(p)).count() as f64;
            let (a, b) = (chose(|p| p.0), chose(|p| p.1));
            prop_assert!(side.lead(0, 1).contains(a - b));
            if n > 0.0 {
                prop_assert!(side.share(0).unwrap().contains(a / n));
                let difference = side.difference(0, 1).unwrap();
                prop_assert!(difference.contains((a - b) / n), "{difference:?} {a} {b} {n}");
                match side.first() {
                    Some(0) => prop_assert!(a >= b),
                    Some(_) => prop_assert!(b > a),
                    None => {}
                }
            }
        }
    }

    #[test]
    fn where_nobody_is_open_every_range_is_a_number() {
        let answers = answers(&[vec![(true, false), (true, true), (false, true), (true, false)]]);
        let side = side(&answers, &[0], &[]);
        assert_eq!(side.share(0), Some(Range::exactly(0.75)));
        assert_eq!(side.lead(0, 1), Range::exactly(1.0));
        assert_eq!(side.difference(0, 1), Some(Range::exactly(0.25)));
        assert_eq!(side.first(), Some(0));
    }

    #[test]
    fn a_share_of_a_group_holds_wherever_the_open_are() {
        let answers = answers(&[vec![(true, false); 3], vec![(false, false); 5], vec![(false, false); 2]]);
        let (group, rest) = (side(&answers, &[0], &[2]), side(&answers, &[1], &[2]));
        let share = group.part_of(&rest, |tally| tally.base).unwrap();
        assert!(share.contains(0.3) && share.contains(0.5) && !share.contains(0.51) && !share.contains(0.29));
    }
}
