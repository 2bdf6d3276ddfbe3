//! What a mark is painted as: a class, never a colour.

use plotters::style::{Color, Palette};
use plotters_backend::BackendColor;

/// A class of the style sheet (`style/charts.css`).
///
/// For plotters it is a colour of a palette: that of the light, but where inks have the same colour there, of a shade that
/// no eye tells from it, so that the backend knows each ink by its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(u8);

/// The palette of all inks.
pub struct Inks;

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $class:literal $colour:literal,)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only counts the inks")]
        enum Place { $($name,)* }
        impl Ink {
            $($(#[$doc])* pub const $name: Ink = Ink(Place::$name as u8);)*
            /// Every class, by place.
            pub const ALL: &[&str] = &[$($class,)*];
        }
        impl Palette for Inks {
            const COLORS: &'static [(u8, u8, u8)] = &[$(rgb($colour),)*];
        }
    };
}

/// Red, green and blue of `0xrrggbb`.
const fn rgb(colour: u32) -> (u8, u8, u8) {
    ((colour >> 16) as u8, (colour >> 8) as u8, colour as u8)
}

inks! {
    /// Plain text.
    TEXT = "text" 0x1a2329,
    /// Text that stands back: n, axis numbers.
    MUTED = "muted" 0x55636c,
    /// Text that leads: the row of all, headings.
    STRONG = "strong" 0x1a232a,
    /// Lines behind the marks.
    GRID = "grid" 0xdfe5e8,
    /// The line that differences are read from.
    AXIS = "axis" 0x8a979e,
    /// Too few answers for a share: hatched.
    FEW = "few" 0xdfe5e9,
    /// Text on the hatching, with a rim of the ground around it.
    ON_FEW = "on-few" 0x1a232b,
    /// The seven steps of a share, and the text on each.
    S0 = "s0" 0xedf3f6,
    S1 = "s1" 0xcfe2ea,
    S2 = "s2" 0xa9cedd,
    S3 = "s3" 0x7db5cb,
    S4 = "s4" 0x5299b4,
    S5 = "s5" 0x276f8d,
    S6 = "s6" 0x0d4660,
    ON_S0 = "on-s0" 0x1a2328,
    ON_S1 = "on-s1" 0x1a2429,
    ON_S2 = "on-s2" 0x1a242a,
    ON_S3 = "on-s3" 0x10181d,
    ON_S4 = "on-s4" 0x10181e,
    ON_S5 = "on-s5" 0xffffff,
    ON_S6 = "on-s6" 0xfffffe,
    /// The mark of a share, and its interval.
    DOT = "dot" 0x1a6a8a,
    INTERVAL = "interval" 0x1a6a8b,
    /// The other side of a comparison.
    OTHER = "other" 0xb4521a,
    /// A hollow dot: what the filled one is held against.
    RING = "ring" 0x1a6a89,
    /// Between two dots.
    LINK = "link" 0x8a979f,
    /// The share that a group should have.
    TARGET = "target" 0xb4521b,
    /// Around choices that cannot be told apart.
    BRACKET = "bracket" 0x55636d,
}

impl Ink {
    pub const STEPS: [Ink; 7] = [Ink::S0, Ink::S1, Ink::S2, Ink::S3, Ink::S4, Ink::S5, Ink::S6];
    pub const ON_STEPS: [Ink; 7] = [Ink::ON_S0, Ink::ON_S1, Ink::ON_S2, Ink::ON_S3, Ink::ON_S4, Ink::ON_S5, Ink::ON_S6];

    pub fn class(self) -> &'static str {
        Ink::ALL[usize::from(self.0)]
    }

    /// The ink of a class.
    pub fn named(class: &str) -> Option<Ink> {
        Ink::ALL.iter().position(|name| *name == class).map(|place| Ink(place as u8))
    }

    /// The ink of this colour.
    ///
    /// # Panics
    /// If no ink has it: nothing else is drawn with.
    pub(super) fn of(colour: BackendColor) -> Ink {
        let place = Inks::COLORS.iter().position(|of| *of == colour.rgb);
        Ink(place.expect("everything is drawn in an ink") as u8)
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        Inks::pick(usize::from(self.0)).to_backend_color()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::{PICTURE, Shade};

    #[test]
    fn every_ink_has_a_colour_of_its_own() {
        for (place, _) in Ink::ALL.iter().enumerate() {
            let ink = Ink(place as u8);
            assert_eq!(Ink::of(ink.to_backend_color()), ink);
        }
    }

    #[test]
    fn the_colour_of_an_ink_is_that_of_its_class_in_the_light() {
        for (place, class) in Ink::ALL.iter().enumerate() {
            let (_, rule) =
                PICTURE.split_once(&format!("\n.{class} {{")).unwrap_or_else(|| panic!("no rule of .{class}"));
            let rule = rule.split_once('}').expect("it ends").0;
            // A ring is known by its rim, everything else by what it is filled with, if it is.
            let part = if *class != "ring" && rule.contains("fill: var") { "fill: var(" } else { "stroke: var(" };
            let name = rule.split_once(part).expect("a colour").1.split_once(')').expect("it ends").0;
            let css = Shade::Light.colour(name).expect("a property");
            let css = u32::from_str_radix(&css[1..], 16).expect("#rrggbb").to_be_bytes();
            let (r, g, b) = Inks::COLORS[place];
            for (ink, css) in [r, g, b].into_iter().zip([css[1], css[2], css[3]]) {
                assert!(ink.abs_diff(css) <= 2, ".{class} is {:?}, its rule says {name}", Inks::COLORS[place]);
            }
        }
    }
}
