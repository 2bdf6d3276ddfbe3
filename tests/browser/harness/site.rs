//! A local web server on a free port, as slow, broken or strict as a test needs.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The configuration of a site, before it is started.
pub struct Site {
    root: PathBuf,
    base: String,
    headers: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
    missing: Vec<String>,
    redirects: Vec<(String, String)>,
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
            .map_or_else(|| Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join("dist"), PathBuf::from);
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
            redirects: Vec::new(),
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

    /// Answers 404 for paths with this in them.
    pub fn missing(mut self, part: &str) -> Self {
        self.missing.push(part.to_owned());
        self
    }

    /// Leads from a path to an address.
    pub fn redirect(mut self, path: &str, to: &str) -> Self {
        self.redirects.push((format!("/{path}"), to.to_owned()));
        self
    }

    /// Serves paths with this in them slowly.
    pub fn slow(mut self, part: &str, speed: Speed) -> Self {
        self.slow.push((part.to_owned(), speed));
        self
    }

    /// Serves the site until the returned value is dropped. Each connection has a thread and one request, so that no request
    /// waits for a slow one or for a connection that is kept alive.
    pub fn start(self) -> Running {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let open = Arc::new(AtomicBool::new(true));
        let base = self.base.clone();
        let (site, asked, is_open) = (Arc::new(self), Arc::clone(&requests), Arc::clone(&open));
        thread::spawn(move || {
            for connection in listener.incoming() {
                if !is_open.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(connection) = connection else { continue };
                let (site, asked) = (Arc::clone(&site), Arc::clone(&asked));
                thread::spawn(move || {
                    // A browser that went away in the middle is no concern of the test.
                    let _ = site.answer(connection, &asked);
                });
            }
        });
        Running { origin: format!("http://{address}"), base, requests, address, open }
    }

    fn answer(&self, connection: TcpStream, asked: &Mutex<Vec<String>>) -> io::Result<()> {
        let mut reader = BufReader::new(connection.try_clone()?);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let url = line.split(' ').nth(1).unwrap_or_default().to_owned();
        if url.is_empty() {
            // Opened in advance and never used.
            return Ok(());
        }
        let mut accepts_brotli = false;
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
                break;
            }
            let header = line.to_ascii_lowercase();
            accepts_brotli |= header.starts_with("accept-encoding:") && header.contains("br");
        }
        asked.lock().expect("no connection panicked").push(url.clone());
        let path = url.split(['?', '#']).next().expect("split gives at least one part");
        let mut out = connection;
        if let Some((_, to)) = self.redirects.iter().find(|(from, _)| from == path) {
            return write!(
                out,
                "HTTP/1.1 302 Found\r\nLocation: {to}\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
        let Some((name, content)) = self.content(path) else {
            let text = format!("no {path} here");
            return write!(
                out,
                "HTTP/1.1 404 Not Found\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
                text.len()
            );
        };
        // What a static host does with files that were compressed in advance.
        let replaced = self.files.iter().any(|(path, _)| *path == name);
        let compressed =
            if accepts_brotli && !replaced { fs::read(self.root.join(format!("{name}.br"))).ok() } else { None };
        write!(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {}\r\n", mime(&name))?;
        if compressed.is_some() {
            write!(out, "Content-Encoding: br\r\n")?;
        }
        for (name, value) in &self.headers {
            write!(out, "{name}: {value}\r\n")?;
        }
        let content = compressed.unwrap_or(content);
        write!(out, "Content-Length: {}\r\n\r\n", content.len())?;
        let speed = self.slow.iter().find(|(part, _)| path.contains(part)).map(|(_, speed)| *speed);
        let Some(Speed { delay, bytes_per_second }) = speed else { return out.write_all(&content) };
        thread::sleep(delay);
        // A tenth of a second's bytes at once, ten times a second.
        let portion = bytes_per_second.map_or(content.len(), |rate| rate as usize / 10).max(1);
        for part in content.chunks(portion) {
            if bytes_per_second.is_some() {
                thread::sleep(Duration::from_millis(100));
            }
            out.write_all(part)?;
        }
        Ok(())
    }

    /// The file's name inside the site, and what is in it; `None` if there is none.
    fn content(&self, path: &str) -> Option<(String, Vec<u8>)> {
        let name = path.strip_prefix(&self.base)?;
        let name = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
        if self.missing.iter().any(|part| name.contains(part.as_str())) || name.contains("..") {
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
    address: SocketAddr,
    open: Arc<AtomicBool>,
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

impl Running {
    /// Refuses all further requests, as if the reader were offline.
    pub fn stop(&self) {
        self.open.store(false, Ordering::Relaxed);
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect(self.address);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
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
