//! The lines of a file, by one rule for all formats: what counts here is what people are told.
//!
//! A line is ended by `\n`, `\r\n` or `\r`, and by `\r\r\n`, which is what is left of `\r\n` after one
//! conversion too many.

use std::borrow::Cow;

/// The lines of a text from an offset on, each with its offset in bytes and without its end.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    /// The lines of `text` from the byte `at` on.
    pub(super) const fn from(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// Where the next line begins, in bytes.
    pub(super) const fn at(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(len)?;
        let ends = ["\r\r\n", "\r\n", "\n", "\r"];
        let end = ends.iter().find(|end| after.starts_with(**end));
        self.at = start + len + end.map_or(0, |end| end.len());
        Some((start, line))
    }
}

/// A text whose only line ends are ones that no editor counts, with newlines in their place. Such a text
/// has no lines by any other count.
pub(super) fn with_newlines(text: &str) -> Cow<'_, str> {
    const SEPARATORS: [char; 5] = ['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(['\n', '\r']) || !text.contains(SEPARATORS) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(SEPARATORS, "\n"))
}

/// Where the lines of a file begin, for offsets into its body.
pub(super) struct LineTable {
    /// Offset of each line's first byte in the file.
    starts: Vec<usize>,
    /// Offset of the body in the file.
    body: usize,
}

impl LineTable {
    /// The lines of `text`, for offsets that count from byte `body`.
    pub(super) fn of(text: &str, body: usize) -> Self {
        let starts = Lines::from(text, 0).map(|(start, _)| start).collect();
        Self { starts, body }
    }

    /// The line, from 1, that holds the byte at `offset` of the body.
    pub(super) fn line(&self, offset: usize) -> usize {
        let at = self.body + offset;
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// First and last line of `range` in the body, line ends and blanks at its end not counted.
    pub(super) fn span(&self, body: &str, range: &std::ops::Range<usize>) -> (usize, usize) {
        let text = body.get(range.clone()).unwrap_or("").trim_end();
        let last = range.start + text.len().saturating_sub(1);
        (self.line(range.start), self.line(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends_count_once() {
        let text = "a\nb\r\nc\rd\n\ne";
        let lines = LineTable::of(text, 0);
        let found: Vec<usize> = "abcde"
            .chars()
            .map(|c| lines.line(text.find(c).unwrap()))
            .collect();
        assert_eq!(found, [1, 2, 3, 4, 6]);
        let body = LineTable::of(text, 2);
        assert_eq!(body.span("b\r\nc\rd\n\ne", &(0..7)), (2, 4));
        assert_eq!(body.line(usize::MAX / 2), 6);
        assert_eq!(LineTable::of("", 0).line(0), 1);
    }

    #[test]
    fn a_line_end_converted_twice_is_one() {
        let lines: Vec<_> = Lines::from("a\r\r\nb\r\rc\n", 0).collect();
        assert_eq!(lines, [(0, "a"), (4, "b"), (6, ""), (7, "c")]);
        assert_eq!(Lines::from("a\nb", 2).at(), 2);
    }

    #[test]
    fn separators_are_newlines_where_there_are_no_others() {
        assert_eq!(with_newlines("a\u{2028}b\u{85}c"), "a\nb\nc");
        assert_eq!(with_newlines("a\u{2028}b\nc"), "a\u{2028}b\nc");
    }
}
