//! The stretches of words in which names may stand: from a capital to the last one near it. All else is outside
//! names, and need not be looked at.

use crate::names::lexicon::Marks;
use crate::names::rules::Piece;
use crate::names::rules::reading::Reading;
use crate::names::tokens::{Gap, Line, Manner, Shape};
use std::ops::Range;

/// Words in small letters that may stand inside a name, at most in a row ("Bank of the South").
const LINK: usize = 3;

/// A stretch of words, and the line around it.
pub(super) struct Span<'r> {
    pub(super) words: Range<usize>,
    pub(super) line: &'r Line,
}

/// Words in a stretch from which on it ends with the next small word, or else with twice as many. No name is as long, nor is a sentence that has a name in every second word.
const LONGEST: usize = 400;

/// Hands over all stretches, in order; the names that the rules found are in them. Lines in capitals have none: there
/// a capital says nothing.
pub(super) fn stretches<'r>(
    r: &'r Reading<'_>,
    by_rules: &[Piece],
    mut see: impl FnMut(&Span<'r>),
) {
    let mut named = by_rules.iter().peekable();
    let running = |line: &&Line| line.manner != Manner::Shouting;
    for line in r.lines.iter().filter(running) {
        let mut open: Option<Range<usize>> = None;
        for at in line.tokens.clone() {
            while named.next_if(|name| name.tokens.end <= at).is_some() {}
            let begins = named.peek().is_some_and(|name| name.tokens.start <= at)
                || r.tokens[at].is_capital()
                || belongs(r, at, line.tokens.end);
            let parted = |open: &mut Range<usize>| {
                r.tokens[at].gap == Gap::Opening
                    || at - (open.end - 1) > LINK + usize::from(!begins)
                    // Between words with capitals a name would be parted, too.
                    || open.len() >= LONGEST && (at > open.end || open.len() >= 2 * LONGEST)
            };
            if let Some(words) = open.take_if(parted) {
                see(&Span { words, line });
            }
            if begins {
                open = Some(open.map_or(at, |words| words.start)..at + 1);
            }
        }
        if let Some(words) = open {
            see(&Span { words, line });
        }
    }
}

/// Whether the word at `at`, in small letters, may begin a name: a particle, or joined to a capital by a hyphen.
fn belongs(r: &Reading<'_>, at: usize, end: usize) -> bool {
    let next = at + 1;
    next < end
        && r.tokens[next].is_capital()
        && r.tokens[at].shape == Shape::Lower
        && (r.tokens[next].gap == Gap::Hyphen
            || (r.is_joined(next) && r.marks(at).any(Marks::PARTICLE)))
}
