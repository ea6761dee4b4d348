//! The parts of a person's name, taken from its key.

use super::forms::Seen;
use super::spelling::{given_in_full, is_suffix};
use crate::names::lexicon::{Marks, lexicon};
use crate::text::TextRange;

/// Words at most in a full name; what is longer is not taken apart.
const WORDS: usize = 8;

/// Particles that a hyphen joins to a surname: "al-Assad" is "Assad".
const JOINED: &[&str] = &[
    "al-", "el-", "ul-", "ad-", "ar-", "as-", "at-", "bin-", "ben-",
];

/// A name in parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    /// The key without [`Parts::suffix`].
    stem: &'a str,
    /// The whole key.
    pub(super) key: &'a str,
    /// The first word.
    pub(super) first: &'a str,
    /// What stands between the first word and the last.
    pub(super) middle: &'a str,
    /// The last word.
    pub(super) last: &'a str,
    /// "jr", "sr", "iii"; empty without one.
    pub(super) suffix: &'a str,
}

impl<'a> Parts<'a> {
    /// The parts of `key`.
    pub(super) fn of(key: &'a str) -> Self {
        let (stem, suffix) = match key.rsplit_once(' ') {
            // "Charles III" has no surname that a son could share.
            Some((stem, suffix)) if is_suffix(suffix) && stem.contains(' ') => {
                (stem, suffix.trim_end_matches('.'))
            }
            _ => (key, ""),
        };
        let (first, rest) = stem.split_once(' ').unwrap_or((stem, stem));
        let (middle, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
        Self {
            stem,
            key,
            first,
            middle,
            last,
            suffix,
        }
    }

    /// The given name, in full where it is a usual short form.
    pub(super) fn given(&self) -> &'a str {
        given_in_full(self.first)
    }

    /// Whether there are given name and surname; "van Dyck" has a particle in place of the first.
    pub(super) fn is_full(&self) -> bool {
        self.first.len() < self.stem.len() && !is_particle(self.first)
            || self.first != self.last && self.stem == self.first
    }

    /// The proper ends of the name that may stand for it, longest first: "bin salman", "salman".
    pub(super) fn ends(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let stem = self.stem;
        // A given name that shares the surname of the next has no end of its own.
        let last = (self.stem == self.first && self.last != self.first).then_some(self.last);
        stem.match_indices(' ')
            .take(WORDS)
            .filter_map(move |(at, _)| stem.get(at + 1..))
            .flat_map(|end| std::iter::once(end).chain(joined(end)))
            .chain(last)
    }

    /// The proper beginnings of the name, of two words at least: "vladimir vladimirovich".
    pub(super) fn beginnings(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let stem = self.stem;
        stem.match_indices(' ')
            .take(WORDS)
            .skip(1)
            .filter_map(move |(at, _)| stem.get(..at))
    }

    /// The parts of a given name alone that shares the surname of the `next` person: "Bill and Hillary Clinton".
    pub(super) fn shared(
        self,
        text: &str,
        own: &Seen,
        next: &Seen,
        next_key: &'a str,
    ) -> Option<Self> {
        let between = TextRange::new(own.range.end, next.range.start).of(text);
        if !matches!(between, " and " | " & ") || self.key.contains(' ') {
            return None;
        }
        let given = lexicon().marks(own.range.of(text).trim()).any(Marks::GIVEN);
        let next = Parts::of(next_key);
        let shares =
            given && next.is_full() && is_given(next.first) && next.given() != self.given();
        shares.then_some(Self {
            last: next.last,
            ..self
        })
    }
}

/// Whether the lists know `word`, in small letters, as a given name.
pub(super) fn is_given(word: &str) -> bool {
    let mut chars = word.chars();
    let capital: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect();
    lexicon().marks(&capital).any(Marks::GIVEN)
}

fn is_particle(word: &str) -> bool {
    lexicon().marks(word).any(Marks::PARTICLE)
}

/// The surname in "al-assad".
fn joined(end: &str) -> Option<&str> {
    JOINED
        .iter()
        .find_map(|particle| end.strip_prefix(particle))
        .filter(|rest| rest.len() > 2)
}

/// What is left of a surname without the particles before it, one by one: "van der berg", "der berg", "berg".
pub(super) fn after_particles(key: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(key);
    std::iter::from_fn(move || {
        let (first, after) = match rest?.split_once(' ') {
            Some((first, after)) => (first, after),
            None => ("", joined(rest?)?),
        };
        rest = Some(after);
        (first.is_empty() || is_particle(first)).then_some(after)
    })
    .take(WORDS)
}
