//! Tags, in the forms that sources give them.

use super::{Value, is_visible, without_brackets};
use crate::text::{folded, harmless_line};
use std::collections::HashSet;

/// Most tags of one article.
const MOST: usize = 200;
/// Longest tag, in bytes; a longer one is no tag.
const LONGEST: usize = 120;

/// The tags in `value` of the field `key` (folded): a list, or a string parted by `|`, `;`, `,` or `#`, or
/// by spaces where the key is a plural and its writers forbid spaces in a tag (Jekyll, Obsidian).
pub(super) fn tags(key: &str, value: &Value) -> Option<Vec<String>> {
    let alone = matches!(value, Value::Text(_));
    let spaced = alone && matches!(key, "tags" | "categories" | "documenttags");
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for tag in value.texts().iter().flat_map(|text| split(text, spaced)) {
        if found.len() == MOST {
            break;
        }
        let tag = clean(&tag);
        if is_visible(&tag) && tag.len() <= LONGEST && seen.insert(folded(&tag)) {
            found.push(tag);
        }
    }
    (!found.is_empty()).then_some(found)
}

fn split(text: &str, spaced: bool) -> Vec<String> {
    let text = text.trim();
    let text = if text.starts_with("[[") {
        text
    } else {
        text.trim_start_matches('[').trim_end_matches(']')
    };
    let parts: Vec<&str> = if text.starts_with("[[") {
        text.split(',').collect()
    } else if let Some(sign) = ['|', ';', ',']
        .into_iter()
        .find(|sign| text.contains(*sign))
    {
        text.split(sign).collect()
    } else if text.starts_with('#') {
        text.split('#').collect()
    } else if spaced && !text.contains(['"', '\'']) {
        text.split_whitespace().collect()
    } else {
        vec![text]
    };
    parts.into_iter().map(str::to_owned).collect()
}

fn clean(tag: &str) -> String {
    let bare = tag.trim().trim_matches(['\'', '"']);
    harmless_line(without_brackets(bare).trim_start_matches('#'))
}
