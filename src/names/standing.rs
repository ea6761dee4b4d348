//! Where in an article a mention stands: in the prose of the story, beside it, or outside.
//!
//! Knows blocks and links, and nothing of names.

use crate::article::{Article, Block, BlockKind};
use crate::text::TextRange;

/// What a mention stands in, the best place to be introduced first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Sentences of the story.
    Prose,
    /// Part of the story, but not its sentences: headings, captions, tables, notes, lists of links.
    Beside,
    /// The headline.
    Title,
    /// Not the story: furniture, the byline, the date, the words for a picture.
    Outside,
}

impl Standing {
    /// Whether what stands there counts as part of the story.
    pub(super) const fn is_story(self) -> bool {
        matches!(self, Self::Prose | Self::Beside)
    }
}

/// A mention's place among the blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The range of its block; empty where it stands in none.
    pub(super) block: TextRange,
    /// What the block is to the story.
    pub(super) standing: Standing,
}

/// The places of `ranges`, which are in order. One sweep over the blocks and the links.
pub(super) fn places(article: &Article, ranges: impl Iterator<Item = TextRange>) -> Vec<Place> {
    let mut blocks = article.blocks.iter().peekable();
    let mut links = article.links.iter().peekable();
    let mut here = None;
    let mut found = Vec::new();
    for range in ranges {
        while let Some(block) = blocks.next_if(|block| block.range.start <= range.start) {
            while links
                .next_if(|link| link.range.end <= block.range.start)
                .is_some()
            {}
            let linked = links
                .peek()
                .is_some_and(|link| link.range.covers(block.range));
            here = Some((block.range, standing(block, linked)));
        }
        let (block, standing) = here
            .filter(|(block, _)| block.covers(range))
            .unwrap_or((TextRange::at(range.start), Standing::Outside));
        found.push(Place { block, standing });
    }
    found
}

fn standing(block: &Block, is_link: bool) -> Standing {
    match &block.kind {
        BlockKind::Title => Standing::Title,
        _ if !block.is_story() => Standing::Outside,
        BlockKind::Heading(_)
        | BlockKind::Caption
        | BlockKind::Table(_)
        | BlockKind::Footnote(_)
        | BlockKind::Code(_)
        | BlockKind::Term => Standing::Beside,
        // A line that is a link and nothing else belongs to a list of them.
        _ if is_link => Standing::Beside,
        _ => Standing::Prose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Builder, Format, Marker, Metadata, Nesting};

    #[test]
    fn a_line_that_is_a_link_stands_beside_the_story() {
        let mut builder = Builder::new(Format::Markdown);
        for kind in [
            BlockKind::Title,
            BlockKind::Paragraph,
            BlockKind::ListItem(Marker::Bullet),
            BlockKind::ListItem(Marker::Bullet),
            BlockKind::Furniture,
            BlockKind::Caption,
        ] {
            let linked = builder.blocks().len() == 2;
            builder.begin(kind, Nesting::default());
            if linked {
                builder.open_link("https://example.org/");
            }
            builder.prose("Oslo");
            if linked {
                builder.close_link();
            }
            builder.end();
        }
        let article = builder.finish(Metadata::default());
        let ranges: Vec<TextRange> = article.blocks.iter().map(|block| block.range).collect();
        let found: Vec<Standing> = places(&article, ranges.into_iter())
            .iter()
            .map(|place| place.standing)
            .collect();
        assert_eq!(
            found,
            [
                Standing::Title,
                Standing::Prose,
                Standing::Beside,
                Standing::Prose,
                Standing::Outside,
                Standing::Beside
            ]
        );
    }
}
