//! From an event to the painted frame, in a real browser.

use crate::harness::Page;

/// One frame at 60 Hz, in milliseconds.
pub const BUDGET: f64 = 1000.0 / 60.0;

/// Performs one action after the other, and returns the milliseconds of each until its frame is painted, until the browser
/// requests the next frame, and until the parts that follow the first frame are painted too.
///
/// STEP is the body of a function of `i` that prepares the thing and gives the function that does it. It is done at
/// the beginning of a frame. What it causes runs before the frame is painted; a message posted then arrives after the
/// paint. So the first number does not wait for the screen and can be below one frame; the second is what a reader
/// waits, in whole frames. What changed nothing is no measurement.
const MEASURE: &str = r#"
const [count, done] = arguments;
const prepare = (i) => { STEP };
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const channel = new MessageChannel();
const painted = () => new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
(async () => {
  const times = [];
  let changes = 0;
  const observer = new MutationObserver((records) => { changes += records.length; });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let i = 0; i < count; i++) {
    const act = prepare(i);
    if (!act) break;
    await frame();
    await frame();
    changes = 0;
    const start = performance.now();
    act();
    const after = Promise.all([painted().then(() => performance.now()), frame().then(() => performance.now())]);
    const [paint, next] = await after;
    await frame();
    await painted();
    if (changes > 0) times.push([paint - start, next - start, performance.now() - start]);
  }
  return times;
})().then(done, (error) => done(String(error)));
"#;

/// What was measured, in milliseconds.
#[derive(Default)]
pub struct Times {
    /// Number of measurements.
    pub count: usize,
    /// Until the paint: median, and 95th percentile.
    pub p50: f64,
    pub p95: f64,
    /// Until the next frame: 95th percentile.
    pub frame: f64,
    /// Until all of the page follows: 95th percentile.
    pub all: f64,
}

/// Measures `step` (see [`MEASURE`]) this many times; none if it changes nothing or throws.
pub async fn measure(page: &Page, step: &str, count: usize) -> Times {
    let times = page.run_async(&MEASURE.replace("STEP", step), &[count.into()]).await;
    let Some(times) = times.as_array().filter(|times| !times.is_empty()) else {
        println!("nothing measured: {times}");
        return Times::default();
    };
    let column = |i: usize| {
        let mut column: Vec<f64> = times.iter().filter_map(|time| time[i].as_f64()).collect();
        column.sort_by(f64::total_cmp);
        column
    };
    let (paint, frame, all) = (column(0), column(1), column(2));
    Times {
        count: times.len(),
        p50: percentile(&paint, 0.5),
        p95: percentile(&paint, 0.95),
        frame: percentile(&frame, 0.95),
        all: percentile(&all, 0.95),
    }
}

/// The quantile of sorted values by nearest rank.
fn percentile(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() as f64 * part).ceil() as usize).clamp(1, sorted.len()) - 1]
}
