//! Writing to stdout.

use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufWriter, StdoutLock, Write};

/// In which form a finding is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl From<bool> for Form {
    /// The form that the flag `--json` asks for.
    fn from(json: bool) -> Self {
        if json { Self::Json } else { Self::Text }
    }
}

/// Stdout, line by line.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self {
            out: BufWriter::new(io::stdout().lock()),
        }
    }

    /// Writes `line`, made harmless, and ends it.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", crate::text::harmless(line))
    }

    /// Writes `value` as one line of JSON. Characters that could harm a terminal are written as escapes, so
    /// that a path is told as it is and still does nothing.
    pub(super) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let plain = serde_json::to_string(value)?;
        writeln!(self.out, "{}", escaped(&plain))
    }

    /// Writes `text` as it is: it was made harmless by whoever wrote it.
    pub(super) fn whole(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// JSON with every harmful character as `\u` escapes; they can only stand inside strings.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    let mut buffer = [0; 4];
    for c in json.chars() {
        let harmless = c != '\n'
            && c != '\t'
            && matches!(
                crate::text::harmless(c.encode_utf8(&mut buffer)),
                std::borrow::Cow::Borrowed(_)
            );
        if harmless {
            safe.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(safe, "\\u{unit:04x}");
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_harmful_character_is_escaped_and_reads_back() {
        let name = "a\u{9b}31m\u{202e}\u{1d173}\u{7f}ü";
        let line = escaped(&serde_json::to_string(name).unwrap());
        assert!(line.chars().all(|c| !c.is_control() && c != '\u{202e}'));
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), name);
    }
}
