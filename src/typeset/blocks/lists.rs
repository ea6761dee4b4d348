//! Lists: the marker of each item, and the room that the markers of a list need.

use crate::article::{Article, Block, BlockKind, Marker};
use crate::text;

/// The most cells of a footnote's label.
pub(super) const LABEL_CELLS: usize = 16;
/// Cells that each list moves its items to the right: room for `12. `.
pub(super) const LIST_CELLS: usize = 4;
/// The same in a narrow column.
const NARROW_LIST_CELLS: usize = 2;
/// A column of fewer cells is narrow.
const NARROW: u16 = 30;
/// Blocks that are looked at on either side for the widest number of a list. In a list that is much longer
/// the items may once step to the right, where the numbers gain a digit.
const NEAR: usize = 128;
/// The cells after a marker.
const GAP: usize = 1;
/// The deepest list whose numbers are measured.
const DEEPEST: usize = 32;

/// Cells by which block `index` stands to the right for the lists around it, in a column of `cells` cells.
/// All items of a list stand at the same cell, which leaves room for its widest number.
pub(super) fn list_cells(article: &Article, index: usize, cells: u16) -> usize {
    let depth = article
        .blocks
        .get(index)
        .map_or(0, |block| usize::from(block.nesting.list));
    let step = if cells < NARROW {
        NARROW_LIST_CELLS
    } else {
        LIST_CELLS
    };
    let mut rooms = [step; DEEPEST];
    let measured = depth.min(DEEPEST);
    widen(article.blocks.iter().skip(index), depth, &mut rooms);
    let before = article.blocks.get(..index).unwrap_or(&[]);
    widen(before.iter().rev(), depth, &mut rooms);
    let sum: usize = rooms.iter().take(measured).sum();
    sum + step * (depth - measured)
}

/// Widens the rooms of the lists around a block at `depth` for the numbers in `blocks`, which lead away from
/// it: an item belongs to a list around it as long as nothing between them lies outside of that list.
fn widen<'a>(blocks: impl Iterator<Item = &'a Block>, depth: usize, rooms: &mut [usize; DEEPEST]) {
    let mut open = depth;
    for block in blocks.take(NEAR) {
        let level = usize::from(block.nesting.list);
        open = open.min(level);
        if open == 0 {
            break;
        }
        if let BlockKind::ListItem(Marker::Number(number)) = block.kind
            && level == open
            && let Some(room) = rooms.get_mut(level - 1)
        {
            *room = (*room).max(number_cells(number) + GAP);
        }
    }
}

/// Cells that the labels of the footnotes around block `index` need, so that all of them hang alike.
pub(super) fn label_cells(article: &Article, index: usize) -> usize {
    let label = |block: &Block| match &block.kind {
        BlockKind::Footnote(label) => Some(text::cells(label).min(LABEL_CELLS) + GAP),
        _ => None,
    };
    let (before, after) = article.blocks.split_at(index.min(article.blocks.len()));
    let before = before.iter().rev().take(NEAR).map_while(label);
    let after = after.iter().take(NEAR).map_while(label);
    before.chain(after).max().unwrap_or(0)
}

/// The cells of a number and its stop.
fn number_cells(number: u64) -> usize {
    let beyond_first = number.checked_ilog10().unwrap_or(0);
    usize::try_from(beyond_first).unwrap_or(usize::MAX) + 2
}

/// What stands before an item of a list at `depth` (1 is outermost).
pub(super) fn sign(marker: Marker, depth: u8) -> Box<str> {
    match marker {
        Marker::Bullet => match depth {
            2 => "◦".into(),
            3 => "▪".into(),
            _ => "•".into(),
        },
        Marker::Number(number) => format!("{number}.").into(),
        Marker::Open => "☐".into(),
        Marker::Done => "☑".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_takes_the_cells_of_its_sign() {
        for number in [0, 9, 10, 99, 100, 1999, u64::MAX] {
            let sign = sign(Marker::Number(number), 1);
            assert_eq!(number_cells(number), text::cells(&sign), "{sign}");
        }
    }
}
