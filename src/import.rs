//! Bytes and a file name become an [`Article`]. Total: any bytes give an article or a typed refusal.
//!
//! Knows the formats that people's folders contain, and nothing of folders: it is handed bytes and never
//! opens a file. Everything it writes goes through [`crate::article::Builder`], which makes text harmless.

mod dateline;
mod dates;
mod elements;
mod encoding;
mod entities;
mod exports;
mod fields;
mod file_name;
mod front_matter;
mod furniture;
mod highlights;
mod html;
mod language;
mod lines;
mod markdown;
mod mhtml;
mod plain;
mod title;

pub use exports::{Beside, Export, Exported, export, import_exported, may_be_export};
pub use plain::structure;

use crate::article::{Article, Format, When};
use crate::text::harmless_line;
use std::borrow::Cow;
use thiserror::Error;

/// Why bytes could not become an article. The message is for people and a predicate: what comes before it
/// names the file.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// The bytes are not text.
    #[error("is not a text file (a {0})")]
    Binary(&'static str),
    /// The bytes are a list of articles and no article.
    #[error(
        "is an exported list of articles ({count}): newsprint opens it as it opens a folder, and `{name}#{first}` names one of them"
    )]
    List {
        /// How many there are.
        count: usize,
        /// The name of the file, harmless.
        name: String,
        /// What the list knows the first of them by.
        first: String,
    },
    /// Over the limit.
    #[error(
        "is over the limit of {} MB for one article (it has {} MB)",
        megabytes(MAX_BYTES),
        megabytes(*size)
    )]
    TooLarge {
        /// Size of the file in bytes.
        size: u64,
    },
}

/// The largest file that is opened as an article, in bytes.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// Bytes as megabytes, rounded up: what is over a limit is not said to be at it.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

/// Refuses what [`import`] is certain to refuse, after a look at the beginning of a file of `size` bytes.
/// What passes may be refused yet, unless `head` is all of it.
///
/// # Errors
/// [`ImportError`] as for [`import`].
pub fn check(head: &[u8], size: u64) -> Result<(), ImportError> {
    if size > MAX_BYTES {
        return Err(ImportError::TooLarge { size });
    }
    if head.len() as u64 >= size {
        encoding::decode(head).map(drop)
    } else {
        encoding::check(head)
    }
}

/// A date as people and programs write it, a day or a moment; `None` where it is not sure which.
pub fn when(text: &str) -> Option<When> {
    dates::parse(text)
}

/// The text in `bytes`, in whatever set of characters they are, and what was guessed or replaced, for people.
///
/// # Errors
/// [`ImportError`] when that is no text.
pub fn decoded(bytes: &[u8]) -> Result<(String, Option<String>), ImportError> {
    let decoded = encoding::decode(bytes)?;
    Ok((decoded.text, decoded.warning))
}

/// Whether a file that begins with `head` and whose name says nothing is a text: not of another kind, and without
/// zeros but those of a text of two or four bytes a character.
pub fn begins_as_text(head: &[u8]) -> bool {
    encoding::begins_as_text(head)
}

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
    let in_envelope = is_envelope(name);
    if in_envelope {
        check(bytes.get(..HEAD).unwrap_or(bytes), bytes.len() as u64)?;
        if let Some(mut article) = mhtml::import(bytes, name) {
            language::settle(&mut article);
            return Ok(article);
        }
    }
    if is_json(name) {
        match export(bytes) {
            Some(Export::One) => return import_exported(bytes, Beside::default(), name),
            Some(Export::List(items)) => return Err(refused_list(&items, name)),
            None => {}
        }
    }
    let mut decoded = encoding::decode(bytes)?;
    if in_envelope && !decoded.text.trim().is_empty() {
        let warning = "no page was found in the envelope: the file is shown as it stands";
        decoded.warning = Some(warning.to_owned());
    }
    if let Cow::Owned(text) = lines::with_newlines(&decoded.text) {
        decoded.text = text;
    }
    let mut article = match format_of(name) {
        Format::Markdown => markdown::import(&decoded, name),
        Format::Html => html::import(&decoded, name),
        Format::Plain => plain::import(&decoded, name),
    };
    language::settle(&mut article);
    Ok(article)
}

fn refused_list(items: &[Exported], name: &str) -> ImportError {
    ImportError::List {
        count: items.len(),
        name: harmless_line(name),
        first: items
            .first()
            .map_or_else(String::new, |item| item.id.clone()),
    }
}

/// Whether a file called `name` holds JSON.
fn is_json(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("json")
}

/// Whether the calling thread is within a part of [`import`] that catches panics and tells of them in a warning,
/// so that a panic hook has nothing to say. The library itself sets no hook.
pub fn catches_panic() -> bool {
    html::is_guarded()
}

/// Whether the beginning of a file called `name` can be imported by itself: a saved page is a tree, and the
/// article in it is found by all of it. So is the JSON of an export.
pub fn has_head(name: &str) -> bool {
    format_of(name) != Format::Html && !is_json(name)
}

/// Imports the beginning of a longer file, up to the last gap between paragraphs in `bytes`; returns how many
/// of them that is. `None` when they do not tell what the file is, or too little of it.
pub fn head(bytes: &[u8], name: &str) -> Option<(Article, usize)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let gap = |gap: &str| text.rfind(gap).filter(|at| *at >= text.len() / 2);
    let end = gap("\n\n").or_else(|| gap("\n\r\n"))?;
    let article = import(bytes.get(..end)?, name).ok()?;
    // What is wrong with the head may be put right by the rest: a fence closed, a block of fields ended.
    let sound = article.warnings.is_empty() && !article.text.is_empty();
    sound.then_some((article, end))
}

/// The format that a file name promises.
fn format_of(name: &str) -> Format {
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" | "mdown" => Format::Markdown,
        "html" | "htm" | "xhtml" | "mht" | "mhtml" => Format::Html,
        _ => Format::Plain,
    }
}

/// How much of an envelope is looked at to tell that it is text, in bytes.
const HEAD: usize = 64 * 1024;

/// Whether a file of that name is a page in an envelope.
fn is_envelope(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["mht", "mhtml"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format() {
        for (name, format) in [
            ("a.MD", Format::Markdown),
            ("a.md.html", Format::Html),
            ("a.MHT", Format::Html),
            ("README", Format::Plain),
            ("md", Format::Plain),
        ] {
            assert_eq!(format_of(name), format, "{name}");
        }
    }

    #[test]
    fn a_refusal_is_a_predicate() {
        let size = MAX_BYTES + 1;
        for (refusal, words) in [
            (check(b"%PDF-1.4", 8), "is not a text file (a PDF document)"),
            (
                check(b"Text.", size),
                "is over the limit of 512 MB for one article (it has 513 MB)",
            ),
        ] {
            assert_eq!(refusal.unwrap_err().to_string(), words);
        }
    }

    #[test]
    fn a_look_at_the_beginning_refuses_only_what_would_be_refused() {
        const HEAD: usize = 65_536;
        let wide = "News. "
            .repeat(HEAD)
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let text = "Größe. ".repeat(HEAD).into_bytes();
        let latin = b"Gr\xf6\xdfe. ".repeat(HEAD);
        let bells = b"\x07\x07\x07 ".repeat(HEAD);
        let zeros = vec![0; 2 * HEAD];
        let picture = [&b"\x89PNG\r\n\x1a\n"[..], &text].concat();
        let late = [&text[..], &zeros].concat();
        for (bytes, refused) in [
            (wide, false),
            (text, false),
            (latin, false),
            (bells, false),
            (late, false),
            (zeros, true),
            (picture, true),
        ] {
            let looked = check(&bytes[..HEAD], bytes.len() as u64);
            assert_eq!(looked.is_err(), refused, "{:?}", &bytes[..8]);
            if refused {
                assert_eq!(import(&bytes, "a.txt").map(drop), looked);
            }
        }
    }

    #[test]
    fn separators_of_no_editor_are_lines_where_there_are_no_others() {
        let article = import("# Title\u{2028}\u{2028}Text.".as_bytes(), "a.md").unwrap();
        assert_eq!(article.metadata.title, "Title");
    }
}
