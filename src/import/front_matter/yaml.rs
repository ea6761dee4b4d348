//! YAML to fields, from the events of the parser, within limits.
//!
//! No tag is honoured and no alias copied: an alias to a scalar is that scalar, any other is nothing, so
//! that a few lines cannot grow to millions of values.

use super::super::fields::{DEEPEST, Fields, Value};
use super::Trouble;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::{HashMap, HashSet};

/// The fields of the first document in `content`, which must be a mapping (or a list of such, as Omnivore writes
/// it: of one item the fields count, of several none), and the first key that stands in it
/// twice, with its line (from 1).
pub(super) fn fields(content: &str) -> Result<(Fields, Option<(String, usize)>), Trouble> {
    let mut loader = Loader::default();
    for event in Parser::new_from_str(content) {
        let (event, span) = event.map_err(|error| {
            Trouble::Invalid(error.info().to_owned(), Some(error.marker().line()))
        })?;
        match event {
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Scalar(text, style, anchor, _) => {
                loader.line = span.start.line();
                loader.scalar(&text, style == ScalarStyle::Plain, anchor);
            }
            Event::Alias(anchor) => loader.alias(anchor),
            Event::SequenceStart(..) => loader.open(Open::List(Vec::new())),
            Event::MappingStart(..) => loader.open(Open::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => loader.close(),
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
    }
    match loader.root {
        Some(Root::Fields(fields)) => Ok((fields, loader.twice)),
        Some(Root::Items(items)) => of_items(items).map(|fields| (fields, None)),
        _ => Err(Trouble::NoFields),
    }
}

/// The fields of the articles that one file holds, each known by an id.
fn of_items(items: Vec<Value>) -> Result<Fields, Trouble> {
    let mut all = Vec::new();
    for item in items {
        let Value::Map(pairs) = item else {
            return Err(Trouble::NoFields);
        };
        let mut fields = Fields::new();
        for (key, value) in pairs {
            fields.push(&key, value);
        }
        if !fields.has("id") {
            return Err(Trouble::NoFields);
        }
        all.push(fields);
    }
    let alone = all.len() == 1;
    all.pop()
        .map(|one| if alone { one } else { Fields::new() })
        .ok_or(Trouble::NoFields)
}

/// Builds values from events, with a stack of its own.
#[derive(Default)]
struct Loader {
    /// What is open below the root, outermost first.
    open: Vec<Open>,
    /// How many collections are open beyond the depth limit.
    beyond: usize,
    anchors: HashMap<usize, String>,
    root: Option<Root>,
    /// The key in the root mapping that waits for its value.
    key: Option<String>,
    /// The keys of the root mapping so far, and the first that came again.
    keys: HashSet<String>,
    twice: Option<(String, usize)>,
    /// The line of the last scalar, from 1.
    line: usize,
}

enum Root {
    Fields(Fields),
    Items(Vec<Value>),
    Other,
}

enum Open {
    List(Vec<Value>),
    /// The pairs, and the key that waits for its value.
    Map(Vec<(String, Value)>, Option<String>),
}

impl Loader {
    fn scalar(&mut self, text: &str, plain: bool, anchor: usize) {
        let is_null = plain && matches!(text, "~" | "null" | "Null" | "NULL");
        let text = if is_null { "" } else { text };
        if anchor > 0 {
            self.anchors.insert(anchor, text.to_owned());
        }
        self.value(Value::from(text));
    }

    fn alias(&mut self, anchor: usize) {
        let text = self.anchors.get(&anchor).cloned().unwrap_or_default();
        self.value(Value::Text(text));
    }

    fn open(&mut self, open: Open) {
        if self.root.is_none() {
            self.root = Some(match open {
                Open::Map(..) => Root::Fields(Fields::new()),
                Open::List(items) => Root::Items(items),
            });
        } else if self.open.len() < DEEPEST && self.beyond == 0 {
            self.open.push(open);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            if self.beyond == 0 {
                self.value(Value::null());
            }
            return;
        }
        let value = match self.open.pop() {
            Some(Open::List(items)) => Value::List(items),
            Some(Open::Map(pairs, _)) => Value::Map(pairs),
            None => return, // the root
        };
        self.value(value);
    }

    /// A finished value takes its place in what is open.
    fn value(&mut self, value: Value) {
        if self.beyond > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map(pairs, key)) => match key.take() {
                None => *key = Some(value.text().unwrap_or_default()),
                Some(key) => pairs.push((key, value)),
            },
            None => match &mut self.root {
                None => self.root = Some(Root::Other),
                Some(Root::Other) => {}
                Some(Root::Items(items)) => items.push(value),
                Some(Root::Fields(fields)) => match self.key.take() {
                    None => {
                        let key = value.text().unwrap_or_default();
                        if !self.keys.insert(key.clone()) && self.twice.is_none() {
                            self.twice = Some((key.clone(), self.line));
                        }
                        self.key = Some(key);
                    }
                    Some(key) => fields.push(&key, value),
                },
            },
        }
    }
}
