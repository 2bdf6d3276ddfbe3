//! From SVG to pixels, with the fonts of this machine.

use resvg::{
    tiny_skia,
    usvg::{self, fontdb::Database},
};
use std::sync::{Arc, OnceLock};

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// Text would be missing.
    #[error(
        "there is no font on this machine to write the picture's text with; install one (such as the package \
         fonts-liberation or fonts-dejavu-core), or write an .svg"
    )]
    NoFont,
    #[error("the picture is not an SVG that can be painted: {0}")]
    Svg(#[from] usvg::Error),
    #[error("the picture is too large to paint at {0} times its size")]
    TooLarge(f32),
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}

/// An SVG as PNG, with `scale` pixels for each of its own.
///
/// # Errors
/// If the machine has no fonts, or the picture cannot be read or is too large.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PaintError> {
    // A site has a picture for each of its pages; the fonts are looked for once.
    static FONTS: OnceLock<Option<(Arc<Database>, String)>> = OnceLock::new();
    let (fontdb, font_family) = FONTS.get_or_init(fonts).clone().ok_or(PaintError::NoFont)?;
    let options = usvg::Options { fontdb, font_family, ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size().scale_by(scale).ok_or(PaintError::TooLarge(scale))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or(PaintError::TooLarge(scale))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PaintError::Png(error.to_string()))
}

/// The fonts of this machine, and which is for text; none if there are none.
fn fonts() -> Option<(Arc<Database>, String)> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let family = sans_serif(&fonts)?;
    fonts.set_sans_serif_family(&family);
    Some((Arc::new(fonts), family))
}

/// The first of the fonts that the charts' widths were made for, else any.
fn sans_serif(fonts: &Database) -> Option<String> {
    let names: Vec<&str> = fonts.faces().filter_map(|face| Some(face.families.first()?.0.as_str())).collect();
    let wanted = ["Liberation Sans", "Arial", "Helvetica", "Helvetica Neue", "Noto Sans", "DejaVu Sans"];
    let found = wanted.into_iter().find(|name| names.contains(name)).or_else(|| names.first().copied());
    found.map(str::to_owned)
}
