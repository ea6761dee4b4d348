//! Everything that is highlighted on the pages shown: one list of ranges with styles, laid over the text.

use super::Theme;
use crate::code;
use crate::names::Mention;
use crate::reader::{Model, Reading, Trail, TrailKind};
use crate::text::TextRange;
use crate::typeset::{Line, scripts};
use ratatui::style::Style;
use std::cmp::Reverse;

/// A passage kept that shows here.
struct Marked {
    range: TextRange,
    /// It begins while another goes on.
    outer: bool,
    style: Style,
}

/// A bar in the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) style: Style,
    /// It stands for more than one bookmark.
    pub(super) several: bool,
}

/// Ranges with styles, in the order in which they are laid over each other.
#[derive(Default)]
pub(super) struct Highlights {
    /// The part of the text that is on the pages shown.
    shown: TextRange,
    layers: Vec<(TextRange, Style)>,
    /// What is drawn in raised or lowered characters, with the forms they take.
    scripts: Vec<(TextRange, &'static str)>,
    /// The passages kept that show here, for the bars in the margin.
    bookmarks: Vec<Marked>,
    /// The passages that the file itself marks.
    in_file: Vec<(TextRange, Style)>,
    /// What lies under the reading ruler.
    ruler: Option<TextRange>,
}

impl Highlights {
    /// What is highlighted in the part of the text that `reading` shows. What comes later lies above.
    pub(super) fn new(model: &Model, reading: &Reading, theme: Theme) -> Self {
        let mut highlights = Self {
            shown: reading.extent(),
            layers: Vec::new(),
            scripts: Vec::new(),
            bookmarks: Vec::new(),
            in_file: Vec::new(),
            // Whoever chooses a passage looks at that.
            ruler: reading
                .ruler_shown()
                .filter(|_| reading.passage.is_none())
                .map(|ruler| ruler.range()),
        };
        highlights.code(reading, theme);
        highlights.inline(reading, theme);
        highlights.ruled(theme);
        if model.settings.names {
            highlights.names(reading, theme);
        }
        highlights.kept(model, reading, theme);
        highlights.in_file(reading, theme);
        if let Some(trail) = &reading.trail {
            highlights.trail(trail, theme);
        }
        if let Some(passage) = &reading.passage {
            highlights.lay(passage.range(), theme.passage());
        }
        highlights
    }

    /// These layers and no others.
    #[cfg(test)]
    pub(super) fn of(layers: Vec<(TextRange, Style)>) -> Self {
        Self {
            shown: TextRange::new(0, usize::MAX),
            layers,
            ..Self::default()
        }
    }

    fn lay(&mut self, range: TextRange, style: Style) {
        if range.overlap(self.shown).is_some() {
            self.layers.push((range, style));
        }
    }

    /// Everything but the ruler steps back.
    fn ruled(&mut self, theme: Theme) {
        if let Some(ruler) = self.ruler {
            self.lay(ruler, theme.ruled());
            self.lay(TextRange::new(0, ruler.start), theme.faint());
            self.lay(TextRange::new(ruler.end, usize::MAX), theme.faint());
        }
    }

    /// Code in a language that is known.
    fn code(&mut self, reading: &Reading, theme: Theme) {
        let (article, shown) = (&reading.article, self.shown);
        let from = article.block_at(shown.start).unwrap_or(0);
        let blocks = article.blocks.iter().skip(from);
        // What is going to have colours is plain from the start, lest all of it changes when they come.
        for block in blocks.take_while(|block| block.range.start < shown.end) {
            if code::is_listing(block) {
                self.lay(block.range, theme.listing());
            }
        }
        let Some(tokens) = &reading.code else { return };
        for (range, token) in around(tokens, shown, |(range, _)| *range) {
            self.lay(*range, theme.token(*token));
        }
    }

    /// Links and inline styles.
    fn inline(&mut self, reading: &Reading, theme: Theme) {
        let (article, shown) = (&reading.article, self.shown);
        for link in around(&article.links, shown, |link| link.range) {
            self.lay(link.range, theme.link());
        }
        // Spans nest, so their ends are not in order; but none leaves its block.
        let block = article.block_at(shown.start);
        let from = block.and_then(|at| article.blocks.get(at));
        let from = from.map_or(0, |block| block.range.start);
        let starts_before = |at: usize| article.spans.partition_point(|span| span.range.start < at);
        let (first, last) = (starts_before(from), starts_before(shown.end));
        for span in article.spans.get(first..last.max(first)).unwrap_or(&[]) {
            match scripts::forms(span.style, span.range.of(&article.text)) {
                Some(forms) if span.range.overlap(shown).is_some() => {
                    self.scripts.push((span.range, forms));
                }
                Some(_) => {}
                None => self.lay(span.range, theme.span(span.style)),
            }
        }
    }

    fn names(&mut self, reading: &Reading, theme: Theme) {
        let Some(names) = &reading.names else { return };
        let shown = around(&names.mentions, self.shown, |mention| mention.range);
        let listed = |mention: &&Mention| reading.sidebar.lists(mention.kind);
        for mention in shown.iter().filter(listed) {
            self.lay(mention.range, theme.name(mention.kind));
        }
    }

    /// The passages kept. Those that overlap stand in two lanes: one that begins while another goes on takes the
    /// other lane, and keeps it to its end, whatever page that is on.
    fn kept(&mut self, model: &Model, reading: &Reading, theme: Theme) {
        let mut kept: Vec<(TextRange, usize)> = reading
            .kept
            .iter()
            .enumerate()
            .filter_map(|(at, kept)| Some((kept.range()?, at)))
            .collect();
        kept.sort_by_key(|(range, at)| (range.start, Reverse(range.end), *at));
        let mut inner = 0;
        for (range, at) in kept {
            let outer = range.start < inner;
            if !outer {
                inner = range.end;
            }
            if range.overlap(self.shown).is_some() {
                let label = model.bookmarks().get(at).and_then(|b| b.label.as_deref());
                let style = theme.bookmark_bar(label);
                self.bookmarks.push(Marked {
                    range,
                    outer,
                    style,
                });
                self.lay(range, theme.bookmark());
            }
        }
    }

    /// What the file itself marks. How the words look is told by their own styles.
    fn in_file(&mut self, reading: &Reading, theme: Theme) {
        let marked = &reading.article.highlights;
        let end = marked.partition_point(|marked| marked.range.start < self.shown.end);
        for marked in marked.iter().take(end) {
            if marked.range.overlap(self.shown).is_some() {
                let style = theme.file_bar(marked.label.as_deref());
                self.in_file.push((marked.range, style));
            }
        }
    }

    fn trail(&mut self, trail: &Trail, theme: Theme) {
        // On the trail of all names each keeps the look of its kind.
        if trail.kind != TrailKind::Names {
            for hit in around(&trail.places, self.shown, |place| *place) {
                self.lay(*hit, theme.hit());
            }
        }
        if let Some(current) = trail.current() {
            self.lay(current, theme.current_hit());
        }
    }

    /// The layers that touch `line`.
    pub(super) fn on_line(&self, line: TextRange) -> Vec<(TextRange, Style)> {
        self.layers
            .iter()
            .filter(|(range, _)| range.overlap(line).is_some())
            .copied()
            .collect()
    }

    /// `style` for words that are not in the text: they step back like all else while the ruler is out.
    pub(super) fn unruled(&self, style: Style, theme: Theme) -> Style {
        match self.ruler {
            Some(_) => style.patch(theme.faint()),
            None => style,
        }
    }

    /// Whether the ruler lies on `line`.
    pub(super) fn rules(&self, line: TextRange) -> bool {
        self.ruler
            .is_some_and(|range| range.overlap(line).is_some())
    }

    /// The raised or lowered characters that touch `line`, with the forms they take.
    pub(super) fn scripts_on(&self, line: TextRange) -> Vec<(TextRange, &'static str)> {
        self.scripts
            .iter()
            .filter(|(range, _)| range.overlap(line).is_some())
            .copied()
            .collect()
    }

    /// The bar of what the file marks, where that touches `line`.
    pub(super) fn file_bar(&self, line: &Line) -> Option<Style> {
        let mut marked = self.in_file.iter();
        let touched = marked.find(|(range, _)| {
            let mut pieces = line.pieces();
            pieces.any(|piece| range.overlap(piece).is_some())
        });
        touched.map(|(_, style)| *style)
    }

    /// The bars of the bookmarks that touch `line`, of the inner lane and the outer.
    pub(super) fn bars(&self, line: &Line) -> [Option<Bar>; 2] {
        let mut bars: [Option<Bar>; 2] = [None, None];
        let touches = |marked: &&Marked| {
            let mut pieces = line.pieces();
            pieces.any(|piece| marked.range.overlap(piece).is_some())
        };
        for marked in self.bookmarks.iter().filter(touches) {
            let bar = &mut bars[usize::from(marked.outer)];
            match bar {
                // One that ends where another begins is not over it.
                Some(bar) => bar.several |= marked.outer,
                None => {
                    *bar = Some(Bar {
                        style: marked.style,
                        several: false,
                    });
                }
            }
        }
        bars
    }
}

/// Of `items`, sorted and not overlapping, those that touch `shown`.
fn around<T>(items: &[T], shown: TextRange, range: impl Fn(&T) -> TextRange) -> &[T] {
    let first = items.partition_point(|item| range(item).end <= shown.start);
    let last = items.partition_point(|item| range(item).start < shown.end);
    items.get(first..last.max(first)).unwrap_or(&[])
}
