//! Passages that another program highlighted, found again in the text of an article.
//!
//! Such a program writes the words of a passage and what was said of it, and not where it stands. Knows nothing
//! of the notations in which it does.

use crate::article::{Article, Highlight, Remark, Span, SpanStyle};
use crate::text::{TextRange, harmless_line};
use memchr::memmem::Finder;

/// The most passages of an article that are looked for.
const MOST_QUOTES: usize = 500;
/// Bytes of text that may be searched for them.
const SEARCHED: usize = 64 * 1024 * 1024;

/// A passage in another program's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quote {
    /// Its words. A line is looked for inside one block.
    pub(super) lines: Vec<String>,
    /// What was said of it.
    pub(super) remark: Remark,
}

impl Quote {
    /// The passage `words`, of which `note` was said.
    pub(super) fn new(words: &str, note: Option<String>) -> Self {
        let lines = words.lines().map(harmless_line);
        Self {
            lines: lines.filter(|line| !line.is_empty()).collect(),
            remark: Remark { note, label: None },
        }
    }
}

/// A search for passages in one text, which ends when too much was searched.
#[derive(Debug, Default)]
pub(super) struct Search {
    quotes: usize,
    bytes: usize,
}

impl Search {
    /// Where the lines of `quote` stand in `article`, in their order; not in `except`, and no line in two blocks.
    pub(super) fn places(
        &mut self,
        article: &Article,
        quote: &Quote,
        except: &[TextRange],
    ) -> Vec<TextRange> {
        self.quotes += 1;
        if self.quotes > MOST_QUOTES {
            return Vec::new();
        }
        let mut found: Vec<TextRange> = Vec::new();
        for line in &quote.lines {
            self.bytes += article.text.len();
            if self.bytes > SEARCHED {
                break;
            }
            // The next paragraph of a passage stands after the one before, if it stands there at all.
            let after = found.last().map_or(0, |range| range.end);
            let place = place_of(article, line, after, except);
            found.extend(place.or_else(|| match after {
                0 => None,
                _ => place_of(article, line, 0, except),
            }));
        }
        found
    }
}

/// Where `line` stands in the text first, at or after `from`.
fn place_of(article: &Article, line: &str, from: usize, except: &[TextRange]) -> Option<TextRange> {
    let finder = Finder::new(line);
    let ends = except.iter().map(|range| range.start);
    let ends = ends.chain(std::iter::once(article.text.len()));
    let starts = std::iter::once(0).chain(except.iter().map(|range| range.end));
    starts.zip(ends).find_map(|(start, end)| {
        let start = start.max(from);
        let part = article.text.as_bytes().get(start..end)?;
        let start = start + finder.find(part)?;
        let range = TextRange::new(start, start + line.len());
        let block = article.blocks.get(article.block_at(start)?)?;
        block.range.covers(range).then_some(range)
    })
}

/// The highlights of a passage that stands at `places`: one, unless its lines stand apart. What was said of it is
/// said of the first.
pub(super) fn at_places(article: &mut Article, places: &[TextRange], remark: Remark) {
    let mut ranges: Vec<TextRange> = Vec::with_capacity(1);
    for place in places {
        let style = SpanStyle::Mark;
        article.spans.push(Span {
            range: *place,
            style,
        });
        match ranges.last_mut() {
            Some(last) if last.end + 1 == place.start => *last = last.join(*place),
            _ => ranges.push(*place),
        }
    }
    let label = remark.label.clone();
    let mut remark = Some(remark);
    for range in ranges {
        let said = remark.take().unwrap_or_else(|| Remark {
            note: None,
            label: label.clone(),
        });
        article.highlights.push(Highlight::new(range, said));
    }
}

/// Highlights in the text what was highlighted where a list comes from. What cannot be found is said.
pub(super) fn mark(quotes: Vec<Quote>, article: &mut Article) {
    let mut lost = 0_usize;
    let mut search = Search::default();
    for quote in quotes {
        let places = search.places(article, &quote, &[]);
        lost += usize::from(places.is_empty());
        at_places(article, &places, quote.remark);
    }
    article.settle_highlights();
    if lost > 0 {
        let what = if lost == 1 { "passage" } else { "passages" };
        let warning =
            format!("{lost} highlighted {what} of the export cannot be found in the text");
        article.warnings.push(warning);
    }
}
