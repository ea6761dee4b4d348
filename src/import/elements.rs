//! What HTML's inline elements look like and how its attributes tell a size, in a saved page and in the HTML
//! inside Markdown alike.

use crate::article::{Remark, SpanStyle};

/// The style of an inline element.
pub(super) fn style(name: &str) -> Option<SpanStyle> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => SpanStyle::Emphasis,
        "strong" | "b" => SpanStyle::Strong,
        "del" | "s" | "strike" => SpanStyle::Strike,
        "code" | "kbd" | "samp" | "tt" => SpanStyle::Code,
        "sup" => SpanStyle::Superscript,
        "sub" => SpanStyle::Subscript,
        "mark" => SpanStyle::Mark,
        _ => return None,
    })
}

/// Attributes in which a highlight has its note, and those in which it has its colour.
const NOTES: [&str; 4] = ["data-note", "data-comment", "data-annotation", "title"];
const LOOKS: [&str; 4] = ["data-color", "data-colour", "class", "style"];

/// Names of colours that highlighters have.
const COLOURS: [&str; 9] = [
    "yellow", "red", "green", "blue", "purple", "orange", "pink", "grey", "gray",
];

/// What the attributes of a `mark` say of the passage; `value` gives the value of an attribute.
pub(super) fn remark<V: AsRef<str>>(value: impl Fn(&str) -> Option<V>) -> Remark {
    let words = |name: &&str| value(name).filter(|value| !value.as_ref().trim().is_empty());
    Remark {
        note: NOTES
            .iter()
            .find_map(words)
            .map(|note| note.as_ref().to_owned()),
        label: LOOKS
            .iter()
            .filter_map(words)
            .find_map(|look| colour(look.as_ref())),
    }
}

/// The colour that a class or style names: `hl-yellow`, `background: lightgreen`, `#fff3a3`.
pub(super) fn colour(look: &str) -> Option<String> {
    const LONGEST: usize = 512;
    let look = look.get(..look.floor_char_boundary(LONGEST))?;
    let look = look.to_ascii_lowercase();
    // What a style says of the background is the highlighter's, and what it says of the letters is not.
    let look = match look.split_once("background") {
        Some((_, value)) => value.split(';').next().unwrap_or(value),
        None if look.contains("color:") => return None,
        None => look.as_str(),
    };
    let mut words = look.split(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    words.find_map(|word| {
        let word = word.strip_prefix("light").unwrap_or(word);
        let named = COLOURS.iter().find(|colour| **colour == word);
        named
            .copied()
            .or_else(|| hue(word.strip_prefix('#')?))
            .map(str::to_owned)
    })
}

/// The name of the hue of a colour of six or eight hexadecimal digits, in the circle of HSV.
fn hue(digits: &str) -> Option<&'static str> {
    if !matches!(digits.len(), 6 | 8) {
        return None;
    }
    let part = |at: usize| i32::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let (red, green, blue) = (part(0)?, part(2)?, part(4)?);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let range = most - least;
    if range * 8 < most {
        return (most > 0).then_some("grey");
    }
    let turn = if most == red {
        60 * (green - blue) / range
    } else if most == green {
        120 + 60 * (blue - red) / range
    } else {
        240 + 60 * (red - green) / range
    };
    Some(match turn.rem_euclid(360) {
        0..=15 | 340.. => "red",
        16..=42 => "orange",
        43..=69 => "yellow",
        70..=164 => "green",
        165..=254 => "blue",
        255..=289 => "purple",
        _ => "pink",
    })
}

/// More digits than the size of any picture has.
const MOST_DIGITS: usize = 5;

/// A length in pixels, as the attributes `width` and `height` tell it: `300`, `300px`. Nothing for `0`, for
/// a part of something (`50%`) and for what is no length.
pub(super) fn pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.strip_suffix("px").unwrap_or(value).trim_end();
    let plain = digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    plain
        .then(|| digits.parse().ok())?
        .filter(|pixels| *pixels > 0)
}

#[cfg(test)]
mod tests {
    use super::{colour, pixels};

    #[test]
    fn a_highlighter_has_a_colour() {
        for (look, named) in [
            ("highlight hl-yellow", Some("yellow")),
            ("user_highlight_green", Some("green")),
            ("background-color: LightPink; color: red", Some("pink")),
            ("background: #FFF3A3A6;", Some("yellow")),
            ("background:#adccff", Some("blue")),
            ("background:#d2b3ff", Some("purple")),
            ("background:#ff5582", Some("red")),
            ("background:#cacfd9", Some("grey")),
            ("#bbfabb", Some("green")),
            ("color: red", None),
            ("rendered", None),
            ("background: #12", None),
            ("", None),
        ] {
            assert_eq!(colour(look).as_deref(), named, "{look}");
        }
    }

    #[test]
    fn only_a_length_in_pixels_is_one() {
        assert_eq!(pixels(" 300 "), Some(300));
        assert_eq!(pixels("64px"), Some(64));
        for other in ["", "0", "50%", "auto", "-3", "1.5", "123456"] {
            assert_eq!(pixels(other), None, "{other}");
        }
    }
}
