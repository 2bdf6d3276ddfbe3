use super::*;
use needs_intake::{prepare::prepare, raw::InMemory};
use needs_publish::PARTS;
use std::cell::RefCell;

const FIELDS: [&str; 3] = ["Biological imaging", "Genetics", "Single cell analysis"];
const REGIONS: [&str; 3] = ["Australia", "Europe", "North America"];
const NEEDS: [&str; 3] = ["Documentation", "GPU support", "Less memory"];

/// Made-up answers.
fn answers() -> InMemory {
    InMemory::new("answers.csv", answers_csv())
}

fn answers_csv() -> Vec<u8> {
    let mut csv =
        String::from("Timestamp,Your name,Which field do you work in?,Where do you live (region)?,What do you need?\n");
    for i in 0..90 {
        let needs = format!("{};{}", NEEDS[i % 3], NEEDS[(i + 1) % 3]);
        csv += &format!(
            "2021-04-0{} 10:00:00,Person Number{i},{},{},{needs}\n",
            1 + i % 9,
            FIELDS[i % 3],
            REGIONS[i / 3 % 3]
        );
    }
    csv.into_bytes()
}

fn of(answers: InMemory) -> Sources {
    Sources { answers: vec![Rc::new(answers)], ..Sources::default() }
}

/// A built page of no content.
fn page() -> BuiltPage {
    let parts = r#"{"script": "a.js", "wasm": "a.wasm", "boot": "boot.js", "styles": [], "after": "</div>"}"#;
    let files = [(PARTS, parts), ("a.js", ""), ("a.wasm", ""), ("boot.js", ""), ("statistics.html", "")];
    let files: Files = files.iter().map(|(name, content)| (name.to_string(), content.as_bytes().to_vec())).collect();
    BuiltPage::from_files(&files).expect("a page")
}

fn work() -> Work {
    let mut work = Work::new(Rc::new(|_| {}));
    work.take_page(page());
    work
}

#[test]
fn a_file_is_recognized_and_shows_no_cell_that_points_at_a_person() {
    let opened = work().open(of(answers()), &Format::default()).expect("a table");
    assert_eq!((opened.tool.as_str(), opened.rows), ("Google Forms", 90));
    let named: Vec<&str> = opened.give_away.personal.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, ["Your name"]);
    assert_eq!(opened.first.len(), 5);
    assert!(opened.first.iter().all(|row| row[1].is_none() && row[2].is_some()), "{:?}", opened.first);
    let all = serde_json::to_string(&opened).expect("JSON");
    assert!(!all.contains("Person Number"), "{all}");
}

#[test]
fn a_site_has_the_bytes_that_the_same_codebook_makes_elsewhere() {
    let mut work = work();
    let codebook = work.open(of(answers()), &Format::default()).expect("a table").codebook;
    let measured = work.measure(&codebook).expect("results");
    assert_eq!((measured.published, measured.k), (90, 5));
    let (published, files) = work.publish(&codebook, &PublishOptions::default()).expect("a site");
    assert_eq!(published.files, ["site.zip", "results.json", "report.md"]);

    let read = Codebook::read(&codebook).expect("a codebook");
    let mut raw = Raw::open(&answers(), &read.file, Box::new(|_| {})).expect("a table");
    let plan = read.plan(Some(&raw.headers)).expect("fits");
    let tally = Tally::of(&mut raw, &plan).expect("counted");
    let prepared = prepare(&read, &plan, tally, Settings::default()).expect("classes");
    assert_eq!(files[1], prepared.json);
    let survey = Survey::read(&prepared.json).expect("sound");
    let site = publish::site(&survey, &prepared.json, &page(), &Options::default()).expect("a site");
    assert_eq!(files[0], publish::archive(&site.files));
    assert_eq!(published.count, site.files.len());
    // What is shown before is what is published after.
    let shown = work.preview(&codebook, &PublishOptions::default()).expect("a page");
    assert!(shown.contains_key("index.html") && shown.iter().all(|(name, content)| site.files[name] == *content));
    assert!(files[2].starts_with(b"# "), "{}", String::from_utf8_lossy(&files[2]));
}

#[test]
fn what_a_file_gives_away_is_counted_by_hand() {
    let csv = "Field,Region,Need\n".to_owned()
        + &"Imaging,Europe,Docs\n".repeat(6)
        + "Imaging,Asia,Docs\n"
        + &"Genetics,Europe,GPUs\n".repeat(4)
        + &"Genetics,Asia,GPUs\n".repeat(3);
    let codebook = "title = \"A\"\n[[dimension]]\nid = \"field\"\nlabel = \"Field\"\ncategories = [\"Imaging\", \"Genetics\"]\n\
                    [[dimension]]\nlabel = \"Region\"\ncategories = [\"Europe\", \"Asia\"]\n\
                    [[question]]\nkind = \"single\"\ncolumn = \"Need\"\nchoices = [\"Docs\", \"GPUs\"]\n";
    let work = work();
    let source = InMemory::new("a.csv", csv.into_bytes());
    let (_, plan, tally) = work.count(&[Rc::new(source)], codebook).expect("counted");
    let told = GiveAway::of(&[], &plan, &tally);
    assert_eq!((told.respondents, told.unique, told.unique_in_pairs), (14, 1, 1));
    let difference = told.difference.expect("one is alone");
    // All of imaging are seven; without Asia they are six.
    assert_eq!((difference.filter.1.as_str(), difference.many, difference.without.1.as_str()), ("Imaging", 7, "Asia"));
}

#[test]
fn a_file_that_is_no_table_says_so_and_the_next_one_opens() {
    let mut work = work();
    let problem = work.open(of(InMemory::new("a.csv", &b""[..])), &Format::default()).expect_err("empty");
    assert!(problem.contains("a.csv: the file is empty"), "{problem}");
    let problem = work.measure("title = \"A\"").expect_err("nothing is open");
    assert!(problem.contains("drop it again"), "{problem}");
    assert!(work.open(of(answers()), &Format::default()).is_ok());
}

#[test]
fn reading_says_how_far_it_is() {
    let told = Rc::new(RefCell::new(Vec::new()));
    let tell = Rc::clone(&told);
    let mut work = Work::new(Rc::new(move |reply| tell.borrow_mut().push(reply)));
    let codebook = work.open(of(answers()), &Format::default()).expect("a table").codebook;
    told.borrow_mut().clear();
    work.measure(&codebook).expect("results");
    let counted =
        |reply: &Reply| matches!(reply, Reply::Progress { step: Step::Counting, share: Some(share) } if *share == 1.0);
    assert!(told.borrow().iter().any(counted), "{:?}", told.borrow());
    assert!(told.borrow().contains(&Reply::Progress { step: Step::Protecting, share: None }));
}

#[test]
fn several_files_of_one_survey_are_added_up() {
    let mut work = work();
    let codebook = work.open(of(answers()), &Format::default()).expect("a table").codebook;
    let two = Sources { answers: vec![Rc::new(answers()), Rc::new(answers())], ..Sources::default() };
    work.attach(two).expect("taken");
    assert_eq!(work.measure(&codebook).expect("results").published, 180);
    let other = InMemory::new("other.csv", &b"Field,Need\nGenetics,Docs\n"[..]);
    work.attach(Sources { answers: vec![Rc::new(answers()), Rc::new(other)], ..Sources::default() }).expect("taken");
    let problem = work.measure(&codebook).expect_err("other columns");
    assert!(problem.starts_with("other.csv: ") && problem.contains("Which field do you work in?"), "{problem}");
}

#[test]
fn a_font_for_letters_that_the_bundled_one_lacks_is_taken_and_nothing_else_is() {
    let mut work = work();
    let codebook = work.open(of(answers()), &Format::default()).expect("a table").codebook;
    let codebook = codebook
        .replace("label = \"Genetics\"", "label = \"G\"")
        .replace("\"Genetics\"", "{ label = \"遺伝学\", answers = [\"Genetics\"] }");
    let notes = |work: &mut Work| work.publish(&codebook, &PublishOptions::default()).expect("a site").0.notes;
    assert!(notes(&mut work).iter().any(|note| note.contains("give a font file")), "{:?}", notes(&mut work));
    let with = |font: InMemory| Sources { font: Some(Rc::new(font)), ..of(answers()) };
    let problem = work.attach(with(InMemory::new("a.ttf", &b"no font"[..]))).expect_err("no font");
    assert!(problem.starts_with("a.ttf: this is no font file"), "{problem}");
    // The bundled one once more: it is taken, and has these letters no more than before.
    let bytes = std::fs::read("../charts/fonts/DejaVuSans.ttf").expect("the font");
    work.attach(with(InMemory::new("DejaVuSans.ttf", bytes))).expect("a font");
    assert!(notes(&mut work).iter().any(|note| note.contains("give a font file")));
}

#[test]
fn a_codebook_is_read_as_text() {
    assert_eq!(text(&InMemory::new("a.toml", &b"title = \"A\""[..])), Ok("title = \"A\"".to_owned()));
    let problem = text(&InMemory::new("a.toml", &[0xff, 0xfe][..])).expect_err("no text");
    assert!(problem.contains("UTF-8"), "{problem}");
}
