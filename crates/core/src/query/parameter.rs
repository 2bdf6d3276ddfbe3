//! The parameters of a link that are not dimensions. Each is named here and nowhere else in Rust;
//! `tests/parameters.rs` compares them with `embed.js` and `boot.js`.

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

/// Parameters of the view, beside the dimensions.
pub const OF_VIEW: [&str; 10] = [QUESTION, CHART, ROWS, LEVEL, THEMES, SHOW, BASE, SORT, VERSUS, WEIGHT];
/// Parameters of the page; a host that mirrors the view of its readers ignores them.
pub const OF_PAGE: [&str; 5] = [DATA, EMBED, CONTROLS, THEME, LANG];
/// The host's font and colour; `crates/publish/embed/early.js` takes them.
pub const OF_LOOKS: [&str; 2] = ["nbf-font", "nbf-accent"];
/// Parameters that hosts, mailers and ads add to an address.
pub const OF_HOSTS: [&str; 7] = ["fbclid", "gclid", "ref", "initialWidth", "childId", "parentTitle", "parentUrl"];

/// Whether a parameter is no part of a view: those of hosts, and all that begin with `utm_`.
pub fn is_of_host(name: &str) -> bool {
    name.starts_with("utm_") || OF_HOSTS.contains(&name) || OF_LOOKS.contains(&name)
}
