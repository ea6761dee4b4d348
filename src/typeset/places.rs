//! Which page shows a byte of the text.

use super::{Content, Line};

/// Where in the text the pages take over from each other, in the order of the text. Mostly a page has one
/// such place, its start; the cells of a table's row that is parted run on side by side, so there every
/// piece of a cell has its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The first byte of a stretch, and the index of the page that shows it.
    entries: Vec<(usize, usize)>,
    /// The least place noted since they were last put in order.
    noted_from: Option<usize>,
}

impl Places {
    /// Notes that `page`, which starts at byte `start`, shows `lines`. [`Places::arrange`] must follow
    /// before a page is asked for.
    pub(super) fn note(&mut self, page: usize, start: usize, lines: &[Line]) {
        self.push(start, page);
        let mut after_cells = false;
        for line in lines {
            let in_cells = matches!(line.content, Content::Cells(_));
            if in_cells {
                line.pieces().for_each(|piece| self.push(piece.start, page));
            } else if after_cells {
                // The page takes over again from wherever the row's last cells went.
                self.push(line.range.start, page);
            }
            after_cells = in_cells;
        }
    }

    fn push(&mut self, start: usize, page: usize) {
        self.noted_from = Some(self.noted_from.map_or(start, |least| least.min(start)));
        self.entries.push((start, page));
    }

    /// Puts in order what was noted. Only what lies behind the least new place can be out of order, which
    /// is no more than one row of a table: the whole stays linear, but for the sorting of that row.
    pub(super) fn arrange(&mut self) {
        let Some(least) = self.noted_from.take() else {
            return;
        };
        // Old entries are in order among themselves up to the least new one; new ones are not below it.
        let from = self.entries.partition_point(|(start, _)| *start < least);
        if let Some(tail) = self.entries.get_mut(from..) {
            tail.sort_unstable();
        }
    }

    /// The index of the page that shows byte `offset`, or of the page that shows what stands before it.
    pub(super) fn page_of(&self, offset: usize) -> usize {
        self.entries
            .partition_point(|(start, _)| *start <= offset)
            .checked_sub(1)
            .and_then(|at| self.entries.get(at))
            .map_or(0, |(_, page)| *page)
    }
}
