//! One page of text.

use super::Theme;
use super::canvas::Canvas;
use super::highlights::Highlights;
use super::{mark_entry, verbatim};
use crate::text::{self, TextRange};
use crate::typeset::{Content, Line, TAB_CELLS, scripts, widened};
use ratatui::style::{Modifier, Style};

/// A page to be drawn.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) highlights: &'a Highlights,
    pub(super) theme: Theme,
    /// How far the windows on verbatim text were moved to the right, in cells.
    pub(super) sideways: u16,
    /// Rows that a line takes.
    pub(super) leading: u16,
}

impl Page<'_> {
    /// Draws the page with its column starting `left` cells from the canvas's edge: what is left of it is
    /// the margin, where the bars of bookmarks stand.
    pub(super) fn draw(&self, left: u16, canvas: &mut Canvas<'_>) {
        let rows = (0..canvas.height()).step_by(self.leading.max(1).into());
        for (index, (row, line)) in rows.zip(self.lines).enumerate() {
            self.margin(line, left, row, canvas);
            self.lead(line, left, row, canvas);
            self.bars_between(index, left, row, canvas);
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
                        // It looks as the letter before it does.
                        let layers = self.highlights.on_line(*range);
                        let styled = over(&layers, range.end.saturating_sub(1), style);
                        canvas.put(end, row, "-", styled);
                    }
                }
                Content::Verbatim { range, room } => {
                    let mut window = canvas.part(x, row, *room, 1);
                    self.verbatim(*range, style, &mut window);
                }
                Content::Cells(cells) => {
                    for cell in cells {
                        self.run(cell.range, left + cell.column, row, style, canvas);
                    }
                }
                Content::Generated(words) => {
                    canvas.put(x, row, words, self.highlights.unruled(style, self.theme));
                }
                Content::Rule(width) => {
                    canvas.put(x, row, &"─".repeat(usize::from(*width)), self.theme.faint());
                }
            }
        }
    }

    /// The bar of a bookmark, one cell off the column where the margin has room for that; one more cell off the bar
    /// of another that overlaps it, or of the ruler. In a narrow margin they stand in one cell, and the ruler's is
    /// seen. A bar that is twice as broad stands for several bookmarks.
    fn margin(&self, line: &Line, left: u16, row: u16, canvas: &mut Canvas<'_>) {
        let ruled = left > 0 && line.pieces().any(|piece| self.highlights.rules(piece));
        self.bookmark_bars(line, left, row, ruled, canvas);
        if ruled {
            canvas.put(left.saturating_sub(3), row, "▐", self.theme.ruler_bar());
        }
    }

    fn bookmark_bars(
        &self,
        line: &Line,
        left: u16,
        row: u16,
        ruled: bool,
        canvas: &mut Canvas<'_>,
    ) {
        let x = left.saturating_sub(if left > 1 { 2 } else { 1 });
        let [inner, outer] = self.highlights.bars(line);
        let Some(nearest) = inner.or(outer).filter(|_| left > 0) else {
            // The reader's own is seen before the file's.
            if let Some(style) = self.highlights.file_bar(line).filter(|_| left > 0) {
                canvas.put(x, row, mark_entry::FILE_BAR, style);
            }
            return;
        };
        let sign = |several: bool| if several { "█" } else { mark_entry::BAR };
        let apart = left > 2 && !ruled;
        match (inner, outer) {
            (_, Some(outer)) if apart => {
                if let Some(inner) = inner {
                    canvas.put(x, row, sign(inner.several), inner.style);
                }
                canvas.put(x - 1, row, sign(outer.several), outer.style);
            }
            _ => {
                let several = nearest.several || (inner.is_some() && outer.is_some());
                canvas.put(x, row, sign(several), nearest.style);
            }
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
        if let Some(frame) = line.lead.frame {
            let (first, last) = (left + frame.column, frame.cells.saturating_sub(1));
            canvas.put(first, row, "│", self.theme.faint());
            canvas.put(first.saturating_add(last), row, "│", self.theme.faint());
        }
        // The sign stands in the margin, or nowhere: in the column it would be a word.
        if line.lead.right_to_left && left > 0 {
            canvas.put(left - 1, row, "◂", self.theme.faint());
        }
    }

    /// The bars of a quotation run on through the rows between its lines.
    fn bars_between(&self, index: usize, left: u16, row: u16, canvas: &mut Canvas<'_>) {
        let quote = |index: usize| self.lines.get(index).map_or(0, |line| line.lead.quote);
        let bars = quote(index).min(quote(index + 1));
        for between in 1..self.leading {
            for bar in 0..bars {
                let x = left + 2 * u16::from(bar);
                canvas.put(x, row + between, "│", self.theme.faint());
            }
        }
    }

    /// Draws what shows of a line of verbatim text in `window`, with a sign at an edge beyond which there is more.
    fn verbatim(&self, range: TextRange, style: Style, window: &mut Canvas<'_>) {
        let layers = self.highlights.on_line(range);
        let room = window.width();
        let line = range.of(self.text);
        let shown = verbatim::window(line, self.sideways.into(), room.into());
        for piece in shown.pieces {
            let at = range.start + piece.at;
            let column = u16::try_from(piece.column).unwrap_or(u16::MAX);
            let styled = over(&layers, at, style);
            match piece.cluster {
                Some(cluster) => window.put(column, 0, cluster, styled),
                None => window.put(column, 0, &" ".repeat(piece.cells), styled),
            };
        }
        let edge = Style::reset().patch(self.theme.faint());
        if shown.more_left {
            window.put(0, 0, "‹", edge);
        }
        if shown.more_right {
            window.put(room.saturating_sub(1), 0, "›", edge);
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
        if stretch == 0 {
            return self.run(range, x, row, style, canvas);
        }
        let mut gaps = widened(source, stretch).into_iter();
        let mut start = range.start;
        for word in source.split_inclusive(' ') {
            let end = start + word.len();
            x = self.run(TextRange::new(start, end), x, row, style, canvas);
            if word.ends_with(' ') {
                let space = TextRange::new(end - 1, end);
                let layers = self.highlights.on_line(space);
                let wider = " ".repeat(gaps.next().unwrap_or(0).into());
                x = canvas.put(x, row, &wider, over(&layers, end - 1, style));
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
        let scripts = self.highlights.scripts_on(range);
        let source = range.of(self.text);
        if layers.is_empty() && scripts.is_empty() && !source.contains(['\t', '\u{AD}']) {
            return canvas.put(x, row, source, style);
        }
        let mut at = x;
        // Clusters of one style go out in one piece.
        let (mut from, mut piece_style) = (0, style);
        for (offset, cluster, _) in text::graphemes(source) {
            let here = range.start + offset;
            let styled = over(&layers, here, style);
            let script = scripts.iter().find(|(range, _)| range.contains(here));
            let script = script.and_then(|(_, forms)| scripts::form(cluster, forms));
            let special = script.is_some() || matches!(cluster, "\t" | "\u{AD}");
            if styled != piece_style || special {
                at = canvas.put(at, row, source.get(from..offset).unwrap_or(""), piece_style);
                (from, piece_style) = (offset, styled);
            }
            if special {
                from = offset + cluster.len();
                if let Some(script) = script {
                    at = canvas.put(at, row, script, styled);
                } else if cluster == "\t" {
                    let taken = usize::from(at.saturating_sub(x));
                    at = canvas.put(at, row, &" ".repeat(TAB_CELLS - taken % TAB_CELLS), styled);
                }
            }
        }
        canvas.put(at, row, source.get(from..).unwrap_or(""), piece_style)
    }
}

/// `style` with the layers over it that hold byte `at` of the text. What is slanted in slanted text stands
/// upright, as in print.
fn over(layers: &[(TextRange, Style)], at: usize, style: Style) -> Style {
    let slant = Style::new().add_modifier(Modifier::ITALIC);
    let slanted = style.add_modifier.contains(Modifier::ITALIC);
    layers
        .iter()
        .filter(|(layer, _)| layer.contains(at))
        .fold(style, |below, (_, above)| {
            if slanted && *above == slant {
                below.remove_modifier(Modifier::ITALIC)
            } else {
                below.patch(*above)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::import;
    use crate::typeset::{Lead, LineRole, Measure, Pages, Style as Setting};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// Draws `text` as one line of code in a window of `room` cells, after a margin of two.
    fn drawn(text: &str, room: u16, sideways: u16) -> String {
        let range = TextRange::new(0, text.len());
        let line = Line {
            block: 0,
            role: LineRole::Code,
            column: 1,
            content: Content::Verbatim { range, room },
            lead: Lead {
                right_to_left: true,
                ..Lead::default()
            },
            range,
            keep_with_next: false,
        };
        let page = Page {
            text,
            lines: &[line],
            highlights: &Highlights::default(),
            theme: Theme::monochrome(),
            sideways,
            leading: 1,
        };
        let area = Rect::new(0, 0, 14, 1);
        let mut buffer = Buffer::empty(area);
        page.draw(2, &mut Canvas::new(&mut buffer, area));
        let cells = buffer.content().iter().map(ratatui::buffer::Cell::symbol);
        cells.collect::<String>()
    }

    #[test]
    fn emphasis_in_slanted_text_stands_upright() {
        let theme = Theme::monochrome();
        let emphasis = theme.span(crate::article::SpanStyle::Emphasis);
        let layers = [(TextRange::new(0, 4), emphasis)];
        let quote = theme.line(LineRole::Quote);
        assert_ne!(over(&layers, 2, quote), quote);
        let upright = over(&layers, 2, quote).add_modifier;
        assert!(!upright.contains(Modifier::ITALIC));
        assert_eq!(over(&layers, 2, theme.text()), emphasis);
        assert_eq!(over(&layers, 4, quote), quote);
    }

    #[test]
    fn code_shows_through_a_window_with_signs_where_there_is_more() {
        assert_eq!(drawn("let x = 1;", 10, 0), " ◂ let x = 1; ");
        assert_eq!(drawn("let x = 1;", 5, 0), " ◂ let ›      ");
        assert_eq!(drawn("let x = 1;", 5, 2), " ◂ ‹ x ›      ");
        assert_eq!(drawn("let x = 1;", 5, 5), " ◂ ‹= 1;      ");
        assert_eq!(drawn("let x = 1;", 5, 90), " ◂ ‹          ");
        assert_eq!(drawn("let x = 1;", 0, 0), " ◂            ");
    }

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
            lines: pages.page(pages.page_at(0)),
            highlights: &highlights,
            theme: Theme::usual(),
            sideways: 0,
            leading: 1,
        };
        page.draw(0, &mut Canvas::new(&mut buffer, area));
        let mut flush = 0;
        for (row, line) in (0..).zip(pages.page(pages.page_at(0))) {
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
