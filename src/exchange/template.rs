//! Templates for Markdown: the part of mustache(5) that a list of passages needs.
//!
//! `{{name}}` puts a value in, escaped for Markdown; `{{{name}}}` or `{{&name}}` puts it in as it is. `{{#name}}…{{/name}}`
//! is written once for each element of a list, and for another value once if there is one; `{{^name}}…{{/name}}` if
//! there is none. `{{!…}}` is a remark. A line with nothing but one of these signs leaves no line behind. A value of
//! several lines keeps the `>` and the spaces that stand before it on its line, so that a quotation stays one.

use std::borrow::Cow;
use thiserror::Error;

/// Sections may stand in so many others.
const DEEPEST: usize = 8;

/// A template that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    /// What was wrong and what was expected.
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value {
        name: &'static str,
        escaped: bool,
    },
    /// A section, up to the piece `end`, which is behind its last.
    Section {
        name: &'static str,
        inverted: bool,
        end: usize,
    },
}

/// A value that a template can put in.
#[derive(Debug)]
pub(super) enum Value<'w> {
    /// There is none.
    Nothing,
    /// A truth, without words.
    Flag(bool),
    /// Words.
    Text(Cow<'w, str>),
    /// A list; each element answers to names of its own.
    List(Vec<Box<dyn Scope + 'w>>),
}

/// What names mean somewhere in a template.
pub(super) trait Scope {
    /// The value of `name`; `None` when it means nothing here, and what stands around is asked.
    fn value(&self, name: &str) -> Option<Value<'_>>;
}

impl std::fmt::Debug for dyn Scope + '_ {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scope")
    }
}

/// A sign between braces.
struct Sign<'t> {
    kind: char,
    name: &'t str,
    /// Where it stands, in bytes of the template.
    start: usize,
    end: usize,
}

impl Template {
    /// Reads a template in which `names` may stand.
    ///
    /// # Errors
    /// [`TemplateError`] with the line.
    pub(super) fn parse(text: &str, names: &[&'static str]) -> Result<Self, TemplateError> {
        let wrong = |at: usize, message: String| TemplateError {
            line: text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1,
            message,
        };
        let mut reader = Reader {
            names,
            pieces: Vec::new(),
            open: Vec::new(),
        };
        let mut reached = 0;
        while let Some(sign) =
            next_sign(text, reached).map_err(|(at, message)| wrong(at, message))?
        {
            let (start, end) = alone(text, &sign);
            reader.text(text.get(reached..start).unwrap_or(""));
            reached = end;
            reader
                .sign(&sign)
                .map_err(|message| wrong(sign.start, message))?;
        }
        if let Some((_, name, at)) = reader.open.pop() {
            let message = format!("{{{{#{name}}}}} is not closed; expected {{{{/{name}}}}}");
            return Err(wrong(at, message));
        }
        reader.text(text.get(reached..).unwrap_or(""));
        Ok(Self {
            pieces: reader.pieces,
        })
    }

    /// The template with the values of `scope`, escaped by `escape`.
    pub(super) fn render(&self, scope: &dyn Scope, escape: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        self.write(0..self.pieces.len(), &[scope], escape, &mut out);
        out
    }

    /// Writes the pieces `range`. It calls itself once for each level of sections, of which there are few.
    fn write(
        &self,
        range: std::ops::Range<usize>,
        scopes: &[&dyn Scope],
        escape: &dyn Fn(&str) -> String,
        out: &mut String,
    ) {
        let mut at = range.start;
        while at < range.end {
            let Some(piece) = self.pieces.get(at) else {
                return;
            };
            at += 1;
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value { name, escaped } => {
                    if let Value::Text(text) = look_up(scopes, name) {
                        let text = if *escaped {
                            Cow::Owned(escape(&text))
                        } else {
                            text
                        };
                        push_value(out, &text);
                    }
                }
                Piece::Section {
                    name,
                    inverted,
                    end,
                } => {
                    let inside = at..*end;
                    at = *end;
                    let value = look_up(scopes, name);
                    if *inverted == value.is_nothing() {
                        self.section(inside, &value, scopes, escape, out);
                    }
                }
            }
        }
    }

    /// Writes a section that is to be written: once for each element of a list, else once.
    fn section(
        &self,
        inside: std::ops::Range<usize>,
        value: &Value<'_>,
        scopes: &[&dyn Scope],
        escape: &dyn Fn(&str) -> String,
        out: &mut String,
    ) {
        let Some(list) = value.elements() else {
            self.write(inside, scopes, escape, out);
            return;
        };
        for element in list {
            let mut inner = scopes.to_vec();
            inner.push(&**element);
            self.write(inside.clone(), &inner, escape, out);
        }
    }
}

impl<'w> Value<'w> {
    /// Whether there is nothing of it.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Flag(flag) => !flag,
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
        }
    }

    /// The elements of a list that has any.
    fn elements(&self) -> Option<&[Box<dyn Scope + 'w>]> {
        match self {
            Self::List(list) if !list.is_empty() => Some(list),
            _ => None,
        }
    }
}

/// The value of `name`, asked from the inside out.
fn look_up<'s>(scopes: &[&'s dyn Scope], name: &str) -> Value<'s> {
    let mut values = scopes.iter().rev().filter_map(|scope| scope.value(name));
    values.next().unwrap_or(Value::Nothing)
}

/// Writes a value; its further lines begin as the line that it stands on.
fn push_value(out: &mut String, value: &str) {
    let line = out.rsplit('\n').next().unwrap_or("");
    let before: String = line
        .chars()
        .take_while(|c| matches!(c, '>' | ' '))
        .collect();
    let mut lines = value.split('\n');
    out.push_str(lines.next().unwrap_or(""));
    for line in lines {
        out.push('\n');
        // A blank line of a quotation ends in no space.
        out.push_str(if line.is_empty() {
            before.trim_end()
        } else {
            &before
        });
        out.push_str(line);
    }
}

/// A template that is being read.
struct Reader<'n> {
    names: &'n [&'static str],
    pieces: Vec<Piece>,
    /// Sections that are open: their pieces, their names, and where they stand in bytes.
    open: Vec<(usize, &'static str, usize)>,
}

impl Reader<'_> {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    fn sign(&mut self, sign: &Sign<'_>) -> Result<(), String> {
        if sign.kind == '!' {
            return Ok(());
        }
        let Some(name) = self.names.iter().copied().find(|name| *name == sign.name) else {
            let known = self.names.join(", ");
            let name = sign.name;
            return Err(format!(
                "{{{{{name}}}}} is no placeholder; expected one of {known}"
            ));
        };
        match sign.kind {
            '#' | '^' => {
                if self.open.len() >= DEEPEST {
                    return Err(format!(
                        "sections stand in one another, expected at most {DEEPEST}"
                    ));
                }
                self.open.push((self.pieces.len(), name, sign.start));
                let inverted = sign.kind == '^';
                self.pieces.push(Piece::Section {
                    name,
                    inverted,
                    end: 0,
                });
                Ok(())
            }
            '/' => self.close(name),
            kind => {
                let escaped = kind != '&';
                self.pieces.push(Piece::Value { name, escaped });
                Ok(())
            }
        }
    }

    fn close(&mut self, name: &str) -> Result<(), String> {
        let closes = format!("{{{{/{name}}}}} closes nothing");
        let Some((at, own, _)) = self.open.pop() else {
            return Err(format!("{closes}; no section is open"));
        };
        if own != name {
            return Err(format!("{closes}; expected {{{{/{own}}}}}"));
        }
        let close = self.pieces.len();
        if let Some(Piece::Section { end, .. }) = self.pieces.get_mut(at) {
            *end = close;
        }
        Ok(())
    }
}

/// The next sign behind byte `from`.
fn next_sign(text: &str, from: usize) -> Result<Option<Sign<'_>>, (usize, String)> {
    let Some(at) = text.get(from..).and_then(|rest| rest.find("{{")) else {
        return Ok(None);
    };
    let start = from + at;
    let inside = text.get(start + 2..).unwrap_or("");
    let (closing, inside, skipped) = match inside.strip_prefix('{') {
        Some(inside) => ("}}}", inside, 3),
        None => ("}}", inside, 2),
    };
    let Some(len) = inside.find(closing) else {
        return Err((
            start,
            format!("a placeholder is not closed; expected {closing}"),
        ));
    };
    let end = start + skipped + len + closing.len();
    let words = inside.get(..len).unwrap_or("").trim();
    let first = words.chars().next().filter(|c| "#^/!&".contains(*c));
    let kind = match first {
        Some(kind) => kind,
        None if skipped == 3 => '&',
        None => ' ',
    };
    let name = first.map_or(words, |kind| {
        words.get(kind.len_utf8()..).unwrap_or("").trim()
    });
    if name.is_empty() && kind != '!' {
        return Err((
            start,
            "a placeholder without a name; expected a word between the braces".to_owned(),
        ));
    }
    Ok(Some(Sign {
        kind,
        name,
        start,
        end,
    }))
}

/// What is taken out of the text for a sign: all of its line, where it is a section's or a remark and stands alone.
fn alone(text: &str, sign: &Sign<'_>) -> (usize, usize) {
    let own = (sign.start, sign.end);
    if !"#^/!".contains(sign.kind) {
        return own;
    }
    let before = text.get(..sign.start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = text.get(sign.end..).unwrap_or("");
    let end = behind.find('\n').map_or(behind.len(), |at| at + 1);
    let blank = |words: Option<&str>| words.is_some_and(|words| words.trim().is_empty());
    if blank(text.get(line..sign.start)) && blank(behind.get(..end)) {
        (line, sign.end + end)
    } else {
        own
    }
}

#[cfg(test)]
mod tests;
