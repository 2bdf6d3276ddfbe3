//! What a reader of a results file can check beyond that it can be used: that what it says of itself is so, and
//! that no label looks like a person.

mod personal;

use crate::survey::{Finding, Survey, file::PrivacyModel};
pub use personal::personal;

/// What the file says of itself and what its classes say, where the two differ.
pub fn claims(survey: &Survey) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut found = |path: String, problem: String| findings.push(Finding { path, problem });
    let privacy = &survey.about.privacy;
    let smallest = survey.tables.iter().flat_map(|table| &table.n).min().copied().unwrap_or(0);
    if smallest != privacy.smallest_class {
        found(
            "privacy.smallest_class".to_owned(),
            format!("{} is declared, but the smallest class has {smallest}", privacy.smallest_class),
        );
    }
    if (privacy.model == PrivacyModel::Joint) != (survey.tables.len() == 1) {
        let problem = format!(
            "a \"joint\" file has one table, a \"by-dimension\" file several; this one has {}",
            survey.tables.len()
        );
        found("privacy.model".to_owned(), problem);
    }
    for (d, dimension) in survey.dimensions().iter().enumerate() {
        let not_exact = survey.tables.iter().filter_map(|table| {
            let labels = table.labels_of(d)?;
            Some(labels.iter().zip(&table.n).filter(|(label, _)| !label.known).map(|(_, n)| n).sum::<u32>())
        });
        let declared = privacy.generalized.get(&dimension.id).copied();
        match (not_exact.min(), declared) {
            (None, _) => found(
                format!("dimensions[{d}]"),
                format!("no table holds \"{}\", so that nothing can be filtered by it; leave it out", dimension.id),
            ),
            (Some(counted), declared) if counted != declared.unwrap_or(0) => found(
                format!("privacy.generalized.{}", dimension.id),
                format!(
                    "{} is declared, but the classes leave {counted} respondents without an exact category",
                    declared.unwrap_or(0)
                ),
            ),
            _ => {}
        }
    }
    for id in privacy.generalized.keys().filter(|id| survey.dimension(id).is_none()) {
        found(format!("privacy.generalized.{id}"), "not a dimension of this file".to_owned());
    }
    for (i, view) in survey.views().iter().enumerate() {
        for problem in crate::query::parse(&view.query, survey).problems {
            found(format!("views[{i}].query"), format!("\"{problem}\" is not understood"));
        }
    }
    for (i, question) in survey.questions().iter().enumerate() {
        if question.asked_of != "everyone" {
            for problem in crate::query::parse(&question.asked_of, survey).problems {
                found(format!("questions[{i}].asked_of"), format!("\"{problem}\" is not understood"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::example::example;

    fn paths(change: impl FnOnce(&mut Survey)) -> Vec<String> {
        let mut survey = example();
        change(&mut survey);
        claims(&survey).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn the_example_is_as_it_says() {
        assert_eq!(paths(|_| {}), Vec::<String>::new());
    }

    #[test]
    fn what_a_file_says_of_itself_is_counted_again() {
        assert_eq!(paths(|s| s.about.privacy.smallest_class = 4), ["privacy.smallest_class"]);
        assert_eq!(paths(|s| s.about.privacy.model = PrivacyModel::ByDimension), ["privacy.model"]);
        assert_eq!(
            paths(|s| _ = s.about.privacy.generalized.insert("region".to_owned(), 3)),
            ["privacy.generalized.region"]
        );
        assert_eq!(paths(|s| s.about.views[0].query = "region=mars".to_owned()), ["views[0].query"]);
        assert_eq!(paths(|s| s.about.questions[0].asked_of = "planet=mars".to_owned()), ["questions[0].asked_of"]);
    }
}
