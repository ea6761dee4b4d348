//! What the reader says of names, against what was found.
//!
//! Values alone: where they are kept is not known here.

use super::{NameKind, Names};
use crate::article::Article;

/// One thing that the reader says of a name. Names are told by their fullest form, letter case aside.
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

/// All that the reader says of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(Vec<Correction>);

impl Corrections {
    /// These corrections, in order.
    pub fn new(corrections: Vec<Correction>) -> Self {
        Self(corrections)
    }

    /// Whether the reader says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.0.iter()
    }

    /// The names of `article`, of which `found` were found.
    pub fn apply(&self, _article: &Article, found: &Names) -> Names {
        found.clone()
    }
}
