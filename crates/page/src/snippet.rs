//! Embed code: the HTML that shows a view in another page.

use crate::html::Html;

/// The way to embed; see `docs/embedding.md`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// An `<iframe>` of fixed height, without a script.
    Frame,
    /// An `<iframe>` that `embed.js` keeps as high as its content.
    #[default]
    FrameWithScript,
    /// `<needs-by-field>`, which `embed.js` turns into an `<iframe>` when it comes near the screen.
    Element,
}

impl Way {
    pub const ALL: [Way; 3] = [Way::Frame, Way::FrameWithScript, Way::Element];

    /// Its value in the form on the page.
    pub fn id(self) -> &'static str {
        match self {
            Way::Frame => "frame",
            Way::FrameWithScript => "script",
            Way::Element => "element",
        }
    }
}

/// The view to embed.
#[derive(Clone, Copy, Debug)]
pub struct Embedded<'a> {
    /// Address of the published page, without a query; it ends in `/` or in a file's name.
    pub page: &'a str,
    /// The query string of the view, without `?`.
    pub query: &'a str,
    pub title: &'a str,
    /// Height in pixels until the page reports its own.
    pub height: u32,
    /// Readers may change the filters.
    pub controls: bool,
}

impl Embedded<'_> {
    pub fn html(&self, way: Way) -> String {
        let mut html = Html::default();
        match way {
            Way::Frame | Way::FrameWithScript => self.frame(&mut html, way == Way::FrameWithScript),
            Way::Element => self.element(&mut html),
        }
        if way != Way::Frame {
            let directory = self.page.rfind('/').map_or("", |end| &self.page[..=end]);
            html.markup("\n<script src=\"").text(directory).markup("embed.js\" async></script>");
        }
        html.finish()
    }

    fn frame(&self, html: &mut Html, followed: bool) {
        html.markup("<iframe src=\"").text(self.page).markup("?");
        if !self.query.is_empty() {
            html.text(self.query).markup("&amp;");
        }
        html.markup(if self.controls { "embed=1&amp;controls=1\"" } else { "embed=1\"" });
        html.markup(" title=\"").text(self.title).markup("\"\n  width=\"100%\" height=\"").number(self.height);
        html.markup("\" loading=\"lazy\" style=\"border: 0\"").markup(if followed {
            " data-needs-by-field"
        } else {
            ""
        });
        html.markup("></iframe>");
    }

    fn element(&self, html: &mut Html) {
        html.markup("<needs-by-field src=\"").text(self.page).markup("\"");
        if !self.query.is_empty() {
            html.markup(" view=\"").text(self.query).markup("\"");
        }
        html.markup("\n  title=\"").text(self.title).markup("\" height=\"").number(self.height).markup("\"");
        html.markup(if self.controls { " controls>\n" } else { ">\n" });
        html.markup("  <a href=\"").text(self.page);
        if !self.query.is_empty() {
            html.markup("?").text(self.query);
        }
        html.markup("\">").text(self.title);
        html.markup("</a>\n</needs-by-field>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMBEDDED: Embedded = Embedded {
        page: "https://example.org/survey/",
        query: "field=bioimaging&chart=ranking",
        title: "Needs of \"R&D\"",
        height: 512,
        controls: false,
    };

    #[test]
    fn a_frame_alone_needs_no_script() {
        assert_eq!(
            EMBEDDED.html(Way::Frame),
            "<iframe src=\"https://example.org/survey/?field=bioimaging&amp;chart=ranking&amp;embed=1\" \
             title=\"Needs of &quot;R&amp;D&quot;\"\n  width=\"100%\" height=\"512\" loading=\"lazy\" style=\"border: 0\"></iframe>"
        );
    }

    #[test]
    fn the_script_is_beside_the_page() {
        let controls =
            Embedded { controls: true, query: "", page: "https://example.org/survey/index.html", ..EMBEDDED };
        let html = controls.html(Way::FrameWithScript);
        assert!(html.contains("index.html?embed=1&amp;controls=1\""), "{html}");
        assert!(
            html.ends_with(
                "data-needs-by-field></iframe>\n<script src=\"https://example.org/survey/embed.js\" async></script>"
            ),
            "{html}"
        );
    }

    #[test]
    fn the_element_has_a_link_inside_for_readers_without_scripts() {
        let html = EMBEDDED.html(Way::Element);
        assert!(html.contains("view=\"field=bioimaging&amp;chart=ranking\""), "{html}");
        assert!(html.contains("<a href=\"https://example.org/survey/?field=bioimaging&amp;chart=ranking\">"), "{html}");
    }
}
