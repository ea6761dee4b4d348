//! One kind for each name, settled over the article.
//!
//! A form has the kind that most of its mentions were tagged with; the forms of a family, such as a full name and its
//! acronym, vote together.

use super::forms::{Forms, Seen};
use crate::names::NameKind;
use std::cmp::Ordering;

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
