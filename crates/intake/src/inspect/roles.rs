//! Which choices say who a respondent is (dimensions), and which what they need (questions).

use super::{
    parts::{Choice, Part, Source},
    who::has,
};

/// A thing that many surveys know of their respondents.
pub(super) struct Topic {
    pub id: &'static str,
    pub label: &'static str,
    /// Words of a question about it.
    words: &'static [&'static str],
    /// What an author might have to say about it.
    pub lean: &'static str,
}

/// What makes the rows of the charts, the surest first.
const FIELD: &[&str] = &[
    "field do you",
    "do you work on",
    "do you work in",
    "are you working on",
    "field of",
    "your field",
    "field",
    "discipline",
    "industry",
    "research area",
    "area of research",
    "area of expertise",
    "subject area",
    "domain",
    "specialty",
    "speciality",
    "specialization",
    "training",
    "sector",
    "background",
    "department",
    "fachgebiet",
    "fachbereich",
];

const TOPICS: &[Topic] = &[
    Topic {
        id: "respondent",
        label: "Answering for",
        words: &["answering for", "answering as", "on behalf of", "individual or"],
        lean: "one project may have answered several times",
    },
    Topic {
        id: "region",
        label: "Region",
        words: &[
            "region",
            "country",
            "continent",
            "where do you live",
            "where are you based",
            "where are you located",
            "location",
        ],
        lean: "where the author and their contacts live",
    },
    Topic {
        id: "channel",
        label: "How they were reached",
        words: &[
            "hear about",
            "hear of",
            "heard about",
            "heard of",
            "learn about this",
            "find this survey",
            "find out about",
            "how did you find",
        ],
        lean: "who follows the channels that spread the survey",
    },
    Topic {
        id: "ties",
        label: "Ties to the author's network",
        words: &["link to", "ties to", "affiliated with", "member of", "closely with", "part of our"],
        lean: "friends of the author are easier to reach",
    },
    Topic {
        id: "experience",
        label: "Experience",
        words: &[
            "how long have you",
            "how many years",
            "years have you",
            "years of experience",
            "years of",
            "experience level",
            "level of experience",
        ],
        lean: "who has left does not answer",
    },
    Topic {
        id: "frequency",
        label: "How often they use it",
        words: &["how often do you use", "how frequently", "frequency of"],
        lean: "heavy users are more likely to answer",
    },
    Topic {
        id: "career",
        label: "Role",
        words: &["career", "job title", "your role", "role", "position", "occupation", "seniority", "your job"],
        lean: "who has time to answer",
    },
    Topic {
        id: "group",
        label: "Alone or in a group",
        words: &["larger group", "team size", "size of your", "on your own"],
        lean: "one of a group may answer for all, or all may answer",
    },
    Topic {
        id: "organization",
        label: "Organization",
        words: &["organization", "organisation", "employer", "institution", "company", "kind of work", "type of work"],
        lean: "whose employer lets them answer",
    },
    Topic { id: "age", label: "Age", words: &["your age", "age group", "how old"], lean: "who answers surveys" },
    Topic { id: "gender", label: "Gender", words: &["gender"], lean: "who is in the community, and who answers" },
    Topic {
        id: "language",
        label: "Language",
        words: &["native language", "first language", "mother tongue"],
        lean: "the survey was in one language",
    },
];

/// Topics that are asked as a number, by id, and the words of such a question.
const AMOUNTS: &[(&str, &[&str])] = &[
    ("age", &["age", "how old", "alter", "âge", "edad"]),
    ("group", &["team size", "group size", "lab size", "size of your", "how many people", "your team", "your group"]),
    ("experience", &["experience", "years", "how long", "jahre", "berufserfahrung", "expérience", "experiencia"]),
];
/// Amounts that are nobody's business, whatever else the question says.
const PRIVATE: &[&str] = &["salary", "income", "earn", "children", "birth", "born"];

/// More bias dimensions than this leave few respondents exact.
const MOST_BIAS: usize = 6;

/// What a choice becomes, by its position among the parts.
pub(super) enum Use {
    Field {
        /// False if nothing looked like a field, and a choice was taken so that there is one.
        found: bool,
    },
    Bias(&'static Topic),
}

/// The dimensions among the parts; all other choices and ratings are questions, of which there is at least one.
pub(super) fn dimensions(parts: &[Part]) -> Vec<(usize, Use)> {
    let choices: Vec<(usize, &Choice)> = parts
        .iter()
        .enumerate()
        .filter_map(|(p, part)| if let Part::Choice(choice) = part { Some((p, choice)) } else { None })
        .filter(|(_, choice)| (2..=60).contains(&choice.list.options.len()))
        .collect();
    let ratings = parts.iter().filter(|part| matches!(part, Part::Rating(_))).count();
    let field = field(&choices);
    let mut uses: Vec<(usize, Use)> = Vec::new();
    for topic in TOPICS {
        let about = |choice: &Choice| topic.words.iter().any(|words| says(&choice.text, words));
        let fits = |(p, choice): &&(usize, &Choice)| {
            Some(*p) != field.map(|f| f.0)
                && !uses.iter().any(|(used, _)| used == p)
                && choice.list.options.len() <= 20
                && !matches!(choice.source, Source::Columns(_))
                && about(choice)
        };
        let by_choice = choices.iter().find(fits).map(|(p, _)| *p);
        let by_number = || parts.iter().position(|part| number_topic(part).is_some_and(|of| of == topic.id));
        if let Some(p) = by_choice.or_else(by_number) {
            uses.push((p, Use::Bias(topic)));
        }
    }
    // Without a field there is no chart whose sample could lean.
    uses.truncate(if field.is_some() { MOST_BIAS } else { 0 });
    if let Some((p, found)) = field {
        uses.insert(0, (p, Use::Field { found }));
    }
    // Something has to remain that was asked.
    let is_choice = |(p, _): &(usize, Use)| matches!(parts[*p], Part::Choice(_));
    while ratings == 0 && uses.iter().filter(|used| is_choice(used)).count() >= choices.len().max(2) {
        let last = uses.iter().rposition(is_choice).expect("at least two");
        uses.remove(last);
    }
    uses
}

/// The topic of numbers that can be published in bands.
fn number_topic(part: &Part) -> Option<&'static str> {
    let Part::Numbers { text, amounts, .. } = part else { return None };
    let any = |words: &[&str]| words.iter().any(|words| says(text, words));
    let topic = AMOUNTS.iter().find(|(_, words)| any(words)).map(|(id, _)| *id);
    // 2019 is a year, not so many of them.
    let is_amount = !amounts.bounds.is_empty() && amounts.bounds.iter().all(|&bound| bound < 1000.0);
    topic.filter(|_| is_amount && !any(PRIVATE))
}

fn field(choices: &[(usize, &Choice)]) -> Option<(usize, bool)> {
    let by_words = FIELD.iter().find_map(|words| {
        let about =
            |choice: &Choice| says(&choice.text, words) && choice.scale.is_none() && choice.list.options.len() >= 3;
        choices.iter().find(|(_, choice)| about(choice))
    });
    let any = || {
        let plain = |choice: &Choice| matches!(choice.source, Source::One(_)) && choice.scale.is_none();
        let several = |choice: &&(usize, &Choice)| choice.1.list.options.len() >= 3;
        choices.iter().filter(several).find(|(_, choice)| plain(choice)).or_else(|| choices.first())
    };
    by_words.map(|(p, _)| (*p, true)).or_else(|| any().map(|(p, _)| (*p, false)))
}

/// Whether a text has these words, as whole words.
fn says(text: &str, words: &str) -> bool {
    has(&text.to_lowercase(), words)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{labels::List, numbers::Amounts},
        *,
    };

    /// What a column with this question and some options becomes, beside a field and a question.
    fn becomes(text: &str) -> Option<&'static str> {
        let part = |text: &str| {
            let options = ["A", "B", "C"].map(|label| (label.to_owned(), 9)).to_vec();
            let list = List { options, ..List::default() };
            Part::Choice(Choice { source: Source::One(0), text: text.to_owned(), list, scale: None })
        };
        let uses = dimensions(&[part("Which field is yours?"), part(text), part("What is missing?")]);
        uses.iter().find(|(p, _)| *p == 1).map(|(_, what)| match what {
            Use::Field { .. } => "field",
            Use::Bias(topic) => topic.id,
        })
    }

    #[test]
    fn common_questions_are_told() {
        for (text, expected) in [
            ("What do you work on?", Some("field")),
            ("How did you hear of this survey?", Some("channel")),
            ("For how many years have you used it?", Some("experience")),
            ("Where do you live?", Some("region")),
            ("Which of these do you want?", None),
        ] {
            assert_eq!(becomes(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_a_dimension_where_they_say_who_answered() {
        let topic = |text: &str, bounds: &[f64]| {
            let amounts = Amounts { bounds: bounds.to_vec(), others: 0 };
            number_topic(&Part::Numbers { column: 0, text: text.to_owned(), amounts })
        };
        assert_eq!(topic("How old are you?", &[30.0, 40.0]), Some("age"));
        assert_eq!(topic("For how many years have you programmed?", &[2.0, 10.0]), Some("experience"));
        assert_eq!(topic("Team size", &[5.0]), Some("group"));
        assert_eq!(topic("Team size", &[]), None);
        assert_eq!(topic("In which years were you there?", &[2019.0, 2021.0]), None);
        assert_eq!(topic("Salary in the last years", &[30.0, 60.0]), None);
        assert_eq!(topic("Sequencing runs", &[30.0, 60.0]), None);
    }

    #[test]
    fn topics_are_told_by_whole_words() {
        assert!(says("What field do you work in?", "field"));
        assert!(!says("Battlefields", "field"));
        assert!(!says("Where are your datasets typically stored?", "where are you based"));
    }
}
