//! The fields that stand before the text of a file.
//!
//! Three dialects: YAML between `---` and `---` or `...`, TOML between `+++` (or, as one reader writes it,
//! between `---`), and a JSON object. A byte order mark and blank lines may come first. A thematic break on
//! line 1 is none: something must close it, and what lies between must be fields. What cannot be read by the
//! rules of its dialect is read line by line, with a warning; what does not even look like fields stays text.
//! Fields that nothing closes end where the text begins: after the first blank line that no field follows.

mod by_line;
mod from_toml;
mod json;
mod unfenced;
mod yaml;

pub(super) use unfenced::read as read_unfenced;

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

/// Reads the front matter of `text`. A program that writes fields before those of another leaves two blocks:
/// what the first does not say is taken from the second.
pub(super) fn read(text: &str) -> FrontMatter {
    let mut front = read_at(text, blank_prefix(text, 0));
    if front.body > 0 {
        let second = read_at(text, blank_prefix(text, front.body));
        if second.fields.has_known_key() {
            let both =
                "two blocks of front matter: what the first does not say is taken from the second";
            front.warning = front.warning.or_else(|| Some(both.to_owned()));
            front.fields.append(second.fields);
            front.body = second.body;
        }
    }
    front.fields = front.fields.decoded();
    front
}

fn read_at(text: &str, start: usize) -> FrontMatter {
    let rest = text.get(start..).unwrap_or("");
    match rest.chars().next() {
        Some('{' | '"') => json::read(text, start),
        Some('-' | '+') => fenced(text, start),
        _ => FrontMatter::default(),
    }
}

/// Where the byte order mark and blank lines end that follow the byte `from`. Spaces before the first
/// character are kept out of it: an indented `---` opens nothing.
fn blank_prefix(text: &str, from: usize) -> usize {
    let text = text.get(from..).unwrap_or("");
    let words = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = text.len() - words.len();
    let blank = text.get(..head).unwrap_or("");
    from + blank
        .rfind(['\n', '\r', '\u{feff}'])
        .map_or(0, |at| at + blank.get(at..).map_or(0, first_len))
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Front matter between two fences, or after one.
fn fenced(text: &str, start: usize) -> FrontMatter {
    let Some(fences) = Fences::find(text, start) else {
        return FrontMatter::default();
    };
    let end = fences.closing.map_or(text.len(), |(at, _)| at);
    let content = text.get(fences.content..end).unwrap_or("");
    let closed = fences
        .closing
        .and_then(|(_, body)| closed(text, &fences, content, body));
    closed
        .or_else(|| unclosed(content, fences.content))
        .unwrap_or_default()
}

/// What lies between two fences, if all of it is fields. The text goes on at byte `body`.
fn closed(text: &str, fences: &Fences, content: &str, body: usize) -> Option<FrontMatter> {
    let first_line = 1 + Lines::from(text.get(..fences.content)?, 0).count();
    let (fields, warning) = fences.dialect.read(content, first_line)?;
    Some(FrontMatter {
        fields,
        body,
        warning,
    })
}

/// Fields behind a fence that nothing closes, or only a rule far below in the text. They must be sure: two at
/// least, one of them known, and nothing among them that is no field. `start` is where `content` begins in
/// the file, in bytes.
fn unclosed(content: &str, start: usize) -> Option<FrontMatter> {
    let content = by_line::fields_only(content)?;
    let fields = by_line::read(content).filter(Fields::has_known_key)?;
    Some(FrontMatter {
        fields,
        body: start + content.len(),
        warning: Some("front matter is not closed: read as far as the text begins".to_owned()),
    })
}

/// Whether fields are prose that looks like them. Between two thematic breaks "They agreed: radio only." is a
/// mapping to YAML.
fn is_prose(fields: &Fields, content: &str) -> bool {
    !fields.are_deliberate()
        || (by_line::begins_blank(content) && !fields.has_known_key())
        || by_line::has_sentence(content)
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
            let fields = by_line::read(head).filter(|_| !by_line::has_text(head))?;
            let warning = format!("front matter over {MOST_BYTES} bytes: only its start was read");
            return Some((fields, Some(warning)));
        }
        let place = |line: usize| format!("line {}", first_line + line.saturating_sub(1));
        let (message, line) = match self.parse(content) {
            Ok((fields, _)) if is_prose(&fields, content) => return None,
            Ok((fields, twice)) => {
                let warning = twice.map(|(key, line)| {
                    let line = place(line);
                    format!("front matter has the key {key} twice, {line}: the first that says something counts")
                });
                return Some((fields, warning));
            }
            Err(Trouble::NoFields) => return None,
            Err(Trouble::Invalid(message, line)) => (message, line),
        };
        let fields = by_line::read(content)
            .filter(|fields| !is_prose(fields, content) && !by_line::has_text(content))?;
        let place = line.map_or_else(String::new, |line| format!(", {}", place(line)));
        let name = self.name();
        let warning =
            format!("front matter is not valid {name}{place} ({message}): read line by line");
        Some((fields, Some(warning)))
    }

    /// The fields by the rules of the dialect, and the first key that stands twice with its line.
    fn parse(self, content: &str) -> Result<(Fields, Option<(String, usize)>), Trouble> {
        let toml = || from_toml::fields(content).map(|fields| (fields, None));
        match self {
            Self::Toml => toml(),
            // bulletty writes TOML between the fences of YAML.
            Self::Yaml if from_toml::looks_so(content) => toml().or_else(|_| yaml::fields(content)),
            Self::Yaml => yaml::fields(content),
        }
    }
}

/// Where front matter lies, in bytes.
struct Fences {
    dialect: Dialect,
    /// Where the fields begin.
    content: usize,
    /// Where the closing fence begins, and the text behind it.
    closing: Option<(usize, usize)>,
}

impl Fences {
    fn find(text: &str, start: usize) -> Option<Self> {
        let mut lines = Lines::from(text, start);
        let (dialect, ends): (_, &[&str]) = match lines.next()?.1.trim_end() {
            "---" => (Dialect::Yaml, &["---", "..."]),
            "+++" => (Dialect::Toml, &["+++"]),
            _ => return None,
        };
        let content = lines.at();
        let mut closing = None;
        while let Some((at, line)) = lines.next() {
            if ends.contains(&line.trim_end()) {
                closing = Some((at, lines.at()));
                break;
            }
        }
        Some(Self {
            dialect,
            content,
            closing,
        })
    }
}

#[cfg(test)]
mod tests;
