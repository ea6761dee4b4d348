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
use crate::text::TextRange;
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
    number(article, &tagged, &kinds, &groups, &seen, &forms)
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

/// Makes names of the groups.
fn number(
    article: &Article,
    tagged: &[Tagged],
    kinds: &[NameKind],
    groups: &[(bool, usize)],
    seen: &[Seen],
    forms: &Forms,
) -> Names {
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(bool, usize), usize> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        let index = *known.entry(*group).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[index].push(at);
    }
    let groups = members
        .into_iter()
        .map(|members| Group {
            name: {
                let ranges = members.iter().map(|member| tagged[*member].range);
                let kind = kinds[members[0]];
                fullest(
                    &variants(&article.text, ranges),
                    &members,
                    kind,
                    seen,
                    forms,
                )
            },
            kind: kinds[members[0]],
            members,
        })
        .collect();
    let ranges: Vec<TextRange> = tagged.iter().map(|tagged| tagged.range).collect();
    arranged(article, &ranges, groups)
}

/// Mentions that are one name.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The name.
    pub(super) name: String,
    /// What it stands for.
    pub(super) kind: NameKind,
    /// Its mentions, as indices, in reading order; never empty.
    pub(super) members: Vec<usize>,
}

/// The names that `groups` of the mentions `ranges` make, by weight. Where they are introduced is not told yet.
pub(super) fn arranged(article: &Article, ranges: &[TextRange], mut groups: Vec<Group>) -> Names {
    sort_by_weight(article, ranges, &mut groups);
    let mut mentions: Vec<Mention> = ranges
        .iter()
        .map(|range| Mention {
            range: *range,
            kind: NameKind::Person,
            name: 0,
        })
        .collect();
    let mut names = Vec::with_capacity(groups.len());
    for (index, group) in groups.into_iter().enumerate() {
        for member in &group.members {
            mentions[*member].name = index;
            mentions[*member].kind = group.kind;
        }
        let of_name = group.members.iter().map(|member| ranges[*member]);
        let variants = variants(&article.text, of_name).into_iter();
        names.push(Name {
            introduction: Introduction::default(),
            name: group.name,
            kind: group.kind,
            variants: variants.map(str::to_owned).collect(),
            mentions: group.members,
        });
    }
    Names {
        mentions,
        names,
        is_language_known: false,
    }
}

/// Sorts by weight. What the story mentions weighs by how often it is mentioned at all, since that number stands
/// beside it; of equals what the story mentions more often, then what the headline names, then what the story names
/// first. What stands outside the story alone, in the headline or in furniture, comes after that.
fn sort_by_weight(article: &Article, ranges: &[TextRange], groups: &mut [Group]) {
    let standings: Vec<Standing> = places(article, ranges.iter().copied())
        .iter()
        .map(|place| place.standing)
        .collect();
    groups.sort_by_cached_key(|group| {
        let standing = |at: &usize| standings[*at];
        let in_story = group.members.iter().filter(|at| standing(at).is_story());
        let first = in_story.clone().next();
        let in_title = group
            .members
            .iter()
            .any(|at| standing(at) == Standing::Title);
        (
            first.is_none(),
            first.is_none() && !in_title,
            Reverse(group.members.len()),
            Reverse(in_story.count()),
            !in_title,
            first.or(group.members.first()).copied(),
        )
    });
}

/// The forms that occur, most frequent first, then in order of appearance.
fn variants(text: &str, mentions: impl Iterator<Item = TextRange>) -> Vec<&str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (order, range) in mentions.enumerate() {
        let form = range.of(text);
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
