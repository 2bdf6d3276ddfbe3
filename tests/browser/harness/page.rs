//! The steps of a user.

use super::devtools::{DevTools, TakeLog};
use super::driver::{Driver, Engine, Font};
use super::site::Running;
use fantoccini::{Locator, elements::Element, key::Key};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Timeout of a step: much longer than it takes, so that no test fails on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser that shows a site. A step that cannot be done panics, with what the page shows instead.
pub struct Page {
    pub site: Running,
    driver: Driver,
}

impl Page {
    /// With the fonts of this machine, or with one alone.
    pub async fn new(site: Running, font: Option<Font>) -> Self {
        let page = Self { site, driver: Driver::start(font).await };
        // Chromium's own start page loads a lot; none of it is the site's.
        page.driver.client.goto("about:blank").await.expect("an empty page");
        page.browser_log().await;
        page.requests().await;
        page
    }

    /// Opens a path or query of the site ([`Running::url`]) and waits until it is loaded.
    pub async fn open(&self, path: &str) {
        let url = self.site.url(path);
        self.driver.client.goto(&url).await.unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Opens any address, such as one of another site.
    pub async fn go_to(&self, url: &str) {
        self.driver.client.goto(url).await.unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// The next steps are inside this frame of the page, counted from 0.
    pub async fn enter_frame(&self, frame: u16) {
        self.driver.client.enter_frame(frame).await.unwrap_or_else(|error| panic!("frame {frame}: {error}"));
    }

    /// The next steps are in the page around again.
    pub async fn leave_frame(&self) {
        self.driver.client.clone().enter_parent_frame().await.expect("there is a page around");
    }

    pub async fn reload(&self) {
        self.driver.client.refresh().await.expect("the page reloads");
    }

    pub async fn go_back(&self) {
        self.driver.client.back().await.expect("there is a page before this");
    }

    pub async fn go_forward(&self) {
        self.driver.client.forward().await.expect("there is a page after this");
    }

    /// The address without the site's own part, as [`Self::open`] takes it.
    pub async fn address(&self) -> String {
        let url = self.driver.client.current_url().await.expect("a page is open");
        url.as_str().strip_prefix(&self.site.url("")).unwrap_or(url.as_str()).to_owned()
    }

    /// Waits for an element; CSS selector.
    pub async fn find(&self, selector: &str) -> Element {
        match self.driver.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => panic!("there is no {selector}: {error}\nthe page shows:\n{}", self.text("body").await),
        }
    }

    /// How many elements there are now; CSS selector.
    pub async fn count(&self, selector: &str) -> usize {
        self.driver.client.find_all(Locator::Css(selector)).await.expect("a selector").len()
    }

    pub async fn click(&self, selector: &str) {
        let element = self.find(selector).await;
        element.click().await.unwrap_or_else(|error| panic!("{selector} cannot be clicked: {error}"));
    }

    /// Types into an element, after what it holds already.
    pub async fn enter(&self, selector: &str, text: &str) {
        self.find(selector).await.send_keys(text).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Presses a key on what has the focus.
    pub async fn press(&self, key: Key) {
        let focused = self.driver.client.active_element().await.expect("something has the focus");
        focused.send_keys(&String::from(char::from(key))).await.expect("a key can be pressed");
    }

    /// The text a reader sees in an element, lines apart; empty if the element is not there.
    pub async fn text(&self, selector: &str) -> String {
        let text = self.run("return document.querySelector(arguments[0])?.innerText ?? '';", &[selector.into()]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the text is somewhere on the page.
    pub async fn see_text(&self, text: &str) {
        self.see_text_in("body", text).await;
    }

    pub async fn see_text_in(&self, selector: &str, text: &str) {
        let mut last = String::new();
        let seen = wait_until(async || {
            last = self.text(selector).await;
            last.contains(text)
        });
        assert!(seen.await, "{selector} does not show {text:?}; it shows:\n{last}");
    }

    /// Waits until an expression of JavaScript is true.
    pub async fn wait_for(&self, expression: &str) {
        let seen = wait_until(async || self.run(&format!("return Boolean({expression});"), &[]).await == true).await;
        assert!(seen, "never true: {expression}\nthe page shows:\n{}", self.text("body").await);
    }

    /// Runs JavaScript, with `arguments`, and gives what it returns.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.driver.client.execute(script, arguments.to_vec()).await;
        result.unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    /// As [`Self::run`]; the script ends by calling its last argument with the result.
    pub async fn run_async(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.driver.client.execute_async(script, arguments.to_vec()).await;
        result.unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    /// Presses a button that saves a file; returns the file's name and content.
    pub async fn download(&self, selector: &str) -> (String, Vec<u8>) {
        let folder = self.driver.downloads();
        let names = || -> BTreeSet<String> {
            let files = fs::read_dir(&folder).expect("the folder of downloads").flatten();
            files.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
        };
        let before = names();
        self.click(selector).await;
        let mut saved = None;
        let arrived = wait_until(async || {
            let unfinished = |name: &String| [".part", ".crdownload", ".tmp"].iter().any(|end| name.ends_with(end));
            let now = names();
            // Firefox makes an empty file of the final name first, beside the one that it fills.
            if !now.iter().any(unfinished) {
                saved = now.difference(&before).find(|name| !name.starts_with('.')).cloned();
            }
            saved.as_ref().is_some_and(|name| fs::metadata(folder.join(name)).is_ok_and(|file| file.len() > 0))
        });
        assert!(arrived.await, "{selector} saves nothing; the page says: {}", self.text("#copied").await);
        let name = saved.expect("it has arrived");
        let content = fs::read(folder.join(&name)).expect("it can be read");
        (name, content)
    }

    pub fn engine(&self) -> Engine {
        self.driver.engine
    }

    /// Makes the viewport this large, in CSS pixels. Chromium's window cannot be narrower than 500, a phone's can.
    pub async fn set_window(&self, width: u32, height: u32) {
        if self.driver.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        } else {
            self.driver.client.set_window_size(width, height).await.expect("the window can be resized");
            // The window's system makes it so a while later: until three looks in a row see the same.
            let (mut last, mut same) = (Value::Null, 0);
            while same < 3 {
                tokio::time::sleep(Duration::from_millis(50)).await;
                let now = self.run("return [innerWidth, innerHeight];", &[]).await;
                same = if now == last { same + 1 } else { 0 };
                last = now;
            }
        }
    }

    /// Makes the reader prefer `light` or `dark`; Chromium only.
    pub async fn prefer_colors(&self, scheme: &str) {
        self.prefer("prefers-color-scheme", scheme).await;
    }

    /// Sets a media feature, such as `forced-colors`, and resets all others; Chromium only.
    pub async fn prefer(&self, feature: &str, value: &str) {
        let features = json!([{ "name": feature, "value": value }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Shows the page as it is printed; Chromium only.
    pub async fn as_printed(&self) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    }

    /// Makes the processor this many times slower; Chromium only.
    pub async fn slow_down(&self, times: f64) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
    }

    /// The result of a method of the DevTools protocol; Chromium only.
    pub async fn devtools(&self, method: &'static str, parameters: Value) -> Value {
        let result = self.driver.client.issue_cmd(DevTools { method, parameters }).await;
        result.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The whole page as a PNG, however long it is.
    pub async fn screenshot(&self, file: &Path) {
        let size = self
            .run("return [innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight), innerHeight];", &[])
            .await;
        let [width, whole, visible] = [0, 1, 2].map(|i| size[i].as_u64().expect("a size in pixels") as u32);
        self.set_window(width, whole).await;
        let png = self.driver.client.screenshot().await.expect("a screenshot");
        self.set_window(width, visible).await;
        fs::create_dir_all(file.parent().expect("a directory")).expect("the directory can be made");
        fs::write(file, png).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// The messages in the browser's console since the last call: level and text. Empty in engines other than Chromium.
    pub async fn browser_log(&self) -> Vec<(String, String)> {
        let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let log = self.log("browser").await;
        log.iter().map(|entry| (text(entry, "level"), text(entry, "message"))).collect()
    }

    pub async fn no_errors_in_console(&self) {
        let log = self.browser_log().await;
        let errors: Vec<_> = log.iter().filter(|(level, _)| level == "SEVERE" || level == "WARNING").collect();
        assert!(errors.is_empty(), "the browser's console has errors or warnings: {errors:#?}");
    }

    /// The addresses of all requests the browser began since this was last called. Chromium only.
    pub async fn requests(&self) -> Vec<String> {
        let log = self.log("performance").await;
        let events = log.iter().filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
        events
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|event| event["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
            .collect()
    }

    pub async fn no_request_left_the_origin(&self) {
        let origin = format!("{}/", self.site.origin);
        let inside = |url: &String| {
            url.starts_with(&origin) || ["data:", "blob:", "about:", "chrome:"].iter().any(|own| url.starts_with(own))
        };
        let outside: Vec<_> = self.requests().await.into_iter().filter(|url| !inside(url)).collect();
        assert!(outside.is_empty(), "requests left {origin}: {outside:#?}");
    }

    async fn log(&self, kind: &'static str) -> Vec<Value> {
        if self.driver.engine != Engine::Chromium {
            return Vec::new();
        }
        match self.driver.client.issue_cmd(TakeLog(kind)).await {
            Ok(Value::Array(entries)) => entries,
            other => panic!("no {kind} log: {other:?}"),
        }
    }
}

/// Polls until the condition holds or the timeout has passed.
async fn wait_until(mut is_so: impl AsyncFnMut() -> bool) -> bool {
    let end = Instant::now() + PATIENCE;
    loop {
        if is_so().await {
            return true;
        }
        if Instant::now() > end {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
