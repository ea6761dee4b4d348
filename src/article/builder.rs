//! How importers write an article: block by block, run by run, in reading order.

use super::{
    Article, Block, BlockKind, FileLines, Format, Link, Metadata, Nesting, Section, Span,
    SpanStyle, Table,
};
use crate::text::{TextRange, harmless, harmless_line};

/// Collects the text and its ranges. Importers call [`Builder::begin`], push runs, and [`Builder::end`];
/// the builder makes every character harmless, folds white space, drops empty blocks and keeps the ranges
/// true, so that an importer cannot break an invariant of [`Article`].
#[derive(Debug)]
pub struct Builder {
    format: Format,
    text: String,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    links: Vec<Link>,
    warnings: Vec<String>,
    open: Option<OpenBlock>,
}

#[derive(Debug)]
struct OpenBlock {
    kind: BlockKind,
    nesting: Nesting,
    lines: Option<FileLines>,
    start: usize,
    /// A space was read and waits for the word that follows it.
    space: bool,
    spans: Vec<(SpanStyle, usize)>,
    link: Option<(String, usize)>,
    cell: Option<usize>,
    /// How many spans and links there were before this block.
    inline_before: (usize, usize),
}

impl Builder {
    /// An empty article of `format`.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            text: String::new(),
            blocks: Vec::new(),
            spans: Vec::new(),
            links: Vec::new(),
            warnings: Vec::new(),
            open: None,
        }
    }

    /// Opens a block; one that is open is ended first.
    pub fn begin(&mut self, kind: BlockKind, nesting: Nesting) {
        self.end();
        if !self.blocks.is_empty() {
            self.text.push('\n');
        }
        self.open = Some(OpenBlock {
            kind,
            nesting,
            lines: None,
            start: self.text.len(),
            space: false,
            spans: Vec::new(),
            link: None,
            cell: None,
            inline_before: (self.spans.len(), self.links.len()),
        });
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has no text yet.
    pub fn is_blank(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| open.start == self.text.len())
    }

    /// Says which lines of the file the open block came from; called again, the lines are joined.
    pub fn lines(&mut self, first: usize, last: usize) {
        if let Some(open) = &mut self.open {
            let lines = open.lines.get_or_insert(FileLines { first, last });
            lines.first = lines.first.min(first);
            lines.last = lines.last.max(last);
        }
    }

    /// Adds running text to the open block (a paragraph is opened if there is none). Runs of white space
    /// become one space; space at the start and end of the block goes.
    pub fn prose(&mut self, run: &str) {
        if self.open.is_none() {
            if run.trim().is_empty() {
                return;
            }
            self.begin(BlockKind::Paragraph, Nesting::default());
        }
        let clean = harmless(run);
        let Some(open) = &mut self.open else { return };
        let mut rest = clean.as_ref();
        while !rest.is_empty() {
            let space = |byte| matches!(byte, b' ' | b'\n' | b'\t');
            let len = rest.bytes().position(space).unwrap_or(rest.len());
            let (word, after) = rest.split_at(len);
            // A space stands there already when a span or link began after one.
            let at_start = self.text.len() == open.start
                || self.text.ends_with(['\n', ' '])
                || open.cell == Some(self.text.len());
            if !word.is_empty() {
                if open.space && !at_start {
                    self.text.push(' ');
                }
                self.text.push_str(word);
                open.space = false;
            }
            open.space |= !after.is_empty();
            rest = after.get(1..).unwrap_or("");
        }
    }

    /// Adds text as it stands, spaces, tabs and newlines included.
    pub fn verbatim(&mut self, run: &str) {
        if self.open.is_none() {
            self.begin(BlockKind::Code(None), Nesting::default());
        }
        self.settle_space();
        self.text.push_str(&harmless(run));
    }

    /// Ends the line inside the open block, as `<br>` does. Inside a table it is a space.
    pub fn line_break(&mut self) {
        let Some(open) = &mut self.open else { return };
        let in_table = matches!(open.kind, BlockKind::Table(_));
        if in_table {
            open.space = true;
        } else if self.text.len() > open.start {
            open.space = false;
            self.text.push('\n');
        }
    }

    /// Starts an inline style.
    pub fn open_span(&mut self, style: SpanStyle) {
        self.settle_space();
        let at = self.text.len();
        if let Some(open) = &mut self.open {
            open.spans.push((style, at));
        }
    }

    /// Ends the innermost span of `style`; nothing if there is none.
    pub fn close_span(&mut self, style: SpanStyle) {
        let end = self.text.len();
        let Some(open) = &mut self.open else { return };
        let Some(at) = open.spans.iter().rposition(|(other, _)| *other == style) else {
            return;
        };
        let (style, start) = open.spans.remove(at);
        if start < end {
            self.spans.push(Span {
                range: TextRange::new(start, end),
                style,
            });
        }
    }

    /// Starts a link to `target`; a link inside a link ends the outer one.
    pub fn open_link(&mut self, target: &str) {
        self.close_link();
        self.settle_space();
        let at = self.text.len();
        if let Some(open) = &mut self.open {
            open.link = Some((harmless_line(target), at));
        }
    }

    /// Ends the link that is open.
    pub fn close_link(&mut self) {
        let end = self.text.len();
        let Some((target, start)) = self.open.as_mut().and_then(|open| open.link.take()) else {
            return;
        };
        if start < end && !target.is_empty() {
            self.links.push(Link {
                range: TextRange::new(start, end),
                target,
            });
        }
    }

    /// Starts a row of the open table.
    pub fn open_row(&mut self) {
        if let Some(table) = self.open_table()
            && table.rows.last().is_none_or(|row| !row.is_empty())
        {
            table.rows.push(Vec::new());
        }
    }

    /// Starts a cell in the current row of the open table.
    pub fn open_cell(&mut self) {
        self.close_cell();
        let Some(table) = self.open_table() else {
            return;
        };
        let (first_cell, first_row) = (
            table.rows.last().is_none_or(Vec::is_empty),
            table.rows.len() <= 1,
        );
        if !first_cell {
            self.text.push('\t');
        } else if !first_row {
            self.text.push('\n');
        }
        let at = self.text.len();
        if let Some(open) = &mut self.open {
            open.cell = Some(at);
            open.space = false;
        }
    }

    /// Ends the open cell.
    pub fn close_cell(&mut self) {
        if self.open.as_ref().is_some_and(|open| open.cell.is_some()) {
            self.close_link();
        }
        let end = self.text.len();
        let Some(open) = &mut self.open else { return };
        let Some(start) = open.cell.take() else {
            return;
        };
        open.space = false;
        for (_, at) in &mut open.spans {
            *at = (*at).max(end);
        }
        if let BlockKind::Table(table) = &mut open.kind {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            if let Some(row) = table.rows.last_mut() {
                row.push(TextRange::new(start, end));
            }
        }
    }

    /// The table that is open, to set its header rows and alignments.
    pub fn open_table(&mut self) -> Option<&mut Table> {
        match &mut self.open.as_mut()?.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Ends the open block: closes what is open in it, trims it, and drops it when nothing is left.
    pub fn end(&mut self) {
        if self.open.is_none() {
            return;
        }
        self.close_cell();
        self.close_link();
        while let Some(style) = self
            .open
            .as_ref()
            .and_then(|open| open.spans.last())
            .map(|(style, _)| *style)
        {
            self.close_span(style);
        }
        let Some(open) = self.open.take() else { return };
        let start = open.start.min(self.text.len());
        let body = self.text.get(start..).unwrap_or("");
        let kept = match open.kind {
            // A rule has no words.
            BlockKind::Rule => 0,
            BlockKind::Table(_) => body.len(),
            BlockKind::Code(_) => body.trim_end_matches(['\n', ' ', '\t']).len(),
            _ => body.trim_end().len(),
        };
        let end = start + kept;
        let keeps_empty = matches!(open.kind, BlockKind::Rule | BlockKind::Image(_));
        let cells_are_blank = matches!(open.kind, BlockKind::Table(_)) && body.trim().is_empty();
        if (kept == 0 && !keeps_empty) || cells_are_blank {
            self.forget_from(start, open.inline_before);
            return;
        }
        self.text.truncate(end);
        self.clip_inline(end, open.inline_before);
        self.blocks.push(Block {
            kind: open.kind,
            range: TextRange::new(start, end),
            nesting: open.nesting,
            lines: open.lines,
        });
    }

    /// Notes, for people, something that was wrong with the file.
    pub fn warn(&mut self, warning: impl Into<String>) {
        self.warnings.push(harmless_line(&warning.into()));
    }

    /// The blocks ended so far.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks ended so far, to change their kinds (a first heading that is the title). Ranges must stay.
    pub fn blocks_mut(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// The links of the blocks ended so far.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

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
        for range in self
            .spans
            .iter_mut()
            .map(|s| &mut s.range)
            .chain(self.links.iter_mut().map(|l| &mut l.range))
        {
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
        for block in self.blocks.iter_mut().skip(first) {
            block.range = moved(block.range);
            if let BlockKind::Table(table) = &mut block.kind {
                for cell in table.rows.iter_mut().flatten() {
                    *cell = moved(*cell);
                }
            }
        }
        let spans = self.spans.iter_mut().map(|span| &mut span.range);
        for range in spans.chain(self.links.iter_mut().map(|link| &mut link.range)) {
            *range = moved(*range);
        }
    }

    /// The finished article. Sections are read off the headings.
    pub fn finish(mut self, metadata: Metadata) -> Article {
        self.end();
        self.spans
            .sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        self.links.sort_by_key(|link| link.range.start);
        let sections = Section::from_blocks(&self.blocks, self.text.len());
        let story = self.blocks.iter().filter(|block| block.is_story());
        let words = story.map(|block| super::words(block.range.of(&self.text)));
        Article {
            words: words.sum(),
            format: self.format,
            metadata,
            text: self.text,
            blocks: self.blocks,
            spans: self.spans,
            links: self.links,
            sections,
            warnings: self.warnings,
        }
    }

    /// Writes the space that is waiting, so that a span or link does not begin with it.
    fn settle_space(&mut self) {
        let Some(open) = &mut self.open else { return };
        let at_start = self.text.len() == open.start
            || self.text.ends_with('\n')
            || open.cell == Some(self.text.len());
        if open.space && !at_start && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        open.space = false;
    }

    /// Takes back everything from `start`, the newline before it included.
    fn forget_from(&mut self, start: usize, inline_before: (usize, usize)) {
        self.clip_inline(start, inline_before);
        let newline = usize::from(!self.blocks.is_empty());
        self.text.truncate(start.saturating_sub(newline));
    }

    /// Cuts spans and links at `end` and drops those that are empty then. Only those after the first
    /// `before` of each are looked at: earlier blocks have theirs cut, and looking again is quadratic.
    fn clip_inline(&mut self, end: usize, before: (usize, usize)) {
        let clip = |range: &mut TextRange| {
            *range = TextRange::new(range.start, range.end.min(end));
            !range.is_empty()
        };
        let mut spans = self.spans.split_off(before.0.min(self.spans.len()));
        spans.retain_mut(|span| clip(&mut span.range));
        self.spans.append(&mut spans);
        let mut links = self.links.split_off(before.1.min(self.links.len()));
        links.retain_mut(|link| clip(&mut link.range));
        self.links.append(&mut links);
    }
}
