//! Words that were parted a moment ago: some thousand make up most of a text, and to look one up is ten times
//! quicker than to ask the patterns.

use super::Patterns;

/// A longer word, in bytes, is not remembered.
const LONGEST: usize = 24;
/// How many words are remembered; a power of two. A word takes the place of another of its hash.
const WORDS: usize = 1024;

/// Where words are parted, remembered. It is emptied when another language asks.
#[derive(Clone, Debug, Default)]
pub struct KnownWords {
    patterns: Option<Patterns>,
    words: Vec<Word>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    letters: [u8; LONGEST],
    /// Its length in bytes; 0 where nothing is remembered.
    len: usize,
    /// Bit `n` says that it may be parted before its byte `n`.
    points: u32,
}

const NONE: Word = Word {
    letters: [0; LONGEST],
    len: 0,
    points: 0,
};

impl KnownWords {
    /// Hands over every place where `letters` may be parted, as a byte offset in them, in order.
    pub(super) fn part(&mut self, letters: &str, patterns: Patterns, mut found: impl FnMut(usize)) {
        if letters.len() > LONGEST {
            return patterns.part_letters(letters, found);
        }
        if self.patterns != Some(patterns) {
            self.patterns = Some(patterns);
            self.words.clear();
            self.words.resize(WORDS, NONE);
        }
        let mut points = self.points(letters, patterns);
        while points != 0 {
            found(points.trailing_zeros() as usize);
            points &= points - 1;
        }
    }

    fn points(&mut self, letters: &str, patterns: Patterns) -> u32 {
        let bytes = letters.as_bytes();
        let word = &mut self.words[hash(bytes) % WORDS];
        if word.letters.get(..word.len) != Some(bytes) {
            *word = Word {
                len: bytes.len(),
                ..NONE
            };
            word.letters[..bytes.len()].copy_from_slice(bytes);
            patterns.part_letters(letters, |at| word.points |= 1 << at);
        }
        word.points
    }
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), folded to the bits that are used.
fn hash(bytes: &[u8]) -> usize {
    let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_the_patterns_say() {
        let (english, german) = (Patterns::of("en").unwrap(), Patterns::of("de").unwrap());
        let mut known = KnownWords::default();
        let mut words: Vec<String> = (0..4000)
            .map(|n| format!("station{n:o}").replace(|c: char| c.is_numeric(), "er"))
            .collect();
        words.extend(
            [
                "harbourmaster",
                "überhaupt",
                "internationalisation",
                "incomprehensibilities",
            ]
            .map(String::from),
        );
        for patterns in [english, german, english] {
            for word in &words {
                let (mut told, mut asked) = (Vec::new(), Vec::new());
                known.part(word, patterns, |at| told.push(at));
                patterns.part_letters(word, |at| asked.push(at));
                assert_eq!(told, asked, "{word}");
            }
        }
    }
}
