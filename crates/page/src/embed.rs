//! The messages between an embedded page and its host: height and view, in the protocols that hosts use already
//! (`docs/embedding.md`).
//!
//! This module writes and parses messages; `src/app/embed.rs` sends and receives them.

use std::fmt::Write;

/// The frame of an embedded page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The frame's name, which a host with several frames uses as an id; may be empty.
    name: String,
    /// The page's address.
    href: String,
    /// Set by pym.js in the query.
    pym_child: Option<String>,
    /// Set by WordPress in the fragment.
    wordpress_secret: Option<String>,
    /// Set by the greeting of iframe-resizer.
    resizer_id: Option<String>,
}

/// A message to the parent window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Sent as a string.
    Text(String),
    /// JSON, sent as the object that it describes.
    Object(String),
}

/// A request for the height, which is answered in the protocol of the request even if the height has not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// By our embed.js, which may have loaded after the page had sent its height.
    Ours,
    /// By pym.js, which sends the width of the frame.
    Pym,
    /// By iframe-resizer, which has sent its greeting and expects `init`.
    ResizerGreets,
    /// By iframe-resizer, after a change of the width.
    ResizerAsks,
}

/// Separates the parts of pym.js's messages.
const PYM: &str = "xPYMx";
/// Starts every message from and to iframe-resizer.
const RESIZER: &str = "[iFrameSizer]";
/// The message that iframe-resizer waits for before its greeting.
const RESIZER_READY: &str = "[iFrameResizerChild]Ready";
/// The request of embed.js to a frame that existed before it.
const OURS: &str = "needs-by-field:height";
/// Longest name, id or secret that is accepted.
const LONGEST: usize = 100;

impl Frame {
    /// The frame called `name` at the address `href`, whose query and fragment identify the host's protocol.
    pub fn new(name: &str, href: &str) -> Frame {
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        let query = address.split_once('?').map_or("", |(_, query)| query);
        Frame {
            name: if is_plain(name) { name.to_owned() } else { String::new() },
            href: href.to_owned(),
            pym_child: value_of(query, "childId"),
            wordpress_secret: value_of(fragment.trim_start_matches('?'), "secret"),
            resizer_id: None,
        }
    }

    /// The messages to send once, when the page listens.
    pub fn hello(&self) -> Message {
        Message::Text(RESIZER_READY.to_owned())
    }

    /// Parses a message that is a string; none for anything unexpected.
    pub fn hear(&mut self, text: &str) -> Option<Request> {
        if text == OURS {
            return Some(Request::Ours);
        }
        if let Some(rest) = text.strip_prefix(RESIZER) {
            return self.hear_resizer(rest);
        }
        let rest = text.strip_prefix("pym")?.strip_prefix(PYM)?.strip_prefix(self.pym_child.as_deref()?)?;
        let width = rest.strip_prefix(PYM)?.strip_prefix("width")?.strip_prefix(PYM)?;
        let is_number = !width.is_empty() && width.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        is_number.then_some(Request::Pym)
    }

    /// A greeting has `true` or `false` in its third part: `id:margin:false:log:...`.
    fn hear_resizer(&mut self, rest: &str) -> Option<Request> {
        if rest == "resize" {
            self.resizer_id.as_ref()?;
            return Some(Request::ResizerAsks);
        }
        let mut parts = rest.split(':');
        let id = parts.next().filter(|id| is_plain(id) && !id.is_empty())?;
        parts.next()?;
        if !matches!(parts.next()?, "true" | "false") {
            return None;
        }
        self.resizer_id = Some(id.to_owned());
        Some(Request::ResizerGreets)
    }

    /// The answer to a request, in pixels.
    pub fn answer(&self, request: Request, height: u32, width: u32) -> Option<Message> {
        match request {
            Request::Ours => Some(self.own_height(height)),
            Request::Pym => self.pym(height),
            Request::ResizerGreets => self.resizer(height, width, "init"),
            Request::ResizerAsks => self.resizer(height, width, "resize"),
        }
    }

    /// The messages of a new height, in pixels, in every protocol.
    pub fn height(&self, height: u32, width: u32) -> Vec<Message> {
        let name = if self.name.is_empty() { "needs-by-field" } else { &self.name };
        let mut messages = vec![
            self.own_height(height),
            Message::Object(format!("{{\"datawrapper-height\":{{{}:{height}}}}}", quoted(name))),
            Message::Object(format!("{{\"sentinel\":\"amp\",\"type\":\"embed-size\",\"height\":{height}}}")),
            Message::Text(format!(
                "{{\"src\":{},\"context\":\"iframe.resize\",\"height\":{height}}}",
                quoted(&self.href)
            )),
        ];
        messages.extend(self.pym(height));
        messages.extend(self.resizer(height, width, "resize"));
        if let Some(secret) = &self.wordpress_secret {
            let secret = quoted(secret);
            messages
                .push(Message::Object(format!("{{\"message\":\"height\",\"value\":{height},\"secret\":{secret}}}")));
        }
        messages
    }

    fn own_height(&self, height: u32) -> Message {
        self.own("height", &format!("{{\"height\":{height}}}"))
    }

    /// The view, as the query string of a link to it.
    pub fn state(&self, query: &str) -> Message {
        self.own("state", &format!("{{\"query\":{}}}", quoted(query)))
    }

    fn own(&self, kind: &str, data: &str) -> Message {
        let id = quoted(&self.name);
        Message::Object(format!("{{\"source\":\"needs-by-field\",\"id\":{id},\"type\":\"{kind}\",\"data\":{data}}}"))
    }

    fn pym(&self, height: u32) -> Option<Message> {
        let child = self.pym_child.as_ref()?;
        Some(Message::Text(format!("pym{PYM}{child}{PYM}height{PYM}{height}")))
    }

    fn resizer(&self, height: u32, width: u32, kind: &str) -> Option<Message> {
        let id = self.resizer_id.as_ref()?;
        Some(Message::Text(format!("{RESIZER}{id}:{height}:{width}:{kind}")))
    }
}

/// The value of a parameter, if it is one that a host would write.
fn value_of(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
    (!value.is_empty() && is_plain(value)).then(|| value.to_owned())
}

/// Letters, digits and the punctuation of ids: characters that are safe in every protocol.
fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c < ' ' => write!(out, "\\u{:04x}", c as u32).expect("a String takes all"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const HREF: &str =
        "https://example.org/survey/?embed=1&initialWidth=640&childId=results&parentTitle=Post#?secret=a1B2c3D4e5";

    fn text(message: Option<Message>) -> String {
        match message {
            Some(Message::Text(text)) => text,
            other => panic!("not a string: {other:?}"),
        }
    }

    fn object(message: &Message) -> Value {
        match message {
            Message::Object(json) => serde_json::from_str(json).expect("JSON"),
            Message::Text(text) => panic!("a string: {text}"),
        }
    }

    #[test]
    fn height_is_said_in_every_dialect_that_may_be_heard() {
        let mut frame = Frame::new("results", HREF);
        let greeting = "[iFrameSizer]iFrameResizer0:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:false";
        assert!(frame.hear(greeting).is_some());
        let messages = frame.height(481, 640);
        let objects: Vec<Value> = messages.iter().filter(|m| matches!(m, Message::Object(_))).map(object).collect();
        assert_eq!(
            objects,
            [
                json!({"source": "needs-by-field", "id": "results", "type": "height", "data": {"height": 481}}),
                json!({"datawrapper-height": {"results": 481}}),
                json!({"sentinel": "amp", "type": "embed-size", "height": 481}),
                json!({"message": "height", "value": 481, "secret": "a1B2c3D4e5"}),
            ]
        );
        let texts: Vec<&str> = messages
            .iter()
            .filter_map(|m| match m {
                Message::Text(text) => Some(text.as_str()),
                Message::Object(_) => None,
            })
            .collect();
        assert_eq!(texts[1..], ["pymxPYMxresultsxPYMxheightxPYMx481", "[iFrameSizer]iFrameResizer0:481:640:resize"]);
        assert_eq!(
            serde_json::from_str::<Value>(texts[0]).expect("JSON"),
            json!({"src": HREF, "context": "iframe.resize", "height": 481})
        );
    }

    #[test]
    fn without_a_known_host_only_the_common_dialects_are_spoken() {
        assert_eq!(Frame::new("", "https://example.org/").height(1, 1).len(), 4);
    }

    #[test]
    fn pym_asks_by_telling_a_width() {
        let mut frame = Frame::new("", HREF);
        let request = frame.hear("pymxPYMxresultsxPYMxwidthxPYMx640").expect("understood");
        assert_eq!(text(frame.answer(request, 300, 640)), "pymxPYMxresultsxPYMxheightxPYMx300");
        assert_eq!(frame.hear("pymxPYMxanotherxPYMxwidthxPYMx640"), None);
        assert_eq!(frame.hear("pymxPYMxresultsxPYMxnavigateTo-xPYMxjavascript:1"), None);
    }

    #[test]
    fn iframe_resizer_is_answered_with_init_and_then_resize() {
        let mut frame = Frame::new("", "https://example.org/");
        assert_eq!(frame.hear("[iFrameSizer]resize"), None, "nobody has greeted yet");
        let first = frame.hear("[iFrameSizer]post-1:8:false:false").expect("a greeting");
        assert_eq!(text(frame.answer(first, 300, 640)), "[iFrameSizer]post-1:300:640:init");
        let again = frame.hear("[iFrameSizer]resize").expect("a question");
        assert_eq!(text(frame.answer(again, 310, 640)), "[iFrameSizer]post-1:310:640:resize");
        assert_eq!(frame.hear("[iFrameSizer]scrollTo:1:2"), None);
    }

    #[test]
    fn state_is_the_query_of_a_link() {
        let state = Frame::new("post", "https://example.org/").state("field=-bioimaging&title=%22");
        assert_eq!(
            object(&state),
            json!({"source": "needs-by-field", "id": "post", "type": "state", "data": {"query": "field=-bioimaging&title=%22"}})
        );
    }

    #[test]
    fn ids_that_would_break_a_dialect_are_not_repeated() {
        let frame = Frame::new("a:b", "https://example.org/?childId=%3Cb%3E#?secret=a\"b");
        assert_eq!(frame, Frame { href: frame.href.clone(), ..Frame::default() });
    }

    proptest! {
        #[test]
        fn whatever_the_parent_says_is_answered_in_form_or_not_at_all(said in ".{0,60}") {
            let mut frame = Frame::new("", HREF);
            let before = frame.clone();
            for message in [said.clone(), format!("[iFrameSizer]{said}"), format!("pymxPYMx{said}")] {
                if frame.hear(&message).is_none() {
                    prop_assert_eq!(&frame, &before, "something was kept of {}", message);
                }
                frame = before.clone();
            }
        }

        #[test]
        fn every_message_is_well_formed(name in ".{0,20}", href in ".{0,60}", query in ".{0,60}", height: u32) {
            let frame = Frame::new(&name, &href);
            object(&frame.state(&query));
            for message in frame.height(height, 640) {
                if let Message::Object(_) = message {
                    object(&message);
                }
            }
        }
    }
}
