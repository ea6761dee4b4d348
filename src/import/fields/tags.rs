//! Tags, in the forms that sources give them.

use super::value::quoted_items;
use super::{Value, is_visible, without_brackets};
use crate::text::{folded, harmless_line};
use std::collections::HashSet;

/// Most tags of one article.
const MOST: usize = 200;
/// Longest tag, in bytes; a longer one is no tag.
const LONGEST: usize = 120;

/// The tags in `value` of the field `key` (folded): a list, or a string parted by `|`, `;`, `,` or `#`, or
/// by spaces where the key is a plural and its writers forbid spaces in a tag (Jekyll, Obsidian). An item of a
/// list is one tag, whatever is in it.
pub(super) fn tags(key: &str, value: &Value) -> Option<Vec<String>> {
    let spaced =
        matches!(value, Value::Text(_)) && matches!(key, "tags" | "categories" | "documenttags");
    let texts = value.texts();
    let parts = match texts[..] {
        [alone] => quoted_items(alone).unwrap_or_else(|| split(alone, spaced)),
        _ => texts.iter().map(|text| (*text).to_owned()).collect(),
    };
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for tag in parts {
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

/// The parts of a string that are one tag each.
fn split(text: &str, spaced: bool) -> Vec<String> {
    let text = text.trim();
    let text = if text.starts_with("[[") {
        text
    } else {
        text.trim_start_matches('[').trim_end_matches(']')
    };
    let sign = [';', ',', '，', '、']
        .into_iter()
        .find(|sign| text.contains(*sign));
    let parts: Vec<&str> = if text.starts_with("[[") {
        // In a wiki link the bar parts a page from the words that are shown.
        text.split_inclusive("]]")
            .map(|part| part.trim_start_matches([',', ' ']))
            .collect()
    } else if text.contains('|') {
        text.split('|').collect()
    } else if let Some(sign) = sign {
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
