//! The colours of a standalone picture, light and dark; `style/charts.css` has the same for the page.

/// The colour scheme of a standalone picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    #[default]
    Light,
    Dark,
}

/// A custom property with its light and its dark value.
type Colour = (&'static str, &'static str, &'static str);

/// The steps of a share have one hue and decrease (dark: increase) evenly in lightness, so that every kind of colour
/// vision and print in black and white keep their order.
pub const COLOURS: [Colour; 21] = [
    ("--chart-ground", "#ffffff", "#12181c"),
    ("--chart-text", "#1a2329", "#e6edf0"),
    ("--chart-muted", "#55636c", "#a3b1b8"),
    ("--chart-grid", "#dfe5e8", "#2c373d"),
    ("--chart-axis", "#8a979e", "#6b7a82"),
    ("--chart-this", "#1a6a8a", "#6bb8d6"),
    ("--chart-other", "#b4521a", "#f0995a"),
    ("--share-0", "#edf3f6", "#1b272e"),
    ("--share-1", "#cfe2ea", "#1d3a48"),
    ("--share-2", "#a9cedd", "#1f4f63"),
    ("--share-3", "#7db5cb", "#256880"),
    ("--share-4", "#5299b4", "#4f97b3"),
    ("--share-5", "#276f8d", "#85bfd4"),
    ("--share-6", "#0d4660", "#c5e4ee"),
    ("--on-share-0", "#1a2329", "#e6edf0"),
    ("--on-share-1", "#1a2329", "#e6edf0"),
    ("--on-share-2", "#1a2329", "#e6edf0"),
    ("--on-share-3", "#10181d", "#ffffff"),
    ("--on-share-4", "#10181d", "#0b1114"),
    ("--on-share-5", "#ffffff", "#0b1114"),
    ("--on-share-6", "#ffffff", "#0b1114"),
];

pub(crate) const PICTURE: &str = include_str!("../picture.css");
/// The fonts that the table of widths stands for.
const FONTS: &str = "text{font-family:system-ui,'Liberation Sans',Arial,Helvetica,'DejaVu Sans',sans-serif}";

impl Shade {
    /// The value of a custom property.
    pub fn colour(self, name: &str) -> Option<&'static str> {
        let (_, light, dark) = COLOURS.iter().find(|colour| colour.0 == name)?;
        Some(match self {
            Shade::Light => light,
            Shade::Dark => dark,
        })
    }

    /// The style sheet of a picture with every custom property replaced by its value.
    pub fn style(self) -> String {
        let mut style = String::from(FONTS);
        let rules = PICTURE.split_once("*/").map_or(PICTURE, |(_, rules)| rules);
        let mut parts = rules.split("var(");
        style.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once(')').unwrap_or((part, ""));
            style.push_str(self.colour(name).unwrap_or("currentColor"));
            style.push_str(rest);
        }
        style
    }

    /// The style sheet and background of a standalone picture.
    pub(crate) fn ground(self) -> String {
        let mut svg = String::from("<style>");
        svg.push_str(&self.style());
        svg.push_str("</style><rect width=\"100%\" height=\"100%\" fill=\"");
        svg.push_str(self.colour("--chart-ground").unwrap_or("none"));
        svg.push_str("\"/>");
        svg
    }
}

#[cfg(test)]
mod tests;
