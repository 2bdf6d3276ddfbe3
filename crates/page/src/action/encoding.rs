//! The encoding of actions in the attribute `data-do`: words separated by spaces, and the parser of it.

use super::{Action, Category, Change, FileKind, Order, Side, TextBox};
use needs_core::{
    query::Theme,
    view::{Base, Chart, Show},
};

/// The actions without ids of the survey.
const FIXED: [Action; 18] = [
    Action::CloseProblems,
    Action::CloseOutdated,
    Action::Theme(Theme::Auto),
    Action::Theme(Theme::Light),
    Action::Theme(Theme::Dark),
    Action::CopyLink,
    Action::CopyTable,
    Action::CopyText,
    Action::Copy(TextBox::EmbedCode),
    Action::Copy(TextBox::CiteApa),
    Action::Copy(TextBox::CiteBibtex),
    Action::Save(FileKind::Svg),
    Action::Save(FileKind::Png),
    Action::Save(FileKind::Csv),
    Action::Save(FileKind::JsonStat),
    Action::Save(FileKind::Results),
    Action::Share,
    Action::Embed,
];

/// The changes without ids of the survey.
const FIXED_CHANGES: [Change; 19] = [
    Change::ClearAll,
    Change::UnweighAll,
    Change::Chart(Chart::Matrix),
    Change::Chart(Chart::Ranking),
    Change::Chart(Chart::Compare),
    Change::Chart(Chart::Sample),
    Change::Chart(Chart::Sensitivity),
    Change::Chart(Chart::Table),
    Change::Show(Show::Share),
    Change::Show(Show::Count),
    Change::Base(Base::Answered),
    Change::Base(Base::Asked),
    Change::Themes(false),
    Change::Themes(true),
    Change::Sort(Order::Size),
    Change::Sort(Order::File),
    Change::Versus(Side::Everyone),
    Change::Versus(Side::Rest),
    Change::Versus(Side::Link),
];

/// The action with this encoding.
fn among<'a, A: Into<Action<'a>> + Copy>(actions: &[A], text: &str) -> Option<Action<'a>> {
    actions.iter().map(|action| (*action).into()).find(|action| {
        let mut words = String::new();
        action.push_to(&mut words);
        words == text
    })
}

/// Splits off the last word.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let space = text.bytes().rposition(|byte| byte == b' ')?;
    Some((&text[..space], &text[space + 1..]))
}

/// The actions with one id.
fn of_one(id: &str) -> [Change<'_>; 9] {
    [
        Change::Clear(id),
        Change::Named(id),
        Change::Question(id),
        Change::Level(id),
        Change::Rows(id),
        Change::Targets(id),
        Change::Unweigh(id),
        Change::Sort(Order::Column(id)),
        Change::Versus(Side::Named(id)),
    ]
}

/// The actions with a category.
fn of_category(category: Category<'_>) -> [Change<'_>; 6] {
    [
        Change::Toggle(category),
        Change::Only(category),
        Change::Without(category),
        Change::Against(category),
        Change::Suppose(category),
        Change::Weigh(category, None),
    ]
}

impl<'a> Action<'a> {
    /// Parses the encoding that [`Action::push_to`] writes; none for anything else.
    ///
    /// The words are known to the writer alone: parsing looks for the action with this encoding. Only a share may be written
    /// differently, because a reader types it.
    pub fn parse(text: &'a str) -> Option<Action<'a>> {
        Action::written(text).or_else(|| {
            let (before, share) = last_word(text)?;
            let Some(Action::Change(Change::Weigh(category, None))) = Action::written(before) else { return None };
            // An emptied field adds an empty word.
            let share = if share.is_empty() { None } else { Some(hundredths(share)?) };
            Some(Change::Weigh(category, share).into())
        })
    }

    #[inline(never)]
    fn written(text: &'a str) -> Option<Action<'a>> {
        if let Some(action) = among(&FIXED, text).or_else(|| among(&FIXED_CHANGES, text)) {
            return Some(action);
        }
        // No word is empty.
        let (before, id) = last_word(text).filter(|(_, id)| !id.is_empty())?;
        let dimension = last_word(before).map_or(before, |(_, dimension)| dimension);
        among(&of_one(id), text).or_else(|| among(&of_category(Category { dimension, id }), text))
    }

    /// Writes the value of the attribute `data-do`.
    pub fn push_to(self, text: &mut String) {
        let words: [&str; 2] = match self {
            Action::Change(change) => return change.push_to(text),
            Action::CloseProblems => ["close-problems", ""],
            Action::CloseOutdated => ["close-outdated", ""],
            Action::Theme(Theme::Auto) => ["theme", "auto"],
            Action::Theme(Theme::Light) => ["theme", "light"],
            Action::Theme(Theme::Dark) => ["theme", "dark"],
            Action::CopyLink => ["copy-link", ""],
            Action::CopyTable => ["copy-table", ""],
            Action::CopyText => ["copy-text", ""],
            Action::Copy(text) => ["copy", text.id()],
            Action::Save(kind) => ["save", kind.id()],
            Action::Share => ["share", ""],
            Action::Embed => ["embed", ""],
        };
        push(text, &words);
    }
}

impl<'a> Change<'a> {
    fn push_to(self, text: &mut String) {
        let of = |verb, category: Category<'a>| [verb, category.dimension, category.id];
        let words: [&str; 3] = match self {
            Change::Toggle(category) => of("toggle", category),
            Change::Only(category) => of("only", category),
            Change::Without(category) => of("without", category),
            Change::Clear(dimension) => ["clear", dimension, ""],
            Change::ClearAll => ["clear-all", "", ""],
            Change::Named(view) => ["named", view, ""],
            Change::Question(id) => ["question", id, ""],
            Change::Level(id) => ["level", id, ""],
            Change::Chart(chart) => ["chart", chart.id(), ""],
            Change::Show(Show::Share) => ["show", "share", ""],
            Change::Show(Show::Count) => ["show", "count", ""],
            Change::Base(Base::Answered) => ["base", "answered", ""],
            Change::Base(Base::Asked) => ["base", "asked", ""],
            Change::Rows(dimension) => ["rows", dimension, ""],
            Change::Themes(themes) => ["themes", if themes { "on" } else { "off" }, ""],
            Change::Sort(Order::Size) => ["sort", "size", ""],
            Change::Sort(Order::File) => ["sort", "file", ""],
            Change::Sort(Order::Column(column)) => ["sort", "by", column],
            Change::Versus(Side::Everyone) => ["versus", "everyone", ""],
            Change::Versus(Side::Rest) => ["versus", "rest", ""],
            Change::Versus(Side::Named(view)) => ["versus", "named", view],
            Change::Versus(Side::Link) => ["versus", "link", ""],
            Change::Against(category) => of("against", category),
            Change::Suppose(category) => of("suppose", category),
            Change::Weigh(category, share) => {
                push(text, &of("weigh", category));
                if let Some(share) = share {
                    text.push(' ');
                    push_percent(text, share);
                }
                return;
            }
            Change::Targets(dimension) => ["targets", dimension, ""],
            Change::Unweigh(dimension) => ["unweigh", dimension, ""],
            Change::UnweighAll => ["unweigh-all", "", ""],
        };
        push(text, &words);
    }
}

/// Joins words by spaces, without empty ones at the end.
fn push(text: &mut String, words: &[&str]) {
    for (place, word) in words.iter().enumerate() {
        if place > 0 && !word.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// Hundredths of a percent as a percentage: 250 is `2.5`.
pub(crate) fn push_percent(text: &mut String, hundredths: u32) {
    text.push_str(&(hundredths / 100).to_string());
    let (tenth, hundredth) = (hundredths / 10 % 10, hundredths % 10);
    let digit = |digit: u32| char::from(b'0' + digit as u8);
    if tenth + hundredth > 0 {
        text.push('.');
        text.push(digit(tenth));
    }
    if hundredth > 0 {
        text.push(digit(hundredth));
    }
}

/// Parses a percentage as a reader or a slider writes it, into hundredths of a percent; further digits are cut. None if it
/// is not a number.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, digits) = text.split_once(['.', ',']).unwrap_or((text, ""));
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
    use proptest::prelude::*;

    fn written(action: Action) -> String {
        let mut text = String::new();
        action.push_to(&mut text);
        text
    }

    #[test]
    fn percentages_are_read_to_a_hundredth() {
        let read = ["2", "2.5", "33,339", "100", "999", "0"].map(hundredths);
        assert_eq!(read, [200, 250, 3333, 10_000, 99_900, 0].map(Some));
        assert_eq!(["", "-1", "1e3", "x", ".5", "1000", "1.x"].map(hundredths), [None; 7]);
    }

    #[test]
    fn what_is_no_action_is_none() {
        for text in
            ["", "dance", "only", "only region", "only region australia 3", "clear-all now", "save exe", "theme 2"]
        {
            assert_eq!(Action::parse(text), None, "{text}");
        }
    }

    /// Every action there is, with these ids.
    fn all<'a>(id: &'a str, category: Category<'a>, share: u32) -> Vec<Action<'a>> {
        let mut changes = FIXED_CHANGES.to_vec();
        changes.extend(of_one(id));
        changes.extend(of_category(category));
        changes.push(Change::Weigh(category, Some(share)));
        FIXED.into_iter().chain(changes.into_iter().map(Action::Change)).collect()
    }

    /// Not compiled when there is another action: then it belongs in one of the lists that `parse` looks through, and here.
    #[test]
    fn every_action_is_in_a_list() {
        let kind = |action: &Action| match action {
            Action::CloseProblems | Action::CloseOutdated | Action::Theme(_) | Action::CopyLink => 0,
            Action::CopyTable | Action::CopyText | Action::Copy(_) | Action::Save(_) | Action::Share => 0,
            Action::Embed => 0,
            Action::Change(change) => match change {
                Change::ClearAll | Change::UnweighAll | Change::Chart(_) | Change::Show(_) | Change::Base(_) => 1,
                Change::Themes(_) | Change::Sort(Order::Size | Order::File) => 1,
                Change::Versus(Side::Everyone | Side::Rest | Side::Link) => 1,
                Change::Clear(_) | Change::Named(_) | Change::Question(_) | Change::Level(_) | Change::Rows(_) => 2,
                Change::Targets(_) | Change::Unweigh(_) | Change::Sort(Order::Column(_)) => 2,
                Change::Versus(Side::Named(_)) => 2,
                Change::Toggle(_) | Change::Only(_) | Change::Without(_) | Change::Against(_) => 3,
                Change::Suppose(_) | Change::Weigh(..) => 3,
            },
        };
        let all = all("a", Category { dimension: "b", id: "c" }, 1);
        let of = |wanted| all.iter().filter(|action| kind(action) == wanted).count();
        assert_eq!([0, 1, 2, 3].map(of), [18, 19, 9, 7]);
        let mut written: Vec<String> = all.iter().map(|action| written(*action)).collect();
        written.sort();
        written.dedup();
        assert_eq!(written.len(), all.len(), "no two are written alike");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(a in "[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", b in "[a-z0-9]{1,8}", share in 0..=10_000_u32) {
            for action in all(&a, Category { dimension: &a, id: &b }, share) {
                let text = written(action);
                prop_assert_eq!(Action::parse(&text), Some(action), "{}", text);
            }
        }

        #[test]
        fn whatever_is_read_is_written_as_it_was_read(text in "[a-z-]{1,8}( [a-z0-9-]{0,8}){0,3}") {
            if let Some(action) = Action::parse(&text) {
                let again = written(action);
                prop_assert_eq!(Action::parse(&again), Some(action), "{}", again);
            }
        }
    }
}
