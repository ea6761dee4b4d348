//! Names of authors, in the forms that sources give them.

use super::{LINE_BYTES, Value, is_visible, without_brackets};
use crate::text::{folded, harmless_line};

/// Most authors of one article.
const MOST: usize = 50;

/// What parts two names in one string.
const BETWEEN: &[&str] = &[" and ", " und ", " et ", " & ", " with "];

/// What follows a comma and still belongs to the name before it, compared without full stops.
const AFTER_NAME: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "ma", "msc", "rn", "esq", "jd", "obe", "mbe",
];

/// The names in `value`: one, several in a string or a list, wiki links, tables with a `name`.
pub(super) fn names(value: &Value) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for text in value.texts() {
        for name in split(&unquoted_list(text)) {
            let name = clean(&name);
            let key = folded(&name);
            if is_name(&name) && !seen.contains(&key) && found.len() < MOST {
                seen.push(key);
                found.push(name);
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

/// `['A B', 'C D']`, a list of another language that came as a string, as `A B; C D`.
fn unquoted_list(text: &str) -> String {
    let text = text.trim();
    let inner = text
        .strip_prefix(['['])
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|inner| inner.starts_with(['\'', '"']));
    match inner {
        Some(inner) => inner
            .replace("', '", ";")
            .replace("\", \"", ";")
            .replace(['\'', '"'], ""),
        None => text.to_owned(),
    }
}

/// The parts of a string that are one name each.
fn split(text: &str) -> Vec<String> {
    let line = harmless_line(text);
    let mut line = without_byline_word(&line).to_owned();
    if line.starts_with("[[") && line.contains("]]") {
        line = line.replace("]]", "]];");
    }
    for word in BETWEEN {
        line = line.replace(word, ";");
    }
    if line.contains([';', '|']) && !line.contains("[[") {
        line = line.replace('|', ";");
    }
    line.split(';').flat_map(split_at_commas).collect()
}

fn split_at_commas(part: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let pieces: Vec<&str> = part
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    // "Lee, Ann" may be one person or two: it stays as it is written.
    if let [first, second] = pieces[..]
        && !first.contains(' ')
        && !second.contains(' ')
        && !first.starts_with("[[")
    {
        return vec![part.trim().to_owned()];
    }
    for piece in pieces {
        let bare: String = piece.chars().filter(|c| *c != '.').collect();
        let belongs = AFTER_NAME.contains(&bare.to_lowercase().as_str());
        match names.last_mut() {
            Some(name) if belongs => {
                name.push_str(", ");
                name.push_str(piece);
            }
            _ => names.push(piece.to_owned()),
        }
    }
    names
}

/// The name without "By", without brackets and without an address.
fn clean(name: &str) -> String {
    let name = without_byline_word(name.trim());
    let name = without_brackets(name);
    let name = match name.split_once("](") {
        Some((label, _)) if name.starts_with('[') => label.trim_start_matches('[').to_owned(),
        _ => name,
    };
    let name = match name.split_once('<') {
        Some((before, after)) if after.contains('@') && !before.trim().is_empty() => before,
        _ => &name,
    };
    // "ann@example.org (Ann Lee)", the form of RSS.
    let name = match name.split_once(" (") {
        Some((address, real)) if address.contains('@') => real.trim_end_matches(')'),
        _ => name,
    };
    let name = name.trim_matches(['"', '\'', ' ', ',', '[', ']', '*', '_']);
    harmless_line(name)
}

fn without_byline_word(text: &str) -> &str {
    ["By ", "by ", "BY ", "By: ", "Von ", "Par "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim()
}

fn is_name(name: &str) -> bool {
    let is_address = name.contains("://") || name.starts_with("www.") || name.starts_with('/');
    let has_sign = name.chars().any(char::is_alphanumeric);
    has_sign && !is_address && is_visible(name) && name.len() <= LINE_BYTES
}
