//! Changes to the text of `names.toml`, line by line: what is not changed stays as the reader wrote it.

use super::syntax::{ENTRY, Fault, HEAD, kind, told, word, words};
use crate::config::line_of;
use crate::names::{Correction, Revision};
use crate::text::folded;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, RawString, Table, Value};

/// `text` with `revisions` made.
///
/// # Errors
/// A fault when `text` has no place for them: it is no TOML, or `name` is something else in it.
pub(super) fn edited(text: &str, revisions: &[Revision]) -> Result<String, Fault> {
    if revisions.is_empty() {
        return Ok(text.to_owned());
    }
    let text = if text.trim().is_empty() { HEAD } else { text };
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| Fault {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    for revision in revisions {
        match revision {
            Revision::Say(correction) => say(&mut document, correction)?,
            Revision::TakeBack(correction) => take_back(&mut document, correction),
        }
    }
    Ok(document.to_string())
}

/// The entry that a correction stands in, and its line there.
fn place(correction: &Correction) -> (&str, Line<'_>) {
    match correction {
        Correction::Merge { name, into } => (into, Line::Listed("also", name)),
        Correction::Split { name, form } => (name, Line::Listed("not", form)),
        Correction::Rename { name, to } => (name, Line::Words("called", to)),
        Correction::Kind { name, kind } => (name, Line::Kind("kind", word(*kind))),
        Correction::Hide { name } => (name, Line::Hidden),
        Correction::Add { name, kind } => (name, Line::Kind("added", word(*kind))),
    }
}

/// A line of an entry.
enum Line<'a> {
    /// One of a list.
    Listed(&'static str, &'a str),
    /// Words.
    Words(&'static str, &'a str),
    /// The word for a kind.
    Kind(&'static str, &'a str),
    /// `hidden = true`.
    Hidden,
}

fn say(document: &mut DocumentMut, correction: &Correction) -> Result<(), Fault> {
    let (name, line) = place(correction);
    let entry = entry(document, name)?;
    match line {
        Line::Listed(key, form) => {
            let list = entry.entry(key).or_insert_with(|| Item::from(Array::new()));
            if let Some(single) = list.as_str().map(str::to_owned) {
                *list = Item::from(Array::from_iter([single]));
            }
            if let Some(list) = list.as_array_mut() {
                push(list, form);
            } else {
                *list = Item::from(Array::from_iter([form]));
            }
        }
        Line::Words(key, words) | Line::Kind(key, words) => set(entry, key, words.into()),
        Line::Hidden => set(entry, "hidden", true.into()),
    }
    Ok(())
}

/// Sets the value of `key`; what stands around the old one stays.
fn set(entry: &mut Table, key: &str, value: Value) {
    let old = entry.get(key).and_then(Item::as_value);
    let decor = old.map(|old| old.decor().clone());
    let mut value = value;
    if let Some(decor) = decor {
        *value.decor_mut() = decor;
    }
    entry.insert(key, Item::Value(value));
}

/// The entry of `name`, made at the end if there is none.
fn entry<'a>(document: &'a mut DocumentMut, name: &str) -> Result<&'a mut Table, Fault> {
    let key = folded(name);
    let is_first = document
        .as_table()
        .iter()
        .all(|(_, item)| !has_header(item));
    if is_first && !document.contains_key(ENTRY) {
        begin(document);
    } else {
        document
            .as_table_mut()
            .entry(ENTRY)
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    }
    let Some(Item::ArrayOfTables(entries)) = document.get_mut(ENTRY) else {
        return Err(Fault {
            line: 1,
            message: "name: expected [[name]] in double brackets".into(),
        });
    };
    let known = entries.iter().position(|entry| is_of(entry, &key));
    let at = known.unwrap_or_else(|| {
        let blank = entries.len() == 1 && entries.get(0).is_some_and(Table::is_empty);
        if !blank {
            entries.push(Table::new());
        }
        entries.len() - 1
    });
    let entry = entries.get_mut(at).ok_or_else(|| Fault {
        line: 1,
        message: "name: expected [[name]]".into(),
    })?;
    if known.is_none() {
        entry.insert("name", Item::from(name));
    }
    Ok(entry)
}

/// Begins the list of entries under what the file holds so far. The words at its end would stand below the first
/// entry, where nobody looks for them.
fn begin(document: &mut DocumentMut) {
    let head = document.trailing().as_str().unwrap_or("").to_owned();
    let mut first = Table::new();
    first.decor_mut().set_prefix(format!("{head}\n"));
    let mut entries = ArrayOfTables::new();
    entries.push(first);
    document
        .as_table_mut()
        .insert(ENTRY, Item::ArrayOfTables(entries));
    document.set_trailing("");
}

fn has_header(item: &Item) -> bool {
    item.is_table() || item.is_array_of_tables()
}

fn is_of(entry: &Table, key: &str) -> bool {
    let name = entry.get("name").and_then(words);
    name.is_some_and(|name| folded(&name) == key)
}

fn take_back(document: &mut DocumentMut, correction: &Correction) {
    let (name, line) = place(correction);
    let key = folded(name);
    let Some(Item::ArrayOfTables(entries)) = document.get_mut(ENTRY) else {
        return;
    };
    let mut emptied = Vec::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        if is_of(entry, &key) && take_line(entry, &line) && is_bare(entry) {
            emptied.push(at);
        }
    }
    for at in emptied.into_iter().rev() {
        remove(document, at);
    }
}

/// Takes `line` out of `entry`; returns whether it was there.
fn take_line(entry: &mut Table, line: &Line<'_>) -> bool {
    let matches = |item: Option<&Item>, test: &dyn Fn(&str) -> bool| {
        item.and_then(Item::as_str).is_some_and(test)
    };
    match line {
        Line::Listed(key, form) => {
            let form = folded(form);
            let is_form = |value: &Value| value.as_str().is_some_and(|v| folded(&told(v)) == form);
            let left = match entry.get_mut(key) {
                Some(Item::Value(Value::Array(list))) => {
                    let before = list.len();
                    pull(list, is_form);
                    if list.len() == before {
                        return false;
                    }
                    list.len()
                }
                Some(Item::Value(value)) if is_form(value) => 0,
                _ => return false,
            };
            left > 0 || entry.remove(key).is_some()
        }
        Line::Words(key, words) => {
            matches(entry.get(key), &|value| told(value) == *words) && entry.remove(key).is_some()
        }
        Line::Kind(key, wanted) => {
            matches(entry.get(key), &|value| kind(value) == kind(wanted))
                && entry.remove(key).is_some()
        }
        Line::Hidden => {
            entry.get("hidden").and_then(Item::as_bool) == Some(true)
                && entry.remove("hidden").is_some()
        }
    }
}

/// Puts `form` at the end of `list`, on a line of its own where the one before has one.
fn push(list: &mut Array, form: &str) {
    let before = list.iter().last().map(|last| above(last).to_owned());
    list.push(form);
    let line = before
        .as_deref()
        .and_then(|before| Some(before.rsplit_once('\n')?.1));
    if let (Some(indent), Some(last)) = (line, list.len().checked_sub(1)) {
        let own = format!("\n{indent}");
        if let Some(value) = list.get_mut(last) {
            value.decor_mut().set_prefix(own);
        }
    }
}

/// Takes those that are `unwanted` out of `list`. What the reader wrote between two of them stays: it may be said of
/// the one before.
fn pull(list: &mut Array, unwanted: impl Fn(&Value) -> bool) {
    for at in (0..list.len()).rev() {
        let Some(value) = list.get(at).filter(|value| unwanted(value)) else {
            continue;
        };
        let own = above(value).to_owned();
        list.remove(at);
        let next = list.get(at).map(|next| above(next).to_owned());
        match next {
            // The first stands right behind its bracket, unless it has a line of its own.
            Some(next) if at == 0 && next == " " => set_above(list, at, &own),
            Some(next) if own.contains('#') => set_above(list, at, &joined(&own, &next)),
            None if own.contains('#') => {
                let end = list.trailing().as_str().unwrap_or("").to_owned();
                list.set_trailing(joined(&own, &end));
            }
            _ => {}
        }
    }
}

/// The comment `first`, and under it what comes next.
fn joined(first: &str, next: &str) -> String {
    let first = first.trim_end_matches([' ', '\t']).trim_end_matches('\n');
    format!("{first}\n{}", next.trim_start_matches('\n'))
}

/// What stands between `value` and the one before it.
fn above(value: &Value) -> &str {
    let prefix = value.decor().prefix().and_then(RawString::as_str);
    prefix.unwrap_or("")
}

fn set_above(list: &mut Array, at: usize, words: &str) {
    if let Some(value) = list.get_mut(at) {
        value.decor_mut().set_prefix(words);
    }
}

/// Whether `entry` says nothing but a name: no correction, nothing unknown, no comment.
fn is_bare(entry: &Table) -> bool {
    entry.len() == 1 && entry.contains_key("name") && !entry.to_string().contains('#')
}

/// Removes entry `at`. A comment above it stays, above what comes next.
fn remove(document: &mut DocumentMut, at: usize) {
    let Some(Item::ArrayOfTables(entries)) = document.get_mut(ENTRY) else {
        return;
    };
    let prefix = |entry: &Table| {
        let prefix = entry.decor().prefix().and_then(RawString::as_str);
        prefix.unwrap_or("\n").to_owned()
    };
    let above = entries.get(at).map(prefix).unwrap_or_default();
    entries.remove(at);
    let above = if above.contains('#') {
        above
    } else {
        String::new()
    };
    let is_empty = entries.is_empty();
    if let Some(next) = entries.get_mut(at).filter(|_| !above.is_empty()) {
        let below = prefix(next);
        next.decor_mut()
            .set_prefix(format!("{above}{}", below.trim_start_matches('\n')));
    } else if !above.is_empty() {
        let trailing = document.trailing().as_str().unwrap_or("").to_owned();
        let above = above.strip_suffix('\n').unwrap_or(&above);
        document.set_trailing(format!("{above}{trailing}"));
    }
    if is_empty {
        document.remove(ENTRY);
    }
}
