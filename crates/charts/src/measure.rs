//! Widths of text, from which pictures are laid out.

/// Measures text.
///
/// The command, exports and published first pictures use [`Reference`], so that every machine makes the same bytes. The
/// page also measures the reader's font.
pub trait Measure {
    /// Width of a line of text in pixels, in letters of `size` pixels.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}

/// Widths from a table, without a font.
///
/// `style/charts.css` fits the reader's font to these widths: `font-size-adjust` makes a digit 0.58 em wide, where the
/// table has 0.6.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference;

impl Measure for Reference {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let hundredths: u32 = text.chars().map(advance).sum();
        let heavier = if bold { 1.1 } else { 1.0 };
        f64::from(hundredths) * size * heavier / 100.0
    }
}

/// Advance widths of U+0020 to U+007E in hundredths of an em, halfway between Liberation Sans (the metrics of
/// Arial and Helvetica) and DejaVu Sans, the widest of the usual sans-serif fonts.
const ASCII: [u8; 95] = [
    30, 34, 41, 70, 60, 92, 73, 24, 37, 37, 45, 72, 30, 35, 30, 31, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 31, 31, 72,
    72, 72, 55, 101, 68, 68, 72, 75, 65, 60, 78, 74, 29, 40, 67, 56, 85, 74, 79, 64, 79, 71, 66, 62, 73, 68, 97, 68,
    64, 65, 34, 31, 34, 66, 53, 42, 59, 60, 53, 60, 59, 32, 60, 60, 25, 25, 54, 25, 91, 60, 59, 60, 60, 38, 52, 34, 60,
    55, 78, 55, 55, 52, 49, 30, 49, 72,
];

fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(ASCII[c as usize - ' ' as usize]),
        // No width: soft hyphen, combining marks, joiners.
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{a0}' | '\u{202f}' | '\u{b7}' => 30,
        '…' => 100,
        // East Asian scripts, pictographs.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 100,
        '\u{1f000}'..='\u{3ffff}' => 125,
        c if c.is_uppercase() => 74,
        _ => 63,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_between_those_of_narrow_and_wide_fonts() {
        // 16.0 em in Liberation Sans, 18.4 em in DejaVu Sans.
        assert_eq!(Reference.width("Better documentation and examples", 10.0, false), 173.4);
        assert!(Reference.width("a", 10.0, true) > Reference.width("a", 10.0, false));
    }
}
