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

use super::{NameKind, Tagged, Tagger};
use crate::article::Article;
use crate::names::tokens::Manner;
use pieces::Cutter;
use reading::Reading;
use std::ops::Range;

/// Finds names by rules.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleTagger;

/// A stretch of words that may be a name.
#[derive(Clone, Debug)]
struct Piece {
    /// Its words.
    tokens: Range<usize>,
    /// What it seems to name; with `sure`, none means that it names nothing.
    kind: Option<NameKind>,
    /// Whether it stands by itself, without evidence from elsewhere.
    sure: bool,
}

impl Tagger for RuleTagger {
    fn tag(&self, article: &Article) -> Vec<Tagged> {
        let reading = Reading::new(article);
        let mut pieces = Vec::new();
        for line in &reading.lines {
            if line.manner != Manner::Shouting {
                Cutter::new(&reading, line, &mut pieces).cut();
            }
        }
        settle::settle(&reading, pieces)
    }
}

#[cfg(test)]
mod tests;
