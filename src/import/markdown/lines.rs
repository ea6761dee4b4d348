//! Byte offsets to lines of the file.

/// Where the lines of a file begin, for offsets into its body.
pub(super) struct LineTable {
    /// Offset of each line's first byte in the file.
    starts: Vec<usize>,
    /// Offset of the body in the file.
    body: usize,
}

impl LineTable {
    /// The lines of `text`, ended by `\n`, `\r\n` or `\r`, for offsets that count from byte `body`.
    pub(super) fn of(text: &str, body: usize) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let mut starts = vec![0];
        starts.extend(
            (0..bytes.len())
                .filter(|at| ends_line(*at))
                .map(|at| at + 1),
        );
        Self { starts, body }
    }

    /// The line, from 1, that holds the byte at `offset` of the body.
    pub(super) fn line(&self, offset: usize) -> usize {
        let at = self.body + offset;
        self.starts.partition_point(|start| *start <= at)
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
    use super::LineTable;

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
    }
}
