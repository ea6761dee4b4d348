//! Front matter that its own dialect refuses, read line by line.
//!
//! Much of what people's folders contain was written by templates that quote nothing: `title: War: what is
//! it good for` is not YAML, yet everybody can read it.

use super::super::fields::{Fields, Value};
use super::{Lines, MOST_BYTES};

/// The longest key, in bytes.
const LONGEST_KEY: usize = 40;
/// The most words in a key.
const KEY_WORDS: usize = 3;
/// The fewest fields that are taken for fields though nothing closes them.
const FEWEST_UNCLOSED: usize = 2;

/// Whether there is nothing in `content` but blank lines and comments.
pub(super) fn is_blank(content: &str) -> bool {
    content.split(['\n', '\r']).all(says_nothing)
}

/// Whether the first line of `content` is blank, as after a thematic break and seldom in front matter.
pub(super) fn begins_blank(content: &str) -> bool {
    let first = content.split(['\n', '\r']).next();
    first.is_some_and(|line| line.trim().is_empty())
}

/// Whether the text has begun in `content`: a blank line is followed by a line that is no field.
pub(super) fn has_text(content: &str) -> bool {
    // A bracket or a quote closes a value of several lines.
    let is_text = |line: &str| field(line).is_none() && !line.starts_with(['}', ']', '"', '\'']);
    paragraphs(content).any(|(_, line)| is_text(line) || is_sentence(line))
}

/// Whether a blank line of `content` is followed by a sentence that is a field to its dialect by the colon in it.
pub(super) fn has_sentence(content: &str) -> bool {
    paragraphs(content).any(|(_, line)| is_sentence(line))
}

/// Whether a line ends as a sentence does, and has several words where a field has its key.
fn is_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches([' ', '"', '”', '\'', '’', ')']);
    bare.ends_with(['.', '!', '?', '…'])
        && field(line).is_some_and(|(key, _)| {
            let mut one = Fields::new();
            one.push(key, "");
            !one.are_deliberate()
        })
}

/// The lines of `content` before the text begins, if they are fields only and enough of them.
pub(super) fn fields_only(content: &str) -> Option<&str> {
    let end = paragraphs(content)
        .find(|(_, line)| field(line).is_none() || is_sentence(line))
        .map_or(content.len(), |(at, _)| at);
    let head = content.get(..end).filter(|head| head.len() <= MOST_BYTES)?;
    let mut fields = 0;
    for line in head.split(['\n', '\r']).filter(|line| !says_nothing(line)) {
        let is_field = !is_indented(line) && field(line).is_some();
        let belongs = fields > 0 && (is_indented(line) || item(line.trim()).is_some());
        if !is_field && !belongs {
            return None;
        }
        fields += usize::from(is_field);
    }
    (fields >= FEWEST_UNCLOSED && !begins_blank(content)).then_some(head)
}

/// The lines of `content` at its margin that follow a blank line, without items and comments, and where they
/// begin, in bytes.
fn paragraphs(content: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut after_blank = false;
    Lines::from(content, 0).filter(move |(_, line)| {
        let was_blank = std::mem::replace(&mut after_blank, line.trim().is_empty());
        was_blank && !is_indented(line) && !says_nothing(line) && item(line.trim()).is_none()
    })
}

fn says_nothing(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The fields of `content`, if most of its lines look like fields or items of a list. A line that is indented
/// goes on with the value before it.
pub(super) fn read(content: &str) -> Option<Fields> {
    let mut fields = Fields::new();
    let mut open: Option<(&str, Value)> = None;
    let (mut good, mut bad) = (0_usize, 0_usize);
    for line in content.split(['\n', '\r']) {
        let trimmed = line.trim();
        if says_nothing(line) {
            continue;
        }
        if let Some(item) = item(trimmed)
            && let Some((_, Value::List(items))) = &mut open
        {
            items.push(Value::Text(unquoted(item).to_owned()));
        } else if let Some((key, value)) = field(line) {
            flush(&mut fields, open.take());
            good += 1;
            let value = match unquoted(value) {
                "" => Value::List(Vec::new()),
                text => Value::from(text),
            };
            open = Some((key, value));
        } else if good == 0 {
            return None;
        } else if !is_indented(line) {
            bad += 1;
        } else if let Some((_, Value::Text(text))) = &mut open {
            text.push(' ');
            text.push_str(trimmed);
        }
    }
    flush(&mut fields, open);
    (good > 0 && bad * 2 <= good).then_some(fields)
}

fn flush(fields: &mut Fields, open: Option<(&str, Value)>) {
    if let Some((key, value)) = open {
        fields.push(key, value);
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

/// A value without the quotes around it. One that is not closed goes too; where the same quote stands inside
/// (`"War" is over`) they belong to the words.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        let Some(inner) = value.strip_prefix(quote) else {
            continue;
        };
        // A comma follows in JSON.
        let inner = inner
            .trim_end_matches(',')
            .strip_suffix(quote)
            .unwrap_or(inner);
        let is_inside = inner.contains(quote) && !inner.contains('\\');
        return if is_inside { value } else { inner };
    }
    value
}
