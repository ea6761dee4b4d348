//! Places: of the lists, and by a generic word.

use super::Cutter;
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::rules::context::hint;
use crate::names::tokens::Gap;

impl Cutter<'_, '_> {
    /// "Holm Palace", "Lake Holm".
    pub(super) fn generic_place(&mut self, at: usize, stop: usize) -> Option<usize> {
        let r = self.r;
        if stop - at < 2 {
            return None;
        }
        let first = if r.marks(at).any(Marks::DEMONYM)
            || (r.is_opening(at) && r.marks(at).any(Marks::COMMON))
        {
            at + usize::from(!r.marks(at).any(Marks::PLACE_FIRST))
        } else {
            at
        };
        let last = (first + 1..stop)
            .rev()
            .find(|k| r.marks(*k).any(Marks::PLACE_LAST));
        let named = |end: usize| {
            (first..end).any(|k| !r.marks(k).any(Marks::COMMON) && !r.marks(k).any(Marks::DEMONYM))
        };
        if let Some(last) = last.filter(|last| named(*last)) {
            let (kind, sure) = self.told_by_word(first, NameKind::Place);
            return Some(self.add(first, last + 1, kind, sure));
        }
        let leads = r.marks(at).any(Marks::PLACE_FIRST)
            && !r.marks(at + 1).any(Marks::COMMON)
            && !r.marks(at + 1).any(Marks::DEMONYM)
            && !r.tokens[at].is_clipped();
        if !leads {
            return None;
        }
        let (count, _) = r.phrase(at + 1, self.limit);
        Some(self.add(
            at,
            at + 1 + count,
            Some(NameKind::Place),
            r.marks(at + 1).any(Marks::PLACE),
        ))
    }

    /// A place of the lists.
    pub(super) fn place(&mut self, at: usize, end: usize, stop: usize) -> usize {
        let r = self.r;
        let marks = r.marks(at);
        if end - at > 1 || !marks.any(Marks::UNSURE) {
            // "Brighton Bluebirds": a place and a plural are a team.
            if end < stop && stop == end + 1 && self.is_team(end) {
                return self.add(at, stop, Some(NameKind::Organization), false);
            }
            return self.add(at, end, Some(NameKind::Place), true);
        }
        let word_too =
            marks.any(Marks::COMMON) || marks.any(Marks::FUNCTION) || r.is_small_elsewhere(at);
        if word_too && !self.is_after_preposition(at) {
            return end;
        }
        match hint(r, self.start, self.limit, at, end) {
            Some(hint) if hint.kind == NameKind::Person => {
                self.add(at, end, Some(NameKind::Person), hint.sure)
            }
            Some(_) => self.add(at, end, Some(NameKind::Place), true),
            None => self.add(at, end, Some(NameKind::Place), false),
        }
    }

    pub(super) fn is_team(&self, at: usize) -> bool {
        let word = self.r.word(at);
        let marks = self.r.marks(at);
        word.len() > 4
            && word.ends_with('s')
            && !word.ends_with("ss")
            && marks == Marks::default()
            && self.r.tokens[at].gap == Gap::Space
            && !self.is_headline
    }
}
