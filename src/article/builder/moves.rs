//! What is done to text that was written already: it is moved, cut, or taken out, with all ranges in it.

use super::{Builder, Inline};
use crate::article::{Block, BlockKind, Nesting};
use crate::text::{TextRange, harmless_line};

impl Builder {
    /// Puts a title before all that was written, as a block of its own.
    pub fn prepend_title(&mut self, title: &str) {
        self.end();
        let title = harmless_line(title);
        if title.is_empty() {
            return;
        }
        let separator = if self.blocks.is_empty() { "" } else { "\n" };
        let by = title.len() + separator.len();
        for block in &mut self.blocks {
            block.range = block.range.shifted(by);
            if let BlockKind::Table(table) = &mut block.kind {
                for cell in table.rows.iter_mut().flatten() {
                    *cell = cell.shifted(by);
                }
            }
        }
        for range in self.inline_ranges() {
            *range = range.shifted(by);
        }
        self.text.insert_str(0, separator);
        self.text.insert_str(0, &title);
        let range = TextRange::new(0, title.len());
        self.blocks.insert(
            0,
            Block {
                kind: BlockKind::Title,
                range,
                nesting: Nesting::default(),
                lines: None,
            },
        );
    }

    /// Takes out the blocks from `first` up to `end`, their text and all that lies in it.
    pub fn remove(&mut self, first: usize, end: usize) {
        self.end();
        let end = end.min(self.blocks.len());
        let Some(from) = self.blocks.get(first).filter(|_| first < end) else {
            return;
        };
        let from = from.range.start;
        // The newline behind the last of them goes too, or the one before, when nothing is behind.
        let (from, to) = match self.blocks.get(end) {
            Some(next) => (from, next.range.start),
            None => (from.saturating_sub(1), self.text.len()),
        };
        let moved = |range: TextRange| {
            let back = |at: usize| {
                if at >= to {
                    at - (to - from)
                } else {
                    at.min(from)
                }
            };
            TextRange::new(back(range.start), back(range.end))
        };
        self.text.replace_range(from..to, "");
        self.blocks.drain(first..end);
        let inside = |range: TextRange| from <= range.start && range.end <= to;
        self.spans.retain(|span| !inside(span.range));
        self.links.retain(|link| !inside(link.range));
        self.highlights.retain(|highlight| !inside(highlight.range));
        for block in self.blocks.iter_mut().skip(first) {
            block.range = moved(block.range);
            if let BlockKind::Table(table) = &mut block.kind {
                for cell in table.rows.iter_mut().flatten() {
                    *cell = moved(*cell);
                }
            }
        }
        for range in self.inline_ranges() {
            *range = moved(*range);
        }
    }

    /// The ranges of all that is said inside blocks.
    fn inline_ranges(&mut self) -> impl Iterator<Item = &mut TextRange> {
        let spans = self.spans.iter_mut().map(|span| &mut span.range);
        let links = self.links.iter_mut().map(|link| &mut link.range);
        let highlights = self.highlights.iter_mut();
        spans
            .chain(links)
            .chain(highlights.map(|highlight| &mut highlight.range))
    }

    /// Takes back everything from `start`, the newline before it included.
    pub(super) fn forget_from(&mut self, start: usize, before: Inline) {
        let newline = usize::from(!self.blocks.is_empty());
        let end = start.saturating_sub(newline);
        self.clip_inline(end, before);
        self.text.truncate(end);
    }

    /// Cuts spans, links and highlights at `end` and drops those that are empty then. Only those after the
    /// first `before` of each are looked at, and the highlight before, which may go on into this block: earlier
    /// blocks have theirs cut, and looking again is quadratic.
    pub(super) fn clip_inline(&mut self, end: usize, before: Inline) {
        clip(&mut self.spans, before.spans, end, |it| &mut it.range);
        clip(&mut self.links, before.links, end, |it| &mut it.range);
        let first = before.highlights.saturating_sub(1);
        clip(&mut self.highlights, first, end, |it| &mut it.range);
    }
}

/// Cuts what follows the first `before` of `list` at `end` and drops what is empty then.
fn clip<T>(list: &mut Vec<T>, before: usize, end: usize, range: impl Fn(&mut T) -> &mut TextRange) {
    let mut kept = list.split_off(before.min(list.len()));
    kept.retain_mut(|it| {
        let range = range(it);
        // A range that begins beyond the end is empty, and is dropped.
        *range = TextRange::new(range.start, range.end.min(end));
        !range.is_empty()
    });
    list.append(&mut kept);
}
