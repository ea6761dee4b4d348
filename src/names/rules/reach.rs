//! How far the name of an organisation reaches.

use super::reading::Reading;
use crate::names::lexicon::Marks;
use crate::names::tokens::Gap;

/// Words at most in the part after "of".
const TAIL: usize = 6;

/// The end of the organisation that begins with the word `first`, where one of the words `first..stop`
/// tells one ("Brevik University", "Ministry of Health").
pub(super) fn end(r: &Reading, first: usize, stop: usize, limit: usize) -> Option<usize> {
    let head = (first..stop).rev().find(|k| r.marks(*k).any(Marks::HEAD))?;
    let tail = tail(r, head, limit);
    if head == first && tail.is_none() {
        return None;
    }
    Some(tail.unwrap_or(head + 1))
}

/// The end of "… of the Interior", "… for Fisheries", after a head that can have one.
fn tail(r: &Reading, head: usize, limit: usize) -> Option<usize> {
    if !r.marks(head).any(Marks::HEAD_OF) {
        return None;
    }
    let mut at = link(r, head + 1, limit, &["of", "for"])?;
    let last = limit.min(at + TAIL);
    loop {
        while at < last && r.tokens[at].is_capital() && r.is_joined(at) && is_content(r, at) {
            at += 1;
        }
        // "Health and Human Services" is one ministry; "Bank of Norway and Sweden" is not.
        let plain = r.marks(at - 1).any(Marks::COMMON);
        let Some(next) = link(r, at, last, &["and"]).filter(|_| plain) else {
            return Some(at);
        };
        if !r.marks(next).any(Marks::COMMON) {
            return Some(at);
        }
        at = next + 1;
    }
}

/// The capitalised word after one of `words` (and "the") at `at`.
fn link(r: &Reading, at: usize, limit: usize, words: &[&str]) -> Option<usize> {
    if at + 1 >= limit || !r.is_joined(at) || !words.contains(&r.word(at)) {
        return None;
    }
    let next = at + 1 + usize::from(r.word(at + 1) == "the");
    let fits = next < limit
        && r.tokens[next].gap == Gap::Space
        && r.tokens[next].is_capital()
        && is_content(r, next);
    fits.then_some(next)
}

fn is_content(r: &Reading, at: usize) -> bool {
    !r.marks(at).any(Marks::FUNCTION) && !r.marks(at).any(Marks::CALENDAR)
}
