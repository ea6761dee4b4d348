//! Cuts runs of capitalised words into names.

mod foreign;
mod organizations;
mod persons;
mod places;
mod unknown;

use super::Piece;
use super::reading::Reading;
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::tokens::{Gap, Line, Manner, Shape};

/// Capitalised words at most in a person's name.
const PERSON_WORDS: usize = 5;

/// What is called by a given name or a word and is no person, organisation or place.
const STORMS: &[&str] = &["Hurricane", "Typhoon", "Cyclone", "Operation"];

/// Words that make an adjective of the name before them ("Brevik-based").
const COMPOUNDS: &[&str] = &[
    "based", "led", "born", "run", "held", "made", "owned", "wide", "era", "style", "like", "free",
    "only", "bred", "style", "type", "area", "level", "size",
];

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
            let capital = at < self.limit && r.is_joined(at) && r.tokens[at].is_capital();
            if capital || self.is_second_half(first, end) {
                end = if capital { at + 1 } else { end + 1 };
            } else {
                return end.min(self.limit);
            }
        }
    }

    /// "Jong-min": a short word in small letters joined to the second or third of a run.
    fn is_second_half(&self, first: usize, at: usize) -> bool {
        let r = self.r;
        at < self.limit
            && at >= first + 2
            && r.is_joined(at)
            && r.tokens[at].gap == Gap::Hyphen
            && r.tokens[at].shape == Shape::Lower
            && r.tokens[at].range().len() <= 5
            && r.tokens[at - 1].range().len() <= 6
            && !(at - 2..at).any(|k| r.marks(k).any(Marks::PLACE))
            && !COMPOUNDS.contains(&r.word(at))
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
        if STORMS.contains(&r.word(at)) && stop > at + 1 && !r.marks(stop - 1).any(Marks::HEAD) {
            // What a storm is called is nobody, here and wherever it stands alone.
            return self.add(at + 1, stop, None, true);
        }
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

    fn is_after_preposition(&self, at: usize) -> bool {
        at > self.start
            && self.r.is_joined(at)
            && (self.r.word(at - 1) == "the" || self.r.marks(at - 1).any(Marks::PLACE_BEFORE))
    }
}
