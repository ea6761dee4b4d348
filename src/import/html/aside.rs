//! What stands in the main text of a page and is not the story: promotions, link lists, share lines; and
//! bold lines that are headings by looks alone.

use crate::article::{Block, BlockKind, Builder, Metadata};
use crate::import::dateline::{byline, is_date};
use crate::import::furniture::{Sign, sign};
use crate::text::folded;

/// How much of a block is link and how much is bold, in bytes of running text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ink {
    /// All text.
    pub(super) all: usize,
    /// Inside links.
    pub(super) linked: usize,
    /// Inside strong emphasis.
    pub(super) strong: usize,
}

impl Ink {
    fn is_link(self) -> bool {
        self.all > 0 && self.linked * 10 >= self.all * 9
    }

    fn is_strong(self) -> bool {
        self.all > 0 && self.strong * 10 >= self.all * 9
    }
}

/// Text of a paragraph from which it counts as running text, in bytes.
const PROSE: usize = 140;

/// The longest bold line that is taken for a heading, in characters.
const HEADING: usize = 90;

/// The longest heading that may end with a full stop, in bytes.
const SENTENCE: usize = 100;

/// Sets headings right that are none: a standfirst set large, the name of an author; and names of authors that
/// were taken for links to elsewhere. Called when the metadata is known.
pub(super) fn mark_known(builder: &mut Builder, metadata: &Metadata) {
    let text = builder.text().to_owned();
    let description = metadata.description.as_deref().map(folded);
    let authors: Vec<String> = metadata.byline.iter().map(|name| folded(name)).collect();
    for block in builder.blocks_mut() {
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let is_link = block.kind == BlockKind::Furniture;
        if !(is_heading || is_link) || block.range.len() > 1000 {
            continue;
        }
        let line = block.range.of(&text);
        let same = folded(line);
        if is_link {
            // The name of an author leads to what else there is from them.
            if authors.contains(&same) {
                block.kind = BlockKind::Byline;
            }
            continue;
        }
        let sentence = line.len() > SENTENCE && line.ends_with(['.', '…']);
        if sentence || description.as_ref().is_some_and(|text| *text == same) {
            block.kind = BlockKind::Paragraph;
        } else if authors.contains(&same) {
            block.kind = BlockKind::Byline;
        }
    }
}

/// Marks furniture, captions, bylines and bold headings among the blocks. `ink` is told by block.
pub(super) fn mark(builder: &mut Builder, ink: &[Ink]) {
    let text = builder.text().to_owned();
    let ink_of = |at: usize| ink.get(at).copied().unwrap_or_default();
    let blocks = builder.blocks_mut();
    let first_prose = blocks.iter().position(is_prose).unwrap_or(blocks.len());
    for (at, block) in blocks.iter_mut().enumerate() {
        let line = block.range.of(&text);
        if let Some(kind) = kind_by_words(block, line, ink_of(at), at < first_prose) {
            block.kind = kind;
        }
    }
    mark_link_lists(blocks, &text, ink);
    mark_bold_headings(blocks, &text, ink);
    mark_closing_headings(blocks);
}

fn is_prose(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && block.range.len() >= PROSE
}

fn kind_by_words(block: &Block, line: &str, ink: Ink, at_top: bool) -> Option<BlockKind> {
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let text = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem(_) | BlockKind::Term | BlockKind::Definition
    );
    if !heading && !text {
        return None;
    }
    if block.range.len() > 2 * PROSE {
        return None;
    }
    if !heading && is_clock(line) {
        return Some(BlockKind::Date);
    }
    match sign(line) {
        Some(Sign::Caption) if !heading => return Some(BlockKind::Caption),
        Some(Sign::Lead | Sign::Furniture) => return Some(BlockKind::Furniture),
        _ => {}
    }
    if at_top && byline(line).is_some() {
        return Some(BlockKind::Byline);
    }
    if !heading && is_date(line) {
        return Some(BlockKind::Date);
    }
    let listed = matches!(block.kind, BlockKind::ListItem(_));
    (!listed && block.nesting.quote == 0 && ink.is_link() && !line.ends_with('.'))
        .then_some(BlockKind::Furniture)
}

/// Whether a line is a time of the day and no more, as over the parts of a page that grows by the hour.
fn is_clock(line: &str) -> bool {
    let (time, rest) = line.split_once(' ').unwrap_or((line, ""));
    let number = |text: &str, below: u8| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits && text.parse().is_ok_and(|number: u8| number < below)
    };
    let unit = rest.chars().all(|c| c.is_alphabetic() || c == '.');
    let is_time = |(hours, minutes): (&str, &str)| number(hours, 25) && number(minutes, 60);
    unit && rest.len() <= 6 && time.split_once(':').is_some_and(is_time)
}

/// A list of which every item is a link leads elsewhere; so do the headlines under a "read more" line.
fn mark_link_lists(blocks: &mut [Block], text: &str, ink: &[Ink]) {
    let mut at = 0;
    while at < blocks.len() {
        let start = at;
        while at < blocks.len() && matches!(blocks[at].kind, BlockKind::ListItem(_)) {
            at += 1;
        }
        let run = blocks.get_mut(start..at).unwrap_or_default();
        let linked = run
            .iter()
            .enumerate()
            .all(|(by, _)| ink.get(start + by).is_some_and(|ink| ink.is_link()));
        if linked {
            for block in run {
                block.kind = BlockKind::Furniture;
            }
        }
        if at == start {
            let lead = blocks[at].kind == BlockKind::Furniture
                && sign(blocks[at].range.of(text)) == Some(Sign::Lead);
            at += 1;
            let end = blocks.len().min(at + 12);
            while lead && at < end && is_linked_headline(&blocks[at], ink.get(at)) {
                blocks[at].kind = BlockKind::Furniture;
                at += 1;
            }
        }
    }
}

fn is_linked_headline(block: &Block, ink: Option<&Ink>) -> bool {
    let text = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem(_) | BlockKind::Heading(_)
    );
    text && ink.is_some_and(|ink| ink.is_link())
}

/// A bold line that stands alone over running text heads it.
fn mark_bold_headings(blocks: &mut [Block], text: &str, ink: &[Ink]) {
    for at in 1..blocks.len().saturating_sub(1) {
        let block = &blocks[at];
        let alone = block.kind == BlockKind::Paragraph
            && block.nesting == crate::article::Nesting::default()
            && ink.get(at).is_some_and(|ink| ink.is_strong());
        if !alone || !is_prose(&blocks[at + 1]) {
            continue;
        }
        let line = block.range.of(text);
        let short = line.chars().take(HEADING + 1).count() <= HEADING && !line.contains('\n');
        let open = line.ends_with(['.', ':', ',', ';', '…', '”', '"']);
        if short && !open {
            blocks[at].kind = BlockKind::Heading(3);
        }
    }
}

/// Headings with nothing of the story below them belong to what the page offers next.
fn mark_closing_headings(blocks: &mut [Block]) {
    for block in blocks.iter_mut().rev() {
        if matches!(block.kind, BlockKind::Heading(_)) {
            block.kind = BlockKind::Furniture;
        } else if block.is_story() && block.kind != BlockKind::Caption {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_clock;

    #[test]
    fn a_time_of_the_day_is_told_from_other_figures() {
        for time in ["18:30", "7:05", "18:30 Uhr", "7:30 p.m."] {
            assert!(is_clock(time), "{time}");
        }
        for other in [
            "18:75",
            "2:1 (1:0)",
            "18:30 at the mole",
            "1998",
            "a:b",
            "3:140",
            "",
        ] {
            assert!(!is_clock(other), "{other}");
        }
    }
}
