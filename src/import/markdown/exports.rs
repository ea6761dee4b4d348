//! Fields that exporters write into the text itself, where others have front matter.

use super::super::fields::Fields;
use crate::article::{Block, BlockKind, Builder};
use crate::text::{TextRange, folded, harmless_line};

/// How far from the start such blocks may stand.
const NEAR_START: usize = 8;
/// The most fields in a list.
const MOST_FIELDS: usize = 40;

/// Takes the list under a heading `Metadata` near the start ("- Author: Ann Lee", as Readwise exports it)
/// into `fields`, and marks it as furniture: it is not the story.
pub(super) fn take_fields(builder: &mut Builder, fields: &mut Fields) {
    let head = builder.blocks().iter().take(NEAR_START);
    let is_heading = |block: &Block| {
        matches!(block.kind, BlockKind::Heading(_)) && says(builder.text(), block.range, "metadata")
    };
    let Some(heading) = head.into_iter().position(is_heading) else {
        return;
    };
    let mut found = Vec::new();
    for block in builder.blocks().iter().skip(heading + 1).take(MOST_FIELDS) {
        let pair = block.range.of(builder.text()).split_once(':');
        match (&block.kind, pair) {
            (BlockKind::ListItem(_), Some((key, value))) if key.len() <= MOST_FIELDS => {
                found.push((key.to_owned(), harmless_line(value)));
            }
            _ => break,
        }
    }
    let end = heading + found.len();
    if found.is_empty() {
        return;
    }
    for (key, value) in found {
        fields.push(&key, value);
    }
    for block in builder.blocks_mut().iter_mut().take(end + 1).skip(heading) {
        block.kind = BlockKind::Furniture;
    }
}

/// The text of a quote headed `Excerpt` near the start, as `MarkDownload` writes it. Its heading is marked as
/// furniture.
pub(super) fn excerpt(builder: &mut Builder) -> Option<String> {
    let label = builder.blocks().iter().take(NEAR_START).position(|block| {
        block.nesting.quote > 0 && says(builder.text(), block.range, "excerpt")
    })?;
    let text = builder.blocks().get(label + 1)?;
    let is_text = text.nesting.quote > 0 && text.kind == BlockKind::Paragraph;
    let excerpt = is_text.then(|| harmless_line(text.range.of(builder.text())))?;
    builder.blocks_mut()[label].kind = BlockKind::Furniture;
    Some(excerpt)
}

fn says(text: &str, range: TextRange, word: &str) -> bool {
    range.len() <= 2 * word.len() && folded(range.of(text)) == word
}
