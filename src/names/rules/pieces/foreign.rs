//! Text that is not English: the lists alone, since there a capital may say nothing.

use super::{Cutter, PERSON_WORDS};
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::tokens::{Gap, Shape};

impl Cutter<'_, '_> {
    /// Text that is not English: places of the lists, and people with a title or a given name.
    pub(super) fn foreign_piece(&mut self, at: usize, end: usize) -> usize {
        let r = self.r;
        let (count, marks) = r.phrase(at, self.limit);
        if marks.any(Marks::TITLE) && at + count < end {
            let first = at + count;
            let name = r.marks(first);
            let fits = matches!(r.tokens[first].gap, Gap::Space | Gap::Stop)
                && r.tokens[first].shape == Shape::Title
                && !name.any(Marks::TITLE)
                && !name.any(Marks::PLACE)
                && !name.any(Marks::COMMON)
                && !r.is_small_elsewhere(first);
            if fits {
                let surname = usize::from(name.any(Marks::GIVEN) && first + 1 < end);
                return self.add(
                    first,
                    self.person_end(first, first + 1 + surname),
                    Some(NameKind::Person),
                    true,
                );
            }
        }
        let next = at + 1;
        let far = end.min(at + PERSON_WORDS);
        if marks.any(Marks::GIVEN)
            && !marks.any(Marks::WORD_TOO)
            && count == 1
            && next < end
            && !r.marks(next).any(Marks::PLACE)
            && !r.tokens[at].is_clipped()
            && (next..far).any(|k| r.tokens[k].shape == Shape::Title)
        {
            let surname = (next..far)
                .find(|k| r.tokens[*k].shape == Shape::Title && !r.marks(*k).any(Marks::GIVEN));
            let stop = surname.map_or(far, |k| k + 1);
            return self.add(at, self.person_end(at, stop), Some(NameKind::Person), true);
        }
        let word_too =
            marks.any(Marks::UNSURE) || marks.any(Marks::COMMON) || marks.any(Marks::GIVEN);
        if marks.any(Marks::PLACE) && (count > 1 || !word_too) {
            return self.add(at, at + count, Some(NameKind::Place), true);
        }
        self.add(at, at + 1, None, false)
    }
}
