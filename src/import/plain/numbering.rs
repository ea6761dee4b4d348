//! Numbered headings ("2.1 Rates", "IV. Peace", "Chapter 3") told from numbered lists: a heading stands alone
//! over a paragraph and is counted on by another; an item has items of its kind beside it.

use super::facts::{Facts, HEADING};
use super::layout::{Form, Unit};
use crate::article::Marker;

/// Words that name a part of a book, in lower case.
const PARTS: &[&str] = &[
    "chapter",
    "part",
    "section",
    "kapitel",
    "teil",
    "abschnitt",
    "chapitre",
    "partie",
    "capítulo",
    "parte",
    "sección",
    "capitolo",
    "hoofdstuk",
    "deel",
    "kapittel",
    "del",
    "rozdział",
    "глава",
    "часть",
];

/// Levels of a number that are looked at.
const LEVELS: usize = 4;

/// The number of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    /// How it is written.
    kind: Kind,
    /// Its parts, of which `depth` are used.
    parts: [u16; LEVELS],
    depth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Figures,
    Roman,
    Part,
}

impl Number {
    const fn one(kind: Kind, number: u16) -> Self {
        Self {
            kind,
            parts: [number, 0, 0, 0],
            depth: 1,
        }
    }

    /// Whether `next` may follow: one more on a level of this number, or the first below it.
    fn is_followed_by(self, next: Self) -> bool {
        let same = self
            .parts
            .iter()
            .zip(next.parts)
            .take_while(|(one, other)| **one == *other)
            .count()
            .min(self.depth)
            .min(next.depth);
        let step = |parts: [u16; LEVELS]| parts.get(same).copied().unwrap_or(0);
        let counts_on = same + 1 == next.depth && step(next.parts) == step(self.parts) + 1;
        self.kind == next.kind && counts_on
    }
}

/// The rank of each unit that is a numbered heading, 0 of all others.
pub(super) fn ranks(units: &[Unit<'_>], facts: &[Facts]) -> Vec<u8> {
    let mut ranks = vec![0; units.len()];
    let candidates: Vec<(usize, Number)> = (0..units.len())
        .filter(|at| stands_over_text(*at, units, facts))
        .filter_map(|at| Some((at, number(&units[at])?)))
        .collect();
    let mut rank = |(at, number): (usize, Number)| {
        ranks[at] = u8::try_from(number.depth + 1).unwrap_or(6);
    };
    for pair in candidates.windows(2) {
        if pair[0].1.is_followed_by(pair[1].1) {
            rank(pair[0]);
            rank(pair[1]);
        }
    }
    for candidate in candidates
        .iter()
        .filter(|(_, number)| number.kind == Kind::Part)
    {
        rank(*candidate);
    }
    ranks
}

/// Whether a unit may be a heading: short, no sentence, running text directly below.
fn stands_over_text(at: usize, units: &[Unit<'_>], facts: &[Facts]) -> bool {
    let text = |at: usize| {
        let form = units.get(at).map(|unit| unit.form);
        form == Some(Form::Text) && (facts[at].is_prose() || facts[at].is_sentence())
    };
    facts[at].is_bare_line() && facts[at].size <= HEADING && text(at + 1)
}

/// The number that a unit begins with.
fn number(unit: &Unit<'_>) -> Option<Number> {
    match unit.form {
        Form::Item(Marker::Number(number), _) => {
            Some(Number::one(Kind::Figures, u16::try_from(number).ok()?))
        }
        Form::Text => {
            let (first, rest) = unit.text.split_once(' ')?;
            part(first, rest)
                .or_else(|| roman(first).map(|number| Number::one(Kind::Roman, number)))
                .or_else(|| figures(first).filter(|_| rest.starts_with(char::is_alphabetic)))
        }
        _ => None,
    }
}

/// "Chapter 3", "Part IV: Peace".
fn part(first: &str, rest: &str) -> Option<Number> {
    let first = first.to_lowercase();
    let label = rest.split(' ').next()?;
    let ended = label.len() == rest.len() || label.ends_with([':', '.', ',']) || {
        let after = rest.get(label.len()..).unwrap_or("");
        after.starts_with(" –") || after.starts_with(" —") || after.starts_with(" -")
    };
    let label = label.trim_end_matches([':', '.', ',']);
    let number = label.parse().ok().or_else(|| numeral(label))?;
    (ended && PARTS.contains(&first.as_str())).then(|| Number::one(Kind::Part, number))
}

/// "IV." or "IV)": without the sign it may be a word.
fn roman(word: &str) -> Option<u16> {
    numeral(word.strip_suffix(['.', ')'])?)
}

/// The value of a Roman numeral up to 89, written as it should be.
fn numeral(word: &str) -> Option<u16> {
    const SIGNS: [(&str, u16); 7] = [
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut rest, mut value) = (word, 0);
    for (sign, worth) in SIGNS {
        for _ in 0..3 {
            let Some(after) = rest.strip_prefix(sign) else {
                break;
            };
            rest = after;
            value += worth;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// "2.1" or "2.1.": a number of two levels or more.
fn figures(word: &str) -> Option<Number> {
    let word = word.trim_end_matches('.');
    let mut number = Number::one(Kind::Figures, 0);
    number.depth = 0;
    for part in word.split('.') {
        let place = number.parts.get_mut(number.depth)?;
        *place = part.parse().ok().filter(|_| part.len() <= 2)?;
        number.depth += 1;
    }
    (number.depth >= 2).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::super::facts::facts;
    use super::super::layout::units;
    use super::*;

    /// Ranks of the lines of a text in which `¶` stands for a paragraph.
    fn ranked(lines: &[&str]) -> Vec<u8> {
        let paragraph = "The tide in the fairway turns twice a day, and each hour costs a ship.";
        let lines: Vec<&str> = lines
            .iter()
            .map(|line| if *line == "¶" { paragraph } else { *line })
            .collect();
        let units = units(&lines, 0);
        ranks(&units, &facts(&units))
    }

    #[test]
    fn a_numbered_heading_stands_over_text_and_is_counted_on() {
        assert_eq!(ranked(&["1.1 Rates", "¶", "1.2 Costs", "¶"]), [3, 0, 3, 0]);
        assert_eq!(ranked(&["1. Rates", "¶", "2. Costs", "¶"]), [2, 0, 2, 0]);
        assert_eq!(ranked(&["IV. War", "¶", "V. Peace", "¶"]), [2, 0, 2, 0]);
        assert_eq!(ranked(&["¶", "Chapter 3", "¶"]), [0, 2, 0]);
        assert_eq!(
            ranked(&["1. Rates", "¶", "1.1 Low", "¶", "2. War", "¶"]),
            [2, 0, 3, 0, 2, 0]
        );
    }

    #[test]
    fn items_and_figures_are_no_headings() {
        assert_eq!(ranked(&["1. Rates", "2. Costs", "¶"]), [0; 3]);
        assert_eq!(ranked(&["¶", "2.1 million ships", "¶"]), [0; 3]);
        assert_eq!(ranked(&["I am late", "¶", "Part of it", "¶"]), [0; 4]);
        assert_eq!(
            (numeral("XIV"), numeral("XIIIIV"), numeral("")),
            (Some(14), None, None)
        );
    }
}
