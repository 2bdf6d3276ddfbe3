//! The shares of a dimension's groups under a what-if, and how one of them is set.

use super::{GroupShare, WhatIf, group_shares};
use crate::crosstab::{Unanswerable, table_of};
use crate::filter::Membership;
use crate::survey::{Survey, categories_in};
use crate::view::View;

/// The shares of a dimension's groups in a view, `[category]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix {
    /// As they answered: the share of all of the view.
    pub now: Vec<GroupShare>,
    /// The same under the view's what-if. A group that has a target has that, whether or not it can be
    /// reached; the others of its dimension share the rest.
    pub then: Vec<Option<f64>>,
}

/// The mix of `dimension` in a view; `what_if` is the view's, from [`super::crosstab`].
///
/// # Errors
/// If no table has the dimension together with those that the view filters and weights by.
pub fn mix(survey: &Survey, view: &View, dimension: usize, what_if: Option<&WhatIf>) -> Result<Mix, Unanswerable> {
    let mut dimensions = view.dimensions();
    dimensions.push(dimension);
    dimensions.sort_unstable();
    dimensions.dedup();
    let table = survey.table_for(view.question, &dimensions).ok_or(Unanswerable { dimensions })?;
    let labels = table.labels_of(dimension).expect("the table was chosen for its dimensions");
    let same = table_of(survey, view).is_ok_and(|of_view| std::ptr::eq(of_view, table));
    let own = if same { None } else { WhatIf::of(survey, view, table) };
    let weights = if same { what_if } else { own.as_ref() }.and_then(|w| w.weights.as_ref());
    let categories = survey.dimensions()[dimension].categories.len();
    // Under weights: everybody, then `[category]` who is in it, and who may be.
    let (mut all, mut sums) = (0.0, vec![[0.0; 2]; categories]);
    for (class, membership) in view.filter.classes(table).into_iter().enumerate() {
        if membership != Membership::In {
            continue;
        }
        let n = f64::from(table.n[class]) * weights.map_or(1.0, |w| w.of_class[class]);
        all += n;
        for category in categories_in(labels[class].set) {
            sums[category][usize::from(!labels[class].known)] += n;
        }
    }
    let share = |category: usize| {
        let [inside, maybe] = sums[category];
        let known = all - maybe;
        (known > 0.0).then(|| inside / known)
    };
    let mut then: Vec<Option<f64>> = (0..categories).map(share).collect();
    let set = targets(view, dimension);
    let is_set = |category: usize| set.iter().any(|&(c, _)| c == category);
    if !set.is_empty() && !survey.dimensions()[dimension].multiple {
        let left = (1.0 - set.iter().map(|(_, share)| share).sum::<f64>()).max(0.0);
        let rest: f64 = (0..categories).filter(|&c| !is_set(c)).map(|c| sums[c][0]).sum();
        for category in (0..categories).filter(|&c| !is_set(c) && rest > 0.0) {
            then[category] = Some(left * sums[category][0] / rest);
        }
    }
    for (category, share) in set {
        then[category] = Some(share);
    }
    let now = group_shares(survey, &view.filter, dimension)?;
    Ok(Mix { now, then })
}

/// Category and target share, for each target of a dimension.
fn targets(view: &View, dimension: usize) -> Vec<(usize, f64)> {
    view.weights.iter().filter(|w| w.dimension == dimension).map(|w| (w.category, w.share)).collect()
}

/// Shares are set in ten-thousandths, as in the query string.
const STEPS: u32 = 10_000;

/// Sets the target share of a category, in ten-thousandths, and makes room for it.
///
/// Targets add up to 1 at most, and to exactly 1 where no other group of the view is left: targets set before for
/// other groups of the dimension shrink or grow in proportion. In a dimension with `multiple` targets are independent.
#[inline(never)]
pub fn suppose(survey: &Survey, view: &mut View, dimension: usize, category: usize, share: u32) {
    let share = share.min(STEPS);
    let steps = |share: f64| (share * f64::from(STEPS)).round() as u32;
    view.weigh(dimension, category, None);
    let others: Vec<(usize, u32)> = targets(view, dimension).into_iter().map(|(c, s)| (c, steps(s))).collect();
    view.weigh(dimension, category, Some(f64::from(share) / f64::from(STEPS)));
    if survey.dimensions()[dimension].multiple || others.is_empty() {
        return;
    }
    let is_set = |c: usize| c == category || others.iter().any(|&(other, _)| other == c);
    let is_free = mix(survey, view, dimension, None)
        .is_ok_and(|mix| mix.now.iter().enumerate().any(|(c, now)| !is_set(c) && now.count > 0));
    let (sum, room) = (others.iter().map(|(_, share)| share).sum::<u32>(), STEPS - share);
    if sum == room || (sum < room && is_free) {
        return;
    }
    let scaled = |part: u32| (part * room).checked_div(sum).unwrap_or(room / others.len() as u32);
    // The remainder of rounding down goes to the largest.
    let lost = room - others.iter().map(|&(_, part)| scaled(part)).sum::<u32>();
    let largest = others.iter().max_by_key(|(_, part)| part).map(|&(c, _)| c);
    for &(c, part) in &others {
        let part = scaled(part) + if largest == Some(c) { lost } else { 0 };
        view.weigh(dimension, c, Some(f64::from(part) / f64::from(STEPS)));
    }
}

/// Replaces the targets of a dimension by the author's, if there are any.
#[inline(never)]
pub fn suppose_targets(survey: &Survey, view: &mut View, dimension: usize) {
    let Some(bias) = survey.dimensions()[dimension].bias.as_ref().filter(|bias| !bias.targets.is_empty()) else {
        return;
    };
    view.weights.retain(|w| w.dimension != dimension);
    for (c, category) in survey.dimensions()[dimension].categories.iter().enumerate() {
        if let Some(share) = bias.targets.get(&category.id) {
            view.weigh(dimension, c, Some((share * f64::from(STEPS)).round() / f64::from(STEPS)));
        }
    }
}

/// The view with the what-if of a dimension: the reader's targets of it, else the author's.
///
/// What no table holds together with the dimension gives way: rows other than the field, then targets of other dimensions.
/// Filters do not: none if no table holds the dimension together with them.
#[inline(never)]
pub fn pull(survey: &Survey, view: &View, dimension: usize) -> Option<View> {
    let is_told = |view: &View| {
        let mut dimensions = view.dimensions();
        dimensions.push(dimension);
        dimensions.sort_unstable();
        dimensions.dedup();
        survey.table_for(view.question, &dimensions).is_some()
    };
    let mut view = view.clone();
    if !is_told(&view) {
        view.rows = survey.field;
    }
    if !is_told(&view) {
        view.weights.retain(|weight| weight.dimension == dimension);
    }
    if targets(&view, dimension).is_empty() {
        suppose_targets(survey, &mut view, dimension);
    }
    is_told(&view).then_some(view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitivity::crosstab;
    use crate::{query, survey::example::example};
    use proptest::prelude::*;

    const CHANNEL: usize = 2;

    fn view(survey: &Survey, query: &str) -> View {
        query::parse(query, survey).view
    }

    fn set(query: &str, shares: &[(usize, u32)]) -> Vec<(usize, u32)> {
        let survey = example();
        let mut view = view(&survey, query);
        shares.iter().for_each(|&(category, share)| suppose(&survey, &mut view, CHANNEL, category, share));
        let mut set: Vec<_> = view.weights.iter().map(|w| (w.category, (w.share * 1e4).round() as u32)).collect();
        set.sort_unstable();
        set
    }

    fn pulled(survey: &Survey, query: &str, dimension: usize) -> Option<String> {
        let view = pull(survey, &view(survey, query), dimension)?;
        Some(query::format(&view, &query::Page::default(), survey))
    }

    #[test]
    fn what_the_reader_supposed_of_a_dimension_is_kept_and_else_the_author_is_asked() {
        let survey = example();
        let region = survey.dimension("region").unwrap();
        let own = "weight=region:australia:0.3";
        assert_eq!(pulled(&survey, own, region).as_deref(), Some(own));
        assert_eq!(pulled(&survey, "", region).as_deref(), Some("weight=region:australia:0.02"));
        // The author believes nothing of the channel.
        let own = "weight=channel:direct:0.1";
        assert_eq!(pulled(&survey, own, CHANNEL).as_deref(), Some(own));
        assert_eq!(pulled(&survey, own, region).as_deref(), Some("weight=channel:direct:0.1~region:australia:0.02"));
        let mut view = view(&survey, own);
        suppose_targets(&survey, &mut view, CHANNEL);
        assert_eq!(view.weights.len(), 1, "no share takes the place of the reader's");
    }

    #[test]
    fn what_no_table_holds_beside_a_pulled_dimension_gives_way_except_filters() {
        let survey = super::super::by_dimension();
        let region = survey.dimension("region").unwrap();
        assert_eq!(
            pulled(&survey, "weight=channel:direct:0.1", region).as_deref(),
            Some("weight=region:australia:0.02")
        );
        assert_eq!(pulled(&survey, "rows=channel", region).as_deref(), Some("weight=region:australia:0.02"));
        assert_eq!(pulled(&survey, "channel=direct", region), None);
    }

    #[test]
    fn a_group_without_a_share_of_its_own_takes_part_in_the_rest() {
        let survey = example();
        let view = view(&survey, "weight=channel:direct:0.5");
        let (_, what_if) = crosstab(&survey, &view).unwrap();
        let mix = mix(&survey, &view, CHANNEL, what_if.as_ref()).unwrap();
        assert_eq!(mix.then[2], Some(0.5));
        let sum = |shares: &[Option<f64>]| shares.iter().flatten().sum::<f64>();
        assert!((sum(&mix.then) - 1.0).abs() < 1e-12, "{mix:?}");
        // The others keep their proportions.
        let ratio = |of: &[Option<f64>]| of[0].unwrap() / of[1].unwrap();
        assert!(
            (ratio(&mix.then) - f64::from(mix.now[0].count) / f64::from(mix.now[1].count)).abs() < 1e-12,
            "{mix:?}"
        );
    }

    #[test]
    fn without_a_what_if_the_mix_stays() {
        let survey = example();
        let mix = mix(&survey, &View::of(&survey), 1, None).unwrap();
        // 11 in Australia, 26 elsewhere, 11 untold.
        assert_eq!(mix.now.iter().map(|now| (now.count, now.possible)).collect::<Vec<_>>(), [(11, 11), (26, 11)]);
        assert_eq!(mix.then, [Some(11.0 / 37.0), Some(26.0 / 37.0)]);
    }

    #[test]
    fn what_was_set_before_makes_room_in_proportion() {
        assert_eq!(set("", &[(0, 3000)]), [(0, 3000)]);
        // There is room, and a third group for the rest.
        assert_eq!(set("", &[(0, 3000), (1, 2000)]), [(0, 3000), (1, 2000)]);
        assert_eq!(set("", &[(0, 3000), (1, 9000)]), [(0, 1000), (1, 9000)]);
        // All three are set: the first two shrink or grow as 3 to 2.
        assert_eq!(set("", &[(0, 3000), (1, 2000), (2, 9000)]), [(0, 600), (1, 400), (2, 9000)]);
        assert_eq!(set("", &[(0, 3000), (1, 2000), (2, 0)]), [(0, 6000), (1, 4000), (2, 0)]);
        // With nobody of the third in the view the rest is nobody's.
        assert_eq!(set("channel=-direct", &[(0, 3000), (1, 2000)]), [(0, 8000), (1, 2000)]);
        // From nothing everybody gets the same; more than everybody is everybody.
        assert_eq!(set("", &[(0, 0), (1, 0), (2, 5000)]), [(0, 2500), (1, 2500), (2, 5000)]);
        assert_eq!(set("", &[(0, 20_000)]), [(0, 10_000)]);
    }

    #[test]
    fn the_authors_shares_replace_those_of_their_dimension() {
        let survey = example();
        let mut view = view(&survey, "weight=region:elsewhere:0.5~channel:direct:0.5");
        suppose_targets(&survey, &mut view, 1);
        assert_eq!(
            query::format(&view, &query::Page::default(), &survey),
            "weight=channel:direct:0.5~region:australia:0.02"
        );
    }

    proptest! {
        #[test]
        fn what_is_set_is_never_more_than_everybody(moves in proptest::collection::vec((0..3_usize, 0..=10_000_u32), 1..8)) {
            let set = set("", &moves);
            let &(last, share) = moves.last().unwrap();
            prop_assert!(set.contains(&(last, share)), "what was set last stays: {set:?}");
            let sum: u32 = set.iter().map(|(_, share)| share).sum();
            prop_assert!(sum <= STEPS && (set.len() < 3 || sum == STEPS), "{set:?}");
        }
    }
}
