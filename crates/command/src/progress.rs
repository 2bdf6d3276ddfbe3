//! How far long work is, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use needs_intake::prepare::Stage;
use std::{io::IsTerminal, ops::ControlFlow, path::Path, time::Duration};

/// A bar over the bytes of `path` on standard error; hidden if that is not a terminal, or if `quiet`.
pub(super) fn bar(path: &Path, quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let length = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("reading {bar:30} {bytes} of {total_bytes}, {eta} left");
    bar.set_style(style.expect("the template is well-formed"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// A bar over the stages of `prepare`, gone when it is dropped. What stops it is Ctrl-C, which leaves no file: one is put in
/// place when it is whole.
pub(super) fn of_stages(quiet: bool) -> impl FnMut(Stage, u64, u64) -> ControlFlow<()> {
    let bar = match quiet || !std::io::stderr().is_terminal() {
        true => ProgressBar::hidden(),
        false => ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10)),
    };
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}, {elapsed}");
    bar.set_style(style.expect("the template is well-formed"));
    let bar = Shown(bar);
    move |stage, done, total| {
        bar.0.set_message(match stage {
            Stage::Classes => "making groups, tables done:",
            Stage::Audit => "checking what the tables tell together, sums done:",
            Stage::Questions => "checking who answered, questions done:",
        });
        bar.0.set_length(total);
        bar.0.set_position(done);
        ControlFlow::Continue(())
    }
}

/// A bar that does not stay.
struct Shown(ProgressBar);

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
