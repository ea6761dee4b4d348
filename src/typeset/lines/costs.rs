//! What a line costs: the taste of the house in numbers.
//!
//! Prices and limits were chosen by looking at pages of 45, 66 and 80 cells and at the table that
//! `tests/it/quality.rs` prints: in a column of 66 one line in twenty ends in a hyphen, and fewer than half
//! as many lines are loose as where every line takes what fits.
//!
//! A ragged line costs the square of the cells it leaves free; a justified one the square of what a space is
//! widened by, in sixteenths of a cell. On top come prices for what a reader stumbles over. Three of them
//! lie so high that no sum of the others reaches them: they are paid only where nothing else is possible.

use super::Shape;
use super::chances::{Chance, Kind, Rooms};

/// Every cell by which the spaces of a justified line are too wide: more than three cells for a gap.
const TOO_WIDE: u64 = 1 << 36;
/// A third hyphen in a row, or a line wider than its room.
pub(super) const NEVER: u64 = 1 << 54;
/// Cells by which a space of a justified line is widened at most without [`TOO_WIDE`].
const WIDENED: usize = 2;
/// A cell of widening, in the unit of cost before it is squared.
const UNIT: usize = 16;

/// The prices in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs {
    shape: Shape,
    /// A hyphen at the end of a line.
    hyphen: u64,
    /// A second hyphen in a row, on top.
    again: u64,
    /// A line that ends between a title and its name, or before a dash.
    tied: u64,
    /// A last line of one short word.
    runt: u64,
    /// Such a word has fewer cells than this.
    short: usize,
    /// The most cells a ragged line may leave free for no word to be parted.
    uneven: usize,
}

impl Costs {
    /// The prices in a column of `room` cells.
    pub(super) fn new(shape: Shape, room: usize) -> Self {
        let square = |cells: usize| {
            let cells = cells.min(1023) as u64;
            cells * cells
        };
        let (hyphen, tied, runt) = match shape {
            Shape::Justified => (square(UNIT) / 10, square(UNIT) / 2, square(UNIT)),
            _ => (square(room / 12), square(room / 4), square(room / 6)),
        };
        Self {
            shape,
            hyphen,
            again: 2 * hyphen,
            tied,
            runt,
            short: (room / 8).max(4),
            uneven: room / 16,
        }
    }

    /// A line, not the last, that leaves `slack` cells free and has `gaps` spaces. Never falls when `slack`
    /// grows and `gaps` shrinks.
    pub(super) fn line(&self, slack: usize, gaps: usize) -> u64 {
        if self.shape != Shape::Justified {
            let slack = slack.min(1023) as u64;
            return slack * slack;
        }
        let excess = slack.saturating_sub(WIDENED * gaps).min(63) as u64;
        let widening = (UNIT * slack).checked_div(gaps).unwrap_or(0).min(1023) as u64;
        widening * widening + excess * TOO_WIDE
    }

    /// The last line, which is `width` cells wide and leaves `slack` free.
    pub(super) fn last(&self, slack: usize, gaps: usize, width: usize) -> u64 {
        let free = match self.shape {
            Shape::Balanced => self.line(slack, gaps),
            _ => 0,
        };
        let runt = gaps == 0 && width < self.short;
        free + if runt { self.runt } else { 0 }
    }

    /// The end of a line at a chance of this kind.
    pub(super) fn end(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Plain => 0,
            Kind::Soft | Kind::Parted => self.hyphen,
            Kind::Tied => self.tied,
            Kind::Cut => 4 * self.hyphen,
        }
    }

    /// A hyphen right after another, and right after two or more.
    pub(super) fn after_hyphen(&self) -> (u64, u64) {
        (self.again, NEVER)
    }

    /// Whether the lines that end at `ends` are good enough as they are.
    pub(super) fn is_good(&self, chances: &[Chance], ends: &[usize], rooms: Rooms) -> bool {
        let mut from = 0;
        let all_but_last = ends.len().saturating_sub(1);
        ends.iter().take(all_but_last).all(|&to| {
            let (start, end) = (&chances[from], &chances[to]);
            let width = end.cells_end - start.cells_at;
            let slack = rooms.of(from).saturating_sub(width);
            from = to;
            match self.shape {
                // Every second space is two cells wide.
                Shape::Justified => 2 * slack <= end.spaces_end - start.spaces_at,
                _ => slack <= self.uneven,
            }
        })
    }
}
