//! One kind for each name, settled over the article.
//!
//! A form has the kind that most of its mentions were tagged with; the forms of a family, such as a full name and its
//! acronym, vote together.

use super::forms::{Forms, Seen};
use crate::names::NameKind;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The kinds of the mentions, form by form. One word that no list knows and that ends the full name of a person is
/// that person, unless most speaks against it.
pub(super) fn of_forms(forms: &Forms, seen: &[Seen]) -> Vec<NameKind> {
    let kinds: Vec<NameKind> = seen.iter().map(|mention| mention.kind(forms)).collect();
    let mut people: HashMap<&str, usize> = HashMap::new();
    for (mention, kind) in seen.iter().zip(&kinds) {
        let surname = forms.key(mention.form).rsplit_once(' ');
        if let (NameKind::Person, Some((_, surname))) = (kind, surname) {
            *people.entry(surname).or_default() += LONG;
        }
    }
    let settled = |form: usize| {
        let full = people.get(forms.key(form)).copied()?;
        let unknown = !forms.is_listed(form) && !forms.is_acronym(form);
        let [person, organization, place] = forms.votes(form);
        (unknown && full + person >= organization.max(place)).then_some(NameKind::Person)
    };
    let both = seen.iter().zip(kinds);
    both.map(|(mention, kind)| settled(mention.form).unwrap_or(kind))
        .collect()
}

/// How much a mention of several words weighs against one of one word: there is more in it to go by.
const LONG: usize = 2;

/// How much it weighs that the lists know a form.
const LISTED: usize = 2;

/// `kinds` of the mentions, where the forms of one group of `things` that are no people have one kind: that with most
/// weight, and of equals that of the first. A form that stands alone keeps its own.
pub(super) fn of_families(
    forms: &Forms,
    seen: &[Seen],
    mut kinds: Vec<NameKind>,
    things: &[usize],
) -> Vec<NameKind> {
    let mut votes = vec![Votes::default(); forms.len()];
    let mut counted = vec![false; forms.len()];
    for (mention, kind) in seen.iter().zip(&kinds) {
        let form = mention.form;
        let votes = &mut votes[things[form]];
        let long = forms.key(form).contains(' ');
        votes.add(*kind, if long { LONG } else { 1 });
        if *kind != NameKind::Person && !std::mem::replace(&mut counted[form], true) {
            votes.forms += 1;
            if let Some(kind) = forms.listed(form) {
                votes.add(kind, LISTED);
            }
        }
    }
    let mut first: Vec<Option<NameKind>> = vec![None; forms.len()];
    for (mention, kind) in seen.iter().zip(&mut kinds) {
        let family = things[mention.form];
        if *kind != NameKind::Person && votes[family].forms > 1 {
            *kind = votes[family].winner(*first[family].get_or_insert(*kind));
        }
    }
    kinds
}

/// What speaks for each kind of a family.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    organization: usize,
    place: usize,
    /// Its forms.
    forms: usize,
}

impl Votes {
    fn add(&mut self, kind: NameKind, weight: usize) {
        match kind {
            NameKind::Organization => self.organization += weight,
            NameKind::Place => self.place += weight,
            NameKind::Person => {}
        }
    }

    fn winner(self, first: NameKind) -> NameKind {
        match self.organization.cmp(&self.place) {
            Ordering::Less => NameKind::Place,
            Ordering::Equal => first,
            Ordering::Greater => NameKind::Organization,
        }
    }
}
