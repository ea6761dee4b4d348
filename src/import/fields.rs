//! Keys and values from any source, normalised to one [`Metadata`].
//!
//! Clippers, exporters and site generators each have names of their own for the same few facts. [`Fields`]
//! takes pairs as they are found (front matter, a saved page, the head of a plain text) and knows which keys
//! mean what, in which order they are believed, and in which forms authors, tags and dates are written. Keys
//! are compared without case, `_`, `-`, `.`, `:` and spaces.

mod people;
mod tags;
mod value;

pub(super) use people::{add_names, after_mark};
pub(super) use value::{DEEPEST, Value};

use super::dates;
use crate::article::{Metadata, TitleFrom, When};
use crate::text::harmless_line;
use std::collections::HashMap;

const TITLE: &[&str] = &["title", "fulltitle", "headline", "name"];
const URL: &[&str] = &[
    "source",
    "url",
    "sourceurl",
    "originalurl",
    "canonical",
    "canonicalurl",
    "link",
    "permalink",
    "omnivoreurl",
];
const AUTHOR: &[&str] = &[
    "author",
    "authors",
    "byline",
    "creator",
    "publishedby",
    "by",
];
const SITE: &[&str] = &[
    "site",
    "sitename",
    "publisher",
    "publication",
    "feed",
    "source",
    "domain",
    "hostname",
];
const PUBLISHED: &[&str] = &[
    "published",
    "datepublished",
    "publishedat",
    "publishedtime",
    "publishdate",
    "pubdate",
    "date",
];
const SAVED: &[&str] = &[
    "created",
    "datesaved",
    "saved",
    "savedat",
    "createdat",
    "timeadded",
    "clipped",
];
const DESCRIPTION: &[&str] = &["description", "summary", "excerpt", "abstract", "subtitle"];
const TAGS: &[&str] = &[
    "tags",
    "tag",
    "keywords",
    "labels",
    "documenttags",
    "categories",
    "category",
];
const LANGUAGE: &[&str] = &["lang", "language", "locale"];

/// Tables in which some generators put what others have at the top (Hugo, Zola).
const INNER: &[&str] = &["params", "extra", "taxonomies"];

/// Longest title and site, in bytes; longer ones are cut at a word.
const LINE_BYTES: usize = 600;
/// Longest description, in bytes; longer ones are cut at a word.
const DESCRIPTION_BYTES: usize = 6000;
/// Longest address, in bytes; a longer one is left out, since half an address leads elsewhere.
const URL_BYTES: usize = 8192;

/// Pairs of key and value in the order they were found. Of equal keys the first that can be read counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fields {
    /// Keys folded.
    pairs: Vec<(String, Value)>,
    /// One of the keys was written with a space in it.
    spaced_key: bool,
}

impl Fields {
    /// No fields.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds one field. Empty values are taken too and count as absent.
    pub(super) fn push(&mut self, key: &str, value: impl Into<Value>) {
        self.spaced_key |= key.trim().contains(char::is_whitespace);
        self.pairs.push((folded_key(key), value.into()));
    }

    /// Whether one of the keys is known.
    pub(super) fn has_known_key(&self) -> bool {
        const KNOWN: [&[&str]; 10] = [
            TITLE,
            URL,
            AUTHOR,
            SITE,
            PUBLISHED,
            SAVED,
            DESCRIPTION,
            TAGS,
            LANGUAGE,
            INNER,
        ];
        let is_known = |key: &str| KNOWN.iter().any(|keys| keys.contains(&key));
        self.pairs.iter().any(|(key, _)| is_known(key))
    }

    /// Whether these look as if they were meant as fields: a key is known, or each is a single word.
    pub(super) fn are_deliberate(&self) -> bool {
        self.has_known_key() || !self.spaced_key
    }

    /// What the fields say. The title is said to be from `origin`; without one both stay as in
    /// `Metadata::default()`. Every string is harmless, on one line and of bounded length.
    pub(super) fn metadata(&self, origin: TitleFrom) -> Metadata {
        let index = Index::of(&self.pairs);
        let title = index.first(TITLE, line);
        let url = index.first(URL, address);
        let site = index.first(SITE, site_name);
        Metadata {
            title_from: if title.is_some() {
                origin
            } else {
                TitleFrom::default()
            },
            title: title.unwrap_or_default(),
            byline: index.first(AUTHOR, people::names).unwrap_or_default(),
            site: site.or_else(|| url.as_deref().and_then(host)),
            published: index.first(PUBLISHED, date),
            saved: index.first(SAVED, date),
            description: index.first(DESCRIPTION, |value| {
                let text = harmless_line(&value.text()?);
                (!text.is_empty()).then(|| cut(&text, DESCRIPTION_BYTES))
            }),
            language: index.first(LANGUAGE, language),
            tags: index.first_keyed(TAGS, tags::tags).unwrap_or_default(),
            url,
            ..Metadata::default()
        }
    }
}

/// The fields by key, inner tables last.
struct Index<'a>(HashMap<&'a str, Vec<&'a Value>>);

impl<'a> Index<'a> {
    fn of(pairs: &'a [(String, Value)]) -> Self {
        let inner = pairs
            .iter()
            .filter(|(key, _)| INNER.contains(&key.as_str()))
            .filter_map(|(_, value)| match value {
                Value::Map(pairs) => Some(pairs),
                _ => None,
            })
            .flatten();
        let mut index: HashMap<_, Vec<_>> = HashMap::new();
        for (key, value) in pairs.iter().chain(inner) {
            index.entry(key.as_str()).or_default().push(value);
        }
        Self(index)
    }

    /// The first of `keys` whose value `read` accepts, read.
    fn first<T>(&self, keys: &[&str], read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        self.first_keyed(keys, |_, value| read(value))
    }

    fn first_keyed<T>(&self, keys: &[&str], read: impl Fn(&str, &Value) -> Option<T>) -> Option<T> {
        keys.iter().find_map(|key| {
            let values = self.0.get(key)?;
            values.iter().find_map(|value| read(key, value))
        })
    }
}

/// A key as it is compared.
fn folded_key(key: &str) -> String {
    key.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | ':'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn line(value: &Value) -> Option<String> {
    let text = harmless_line(&without_brackets(&value.text()?));
    is_visible(&text).then(|| cut(&text, LINE_BYTES))
}

/// Whether anything of `text` can be seen: a title of zero-width characters is none.
pub(super) fn is_visible(text: &str) -> bool {
    crate::text::cells(text.trim()) > 0
}

fn date(value: &Value) -> Option<When> {
    dates::parse(&value.text()?)
}

/// An address of the web in `value`: bare, in angle brackets, or as a Markdown link.
fn address(value: &Value) -> Option<String> {
    let text = harmless_line(&value.text()?);
    let inner = match text.rsplit_once("](") {
        Some((_, target)) if text.starts_with('[') => target.trim_end_matches(')'),
        _ => text.trim_matches(['<', '>']),
    };
    let lower = inner.get(..8).unwrap_or(inner).to_ascii_lowercase();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    let is_one_word = !inner.contains(' ');
    (is_web && is_one_word && inner.len() <= URL_BYTES && host(inner).is_some())
        .then(|| inner.to_owned())
}

/// The name of a publication; of an address its host.
fn site_name(value: &Value) -> Option<String> {
    if let Some(url) = address(value) {
        return host(&url);
    }
    let name = line(value)?;
    if name.contains("://") || name.starts_with('/') {
        return None;
    }
    let is_host = name.contains('.') && !name.contains(' ');
    let bare = if is_host {
        name.strip_prefix("www.").unwrap_or(&name)
    } else {
        &name
    };
    Some(bare.to_owned())
}

/// The host that an address names, in lower case and without `www.`.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| harmless_line(host))
}

/// A language tag (BCP 47) if it looks like one; `en_US` is written `en-US`.
fn language(value: &Value) -> Option<String> {
    let tag = value.text()?.trim().replace('_', "-");
    let tag = tag.split('.').next()?; // a POSIX locale goes on with its encoding
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    let is_primary =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let are_subtags = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    (is_primary && are_subtags).then(|| tag.to_owned())
}

/// `[[Ann Lee]]`, `[[people/Ann Lee]]` and `[[ann|Ann Lee]]` as `Ann Lee`; other text as it is.
fn without_brackets(text: &str) -> String {
    let text = text.trim();
    let inner = text
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"));
    match inner {
        Some(inner) if !inner.contains("[[") => {
            let shown = inner.rsplit('|').next().unwrap_or(inner);
            shown.rsplit('/').next().unwrap_or(shown).trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// `text` cut at a word, with an ellipsis, to at most `bytes` bytes (and the ellipsis).
pub(super) fn cut(text: &str, bytes: usize) -> String {
    if text.len() <= bytes {
        return text.to_owned();
    }
    let head = text.get(..text.floor_char_boundary(bytes)).unwrap_or("");
    let head = match head.rsplit_once(' ') {
        Some((words, _)) if !words.is_empty() => words,
        _ => head,
    };
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '–', '—']))
}

#[cfg(test)]
mod tests;
