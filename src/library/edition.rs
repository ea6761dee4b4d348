//! The edition inside the program: articles to read before one has any.

macro_rules! edition {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/edition/", $name)))),*]
    };
}

/// File names and bytes, in the order of the edition.
const EDITION: &[(&str, &[u8])] = edition![
    "welcome-to-newsprint.md",
    "017_3fa9c20b71d4e68a.txt",
    "the-library-of-lost-maps.md",
    "the-translator-and-the-tide-tables.html",
    "bees-on-the-power-station.md",
    "204_b8e17d5c09f3a264.txt",
    "2025-03-14-the-bridge-that-must-open.md",
    "391_0c7e54a9d2b81f36.txt",
    "two-nights-to-lodz.html",
];

/// How many articles there are.
pub(super) const fn len() -> usize {
    EDITION.len()
}

/// The file name of an article; empty when there is none of that number.
pub(super) fn name(number: usize) -> &'static str {
    EDITION.get(number).map_or("", |(name, _)| name)
}

/// The bytes of an article; empty when there is none of that number.
pub(super) fn bytes(number: usize) -> &'static [u8] {
    EDITION.get(number).map_or(&[], |(_, bytes)| bytes)
}
