//! What `names.toml` may say, and what is wrong with what it says.

use crate::config::line_of;
use crate::names::{Correction, LONGEST_NAME, NameKind};
use crate::text::harmless_line;
use std::ops::Range;
use toml_edit::{Document, Item, Table};

/// The words at the head of a new file.
pub(super) const HEAD: &str = r#"# What you say of names, against what newsprint finds in articles. Applied to every article.
#
# Change it as you like: newsprint changes only the lines it has to, and keeps your comments.
# There is one [[name]] for each name, and under it any of these:
#
#   name   = "Marta Lindqvist"            the name, in its fullest form as newsprint shows it
#   called = "Captain Lindqvist"          what it is to be called instead
#   kind   = "person"                     what it is: person, organization or place
#   also   = ["Martha Lindquist"]         other names that are this one too
#   not    = ["Lindqvist"]                forms that newsprint takes for this name and that are another
#   hidden = true                         it is no name at all
#   added  = "person"                     find it wherever it stands, written just so; and its kind
"#;

/// The key of an entry.
pub(super) const ENTRY: &str = "name";

/// Something that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The line, counted from 1.
    pub(super) line: usize,
    /// What was wrong and what was expected.
    pub(super) message: String,
}

/// What `text` says, and what of it cannot be used.
///
/// # Errors
/// The first fault of a text that is no TOML.
pub(super) fn read(text: &str) -> Result<(Vec<Correction>, Vec<Fault>), Fault> {
    let document = Document::parse(text).map_err(|error| Fault {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        message: harmless_line(error.message()),
    })?;
    let mut reader = Reader {
        lines: Lines::of(text),
        corrections: Vec::new(),
        faults: Vec::new(),
    };
    for (key, item) in document.as_table() {
        match item {
            Item::ArrayOfTables(entries) if key == ENTRY => {
                entries.iter().for_each(|entry| reader.entry(entry));
            }
            _ if key == ENTRY => reader.wrong(item.span(), "expected [[name]] in double brackets"),
            _ => {
                let message = format!("unknown key `{}`; expected [[name]]", harmless_line(key));
                reader.wrong(item.span(), &message);
            }
        }
    }
    Ok((reader.corrections, reader.faults))
}

/// What the string `item` says, made harmless.
pub(super) fn words(item: &Item) -> Option<String> {
    item.as_str().map(told)
}

/// A name as it is told of: harmless, with single spaces.
pub(super) fn told(name: &str) -> String {
    let harmless = harmless_line(name);
    harmless.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The kind that the word of the file means.
pub(super) fn kind(word: &str) -> Option<NameKind> {
    match word {
        "person" => Some(NameKind::Person),
        "organization" | "organisation" => Some(NameKind::Organization),
        "place" => Some(NameKind::Place),
        _ => None,
    }
}

/// The word of the file for `kind`.
pub(super) const fn word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organization => "organization",
        NameKind::Place => "place",
    }
}

/// Where lines start, to name the line of many faults without counting from the top each time.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset) + 1
    }
}

struct Reader {
    lines: Lines,
    corrections: Vec<Correction>,
    faults: Vec<Fault>,
}

impl Reader {
    fn wrong(&mut self, span: Option<Range<usize>>, message: &str) {
        self.faults.push(Fault {
            line: self.lines.at(span.map_or(0, |span| span.start)),
            message: message.to_owned(),
        });
    }

    fn entry(&mut self, entry: &Table) {
        let Some(name) = entry.get("name") else {
            self.wrong(
                entry.span(),
                "this [[name]] has no name; expected name = \"…\"",
            );
            return;
        };
        let Some(name) = self.name(name, "name") else {
            return;
        };
        for (key, item) in entry {
            match key {
                "name" => {}
                "called" => {
                    if let Some(to) = self.name(item, key) {
                        let name = name.clone();
                        self.corrections.push(Correction::Rename { name, to });
                    }
                }
                "kind" | "added" => self.kind(&name, key, item),
                "also" | "not" => self.forms(&name, key, item),
                "hidden" => match item.as_bool() {
                    Some(true) => self
                        .corrections
                        .push(Correction::Hide { name: name.clone() }),
                    Some(false) => {}
                    None => self.wrong(item.span(), "hidden: expected true or false"),
                },
                _ => {
                    let message = format!(
                        "unknown key `{}`; expected name, called, kind, also, not, hidden or added",
                        harmless_line(key)
                    );
                    self.wrong(item.span(), &message);
                }
            }
        }
    }

    /// The name that `item` is.
    fn name(&mut self, item: &Item, key: &str) -> Option<String> {
        let name = words(item).filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
        if name.is_none() {
            let message =
                format!("{key}: expected a name in quotes, of {LONGEST_NAME} bytes at most");
            self.wrong(item.span(), &message);
        }
        name
    }

    fn kind(&mut self, name: &str, key: &str, item: &Item) {
        let Some(kind) = item.as_str().and_then(kind) else {
            let message = format!("{key}: expected \"person\", \"organization\" or \"place\"");
            self.wrong(item.span(), &message);
            return;
        };
        let name = name.to_owned();
        self.corrections.push(if key == "kind" {
            Correction::Kind { name, kind }
        } else {
            Correction::Add { name, kind }
        });
    }

    /// The list of names that `item` is; a single name is as good.
    fn forms(&mut self, name: &str, key: &str, item: &Item) {
        let forms: Vec<Item> = match item.as_array() {
            Some(list) => list.iter().cloned().map(Item::Value).collect(),
            None => vec![item.clone()],
        };
        for form in &forms {
            let Some(form) = self.name(form, key) else {
                continue;
            };
            let name = name.to_owned();
            self.corrections.push(if key == "also" {
                Correction::Merge {
                    name: form,
                    into: name,
                }
            } else {
                Correction::Split { name, form }
            });
        }
    }
}
