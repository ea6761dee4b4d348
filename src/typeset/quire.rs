//! A quire: a stretch of blocks whose pages are set by themselves, whatever comes before or after.
//!
//! A book is sewn from quires. Here they are what keeps an article of any length quick: the page that holds a
//! place is found by setting one quire, not everything before it, and quires are set on any thread in any
//! order. A quire begins on a new page, and on a new spread where two pages face each other.

use super::lines::Scratch;
use super::places::Places;
use super::{Line, Measure, Style, blocks, ends, opening};
use crate::article::Article;
use crate::text::TextRange;
use std::ops::Range;

/// The pages of some blocks of an article, as far as they have been asked for.
#[derive(Clone, Debug)]
pub struct Quire {
    /// The room of a page, its rows counted in lines of text.
    measure: Measure,
    style: Style,
    blocks: Range<usize>,
    /// Its bytes of the text. They may start and end inside a very long block.
    range: TextRange,
    lines: Vec<Line>,
    cut: Vec<Page>,
    places: Places,
    /// One past the last byte that the pages cut so far show.
    shown_until: usize,
    /// The first block that has no lines yet.
    next_block: usize,
    /// The first line that is on no page yet.
    next_line: usize,
    /// Where the right page ends that faces the left one just cut.
    facing_end: Option<usize>,
    complete: bool,
    /// The lines were thrown away: where the pages start is still known, not what they show.
    bare: bool,
}

#[derive(Clone, Copy, Debug)]
struct Page {
    first: usize,
    end: usize,
    /// The first byte of the text that belongs to it; grows from page to page.
    start: usize,
}

/// Where a page starts.
enum Start {
    /// At this byte.
    At(usize),
    /// At no byte of its own: it could not be found, so there is no such page.
    Nowhere,
    /// The lines set so far do not say.
    NotYetKnown,
}

/// How far to set.
#[derive(Clone, Copy, Debug)]
pub(super) enum Until {
    /// The page of this index (from 0) is there.
    Page(usize),
    /// The page that holds this byte offset is there.
    Offset(usize),
    /// All is set.
    End,
}

impl Quire {
    /// The quire of these blocks, as far as they lie in the bytes of `range`; no pages yet.
    pub(super) fn new(
        blocks: Range<usize>,
        range: TextRange,
        measure: Measure,
        style: Style,
    ) -> Self {
        let leading = style.leading.max(1);
        let measure = Measure {
            cells: measure.cells.max(1),
            rows: measure.rows.div_ceil(leading).max(1),
        };
        Self {
            measure,
            style,
            next_block: blocks.start,
            blocks,
            range,
            lines: Vec::new(),
            cut: Vec::new(),
            places: Places::default(),
            shown_until: range.start,
            next_line: 0,
            facing_end: None,
            complete: false,
            bare: false,
        }
    }

    /// Sets all of it. `article` must be the one that it was made for.
    pub fn set(&mut self, article: &Article) {
        self.extend(article, Until::End);
    }

    /// Throws away what the pages show and keeps how many there are and where each starts.
    pub fn forget_lines(&mut self) {
        if self.complete {
            self.lines = Vec::new();
            self.bare = true;
        }
    }

    /// The first byte that is its own.
    pub(super) fn start(&self) -> usize {
        self.range.start
    }

    /// How many bytes of the text are its own.
    pub(super) fn bytes(&self) -> usize {
        self.range.len()
    }

    /// Whether the lines of its pages are there, as far as it is set.
    pub(super) fn has_lines(&self) -> bool {
        !self.bare
    }

    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// How many pages are set.
    pub(super) fn len(&self) -> usize {
        self.cut.len()
    }

    /// The lines of a page; none when it is not there.
    pub(super) fn page(&self, index: usize) -> &[Line] {
        self.cut
            .get(index)
            .and_then(|page| self.lines.get(page.first..page.end))
            .unwrap_or(&[])
    }

    pub(super) fn page_of(&self, offset: usize) -> usize {
        self.places.page_of(offset)
    }

    pub(super) fn start_of(&self, index: usize) -> Option<usize> {
        self.cut.get(index).map(|page| page.start)
    }

    /// Nothing set yet, as it was at first.
    pub(super) fn anew(&self) -> Self {
        Self {
            measure: self.measure,
            ..Self::new(self.blocks.clone(), self.range, self.measure, self.style)
        }
    }

    /// Sets more of it.
    pub(super) fn extend(&mut self, article: &Article, until: Until) {
        let mut scratch = Scratch::default();
        while !self.complete && !self.reached(until) {
            if self.next_block == 0 && self.lines.is_empty() {
                opening::set_untitled(article, self.measure, &mut self.lines);
            }
            if self.next_block < self.blocks.end {
                blocks::set_block(
                    article,
                    self.next_block,
                    self.part(article, self.next_block),
                    self.measure,
                    self.style,
                    &mut scratch,
                    &mut self.lines,
                );
                self.next_block += 1;
            } else {
                self.complete = true;
            }
            self.cut_pages(article.text.len());
        }
    }

    /// What of a block is its own, where that is not all of it.
    fn part(&self, article: &Article, block: usize) -> Option<TextRange> {
        let all = article.blocks.get(block)?.range;
        if self.range.covers(all) {
            return None;
        }
        let end = all.end.min(self.range.end);
        let own = TextRange::new(all.start.max(self.range.start), end);
        // The newline at its end parts it from the next quire, and is no line of its own.
        let cut = end < all.end && own.of(&article.text).ends_with('\n');
        Some(TextRange::new(own.start, end - usize::from(cut)))
    }

    fn reached(&self, until: Until) -> bool {
        match until {
            Until::Page(page) => self.cut.len() > page,
            Until::Offset(offset) => self.cut.last().is_some_and(|page| page.start > offset),
            Until::End => false,
        }
    }

    /// Cuts pages off the lines, as long as there are enough of them to know where a page ends. `len` is the
    /// length of the text in bytes.
    fn cut_pages(&mut self, len: usize) {
        let rows = usize::from(self.measure.rows);
        loop {
            self.next_line = ends::head(&self.lines, self.next_line);
            let waiting = self.lines.len() - self.next_line;
            if waiting == 0 || !(self.complete || self.knows_the_end(waiting, rows)) {
                break;
            }
            let planned = self.facing_end;
            let end = self.page_end(rows);
            match self.start_at(end, len) {
                Start::At(start) => self.cut(start, end),
                Start::Nowhere => {
                    // Nothing of the text is lost with it. What faces it will be another page.
                    self.facing_end = None;
                    self.next_line = end;
                }
                Start::NotYetKnown => {
                    self.facing_end = planned;
                    break;
                }
            }
        }
        if self.complete && self.cut.is_empty() {
            self.cut(self.range.start, self.next_line);
        }
        self.places.arrange();
    }

    /// Whether the lines that wait tell where the next page ends: those of two pages, with the space between
    /// them, where two face each other.
    fn knows_the_end(&self, waiting: usize, rows: usize) -> bool {
        let air = 4;
        if self.style.facing && self.facing_end.is_none() {
            waiting > rows.saturating_mul(2).saturating_add(air)
        } else {
            waiting > rows
        }
    }

    fn page_end(&mut self, rows: usize) -> usize {
        if let Some(end) = self.facing_end.take() {
            return end;
        }
        if self.style.facing && self.cut.len().is_multiple_of(2) {
            let (left, right) = ends::facing_ends(&self.lines, self.next_line, rows);
            self.facing_end = (right > left).then_some(right);
            return left;
        }
        ends::page_end(&self.lines, self.next_line, rows)
    }

    /// Makes the lines up to `end` a page that starts at byte `start`.
    fn cut(&mut self, start: usize, end: usize) {
        let lines = self.lines.get(self.next_line..end).unwrap_or(&[]);
        self.places.note(self.cut.len(), start, lines);
        let ends = lines.iter().flat_map(Line::pieces).map(|piece| piece.end);
        self.shown_until = ends.fold(self.shown_until, usize::max);
        self.cut.push(Page {
            first: self.next_line,
            end,
            start,
        });
        self.next_line = end;
    }

    /// Where a page of the lines up to `end` would start, in a text of `len` bytes: at the first line if it
    /// stands for a byte that no page before it shows (a picture's frame, a dateline), else at the first byte
    /// it shows.
    fn start_at(&self, end: usize, len: usize) -> Start {
        let lines = self.lines.get(self.next_line..end).unwrap_or(&[]);
        let Some(shown) = lines.iter().flat_map(Line::pieces).map(|p| p.start).min() else {
            return self.start_without_text(end, len);
        };
        let Some(previous) = self.cut.last() else {
            return Start::At(self.range.start);
        };
        let free = |at: &usize| *at > previous.start && *at >= self.shown_until && *at < shown;
        let head = lines.first().map(|line| line.range.start).filter(free);
        // The cells of an article made by an importer stand in order; whatever they do, starts grow.
        Start::At(head.unwrap_or(shown).max(previous.start + 1))
    }

    /// Where a page would start that shows nothing of the text: at the first byte that one of its lines
    /// stands for and that neither a page before it nor one after it needs.
    fn start_without_text(&self, end: usize, len: usize) -> Start {
        let last = len.saturating_sub(1);
        let lines = self.lines.get(self.next_line..end).unwrap_or(&[]);
        let free = |at: &usize| {
            let after = |previous: &Page| *at > previous.start && *at >= self.shown_until;
            self.cut.last().is_none_or(after)
        };
        let found = lines.iter().map(|l| l.range.start.min(last)).find(free);
        let Some(at) = found else {
            return Start::Nowhere;
        };
        for line in self.lines.get(end..).unwrap_or(&[]) {
            if line.pieces().any(|piece| piece.start <= at) {
                return Start::Nowhere;
            }
            if line.range.start > at {
                return Start::At(at);
            }
        }
        if self.complete {
            Start::At(at)
        } else {
            Start::NotYetKnown
        }
    }
}
