//! What a mark is painted as: a class, never a colour.

use plotters_backend::{BackendColor, BackendStyle};

/// A class of the style sheet (`style/charts.css`).
///
/// plotters hands a backend nothing but a colour and a stroke width, so an ink travels as a colour whose blue
/// is its place in [`Ink::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(u8);

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $class:literal,)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only counts the inks")]
        enum Place { $($name,)* }
        impl Ink {
            $($(#[$doc])* pub const $name: Ink = Ink(Place::$name as u8);)*
            /// Every class, by place.
            pub const ALL: &[&str] = &[$($class,)*];
        }
    };
}

inks! {
    /// Plain text.
    TEXT = "text",
    /// Text that stands back: n, axis numbers.
    MUTED = "muted",
    /// Text that leads: the row of all, headings.
    STRONG = "strong",
    /// Lines behind the marks.
    GRID = "grid",
    /// The line that differences are read from.
    AXIS = "axis",
    /// Too few answers for a share: hatched.
    FEW = "few",
    /// Text on the hatching, with a rim of the ground around it.
    ON_FEW = "on-few",
    /// The seven steps of a share, and the text on each.
    S0 = "s0",
    S1 = "s1",
    S2 = "s2",
    S3 = "s3",
    S4 = "s4",
    S5 = "s5",
    S6 = "s6",
    ON_S0 = "on-s0",
    ON_S1 = "on-s1",
    ON_S2 = "on-s2",
    ON_S3 = "on-s3",
    ON_S4 = "on-s4",
    ON_S5 = "on-s5",
    ON_S6 = "on-s6",
    /// The mark of a share, and its interval.
    DOT = "dot",
    INTERVAL = "interval",
    /// The other side of a comparison.
    OTHER = "other",
    /// A hollow dot: what the filled one is held against.
    RING = "ring",
    /// Between two dots.
    LINK = "link",
    /// The share that a group should have.
    TARGET = "target",
    /// Around choices that cannot be told apart.
    BRACKET = "bracket",
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

    /// The ink that a colour carries.
    pub(super) fn of(color: BackendColor) -> Ink {
        Ink(color.rgb.2)
    }
}

impl BackendStyle for Ink {
    fn color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (0, 0, self.0) }
    }
}
