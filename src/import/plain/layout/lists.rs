//! Lists whose signs alone would not tell them from text: dashes, letters, numbers in brackets, and notes at
//! the foot. A line is an item when its neighbour is the next of its kind.

use super::{Form, Unit};
use crate::article::Marker;
use std::borrow::Cow;

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `– ` or `— `: an item, or somebody who speaks.
    Dash,
    /// `a) ` or `(a) `, by its place in the alphabet.
    Letter(u64),
    /// `(1) `.
    Number(u64),
    /// `[1] `: a note.
    Note(u64),
}

impl Sign {
    /// Whether `below` is the next of this kind.
    const fn is_followed_by(self, below: Self) -> bool {
        match (self, below) {
            (Self::Dash, Self::Dash) => true,
            (Self::Letter(one), Self::Letter(next))
            | (Self::Number(one), Self::Number(next))
            | (Self::Note(one), Self::Note(next)) => next == one + 1,
            _ => false,
        }
    }
}

/// Whether a line begins with a sign that makes an item beside another of its kind.
pub(super) fn opens_item(body: &str) -> bool {
    sign(body).is_some()
}

/// The sign that a line begins with, and what follows it.
fn sign(body: &str) -> Option<(Sign, &str)> {
    let dashed = body.strip_prefix("– ").or_else(|| body.strip_prefix("— "));
    if let Some(rest) = dashed {
        return Some((Sign::Dash, rest));
    }
    if let Some((label, rest)) = body
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
    {
        return Some((Sign::Note(number(label)?), rest));
    }
    let bracketed = body.strip_prefix('(');
    let (label, rest) = bracketed.unwrap_or(body).split_at_checked(1)?;
    let letter = label.bytes().next().filter(u8::is_ascii_lowercase);
    if let (Some(letter), Some(rest)) = (letter, rest.strip_prefix(") ")) {
        return Some((Sign::Letter(u64::from(letter - b'a')), rest));
    }
    let (label, rest) = bracketed?.split_once(") ")?;
    Some((Sign::Number(number(label)?), rest))
}

/// A number of up to three figures.
fn number(label: &str) -> Option<u64> {
    let figures = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    label.parse().ok().filter(|_| figures)
}

/// Makes items and notes of the units that are such.
pub(super) fn settle(units: &mut [Unit<'_>]) {
    let signs: Vec<Option<Sign>> = units
        .iter()
        .map(|unit| {
            let text = (unit.form == Form::Text).then_some(unit.text.as_ref())?;
            sign(text).map(|(sign, _)| sign)
        })
        .collect();
    let mut from = 0;
    for run in signs.chunk_by(|one, next| {
        one.zip(*next)
            .is_some_and(|(one, next)| one.is_followed_by(next))
    }) {
        let to = from + run.len();
        let under_rule = from > 0 && units[from - 1].form == Form::Rule;
        let alone = run.len() == 1 && !(under_rule && matches!(run, [Some(Sign::Note(_))]));
        let run_of = units.get_mut(from..to).unwrap_or_default();
        let speech = run.first() == Some(&Some(Sign::Dash)) && speak(run_of);
        if !(alone || speech) {
            for unit in run_of {
                mark(unit);
            }
        }
        from = to;
    }
    notes_at_the_foot(units);
}

/// Whether most lines behind dashes are sentences: in many languages a dash opens direct speech.
fn speak(units: &[Unit<'_>]) -> bool {
    let sentences = units.iter().filter(|unit| {
        let ends = ['.', '!', '?', '…', '"', '”', '»', ',', ':'];
        unit.text.trim_end().ends_with(ends)
    });
    sentences.count() * 2 > units.len()
}

fn mark(unit: &mut Unit<'_>) {
    let Some((sign, rest)) = sign(&unit.text) else {
        return;
    };
    let begin = unit.text.len() - rest.len();
    unit.form = match sign {
        // The letter stays in the text, which may refer to it.
        Sign::Letter(_) | Sign::Dash => Form::Item(Marker::Bullet, 1),
        Sign::Number(number) => Form::Item(Marker::Number(number), 1),
        Sign::Note(number) => Form::Note(number),
    };
    if !matches!(sign, Sign::Letter(_)) {
        unit.text = cut(&unit.text, begin);
    }
}

/// `text` from the byte `begin` on.
fn cut<'a>(text: &Cow<'a, str>, begin: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(begin..).unwrap_or("").trim_start()),
        Cow::Owned(text) => Cow::Owned(text.get(begin..).unwrap_or("").trim_start().to_owned()),
    }
}

/// A numbered list under the last rule, with nothing after it, that the text above refers to, is notes.
fn notes_at_the_foot(units: &mut [Unit<'_>]) {
    let Some(rule) = units.iter().rposition(|unit| unit.form == Form::Rule) else {
        return;
    };
    let (text, foot) = units.split_at_mut(rule + 1);
    let numbered = foot.iter().zip(1..).all(
        |(unit, wanted)| matches!(unit.form, Form::Item(Marker::Number(number), _) if number == wanted),
    );
    let refers = |unit: &Unit<'_>| {
        unit.form == Form::Text
            && (unit.text.contains("[1]") || unit.text.contains("1)") || unit.text.contains('¹'))
    };
    if !foot.is_empty() && numbered && text.iter().any(refers) {
        for (unit, number) in foot.iter_mut().zip(1..) {
            unit.form = Form::Note(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::layout::units;

    fn forms(text: &str) -> Vec<Form> {
        let lines: Vec<&str> = text.lines().collect();
        units(&lines, 0).iter().map(|unit| unit.form).collect()
    }

    #[test]
    fn an_item_has_a_neighbour_of_its_kind() {
        let bullet = Form::Item(Marker::Bullet, 1);
        assert_eq!(forms("– ropes\n– two lamps"), [bullet, bullet]);
        assert_eq!(forms("a) ropes\nb) lamps"), [bullet, bullet]);
        assert_eq!(forms("a) ropes\nd) lamps"), [Form::Text, Form::Text]);
        assert_eq!(
            forms("(1) ropes\n\n(2) lamps"),
            [1, 2].map(|n| Form::Item(Marker::Number(n), 1))
        );
        assert_eq!(forms("(2) ropes"), [Form::Text]);
    }

    #[test]
    fn who_speaks_behind_a_dash_makes_no_list() {
        let speech = "– Vi venter på lyset.\n– Hvor lenge?\n– Til mandag, sier losen.";
        assert_eq!(forms(speech), [Form::Text; 3]);
    }

    #[test]
    fn notes_stand_at_the_foot() {
        assert_eq!(forms("[1] Ann Lee\n[2] Bo Chan"), [1, 2].map(Form::Note));
        let foot = "The lamp (see 1) is out.\n\n---\n\n1) Ann Lee\n2) Bo Chan";
        assert_eq!(forms(foot).last(), Some(&Form::Note(2)));
        let list = "The lamp is out.\n\n---\n\n1) Ropes\n2) Lamps";
        assert_eq!(forms(list).last(), Some(&Form::Item(Marker::Number(2), 1)));
    }
}
