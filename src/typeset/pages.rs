//! Lines become pages.

use super::{Line, LineRole, Measure, Style, blocks};
use crate::article::Article;

/// The pages of one article at one measure, as far as they have been asked for.
#[derive(Clone, Debug)]
pub struct Pages {
    measure: Measure,
    style: Style,
    lines: Vec<Line>,
    cut: Vec<Page>,
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
    /// The first byte of the text that belongs to it.
    start: usize,
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
                blocks::set_opening(article, self.measure, &mut self.lines);
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
            self.cut_pages();
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

    /// The index of the page that holds byte `offset`, or of the last page that is set before it.
    pub fn page_of(&self, offset: usize) -> usize {
        self.cut
            .partition_point(|page| page.start <= offset)
            .saturating_sub(1)
    }

    /// The first byte of the text on a page; of the page after the last, `None`.
    pub fn start_of(&self, index: usize) -> Option<usize> {
        self.cut.get(index).map(|page| page.start)
    }

    /// Cuts pages off the lines, as long as there are enough of them to know where a page ends.
    fn cut_pages(&mut self) {
        let rows = usize::from(self.measure.rows);
        loop {
            // An empty line at the head of a page would be a hole in it.
            while self
                .lines
                .get(self.next_line)
                .is_some_and(|line| line.role == LineRole::Blank)
            {
                self.next_line += 1;
            }
            let waiting = self.lines.len() - self.next_line;
            if waiting == 0 || (waiting <= rows && !self.complete) {
                break;
            }
            let end = self.page_end(self.next_line + rows.min(waiting));
            let start = if self.cut.is_empty() {
                0
            } else {
                self.lines[self.next_line].range.start
            };
            self.cut.push(Page {
                first: self.next_line,
                end,
                start,
            });
            self.next_line = end;
        }
        if self.complete && self.cut.is_empty() {
            self.cut.push(Page {
                first: 0,
                end: 0,
                start: 0,
            });
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
