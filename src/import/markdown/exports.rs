//! What exporters write into the text itself, where others have front matter.
//!
//! Each is known by its own marks, near the start of the text: the heading and list of fields of Readwise, the
//! quotation headed `Excerpt` of `MarkDownload`, the two links of Omnivore. What was taken for a field becomes
//! furniture, since it is not the story.

use crate::article::{Block, BlockKind, Builder, Field, Metadata, Origin};
use crate::import::fields::{Fields, description};
use crate::text::{TextRange, folded, harmless_line};

/// How far from the start such blocks may stand.
const NEAR_START: usize = 8;
/// The most fields in a list.
const MOST_FIELDS: usize = 40;
/// The longest excerpt, in blocks.
const LONGEST_EXCERPT: usize = 8;

/// The heading over the fields of Readwise.
const FIELDS_HEADING: &str = "metadata";
/// The alternative text of the cover that Readwise puts under the title.
const COVER: &str = "rw-book-cover";
/// The heading in the quotation of `MarkDownload`.
const EXCERPT_HEADING: &str = "excerpt";
/// What Omnivore's links to itself and to the page say, and its tag above them.
const OMNIVORE: [&str; 3] = ["read on omnivore", "read original", "#omnivore"];

/// The longest paragraph of them, in bytes.
const LONGEST_LINKS: usize = 80;

/// Takes the fields that the text holds into `fields`.
pub(super) fn take_fields(builder: &mut Builder, fields: &mut Fields) {
    take_list(builder, fields);
    take_links(builder, fields);
}

/// The list under a heading `Metadata` ("- Author: Ann Lee"), if one of its keys is known.
fn take_list(builder: &mut Builder, fields: &mut Fields) {
    let is_heading = |block: &Block| {
        matches!(block.kind, BlockKind::Heading(_))
            && says(builder.text(), block.range, FIELDS_HEADING)
    };
    let Some(heading) = near_start(builder).position(is_heading) else {
        return;
    };
    let mut found = Fields::new();
    let mut end = heading + 1;
    for block in builder.blocks().iter().skip(end).take(MOST_FIELDS) {
        let pair = block.range.of(builder.text()).split_once(':');
        match (&block.kind, pair) {
            (BlockKind::ListItem(_), Some((key, value))) if key.len() <= MOST_FIELDS => {
                found.push_from(Origin::Body, key, harmless_line(value));
            }
            _ => break,
        }
        end += 1;
    }
    if !found.has_known_key() {
        return;
    }
    let title = folded(&found.metadata(Origin::Body).title);
    fields.append(found);
    // Above it stands the name of the file, which is shortened, and no title beside the full one.
    let name = near_start(builder).take(heading).position(|block| {
        block.kind == BlockKind::Heading(1)
            && !title.is_empty()
            && folded(block.range.of(builder.text())) != title
    });
    let cover = near_start(builder).position(|block| {
        matches!(block.kind, BlockKind::Image(_)) && block.range.of(builder.text()) == COVER
    });
    let list = builder.blocks_mut().iter_mut().take(end).skip(heading);
    list.for_each(|block| block.kind = BlockKind::Furniture);
    for at in [name, cover.filter(|at| *at < heading)]
        .into_iter()
        .flatten()
    {
        builder.blocks_mut()[at].kind = BlockKind::Furniture;
    }
}

/// Omnivore's tag and links, in one paragraph or several: the second leads to the page itself.
fn take_links(builder: &mut Builder, fields: &mut Fields) {
    let linked = |block: &Block| {
        if block.kind != BlockKind::Paragraph || block.range.len() > LONGEST_LINKS {
            return false;
        }
        let words = folded(block.range.of(builder.text()));
        let rest = OMNIVORE
            .iter()
            .fold(words.clone(), |rest, link| rest.replacen(link, "", 1));
        !words.is_empty() && rest.trim().is_empty()
    };
    let found: Vec<usize> = near_start(builder)
        .enumerate()
        .filter(|(_, block)| linked(block))
        .map(|(at, _)| at)
        .collect();
    let ranges: Vec<TextRange> = found.iter().map(|at| builder.blocks()[*at].range).collect();
    for link in builder.links() {
        let is_own = ranges.iter().any(|range| range.covers(link.range));
        if is_own && folded(link.range.of(builder.text())) == OMNIVORE[1] {
            fields.push_from(Origin::Body, "Original URL", link.target.as_str());
        }
    }
    for at in found {
        builder.blocks_mut()[at].kind = BlockKind::Furniture;
    }
}

/// Takes the quotation headed `Excerpt` for the description, if there is no other. The description stands under
/// the title: there it would be said twice, and so it goes from the text, with the rule under it. Where there is
/// another it is furniture.
pub(super) fn take_excerpt(builder: &mut Builder, metadata: &mut Metadata) {
    let is_label = |block: &Block| {
        block.nesting.quote > 0 && says(builder.text(), block.range, EXCERPT_HEADING)
    };
    let Some(label) = near_start(builder).position(is_label) else {
        return;
    };
    let quoted = builder.blocks().iter().skip(label + 1);
    let excerpt: Vec<&str> = quoted
        .take_while(|block| block.nesting.quote > 0 && block.is_story())
        .map(|block| block.range.of(builder.text()))
        .take(LONGEST_EXCERPT + 1)
        .collect();
    if excerpt.is_empty() || excerpt.len() > LONGEST_EXCERPT {
        return;
    }
    let end = label + 1 + excerpt.len();
    let excerpt = description(&excerpt.join(" "));
    if metadata.description.is_none() && excerpt.is_some() {
        metadata.description.clone_from(&excerpt);
        let sources = &mut metadata.sources;
        sources.note(Field::Description, Origin::Body, "Excerpt");
    }
    if metadata.description == excerpt {
        let rule = builder.blocks().get(end).map(|block| &block.kind);
        builder.remove(label, end + usize::from(rule == Some(&BlockKind::Rule)));
        return;
    }
    for block in &mut builder.blocks_mut()[label..end] {
        block.kind = BlockKind::Furniture;
    }
}

fn near_start(builder: &Builder) -> impl Iterator<Item = &Block> {
    builder.blocks().iter().take(NEAR_START)
}

fn says(text: &str, range: TextRange, word: &str) -> bool {
    range.len() <= 2 * word.len() && folded(range.of(text)) == word
}
