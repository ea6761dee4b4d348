//! A table becomes lines: columns where they fit, records where they do not.

use super::lines::break_lines;
use super::{Cell, Content, Lead, Line, LineRole, Measure};
use crate::article::{Alignment, Article, Table};
use crate::text::{self, TextRange};

/// Cells between two columns.
const GUTTER: usize = 2;
/// The narrowest column worth reading, in cells.
const NARROWEST: usize = 6;

/// Sets `table`, block `index` of `article`, from `column` on.
pub(super) fn set(
    article: &Article,
    index: usize,
    table: &Table,
    measure: Measure,
    column: usize,
    lines: &mut Vec<Line>,
) {
    let setter = TableSetter {
        text: &article.text,
        index,
        table,
        column,
    };
    let room = usize::from(measure.cells).saturating_sub(column).max(1);
    let before = lines.len();
    match setter.widths(room) {
        Some(widths) => setter.columns(&widths, lines),
        None => setter.records(room, lines),
    }
    keep_whole(&mut lines[before..], measure);
}

/// A table that fits a page is not parted.
fn keep_whole(lines: &mut [Line], measure: Measure) {
    if lines.len() <= usize::from(measure.rows) {
        let last = lines.len().saturating_sub(1);
        for line in &mut lines[..last] {
            line.keep_with_next = true;
        }
    }
}

struct TableSetter<'a> {
    text: &'a str,
    index: usize,
    table: &'a Table,
    column: usize,
}

impl TableSetter<'_> {
    /// The width of each column, in cells, when they fit side by side: natural where there is room, else
    /// the widest give way first. `None` when a column would be too narrow to read.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let count = self.table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if count == 0 {
            return None;
        }
        let mut widths = vec![1; count];
        for (at, cell) in self
            .table
            .rows
            .iter()
            .flat_map(|row| row.iter().enumerate())
        {
            widths[at] = widths[at].max(text::set_cells(cell.of(self.text)));
        }
        let room = room.checked_sub(GUTTER * (count - 1))?;
        let cap = widest_cap(&widths, room)?;
        let cut_short = widths.iter().any(|width| *width > cap);
        if cut_short && cap < NARROWEST {
            return None;
        }
        for width in &mut widths {
            *width = (*width).min(cap);
        }
        Some(widths)
    }

    fn columns(&self, widths: &[usize], lines: &mut Vec<Line>) {
        for (at, row) in self.table.rows.iter().enumerate() {
            let header = at < self.table.header_rows;
            let role = if header {
                LineRole::TableHeader
            } else {
                LineRole::Table
            };
            self.row(row, widths, role, lines);
            if header && at + 1 == self.table.header_rows {
                let total = widths.iter().sum::<usize>() + GUTTER * (widths.len() - 1);
                let end = row.last().map_or(0, |cell| cell.end);
                lines.push(self.line(role, Content::Rule(narrow(total)), TextRange::at(end), true));
            }
        }
    }

    fn row(&self, row: &[TextRange], widths: &[usize], role: LineRole, lines: &mut Vec<Line>) {
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
        let mut covered = row.first().map_or(0, |cell| cell.start);
        for line in 0..height {
            let mut left = self.column;
            let mut cells = Vec::new();
            for (at, pieces) in broken.iter().enumerate() {
                if let Some(piece) = pieces.get(line).filter(|piece| !piece.is_empty()) {
                    let slack = widths[at].saturating_sub(text::set_cells(piece.of(self.text)));
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
                left += widths[at] + GUTTER;
            }
            // Ranges of lines must not run backwards, so that a place finds its page: a further line of a
            // row starts where the line before it started at the latest.
            let end = cells
                .iter()
                .map(|cell| cell.range.end)
                .max()
                .unwrap_or(covered)
                .max(covered);
            let range = TextRange::new(covered, end);
            covered = end;
            let header = role == LineRole::TableHeader;
            lines.push(self.line(
                role,
                Content::Cells(cells.into()),
                range,
                header || line + 1 < height,
            ));
        }
    }

    /// One record a row: every cell on lines of its own, under the name of its column.
    fn records(&self, room: usize, lines: &mut Vec<Line>) {
        let header = if self.table.header_rows > 0 {
            self.table.rows.first()
        } else {
            None
        };
        for (at, row) in self.table.rows.iter().enumerate() {
            let role = if at < self.table.header_rows {
                LineRole::TableHeader
            } else {
                LineRole::Table
            };
            if at > 0 {
                let start = row.first().map_or(0, |cell| cell.start);
                lines.push(self.line(LineRole::Blank, Content::Blank, TextRange::at(start), false));
            }
            for (field, cell) in row.iter().enumerate() {
                let name = header
                    .filter(|_| role == LineRole::Table)
                    .and_then(|header| header.get(field));
                if let Some(name) = name
                    .map(|name| name.of(self.text))
                    .filter(|_| !cell.is_empty())
                {
                    let label = Content::Generated(text::fit(name, room).into());
                    lines.push(self.line(
                        LineRole::TableHeader,
                        label,
                        TextRange::at(cell.start),
                        true,
                    ));
                }
                for piece in break_lines(self.text, *cell, room, room) {
                    let content = Content::Text {
                        range: piece.range,
                        hyphen: piece.hyphen,
                    };
                    lines.push(self.line(role, content, piece.range, false));
                }
            }
        }
    }

    fn line(
        &self,
        role: LineRole,
        content: Content,
        range: TextRange,
        keep_with_next: bool,
    ) -> Line {
        let lead = Lead::default();
        Line {
            block: self.index,
            role,
            column: narrow(self.column),
            content,
            lead,
            range,
            keep_with_next,
        }
    }
}

/// The largest width to which the widest columns must be cut for all to fit `room`.
fn widest_cap(widths: &[usize], room: usize) -> Option<usize> {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let mut left = room;
    for (at, width) in sorted.iter().enumerate() {
        let share = left / (sorted.len() - at);
        if *width > share {
            return (share > 0).then_some(share);
        }
        left -= width;
    }
    sorted.last().copied()
}

fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
