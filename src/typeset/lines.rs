//! One paragraph becomes lines: greedy breaking at the chances of UAX #14.
//!
//! A line takes what fits. A word wider than the column is cut between graphemes. A break at a soft hyphen
//! shows the hyphen.

use crate::text::{self, TextRange};

/// A line of a paragraph, before it is dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The bytes shown.
    pub(super) range: TextRange,
    /// A hyphen that is not in the text closes the line.
    pub(super) hyphen: bool,
}

/// Breaks `range` of `text` into lines of at most `first` cells for the first and `rest` for the others
/// (at least one grapheme a line, however narrow).
pub(super) fn break_lines(text: &str, range: TextRange, first: usize, rest: usize) -> Vec<Broken> {
    let slice = range.of(text);
    let mut breaker = Breaker {
        slice,
        base: range.start,
        start: 0,
        used: 0,
        room: first.max(1),
        rest: rest.max(1),
        lines: Vec::new(),
    };
    let mut from = 0;
    let mut fits_until = 0;
    for chance in text::breaks(slice) {
        let piece = slice.get(from..chance.at).unwrap_or("");
        breaker.place(from, piece, &mut fits_until);
        fits_until = chance.at;
        from = chance.at;
        if chance.must {
            breaker.finish(chance.at);
        }
    }
    if breaker.start < slice.len() {
        breaker.finish(slice.len());
    }
    breaker.lines
}

struct Breaker<'a> {
    slice: &'a str,
    base: usize,
    /// Where the current line starts, in the slice.
    start: usize,
    /// Cells taken on the current line, trailing space included.
    used: usize,
    room: usize,
    rest: usize,
    lines: Vec<Broken>,
}

impl Breaker<'_> {
    /// Puts the unbreakable `piece`, which starts at `at`, on the current line or on the next.
    fn place(&mut self, at: usize, piece: &str, fits_until: &mut usize) {
        let visible = piece.trim_end_matches(is_line_space);
        let width = text::set_cells(visible) + usize::from(piece.ends_with('\u{AD}'));
        if self.used + width > self.room && at > self.start {
            self.finish(*fits_until);
        }
        let space = piece.get(visible.len()..).unwrap_or("");
        if self.used + width > self.room {
            self.cut(at, visible);
        } else {
            self.used += text::set_cells(visible);
        }
        self.used += text::cells(space.trim_end_matches('\n'));
    }

    /// Cuts a piece that no line can hold between its graphemes.
    fn cut(&mut self, at: usize, piece: &str) {
        for (offset, cluster, width) in text::graphemes(piece) {
            let width = if cluster == "\u{AD}" { 0 } else { width };
            if self.used + width > self.room && at + offset > self.start {
                self.finish(at + offset);
            }
            self.used += width;
        }
    }

    /// Ends the current line before byte `end` of the slice.
    fn finish(&mut self, end: usize) {
        let shown = self.slice.get(self.start..end).unwrap_or("");
        let trimmed = shown.trim_end_matches(is_line_space);
        // A piece cut to the very edge leaves no room for the hyphen.
        let hyphen = trimmed.ends_with('\u{AD}') && end < self.slice.len() && self.used < self.room;
        let from = self.base + self.start;
        self.lines.push(Broken {
            range: TextRange::new(from, from + trimmed.len()),
            hyphen,
        });
        self.start = end;
        self.used = 0;
        self.room = self.rest;
    }
}

/// White space that does not show at the end of a line. A no-break space does.
fn is_line_space(c: char) -> bool {
    c != '\u{A0}' && c != '\u{202F}' && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, first: usize, rest: usize) -> Vec<&str> {
        let lines = break_lines(text, TextRange::new(0, text.len()), first, rest);
        lines.into_iter().map(|line| line.range.of(text)).collect()
    }

    #[test]
    fn a_line_takes_what_fits() {
        assert_eq!(
            set("the night the harbour lights went out", 12, 12),
            ["the night", "the harbour", "lights went", "out"]
        );
        assert_eq!(set("aa bb cc", 2, 5), ["aa", "bb cc"]);
    }

    #[test]
    fn a_word_wider_than_the_column_is_cut_between_graphemes() {
        assert_eq!(set("Donaudampfschiff", 6, 6), ["Donaud", "ampfsc", "hiff"]);
        assert_eq!(set("京都の町", 3, 3), ["京", "都", "の", "町"]);
        assert_eq!(set("ab", 0, 0), ["a", "b"]);
    }

    #[test]
    fn hard_breaks_and_soft_hyphens_end_a_line() {
        assert_eq!(set("one\ntwo three", 20, 20), ["one", "two three"]);
        let text = "un\u{AD}be\u{AD}liev\u{AD}able";
        let lines = break_lines(text, TextRange::new(0, text.len()), 6, 9);
        assert!(lines[0].hyphen && !lines[lines.len() - 1].hyphen);
    }

    #[test]
    fn no_visible_character_is_lost() {
        let text = "A “quoted, well-known” thing — or two… 3.5 %: fin";
        for width in 1..60 {
            let joined: String = set(text, width, width)
                .concat()
                .split_whitespace()
                .collect();
            let all: String = text.split_whitespace().collect();
            assert_eq!(joined, all, "{width}");
        }
    }
}
