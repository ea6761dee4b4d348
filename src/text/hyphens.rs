//! Where a word may be parted at the end of a line: Liang's patterns, language by language.
//!
//! The patterns are those of TeX (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983) as `hypher` packs
//! them. What they find is narrowed by rules of the press: at least three letters stay on either line, and
//! names, addresses, abbreviations and words that have a hyphen already are left whole.

use super::TextRange;
use hypher::Lang;

/// The fewest letters before and after a hyphen.
const FEWEST: usize = 3;
/// A word of fewer letters is not parted.
const SHORTEST: usize = 2 * FEWEST;

/// Names that people write where a tag belongs, and the codes of ISO 639-2, for the languages of most
/// articles. In lower case.
const SPELLINGS: &[(&str, [u8; 2])] = &[
    ("eng", *b"en"),
    ("english", *b"en"),
    ("deu", *b"de"),
    ("ger", *b"de"),
    ("german", *b"de"),
    ("deutsch", *b"de"),
    ("fra", *b"fr"),
    ("fre", *b"fr"),
    ("french", *b"fr"),
    ("français", *b"fr"),
    ("spa", *b"es"),
    ("spanish", *b"es"),
    ("español", *b"es"),
    ("ita", *b"it"),
    ("italian", *b"it"),
    ("italiano", *b"it"),
    ("por", *b"pt"),
    ("portuguese", *b"pt"),
    ("português", *b"pt"),
    ("nld", *b"nl"),
    ("dut", *b"nl"),
    ("dutch", *b"nl"),
    ("nederlands", *b"nl"),
    ("swe", *b"sv"),
    ("swedish", *b"sv"),
    ("svenska", *b"sv"),
    ("dan", *b"da"),
    ("danish", *b"da"),
    ("dansk", *b"da"),
    ("nor", *b"no"),
    ("nob", *b"nb"),
    ("nno", *b"nn"),
    ("norwegian", *b"no"),
    ("norsk", *b"no"),
    ("fin", *b"fi"),
    ("finnish", *b"fi"),
    ("suomi", *b"fi"),
    ("pol", *b"pl"),
    ("polish", *b"pl"),
    ("polski", *b"pl"),
    ("rus", *b"ru"),
    ("russian", *b"ru"),
    ("ukr", *b"uk"),
    ("ukrainian", *b"uk"),
];

/// The rules by which one language parts its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patterns(Lang);

impl Patterns {
    /// The patterns of the language that a tag names (BCP 47; `en_US`, `EN` and `English` are understood),
    /// if there are any.
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.', '@', ' ']).next()?;
        let primary = primary.to_lowercase();
        let code = if let [a, b] = primary.as_bytes() {
            [*a, *b]
        } else {
            let spelled = |(name, _): &&(&str, [u8; 2])| *name == primary;
            SPELLINGS.iter().find(spelled)?.1
        };
        Lang::from_iso(code).map(Self)
    }

    /// Hands over every place where the word in `piece` of `text` may be parted, as byte offsets into `text`,
    /// in order. `piece` is what stands between two chances to end a line, without the space at its end.
    pub fn part(self, text: &str, piece: TextRange, mut found: impl FnMut(usize)) {
        let before = text.get(..piece.start).and_then(|t| t.chars().next_back());
        if !before.is_none_or(|c| c.is_whitespace() || is_before(c)) {
            return;
        }
        let whole = piece.of(text);
        let ended = whole.trim_end_matches(is_after);
        let word = ended.trim_start_matches(is_before);
        let is_word = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
        if word.len() < SHORTEST || !word.chars().all(is_word) {
            return;
        }
        let mut at = piece.start + ended.len() - word.len();
        for letters in word.split(['\'', '’']) {
            if self.may_part(letters) {
                self.part_letters(letters, |offset| found(at + offset));
            }
            // Both apostrophes end a run; what follows starts after the one that is there.
            let end = at + letters.len();
            let apostrophe = text.get(end..).and_then(|rest| rest.chars().next());
            at = end + apostrophe.map_or(0, char::len_utf8);
        }
    }

    /// Whether a run of letters is a common word: names and abbreviations keep their shape. German writes all
    /// its nouns with a capital.
    fn may_part(self, letters: &str) -> bool {
        let mut chars = letters.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        (!capital || self.0 == Lang::German)
            && !chars.clone().any(char::is_uppercase)
            && chars.nth(SHORTEST - 2).is_some()
    }

    /// Asks the patterns where a run of letters may be parted.
    fn part_letters(self, letters: &str, mut found: impl FnMut(usize)) {
        let (left, right) = self.0.bounds();
        let (left, right) = (left.max(FEWEST), right.max(FEWEST));
        let mut at = 0;
        for syllable in hypher::hyphenate_bounded(letters, self.0, left, right) {
            at += syllable.len();
            if at < letters.len() {
                found(at);
            }
        }
    }
}

/// What may stand before a word that is parted.
fn is_before(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '"'
            | '\''
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '¿'
            | '¡'
            | '…'
            | '—'
            | '\u{A0}'
            | '\u{202F}'
    )
}

/// What may stand after a word that is parted.
fn is_after(c: char) -> bool {
    is_before(c) || matches!(c, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(tag: &str, text: &str) -> String {
        let mut shown = text.to_owned();
        let mut points = Vec::new();
        let patterns = Patterns::of(tag).unwrap();
        patterns.part(text, TextRange::new(0, text.len()), |at| {
            points.push(at);
        });
        for at in points.into_iter().rev() {
            shown.insert(at, '-');
        }
        shown
    }

    #[test]
    fn words_are_parted_by_their_language() {
        assert_eq!(parted("en", "(harbourmaster’s),"), "(har-bour-mas-ter’s),");
        assert_eq!(
            parted("de-AT", "Hafenmeisterin"),
            "Ha-fen-meis-te-rin".replace("Ha-", "Ha")
        );
        assert_eq!(parted("fr", "l’administration"), "l’admi-nis-tra-tion");
    }

    #[test]
    fn no_stub_has_fewer_than_three_letters() {
        for tag in ["en", "de", "fr", "fi", "it", "pl", "ru"] {
            for word in [
                "abbreviation",
                "ordinary",
                "überhaupt",
                "идеология",
                "ääliömäinen",
            ] {
                let shown = parted(tag, word);
                let ends = [shown.split('-').next(), shown.split('-').next_back()];
                for stub in ends.into_iter().flatten() {
                    assert!(stub.chars().count() >= 3, "{tag} {shown}");
                }
            }
        }
    }

    #[test]
    fn names_addresses_and_compounds_stay_whole() {
        for word in [
            "Copenhagen",
            "UNESCO",
            "newsPrinter",
            "www.example.org",
            "@harbourmaster",
            "covid19vaccination",
            "well-established",
            "un\u{AD}breakable",
            "https://harbour/lights",
            "harbour[3]",
        ] {
            assert_eq!(parted("en", word), word);
        }
        let compound = "well-established";
        let mut none = true;
        Patterns::of("en")
            .unwrap()
            .part(compound, TextRange::new(5, compound.len()), |_| {
                none = false;
            });
        assert!(none);
    }

    #[test]
    fn a_tag_is_found_however_it_is_written() {
        let english = Patterns::of("en");
        assert!(english.is_some());
        for tag in ["en-GB", "en_US.UTF-8", "EN", "English", " eng "] {
            assert_eq!(Patterns::of(tag), english, "{tag}");
        }
        for tag in ["", "und", "zh-Hans", "ja", "tlh", "-", "日本"] {
            assert_eq!(Patterns::of(tag), None, "{tag}");
        }
    }
}
