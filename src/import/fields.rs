//! Keys and values from any source, normalised to one [`Metadata`].
//!
//! Clippers, exporters and site generators each have names of their own for the same few facts. [`Fields`]
//! takes pairs as they are found (front matter, a saved page, the head of a plain text), knows which keys mean
//! what ([`keys`]), in which order they are believed, in which forms authors, tags and dates are written, and
//! notes which key gave what. Keys are compared without case, `_`, `-`, `.`, `:` and spaces.

mod keys;
mod language;
mod people;
mod stated;
mod tags;
mod value;

pub(super) use people::{add_names, after_mark};
pub(super) use value::{DEEPEST, Value};

use super::dates;
use crate::article::{Field, Metadata, Origin, Sources, Stated, TitleFrom, When};
use crate::text::harmless_line;
use std::borrow::Cow;
use std::collections::HashMap;

/// Longest title and site, in bytes; longer ones are cut at a word.
const LINE_BYTES: usize = 600;
/// Longest description, in bytes; longer ones are cut at a word.
const DESCRIPTION_BYTES: usize = 6000;
/// Longest address, in bytes; a longer one is left out, since half an address leads elsewhere.
const URL_BYTES: usize = 8192;

/// Pairs of key and value in the order they were found. Of equal keys the first that can be read counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fields {
    pairs: Vec<Pair>,
    /// One of the keys was written with a space in it.
    spaced_key: bool,
}

/// One key and its value.
#[derive(Clone, Debug, PartialEq)]
struct Pair {
    /// The key as it is compared.
    key: String,
    /// The key as it was written.
    written: String,
    /// What it was read from; `None` for what all are said to be from in the end.
    origin: Option<Origin>,
    value: Value,
}

impl Fields {
    /// No fields.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds one field. Empty values are taken too and count as absent.
    pub(super) fn push(&mut self, key: &str, value: impl Into<Value>) {
        self.add(None, key, value.into());
    }

    /// Adds one field that was read from `origin`, whatever the others were read from.
    pub(super) fn push_from(&mut self, origin: Origin, key: &str, value: impl Into<Value>) {
        self.add(Some(origin), key, value.into());
    }

    fn add(&mut self, origin: Option<Origin>, key: &str, value: Value) {
        self.spaced_key |= key.trim().contains(char::is_whitespace);
        self.pairs.push(Pair {
            key: folded_key(key),
            written: key.trim().to_owned(),
            origin,
            value,
        });
    }

    /// Adds the fields of another block, behind these.
    pub(super) fn append(&mut self, other: Self) {
        self.spaced_key |= other.spaced_key;
        self.pairs.extend(other.pairs);
    }

    /// The fields with the character references of HTML in their values replaced: who copies a title out of a
    /// page copies `&amp;` with it.
    pub(super) fn decoded(mut self) -> Self {
        for pair in &mut self.pairs {
            pair.value = std::mem::replace(&mut pair.value, Value::null()).decoded();
        }
        self
    }

    /// Whether one of them is called `key` (folded).
    pub(super) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key)
    }

    /// Takes out all that are called `key` (folded).
    pub(super) fn drop(&mut self, key: &str) {
        self.pairs.retain(|pair| pair.key != key);
    }

    /// Whether one of the keys is known.
    pub(super) fn has_known_key(&self) -> bool {
        self.pairs.iter().any(|pair| keys::is_known(&pair.key))
    }

    /// Whether these look as if they were meant as fields: a key is known, or each is a single word.
    pub(super) fn are_deliberate(&self) -> bool {
        self.has_known_key() || !self.spaced_key
    }

    /// What the fields say, and where each came from: `origin`, unless a pair has an origin of its own. Without
    /// a title both it and where it is from stay as in `Metadata::default()`. Every string is harmless, on one
    /// line and of bounded length.
    pub(super) fn metadata(&self, origin: Origin) -> Metadata {
        let mut reading = Reading::new(self, origin);
        let title = reading.first(Field::Title, keys::TITLE, line);
        let url = reading.first(Field::Url, keys::URL, address);
        let site = reading.first_keyed(Field::Site, keys::SITE, site_name);
        Metadata {
            title_from: match reading.sources.of(Field::Title).map(|source| source.origin) {
                None => TitleFrom::default(),
                Some(Origin::FrontMatter) => TitleFrom::FrontMatter,
                Some(_) => TitleFrom::Metadata,
            },
            title: title.unwrap_or_default(),
            byline: reading
                .first(Field::Byline, keys::AUTHOR, people::names)
                .unwrap_or_default(),
            site: site.or_else(|| reading.host_of(url.as_deref())),
            published: reading.first(Field::Published, keys::PUBLISHED, date),
            saved: reading.first(Field::Saved, keys::SAVED, date),
            description: reading.first(Field::Description, keys::DESCRIPTION, |value| {
                description(&value.text()?)
            }),
            language: reading.first(Field::Language, keys::LANGUAGE, language::tag),
            tags: reading
                .first_keyed(Field::Tags, keys::TAGS, tags::tags)
                .unwrap_or_default(),
            stated: reading.stated(),
            url,
            sources: reading.sources,
        }
    }
}

/// A field as it is looked up.
struct Found<'a> {
    origin: Origin,
    written: Cow<'a, str>,
    value: &'a Value,
}

/// The fields by key, those of inner tables last, and where those that were read came from.
struct Reading<'a> {
    index: HashMap<Cow<'a, str>, Vec<Found<'a>>>,
    sources: Sources,
}

impl<'a> Reading<'a> {
    fn new(fields: &'a Fields, origin: Origin) -> Self {
        let mut index: HashMap<_, Vec<_>> = HashMap::new();
        for pair in &fields.pairs {
            let found = Found {
                origin: pair.origin.unwrap_or(origin),
                written: Cow::Borrowed(pair.written.as_str()),
                value: &pair.value,
            };
            index
                .entry(Cow::Borrowed(pair.key.as_str()))
                .or_default()
                .push(found);
        }
        let outer = fields.pairs.iter().filter(|pair| keys::is_table(&pair.key));
        for (pair, table) in outer.filter_map(|pair| Some((pair, pair.value.table()?))) {
            for (key, value) in table {
                let found = Found {
                    origin: pair.origin.unwrap_or(origin),
                    written: Cow::Owned(format!("{}.{}", pair.written, key.trim())),
                    value,
                };
                index
                    .entry(Cow::Owned(folded_key(key)))
                    .or_default()
                    .push(found);
            }
        }
        Self {
            index,
            sources: Sources::default(),
        }
    }

    /// The first of `keys` whose value `read` accepts, read and noted.
    fn first<T>(
        &mut self,
        field: Field,
        keys: &[&str],
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        self.first_keyed(field, keys, |_, value| read(value))
    }

    fn first_keyed<T>(
        &mut self,
        field: Field,
        keys: &[&str],
        read: impl Fn(&str, &Value) -> Option<T>,
    ) -> Option<T> {
        let (value, found) = keys.iter().find_map(|key| {
            let all = self.index.get(*key)?;
            all.iter()
                .find_map(|found| Some((read(key, found.value)?, found)))
        })?;
        self.sources.note(field, found.origin, &found.written);
        Some(value)
    }

    /// The host of the address, for a site that nobody names.
    fn host_of(&mut self, url: Option<&str>) -> Option<String> {
        let host = host(url?)?;
        if let Some(source) = self.sources.of(Field::Url).cloned() {
            self.sources.note(Field::Site, source.origin, &source.key);
        }
        Some(host)
    }

    /// What the program that saved it knew of its reading. The note names the key that said most.
    fn stated(&mut self) -> Option<Stated> {
        let starred = self.first_keyed(Field::Stated, keys::STARRED, stated::starred);
        let progress = self.first_keyed(Field::Stated, keys::PROGRESS, stated::progress);
        let read = self.first_keyed(Field::Stated, keys::READ, stated::read);
        stated::joined(read, starred, progress)
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

/// A description as it is kept: harmless, on one line, and not too long. `None` when nothing of it can be seen.
pub(super) fn description(text: &str) -> Option<String> {
    let line = harmless_line(text);
    is_visible(&line).then(|| cut(&line, DESCRIPTION_BYTES))
}

/// Whether anything of `text` can be seen: a title of zero-width characters is none.
pub(super) fn is_visible(text: &str) -> bool {
    crate::text::cells(text.trim()) > 0
}

fn date(value: &Value) -> Option<When> {
    value.texts().into_iter().find_map(dates::parse)
}

/// The first address of the web in `value`: bare, in angle brackets, or as a Markdown link.
fn address(value: &Value) -> Option<String> {
    value.texts().into_iter().find_map(web_address)
}

fn web_address(text: &str) -> Option<String> {
    let text = harmless_line(text);
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

/// The name of a publication; of an address its host. A program that saves articles is none.
fn site_name(key: &str, value: &Value) -> Option<String> {
    if let Some(url) = address(value) {
        return host(&url);
    }
    let name = line(value)?;
    if name.contains("://") || name.starts_with('/') {
        return None;
    }
    if key == "source" && keys::is_saver(&folded_key(&name)) {
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
