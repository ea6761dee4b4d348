//! What finds a passage again: the quote, what stood around it, and where it was.
//!
//! The pair of selectors is that of the W3C Web Annotation Data Model (2017, sections 4.2.4 and 4.2.5): a
//! text quote with prefix and suffix, and a text position. Positions are bytes here and characters there.

use crate::text::{TextRange, folds, harmless};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Length of prefix and suffix in characters.
const CONTEXT_CHARS: usize = 32;

/// A quote of fewer characters than this says too little by itself to be believed anywhere.
const SHORT_QUOTE: usize = 24;

/// So many characters around a short quote must agree before one of several places is believed.
const ENOUGH_CONTEXT: usize = 4;

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
}

/// Where a passage stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Where it was, to the letter.
    Exact(TextRange),
    /// Somewhere else, or with other quotes or white space.
    Moved(TextRange),
    /// Not found, or in too many places to tell.
    Lost,
}

impl Found {
    /// The range, when there is one.
    pub const fn range(self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) => Some(range),
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
        Self {
            exact: exact.to_owned(),
            prefix: before.split_at(first).1.to_owned(),
            suffix: after.split_at(last).0.to_owned(),
            start,
            end,
        }
    }

    /// Where the passage stands in `text`. Takes time in proportion to the text: nothing is searched when
    /// all is as it was, and a passage that moved with all its context is found by a plain search. Otherwise
    /// every place of the quote is found by one pass (Knuth, Morris, Pratt 1977, doi 10.1137/0206024) over
    /// the folded text, and the one is taken that has most of the old context around it and, among equals,
    /// is nearest to the old place.
    pub fn find(&self, text: &str) -> Found {
        let here = TextRange::new(self.start, self.end);
        let unchanged = text.get(self.start..self.end) == Some(self.exact.as_str());
        if unchanged && self.context_stands(text) {
            return Found::Exact(here);
        }
        if let Some(range) = self.moved_whole(text) {
            return Found::Moved(range);
        }
        let quote = Quote::of(self);
        match quote.best_place(text, self.start) {
            Some(range) if range == here && unchanged => Found::Exact(here),
            Some(range) => Found::Moved(range),
            // Nothing speaks for another place, and the passage is still where it was.
            None if unchanged && !self.exact.is_empty() => Found::Exact(here),
            None => Found::Lost,
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
        if self.exact.trim().is_empty() {
            return None;
        }
        let whole = [&*self.prefix, &*self.exact, &*self.suffix].concat();
        let first = text.find(&whole)?;
        let only = text.rfind(&whole) == Some(first);
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

/// An anchor folded for comparison.
struct Quote {
    before: Vec<char>,
    exact: Vec<char>,
    after: Vec<char>,
}

/// A place of the quote in a text. The greatest is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    agreement: usize,
    distance: Reverse<usize>,
    /// The earlier of two that are equally good and near.
    range: Reverse<TextRange>,
}

impl Quote {
    /// Folds prefix, quote and suffix as one string, so that white space at a seam is folded as it is in a
    /// text. Space at the ends of the quote counts as context.
    fn of(anchor: &Anchor) -> Self {
        let whole = [&*anchor.prefix, &*anchor.exact, &*anchor.suffix].concat();
        let seam = anchor.prefix.len();
        let end = seam + anchor.exact.trim_end().len();
        let start = seam + (anchor.exact.len() - anchor.exact.trim_start().len());
        let mut quote = Self {
            before: Vec::new(),
            exact: Vec::new(),
            after: Vec::new(),
        };
        for (at, c) in folds(&whole) {
            if at < start {
                quote.before.push(c);
            } else if at < end {
                quote.exact.push(c);
            } else {
                quote.after.push(c);
            }
        }
        quote
    }

    /// The best place of the quote in `text`, if one can be believed. `old` is the offset where it was.
    fn best_place(&self, text: &str, old: usize) -> Option<TextRange> {
        if self.exact.is_empty() {
            return None;
        }
        let page: Vec<(usize, char)> = folds(text).collect();
        let mut best: Option<Place> = None;
        let mut places = 0;
        for first in occurrences(&page, &self.exact) {
            let Some(place) = self.place(text, &page, first, old) else {
                continue;
            };
            places += 1;
            if best.as_ref().is_none_or(|held| *held < place) {
                best = Some(place);
            }
        }
        let best = best?;
        let doubtful = places > 1
            && self.exact.len() < SHORT_QUOTE
            && best.agreement < ENOUGH_CONTEXT.min(self.before.len() + self.after.len());
        (!doubtful).then_some(best.range.0)
    }

    /// The place whose folded characters begin at index `first` of `page`.
    fn place(&self, text: &str, page: &[(usize, char)], first: usize, old: usize) -> Option<Place> {
        let (head, rest) = page.split_at_checked(first)?;
        let (found, tail) = rest.split_at_checked(self.exact.len())?;
        let start = found.first()?.0;
        let last = found.last()?.0;
        let end = last + text.get(last..)?.chars().next()?.len_utf8();
        let before = common(head.iter().rev(), self.before.iter().rev());
        let after = common(tail.iter(), self.after.iter());
        Some(Place {
            agreement: before + after,
            distance: Reverse(start.abs_diff(old)),
            range: Reverse(TextRange::new(start, end)),
        })
    }
}

/// How many characters agree from the beginning on.
fn common<'a>(
    page: impl Iterator<Item = &'a (usize, char)>,
    quote: impl Iterator<Item = &'a char>,
) -> usize {
    page.zip(quote)
        .take_while(|((_, here), there)| here == *there)
        .count()
}

/// Indices in `page` where `wanted` begins, overlapping ones too.
fn occurrences(page: &[(usize, char)], wanted: &[char]) -> Vec<usize> {
    let borders = borders(wanted);
    let mut matched = 0;
    let mut found = Vec::new();
    for (at, (_, c)) in page.iter().enumerate() {
        while matched > 0 && wanted.get(matched) != Some(c) {
            matched = borders.get(matched - 1).copied().unwrap_or(0);
        }
        if wanted.get(matched) == Some(c) {
            matched += 1;
        }
        if matched == wanted.len() {
            found.push(at + 1 - matched);
            matched = borders.get(matched - 1).copied().unwrap_or(0);
        }
    }
    found
}

/// For each beginning of `wanted` the length of the longest shorter beginning that it also ends with.
fn borders(wanted: &[char]) -> Vec<usize> {
    let mut borders = vec![0; wanted.len()];
    let mut length = 0;
    for (at, c) in wanted.iter().enumerate().skip(1) {
        while length > 0 && wanted.get(length) != Some(c) {
            length = borders.get(length - 1).copied().unwrap_or(0);
        }
        if wanted.get(length) == Some(c) {
            length += 1;
        }
        if let Some(border) = borders.get_mut(at) {
            *border = length;
        }
    }
    borders
}

#[cfg(test)]
mod tests;
