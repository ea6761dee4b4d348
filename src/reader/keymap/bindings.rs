//! What the reader binds in `config.toml`: read whole, and checked for clashes before any of it counts.
//!
//! All of it is collected first, so that the order in which it is written decides nothing.

use super::{Keymap, KeymapError, chord, written};
use crate::reader::{COMMANDS, Command, CommandInfo, Key, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Keys that the reader gives a command, in place of those it has. Without keys the command has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The scope, by name.
    pub scope: String,
    /// The command, by name.
    pub command: String,
    /// The keys, as `config.toml` writes them.
    pub keys: Vec<String>,
}

/// A binding that cannot be.
#[derive(Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Which of the bindings, counted from 0.
    pub binding: usize,
    /// What is wrong with it.
    pub error: KeymapError,
}

/// One chord that the reader asks for.
struct Wish {
    scope: Scope,
    chord: Vec<Key>,
    /// The command that it shall mean.
    command: Command,
    /// Its name.
    name: &'static str,
    /// Which binding asks for it.
    binding: usize,
}

/// All that the reader asks for.
pub(super) struct Wishes {
    /// By scope and chord. No chord of a scope begins another, so what touches a chord stands next to it.
    chords: Vec<Wish>,
    /// The commands that keep none of their default keys.
    commands: BTreeSet<(Scope, Command)>,
}

impl Wishes {
    /// Reads what the reader asks for.
    pub(super) fn read(bindings: &[Binding]) -> Result<Self, Rejected> {
        let mut wishes = Self {
            chords: Vec::new(),
            commands: BTreeSet::new(),
        };
        for (number, binding) in bindings.iter().enumerate() {
            wishes.add(number, binding).map_err(|error| Rejected {
                binding: number,
                error,
            })?;
        }
        wishes.chords.sort_by(|a, b| {
            (a.scope, &a.chord, a.command, a.binding)
                .cmp(&(b.scope, &b.chord, b.command, b.binding))
        });
        wishes
            .chords
            .dedup_by(|b, a| (a.scope, &a.chord, a.command) == (b.scope, &b.chord, b.command));
        wishes.clash().map_or(Ok(wishes), Err)
    }

    fn add(&mut self, number: usize, binding: &Binding) -> Result<(), KeymapError> {
        let (scope, info) = command(&binding.scope, &binding.command)?;
        self.commands.insert((scope, info.command));
        for keys in &binding.keys {
            self.chords.push(Wish {
                scope,
                chord: chord(keys)?,
                command: info.command,
                name: info.name,
                binding: number,
            });
        }
        Ok(())
    }

    /// The first binding that asks for what an earlier one has. Only neighbours need to be compared: in the
    /// order of chords, all that begin with one chord follow it at once.
    fn clash(&self) -> Option<Rejected> {
        let clashes = self.chords.windows(2).filter_map(|pair| {
            let [short, long] = pair else { return None };
            if short.scope != long.scope || !long.chord.starts_with(&short.chord) {
                return None;
            }
            let (earlier, later) = if short.binding <= long.binding {
                (short, long)
            } else {
                (long, short)
            };
            Some(Rejected {
                binding: later.binding,
                error: KeymapError::Clash {
                    scope: later.scope.name(),
                    keys: written(&later.chord),
                    command: later.name,
                    other_keys: written(&earlier.chord),
                    other: earlier.name,
                },
            })
        });
        clashes.min_by_key(|clash| clash.binding)
    }

    /// What the reader asks for that `chord` would be, hide, or be hidden by.
    fn taker(&self, scope: Scope, chord: &[Key]) -> Option<&Wish> {
        let at = self
            .chords
            .partition_point(|wish| (wish.scope, wish.chord.as_slice()) < (scope, chord));
        let after = self.chords.get(at);
        let before = at.checked_sub(1).and_then(|at| self.chords.get(at));
        after
            .filter(|wish| wish.scope == scope && wish.chord.starts_with(chord))
            .or_else(|| before.filter(|wish| wish.scope == scope && chord.starts_with(&wish.chord)))
    }

    /// The keys of `info` in `scope` that the reader's own leave it.
    fn left(&self, scope: Scope, info: &CommandInfo) -> Result<Vec<Vec<Key>>, Rejected> {
        let mut left = Vec::new();
        let mut lost = None;
        // The table's own keys parse; a test holds that.
        for chord in info.keys.iter().filter_map(|keys| chord(keys).ok()) {
            match self.taker(scope, &chord) {
                Some(taker) => lost = Some((taker, chord)),
                None => left.push(chord),
            }
        }
        match lost {
            Some((taker, chord)) if left.is_empty() => Err(Rejected {
                binding: taker.binding,
                error: KeymapError::Robbed {
                    scope: scope.name(),
                    command: taker.name,
                    keys: written(&chord),
                    robbed: info.name,
                },
            }),
            _ => Ok(left),
        }
    }

    /// The reader's keys, and of the table's those that they leave.
    pub(super) fn keymap(self) -> Result<Keymap, Rejected> {
        let mut bindings = BTreeMap::new();
        for info in COMMANDS {
            for scope in info.scopes {
                if self.commands.contains(&(*scope, info.command)) {
                    continue;
                }
                for chord in self.left(*scope, info)? {
                    bindings.insert((*scope, chord), info.command);
                }
            }
        }
        for wish in self.chords {
            bindings.insert((wish.scope, wish.chord), wish.command);
        }
        Ok(Keymap { bindings })
    }
}

/// The scope and the command of these names.
fn command(scope: &str, command: &str) -> Result<(Scope, &'static CommandInfo), KeymapError> {
    let Some(place) = Scope::ALL.into_iter().find(|place| place.name() == scope) else {
        return Err(KeymapError::Scope(scope.to_owned()));
    };
    COMMANDS
        .iter()
        .find(|info| info.name == command && info.scopes.contains(&place))
        .map(|info| (place, info))
        .ok_or_else(|| KeymapError::Command {
            scope: place.name(),
            command: command.to_owned(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Lookup;
    use proptest::prelude::*;

    fn binding((scope, command, keys): (&str, &str, &[&str])) -> Binding {
        Binding {
            scope: scope.into(),
            command: command.into(),
            keys: keys.iter().map(|keys| (*keys).into()).collect(),
        }
    }

    fn with(bindings: &[(&str, &str, &[&str])]) -> Result<Keymap, Rejected> {
        Keymap::with(&bindings.iter().copied().map(binding).collect::<Vec<_>>())
    }

    fn said(bindings: &[(&str, &str, &[&str])]) -> (usize, String) {
        let rejected = with(bindings).unwrap_err();
        (rejected.binding, rejected.error.to_string())
    }

    #[test]
    fn a_bound_command_loses_its_old_keys_and_may_take_a_chord() {
        let keymap = with(&[("reader", "first", &["g g"])]).unwrap();
        let g = "g".parse().unwrap();
        assert_eq!(keymap.look_up(Scope::Reader, &[g]), Lookup::Pending);
        let found = Lookup::Found(Command::First);
        assert_eq!(keymap.look_up(Scope::Reader, &[g, g]), found);
        assert_eq!(keymap.keys_of(Scope::Reader, Command::First), ["g g"]);
        // Elsewhere nothing has changed.
        assert_eq!(keymap.look_up(Scope::Library, &[g]), found);
    }

    #[test]
    fn a_binding_without_keys_takes_the_command_off_the_keyboard() {
        let keymap = with(&[("reader", "suspend", &[])]).unwrap();
        assert!(keymap.keys_of(Scope::Reader, Command::Suspend).is_empty());
    }

    #[test]
    fn what_there_is_not_is_refused() {
        for (number, bindings) in [
            (0, &[("moon", "first", &["v"][..])][..]),
            (1, &[("reader", "first", &["v"]), ("reader", "fly", &[])]),
            (0, &[("reader", "first", &["hyper-x"])]),
            (0, &[("reader", "first", &["g", ""])]),
            // A command of another place.
            (1, &[("help", "first", &["v"]), ("help", "next-page", &[])]),
        ] {
            assert_eq!(said(bindings).0, number, "{bindings:?}");
        }
    }

    #[test]
    fn one_key_for_two_commands_is_a_clash_whichever_stands_first() {
        let (first, last) = (
            ("reader", "first", &["v"][..]),
            ("reader", "last", &["v"][..]),
        );
        let words =
            "`v` cannot be both `first` and `last` in [keys.reader]; give one of them another key";
        assert_eq!(said(&[first, last]), (1, words.into()));
        let (number, words) = said(&[last, first]);
        assert_eq!(number, 1, "{words}");
        // In two scopes it is none, nor is a key named twice.
        with(&[first, ("library", "last", &["v", "v"])]).unwrap();
    }

    #[test]
    fn a_key_that_begins_another_of_the_reader_s_is_a_clash() {
        let (short, long) = (
            ("reader", "first", &["g"][..]),
            ("reader", "next-article", &["v", "g n"][..]),
        );
        let words = "`g n` of `next-article` cannot be reached while `g` alone is `first` in [keys.reader]; give one \
                     of them another key";
        assert_eq!(said(&[short, long]), (1, words.into()));
        assert_eq!(said(&[long, short]), (1, words.into()));
        assert_eq!(said(&[("reader", "first", &["g", "g g"])]).0, 0);
    }

    #[test]
    fn a_default_key_gives_way_where_its_command_keeps_another() {
        // `f` turns the page and so do seven others; `g` goes to the start and so does `home`.
        let keymap = with(&[("reader", "find-section", &["f", "g s"])]).unwrap();
        let press = |keys: &[&str]| {
            let keys: Vec<Key> = keys.iter().map(|key| key.parse().unwrap()).collect();
            keymap.look_up(Scope::Reader, &keys)
        };
        assert_eq!(press(&["f"]), Lookup::Found(Command::FindSection));
        assert_eq!(press(&["g"]), Lookup::Pending);
        assert_eq!(press(&["g", "s"]), Lookup::Found(Command::FindSection));
        assert_eq!(keymap.keys_of(Scope::Reader, Command::First), ["home"]);
        assert_eq!(press(&["s"]), Lookup::Nothing);
    }

    #[test]
    fn the_last_key_of_a_command_is_not_taken_silently() {
        let words = "`next-page` takes `q`, the last key of `back` in [keys.reader]; give that another with \
                     back = \"KEY\", or none with back = []";
        assert_eq!(said(&[("reader", "next-page", &["q"])]), (0, words.into()));
        // By a longer chord too, and key by key.
        assert_eq!(said(&[("reader", "next-page", &["q n"])]).0, 0);
        let both = said(&[("reader", "search", &["g"]), ("reader", "go-to", &["home"])]);
        assert!(both.1.contains("the last key of `first`"), "{both:?}");
        // It is enough to say where it goes, before or after.
        let (page, back) = (
            ("reader", "next-page", &["q"][..]),
            ("reader", "back", &["v"][..]),
        );
        assert!(with(&[page, back]).is_ok() && with(&[back, page]).is_ok());
        // Two commands may change places.
        with(&[("reader", "search", &["n"]), ("reader", "next-hit", &["/"])]).unwrap();
    }

    #[test]
    fn a_hostile_list_of_keys_takes_no_time() {
        let digits = |number: usize| {
            let digits = format!("{number:05}");
            digits.chars().map(String::from).collect::<Vec<_>>()
        };
        let keys = (0..50_000).map(|number| digits(number).join(" ").replacen('0', "f9", 1));
        let keys: Vec<String> = keys.map(|keys| format!("f12 {keys}")).collect();
        let long = vec!["v"; 200_000].join(" ");
        let bindings = [
            Binding {
                scope: "reader".into(),
                command: "first".into(),
                keys,
            },
            Binding {
                scope: "reader".into(),
                command: "last".into(),
                keys: vec![long],
            },
        ];
        Keymap::with(&bindings).unwrap();
    }

    proptest! {
        /// Whatever is bound: every key does what was asked, every command keeps a key, no key hides another,
        /// and the order decides nothing.
        #[test]
        fn what_is_accepted_works(
            chosen in proptest::collection::vec((0..COMMANDS.len(), proptest::collection::vec("[gqnx]( [gqnx]){0,2}", 1..3)), 0..5)
        ) {
            let scope = Scope::Reader;
            let bindings: Vec<Binding> = chosen
                .iter()
                .filter(|(at, _)| COMMANDS[*at].scopes.contains(&scope))
                .map(|(at, keys)| Binding { scope: scope.name().into(), command: COMMANDS[*at].name.into(), keys: keys.clone() })
                .collect();
            let keymap = Keymap::with(&bindings);
            let turned = Keymap::with(&bindings.iter().rev().cloned().collect::<Vec<_>>());
            prop_assert_eq!(keymap.is_ok(), turned.is_ok());
            let Ok(keymap) = keymap else { return Ok(()) };
            prop_assert_eq!(&keymap.bindings, &turned.unwrap().bindings);
            for binding in &bindings {
                for keys in &binding.keys {
                    let Lookup::Found(found) = keymap.look_up(scope, &chord(keys).unwrap()) else { panic!("{keys} is nothing") };
                    prop_assert_eq!(command(scope.name(), &binding.command).unwrap().1.command, found);
                }
            }
            for info in COMMANDS.iter().filter(|info| info.scopes.contains(&scope)) {
                prop_assert!(!keymap.keys_of(scope, info.command).is_empty(), "{} has no key", info.name);
            }
            let chords: Vec<&(Scope, Vec<Key>)> = keymap.bindings.keys().collect();
            for pair in chords.windows(2) {
                let hidden = pair[0].0 == pair[1].0 && pair[1].1.starts_with(&pair[0].1);
                prop_assert!(!hidden, "{:?}", pair);
            }
        }
    }
}
