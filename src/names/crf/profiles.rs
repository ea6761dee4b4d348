//! What a word mostly is in raw text: a part of a person's name, an organisation's, a place's, or of none. A first
//! tagger labels the raw text, and its labels of each word are counted; one mention may mislead it, many seldom do.
//!
//! A file of them is a run of hashes (u32, little endian, in order) and, after all of them, what each word is (u8).

use super::hash::lower;
use std::collections::BTreeMap;

/// Labels that must have been counted of a word.
const LEAST: u32 = 3;

/// What a word was labelled in raw text, as counts: none, person, organisation, place.
pub type Counts = [u32; 4];

/// A table of words and what they are.
#[derive(Clone, Copy, Debug)]
pub struct Profiles<'f> {
    hashes: &'f [u8],
    values: &'f [u8],
}

impl<'f> Profiles<'f> {
    /// Reads a file; what is cut is left out.
    pub fn read(bytes: &'f [u8]) -> Self {
        let count = bytes.len() / 5;
        let (hashes, values) = bytes.split_at(4 * count);
        Self { hashes, values }
    }

    /// A file of what was counted of words. Words that differ in capitals are one, and so are two of one hash.
    pub fn write<'w>(words: impl Iterator<Item = (&'w str, Counts)>) -> Vec<u8> {
        let mut table: BTreeMap<u32, Counts> = BTreeMap::new();
        for (word, counts) in words {
            let all = table.entry(key(lower(word))).or_default();
            all.iter_mut().zip(counts).for_each(|(all, n)| *all += n);
        }
        let known: Vec<(u32, u8)> = table
            .into_iter()
            .filter_map(|(hash, counts)| Some((hash, value(counts)?)))
            .collect();
        let hashes = known.iter().flat_map(|(hash, _)| hash.to_le_bytes());
        hashes
            .chain(known.iter().map(|(_, value)| *value))
            .collect()
    }

    /// What the word is whose hash in small letters is `lower`; 0 when it is not known.
    pub(super) fn of(&self, lower: u64) -> u8 {
        let (hashes, _) = self.hashes.as_chunks::<4>();
        hashes
            .binary_search_by_key(&key(lower), |hash| u32::from_le_bytes(*hash))
            .ok()
            .and_then(|at| self.values.get(at))
            .map_or(0, |value| *value)
    }
}

fn key(lower: u64) -> u32 {
    (lower >> 32) as u32
}

/// What a word mostly is, and how surely: nearly always, mostly, or what it is else. None where too little was counted.
fn value(counts: Counts) -> Option<u8> {
    let all: u32 = counts.iter().sum();
    if all < LEAST {
        return None;
    }
    let mut order = [0usize, 1, 2, 3];
    order.sort_by_key(|kind| std::cmp::Reverse(counts[*kind]));
    let most = u64::from(counts[order[0]]);
    let part = |percent: u64| most * 100 > u64::from(all) * percent;
    let sure = if part(95) {
        0
    } else if part(75) {
        1
    } else {
        2 + order[1]
    };
    u8::try_from(1 + order[0] + 4 * sure).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_what_it_mostly_was() {
        let counts = [
            ("Lund", [0, 40, 1, 0]),
            ("Brevik", [1, 0, 0, 5]),
            ("Ostra", [0, 0, 5, 5]),
            ("Holm", [0, 1, 1, 0]),
            ("LUND", [0, 9, 0, 0]),
        ];
        let file = Profiles::write(counts.into_iter());
        let profiles = Profiles::read(&file);
        let found = ["lund", "Brevik", "OSTRA", "Holm", "mole"].map(|w| profiles.of(lower(w)));
        assert_eq!(found, [2, 8, 3 + 4 * 5, 0, 0]);
        assert_eq!(Profiles::read(&[]).of(lower("Lund")), 0);
    }
}
