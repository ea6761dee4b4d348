//! Which keys ask for which command: the table's defaults, changed by `config.toml`.

mod bindings;

pub use bindings::{Binding, Rejected};

use super::{COMMANDS, Command, Key, KeyError, Scope, Topic};
use bindings::Wishes;
use std::collections::BTreeMap;
use thiserror::Error;

/// Keys by scope. A command may be asked for by several keys, and by several keys in a row (`g g`); no row of
/// keys begins another of its scope.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: BTreeMap<(Scope, Vec<Key>), Command>,
}

/// What a row of keys means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A command.
    Found(Command),
    /// The beginning of one.
    Pending,
    /// Nothing.
    Nothing,
}

/// What is wrong with a binding of the reader's.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeymapError {
    /// No such scope.
    #[error(
        "[keys.{0}] is not a place for keys; there are library, reader, sidebar, passage, list, card, marks and help"
    )]
    Scope(String),
    /// No such command there.
    #[error("`{command}` is not a command of [keys.{scope}]; `newsprint keys` lists them")]
    Command {
        /// The scope, by name.
        scope: &'static str,
        /// The word that is no command.
        command: String,
    },
    /// No such key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Two bindings ask for the same keys, or one for the beginning of the other's.
    #[error(
        "{} in [keys.{scope}]; give one of them another key",
        clash(keys, command, other_keys, other)
    )]
    Clash {
        /// The scope, by name.
        scope: &'static str,
        /// The keys of the later binding.
        keys: String,
        /// Its command.
        command: &'static str,
        /// The keys of the earlier binding.
        other_keys: String,
        /// Its command.
        other: &'static str,
    },
    /// A binding takes the last default key of a command that is given no other.
    #[error(
        "`{command}` takes `{keys}`, the last key of `{robbed}` in [keys.{scope}]; give that another with \
         {robbed} = \"KEY\", or none with {robbed} = []"
    )]
    Robbed {
        /// The scope, by name.
        scope: &'static str,
        /// The command that takes the key.
        command: &'static str,
        /// The key that is taken.
        keys: String,
        /// The command that would have no key left.
        robbed: &'static str,
    },
}

/// Says why two bindings cannot both be.
fn clash(keys: &str, command: &str, other_keys: &str, other: &str) -> String {
    if keys == other_keys {
        return format!("`{keys}` cannot be both `{other}` and `{command}`");
    }
    let ((short, begins), (long, hidden)) = if keys.len() < other_keys.len() {
        ((keys, command), (other_keys, other))
    } else {
        ((other_keys, other), (keys, command))
    };
    format!("`{long}` of `{hidden}` cannot be reached while `{short}` alone is `{begins}`")
}

impl Default for Keymap {
    fn default() -> Self {
        // Where nothing is bound, nothing clashes; a test holds that every command has its keys.
        Self::with(&[]).unwrap_or_else(|_| Self {
            bindings: BTreeMap::new(),
        })
    }
}

impl Keymap {
    /// The table's keys, changed by `bindings`, whose order decides nothing. A key that is bound is taken
    /// from the command that has it by default, and so is one that begins it or that it begins, as long as
    /// that command has a key left or is bound itself.
    ///
    /// # Errors
    /// [`Rejected`] when there is no such scope, command or key, when two bindings clash, or when a command
    /// would lose its last key.
    pub fn with(bindings: &[Binding]) -> Result<Self, Rejected> {
        Wishes::read(bindings)?.keymap()
    }

    /// What `keys`, pressed one after another in `scope`, mean.
    pub fn look_up(&self, scope: Scope, keys: &[Key]) -> Lookup {
        if let Some(command) = self.bindings.get(&(scope, keys.to_vec())) {
            return Lookup::Found(*command);
        }
        let begins = |chord: &[Key]| chord.len() > keys.len() && chord.starts_with(keys);
        if self
            .bindings
            .keys()
            .any(|(s, chord)| *s == scope && begins(chord))
        {
            Lookup::Pending
        } else {
            Lookup::Nothing
        }
    }

    /// The keys that ask for `command` in `scope`, in the table's order, those of the reader last.
    pub fn keys_of(&self, scope: Scope, command: Command) -> Vec<String> {
        let bound = self
            .bindings
            .iter()
            .filter(|((s, _), c)| *s == scope && **c == command);
        let mut keys: Vec<String> = bound.map(|((_, chord), _)| written(chord)).collect();
        let defaults = COMMANDS
            .iter()
            .find(|info| info.command == command && info.scopes.contains(&scope));
        let rank = |key: &String| {
            defaults
                .and_then(|info| info.keys.iter().position(|k| k == key))
                .unwrap_or(usize::MAX)
        };
        keys.sort_by_key(rank);
        keys
    }
}

/// A line of the help: what to press, what it does, what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    /// The keys, each written as in `config.toml`.
    pub keys: Vec<String>,
    /// What they do.
    pub doc: &'static str,
    /// The name of the command.
    pub name: &'static str,
    /// What it has to do with.
    pub topic: Topic,
}

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A heading.
    Heading(&'static str),
    /// An empty row, before a heading.
    Space,
    /// Keys and what they do.
    Keys(KeyLine),
}

/// So many lines of help are read without headings.
const WITHOUT_HEADINGS: usize = 20;

impl Keymap {
    /// The help for `scope`: what has keys, under headings where it is long.
    pub fn help(&self, scope: Scope) -> Vec<HelpRow> {
        let mut lines = self.lines(scope);
        lines.retain(|line| !line.keys.is_empty());
        let headed = lines.len() > WITHOUT_HEADINGS;
        let mut rows = Vec::new();
        let mut topic = None;
        for line in lines {
            if headed && topic.replace(line.topic) != Some(line.topic) {
                if !rows.is_empty() {
                    rows.push(HelpRow::Space);
                }
                rows.push(HelpRow::Heading(line.topic.title()));
            }
            rows.push(HelpRow::Keys(line));
        }
        rows
    }

    /// The lines of the help for `scope`, in the table's order. The nine sections that a digit leads to
    /// are one line, named after the first.
    pub fn lines(&self, scope: Scope) -> Vec<KeyLine> {
        let mut lines: Vec<KeyLine> = Vec::new();
        for info in COMMANDS.iter().filter(|info| info.scopes.contains(&scope)) {
            let keys = self.keys_of(scope, info.command);
            let first = lines.iter_mut().find(|line| line.name == "section-1");
            match (info.command, first) {
                (Command::Section(2..), Some(first)) => first.keys.extend(keys),
                (Command::Section(1), _) => lines.push(KeyLine {
                    keys,
                    doc: "To the section of this number",
                    name: info.name,
                    topic: info.command.topic(),
                }),
                _ => lines.push(KeyLine {
                    keys,
                    doc: info.doc,
                    name: info.name,
                    topic: info.command.topic(),
                }),
            }
        }
        lines
    }
}

fn chord(keys: &str) -> Result<Vec<Key>, KeyError> {
    let chord = keys
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<Vec<Key>, _>>()?;
    if chord.is_empty() {
        Err(keys.parse::<Key>().expect_err("an empty word is no key"))
    } else {
        Ok(chord)
    }
}

fn written(chord: &[Key]) -> String {
    chord
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_key_parses_and_means_one_thing_in_its_scope() {
        let mut seen = BTreeMap::new();
        for info in COMMANDS {
            for (scope, keys) in info
                .scopes
                .iter()
                .flat_map(|s| info.keys.iter().map(move |k| (s, k)))
            {
                chord(keys).unwrap();
                let other = seen.insert((scope, keys), info.name);
                assert_eq!(
                    other,
                    None,
                    "{keys} in {} is {} and {:?}",
                    scope.name(),
                    info.name,
                    other
                );
            }
        }
    }

    #[test]
    fn a_heading_of_the_help_stands_once() {
        for scope in Scope::ALL {
            let rows = Keymap::default().help(scope);
            let mut headings: Vec<_> = rows
                .iter()
                .filter(|row| matches!(row, HelpRow::Heading(_)))
                .collect();
            let count = headings.len();
            headings.dedup();
            headings.sort_by_key(|row| format!("{row:?}"));
            headings.dedup();
            assert_eq!(headings.len(), count, "{}", scope.name());
            assert!(rows.first() != Some(&HelpRow::Space), "{}", scope.name());
        }
    }

    #[test]
    fn every_command_has_its_default_keys() {
        let keymap = Keymap::default();
        for info in COMMANDS {
            for scope in info.scopes {
                assert_eq!(
                    keymap.keys_of(*scope, info.command),
                    info.keys,
                    "{}",
                    info.name
                );
            }
        }
    }
}
