//! Nothing in an article may speak to the terminal.
//!
//! Control characters (C0, DEL, C1) are how a terminal is commanded, and bidirectional overrides are how a
//! text is made to read as what it is not (CVE-2021-42574, "Trojan Source"). Both are made harmless at the
//! door, once, so that every later use of a string is safe: screen, title, clipboard and stdout alike.

use std::borrow::Cow;

/// `text` with every character made harmless that could command a terminal or reorder a line. Newline and
/// tab stay. A control character becomes its visible picture (`␛`), so that nothing vanishes unseen;
/// bidirectional embeddings, overrides and isolates, which have no picture, are dropped; vertical
/// separators (U+000B, U+000C, U+0085, U+2028, U+2029) and a carriage return become a newline.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_surely_harmless) || !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            _ => clean.extend(replacement(c)),
        }
    }
    Cow::Owned(clean)
}

/// Like [`harmless`], for what must stay on one line (titles, names, file names, metadata): all white
/// space, newlines and tabs included, becomes single spaces, and the ends are trimmed.
pub fn harmless_line(text: &str) -> String {
    let clean = harmless(text);
    let mut line = String::with_capacity(clean.len());
    for word in clean.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether a byte is part of no harmful character, whatever stands around it: printable ASCII, and what begins
/// or goes on with characters of the blocks that have none. Most text passes this check, a byte at a time.
fn is_surely_harmless(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | b' '..=b'~' | 0x80..=0xC1 | 0xC3..=0xE1 | 0xE3..=0xEE)
}

fn is_harmful(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => false,
        _ => c.is_control() || is_dropped(c) || matches!(c, '\u{2028}' | '\u{2029}'),
    }
}

/// Characters without a picture that reorder, hide or annotate text.
fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0001}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
    )
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        _ if is_dropped(c) => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_pictures_and_overrides_go() {
        assert_eq!(
            harmless("a\x1b[31mb\u{7}c\u{9b}d\u{202e}e"),
            "a␛[31mb␇c\u{FFFD}de"
        );
        assert_eq!(
            harmless("line\r\nnext\rthird\tcell"),
            "line\nnext\nthird\tcell"
        );
        assert!(matches!(harmless("plain text, naïve"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(harmless_line("  two\n\twords\u{a0}here "), "two words here");
    }
}
