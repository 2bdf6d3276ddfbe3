//! Who answers: what a respondent is, drawn so that the dimensions hang together.

use rand::{Rng, distr::weighted::WeightedIndex, prelude::Distribution};

pub const FIELDS: [&str; 8] = [
    "Biological image processing",
    "Single cell analysis",
    "Statistical genetics",
    "Genomics and sequencing",
    "Neuroscience",
    "Structural biology",
    "Ecology and evolution",
    "Medical imaging",
];
pub const COUNTRIES: [&str; 12] = [
    "Australia",
    "New Zealand",
    "United States",
    "Canada",
    "United Kingdom",
    "Germany",
    "France",
    "Switzerland",
    "Japan",
    "India",
    "Brazil",
    "South Africa",
];
pub const CHANNELS: [&str; 6] = [
    "Social media",
    "A project's repost",
    "Slack or forum",
    "Mailing list",
    "Direct contact with researchers",
    "Direct contact with software groups",
];
pub const DASK: [&str; 4] = ["Every day", "Sometimes", "I have tried it", "Not yet"];

/// A made-up respondent, by positions in the lists above.
pub struct Person {
    pub project: bool,
    pub field: usize,
    /// Some work in two fields.
    pub second_field: Option<usize>,
    pub country: usize,
    pub imaging_network: bool,
    pub open_source: bool,
    pub company: bool,
    pub dask: usize,
    pub channel: usize,
}

impl Person {
    pub fn draw(rng: &mut impl Rng) -> Person {
        let imaging_network = rng.random_bool(0.42);
        let project = rng.random_bool(0.17);
        let fields = if imaging_network { [62, 8, 4, 4, 9, 5, 1, 7] } else { [14, 21, 19, 20, 9, 6, 8, 3] };
        let field = pick(rng, &fields);
        let second_field = rng.random_bool(0.08).then(|| pick(rng, &fields)).filter(|&second| second != field);
        let country = pick(
            rng,
            if imaging_network {
                &[46, 6, 14, 3, 10, 9, 4, 3, 3, 1, 1, 0]
            } else {
                &[14, 2, 34, 6, 13, 11, 6, 3, 4, 4, 2, 1]
            },
        );
        let open_source = rng.random_bool(if project { 0.86 } else { 0.41 });
        let company = rng.random_bool(if project { 0.22 } else { 0.09 });
        let dask = pick(rng, if open_source { &[31, 36, 17, 16] } else { &[14, 31, 24, 31] });
        let channel = match (project, imaging_network) {
            (true, _) => pick(rng, &[12, 16, 10, 6, 2, 54]),
            (false, true) => pick(rng, &[21, 12, 19, 11, 36, 1]),
            (false, false) => pick(rng, &[38, 24, 17, 12, 8, 1]),
        };
        Person { project, field, second_field, country, imaging_network, open_source, company, dask, channel }
    }

    pub fn works_in(&self, field: usize) -> bool {
        self.field == field || self.second_field == Some(field)
    }
}

/// A position, as likely as its weight.
pub fn pick(rng: &mut impl Rng, weights: &[u32]) -> usize {
    WeightedIndex::new(weights).expect("weights are positive").sample(rng)
}
