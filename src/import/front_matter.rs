//! The fields that stand before the text of a file.
//!
//! Three dialects: YAML between `---` and `---` or `...`, TOML between `+++` (or, as one reader writes it,
//! between `---`), and a JSON object. A byte order mark and blank lines may come first. A thematic break on
//! line 1 is none: something must close it, and what lies between must be fields. What cannot be read by the
//! rules of its dialect is read line by line, with a warning; what does not even look like fields stays text.

mod by_line;
mod yaml;

use super::fields::{DEEPEST, Fields, Value};
use super::lines::Lines;

/// The most front matter that is parsed, in bytes. What is longer is read line by line as far as this.
const MOST_BYTES: usize = 64 * 1024;

/// What stands before a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FrontMatter {
    /// Its fields.
    pub(super) fields: Fields,
    /// Where the text proper begins, in bytes: 0 when there is no front matter.
    pub(super) body: usize,
    /// What was wrong with it, for people.
    pub(super) warning: Option<String>,
}

/// Why front matter could not be read by the rules of its dialect.
enum Trouble {
    /// It is valid, but not a table of fields.
    NoFields,
    /// It is not valid: what the parser says, and the line (from 1, within the front matter) if known.
    Invalid(String, Option<usize>),
}

/// Reads the front matter of `text`.
pub(super) fn read(text: &str) -> FrontMatter {
    let start = blank_prefix(text);
    let rest = text.get(start..).unwrap_or("");
    let Some(first) = rest.chars().next() else {
        return FrontMatter::default();
    };
    match first {
        '{' => json(text, start),
        '-' | '+' => fenced(text, start),
        _ => FrontMatter::default(),
    }
}

/// Length of the byte order mark and blank lines that `text` begins with. Spaces before the first character
/// are kept out of it: an indented `---` opens nothing.
fn blank_prefix(text: &str) -> usize {
    let words = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = text.len() - words.len();
    let blank = text.get(..head).unwrap_or("");
    blank
        .rfind(['\n', '\r', '\u{feff}'])
        .map_or(0, |at| at + blank.get(at..).map_or(0, first_len))
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Front matter between two fences.
fn fenced(text: &str, start: usize) -> FrontMatter {
    let Some(fences) = Fences::find(text, start) else {
        return FrontMatter::default();
    };
    let content = text.get(fences.content.0..fences.content.1).unwrap_or("");
    let first_line = 1 + line_ends(text.get(..fences.content.0).unwrap_or(""));
    match fences.dialect.read(content, first_line) {
        Some((fields, warning)) => FrontMatter {
            fields,
            body: fences.body,
            warning,
        },
        None => FrontMatter::default(),
    }
}

/// Whether fields are prose that looks like them. Between two thematic breaks "They agreed: radio only." is a
/// mapping to YAML.
fn is_prose(fields: &Fields, content: &str) -> bool {
    !fields.are_deliberate() || (by_line::begins_blank(content) && !fields.has_known_key())
}

#[derive(Clone, Copy)]
enum Dialect {
    Yaml,
    Toml,
}

impl Dialect {
    const fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
        }
    }

    /// The fields of `content`, which begins on line `first_line` of the file, and what was wrong with them.
    fn read(self, content: &str, first_line: usize) -> Option<(Fields, Option<String>)> {
        if by_line::is_blank(content) {
            return Some((Fields::new(), None));
        }
        if content.len() > MOST_BYTES {
            let head = content.get(..content.floor_char_boundary(MOST_BYTES))?;
            let warning = format!("front matter over {MOST_BYTES} bytes: only its start was read");
            return Some((by_line::read(head)?, Some(warning)));
        }
        let (message, line) = match self.parse(content) {
            Ok(fields) if is_prose(&fields, content) => return None,
            Ok(fields) => return Some((fields, None)),
            Err(Trouble::NoFields) => return None,
            Err(Trouble::Invalid(message, line)) => (message, line),
        };
        let fields = by_line::read(content).filter(|fields| !is_prose(fields, content))?;
        let place = line.map_or_else(String::new, |line| {
            format!(", line {}", first_line + line.saturating_sub(1))
        });
        let name = self.name();
        let warning =
            format!("front matter is not valid {name}{place} ({message}): read line by line");
        Some((fields, Some(warning)))
    }

    fn parse(self, content: &str) -> Result<Fields, Trouble> {
        match self {
            Self::Toml => toml_fields(content),
            Self::Yaml => match yaml::fields(content) {
                // bulletty writes TOML between the fences of YAML.
                Err(trouble) if content.contains(" = ") => {
                    toml_fields(content).map_err(|_| trouble)
                }
                read => read,
            },
        }
    }
}

/// Where front matter lies, in bytes.
struct Fences {
    dialect: Dialect,
    content: (usize, usize),
    body: usize,
}

impl Fences {
    fn find(text: &str, start: usize) -> Option<Self> {
        let mut lines = Lines::from(text, start);
        let (dialect, closing): (_, &[&str]) = match lines.next()?.1.trim_end() {
            "---" => (Dialect::Yaml, &["---", "..."]),
            "+++" => (Dialect::Toml, &["+++"]),
            _ => return None,
        };
        let content = lines.at();
        while let Some((at, line)) = lines.next() {
            if closing.contains(&line.trim_end()) {
                return Some(Self {
                    dialect,
                    content: (content, at),
                    body: lines.at(),
                });
            }
        }
        None
    }
}

fn line_ends(text: &str) -> usize {
    Lines::from(text, 0).count()
}

fn toml_fields(content: &str) -> Result<Fields, Trouble> {
    let table: toml::Table = toml::from_str(content).map_err(|error| {
        let line = error
            .span()
            .and_then(|span| content.get(..span.start))
            .map(|before| 1 + before.matches('\n').count());
        let message = error.message().lines().next().unwrap_or("").to_owned();
        Trouble::Invalid(message, line)
    })?;
    if table.is_empty() {
        return Err(Trouble::NoFields);
    }
    let mut fields = Fields::new();
    for (key, value) in table {
        fields.push(&key, from_toml(value, DEEPEST));
    }
    Ok(fields)
}

/// Recursion is bounded by `depth`.
fn from_toml(value: toml::Value, depth: usize) -> Value {
    let Some(depth) = depth.checked_sub(1) else {
        return Value::null();
    };
    match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| from_toml(item, depth))
                .collect(),
        ),
        toml::Value::Table(table) => Value::Map(
            table
                .into_iter()
                .map(|(key, value)| (key, from_toml(value, depth)))
                .collect(),
        ),
        other => Value::Text(other.to_string()),
    }
}

/// A JSON object with which the text begins (Hugo; Hexo ends it with `;;;`).
fn json(text: &str, start: usize) -> FrontMatter {
    let rest = text.get(start..).unwrap_or("");
    let inside = rest.trim_start_matches('{').trim_start();
    if !rest.starts_with('{') || !inside.starts_with(['"', '}']) {
        return FrontMatter::default(); // prose in braces
    }
    let head = rest
        .get(..rest.floor_char_boundary(MOST_BYTES))
        .unwrap_or(rest);
    let mut stream = serde_json::Deserializer::from_str(head).into_iter::<serde_json::Value>();
    let parsed = stream.next();
    let end = start + stream.byte_offset();
    match parsed {
        Some(Ok(serde_json::Value::Object(pairs))) => match json_body(text, end) {
            Some(body) => FrontMatter {
                fields: from_json_object(pairs),
                body,
                warning: None,
            },
            None => FrontMatter::default(),
        },
        Some(Err(error)) => FrontMatter {
            warning: Some(format!(
                "begins like JSON front matter, but cannot be read ({error}): shown as text"
            )),
            ..FrontMatter::default()
        },
        _ => FrontMatter::default(),
    }
}

/// Where the text begins after an object that ended at `end`; `None` when the line goes on, and when nothing
/// or another object comes below: then this is a file of data.
fn json_body(text: &str, end: usize) -> Option<usize> {
    let mut lines = Lines::from(text, end);
    let tail = lines.next().map_or("", |(_, line)| line.trim());
    if !matches!(tail, "" | ";;;") {
        return None;
    }
    let body = lines.at();
    let closed = lines.next().is_some_and(|(_, line)| line.trim() == ";;;");
    let body = if closed { lines.at() } else { body };
    let below = text.get(body..)?.trim_start();
    (!below.is_empty() && !below.starts_with('{')).then_some(body)
}

fn from_json_object(pairs: serde_json::Map<String, serde_json::Value>) -> Fields {
    let mut fields = Fields::new();
    for (key, value) in pairs {
        fields.push(&key, from_json(value, DEEPEST));
    }
    fields
}

/// Recursion is bounded by `depth`.
fn from_json(value: serde_json::Value, depth: usize) -> Value {
    use serde_json::Value as Json;
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

#[cfg(test)]
mod tests;
