//! What the reader says of names, against what was found.
//!
//! Values alone: where they are kept is not known here.

mod apply;
mod occurrences;
mod rules;

use super::{NameKind, Names};
use crate::article::Article;
use crate::text::{TextRange, folded};
use occurrences::Occurrences;
use rules::Rules;
use std::sync::Arc;

/// One thing that the reader says of a name. Names are told by their fullest form, letter case aside, and by
/// what the reader calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// `name` and `into` are one, called `into`.
    Merge {
        /// The name that goes.
        name: String,
        /// The name that it becomes part of.
        into: String,
    },
    /// What is written as `form` is not `name`, but a name of its own.
    Split {
        /// The name that it was taken for.
        name: String,
        /// The form.
        form: String,
    },
    /// `name` is called `to`.
    Rename {
        /// The name as it is found.
        name: String,
        /// What it is called.
        to: String,
    },
    /// `name` is of `kind`.
    Kind {
        /// The name.
        name: String,
        /// What it stands for.
        kind: NameKind,
    },
    /// `name` is no name.
    Hide {
        /// What was taken for one.
        name: String,
    },
    /// What is written as `name` is a name.
    Add {
        /// The form.
        name: String,
        /// What it stands for.
        kind: NameKind,
    },
}

/// A step from some corrections to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revision {
    /// This is said.
    Say(Correction),
    /// This is not said any more.
    TakeBack(Correction),
}

/// Bytes at most in a name that the reader gives: far more than any name has, and few enough for a line.
pub const LONGEST_NAME: usize = 200;

/// All that the reader says of names, in the order in which it is kept. Two that say the same are equal.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    said: Vec<Correction>,
    /// What it comes to, worked out once for all articles.
    rules: Arc<Rules>,
}

impl PartialEq for Corrections {
    fn eq(&self, other: &Self) -> bool {
        self.said == other.said
    }
}

impl Eq for Corrections {}

impl Correction {
    /// The name that it is about.
    pub fn name(&self) -> &str {
        match self {
            Self::Merge { name, .. }
            | Self::Split { name, .. }
            | Self::Rename { name, .. }
            | Self::Kind { name, .. }
            | Self::Hide { name }
            | Self::Add { name, .. } => name,
        }
    }

    /// Whether both say the same. Names are compared folded; what a name is called, as it is written.
    pub fn is_same(&self, other: &Self) -> bool {
        if folded(self.name()) != folded(other.name()) {
            return false;
        }
        match (self, other) {
            (Self::Merge { into: one, .. }, Self::Merge { into: two, .. })
            | (Self::Split { form: one, .. }, Self::Split { form: two, .. }) => {
                folded(one) == folded(two)
            }
            (Self::Rename { to: one, .. }, Self::Rename { to: two, .. }) => one == two,
            (Self::Kind { kind: one, .. }, Self::Kind { kind: two, .. })
            | (Self::Add { kind: one, .. }, Self::Add { kind: two, .. }) => one == two,
            (Self::Hide { .. }, Self::Hide { .. }) => true,
            _ => false,
        }
    }

    /// The same with single spaces, and about the names as they are found instead of what they are called.
    fn about(&self, found: impl Fn(&str) -> String) -> Self {
        let spaced = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Self::Merge { .. } => self.written(&found, &found),
            Self::Add { .. } => self.written(spaced, spaced),
            _ => self.written(found, spaced),
        }
    }

    /// The same with its names written otherwise: the one that it is about by `name`, another by `other`.
    #[must_use]
    pub fn written(&self, name: impl Fn(&str) -> String, other: impl Fn(&str) -> String) -> Self {
        let own = name(self.name());
        match self {
            Self::Merge { into, .. } => Self::Merge {
                name: own,
                into: other(into),
            },
            Self::Split { form, .. } => Self::Split {
                name: own,
                form: other(form),
            },
            Self::Rename { to, .. } => Self::Rename {
                name: own,
                to: other(to),
            },
            Self::Kind { kind, .. } => Self::Kind {
                name: own,
                kind: *kind,
            },
            Self::Hide { .. } => Self::Hide { name: own },
            Self::Add { kind, .. } => Self::Add {
                name: own,
                kind: *kind,
            },
        }
    }

    /// Whether it cannot stand beside `new`, which is said now.
    fn gives_way_to(&self, new: &Self) -> bool {
        let same = |one: &str, two: &str| folded(one) == folded(two);
        match (new, self) {
            (Self::Merge { name, into }, Self::Merge { name: n, into: i }) => {
                same(n, name) || (same(n, into) && same(i, name))
            }
            (Self::Merge { name, into }, Self::Split { name: n, form }) => {
                same(n, into) && same(form, name)
            }
            (Self::Split { name, form }, Self::Merge { name: n, into }) => {
                same(n, form) && same(into, name)
            }
            (Self::Rename { name, .. }, Self::Rename { name: n, .. })
            | (Self::Kind { name, .. }, Self::Kind { name: n, .. })
            | (Self::Hide { name }, Self::Add { name: n, .. })
            | (
                Self::Add { name, .. },
                Self::Hide { name: n } | Self::Kind { name: n, .. } | Self::Add { name: n, .. },
            ) => same(n, name),
            _ => false,
        }
    }
}

impl Revision {
    /// What takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Say(correction) => Self::TakeBack(correction.clone()),
            Self::TakeBack(correction) => Self::Say(correction.clone()),
        }
    }
}

impl Corrections {
    /// These corrections, in order.
    pub fn new(corrections: Vec<Correction>) -> Self {
        let rules = Arc::new(Rules::new(&corrections));
        Self {
            said: corrections,
            rules,
        }
    }

    /// Whether the reader says nothing.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.said.iter()
    }

    /// What has to change so that `correction` is said: what contradicts it is taken back. Empty when it is said
    /// already.
    pub fn revisions(&self, correction: &Correction) -> Vec<Revision> {
        let new = correction.about(|name| self.found_name(name));
        let mut revisions = Vec::new();
        let mut is_said = false;
        for old in &self.said {
            if old.is_same(&new) {
                is_said = true;
            } else if old.gives_way_to(&new) || self.would_join_again(old, &new) {
                revisions.push(Revision::TakeBack(old.clone()));
            }
        }
        // Called as it is found, or one with itself, it needs no correction.
        let is_needless = match &new {
            Correction::Rename { name, to } => name == to,
            Correction::Merge { name, into: other } | Correction::Split { name, form: other } => {
                folded(name) == folded(other)
            }
            _ => false,
        };
        if !is_said && !is_needless {
            revisions.push(Revision::Say(new));
        }
        revisions
    }

    /// What is said after `revisions`.
    #[must_use]
    pub fn revised(&self, revisions: &[Revision]) -> Self {
        let mut said = self.said.clone();
        for revision in revisions {
            match revision {
                Revision::Say(new) => {
                    if !said.iter().any(|old| old.is_same(new)) {
                        said.push(new.clone());
                    }
                }
                Revision::TakeBack(old) => said.retain(|other| !other.is_same(old)),
            }
        }
        Self::new(said)
    }

    /// Whether `old` makes a form one with a name, over whatever names between, that it is split from now.
    fn would_join_again(&self, old: &Correction, new: &Correction) -> bool {
        match (old, new) {
            (Correction::Merge { name: n, into }, Correction::Split { name, form }) => {
                folded(n) == folded(form)
                    && self.rules.class(into).is_some()
                    && self.rules.class(into) == self.rules.class(name)
            }
            _ => false,
        }
    }

    /// The name that is found where the reader sees `name`, with single spaces.
    fn found_name(&self, name: &str) -> String {
        let key = folded(name);
        let renamed = self.said.iter().find_map(|correction| match correction {
            Correction::Rename { name, to } if folded(to) == key => Some(name.as_str()),
            _ => None,
        });
        let found = renamed.unwrap_or(name);
        found.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The names of `article`, of which `found` were found. It does not matter in which order the corrections
    /// are kept; where they contradict each other the later ones win.
    pub fn apply(&self, article: &Article, found: &Names) -> Names {
        if self.is_empty() {
            return found.clone();
        }
        apply::apply(&self.rules, article, found)
    }
}

/// Where `form` stands in `article`, written just so, at the borders of words.
pub fn places(article: &Article, form: &str) -> Vec<TextRange> {
    let mut occurrences = Occurrences::default();
    occurrences.look_for(form, 0);
    let found = occurrences.find(article).into_iter();
    found.map(|(range, _)| range).collect()
}

#[cfg(test)]
mod tests;
