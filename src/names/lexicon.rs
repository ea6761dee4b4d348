//! What the word lists know of a word or phrase.
//!
//! The lists are text files in `assets/names/`, read once when first needed. Knows nothing of articles.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What is known of a phrase: a set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Marks {
            $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)*
        }
    };
}

marks! {
    /// A given name mostly of men.
    MALE = 0;
    /// A given name mostly of women.
    FEMALE = 1;
    /// A given name of either.
    EITHER = 2;
    /// A given name that is also a word or a place.
    WORD_TOO = 3;
    /// A small word inside names of people.
    PARTICLE = 4;
    /// A verb of saying or thinking.
    SAYING = 5;
    /// A title of men.
    TITLE_MALE = 6;
    /// A title of women.
    TITLE_FEMALE = 7;
    /// A title of rank or office.
    TITLE_RANK = 8;
    /// A role in lower case.
    ROLE = 9;
    /// A place.
    PLACE = 10;
    /// A place whose name is also something else.
    UNSURE = 11;
    /// A generic word at the end of place names.
    PLACE_LAST = 12;
    /// A generic word at the start of place names.
    PLACE_FIRST = 13;
    /// A noun in lower case beside place names.
    PLACE_NOUN = 14;
    /// A preposition before places.
    PLACE_BEFORE = 15;
    /// A compass word in lower case.
    COMPASS = 16;
    /// A well-known organisation.
    ORGANIZATION = 17;
    /// A word that tells an organisation.
    HEAD = 18;
    /// A head that may be followed by "of".
    HEAD_OF = 19;
    /// A name of an organisation in lower case, after a place or demonym.
    LOWER_ORGANIZATION = 20;
    /// Capitals that are no organisation.
    NO_ACRONYM = 21;
    /// A well-known acronym.
    ACRONYM = 22;
    /// An adjective or noun of nationality, religion or party.
    DEMONYM = 23;
    /// A day, month or feast.
    CALENDAR = 24;
    /// A word of grammar.
    FUNCTION = 25;
    /// A word often capitalised that is no name.
    COMMON = 26;
}

impl Marks {
    /// Any given name.
    pub(super) const GIVEN: Self = Self(Self::MALE.0 | Self::FEMALE.0 | Self::EITHER.0);
    /// Any title.
    pub(super) const TITLE: Self =
        Self(Self::TITLE_MALE.0 | Self::TITLE_FEMALE.0 | Self::TITLE_RANK.0);
    /// An organisation known by name.
    pub(super) const KNOWN: Self = Self(Self::ORGANIZATION.0 | Self::ACRONYM.0);

    /// Whether at least one mark of `other` is set.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as bits.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lists, ready for look-up.
#[derive(Debug)]
pub(super) struct Lexicon {
    marks: HashMap<&'static str, Marks>,
    /// First word of entries of several words -> number of words in the longest.
    longest: HashMap<&'static str, usize>,
}

/// Each list, and what its sections mean.
const LISTS: &[(&str, &[(&str, Marks)])] = &[
    (
        include_str!("../../assets/names/people.txt"),
        &[
            ("male", Marks::MALE),
            ("female", Marks::FEMALE),
            ("either", Marks::EITHER),
            ("also-words", Marks::WORD_TOO),
            ("particles", Marks::PARTICLE),
            ("saying", Marks::SAYING),
        ],
    ),
    (
        include_str!("../../assets/names/titles.txt"),
        &[
            ("male", Marks::TITLE_MALE),
            ("female", Marks::TITLE_FEMALE),
            ("rank", Marks::TITLE_RANK),
            ("roles", Marks::ROLE),
        ],
    ),
    (
        include_str!("../../assets/names/places.txt"),
        &[
            ("countries", Marks::PLACE),
            ("cities", Marks::PLACE),
            ("regions", Marks::PLACE),
            ("waters", Marks::PLACE),
            ("ambiguous", Marks::UNSURE),
            ("last", Marks::PLACE_LAST),
            ("first", Marks::PLACE_FIRST),
            ("nouns", Marks::PLACE_NOUN),
            ("before", Marks::PLACE_BEFORE),
            ("compass", Marks::COMPASS),
        ],
    ),
    (
        include_str!("../../assets/names/organisations.txt"),
        &[
            ("known", Marks::ORGANIZATION),
            ("heads", Marks::HEAD),
            ("before-of", Marks::HEAD_OF),
            ("lower", Marks::LOWER_ORGANIZATION),
            ("not-acronyms", Marks::NO_ACRONYM),
            ("acronyms", Marks::ACRONYM),
        ],
    ),
    (
        include_str!("../../assets/names/not-names.txt"),
        &[
            ("demonyms", Marks::DEMONYM),
            ("calendar", Marks::CALENDAR),
            ("function", Marks::FUNCTION),
            ("common", Marks::COMMON),
        ],
    ),
];

/// The lists; read on first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self {
            marks: HashMap::with_capacity(8_000),
            longest: HashMap::with_capacity(800),
        };
        for (list, sections) in LISTS {
            let mut marks = Marks::default();
            for line in lines(list) {
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    let section = sections.iter().find(|(section, _)| *section == name);
                    marks = section.map_or(Marks::default(), |(_, marks)| *marks);
                    continue;
                }
                for entry in line.split(',').map(str::trim).filter(|e| !e.is_empty()) {
                    lexicon.add(entry, marks);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, entry: &'static str, marks: Marks) {
        let known = self.marks.entry(entry).or_default();
        *known = known.with(marks);
        let mut words = entry.split([' ', '-']);
        if let Some(first) = words.next() {
            let count = 1 + words.count();
            let first = if first.len() > 1 && first.matches('.').count() == 1 {
                first.trim_end_matches('.')
            } else {
                first
            };
            if count > 1 {
                let longest = self.longest.entry(first).or_insert(count);
                *longest = (*longest).max(count);
            }
        }
    }

    /// What is known of `phrase`, letter by letter.
    pub(super) fn marks(&self, phrase: &str) -> Marks {
        self.marks.get(phrase).copied().unwrap_or_default()
    }

    /// Number of words in the longest entry that begins with the word `first`; 1 when there is none.
    pub(super) fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(1)
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_known_and_every_list_is_read() {
        for (list, sections) in LISTS {
            for line in lines(list).filter(|line| line.starts_with('[')) {
                let name = line.trim_matches(['[', ']']);
                assert!(sections.iter().any(|(s, _)| *s == name), "{name}");
            }
        }
        assert!(lexicon().marks("Marta").any(Marks::FEMALE));
        assert!(lexicon().marks("New York").any(Marks::PLACE));
        assert!(lexicon().marks("Prime Minister").any(Marks::TITLE));
        assert_eq!(lexicon().marks("Brevik"), Marks::default());
    }

    #[test]
    fn the_longest_phrase_of_a_word_is_known() {
        assert_eq!(lexicon().longest("Salt"), 3);
        assert_eq!(lexicon().longest("Brevik"), 1);
        assert_eq!(lexicon().longest("St"), 2);
    }

    #[test]
    fn the_lists_stay_small() {
        let size: usize = LISTS.iter().map(|(list, _)| list.len()).sum();
        assert!(size < 195_000, "{size} bytes");
    }
}
