//! Lets what is sure decide what is not, over the whole article.

use super::Piece;
use super::reading::Reading;
use crate::names::lexicon::Marks;
use crate::names::tokens::{Line, Manner};
use crate::names::{NameKind, Tagged};
use std::collections::{HashMap, HashSet};
use unicode_segmentation::GraphemeCursor;

/// How much a sure finding weighs against one that is not.
const SURE: u32 = 4;

/// Words at most in a name that is looked for among capitals.
const SHOUTED_WORDS: usize = 5;

/// What was found of one form: weight by kind.
#[derive(Clone, Copy, Default)]
struct Votes([u32; 3]);

impl Votes {
    fn add(&mut self, kind: NameKind, weight: u32) {
        let slot = &mut self.0[slot(kind)];
        *slot = slot.saturating_add(weight);
    }

    /// The kind with the greatest weight; the earlier kind where two are equal.
    fn winner(self) -> Option<NameKind> {
        let kinds = [NameKind::Person, NameKind::Organization, NameKind::Place];
        kinds
            .into_iter()
            .rev()
            .max_by_key(|kind| self.0[slot(*kind)])
            .filter(|kind| self.0[slot(*kind)] > 0)
    }
}

fn slot(kind: NameKind) -> usize {
    match kind {
        NameKind::Person => 0,
        NameKind::Organization => 1,
        NameKind::Place => 2,
    }
}

/// The names among `pieces`, in order.
pub(super) fn settle(r: &Reading, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut votes: HashMap<&str, Votes> = HashMap::new();
    let mut surnames: HashMap<&str, u32> = HashMap::new();
    // What is sure to name nothing ("Hurricane Marta").
    let mut nothing: HashSet<&str> = HashSet::new();
    for piece in &pieces {
        let form = r.slice(piece.tokens.start, piece.tokens.end);
        let Some(kind) = piece.kind else {
            if piece.sure {
                nothing.insert(form);
            }
            continue;
        };
        let weight = if piece.sure { SURE } else { 1 };
        votes.entry(form).or_default().add(kind, weight);
        if kind == NameKind::Person && piece.tokens.len() > 1 {
            let surname = r.word(piece.tokens.end - 1);
            *surnames.entry(surname).or_default() += weight;
        }
    }
    let mut found = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let form = r.slice(piece.tokens.start, piece.tokens.end);
        let mut tally = votes.get(form).copied().unwrap_or_default();
        if piece.tokens.len() == 1 {
            let surname = surnames.get(form).copied().unwrap_or(0);
            tally.add(NameKind::Person, surname);
        }
        let kind = if piece.sure {
            piece.kind
        } else {
            tally
                .winner()
                .filter(|_| !nothing.contains(form) && is_meant(r, &piece))
        };
        if kind.is_some() {
            found.push(Piece { kind, ..piece });
        }
    }
    found
}

/// The ranges of `names`, with the names in lines of capitals.
pub(super) fn tagged(r: &Reading, names: &[Piece]) -> Vec<Tagged> {
    let tagged = |piece: &Piece| {
        Some(Tagged {
            range: range(r, piece)?,
            kind: piece.kind?,
        })
    };
    let mut found: Vec<Tagged> = names.iter().filter_map(tagged).collect();
    if r.lines.iter().any(|line| line.manner == Manner::Shouting) {
        shouted(r, &mut found);
    }
    found.retain(|tagged| {
        let ends = [tagged.range.start, tagged.range.end];
        ends.into_iter().all(|at| is_border(r.text, at))
    });
    found
}

/// Whether no grapheme of `text` spans `at`, an end of a word: signs of other scripts join themselves to letters.
fn is_border(text: &str, at: usize) -> bool {
    let is_plain = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii);
    let plain = is_plain(at) && at.checked_sub(1).is_none_or(is_plain);
    plain
        || GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(false)
}

/// Whether a form that is a name elsewhere is one here: a lone common word that opens a sentence is not.
fn is_meant(r: &Reading, piece: &Piece) -> bool {
    let at = piece.tokens.start;
    let marks = r.marks(at);
    let word = marks.any(Marks::COMMON) || marks.any(Marks::WORD_TOO) && r.is_small_elsewhere(at);
    !(word && piece.tokens.len() == 1 && r.is_opening(at))
}

fn range(r: &Reading, piece: &Piece) -> Option<crate::text::TextRange> {
    let first = r.tokens.get(piece.tokens.start)?;
    let last = r.tokens.get(piece.tokens.end.checked_sub(1)?)?;
    let mut range = first.range().join(last.range());
    // "Jr." and "Inc." keep their stop.
    let abbreviated = matches!(
        last.range().of(r.text),
        "Jr" | "Sr" | "Inc" | "Corp" | "Ltd" | "Co" | "Bros"
    );
    let rest = r.text.get(range.end..).unwrap_or("");
    if abbreviated && piece.tokens.len() > 1 && rest.starts_with('.') {
        range.end += 1;
    }
    Some(range)
}

/// Finds, in lines of capitals, what the article names elsewhere and what the lists know.
fn shouted(r: &Reading, found: &mut Vec<Tagged>) {
    let mut names: HashMap<String, NameKind> = HashMap::new();
    for tagged in found.iter() {
        names
            .entry(tagged.range.of(r.text).to_uppercase())
            .or_insert(tagged.kind);
    }
    for line in r.lines.iter().filter(|l| l.manner == Manner::Shouting) {
        shouted_line(r, line, &names, found);
    }
    found.sort_by_key(|tagged| tagged.range.start);
}

fn shouted_line(
    r: &Reading,
    line: &Line,
    names: &HashMap<String, NameKind>,
    found: &mut Vec<Tagged>,
) {
    let mut at = line.tokens.start;
    while at < line.tokens.end {
        let last = line.tokens.end.min(at + SHOUTED_WORDS);
        let reach = (at + 1..last).find(|k| !r.is_joined(*k)).unwrap_or(last);
        let hit = (at + 1..=reach).rev().find_map(|end| {
            let form = r.slice(at, end);
            let known = names.get(form).copied().or_else(|| listed(r, form));
            known.map(|kind| (end, kind))
        });
        let Some((end, kind)) = hit else {
            at += 1;
            continue;
        };
        let range = r.tokens[at].range().join(r.tokens[end - 1].range());
        found.push(Tagged { range, kind });
        at = end;
    }
}

/// The kind of a form in capitals that the lists know in ordinary writing.
fn listed(r: &Reading, form: &str) -> Option<NameKind> {
    if form.len() < 4 {
        return None;
    }
    let marks = r.lexicon.marks(&titled(form));
    let plain = marks.any(Marks::UNSURE) || marks.any(Marks::COMMON);
    if marks.any(Marks::PLACE) && !plain {
        Some(NameKind::Place)
    } else if marks.any(Marks::ORGANIZATION) && (form.contains(' ') || !plain) {
        Some(NameKind::Organization)
    } else {
        None
    }
}

/// `form` with a capital at the start of each word alone.
fn titled(form: &str) -> String {
    let mut inside = false;
    form.chars()
        .flat_map(|c| {
            let lower = inside;
            inside = c.is_alphabetic();
            let small = lower.then(|| c.to_lowercase());
            let kept = (!lower).then_some(c);
            small.into_iter().flatten().chain(kept)
        })
        .collect()
}
