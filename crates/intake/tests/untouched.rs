//! Whatever a survey asks and whichever tool exports it: the draft is accepted as it is, and what is published is what a count of
//! the answers by hand gives.

mod done;

use done::{Done, done_of};
use needs_core::survey::file::KindName;
use needs_intake::raw::{Format, InMemory};
use proptest::{prelude::*, sample::subsequence};

const FIELDS: [&str; 7] = [
    "Imaging",
    "Single-cell analysis",
    "Plant science, ecology",
    "R&D (industry)",
    "Génétique",
    "計算化学",
    "Physics / Astronomy",
];
/// None holds a comma: Google Forms and Qualtrics put commas between answers.
const NEEDS: [&str; 9] = [
    "Documentation",
    "GPU support (CUDA, ROCm)",
    "C",
    "C++",
    "Less memory",
    "Größere Beispiele",
    "日本語の説明書",
    "Input / output",
    "A place to ask: a forum",
];
const LEVELS: [&str; 4] = ["Very important", "Important", "Slightly important", "Not at all important"];
const ITEMS: [&str; 4] = ["Speed", "Stability", "Dashboards", "Price and licence"];
const FIELD_TEXT: &str = "Which field do you work in?";
const NEEDS_TEXT: &str = "What would help you most?";
const GRID_TEXT: &str = "How important are these?";

#[derive(Clone, Debug)]
struct Asked {
    fields: Vec<&'static str>,
    needs: Vec<&'static str>,
    items: Vec<&'static str>,
    people: Vec<Person>,
}

#[derive(Clone, Debug)]
struct Person {
    field: usize,
    /// Positions, ascending.
    needs: Vec<usize>,
    levels: Vec<Option<usize>>,
}

/// A survey in which each field, need and level was given a few times, as what a form offers is.
fn asked() -> impl Strategy<Value = Asked> {
    let lists =
        (subsequence(FIELDS.to_vec(), 2..6), subsequence(NEEDS.to_vec(), 3..8), subsequence(ITEMS.to_vec(), 2..4));
    (lists, proptest::collection::vec(any::<u64>(), 40..120)).prop_map(|((fields, needs, items), draws)| {
        let person = |(i, draw): (usize, &u64)| {
            // The first few make sure of each option; so they do of two of them together.
            let sure = i < 4 * needs.len();
            let drawn = |n: usize| (0..needs.len()).filter(|n2| draw >> (n + 2 * n2) & 3 == 0).collect::<Vec<usize>>();
            let mut chosen = if sure { vec![i % needs.len()] } else { drawn(3) };
            if i % 5 == 0 && !chosen.contains(&((i + 1) % needs.len())) {
                chosen.push((i + 1) % needs.len());
            }
            chosen.sort_unstable();
            chosen.dedup();
            let level = |item: usize| match (draw >> (20 + 3 * item)) & 7 {
                0 => None,
                _ if i < 24 => Some((i + item) % LEVELS.len()),
                n => Some(n as usize % LEVELS.len()),
            };
            let field = if i < 24 { i % fields.len() } else { (draw >> 40) as usize % fields.len() };
            Person { field, needs: chosen, levels: (0..items.len()).map(level).collect() }
        };
        let people = draws.iter().enumerate().map(person).collect();
        Asked { fields, needs, items, people }
    })
}

#[derive(Clone, Copy, Debug)]
enum Tool {
    GoogleForms,
    LimeSurvey,
    Qualtrics,
    SurveyMonkey,
    MicrosoftForms,
    KoboToolbox,
    RedCap,
    Typeform,
}

const TOOLS: [Tool; 8] = [
    Tool::GoogleForms,
    Tool::LimeSurvey,
    Tool::Qualtrics,
    Tool::SurveyMonkey,
    Tool::MicrosoftForms,
    Tool::KoboToolbox,
    Tool::RedCap,
    Tool::Typeform,
];

/// The header rows and the rows of people, as a tool writes them.
fn exported(tool: Tool, asked: &Asked) -> Vec<Vec<String>> {
    let text = |text: &str| text.to_owned();
    let list = |cells: &[&str]| cells.iter().map(|cell| cell.to_string()).collect::<Vec<String>>();
    let needs = &asked.needs;
    let level = |person: &Person, item: usize| person.levels[item].map_or(String::new(), |level| text(LEVELS[level]));
    let levels = |person: &Person| (0..asked.items.len()).map(|item| level(person, item)).collect::<Vec<String>>();
    let chose = |person: &Person, yes: &dyn Fn(usize) -> String, no: &str| {
        let cell = |need: usize| if person.needs.contains(&need) { yes(need) } else { no.to_owned() };
        (0..needs.len()).map(cell).collect::<Vec<String>>()
    };
    let joined = |person: &Person, separator: &str| {
        person.needs.iter().map(|&need| needs[need]).collect::<Vec<_>>().join(separator)
    };
    let time = |i: usize| format!("2026-03-{:02} 10:{:02}:00", 1 + i % 28, i % 60);
    let head = |before: &[&str], need: &dyn Fn(&str) -> Vec<String>, item: &dyn Fn(&str) -> String| {
        let mut head = list(before);
        head.push(text(FIELD_TEXT));
        head.extend(need(""));
        head.extend(asked.items.iter().map(|name| item(name)));
        head
    };
    let of_needs = |name: &dyn Fn(&str) -> String| needs.iter().map(|need| name(need)).collect::<Vec<String>>();
    let field = |person: &Person| text(asked.fields[person.field]);
    let rows = |before: &dyn Fn(usize) -> Vec<String>, cells: &dyn Fn(&Person) -> Vec<String>| {
        asked
            .people
            .iter()
            .enumerate()
            .map(move |(i, person)| {
                let mut row = before(i);
                row.push(field(person));
                row.extend(cells(person));
                row.extend(levels(person));
                row
            })
            .collect::<Vec<_>>()
    };
    let mut table = Vec::new();
    match tool {
        Tool::GoogleForms => {
            table.push(head(&["Timestamp"], &|_| list(&[NEEDS_TEXT]), &|item| format!("{GRID_TEXT} [{item}]")));
            table.extend(rows(&|i| vec![time(i)], &|person| vec![joined(person, ";")]));
        }
        Tool::LimeSurvey => {
            let mut header = list(&["id. Response ID", "submitdate. Date submitted"]);
            header.push(format!("Q1. {FIELD_TEXT}"));
            header.extend(needs.iter().enumerate().map(|(n, need)| format!("Q2[SQ{n:03}]. {NEEDS_TEXT} [{need}]")));
            header
                .extend(asked.items.iter().enumerate().map(|(n, item)| format!("Q3[SQ{n:03}]. {GRID_TEXT} [{item}]")));
            table.push(header);
            table
                .extend(rows(&|i| vec![(i + 1).to_string(), time(i)], &|person| chose(person, &|_| text("Yes"), "No")));
        }
        Tool::Qualtrics => {
            let mut codes = list(&["StartDate", "Finished", "Q1"]);
            codes.extend((0..needs.len()).map(|n| format!("Q2_{}", n + 1)));
            codes.extend((0..asked.items.len()).map(|n| format!("Q3_{}", n + 1)));
            let name = |need: &str| format!("{NEEDS_TEXT} - Selected Choice - {need}");
            let texts =
                head(&["Start Date", "Finished"], &|_| of_needs(&name), &|item| format!("{GRID_TEXT} - {item}"));
            let ids = codes.iter().map(|code| format!("{{\"ImportId\":\"{code}\"}}")).collect();
            table.extend([codes, texts, ids]);
            table
                .extend(rows(&|i| vec![time(i), text("True")], &|person| chose(person, &|need| text(needs[need]), "")));
        }
        Tool::SurveyMonkey => {
            let mut first = list(&["Respondent ID", "Collector ID", FIELD_TEXT]);
            let mut second = list(&["", "", "Response"]);
            for (question, options) in [(NEEDS_TEXT, needs), (GRID_TEXT, &asked.items)] {
                first.extend(options.iter().enumerate().map(|(i, _)| text(if i == 0 { question } else { "" })));
                second.extend(options.iter().map(|option| text(option)));
            }
            table.extend([first, second]);
            let before = |i: usize| vec![format!("1180{i:06}"), text("400")];
            table.extend(rows(&before, &|person| chose(person, &|need| text(needs[need]), "")));
        }
        Tool::MicrosoftForms => {
            let before = ["ID", "Start time", "Completion time"];
            table.push(head(&before, &|_| list(&[NEEDS_TEXT]), &text));
            let cell =
                |person: &Person| person.needs.iter().map(|&need| format!("{};", needs[need])).collect::<String>();
            table.extend(rows(&|i| vec![(i + 1).to_string(), time(i), time(i)], &|person| vec![cell(person)]));
        }
        Tool::KoboToolbox => {
            let all = |_: &str| {
                let options = of_needs(&|need| format!("{NEEDS_TEXT}/{need}"));
                [list(&[NEEDS_TEXT]), options].concat()
            };
            table.push(head(&["start", "_id"], &all, &|item| format!("{GRID_TEXT}/{item}")));
            let cells = |person: &Person| {
                let no = if person.needs.is_empty() { "" } else { "0" };
                [vec![joined(person, " ")], chose(person, &|_| text("1"), no)].concat()
            };
            table.extend(rows(&|i| vec![time(i), (9_000 + i).to_string()], &cells));
        }
        Tool::RedCap => {
            let name = |need: &str| format!("{NEEDS_TEXT} (choice={need})");
            table.push(head(&["Record ID", "Survey Timestamp"], &|_| of_needs(&name), &|item| {
                format!("{GRID_TEXT} - {item}")
            }));
            let before = |i: usize| vec![(i + 1).to_string(), time(i)];
            table.extend(rows(&before, &|person| chose(person, &|_| text("Checked"), "Unchecked")));
        }
        Tool::Typeform => {
            table.push(head(&["#"], &|_| of_needs(&text), &|item| format!("{GRID_TEXT} - {item}")));
            table.extend(rows(&|i| vec![format!("k{i:04}zy{:03}q", i * 7 % 1000)], &|person| {
                chose(person, &|need| text(needs[need]), "")
            }));
        }
    }
    table
}

fn drafted(table: &[Vec<String>]) -> Done {
    let mut writer = csv::Writer::from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).expect("in memory"));
    done_of(&InMemory::new("answers.csv", writer.into_inner().expect("in memory")), &Format::default())
}

/// The question of several answers, or the grid; a tool may not say how it was asked.
fn of_kind(done: &Done, kind: KindName) -> String {
    let found: Vec<&str> = done.questions().iter().filter(|q| q.kind.name() == kind).map(|q| q.text.as_str()).collect();
    assert_eq!(found.len(), 1, "{}", done.text);
    found[0].to_owned()
}

fn agrees(tool: Tool, asked: &Asked) {
    let done = drafted(&exported(tool, asked));
    let count = |is_such: &dyn Fn(&Person) -> bool| asked.people.iter().filter(|person| is_such(person)).count() as u32;
    assert_eq!(done.published() as usize, asked.people.len(), "{tool:?}\n{}", done.text);

    let fields = asked.fields.iter().enumerate();
    let mut expected: Vec<(String, u32)> =
        fields.map(|(f, label)| (label.to_string(), count(&|person| person.field == f))).collect();
    let mut found = done.dimension("field");
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "{tool:?}\n{}", done.text);

    let needs = asked.needs.iter().enumerate();
    let mut expected: Vec<(String, u32)> =
        needs.map(|(n, label)| (label.to_string(), count(&|person| person.needs.contains(&n)))).collect();
    expected.sort();
    assert_eq!(done.chosen(&of_kind(&done, KindName::Multiple)), expected, "{tool:?}\n{}", done.text);

    let (levels, mut items) = done.ratings(&of_kind(&done, KindName::Rating));
    assert_eq!(levels, LEVELS, "{tool:?}\n{}", done.text);
    let said = |item: usize| {
        (0..LEVELS.len()).map(|level| count(&|person| person.levels[item] == Some(level))).collect::<Vec<u32>>()
    };
    let mut expected: Vec<(String, Vec<u32>)> =
        asked.items.iter().enumerate().map(|(i, label)| (label.to_string(), said(i))).collect();
    expected.sort();
    items.sort();
    assert_eq!(items, expected, "{tool:?}\n{}", done.text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn untouched_drafts_are_accepted_and_count_right_whatever_the_tool(asked in asked()) {
        TOOLS.iter().for_each(|tool| agrees(*tool, &asked));
    }
}
