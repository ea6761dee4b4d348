//! Moving what is too wide for the page: code is set as it is written, and a page shows a window of it.

use super::Reading;
use crate::text;
use crate::typeset::{Content, Line, TAB_CELLS};

/// Cells that one key moves.
const STEP: u16 = 8;

/// How far what is too wide is moved, on one page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sideways {
    cells: u16,
    /// The first byte of the page it was moved on.
    page: usize,
}

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    Left,
    Right,
}

/// Why nothing moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unmoved {
    /// Everything fits its room.
    Fits,
    /// The end of the widest line is seen.
    AtEnd,
    /// The start of the lines is seen.
    AtStart,
}

impl Reading {
    /// Cells by which verbatim lines of the pages shown are moved to the left. A page that was not moved
    /// shows their starts.
    pub fn sideways(&self) -> u16 {
        if self.sideways.page == self.shown().start {
            self.sideways.cells
        } else {
            0
        }
    }

    /// Forgets what was moved on a page that is not shown any more.
    pub(super) fn settle_sideways(&mut self) {
        self.sideways = Sideways {
            cells: self.sideways(),
            page: self.shown().start,
        };
    }

    /// Moves by a step, not past the end of the widest line.
    pub(super) fn move_sideways(&mut self, aside: Aside) -> Result<(), Unmoved> {
        let shown = self.pages.abreast_of(self.page());
        let most = shown
            .flat_map(|page| self.pages.page(page))
            .map(|line| overhang(&self.article.text, line))
            .max()
            .unwrap_or(0);
        let now = self.sideways();
        let cells = match aside {
            Aside::Right => now.saturating_add(STEP).min(most),
            Aside::Left => now.saturating_sub(STEP),
        };
        self.sideways = Sideways {
            cells,
            page: self.shown().start,
        };
        match (cells == now, aside) {
            (false, _) => Ok(()),
            (true, _) if most == 0 => Err(Unmoved::Fits),
            (true, Aside::Right) => Err(Unmoved::AtEnd),
            (true, Aside::Left) => Err(Unmoved::AtStart),
        }
    }
}

/// By how many cells a verbatim line is wider than its room.
fn overhang(text: &str, line: &Line) -> u16 {
    let Content::Verbatim { range, room } = &line.content else {
        return 0;
    };
    let width = text::graphemes(range.of(text)).fold(0, |at, (_, cluster, cells)| {
        at + if cluster == "\t" {
            TAB_CELLS - at % TAB_CELLS
        } else {
            cells
        }
    });
    u16::try_from(width)
        .unwrap_or(u16::MAX)
        .saturating_sub(*room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;
    use crate::typeset::{Lead, LineRole};

    fn hangs_over(text: &str, room: u16) -> u16 {
        let range = TextRange::new(0, text.len());
        let line = Line {
            block: 0,
            role: LineRole::Code,
            column: 0,
            content: Content::Verbatim { range, room },
            lead: Lead::default(),
            range,
            keep_with_next: false,
        };
        overhang(text, &line)
    }

    #[test]
    fn what_hangs_over_is_counted_in_cells() {
        assert_eq!(hangs_over("let a = 1;", 10), 0);
        assert_eq!(hangs_over("let a = 1;", 6), 4);
        assert_eq!(hangs_over("京都", 3), 1);
        assert_eq!(hangs_over("a\tb", 4), 1, "a tab goes to the next stop");
        assert_eq!(hangs_over(&"x".repeat(70_000), 40), u16::MAX - 40);
    }
}
