//! Bytes and a file name become an [`Article`]. Total: any bytes give an article or a typed refusal.
//!
//! Knows the formats that people's folders contain, and nothing of folders: it is handed bytes and never
//! opens a file. Everything it writes goes through [`crate::article::Builder`], which makes text harmless.

mod dateline;
mod dates;
mod encoding;
mod fields;
mod file_name;
mod front_matter;
mod furniture;
mod html;
mod lines;
mod markdown;
mod plain;
mod title;

use crate::article::{Article, Format};
use std::borrow::Cow;
use thiserror::Error;

/// Why bytes could not become an article. The message is for people and says what to do.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// The bytes are not text.
    #[error("not a text file (a {0})")]
    Binary(&'static str),
    /// Over the limit.
    #[error("{size} bytes is over the limit of {MAX_BYTES} bytes for one article")]
    TooLarge {
        /// Size of the file in bytes.
        size: u64,
    },
}

/// The largest file that is opened as an article, in bytes.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// Imports one file. `name` is its file name (no folders): the extension tells the format, and the stem is
/// the last resort for a title.
///
/// # Errors
/// [`ImportError`] when the bytes are no text, or too many. An empty file is an article without text.
pub fn import(bytes: &[u8], name: &str) -> Result<Article, ImportError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImportError::TooLarge {
            size: bytes.len() as u64,
        });
    }
    let mut decoded = encoding::decode(bytes)?;
    if let Cow::Owned(text) = lines::with_newlines(&decoded.text) {
        decoded.text = text;
    }
    Ok(match format_of(name) {
        Format::Markdown => markdown::import(&decoded, name),
        Format::Html => html::import(&decoded, name),
        Format::Plain => plain::import(&decoded, name),
    })
}

/// The format that a file name promises.
fn format_of(name: &str) -> Format {
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" | "mdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        _ => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format() {
        for (name, format) in [
            ("a.MD", Format::Markdown),
            ("a.md.html", Format::Html),
            ("README", Format::Plain),
            ("md", Format::Plain),
        ] {
            assert_eq!(format_of(name), format, "{name}");
        }
    }

    #[test]
    fn separators_of_no_editor_are_lines_where_there_are_no_others() {
        let article = import("# Title\u{2028}\u{2028}Text.".as_bytes(), "a.md").unwrap();
        assert_eq!(article.metadata.title, "Title");
    }
}
