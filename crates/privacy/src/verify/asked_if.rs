//! Checks `asked_if`: the number asked against the choices of an earlier question.

use needs_core::{Survey, survey::Finding, survey::file::Kind};

/// The count columns of the choices of one earlier question.
struct Chosen {
    columns: Vec<usize>,
    /// Everybody except those who chose any of them.
    but: bool,
    /// Whether nobody can choose two of them.
    single: bool,
}

/// In each class, at most those who chose what the question requires were asked; exactly those, if it requires nothing
/// else.
pub(super) fn findings(survey: &Survey) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (q, question) in survey.questions().iter().enumerate().filter(|(_, question)| !question.asked_if.is_empty()) {
        let path = format!("questions[{q}].asked_if");
        let mut parts = Vec::new();
        for part in question.asked_if.split('&') {
            match chosen(survey, q, part) {
                Ok(chosen) => parts.push(chosen),
                Err(problem) => {
                    findings
                        .push(Finding { path: path.clone(), problem: format!("\"{}\": {problem}", question.asked_if) });
                }
            }
        }
        let column = survey.layout.questions[q].asked;
        let alone = parts.len() == 1 && question.asked_of == "everyone";
        for (t, table) in survey.tables.iter().enumerate() {
            for class in 0..table.len() {
                let asked = table.counts[column][class];
                for part in &parts {
                    let of = |column: &usize| table.counts[*column][class];
                    let sum: u32 = part.columns.iter().map(of).sum();
                    let most = part.columns.iter().map(of).max().unwrap_or(0);
                    // A respondent who chose two of several choices counts in both.
                    let (least, most) = if part.single { (sum, sum) } else { (most, sum.min(table.n[class])) };
                    let (least, most) =
                        if part.but { (table.n[class] - most, table.n[class] - least) } else { (least, most) };
                    if asked > most || alone && asked < least {
                        findings.push(Finding {
                            path: format!("resources[{t}].data[{}]", class + 1),
                            problem: format!(
                                "{}.asked is {asked}, but {} of this class are among \"{}\"",
                                question.id,
                                if least == most { least.to_string() } else { format!("{least} to {most}") },
                                question.asked_if
                            ),
                        });
                    }
                }
            }
        }
    }
    findings
}

fn chosen(survey: &Survey, q: usize, part: &str) -> Result<Chosen, String> {
    let (id, choices) = part.split_once('=').ok_or("write question=choice~choice, by their ids")?;
    let before = survey.questions()[..q].iter().position(|other| other.id == id);
    let before = before.ok_or_else(|| format!("\"{id}\" is not a question before this one"))?;
    let question = &survey.questions()[before];
    let (but, choices) = choices.strip_prefix('-').map_or((false, choices), |choices| (true, choices));
    let column = |id: &str| {
        let choice = question.choices().iter().position(|choice| choice.id == id);
        let choice = choice.ok_or_else(|| format!("\"{id}\" is not a choice of \"{}\"", question.id))?;
        Ok(survey.layout.questions[before].choice(choice))
    };
    let columns = choices.split('~').map(column).collect::<Result<Vec<usize>, String>>()?;
    let single = columns.len() == 1 || matches!(question.kind, Kind::Single { .. });
    Ok(Chosen { columns, but, single })
}
