//! Makes up the raw answers of a life-science community: an illustration, not a survey.
//!
//! `cargo run --example life-science > raw.csv` writes the answers behind the bundled sample; with
//! `-- --respondents 1000000` as many as wanted. The same seed gives the same file everywhere.
//!
//! Who answers leans as the survey that inspired it said of itself: many from an imaging network, many
//! from Australia, many who already use Dask. What they need depends on it, so that filters matter.

mod answers;
mod people;

use std::io::{self, BufWriter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut respondents, mut seed) = (560_u32, 2021_u64);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--respondents" => respondents = value.parse().map_err(|e| format!("--respondents {value}: {e}"))?,
            "--seed" => seed = value.parse().map_err(|e| format!("--seed {value}: {e}"))?,
            _ => return Err(format!("{word} is not an option; use --respondents N and --seed N").into()),
        }
    }
    answers::write(respondents, seed, BufWriter::new(io::stdout().lock()))?;
    Ok(())
}
