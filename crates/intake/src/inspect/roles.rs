//! Which choices say who a respondent is (dimensions), and which what they need (questions).

use super::{
    labels,
    numbers::{self, Amounts},
    parts::{Choice, Part, Source},
    scale,
    words::{self, fold, has, places, says, terms, without_spaces},
};

/// A property that many surveys ask of respondents; its words and labels are in the catalogue under its id.
pub(super) struct Topic {
    pub id: &'static str,
    /// What an author might have to say about it.
    pub lean: &'static str,
    /// Whether its answers may be steps of a scale.
    scaled: bool,
    /// Whether it may be answered with yes and no.
    yes_no: bool,
}

const fn topic(id: &'static str, lean: &'static str) -> Topic {
    Topic { id, lean, scaled: false, yes_no: false }
}

/// In the order in which they become dimensions.
const TOPICS: &[Topic] = &[
    Topic { yes_no: true, ..topic("respondent", "one project may have answered several times") },
    topic("region", "where the author and their contacts live"),
    topic("channel", "who follows the channels that spread the survey"),
    Topic { yes_no: true, scaled: true, ..topic("ties", "friends of the author are easier to reach") },
    Topic { scaled: true, ..topic("experience", "who has left does not answer") },
    Topic { scaled: true, ..topic("frequency", "heavy users are more likely to answer") },
    topic("career", "who has time to answer"),
    Topic { scaled: true, ..topic("group", "one of a group may answer for all, or all may answer") },
    topic("organization", "whose employer lets them answer"),
    Topic { scaled: true, ..topic("age", "who answers surveys") },
    topic("gender", "who is in the community, and who answers"),
    topic("language", "the survey was in one language"),
];

/// Topics that are asked as a number: when published in bands they are a dimension.
const ASKED_AS_NUMBERS: [&str; 3] = ["age", "group", "experience"];

/// More bias dimensions than this leave few respondents exact.
const MOST_BIAS: usize = 6;

/// What a choice becomes, by its position among the parts. `language` is that of the matching words.
pub(super) enum Use {
    Field {
        /// False if nothing looked like a field, and a choice was taken so that there is one.
        found: bool,
        language: usize,
    },
    Bias {
        topic: &'static Topic,
        language: usize,
    },
}

impl Use {
    /// Whether its categories may be steps of a scale.
    pub fn is_scaled(&self) -> bool {
        matches!(self, Use::Bias { topic: Topic { scaled: true, .. }, .. })
    }

    pub fn id(&self) -> &'static str {
        match self {
            Use::Field { .. } => "field",
            Use::Bias { topic, .. } => topic.id,
        }
    }

    /// The language of the matching words.
    pub fn language(&self) -> usize {
        let (Use::Field { language, .. } | Use::Bias { language, .. }) = self;
        *language
    }

    /// For readers, in the language of the question.
    pub fn label(&self) -> &'static str {
        words::label(&format!("{}.label", self.id()), self.language())
    }
}

/// The dimensions among the parts; all other choices and ratings are questions, of which there is at least one.
pub(super) fn dimensions(parts: &[Part]) -> Vec<(usize, Use)> {
    let choices: Vec<(usize, &Choice)> = parts
        .iter()
        .enumerate()
        .filter_map(|(p, part)| if let Part::Choice(choice) = part { Some((p, choice)) } else { None })
        .filter(|(_, choice)| (2..=60).contains(&choice.list.options.len()))
        .collect();
    let ratings =
        parts.iter().filter(|part| matches!(part, Part::Rating(_) | Part::Ranking(_) | Part::Nps { .. })).count();
    let field = field(&choices);
    let mut uses: Vec<(usize, Use)> = Vec::new();
    for topic in TOPICS {
        let fits = |(p, choice): &(usize, &Choice)| {
            let free = Some(*p) != field.as_ref().map(|f| f.0) && !uses.iter().any(|(used, _)| used == p);
            let language = free.then(|| tells(choice, topic)).flatten()?;
            Some((*p, language))
        };
        let by_number = || {
            let number = |(p, part): (usize, &Part)| Some((p, number_topic(part, topic.id)?));
            parts.iter().enumerate().find_map(number)
        };
        if let Some((p, language)) = choices.iter().find_map(fits).or_else(by_number) {
            uses.push((p, Use::Bias { topic, language }));
        }
    }
    // Without a field there is no chart whose sample could lean.
    uses.truncate(if field.is_some() { MOST_BIAS } else { 0 });
    if let Some(field) = field {
        uses.insert(0, field);
    }
    // Something has to remain that was asked.
    let is_number = |(p, part): (usize, &Part)| match part {
        Part::Numbers { text, amounts, .. } => {
            numbers::is_question(text, amounts) && uses.iter().all(|(used, _)| *used != p)
        }
        _ => false,
    };
    let ratings = ratings + parts.iter().enumerate().filter(|part| is_number(*part)).count();
    let is_choice = |(p, _): &(usize, Use)| matches!(parts[*p], Part::Choice(_));
    while ratings == 0 && uses.iter().filter(|used| is_choice(used)).count() >= choices.len().max(2) {
        let last = uses.iter().rposition(is_choice).expect("at least two");
        uses.remove(last);
    }
    uses
}

/// Whether a choice says who somebody is in this way, and in which language.
fn tells(choice: &Choice, topic: &Topic) -> Option<usize> {
    let fits = choice.list.options.len() <= 20
        && !matches!(choice.source, Source::Columns(_))
        && (topic.scaled || !is_opinion(choice))
        && (topic.yes_no || !is_yes_or_no(choice));
    fits.then(|| is_about(&choice.text, topic.id)).flatten()
}

/// The language in which numbers that can be published in bands are about a topic.
fn number_topic(part: &Part, id: &str) -> Option<usize> {
    let Part::Numbers { text, amounts, .. } = part else { return None };
    let Amounts { bounds, .. } = amounts;
    // 2019 is a year, not so many of them.
    let is_amount = !bounds.is_empty() && bounds.iter().all(|&bound| bound < 1000.0);
    let first = ASKED_AS_NUMBERS.iter().copied().find_map(|topic| Some((topic, asks_number(text, topic)?)));
    let (topic, language) = first.filter(|_| is_amount && says(text, "private").is_none())?;
    (topic == id).then_some(language)
}

fn asks_number(text: &str, topic: &str) -> Option<usize> {
    let by = |what: &str| says(text, &format!("{topic}.{what}"));
    by("phrase").or_else(|| by("noun")).or_else(|| by("number"))
}

fn field(choices: &[(usize, &Choice)]) -> Option<(usize, Use)> {
    let may_be = |choice: &Choice| choice.scale.is_none() && !is_opinion(choice) && !is_yes_or_no(choice);
    let may_be_coded = |choice: &Choice| may_be(choice) || choice.is_coded();
    let named = |what: &'static str| {
        let about = |(p, choice): &(usize, &Choice)| {
            let language = match what {
                "phrase" => says(&choice.text, "field.phrase"),
                _ => asks_about(&choice.text, "field.noun"),
            };
            Some((*p, language.filter(|_| may_be_coded(choice))?))
        };
        choices.iter().find_map(about)
    };
    if let Some((p, language)) = named("phrase").or_else(|| named("noun")) {
        return Some((p, Use::Field { found: true, language }));
    }
    // Any choice of one, but rather not where somebody lives or what they think.
    let plain = |choice: &Choice| matches!(choice.source, Source::One(_)) && may_be(choice);
    let is_bias = |choice: &Choice| TOPICS.iter().any(|topic| tells(choice, topic).is_some());
    let many = |choice: &Choice| choice.list.options.len() >= 3;
    let any = choices.iter().find(|(_, choice)| plain(choice) && many(choice) && !is_bias(choice));
    let any = any.or_else(|| choices.iter().find(|(_, choice)| plain(choice) && many(choice)));
    any.or_else(|| choices.first()).map(|(p, _)| (*p, Use::Field { found: false, language: 0 }))
}

/// Whether most of the options say yes, no or perhaps.
pub(super) fn is_yes_or_no(choice: &Choice) -> bool {
    let options = &choice.list.options;
    options.iter().filter(|(label, _)| words::is_any(label, &["yes", "no", "maybe"])).count() * 2 > options.len()
}

/// Whether all options say how far, how good or how likely.
fn is_opinion(choice: &Choice) -> bool {
    let is = |label: &str| scale::is_step(label) || labels::is_general(label);
    choice.list.options.iter().all(|(label, _)| is(label))
}

/// Whether a question is about a topic, and in which language: by a phrase, or by a noun that it is about.
fn is_about(text: &str, id: &str) -> Option<usize> {
    says(text, &format!("{id}.phrase")).or_else(|| asks_about(text, &format!("{id}.noun")))
}

/// Whether a question asks for what a noun names ("Which kind of organization do you work for?"), not only speaks of it
/// ("Would your organization pay for it?", "Which languages do you use in your organization?").
fn asks_about(text: &str, nouns: &str) -> Option<usize> {
    let text = fold(text);
    let first = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'').next().unwrap_or("");
    if terms("asks.yes.no").iter().any(|term| term.text == first) {
        return None;
    }
    let about = |noun: &str| {
        places(&text, noun).any(|at| {
            let (before, after) = (&text[..at], &text[at + noun.len()..]);
            if noun.chars().all(without_spaces) {
                let after = after.trim_start_matches([' ', ':', '：', '?', '？']);
                return after.is_empty() || terms("closer").iter().any(|term| after.starts_with(&term.text));
            }
            let is_one = |word: &&str, id: &str| terms(id).iter().any(|term| term.text == **word);
            let unknown = |word: &&str| !is_one(word, "opener") && !is_one(word, "follower") && !is_one(word, nouns);
            let mut behind = split(after);
            // "The role of Dask" is not somebody's.
            let owned = nouns == "career.noun" && behind.clone().next().is_some_and(|word| OF.contains(&word));
            let rest = behind.by_ref().filter(unknown).count();
            !owned && rest <= 1 && split(before).all(|word| is_one(&word, "opener") || is_one(&word, nouns))
        })
    };
    terms(nouns).iter().find(|term| has(&text, &term.text) && about(&term.text)).map(|term| term.language)
}

/// Behind a role: whose or what it is about.
const OF: &[&str] = &["of", "on", "von", "de", "du", "del", "do", "da", "di"];

fn split(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{labels::List, numbers::Amounts},
        *,
    };

    fn choice(text: &str, options: &[&str]) -> Part {
        let options: Vec<(String, u64)> = options.iter().map(|label| (label.to_string(), 9)).collect();
        let labels: Vec<&str> = options.iter().map(|(label, _)| label.as_str()).collect();
        let scale = scale::of(&labels);
        let list = List { options: options.clone(), ..List::default() };
        Part::Choice(Choice::new(Source::One(0), text.to_owned(), list, scale))
    }

    /// What a column with this question and some options becomes, beside a field and a question.
    fn becomes_of(text: &str, options: &[&str]) -> Option<&'static str> {
        let parts = [
            choice("Which field is yours?", &["A", "B", "C"]),
            choice(text, options),
            choice("What is missing?", &["A", "B", "C"]),
        ];
        dimensions(&parts).iter().find(|(p, _)| *p == 1).map(|(_, what)| what.id())
    }

    fn becomes(text: &str) -> Option<&'static str> {
        becomes_of(text, &["A", "B", "C"])
    }

    #[test]
    fn common_questions_are_told_in_every_language() {
        for (text, expected) in [
            ("What do you work on?", "field"),
            ("In welchem Fachgebiet arbeiten Sie?", "field"),
            ("Quel est votre domaine de recherche ?", "field"),
            ("¿En qué área de investigación trabaja?", "field"),
            ("Qual é a sua área de atuação?", "field"),
            ("In quale settore di ricerca lavora?", "field"),
            ("あなたの研究分野は何ですか？", "field"),
            ("您的研究领域是什么？", "field"),
            ("How did you hear about this survey?", "channel"),
            ("Wie haben Sie von der Umfrage erfahren?", "channel"),
            ("Comment avez-vous entendu parler de cette enquête ?", "channel"),
            ("¿Cómo se enteró de esta encuesta?", "channel"),
            ("Como soube deste inquérito?", "channel"),
            ("Come ha saputo di questo sondaggio?", "channel"),
            ("このアンケートをどこで知りましたか", "channel"),
            ("您是如何得知本调查的？", "channel"),
            ("For how many years have you used it?", "experience"),
            ("Seit wie vielen Jahren programmieren Sie?", "experience"),
            ("Depuis combien d'années programmez-vous ?", "experience"),
            ("使用経験は何年ですか", "experience"),
            ("Where do you live?", "region"),
            ("Wo leben Sie?", "region"),
            ("Dans quel pays vivez-vous ?", "region"),
            ("¿En qué país vive?", "region"),
            ("Em que país você mora?", "region"),
            ("In quale paese vive?", "region"),
            ("お住まいの国", "region"),
            ("您所在的国家", "region"),
            ("Country of residence", "region"),
            ("What is your current job title?", "career"),
            ("Which of these best describes your role?", "career"),
            ("Organization type", "organization"),
            ("What kind of organization do you work for?", "organization"),
            ("In welcher Art von Einrichtung arbeiten Sie?", "organization"),
            ("Geschlecht", "gender"),
            ("年齢", "age"),
        ] {
            let found = match expected {
                "field" => {
                    let uses = dimensions(&[choice("What is missing?", &["A", "B", "C"]), choice(text, &["A", "B"])]);
                    uses.iter().find(|(p, _)| *p == 1).map(|(_, what)| what.id())
                }
                _ => becomes(text),
            };
            assert_eq!(found, Some(expected), "{text}");
        }
    }

    #[test]
    fn a_question_that_only_speaks_of_a_topic_is_no_dimension() {
        for text in [
            "Would your organization pay for a support contract?",
            "Which languages does your organization use?",
            "What languages are you using in your organization?",
            "Would you or your organization buy it?",
            "Did you follow a training?",
            "What should be the role of the foundation?",
            "Which training would you like?",
            "What is your position on the new licence of the project?",
            "Würde Ihre Organisation für Support bezahlen?",
            "Votre organisation paierait-elle pour un contrat de support ?",
            "Which features should be in the next release for your industry partners?",
            "Which of these do you want?",
            "In which country should the next conference be held?",
        ] {
            assert_eq!(becomes(text), None, "{text}");
        }
        assert_eq!(becomes_of("Have you heard about this?", &["Yes", "No", "Not sure"]), None);
        assert_eq!(becomes_of("Your organization", &["Very satisfied", "Satisfied", "Not satisfied"]), None);
    }

    #[test]
    fn a_field_may_have_two_options_and_is_preferred_over_a_region() {
        let parts = [
            choice("Where do you live?", &["Europe", "Asia", "America"]),
            choice("What field do you work in?", &["Biology", "Physics"]),
            choice("What is missing?", &["A", "B", "C"]),
        ];
        let uses = dimensions(&parts);
        assert_eq!(uses.iter().map(|(p, what)| (*p, what.id())).collect::<Vec<_>>(), [(1, "field"), (0, "region")]);
    }

    #[test]
    fn numbers_are_a_dimension_where_they_say_who_answered() {
        let topic = |text: &str, bounds: &[f64]| {
            let amounts = Amounts { bounds: bounds.to_vec(), others: 0, years: false };
            let part = Part::Numbers { column: 0, joined: Default::default(), text: text.to_owned(), amounts };
            TOPICS.iter().find(|topic| number_topic(&part, topic.id).is_some()).map(|topic| topic.id)
        };
        assert_eq!(topic("How old are you?", &[30.0, 40.0]), Some("age"));
        assert_eq!(topic("For how many years have you programmed?", &[2.0, 10.0]), Some("experience"));
        assert_eq!(topic("Seit wie vielen Jahren programmieren Sie?", &[2.0, 10.0]), Some("experience"));
        assert_eq!(topic("Quel âge avez-vous ?", &[30.0]), Some("age"));
        assert_eq!(topic("Team size", &[5.0]), Some("group"));
        assert_eq!(topic("Team size", &[]), None);
        assert_eq!(topic("In which years were you there?", &[2019.0, 2021.0]), None);
        assert_eq!(topic("Salary in the last years", &[30.0, 60.0]), None);
        assert_eq!(topic("Sequencing runs", &[30.0, 60.0]), None);
    }

    #[test]
    fn labels_are_in_the_language_of_the_question() {
        let parts =
            [choice("In welchem Fachgebiet arbeiten Sie?", &["A", "B"]), choice("Was fehlt?", &["A", "B", "C"])];
        assert_eq!(dimensions(&parts)[0].1.label(), "Fachgebiet");
    }
}
