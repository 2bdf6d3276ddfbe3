//! What a respondent says, as a form would export it.

use crate::people::{CHANNELS, COUNTRIES, DASK, FIELDS, Person, pick};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::io::Write;

pub const COLUMNS: [&str; 20] = [
    "Timestamp",
    "Email address (only if we may contact you)",
    "I agree that my answers are published in anonymized form",
    "Who are you answering for?",
    "Which field do you work in?",
    "Where do you live?",
    "Do you have a link to our imaging network?",
    "Do you contribute to open-source Python projects?",
    "Do you work for, or closely with, a company around the project (NVIDIA, Quansight, Coiled)?",
    "How often do you use Dask?",
    "How did you hear about this survey?",
    "What would help you most in your work?",
    "What does your software project need?",
    "Which one comes first?",
    "How important are these to you? [GPUs]",
    "How important are these to you? [Deploying to a cluster]",
    "How important are these to you? [Reading my file formats]",
    "How important are these to you? [Dashboards and diagnostics]",
    "How important are these to you? [Working with labelled arrays]",
    "Anything else?",
];

/// A need, its log-odds for everybody, and what adds to them.
struct Need {
    label: &'static str,
    base: f64,
    fields: &'static [(usize, f64)],
    dask: [f64; 4],
    network: f64,
    company: f64,
}

const fn need(
    label: &'static str,
    base: f64,
    fields: &'static [(usize, f64)],
    dask: [f64; 4],
    network: f64,
    company: f64,
) -> Need {
    Need { label, base, fields, dask, network, company }
}

const SAME: [f64; 4] = [0.0; 4];

const NEEDS: [Need; 9] = [
    need(
        "Better documentation and examples in my field",
        -0.25,
        &[(2, 0.5), (6, 0.4)],
        [-0.5, 0.1, 0.5, 0.6],
        0.2,
        -0.3,
    ),
    need(
        "Working with constrained resources (memory, one machine)",
        -0.35,
        &[(1, 0.5), (0, 0.2)],
        [0.1, 0.2, 0.0, -0.3],
        0.1,
        -0.4,
    ),
    need(
        "Interoperability between libraries (napari, scikit-image, anndata)",
        -0.6,
        &[(0, 0.9), (1, 0.7)],
        [0.6, 0.2, 0.0, -0.4],
        0.5,
        0.2,
    ),
    need("GPU memory that does not run out", -1.3, &[(0, 0.6), (7, 0.8), (5, 0.5)], [0.5, 0.1, 0.0, -0.2], 0.3, 1.1),
    need("Deep learning on large images or arrays", -1.1, &[(0, 0.7), (7, 1.0), (4, 0.4)], SAME, 0.3, 0.6),
    need("Easier access to a cluster or the cloud", -0.9, &[(3, 0.8), (2, 0.6)], [0.4, 0.3, 0.0, -0.2], -0.2, 0.3),
    need("Sparse arrays and tables", -1.7, &[(1, 1.7), (3, 0.5)], [0.4, 0.0, 0.0, -0.3], -0.2, 0.1),
    need(
        "File formats made for parallel reading (Zarr, Parquet)",
        -1.2,
        &[(0, 0.7), (3, 0.4)],
        [0.7, 0.2, -0.1, -0.6],
        0.3,
        0.2,
    ),
    need("Training and workshops", -1.0, &[(6, 0.7), (4, 0.3)], [-0.8, -0.2, 0.3, 0.6], 0.4, -0.4),
];

const PROJECT_NEEDS: [Need; 6] = [
    need("Less memory with large data", 0.3, &[(0, 0.3), (1, 0.3)], SAME, 0.1, 0.0),
    need("Easier deployment to clusters", -0.2, &[(3, 0.6)], [0.4, 0.2, 0.0, -0.2], 0.0, 0.2),
    need("Parallelizing what exists", 0.1, &[(0, 0.3), (2, 0.4)], [-0.6, 0.0, 0.3, 0.6], 0.0, -0.2),
    need("Guidance on chunk sizes and performance", -0.5, SAME_FIELDS, [0.6, 0.4, 0.0, -0.8], 0.1, 0.0),
    need("Stable interfaces to build on", -0.8, SAME_FIELDS, [0.5, 0.1, 0.0, -0.4], 0.0, 0.4),
    need("People who can contribute", -0.4, SAME_FIELDS, SAME, 0.0, -0.6),
];

const SAME_FIELDS: &[(usize, f64)] = &[];
const NONE: &str = "None of these";
const FIRST: [&str; 5] = ["Documentation", "Examples from my field", "Performance", "New features", "Bug fixes"];
const LEVELS: [&str; 3] = ["Critical to me", "Somewhat useful", "Not relevant for me"];
const WRITE_INS: [&str; 4] = ["Plant phenotyping", "Proteomics", "Biophysics", "Marine biology"];

/// The form's export: a header and a row a respondent, the same for the same seed.
pub fn write(respondents: u32, seed: u64, to: impl Write) -> csv::Result<()> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut out = csv::Writer::from_writer(to);
    out.write_record(COLUMNS)?;
    for row in 0..respondents {
        let person = Person::draw(&mut rng);
        out.write_record(of(&person, row, &mut rng))?;
    }
    out.flush()?;
    Ok(())
}

/// One row of the form's export.
fn of(person: &Person, row: u32, rng: &mut impl Rng) -> Vec<String> {
    let yes = |is: bool| (if is { "Yes" } else { "No" }).to_owned();
    let mut record = vec![
        timestamp(row),
        if rng.random_bool(0.2) { format!("respondent{row}@example.org") } else { String::new() },
        yes(!rng.random_bool(0.012)),
        (if person.project { "A software project" } else { "Myself" }).to_owned(),
        fields(person, rng),
        unless(rng.random_bool(0.02), COUNTRIES[person.country]),
        yes(person.imaging_network),
        yes(person.open_source),
        yes(person.company),
        DASK[person.dask].to_owned(),
        CHANNELS[person.channel].to_owned(),
    ];
    record.push(if person.project { String::new() } else { chosen(&NEEDS, person, rng) });
    record.push(if person.project { chosen(&PROJECT_NEEDS, person, rng) } else { String::new() });
    let first = match person.dask {
        0 => [16, 20, 32, 18, 14],
        1 => [27, 28, 22, 13, 10],
        2 => [30, 33, 15, 14, 8],
        _ => [22, 42, 14, 18, 4],
    };
    record.push(unless(rng.random_bool(0.04), FIRST[pick(rng, &first)]));
    let heavy = 1 + u32::from(person.company) * 2;
    for weights in [
        [20 * heavy, 34, 46],
        [if person.project { 44 } else { 30 }, 42, 28],
        [if person.works_in(0) { 52 } else { 33 }, 36, 22],
        [if person.dask == 0 { 36 } else { 14 }, 45, 41],
        [if person.imaging_network { 35 } else { 18 }, 36, 40],
    ] {
        record.push(unless(rng.random_bool(0.06), LEVELS[pick(rng, &weights)]));
    }
    record.push(unless(!rng.random_bool(0.05), "Thank you for asking, \"finally\",\nsomebody does."));
    record
}

fn unless(blank: bool, text: &str) -> String {
    if blank { String::new() } else { text.to_owned() }
}

/// Spring 2021, one answer after the other.
fn timestamp(row: u32) -> String {
    let minute = row.wrapping_mul(97);
    format!(
        "2021/{}/{} {:02}:{:02}",
        4 + minute / 1440 % 84 / 28,
        1 + minute / 1440 % 28,
        minute / 60 % 24,
        minute % 60
    )
}

/// One or two fields; now and then one that the form did not offer.
fn fields(person: &Person, rng: &mut impl Rng) -> String {
    if rng.random_bool(0.03) {
        return WRITE_INS[rng.random_range(0..WRITE_INS.len())].to_owned();
    }
    let mut fields = FIELDS[person.field].to_owned();
    if let Some(second) = person.second_field {
        fields = format!("{fields};{}", FIELDS[second]);
    }
    fields
}

/// Every need on its own odds; who chooses none says so, or says nothing.
fn chosen(needs: &[Need], person: &Person, rng: &mut impl Rng) -> String {
    let mut labels = Vec::new();
    for need in needs {
        let field: f64 = need.fields.iter().filter(|(f, _)| person.works_in(*f)).map(|(_, effect)| effect).sum();
        let network = if person.imaging_network { need.network } else { 0.0 };
        let company = if person.company { need.company } else { 0.0 };
        let odds = (need.base + field + need.dask[person.dask] + network + company).exp();
        if rng.random_bool(odds / (1.0 + odds)) {
            labels.push(need.label);
        }
    }
    match labels.is_empty() {
        true if rng.random_bool(0.5) => NONE.to_owned(),
        _ => labels.join(";"),
    }
}
