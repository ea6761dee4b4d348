//! Texts that name their fields in the first lines, as newsboat's saved articles do.

use crate::article::{BlockKind, Builder, Metadata, Nesting, TitleFrom};
use crate::import::html::{authors, dates};
use crate::text::harmless_line;

/// The fields that are known, in the words of newsboat and of people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Site,
    Title,
    Author,
    Date,
    Url,
    Other,
}

/// Lines that a header can have.
const LONGEST: usize = 12;

/// Reads the header at the top of `lines`, if there is one, into `metadata` and as blocks into `builder`;
/// gives the number of lines it takes. It must have a title and another field.
pub(super) fn read(lines: &[&str], builder: &mut Builder, metadata: &mut Metadata) -> usize {
    let fields: Vec<(Field, &str)> = lines
        .iter()
        .take(LONGEST)
        .map_while(|line| field(line))
        .collect();
    let has = |wanted: &[Field]| fields.iter().any(|(field, _)| wanted.contains(field));
    if !has(&[Field::Title]) || !has(&[Field::Site, Field::Url, Field::Author, Field::Date]) {
        return 0;
    }
    for (index, (field, value)) in fields.iter().enumerate() {
        note(*field, value, metadata);
        let (kind, shown) = match field {
            Field::Title => (BlockKind::Title, *value),
            Field::Author => (BlockKind::Byline, *value),
            Field::Date => (BlockKind::Date, *value),
            _ => (BlockKind::Furniture, lines[index]),
        };
        builder.begin(kind, Nesting::default());
        builder.lines(index + 1, index + 1);
        builder.prose(shown);
    }
    fields.len()
}

fn field(line: &str) -> Option<(Field, &str)> {
    let (key, value) = line.split_once(':')?;
    if key.len() > 20 || key.starts_with(' ') {
        return None;
    }
    let field = match key.to_ascii_lowercase().as_str() {
        "feed" | "site" | "source" | "publication" | "publisher" => Field::Site,
        "title" | "headline" => Field::Title,
        "author" | "authors" | "by" | "byline" => Field::Author,
        "date" | "published" | "pubdate" => Field::Date,
        "link" | "url" => Field::Url,
        "tags" | "section" | "category" | "flags" | "podcast download url" | "type" => Field::Other,
        _ => return None,
    };
    Some((field, value.trim()))
}

fn note(field: Field, value: &str, metadata: &mut Metadata) {
    let line = harmless_line(value);
    if line.is_empty() {
        return;
    }
    match field {
        Field::Title => {
            metadata.title = line;
            metadata.title_from = TitleFrom::Metadata;
        }
        Field::Site => metadata.site = Some(line),
        Field::Author => metadata.byline = authors::split(&line),
        Field::Date => metadata.published = dates::parse(&line),
        Field::Url => metadata.url = Some(line),
        Field::Other => {}
    }
}
