//! Parts of the page that are written as text, so that browser and command write the same.

mod table;

pub use table::table;

/// HTML under construction: markup is ours and literal, text is anybody's and escaped.
#[derive(Default)]
pub struct Html(String);

impl Html {
    pub fn markup(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Text, or the value of an attribute in double quotes.
    pub fn text(&mut self, text: &str) -> &mut Html {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// A number as a machine reads it.
    pub fn number(&mut self, n: u32) -> &mut Html {
        self.0.push_str(&n.to_string());
        self
    }

    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let mut html = Html::default();
        html.markup("<b title=\"").text("\"><script>&").markup("\">").number(7);
        assert_eq!(html.finish(), "<b title=\"&quot;&gt;&lt;script&gt;&amp;\">7");
    }
}
