//! Finds the phrases of a line without trying each: by its first byte where they start it, by one automaton
//! where it holds them (A. V. Aho and M. J. Corasick, "Efficient String Matching", CACM 18/6, 1975).

use super::pictures::{CAPTION_HOLDS, CAPTION_STARTS};
use super::starts::{OPENERS, STARTS};
use super::{HOLDS, LEADS, MENTIONS};
use crate::import::furniture::Mark;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// A phrase and what it says of a line.
type Phrase = (&'static str, Mark);

/// The phrases that start a line, by their first byte.
static STARTING: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| {
    let lists = [
        (LEADS, Mark::Lead),
        (STARTS, Mark::Start),
        (OPENERS, Mark::Opener),
        (CAPTION_STARTS, Mark::Caption),
    ];
    let mut found = vec![Vec::new(); 256];
    for (phrase, mark) in all(&lists) {
        if let Some(first) = phrase.bytes().next() {
            found[usize::from(first)].push((phrase, mark));
        }
    }
    found
});

/// The phrases that a line holds anywhere.
static HELD: LazyLock<(Option<AhoCorasick>, Vec<Mark>)> = LazyLock::new(|| {
    let lists = [
        (HOLDS, Mark::Holds),
        (MENTIONS, Mark::Mentions),
        (CAPTION_HOLDS, Mark::Credit),
    ];
    let phrases: Vec<Phrase> = all(&lists).collect();
    let automaton = AhoCorasick::new(phrases.iter().map(|(phrase, _)| phrase)).ok();
    (automaton, phrases.iter().map(|(_, mark)| *mark).collect())
});

fn all(lists: &[(&'static [&'static str], Mark)]) -> impl Iterator<Item = Phrase> {
    lists
        .iter()
        .flat_map(|(list, mark)| list.iter().map(|phrase| (*phrase, *mark)))
}

/// The phrases that `lower` may start with: those with its first two bytes.
pub(in crate::import::furniture) fn starting_like(lower: &str) -> impl Iterator<Item = Phrase> {
    let mut bytes = lower.bytes();
    let first = usize::from(bytes.next().unwrap_or(0));
    let second = bytes.next();
    STARTING[first]
        .iter()
        .filter(move |(phrase, _)| phrase.as_bytes().get(1).copied() == second || phrase.len() == 1)
        .copied()
}

/// The phrases that `lower` holds: where each starts, in bytes, and what it says.
pub(in crate::import::furniture) fn held_by(lower: &str) -> impl Iterator<Item = (usize, Mark)> {
    let (automaton, marks) = &*HELD;
    automaton
        .iter()
        .flat_map(move |found| found.find_overlapping_iter(lower))
        .map(|found| (found.start(), marks[found.pattern().as_usize()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_stand() {
        let started: Vec<_> = starting_like("read more about it").collect();
        assert!(started.contains(&("read more", Mark::Lead)), "{started:?}");
        assert!(started.iter().all(|(phrase, _)| phrase.starts_with("re")));
        let held: Vec<_> = held_by("a photo by ann, getty images").collect();
        assert!(held.contains(&(2, Mark::Credit)) && held.contains(&(16, Mark::Credit)));
    }
}
