//! The condition for asking a question, as forms write it: `Q1.NAOK == "A1"`, `selected(${uses}, 'dask')`.

/// Who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Respondents who meet all of these.
    All(Vec<Clause>),
    /// The form's own text, if it is more complex.
    Unread(String),
}

/// Respondents who chose any of some options of a question, or none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its code.
    pub question: String,
    /// Their codes.
    pub options: Vec<String>,
    /// Negated: respondents who chose none of them.
    pub but: bool,
}

/// Deepest nesting of conditions that is read.
const DEEPEST: usize = 50;

impl Condition {
    /// Reads an expression of LimeSurvey or XLSForm; none if it is empty or always true.
    pub fn parse(text: &str) -> Option<Condition> {
        let text = text.trim();
        if text.is_empty() || ["1", "true()", "true"].contains(&text) {
            return None;
        }
        let read = tokens(text).and_then(|tokens| {
            let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
            let whole = parser.any()?;
            (parser.at == tokens.len()).then_some(whole)
        });
        match read.and_then(|whole| clauses(&whole)) {
            Some(clauses) if clauses.is_empty() => None,
            Some(clauses) => Some(Condition::All(clauses)),
            None => Some(Condition::Unread(crate::raw::tidy(text))),
        }
    }

    /// Both at once.
    pub fn and(self, other: Condition) -> Condition {
        match (self, other) {
            (Condition::All(mut all), Condition::All(more)) => {
                all.extend(more);
                Condition::All(all)
            }
            (a, b) => Condition::Unread(format!("{} and {}", a.told(), b.told())),
        }
    }

    /// For a comment, by codes.
    pub fn told(&self) -> String {
        let clause = |clause: &Clause| {
            let not = if clause.but { "not " } else { "" };
            format!("{} is {not}{}", clause.question, clause.options.join(" or "))
        };
        match self {
            Condition::All(clauses) => clauses.iter().map(clause).collect::<Vec<_>>().join(" and "),
            Condition::Unread(text) => text.clone(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Comma,
    And,
    Or,
    Not,
    Equal,
    Unequal,
    /// A question, or a function.
    Name(String),
    Value(String),
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (token, length) = match c {
            c if c.is_whitespace() => (None, c.len_utf8()),
            '(' => (Some(Token::Open), 1),
            ')' => (Some(Token::Close), 1),
            ',' => (Some(Token::Comma), 1),
            '&' if rest.starts_with("&&") => (Some(Token::And), 2),
            '|' if rest.starts_with("||") => (Some(Token::Or), 2),
            '!' if rest.starts_with("!=") => (Some(Token::Unequal), 2),
            '!' => (Some(Token::Not), 1),
            '=' if rest.starts_with("==") => (Some(Token::Equal), 2),
            '=' => (Some(Token::Equal), 1),
            '"' | '\'' | '‘' | '’' | '“' | '”' => {
                let from = c.len_utf8();
                let closes = |end: char| end == c || ('‘'..='”').contains(&c) && ('‘'..='”').contains(&end);
                let end = rest[from..].char_indices().find(|(_, end)| closes(*end))?;
                (Some(Token::Value(rest[from..from + end.0].trim().to_owned())), from + end.0 + end.1.len_utf8())
            }
            '$' if rest.starts_with("${") => {
                let end = rest.find('}')?;
                (Some(Token::Name(rest[2..end].trim().to_owned())), end + 1)
            }
            '{' => (None, 1),
            '}' => (None, 1),
            c if c.is_ascii_digit() || c == '-' => {
                let end =
                    rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '.').map_or(rest.len(), |end| end + 1);
                // `12345X1X2` is a question by its number.
                let word = &rest[..end];
                let value = word.parse::<f64>().is_ok();
                (Some(if value { Token::Value(word.to_owned()) } else { Token::Name(word.to_owned()) }), end)
            }
            c if c.is_alphabetic() || c == '_' => {
                let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '-';
                let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
                let token = match rest[..end].to_ascii_lowercase().as_str() {
                    "and" => Token::And,
                    "or" => Token::Or,
                    "not" => Token::Not,
                    "eq" => Token::Equal,
                    "ne" => Token::Unequal,
                    _ => Token::Name(rest[..end].to_owned()),
                };
                (Some(token), end)
            }
            _ => return None,
        };
        tokens.extend(token);
        rest = &rest[length..];
    }
    Some(tokens)
}

#[derive(Clone, Debug, PartialEq)]
enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    /// A question has a value.
    Is(String, String),
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn take(&mut self, token: &Token) -> bool {
        let found = self.tokens.get(self.at) == Some(token);
        self.at += usize::from(found);
        found
    }

    fn any(&mut self) -> Option<Expression> {
        let mut parts = vec![self.all()?];
        while self.take(&Token::Or) {
            parts.push(self.all()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Expression::Any(parts) })
    }

    fn all(&mut self) -> Option<Expression> {
        let mut parts = vec![self.one()?];
        while self.take(&Token::And) {
            parts.push(self.one()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Expression::All(parts) })
    }

    fn one(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let found = self.alone();
        self.depth -= 1;
        found
    }

    fn alone(&mut self) -> Option<Expression> {
        if self.take(&Token::Not) {
            return Some(Expression::Not(Box::new(self.one()?)));
        }
        if self.take(&Token::Open) {
            let inner = self.any()?;
            return self.take(&Token::Close).then_some(inner);
        }
        let Token::Name(name) = self.tokens.get(self.at)?.clone() else { return None };
        self.at += 1;
        if name == "selected" && self.take(&Token::Open) {
            let Token::Name(question) = self.tokens.get(self.at)?.clone() else { return None };
            self.at += 1;
            let comma = self.take(&Token::Comma);
            let Token::Value(value) = self.tokens.get(self.at)?.clone() else { return None };
            self.at += 1;
            return (comma && self.take(&Token::Close)).then_some(Expression::Is(question, value));
        }
        let equal = self.take(&Token::Equal);
        if !equal && !self.take(&Token::Unequal) {
            return None;
        }
        let Token::Value(value) = self.tokens.get(self.at)?.clone() else { return None };
        self.at += 1;
        // LimeSurvey: the answer even where the question was not relevant.
        let name = [".NAOK", ".value", ".shown"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        let is = Expression::Is(name.to_owned(), value);
        Some(if equal { is } else { Expression::Not(Box::new(is)) })
    }
}

/// The clauses that must all hold; none if the expression is more complex.
fn clauses(expression: &Expression) -> Option<Vec<Clause>> {
    match expression {
        Expression::All(parts) => {
            let all = parts.iter().map(clauses).collect::<Option<Vec<_>>>()?;
            let mut merged: Vec<Clause> = Vec::new();
            for clause in all.into_iter().flatten() {
                // None of a and none of b is none of both.
                match merged.iter_mut().find(|known| known.but && clause.but && known.question == clause.question) {
                    Some(known) => known.options.extend(clause.options),
                    None => merged.push(clause),
                }
            }
            Some(merged)
        }
        Expression::Any(parts) => {
            let mut whole: Option<Clause> = None;
            for part in parts {
                let [clause] = <[Clause; 1]>::try_from(clauses(part)?).ok()?;
                match &mut whole {
                    _ if clause.but => return None,
                    None => whole = Some(clause),
                    Some(known) if known.question == clause.question => known.options.extend(clause.options),
                    Some(_) => return None,
                }
            }
            whole.map(|clause| vec![clause])
        }
        Expression::Not(inner) => {
            let [clause] = <[Clause; 1]>::try_from(clauses(inner)?).ok()?;
            Some(vec![Clause { but: !clause.but, ..clause }])
        }
        Expression::Is(question, value) => match (value.as_str(), question.rsplit_once('_')) {
            // The option of a list of ticks has a variable of its own.
            ("Y", Some((question, option))) => {
                Some(vec![Clause { question: question.to_owned(), options: vec![option.to_owned()], but: false }])
            }
            ("", Some((question, option))) => {
                Some(vec![Clause { question: question.to_owned(), options: vec![option.to_owned()], but: true }])
            }
            ("", None) => None,
            _ => Some(vec![Clause { question: question.clone(), options: vec![value.clone()], but: false }]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clause(question: &str, options: &[&str], but: bool) -> Clause {
        Clause { question: question.to_owned(), options: options.iter().map(|o| o.to_string()).collect(), but }
    }

    #[test]
    fn conditions_of_both_tools_are_read() {
        for (text, expected) in [
            ("((Q1.NAOK == \"A1\"))", vec![clause("Q1", &["A1"], false)]),
            ("Q1.NAOK == 'A1' or Q1.NAOK == 'A2'", vec![clause("Q1", &["A1", "A2"], false)]),
            ("Q1 != \"A1\"", vec![clause("Q1", &["A1"], true)]),
            ("Q3_SQ001.NAOK == \"Y\"", vec![clause("Q3", &["SQ001"], false)]),
            ("Q3_SQ001 == \"Y\" and Q1 == \"A1\"", vec![clause("Q3", &["SQ001"], false), clause("Q1", &["A1"], false)]),
            ("${uses} = 'yes'", vec![clause("uses", &["yes"], false)]),
            ("selected(${needs}, 'gpu') or selected(${needs}, 'cpu')", vec![clause("needs", &["gpu", "cpu"], false)]),
            (
                "not(selected(${needs}, 'gpu')) and ${uses} = 'no'",
                vec![clause("needs", &["gpu"], true), clause("uses", &["no"], false)],
            ),
            ("${a} != 'x' and ${a} != 'y'", vec![clause("a", &["x", "y"], true)]),
            ("${n} = 3", vec![clause("n", &["3"], false)]),
        ] {
            assert_eq!(Condition::parse(text), Some(Condition::All(expected)), "{text}");
        }
        for text in ["", "1", " 1 ", "true()"] {
            assert_eq!(Condition::parse(text), None, "{text}");
        }
        for text in [
            "${a} = 'x' or ${b} = 'y'",
            "${age} > 18",
            "is_empty(Q1)",
            "Q1 == ",
            "((Q1 == 'a')",
            "count(self.NAOK) > 2",
        ] {
            assert!(matches!(Condition::parse(text), Some(Condition::Unread(_))), "{text}");
        }
        assert!(matches!(Condition::parse(&"(".repeat(100_000)), Some(Condition::Unread(_))));
        assert!(matches!(Condition::parse(&"!".repeat(100_000)), Some(Condition::Unread(_))));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told_as_it_is(text in "[a-z0-9_${}()'\"=!&| .é-]{0,60}") {
            if let Some(Condition::All(clauses)) = Condition::parse(&text) {
                prop_assert!(clauses.iter().all(|clause| !clause.question.is_empty() && !clause.options.is_empty()));
            }
        }
    }
}
