//! What finds a passage again: the quote, what stood around it, and where it was.
//!
//! The pair of selectors is that of the W3C Web Annotation Data Model (2017, sections 4.2.4 and 4.2.5): a
//! text quote with prefix and suffix, and a text position. Positions are bytes here and characters there.

mod align;
mod bound;
mod quote;
mod search;
mod seeds;

use crate::text::{TextRange, harmless};
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// Length of prefix and suffix in characters.
const CONTEXT_CHARS: usize = 32;

/// A quote of fewer characters than this says too little by itself to be believed anywhere.
const SHORT_QUOTE: usize = 24;

/// In a longer text than this, in bytes, it is not asked what else is like a passage: that would be felt.
const ASKED: usize = 256_000;

/// A passage of an article, made to be found again in a text that has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage itself.
    pub exact: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
    /// Where it began, in bytes.
    pub start: usize,
    /// Where it ended, in bytes.
    pub end: usize,
    /// How like to it the likest other passage of the text was, in percent: what is no liker to it later may be that
    /// other one. `None` when that was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alike: Option<u8>,
}

/// Where a passage stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Where it was, to the letter.
    Exact(TextRange),
    /// Somewhere else, or with other quotes or white space.
    Moved(TextRange),
    /// With other words.
    Changed(TextRange),
    /// Not found, or in too many places to tell.
    Lost,
}

impl Found {
    /// The range, when there is one.
    pub const fn range(self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Changed(range) => Some(range),
            Self::Lost => None,
        }
    }
}

impl Anchor {
    /// The anchor of `range` in `text`. A range that does not fit is cut to what does.
    pub fn new(text: &str, range: TextRange) -> Self {
        let start = text.floor_char_boundary(range.start);
        let end = text.ceil_char_boundary(range.end).max(start);
        let (before, rest) = text.split_at(start);
        let (exact, after) = rest.split_at(end - start);
        let first = before
            .char_indices()
            .nth_back(CONTEXT_CHARS - 1)
            .map_or(0, |(at, _)| at);
        let last = after
            .char_indices()
            .nth(CONTEXT_CHARS)
            .map_or(after.len(), |(at, _)| at);
        let mut anchor = Self {
            exact: exact.to_owned(),
            prefix: before.split_at(first).1.to_owned(),
            suffix: after.split_at(last).0.to_owned(),
            start,
            end,
            alike: None,
        };
        if text.len() <= ASKED {
            anchor.alike = Some(search::likest_other(&anchor, text));
        }
        anchor
    }

    /// Where it was.
    pub const fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// Whether the passage stands where it was, with all that was around it: told at once, without a search.
    pub fn stands(&self, text: &str) -> bool {
        text.get(self.start..self.end) == Some(self.exact.as_str()) && self.context_stands(text)
    }

    /// Where the passage stands in `text`: see [`Anchor::find_all`].
    pub fn find(&self, text: &str) -> Found {
        let found = Self::find_all(&[self], text);
        found.first().copied().unwrap_or(Found::Lost)
    }

    /// Where the passages of `anchors` stand in `text`. Nothing is searched for those around which all is as it was,
    /// and what moved with all its context is found by a plain search. The others are sought by one pass over the
    /// text, and taken where enough of the words and of what stood around them is found again; a place that might be
    /// another passage is not taken.
    pub fn find_all(anchors: &[&Self], text: &str) -> Vec<Found> {
        let mut found: Vec<Option<Found>> = anchors
            .iter()
            .map(|anchor| anchor.find_to_the_letter(text))
            .collect();
        let open = || {
            found
                .iter()
                .zip(anchors)
                .filter(|(found, _)| found.is_none())
        };
        let sought: Vec<&Self> = open().map(|(_, anchor)| *anchor).collect();
        if sought.is_empty() {
            return found.into_iter().flatten().collect();
        }
        let mut placed = sought
            .iter()
            .zip(search::find(&sought, text))
            .map(|(anchor, place)| place.map_or(Found::Lost, |place| anchor.seen_at(place, text)));
        for slot in &mut found {
            if slot.is_none() {
                *slot = placed.next();
            }
        }
        found
            .into_iter()
            .map(|found| found.unwrap_or(Found::Lost))
            .collect()
    }

    /// Where the passage stands with all its context, if that is told by a plain search.
    fn find_to_the_letter(&self, text: &str) -> Option<Found> {
        if self.stands(text) {
            return Some(Found::Exact(self.range()));
        }
        if self.exact.trim().is_empty() {
            // White space alone is not found again.
            return Some(Found::Lost);
        }
        self.moved_whole(text).map(Found::Moved)
    }

    /// What is said of the passage where it was found.
    fn seen_at(&self, place: search::Likeness, text: &str) -> Found {
        let range = place.range;
        if range == self.range() && range.of(text) == self.exact {
            Found::Exact(range)
        } else if place.quote >= 1.0 {
            Found::Moved(range)
        } else {
            Found::Changed(range)
        }
    }

    /// Whether prefix and suffix stand around the old place to the letter.
    fn context_stands(&self, text: &str) -> bool {
        let before = text.get(..self.start).unwrap_or("");
        let after = text.get(self.end..).unwrap_or("");
        before.ends_with(&self.prefix) && after.starts_with(&self.suffix)
    }

    /// The one place where prefix, quote and suffix stand together to the letter.
    fn moved_whole(&self, text: &str) -> Option<TextRange> {
        let whole = [&*self.prefix, &*self.exact, &*self.suffix].concat();
        // One search for the letters of all of it is many times faster than that of `str`, and no letter of
        // UTF-8 stands in the middle of another.
        let finder = memmem::Finder::new(&whole);
        let mut places = finder.find_iter(text.as_bytes());
        let first = places.next()?;
        let only = finder.find(text.as_bytes().get(first + 1..)?).is_none();
        let start = first + self.prefix.len();
        only.then(|| TextRange::new(start, start + self.exact.len()))
    }

    /// The same, with nothing in it that could command a terminal.
    pub(super) fn harmless(&self) -> Self {
        Self {
            exact: harmless(&self.exact).into_owned(),
            prefix: harmless(&self.prefix).into_owned(),
            suffix: harmless(&self.suffix).into_owned(),
            ..*self
        }
    }
}

#[cfg(test)]
mod tests;
