//! A paragraph becomes lines: the best breaking of the whole of it, not the next line that happens to fit.
//!
//! After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience
//! 11, 1981): every way to break a paragraph has a cost, and the cheapest is found by dynamic programming
//! over the chances to end a line. As in TeX there are two passes: words are parted only when whole words
//! do not give good lines. In cells nothing shrinks, so a line is never wider than its room.
//!
//! Knows text, ranges and cells; nothing of blocks or pages.

mod chances;
mod costs;
mod fit;

use crate::article::Span;
use crate::text::{Patterns, TextRange};
use chances::{Chance, Code, Rooms};
use costs::Costs;
use fit::Fitter;

/// Bytes that are broken at one time. A longer paragraph is broken in several goes, so that what has to be
/// kept in mind does not grow with it.
const GO: usize = 16 * 1024;
/// Lines at the end of a go that are broken again in the next, since they did not know what follows.
const UNSURE: usize = 4;
/// In a narrower column justified text has more holes than words, in cells.
const JUSTIFIED_FROM: usize = 24;
/// A space is not widened by more cells than this: such a line stays as it is.
const WIDENED_MOST: usize = 5;

/// A line of a paragraph, before it is dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The bytes shown.
    pub(super) range: TextRange,
    /// A hyphen that is not in the text closes the line.
    pub(super) hyphen: bool,
    /// Cells by which the spaces of the line are widened together.
    pub(super) stretch: u16,
}

/// What the right edge of a paragraph looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Ragged, as even as the words allow; the last line is as long as it is.
    Ragged,
    /// Flush, but for the last line.
    Justified,
    /// All lines of about one length, the last too: headlines.
    Balanced,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit<'a> {
    /// Its right edge.
    pub(super) shape: Shape,
    /// By what words are parted; `None` leaves them whole.
    pub(super) patterns: Option<Patterns>,
    /// The inline styles of the text, sorted by start: code is not parted.
    pub(super) spans: &'a [Span],
}

/// Room for working, to be kept from one paragraph to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    whole: Vec<Chance>,
    parted: Vec<Chance>,
    fitter: Fitter,
}

/// Breaks `range` of `text` into ragged lines of at most `first` cells for the first and `rest` for the
/// others (at least one grapheme a line, however narrow). No word is parted.
pub(super) fn break_lines(text: &str, range: TextRange, first: usize, rest: usize) -> Vec<Broken> {
    let fit = Fit {
        shape: Shape::Ragged,
        patterns: None,
        spans: &[],
    };
    set_paragraph(text, range, first, rest, fit, &mut Scratch::default())
}

/// Breaks `range` of `text` into lines of at most `first` cells for the first and `rest` for the others (at
/// least one grapheme a line, however narrow).
pub(super) fn set_paragraph(
    text: &str,
    range: TextRange,
    first: usize,
    rest: usize,
    fit: Fit<'_>,
    scratch: &mut Scratch,
) -> Vec<Broken> {
    let shape = match fit.shape {
        Shape::Justified if rest < JUSTIFIED_FROM => Shape::Ragged,
        shape => shape,
    };
    let mut setter = Setter {
        text,
        end: range.end,
        shape,
        patterns: fit.patterns,
        code: Code::new(fit.spans, range.start),
        costs: Costs::new(shape, rest.max(1)),
        scratch,
        lines: Vec::new(),
    };
    let mut rooms = Rooms {
        first: first.max(1),
        rest: rest.max(1),
    };
    let mut at = range.start;
    // The wider the column, the more text tells how a line is best broken.
    let usual = GO.max(rooms.rest.saturating_mul(GO / 1024));
    let mut bytes = usual;
    while at < range.end {
        let next = setter.go(at, bytes, rooms);
        if next > at {
            (at, bytes, rooms.first) = (next, usual, rooms.rest);
        } else {
            bytes = bytes.saturating_mul(2);
        }
    }
    setter.lines
}

struct Setter<'a> {
    text: &'a str,
    /// Where the paragraph ends, in bytes of the text.
    end: usize,
    shape: Shape,
    patterns: Option<Patterns>,
    code: Code<'a>,
    costs: Costs,
    scratch: &'a mut Scratch,
    lines: Vec<Broken>,
}

impl Setter<'_> {
    /// Sets lines from byte `at` on, up to a line that must end or as far as about `bytes` bytes tell;
    /// returns where the next line starts, which is `at` if they tell too little.
    fn go(&mut self, at: usize, bytes: usize, rooms: Rooms) -> usize {
        let end = cut_at(self.text, at.saturating_add(bytes), at, self.end);
        let slice = TextRange::new(at, end);
        let whole = &mut self.scratch.whole;
        let ended = chances::measure(self.text, slice, rooms, whole);
        let complete = ended || slice.end == self.end;
        if complete {
            chances::close(self.text, rooms, whole);
        }
        let parted = self.fit(at, rooms);
        self.take(parted, complete, rooms).unwrap_or(slice.end)
    }

    /// Finds the best lines from byte `at` on; says whether words had to be parted for them.
    fn fit(&mut self, at: usize, rooms: Rooms) -> bool {
        let run = hyphens(&self.lines);
        let scratch = &mut *self.scratch;
        scratch.fitter.fit(&scratch.whole, rooms, &self.costs, run);
        let ends = scratch.fitter.ends();
        let Some(patterns) = self.patterns else {
            return false;
        };
        if self.costs.is_good(&scratch.whole, ends, rooms) {
            return false;
        }
        self.code.go_to(at);
        let room_for_work = &mut scratch.parted;
        chances::part(
            self.text,
            &scratch.whole,
            patterns,
            rooms,
            self.code,
            room_for_work,
        );
        scratch.fitter.fit(&scratch.parted, rooms, &self.costs, run);
        true
    }

    /// Takes the lines that were found: all if the text is `complete`, else those that are sure. Returns where
    /// the next one starts, if that is known.
    fn take(&mut self, parted: bool, complete: bool, rooms: Rooms) -> Option<usize> {
        let Scratch {
            whole,
            parted: words,
            fitter,
            ..
        } = &*self.scratch;
        let chances = if parted { words } else { whole };
        let ends = fitter.ends();
        let sure = match ends.len() {
            count if complete => count,
            count => count.saturating_sub(UNSURE).max(count.min(2) / 2),
        };
        let mut from = 0;
        for (line, &to) in ends.iter().enumerate().take(sure) {
            let last = complete && line + 1 == ends.len();
            let shape = if last { Shape::Ragged } else { self.shape };
            // Where three in a row cannot be helped the column holds but a few letters: there words are cut.
            let may_hyphen = hyphens(&self.lines) < 2;
            let (start, end) = (&chances[from], &chances[to]);
            self.lines
                .push(dressed(start, end, rooms.of(from), shape, may_hyphen));
            from = to;
        }
        chances.get(from).map(|chance| chance.at)
    }
}

/// Hyphens in a row at the end of `lines`, at most two.
fn hyphens(lines: &[Broken]) -> usize {
    let run = lines.iter().rev().take_while(|line| line.hyphen);
    run.take(2).count()
}

/// The line between two chances, in `room` cells.
fn dressed(from: &Chance, to: &Chance, room: usize, shape: Shape, may_hyphen: bool) -> Broken {
    let width = to.cells_end - from.cells_at;
    let hyphen = may_hyphen && to.is_hyphen() && width < room;
    let slack = room.saturating_sub(width + usize::from(hyphen));
    let gaps = to.spaces_end - from.spaces_at;
    let widened = shape == Shape::Justified && slack <= gaps * WIDENED_MOST;
    Broken {
        range: TextRange::new(from.at, to.end),
        hyphen,
        stretch: if widened {
            u16::try_from(slack).unwrap_or(0)
        } else {
            0
        },
    }
}

/// Where a go ends that should end at byte `wanted`: after the last space before it, if there is one in the
/// later half, or at a boundary of characters.
fn cut_at(text: &str, wanted: usize, start: usize, end: usize) -> usize {
    if wanted >= end {
        return end;
    }
    let wanted = text.ceil_char_boundary(wanted);
    let half = text.ceil_char_boundary(start + (wanted - start) / 2);
    let space = text.get(half..wanted).and_then(|late| late.rfind(' '));
    space.map_or(wanted, |offset| half + offset + 1)
}

#[cfg(test)]
mod tests;
