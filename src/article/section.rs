//! Headings and what belongs to them.

use super::{Block, BlockKind};
use crate::text::TextRange;

/// A heading and all that follows until the next heading of its rank or a higher one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's text.
    pub heading: TextRange,
    /// Rank of the heading, 1 (highest) to 6.
    pub level: u8,
    /// From the heading to the end of the section, subsections included.
    pub range: TextRange,
    /// Index of the heading in the article's blocks.
    pub block: usize,
}

impl Section {
    /// The sections that the headings among `blocks` open, for a text of `len` bytes.
    pub(super) fn from_blocks(blocks: &[Block], len: usize) -> Vec<Self> {
        let mut sections: Vec<Self> = blocks
            .iter()
            .enumerate()
            .filter_map(|(index, block)| match block.kind {
                BlockKind::Heading(level) => Some(Self {
                    heading: block.range,
                    level,
                    range: TextRange::new(block.range.start, len),
                    block: index,
                }),
                _ => None,
            })
            .collect();
        // Headings still open, outermost first; a heading closes all of its rank or below.
        let mut open: Vec<usize> = Vec::new();
        for index in 0..sections.len() {
            let Self { level, range, .. } = sections[index];
            while let Some(&last) = open.last().filter(|&&last| sections[last].level >= level) {
                sections[last].range.end = range.start;
                open.pop();
            }
            open.push(index);
        }
        sections
    }
}
