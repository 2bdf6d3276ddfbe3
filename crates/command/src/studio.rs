//! `needs-by-field studio`: serves Studio to a browser of this machine.

use crate::page;
use anyhow::Context;
use clap::Args;
use needs_publish::Files;
use std::path::PathBuf;
use tiny_http::{Header, Method, Request, Response, Server};

/// Author a site in the browser: from the export to the published page, nothing uploaded
///
/// Serves Studio on 127.0.0.1 and opens it. The answers stay in the browser's tab; this command never sees them.
#[derive(Args, Debug)]
pub struct Studio {
    /// The port; any that is free if missing
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Only say where it is
    #[arg(long)]
    no_open: bool,
    /// Another built page than the one inside the command
    #[arg(long, value_name = "DIST")]
    page: Option<PathBuf>,
}

impl Studio {
    /// Serves until it is ended.
    ///
    /// # Errors
    /// If there is no Studio, or the port is taken.
    pub fn run(&self) -> anyhow::Result<()> {
        let (_, files) = page::find_studio(self.page.as_deref())?;
        let server = Server::http(("127.0.0.1", self.port)).map_err(|error| {
            anyhow::anyhow!("port {} cannot be used: {error}; choose another with --port", self.port)
        })?;
        let address = server.server_addr().to_ip().context("the server has no address")?;
        let url = format!("http://{address}/");
        println!("Studio is at {url} (Ctrl-C stops it)");
        if !self.no_open && open::that_detached(&url).is_err() {
            eprintln!("note: no browser could be opened; open the address yourself");
        }
        for request in server.incoming_requests() {
            // A browser that went away in the middle is no error.
            let _ = answer(request, &files);
        }
        Ok(())
    }
}

fn answer(request: Request, files: &Files) -> std::io::Result<()> {
    let name = name_of(request.url());
    let content = files.get(&name).filter(|_| matches!(request.method(), Method::Get | Method::Head));
    let Some(content) = content else {
        return request.respond(Response::from_string(format!("Studio has no {name}")).with_status_code(404));
    };
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("written as headers are");
    let response = Response::from_data(content.as_slice())
        .with_header(header("Content-Type", media_type(&name)))
        // The next version of the command is another Studio.
        .with_header(header("Cache-Control", "no-cache"));
    request.respond(response)
}

/// The file that an address means.
fn name_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    if path.is_empty() { "index.html".to_owned() } else { path.to_owned() }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_name_is_studio_itself() {
        assert_eq!(name_of("/"), "index.html");
        assert_eq!(name_of("/?a#b"), "index.html");
        assert_eq!(name_of("/page/page.json?1f"), "page/page.json");
    }
}
