//! How importers write an article: block by block, run by run, in reading order.

mod moves;

use super::{
    Article, Block, BlockKind, FileLines, Format, Highlight, Link, Metadata, Nesting, Remark,
    Section, Span, SpanStyle, Table,
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
    highlights: Vec<Highlight>,
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
    spans: Vec<OpenSpan>,
    link: Option<(String, usize)>,
    cell: Option<usize>,
    inline_before: Inline,
}

#[derive(Debug)]
struct OpenSpan {
    style: SpanStyle,
    start: usize,
    /// Of a highlight: what is said of it.
    remark: Remark,
    /// It goes on from the block before.
    goes_on: bool,
}

/// How many spans, links and highlights there were before a block.
#[derive(Clone, Copy, Debug)]
struct Inline {
    spans: usize,
    links: usize,
    highlights: usize,
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
            highlights: Vec::new(),
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
            inline_before: Inline {
                spans: self.spans.len(),
                links: self.links.len(),
                highlights: self.highlights.len(),
            },
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
        self.open(style, Remark::default(), false);
    }

    /// Starts a highlight, of which the file says `remark`.
    pub fn open_mark(&mut self, remark: Remark) {
        self.open(SpanStyle::Mark, remark, false);
    }

    /// Goes on with the highlight that was ended last: in the file it runs over the end of its block.
    pub fn resume_mark(&mut self) {
        self.open(SpanStyle::Mark, Remark::default(), true);
    }

    fn open(&mut self, style: SpanStyle, remark: Remark, goes_on: bool) {
        self.settle_space();
        let start = self.text.len();
        if let Some(open) = &mut self.open {
            open.spans.push(OpenSpan {
                style,
                start,
                remark: remark.harmless(),
                goes_on,
            });
        }
    }

    /// Ends the innermost span of `style`; nothing if there is none.
    pub fn close_span(&mut self, style: SpanStyle) {
        let end = self.text.len();
        let Some(open) = &mut self.open else { return };
        let Some(at) = open.spans.iter().rposition(|other| other.style == style) else {
            return;
        };
        let span = open.spans.remove(at);
        if span.start < end {
            let range = TextRange::new(span.start, end);
            self.spans.push(Span { range, style });
            if style == SpanStyle::Mark {
                self.add_highlight(range, span.remark, span.goes_on);
            }
        }
    }

    fn add_highlight(&mut self, range: TextRange, remark: Remark, goes_on: bool) {
        match self.highlights.last_mut() {
            Some(last) if goes_on => last.range = last.range.join(range),
            _ => self.highlights.push(Highlight::new(range, remark)),
        }
    }

    /// Highlights a passage that was written already, inside one block.
    pub fn highlight(&mut self, range: TextRange, remark: Remark) {
        if !range.of(&self.text).is_empty() {
            let style = SpanStyle::Mark;
            self.spans.push(Span { range, style });
            self.add_highlight(range, remark, false);
        }
    }

    /// Adds a note to the highlight that was ended last, if it lies in the open block and ends where the text
    /// does; says whether it does.
    pub fn annotate(&mut self, note: &str) -> bool {
        let before = self
            .open
            .as_ref()
            .map_or(usize::MAX, |open| open.inline_before.highlights);
        let is_new = self.highlights.len() > before;
        let end = self.text.len();
        match self.highlights.last_mut() {
            Some(last) if is_new && last.range.end == end => {
                let note = Some(note.to_owned());
                last.annotate(Remark { note, label: None }.harmless().note);
                true
            }
            _ => false,
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
        for span in &mut open.spans {
            span.start = span.start.max(end);
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
            .map(|span| span.style)
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

    /// The finished article. Sections are read off the headings.
    pub fn finish(mut self, metadata: Metadata) -> Article {
        self.end();
        self.spans
            .sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        self.links.sort_by_key(|link| link.range.start);
        Highlight::settle(&mut self.highlights, &self.text, &self.spans, &self.links);
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
            highlights: self.highlights,
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
}
