//! Texts that name their fields in the first lines, as newsboat's saved articles do.

use crate::article::{BlockKind, Builder, Nesting};
use crate::import::fields::Fields;

/// The fields that are known, in the words of newsboat and of people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Date,
    /// Site and address: they vouch for a header.
    Origin,
    Other,
}

/// Lines that a header can have.
const LONGEST: usize = 12;

/// Reads the header at the top of `lines`, if there is one, into `fields` and as blocks into `builder`;
/// gives the number of lines it takes. It must have a title and another field.
pub(super) fn read(lines: &[&str], builder: &mut Builder, fields: &mut Fields) -> usize {
    let found: Vec<(Field, &str, &str)> = lines
        .iter()
        .take(LONGEST)
        .map_while(|line| field(line))
        .collect();
    let has = |wanted: &[Field]| found.iter().any(|(field, ..)| wanted.contains(field));
    if !has(&[Field::Title]) || !has(&[Field::Origin, Field::Author, Field::Date]) {
        return 0;
    }
    for (line, (field, key, value)) in found.iter().enumerate() {
        fields.push(key, *value);
        let (kind, shown) = match field {
            Field::Title => (BlockKind::Title, *value),
            Field::Author => (BlockKind::Byline, *value),
            Field::Date => (BlockKind::Date, *value),
            Field::Origin | Field::Other => (BlockKind::Furniture, lines[line]),
        };
        builder.begin(kind, Nesting::default());
        builder.lines(line + 1, line + 1);
        builder.prose(shown);
    }
    found.len()
}

/// The field in a line, its key and its value.
fn field(line: &str) -> Option<(Field, &str, &str)> {
    let (key, value) = line.split_once(':')?;
    if key.len() > 20 || key.starts_with(' ') {
        return None;
    }
    let field = match key.to_ascii_lowercase().as_str() {
        "title" | "headline" => Field::Title,
        "author" | "authors" | "by" | "byline" => Field::Author,
        "date" | "published" | "pubdate" => Field::Date,
        "feed" | "site" | "source" | "publication" | "publisher" | "link" | "url" => Field::Origin,
        "tags" | "section" | "category" | "flags" | "podcast download url" | "type" => Field::Other,
        _ => return None,
    };
    Some((field, key, value.trim()))
}
