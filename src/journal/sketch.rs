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
const LONGEST: usize = 256 * 1024;

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
}

/// The offset and the prime of FNV-1a (Fowler, Noll and Vo; RFC 9923).
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl Shingles {
    fn read(&mut self, text: &str) {
        let mut word = FNV_OFFSET;
        let mut rest = text;
        loop {
            let bytes = rest.bytes().take_while(u8::is_ascii);
            let mut plain = 0;
            for byte in bytes {
                plain += 1;
                if byte.is_ascii_alphanumeric() {
                    word = step(word, byte.to_ascii_lowercase());
                } else if word != FNV_OFFSET {
                    self.word(std::mem::replace(&mut word, FNV_OFFSET));
                }
            }
            rest = rest.get(plain..).unwrap_or("");
            let Some(c) = rest.chars().next() else { break };
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            if is_word(c) && word != FNV_OFFSET {
                self.word(std::mem::replace(&mut word, FNV_OFFSET));
            }
            if c.is_alphanumeric() {
                let mut bytes = [0; 4];
                for lower in c.to_lowercase() {
                    word = lower.encode_utf8(&mut bytes).bytes().fold(word, step);
                }
            }
            // An apostrophe of print stands in words where a plain one parts them: both part.
            if (is_word(c) || !c.is_alphanumeric()) && word != FNV_OFFSET {
                self.word(std::mem::replace(&mut word, FNV_OFFSET));
            }
        }
        if word != FNV_OFFSET {
            self.word(word);
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
            .wrapping_mul(FNV_PRIME)
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

const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FNV_PRIME)
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
