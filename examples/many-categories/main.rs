//! Makes up answers over ten dimensions of twenty categories: far more combinations than people, as hard as it gets for
//! tables that are audited together.
//!
//! `cargo run --package needs-privacy --example many-categories -- --respondents 100000 > raw.csv`; the same seed gives the
//! same file everywhere. `-- --codebook` writes the codebook to it.
//!
//! The categories are as common as words are (Zipf's law), each dimension alone.

use rand::{SeedableRng, distr::weighted::WeightedIndex, prelude::Distribution};
use rand_chacha::ChaCha8Rng;
use std::io::{self, BufWriter, Write};

const DIMENSIONS: usize = 10;
const CATEGORIES: usize = 20;
const CHOICES: usize = 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut respondents, mut seed) = (1000_u32, 2021_u64);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--codebook" {
            return Ok(codebook(BufWriter::new(io::stdout().lock()))?);
        }
        let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--respondents" => respondents = value.parse().map_err(|e| format!("--respondents {value}: {e}"))?,
            "--seed" => seed = value.parse().map_err(|e| format!("--seed {value}: {e}"))?,
            _ => return Err(format!("{word} is not an option; use --respondents N, --seed N or --codebook").into()),
        }
    }
    Ok(answers(respondents, seed, BufWriter::new(io::stdout().lock()))?)
}

fn answers(respondents: u32, seed: u64, mut out: impl Write) -> io::Result<()> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let common = WeightedIndex::new((1..=CATEGORIES).map(|c| 1.0 / c as f64)).expect("weights are positive");
    let choices = WeightedIndex::new([4, 3, 2, 1]).expect("weights are positive");
    let names: Vec<String> = (0..DIMENSIONS).map(|d| format!("D{d}")).collect();
    writeln!(out, "{},Q", names.join(","))?;
    for _ in 0..respondents {
        for _ in 0..DIMENSIONS {
            write!(out, "c{},", common.sample(&mut random))?;
        }
        writeln!(out, "a{}", choices.sample(&mut random))?;
    }
    out.flush()
}

fn codebook(mut out: impl Write) -> io::Result<()> {
    let list = |letter: char, n: usize| (0..n).map(|i| format!("\"{letter}{i}\"")).collect::<Vec<_>>().join(", ");
    writeln!(
        out,
        "title = \"Ten dimensions of twenty categories\"\nillustration = true\nk = 5\ntables = \"by-dimension\""
    )?;
    for d in 0..DIMENSIONS {
        let id = if d == 0 { "field".to_owned() } else { format!("d{d}") };
        let categories = list('c', CATEGORIES);
        writeln!(
            out,
            "\n[[dimension]]\nid = \"{id}\"\nlabel = \"Dimension {d}\"\ncolumn = \"D{d}\"\ncategories = [{categories}]"
        )?;
    }
    let choices = list('a', CHOICES);
    writeln!(
        out,
        "\n[[question]]\nid = \"choice\"\nkind = \"single\"\ntext = \"Choice\"\ncolumn = \"Q\"\nchoices = [{choices}]"
    )?;
    out.flush()
}
