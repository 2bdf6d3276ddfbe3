//! Questions and their options in a results file, by kind.

use super::{is_false, is_zero};
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// A question and what may be answered to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "QuestionForm")]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize), serde(try_from = "QuestionForm"))]
pub struct Question {
    pub id: String,
    /// As it was asked.
    pub text: String,
    /// A short name for menus; the text where it is missing.
    pub label: String,
    /// `everyone`, or a filter in the grammar of the query string: `respondent=software-project`.
    pub asked_of: String,
    /// Where only those were asked who chose something of a question before: `uses=yes~sometimes`. Empty if not.
    pub asked_if: String,
    /// A class in which everybody, or nobody, chose one of its choices would disclose the answer.
    pub sensitive: bool,
    /// The page, its card and its headline open with it.
    pub lead: bool,
    /// What its options are called; answers if it is not told.
    pub options_are: Option<Nouns>,
    /// Where its choices are codes of open answers: how far coders agree.
    pub coded: Option<Coded>,
    pub kind: Kind,
}

/// What the options of a question are, in the language of the file: `{ "one": "need", "many": "needs" }`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    /// As in "no need stands out".
    pub one: String,
    /// As in "5 of 9 needs lead".
    pub many: String,
}

/// How open answers became choices: by people, who gave them codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Coded {
    /// How many people coded.
    pub coders: u32,
    /// Answers that two of them at least coded without knowing of each other; 0 if nothing is told of these.
    pub double_coded: u32,
    /// Krippendorff's α of these, on the whole set of codes with the MASI distance; none
    /// where nothing varies, or it would tell of fewer than k people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
}

/// What may be answered, and so what is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Choose one.
    Single { choices: Vec<Choice> },
    /// Choose any.
    Multiple {
        choices: Vec<Choice>,
        /// Groups of choices; a choice may be in several.
        themes: Vec<Theme>,
        /// Each class also says how many chose both of every two choices.
        pairs: bool,
    },
    /// Each item gets one level.
    Rating {
        /// From the strongest to the weakest.
        levels: Vec<Level>,
        items: Vec<Item>,
        /// Levels that are also told together.
        nets: Vec<Net>,
    },
    /// Items are put in order of preference, all of them or the first few.
    Ranking {
        items: Vec<Item>,
        /// How many places the form offered, also for items that are not published: at least 1, at most [`MOST_PLACES`] or one
        /// for each item.
        places: usize,
        /// Each class also says, of every two items, how many put one before the other.
        pairs: bool,
    },
    /// A number, which falls into one of these bands, lowest first; numbers themselves are never published.
    Number { bands: Vec<Choice> },
    /// How likely somebody is to recommend something, from 0 to 10: promoters (9, 10), passives (7, 8), detractors.
    Nps { groups: Vec<Choice> },
}

/// Places that a ranking may have, however few of its items are published.
pub const MOST_PLACES: usize = 100;

/// Ids of the groups of an `nps` question, in their order.
pub const NPS_GROUPS: [&str; 3] = ["promoters", "passives", "detractors"];

/// The word that a file and a codebook have for a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(rename = "Kind"))]
#[serde(rename_all = "kebab-case")]
pub enum KindName {
    /// Choose one.
    Single,
    /// Choose any.
    Multiple,
    /// Each item gets one level.
    Rating,
    /// Items are put in order of preference (since 1.1.0).
    Ranking,
    /// A number, told by the band it falls into (since 1.1.0).
    Number,
    /// A Net Promoter Score question, from 0 to 10 (since 1.1.0).
    Nps,
    /// Of codebooks alone: open answers that people code. In a file it is `multiple`, and has `coded`.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Coded,
}

impl KindName {
    /// Those that a file may have.
    pub const ALL: [KindName; 6] =
        [KindName::Single, KindName::Multiple, KindName::Rating, KindName::Ranking, KindName::Number, KindName::Nps];

    pub fn word(self) -> &'static str {
        match self {
            KindName::Single => "single",
            KindName::Multiple => "multiple",
            KindName::Rating => "rating",
            KindName::Ranking => "ranking",
            KindName::Number => "number",
            KindName::Nps => "nps",
            KindName::Coded => "coded",
        }
    }
}

/// A question as it is written: the lists of every kind side by side, empty where its kind has none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema), schemars(rename = "Question"))]
pub struct QuestionForm {
    pub id: String,
    pub kind: KindName,
    /// As it was asked.
    pub text: String,
    /// A short name for menus; the text where it is missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// `everyone`, or a filter in the grammar of the query string: `respondent=software-project`.
    #[serde(default = "super::everyone")]
    pub asked_of: String,
    /// Where only those were asked who chose something of a question before: its id and those of its choices,
    /// `uses=yes~sometimes`; `-` in front of the choices for everybody but, `&` between several questions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked_if: String,
    /// A class in which everybody, or nobody, chose one of its choices would disclose the answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// The page, its card and its headline open with this question; without one, with the first `multiple` one, else the
    /// first (since 1.1.0).
    #[serde(default, skip_serializing_if = "is_false")]
    pub lead: bool,
    /// What its options are called in sentences and heads of tables; answers if it is not told (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_are: Option<Nouns>,
    /// Of a `multiple` question whose choices are codes of open answers: how far coders agree (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded: Option<Coded>,
    /// Of a `multiple` question: each class also says how many chose both of every two choices. Of a `ranking`: how many put
    /// one item before the other, of every two (since 1.1.0).
    #[serde(default, skip_serializing_if = "is_false")]
    pub pairs: bool,
    /// Of a `single` or `multiple` question; of a `number` its bands, lowest first, of `nps` promoters, passives, detractors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Groups of choices of a `multiple` question; a choice may be in several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Theme>,
    /// Of a `rating` question, from the strongest to the weakest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Of a `rating` question: what is rated; of a `ranking`: what is ranked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Of a `rating` question: levels that are also told together (since 1.1.0).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nets: Vec<Net>,
    /// Of a `ranking`: how many places the form offered, also for items that are not published (since 1.1.0).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub places: u32,
}

impl From<Question> for QuestionForm {
    fn from(question: Question) -> QuestionForm {
        let kind = question.kind.name();
        let mut form = QuestionForm {
            id: question.id,
            kind,
            text: question.text,
            label: question.label,
            asked_of: question.asked_of,
            asked_if: question.asked_if,
            sensitive: question.sensitive,
            lead: question.lead,
            options_are: question.options_are,
            coded: question.coded,
            pairs: false,
            choices: Vec::new(),
            themes: Vec::new(),
            levels: Vec::new(),
            items: Vec::new(),
            nets: Vec::new(),
            places: 0,
        };
        match question.kind {
            Kind::Single { choices } => form.choices = choices,
            Kind::Multiple { choices, themes, pairs } => {
                (form.choices, form.themes, form.pairs) = (choices, themes, pairs);
            }
            Kind::Rating { levels, items, nets } => (form.levels, form.items, form.nets) = (levels, items, nets),
            Kind::Ranking { items, places, pairs } => {
                (form.items, form.places, form.pairs) = (items, places as u32, pairs);
            }
            Kind::Number { bands: choices } | Kind::Nps { groups: choices } => form.choices = choices,
        }
        form
    }
}

impl QuestionForm {
    /// Which lists its kind lacks or has no use for: the property (`""` for the whole question), and what is wrong.
    #[inline(never)]
    pub fn misfits(&self) -> Vec<(&'static str, &'static str)> {
        let mut misfits = Vec::new();
        let (rating, ranking) = (self.kind == KindName::Rating, self.kind == KindName::Ranking);
        if ranking && (self.items.is_empty() || !self.choices.is_empty() || !self.levels.is_empty()) {
            misfits.push(("", "a \"ranking\" has items, and neither choices nor levels"));
        } else if !ranking
            && (rating != self.choices.is_empty()
                || rating == self.items.is_empty()
                || rating == self.levels.is_empty())
        {
            misfits.push((
                "",
                "a \"rating\" has items and levels, a \"single\" or \"multiple\" question has choices, never both",
            ));
        }
        if ranking != (self.places > 0) || self.places as usize > self.items.len().max(MOST_PLACES) {
            let problem = "a \"ranking\" has 1 place at least and at most 100 or one for each item, others have none";
            misfits.push(("places", problem));
        }
        if !rating && !self.nets.is_empty() {
            misfits.push(("nets", "only a \"rating\" question has nets"));
        }
        if self.kind == KindName::Number && !are_bands(&self.choices) {
            let problem = "bands go on where the one before ends: `from` (included) and `to` are numbers, only the first \
                           band may lack `from`, and the last `to`";
            misfits.push(("choices", problem));
        }
        if self.kind != KindName::Number && self.choices.iter().any(|c| c.from.is_some() || c.to.is_some()) {
            misfits.push(("choices", "only the bands of a \"number\" have `from` and `to`"));
        }
        if self.kind == KindName::Nps && !self.choices.iter().map(|c| c.id.as_str()).eq(NPS_GROUPS) {
            misfits.push(("choices", "an \"nps\" question has the choices promoters, passives, detractors"));
        }
        if self.kind != KindName::Multiple && !self.themes.is_empty() {
            misfits.push(("themes", "only a \"multiple\" question has themes"));
        }
        if self.kind != KindName::Multiple && !ranking && self.pairs {
            misfits.push(("pairs", "only a \"multiple\" question or a \"ranking\" has pairs"));
        }
        misfits
    }

    /// The question; what its kind has no use for is dropped.
    pub fn into_question(self) -> Question {
        let kind = match self.kind {
            KindName::Single => Kind::Single { choices: self.choices },
            KindName::Multiple | KindName::Coded => {
                Kind::Multiple { choices: self.choices, themes: self.themes, pairs: self.pairs }
            }
            KindName::Rating => Kind::Rating { levels: self.levels, items: self.items, nets: self.nets },
            KindName::Ranking => Kind::Ranking { items: self.items, places: self.places as usize, pairs: self.pairs },
            KindName::Number => Kind::Number { bands: self.choices },
            KindName::Nps => Kind::Nps { groups: self.choices },
        };
        Question {
            id: self.id,
            text: self.text,
            label: self.label,
            asked_of: self.asked_of,
            asked_if: self.asked_if,
            sensitive: self.sensitive,
            lead: self.lead,
            options_are: self.options_are,
            coded: self.coded,
            kind,
        }
    }
}

/// An option of a question; "None of these" is a choice, not a blank.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Choice {
    pub id: String,
    pub label: String,
    /// Ids of the themes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Of a band of a `number`: its lower bound, which is in it; none of the lowest if it is open (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// Its upper bound, which is in the next band; none of the highest if it is open (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// Of a code: what it stands for, as coders read it (since 1.1.0).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Of a code: Krippendorff's α of those who coded the same answers; none where nothing varies,
    /// or it would tell of fewer than k people (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
    /// Of a code: among the answers that two at least coded, the share (0 to 1) to which all gave it;
    /// none where it would tell of fewer than k people (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The share to which any gave it (since 1.1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

impl Choice {
    /// Whether it is a code on which coders agree too little for more than a tentative conclusion: α under 0.667
    /// (Krippendorff 2004).
    pub fn is_tentative(&self) -> bool {
        self.alpha.is_some_and(|alpha| alpha < 0.667)
    }
}

/// Levels of a rating that are told together, such as all that agree.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Net {
    pub id: String,
    pub label: String,
    /// Ids of two levels or more.
    pub levels: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Theme {
    pub id: String,
    pub label: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Level {
    pub id: String,
    pub label: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(any(test, feature = "example"), derive(Deserialize))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Item {
    pub id: String,
    pub label: String,
}

/// Whether they are bands of a number, lowest first, without a gap.
fn are_bands(choices: &[Choice]) -> bool {
    let touch = |pair: &[Choice]| pair[0].to.is_some() && pair[0].to == pair[1].from;
    let rises = |band: &Choice| match (band.from, band.to) {
        (Some(from), Some(to)) => from < to,
        (None, None) => false,
        _ => true,
    };
    choices.windows(2).all(touch) && choices.iter().all(rises)
}

#[cfg(any(test, feature = "example"))]
impl TryFrom<QuestionForm> for Question {
    type Error = String;

    fn try_from(form: QuestionForm) -> Result<Question, String> {
        match form.misfits().first() {
            None => Ok(form.into_question()),
            Some((name, problem)) => Err(format!("{name}: {problem}")),
        }
    }
}
