//! The document model: one text, many ranges.
//!
//! An [`Article`] owns one `text`, clean of anything that could harm a terminal. Blocks, spans, links and
//! sections are byte ranges in it, and so is everything that later layers add: names, hits, bookmarks, the
//! place where the reader stopped. This module knows nothing of files, formats or screens; it holds the
//! types, their invariants ([`Article::check`]) and the [`Builder`] that importers fill.

mod block;
mod builder;
mod check;
mod highlight;
mod metadata;
mod section;
mod span;

pub use block::{Alignment, Block, BlockKind, FileLines, Marker, Nesting, Picture, Table};
pub use builder::Builder;
pub use highlight::{Highlight, Remark};
pub use metadata::{Field, Metadata, Origin, Source, Sources, Stated, TitleFrom, When};
pub use section::Section;
pub use span::{Link, Span, SpanStyle};

use serde::Serialize;

/// What kind of file an article came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text, structure recovered.
    Plain,
    /// A saved web page.
    Html,
}

/// One file, imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The kind of file it came from.
    pub format: Format,
    /// What is known about it.
    pub metadata: Metadata,
    /// The whole text. Every position in the program is a byte offset or range in it.
    pub text: String,
    /// The text in parts, in reading order, not overlapping. Between two blocks stands one newline.
    pub blocks: Vec<Block>,
    /// Inline styles, sorted by start; they may nest.
    pub spans: Vec<Span>,
    /// Links, sorted by start, not overlapping.
    pub links: Vec<Link>,
    /// Passages that the file itself highlights, sorted by start; they may overlap.
    pub highlights: Vec<Highlight>,
    /// Headings and what belongs to them, in reading order.
    pub sections: Vec<Section>,
    /// Number of words of the story, furniture left out. An ideograph or kana counts half a word.
    pub words: usize,
    /// What was wrong with the file and what was done about it, for people.
    pub warnings: Vec<String>,
}

/// Words that a practised reader of news takes in a minute, silently (Brysbaert 2019, doi
/// 10.1016/j.jml.2019.104047, gives 238 for English non-fiction).
const WORDS_A_MINUTE: usize = 238;

impl Article {
    /// The index of the block that holds `offset`, or of the last block that starts before it. `None` when
    /// there are no blocks.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self
            .blocks
            .partition_point(|block| block.range.start <= offset);
        if self.blocks.is_empty() {
            None
        } else {
            Some(after.saturating_sub(1))
        }
    }

    /// The index of the innermost section that holds `offset`.
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        let begun = self
            .sections
            .partition_point(|section| section.range.start <= offset);
        let begun = self.sections.get(..begun)?;
        begun
            .iter()
            .rposition(|section| section.range.contains(offset))
    }

    /// Puts spans and highlights in order after some were added.
    pub(crate) fn settle_highlights(&mut self) {
        self.spans
            .sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        Highlight::settle(&mut self.highlights, &self.text, &self.spans, &self.links);
    }

    /// Minutes to read `words` words, at least one.
    pub fn minutes_for(words: usize) -> usize {
        words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// Minutes to read the story, at least one.
    pub fn minutes(&self) -> usize {
        Self::minutes_for(self.words)
    }
}

/// Words of `text`: runs between white space, and ideographs and kana by twos.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut wide = 0;
    for word in text.split_whitespace() {
        let ideographs = if word.is_ascii() {
            0
        } else {
            word.chars().filter(|c| is_ideograph(*c)).count()
        };
        if ideographs == 0 {
            count += usize::from(word.chars().any(char::is_alphanumeric));
        }
        wide += ideographs;
    }
    count + wide.div_ceil(2)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn signs_are_no_words_and_ideographs_count_half() {
        assert_eq!(words("one — two, three"), 3);
        assert_eq!(words("京都の町"), 2);
    }
}
