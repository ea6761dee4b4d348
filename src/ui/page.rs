//! One page of text.

use super::Theme;
use super::canvas::Canvas;
use super::highlights::Highlights;
use crate::text::{self, TextRange};
use crate::typeset::{Content, Line, TAB_CELLS, widened};
use ratatui::style::Style;

/// A page to be drawn.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) highlights: &'a Highlights,
    pub(super) theme: Theme,
}

impl Page<'_> {
    /// Draws the page with its column starting `left` cells from the canvas's edge: what is left of it is
    /// the margin, where the bars of bookmarks stand.
    pub(super) fn draw(&self, left: u16, canvas: &mut Canvas<'_>) {
        for (row, line) in (0..canvas.height()).zip(self.lines) {
            self.margin(line, left, row, canvas);
            self.lead(line, left, row, canvas);
            let style = self.theme.line(line.role);
            let x = left + line.column;
            match &line.content {
                Content::Blank => {}
                Content::Text {
                    range,
                    hyphen,
                    stretch,
                } => {
                    let end = self.run(*range, *stretch, x, row, style, canvas);
                    if *hyphen {
                        canvas.put(end, row, "-", style);
                    }
                }
                Content::Verbatim { range, .. } => {
                    self.run(*range, 0, x, row, style, canvas);
                }
                Content::Cells(cells) => {
                    for cell in cells {
                        self.run(cell.range, 0, left + cell.column, row, style, canvas);
                    }
                }
                Content::Generated(words) => {
                    canvas.put(x, row, words, style);
                }
                Content::Rule(width) => {
                    canvas.put(x, row, &"─".repeat(usize::from(*width)), self.theme.faint());
                }
            }
        }
    }

    /// The bar of a bookmark, one cell off the column where the margin has room for that.
    fn margin(&self, line: &Line, left: u16, row: u16, canvas: &mut Canvas<'_>) {
        if left > 0 && line.pieces().any(|piece| self.highlights.marks(piece)) {
            let x = left.saturating_sub(if left > 1 { 2 } else { 1 });
            canvas.put(x, row, "▌", self.theme.bookmark_bar());
        }
    }

    fn lead(&self, line: &Line, left: u16, row: u16, canvas: &mut Canvas<'_>) {
        for bar in 0..line.lead.quote {
            canvas.put(left + 2 * u16::from(bar), row, "│", self.theme.faint());
        }
        if let Some(marker) = &line.lead.marker {
            let width = u16::try_from(text::cells(marker)).unwrap_or(0);
            let x = (left + line.column).saturating_sub(width + 1).max(left);
            canvas.put(x, row, marker, self.theme.faint());
        }
    }

    /// Draws a stretch of the text, its highlights laid over `style` and its spaces widened by `stretch`
    /// cells together; returns the cell after it.
    fn run(
        &self,
        range: TextRange,
        stretch: u16,
        x: u16,
        row: u16,
        style: Style,
        canvas: &mut Canvas<'_>,
    ) -> u16 {
        let layers = self.highlights.on_line(range);
        let source = range.of(self.text);
        let (mut gap, gaps) = match stretch {
            0 => (0, 0),
            _ => (0, source.matches(' ').count()),
        };
        if layers.is_empty() && gaps == 0 && !source.contains(['\t', '\u{AD}']) {
            return canvas.put(x, row, source, style);
        }
        let mut at = x;
        // Clusters of one style go out in one piece.
        let (mut from, mut piece_style) = (0, style);
        for (offset, cluster, _) in text::graphemes(source) {
            let here = range.start + offset;
            let styled = layers
                .iter()
                .filter(|(layer, _)| layer.contains(here))
                .fold(style, |s, (_, over)| s.patch(*over));
            let special = matches!(cluster, "\t" | "\u{AD}");
            if styled != piece_style || special {
                at = canvas.put(at, row, source.get(from..offset).unwrap_or(""), piece_style);
                (from, piece_style) = (offset, styled);
            }
            if gaps > 0 && cluster.starts_with(' ') {
                // The space goes out with what stands before it, and what it is wider by looks the same.
                let end = offset + cluster.len();
                at = canvas.put(at, row, source.get(from..end).unwrap_or(""), styled);
                let wider = widened(gap, gaps, stretch);
                at = canvas.put(at, row, &" ".repeat(wider), styled);
                (from, gap) = (end, gap + 1);
            }
            if special {
                from = offset + cluster.len();
                if cluster == "\t" {
                    let taken = usize::from(at.saturating_sub(x));
                    at = canvas.put(at, row, &" ".repeat(TAB_CELLS - taken % TAB_CELLS), styled);
                }
            }
        }
        canvas.put(at, row, source.get(from..).unwrap_or(""), piece_style)
    }
}
