//! Numbers, plurals and lists in every language, and catalogues that must not be built.

use super::{Lang, Words, fluent};
use proptest::prelude::*;
use std::collections::BTreeSet;

const EN: Words = Words { lang: Lang::En };
const DE: Words = Words { lang: Lang::De };

#[test]
fn counts_group_their_thousands() {
    let cases = [(0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (1_000_000, "1,000,000")];
    for (n, shown) in cases {
        assert_eq!(EN.count(n), shown);
    }
    assert_eq!(EN.count(u64::MAX), "18,446,744,073,709,551,615");
    assert_eq!(DE.count(12_345), "12.345");
}

#[test]
fn percentages_follow_the_language() {
    assert_eq!(EN.percent(0.305, 1), "30.5%");
    assert_eq!(DE.percent(0.305, 1), "30,5\u{a0}%");
    assert_eq!(EN.percent(0.0, 0), "0%");
    assert_eq!(EN.percent(1.0, 0), "100%");
    assert_eq!(EN.percent(1.0, 1), "100.0%");
    assert_eq!(EN.percent(-0.02, 0), "\u{2212}2%");
}

#[test]
fn decimals_round_halves_away_from_zero() {
    let cases = [
        (0.5, 0, "1"),
        (-0.5, 0, "\u{2212}1"),
        (2.5, 0, "3"),
        (0.125, 2, "0.13"),
        (0.062_5, 3, "0.063"),
        (0.999, 2, "1.00"),
        (0.49999999999999994, 0, "0"),
        (1234.5, 1, "1,234.5"),
    ];
    for (x, digits, shown) in cases {
        assert_eq!(EN.decimal(x, digits), shown, "{x} to {digits} digits");
    }
    assert_eq!(DE.decimal(1234.5, 1), "1.234,5");
    assert_eq!(EN.decimal(1e30, 0), EN.count(u64::MAX), "the largest number there is");
}

#[test]
fn what_rounds_to_zero_has_no_sign() {
    assert_eq!(EN.decimal(-0.04, 1), "0.0");
    assert_eq!(EN.signed(0.04, 1), "0.0");
    assert_eq!(EN.signed(-0.0, 0), "0");
    assert_eq!(EN.signed(0.06, 1), "+0.1");
}

#[test]
fn points_are_signed_and_one_is_singular() {
    assert_eq!(EN.points(0.032, 1), "+3.2 percentage points");
    assert_eq!(EN.points(-0.01, 0), "\u{2212}1 percentage point");
    assert_eq!(EN.points(0.01, 1), "+1.0 percentage points");
    assert_eq!(EN.points(0.0, 0), "0 percentage points");
    assert_eq!(DE.points(0.032, 1), "+3,2 Prozentpunkte");
}

proptest! {
    #[test]
    fn decimals_agree_with_the_standard_library(units in -9_999_999_i64..9_999_999, digits in 0_usize..5) {
        let x = units as f64 / 10_f64.powi(digits as i32);
        let shown = EN.decimal(x, digits).replace(',', "").replace('\u{2212}', "-");
        prop_assert_eq!(shown, format!("{x:.digits$}"));
    }
}

#[test]
fn lists_end_with_and() {
    assert_eq!(EN.list(&[]), "");
    assert_eq!(EN.list(&["a"]), "a");
    assert_eq!(EN.list(&["a", "b"]), "a and b");
    assert_eq!(EN.list(&["a", "b", "c", "d"]), "a, b, c and d");
    assert_eq!(DE.list(&["a", "b", "c"]), "a, b und c");
}

#[test]
fn languages_are_found_by_the_start_of_their_tag() {
    for (tag, lang) in [
        ("de", Some(Lang::De)),
        ("de-AT", Some(Lang::De)),
        ("DE_ch", Some(Lang::De)),
        ("de-Latn-DE-1996", Some(Lang::De)),
        ("en-GB", Some(Lang::En)),
        ("den", None),
        ("fr", None),
        ("", None),
        ("-", None),
    ] {
        assert_eq!(Lang::from_tag(tag), lang, "{tag}");
    }
    for lang in Lang::ALL {
        assert_eq!(Lang::from_tag(lang.tag()), Some(*lang));
    }
}

#[test]
fn messages_choose_the_plural_and_show_numbers() {
    assert_eq!(EN.link_problems(1), "1 part of this link was not understood");
    assert_eq!(EN.link_problems(2), "2 parts of this link were not understood");
    assert_eq!(DE.link_problems(1), "1 Teil dieses Links wurde nicht verstanden");
    assert_eq!(EN.respondents_of(94, 1_247), "94 of 1,247 respondents");
    assert_eq!(DE.respondents_of(1, 1), "1 von 1 befragten Person");
    assert_eq!(
        EN.cell("Bioimaging", "Documentation", "45%", 12, 27, "28%", "63%"),
        "Bioimaging, Documentation: 45% chose it, 12 of 27 who answered; chance interval 28% to 63%"
    );
}

#[test]
fn control_characters_in_an_argument_stay_text() {
    assert_eq!(EN.only_category("a\u{1}b"), "Only a\u{1}b");
}

#[test]
fn plural_rules_give_the_categories_that_catalogues_may_use() {
    for lang in Lang::ALL {
        let (_, known) = fluent::PLURALS.iter().find(|(tag, _)| *tag == lang.tag()).expect("in PLURALS");
        let found: BTreeSet<String> =
            (0..1000).chain([1_000_000]).map(|n| format!("{:?}", lang.plural(n)).to_lowercase()).collect();
        assert_eq!(found, known.iter().map(ToString::to_string).collect(), "{lang:?}");
    }
}

#[test]
fn months_are_named() {
    assert_eq!(EN.month("2021-04"), "April 2021");
    assert_eq!(DE.month("2021-12"), "Dezember 2021");
    for odd in ["2021", "2021-13", "2021-00", "2021-x", ""] {
        assert_eq!(EN.month(odd), odd);
    }
    for lang in Lang::ALL {
        assert_eq!(Words::new(*lang).month_names().split(' ').count(), 12);
    }
}

/// What the build says about these catalogues, one fault a line.
fn faults(en: &str, de: &str) -> String {
    let catalogues = [("de".to_string(), de.to_string()), ("en".to_string(), en.to_string())];
    let faults = fluent::compile(&catalogues).expect_err("these catalogues are at fault");
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn code(en: &str, de: &str) -> String {
    fluent::compile(&[("en".into(), en.into()), ("de".into(), de.into())]).expect("these catalogues are sound")
}

#[test]
fn a_message_missing_in_a_language_stops_the_build() {
    let said = faults("a = A\nb = B\n", "a = A\n");
    assert_eq!(
        said,
        "crates/words/locales/de.ftl:1: message `b`: is missing; translate it from crates/words/locales/en.ftl:2"
    );
}

#[test]
fn a_message_that_english_lacks_stops_the_build() {
    let said = faults("a = A\n", "a = A\n\nb = B\n");
    assert_eq!(
        said,
        "crates/words/locales/de.ftl:3: message `b`: is not in crates/words/locales/en.ftl; add it there or remove it here"
    );
}

#[test]
fn other_arguments_than_in_english_stop_the_build() {
    let said = faults("a = A { $x }\n", "# Kommentar\na = A { $y }\n");
    assert_eq!(
        said,
        "crates/words/locales/de.ftl:2: message `a`: has the argument `$y`, which it has not in crates/words/locales/en.ftl; remove it or add it there\n\
         crates/words/locales/de.ftl:2: message `a`: does not use the argument `$x`, as crates/words/locales/en.ftl does; use it"
    );
}

#[test]
fn what_is_not_supported_stops_the_build_by_name() {
    let cases = [
        ("a = A\n    .title = T\n", "en.ftl:1: message `a`: has attributes"),
        ("a = { DATETIME($x) }\n", "en.ftl:1: message `a`: calls a function other than `NUMBER($name)`"),
        ("a = { $n ->\n    [few] some\n   *[other] others\n}\n", "en.ftl:2: message `a`: [few] cannot select here"),
        ("a = { $n ->\n    [one] some\n   *[many] others\n}\n", "en.ftl:3: message `a`: [many] cannot select here"),
        ("a = { \"x\" ->\n   *[other] others\n}\n", "en.ftl:1: message `a`: selects by something else"),
        (
            "# A\na = { $n ->\n    [1.5] some\n   *[other] others\n}\n",
            "en.ftl:3: message `a`: [1.5] cannot select here",
        ),
        ("a = { -b(x: 1) }\n-b = B\n", "en.ftl:1: message `a`: refers to `b` with"),
        ("a = { b }\n", "en.ftl:1: message `a`: refers to `b`, which is not in this file"),
        ("a = x { a }\n", "en.ftl:1: message `a`: refers to `a` in a circle"),
        ("a = { 3 }\n", "en.ftl:1: message `a`: `{ 3 }` is a bare number"),
        ("a = A\n-brand = B\n", "en.ftl:2: the term `-brand` is used by no message"),
        ("a = A\na = B\n", "en.ftl:2: message `a`: is written twice"),
        ("list = A\n", "en.ftl:1: message `list`: there is a method of this name"),
        ("a = { $type }\n", "en.ftl:1: message `a`: `type` is a word of Rust"),
        ("a = A\nb = { $x\n", "en.ftl:3: "),
    ];
    for (en, expected) in cases {
        let said = faults(en, en);
        assert!(said.contains(&format!("crates/words/locales/{expected}")), "{en:?} gave:\n{said}");
    }
}

#[test]
fn a_language_without_a_plural_rule_stops_the_build() {
    let catalogues = [
        ("en".to_string(), "a = { $n }\n".to_string()),
        ("tlh".to_string(), "a = { $n ->\n    [one] A\n   *[other] B\n}\n".to_string()),
    ];
    let faults = fluent::compile(&catalogues).expect_err("no rule");
    let said = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(faults.len(), 1, "{said}");
    assert!(said.starts_with("crates/words/locales/tlh.ftl:1: has no plural rule"), "{said}");
}

#[test]
fn an_argument_that_selects_in_any_language_is_a_number_in_all() {
    let made =
        code("a = { $n } and { $what }\n", "a = { $n ->\n    [0] kein { $what }\n   *[other] { $n } { $what }\n}\n");
    assert!(made.contains("pub fn a(&self, n: u64, what: &str) -> String"), "{made}");
    assert!(made.contains(r#"Lang::De => if n == 0 { "kein \u{2}" } else { "\u{1} \u{2}" }"#), "{made}");
}

#[test]
fn references_terms_and_line_breaks_are_put_in() {
    let en = "-brand = Needs\na = about { -brand }:\n    { b }\n# Says b.\nb = { \"\\u00A0\" }it\n";
    let made = code(en, en);
    assert!(made.contains(r#"Lang::En => "about Needs: \u{a0}it""#), "{made}");
    assert!(made.contains("/// Says b."), "{made}");
}
