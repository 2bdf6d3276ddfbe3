//! Colours that keep apart for every kind of colour vision, and text that stands out.

use super::{COLOURS, PICTURE, Shade};

type Rgb = [f64; 3];

/// Linear light of `#rrggbb`, each 0 to 1 (IEC 61966-2-1).
fn linear(hex: &str) -> Rgb {
    [1, 3, 5].map(|i| {
        let v = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).expect("#rrggbb")) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
}

/// Contrast ratio of two colours (WCAG 2.2, 1.4.3).
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |hex| {
        let [r, g, b] = linear(hex);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How a colour looks without one kind of cone: Machado, Oliveira, Fernandes (2009), severity 1.0, on linear light.
const VISION: [(&str, [Rgb; 3]); 4] = [
    ("full colour vision", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

/// CIE 1976 L*a*b* of linear light, white D65.
fn lab(rgb: Rgb) -> Rgb {
    let m = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]];
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let white = [0.95047, 1.0, 1.08883];
    let [x, y, z] = [0, 1, 2].map(|i| f((0..3).map(|j| m[i][j] * rgb[j]).sum::<f64>() / white[i]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Distance of two colours in L*a*b* as somebody sees them; 2.3 is just noticeable side by side.
fn distance(a: &str, b: &str, vision: &[Rgb; 3]) -> f64 {
    let seen = |hex| {
        let rgb = linear(hex);
        lab([0, 1, 2].map(|i| (0..3).map(|j| vision[i][j] * rgb[j]).sum::<f64>().clamp(0.0, 1.0)))
    };
    let (a, b) = (seen(a), seen(b));
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

const SHADES: [Shade; 2] = [Shade::Light, Shade::Dark];

fn steps(shade: Shade) -> Vec<&'static str> {
    (0..7).map(|i| shade.colour(&format!("--share-{i}")).expect("seven steps")).collect()
}

#[test]
fn contrast_and_distance_are_those_of_known_colours() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.005, "the usual example of just too little");
    // L* is 0 for black and 100 for white.
    assert!((distance("#000000", "#ffffff", &VISION[0].1) - 100.0).abs() < 0.01);
    // Red and green of one lightness fall together without M cones, far more than for others.
    let [all, red_green] = [0, 2].map(|i| distance("#c84040", "#60801c", &VISION[i].1));
    assert!(red_green < all / 3.0, "{all} {red_green}");
}

#[test]
fn neighbouring_steps_keep_apart_for_every_vision() {
    for shade in SHADES {
        for (name, vision) in &VISION {
            for pair in steps(shade).windows(2) {
                let apart = distance(pair[0], pair[1], vision);
                assert!(apart >= 7.0, "{pair:?} are {apart:.1} apart with {name} in the {shade:?}");
            }
        }
    }
}

#[test]
fn this_and_other_keep_apart_for_every_vision() {
    for shade in SHADES {
        let [this, other] = ["--chart-this", "--chart-other"].map(|name| shade.colour(name).expect("a colour"));
        for (name, vision) in &VISION {
            let apart = distance(this, other, vision);
            assert!(apart >= 25.0, "{this} and {other} are {apart:.1} apart with {name} in the {shade:?}");
        }
    }
}

#[test]
fn text_stands_out_from_what_it_is_on() {
    for shade in SHADES {
        let colour = |name: &str| shade.colour(name).expect("a colour");
        let mut pairs: Vec<(String, String)> =
            (0..7).map(|i| (format!("--on-share-{i}"), format!("--share-{i}"))).collect();
        for text in ["--chart-text", "--chart-muted", "--chart-this", "--chart-other"] {
            pairs.push((text.into(), "--chart-ground".into()));
        }
        for (text, ground) in pairs {
            let ratio = contrast(colour(&text), colour(&ground));
            assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2} in the {shade:?}");
        }
    }
}

#[test]
fn steps_are_in_order_of_lightness() {
    for shade in SHADES {
        let lightness: Vec<f64> = steps(shade).into_iter().map(|hex| lab(linear(hex))[0]).collect();
        let falls = lightness.windows(2).all(|pair| pair[0] > pair[1]);
        let rises = lightness.windows(2).all(|pair| pair[0] < pair[1]);
        assert!(if shade == Shade::Light { falls } else { rises }, "{lightness:?}");
    }
}

#[test]
fn the_style_sheet_of_the_page_has_the_same_colours() {
    let css = include_str!("../../../../style/charts.css");
    for (name, light, dark) in COLOURS {
        // `--share-0: light-dark(#edf3f6, #1b272e);`
        let line = format!("{name}: light-dark({light}, {dark});");
        assert!(css.contains(&line), "style/charts.css lacks `{line}`");
    }
}

#[test]
fn every_property_of_the_picture_has_a_colour_and_every_ink_a_rule() {
    for part in PICTURE.split("var(").skip(1) {
        let name = part.split(')').next().unwrap();
        assert!(Shade::Light.colour(name).is_some(), "{name}");
    }
    for class in crate::ink::Ink::ALL {
        assert!(PICTURE.contains(&format!("\n.{class} {{")), "style/picture.css has no rule for .{class}");
    }
    assert!(!Shade::Light.style().contains("var(") && !Shade::Dark.style().contains("currentColor"));
}
