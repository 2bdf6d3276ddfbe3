//! Names of exported files, which describe the view.

use needs_core::{
    query::{self, Page},
    survey::{Survey, id},
    view::View,
};

/// `small-field-not-genetics-ranking.csv`: survey, filter, chart and extension; cut to the length of an id.
pub fn file_name(survey: &Survey, view: &View, ending: &str) -> String {
    let query = query::format(view, &Page::default(), survey);
    let mut name = survey.about.name.clone();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        name.push('-');
        name.push_str(part.strip_prefix("chart=").unwrap_or(part).replace("=-", "-not-").as_str());
    }
    let mut name = id::from_label(&name);
    name.push('.');
    name.push_str(ending);
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use needs_core::survey::example::example;

    #[test]
    fn a_name_says_the_view() {
        let survey = example();
        let name = |query: &str| file_name(&survey, &query::parse(query, &survey).view, "csv");
        assert_eq!(name(""), "small.csv");
        assert_eq!(name("region=-australia&chart=ranking"), "small-region-elsewhere-ranking.csv");
        assert_eq!(name("field=-genetics"), "small-field-not-genetics.csv");
        assert!(name("vs=field%3Dbioimaging&chart=compare&field=genetics&weight=region:australia:0.02").len() <= 68);
    }
}
