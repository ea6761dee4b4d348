//! A JSON object with which a text begins (Hugo), or its pairs without the braces, ended by `;;;` (Hexo).

use super::{DEEPEST, Fields, FrontMatter, Lines, MOST_BYTES, Value, by_line};
use serde_json::Value as Json;

/// What ends the fields in Hexo's dialect.
const HEXO_END: &str = ";;;";

/// Reads the fields that begin at the byte `start` of `text`.
pub(super) fn read(text: &str, start: usize) -> FrontMatter {
    let rest = text.get(start..).unwrap_or("");
    if rest.starts_with('"') {
        return bare(text, start).unwrap_or_default();
    }
    let inside = rest.trim_start_matches('{').trim_start();
    if !inside.starts_with(['"', '}']) {
        return FrontMatter::default(); // prose in braces
    }
    let mut stream = serde_json::Deserializer::from_str(head(rest)).into_iter::<Json>();
    let parsed = stream.next();
    let end = start + stream.byte_offset();
    match parsed {
        Some(Ok(Json::Object(pairs))) => match body(text, end) {
            Some(body) => FrontMatter {
                fields: from_object(pairs),
                body,
                warning: None,
            },
            None => FrontMatter::default(),
        },
        Some(Err(error)) => broken(text, start, &error),
        _ => FrontMatter::default(),
    }
}

/// As much of `text` as is parsed.
fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST_BYTES))
        .unwrap_or(text)
}

/// Pairs without braces.
fn bare(text: &str, start: usize) -> Option<FrontMatter> {
    let (content, body) = until(text, start, |line| line == HEXO_END)?;
    let object = format!("{{{content}}}");
    let Ok(Json::Object(pairs)) = serde_json::from_str(&object) else {
        return None;
    };
    Some(FrontMatter {
        fields: from_object(pairs),
        body,
        warning: None,
    })
}

/// An object that cannot be parsed, read line by line if a brace closes it on a line of its own.
fn broken(text: &str, start: usize, error: &serde_json::Error) -> FrontMatter {
    let closing = |line: &str| line.trim_end_matches(HEXO_END).trim_end() == "}";
    let read = until(text, start, closing).and_then(|(content, body)| {
        let fields = by_line::read(content.trim_start_matches('{').trim_start())?;
        (fields.has_known_key() && !by_line::has_text(content)).then_some((fields, body))
    });
    match read {
        Some((fields, body)) => FrontMatter {
            fields,
            body,
            warning: Some(format!(
                "front matter is not valid JSON ({error}): read line by line"
            )),
        },
        None => FrontMatter {
            warning: Some(format!(
                "begins like JSON front matter, but cannot be read ({error}): shown as text"
            )),
            ..FrontMatter::default()
        },
    }
}

/// What lies between `start` and the first line that `ends` it, and where the line after that begins; `None`
/// when there is none among what is parsed.
fn until(text: &str, start: usize, ends: impl Fn(&str) -> bool) -> Option<(&str, usize)> {
    let mut lines = Lines::from(text, start);
    while let Some((at, line)) = lines.next() {
        if at > start + MOST_BYTES {
            return None;
        }
        if ends(line.trim_end()) {
            return Some((text.get(start..at)?, lines.at()));
        }
    }
    None
}

/// Where the text begins after an object that ended at `end`; `None` when the line goes on, and when nothing
/// or another object comes below: then this is a file of data.
fn body(text: &str, end: usize) -> Option<usize> {
    let mut lines = Lines::from(text, end);
    let tail = lines.next().map_or("", |(_, line)| line.trim());
    if !matches!(tail, "" | HEXO_END) {
        return None;
    }
    let body = lines.at();
    let closed = lines
        .next()
        .is_some_and(|(_, line)| line.trim() == HEXO_END);
    let body = if closed { lines.at() } else { body };
    let below = text.get(body..)?.trim_start();
    (!below.is_empty() && !below.starts_with('{')).then_some(body)
}

fn from_object(pairs: serde_json::Map<String, Json>) -> Fields {
    let mut fields = Fields::new();
    for (key, value) in pairs {
        fields.push(&key, from_json(value, DEEPEST));
    }
    fields
}

/// Recursion is bounded by `depth`.
fn from_json(value: Json, depth: usize) -> Value {
    let Some(depth) = depth.checked_sub(1) else {
        return Value::null();
    };
    match value {
        Json::Null => Value::null(),
        Json::String(text) => Value::Text(text),
        Json::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| from_json(item, depth))
                .collect(),
        ),
        Json::Object(pairs) => Value::Map(
            pairs
                .into_iter()
                .map(|(key, value)| (key, from_json(value, depth)))
                .collect(),
        ),
        other => Value::Text(other.to_string()),
    }
}
