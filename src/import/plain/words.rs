//! Words that carry meaning, and how far those of a heading return in the text below it.
//!
//! The measure is lexical cohesion as in Hearst's `TextTiling` (Computational Linguistics 23/1, 1997): a
//! heading announces words that its section then uses, a promotion of another article does not.

use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of a paragraph that are looked at; what a heading announces comes early.
const REACH: usize = 4000;

/// Letters of a word that count, so that inflected forms and compounds meet.
const STEM: usize = 6;

/// Words without a subject, in the languages that the phrases know.
const STOP_WORDS: &[&str] = &[
    "the", "and", "for", "are", "was", "were", "with", "from", "its", "this", "that", "his", "her",
    "their", "our", "your", "you", "they", "she", "has", "have", "had", "not", "how", "what",
    "why", "who", "when", "where", "will", "can", "but", "all", "about", "after", "over", "into",
    "more", "than", "out", "new", "says", "said", "could", "would", "should", "may", "been",
    "also", "there", "which", "them", "one", "der", "die", "das", "und", "ist", "von", "mit",
    "für", "auf", "den", "dem", "des", "ein", "eine", "einen", "einer", "sich", "nicht", "auch",
    "bei", "nach", "aus", "wie", "was", "wird", "sind", "war", "les", "des", "une", "est", "pour",
    "dans", "que", "qui", "sur", "par", "del", "las", "los", "una", "por", "para", "con",
];

/// The stems of the meaningful words of `text`, in lower case.
pub(super) fn stems(text: &str) -> HashSet<String> {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or("");
    head.unicode_words()
        .map(str::to_lowercase)
        .filter(|word| word.len() > 2 && !STOP_WORDS.contains(&word.as_str()))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

/// The share of `heading` found in any of `below`, 0 to 1.
pub(super) fn cohesion(heading: &HashSet<String>, below: &[&HashSet<String>]) -> f32 {
    if heading.is_empty() {
        return 0.0;
    }
    let found = heading
        .iter()
        .filter(|stem| below.iter().any(|stems| stems.contains(*stem)))
        .count();
    ratio(found, heading.len())
}

/// `part` of `whole` as a share; 0 of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> f32 {
    let small = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    if whole == 0 {
        0.0
    } else {
        small(part) / small(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_returns_in_its_section_and_a_promotion_does_not() {
        let section = stems("The ferries were late again, and owners of the vans waited in rows.");
        let heading = stems("Owners waiting for ferries");
        let promotion = stems("Ten recipes with rhubarb");
        assert!(cohesion(&heading, &[&section]) > 0.6);
        assert!(cohesion(&promotion, &[&section]) < 0.1);
    }
}
