//! A tagger made of rules: word lists, the shape of words, and what stands around them.
//!
//! Three steps. [`reading`] looks every word up; [`pieces`] cuts each run of capitalised words into names and
//! judges each by itself, saying whether it is sure; [`settle`] lets the sure ones decide the others, since
//! an article names its people in full once and in short later. The idea of evidence from the rest of the
//! document, stronger than the list, is that of Mikheev, Moens and Grover, "Named Entity Recognition without
//! Gazetteers" (EACL 1999). Titles stay outside the mention.

mod context;
mod pieces;
mod reach;
pub(super) mod reading;
mod settle;

use super::{NameKind, Tagged};
use crate::names::tokens::Manner;
use pieces::Cutter;
use reading::Reading;
use std::ops::Range;

/// A stretch of words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its words.
    pub(super) tokens: Range<usize>,
    /// What it seems to name; with `sure`, none means that it names nothing.
    pub(super) kind: Option<NameKind>,
    /// Whether it stands by itself, without evidence from elsewhere.
    pub(super) sure: bool,
}

/// The names that the rules find, in order, lines in capitals left out.
pub(super) fn names(reading: &Reading<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for line in &reading.lines {
        if line.manner != Manner::Shouting {
            Cutter::new(reading, line, &mut pieces).cut();
        }
    }
    settle::settle(reading, pieces)
}

/// The names of an article where `names` are those of its running text, with those in lines of capitals.
pub(super) fn tagged(reading: &Reading<'_>, names: &[Piece]) -> Vec<Tagged> {
    settle::tagged(reading, names)
}

#[cfg(test)]
mod tests;
