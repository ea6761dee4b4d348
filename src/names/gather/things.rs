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

/// The group of each form; groups of people mean nothing.
pub(super) fn gather(text: &str, forms: &Forms, seen: &[Seen], kinds: &[NameKind]) -> Vec<usize> {
    let mut things: Vec<Option<NameKind>> = vec![None; forms.len()];
    for (mention, kind) in seen.iter().zip(kinds) {
        if *kind != NameKind::Person {
            things[mention.form] = Some(*kind);
        }
    }
    let mut groups = Groups((0..forms.len()).collect());
    join_aliases(forms, &things, &mut groups);
    join_short_forms(forms, &things, &mut groups);
    join_acronyms(forms, &things, &mut groups);
    join_brackets(text, forms, seen, kinds, &mut groups);
    (0..forms.len()).map(|at| groups.root(at)).collect()
}

fn join_aliases(forms: &Forms, things: &[Option<NameKind>], groups: &mut Groups) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    for at in (0..things.len()).filter(|at| things[*at].is_some()) {
        if let Some(alias) = forms.alias(at) {
            let known = *first.entry(alias).or_insert(at);
            groups.join(known, at);
        }
    }
}

/// "BH" is "Brevik Harbours" where no other name has those initials.
fn join_acronyms(forms: &Forms, things: &[Option<NameKind>], groups: &mut Groups) {
    let mut owners: HashMap<(String, NameKind), Owner> = HashMap::new();
    let present = || (0..things.len()).filter_map(|at| Some((at, things[at]?)));
    for (at, kind) in present() {
        let key = forms.key(at);
        if !key.contains(' ') {
            continue;
        }
        let turned = turned(key);
        let spelled = [Some(without_company(key)), turned.as_deref()];
        let mut found: Vec<String> = Vec::with_capacity(4);
        for key in spelled.into_iter().flatten() {
            for initials in [initials(key, &[]), initials(key, SMALL)] {
                if !found.contains(&initials) {
                    found.push(initials);
                }
            }
        }
        for initials in found {
            own(&mut owners, (initials, kind), groups.root(at));
        }
    }
    for (at, kind) in present() {
        if forms.is_acronym(at)
            && forms.alias(at).is_none()
            && let Some(Owner::One(full)) = owners.get(&(forms.key(at).to_owned(), kind))
        {
            groups.join(*full, at);
        }
    }
}

/// Notes that `key` may stand for the form `at`.
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

/// "energy department" as "department of energy" and the other way round; for other names nothing. Universities are
/// not turned: the University of Washington is not Washington University.
fn turned(key: &str) -> Option<String> {
    const OFFICES: &[&str] = &["department", "ministry", "bureau"];
    let (first, rest) = key.split_once(' ')?;
    if OFFICES.contains(&first) {
        let of = rest
            .strip_prefix("of ")
            .or_else(|| rest.strip_prefix("for "))?;
        let of = of.strip_prefix("the ").unwrap_or(of);
        return Some(format!("{of} {first}"));
    }
    let (rest, last) = key.rsplit_once(' ')?;
    OFFICES.contains(&last).then(|| format!("{last} of {rest}"))
}

/// `key` without what tells the form of a company at its end: "baltic ferries ab".
fn without_company(key: &str) -> &str {
    const COMPANIES: &[&str] = &[
        "ab",
        "as",
        "asa",
        "a/s",
        "inc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "plc",
        "llc",
        "llp",
        "gmbh",
        "ag",
        "sa",
        "se",
        "nv",
        "bv",
        "spa",
        "oy",
        "oyj",
        "kk",
        "pty",
        "pte",
        "sarl",
    ];
    let mut rest = key;
    while let Some((head, last)) = rest.rsplit_once(' ') {
        let last = last
            .trim_end_matches('.')
            .trim_start_matches('(')
            .trim_end_matches(')');
        if !COMPANIES.contains(&last) {
            break;
        }
        rest = head.trim_end_matches([',', ' ']);
    }
    rest
}

/// "State department" is "US state department", and "Goldman" is "Goldman Sachs", where only one such
/// organisation is named. Places are not shortened: York is not New York, and Oslo is not its university.
fn join_short_forms(forms: &Forms, things: &[Option<NameKind>], groups: &mut Groups) {
    let mut owners: HashMap<&str, Owner> = HashMap::new();
    let organizations =
        || (0..things.len()).filter(|at| things[*at] == Some(NameKind::Organization));
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for at in organizations() {
        let key = forms.key(at);
        let bare = without_company(key);
        let known = *by_name.entry(bare).or_insert(at);
        groups.join(known, at);
        for (space, _) in bare.match_indices(' ').take(WORDS) {
            let (Some(head), Some(tail)) = (bare.get(..space), bare.get(space + 1..)) else {
                continue;
            };
            let is_small = |word: Option<&str>| word.is_some_and(|word| SMALL.contains(&word));
            // "Norway" is not the "Bank of Norway", nor "Bank of" anything.
            if !is_small(head.rsplit(' ').next()) && !is_small(tail.split(' ').next()) {
                own(&mut owners, tail, groups.root(at));
            }
            // "United Nations" is not the "United Nations Security Council", but "Labour" is its party.
            let known = forms.find(head).is_some_and(|form| forms.is_known(form));
            if (!known || tail == "party") && !is_small(head.rsplit(' ').next()) {
                own(&mut owners, head, groups.root(at));
            }
        }
    }
    let turned: Vec<Option<String>> = organizations().map(|at| turned(forms.key(at))).collect();
    for (at, turned) in organizations().zip(&turned) {
        for key in std::iter::once(without_company(forms.key(at))).chain(turned.as_deref()) {
            let same = by_name.get(key).copied();
            let owner = match owners.get(key) {
                Some(Owner::One(full)) => Some(*full),
                _ => None,
            };
            if let Some(full) = same.filter(|same| *same != at).or(owner) {
                groups.join(full, at);
            }
        }
    }
}

fn initials(key: &str, without: &[&str]) -> String {
    key.split([' ', '-'])
        .filter(|word| !without.contains(word))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// "Brevik Harbour Pilots (BHP)", "BHP (Brevik Harbour Pilots)".
fn join_brackets(
    text: &str,
    forms: &Forms,
    seen: &[Seen],
    kinds: &[NameKind],
    groups: &mut Groups,
) {
    for (pair, kinds) in seen.windows(2).zip(kinds.windows(2)) {
        let [one, other] = pair else { continue };
        if kinds.contains(&NameKind::Person) {
            continue;
        }
        let (a, b) = (one.range, other.range);
        let between = TextRange::new(a.end, b.start);
        let after = text.get(b.end..).unwrap_or("");
        if !opens_bracket(between, text)
            || !after
                .trim_start_matches(['"', '”', '’', '\''])
                .starts_with(')')
        {
            continue;
        }
        let (long, short) = if a.len() >= b.len() {
            (one, other)
        } else {
            (other, one)
        };
        let (long, short) = (long.form, short.form);
        let is_word = !forms.key(short).contains(' ');
        if is_word && abbreviates(forms.key(short), forms.key(long), forms.is_acronym(short)) {
            groups.join(long, short);
        }
    }
}

/// Bytes at most between a name and its short form.
const BRACKET: usize = 24;

/// Whether nothing but an opening bracket and a few words that lead to a name stand in `between`: " (", " (the “".
fn opens_bracket(between: TextRange, text: &str) -> bool {
    if between.len() > BRACKET {
        return false;
    }
    let Some(inside) = between.of(text).trim_start().strip_prefix('(') else {
        return false;
    };
    let words =
        inside.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\''));
    matches!(
        words,
        "" | "the" | "or" | "now" | "hereafter" | "known as" | "called" | "abbreviated"
    )
}

/// Whether the letters of `short` occur in `full` in their order, the first at its start. What is not written as an
/// acronym ("Defra") must take its letters from the beginnings of words.
fn abbreviates(short: &str, full: &str, is_acronym: bool) -> bool {
    if short.chars().next() != full.chars().next() {
        return false;
    }
    let mut letters = full.chars();
    let in_order = short.chars().all(|c| letters.any(|l| l == c));
    in_order && (is_acronym || from_beginnings(short, full))
}

/// Whether `short` is the beginnings of words of `full` put together, two words at least.
fn from_beginnings(short: &str, full: &str) -> bool {
    let mut rest = short;
    let mut words = 0;
    for word in full.split([' ', '-']) {
        let same = rest
            .char_indices()
            .zip(word.chars())
            .take_while(|((_, a), b)| a == b)
            .last()
            .map_or(0, |((at, a), _)| at + a.len_utf8());
        words += usize::from(same > 0);
        rest = rest.get(same..).unwrap_or("");
    }
    rest.is_empty() && words > 1
}
