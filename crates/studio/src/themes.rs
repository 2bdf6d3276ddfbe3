//! Groups of a question's choices.

use needs_intake::codebook::{OptionEntry, QuestionEntry, Short, Text};

/// Labels of the themes, in their order.
pub fn labels(entry: &QuestionEntry) -> Vec<String> {
    entry.themes.iter().map(|theme| theme.0.label.0.clone()).collect()
}

/// Gives a question these themes. As many as before are the same ones, called otherwise; else those of the same label are.
/// A theme that is gone is taken out of the choices.
pub fn set(entry: &mut QuestionEntry, labels: &[String]) {
    let mut now: Vec<&str> = Vec::new();
    for label in labels.iter().map(|label| label.trim()).filter(|label| !label.is_empty()) {
        if !now.contains(&label) {
            now.push(label);
        }
    }
    let before = std::mem::take(&mut entry.themes);
    let renamed = before.len() == now.len();
    let place_of = |theme: &OptionEntry| now.iter().position(|label| *label == theme.label.0);
    for choice in &mut entry.choices {
        let kept = choice.0.themes.iter().filter_map(|name| {
            let theme = before.iter().position(|theme| is(&theme.0, name))?;
            let place = if renamed { Some(theme) } else { place_of(&before[theme].0) };
            Some(now[place?].to_owned())
        });
        choice.0.themes = kept.collect();
    }
    let theme = |(place, label): (usize, &&str)| {
        let same = if renamed { before.get(place) } else { before.iter().find(|theme| theme.0.label.0 == **label) };
        let mut theme = same.cloned().unwrap_or_else(|| Short(OptionEntry::default()));
        theme.0.label = Text((*label).to_owned());
        theme
    };
    entry.themes = now.iter().enumerate().map(theme).collect();
}

/// Whether a choice is in a theme.
pub fn has(entry: &QuestionEntry, choice: usize, theme: usize) -> bool {
    let (Some(choice), Some(theme)) = (entry.choices.get(choice), entry.themes.get(theme)) else { return false };
    choice.0.themes.iter().any(|name| is(&theme.0, name))
}

/// Puts a choice into a theme, or takes it out.
pub fn put(entry: &mut QuestionEntry, choice: usize, theme: usize, yes: bool) {
    let (Some(choice), Some(theme)) = (entry.choices.get_mut(choice), entry.themes.get(theme)) else { return };
    choice.0.themes.retain(|name| !is(&theme.0, name));
    if yes {
        choice.0.themes.push(theme.0.label.0.clone());
    }
}

/// Choices name themes by label or id.
fn is(theme: &OptionEntry, name: &str) -> bool {
    theme.label.0 == name || theme.id.as_deref() == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_intake::codebook::Codebook;

    fn question() -> QuestionEntry {
        let text = "title = \"A\"\n[[question]]\nkind = \"multiple\"\ncolumn = \"Needs\"\n\
                    themes = [{ label = \"Hardware\", id = \"hw\" }, \"Help\"]\n\
                    choices = [{ label = \"GPUs\", themes = [\"hw\"] }, { label = \"Docs\", themes = [\"Help\"] }]\n";
        Codebook::read(text).expect("a codebook").questions.swap_remove(0)
    }

    fn set_to(entry: &mut QuestionEntry, labels: &[&str]) {
        set(entry, &labels.iter().map(|&label| label.to_owned()).collect::<Vec<_>>());
    }

    #[test]
    fn a_theme_that_is_called_otherwise_keeps_its_choices() {
        let mut entry = question();
        set_to(&mut entry, &["Machines", "Help"]);
        assert_eq!(labels(&entry), ["Machines", "Help"]);
        assert_eq!(entry.themes[0].0.id.as_deref(), Some("hw"));
        assert!(has(&entry, 0, 0) && has(&entry, 1, 1) && !has(&entry, 0, 1));
    }

    #[test]
    fn a_theme_that_is_gone_is_in_no_choice() {
        let mut entry = question();
        set_to(&mut entry, &["Help", " ", "Help"]);
        assert_eq!(labels(&entry), ["Help"]);
        assert!(entry.choices[0].0.themes.is_empty() && has(&entry, 1, 0));
    }

    #[test]
    fn a_choice_is_put_into_a_theme_and_out() {
        let mut entry = question();
        put(&mut entry, 1, 0, true);
        assert!(has(&entry, 1, 0) && has(&entry, 1, 1));
        put(&mut entry, 0, 0, false);
        assert!(!has(&entry, 0, 0));
    }
}
