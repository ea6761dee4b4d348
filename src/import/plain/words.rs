//! Words that carry meaning, and how far those of a heading return in the text around it.
//!
//! The measure is lexical cohesion as in Hearst's `TextTiling` (Computational Linguistics 23/1, 1997): a
//! heading announces words that its section then uses, a promotion of another article does not. Words are
//! compared by a hash of their first letters (FNV-1a): nothing is copied, and two different words
//! in four milliards meet.

use std::sync::LazyLock;

/// Bytes of a paragraph that are looked at; what a heading announces comes early.
const REACH: usize = 4000;

/// Letters of a word that count, so that inflected forms and compounds meet.
const STEM: usize = 6;

/// Words without a subject, in the languages that the phrases know; none is longer than a stem.
const STOP_WORDS: &[&str] = &[
    "the", "and", "for", "are", "was", "were", "with", "from", "its", "this", "that", "his", "her",
    "their", "our", "your", "you", "they", "she", "has", "have", "had", "not", "how", "what",
    "why", "who", "when", "where", "will", "can", "but", "all", "about", "after", "over", "into",
    "more", "than", "out", "new", "says", "said", "could", "would", "should", "may", "been",
    "also", "there", "which", "them", "one", "der", "die", "das", "und", "ist", "von", "mit",
    "für", "auf", "den", "dem", "des", "ein", "eine", "einen", "einer", "sich", "nicht", "auch",
    "bei", "nach", "aus", "wie", "was", "wird", "sind", "war", "les", "des", "une", "est", "pour",
    "dans", "que", "qui", "sur", "par", "del", "las", "los", "una", "por", "para", "con", "som",
    "att", "och", "det", "het", "een", "van", "voor", "met", "che", "per", "non", "uma", "com",
    "это", "как", "что", "для",
];

/// The stop words as stems.
static STOPS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut stops: Vec<u32> = STOP_WORDS
        .iter()
        .map(|word| word.chars().fold(SEED, mixed))
        .collect();
    stops.sort_unstable();
    stops
});

/// The stems of a text's meaningful words, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems(Vec<u32>);

impl Stems {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether `stem` is among them.
    fn has(&self, stem: u32) -> bool {
        self.0.binary_search(&stem).is_ok()
    }
}

const SEED: u32 = 0x811C_9DC5;

/// `hash` with one more character.
fn mixed(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}

/// The stems of the meaningful words of `text`.
pub(super) fn stems(text: &str) -> Stems {
    let head = text.get(..text.floor_char_boundary(REACH)).unwrap_or("");
    let mut found = Vec::with_capacity(head.len() / 8);
    let (mut hash, mut letters, mut bytes) = (SEED, 0, 0);
    let mut previous = None;
    for c in head.chars().chain([' ']) {
        if is_ideograph(c) {
            // No spaces part the words: two neighbours stand for one.
            if let Some(before) = previous.replace(c) {
                found.push(mixed(mixed(SEED, before), c));
            }
            continue;
        }
        previous = None;
        if c.is_alphanumeric() {
            if letters < STEM {
                hash = mixed(hash, lower(c));
            }
            letters += 1;
            bytes += c.len_utf8();
        } else if letters > 0 {
            let stop = letters <= STEM && STOPS.binary_search(&hash).is_ok();
            if bytes > 2 && !stop {
                found.push(hash);
            }
            (hash, letters, bytes) = (SEED, 0, 0);
        }
    }
    found.sort_unstable();
    found.dedup();
    Stems(found)
}

fn lower(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

/// Ideographs, kana and Hangul syllables: what is written without spaces, or with endings grown on.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The share of `heading` found in any of `others`, 0 to 1.
pub(super) fn cohesion<'s>(
    heading: &Stems,
    others: &(impl Iterator<Item = &'s Stems> + Clone),
) -> f32 {
    let found = heading
        .0
        .iter()
        .filter(|stem| others.clone().any(|stems| stems.has(**stem)))
        .count();
    ratio(found, heading.len())
}

/// `part` of `whole` as a share; 0 of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        0.0
    } else {
        number(part) / number(whole)
    }
}

/// A count as a number, no more than 65,535.
pub(super) fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_returns_in_its_section_and_a_promotion_does_not() {
        let section = stems("The ferries were late again, and owners of the vans waited in rows.");
        let heading = stems("Owners waiting for ferries");
        let promotion = stems("Ten recipes with rhubarb");
        let share = |line| cohesion(line, &[&section].into_iter());
        assert!(share(&heading) > 0.6);
        assert!(share(&promotion) < 0.1);
    }

    #[test]
    fn words_meet_whatever_their_case_and_ending_and_without_spaces() {
        assert_eq!(stems("ÖFFNUNGEN").0, stems("Öffnungszeit").0);
        assert_eq!(stems("the and über 12").len(), 1);
        let section = stems("港の灯台は月曜日から消えたままで");
        assert!(cohesion(&stems("灯台が消えた"), &[&section].into_iter()) > 0.5);
        assert!(STOP_WORDS.iter().all(|word| word.chars().count() <= STEM));
    }
}
