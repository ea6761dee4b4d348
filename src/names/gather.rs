//! Gathers mentions into names: "Ms Lindqvist" and "Lindqvist's" belong to "Marta Lindqvist".
//!
//! Does not ask how the mentions were found. Every step is one pass with look-ups in maps, so that an
//! article with a hundred thousand mentions takes no longer per mention than a short one.

mod forms;
mod kinds;
mod parts;
mod people;
mod spelling;
mod things;

use super::standing::{Standing, places};
use super::{Introduction, Mention, Name, NameKind, Names, Tagged};
use crate::article::Article;
use forms::{Forms, Seen};
use std::cmp::Reverse;
use std::collections::HashMap;

/// `written`, a mention of something of `kind`, without the title of a person.
pub(super) fn bare(written: &str, kind: NameKind) -> &str {
    match kind {
        NameKind::Person => forms::without_title(written),
        // "General Motors" is no general.
        _ => written.trim(),
    }
}

/// Gathers `tagged`, found in `article`. Ranges that do not fit the text, are empty, or overlap an earlier one
/// are left out.
pub(super) fn gather(article: &Article, tagged: &[Tagged]) -> Names {
    let text = &article.text;
    let tagged = in_order(text, tagged);
    let mut forms = Forms::default();
    let seen: Vec<Seen> = tagged.iter().map(|t| forms.see(text, *t)).collect();
    let kinds = kinds::of_forms(&forms, &seen);
    let things = things::gather(text, &forms, &seen, &kinds);
    let kinds = kinds::of_families(&forms, &seen, kinds, &things);
    let people = people::gather(text, &forms, &seen, &kinds);
    // People and things count their groups apart.
    let groups: Vec<(bool, usize)> = kinds
        .iter()
        .enumerate()
        .map(|(at, kind)| match kind {
            NameKind::Person => (true, people[at]),
            _ => (false, things[seen[at].form]),
        })
        .collect();
    let standings: Vec<Standing> = places(article, tagged.iter().map(|t| t.range))
        .iter()
        .map(|place| place.standing)
        .collect();
    let members = by_weight(&standings, &groups);
    number(text, &tagged, &kinds, members, &seen, &forms)
}

fn in_order(text: &str, tagged: &[Tagged]) -> Vec<Tagged> {
    let mut sorted: Vec<Tagged> = tagged
        .iter()
        .copied()
        .filter(|t| !t.range.of(text).trim().is_empty())
        .collect();
    sorted.sort_by_key(|t| t.range.start);
    let mut end = 0;
    sorted.retain(|t| {
        let fits = t.range.start >= end;
        if fits {
            end = t.range.end;
        }
        fits
    });
    sorted
}

/// The mentions of each group; the groups by weight. What is mentioned in the story weighs by how often it is, and
/// of equals what the headline names, then what the story names first. What stands outside the story alone, in the
/// headline or in furniture, comes after that, in order.
fn by_weight(standings: &[Standing], groups: &[(bool, usize)]) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(bool, usize), usize> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let index = *known.entry(*group).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[index].push(at);
    }
    members.sort_by_cached_key(|mentions| {
        let standing = |at: &&usize| standings[**at];
        let story = mentions.iter().filter(|at| standing(at).is_story()).count();
        let in_title = mentions.iter().any(|at| standing(&at) == Standing::Title);
        let first = mentions.iter().find(|at| standing(at).is_story());
        (
            Reverse(story),
            !in_title,
            first.or(mentions.first()).copied(),
        )
    });
    members
}

/// Makes names of the groups, in their order.
fn number(
    text: &str,
    tagged: &[Tagged],
    kinds: &[NameKind],
    members: Vec<Vec<usize>>,
    seen: &[Seen],
    forms: &Forms,
) -> Names {
    let mut mentions: Vec<Mention> = tagged
        .iter()
        .zip(kinds)
        .map(|(tagged, kind)| Mention {
            range: tagged.range,
            kind: *kind,
            name: 0,
        })
        .collect();
    let mut names = Vec::with_capacity(members.len());
    for (index, members) in members.into_iter().enumerate() {
        for member in &members {
            mentions[*member].name = index;
        }
        let variants = variants(text, tagged, &members);
        names.push(Name {
            introduction: Introduction::default(),
            name: fullest(&variants, &members, kinds[members[0]], seen, forms),
            kind: kinds[members[0]],
            variants: variants.into_iter().map(str::to_owned).collect(),
            mentions: members,
        });
    }
    Names { mentions, names }
}

/// The forms that occur, most frequent first, then in order of appearance.
fn variants<'a>(text: &'a str, tagged: &[Tagged], members: &[usize]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (order, member) in members.iter().enumerate() {
        let form = tagged[*member].range.of(text);
        counts.entry(form).or_insert((0, order)).0 += 1;
    }
    let mut variants: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    variants.sort_by_key(|(_, (count, order))| (Reverse(*count), *order));
    variants.into_iter().map(|(form, _)| form).collect()
}

/// The form with most words; of those one without initials, then the most frequent. Capitals throughout are a last
/// resort.
fn fullest(
    variants: &[&str],
    members: &[usize],
    kind: NameKind,
    seen: &[Seen],
    forms: &Forms,
) -> String {
    let mut best: Option<(&str, (bool, usize, bool))> = None;
    for variant in variants {
        let bare = bare(variant, kind);
        let words = bare
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .count();
        let shouted = words > 1 && !bare.chars().any(char::is_lowercase);
        let plain = !forms::has_initials(bare) && !bare.contains(',');
        let rank = (!shouted, words, plain);
        if best.is_none_or(|(_, other)| rank > other) {
            best = Some((bare, rank));
        }
    }
    match best {
        Some((name, _)) if !name.is_empty() => {
            name.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => forms.key(seen[members[0]].form).to_owned(),
    }
}

#[cfg(test)]
mod tests;
