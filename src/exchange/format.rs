//! The formats, their names, and how one is told from another.

use super::{csv, json};
use std::fmt;
use thiserror::Error;

/// A format that is written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown by a template.
    Markdown,
    /// Annotations by the W3C's model, in JSON-LD; read also as Hypothesis writes it.
    W3c,
    /// Our own JSON.
    Json,
    /// CSV as Readwise takes it and gives it.
    Readwise,
    /// Org.
    Org,
    /// The article as a page with its passages highlighted.
    Html,
    /// The JSON of `KOReader`'s exporter.
    Koreader,
    /// Pocket's CSV, or its older page.
    Pocket,
    /// Instapaper's CSV.
    Instapaper,
    /// The JSON in Omnivore's export.
    Omnivore,
    /// Wallabag's JSON.
    Wallabag,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unrecognised {
    /// There is nothing in it.
    #[error("is empty; export it anew from the program it comes from")]
    Empty,
    /// Nothing in it tells what it is.
    #[error(
        "is none of the formats that can be imported; if it is one, name it with --format ({})",
        readable()
    )]
    Content,
    /// It is said to be of a format that is only written.
    #[error("{format} is written and not read; what can be imported is {formats}", format = .0, formats = readable())]
    Written(Format),
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 11] = [
        Self::Markdown,
        Self::W3c,
        Self::Json,
        Self::Readwise,
        Self::Org,
        Self::Html,
        Self::Koreader,
        Self::Pocket,
        Self::Instapaper,
        Self::Omnivore,
        Self::Wallabag,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::W3c => "w3c",
            Self::Json => "json",
            Self::Readwise => "readwise",
            Self::Org => "org",
            Self::Html => "html",
            Self::Koreader => "koreader",
            Self::Pocket => "pocket",
            Self::Instapaper => "instapaper",
            Self::Omnivore => "omnivore",
            Self::Wallabag => "wallabag",
        }
    }

    /// Whether it is written.
    pub const fn is_written(self) -> bool {
        matches!(
            self,
            Self::Markdown | Self::W3c | Self::Json | Self::Readwise | Self::Org | Self::Html
        )
    }

    /// Whether it is read.
    pub const fn is_read(self) -> bool {
        !matches!(self, Self::Markdown | Self::Org | Self::Html)
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = if name == "hypothesis" { "w3c" } else { &name };
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn readable() -> String {
    let formats = Format::ALL.into_iter().filter(|format| format.is_read());
    formats.map(Format::name).collect::<Vec<_>>().join(", ")
}

/// The format that the content of a file shows.
pub fn recognised(text: &str) -> Option<Format> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next()? {
        '{' => object(text),
        '[' => list(text),
        '<' => page(text),
        _ => table(text),
    }
}

fn object(text: &str) -> Option<Format> {
    let outline = json::Outline::of(text);
    let keys = outline.keys();
    let has = |key: &str| keys.contains(&key);
    if outline.raw("format") == Some("\"newsprint-marks\"") {
        return Some(Format::Json);
    }
    if has("documents") || has("entries") && has("title") {
        return Some(Format::Koreader);
    }
    let is_hypothesis = has("annotations") && (has("export_date") || has("client_version"));
    let is_annotation = has("target") && (has("type") || has("uri"));
    if has("rows") || has("@context") || is_hypothesis || is_annotation {
        return Some(Format::W3c);
    }
    match outline.list(&["items", "articles", "entries"]) {
        Some(inner) => list(inner),
        None => record(&keys),
    }
}

/// Bytes of a list that are looked at first.
const LOOKED_AT: usize = 1024 * 1024;

/// A list is what its first records are.
fn list(text: &str) -> Option<Format> {
    let head = text
        .get(..text.floor_char_boundary(LOOKED_AT))
        .unwrap_or(text);
    let told = |text| {
        let (elements, _) = json::elements(text);
        let mut outlines = elements
            .into_iter()
            .take(20)
            .map(|raw| json::Outline::of(raw.get()));
        outlines.find_map(|outline| record(&outline.keys()))
    };
    // The first record may be longer than what is looked at.
    told(head).or_else(|| told(text).filter(|_| head.len() < text.len()))
}

/// What a record with these keys belongs to.
fn record(keys: &[&str]) -> Option<Format> {
    let has = |key: &str| keys.contains(&key);
    let is_annotation = ["uri", "@context", "body", "type", "bodyValue"]
        .into_iter()
        .any(has);
    let is_hypothesis = has("uri") && has("text") && (has("user") || has("created"));
    if is_hypothesis || has("target") && is_annotation {
        Some(Format::W3c)
    } else if has("entries") && (has("title") || has("file")) {
        Some(Format::Koreader)
    } else if has("is_archived") || has("is_starred") {
        Some(Format::Wallabag)
    } else if has("savedAt") || has("readingProgress") || has("slug") && has("state") {
        Some(Format::Omnivore)
    } else {
        None
    }
}

/// Pocket's older export is a page of lists whose links have the time at which they were added.
fn page(text: &str) -> Option<Format> {
    let head = text
        .get(..text.floor_char_boundary(200_000))
        .unwrap_or(text);
    let lower = head.to_ascii_lowercase();
    lower.contains("time_added=").then_some(Format::Pocket)
}

/// A table is what the names of its columns say.
fn table(text: &str) -> Option<Format> {
    let names = csv::header(text)?;
    let has = |name: &str| names.iter().any(|own| own == name);
    if has("highlight") {
        Some(Format::Readwise)
    } else if has("url") && (has("folder") || has("selection")) {
        Some(Format::Instapaper)
    } else if has("url") && (has("time_added") || has("status")) {
        Some(Format::Pocket)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_its_content() {
        for (text, format) in [
            (
                "{\"format\":\"newsprint-marks\",\"version\":1}",
                Some(Format::Json),
            ),
            (
                "[{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"target\":\"x\",\"type\":\"Annotation\"}]",
                Some(Format::W3c),
            ),
            ("{\"total\":2,\"rows\":[{\"id\":", Some(Format::W3c)),
            (
                "{\"export_date\":\"2024\",\"annotations\":[]}",
                Some(Format::W3c),
            ),
            (
                "[{\"uri\":\"https://e.org\",\"text\":\"\",\"user\":\"a\",\"target\":[]}]",
                Some(Format::W3c),
            ),
            (
                "{\"version\":\"json/1\",\"documents\":[]}",
                Some(Format::Koreader),
            ),
            (
                "{\"title\":\"T\",\"author\":\"A\",\"entries\":[]}",
                Some(Format::Koreader),
            ),
            (
                "[{\"id\":1,\"is_archived\":0,\"url\":\"x\"}]",
                Some(Format::Wallabag),
            ),
            (
                "[{\"slug\":\"a\",\"state\":\"Active\",\"savedAt\":null}]",
                Some(Format::Omnivore),
            ),
            (
                "title,url,time_added,cursor,tags,status\n",
                Some(Format::Pocket),
            ),
            (
                "<!DOCTYPE html><h1>Unread</h1><ul><li><a href=\"https://e.org\" time_added=\"1\">T</a>",
                Some(Format::Pocket),
            ),
            (
                "\u{feff}URL,Title,Selection,Folder,Timestamp,Tags\n",
                Some(Format::Instapaper),
            ),
            ("\"Highlight\",\"Book Title\"\n", Some(Format::Readwise)),
            ("Title;Note;Highlight\n", Some(Format::Readwise)),
            ("# A note\n\nwith text", None),
            ("[1, 2, 3]", None),
            ("{}", None),
            ("", None),
        ] {
            assert_eq!(recognised(text), format, "{text}");
        }
    }

    #[test]
    fn names_go_both_ways() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
            assert!(format.is_read() || format.is_written());
        }
        assert_eq!(Format::named("Hypothesis"), Some(Format::W3c));
        assert_eq!(Format::named("word"), None);
    }
}
