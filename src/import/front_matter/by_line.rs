//! Front matter that its own dialect refuses, read line by line.
//!
//! Much of what people's folders contain was written by templates that quote nothing: `title: War: what is
//! it good for` is not YAML, yet everybody can read it.

use super::super::fields::{Fields, Value};

/// The longest key, in bytes.
const LONGEST_KEY: usize = 40;
/// The most words in a key.
const KEY_WORDS: usize = 3;

/// Whether there is nothing in `content` but blank lines and comments.
pub(super) fn is_blank(content: &str) -> bool {
    content.split(['\n', '\r']).all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    })
}

/// Whether the first line of `content` is blank, as after a thematic break and seldom in front matter.
pub(super) fn begins_blank(content: &str) -> bool {
    let first = content.split(['\n', '\r']).next();
    first.is_some_and(|line| line.trim().is_empty())
}

/// The fields of `content`, if most of its lines look like fields or items of a list.
pub(super) fn read(content: &str) -> Option<Fields> {
    let mut fields = Fields::new();
    let mut waiting: Option<(String, Vec<Value>)> = None;
    let (mut good, mut bad) = (0_usize, 0_usize);
    for line in content.split(['\n', '\r']) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(item) = item(trimmed)
            && let Some((_, items)) = &mut waiting
        {
            items.push(Value::Text(unquoted(item).to_owned()));
        } else if let Some((key, value)) = field(line) {
            flush(&mut fields, waiting.take());
            good += 1;
            if value.is_empty() {
                waiting = Some((key.to_owned(), Vec::new()));
            } else {
                fields.push(key, unquoted(value));
            }
        } else if good == 0 {
            return None;
        } else if !line.starts_with([' ', '\t']) {
            bad += 1;
        }
    }
    flush(&mut fields, waiting);
    (good > 0 && bad * 2 <= good).then_some(fields)
}

fn flush(fields: &mut Fields, waiting: Option<(String, Vec<Value>)>) {
    if let Some((key, items)) = waiting {
        fields.push(&key, Value::List(items));
    }
}

fn item(line: &str) -> Option<&str> {
    line.strip_prefix("- ").map(str::trim)
}

/// `key: value` or `key = value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let at = line.find([':', '='])?;
    let (key, rest) = line.split_at_checked(at)?;
    let key = key.trim().trim_matches('"');
    let value = rest.get(1..)?;
    let is_key = key.len() <= LONGEST_KEY
        && key.split_whitespace().count() <= KEY_WORDS
        && key.starts_with(char::is_alphabetic)
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
    let ends = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && ends).then(|| (key, value.trim()))
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return inner.strip_suffix(quote).unwrap_or(inner);
        }
    }
    value
}
