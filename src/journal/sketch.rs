//! A few numbers by which two versions of a text are known to be versions of one.
//!
//! The sketch of a text is the least hashes of its shingles (runs of three words): of two sketches alone it can be
//! told how much the texts have in common (Broder 1997, "On the resemblance and containment of documents",
//! section 2). Words are letters and digits in lower case, so that quotes, spaces and line breaks do not count.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many hashes make a sketch. The estimate of a resemblance r has a standard error of √(r(1−r)/32), at most
/// 0.09; two texts that share half their shingles are taken for one (0.75) about once in 300 times.
const SIZE: usize = 32;
/// Texts of fewer words have no sketch: too little tells them from others.
const FEWEST_WORDS: usize = 50;
/// Bytes of a text that are looked at.
const LONGEST: usize = 64 * 1024;

/// The sketch of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch(Box<[u32]>);

impl Sketch {
    /// The sketch of the text that the `pieces` are, in their order; `None` when it is too short to have one.
    pub fn of<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut shingles = Shingles::default();
        let mut left = LONGEST;
        for piece in pieces {
            let part = piece.get(..piece.floor_char_boundary(left)).unwrap_or("");
            shingles.read(part);
            left -= part.len();
            if left == 0 || part.len() < piece.len() {
                break;
            }
        }
        (shingles.words >= FEWEST_WORDS).then(|| Self(shingles.least.into()))
    }

    /// Which share of all shingles of two texts both have, as far as the sketches tell: 0 to 1.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let (mut own, mut others) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut all, mut shared) = (0_u16, 0_u16);
        while usize::from(all) < SIZE {
            match (own.peek(), others.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a == b => {
                    shared += 1;
                    own.next();
                    others.next();
                }
                (Some(a), Some(b)) if a < b => drop(own.next()),
                (Some(_), None) => drop(own.next()),
                _ => drop(others.next()),
            }
            all += 1;
        }
        f64::from(shared) / f64::from(all.max(1))
    }

    /// The least of its numbers. Of two texts that resemble each other by r, all four are missing in the four of
    /// the other with the odds (1−r)⁴ at most.
    pub(super) fn least(&self) -> impl Iterator<Item = u32> {
        self.0.iter().take(4).copied()
    }

    /// The sketch that was written as `hex`; `None` when it was not.
    fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() > 8 * SIZE || !hex.len().is_multiple_of(8) || hex.is_empty() {
            return None;
        }
        let number = |bytes: &[u8]| u32::from_str_radix(std::str::from_utf8(bytes).ok()?, 16).ok();
        let mut numbers: Vec<u32> = hex
            .as_bytes()
            .chunks(8)
            .map(number)
            .collect::<Option<_>>()?;
        numbers.sort_unstable();
        numbers.dedup();
        Some(Self(numbers.into()))
    }
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut hex = String::with_capacity(8 * self.0.len());
        for number in &self.0 {
            hex.extend(number.to_be_bytes().iter().flat_map(|byte| {
                let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
                [digit(byte >> 4), digit(byte & 15)]
            }));
        }
        serializer.serialize_str(&hex)
    }
}

/// Reads a sketch; one that is not understood is none, and the line around it holds.
pub(super) fn lenient<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Sketch>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value.as_str().and_then(Sketch::from_hex))
}

/// Reads a text word by word and keeps the least hashes of its shingles.
#[derive(Default)]
struct Shingles {
    words: usize,
    /// The hashes of the last two words.
    before: [u64; 2],
    /// At most [`SIZE`] numbers, in order, each once.
    least: Vec<u32>,
    /// Room for a word that is spelled out.
    letters: Vec<u8>,
}

impl Shingles {
    /// Reads on. Words of ASCII are read eight bytes at a time: this is done to every file of a library.
    fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let eight = load(bytes, at);
            let (words, others) = (word_bytes(eight), eight & HIGH);
            let len = first(!words & HIGH);
            if len == 0 && others & 0x80 == 0 {
                at += first(words | others);
                continue;
            }
            let (mut hash, mut end, mut part) = (SEED, at + len, eight);
            let mut inside = len;
            while inside == 8 {
                hash = joined(hash, part | LOWER);
                part = load(bytes, end);
                inside = first(!word_bytes(part) & HIGH);
                end += inside;
            }
            if inside > 0 {
                hash = joined(hash, (part | LOWER) & !(u64::MAX << (8 * inside)));
            }
            if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
                at = self.read_slowly(text, at);
            } else {
                self.word(hash);
                at = end + 1;
            }
        }
    }

    /// Reads a word of any script that begins at `at`, or what stands there instead; returns where that ends.
    fn read_slowly(&mut self, text: &str, at: usize) -> usize {
        let mut letters = std::mem::take(&mut self.letters);
        let mut end = at;
        for c in text.get(at..).unwrap_or("").chars() {
            end += c.len_utf8();
            if !c.is_alphanumeric() {
                break;
            }
            if is_word(c) {
                self.spelled(&mut letters);
            }
            let mut utf8 = [0; 4];
            for lower in c.to_lowercase() {
                letters.extend_from_slice(lower.encode_utf8(&mut utf8).as_bytes());
            }
            if is_word(c) {
                self.spelled(&mut letters);
            }
        }
        self.spelled(&mut letters);
        self.letters = letters;
        end
    }

    /// Takes `letters` for a word, if there are any.
    fn spelled(&mut self, letters: &mut Vec<u8>) {
        if !letters.is_empty() {
            let eights = (0..letters.len()).step_by(8);
            let hash = eights.fold(SEED, |hash, at| joined(hash, load(letters, at)));
            self.word(hash);
            letters.clear();
        }
    }

    fn word(&mut self, hash: u64) {
        self.words += 1;
        let [first, second] = self.before;
        self.before = [second, hash];
        if self.words < 3 {
            return;
        }
        let shingle = first
            .wrapping_mul(3)
            .wrapping_add(second)
            .rotate_left(17)
            .wrapping_mul(GOLDEN)
            .wrapping_add(hash);
        self.keep((mixed(shingle) >> 32) as u32);
    }

    fn keep(&mut self, number: u32) {
        let is_full = self.least.len() == SIZE;
        if is_full && self.least.last().is_some_and(|most| number >= *most) {
            return;
        }
        if let Err(at) = self.least.binary_search(&number) {
            self.least.insert(at, number);
            self.least.truncate(SIZE);
        }
    }
}

/// What the hash of a word begins with, and the multiplier (Knuth's: 2⁶⁴ over the golden ratio).
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
/// The high bit of each of eight bytes, and the bit that makes a letter of ASCII small.
const HIGH: u64 = 0x8080_8080_8080_8080;
const LOWER: u64 = 0x2020_2020_2020_2020;

/// The hash of a word with eight more bytes of it.
const fn joined(hash: u64, eight: u64) -> u64 {
    (hash.rotate_left(5) ^ eight).wrapping_mul(GOLDEN)
}

/// The eight bytes from `at` on, the first lowest; zeros beyond the end.
fn load(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(eight) = rest.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let bytes = rest.iter().rev();
    bytes.fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

/// The high bits of those bytes that are letters or digits of ASCII.
const fn word_bytes(eight: u64) -> u64 {
    let plain = eight & !HIGH;
    let small = plain | LOWER;
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(plain, b'0') & !at_least(plain, b'9' + 1);
    (letters | digits) & !eight & HIGH
}

/// Sets the high bit of those bytes, all below 128, that are at least `least`.
const fn at_least(eight: u64, least: u8) -> u64 {
    eight + (0x80 - least as u64) * 0x0101_0101_0101_0101
}

/// Which byte is the first whose high bit is set; 8 when there is none.
const fn first(high: u64) -> usize {
    high.trailing_zeros() as usize / 8
}

/// The finishing steps of `SplitMix64` (Steele, Lea and Flood 2014): every bit of the result hangs on every bit.
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Whether a character is a word by itself: ideographs and kana are written without spaces.
const fn is_word(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
pub(in crate::journal) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of `count` words, which differs from others by its `seed`.
    pub(in crate::journal) fn text(seed: u64, count: u64) -> Vec<String> {
        let word = |nth| format!("w{}", mixed(seed.wrapping_mul(1_000_003) + nth) % 5000);
        (0..count).map(word).collect()
    }

    pub(in crate::journal) fn sketch(words: &[String]) -> Option<Sketch> {
        Sketch::of([words.join(" ").as_str()])
    }

    #[test]
    fn what_the_eye_passes_over_does_not_count() {
        let plain = text(1, 80).join(" ");
        let set = plain.to_uppercase().replace(' ', ",\n“");
        assert_eq!(Sketch::of([plain.as_str()]), Sketch::of([set.as_str()]));
        let half = plain.len() / 2;
        let cut = half + plain.get(half..).unwrap().find(' ').unwrap();
        let parts = plain.split_at(cut);
        assert_eq!(
            Sketch::of([plain.as_str()]),
            Sketch::of([parts.0, parts.1]),
            "however it is parted"
        );
    }

    #[test]
    fn a_resemblance_is_told_well_enough() {
        let one = text(1, 2000);
        for (changed, least, most) in [(0, 1.0, 1.0), (10, 0.85, 1.0), (400, 0.2, 0.7)] {
            let mut other = one.clone();
            for nth in 0..changed {
                other[nth * 2000 / changed] = format!("new{nth}");
            }
            let found = sketch(&one).unwrap().resemblance(&sketch(&other).unwrap());
            assert!((least..=most).contains(&found), "{changed}: {found}");
        }
        let foreign = sketch(&text(2, 2000)).unwrap();
        assert!(sketch(&one).unwrap().resemblance(&foreign) < 0.1);
    }

    proptest! {
        #[test]
        fn however_a_word_is_read_it_is_the_same(text in "([a-zA-Z0-9]{0,20}|[é—ΣЖ港か']|[ ,.\n]){0,60}") {
            let (mut quickly, mut slowly) = (Shingles::default(), Shingles::default());
            quickly.read(&text);
            let mut at = 0;
            while at < text.len() {
                at = slowly.read_slowly(&text, at);
            }
            prop_assert_eq!(quickly.words, slowly.words);
            prop_assert_eq!(quickly.least, slowly.least);
            let words = text.split(|c: char| !c.is_alphanumeric());
            let plain = words.filter(|word| !word.is_empty() && !word.contains(is_word));
            prop_assert!(plain.count() <= quickly.words);
        }
    }

    #[test]
    fn short_texts_have_none_and_those_without_spaces_have_one() {
        assert_eq!(sketch(&text(1, 49)), None);
        assert!(sketch(&text(1, 50)).is_some());
        let kana = "港の灯りが消えた夜".repeat(8);
        assert!(Sketch::of([kana.as_str()]).is_some());
        assert!(Sketch::of(["x".repeat(3 * LONGEST).as_str()]).is_none());
    }

    #[test]
    fn it_is_written_and_read() {
        #[derive(Serialize, Deserialize)]
        struct Line {
            #[serde(deserialize_with = "lenient")]
            sketch: Option<Sketch>,
        }
        let own = sketch(&text(1, 500));
        let line = Line {
            sketch: own.clone(),
        };
        let json = serde_json::to_string(&line).unwrap();
        let back: Line = serde_json::from_str(&json).unwrap();
        assert_eq!(back.sketch, own);
        for other in ["\"\"", "\"xyz\"", "\"0000000g\"", "7", "null", "[1]"] {
            let line: Line = serde_json::from_str(&format!("{{\"sketch\":{other}}}")).unwrap();
            assert_eq!(line.sketch, None, "{other}");
        }
    }
}
