use super::*;
use crate::codebook::{OptionEntry, Short, Text};
use proptest::prelude::*;

/// A codebook with comments in every place that has one.
const COMMENTED: &str = r#"# A survey, written by hand.

title = "What image analysts need"  # as readers see it
k = 5
licenses = ["CC-BY-4.0"]

# These columns never leave the computer.
ignore = [
  # First the times,
  "Timestamp",  # which nobody needs
  "Name",  # a PERSON
  "Anything else?",
  # and nothing more.
]

[file]
encoding = "windows-1252"  # an old Excel

# It makes the rows.
[[dimension]]
id = "field"
label = "Field"
column = "What do you work on?"
categories = [
  "Bioimaging",  # the network
  { label = "Genetics", answers = ["Genomics", "DNA"] },
]

[dimension.recode]
"Microscopy" = "Bioimaging"  # by hand

# Where they live.
[[dimension]]
label = "Region"
categories = ["Australia", "Europe"]
bias = { note = "The author lives there.", over = ["Australia"] }

# What they miss.
[[question]]
label = "Needs"
kind = "multiple"
column = "What do you need most?"
separator = ";"
choices = ["Docs", "GPUs"]
# The end.
"#;

fn read(text: &str) -> Codebook {
    Codebook::read(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn edited(edit: impl FnOnce(&mut Codebook)) -> String {
    let mut codebook = read(COMMENTED);
    edit(&mut codebook);
    let text = codebook.write(COMMENTED).expect("a codebook");
    assert_eq!(read(&text), codebook, "{text}");
    text
}

fn option(label: &str) -> Short<OptionEntry> {
    Short(OptionEntry { label: Text(label.to_owned()), ..OptionEntry::default() })
}

#[test]
fn nothing_changes_where_nothing_is_said_anew() {
    assert_eq!(edited(|_| {}), COMMENTED);
}

#[test]
fn a_value_takes_the_place_of_the_old_one_and_its_comment_stays() {
    let text = edited(|codebook| codebook.title = "Needs".to_owned());
    assert_eq!(text, COMMENTED.replace("\"What image analysts need\"", "\"Needs\""));
}

#[test]
fn a_list_keeps_the_comments_of_the_elements_that_stay() {
    let text = edited(|codebook| {
        codebook.ignore.remove(1);
        codebook.ignore.push(crate::codebook::ColumnRef("E-mail".to_owned()));
    });
    let list = "ignore = [\n  # First the times,\n  \"Timestamp\",  # which nobody needs\n  \"Anything else?\",\n  \
                \"E-mail\",\n  # and nothing more.\n]";
    assert!(text.contains(list), "{text}");
}

#[test]
fn categories_move_with_their_comments_and_their_own_tables() {
    let text = edited(|codebook| {
        codebook.dimensions[0].categories.reverse();
        codebook.dimensions[0].categories[0].0.label = Text("Genes".to_owned());
    });
    let list = "[\n  { label = \"Genes\", answers = [\"Genomics\", \"DNA\"] },\n  \"Bioimaging\",  # the network\n]";
    assert!(text.contains(list), "{text}");
    assert!(text.contains("\"Microscopy\" = \"Bioimaging\"  # by hand"), "{text}");
}

#[test]
fn dimensions_change_places_with_what_belongs_to_them() {
    let text = edited(|codebook| codebook.dimensions.reverse());
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part}\n{text}"));
    assert!(at("# Where they live.") < at("# It makes the rows."));
    assert!(at("# It makes the rows.") < at("[dimension.recode]"));
    assert!(at("[dimension.recode]") < at("# What they miss."));
}

#[test]
fn a_new_question_stands_below_the_others_and_a_removed_one_takes_its_comment_along() {
    let text = edited(|codebook| {
        let mut other = codebook.questions[0].clone();
        other.label = Some("Wishes".to_owned());
        other.column = None;
        other.choices = vec![option("A"), option("B")];
        codebook.questions.push(other);
        codebook.dimensions.pop();
    });
    assert!(!text.contains("# Where they live."), "{text}");
    assert!(text.contains("# What they miss."), "{text}");
    assert!(text.find("Needs") < text.find("[[question]]\nkind = \"multiple\"\nlabel = \"Wishes\""), "{text}");
}

#[test]
fn a_codebook_without_a_text_is_written_anew() {
    let codebook = read(COMMENTED);
    let text = codebook.write("").expect("a codebook");
    assert_eq!(read(&text), codebook, "{text}");
    assert!(text.starts_with("title = \"What image analysts need\"\n"), "{text}");
    assert!(text.contains("\n\n[[dimension]]\nid = \"field\"\n"), "{text}");
}

#[test]
fn what_no_codebook_says_is_not_written_over() {
    let told = read(COMMENTED).write("title = ").expect_err("not TOML").to_string();
    assert!(told.contains("title = "), "{told}");
}

/// The codebooks of the examples and of the sample.
fn examples() -> Vec<String> {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let names = [
        "examples/dask-2021",
        "examples/dask-2020",
        "examples/dask-2019",
        "examples/coba2022",
        "examples/life-science",
    ];
    names
        .iter()
        .map(|name| std::fs::read_to_string(root.join(name).join("codebook.toml")).expect("committed"))
        .collect()
}

#[test]
fn real_codebooks_stay_as_they_are_and_are_written_anew_the_same() {
    for text in examples() {
        let codebook = read(&text);
        assert_eq!(codebook.write(&text).expect("a codebook"), text.trim_start_matches('\u{feff}'));
        let anew = codebook.write("").expect("a codebook");
        assert_eq!(read(&anew), codebook, "{anew}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Any real codebook may be written over any other, in parts.
    #[test]
    fn what_is_written_is_read_back(
        from in 0..5_usize,
        to in 0..5_usize,
        keep in prop::collection::vec(any::<bool>(), 24),
        order in any::<prop::sample::Index>(),
    ) {
        let texts = examples();
        let before = read(&texts[from]);
        let mut codebook = read(&texts[to]);
        let mut keep = keep.into_iter().cycle();
        let mut one = || keep.next().expect("cycles");
        if one() { codebook.dimensions = before.dimensions.clone(); }
        if one() { codebook.questions = before.questions.clone(); }
        if one() { codebook.ignore = before.ignore.clone(); }
        if one() { codebook.narrative = before.narrative.clone(); }
        codebook.dimensions.retain(|_| one());
        codebook.questions.retain(|_| one());
        for dimension in &mut codebook.dimensions {
            dimension.categories.retain(|_| one());
            let middle = order.index(dimension.categories.len() + 1).min(dimension.categories.len());
            dimension.categories.rotate_left(middle);
        }
        let middle = order.index(codebook.questions.len() + 1).min(codebook.questions.len());
        codebook.questions.rotate_left(middle);
        let text = codebook.write(&texts[from]).expect("a codebook");
        prop_assert_eq!(&read(&text), &codebook, "{}", text);
        // And once more it changes nothing.
        prop_assert_eq!(codebook.write(&text).expect("a codebook"), text);
    }
}
