//! Where an article says who or what its names are.
//!
//! The sentence of a name is that of the first mention of its fullest form in the prose of the story; where
//! another of the first few mentions says who it is ("Lund, the harbour master,") and that one does not, the
//! sentence is the one that says so. Does not ask how names were found or gathered. One sweep over the blocks:
//! each is cut into sentences once.

mod description;
mod phrase;
mod vocabulary;
mod words;

use super::standing::{Place, Standing, places};
use super::{Introduction, Name, Names};
use crate::article::Article;
use crate::text::{TextRange, sentences};

/// Mentions of one name that are looked at.
const MENTIONS: usize = 6;

/// Bytes on each side of a mention that its sentence may reach: what is longer is no sentence, and a card
/// could not show it.
const REACH: usize = 600;

/// Notes where `article` introduces each of `names`; in a language that is not known, without descriptions.
pub(super) fn introduce(article: &Article, names: &mut Names) {
    let places = places(article, names.mentions.iter().map(|mention| mention.range));
    let wanted: Vec<Vec<usize>> = names
        .names
        .iter()
        .map(|name| candidates(article, name, names, &places))
        .collect();
    let sentences = all_sentences(article, names, &places, &wanted);
    let introductions: Vec<Introduction> = wanted
        .iter()
        .map(|wanted| {
            let described = |at: &usize| {
                let sentence = sentences[*at];
                let before = at.checked_sub(1).map(|before| &names.mentions[before]);
                let description =
                    description::description(&article.text, sentence, names.mentions[*at], before)?;
                Some(Introduction {
                    sentence,
                    description: Some(description),
                })
            };
            let says = names
                .is_language_known
                .then(|| wanted.iter().find_map(described));
            says.flatten().unwrap_or_else(|| Introduction {
                sentence: wanted
                    .first()
                    .map_or_else(TextRange::default, |at| sentences[*at]),
                description: None,
            })
        })
        .collect();
    for (name, introduction) in names.names.iter_mut().zip(introductions) {
        name.introduction = introduction;
    }
}

/// The mentions of `name` that may introduce it, the best first: the first of the fullest form, then the others
/// in order. Only those in the best part of the article that it stands in.
fn candidates(article: &Article, name: &Name, names: &Names, places: &[Place]) -> Vec<usize> {
    let best = name.mentions.iter().map(|at| places[*at].standing).min();
    let usable = || {
        name.mentions
            .iter()
            .copied()
            .filter(|at| Some(places[*at].standing) == best)
    };
    let fullest = |at: &usize| {
        let written = names.mentions[*at].range.of(&article.text);
        let bare = super::gather::without_title(written);
        (bare == name.name, bare.split_whitespace().count())
    };
    // Of equals the first, as `max_by_key` alone would take the last.
    let Some(first) = usable().rev().max_by_key(fullest) else {
        return Vec::new();
    };
    let others = usable().filter(|at| *at != first);
    std::iter::once(first)
        .chain(others)
        .take(MENTIONS)
        .collect()
}

/// The sentences of the `wanted` mentions, at the mentions' indices; empty at others.
fn all_sentences(
    article: &Article,
    names: &Names,
    places: &[Place],
    wanted: &[Vec<usize>],
) -> Vec<TextRange> {
    let mut found = vec![TextRange::default(); names.mentions.len()];
    let mut order: Vec<usize> = wanted.iter().flatten().copied().collect();
    order.sort_unstable();
    let (mut block, mut cut) = (TextRange::default(), Vec::new());
    for at in order {
        let mention = names.mentions[at].range;
        if places[at].block != block {
            block = places[at].block;
            cut = sentences(block.of(&article.text));
        }
        let inside = TextRange::new(mention.start - block.start, mention.end - block.start);
        let first = cut.partition_point(|sentence| sentence.end <= inside.start);
        let whole = cut
            .iter()
            .skip(first)
            .take_while(|sentence| sentence.start < inside.end)
            .fold(inside, |whole, sentence| whole.join(*sentence))
            .shifted(block.start);
        let in_cells = places[at].standing == Standing::Beside;
        found[at] = bounded(&article.text, whole, mention, in_cells);
    }
    found
}

/// The part of `sentence` around `mention` that is not too long, in whole words; inside one cell or line where it
/// is no prose.
fn bounded(text: &str, sentence: TextRange, mention: TextRange, in_cells: bool) -> TextRange {
    let is_border = |c: char| in_cells && matches!(c, '\t' | '\n');
    let mut start = sentence
        .start
        .max(words::floor(text, mention.start.saturating_sub(REACH)));
    let before = text.get(start..mention.start).unwrap_or("");
    if start > sentence.start {
        start = before
            .find(char::is_whitespace)
            .map_or(mention.start, |at| start + at);
    }
    let before = text.get(start..mention.start).unwrap_or("");
    if let Some(border) = before.rfind(is_border) {
        start += border + 1;
    }
    let mut end = sentence
        .end
        .min(words::floor(text, mention.end.saturating_add(REACH)));
    end = end.max(mention.end);
    let after = text.get(mention.end..end).unwrap_or("");
    if end < sentence.end {
        end = after
            .rfind(char::is_whitespace)
            .map_or(mention.end, |at| mention.end + at);
    }
    let after = text.get(mention.end..end).unwrap_or("");
    if let Some(border) = after.find(is_border) {
        end = mention.end + border;
    }
    words::trimmed(text, TextRange::new(start, end))
}

#[cfg(test)]
mod tests;
