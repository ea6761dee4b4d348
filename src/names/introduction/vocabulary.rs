//! Words of English that tell which words beside a name say who or what it is.
//!
//! A list in `assets/names/`, read once when first needed. Knows nothing of sentences.

use std::collections::HashMap;
use std::sync::OnceLock;

const LIST: &str = include_str!("../../../assets/names/descriptions.txt");

/// A section of the list, as a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section(u32);

/// The sections and what they are called in the list.
const SECTIONS: &[(&str, Section)] = &[
    ("links", LINKS),
    ("clauses", CLAUSES),
    ("verbs", VERBS),
    ("people", PEOPLE),
    ("related", RELATED),
    ("organisations", ORGANISATIONS),
    ("openers", OPENERS),
    ("does", DOES),
    ("operates", OPERATES),
    ("before-verbs", BEFORE_VERBS),
    ("modifiers", MODIFIERS),
    ("formerly", FORMERLY),
    ("possessives", POSSESSIVES),
    ("pronouns", PRONOUNS),
];

/// Words that end the noun and lead to what belongs to it.
pub(super) const LINKS: Section = Section(1 << 0);
/// Words that begin a clause of its own: the description ends before them.
pub(super) const CLAUSES: Section = Section(1 << 1);
/// Verbs that only a whole clause has.
pub(super) const VERBS: Section = Section(1 << 2);
/// Nouns for people that are no roles before a name.
pub(super) const PEOPLE: Section = Section(1 << 3);
/// People who are someone's: alone they say nothing.
pub(super) const RELATED: Section = Section(1 << 4);
/// Nouns for organisations.
pub(super) const ORGANISATIONS: Section = Section(1 << 5);
/// Words that open a phrase in front of the sentence's subject: what follows its comma is the subject, not an apposition.
pub(super) const OPENERS: Section = Section(1 << 6);
/// What leaders do: verbs after "who" that say who someone is.
pub(super) const DOES: Section = Section(1 << 7);
/// What organisations do, after "which".
pub(super) const OPERATES: Section = Section(1 << 8);
/// Words before which a word in small letters is a verb.
pub(super) const BEFORE_VERBS: Section = Section(1 << 9);
/// Words that often stand before a role and belong to it.
pub(super) const MODIFIERS: Section = Section(1 << 10);
/// Words that may stand before a role that has no determiner ("former director").
pub(super) const FORMERLY: Section = Section(1 << 11);
/// Determiners that lean on someone named before: what follows says little by itself.
pub(super) const POSSESSIVES: Section = Section(1 << 12);
/// Words in the place of a noun or before one that are no part of a role.
pub(super) const PRONOUNS: Section = Section(1 << 13);

fn words() -> &'static HashMap<&'static str, u32> {
    static WORDS: OnceLock<HashMap<&'static str, u32>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: HashMap<&str, u32> = HashMap::with_capacity(600);
        let mut bit = 0;
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let section = SECTIONS.iter().find(|(section, _)| *section == name);
                bit = section.map_or(0, |(_, section)| section.0);
                continue;
            }
            for word in line.split(',').map(str::trim).filter(|w| !w.is_empty()) {
                *words.entry(word).or_default() |= bit;
            }
        }
        words
    })
}

/// Whether `word`, letter for letter, stands in `section`.
pub(super) fn is_listed(word: &str, section: Section) -> bool {
    words().get(word).is_some_and(|bits| bits & section.0 != 0)
}

/// Whether `word` stands in `section`, letter case and what follows an apostrophe aside ("Who’s").
pub(super) fn is_in(word: &str, section: Section) -> bool {
    let word = word.split(['\'', '’']).next().unwrap_or(word);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    is_listed(word, section) || capital && is_listed(&word.to_lowercase(), section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_list_is_known_and_none_is_empty() {
        let named: Vec<&str> = LIST
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'))
            .collect();
        let known: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, known);
        for (name, section) in SECTIONS {
            assert!(words().values().any(|bits| bits & section.0 != 0), "{name}");
        }
    }

    #[test]
    fn capitals_and_short_forms_are_seen_through() {
        assert!(is_in("Who’s", CLAUSES) && is_in("After", OPENERS));
        assert!(!is_listed("Company", ORGANISATIONS) && !is_in("pilot", ORGANISATIONS));
    }
}
