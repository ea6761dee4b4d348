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
                    let end = self.stretched(*range, *stretch, (x, row), style, canvas);
                    if *hyphen {
                        canvas.put(end, row, "-", style);
                    }
                }
                Content::Verbatim { range, .. } => {
                    self.run(*range, x, row, style, canvas);
                }
                Content::Cells(cells) => {
                    for cell in cells {
                        self.run(cell.range, left + cell.column, row, style, canvas);
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

    /// Draws a line of the text from the cell `at` on, with its spaces widened by `stretch` cells together;
    /// returns the cell after it. What a space is wider by looks as the space does.
    fn stretched(
        &self,
        range: TextRange,
        stretch: u16,
        at: (u16, u16),
        style: Style,
        canvas: &mut Canvas<'_>,
    ) -> u16 {
        let (mut x, row) = at;
        let source = range.of(self.text);
        let gaps = source.matches(' ').count();
        if stretch == 0 || gaps == 0 {
            return self.run(range, x, row, style, canvas);
        }
        let mut start = range.start;
        for (gap, word) in source.split_inclusive(' ').enumerate() {
            let end = start + word.len();
            x = self.run(TextRange::new(start, end), x, row, style, canvas);
            if word.ends_with(' ') {
                let space = TextRange::new(end - 1, end);
                let over = self.highlights.on_line(space);
                let wider = " ".repeat(widened(gap, gaps, stretch));
                x = canvas.put(x, row, &wider, styled(&over, end - 1, style));
            }
            start = end;
        }
        x
    }

    /// Draws a stretch of the text, its highlights laid over `style`; returns the cell after it.
    fn run(
        &self,
        range: TextRange,
        x: u16,
        row: u16,
        style: Style,
        canvas: &mut Canvas<'_>,
    ) -> u16 {
        let layers = self.highlights.on_line(range);
        let source = range.of(self.text);
        if layers.is_empty() && !source.contains(['\t', '\u{AD}']) {
            return canvas.put(x, row, source, style);
        }
        let mut at = x;
        // Clusters of one style go out in one piece.
        let (mut from, mut piece_style) = (0, style);
        for (offset, cluster, _) in text::graphemes(source) {
            let here = range.start + offset;
            let styled = styled(&layers, here, style);
            let special = matches!(cluster, "\t" | "\u{AD}");
            if styled != piece_style || special {
                at = canvas.put(at, row, source.get(from..offset).unwrap_or(""), piece_style);
                (from, piece_style) = (offset, styled);
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

/// `style` with the layers over it that cover the byte `at`.
fn styled(layers: &[(TextRange, Style)], at: usize, style: Style) -> Style {
    layers
        .iter()
        .filter(|(layer, _)| layer.contains(at))
        .fold(style, |s, (_, over)| s.patch(*over))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::import;
    use crate::typeset::{Measure, Pages, Style as Setting};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    #[test]
    fn a_justified_line_ends_at_the_edge_and_its_gaps_look_like_its_words() {
        let words = "ice stopped the mills and the lights went out ".repeat(8);
        let article = import(words.as_bytes(), "a.txt").unwrap();
        let setting = Setting {
            justified: true,
            ..Setting::default()
        };
        let measure = Measure {
            cells: 31,
            rows: 20,
        };
        let pages = Pages::set(&article, measure, setting);
        let lit = Style::new().add_modifier(Modifier::UNDERLINED);
        let highlights = Highlights::of(vec![(TextRange::new(0, article.text.len()), lit)]);
        let area = Rect::new(0, 0, 31, 20);
        let mut buffer = Buffer::empty(area);
        let page = Page {
            text: &article.text,
            lines: pages.page(0),
            highlights: &highlights,
            theme: Theme::usual(),
        };
        page.draw(0, &mut Canvas::new(&mut buffer, area));
        let mut flush = 0;
        for (row, line) in (0..).zip(pages.page(0)) {
            if let Content::Text { stretch: 1.., .. } = line.content {
                flush += 1;
                assert_ne!(buffer[(30, row)].symbol(), " ", "{row}");
                for x in 0..31 {
                    assert!(buffer[(x, row)].modifier.contains(Modifier::UNDERLINED));
                }
            }
        }
        assert!(flush > 5, "{flush}");
    }
}
