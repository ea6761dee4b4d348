//! Choosing a passage without a mouse: by sentence or paragraph, one or several.

use crate::article::{Article, BlockKind};
use crate::text::{TextRange, sentences};

/// By what a passage is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Sentence by sentence.
    Sentence,
    /// Paragraph by paragraph, or item, cell block, code block.
    Paragraph,
}

/// A passage being chosen: from one unit to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// By what it is chosen.
    pub unit: Unit,
    first: TextRange,
    last: TextRange,
}

impl Passage {
    /// The first unit at or after byte `offset`, else the last before it. `None` in an article without text.
    pub fn at(article: &Article, offset: usize, unit: Unit) -> Option<Self> {
        let here =
            unit_from(article, offset, unit).or_else(|| unit_before(article, offset, unit))?;
        Some(Self::of(here, unit))
    }

    /// The first unit that starts in `shown`, else the one that runs through it.
    pub(super) fn first_in(article: &Article, shown: TextRange, unit: Unit) -> Option<Self> {
        unit_from(article, shown.start, unit)
            .filter(|range| range.start < shown.end)
            .or_else(|| unit_over(article, shown.start, unit))
            .map(|range| Self::of(range, unit))
    }

    /// The last unit that starts in `shown`, else the one that runs through it.
    pub(super) fn last_in(article: &Article, shown: TextRange, unit: Unit) -> Option<Self> {
        let last = article.block_at(shown.end.saturating_sub(1))?;
        (0..=last)
            .rev()
            .flat_map(|block| units(article, block, unit).into_iter().rev())
            .find(|range| range.start < shown.end)
            .filter(|range| range.end > shown.start)
            .map(|range| Self::of(range, unit))
    }

    /// The first unit that starts at or after byte `offset`.
    pub(super) fn from(article: &Article, offset: usize, unit: Unit) -> Option<Self> {
        unit_from(article, offset, unit).map(|range| Self::of(range, unit))
    }

    /// The last unit that ends at or before byte `offset`.
    pub(super) fn before(article: &Article, offset: usize, unit: Unit) -> Option<Self> {
        unit_before(article, offset, unit).map(|range| Self::of(range, unit))
    }

    /// The unit to go on to from here: of a paragraph its first sentence, unless that is all of it.
    pub(super) fn onward(&self, article: &Article, unit: Unit) -> Option<Self> {
        let narrower = (unit != self.unit && unit == Unit::Sentence)
            .then(|| Self::from(article, self.first.start, unit))
            .flatten();
        narrower
            .filter(|first| first.range() != self.range())
            .or_else(|| Self::from(article, self.last.end, unit))
    }

    /// The unit to go back to from here: of a sentence its paragraph, unless it is all of it.
    pub(super) fn backward(&self, article: &Article, unit: Unit) -> Option<Self> {
        let wider = (unit != self.unit && unit == Unit::Paragraph)
            .then(|| unit_over(article, self.first.start, unit))
            .flatten();
        wider
            .filter(|whole| *whole != self.range())
            .map(|whole| Self::of(whole, unit))
            .or_else(|| Self::before(article, self.first.start, unit))
    }

    fn of(range: TextRange, unit: Unit) -> Self {
        Self {
            unit,
            first: range,
            last: range,
        }
    }

    /// All that is chosen.
    pub fn range(&self) -> TextRange {
        self.first.join(self.last)
    }

    /// The end at which it grows: what should be seen.
    pub fn edge(&self) -> TextRange {
        self.last
    }

    /// Moves to the unit after it, if there is one.
    pub fn next(&mut self, article: &Article) {
        if let Some(next) = unit_from(article, self.last.end, self.unit) {
            (self.first, self.last) = (next, next);
        }
    }

    /// Moves to the unit before it, if there is one.
    pub fn previous(&mut self, article: &Article) {
        if let Some(previous) = unit_before(article, self.first.start, self.unit) {
            (self.first, self.last) = (previous, previous);
        }
    }

    /// Takes the unit after it as well.
    pub fn extend(&mut self, article: &Article) {
        if let Some(next) = unit_from(article, self.last.end, self.unit) {
            self.last = next;
        }
    }

    /// Gives up its last unit, unless it is the only one.
    pub fn shrink(&mut self, article: &Article) {
        if self.last.start > self.first.start {
            self.last = unit_before(article, self.last.start, self.unit).unwrap_or(self.first);
        }
    }

    /// Goes over to another unit where it starts.
    pub fn choose_by(&mut self, article: &Article, unit: Unit) {
        let start = self.first.start;
        let whole = units(article, article.block_at(start).unwrap_or(0), unit);
        if let Some(here) = whole.into_iter().find(|range| range.end > start) {
            *self = Self {
                unit,
                first: here,
                last: here,
            };
        }
    }
}

/// The units of one block.
fn units(article: &Article, block: usize, unit: Unit) -> Vec<TextRange> {
    // The headline is the article's own name, not a passage of it.
    let Some(block) = article
        .blocks
        .get(block)
        .filter(|block| !block.range.is_empty() && block.kind != BlockKind::Title)
    else {
        return Vec::new();
    };
    let whole =
        matches!(block.kind, BlockKind::Code(_) | BlockKind::Table(_)) || unit == Unit::Paragraph;
    if whole {
        return vec![block.range];
    }
    let start = block.range.start;
    sentences(block.range.of(&article.text))
        .into_iter()
        .map(|sentence| sentence.shifted(start))
        .collect()
}

/// The unit that holds `offset`.
fn unit_over(article: &Article, offset: usize, unit: Unit) -> Option<TextRange> {
    units(article, article.block_at(offset)?, unit)
        .into_iter()
        .find(|range| range.contains(offset))
}

/// The first unit that starts at or after `offset`.
fn unit_from(article: &Article, offset: usize, unit: Unit) -> Option<TextRange> {
    let first = article.block_at(offset)?;
    (first..article.blocks.len())
        .flat_map(|block| units(article, block, unit))
        .find(|range| range.start >= offset)
}

/// The last unit that ends at or before `offset`.
fn unit_before(article: &Article, offset: usize, unit: Unit) -> Option<TextRange> {
    let last = article.block_at(offset)?;
    (0..=last)
        .rev()
        .flat_map(|block| units(article, block, unit).into_iter().rev())
        .find(|range| range.end <= offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Builder, Format, Metadata, Nesting};

    fn article() -> Article {
        let mut builder = Builder::new(Format::Plain);
        for text in ["One. Two. Three.", "Four! Five?"] {
            builder.begin(BlockKind::Paragraph, Nesting::default());
            builder.prose(text);
        }
        builder.finish(Metadata::default())
    }

    #[test]
    fn sentences_are_chosen_across_paragraphs() {
        let article = article();
        let mut passage = Passage::at(&article, 5, Unit::Sentence).unwrap();
        let text = |passage: &Passage| passage.range().of(&article.text).to_owned();
        assert_eq!(text(&passage), "Two.");
        passage.extend(&article);
        passage.extend(&article);
        assert_eq!(text(&passage), "Two. Three.\nFour!");
        passage.shrink(&article);
        assert_eq!(text(&passage), "Two. Three.");
        passage.next(&article);
        assert_eq!(text(&passage), "Four!");
        passage.previous(&article);
        passage.choose_by(&article, Unit::Paragraph);
        assert_eq!(text(&passage), "One. Two. Three.");
        passage.previous(&article);
        assert_eq!(text(&passage), "One. Two. Three.");
    }

    #[test]
    fn the_first_and_the_last_unit_of_a_stretch_start_in_it_if_any_does() {
        let article = article();
        let text = |passage: Option<Passage>| {
            passage.map_or("", |passage| passage.range().of(&article.text))
        };
        let first = |start, end, unit| {
            text(Passage::first_in(
                &article,
                TextRange::new(start, end),
                unit,
            ))
        };
        let last =
            |start, end, unit| text(Passage::last_in(&article, TextRange::new(start, end), unit));
        // "One. Two. Three.\nFour! Five?"
        assert_eq!(first(2, 28, Unit::Sentence), "Two.");
        assert_eq!(last(2, 25, Unit::Sentence), "Five?");
        assert_eq!(last(2, 10, Unit::Sentence), "Two.");
        assert_eq!(first(2, 28, Unit::Paragraph), "Four! Five?");
        assert_eq!(first(2, 10, Unit::Paragraph), "One. Two. Three.");
        assert_eq!(last(2, 10, Unit::Paragraph), "One. Two. Three.");
        assert_eq!(first(11, 13, Unit::Sentence), "Three.");
        assert_eq!(last(11, 13, Unit::Sentence), "Three.");
        assert_eq!(last(0, 0, Unit::Sentence), "");
    }
}
