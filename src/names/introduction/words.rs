//! The words of a sentence around a mention, and what stands between them.
//!
//! Knows letters and marks alone. Looks at a window of bounded size, whatever the length of the sentence.

use crate::text::TextRange;

/// Bytes of a sentence that are read before a mention, and after it.
const WINDOW: usize = 240;

/// Words in the order in which they stand.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    ranges: Vec<TextRange>,
    /// Where the window ends.
    end: usize,
    /// Where it begins.
    start: usize,
}

/// What stands between two words, or around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing but space or a hyphen.
    None,
    /// A comma.
    Comma,
    /// A dash.
    Dash,
    /// A quotation mark.
    Quote,
    /// The end of the sentence, a bracket, or anything else.
    Other,
}

impl<'a> Words<'a> {
    /// The words of `range`, those after its start: at most as many as the window holds.
    pub(super) fn after(text: &'a str, range: TextRange) -> Self {
        let end = range
            .end
            .min(floor(text, range.start.saturating_add(WINDOW)));
        Self::of(text, TextRange::new(range.start, end))
    }

    /// The words of `range`, those before its end.
    pub(super) fn before(text: &'a str, range: TextRange) -> Self {
        let mut start = range
            .start
            .max(floor(text, range.end.saturating_sub(WINDOW)));
        if start > range.start {
            // Not half a word.
            let cut = text.get(start..range.end).and_then(|t| t.find(' '));
            start += cut.unwrap_or(range.end - start);
        }
        Self::of(text, TextRange::new(start, range.end))
    }

    fn of(text: &'a str, range: TextRange) -> Self {
        let window = range.of(text);
        let mut ranges = Vec::with_capacity(window.len() / 5 + 1);
        let mut open: Option<usize> = None;
        let mut chars = window.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let joins = open.is_some() && joins(c, next, window, at);
            if c.is_alphanumeric() || joins {
                open.get_or_insert(at);
            } else if let Some(start) = open.take() {
                ranges.push(TextRange::new(start, at).shifted(range.start));
            }
        }
        if let Some(start) = open {
            ranges.push(TextRange::new(start, window.len()).shifted(range.start));
        }
        Self {
            text,
            ranges,
            start: range.start,
            end: range.end,
        }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The word at `at`; empty beyond the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.ranges.get(at).map_or("", |range| range.of(self.text))
    }

    /// Where the word at `at` stands.
    pub(super) fn range(&self, at: usize) -> TextRange {
        self.ranges
            .get(at)
            .copied()
            .unwrap_or(TextRange::at(self.end))
    }

    /// The range of the words from `first` up to the word before `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> TextRange {
        let last = end.saturating_sub(1).max(first);
        self.range(first).join(self.range(last))
    }

    /// What stands before the word at `at`; beyond the last word, what stands after it.
    pub(super) fn gap(&self, at: usize) -> Gap {
        let from = at
            .checked_sub(1)
            .map_or(self.start, |before| self.range(before).end);
        let to = self.ranges.get(at).map_or(self.end, |range| range.start);
        let between = text_between(self.text, from, to);
        match between.trim() {
            "" if at < self.len() || to == from || !between.is_empty() => Gap::None,
            "," => Gap::Comma,
            "—" | "–" | "--" => Gap::Dash,
            "-" if between.len() > 1 => Gap::Dash,
            "-" | "‑" | "‐" => Gap::None,
            // "U.S. secretary", "Sen. Lund"
            "." if at < self.len() && self.is_abbreviation(at) => Gap::None,
            mark if mark.contains(['"', '“', '”', '‘', '„', '«', '»']) => Gap::Quote,
            _ => Gap::Other,
        }
    }

    /// Whether the stop before the word at `at` is that of a short form.
    fn is_abbreviation(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        before.contains('.') || (before.chars().count() <= 4 && is_capital(before))
    }
}

fn text_between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or("")
}

/// Whether the mark `c` at `at` is part of the word around it ("Lund’s", "long-serving", "U.S", "1,000").
fn joins(c: char, next: Option<char>, window: &str, at: usize) -> bool {
    let before = window
        .get(..at)
        .and_then(|head| head.chars().next_back())
        .unwrap_or(' ');
    match c {
        '\'' | '’' | '-' | '‑' | '‐' | '&' => next.is_some_and(char::is_alphanumeric),
        ',' => before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
        // "U.N." keeps its last stop.
        '.' if before.is_uppercase() && is_dotted(window, at) => true,
        '.' => {
            before.is_uppercase() && next.is_some_and(char::is_uppercase)
                || before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit())
        }
        _ => false,
    }
}

/// Whether the capital before the stop at `at` follows a stop itself.
fn is_dotted(window: &str, at: usize) -> bool {
    let mut back = window.get(..at).unwrap_or("").chars().rev();
    back.next();
    back.next() == Some('.')
}

/// Whether `word` begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The last border of a character at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `range` without the white space at its ends.
pub(super) fn trimmed(text: &str, range: TextRange) -> TextRange {
    let inside = range.of(text);
    let start = range.start + (inside.len() - inside.trim_start().len());
    TextRange::new(start, start + inside.trim().len())
}
