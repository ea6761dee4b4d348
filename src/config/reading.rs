//! The section `[reading]`: how articles are set, and what is told of a value that cannot be.

use crate::typeset::Furniture;
use serde::{Deserialize, Deserializer, de};
use std::fmt;
use std::ops::RangeInclusive;

/// The narrowest and widest column, in cells.
pub const MEASURE_RANGE: RangeInclusive<u16> = 40..=100;
/// The usual column, in cells.
pub const USUAL_MEASURE: u16 = 66;
/// The rows that a line of text can take.
pub const LINE_SPACING_RANGE: RangeInclusive<u16> = 1..=2;
/// The narrowest and widest margin, in cells.
pub const MARGIN_RANGE: RangeInclusive<u16> = 0..=20;

/// The section `[reading]` as it is written; what is left out has its usual value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReadingConfig {
    /// Width of a column in cells, 40 to 100.
    #[serde(default, deserialize_with = "measure")]
    pub measure: Option<u16>,
    /// Whether two pages are set side by side where there is room.
    pub two_pages: Option<bool>,
    /// Whether paragraphs are parted by an indent instead of an empty line.
    pub indent: Option<bool>,
    /// Whether running text ends flush at the right edge.
    pub justified: Option<bool>,
    /// Whether words are parted at the end of a line, where the language is known.
    pub hyphenation: Option<bool>,
    /// Rows that a line of text takes, 1 or 2.
    #[serde(default, deserialize_with = "line_spacing")]
    pub line_spacing: Option<u16>,
    /// Cells that are kept free left and right, 0 to 20.
    #[serde(default, deserialize_with = "margins")]
    pub margins: Option<u16>,
    /// Whether text that is not the story is shown or folded away.
    #[serde(default, deserialize_with = "furniture")]
    pub furniture: Option<Furniture>,
    /// Whether names are highlighted in the text.
    pub names: Option<bool>,
    /// Whether the sidebar is shown.
    pub sidebar: Option<bool>,
}

/// How articles are set, all choices made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the reader's own, under the name it has in config.toml"
)]
pub struct Settings {
    /// Width of a column, in cells.
    pub measure: u16,
    /// Two pages side by side where there is room.
    pub two_pages: bool,
    /// Paragraphs parted by an indent instead of an empty line.
    pub indent: bool,
    /// Running text flush at the right edge.
    pub justified: bool,
    /// Words parted at the end of a line, where the language is known.
    pub hyphenation: bool,
    /// Rows that a line of text takes.
    pub line_spacing: u16,
    /// Cells kept free left and right, at least; the air above and below goes with them.
    pub margins: u16,
    /// What is done with text that is not the story.
    pub furniture: Furniture,
    /// Names highlighted in the text.
    pub names: bool,
    /// The sidebar shown beside the page.
    pub sidebar: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: USUAL_MEASURE,
            two_pages: true,
            indent: false,
            justified: false,
            hyphenation: true,
            line_spacing: 1,
            margins: 4,
            furniture: Furniture::Shown,
            names: true,
            sidebar: true,
        }
    }
}

impl ReadingConfig {
    /// What is written, the rest as usual.
    pub fn settings(&self) -> Settings {
        let usual = Settings::default();
        Settings {
            measure: self.measure.unwrap_or(usual.measure),
            two_pages: self.two_pages.unwrap_or(usual.two_pages),
            indent: self.indent.unwrap_or(usual.indent),
            justified: self.justified.unwrap_or(usual.justified),
            hyphenation: self.hyphenation.unwrap_or(usual.hyphenation),
            line_spacing: self.line_spacing.unwrap_or(usual.line_spacing),
            margins: self.margins.unwrap_or(usual.margins),
            furniture: self.furniture.unwrap_or(usual.furniture),
            names: self.names.unwrap_or(usual.names),
            sidebar: self.sidebar.unwrap_or(usual.sidebar),
        }
    }
}

/// The word for what is done with furniture, in `config.toml` and in the journal.
pub const fn furniture_word(furniture: Furniture) -> &'static str {
    match furniture {
        Furniture::Shown => "shown",
        Furniture::Folded => "folded",
    }
}

/// What is done with furniture, by its word.
pub fn furniture_named(word: &str) -> Option<Furniture> {
    [Furniture::Shown, Furniture::Folded]
        .into_iter()
        .find(|furniture| furniture_word(*furniture) == word)
}

/// A number of `config.toml` that must lie in a range. What is wrong with it is told here, where it is still
/// known on which line it stands.
struct Number {
    name: &'static str,
    range: RangeInclusive<u16>,
    expected: &'static str,
}

impl de::Visitor<'_> for Number {
    type Value = u16;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<u16, E> {
        u16::try_from(number)
            .ok()
            .filter(|cells| self.range.contains(cells))
            .ok_or_else(|| {
                let (name, expected) = (self.name, self.expected);
                E::custom(format_args!("{name} = {number}: expected {expected}"))
            })
    }
}

/// A column's width.
fn measure<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let visitor = Number {
        name: "measure",
        range: MEASURE_RANGE,
        expected: "40 to 100 cells",
    };
    deserializer.deserialize_i64(visitor).map(Some)
}

/// The rows of a line.
fn line_spacing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let visitor = Number {
        name: "line-spacing",
        range: LINE_SPACING_RANGE,
        expected: "1 or 2 rows",
    };
    deserializer.deserialize_i64(visitor).map(Some)
}

/// The cells kept free left and right.
fn margins<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let visitor = Number {
        name: "margins",
        range: MARGIN_RANGE,
        expected: "0 to 20 cells",
    };
    deserializer.deserialize_i64(visitor).map(Some)
}

/// What is done with furniture.
fn furniture<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Furniture>, D::Error> {
    struct Word;

    impl de::Visitor<'_> for Word {
        type Value = Furniture;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("\"shown\" or \"folded\"")
        }

        fn visit_str<E: de::Error>(self, word: &str) -> Result<Furniture, E> {
            furniture_named(word).ok_or_else(|| {
                E::custom(format_args!(
                    "furniture = {word:?}: expected \"shown\" or \"folded\""
                ))
            })
        }
    }

    deserializer.deserialize_str(Word).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_of_a_number_is_its_range() {
        for (range, words) in [
            (MEASURE_RANGE, "40 to 100 cells"),
            (MARGIN_RANGE, "0 to 20 cells"),
            (LINE_SPACING_RANGE, "1 or 2 rows"),
        ] {
            let (least, most) = (range.start().to_string(), range.end().to_string());
            let numbers: Vec<&str> = words.split(' ').collect();
            assert_eq!((numbers[0], numbers[2]), (least.as_str(), most.as_str()));
        }
    }

    #[test]
    fn the_usual_settings_lie_in_their_ranges() {
        let usual = Settings::default();
        assert!(MEASURE_RANGE.contains(&usual.measure));
        assert!(MARGIN_RANGE.contains(&usual.margins));
        assert!(LINE_SPACING_RANGE.contains(&usual.line_spacing));
    }
}
