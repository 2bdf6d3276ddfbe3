//! A web server on a free port of this machine that can be as slow, broken or strict as a test needs.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server};

/// Browsers open at most six connections to a host.
const WORKERS: usize = 6;

/// What a site serves and how, before it is started.
pub struct Site {
    root: PathBuf,
    base: String,
    headers: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
    missing: Vec<String>,
    slow: Vec<(String, Speed)>,
}

/// How slowly a file is served.
#[derive(Clone, Copy)]
pub struct Speed {
    /// Before the first byte.
    pub delay: Duration,
    /// After it; `None` is as fast as it goes.
    pub bytes_per_second: Option<u32>,
}

impl Site {
    /// The built page.
    ///
    /// # Panics
    ///
    /// If it has not been built.
    pub fn dist() -> Self {
        let root = std::env::var_os("NEEDS_BY_FIELD_DIST")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from);
        assert!(
            root.join("index.html").is_file(),
            "the page is not built: there is no {}; run `make build` first, or `make test`, which does both \
             (`cargo test --lib --bins` runs what needs no page)",
            root.join("index.html").display()
        );
        Self::of(root)
    }

    /// Any directory.
    pub fn of(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            base: "/".to_owned(),
            headers: Vec::new(),
            files: Vec::new(),
            missing: Vec::new(),
            slow: Vec::new(),
        }
    }

    /// Serves it under this path, `/` at both ends; everything outside is 404.
    pub fn under(mut self, base: &str) -> Self {
        assert!(base.starts_with('/') && base.ends_with('/'), "{base:?} does not begin and end with /");
        self.base = base.to_owned();
        self
    }

    /// Sends this header with every answer.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Serves these bytes at a path, which need not be in the directory.
    pub fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.to_owned(), content.into()));
        self
    }

    /// Answers 404 for paths that end so.
    pub fn missing(mut self, ending: &str) -> Self {
        self.missing.push(ending.to_owned());
        self
    }

    /// Serves paths that end so slowly.
    pub fn slow(mut self, ending: &str, speed: Speed) -> Self {
        self.slow.push((ending.to_owned(), speed));
        self
    }

    /// Serves it until the value returned is dropped.
    pub fn start(self) -> Running {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
        let origin = format!("http://{}", server.server_addr().to_ip().expect("an IP address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let base = self.base.clone();
        let site = Arc::new(self);
        let workers = (0..WORKERS)
            .map(|_| {
                let (server, site, requests) = (Arc::clone(&server), Arc::clone(&site), Arc::clone(&requests));
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        requests.lock().expect("no worker panicked").push(request.url().to_owned());
                        // A browser that went away in the middle is no concern of the test.
                        let _ = site.answer(request);
                    }
                })
            })
            .collect();
        Running { origin, base, requests, server, workers }
    }

    fn answer(&self, request: Request) -> io::Result<()> {
        let path = request.url().split(['?', '#']).next().expect("split gives at least one part").to_owned();
        let Some((name, content)) = self.content(&path) else {
            return request.respond(Response::from_string(format!("no {path} here")).with_status_code(404));
        };
        let accepts = |encoding: &str| {
            request
                .headers()
                .iter()
                .filter(|header| header.field.equiv("Accept-Encoding"))
                .any(|header| header.value.as_str().contains(encoding))
        };
        // What a static host does with files that were compressed in advance.
        let compressed = if accepts("br") { fs::read(self.root.join(format!("{name}.br"))).ok() } else { None };
        let mut headers = vec![header("Content-Type", mime(&name))];
        if compressed.is_some() {
            headers.push(header("Content-Encoding", "br"));
        }
        headers.extend(self.headers.iter().map(|(name, value)| header(name, value)));
        let content = compressed.unwrap_or(content);
        let length = content.len();
        let speed = self.slow.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, speed)| *speed);
        let body: Box<dyn Read + Send> = match speed {
            Some(Speed { delay, bytes_per_second }) => {
                thread::sleep(delay);
                match bytes_per_second {
                    Some(rate) => Box::new(Throttled { content: Cursor::new(content), rate }),
                    None => Box::new(Cursor::new(content)),
                }
            }
            None => Box::new(Cursor::new(content)),
        };
        // Sent as it comes, not when it is complete.
        let response = Response::new(200.into(), headers, body, Some(length), None).with_chunked_threshold(usize::MAX);
        request.respond(response)
    }

    /// The file's name inside the site, and what is in it; `None` if there is none.
    fn content(&self, path: &str) -> Option<(String, Vec<u8>)> {
        let name = path.strip_prefix(&self.base)?;
        let name = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
        if self.missing.iter().any(|ending| name.ends_with(ending.as_str())) || name.contains("..") {
            return None;
        }
        match self.files.iter().find(|(path, _)| *path == name) {
            Some((_, content)) => Some((name, content.clone())),
            None => fs::read(self.root.join(&name)).ok().map(|content| (name, content)),
        }
    }
}

/// A site that is being served.
pub struct Running {
    /// `http://127.0.0.1:PORT`.
    pub origin: String,
    base: String,
    requests: Arc<Mutex<Vec<String>>>,
    server: Arc<Server>,
    workers: Vec<JoinHandle<()>>,
}

impl Running {
    /// The address of a path or query in the site: `""` is the page itself, `"?field=bioimaging"` the page with a query.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.base)
    }

    /// The paths, with their queries, that were asked for, in order.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no worker panicked").clone()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.server.unblock();
        }
        // A worker in the middle of a throttled answer ends with the process.
        self.workers.retain(|worker| !worker.is_finished());
    }
}

/// Gives at most a tenth of a second's bytes at once, ten times a second.
struct Throttled {
    content: Cursor<Vec<u8>>,
    rate: u32,
}

impl Read for Throttled {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let portion = (self.rate as usize / 10).clamp(1, buffer.len().max(1)).min(buffer.len());
        thread::sleep(Duration::from_secs_f64(portion as f64 / f64::from(self.rate)));
        self.content.read(&mut buffer[..portion])
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a header is ASCII")
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}
