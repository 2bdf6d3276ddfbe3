//! The parameters of a link that are no dimension's. Each is named here, and nowhere else in Rust;
//! `tests/parameters.rs` holds `embed.js` and `boot.js` against it.

pub const QUESTION: &str = "question";
pub const CHART: &str = "chart";
pub const ROWS: &str = "rows";
pub const LEVEL: &str = "level";
pub const THEMES: &str = "themes";
pub const SHOW: &str = "show";
pub const BASE: &str = "base";
pub const SORT: &str = "sort";
pub const VERSUS: &str = "vs";
pub const WEIGHT: &str = "weight";

pub const DATA: &str = "data";
pub const EMBED: &str = "embed";
pub const CONTROLS: &str = "controls";
pub const THEME: &str = "theme";
pub const LANG: &str = "lang";
pub const FINGERPRINT: &str = "v";

/// What is shown of the survey, beside the dimensions that filter.
pub const OF_VIEW: [&str; 10] = [QUESTION, CHART, ROWS, LEVEL, THEMES, SHOW, BASE, SORT, VERSUS, WEIGHT];
/// Whose data are shown, and how; a host that takes a view from its readers passes these over.
pub const OF_PAGE: [&str; 5] = [DATA, EMBED, CONTROLS, THEME, LANG];
/// What hosts, mailers and ads add to an address, which the page passes over; so does it what begins with `utm_`.
pub const OF_HOSTS: [&str; 7] = ["fbclid", "gclid", "ref", "initialWidth", "childId", "parentTitle", "parentUrl"];

/// Whether a parameter says nothing to the page.
pub fn is_of_host(name: &str) -> bool {
    name.starts_with("utm_") || OF_HOSTS.contains(&name)
}
