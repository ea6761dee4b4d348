//! A block becomes lines.

use super::lines::{self, Broken, Fit, Scratch, Shape};
use super::{Content, Lead, Line, LineRole, Measure, Paragraphs, Style, TAB_CELLS, opening, table};
use crate::article::{Article, Block, BlockKind, Marker};
use crate::text::{self, Patterns, TextRange};

/// Cells that each list moves its items to the right: room for `12. `.
const LIST_CELLS: usize = 4;
/// The fewest rows of a page on which a picture has a frame.
const FRAMED_ROWS: u16 = 3;
/// Cells that each quote takes at the left: a bar and a space.
const QUOTE_CELLS: usize = 2;

/// Sets block `index` of `article` under the lines before it, with the space that parts it from them.
pub(super) fn set_block(
    article: &Article,
    index: usize,
    measure: Measure,
    style: Style,
    lines: &mut Vec<Line>,
) {
    let Some(block) = article.blocks.get(index) else {
        return;
    };
    let setter = Setter {
        article,
        index,
        block,
        measure,
        style,
        previous: index.checked_sub(1).and_then(|i| article.blocks.get(i)),
    };
    setter.space(lines);
    let first = lines.len();
    setter.content(lines);
    if block.kind == BlockKind::Title {
        for line in &mut lines[first..] {
            line.keep_with_next = true;
        }
        opening::set_under_title(article, measure, lines);
    } else {
        keep_together(block, &mut lines[first..]);
    }
}

/// Empty lines between two blocks.
fn space_before(
    previous: Option<&Block>,
    block: &Block,
    style: Style,
    lines_before: usize,
) -> usize {
    let Some(previous) = previous else {
        return usize::from(lines_before > 0);
    };
    let both = |kind: fn(&BlockKind) -> bool| kind(&previous.kind) && kind(&block.kind);
    match (&previous.kind, &block.kind) {
        (BlockKind::Heading(_), BlockKind::Heading(_)) => 1,
        (BlockKind::Heading(_), _) | (BlockKind::Image(_), BlockKind::Caption) => 0,
        _ if both(|kind| matches!(kind, BlockKind::Furniture)) => 0,
        _ if both(|kind| matches!(kind, BlockKind::Footnote(_))) => 0,
        _ if both(|kind| matches!(kind, BlockKind::ListItem(_)))
            && previous.nesting.quote == block.nesting.quote =>
        {
            0
        }
        _ if both(|kind| matches!(kind, BlockKind::Paragraph))
            && style.paragraphs == Paragraphs::Indented
            && previous.nesting == block.nesting =>
        {
            0
        }
        _ => 1,
    }
}

/// Marks the lines after which no page should end: a heading stays with what it heads, a paragraph never
/// leaves or sends one line alone, short items stay whole.
fn keep_together(block: &Block, lines: &mut [Line]) {
    let count = lines.len();
    let whole = match block.kind {
        BlockKind::Heading(_) | BlockKind::Caption | BlockKind::Image(_) => true,
        BlockKind::ListItem(_) | BlockKind::Furniture => count <= 4,
        BlockKind::Paragraph => block.nesting.quote > 0 && count <= 5,
        _ => false,
    };
    let with_next = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Image(_));
    for (at, line) in lines.iter_mut().enumerate() {
        let last = at + 1 == count;
        line.keep_with_next |= if last {
            with_next
        } else {
            whole || at == 0 || at + 2 == count
        };
    }
}

struct Setter<'a> {
    article: &'a Article,
    index: usize,
    block: &'a Block,
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
        for _ in 0..space_before(self.previous, self.block, self.style, lines.len()) {
            lines.push(Line {
                keep_with_next: keep,
                lead: Lead {
                    quote,
                    marker: None,
                },
                ..Line::blank(self.index, self.block.range.start)
            });
        }
    }

    /// Sets the block itself.
    fn content(&self, lines: &mut Vec<Line>) {
        match &self.block.kind {
            BlockKind::Code(_) => self.code(lines),
            BlockKind::Table(cells) => table::set(
                self.article,
                self.index,
                cells,
                self.measure,
                self.column(),
                lines,
            ),
            BlockKind::Image(_) => self.image(lines),
            BlockKind::Rule => {
                let mark = Content::Generated("⁂".into());
                let line = Line::bare(self.index, LineRole::Rule, mark, self.block.range);
                let column = self.measure.cells.saturating_sub(1) / 2;
                lines.push(Line { column, ..line });
            }
            _ => self.words(lines),
        }
    }

    /// Where the block's text starts, in cells. Never more than half the column.
    fn column(&self) -> usize {
        let nesting = self.block.nesting;
        let list = if self.measure.cells < 30 {
            2
        } else {
            LIST_CELLS
        };
        let wanted = usize::from(nesting.quote) * QUOTE_CELLS + usize::from(nesting.list) * list;
        let extra = match self.block.kind {
            BlockKind::Code(_) => 2,
            BlockKind::Footnote(_) => LIST_CELLS,
            _ => 0,
        };
        (wanted + extra).min(usize::from(self.measure.cells) / 2)
    }

    fn role(&self) -> LineRole {
        match &self.block.kind {
            BlockKind::Title => LineRole::Title,
            BlockKind::Heading(level) => LineRole::Heading(*level),
            BlockKind::Byline | BlockKind::Date => LineRole::Dateline,
            BlockKind::Caption => LineRole::Caption,
            BlockKind::Footnote(_) => LineRole::Footnote,
            BlockKind::Furniture => LineRole::Furniture,
            _ if self.block.nesting.quote > 0 => LineRole::Quote,
            _ => LineRole::Body,
        }
    }

    fn marker(&self) -> Option<Box<str>> {
        match &self.block.kind {
            BlockKind::ListItem(Marker::Bullet) => Some(
                if self.block.nesting.list % 2 == 1 {
                    "•"
                } else {
                    "◦"
                }
                .into(),
            ),
            BlockKind::ListItem(Marker::Number(number)) => Some(format!("{number}.").into()),
            BlockKind::ListItem(Marker::Open) => Some("☐".into()),
            BlockKind::ListItem(Marker::Done) => Some("☑".into()),
            BlockKind::Footnote(label) => Some(text::fit(label, LIST_CELLS - 1).into()),
            _ => None,
        }
    }

    fn quote_bars(&self) -> u8 {
        let bars = self.column() / QUOTE_CELLS;
        self.block
            .nesting
            .quote
            .min(u8::try_from(bars).unwrap_or(u8::MAX))
    }

    /// Sets running text of any kind.
    fn words(&self, lines: &mut Vec<Line>) {
        let column = self.column();
        let room = usize::from(self.measure.cells) - column;
        let indent = self.indent().min(room / 2);
        let broken = lines::set_paragraph(
            &self.article.text,
            self.block.range,
            room - indent,
            room,
            self.fit(),
            &mut Scratch::default(),
        );
        let mut marker = self.marker();
        for (at, line) in broken.into_iter().enumerate() {
            let Broken {
                range,
                hyphen,
                stretch,
            } = line;
            let column = column + if at == 0 { indent } else { 0 };
            lines.push(Line {
                column: narrow(column),
                lead: Lead {
                    quote: self.quote_bars(),
                    marker: marker.take(),
                },
                ..Line::bare(
                    self.index,
                    self.role(),
                    Content::Text {
                        range,
                        hyphen,
                        stretch,
                    },
                    range,
                )
            });
        }
    }

    /// How the lines of the block are broken: running text as the reader likes it, headlines level, all else
    /// ragged. Words are parted in running text alone.
    fn fit(&self) -> Fit<'_> {
        let running = matches!(
            self.block.kind,
            BlockKind::Paragraph | BlockKind::ListItem(_) | BlockKind::Footnote(_)
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

    /// Sets verbatim text: every line of the source is a line, cut where it is too wide.
    fn code(&self, lines: &mut Vec<Line>) {
        let column = self.column();
        let room = (usize::from(self.measure.cells) - column).max(1);
        let mut at = self.block.range.start;
        for source in self.block.range.of(&self.article.text).split('\n') {
            for range in cut_verbatim(source, at, room) {
                lines.push(Line {
                    column: narrow(column),
                    lead: Lead {
                        quote: self.quote_bars(),
                        marker: None,
                    },
                    ..Line::bare(
                        self.index,
                        LineRole::Code,
                        Content::Text {
                            range,
                            hyphen: false,
                            stretch: 0,
                        },
                        range,
                    )
                });
            }
            at += source.len() + 1;
        }
        let fits = lines.len() <= usize::from(self.measure.rows);
        let own = lines
            .iter_mut()
            .rev()
            .take_while(|line| line.block == self.index && line.role == LineRole::Code);
        if fits {
            own.skip(1).for_each(|line| line.keep_with_next = true);
        }
    }

    /// Sets the place of a picture: its alternative text, framed by two rules where a page has room for them.
    fn image(&self, lines: &mut Vec<Line>) {
        let column = self.column();
        let room = usize::from(self.measure.cells) - column;
        let set = |content, range| Line {
            column: narrow(column),
            ..Line::bare(self.index, LineRole::Image, content, range)
        };
        let frame = |at| set(Content::Rule(narrow(room)), TextRange::at(at));
        let framed = self.measure.rows >= FRAMED_ROWS;
        if framed {
            lines.push(frame(self.block.range.start));
        }
        let before = lines.len();
        self.words(lines);
        if lines.len() == before {
            let words = Content::Generated(text::fit("(picture)", room).into());
            lines.push(set(words, self.block.range));
        }
        for line in &mut lines[before..] {
            line.role = LineRole::Image;
        }
        if framed {
            lines.push(frame(self.block.range.end));
        }
    }
}

/// Cuts one line of verbatim text, which starts at byte `at`, into stretches of at most `room` cells.
fn cut_verbatim(source: &str, at: usize, room: usize) -> Vec<TextRange> {
    let mut cuts = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (offset, cluster, width) in text::graphemes(source) {
        let width = if cluster == "\t" {
            TAB_CELLS - used % TAB_CELLS
        } else {
            width
        };
        if used + width > room && offset > start {
            cuts.push(TextRange::new(at + start, at + offset));
            start = offset;
            used = 0;
        }
        used += width;
    }
    cuts.push(TextRange::new(at + start, at + source.len()));
    cuts
}

/// Cells as the screen counts them; a column never exceeds `u16::MAX`, which a measure is.
fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
