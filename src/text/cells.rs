//! The one ruler: how many terminal cells a string takes.
//!
//! It must agree with the way ratatui counts when it draws (`ratatui::buffer::CellWidth`), grapheme by
//! grapheme; `tests/it/ruler.rs` holds the two together.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Width of `text` in cells: the sum over its grapheme clusters.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(is_plain) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_cells).sum()
}

/// Whether a character is a grapheme and a cell among others like it. These are the letters and signs of
/// nearly all that is written in Latin, Greek and Cyrillic script; the rest needs the tables.
fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{A0}'..='\u{AC}'
            | '\u{AE}'..='\u{2FF}'
            | '\u{391}'..='\u{3A1}'
            | '\u{3A3}'..='\u{3FF}'
            | '\u{400}'..='\u{482}'
            | '\u{48A}'..='\u{52F}'
            | '\u{2010}'..='\u{2027}'
    )
}

/// Width of `text` on a page, in cells: a soft hyphen inside a line does not show.
pub fn set_cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    cells(text) - text.matches('\u{AD}').map(cells).sum::<usize>()
}

/// The grapheme clusters of `text` (UAX #29) with their byte offset and width in cells.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    text.grapheme_indices(true)
        .map(|(at, cluster)| (at, cluster, grapheme_cells(cluster)))
}

/// The longest beginning of `text` that fits `room` cells, cut between graphemes, with an ellipsis in
/// place of what was left out.
pub fn fit(text: &str, room: usize) -> std::borrow::Cow<'_, str> {
    if cells(text) <= room {
        return text.into();
    }
    let (mut end, mut used) = (0, 0);
    for (at, cluster, width) in graphemes(text) {
        if used + width + 1 > room {
            break;
        }
        used += width;
        end = at + cluster.len();
    }
    if room == 0 {
        return "".into();
    }
    let kept = text.get(..end).unwrap_or("").trim_end();
    format!("{kept}…").into()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the lawful home of the width tables"
)]
fn grapheme_cells(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return 1;
    }
    // Terminals give the half-width voiced sound marks a cell of their own; the tables say zero.
    let marks = cluster
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count();
    cluster.width() + marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combining_clusters_are_measured_as_drawn() {
        assert_eq!(cells("plain"), 5);
        assert_eq!(cells("京都"), 4);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("👩‍👩‍👧"), 2);
    }

    #[test]
    fn plain_characters_are_what_the_tables_say() {
        for c in ('\0'..'\u{FFFF}').filter(|c| is_plain(*c)) {
            let among = format!("a{c}{c}é");
            let by_tables: Vec<usize> = graphemes(&among).map(|(_, _, width)| width).collect();
            assert_eq!(by_tables, [1, 1, 1, 1], "{c:?}");
        }
    }

    #[test]
    fn fitting_never_passes_the_room() {
        for room in 0..12 {
            assert!(cells(&fit("京都の翻訳者 and more", room)) <= room, "{room}");
        }
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("longer", 5), "long…");
    }
}
