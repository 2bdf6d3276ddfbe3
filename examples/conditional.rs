//! A made-up survey of 600 conditional questions: each is seen by those who said so before, and left open by some.
//!
//! `cargo run --example conditional -- FOLDER [QUESTIONS]` writes `raw.csv` and `codebook.toml` there: 400 respondents, a field and four bias
//! dimensions, questions of three choices that a twelfth to a half of the respondents see. For measuring what it costs that of each
//! class nobody or at least k answered a question.

use std::{fmt::Write as _, path::Path};

/// splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

const PEOPLE: usize = 400;
const DIMENSIONS: [(&str, u64); 5] = [("field", 6), ("region", 5), ("channel", 5), ("stage", 4), ("size", 3)];

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let questions = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(600);
    let mut random = Random(14);
    let mut codebook = "title = \"Conditional questions\"\nk = 5\ntables = \"by-dimension\"\n".to_owned();
    for (id, size) in DIMENSIONS {
        let categories = (0..size).map(|c| format!("\"{id} {c}\"")).collect::<Vec<_>>().join(", ");
        write!(codebook, "[[dimension]]\nid = \"{id}\"\nlabel = \"{id}\"\ncategories = [{categories}]\n")
            .expect("text");
    }
    // One in so many sees a question; some that saw it leave it open.
    let seen: Vec<u64> = (0..questions).map(|_| 2 + random.below(11)).collect();
    let mut rows = DIMENSIONS.map(|(id, _)| id.to_owned()).join(",");
    for q in 0..questions {
        write!(rows, ",q{q}").expect("text");
        write!(
            codebook,
            "[[question]]\nid = \"q{q}\"\nkind = \"single\"\ncolumn = \"q{q}\"\nchoices = [\"a\", \"b\", \"c\"]\n"
        )
        .expect("text");
    }
    rows.push('\n');
    for _ in 0..PEOPLE {
        // The first categories are the most common.
        let key = DIMENSIONS.map(|(id, size)| format!("{id} {}", random.below(size).min(random.below(size))));
        rows.push_str(&key.join(","));
        for &one_in in &seen {
            let says = random.below(one_in) == 0 && random.below(10) > 0;
            rows.push_str(if says { [",a", ",b", ",c"][random.below(3) as usize] } else { "," });
        }
        rows.push('\n');
    }
    std::fs::write(Path::new(&folder).join("raw.csv"), rows)?;
    std::fs::write(Path::new(&folder).join("codebook.toml"), codebook)
}
