//! Lines become pages.

use super::places::Places;
use super::{Line, LineRole, Measure, Style, blocks, opening};
use crate::article::Article;
use crate::text::TextRange;
use std::ops::Range;

/// The pages of one article at one measure, as far as they have been asked for.
#[derive(Clone, Debug)]
pub struct Pages {
    measure: Measure,
    style: Style,
    lines: Vec<Line>,
    cut: Vec<Page>,
    places: Places,
    /// One past the last byte that the pages cut so far show.
    shown_until: usize,
    /// The first block that has no lines yet.
    next_block: usize,
    /// The first line that is on no page yet.
    next_line: usize,
    complete: bool,
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
pub enum Until {
    /// The page of this index (from 0) is there.
    Page(usize),
    /// The page that holds this byte offset is there.
    Offset(usize),
    /// At least this many more bytes of text are set.
    Bytes(usize),
    /// All is set.
    End,
}

impl Pages {
    /// No pages yet; see [`Pages::extend`].
    pub fn new(measure: Measure, style: Style) -> Self {
        let measure = Measure {
            cells: measure.cells.max(1),
            rows: measure.rows.max(1),
        };
        Self {
            measure,
            style,
            lines: Vec::new(),
            cut: Vec::new(),
            places: Places::default(),
            shown_until: 0,
            next_block: 0,
            next_line: 0,
            complete: false,
        }
    }

    /// All pages of `article`.
    pub fn set(article: &Article, measure: Measure, style: Style) -> Self {
        let mut pages = Self::new(measure, style);
        pages.extend(article, Until::End);
        pages
    }

    /// The measure they are set to.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The style they are set in.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Sets more of `article`, which must be the one that the earlier pages were set from.
    pub fn extend(&mut self, article: &Article, until: Until) {
        let begun_at = self.text_set(article);
        while !self.complete && !self.reached(article, until, begun_at) {
            if self.next_block == 0 && self.lines.is_empty() {
                opening::set_untitled(article, self.measure, &mut self.lines);
            }
            if self.next_block < article.blocks.len() {
                blocks::set_block(
                    article,
                    self.next_block,
                    self.measure,
                    self.style,
                    &mut self.lines,
                );
                self.next_block += 1;
            } else {
                self.complete = true;
            }
            self.cut_pages(article.text.len());
        }
    }

    fn text_set(&self, article: &Article) -> usize {
        article
            .blocks
            .get(self.next_block)
            .map_or(article.text.len(), |block| block.range.start)
    }

    fn reached(&self, article: &Article, until: Until, begun_at: usize) -> bool {
        match until {
            Until::Page(page) => self.cut.len() > page,
            Until::Offset(offset) => self.cut.last().is_some_and(|page| page.start > offset),
            Until::Bytes(bytes) => self.text_set(article) >= begun_at.saturating_add(bytes.max(1)),
            Until::End => false,
        }
    }

    /// Whether the last page is there.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// How many pages are set.
    pub fn len(&self) -> usize {
        self.cut.len()
    }

    /// Whether no page is set.
    pub fn is_empty(&self) -> bool {
        self.cut.is_empty()
    }

    /// The lines of a page; none when it is not there.
    pub fn page(&self, index: usize) -> &[Line] {
        self.cut
            .get(index)
            .and_then(|page| self.lines.get(page.first..page.end))
            .unwrap_or(&[])
    }

    /// The index of the page that shows byte `offset`, in whatever cell of a table; for a byte that shows
    /// nowhere, a space at the end of a line, of the page that shows what stands before it. The last page
    /// that is set stands for those that are not.
    pub fn page_of(&self, offset: usize) -> usize {
        self.places.page_of(offset)
    }

    /// The first byte of the text that belongs to a page; of the page after the last, `None`. It grows from
    /// page to page, and [`Pages::page_of`] it is that page: whoever turns pages by it gets to every one.
    pub fn start_of(&self, index: usize) -> Option<usize> {
        self.cut.get(index).map(|page| page.start)
    }

    /// From the first byte that these pages show to the last, for finding what might show on them. Where the
    /// row of a table is parted, other pages show some of what lies between: [`Pages::page_of`] says which.
    pub fn extent(&self, pages: Range<usize>) -> TextRange {
        let lines = pages.flat_map(|page| self.page(page));
        lines
            .flat_map(Line::pieces)
            .reduce(TextRange::join)
            .unwrap_or_default()
    }

    /// Cuts pages off the lines, as long as there are enough of them to know where a page ends. `len` is the
    /// length of the text in bytes.
    fn cut_pages(&mut self, len: usize) {
        let rows = usize::from(self.measure.rows);
        loop {
            self.skip_blank();
            let waiting = self.lines.len() - self.next_line;
            if waiting == 0 || (waiting <= rows && !self.complete) {
                break;
            }
            let end = self.page_end(self.next_line + rows.min(waiting));
            match self.start(end, len) {
                Start::At(start) => self.cut(start, end),
                // Nothing of the text is lost with it.
                Start::Nowhere => self.next_line = end,
                Start::NotYetKnown => break,
            }
        }
        if self.complete && self.cut.is_empty() {
            self.cut(0, self.next_line);
        }
        self.places.arrange();
    }

    /// An empty line at the head of a page would be a hole in it.
    fn skip_blank(&mut self) {
        let is_blank = |line: &Line| line.role == LineRole::Blank;
        while self.lines.get(self.next_line).is_some_and(is_blank) {
            self.next_line += 1;
        }
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
    fn start(&self, end: usize, len: usize) -> Start {
        let lines = self.lines.get(self.next_line..end).unwrap_or(&[]);
        let Some(shown) = lines.iter().flat_map(Line::pieces).map(|p| p.start).min() else {
            return self.start_without_text(end, len);
        };
        let Some(previous) = self.cut.last() else {
            return Start::At(0);
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

    /// The best place to end the page at or before line `limit`: the last line that need not stay with
    /// the next one. When that would leave the page less than half full, the rule yields to the page.
    fn page_end(&self, limit: usize) -> usize {
        if limit == self.lines.len() {
            return limit;
        }
        let least = self.next_line + (limit - self.next_line).div_ceil(2);
        let legal = |end: &usize| !self.lines[end - 1].keep_with_next;
        (least..=limit).rev().find(legal).unwrap_or(limit)
    }
}
