//! Sentences on a view: who is in it, and what changed.

use needs_core::{
    crosstab::{CrossTab, Row, RowKind},
    filter::Filter,
    survey::{
        Survey, categories_in,
        file::{Kind, Question},
    },
    view::View,
};
use needs_words::Words;

/// The respondents that a filter keeps, as one sentence for captions, print and pictures.
pub fn filters(survey: &Survey, filter: &Filter, words: &Words) -> String {
    let parts = parts(survey, filter, words);
    if parts.is_empty() { words.filters_none().to_owned() } else { words.filtered_to(&parts.join("; ")) }
}

/// A phrase for each dimension that filters, in their order: "Field: Bioimaging".
pub fn parts(survey: &Survey, filter: &Filter, words: &Words) -> Vec<String> {
    let part = |d: usize| {
        let dimension = &survey.dimensions()[d];
        let kept = filter.kept(d).unwrap_or(dimension.all());
        let dropped = dimension.all() & !kept;
        let labels = |set: u64| {
            let labels: Vec<&str> = categories_in(set).map(|c| dimension.categories[c].label.as_str()).collect();
            words.list(&labels)
        };
        if dropped.count_ones() < kept.count_ones() {
            words.filter_leaves_out(&dimension.label, &labels(dropped))
        } else if kept == 0 {
            words.filter_keeps(&dimension.label, words.nobody())
        } else {
            words.filter_keeps(&dimension.label, &labels(kept))
        }
    };
    filter.dimensions().map(part).collect()
}

/// How many of a view were asked its question, and answered it: the base of every share.
pub fn base(survey: &Survey, view: &View, tab: &CrossTab, words: &Words) -> String {
    let question = &survey.questions()[view.question];
    let Row { n, asked, answered, .. } = tab.rows[0];
    let (n, asked, answered, total) = (n.into(), u64::from(asked), answered.into(), tab.published.into());
    let mut said = match (tab.answered_only, view.filter.is_everyone()) {
        (true, _) => return [words.answered_only(), " ", &words.respondents_of(n, total), "."].concat(),
        (false, true) => words.answered_of(answered, n),
        (false, false) => words.answered_of_view(n, total, answered),
    };
    if asked < n {
        said.push(' ');
        let who = asked_of(survey, question, words);
        said.push_str(&if who.is_empty() { words.asked_of_some(asked) } else { words.asked_of_those(asked, &who) });
    }
    said
}

/// How open answers came to be choices, and how far coders agree; empty for other questions.
pub fn coded(question: &Question, words: &Words) -> String {
    let Some(coded) = question.coded else { return String::new() };
    let mut said = words.coded_by(coded.coders.into());
    let mut add = |sentence: &str| {
        said.push(' ');
        said.push_str(sentence);
    };
    if let Some(alpha) = coded.alpha {
        add(&words.coded_alpha(coded.double_coded.into(), &words.decimal(alpha, 2)));
    }
    let tentative: Vec<&str> =
        question.choices().iter().filter(|code| code.is_tentative()).map(|code| code.label.as_str()).collect();
    if !tentative.is_empty() {
        add(&words.coded_tentative(&words.list(&tentative)));
    }
    add(words.coded_mention());
    said
}

/// Of whom a question was asked; empty where the file does not say.
fn asked_of(survey: &Survey, question: &Question, words: &Words) -> String {
    let mut said = Vec::new();
    if question.asked_of != "everyone" {
        said.extend(parts(survey, &needs_core::query::parse(&question.asked_of, survey).view.filter, words));
    }
    // As in `uses=yes~sometimes&stage=-idea`.
    for (id, chosen) in question.asked_if.split('&').filter_map(|part| part.split_once('=')) {
        let Some(before) = survey.question(id).map(|q| &survey.questions()[q]) else { continue };
        let (ids, but) = chosen.strip_prefix('-').map_or((chosen, false), |ids| (ids, true));
        let label =
            |id: &str| before.choices().iter().find(|choice| choice.id == id).map(|choice| choice.label.as_str());
        let answers = words.list(&ids.split('~').filter_map(label).collect::<Vec<_>>());
        said.push(if but {
            words.asked_of_who_chose_not(&answers, before.name())
        } else {
            words.asked_of_who_chose(&answers, before.name())
        });
    }
    said.join("; ")
}

/// The name of a row of the cross-tabulation: the same in charts, tables, exports and the command.
pub fn row(survey: &Survey, rows: usize, kind: RowKind, words: &Words) -> String {
    let dimension = &survey.dimensions()[rows];
    match kind {
        RowKind::All if dimension.is_field() => words.all_fields().to_owned(),
        RowKind::All => words.row_all().to_owned(),
        RowKind::Undetermined => words.row_undetermined(&dimension.label),
        RowKind::Category(c) => dimension.categories[c].label.clone(),
    }
}

/// The label of a measure of a rating or ranking: a level, net or place; none for other kinds.
pub fn measure(question: &Question, measure: usize, words: &Words) -> Option<String> {
    let label = match &question.kind {
        Kind::Rating { levels, nets, .. } => match levels.get(measure) {
            Some(level) => level.label.clone(),
            None => nets.get(measure - levels.len())?.label.clone(),
        },
        Kind::Ranking { places, .. } => match measure {
            0 => words.put_first().to_owned(),
            place if place < *places => words.put_at_place(place as u64 + 1),
            _ => words.put_among_top().to_owned(),
        },
        _ => return None,
    };
    Some(label)
}

/// The id of a row: that of its category, `all` or `undetermined`.
pub fn row_id(survey: &Survey, rows: usize, kind: RowKind) -> &str {
    match kind {
        RowKind::All => "all",
        RowKind::Undetermined => "undetermined",
        RowKind::Category(c) => &survey.dimensions()[rows].categories[c].id,
    }
}

/// The result of a change of the view: how many are in it, and what most of them chose.
pub fn change(survey: &Survey, view: &View, tab: &CrossTab, words: &Words) -> String {
    let question = &survey.questions()[view.question];
    let (n, total) = (u64::from(tab.rows[0].n), u64::from(tab.published));
    let mut most: Option<(f64, &str)> = None;
    for (cell, column) in tab.all().iter().zip(&tab.columns) {
        if let Some(share) = cell.share()
            && most.is_none_or(|(top, _)| share > top)
        {
            most = Some((share, column.name(question).1));
        }
    }
    match most {
        Some((_, option)) => words.view_changed(n, total, option),
        None => words.view_changed_no_answers(n, total),
    }
}

/// The author's acknowledged biases, a sentence each.
pub fn biases(survey: &Survey, words: Words) -> Vec<String> {
    let noted =
        survey.dimensions().iter().filter_map(|dimension| Some((&dimension.label, &dimension.bias.as_ref()?.note)));
    noted.map(|(label, note)| [words.bias_note(), " (", label, "): ", note].concat()).collect()
}

/// The licences of the results, by name.
pub fn licences(survey: &Survey) -> String {
    let names =
        survey.about.licenses.iter().map(|l| if l.title.is_empty() { l.name.as_str() } else { l.title.as_str() });
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::{query, survey::example::example};
    use needs_words::Lang;

    fn of(query: &str) -> String {
        let survey = example();
        filters(&survey, &query::parse(query, &survey).view.filter, &Words::new(Lang::En))
    }

    #[test]
    fn a_filter_is_said_the_shorter_way() {
        assert_eq!(of(""), "No filter: everyone is shown.");
        assert_eq!(of("field=bioimaging"), "Filtered to Field: Bioimaging");
        assert_eq!(of("channel=-direct"), "Filtered to How they were reached without Direct contact");
    }

    #[test]
    fn of_codes_it_is_said_who_gave_them_and_how_far_they_agree() {
        use needs_core::survey::file::{Coded, Kind};
        let (mut survey, words) = (example(), Words::new(Lang::En));
        let question = &mut survey.about.questions[0];
        assert_eq!(coded(question, &words), "");
        question.coded = Some(Coded { coders: 2, double_coded: 40, alpha: Some(0.814) });
        if let Kind::Multiple { choices, .. } = &mut question.kind {
            (choices[0].alpha, choices[1].alpha) = (Some(0.9), Some(0.5));
        }
        assert_eq!(
            coded(question, &words),
            "2 people read what respondents wrote and gave it these codes. On 40 answers that two of them read at least, they agree with α = 0.81 (1 is perfect, 0 is chance). Tentative, because they agree too little (α under 0.667): GPU memory. A mention is not importance, and silence is not its absence."
        );
    }

    #[test]
    fn the_base_is_who_of_the_view_was_asked_and_answered() {
        let (mut survey, words) = (example(), Words::new(Lang::En));
        let told = |survey: &Survey, query: &str| {
            let view = query::parse(query, survey).view;
            base(survey, &view, &CrossTab::of(survey, &view).expect("answerable"), &words)
        };
        assert_eq!(told(&survey, ""), "45 of 48 respondents answered this question.");
        assert_eq!(
            told(&survey, "field=bioimaging"),
            "27 of 48 respondents are in this view; 26 of them answered this question."
        );
        let asked = survey.layout.questions[0].asked;
        survey.tables[0].counts[asked].iter_mut().for_each(|n| *n -= 1);
        let some = survey.tables[0].counts[asked].iter().sum::<u32>();
        assert!(told(&survey, "").ends_with(&format!("It was asked of {some} of them.")));
        survey.about.questions[0].asked_of = "region=-australia".to_owned();
        assert!(
            told(&survey, "").ends_with(&format!("It was asked of {some} of them: Region: Elsewhere.")),
            "{}",
            told(&survey, "")
        );
    }

    #[test]
    fn a_change_is_told_by_how_many_are_left_and_what_most_chose() {
        let (survey, words) = (example(), Words::new(Lang::En));
        let sentences = |query: &str| {
            let view = query::parse(query, &survey).view;
            let tab = CrossTab::of(&survey, &view).expect("answerable");
            change(&survey, &view, &tab, &words)
        };
        assert_eq!(sentences(""), "48 of 48 respondents; chosen most: Better documentation and examples");
        assert_eq!(sentences("channel="), "0 of 48 respondents; no answers to show");
    }
}
