//! Which mentions of organisations and places are one.

use super::forms::{Forms, Seen};
use crate::names::NameKind;
use crate::text::TextRange;
use std::collections::HashMap;

/// Words at most in a name whose beginnings and ends are indexed.
const WORDS: usize = 8;

/// Small words that an acronym leaves out.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "de", "des", "du", "&",
];

/// Groups that grow together (Tarjan's union-find, with path halving).
#[derive(Debug)]
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.0[high] = low;
    }
}

/// Who owns a short form: one full name, or several, which is none.
#[derive(Clone, Copy, Debug)]
enum Owner {
    One(usize),
    Several,
}

/// The group of each mention; numbers of people mean nothing.
pub(super) fn gather(text: &str, forms: &Forms, seen: &[Seen], kinds: &[NameKind]) -> Vec<usize> {
    // A form can be an organisation here and a place there: each is a node of its own.
    let node = |form: usize, kind: NameKind| form * 2 + usize::from(kind == NameKind::Place);
    let nodes: Vec<usize> = seen
        .iter()
        .zip(kinds)
        .map(|(mention, kind)| node(mention.form, *kind))
        .collect();
    let mut present = vec![false; forms.len() * 2];
    for (at, kind) in kinds.iter().enumerate() {
        present[nodes[at]] |= *kind != NameKind::Person;
    }
    let mut groups = Groups((0..forms.len() * 2).collect());
    join_aliases(forms, &present, &mut groups);
    join_acronyms(forms, &present, &mut groups);
    join_short_forms(forms, &present, &mut groups);
    join_brackets(text, forms, seen, kinds, &nodes, &mut groups);
    nodes.into_iter().map(|at| groups.root(at)).collect()
}

fn join_aliases(forms: &Forms, present: &[bool], groups: &mut Groups) {
    let mut first: HashMap<(usize, usize), usize> = HashMap::new();
    for at in (0..present.len()).filter(|at| present[*at]) {
        if let Some(alias) = forms.alias(at / 2) {
            let known = *first.entry((alias, at % 2)).or_insert(at);
            groups.join(known, at);
        }
    }
}

/// "BH" is "Brevik Harbours" where no other name has those initials.
fn join_acronyms(forms: &Forms, present: &[bool], groups: &mut Groups) {
    let mut owners: HashMap<(String, usize), Owner> = HashMap::new();
    for at in (0..present.len()).filter(|at| present[*at]) {
        let key = forms.key(at / 2);
        if key.contains(' ') {
            let all = initials(key, &[]);
            let content = initials(key, SMALL);
            if content != all {
                own(&mut owners, (content, at % 2), at);
            }
            own(&mut owners, (all, at % 2), at);
        }
    }
    for at in (0..present.len()).filter(|at| present[*at]) {
        let (form, kind) = (at / 2, at % 2);
        if forms.is_acronym(form)
            && forms.alias(form).is_none()
            && let Some(Owner::One(full)) = owners.get(&(forms.key(form).to_owned(), kind))
        {
            groups.join(*full, at);
        }
    }
}

fn own<K: std::hash::Hash + Eq>(owners: &mut HashMap<K, Owner>, key: K, at: usize) {
    owners
        .entry(key)
        .and_modify(|owner| {
            if !matches!(owner, Owner::One(other) if *other == at) {
                *owner = Owner::Several;
            }
        })
        .or_insert(Owner::One(at));
}

fn initials(key: &str, without: &[&str]) -> String {
    key.split([' ', '-'])
        .filter(|word| !without.contains(word))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// "State department" is "US state department", and "Goldman" is "Goldman Sachs", where only one such
/// organisation is named. Places are not shortened: York is not New York.
fn join_short_forms(forms: &Forms, present: &[bool], groups: &mut Groups) {
    let mut owners: HashMap<&str, Owner> = HashMap::new();
    let organizations = || (0..present.len()).filter(|at| present[*at] && at % 2 == 0);
    for at in organizations() {
        let key = forms.key(at / 2);
        for (space, _) in key.match_indices(' ').take(WORDS) {
            let (head, tail) = (key.get(..space), key.get(space + 1..));
            let (Some(head), Some(tail)) = (head, tail) else {
                continue;
            };
            own(&mut owners, tail, at);
            // "United Nations" is not the "United Nations Security Council", but "Labour" is its party.
            let known = forms.find(head).is_some_and(|form| forms.is_known(form));
            if !known || tail == "party" {
                own(&mut owners, head, at);
            }
        }
    }
    for at in organizations() {
        if let Some(Owner::One(full)) = owners.get(forms.key(at / 2)) {
            groups.join(*full, at);
        }
    }
}

/// "Brevik Harbour Pilots (BHP)".
fn join_brackets(
    text: &str,
    forms: &Forms,
    seen: &[Seen],
    kinds: &[NameKind],
    nodes: &[usize],
    groups: &mut Groups,
) {
    for at in 1..seen.len() {
        let (one, other) = (at - 1, at);
        if kinds[one] != kinds[other] || kinds[one] == NameKind::Person {
            continue;
        }
        let (a, b) = (seen[one].range, seen[other].range);
        let between = TextRange::new(a.end, b.start).of(text);
        let after = text.get(b.end..).unwrap_or("");
        if between.trim() != "(" || !after.starts_with(')') {
            continue;
        }
        let (full, short) = if forms.is_acronym(seen[other].form) {
            (one, other)
        } else {
            (other, one)
        };
        if forms.is_acronym(seen[short].form)
            && abbreviates(forms.key(seen[short].form), forms.key(seen[full].form))
        {
            groups.join(nodes[full], nodes[short]);
        }
    }
}

/// Whether the letters of `short` occur in `full` in their order, the first at its start.
fn abbreviates(short: &str, full: &str) -> bool {
    let mut letters = full.chars();
    short.chars().next() == full.chars().next() && short.chars().all(|c| letters.any(|l| l == c))
}
