//! Which rows of each part the sidebar has room for.
//!
//! The outline and the bookmarks leave two fifths of the height to the names, whether these are known yet or not:
//! what stands above them must not move when they come. Of parts that do not fit, the longest give way first.

use super::{Part, SidebarRow};

/// A part and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) part: Part,
    /// How many rows it has in all.
    pub(super) count: usize,
    /// Those that are shown.
    pub(super) rows: Vec<SidebarRow>,
    pub(super) folded: bool,
    /// The reader has asked for all of them.
    pub(super) whole: bool,
}

/// Rows that a part which does not fit shows at least, the one that says how many more there are included.
const LEAST: usize = 4;
/// Rows that a part of names shows at least if all of them can be seen at once for it.
const LEAST_NAMES: usize = 2;
/// The heading of a part, and the space to the next.
const FRAME: usize = 2;

impl Listed {
    fn is_of_names(&self) -> bool {
        self.part.kind().is_some()
    }

    /// Rows it would like, its heading and a space included.
    fn wanted(&self) -> usize {
        FRAME + if self.folded { 0 } else { self.rows.len() }
    }
}

/// Leaves out of `parts` what does not fit `height` rows, if each keeps a few. The outline shows what is around
/// the row `here`.
pub(super) fn allot(parts: &mut [Listed], names_to_come: bool, here: SidebarRow, height: usize) {
    let split = parts.partition_point(|listed| !listed.is_of_names());
    let (first, names) = parts.split_at_mut(split);
    // The last space is not needed.
    let height = height + 1;
    let reserve = if names_to_come {
        (height * 2 / 5).max(FRAME + LEAST)
    } else {
        0
    };
    cut(first, here, height.saturating_sub(reserve), LEAST);
    let taken: usize = first.iter().map(Listed::wanted).sum();
    let room = height.saturating_sub(taken);
    cut(names, here, room, LEAST_NAMES);
}

/// Cuts `parts` down to `room` rows, each to `least` rows at least; to more where that is not enough.
fn cut(parts: &mut [Listed], here: SidebarRow, room: usize, least: usize) {
    let wanted: usize = parts.iter().map(Listed::wanted).sum();
    if wanted <= room {
        return;
    }
    let can_be_cut = |listed: &Listed| !listed.folded && !listed.whole;
    let with = |cap: usize| -> usize {
        let rows = |listed: &Listed| {
            if can_be_cut(listed) {
                listed.wanted().min(FRAME + cap)
            } else {
                listed.wanted()
            }
        };
        parts.iter().map(rows).sum()
    };
    let cap = (least..room.max(least))
        .rev()
        .find(|cap| with(*cap) <= room)
        .unwrap_or(LEAST);
    let mut spare = room.saturating_sub(with(cap));
    for listed in parts {
        if can_be_cut(listed) && listed.rows.len() > cap {
            let extra = spare.min(1);
            spare -= extra;
            show(listed, cap + extra, here);
        }
    }
}

/// Leaves `room` rows of `listed`, of which one or two say how many are left out: the first ones, or those
/// around the row `here`.
fn show(listed: &mut Listed, room: usize, here: SidebarRow) {
    let all = listed.rows.len();
    if all <= room {
        return;
    }
    let at = listed.rows.iter().position(|row| *row == here).unwrap_or(0);
    let rows = std::mem::take(&mut listed.rows);
    // One row says how many there are on one side, two on both.
    let (from, to) = if at + 1 < room || room < 3 {
        (0, room - 1)
    } else if at + room > all {
        (all + 1 - room, all)
    } else {
        let from = at + 1 - room / 2;
        (from, from + room - 2)
    };
    let part = listed.part;
    let before = (from > 0).then_some(SidebarRow::Before(part, from));
    let after = (to < all).then(|| SidebarRow::More(part, all - to));
    let shown = rows.into_iter().take(to).skip(from);
    listed.rows = before.into_iter().chain(shown).chain(after).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(part: Part, count: usize) -> Listed {
        let row = |at| match part {
            Part::Sections => SidebarRow::Section(at),
            Part::Bookmarks => SidebarRow::Bookmark(at),
            Part::Highlights => SidebarRow::Highlight(at),
            _ => SidebarRow::Name(at),
        };
        Listed {
            part,
            count,
            rows: (0..count).map(row).collect(),
            folded: false,
            whole: false,
        }
    }

    fn height(parts: &[Listed]) -> usize {
        parts.iter().map(Listed::wanted).sum::<usize>() - 1
    }

    #[test]
    fn a_long_outline_leaves_room_for_names_before_they_are_known_and_after() {
        for here in [0, 3, 50, 98, 99] {
            let here = SidebarRow::Section(here);
            let mut before = vec![listed(Part::Sections, 100), listed(Part::Bookmarks, 2)];
            allot(&mut before, true, here, 30);
            let mut after = vec![
                listed(Part::Sections, 100),
                listed(Part::Bookmarks, 2),
                listed(Part::People, 40),
                listed(Part::Places, 2),
            ];
            allot(&mut after, true, here, 30);
            assert_eq!(before, after[..2]);
            assert!(before[0].rows.contains(&here), "{here:?} {before:?}");
            assert_eq!(height(&after), 30, "{after:?}");
            assert_eq!(after[3].rows.len(), 2);
            let left_out: usize = before[0]
                .rows
                .iter()
                .map(|row| match row {
                    SidebarRow::Before(_, count) | SidebarRow::More(_, count) => *count,
                    _ => 1,
                })
                .sum();
            assert_eq!(left_out, 100);
        }
    }

    #[test]
    fn a_part_has_fewer_rows_if_all_can_be_seen_for_it() {
        let mut parts = vec![
            listed(Part::Sections, 80),
            listed(Part::People, 9),
            listed(Part::Organizations, 1),
            listed(Part::Places, 9),
        ];
        allot(&mut parts, true, SidebarRow::Opening, 28);
        assert_eq!(height(&parts), 28, "{parts:?}");
        let rows: Vec<usize> = parts.iter().map(|listed| listed.rows.len()).collect();
        assert_eq!(rows, [16, 2, 1, 2]);
    }

    #[test]
    fn what_fits_is_whole_and_an_article_without_names_leaves_them_no_room() {
        let mut parts = vec![listed(Part::Sections, 28)];
        allot(&mut parts, false, SidebarRow::Opening, 29);
        assert_eq!(parts[0].rows.len(), 28);
        allot(&mut parts, true, SidebarRow::Opening, 29);
        assert!(parts[0].rows.len() < 20);
    }

    #[test]
    fn every_part_keeps_a_few_rows_and_what_was_asked_for_whole_stays_whole() {
        for height in 0..12 {
            let mut parts = vec![
                listed(Part::Sections, 9),
                listed(Part::People, 9),
                listed(Part::Places, 9),
            ];
            parts[2].whole = true;
            allot(&mut parts, true, SidebarRow::Opening, height);
            let rows: Vec<usize> = parts.iter().map(|listed| listed.rows.len()).collect();
            assert_eq!(rows, [4, 4, 9], "{height}");
        }
    }
}
