//! The browser: a WebDriver process with one session; both end when the value is dropped.

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A browser engine and its driver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    fn from_env() -> Self {
        match std::env::var("BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("BROWSER is {other:?}: chromium, firefox or webkit"),
        }
    }

    /// What installs it (`tools/setup.sh`).
    fn step(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    fn command(self, port: u16, profile: &TempDir, font: Option<Font>) -> Command {
        let (variable, program, arguments) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver", vec![format!("--port={port}")]),
            Self::Firefox => ("GECKODRIVER", "geckodriver", vec!["--port".to_owned(), port.to_string()]),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver", vec![format!("--port={port}")]),
        };
        let mut command = Command::new(std::env::var_os(variable).unwrap_or_else(|| program.into()));
        command.args(arguments);
        if let Some(font) = font {
            command.env("FONTCONFIG_FILE", font.file());
        }
        if self == Self::WebKit {
            // It has no setting for it, and saves where the desktop does.
            let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads(profile).display());
            std::fs::write(profile.path().join("user-dirs.dirs"), folders).expect("a file in the profile");
            command.env("XDG_CONFIG_HOME", profile.path());
        }
        command
    }

    fn capabilities(self, profile: &TempDir) -> Value {
        match self {
            Self::Chromium => {
                let mut arguments = [
                    "--headless=new",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // Small in containers, and the browser fails when it is full.
                    "--disable-dev-shm-usage",
                    "--hide-scrollbars",
                    "--force-color-profile=srgb",
                    "--lang=en-US",
                    // A host that is not this machine's by its name, and answers none the less.
                    "--host-resolver-rules=MAP elsewhere.example 127.0.0.1",
                ]
                .map(str::to_owned)
                .to_vec();
                arguments.push(format!("--user-data-dir={}", profile.path().display()));
                if is_root() {
                    arguments.push("--no-sandbox".to_owned());
                }
                let mut options = json!({
                    "args": arguments,
                    "prefs": { "download.default_directory": downloads(profile) },
                });
                if let Ok(chromium) = std::env::var("CHROMIUM") {
                    options["binary"] = chromium.into();
                }
                json!({
                    "goog:chromeOptions": options,
                    "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
                })
            }
            Self::Firefox => {
                let mut options = json!({
                    "args": ["-headless"],
                    "prefs": {
                        "browser.download.dir": downloads(profile),
                        // Neither the desktop nor the last folder: the one that is named.
                        "browser.download.folderList": 2,
                        "browser.download.useDownloadDir": true,
                        "browser.download.always_ask_before_handling_new_types": false,
                        "browser.helperApps.neverAsk.saveToDisk":
                            "image/svg+xml,image/png,text/csv,application/json",
                        "intl.accept_languages": "en-US",
                    },
                });
                if let Ok(firefox) = std::env::var("FIREFOX") {
                    options["binary"] = firefox.into();
                }
                json!({ "moz:firefoxOptions": options })
            }
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": std::env::var("WEBKIT_BROWSER")
                        .unwrap_or_else(|_| "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser".to_owned()),
                    "args": ["--automation"],
                }
            }),
        }
    }
}

/// The only font of a browser, if a test chooses one: labels and controls must fit in both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Font {
    /// Liberation Sans, as wide as Arial and Helvetica.
    Narrow,
    /// DejaVu Sans, an eighth wider.
    Wide,
}

impl Font {
    /// The configuration of fontconfig that leaves only this font.
    ///
    /// # Panics
    ///
    /// If it is not installed.
    fn file(self) -> PathBuf {
        let (name, family) = match self {
            Self::Narrow => ("narrow", "Liberation Sans"),
            Self::Wide => ("wide", "DejaVu Sans"),
        };
        let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/browser/fonts")).join(name).with_extension("conf");
        let found = Command::new("fc-match").arg("sans-serif:").env("FONTCONFIG_FILE", &file).output();
        let found = found.unwrap_or_else(|error| panic!("fc-match does not start: {error}; install fontconfig"));
        let found = String::from_utf8_lossy(&found.stdout).into_owned();
        assert!(found.contains(family), "{family} is not installed, {found:?} is; run `tools/setup.sh chromium`");
        file
    }
}

/// The browser's folder of downloads.
fn downloads(profile: &TempDir) -> PathBuf {
    profile.path().join("downloads")
}

/// Chromium refuses its sandbox to root.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

pub struct Driver {
    pub client: Client,
    pub engine: Engine,
    /// `http://127.0.0.1:PORT/session/ID`, for what [`Client`] has no command for.
    session: (u16, String),
    process: Process,
    /// Removed after the browser is gone.
    profile: TempDir,
}

impl Driver {
    /// Starts the driver and a session.
    ///
    /// # Panics
    ///
    /// If there is no driver or browser, with what to install.
    pub async fn start(font: Option<Font>) -> Self {
        let engine = Engine::from_env();
        let profile = TempDir::new().expect("a temporary directory");
        std::fs::create_dir(downloads(&profile)).expect("a directory for downloads");
        let port = free_port();
        let mut command = engine.command(port, &profile, font);
        let name = command.get_program().to_owned();
        let process =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(Process).unwrap_or_else(|error| {
                panic!("{name:?} does not start: {error}; run `tools/setup.sh {}`", engine.step())
            });
        wait_until_open(port, &name.to_string_lossy());
        let Value::Object(capabilities) = engine.capabilities(&profile) else { unreachable!("written as an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap_or_else(|error| {
                panic!("{engine:?} does not start: {error}; run `tools/setup.sh {}`", engine.step())
            });
        let id = client.session_id().await.expect("the driver answers").expect("a session was made");
        Self { client, engine, session: (port, id), process, profile }
    }

    pub fn downloads(&self) -> PathBuf {
        downloads(&self.profile)
    }
}

impl Drop for Driver {
    /// Ends the session first, also when a test panics: a killed driver leaves its browser running.
    fn drop(&mut self) {
        let (port, id) = &self.session;
        if let Ok(mut connection) = TcpStream::connect((Ipv4Addr::LOCALHOST, *port)) {
            let _ = connection.set_read_timeout(Some(Duration::from_secs(10)));
            let request =
                format!("DELETE /session/{id} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
            if connection.write_all(request.as_bytes()).is_ok() {
                let _ = connection.read(&mut [0; 1024]);
            }
        }
    }
}

/// Killed when dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

fn wait_until_open(port: u16, name: &str) {
    let patience = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(Instant::now() < patience, "{name} did not open port {port} within 20 s");
        std::thread::sleep(Duration::from_millis(20));
    }
}
