//! From SVG to pixels, with a font that is part of the program, so that every machine paints the same.

use resvg::{
    tiny_skia,
    usvg::{self, Group, Node, fontdb},
};
use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

/// DejaVu Sans: Latin, Greek, Cyrillic, Arabic and more; see `fonts/LICENSE`.
const REGULAR: &[u8] = include_bytes!("../fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/DejaVuSans-Bold.ttf");

/// Missing letters that a message shows.
const MOST_LETTERS: usize = 8;

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// Text would be missing.
    #[error("the font has no letters such as {letters}; give a font file that has them")]
    NoLetters { letters: String },
    #[error("the picture is not an SVG that can be painted: {0}")]
    Svg(#[from] usvg::Error),
    #[error("the picture is too large to paint at {0} times its size")]
    TooLarge(f32),
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}

/// A file is no font.
#[derive(Debug, thiserror::Error)]
#[error("this is no font file (.ttf, .otf or .ttc) that can be read")]
pub struct NoFont;

/// What text is painted with: DejaVu Sans, and for letters that it lacks a font of the author's.
#[derive(Clone, Debug)]
pub struct Fonts(Arc<fontdb::Database>);

impl Default for Fonts {
    fn default() -> Fonts {
        // A site has a picture for each of its pages; the fonts are read once.
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        let fonts = || {
            let mut fonts = fontdb::Database::new();
            fonts.load_font_data(REGULAR.to_vec());
            fonts.load_font_data(BOLD.to_vec());
            fonts.set_sans_serif_family(FAMILY);
            Fonts(Arc::new(fonts))
        };
        FONTS.get_or_init(fonts).clone()
    }
}

const FAMILY: &str = "DejaVu Sans";

impl Fonts {
    /// With one more font, for letters that DejaVu Sans lacks.
    ///
    /// # Errors
    /// If the bytes are no font.
    pub fn and(&self, font: Vec<u8>) -> Result<Fonts, NoFont> {
        let mut fonts = fontdb::Database::clone(&self.0);
        let before = fonts.len();
        fonts.load_font_data(font);
        if fonts.len() == before { Err(NoFont) } else { Ok(Fonts(Arc::new(fonts))) }
    }
}

/// Pictures are laid out for digits that are 0.58 em wide, which a browser sees to (`font-size-adjust` in `style/charts.css`);
/// those of DejaVu Sans are 0.636 em wide.
const ADJUST: f64 = 0.58 / 0.636;

/// The SVG with every size of text made such that the text takes the room that it was laid out for.
fn adjusted(svg: &str) -> String {
    const SIZE: &str = " font-size=\"";
    let mut parts = svg.split(SIZE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (size, rest) = part.split_once('"').unwrap_or((part, ""));
        let size = size.parse::<f64>().map_or_else(|_| size.to_owned(), |size| format!("{:.2}", size * ADJUST));
        out.extend([SIZE, &size, "\"", rest]);
    }
    out
}

/// An SVG as PNG, with `scale` pixels for each of its own.
///
/// # Errors
/// If the fonts lack letters of it, or the picture cannot be read or is too large.
pub fn png(svg: &str, scale: f32, fonts: &Fonts) -> Result<Vec<u8>, PaintError> {
    let options =
        usvg::Options { fontdb: Arc::clone(&fonts.0), font_family: FAMILY.to_owned(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&adjusted(svg), &options)?;
    let mut missing = BTreeSet::new();
    missing_letters(tree.root(), &mut missing);
    if !missing.is_empty() {
        let letters: Vec<String> = missing.iter().take(MOST_LETTERS).map(char::to_string).collect();
        return Err(PaintError::NoLetters { letters: letters.join(" ") });
    }
    let size = tree.size().to_int_size().scale_by(scale).ok_or(PaintError::TooLarge(scale))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or(PaintError::TooLarge(scale))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PaintError::Png(error.to_string()))
}

/// Letters and digits that no font has; a sign such as an emoji may be missing.
fn missing_letters(group: &Group, missing: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(group) => missing_letters(group, missing),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                let lacking = glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars());
                missing.extend(lacking.filter(|c| c.is_alphanumeric()));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\"><text x=\"2\" y=\"20\">{text}</text></svg>"
        )
    }

    #[test]
    fn letters_of_many_scripts_are_painted_and_others_are_named() {
        for text in ["Straße", "Ελλάδα", "Россия", "ملف", "n = 5 ⇒ 🚀"] {
            png(&written(text), 1.0, &Fonts::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
        }
        let message = png(&written("東京 and Tokyo"), 1.0, &Fonts::default()).expect_err("no such letters").to_string();
        assert!(message.contains("such as 京 東; give a font"), "{message}");
    }

    #[test]
    fn text_takes_the_room_it_was_laid_out_for() {
        let svg = "<svg><text x=\"1\" font-size=\"12\">a</text><text font-size=\"20.5\">font-size=</text></svg>";
        let expected =
            "<svg><text x=\"1\" font-size=\"10.94\">a</text><text font-size=\"18.69\">font-size=</text></svg>";
        assert_eq!(adjusted(svg), expected);
    }

    #[test]
    fn a_font_of_the_authors_is_read_or_refused() {
        assert!(Fonts::default().and(REGULAR.to_vec()).is_ok());
        assert!(Fonts::default().and(b"no font".to_vec()).is_err());
    }

    #[test]
    fn bold_text_has_a_face_of_its_own() {
        let bold = written("wide").replace("<text", "<text font-weight=\"bold\"");
        let painted = |svg: &str| png(svg, 1.0, &Fonts::default()).expect("painted");
        assert_ne!(painted(&bold), painted(&written("wide")));
    }
}
