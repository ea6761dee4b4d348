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

/// Letters of its root, in which short words meet their plurals too ("Lampe", "Lampen"), and some words that
/// have nothing to do with each other.
const ROOT: usize = 4;

/// Bytes up to which a text may be one whose words are looked for elsewhere.
const SHORT: usize = 1000;

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

/// The words of a text that carry meaning, for asking which of them another text has.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    /// Stem and root of each word once, if the text is short enough to be a heading.
    own: Vec<(u32, u32)>,
    /// All stems and roots in a table with open addressing, 0 where it is free; its length is a power of two.
    table: Vec<u32>,
}

impl Stems {
    fn with_room_for(bytes: usize) -> Self {
        Self {
            own: Vec::new(),
            table: vec![0; (bytes / 2).max(16).next_power_of_two()],
        }
    }

    /// How many there are of a text that may be a heading.
    pub(super) fn len(&self) -> usize {
        self.own.len()
    }

    /// Where `hash` is in the table, or the free place where it belongs; `None` in a full one.
    fn place(&self, hash: u32) -> Option<usize> {
        let last = self.table.len().checked_sub(1)?;
        let first = usize::try_from(hash).unwrap_or(0);
        (0..=last)
            .map(|by| (first + by) & last)
            .find(|at| matches!(self.table[*at], held if held == 0 || held == hash))
    }

    /// Whether `hash` is among the stems and roots.
    fn has(&self, hash: u32) -> bool {
        self.place(hash).is_some_and(|at| self.table[at] == hash)
    }

    /// Takes `hash` in; whether it was new.
    fn insert(&mut self, hash: u32) -> bool {
        let place = self.place(hash).filter(|at| self.table[*at] == 0);
        if let Some(at) = place {
            self.table[at] = hash;
        }
        place.is_some()
    }

    fn add(&mut self, stem: u32, root: u32, short: bool) {
        let new = self.insert(stem);
        self.insert(root);
        if new && short {
            self.own.push((stem, root));
        }
    }
}

const SEED: u32 = 0x811C_9DC5;

/// Where the hash of a root begins, so that it meets roots alone.
const ROOT_SEED: u32 = 0x2545_F491;

/// `hash` with one more character.
fn mixed(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}

/// The meaningful words of `text`.
pub(super) fn stems(text: &str) -> Stems {
    let head = text.get(..text.floor_char_boundary(REACH)).unwrap_or("");
    let short = text.len() <= SHORT;
    let mut found = Stems::with_room_for(head.len());
    let (mut hash, mut root, mut letters, mut bytes) = (SEED, ROOT_SEED, 0, 0);
    let mut previous = None;
    for c in head.chars().chain([' ']) {
        if is_ideograph(c) {
            // No spaces part the words: two neighbours stand for one.
            if let Some(before) = previous.replace(c) {
                let pair = mixed(mixed(SEED, before), c);
                found.add(pair, pair, short);
            }
            continue;
        }
        previous = None;
        if c.is_alphanumeric() {
            if letters < STEM {
                let c = lower(c);
                hash = mixed(hash, c);
                if letters < ROOT {
                    root = mixed(root, without_accent(c));
                }
            }
            letters += 1;
            bytes += c.len_utf8();
        } else if letters > 0 {
            let stop = letters <= STEM && STOPS.binary_search(&hash).is_ok();
            if bytes > 2 && !stop {
                found.add(hash.max(1), root.max(1), short);
            }
            (hash, root, letters, bytes) = (SEED, ROOT_SEED, 0, 0);
        }
    }
    found
}

/// The vowel under an accent that a plural may put on ("Hafen", "Häfen").
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        _ => c,
    }
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

/// The share of `heading` found in any of `others`, 0 to 1: by stems, and by roots.
pub(super) fn cohesion<'s>(
    heading: &Stems,
    others: &(impl Iterator<Item = &'s Stems> + Clone),
) -> (f32, f32) {
    let (mut stems, mut roots) = (0, 0);
    for (stem, root) in &heading.own {
        let stem = others.clone().any(|stems| stems.has(*stem));
        stems += usize::from(stem);
        // Words of one stem may differ in the accents of their root, not the other way round.
        roots += usize::from(stem || others.clone().any(|stems| stems.has(*root)));
    }
    (ratio(stems, heading.len()), ratio(roots, heading.len()))
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
        let share = |line| cohesion(line, &[&section].into_iter()).0;
        assert!(share(&heading) > 0.6);
        assert!(share(&promotion) < 0.1);
    }

    #[test]
    fn a_short_word_meets_its_plural_by_the_root() {
        let section = stems("Die Lampen der Häfen blieben in drei Nächten aus.");
        let (by_stem, by_root) = cohesion(&stems("Lampe, Hafen, Nacht"), &[&section].into_iter());
        assert!(by_stem < 0.1 && by_root > 0.9, "{by_stem} {by_root}");
        let other = stems("Kapitäne");
        assert!(cohesion(&stems("Lampe"), &[&other].into_iter()).1 < 0.1);
    }

    #[test]
    fn a_text_of_many_short_words_is_read() {
        let many: Vec<String> = (100..2100).map(|n: u32| n.to_string()).collect();
        assert!(stems(&many.join(" ")).has(stems("100").own[0].0));
        assert_eq!(stems("").len(), 0);
    }

    #[test]
    fn words_meet_whatever_their_case_and_ending_and_without_spaces() {
        assert_eq!(stems("ÖFFNUNGEN").own, stems("Öffnungszeit").own);
        assert_eq!(stems("the and über 12").len(), 1);
        let section = stems("港の灯台は月曜日から消えたままで");
        assert!(cohesion(&stems("灯台が消えた"), &[&section].into_iter()).0 > 0.5);
        assert!(STOP_WORDS.iter().all(|word| word.chars().count() <= STEM));
    }
}
