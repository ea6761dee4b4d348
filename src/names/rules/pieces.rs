//! Cuts runs of capitalised words into names.

use super::context::hint;
use super::reading::Reading;
use super::{Piece, organizations};
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::tokens::{Gap, Line, Manner, Shape};

/// Capitalised words at most in a person's name.
const PERSON_WORDS: usize = 5;

/// Reads one line from left to right.
pub(super) struct Cutter<'a, 'r> {
    r: &'a Reading<'r>,
    start: usize,
    limit: usize,
    is_headline: bool,
    pieces: &'a mut Vec<Piece>,
}

impl<'a, 'r> Cutter<'a, 'r> {
    pub(super) fn new(r: &'a Reading<'r>, line: &Line, pieces: &'a mut Vec<Piece>) -> Self {
        Self {
            r,
            start: line.tokens.start,
            limit: line.tokens.end,
            is_headline: line.manner == Manner::Headline,
            pieces,
        }
    }

    /// Adds the pieces of the line.
    pub(super) fn cut(mut self) {
        let mut at = self.start;
        while at < self.limit {
            if !self.is_start(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            while at < end {
                let next = if self.r.is_english {
                    self.piece(at, end)
                } else {
                    self.foreign_piece(at, end)
                };
                at = next.max(at + 1);
            }
        }
    }

    /// Whether a run can begin here: with a capital, with "al-" and a capital, or with a known phrase in
    /// small letters.
    fn is_start(&self, at: usize) -> bool {
        let r = self.r;
        if r.tokens[at].is_capital() {
            return true;
        }
        let next = r.tokens.get(at + 1).filter(|_| at + 1 < self.limit);
        if matches!(r.word(at), "al" | "el" | "ul") {
            return next.is_some_and(|t| t.gap == Gap::Hyphen && t.is_capital());
        }
        r.lexicon.longest(r.word(at)) > 1 && r.phrase(at, self.limit).1.any(Marks::ORGANIZATION)
    }

    /// The end of the run that begins at `first`: capitals, and particles between them.
    fn run_end(&self, first: usize) -> usize {
        let r = self.r;
        let mut end = first + r.phrase(first, self.limit).0;
        loop {
            let mut at = end;
            while at < self.limit
                && at < end + 3
                && r.is_joined(at)
                && !r.tokens[at].is_capital()
                && r.marks(at).any(Marks::PARTICLE)
            {
                at += 1;
            }
            if at < self.limit && r.is_joined(at) && r.tokens[at].is_capital() {
                end = at + 1;
            } else {
                return end.min(self.limit);
            }
        }
    }

    fn add(&mut self, first: usize, end: usize, kind: Option<NameKind>, sure: bool) -> usize {
        self.pieces.push(Piece {
            tokens: first..end,
            kind,
            sure,
        });
        end
    }

    /// Reads one piece of the run `at..end` and gives where the next begins.
    fn piece(&mut self, at: usize, end: usize) -> usize {
        let r = self.r;
        let (count, marks) = r.phrase(at, self.limit);
        if marks.any(Marks::TITLE)
            && let Some(next) = self.titled(at, at + count, end)
        {
            return next;
        }
        if count > 1 && marks.any(Marks::PLACE) && !self.has_head(at + count, end) {
            return self.add(at, at + count, Some(NameKind::Place), true);
        }
        if (marks.any(Marks::FUNCTION) || self.is_date(at, end)) && count == 1 {
            return at + 1;
        }
        if let Some(next) = self.hyphenated(at, end) {
            return next;
        }
        let stop = self.stop(at, end);
        if let Some(next) = self.organization(at, stop, count, marks) {
            return next;
        }
        if let Some(next) = self.person(at, stop) {
            return next;
        }
        if let Some(next) = self.generic_place(at, stop) {
            return next;
        }
        if marks.any(Marks::PLACE) {
            return self.place(at, at + count, stop);
        }
        if marks.any(Marks::DEMONYM) || (marks.any(Marks::COMMON) && !marks.any(Marks::GIVEN)) {
            return at + 1;
        }
        self.unknown(at, stop)
    }

    /// A word of the calendar, unless it is a given name with a surname ("June Holm").
    fn is_date(&self, at: usize, end: usize) -> bool {
        let marks = self.r.marks(at);
        let follows = at + 1 < end && self.r.tokens[at + 1].shape == Shape::Title;
        marks.any(Marks::CALENDAR) && !(marks.any(Marks::GIVEN) && follows)
    }

    fn has_head(&self, at: usize, end: usize) -> bool {
        at < end && self.r.is_joined(at) && {
            let stop = self.stop(at, end);
            (at..stop).any(|k| self.r.marks(k).any(Marks::HEAD))
        }
    }

    /// Where the piece that begins at `at` must end: before a word of grammar, a date, a title, and before
    /// a demonym unless an organisation spans it.
    fn stop(&self, at: usize, end: usize) -> usize {
        let r = self.r;
        let mut stop = at + 1;
        // A run has no bound on its length; a name has.
        let far = end.min(at + 12);
        while stop < far && !r.marks(stop).any(Marks::FUNCTION) && !self.is_date(stop, end) {
            if stop > at && r.marks(stop).any(Marks::TITLE) && self.is_title_at(stop, end) {
                break;
            }
            stop += 1;
        }
        let organization = r.marks(stop - 1).any(Marks::HEAD);
        let demonym = (at + 1..stop).find(|k| r.marks(*k).any(Marks::DEMONYM));
        match demonym {
            Some(demonym) if !organization => demonym,
            _ => stop,
        }
    }

    fn is_title_at(&self, at: usize, end: usize) -> bool {
        let (count, marks) = self.r.phrase(at, self.limit);
        marks.any(Marks::TITLE)
            && at + count < end
            && self.r.tokens[at + count].shape == Shape::Title
            && !self.r.marks(at + count).any(Marks::HEAD)
    }

    /// "US-Russia talks", "Moscow-based": what hyphens join may be two names.
    fn hyphenated(&mut self, at: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let (count, marks) = r.phrase(at, self.limit);
        let next = at + count;
        let hyphen = next < self.limit && r.tokens[next].gap == Gap::Hyphen;
        let stands =
            marks.any(Marks::PLACE) || marks.any(Marks::DEMONYM) || marks.any(Marks::KNOWN);
        if !hyphen || !stands {
            return None;
        }
        let other = r.marks(next);
        let apart = next >= end
            || other.any(Marks::PLACE)
            || other.any(Marks::DEMONYM)
            || other.any(Marks::KNOWN);
        if !apart {
            return None;
        }
        if marks.any(Marks::PLACE) {
            self.add(at, next, Some(NameKind::Place), true);
        } else if marks.any(Marks::KNOWN) {
            self.add(at, next, Some(NameKind::Organization), true);
        }
        Some(next)
    }

    /// A title and the person after it; `None` when no name follows or the title is part of something else.
    fn titled(&mut self, title: usize, first: usize, end: usize) -> Option<usize> {
        let r = self.r;
        let follows = first < end
            && matches!(r.tokens[first].gap, Gap::Space | Gap::Stop)
            && r.is_joined(first)
            && r.tokens[first].is_capital();
        let marks = r.marks(first);
        let bars = Marks::any(marks, Marks::FUNCTION)
            || marks.any(Marks::CALENDAR)
            || marks.any(Marks::DEMONYM)
            || marks.any(Marks::KNOWN);
        if !follows || bars {
            return None;
        }
        // "Chief Finance Minister Holm": the last title counts.
        let (count, next) = r.phrase(first, self.limit);
        if next.any(Marks::TITLE)
            && !next.any(Marks::GIVEN)
            && let Some(end) = self.titled(first, first + count, end)
        {
            return Some(end);
        }
        let civil = !r.marks(title).any(Marks::TITLE_RANK);
        let stop = self.stop(first, end);
        let last = r.marks(stop - 1);
        let plain =
            marks.any(Marks::COMMON) || (marks.any(Marks::PLACE) && !marks.any(Marks::GIVEN));
        let other = last.any(Marks::HEAD)
            || (last.any(Marks::PLACE_LAST) && stop - first > 1)
            || (plain && !(civil && first + 1 == stop));
        if other
            && !(civil && first - title == 1 && stop - first <= 2 && !last.any(Marks::PLACE_LAST))
        {
            return None;
        }
        let person = self.person_end(first, stop);
        Some(self.add(first, person, Some(NameKind::Person), true))
    }

    /// The end of the person's name that begins at `first`.
    fn person_end(&self, first: usize, stop: usize) -> usize {
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
            }
            if capitals == PERSON_WORDS || r.tokens[at].clipped {
                break;
            }
        }
        end.max(first + 1)
    }

    /// A given name or initials, and a surname.
    fn person(&mut self, at: usize, stop: usize) -> Option<usize> {
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

    fn is_after_preposition(&self, at: usize) -> bool {
        at > self.start
            && self.r.is_joined(at)
            && (self.r.word(at - 1) == "the" || self.r.marks(at - 1).any(Marks::PLACE_BEFORE))
    }

    /// An organisation: known by name, or told by one of its words, or an acronym.
    fn organization(
        &mut self,
        at: usize,
        stop: usize,
        count: usize,
        marks: Marks,
    ) -> Option<usize> {
        let r = self.r;
        let mut first = at;
        let doubtful = r.is_opening(at) || self.is_headline;
        // "Former Brevik Council": an ordinary word that only opens the sentence.
        if doubtful && marks.any(Marks::COMMON) && !marks.any(Marks::HEAD) && count == 1 {
            first = at + 1;
        }
        if let Some(end) = organizations::end(r, first, stop, self.limit) {
            let named = (first..end).any(|k| {
                !r.marks(k).any(Marks::COMMON) || r.marks(k).any(Marks::HEAD_OF) && end > stop
            });
            if (named || (end - first > 1 && !doubtful)) && end >= at + count {
                return Some(self.add(first, end, Some(NameKind::Organization), named));
            }
        }
        if marks.any(Marks::KNOWN) && !(doubtful && marks.any(Marks::COMMON)) {
            let end = at + count;
            let sure = count > 1 || r.tokens[at].shape != Shape::Title;
            return Some(self.add(at, end, Some(NameKind::Organization), sure));
        }
        let token = r.tokens[at];
        let letters = r.word(at).chars().count();
        let acronym = token.shape == Shape::Upper
            && (2..=6).contains(&letters)
            && r.word(at).chars().all(char::is_alphabetic)
            && !marks.any(Marks::NO_ACRONYM)
            && !marks.any(Marks::PLACE);
        // "HOLM said" in the midst of capitals is a surname; "NATO Holm" is not a name.
        acronym.then(|| self.add(at, at + 1, Some(NameKind::Organization), !self.is_headline))
    }

    /// "Holm Palace", "Lake Holm".
    fn generic_place(&mut self, at: usize, stop: usize) -> Option<usize> {
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
            return Some(self.add(first, last + 1, Some(NameKind::Place), true));
        }
        let leads = r.marks(at).any(Marks::PLACE_FIRST)
            && !r.marks(at + 1).any(Marks::COMMON)
            && !r.marks(at + 1).any(Marks::DEMONYM)
            && !r.tokens[at].clipped;
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
    fn place(&mut self, at: usize, end: usize, stop: usize) -> usize {
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

    fn is_team(&self, at: usize) -> bool {
        let word = self.r.word(at);
        let marks = self.r.marks(at);
        word.len() > 4
            && word.ends_with('s')
            && !word.ends_with("ss")
            && marks == Marks::default()
            && self.r.tokens[at].gap == Gap::Space
            && !self.is_headline
    }

    /// Words of no list.
    fn unknown(&mut self, at: usize, stop: usize) -> usize {
        let r = self.r;
        let mut end = at + 1;
        while end < stop {
            let marks = r.marks(end);
            if marks.any(Marks::COMMON) || marks.any(Marks::DEMONYM) || marks.any(Marks::KNOWN) {
                break;
            }
            if marks.any(Marks::PLACE) && !marks.any(Marks::UNSURE) {
                break;
            }
            end += 1;
        }
        while end > at + 1 && !r.tokens[end - 1].is_capital() {
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

    fn judge(&mut self, first: usize, end: usize) {
        let r = self.r;
        let marks = r.marks(first);
        let doubtful = (r.is_opening(first) || self.is_headline) && r.is_small_elsewhere(first);
        if let Some(hint) = hint(r, self.start, self.limit, first, end)
            && !doubtful
        {
            self.add(first, end, Some(hint.kind), hint.sure && !self.is_headline);
            return;
        }
        let single = end - first == 1;
        let kind = if single && marks.any(Marks::GIVEN) && !marks.any(Marks::WORD_TOO) && !doubtful
        {
            Some(NameKind::Person)
        } else if single || self.is_headline {
            None
        } else if first > self.start && r.word(first - 1) == "the" {
            Some(NameKind::Organization)
        } else {
            Some(NameKind::Person)
        };
        self.add(first, end, kind, false);
    }

    /// Text that is not English: places of the lists, and people with a title or a given name.
    fn foreign_piece(&mut self, at: usize, end: usize) -> usize {
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
        if marks.any(Marks::GIVEN)
            && !marks.any(Marks::WORD_TOO)
            && count == 1
            && next < end
            && !r.marks(next).any(Marks::PLACE)
            && !r.tokens[at].clipped
            && (next..end).any(|k| r.tokens[k].shape == Shape::Title)
        {
            let surname = (next..end)
                .find(|k| r.tokens[*k].shape == Shape::Title && !r.marks(*k).any(Marks::GIVEN));
            let stop = surname.map_or(end, |k| k + 1).min(at + 4);
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
