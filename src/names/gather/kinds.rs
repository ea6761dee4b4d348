//! One kind for each name, settled over the article.
//!
//! A form has the kind that most of its mentions were tagged with; the forms of a family, such as a full name and its
//! acronym, vote together.

use super::forms::{Forms, Seen};
use crate::names::NameKind;

/// `kinds` of the mentions, where the forms of one group of `things` that are no people have one kind: that of most
/// mentions, and of equals that of the first.
pub(super) fn of_families(
    forms: &Forms,
    seen: &[Seen],
    mut kinds: Vec<NameKind>,
    things: &[usize],
) -> Vec<NameKind> {
    let mut votes = vec![(0_usize, 0_usize); forms.len()];
    for (mention, kind) in seen.iter().zip(&kinds) {
        let family = &mut votes[things[mention.form]];
        match kind {
            NameKind::Organization => family.0 += 1,
            NameKind::Place => family.1 += 1,
            NameKind::Person => {}
        }
    }
    let mut first: Vec<Option<NameKind>> = vec![None; forms.len()];
    for (mention, kind) in seen.iter().zip(&mut kinds) {
        if *kind == NameKind::Person {
            continue;
        }
        let family = things[mention.form];
        let first = *first[family].get_or_insert(*kind);
        let (organizations, places) = votes[family];
        *kind = match organizations.cmp(&places) {
            std::cmp::Ordering::Less => NameKind::Place,
            std::cmp::Ordering::Equal => first,
            std::cmp::Ordering::Greater => NameKind::Organization,
        };
    }
    kinds
}
