//! The head of a plain text: its title.

use super::facts::{Ending, Facts};
use super::layout::{Form, Unit};
use super::words::{cohesion, stems};

/// The longest title, in characters.
const TITLE: usize = 170;

/// The title among the units before the first paragraph, which is `first`. A title is the first line,
/// short, and vouched for: by a byline or date below it, by an underline, by words that the text takes up, or by
/// a gap below it that the text has nowhere else, or that stands in a text without furniture. A first line that is a
/// sentence is the opening of the story.
pub(super) fn title(units: &[Unit<'_>], facts: &[Facts], first: usize) -> Option<usize> {
    if is_vouched(units, facts, 0) {
        return Some(0);
    }
    let at = (0..units.len().min(3)).find(|at| facts[*at].sign.is_none() && !facts[*at].date)?;
    let (unit, fact) = (&units[at], &facts[at]);
    if let Form::Marked(_) = unit.form {
        return (units.len() > 1).then_some(at);
    }
    if unit.form != Form::Text || fact.size > TITLE || fact.byline || unit.text.contains('\n') {
        return None;
    }
    if is_vouched(units, facts, at) {
        return Some(at);
    }
    if at >= first || fact.ending == Ending::Stop || fact.ending == Ending::Open {
        return None;
    }
    let text: Vec<_> = facts
        .iter()
        .zip(units)
        .skip(at + 1)
        .filter(|(next, _)| next.is_prose())
        .take(6)
        .map(|(_, unit)| stems(&unit.text))
        .collect();
    let (returns, _) = cohesion(&stems(&unit.text), &text.iter());
    let apart = units.get(at + 1).is_some_and(|next| next.after_blank);
    let others_apart = units.get(at + 2).is_none_or(|next| next.after_blank);
    let set_off = apart && (!others_apart || unit.first == 1);
    if set_off
        && at + 1 == first
        && (!others_apart || is_typed(units, facts))
        && starts_name(&unit.text)
    {
        return Some(at);
    }
    let words = fact.words.max(fact.size / 12);
    let wanted = if set_off { 0.3 } else { 0.5 };
    (words >= 3 && returns >= wanted).then_some(at)
}

/// Whether a text was written down rather than taken off a page: no line of it has the words of a page's furniture.
fn is_typed(units: &[Unit<'_>], facts: &[Facts]) -> bool {
    units.len() > 2 && facts.iter().all(|fact| fact.sign.is_none())
}

/// Whether a line may be the name of a text: it begins with a capital, or in a script that has none.
fn starts_name(line: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a byline or a date stands under the line `at`, or under the one below it. What the line says
/// does not matter then: headlines speak of newsletters and of Facebook too.
fn is_vouched(units: &[Unit<'_>], facts: &[Facts], at: usize) -> bool {
    let Some((unit, fact)) = units.get(at).zip(facts.get(at)) else {
        return false;
    };
    let line = matches!(unit.form, Form::Text | Form::Item(..)) && unit.first == unit.last;
    let titled = line && fact.size <= TITLE && !fact.date && !fact.byline;
    let near = facts
        .get(at + 1..(at + 3).min(facts.len()))
        .unwrap_or_default();
    let signed = near.iter().position(|next| next.byline || next.date);
    let wordy = fact.words.max(fact.size / 12) >= if fact.sign.is_some() { 4 } else { 2 };
    let between_is_short = signed != Some(1) || near[0].size <= BYLINE;
    titled && wordy && signed.is_some() && between_is_short
}

/// The longest line of names, in characters.
const BYLINE: usize = 120;

/// The line between title and date, without the word "by" before it: the names of those who wrote it.
pub(super) fn byline_under(units: &[Unit<'_>], facts: &[Facts], title: usize) -> Option<usize> {
    let at = title + 1;
    let (unit, fact) = units.get(at).zip(facts.get(at))?;
    let dated = facts.get(at + 1).is_some_and(|next| next.date);
    let names = unit.form == Form::Text && fact.size <= BYLINE && !fact.date;
    (dated && names && matches!(fact.ending, Ending::Bare)).then_some(at)
}
