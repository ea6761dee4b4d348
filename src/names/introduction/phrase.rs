//! Noun phrases that say who or what a name is: "the US secretary of state", "a ferry line based in Oslo".
//!
//! English, by closed lists of small words: there is no tagger of parts of speech here, so what the lists do not
//! vouch for is not taken.

use super::vocabulary::{
    CLAUSES, FORMERLY, LINKS, ORGANISATIONS, PEOPLE, POSSESSIVES, RELATED, VERBS, is_in, is_listed,
};
use super::words::{Gap, Words, is_capital};
use crate::names::NameKind;
use crate::names::lexicon::{Marks, lexicon};

/// Words at most in a description.
pub(super) const LONGEST: usize = 12;

/// Words at most between a determiner and the end of the noun it belongs to.
const CORE: usize = 7;

/// Whether `word` begins a noun phrase of its own.
pub(super) fn is_determiner(word: &str) -> bool {
    ["the", "a", "an"]
        .iter()
        .any(|d| word.eq_ignore_ascii_case(d))
}

/// Whether `word` is a noun for something of `kind`.
pub(super) fn is_noun(word: &str, kind: NameKind) -> bool {
    let part = word.rsplit(['-', '‑']).next().unwrap_or(word);
    match kind {
        NameKind::Person => {
            let marks = lexicon().marks(&part.to_lowercase());
            marks.any(Marks::ROLE) || is_in(part, PEOPLE) || is_rank(part)
        }
        NameKind::Organization => is_listed(part, ORGANISATIONS),
        NameKind::Place => lexicon().marks(part).any(Marks::PLACE_NOUN),
    }
}

/// Whether `phrase` is a title of rank or office, not one of courtesy.
pub(super) fn is_rank(phrase: &str) -> bool {
    let courtesy = matches!(
        phrase,
        "Dr" | "Doctor" | "Prof" | "Chair" | "Chief" | "Speaker" | "Representative"
    );
    lexicon().marks(phrase).any(Marks::TITLE_RANK) && !courtesy
}

/// Whether `word` as a description alone says nothing.
pub(super) fn is_vague(word: &str) -> bool {
    is_in(word, RELATED)
}

/// Whether `word` cannot stand inside a noun phrase.
pub(super) fn is_clausal(word: &str) -> bool {
    is_in(word, VERBS) || lexicon().marks(word).any(Marks::SAYING)
}

/// Whether `word` leads from a noun to what belongs to it, or out of the phrase.
pub(super) fn is_link(word: &str) -> bool {
    is_listed(word, LINKS) || is_listed(word, CLAUSES)
}

/// The end of the noun phrase for something of `kind` that begins with the word `first`, as the number of the word
/// after it; nothing where it is no such phrase.
pub(super) fn noun_phrase(words: &Words<'_>, first: usize, kind: NameKind) -> Option<usize> {
    let opening = words.word(first);
    if is_in(opening, POSSESSIVES) {
        return None;
    }
    let determined = is_determiner(opening);
    let mut start = first + usize::from(determined);
    while is_in(words.word(start), FORMERLY) && words.gap(start + 1) == Gap::None {
        start += 1;
    }
    let of_several = words.word(start) == "of" && words.word(start + 1) == "the";
    if of_several {
        start += 2;
    }
    let core = core_end(words, start)?;
    let head = words.word(core - 1);
    let singular = if of_several {
        head.strip_suffix('s')?
    } else {
        head
    };
    let led = core < words.len() && {
        let link = words.word(core);
        kind == NameKind::Place && is_listed(link, LINKS)
            || matches!(link, "of" | "to" | "at" | "for")
    };
    let alone = core - start == 1 && !led;
    if !is_noun(singular, kind) || (alone && (is_vague(head) || kind == NameKind::Place)) {
        return None;
    }
    if !determined && kind != NameKind::Person {
        return None;
    }
    whole(words, first, core)
}

/// The end of the noun that begins with the word `start`: nothing of a clause may stand in it.
fn core_end(words: &Words<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while at < words.len()
        && (at == start || words.gap(at) == Gap::None)
        && !is_link(words.word(at))
    {
        let word = words.word(at);
        let determiner = is_determiner(word) || is_in(word, POSSESSIVES);
        if is_clausal(word) || determiner || at - start >= CORE {
            return None;
        }
        at += 1;
    }
    (at > start).then_some(at)
}

/// Where the phrase from `first` ends, whose noun ends before `core`.
fn whole(words: &Words<'_>, first: usize, core: usize) -> Option<usize> {
    let mut cut = core;
    let mut at = core;
    while at < words.len() && words.gap(at) == Gap::None {
        let word = words.word(at);
        if is_in(word, CLAUSES) {
            break;
        }
        if is_clausal(word) || is_past(word) {
            return None;
        }
        if word == "and" && at == core && !joins_roles(words, at + 1) {
            return None;
        }
        if at - first >= LONGEST {
            return Some(cut);
        }
        if is_link(word) {
            cut = at;
        }
        at += 1;
    }
    // `the son of Ole "Ola" Lund`
    if words.gap(at) == Gap::Quote && at < words.len() {
        return None;
    }
    // Not "the master of the".
    while at > core && (is_link(words.word(at - 1)) || is_determiner(words.word(at - 1))) {
        at -= 1;
    }
    Some(at)
}

/// "the founder and chief executive", not "the mayor and two pilots".
fn joins_roles(words: &Words<'_>, at: usize) -> bool {
    (at..at + 3)
        .take_while(|at| *at < words.len() && (words.gap(*at) == Gap::None))
        .any(|at| {
            is_noun(words.word(at), NameKind::Person)
                && !matches!(words.word(at - 1), "the" | "two" | "three")
        })
}

/// Whether `word` looks like the verb of a clause.
fn is_past(word: &str) -> bool {
    word.ends_with("ed")
        && !is_capital(word)
        && !is_listed(word, LINKS)
        && !matches!(word, "united" | "limited")
}
