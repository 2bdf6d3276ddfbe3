//! Where `-o` may lead: never over what a command reads, and through links, pipes and devices.

mod command;

use command::{Folder, needs_by_field};
use std::fs;

/// Runs the command; it must refuse, say what it reads, and leave every file as it is.
fn refused(folder: &Folder, arguments: &[&str], read: &str) {
    let before = fs::read(folder.path(read)).expect("there");
    let message = folder.run(arguments);
    assert_eq!(message.code, 1, "{arguments:?}: {}{}", message.out, message.err);
    assert!(message.err.contains("would replace") && message.err.contains("another name"), "{}", message.err);
    assert_eq!(fs::read(folder.path(read)).expect("there"), before, "{arguments:?}");
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let folder = Folder::with_survey();
    assert_eq!(folder.prepare(&[]).code, 0);
    folder.write("results.svg", folder.read("results.json"));
    let prepare = |output| ["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", output];
    refused(&folder, &prepare("answers.csv"), "answers.csv");
    refused(&folder, &prepare("./codebook.toml"), "codebook.toml");
    let edition = [&prepare("results.json")[..], &["--previous", "results.json"]].concat();
    refused(&folder, &edition, "results.json");
    refused(&folder, &["inspect", "answers.csv", "-o", "answers.csv", "--force"], "answers.csv");
    refused(&folder, &["report", "results.json", "-o", "results.json"], "results.json");
    refused(&folder, &["render", "results.svg", "-o", "results.svg"], "results.svg");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("answers.csv", folder.path("link.json")).expect("a link");
        refused(&folder, &prepare("link.json"), "answers.csv");
    }
}

#[test]
fn a_folder_is_no_output() {
    let folder = Folder::with_survey();
    fs::create_dir(folder.path("out")).expect("a folder");
    let message = folder.run(&["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", "out"]);
    assert_eq!(message.code, 1);
    assert!(message.err.contains("out: is a folder; give the name of a file in it"), "{}", message.err);
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_its_file_is_replaced() {
    let folder = Folder::with_survey();
    fs::create_dir(folder.path("elsewhere")).expect("a folder");
    folder.write("elsewhere/2026.json", "before");
    std::os::unix::fs::symlink("elsewhere/2026.json", folder.path("results.json")).expect("a link");
    assert_eq!(folder.prepare(&[]).code, 0);
    assert!(fs::symlink_metadata(folder.path("results.json")).expect("there").is_symlink());
    assert!(folder.read("elsewhere/2026.json").starts_with('{'));
    // A link to nothing is not guessed at.
    std::os::unix::fs::symlink("gone.json", folder.path("dangling.json")).expect("a link");
    let message = folder.run(&["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", "dangling.json"]);
    assert_eq!(message.code, 1);
    assert!(message.err.contains("is a link to gone.json, which is not there"), "{}", message.err);
}

/// `/dev/stdout` is such a link. Here is one of our own: root can replace that of the system, and all programs miss it.
#[cfg(target_os = "linux")]
#[test]
fn standard_output_and_pipes_are_written_to() {
    use std::os::unix::fs::FileTypeExt;
    let folder = Folder::with_survey();
    std::os::unix::fs::symlink("/proc/self/fd/1", folder.path("stdout")).expect("a link");
    let message = folder.run(&["prepare", "answers.csv", "--codebook", "codebook.toml", "-o", "stdout"]);
    assert_eq!(message.code, 0, "{}", message.err);
    needs_privacy::verify::verify(message.out.as_bytes()).expect("nothing but the results file");
    assert!(message.err.contains("60 rows read") && message.err.contains("stdout written"), "{}", message.err);
    assert!(fs::symlink_metadata(folder.path("stdout")).expect("there").is_symlink());
    // Standard output that is a file, which already holds something.
    folder.write("log", "before\n");
    let log = fs::OpenOptions::new().append(true).open(folder.path("log")).expect("there");
    let mut report = needs_by_field(folder.root());
    folder.write("results.json", &message.out);
    assert!(report.args(["report", "results.json", "-o", "stdout"]).stdout(log).status().expect("runs").success());
    assert!(folder.read("log").starts_with("before\n#"), "{}", folder.read("log"));

    let pipe = folder.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read(pipe).expect("readable")
    });
    assert_eq!(folder.run(&["prepare", "answers.csv", "-c", "codebook.toml", "-q", "-o", "pipe"]).code, 0);
    assert_eq!(reader.join().expect("it ends"), message.out.as_bytes());
    assert!(fs::metadata(pipe).expect("there").file_type().is_fifo());
}
