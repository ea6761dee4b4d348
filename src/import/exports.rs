//! Lists that other programs exported, with the articles inside: what there is in one, and each as an article.
//!
//! Read-it-later services write one JSON list with everything in it (Wallabag), or lists of facts with a page for
//! each article beside them (Omnivore); scrapers write one object an article (trafilatura, newspaper). A record
//! is known by its shape: it has a body, or names the page that is its body, and it has a title or an address.
//! Knows nothing of files: bytes come in, and what lies beside a list is handed over by whoever found it.

mod facts;
mod quotes;
mod record;

use super::encoding::Decoded;
use super::{ImportError, highlights, html, language, plain, title};
use crate::article::{Article, BlockKind, Builder, Format};
use crate::text::harmless_line;
use record::{Body, Record};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::ops::Range;

/// What a file of JSON holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Export {
    /// One article, as scrapers write it.
    One,
    /// A list of articles.
    List(Vec<Exported>),
}

/// One article of an exported list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What the list knows it by, harmless, and unlike that of all others in the list.
    pub id: String,
    /// Its title, harmless; empty when the record has none.
    pub title: String,
    /// Where its record lies in the file, in bytes.
    pub bytes: Range<usize>,
    /// The name, without folder, of the page beside the list that is its text; `None` when the record has it.
    pub page: Option<String>,
}

/// Names under which an object keeps a list of articles.
const LISTS: &[&str] = &["items", "articles", "entries"];

/// Whether a file that begins with `head` may hold exported articles: most files of JSON do not, and need not be
/// read to their end to know it.
pub fn may_be_export(head: &[u8]) -> bool {
    let head = head.strip_prefix(MARK).unwrap_or(head);
    let begins = head.trim_ascii_start().first();
    begins.is_some_and(|byte| matches!(byte, b'[' | b'{'))
        && record::SIGNS
            .iter()
            .any(|sign| memchr::memmem::find(head, sign.as_bytes()).is_some())
}

/// The mark of UTF-8, which some programs put before JSON.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What the JSON in `bytes` holds; `None` when that is no article.
pub fn export(bytes: &[u8]) -> Option<Export> {
    let text = std::str::from_utf8(bytes).ok()?;
    let json = text.trim_start_matches('\u{feff}').trim_start();
    let list = if json.starts_with('[') {
        record::list(json)
    } else {
        let object = Record::read(json)?;
        if object.is_article() {
            return Some(Export::One);
        }
        let inner = LISTS.iter().find_map(|key| object.raw(key));
        record::list(inner?.get())
    };
    let items = catalogue(text, &list);
    // A list in which hardly anything is an article is a list of something else.
    (!items.is_empty() && items.len() * 2 >= list.len()).then_some(Export::List(items))
}

/// The articles among the elements of a list, which are parts of `text`.
fn catalogue(text: &str, list: &[&RawValue]) -> Vec<Exported> {
    let mut taken = HashSet::new();
    let records = list.iter().enumerate().filter_map(|(place, raw)| {
        let record = Record::read(raw.get()).filter(Record::is_item)?;
        let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
        let id = record.id().unwrap_or_else(|| format!("({})", place + 1));
        Some(Exported {
            id: unlike(id, &mut taken),
            title: harmless_line(&record.title().unwrap_or_default()),
            bytes: start..start + raw.get().len(),
            page: record.page(),
        })
    });
    records.collect()
}

/// `id`, or with a number after it when it is taken.
fn unlike(id: String, taken: &mut HashSet<String>) -> String {
    if taken.insert(id.clone()) {
        return id;
    }
    // Counted up from the number of all there are: a list of a million equal ids ends soon, too.
    let mut number = taken.len() + 1;
    loop {
        let other = format!("{id}~{number}");
        if taken.insert(other.clone()) {
            return other;
        }
        number += 1;
    }
}

/// What lies beside a list and belongs to one of its articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The page that is its text.
    pub page: Option<&'a [u8]>,
    /// The passages highlighted in it, as quotes of Markdown.
    pub highlights: Option<&'a [u8]>,
}

/// Imports one record of a list, or the object that is a whole file, with what lies `beside` it; `name` is the
/// last resort for a title.
///
/// # Errors
/// [`ImportError`] when the page is no text.
pub fn import_exported(
    record: &[u8],
    beside: Beside<'_>,
    name: &str,
) -> Result<Article, ImportError> {
    let text = String::from_utf8_lossy(record);
    let json = text.trim_start_matches('\u{feff}');
    let record = Record::read(json).unwrap_or_default();
    let page = beside.page.map(super::encoding::decode).transpose()?;
    let body = match (record.body(), page) {
        (_, Some(page)) => Body::Html(page.text),
        (Some(body), None) => body,
        (None, None) => Body::Missing,
    };
    let format = match body {
        Body::Html(_) => Format::Html,
        Body::Text(_) | Body::Missing => Format::Plain,
    };
    let mut builder = Builder::new(format);
    let mut metadata = facts::metadata(&record);
    match body {
        Body::Html(html) => html::content(&html, metadata.url.as_deref(), &mut builder),
        Body::Text(text) => write_plain(text, name, &mut builder),
        Body::Missing => missing(&record, metadata.description.as_deref(), &mut builder),
    }
    title::settle(&mut builder, &mut metadata, name);
    let mut article = builder.finish(metadata);
    let mut quotes = record.quotes();
    if let Some(file) = beside.highlights {
        quotes.extend(quotes::in_markdown(&String::from_utf8_lossy(file)));
    }
    highlights::mark(quotes, &mut article);
    language::settle(&mut article);
    Ok(article)
}

/// Writes what a record says instead of a text.
fn missing(record: &Record<'_>, description: Option<&str>, builder: &mut Builder) {
    builder.warn(match record.page() {
        Some(page) => format!("its text, content/{page}, is not beside the list"),
        None => "the list has no text of it".to_owned(),
    });
    builder.prose(description.unwrap_or(""));
    builder.end();
}

/// Writes a body without markup as a plain text of its own is written. Its lines are none of the file's.
fn write_plain(text: String, name: &str, builder: &mut Builder) {
    let decoded = Decoded {
        text,
        warning: None,
    };
    let article = plain::import(&decoded, name);
    for block in &article.blocks {
        let text = block.range.of(&article.text);
        match &block.kind {
            // Its cells are ranges of another text.
            BlockKind::Table(_) | BlockKind::Code(_) => {
                builder.begin(BlockKind::Code(None), block.nesting);
                builder.verbatim(text);
            }
            kind => {
                builder.begin(kind.clone(), block.nesting);
                builder.prose(text);
            }
        }
    }
    builder.end();
}

#[cfg(test)]
mod tests;
