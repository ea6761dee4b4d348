//! Everything that is highlighted on the pages shown: one list of ranges with styles, laid over the text.

use super::Theme;
use crate::reader::{Model, Reading, TrailKind};
use crate::text::TextRange;
use ratatui::style::Style;

/// Ranges with styles, in the order in which they are laid over each other.
pub(super) struct Highlights {
    layers: Vec<(TextRange, Style)>,
    /// The passages kept that show here, for the bar in the margin.
    bookmarks: Vec<TextRange>,
}

impl Highlights {
    /// What is highlighted in the part of the text that `reading` shows.
    pub(super) fn new(model: &Model, reading: &Reading, theme: Theme) -> Self {
        let shown = reading.shown();
        let article = &reading.article;
        let mut highlights = Self {
            layers: Vec::new(),
            bookmarks: Vec::new(),
        };
        let mut lay = |range: TextRange, style: Style| {
            if range.overlap(shown).is_some() {
                highlights.layers.push((range, style));
            }
        };
        let links = around(&article.links, shown, |link| link.range);
        for link in links {
            lay(link.range, theme.link());
        }
        // Spans nest, so their ends are not in order; but none leaves its block.
        let block = article
            .block_at(shown.start)
            .and_then(|at| article.blocks.get(at));
        let from = block.map_or(0, |block| block.range.start);
        let first = article
            .spans
            .partition_point(|span| span.range.start < from);
        let last = article
            .spans
            .partition_point(|span| span.range.start < shown.end);
        for span in article.spans.get(first..last.max(first)).unwrap_or(&[]) {
            lay(span.range, theme.span(span.style));
        }
        if let Some(names) = reading.names.as_ref().filter(|_| model.settings.names) {
            let mentions = around(&names.mentions, shown, |mention| mention.range);
            for mention in mentions {
                lay(mention.range, theme.name(mention.kind));
            }
        }
        let kept: Vec<TextRange> = reading
            .kept
            .iter()
            .flatten()
            .copied()
            .filter(|range| range.overlap(shown).is_some())
            .collect();
        for range in &kept {
            lay(*range, theme.bookmark());
        }
        if let Some(trail) = &reading.trail {
            let hits = around(&trail.places, shown, |place| *place);
            // On the trail of all names each keeps the look of its kind.
            let painted = if trail.kind == TrailKind::Names {
                &[][..]
            } else {
                hits
            };
            for hit in painted {
                lay(*hit, theme.hit());
            }
            if let Some(current) = trail.current() {
                lay(current, theme.current_hit());
            }
        }
        if let Some(passage) = &reading.passage {
            lay(passage.range(), theme.passage());
        }
        highlights.bookmarks = kept;
        highlights
    }

    /// The layers that touch `line`.
    pub(super) fn on_line(&self, line: TextRange) -> Vec<(TextRange, Style)> {
        self.layers
            .iter()
            .filter(|(range, _)| range.overlap(line).is_some())
            .copied()
            .collect()
    }

    /// Whether a bookmark touches `line`.
    pub(super) fn marks(&self, line: TextRange) -> bool {
        self.bookmarks
            .iter()
            .any(|range| range.overlap(line).is_some())
    }
}

/// Of `items`, sorted and not overlapping, those that touch `shown`.
fn around<T>(items: &[T], shown: TextRange, range: impl Fn(&T) -> TextRange) -> &[T] {
    let first = items.partition_point(|item| range(item).end <= shown.start);
    let last = items.partition_point(|item| range(item).start < shown.end);
    items.get(first..last.max(first)).unwrap_or(&[])
}
