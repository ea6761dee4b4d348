//! What an article shows of a word in all the places where it stands: an article names its people in full once and
//! in short later, and a word that opens one sentence stands inside another.

use super::hash::{ByHash, feature, lower, mix, pair};
use crate::names::lexicon::Marks;
use crate::names::rules::reading::Reading;
use crate::names::tokens::{Gap, Manner, Shape};
use std::ops::Range;

/// One word over the article.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// How often in small letters.
    lower: u16,
    /// How often with a capital.
    capital: u16,
    /// The signs below, of all places.
    signs: u32,
}

/// After a title.
const TITLED: u32 = 1;
/// Before a verb of saying.
const SAYS: u32 = 1 << 1;
/// After a given name.
const AFTER_GIVEN: u32 = 1 << 2;
/// Before a word that tells an organisation.
const BEFORE_HEAD: u32 = 1 << 3;
/// After "in", "at", "from", "near".
const AFTER_IN: u32 = 1 << 4;
/// After "the".
const AFTER_THE: u32 = 1 << 5;
/// With "'s".
const OWNS: u32 = 1 << 6;
/// After a role in small letters.
const AFTER_ROLE: u32 = 1 << 7;
/// Before a comma and a place.
const BEFORE_PLACE: u32 = 1 << 8;
/// Inside a sentence.
const INSIDE: u32 = 1 << 9;
/// After a bracket.
const BRACKETED: u32 = 1 << 10;
/// The last of several capitals.
const LAST: u32 = 1 << 11;
/// The first of several capitals.
const FIRST: u32 = 1 << 12;
/// After "of".
const AFTER_OF: u32 = 1 << 13;
/// No capital beside it.
const ALONE: u32 = 1 << 14;
/// Before a comma and a number of two figures.
const AGED: u32 = 1 << 15;

/// The signs that are also taken together.
const TELLING: u32 = TITLED | SAYS | AFTER_GIVEN | BEFORE_HEAD | AFTER_IN | AFTER_THE;

/// What is seen of each word.
pub(super) struct Evidence(ByHash<Seen>);

impl Evidence {
    /// Gathers over all lines of running text.
    pub(super) fn of(r: &Reading<'_>) -> Self {
        let mut seen: ByHash<Seen> = ByHash::default();
        for line in r.lines.iter().filter(|line| line.manner == Manner::Running) {
            for at in line.tokens.clone() {
                let token = &r.tokens[at];
                if token.is_capital() {
                    let signs = signs(r, at, &line.tokens);
                    let seen = seen.entry(lower(r.word(at))).or_default();
                    seen.capital = seen.capital.saturating_add(1);
                    seen.signs |= signs;
                } else if token.shape == Shape::Lower {
                    let seen = seen.entry(lower(r.word(at))).or_default();
                    seen.lower = seen.lower.saturating_add(1);
                }
            }
        }
        Self(seen)
    }

    /// Adds the features of a word that hashes to `lower` and has the shape `shape`.
    pub(super) fn features(
        &self,
        r: &Reading<'_>,
        at: usize,
        lower: u64,
        shape: u64,
        out: &mut Vec<u64>,
    ) {
        let Some(seen) = self.0.get(&lower) else {
            out.push(feature(60, shape));
            return;
        };
        if !r.tokens[at].is_capital() {
            return;
        }
        let often = |count: u16| u64::from(count.min(3));
        let (small, capital) = (often(seen.lower), often(seen.capital));
        out.push(pair(61, small, capital));
        out.push(pair(62, mix(small, capital), u64::from(r.is_opening(at))));
        super::features::bits(63, seen.signs, out);
        out.push(feature(64, u64::from(seen.signs & TELLING)));
    }
}

/// The signs of the word at `at`, a capital in the line `line`.
fn signs(r: &Reading<'_>, at: usize, line: &Range<usize>) -> u32 {
    let token = &r.tokens[at];
    let joined = r.is_joined(at);
    let mut signs = 0;
    if at > line.start {
        signs |= if joined { before(r, at) } else { 0 };
        signs |= if token.gap == Gap::Opening { 0 } else { INSIDE };
        signs |= if token.gap == Gap::Bracket {
            BRACKETED
        } else {
            0
        };
    }
    if at + 1 < line.end {
        signs |= after(r, at + 1);
    }
    if token.is_clipped() {
        signs |= OWNS;
    }
    let first = !(joined && r.tokens[at - 1].is_capital());
    let next = r.tokens.get(at + 1).filter(|_| at + 1 < line.end);
    let last = !(next.is_some_and(|next| next.is_capital()) && r.is_joined(at + 1));
    signs
        | match (first, last) {
            (true, true) => ALONE,
            (true, false) => FIRST,
            (false, true) => LAST,
            (false, false) => 0,
        }
}

/// What the word before `at` says, which is joined to it.
fn before(r: &Reading<'_>, at: usize) -> u32 {
    let marks = r.marks(at - 1);
    let capital = r.tokens[at - 1].is_capital();
    let listed = [
        (Marks::TITLE, true, TITLED),
        (Marks::GIVEN, true, AFTER_GIVEN),
        (Marks::ROLE, false, AFTER_ROLE),
    ];
    let mut signs = 0;
    for (mark, in_capitals, sign) in listed {
        if marks.any(mark) && capital == in_capitals {
            signs |= sign;
        }
    }
    signs
        | match r.word(at - 1) {
            "in" | "at" | "from" | "near" => AFTER_IN,
            "the" | "The" => AFTER_THE,
            "of" => AFTER_OF,
            _ => 0,
        }
}

/// What the word at `next` says of the one before it.
fn after(r: &Reading<'_>, next: usize) -> u32 {
    let marks = r.marks(next);
    let mut signs = 0;
    if r.is_joined(next) {
        signs |= if marks.any(Marks::SAYING) { SAYS } else { 0 };
        let head = marks.any(Marks::HEAD) && r.tokens[next].is_capital();
        signs |= if head { BEFORE_HEAD } else { 0 };
    }
    if r.tokens[next].gap == Gap::Comma {
        signs |= if marks.any(Marks::PLACE) {
            BEFORE_PLACE
        } else {
            0
        };
        let word = r.word(next);
        let age = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
        signs |= if age { AGED } else { 0 };
    }
    signs
}
