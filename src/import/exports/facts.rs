//! What a record says of its article besides the text.

use super::super::fields::{Fields, Value};
use super::record::{self, Record, is_word};
use crate::article::{Field, Metadata, Origin, Stated, TitleFrom};

/// Keys of exports that are known by another name elsewhere.
const RENAMED: &[(&str, &str)] = &[
    ("domain_name", "domain"),
    ("source-hostname", "sitename"),
    ("source_domain", "domain"),
    ("date_publish", "publishdate"),
];

/// Values that are no fact about the article but about the export, or are as long as it.
const NO_FACTS: &[&str] = &["annotations", "highlights", "id", "uid", "slug", "state"];

/// Keys of each field, in the order in which [`Fields`] believes them: those that exports use.
const KEYS: &[(Field, &[&str])] = &[
    (Field::Title, &["title", "headline"]),
    (Field::Url, &["source", "url", "link"]),
    (
        Field::Byline,
        &["author", "authors", "byline", "published_by"],
    ),
    (
        Field::Site,
        &[
            "siteName",
            "sitename",
            "publisher",
            "source-hostname",
            "domain_name",
            "source_domain",
            "hostname",
            "url",
            "source",
        ],
    ),
    (
        Field::Published,
        &[
            "published",
            "date_published",
            "publishedAt",
            "published_at",
            "publish_date",
            "date_publish",
            "date",
        ],
    ),
    (
        Field::Saved,
        &["savedAt", "created_at", "date_saved", "created"],
    ),
    (Field::Description, &["description", "summary", "excerpt"]),
    (Field::Tags, &["tags", "keywords", "labels", "categories"]),
    (Field::Language, &["lang", "language", "locale"]),
];

/// The longest fact that is read, in bytes of JSON.
const LONGEST: usize = 64 * 1024;

/// The metadata of a record.
pub(super) fn metadata(record: &Record<'_>) -> Metadata {
    let mut fields = Fields::new();
    for (key, raw) in record.pairs() {
        let is_fact = !NO_FACTS.contains(&key) && !Record::is_body_key(key);
        if !is_fact || raw.get().len() > LONGEST {
            continue;
        }
        let renamed = RENAMED.iter().find(|(other, _)| *other == key);
        let value = record::value(raw).unwrap_or_else(Value::null);
        fields.push(renamed.map_or(key, |(_, known)| known), value);
    }
    let mut metadata = fields.metadata(TitleFrom::Metadata);
    metadata.stated = stated(record);
    note(record, &mut metadata);
    metadata
}

/// Notes which key gave each field.
fn note(record: &Record<'_>, metadata: &mut Metadata) {
    let known = |field: Field| match field {
        Field::Title => !metadata.title.is_empty(),
        Field::Byline => !metadata.byline.is_empty(),
        Field::Site => metadata.site.is_some(),
        Field::Url => metadata.url.is_some(),
        Field::Published => metadata.published.is_some(),
        Field::Saved => metadata.saved.is_some(),
        Field::Description => metadata.description.is_some(),
        Field::Language => metadata.language.is_some(),
        Field::Tags => !metadata.tags.is_empty(),
        Field::Stated => false,
    };
    let given = KEYS.iter().filter(|(field, _)| known(*field));
    let noted: Vec<(Field, &str)> = given
        .filter_map(|(field, keys)| {
            let key = keys.iter().find(|key| has_value(record, key))?;
            Some((*field, *key))
        })
        .collect();
    for (field, key) in noted {
        metadata.sources.note(field, Origin::Export, key);
    }
    if metadata.stated.is_some() {
        let keys = ["is_archived", "readingProgress", "state", "is_starred"];
        let key = keys.iter().find(|key| record.raw(key).is_some());
        let key = key.copied().unwrap_or_default();
        metadata.sources.note(Field::Stated, Origin::Export, key);
    }
}

fn has_value(record: &Record<'_>, key: &str) -> bool {
    record
        .value(key)
        .is_some_and(|value| !value.texts().is_empty())
}

/// How far the article had been read where the list comes from: Wallabag's numbers, Omnivore's words.
fn stated(record: &Record<'_>) -> Option<Stated> {
    let flag = |key: &str| {
        let raw = record.raw(key)?.get().trim_matches('"');
        match raw {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    };
    let state = record.text("state").unwrap_or_default();
    let put_away = if is_word(&state, &["archived", "completed"]) {
        Some(true)
    } else if is_word(&state, &["active", "inbox", "reading", "succeeded"]) {
        Some(false)
    } else {
        None
    };
    let progress = record
        .text("readingProgress")
        .or_else(|| record.text("readingProgressPercent"))
        .and_then(|percent| percent.parse::<f64>().ok())
        .filter(|percent| (0.0..=100.0).contains(percent));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    let progress = progress.map(|percent| percent.round() as u8);
    let starred = flag("is_starred");
    let read = flag("is_archived").or(put_away);
    (read.is_some() || starred.is_some() || progress.is_some()).then(|| Stated {
        read,
        starred: starred.unwrap_or(false),
        progress,
    })
}
