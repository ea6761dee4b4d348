//! What stands before and after a run of capitals, and what it tells of the run.

use super::reading::Reading;
use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::tokens::{Gap, Shape};

/// How far after a comma the role of an apposition is looked for ("Lund, the long-serving harbour master").
const APPOSITION: usize = 7;

/// Roles that many have for the sake of one person.
const OF_ONE: &[&str] = &[
    "friends",
    "brothers",
    "sisters",
    "sons",
    "daughters",
    "parents",
    "children",
    "relatives",
    "colleagues",
    "supporters",
    "followers",
    "lawyers",
    "attorneys",
    "advisers",
    "advisors",
    "aides",
    "allies",
    "critics",
    "opponents",
    "rivals",
    "fans",
    "victims",
    "neighbours",
    "neighbors",
    "students",
    "assistants",
];

/// What the words around a run tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hint {
    pub(super) kind: NameKind,
    pub(super) sure: bool,
}

/// Reads the surroundings of the words `first..end`, in a line that ends at `limit` and begins at `start`.
pub(super) fn hint(
    r: &Reading,
    start: usize,
    limit: usize,
    first: usize,
    end: usize,
) -> Option<Hint> {
    let say = |kind, sure| Some(Hint { kind, sure });
    let before = (first > start && r.tokens[first].gap == Gap::Space).then(|| first - 1);
    let count = end - first;
    if let Some(before) = before {
        let marks = r.marks(before);
        if marks.any(Marks::ROLE)
            && !r.tokens[before].is_clipped()
            && r.tokens[before].shape == Shape::Lower
        {
            return say(NameKind::Person, true);
        }
        if marks.any(Marks::COMPASS) && r.tokens[before].shape == Shape::Lower && count <= 2 {
            return say(NameKind::Place, true);
        }
        let noun = before > start && r.marks(before - 1).any(Marks::PLACE_NOUN);
        // "The town of Brevik", "an island called Brevik".
        if matches!(r.word(before), "of" | "named" | "called") && noun && count <= 3 {
            return say(NameKind::Place, true);
        }
        if before > start && r.word(before) == "of" && count == 1 && is_of_many(r, before - 1) {
            return say(NameKind::Place, true);
        }
    }
    if count <= 2 && is_place_after(r, limit, end) {
        return say(NameKind::Place, true);
    }
    if is_saying_after(r, limit, end) || is_apposition(r, limit, end) {
        return say(NameKind::Person, count >= 2);
    }
    let before = before.map_or("", |b| r.word(b));
    let near = matches!(
        before,
        "in" | "near" | "outside" | "across" | "around" | "throughout"
    );
    let towards = matches!(
        before,
        "from" | "at" | "into" | "inside" | "toward" | "towards" | "to"
    );
    if (near && count <= 2) || (towards && count == 1) {
        return say(NameKind::Place, false);
    }
    None
}

/// "The pilots of Brevik", "the people of Brevik": those of one person have other names.
fn is_of_many(r: &Reading, at: usize) -> bool {
    let word = r.word(at);
    let role = word.strip_suffix('s').map(|one| r.lexicon.marks(one));
    r.tokens[at].shape == Shape::Lower
        && !OF_ONE.contains(&word)
        && (role.is_some_and(|marks| marks.any(Marks::ROLE))
            || matches!(word, "people" | "citizens" | "residents" | "inhabitants"))
}

/// "Brevik region", "Brevik, Norway".
fn is_place_after(r: &Reading, limit: usize, end: usize) -> bool {
    if end >= limit {
        return false;
    }
    let noun = r.marks(end).any(Marks::PLACE_NOUN)
        && r.tokens[end].gap == Gap::Space
        && !r.tokens[end - 1].is_clipped()
        && !matches!(
            r.word(end),
            "state" | "capital" | "border" | "kingdom" | "republic"
        );
    let country = r.tokens[end].gap == Gap::Comma && {
        let (_, marks) = r.phrase(end, limit);
        marks.any(Marks::PLACE) && !marks.any(Marks::GIVEN)
    };
    noun || country
}

/// "… said".
fn is_saying_after(r: &Reading, limit: usize, end: usize) -> bool {
    end < limit
        && r.tokens[end].gap == Gap::Space
        && !r.tokens[end - 1].is_clipped()
        && r.marks(end).any(Marks::SAYING)
}

/// "…, the harbour master", "…, who", "…, 45,".
fn is_apposition(r: &Reading, limit: usize, end: usize) -> bool {
    if end >= limit || r.tokens[end].gap != Gap::Comma {
        return false;
    }
    let word = r.word(end);
    if word == "who" || word == "whose" {
        return true;
    }
    if (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) {
        return r.tokens.get(end + 1).is_some_and(|t| t.gap == Gap::Comma);
    }
    if !matches!(
        word,
        "the" | "a" | "an" | "his" | "her" | "their" | "its" | "chief" | "head"
    ) && !r.marks(end).any(Marks::ROLE)
    {
        return false;
    }
    for k in end..limit.min(end + APPOSITION) {
        if k > end && !matches!(r.tokens[k].gap, Gap::Space | Gap::Hyphen) {
            return false;
        }
        if r.marks(k).any(Marks::ROLE) && r.tokens[k].shape == Shape::Lower {
            return true;
        }
    }
    false
}
