//! A block becomes lines.

mod furniture;
mod lists;
mod picture;
mod quotation;
mod spacing;

use super::lines::{self, Broken, Fit, Scratch, Shape};
use super::{Content, Furniture, Lead, Line, LineRole, Measure, Paragraphs, Style, opening, table};
use crate::article::{Article, Block, BlockKind};
use crate::text::{self, Patterns, TextRange};
use lists::{LABEL_CELLS, LIST_CELLS};

/// Cells of the line above the footnotes.
const NOTE_RULE_CELLS: u16 = 8;
/// The fewest rows of a page on which that line stands.
const RULED_ROWS: u16 = 6;
/// Cells that each quote takes at the left: a bar and a space.
const QUOTE_CELLS: usize = 2;

/// Sets block `index` of `article` under the lines before it, with the space that parts it from them; of a very
/// long block the `part` alone.
pub(super) fn set_block(
    article: &Article,
    index: usize,
    part: Option<TextRange>,
    measure: Measure,
    style: Style,
    scratch: &mut Scratch,
    lines: &mut Vec<Line>,
) {
    let Some(block) = article.blocks.get(index) else {
        return;
    };
    let setter = Setter {
        article,
        index,
        block,
        range: part.unwrap_or(block.range),
        column: column(article, index, block, measure),
        measure,
        style,
        previous: index.checked_sub(1).and_then(|i| article.blocks.get(i)),
    };
    if block.kind == BlockKind::Furniture && style.furniture == Furniture::Folded {
        return setter.folded(scratch, lines);
    }
    setter.space(lines);
    let first = lines.len();
    setter.content(scratch, lines);
    if block.kind == BlockKind::Title {
        for line in &mut lines[first..] {
            line.keep_with_next = true;
        }
        opening::set_under_title(article, measure, lines);
    } else {
        spacing::keep_together(article, index, measure, &mut lines[first..]);
    }
}

#[derive(Clone, Copy)]
struct Setter<'a> {
    article: &'a Article,
    index: usize,
    block: &'a Block,
    /// What is set of it.
    range: TextRange,
    /// Where the block's text starts, in cells from the left edge of the measure.
    column: usize,
    measure: Measure,
    style: Style,
    previous: Option<&'a Block>,
}

impl Setter<'_> {
    /// Sets the space between the block and what stands before it.
    fn space(&self, lines: &mut Vec<Line>) {
        // Space after a line that must not end a page must not end it either.
        let keep = lines.last().is_some_and(|line| line.keep_with_next);
        // The bars of a quotation run on through the space inside it.
        let above = self.previous.map_or(0, |previous| previous.nesting.quote);
        let quote = above.min(self.quote_bars());
        let rows = spacing::space_before(
            self.article,
            self.index,
            self.style,
            self.measure,
            lines.len(),
        );
        for _ in 0..rows {
            lines.push(Line {
                keep_with_next: keep,
                lead: Lead {
                    quote,
                    ..Lead::default()
                },
                ..Line::blank(self.index, self.block.range.start)
            });
        }
    }

    /// Sets the block itself.
    fn content(&self, scratch: &mut Scratch, lines: &mut Vec<Line>) {
        match &self.block.kind {
            BlockKind::Code(_) => self.code(lines),
            BlockKind::Table(cells) => table::set(
                self.article,
                self.index,
                cells,
                self.measure,
                self.column,
                self.quote_bars(),
                lines,
            ),
            BlockKind::Image(picture) => self.picture(picture, lines),
            BlockKind::Rule => {
                let mark = Content::Generated("⁂".into());
                let line = Line::bare(self.index, LineRole::Rule, mark, self.block.range);
                let column = self.measure.cells.saturating_sub(1) / 2;
                lines.push(Line { column, ..line });
            }
            BlockKind::Footnote(_) => {
                self.note_rule(lines);
                self.words(scratch, lines);
            }
            _ => self.words(scratch, lines),
        }
    }

    /// Sets the short line that parts the first of some footnotes from the story.
    fn note_rule(&self, lines: &mut Vec<Line>) {
        let is_note = |block: &Block| matches!(block.kind, BlockKind::Footnote(_));
        let begins = self.previous.is_some_and(|previous| !is_note(previous));
        if begins && self.measure.rows >= RULED_ROWS {
            let rule = Content::Rule(NOTE_RULE_CELLS.min(self.measure.cells));
            let before = TextRange::at(self.block.range.start);
            lines.push(Line {
                keep_with_next: true,
                ..Line::bare(self.index, LineRole::Rule, rule, before)
            });
        }
    }

    fn role(&self) -> LineRole {
        match &self.block.kind {
            BlockKind::Title => LineRole::Title,
            BlockKind::Heading(level) => LineRole::Heading(*level),
            BlockKind::Byline | BlockKind::Date => LineRole::Dateline,
            BlockKind::Caption => LineRole::Caption,
            BlockKind::Footnote(_) => LineRole::Footnote,
            BlockKind::Furniture => LineRole::Furniture,
            BlockKind::Term => LineRole::Term,
            _ if self.block.nesting.quote > 0 => LineRole::Quote,
            _ => LineRole::Body,
        }
    }

    fn marker(&self) -> Option<Box<str>> {
        match &self.block.kind {
            BlockKind::ListItem(marker) => Some(lists::sign(*marker, self.block.nesting.list)),
            // A note of several paragraphs is labelled once.
            kind @ BlockKind::Footnote(label)
                if self.previous.is_none_or(|previous| previous.kind != *kind) =>
            {
                Some(text::fit(label, LABEL_CELLS).into())
            }
            _ => None,
        }
    }

    /// The cells that `marker` takes beyond what is free to the left of the text.
    fn overhang(&self, marker: &str) -> usize {
        let free = self.column - usize::from(self.quote_bars()) * QUOTE_CELLS;
        (text::cells(marker) + 1).saturating_sub(free)
    }

    fn quote_bars(&self) -> u8 {
        let bars = self.column / QUOTE_CELLS;
        self.block
            .nesting
            .quote
            .min(u8::try_from(bars).unwrap_or(u8::MAX))
    }

    /// Sets running text of any kind.
    fn words(&self, scratch: &mut Scratch, lines: &mut Vec<Line>) {
        let column = self.column;
        let room = usize::from(self.measure.cells) - column;
        // What stands before a block stands before its first line.
        let opens = self.range.start == self.block.range.start;
        let marker = self.marker().filter(|_| opens);
        let overhang = marker.as_deref().map_or(0, |marker| self.overhang(marker));
        let indent = if opens { self.indent() } else { 0 };
        let indent = indent.max(overhang).min(room / 2);
        // A marker that would run into the words is left out: the column is a few cells wide.
        let mut marker = marker.filter(|_| indent >= overhang);
        let mut right_to_left = text::is_right_to_left(self.range.of(&self.article.text));
        let broken = lines::set_paragraph(
            &self.article.text,
            self.range,
            room - indent,
            room,
            self.fit(),
            scratch,
        );
        let first = lines.len();
        for (at, broken) in broken.into_iter().enumerate() {
            let mut line = self.dressed(broken);
            line.column = narrow(column + if at == 0 { indent } else { 0 });
            line.lead.marker = marker.take();
            line.lead.right_to_left = std::mem::take(&mut right_to_left);
            lines.push(line);
        }
        self.place(lines.get_mut(first..).unwrap_or_default());
    }

    /// A line of running text at the left edge.
    fn dressed(&self, broken: Broken) -> Line {
        let Broken {
            range,
            hyphen,
            stretch,
        } = broken;
        let content = Content::Text {
            range,
            hyphen,
            stretch,
        };
        Line {
            lead: Lead {
                quote: self.quote_bars(),
                ..Lead::default()
            },
            ..Line::bare(self.index, self.role(), content, range)
        }
    }

    /// Moves lines that do not stand at the left: a heading of the highest rank to the middle, the name of
    /// who is quoted to the right.
    fn place(&self, lines: &mut [Line]) {
        let name = quotation::attribution(self.article, self.index);
        let centred = self.block.kind == BlockKind::Heading(1);
        if name.is_none() && !centred {
            return;
        }
        for line in lines {
            let named = name.is_some_and(|name| line.range.start >= name);
            let Content::Text {
                range,
                hyphen,
                stretch,
            } = &mut line.content
            else {
                continue;
            };
            let taken = text::set_cells(range.of(&self.article.text)) + usize::from(*hyphen);
            let free = usize::from(self.measure.cells.saturating_sub(line.column));
            let slack = narrow(free.saturating_sub(taken));
            if named {
                *stretch = 0;
                line.role = LineRole::Attribution;
                line.column += slack;
            } else if centred {
                line.column += slack / 2;
            }
        }
    }

    /// How the lines of the block are broken: running text as the reader likes it, headlines level, all else
    /// ragged. Words are parted in running text alone.
    fn fit(&self) -> Fit<'_> {
        let running = matches!(
            self.block.kind,
            BlockKind::Paragraph
                | BlockKind::ListItem(_)
                | BlockKind::Definition
                | BlockKind::Footnote(_)
        );
        let shape = match self.block.kind {
            BlockKind::Title | BlockKind::Heading(_) => Shape::Balanced,
            _ if running && self.style.justified => Shape::Justified,
            _ => Shape::Ragged,
        };
        let language = self.article.metadata.language.as_deref();
        Fit {
            shape,
            patterns: language
                .filter(|_| running && self.style.hyphenated)
                .and_then(Patterns::of),
            spans: &self.article.spans,
        }
    }

    /// The indent of the first line, in cells.
    fn indent(&self) -> usize {
        let follows = self
            .previous
            .is_some_and(|previous| previous.kind == BlockKind::Paragraph);
        let indented = self.style.paragraphs == Paragraphs::Indented
            && self.block.kind == BlockKind::Paragraph;
        if indented && follows { 2 } else { 0 }
    }

    /// Sets verbatim text: every line of the source is a line, however wide.
    fn code(&self, lines: &mut Vec<Line>) {
        let column = self.column;
        let room = narrow((usize::from(self.measure.cells) - column).max(1));
        let first = lines.len();
        let mut at = self.range.start;
        for source in self.range.of(&self.article.text).split('\n') {
            let range = TextRange::new(at, at + source.len());
            lines.push(Line {
                column: narrow(column),
                lead: Lead {
                    quote: self.quote_bars(),
                    ..Lead::default()
                },
                ..Line::bare(
                    self.index,
                    LineRole::Code,
                    Content::Verbatim { range, room },
                    range,
                )
            });
            at += source.len() + 1;
        }
        // What fits a page is not parted.
        let own = lines.get_mut(first..).unwrap_or_default();
        if own.len() <= usize::from(self.measure.rows) {
            let last = own.len().saturating_sub(1);
            own.iter_mut()
                .take(last)
                .for_each(|line| line.keep_with_next = true);
        }
    }
}

/// Where the text of a block starts, in cells. Never more than half the column.
fn column(article: &Article, index: usize, block: &Block, measure: Measure) -> usize {
    let quotes = usize::from(block.nesting.quote) * QUOTE_CELLS;
    let lists = lists::list_cells(article, index, measure.cells);
    let extra = match block.kind {
        BlockKind::Code(_) => 2,
        BlockKind::Footnote(_) => lists::label_cells(article, index).max(LIST_CELLS),
        _ => 0,
    };
    (quotes + lists + extra).min(usize::from(measure.cells) / 2)
}

/// Cells as the screen counts them; a column never exceeds `u16::MAX`, which a measure is.
fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
