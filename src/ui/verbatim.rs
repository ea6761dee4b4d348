//! A line of verbatim text through a window that moves sideways.
//!
//! The line keeps its place in cells: a tab goes to its stop as seen from the start of the line, and what the
//! window's edge cuts in two (a tab, a wide character) shows as space.

use crate::text;
use crate::typeset::TAB_CELLS;

/// A part of a line that shows in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Where its source stands in the line, in bytes.
    pub(super) at: usize,
    /// Where it shows, in cells from the left edge of the window.
    pub(super) column: usize,
    /// Its width in cells.
    pub(super) cells: usize,
    /// What is drawn; `None` for space.
    pub(super) cluster: Option<&'a str>,
}

/// What shows of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window<'a> {
    /// The parts that show, from left to right.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Something of the line lies to the left of the window.
    pub(super) more_left: bool,
    /// Something of the line lies to the right of the window.
    pub(super) more_right: bool,
}

/// What shows of `line` in a window of `room` cells that was moved `sideways` cells to the right. No more of
/// the line is looked at than up to the right edge.
pub(super) fn window(line: &str, sideways: usize, room: usize) -> Window<'_> {
    let mut shown = Window {
        pieces: Vec::new(),
        more_left: false,
        more_right: false,
    };
    let end = sideways.saturating_add(room);
    let mut from = 0;
    for (at, cluster, width) in text::graphemes(line) {
        let (width, is_space) = match cluster {
            "\t" => (TAB_CELLS - from % TAB_CELLS, true),
            _ => (width, cluster == " "),
        };
        let to = from + width;
        if from >= end && width > 0 {
            shown.more_right = true;
            break;
        }
        shown.more_left |= from < sideways && !is_space;
        shown.more_right |= to > end;
        let (left, right) = (from.max(sideways), to.min(end));
        if left < right {
            let whole = right - left == width;
            shown.pieces.push(Piece {
                at,
                column: left - sideways,
                cells: right - left,
                cluster: Some(cluster).filter(|_| whole && cluster != "\t"),
            });
        }
        from = to;
    }
    shown.clear_edges(room);
    shown
}

impl Window<'_> {
    /// Makes space where a sign will say that there is more: a wide character would show half behind it.
    fn clear_edges(&mut self, room: usize) {
        let (left, right) = (self.more_left, self.more_right);
        for piece in &mut self.pieces {
            let first = left && piece.column == 0;
            let last = right && piece.column + piece.cells == room;
            if first || last {
                piece.cluster = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the window shows, and whether there is more to the left and to the right.
    fn shown(line: &str, sideways: usize, room: usize) -> (String, bool, bool) {
        let window = window(line, sideways, room);
        let mut drawn = String::new();
        for piece in &window.pieces {
            assert_eq!(piece.column, text::cells(&drawn));
            match piece.cluster {
                Some(cluster) => drawn.push_str(cluster),
                None => drawn.push_str(&" ".repeat(piece.cells)),
            }
        }
        (drawn, window.more_left, window.more_right)
    }

    #[test]
    fn the_window_moves_over_the_line() {
        assert_eq!(
            shown("let x = 1;", 0, 20),
            ("let x = 1;".into(), false, false)
        );
        assert_eq!(
            shown("let x = 1;", 0, 10),
            ("let x = 1;".into(), false, false)
        );
        // The cells at an edge beyond which there is more are left to a sign.
        assert_eq!(shown("let x = 1;", 0, 5), ("let  ".into(), false, true));
        assert_eq!(shown("let x = 1;", 4, 3), ("   ".into(), true, true));
        assert_eq!(shown("let x = 1;", 8, 5), (" ;".into(), true, false));
        assert_eq!(shown("let", 8, 5), (String::new(), true, false));
        assert_eq!(shown("", 8, 5), (String::new(), false, false));
        // An indent that has gone out of sight is nothing to go back for.
        assert_eq!(shown("    x", 2, 5), ("  x".into(), false, false));
    }

    #[test]
    fn tabs_go_to_the_stops_of_the_line() {
        assert_eq!(shown("a\tb", 0, 9), ("a   b".into(), false, false));
        assert_eq!(shown("a\tb", 2, 9), ("  b".into(), true, false));
        assert_eq!(shown("\ta\tb", 0, 9), ("    a   b".into(), false, false));
    }

    #[test]
    fn a_wide_character_at_the_edge_is_space() {
        assert_eq!(shown("京都", 1, 4), (" 都".into(), true, false));
        assert_eq!(shown("京都", 0, 3), ("京 ".into(), false, true));
        assert_eq!(shown("京都", 0, 0), (String::new(), false, true));
    }

    #[test]
    fn nothing_passes_the_window() {
        let line = "\tif x { 京.都(\"e\u{301}\u{AD}\"); }\t// 👩‍👩‍👧";
        for sideways in 0..60 {
            for room in 0..20 {
                for piece in window(line, sideways, room).pieces {
                    assert!(piece.column + piece.cells <= room, "{sideways} {room}");
                }
            }
        }
    }
}
