//! Words of no list, judged by what stands around them.

use super::{Cutter, PERSON_WORDS};
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::rules::context::hint;
use crate::names::tokens::{Gap, Shape};

impl Cutter<'_, '_> {
    /// Words of no list.
    pub(super) fn unknown(&mut self, at: usize, stop: usize) -> usize {
        let r = self.r;
        let mut end = at + 1;
        while end < stop {
            let marks = r.marks(end);
            let common = marks.any(Marks::COMMON) && r.tokens[end].gap != Gap::Hyphen;
            if common || marks.any(Marks::DEMONYM) || marks.any(Marks::KNOWN) {
                break;
            }
            if marks.any(Marks::PLACE) && !marks.any(Marks::UNSURE) {
                break;
            }
            end += 1;
        }
        while end > at + 1
            && !r.tokens[end - 1].is_capital()
            && r.tokens[end - 1].gap != Gap::Hyphen
        {
            end -= 1;
        }
        let mut first = at;
        if r.is_opening(at) && end - at > 1 && r.is_small_elsewhere(at) {
            first = at + 1;
        }
        if end - first > PERSON_WORDS || r.tokens[first].shape == Shape::Initial && end - first == 1
        {
            return end;
        }
        self.judge(first, end);
        end
    }

    pub(super) fn judge(&mut self, first: usize, end: usize) {
        let r = self.r;
        let marks = r.marks(first);
        let single = end - first == 1;
        // A minister without a name, a party without one.
        if single && (marks.any(Marks::TITLE) || marks.any(Marks::HEAD)) {
            return;
        }
        let doubtful = (r.is_opening(first) || self.is_headline) && r.is_small_elsewhere(first);
        if let Some(hint) = hint(r, self.start, self.limit, first, end)
            && !doubtful
        {
            self.add(first, end, Some(hint.kind), hint.sure && !self.is_headline);
            return;
        }
        let word = marks.any(Marks::WORD_TOO) && (r.is_opening(first) || marks.any(Marks::PLACE));
        let shouted = (first..end).all(|k| r.tokens[k].shape == Shape::Upper);
        let kind = if single && marks.any(Marks::GIVEN) && !word && !doubtful {
            Some(NameKind::Person)
        } else if single || self.is_headline || shouted {
            None
        } else if first > self.start && r.word(first - 1) == "the" {
            Some(NameKind::Organization)
        } else {
            Some(NameKind::Person)
        };
        self.add(first, end, kind, false);
    }
}
