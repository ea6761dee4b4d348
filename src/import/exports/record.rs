//! One record of an export: an object of JSON whose values are read only when they are asked for.

use super::super::fields::Value;
use super::super::highlights::Quote;
use crate::text::harmless_line;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Keys of a body, the surest first, and what it is written in.
const BODIES: &[(&str, Markup)] = &[
    ("content_html", Markup::Html),
    ("content", Markup::Seen),
    ("text", Markup::Plain),
    ("maintext", Markup::Plain),
    ("content_text", Markup::Plain),
    ("article_html", Markup::Html),
    ("html", Markup::Html),
];

/// What stands in the JSON of an export, as it is written there.
pub(super) const SIGNS: &[&str] = &[
    "\"content_html\"",
    "\"content\"",
    "\"text\"",
    "\"maintext\"",
    "\"content_text\"",
    "\"article_html\"",
    "\"html\"",
    "\"slug\"",
];

/// Keys that a list of facts has beside `slug` when the texts lie in pages beside it.
const KEPT: &[&str] = &["savedAt", "readingProgress", "state"];

/// Keys of what was said of a highlighted passage.
const NOTES: &[&str] = &["text", "note", "annotation", "comment"];

/// Keys that name an article, the surest first.
const IDS: &[&str] = &["id", "uid", "slug", "url", "link"];

/// The longest id that is used, in bytes.
const LONGEST_ID: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Html,
    Plain,
    /// HTML where a tag is in it.
    Seen,
}

/// The text of an article, as its record has it.
pub(super) enum Body {
    Html(String),
    Text(String),
    Missing,
}

/// The pairs of an object, in the order of the file. Of equal keys the first counts.
#[derive(Debug, Default)]
pub(super) struct Record<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Record<'a> {
    /// The object with which `json` begins.
    pub(super) fn read(json: &'a str) -> Option<Self> {
        let mut pairs = Vec::new();
        let mut reader = serde_json::Deserializer::from_str(json);
        Pairs(&mut pairs).deserialize(&mut reader).ok()?;
        Some(Self(pairs))
    }

    /// The value of `key` as it is written.
    pub(super) fn raw(&self, key: &str) -> Option<&'a RawValue> {
        let found = self.0.iter().find(|(other, _)| other == key);
        found.map(|(_, raw)| *raw)
    }

    /// All keys and values.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(key, raw)| (key.as_str(), *raw))
    }

    /// The value of `key` where it is a string or a number, and not blank.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let raw = self.raw(key)?.get();
        let text = match raw.as_bytes().first()? {
            b'"' => string(raw)?,
            b'0'..=b'9' | b'-' => raw.to_owned(),
            _ => return None,
        };
        (!text.trim().is_empty()).then_some(text)
    }

    /// The title.
    pub(super) fn title(&self) -> Option<String> {
        self.text("title").or_else(|| self.text("headline"))
    }

    /// Whether this is an article in a file of its own: it says which one, and there is something to read.
    pub(super) fn is_article(&self) -> bool {
        let has_body = BODIES.iter().any(|(key, _)| self.text(key).is_some());
        self.is_named() && has_body
    }

    /// Whether this is an article of a list. Its text may be missing: then that is said when it is opened.
    pub(super) fn is_item(&self) -> bool {
        let is_body = |raw: &RawValue| raw.get().starts_with(['"', 'n']);
        let has_body = BODIES
            .iter()
            .any(|(key, _)| self.raw(key).is_some_and(is_body));
        self.is_named() && (has_body || self.page().is_some())
    }

    fn is_named(&self) -> bool {
        let names = ["title", "headline", "url", "link", "source"];
        names.iter().any(|key| self.text(key).is_some())
    }

    /// The name, without folder, of the page that is its text; `None` when the record has a body.
    pub(super) fn page(&self) -> Option<String> {
        let kept = KEPT.iter().any(|key| self.raw(key).is_some());
        let own = BODIES.iter().any(|(key, _)| self.raw(key).is_some());
        let slug = self.text("slug").filter(|_| kept && !own)?;
        // A name and never a path: a list must not lead anywhere else.
        let is_name = !slug.contains(['/', '\\', '\0']) && !slug.starts_with('.');
        is_name.then(|| format!("{slug}.html"))
    }

    /// What the article is known by, harmless and on one line.
    pub(super) fn id(&self) -> Option<String> {
        let ids = IDS.iter().filter_map(|key| self.text(key));
        let mut clean = ids.map(|id| harmless_line(&id));
        clean.find(|id| !id.is_empty() && id.len() <= LONGEST_ID)
    }

    /// Its text.
    pub(super) fn body(&self) -> Option<Body> {
        let (text, markup) = BODIES
            .iter()
            .find_map(|(key, markup)| Some((self.text(key)?, *markup)))?;
        let is_html = markup == Markup::Html || (markup == Markup::Seen && has_tag(&text));
        Some(if is_html {
            Body::Html(text)
        } else {
            Body::Text(text)
        })
    }

    /// The passages that were highlighted, as they were quoted, with what was said of them.
    pub(super) fn quotes(&self) -> Vec<Quote> {
        let lists = ["annotations", "highlights"];
        let raws = lists.iter().filter_map(|key| self.raw(key));
        let records = raws.flat_map(|raw| list(raw.get()));
        let records = records.filter_map(|raw| Record::read(raw.get()));
        let quote = |record: Record<'_>| {
            let note = NOTES.iter().find_map(|key| record.text(key));
            Some(Quote::new(&record.text("quote")?, note))
        };
        records.filter_map(quote).collect()
    }

    /// Whether `key` belongs to the body.
    pub(super) fn is_body_key(key: &str) -> bool {
        BODIES.iter().any(|(body, _)| *body == key) || key == "raw_text"
    }
}

/// Whether `text` has an element's tag in it: a letter or a slash follows the sign.
fn has_tag(text: &str) -> bool {
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| {
        tag.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) && tag.contains('>')
    })
}

/// A value as a field has it.
pub(super) fn value(raw: &RawValue) -> Option<Value> {
    if raw.get().starts_with('"') {
        return string(raw.get()).map(Value::Text);
    }
    let json: serde_json::Value = serde_json::from_str(raw.get()).ok()?;
    Some(Value::from(json))
}

/// The elements of the list with which `json` begins; of one that is cut short those that are whole.
pub(super) fn list(json: &str) -> Vec<&RawValue> {
    let mut elements = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(json);
    // What was read before an error counts.
    let _ = Elements(&mut elements).deserialize(&mut reader);
    elements
}

/// The string that `json` is. Half a surrogate pair, which no text may hold, is replaced.
fn string(json: &str) -> Option<String> {
    let mut reader = serde_json::Deserializer::from_str(json);
    reader.deserialize_bytes(Lossy).ok()
}

struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// Reads the elements of a list one by one.
struct Elements<'v, 'de>(&'v mut Vec<&'de RawValue>);

impl<'de> DeserializeSeed<'de> for Elements<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(element) = list.next_element()? {
            self.0.push(element);
        }
        Ok(())
    }
}

/// The most keys of a record that are looked at.
const MOST_KEYS: usize = 1000;

/// Reads the pairs of an object one by one.
struct Pairs<'v, 'de>(&'v mut Vec<(String, &'de RawValue)>);

impl<'de> DeserializeSeed<'de> for Pairs<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Pairs<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = object.next_key()? {
            let raw = object.next_value()?;
            if self.0.len() < MOST_KEYS {
                self.0.push((key, raw));
            }
        }
        Ok(())
    }
}

/// A key, lossy as [`string`] is.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_bytes(Lossy).map(Key)
    }
}
