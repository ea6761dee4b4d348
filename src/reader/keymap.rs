//! Which keys ask for which command: the table's defaults, changed by `config.toml`.

use super::{COMMANDS, Command, Key, KeyError, Scope};
use std::collections::BTreeMap;
use thiserror::Error;

/// Keys by scope. A command may be asked for by several keys, and by several keys in a row (`g g`).
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
        "[keys.{0}] is not a place for keys; there are library, reader, sidebar, passage, list and help"
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
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Self {
            bindings: BTreeMap::new(),
        };
        for info in COMMANDS {
            for scope in info.scopes {
                for keys in info.keys {
                    // The table's own keys parse; a test holds that.
                    if let Ok(chord) = chord(keys) {
                        keymap.bindings.insert((*scope, chord), info.command);
                    }
                }
            }
        }
        keymap
    }
}

impl Keymap {
    /// Gives `command` of `scope` these keys in place of those it has.
    ///
    /// # Errors
    /// [`KeymapError`] when there is no such scope, command or key; nothing is changed then.
    pub fn rebind(
        &mut self,
        scope: &str,
        command: &str,
        keys: &[String],
    ) -> Result<(), KeymapError> {
        let Some(place) = Scope::ALL.into_iter().find(|s| s.name() == scope) else {
            return Err(KeymapError::Scope(scope.to_owned()));
        };
        let found = COMMANDS
            .iter()
            .find(|info| info.name == command && info.scopes.contains(&place));
        let Some(info) = found else {
            return Err(KeymapError::Command {
                scope: place.name(),
                command: command.to_owned(),
            });
        };
        let chords = keys
            .iter()
            .map(|keys| chord(keys))
            .collect::<Result<Vec<_>, _>>()?;
        self.bindings
            .retain(|(s, _), c| *s != place || *c != info.command);
        for chord in chords {
            self.bindings.insert((place, chord), info.command);
        }
        Ok(())
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
}

impl Keymap {
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
                }),
                _ => lines.push(KeyLine {
                    keys,
                    doc: info.doc,
                    name: info.name,
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
    fn a_rebound_command_loses_its_old_keys_and_may_take_a_chord() {
        let mut keymap = Keymap::default();
        keymap.rebind("reader", "first", &["g g".into()]).unwrap();
        let g = "g".parse().unwrap();
        assert_eq!(keymap.look_up(Scope::Reader, &[g]), Lookup::Pending);
        assert_eq!(
            keymap.look_up(Scope::Reader, &[g, g]),
            Lookup::Found(Command::First)
        );
        assert_eq!(keymap.keys_of(Scope::Reader, Command::First), ["g g"]);
        assert!(keymap.rebind("reader", "fly", &[]).is_err());
        assert!(keymap.rebind("moon", "first", &[]).is_err());
        assert!(
            keymap
                .rebind("reader", "first", &["hyper-x".into()])
                .is_err()
        );
    }
}
