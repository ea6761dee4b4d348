//! Words by the company they keep: what a word that training never saw has in common with words that it saw.
//!
//! A file of them is a run of hashes (u32, little endian, in order) and, after all of them, their classes (u16).

use super::hash::exact;

/// A table of words and their classes.
#[derive(Clone, Copy, Debug)]
pub struct Clusters<'f> {
    hashes: &'f [u8],
    classes: &'f [u8],
}

impl<'f> Clusters<'f> {
    /// Reads a file; what is cut is left out.
    pub fn read(bytes: &'f [u8]) -> Self {
        let count = bytes.len() / 6;
        let (hashes, classes) = bytes.split_at(4 * count);
        Self { hashes, classes }
    }

    /// A file of `words` and their classes. Of two words with one hash the first counts.
    pub fn write<'w>(words: impl Iterator<Item = (&'w str, u16)>) -> Vec<u8> {
        let mut table = std::collections::BTreeMap::new();
        for (word, class) in words {
            table.entry(Self::key(word)).or_insert(class);
        }
        let hashes = table.keys().flat_map(|hash| hash.to_le_bytes());
        let classes = table.values().flat_map(|class| class.to_le_bytes());
        hashes.chain(classes).collect()
    }

    /// The class of `word`, written so or else in small letters; 0 when it is not known.
    pub fn class(&self, word: &str) -> u16 {
        let own = self.find(Self::key(word));
        if own == 0 && word.chars().any(char::is_uppercase) {
            return self.find(Self::key(&word.to_lowercase()));
        }
        own
    }

    fn key(word: &str) -> u32 {
        (exact(word) >> 32) as u32
    }

    fn find(&self, key: u32) -> u16 {
        let (hashes, _) = self.hashes.as_chunks::<4>();
        let (classes, _) = self.classes.as_chunks::<2>();
        hashes
            .binary_search_by_key(&key, |hash| u32::from_le_bytes(*hash))
            .ok()
            .and_then(|at| classes.get(at))
            .map_or(0, |class| u16::from_le_bytes(*class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_as_written_or_small() {
        let words = [("harbour", 3), ("Bush", 7), ("bush", 9)];
        let file = Clusters::write(words.into_iter());
        let clusters = Clusters::read(&file);
        let found = ["harbour", "Harbour", "Bush", "BUSH", "mole"].map(|w| clusters.class(w));
        assert_eq!(found, [3, 3, 7, 9, 0]);
        assert_eq!(Clusters::read(&[]).class("Bush"), 0);
    }
}
