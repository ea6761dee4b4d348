//! A part of the buffer that clips what does not fit.

use crate::text;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// A rectangle of cells to draw on. Positions are cells and rows from its own top left corner.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
}

impl<'a> Canvas<'a> {
    /// The part of `area` that lies in `buffer`.
    pub(super) fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area }
    }

    /// Width in cells.
    pub(super) fn width(&self) -> u16 {
        self.area.width
    }

    /// Height in rows.
    pub(super) fn height(&self) -> u16 {
        self.area.height
    }

    /// The part that starts at (`x`, `y`), at most `width` by `height`.
    pub(super) fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Canvas<'_> {
        let x = x.min(self.area.width);
        let y = y.min(self.area.height);
        let area = Rect {
            x: self.area.x + x,
            y: self.area.y + y,
            width: width.min(self.area.width - x),
            height: height.min(self.area.height - y),
        };
        Canvas {
            buffer: self.buffer,
            area,
        }
    }

    /// Writes `text` at (`x`, `y`) as far as the row goes; returns the cell after it. A wide character that
    /// does not fit whole is left out.
    pub(super) fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if y >= self.area.height || x >= self.area.width {
            return x;
        }
        let room = usize::from(self.area.width - x);
        let (end, _) = self
            .buffer
            .set_stringn(self.area.x + x, self.area.y + y, text, room, style);
        end - self.area.x
    }

    /// Writes `text` so that it ends before cell `end`, cut with an ellipsis when it does not fit `room`;
    /// returns the cell where it starts.
    pub(super) fn put_right(
        &mut self,
        end: u16,
        y: u16,
        text: &str,
        room: u16,
        style: Style,
    ) -> u16 {
        let shown = text::fit(text, room.into());
        let width = u16::try_from(text::cells(&shown)).unwrap_or(u16::MAX);
        let start = end.saturating_sub(width);
        self.put(start, y, &shown, style);
        start
    }

    /// Writes `text`, cut with an ellipsis when it does not fit `room` cells.
    pub(super) fn put_fit(&mut self, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
        self.put(x, y, &text::fit(text, room.into()), style)
    }

    /// Gives a stretch of a row a style, the text staying.
    pub(super) fn paint(&mut self, x: u16, y: u16, width: u16, style: Style) {
        if y < self.area.height && x < self.area.width {
            let width = width.min(self.area.width - x);
            self.buffer.set_style(
                Rect {
                    x: self.area.x + x,
                    y: self.area.y + y,
                    width,
                    height: 1,
                },
                style,
            );
        }
    }

    /// Empties all of it. A wide character that reaches in from the left goes too: half of one cannot be
    /// drawn.
    pub(super) fn clear(&mut self) {
        for position in self.area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        let Some(x) = self.area.x.checked_sub(1) else {
            return;
        };
        for y in self.area.y..self.area.bottom() {
            if let Some(cell) = self
                .buffer
                .cell_mut((x, y))
                .filter(|cell| text::cells(cell.symbol()) > 1)
            {
                cell.set_symbol(" ");
            }
        }
    }

    /// Where (`x`, `y`) lies on the screen, kept inside.
    pub(super) fn on_screen(&self, x: u16, y: u16) -> Position {
        Position {
            x: self.area.x + x.min(self.area.width.saturating_sub(1)),
            y: self.area.y + y.min(self.area.height.saturating_sub(1)),
        }
    }
}
