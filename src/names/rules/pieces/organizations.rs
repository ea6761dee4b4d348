//! Organisations: known by name, told by one of their words, or acronyms.

use super::Cutter;
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::rules::reach;
use crate::names::tokens::Shape;

impl Cutter<'_, '_> {
    /// An organisation: known by name, or told by one of its words, or an acronym.
    pub(super) fn organization(
        &mut self,
        at: usize,
        stop: usize,
        count: usize,
        marks: Marks,
    ) -> Option<usize> {
        let r = self.r;
        let mut first = at;
        // "US state department", "Norwegian foreign ministry".
        if marks.any(Marks::PLACE) || marks.any(Marks::DEMONYM) {
            let next = at + count;
            let (words, lower) = r.phrase(next, self.limit);
            if r.is_joined(next) && lower.any(Marks::LOWER_ORGANIZATION) {
                return Some(self.add(at, next + words, Some(NameKind::Organization), true));
            }
        }
        let doubtful = r.is_opening(at) || self.is_headline;
        // "Former Brevik Council": an ordinary word that only opens the sentence.
        if doubtful && marks.any(Marks::COMMON) && !marks.any(Marks::HEAD) && count == 1 {
            first = at + 1;
        }
        if let Some(end) = reach::end(r, first, stop, self.limit) {
            let named = (first..end).any(|k| {
                !r.marks(k).any(Marks::COMMON) || r.marks(k).any(Marks::HEAD_OF) && end > stop
            });
            if (named || (end - first > 1 && !doubtful)) && end >= at + count {
                let (kind, sure) = self.told_by_word(first, NameKind::Organization);
                return Some(self.add(first, end, kind, sure && named));
            }
        }
        if marks.any(Marks::KNOWN) && !(doubtful && marks.any(Marks::COMMON)) {
            let end = at + count;
            // "WHO" and "IS" are also words in capitals: the article decides, or others of its mentions.
            if marks.any(Marks::NO_ACRONYM) && !(at > self.start && r.word(at - 1) == "the") {
                return Some(self.add(at, end, None, false));
            }
            let sure = count > 1 || r.tokens[at].shape != Shape::Title;
            return Some(self.add(at, end, Some(NameKind::Organization), sure));
        }
        self.acronym(at)
    }

    /// Capitals that neither are a word nor a place.
    fn acronym(&mut self, at: usize) -> Option<usize> {
        let r = self.r;
        let marks = r.marks(at);
        let token = r.tokens[at];
        let letters = r.word(at).chars().count();
        let acronym = token.shape == Shape::Upper
            && (2..=6).contains(&letters)
            && r.word(at).chars().all(char::is_alphabetic)
            && !marks.any(Marks::NO_ACRONYM)
            && !marks.any(Marks::PLACE);
        acronym.then(|| self.add(at, at + 1, Some(NameKind::Organization), !self.is_headline))
    }

    /// The kind of the piece from `first`, one of whose words tells `kind`, and whether it is sure. In a headline a verb
    /// may stand before that word ("Keeps Harbour"), so the name must be known from elsewhere.
    pub(super) fn told_by_word(&self, first: usize, kind: NameKind) -> (Option<NameKind>, bool) {
        let known = !self.is_headline
            || self.r.marks(first).any(Marks::PLACE)
            || self.r.marks(first).any(Marks::KNOWN);
        (known.then_some(kind), known)
    }
}
