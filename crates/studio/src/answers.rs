//! The answers of a dimension or a question, and how an author puts them in order.

use needs_core::survey::file::KindName;
use needs_intake::codebook::{Codebook, List, OptionEntry, Short, Text};

/// A list of options in a codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The categories of the dimension in this place.
    Dimension(usize),
    /// The choices of a question, or the levels of a rating.
    Question(usize),
}

/// All lists of options, dimensions first.
pub fn places(codebook: &Codebook) -> Vec<Place> {
    let dimensions = (0..codebook.dimensions.len()).map(Place::Dimension);
    dimensions.chain((0..codebook.questions.len()).map(Place::Question)).collect()
}

impl Place {
    /// What an author calls it.
    pub fn name(self, codebook: &Codebook) -> String {
        match self {
            Place::Dimension(i) => {
                let entry = &codebook.dimensions[i];
                entry.label.clone().or_else(|| entry.column.as_ref().map(|column| column.0.clone())).unwrap_or_default()
            }
            Place::Question(i) => {
                let entry = &codebook.questions[i];
                let column = || entry.column.as_ref().map(|column| column.0.clone());
                entry.label.clone().or_else(|| entry.text.clone()).or_else(column).unwrap_or_default()
            }
        }
    }

    pub fn options(self, codebook: &Codebook) -> &[Short<OptionEntry>] {
        match self {
            Place::Dimension(i) => &codebook.dimensions[i].categories,
            Place::Question(i) => {
                let entry = &codebook.questions[i];
                match entry.kind {
                    KindName::Rating => &entry.levels,
                    KindName::Ranking => &entry.items,
                    _ => &entry.choices,
                }
            }
        }
    }

    fn options_mut(self, codebook: &mut Codebook) -> &mut Vec<Short<OptionEntry>> {
        match self {
            Place::Dimension(i) => &mut codebook.dimensions[i].categories,
            Place::Question(i) => {
                let entry = &mut codebook.questions[i];
                match entry.kind {
                    KindName::Rating => &mut entry.levels,
                    KindName::Ranking => &mut entry.items,
                    _ => &mut entry.choices,
                }
            }
        }
    }

    /// Gives an option another label; it collects the same answers as before. An empty label, or one that another option
    /// has, changes nothing.
    pub fn rename(self, codebook: &mut Codebook, option: usize, label: &str) {
        let label = label.trim();
        let options = self.options_mut(codebook);
        let taken = options
            .iter()
            .any(|other| other.0.label.0.eq_ignore_ascii_case(label) && other.0.label != options[option].0.label);
        if label.is_empty() || taken {
            return;
        }
        let entry = &mut options[option].0;
        let before = std::mem::replace(&mut entry.label, Text(label.to_owned()));
        if entry.column.is_none() {
            entry.answers.get_or_insert_with(|| List(vec![before.clone()]));
        }
        self.follow(codebook, &before.0, Some(label));
    }

    /// Joins one option into another, which then collects the answers of both.
    pub fn merge(self, codebook: &mut Codebook, from: usize, into: usize) {
        let options = self.options_mut(codebook);
        // Columns of their own can be one answer only as a question that is joined.
        if from == into || options[from].0.column.is_some() || options[into].0.column.is_some() {
            return;
        }
        let gone = options[from].0.clone();
        let kept = &mut options[into].0;
        let label = kept.label.clone();
        let answers = kept.answers.get_or_insert_with(|| List(vec![label.clone()]));
        for answer in gone.answers.unwrap_or_else(|| List(vec![gone.label.clone()])).0 {
            if !answers.0.contains(&answer) {
                answers.0.push(answer);
            }
        }
        options.remove(from);
        self.follow(codebook, &gone.label.0, Some(&label.0));
    }

    /// Moves an option by places, towards the end or (negative) the beginning.
    pub fn shift(self, codebook: &mut Codebook, option: usize, by: isize) {
        let options = self.options_mut(codebook);
        let to = option.saturating_add_signed(by).min(options.len().saturating_sub(1));
        let entry = options.remove(option);
        options.insert(to, entry);
    }

    /// Takes an option away: what it collected is no answer.
    pub fn to_missing(self, codebook: &mut Codebook, option: usize) {
        let options = self.options_mut(codebook);
        if options[option].0.column.is_some() || options.len() < 2 {
            return;
        }
        let gone = options.remove(option).0;
        let answers = gone.answers.unwrap_or_else(|| List(vec![gone.label.clone()])).0;
        let missing = match self {
            Place::Dimension(i) => &mut codebook.dimensions[i].missing,
            Place::Question(i) => &mut codebook.questions[i].missing,
        };
        for answer in answers {
            if !missing.contains(&answer) {
                missing.push(answer);
            }
        }
        self.follow(codebook, &gone.label.0, None);
    }

    /// What names an option by its label names it by the new one, or no longer.
    fn follow(self, codebook: &mut Codebook, before: &str, now: Option<&str>) {
        let mut names = |list: &mut Vec<String>| {
            let said = list.iter().any(|name| Some(name.as_str()) == now);
            list.retain_mut(|name| match now {
                _ if name != before => true,
                Some(now) if !said => {
                    *name = now.to_owned();
                    true
                }
                _ => false,
            });
        };
        let renamed = |label: &mut Option<String>| {
            if label.as_deref() == Some(before) {
                *label = now.map(str::to_owned);
            }
        };
        match self {
            Place::Dimension(i) => {
                let entry = &mut codebook.dimensions[i];
                entry.hierarchy.values_mut().for_each(&mut names);
                renamed(&mut entry.other);
                if let Some(bias) = &mut entry.bias {
                    names(&mut bias.over);
                    names(&mut bias.under);
                    if let Some(share) = bias.targets.remove(before)
                        && let Some(now) = now
                    {
                        *bias.targets.entry(now.to_owned()).or_default() += share;
                    }
                }
            }
            Place::Question(i) => {
                let entry = &mut codebook.questions[i];
                renamed(&mut entry.other);
                renamed(&mut entry.none);
                entry.nets.iter_mut().for_each(|net| names(&mut net.levels));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Place = Place::Dimension(0);

    fn codebook() -> Codebook {
        Codebook::read(
            "title = \"A\"\n[[dimension]]\nlabel = \"Field\"\ncategories = [\"Imaging\", \"imaging sci.\", \"Genetics\"]\n\
             [dimension.bias]\nnote = \"n\"\nover = [\"Imaging\"]\nunder = [\"imaging sci.\"]\n\
             [dimension.bias.targets]\nImaging = 0.5\n\"imaging sci.\" = 0.25\n\
             [[question]]\nkind = \"single\"\ncolumn = \"Need\"\nchoices = [\"Docs\"]\n",
        )
        .expect("a codebook")
    }

    fn labels(codebook: &Codebook) -> Vec<&str> {
        FIELD.options(codebook).iter().map(|option| option.0.label.0.as_str()).collect()
    }

    #[test]
    fn a_renamed_answer_collects_what_it_did() {
        let mut codebook = codebook();
        FIELD.rename(&mut codebook, 0, " Bioimaging ");
        assert_eq!(labels(&codebook), ["Bioimaging", "imaging sci.", "Genetics"]);
        let answers = FIELD.options(&codebook)[0].0.answers.as_ref().expect("told");
        assert_eq!(answers.0, [Text("Imaging".to_owned())]);
        let bias = codebook.dimensions[0].bias.as_ref().expect("there");
        assert_eq!((bias.over.as_slice(), bias.targets["Bioimaging"]), (&["Bioimaging".to_owned()][..], 0.5));
        FIELD.rename(&mut codebook, 0, "genetics");
        assert_eq!(labels(&codebook)[0], "Bioimaging", "the label of another");
    }

    #[test]
    fn joined_answers_are_counted_as_one() {
        let mut codebook = codebook();
        FIELD.merge(&mut codebook, 1, 0);
        assert_eq!(labels(&codebook), ["Imaging", "Genetics"]);
        let answers = FIELD.options(&codebook)[0].0.answers.as_ref().expect("told");
        assert_eq!(answers.0, ["Imaging", "imaging sci."].map(|answer| Text(answer.to_owned())));
        let bias = codebook.dimensions[0].bias.as_ref().expect("there");
        assert_eq!(bias.targets["Imaging"], 0.75);
    }

    #[test]
    fn an_answer_that_is_none_is_counted_nowhere() {
        let mut codebook = codebook();
        FIELD.to_missing(&mut codebook, 1);
        assert_eq!(labels(&codebook), ["Imaging", "Genetics"]);
        assert_eq!(codebook.dimensions[0].missing, [Text("imaging sci.".to_owned())]);
        assert!(codebook.dimensions[0].bias.as_ref().expect("there").under.is_empty());
    }

    #[test]
    fn an_answer_moves_within_its_list() {
        let mut codebook = codebook();
        FIELD.shift(&mut codebook, 2, -1);
        assert_eq!(labels(&codebook), ["Imaging", "Genetics", "imaging sci."]);
        FIELD.shift(&mut codebook, 0, -1);
        FIELD.shift(&mut codebook, 2, 5);
        assert_eq!(labels(&codebook), ["Imaging", "Genetics", "imaging sci."]);
    }
}
