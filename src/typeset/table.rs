//! A table becomes lines: columns where they fit, records where they do not.

use super::lines::break_lines;
use super::{Cell, Content, Lead, Line, LineRole, Measure};
use crate::article::{Alignment, Article, Table};
use crate::text::{self, TextRange};

/// Cells between two columns.
const GUTTER: usize = 2;
/// The narrowest column worth reading, in cells, if it must give way to others.
const NARROWEST: usize = 6;
/// A word up to this many cells stays whole in a column.
const LONGEST_WORD: usize = 16;

/// Sets `table`, block `index` of `article`, from `column` on.
pub(super) fn set(
    article: &Article,
    index: usize,
    table: &Table,
    measure: Measure,
    column: usize,
    quote: u8,
    lines: &mut Vec<Line>,
) {
    let setter = TableSetter {
        text: &article.text,
        index,
        table,
        start: article
            .blocks
            .get(index)
            .map_or(0, |block| block.range.start),
        column,
        quote,
    };
    let room = usize::from(measure.cells).saturating_sub(column).max(1);
    let before = lines.len();
    match setter.widths(room) {
        Some(widths) => setter.columns(&widths, lines),
        None => setter.records(room, lines),
    }
    keep_whole(&mut lines[before..], measure);
}

/// A table that fits a page is not parted. Its last line, be it a header, holds on to nothing.
fn keep_whole(lines: &mut [Line], measure: Measure) {
    let fits = lines.len() <= usize::from(measure.rows);
    let Some((last, others)) = lines.split_last_mut() else {
        return;
    };
    last.keep_with_next = false;
    if fits {
        for line in others {
            line.keep_with_next = true;
        }
    }
}

struct TableSetter<'a> {
    text: &'a str,
    index: usize,
    table: &'a Table,
    /// The table's first byte.
    start: usize,
    column: usize,
    /// Bars of quotation to the left of it.
    quote: u8,
}

impl TableSetter<'_> {
    /// The width of each column, in cells, when they fit side by side: natural where there is room, else
    /// the widest give way first, but none so far that its words part. `None` when that is not enough.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let count = self.table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let room = room.checked_sub(GUTTER * count.checked_sub(1)?)?;
        let mut columns = vec![Column::default(); count];
        let rows = self.table.rows.iter();
        for (at, cell) in rows.flat_map(|row| row.iter().enumerate()) {
            if let Some(column) = columns.get_mut(at) {
                column.hold(cell.of(self.text));
            }
        }
        let total = |cap: usize| {
            columns
                .iter()
                .map(|column| column.capped(cap))
                .sum::<usize>()
        };
        if total(0) > room {
            return None;
        }
        // The largest cap under which all fit: more cells never make the whole narrower.
        let widest = columns.iter().map(|column| column.natural).max()?;
        let (mut fits, mut passes) = (0, widest + 1);
        while fits + 1 < passes {
            let cap = usize::midpoint(fits, passes);
            if total(cap) <= room {
                fits = cap;
            } else {
                passes = cap;
            }
        }
        // What one more cell for each would pass goes to the first that want it.
        let mut left = room - total(fits);
        let widths = columns.iter().map(|column| {
            let width = column.capped(fits);
            let more = usize::from(left > 0 && width == fits && width < column.natural);
            left -= more;
            width + more
        });
        Some(widths.collect())
    }

    fn columns(&self, widths: &[usize], lines: &mut Vec<Line>) {
        let mut end = self.start;
        for (at, row) in self.table.rows.iter().enumerate() {
            let header = at < self.table.header_rows;
            let role = if header {
                LineRole::TableHeader
            } else {
                LineRole::Table
            };
            self.row(row, widths, role, TextRange::at(end), lines);
            end = row.last().map_or(end, |cell| cell.end);
            if header && at + 1 == self.table.header_rows {
                let under = Content::Generated(underline(widths));
                lines.push(self.line(LineRole::Rule, under, TextRange::at(end), true));
            }
        }
    }

    /// Sets a row of the table; `before` is where one stands that has no words.
    fn row(
        &self,
        row: &[TextRange],
        widths: &[usize],
        role: LineRole,
        before: TextRange,
        lines: &mut Vec<Line>,
    ) {
        let broken: Vec<Vec<TextRange>> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| {
                break_lines(self.text, *cell, *width, *width)
                    .into_iter()
                    .map(|b| b.range)
                    .collect()
            })
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for line in 0..height {
            let cells = self.abreast(&broken, widths, line);
            let shown = cells.iter().map(|cell| cell.range);
            let range = shown.reduce(TextRange::join).unwrap_or(before);
            let header = role == LineRole::TableHeader;
            let keep = header || line + 1 < height;
            lines.push(self.line(role, Content::Cells(cells.into()), range, keep));
        }
    }

    /// The pieces of a row's cells that stand on its line of this number.
    fn abreast(&self, broken: &[Vec<TextRange>], widths: &[usize], line: usize) -> Vec<Cell> {
        let mut left = self.column;
        let mut cells = Vec::new();
        for (at, (pieces, width)) in broken.iter().zip(widths).enumerate() {
            if let Some(piece) = pieces.get(line) {
                let slack = width.saturating_sub(text::set_cells(piece.of(self.text)));
                let shift = match self.table.alignments.get(at).copied().unwrap_or_default() {
                    Alignment::Left => 0,
                    Alignment::Center => slack / 2,
                    Alignment::Right => slack,
                };
                cells.push(Cell {
                    column: narrow(left + shift),
                    range: *piece,
                });
            }
            left += width + GUTTER;
        }
        cells
    }

    /// One record a row: every cell on lines of its own, beside or under the name of its column.
    fn records(&self, room: usize, lines: &mut Vec<Line>) {
        let header = match self.table.header_rows {
            0 => &[],
            _ => self.table.rows.first().map_or(&[][..], Vec::as_slice),
        };
        let widest = header
            .iter()
            .map(|name| text::set_cells(name.of(self.text)));
        let beside = beside(widest.max().unwrap_or(0), room);
        let fitted = |name: &TextRange| {
            let name = name.of(self.text);
            match beside {
                Some(width) => padded(&text::fit(name, width), width),
                None => text::fit(name, room).into(),
            }
        };
        let names = Names {
            of: header.iter().map(fitted).collect(),
            beside,
        };
        let (mut end, before) = (self.start, lines.len());
        let mut is_headed = true;
        for (at, row) in self.table.rows.iter().enumerate() {
            let parted = lines.len() > before;
            if parted {
                lines.push(Line {
                    lead: self.lead(),
                    // The header stays with the first record that has words.
                    keep_with_next: is_headed,
                    ..Line::blank(self.index, end)
                });
            }
            let first = lines.len();
            if at < self.table.header_rows {
                self.names(row, room, lines);
            } else {
                self.record(row, &names, end, room, lines);
            }
            if parted && lines.len() == first {
                // A row without words is no record, and parts none.
                lines.pop();
                continue;
            }
            is_headed &= at < self.table.header_rows || lines.len() == first;
            // No page parts a record if it can be helped.
            let own = lines.get_mut(first..).unwrap_or_default();
            let last = own.len().saturating_sub(1);
            own.iter_mut()
                .take(last)
                .for_each(|line| line.keep_with_next = true);
            end = row.last().map_or(end, |cell| cell.end);
        }
    }

    /// A row of the header, cell after cell as far as a line goes.
    fn names(&self, row: &[TextRange], room: usize, lines: &mut Vec<Line>) {
        let mut abreast: Vec<Cell> = Vec::new();
        let mut taken = 0;
        let mut flush = |abreast: &mut Vec<Cell>| {
            let cells = std::mem::take(abreast);
            let shown = cells.iter().map(|cell| cell.range).reduce(TextRange::join);
            if let Some(range) = shown {
                let content = Content::Cells(cells.into());
                lines.push(self.line(LineRole::TableHeader, content, range, true));
            }
        };
        for cell in row {
            for piece in break_lines(self.text, *cell, room, room) {
                let width = text::set_cells(piece.range.of(self.text));
                if taken > 0 && taken + width > room {
                    flush(&mut abreast);
                    taken = 0;
                }
                abreast.push(Cell {
                    column: narrow(self.column + taken),
                    range: piece.range,
                });
                taken += width + GUTTER;
            }
        }
        flush(&mut abreast);
    }

    /// A row of the body, which begins after byte `end`.
    fn record(
        &self,
        row: &[TextRange],
        names: &Names,
        mut end: usize,
        room: usize,
        lines: &mut Vec<Line>,
    ) {
        for (field, cell) in row.iter().enumerate() {
            let name = names.of.get(field).filter(|_| !cell.is_empty());
            let name = name.cloned();
            match (names.beside, name) {
                (Some(width), name) => self.field(*cell, width + GUTTER, name, room, lines),
                (None, name) => {
                    if let Some(name) = name {
                        // It stands at the end of what is before it: the byte where the cell starts is the
                        // cell's own, and the page that shows the one need not show the other.
                        let at = TextRange::at(end);
                        let role = LineRole::TableHeader;
                        lines.push(self.line(role, Content::Generated(name), at, true));
                    }
                    self.field(*cell, 0, None, room, lines);
                }
            }
            end = cell.end;
        }
    }

    /// One cell of a record on lines of its own, `indent` cells from the left, behind its name.
    fn field(
        &self,
        cell: TextRange,
        indent: usize,
        mut name: Option<Box<str>>,
        room: usize,
        lines: &mut Vec<Line>,
    ) {
        let room = room.saturating_sub(indent).max(1);
        for piece in break_lines(self.text, cell, room, room) {
            let content = Content::Text {
                range: piece.range,
                hyphen: piece.hyphen,
                stretch: 0,
            };
            let line = self.line(LineRole::Table, content, piece.range, false);
            lines.push(Line {
                column: narrow(self.column + indent),
                lead: Lead {
                    marker: name.take(),
                    ..self.lead()
                },
                ..line
            });
        }
    }

    fn lead(&self) -> Lead {
        Lead {
            quote: self.quote,
            ..Lead::default()
        }
    }

    fn line(&self, role: LineRole, content: Content, range: TextRange, keep: bool) -> Line {
        Line {
            column: narrow(self.column),
            keep_with_next: keep,
            lead: self.lead(),
            ..Line::bare(self.index, role, content, range)
        }
    }
}

/// The widths that a column wants, in cells.
#[derive(Clone, Copy, Default)]
struct Column {
    /// Its widest cell on one line.
    natural: usize,
    /// What it cannot go below.
    least: usize,
}

impl Column {
    /// Makes room for a cell.
    fn hold(&mut self, words: &str) {
        let longest = words.split_whitespace().map(text::set_cells).max();
        self.natural = self.natural.max(text::set_cells(words)).max(1);
        let least = longest.unwrap_or(0).clamp(NARROWEST, LONGEST_WORD);
        self.least = self.least.max(least).min(self.natural);
    }

    /// Its width if none need be wider than `cap`.
    fn capped(&self, cap: usize) -> usize {
        self.natural.min(cap).max(self.least)
    }
}

/// The names of a table's columns, as records show them.
struct Names {
    /// The cells of the header, cut to their room. They are shown with every record, so they are cut once.
    of: Vec<Box<str>>,
    /// The cells they take beside what they name; `None` where they stand above it.
    beside: Option<usize>,
}

/// The width of a column of names of which the widest takes `widest` cells, if `room` holds that and what
/// they name.
fn beside(widest: usize, room: usize) -> Option<usize> {
    let width = widest.min(room / 3);
    (widest > 0 && width >= NARROWEST.min(widest)).then_some(width)
}

/// `name` with spaces up to `width` cells and one more: its lead ends a cell before the text.
fn padded(name: &str, width: usize) -> Box<str> {
    let space = (width + GUTTER - 1).saturating_sub(text::cells(name));
    format!("{name}{}", " ".repeat(space)).into()
}

/// A line under the header of each column.
fn underline(widths: &[usize]) -> Box<str> {
    let under: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    under.join(&" ".repeat(GUTTER)).into()
}

fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
