//! The fonts of PNG pictures.

use anyhow::Context;
use needs_charts::paint::Fonts;
use std::{fs, path::Path};

/// The built-in font, and another for characters that it lacks.
pub(super) fn with(font: Option<&Path>) -> anyhow::Result<Fonts> {
    let Some(path) = font else { return Ok(Fonts::default()) };
    let place = || format!("--font {}", path.display());
    Fonts::default().and(fs::read(path).with_context(place)?).with_context(place)
}
