//! What a reader can do on the page, as the attribute `data-do` names it.

use needs_core::{
    crosstab, query, sensitivity,
    survey::Survey,
    view::{Base, Chart, Show, Sort, Versus, View},
};

/// What an action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The view has changed.
    Viewed,
    /// The page has to do it itself, or nobody can: copying, closing a notice.
    Elsewhere,
}

/// Does what `action` says: a word and positions, `only 1 3`; `value` is that of the field it stands on, if any.
/// What makes no sense does nothing.
pub fn act(survey: &Survey, view: &mut View, action: &str, value: &str) -> Action {
    let mut words = action.split(' ');
    let word = words.next().unwrap_or_default();
    let numbers: Vec<usize> = words.filter_map(|number| number.parse().ok()).collect();
    let chosen = numbers.last().copied().or_else(|| value.parse().ok());
    let of_dimension = || {
        let (&d, &c) = (numbers.first()?, numbers.get(1)?);
        survey.dimensions().get(d).filter(|dimension| c < dimension.categories.len()).map(|_| (d, c))
    };
    match (word, of_dimension(), chosen) {
        ("toggle", Some((d, c)), _) => view.toggle(survey, d, c),
        ("only", Some((d, c)), _) => view.only(survey, d, c),
        ("without", Some((d, c)), _) => view.leave_out(survey, d, c),
        ("clear", _, Some(d)) if d < survey.dimensions().len() => view.filter.clear(d),
        ("clear-all", ..) => view.clear_filters(),
        ("named", _, Some(i)) if i < survey.views().len() => {
            *view = query::parse(&survey.views()[i].query, survey).view
        }
        ("question", _, Some(q)) if q < survey.questions().len() => view.ask(survey, q),
        ("chart", _, Some(i)) if i < Chart::ALL.len() => view.chart = Chart::ALL[i],
        ("show", _, Some(i)) => view.show = if i == 1 { Show::Count } else { Show::Share },
        ("base", _, Some(i)) => view.base = if i == 1 { Base::Asked } else { Base::Answered },
        ("versus", _, Some(0)) => view.versus = Versus::Everyone,
        ("versus", _, Some(1)) => view.versus = Versus::Rest,
        ("versus", _, Some(i)) if i - 2 < survey.views().len() => {
            view.versus = Versus::Filter(query::parse(&survey.views()[i - 2].query, survey).view.filter);
        }
        ("against", Some((d, c)), _) => view.set_against(survey, d, c),
        ("weigh", Some((d, c)), _) => match percent(value) {
            Some(share) => sensitivity::suppose(survey, view, d, c, share),
            None => view.weigh(d, c, None),
        },
        ("targets", _, Some(d)) if d < survey.dimensions().len() => sensitivity::suppose_targets(survey, view, d),
        ("unweigh", _, Some(d)) => view.weights.retain(|w| w.dimension != d),
        ("unweigh-all", ..) => view.weights.clear(),
        ("level", _, Some(i)) if i < survey.questions()[view.question].measures().len() => view.level = i,
        ("rows", _, Some(d)) if d < survey.dimensions().len() => view.rows = d,
        ("themes", _, Some(i)) => {
            view.themes = i == 1 && !survey.questions()[view.question].themes().is_empty();
            if let Sort::Column(_) = view.sort {
                view.sort = Sort::default();
            }
        }
        ("sort", _, Some(0)) => view.sort = Sort::Size,
        ("sort", _, Some(1)) => view.sort = Sort::File,
        ("sort", _, Some(i)) if i - 2 < crosstab::columns(survey, view).len() => view.sort = Sort::Column(i - 2),
        _ => return Action::Elsewhere,
    }
    view.fit(survey);
    Action::Viewed
}

/// A percentage as a reader or a slider writes it, in hundredths of a percent; further digits are cut. None for what
/// is no number.
fn percent(text: &str) -> Option<u32> {
    let (whole, digits) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !is_number(whole) || !is_number(digits) {
        return None;
    }
    let digit = |place| digits.as_bytes().get(place).map_or(0, |b| u32::from(b - b'0'));
    Some(whole.parse::<u32>().ok()? * 100 + digit(0) * 10 + digit(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::{query::Page, survey::example::example};

    fn after(actions: &[(&str, &str)]) -> String {
        let survey = example();
        let mut view = View::of(&survey);
        for (action, value) in actions {
            assert_eq!(act(&survey, &mut view, action, value), Action::Viewed, "{action}");
        }
        query::format(&view, &Page::default(), &survey)
    }

    #[test]
    fn every_action_changes_the_view_as_it_says() {
        assert_eq!(after(&[("toggle 1 0", "on")]), "region=elsewhere");
        assert_eq!(after(&[("only 0 1", "")]), "field=single-cell");
        assert_eq!(after(&[("without 2 2", ""), ("clear 2", "")]), "");
        assert_eq!(after(&[("only 0 1", ""), ("clear-all", "")]), "");
        assert_eq!(after(&[("named 0", "")]), "region=elsewhere");
        assert_eq!(after(&[("question", "2"), ("level", "1")]), "question=features&level=useful");
        assert_eq!(after(&[("chart 5", "")]), "chart=table");
        assert_eq!(after(&[("show 1", ""), ("base", "1"), ("themes 1", "")]), "themes=1&show=count&base=asked");
        assert_eq!(after(&[("sort", "3")]), "sort=by-gpu");
        assert_eq!(after(&[("sort 1", "")]), "sort=file");
        assert_eq!(after(&[("rows", "1")]), "rows=region");
        assert_eq!(after(&[("versus", "1")]), "vs=rest");
        assert_eq!(after(&[("versus", "2")]), "vs=region%3Delsewhere");
        assert_eq!(after(&[("against 1 0", "")]), "region=australia&chart=compare&vs=region%3Delsewhere");
    }

    #[test]
    fn a_what_if_is_set_changed_and_taken_back() {
        assert_eq!(after(&[("weigh 1 0", "2.5")]), "weight=region:australia:0.025");
        assert_eq!(
            after(&[("weigh 1 0", "30"), ("weigh 1 1", "10")]),
            "weight=region:australia:0.9~region:elsewhere:0.1"
        );
        // An emptied field gives the group back to the rest.
        assert_eq!(after(&[("weigh 1 0", "2"), ("weigh 1 0", "")]), "");
        assert_eq!(after(&[("weigh 2 0", "7"), ("targets 1", ""), ("unweigh 2", "")]), "weight=region:australia:0.02");
        assert_eq!(after(&[("weigh 2 0", "7"), ("targets 1", ""), ("unweigh-all", "")]), "");
    }

    #[test]
    fn percentages_are_read_to_a_hundredth() {
        let read = ["2", "2.5", "33,339", " 100 ", "999", "0"].map(percent);
        assert_eq!(read, [200, 250, 3333, 10_000, 99_900, 0].map(Some));
        assert_eq!(["", "-1", "1e3", "x", ".5", "1000", "1.x"].map(percent), [None; 7]);
    }

    #[test]
    fn what_makes_no_sense_does_nothing() {
        let survey = example();
        for action in ["toggle 9 9", "only 0", "named 7", "sort 99", "level 0", "dance", ""] {
            let mut view = View::of(&survey);
            assert_eq!(act(&survey, &mut view, action, "x"), Action::Elsewhere, "{action}");
            assert_eq!(view, View::of(&survey));
        }
    }
}
