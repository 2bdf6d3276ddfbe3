//! Dimensions and questions of a draft, each with the reason of its guess.

use super::{
    super::{
        guess::other_label,
        labels::{List, form},
        nps::Nps,
        numbers::Amounts,
        parts::{Choice, Column, Joined, OptionColumn, Ranked, Ranking, Rating, Source},
        roles::{Topic, Use},
        words,
    },
    Draft, MANY, Page,
    asked::Written,
    ids::{Ids, clashing},
    missing::{Missing, columns_of_choice},
    text::{bands, list, quoted},
};
use needs_core::survey::id;
use std::{
    collections::BTreeMap,
    fmt::{self, Write},
};

/// Writes dimensions and questions.
pub(super) struct Entries<'a> {
    pub(super) draft: &'a Draft,
    pub(super) missing: &'a Missing,
    pub(super) language: usize,
    pub(super) ids: &'a mut Ids,
    /// Whether the question that is written is the one that a page opens with.
    pub(super) leads: bool,
    /// What conditions of later questions may name.
    pub(super) written: Vec<Written>,
}

impl Entries<'_> {
    pub(super) fn dimension(&mut self, f: &mut Page, choice: &Choice, what: &Use) -> fmt::Result {
        let role = match what {
            Use::Field { .. } => "field",
            Use::Bias { .. } => "bias",
        };
        let (id, label) = (self.ids.take(what.id()), what.label());
        writeln!(f)?;
        match what {
            Use::Field { found: true, .. } => {
                writeln!(f, "# It makes the rows of the charts: its words sound like a respondent's field.")?
            }
            Use::Field { found: false, .. } => {
                writeln!(f, "# TO DO: use the column that should make the rows of the charts.")?;
                f.check(
                    "",
                    &format!(
                        "nothing sounds like a respondent's field, so \"{}\" makes the rows of the charts",
                        choice.text
                    ),
                )?;
            }
            Use::Bias { .. } => writeln!(f, "# It says who answered, so it may be a way in which the sample leans.")?,
        }
        let coded = choice.is_coded() && !what.is_scaled();
        if coded {
            f.check(
                label,
                "its categories are numbers that nobody else can read: export labels, or write what each means",
            )?;
        } else {
            self.reasons(f, choice)?;
        }
        writeln!(f, "[[dimension]]\nid = {}\nlabel = {}\nrole = \"{role}\"", quoted(&id), quoted(label))?;
        let multiple = !matches!(choice.source, Source::One(_));
        if multiple {
            writeln!(f, "multiple = true")?;
        }
        self.remember(choice.columns().first().copied(), &id, true, &in_order(choice), "category");
        self.options(f, choice, "categories", "category")?;
        if choice.scale.is_some() && !coded {
            writeln!(f, "ordered = true")?;
        }
        if let Use::Bias { topic, .. } = what { leans(f, topic) } else { Ok(()) }
    }

    pub(super) fn banded(
        &mut self,
        f: &mut Page,
        (column, joined): (usize, &Joined),
        amounts: &Amounts,
        topic: &Topic,
        what: &Use,
    ) -> fmt::Result {
        writeln!(f, "\n# It says who answered, so it may be a way in which the sample leans.")?;
        writeln!(f, "# Numbers: they are published in bands with open ends, never themselves. Check the bounds.")?;
        f.checks(what.label(), &joined.doubts)?;
        writeln!(f, "[[dimension]]\nid = {}\nlabel = {}", quoted(&self.ids.take(topic.id)), quoted(what.label()))?;
        writeln!(f, "role = \"bias\"")?;
        self.place(f, column, &joined.others)?;
        writeln!(f, "bands = {}", bands(&amounts.bounds))?;
        self.own_missing(f, &joined.with(column), &[], &[])?;
        if amounts.others > 0 {
            writeln!(
                f,
                "# What is no number ({} rows); or recode it to a band, or to \"\" for no answer.",
                amounts.others
            )?;
            writeln!(f, "other = {}", quoted(words::label("other.label", self.language)))?;
        }
        leans(f, topic)
    }

    pub(super) fn question(&mut self, f: &mut Page, choice: &Choice) -> fmt::Result {
        let kind = if matches!(choice.source, Source::One(_)) { "single" } else { "multiple" };
        writeln!(f)?;
        self.reasons(f, choice)?;
        let id = self.ids.of_text(&choice.text);
        writeln!(f, "[[question]]\nid = {}\nkind = \"{kind}\"", quoted(&id))?;
        let nameless =
            matches!(choice.source, Source::One(c) | Source::Several(c, _) if self.draft.columns[c].name.is_empty());
        let todo = match (nameless, choice.text_is_known) {
            (true, _) => "  # TO DO: as it was asked; the column has no header",
            (_, false) => "  # TO DO: as it was asked; the file has the options only",
            _ => "",
        };
        writeln!(f, "text = {}{todo}", quoted(&choice.text))?;
        self.lead(f, &choice.text, choice.columns().first().copied())?;
        self.remember(choice.columns().first().copied(), &id, false, &in_order(choice), "choice");
        self.options(f, choice, "choices", "choice")
    }

    /// What was seen in the cells of a choice.
    fn reasons(&self, f: &mut Page, choice: &Choice) -> fmt::Result {
        let n = choice.list.options.len();
        match &choice.source {
            Source::One(column) => {
                let joined = choice.joined.iter().map(|&other| self.draft.columns[other].tally.filled).sum::<u64>();
                let filled = self.draft.columns[*column].tally.filled + joined;
                let answers =
                    if n == 1 { "one answer repeats".to_owned() } else { format!("{n} different answers repeat") };
                writeln!(f, "# Choose one: {answers} among {filled} rows.")?;
            }
            Source::Several(_, several) => {
                let separator = match several.separator {
                    "\n" => "a line break",
                    " " => "a space",
                    separator => separator.trim(),
                };
                writeln!(f, "# Choose any: {} rows hold several answers, with \"{separator}\" between.", several.rows)?;
            }
            Source::Columns(_) => {
                writeln!(f, "# Choose any: each option has a column of its own, filled or yes where it was chosen.")?
            }
        }
        f.checks(&choice.text, &choice.doubts)?;
        if let Some(scale) = &choice.scale {
            writeln!(f, "# In order, strongest first, because it reads like {}: check it.", scale.why)?;
        }
        let List { rest, rest_kinds, personal_kinds, surplus_kinds, surplus, .. } = choice.list;
        match (rest - surplus, rest_kinds) {
            (0, _) | (_, 0) => {}
            (1, _) => writeln!(f, "# One other answer was taken for written in: it goes to \"other\".")?,
            (rest, 1) => writeln!(f, "# {rest} times one other answer, taken for written in: it goes to \"other\".")?,
            (rest, kinds) => writeln!(
                f,
                "# {rest} other answers ({kinds} different ones) were taken for written in: they go to \"other\"."
            )?,
        }
        if surplus_kinds > 0 {
            f.check(
                &choice.text,
                &format!("there are {surplus_kinds} more options than a list can hold: they go to \"other\" as well"),
            )?;
        }
        if n > MANY {
            writeln!(
                f,
                "# TO DO: these are many. Let one collect several (`answers`, `recode`); a dimension may put them under a `hierarchy`."
            )?;
        }
        match personal_kinds {
            0 => {}
            1 => writeln!(f, "# One of these points at a PERSON by its looks (name, email, phone or handle).")?,
            kinds => {
                writeln!(f, "# {kinds} of these point at a PERSON by their looks (name, email, phone or handle).")?
            }
        }
        Ok(())
    }

    fn options(&self, f: &mut Page, choice: &Choice, key: &str, noun: &str) -> fmt::Result {
        let labels = in_order(choice);
        let column = |f: &mut Page, column: usize| self.place(f, column, &choice.joined);
        match &choice.source {
            Source::One(one) => column(f, *one)?,
            Source::Several(one, several) => {
                column(f, *one)?;
                writeln!(f, "separator = {}", quoted(several.separator))?;
            }
            Source::Columns(columns) => {
                if let Some(whole) = choice.answered_in.filter(|_| key == "choices") {
                    writeln!(f, "answered_in = {}  # empty where nobody answered", self.draft.address(whole))?;
                }
                self.own_columns(f, columns, key, noun, &choice.answers)?;
                self.own_missing(f, &columns_of_choice(choice), &choice.missing, &labels)?;
                if choice.aside > 0 {
                    writeln!(f, "other = \"\"  # what says neither yes nor no is no answer")?;
                }
                return Ok(());
            }
        }
        entries(f, key, &labels, noun, &choice.answers)?;
        self.own_missing(f, &choice.columns(), &choice.missing, &labels)?;
        if let Some(other) = other_label(&choice.list, words::label("other.label", self.language)) {
            writeln!(f, "other = {}", quoted(&other))?;
        }
        Ok(())
    }

    /// The column of a question, or those of its branches.
    fn place(&self, f: &mut Page, column: usize, joined: &[usize]) -> fmt::Result {
        match joined {
            [] => writeln!(f, "column = {}", self.draft.address(column)),
            others => {
                let all: Vec<String> = [column].iter().chain(others).map(|&c| self.draft.address(c)).collect();
                writeln!(f, "columns = [{}]\njoin = true", all.join(", "))
            }
        }
    }

    /// Answers that are none in this entry only; what is one of its options (`labels`) is none nowhere.
    fn own_missing(&self, f: &mut Page, columns: &[usize], more: &[String], labels: &[&str]) -> fmt::Result {
        let mut own = self.missing.own(self.draft, columns);
        for word in more {
            let known = self.missing.everywhere.iter().map(|(known, _)| known).chain(&own);
            if !known.map(|known| form(known)).any(|known| known == form(word)) {
                own.push(word.clone());
            }
        }
        own.retain(|word| labels.iter().all(|label| form(label) != form(word)));
        if own.is_empty() { Ok(()) } else { writeln!(f, "missing = {}", list(&own)) }
    }

    fn own_columns(
        &self,
        f: &mut Page,
        columns: &[OptionColumn],
        key: &str,
        noun: &str,
        answers: &BTreeMap<String, Vec<String>>,
    ) -> fmt::Result {
        let labels: Vec<&str> = columns.iter().map(|option| option.label.as_str()).collect();
        let ids = clashing(&labels, noun);
        writeln!(f, "{key} = [")?;
        for (option, id) in columns.iter().zip(ids) {
            write!(f, "  {{ label = {}, ", quoted(&option.label))?;
            if let Some(id) = id {
                write!(f, "id = {}, ", quoted(&id))?;
            }
            if let Some(answers) = answers.get(&option.label) {
                write!(f, "answers = {}, ", list(answers))?;
            }
            write!(f, "column = {}", self.draft.address(option.column))?;
            writeln!(f, "{} }},", if option.any_text { ", any_text = true" } else { "" })?;
        }
        writeln!(f, "]")
    }

    pub(super) fn rating(&mut self, f: &mut Page, rating: &Rating) -> fmt::Result {
        writeln!(f, "\n# Rating: {} columns with the same {} answers.", rating.items.len(), rating.levels.len())?;
        let labels: Vec<&str> = rating.items.iter().map(|(_, label)| label.as_str()).collect();
        let text = rating.text.clone().unwrap_or_else(|| {
            let items = labels.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            if labels.len() > 3 { format!("{items}, ...") } else { items }
        });
        f.checks(&text, &rating.doubts)?;
        if let Some(why) = rating.scale {
            writeln!(f, "# Strongest level first, because they read like {why}: check the order.")?;
        }
        writeln!(f, "[[question]]\nid = {}\nkind = \"rating\"", quoted(&self.ids.of_text(&text)))?;
        let todo = if rating.text.is_none() { "  # TO DO: as it was asked; the file has the items only" } else { "" };
        writeln!(f, "text = {}{todo}", quoted(&text))?;
        self.lead(f, &text, rating.items.first().map(|(column, _)| *column))?;
        if rating.answers.is_empty() {
            writeln!(f, "levels = {}", list(&rating.levels))?;
        } else {
            let levels: Vec<&str> = rating.levels.iter().map(String::as_str).collect();
            entries(f, "levels", &levels, "level", &rating.answers)?;
        }
        if let Some(net) = &rating.net {
            let levels = list(&rating.levels[..net.steps]);
            // A label without a Latin letter or digit makes no id.
            let id = if id::from_label(net.label).is_empty() { "id = \"net\", " } else { "" };
            let label = quoted(net.label);
            writeln!(f, "nets = [{{ label = {label}, {id}levels = {levels} }}]  # told together, and first")?;
        }
        let columns: Vec<usize> = rating.items.iter().map(|(column, _)| *column).collect();
        let levels: Vec<&str> = rating.levels.iter().map(String::as_str).collect();
        self.own_missing(f, &columns, &[], &levels)?;
        if rating.aside > 0 {
            writeln!(f, "other = \"\"  # what is none of the levels is no answer")?;
        }
        let item_ids = clashing(&labels, "item");
        match self.pattern(rating).filter(|_| item_ids.iter().all(Option::is_none)) {
            Some(pattern) => writeln!(f, "columns = {}", quoted(&pattern)),
            None => {
                writeln!(f, "items = [")?;
                for ((column, label), id) in rating.items.iter().zip(item_ids) {
                    let id = id.map_or(String::new(), |id| format!("id = {}, ", quoted(&id)));
                    writeln!(f, "  {{ label = {}, {id}column = {} }},", quoted(label), self.draft.address(*column))?;
                }
                writeln!(f, "]")
            }
        }
    }

    pub(super) fn ranking(&mut self, f: &mut Page, ranking: &Ranking) -> fmt::Result {
        let Ranking { source, items, .. } = ranking;
        writeln!(f, "\n# Ranking: {} options in order of preference.", items.len())?;
        let labels: Vec<&str> = items.iter().map(String::as_str).collect();
        let text = ranking.text.clone().unwrap_or_else(|| {
            let first = labels.iter().take(3).copied().collect::<Vec<_>>().join(", ");
            if labels.len() > 3 { format!("{first}, ...") } else { first }
        });
        f.checks(&text, &ranking.doubts)?;
        writeln!(f, "[[question]]\nid = {}\nkind = \"ranking\"", quoted(&self.ids.of_text(&text)))?;
        let todo =
            if ranking.text.is_none() { "  # TO DO: as it was asked; the file has the options only" } else { "" };
        writeln!(f, "text = {}{todo}", quoted(&text))?;
        self.lead(f, &text, ranking.columns().first().copied())?;
        match source {
            Ranked::InOrder(column, separator) => {
                writeln!(f, "column = {}\nseparator = {}", self.draft.address(*column), quoted(separator))?
            }
            Ranked::Places(columns) => {
                let places: Vec<String> = columns.iter().map(|&column| self.draft.address(column)).collect();
                writeln!(f, "places = [{}]", places.join(", "))?
            }
            Ranked::Items(_) => {}
        }
        writeln!(f, "items = [")?;
        for (i, (label, id)) in labels.iter().zip(clashing(&labels, "item")).enumerate() {
            let id = id.map(|id| format!("id = {}", quoted(&id)));
            let answers = ranking.answers.get(*label).map(|answers| format!("answers = {}", list(answers)));
            let column = match source {
                Ranked::Items(columns) => Some(format!("column = {}", self.draft.address(columns[i]))),
                _ => None,
            };
            let more: Vec<String> = id.into_iter().chain(answers).chain(column).collect();
            match more.as_slice() {
                [] => writeln!(f, "  {},", quoted(label))?,
                more => writeln!(f, "  {{ label = {}, {} }},", quoted(label), more.join(", "))?,
            }
        }
        writeln!(f, "]")?;
        self.own_missing(f, &ranking.columns(), &ranking.missing, &labels)?;
        if ranking.aside > 0 {
            writeln!(f, "other = \"\"  # what is none of the items, or stands twice, is no answer")?;
        }
        Ok(())
    }

    pub(super) fn nps(
        &mut self,
        f: &mut Page,
        (column, joined): (usize, &Joined),
        text: &str,
        nps: &Nps,
    ) -> fmt::Result {
        writeln!(f, "\n# Net Promoter Score: it asks for a recommendation, and the answers are numbers up to 10.")?;
        if nps.smallest > 0 {
            let doubt =
                "nobody answered 0: if the numbers began at 1, this is no Net Promoter Score, but kind = \"single\"";
            f.check(text, doubt)?;
        }
        if nps.others > 0 {
            f.check(text, &no_number(nps.others, " from 0 to 10"))?;
        }
        f.checks(text, &joined.doubts)?;
        writeln!(f, "[[question]]\nid = {}\nkind = \"nps\"", quoted(&self.ids.of_text(text)))?;
        writeln!(f, "text = {}", quoted(text))?;
        self.place(f, column, &joined.others)?;
        self.lead(f, text, Some(column))?;
        self.own_missing(f, &joined.with(column), &[], &[])?;
        if !nps.recode.is_empty() {
            let of_group = |(cell, group): &(String, &str)| format!("{} = {}", quoted(cell), quoted(group));
            let each: Vec<String> = nps.recode.iter().map(of_group).collect();
            writeln!(f, "recode = {{ {} }}", each.join(", "))?;
        }
        if nps.others > 0 { writeln!(f, "other = \"\"") } else { Ok(()) }
    }

    pub(super) fn number(
        &mut self,
        f: &mut Page,
        (column, joined): (usize, &Joined),
        text: &str,
        amounts: &Amounts,
    ) -> fmt::Result {
        writeln!(
            f,
            "\n# Numbers: they are published in bands, never themselves. Check the bounds; `least` and `most` close the ends."
        )?;
        if amounts.others > 0 {
            f.check(text, &no_number(amounts.others, ""))?;
        }
        f.checks(text, &joined.doubts)?;
        writeln!(f, "[[question]]\nid = {}\nkind = \"number\"", quoted(&self.ids.of_text(text)))?;
        writeln!(f, "text = {}", quoted(text))?;
        self.place(f, column, &joined.others)?;
        writeln!(f, "bands = {}", bands(&amounts.bounds))?;
        self.lead(f, text, Some(column))?;
        self.own_missing(f, &joined.with(column), &[], &[])?;
        if amounts.others > 0 { writeln!(f, "other = \"\"") } else { Ok(()) }
    }

    /// `Question [*]`, if that names the rating's columns and no others.
    fn pattern(&self, rating: &Rating) -> Option<String> {
        let question = rating.text.as_ref().filter(|text| !text.contains('*'))?;
        let (before, after) = (format!("{question} ["), "]");
        let columns = &self.draft.columns;
        let is_like =
            |column: &Column| column.name.strip_prefix(before.trim()).is_some_and(|rest| rest.ends_with(after));
        let like: Vec<usize> = (0..columns.len()).filter(|&c| is_like(&columns[c])).collect();
        let own: Vec<usize> = rating.items.iter().map(|(column, _)| *column).collect();
        (like == own).then(|| format!("{before}*{after}"))
    }
}

/// A list of options, each with its own id and answers where its label does not tell them.
fn entries(
    f: &mut Page,
    key: &str,
    labels: &[&str],
    noun: &str,
    answers: &BTreeMap<String, Vec<String>>,
) -> fmt::Result {
    writeln!(f, "{key} = [")?;
    for (label, id) in labels.iter().zip(clashing(labels, noun)) {
        let id = id.map(|id| format!("id = {}", quoted(&id)));
        let answers = answers.get(*label).map(|answers| format!("answers = {}", list(answers)));
        match id.into_iter().chain(answers).collect::<Vec<_>>().as_slice() {
            [] => writeln!(f, "  {},", quoted(label))?,
            more => writeln!(f, "  {{ label = {}, {} }},", quoted(label), more.join(", "))?,
        }
    }
    writeln!(f, "]")
}

/// The labels of a choice, the strongest first where they have an order.
fn in_order(choice: &Choice) -> Vec<&str> {
    let order: Vec<usize> = match &choice.scale {
        Some(scale) => scale.order.clone(),
        None => (0..choice.list.options.len()).collect(),
    };
    order.iter().map(|&i| choice.list.options[i].0.as_str()).collect()
}

fn no_number(answers: u64, which: &str) -> String {
    match answers {
        1 => format!("1 answer is no number{which}: it counts as no answer"),
        answers => format!("{answers} answers are no numbers{which}: they count as no answer"),
    }
}

/// What only the author knows of a bias dimension.
fn leans(f: &mut Page, topic: &Topic) -> fmt::Result {
    writeln!(
        f,
        "# TO DO, where the sample leans here ({}), in your words:\n# bias = {{ note = \"...\", over = [\"...\"] }}",
        topic.lean
    )
}
