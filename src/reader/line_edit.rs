//! One line being typed.

use super::{Key, KeyCode};
use crate::text;
use unicode_segmentation::UnicodeSegmentation;

/// A line and the cursor in it. The cursor stands between grapheme clusters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    line: String,
    /// Byte offset of the cursor.
    cursor: usize,
}

impl LineEdit {
    /// A line that holds `line`, with the cursor at its end.
    pub fn with(line: &str) -> Self {
        Self {
            line: line.to_owned(),
            cursor: line.len(),
        }
    }

    /// What has been typed.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Where the cursor stands, in cells from the start of the line.
    pub fn cursor_cells(&self) -> usize {
        text::cells(self.line.get(..self.cursor).unwrap_or(""))
    }

    /// Where the cursor stands, in bytes from the start of the line.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts `text` in the place of what stands from byte `start` to the cursor.
    pub(super) fn replace(&mut self, start: usize, text: &str) {
        self.remove(start.min(self.cursor)..self.cursor);
        self.insert(text);
    }

    /// Puts `text` in at the cursor.
    pub fn insert(&mut self, text: &str) {
        self.line.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// Takes a key; says whether it meant something to the line.
    pub fn press(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            if c.is_control() {
                return false;
            }
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        match (key.code, key.ctrl) {
            (KeyCode::Backspace, false) => self.remove(self.left()..self.cursor),
            (KeyCode::Delete, false) => self.remove(self.cursor..self.right()),
            (KeyCode::Char('w'), true) => self.remove(self.word_left()..self.cursor),
            (KeyCode::Char('u'), true) => self.remove(0..self.cursor),
            (KeyCode::Left, _) => self.cursor = self.left(),
            (KeyCode::Right, _) => self.cursor = self.right(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.cursor = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.cursor = self.line.len(),
            _ => return false,
        }
        true
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        self.cursor = range.start;
        self.line.replace_range(range, "");
    }

    fn left(&self) -> usize {
        let before = self.line.get(..self.cursor).unwrap_or("");
        before
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let after = self.line.get(self.cursor..).unwrap_or("");
        self.cursor + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let before = self.line.get(..self.cursor).unwrap_or("").trim_end();
        before
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace())
            .map_or(0, |(at, c)| at + c.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_goes_by_clusters_and_words() {
        let mut edit = LineEdit::with("née e\u{301}cole");
        for _ in 0..4 {
            edit.press(Key::plain(KeyCode::Backspace));
        }
        assert_eq!(edit.line(), "née e\u{301}");
        edit.press(Key::plain(KeyCode::Backspace));
        assert_eq!(edit.line(), "née ");
        edit.press("ctrl-w".parse().unwrap());
        assert_eq!((edit.line(), edit.cursor_cells()), ("", 0));
        assert!(!edit.press(Key::plain(KeyCode::Enter)));
    }
}
