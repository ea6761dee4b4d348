//! Where each field of the metadata came from, so that `newsprint inspect` and `check` can say it.

use serde::Serialize;
use std::fmt;

/// A field of [`Metadata`](super::Metadata).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The headline.
    Title,
    /// The authors.
    Byline,
    /// The publication.
    Site,
    /// The address.
    Url,
    /// When it was published.
    Published,
    /// When it was saved.
    Saved,
    /// The standfirst.
    Description,
    /// The language.
    Language,
    /// The tags.
    Tags,
    /// What the program that saved it knew of its reading.
    Stated,
}

/// What a field was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The block of fields before the text.
    FrontMatter,
    /// Fields that a clipper or exporter keeps in the body, recognised by its marks.
    Body,
    /// A page's JSON-LD.
    JsonLd,
    /// A `meta` element of a page, Open Graph included.
    Meta,
    /// Another element of a page.
    Element,
    /// The comment of the program that saved a page, or the envelope (MHTML) it put it in.
    Saver,
    /// The record of an exported list that holds the article.
    Export,
    /// The running text.
    Text,
    /// The name of the file.
    FileName,
    /// Guessed.
    Guess,
}

/// Where one field came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it was read from.
    pub origin: Origin,
    /// The name it had there (a key, the name of an element), harmless; empty where it had none.
    pub key: String,
}

/// Where the fields of one article came from, in the order of [`Field`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(Vec<(Field, Source)>);

impl Sources {
    /// Notes where `field` came from, in place of what was noted before. The `key` is made harmless.
    pub fn note(&mut self, field: Field, origin: Origin, key: &str) {
        let source = Source {
            origin,
            key: crate::text::harmless_line(key),
        };
        match self.0.binary_search_by_key(&field, |(known, _)| *known) {
            Ok(at) => self.0[at].1 = source,
            Err(at) => self.0.insert(at, (field, source)),
        }
    }

    /// Where `field` came from; `None` when it is not known or has no value.
    pub fn of(&self, field: Field) -> Option<&Source> {
        let at = self.0.binary_search_by_key(&field, |(known, _)| *known);
        self.0.get(at.ok()?).map(|(_, source)| source)
    }

    /// All that is known, in the order of [`Field`].
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Source)> {
        self.0.iter().map(|(field, source)| (*field, source))
    }
}

impl fmt::Display for Source {
    /// For people and for programs: "front matter: `date_published`".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = match self.origin {
            Origin::FrontMatter => "front matter",
            Origin::Body => "fields in the text",
            Origin::JsonLd => "JSON-LD",
            Origin::Meta => "meta element",
            Origin::Element => "page",
            Origin::Saver => "saved by",
            Origin::Export => "export",
            Origin::Text => "text",
            Origin::FileName => "file name",
            Origin::Guess => "guess",
        };
        match self.key.as_str() {
            "" => write!(f, "{origin}"),
            key => write!(f, "{origin}: {key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_note_of_a_field_counts_and_fields_keep_their_order() {
        let mut sources = Sources::default();
        sources.note(Field::Published, Origin::Meta, "date");
        sources.note(Field::Title, Origin::FrontMatter, "Full\u{1b}Title");
        sources.note(Field::Published, Origin::FileName, "");
        let said: Vec<String> = sources
            .iter()
            .map(|(field, source)| format!("{field:?} {source}"))
            .collect();
        assert_eq!(said[1], "Published file name");
        assert!(said[0].starts_with("Title front matter: Full"), "{said:?}");
        assert!(!said[0].contains('\u{1b}'), "{said:?}");
        assert_eq!(sources.of(Field::Site), None);
    }
}
