//! People: by title, by given name, by initials.

use super::{Cutter, PERSON_WORDS};
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::tokens::{Gap, Shape};

/// Titles in a row that are read as one.
const TITLES: usize = 4;

impl Cutter<'_, '_> {
    /// The title at `title`, whose words end at `first`, and the person after it; `None` when no name follows
    /// or the title is part of something else. In "Chief Finance Minister Holm" the last title counts.
    pub(super) fn titled(&mut self, title: usize, first: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let (mut title, mut first) = (title, first);
        for _ in 0..TITLES {
            let (count, next) = r.phrase(first, self.limit);
            if !next.any(Marks::TITLE_RANK) || next.any(Marks::GIVEN) || !r.is_joined(first) {
                break;
            }
            (title, first) = (first, first + count);
        }
        let person = self.person_after(title, first, end)?;
        Some(self.add(first, person, Some(NameKind::Person), true))
    }

    /// The end of the person whose name begins at `first`, after a title that begins at `title`.
    fn person_after(&self, title: usize, first: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let follows = first < end
            && matches!(r.tokens[first].gap, Gap::Space | Gap::Stop)
            && r.is_joined(first)
            && r.tokens[first].is_capital();
        let marks = r.marks(first);
        let bars = marks.any(Marks::FUNCTION)
            || marks.any(Marks::CALENDAR)
            || marks.any(Marks::DEMONYM)
            || marks.any(Marks::KNOWN);
        if !follows || bars {
            return None;
        }
        let stop = self.stop(first, end);
        let last = r.marks(stop - 1);
        let civil = !r.marks(title).any(Marks::TITLE_RANK);
        let generic = last.any(Marks::PLACE_LAST) && stop - first > 1;
        let plain =
            marks.any(Marks::COMMON) || (marks.any(Marks::PLACE) && !marks.any(Marks::GIVEN));
        // "General Motors" is none, "Governor Palace" is none; "Mr Bank" and "Ms June Church" are people.
        let fits = if civil && first - title == 1 {
            stop - first <= 2 && !generic || !last.any(Marks::HEAD) && !generic && !plain
        } else {
            !last.any(Marks::HEAD) && !generic && !plain
        };
        fits.then(|| self.person_end(first, stop))
    }

    pub(super) fn is_title_at(&self, at: usize, end: usize) -> bool {
        let (count, marks) = self.r.phrase(at, self.limit);
        marks.any(Marks::TITLE)
            && at + count < end
            && self.r.tokens[at + count].shape == Shape::Title
            && !self.r.marks(at + count).any(Marks::HEAD)
    }

    /// A given name or initials, and a surname.
    pub(super) fn person(&mut self, at: usize, stop: usize) -> Option<usize> {
        let r = self.r;
        if at + 1 >= stop {
            return None;
        }
        let (token, marks) = (r.tokens[at], r.marks(at));
        let next = r.tokens[at + 1];
        let initials = match token.shape {
            Shape::Initial => next.gap == Gap::Stop,
            Shape::Dotted => !marks.any(Marks::PLACE) && !marks.any(Marks::KNOWN),
            _ => false,
        };
        let given = marks.any(Marks::GIVEN) && token.shape == Shape::Title;
        if !initials && !given {
            return None;
        }
        let following = r.marks(at + 1);
        let barred = following.any(Marks::HEAD)
            || (following.any(Marks::PLACE) && !following.any(Marks::UNSURE))
            || next.shape == Shape::Upper && following.any(Marks::KNOWN);
        let doubtful = marks.any(Marks::WORD_TOO) || self.is_headline || initials;
        let located = self.is_after_preposition(at) && r.marks(stop - 1).any(Marks::PLACE_LAST);
        if barred || located || (doubtful && following.any(Marks::COMMON)) {
            return None;
        }
        let end = self.person_end(at, stop);
        if end < at + 2 {
            return None;
        }
        Some(self.add(at, end, Some(NameKind::Person), true))
    }

    /// The end of the person's name that begins at `first`.
    pub(super) fn person_end(&self, first: usize, stop: usize) -> usize {
        let r = self.r;
        let mut capitals = 0;
        let mut end = first;
        for at in first..stop {
            let marks = r.marks(at);
            if at > first && self.is_headline && marks.any(Marks::COMMON) {
                break;
            }
            if at > first + 1 && marks.any(Marks::PLACE) && !marks.any(Marks::UNSURE) {
                break;
            }
            if r.tokens[at].is_capital() {
                capitals += 1;
                end = at + 1;
            } else if r.tokens[at].gap == Gap::Hyphen {
                end = at + 1;
            }
            // In a headline the verb has a capital too: a given name and one more word are the person.
            let whole = self.is_headline
                && capitals >= 2
                && !r.marks(at).any(Marks::GIVEN)
                && r.tokens[at].shape == Shape::Title;
            if whole || capitals == PERSON_WORDS || r.tokens[at].is_clipped() {
                break;
            }
        }
        end.max(first + 1)
    }
}
