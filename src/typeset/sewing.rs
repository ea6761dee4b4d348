//! Which blocks make a quire.
//!
//! It depends on the article alone, so that any size of page has the same places to begin from. A short article
//! is one quire.

use super::quire::Quire;
use super::{Measure, Style};
use crate::article::{Article, Block, BlockKind};
use crate::text::{self, TextRange};

/// After how many bytes a quire ends.
#[derive(Clone, Copy)]
struct Lengths {
    /// At the first heading of the highest rank.
    usual: usize,
    /// At any heading.
    long: usize,
    /// At any block that can be parted from the one before. A block twice as long is parted itself.
    longest: usize,
}

const LENGTHS: Lengths = Lengths {
    usual: 64 * 1024,
    long: 80 * 1024,
    longest: 96 * 1024,
};

/// Where a quire begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Start {
    block: usize,
    /// The first byte, where that is inside the block.
    inside: Option<usize>,
}

/// The quires of `article`, none of them set.
pub(super) fn quires(article: &Article, measure: Measure, style: Style) -> Vec<Quire> {
    sewn(article, LENGTHS, measure, style)
}

fn sewn(article: &Article, lengths: Lengths, measure: Measure, style: Style) -> Vec<Quire> {
    let starts = starts(article, lengths);
    let byte = |start: &Start| match article.blocks.get(start.block) {
        Some(block) if start.block > 0 || start.inside.is_some() => {
            start.inside.unwrap_or(block.range.start)
        }
        _ => 0,
    };
    let nexts = starts.iter().skip(1).map(Some).chain([None]);
    let quire = |(start, next): (&Start, Option<&Start>)| {
        let end = next.map_or(article.text.len(), byte);
        let last = next.map_or(article.blocks.len(), |next| {
            next.block + usize::from(next.inside.is_some())
        });
        let range = TextRange::new(byte(start), end);
        Quire::new(start.block..last, range, measure, style)
    };
    starts.iter().zip(nexts).map(quire).collect()
}

/// Where the quires begin.
fn starts(article: &Article, lengths: Lengths) -> Vec<Start> {
    let mut starts = vec![Start {
        block: 0,
        inside: None,
    }];
    if article.text.len() <= lengths.usual {
        return starts;
    }
    let highest = article.sections.iter().map(|section| section.level).min();
    let mut begun = 0;
    let mut previous: Option<&Block> = None;
    for (at, block) in article.blocks.iter().enumerate() {
        let bytes = block.range.start - begun;
        let enough = match block.kind {
            BlockKind::Heading(level) if Some(level) == highest => lengths.usual,
            BlockKind::Heading(_) => lengths.long,
            _ => lengths.longest,
        };
        let parts = parts(article, block, lengths);
        // A block without text may have no byte by which its page could be found.
        let full = bytes >= enough && !block.range.is_empty();
        if full && previous.is_some_and(|above| can_be_parted(above, block)) {
            starts.push(Start {
                block: at,
                inside: None,
            });
            begun = block.range.start;
        }
        begun = parts.last().copied().unwrap_or(begun);
        starts.extend(parts.into_iter().map(|part| Start {
            block: at,
            inside: Some(part),
        }));
        previous = Some(block);
    }
    starts
}

/// Whether a page may end between two blocks, whatever the room.
fn can_be_parted(above: &Block, below: &Block) -> bool {
    use BlockKind::{Caption, Furniture, Heading, Image, Term};
    !matches!(
        (&above.kind, &below.kind),
        (Heading(_) | Image(_) | Term, _) | (_, Caption) | (Furniture, Furniture)
    )
}

/// Where a block of running text or code is parted that is too long for one quire: at the end of a line of code,
/// after a space, where a line may end, or at worst between two graphemes. None for all others.
fn parts(article: &Article, block: &Block, lengths: Lengths) -> Vec<usize> {
    let lines = matches!(block.kind, BlockKind::Code(_));
    let words = matches!(
        block.kind,
        BlockKind::Paragraph
            | BlockKind::ListItem(_)
            | BlockKind::Definition
            | BlockKind::Footnote(_)
    );
    let mut parts = Vec::new();
    if !(lines || words) || block.range.len() < 2 * lengths.longest {
        return parts;
    }
    let text = &article.text;
    let mut from = block.range.start;
    while block.range.end - from >= 2 * lengths.usual {
        let wanted = text.ceil_char_boundary(from + lengths.usual);
        let half = text.ceil_char_boundary(from + lengths.usual / 2);
        let late = text.get(half..wanted).unwrap_or("");
        let gap = late.rfind('\n');
        let gap = gap.or_else(|| late.rfind(' ').filter(|_| words));
        match gap {
            Some(gap) => from = half + gap + 1,
            None if words => from = half + without_gap(late),
            // A line of code is never parted.
            None => {
                let rest = text.get(wanted..block.range.end).unwrap_or("");
                let Some(end) = rest.find('\n') else { break };
                from = wanted + end + 1;
            }
        }
        parts.push(from);
    }
    parts
}

/// Where `words` without a space are parted, in bytes from their start: where a line may end, as between two
/// ideographs, or between two graphemes; where there are none, at the end.
fn without_gap(words: &str) -> usize {
    let inside = |at: &usize| (1..words.len()).contains(at);
    let chance = text::breaks(words).map(|chance| chance.at).filter(inside);
    let cluster = || text::graphemes(words).map(|(at, _, _)| at).filter(inside);
    let found = chance.last().or_else(|| cluster().last());
    found.unwrap_or(words.len())
}

#[cfg(test)]
mod tests;
