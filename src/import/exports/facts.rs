//! What a record says of its article besides the text.

use super::super::fields::{Fields, Value};
use super::record::{self, Record};
use crate::article::{Metadata, Origin};

/// Keys of exports that are known by another name elsewhere.
const RENAMED: &[(&str, &str)] = &[
    ("domain_name", "domain"),
    ("source-hostname", "sitename"),
    ("source_domain", "domain"),
    ("date_publish", "publishdate"),
];

/// Values that are no fact about the article but about the export, or are as long as it.
const NO_FACTS: &[&str] = &["annotations", "highlights", "id", "uid", "slug"];

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
    fields.metadata(Origin::Export)
}
