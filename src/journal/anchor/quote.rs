//! An anchor folded for comparison.

use super::Anchor;
use crate::text::folds;

/// What stood before a passage, the passage, and what stood after it, in folded characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) before: Vec<char>,
    pub(super) exact: Vec<char>,
    pub(super) after: Vec<char>,
}

impl Quote {
    /// Folds prefix, quote and suffix as one string, so that white space at a seam is folded as it is in a
    /// text. Space at the ends of the quote counts as context.
    pub(super) fn of(anchor: &Anchor) -> Self {
        let whole = [&*anchor.prefix, &*anchor.exact, &*anchor.suffix].concat();
        let seam = anchor.prefix.len();
        let end = seam + anchor.exact.trim_end().len();
        let start = seam + (anchor.exact.len() - anchor.exact.trim_start().len());
        let mut quote = Self::default();
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

    /// Its characters with those around it.
    pub(super) fn whole(&self) -> Vec<char> {
        [&*self.before, &*self.exact, &*self.after].concat()
    }

    /// Number of characters with those around it.
    pub(super) fn len(&self) -> usize {
        self.before.len() + self.exact.len() + self.after.len()
    }

    /// The beginning and the end of a long quote, of `piece` characters each, with `context` characters of what lies
    /// between them for context.
    pub(super) fn ends(&self, piece: usize, context: usize) -> [Self; 2] {
        let (head, rest) = self.exact.split_at(piece.min(self.exact.len()));
        let (body, tail) = self.exact.split_at(self.exact.len().saturating_sub(piece));
        [
            Self {
                before: self.before.clone(),
                exact: head.to_vec(),
                after: rest.iter().take(context).copied().collect(),
            },
            Self {
                before: body
                    .get(body.len().saturating_sub(context)..)
                    .unwrap_or_default()
                    .to_vec(),
                exact: tail.to_vec(),
                after: self.after.clone(),
            },
        ]
    }
}
