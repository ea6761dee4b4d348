//! What the weights cannot know, put right by rules: names that were never marked in what they learned from, and
//! names that other places of the article show to be cut wrongly.

use crate::names::NameKind;
use crate::names::lexicon::Marks;
use crate::names::rules::Piece;
use crate::names::rules::reading::Reading;
use crate::names::tokens::{Gap, Manner, Shape};
use std::collections::HashSet;
use std::ops::Range;

/// Words at most in a name of a headline that is looked at for a name inside it.
const LONGEST: usize = 8;

/// Words at most in the name of the town of a dateline.
const TOWN: usize = 4;

/// Characters at most between the town of a dateline and the dash.
const DATELINE: usize = 40;

/// The names that the weights `found`, mended; the rules found `by_rules`.
pub(super) fn mended(r: &Reading<'_>, found: Vec<Piece>, by_rules: &[Piece]) -> Vec<Piece> {
    let mut names = Vec::with_capacity(found.len());
    for piece in found {
        match piece.kind {
            Some(NameKind::Person) => part_people(r, &piece, &mut names),
            _ => part_places(r, piece, &mut names),
        }
    }
    keep_small_ends(r, by_rules, &mut names);
    shorten_in_headlines(r, &mut names);
    place_datelines(r, &mut names);
    names
}

/// Adds `piece` to `names`: as several where commas part people ("Lund, Holm"), but not before "Jr".
fn part_people(r: &Reading<'_>, piece: &Piece, names: &mut Vec<Piece>) {
    let mut start = piece.tokens.start;
    for at in piece.tokens.clone().skip(1) {
        let rank = matches!(r.word(at), "Jr" | "Sr" | "II" | "III" | "IV");
        if r.tokens[at].gap == Gap::Comma && !rank {
            names.push(Piece {
                tokens: start..at,
                ..piece.clone()
            });
            start = at;
        }
    }
    names.push(Piece {
        tokens: start..piece.tokens.end,
        ..piece.clone()
    });
}

/// Adds `piece` to `names`: as two where a hyphen joins two places that the lists know ("US-Russia talks").
fn part_places(r: &Reading<'_>, piece: Piece, names: &mut Vec<Piece>) {
    let words = piece.tokens.clone();
    let two_places = words.len() == 2
        && r.tokens[words.start + 1].gap == Gap::Hyphen
        && words.clone().all(|at| r.marks(at).any(Marks::PLACE))
        && !r
            .lexicon
            .marks(r.slice(words.start, words.end))
            .any(Marks::PLACE);
    if two_places {
        names.extend(words.map(|at| Piece {
            tokens: at..at + 1,
            kind: Some(NameKind::Place),
            sure: false,
        }));
    } else {
        names.push(piece);
    }
}

/// Puts the organisations into `names` whose last word is small ("US state department"), as the rules found them: the
/// weights never saw them marked.
fn keep_small_ends(r: &Reading<'_>, by_rules: &[Piece], names: &mut Vec<Piece>) {
    let small = |piece: &&Piece| {
        piece.sure
            && piece.kind == Some(NameKind::Organization)
            && !r.tokens[piece.tokens.end - 1].is_capital()
    };
    // Both are in order.
    let kept = || by_rules.iter().filter(small);
    let mut next = kept().peekable();
    names.retain(|name| {
        while next
            .next_if(|p| p.tokens.end <= name.tokens.start)
            .is_some()
        {}
        next.peek()
            .is_none_or(|p| p.tokens.start >= name.tokens.end)
    });
    names.extend(kept().cloned());
    // Two runs in order: the sort merges them.
    names.sort_by_key(|name| name.tokens.start);
}

/// Agencies open a story with the town in capitals: "LA CROSSE, Wis. (AP) — After a summer".
fn place_datelines(r: &Reading<'_>, names: &mut Vec<Piece>) {
    let mut towns = Vec::new();
    for line in r.lines.iter().filter(|line| line.manner == Manner::Running) {
        let start = line.tokens.start;
        let capital =
            |at: &usize| r.tokens[*at].shape == Shape::Upper && (*at == start || r.is_joined(*at));
        let count = line
            .tokens
            .clone()
            .take(TOWN + 1)
            .take_while(capital)
            .count();
        let words = start..start + count;
        if (1..=TOWN).contains(&count) && is_dateline(r, &words) {
            towns.push(words);
        }
    }
    if towns.is_empty() {
        return;
    }
    let mut next = towns.iter().peekable();
    names.retain(|name| {
        while next.next_if(|town| town.end <= name.tokens.start).is_some() {}
        next.peek().is_none_or(|town| town.start >= name.tokens.end)
    });
    names.extend(towns.into_iter().map(|tokens| Piece {
        tokens,
        kind: Some(NameKind::Place),
        sure: true,
    }));
    names.sort_by_key(|name| name.tokens.start);
}

/// Whether after `words`, which open a line in capitals, a dash follows soon, after a state, an agency or a day.
fn is_dateline(r: &Reading<'_>, words: &Range<usize>) -> bool {
    let end = r.tokens[words.end - 1].range().end;
    let mut rest = r.text.get(end..).unwrap_or("").chars().take(DATELINE);
    // "NATO — the alliance" is none.
    let first = rest.next();
    let parted = first == Some(',') || first == Some(' ') && rest.next() == Some('(');
    let plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '/' | '(' | ')');
    let dash = rest.find(|c| !plain(c));
    parted && matches!(dash, Some('—' | '–' | '-'))
}

/// In a headline the verb has a capital too ("Enter Marta Lund"): a name that stands nowhere in running text, but holds
/// one that does, is that one.
fn shorten_in_headlines(r: &Reading<'_>, names: &mut [Piece]) {
    if r.lines.iter().all(|line| line.manner != Manner::Headline) {
        return;
    }
    let mut lines = r.lines.iter().peekable();
    let mut known: HashSet<(&str, Option<NameKind>)> = HashSet::new();
    let mut doubtful = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let words = name.tokens.clone();
        while lines.next_if(|l| l.tokens.end <= words.start).is_some() {}
        if lines.peek().is_some_and(|l| l.manner == Manner::Running) {
            known.insert((r.slice(words.start, words.end), name.kind));
        } else if (2..=LONGEST).contains(&words.len()) {
            doubtful.push(index);
        }
    }
    for index in doubtful {
        let name = &mut names[index];
        let is_known =
            |words: &Range<usize>| known.contains(&(r.slice(words.start, words.end), name.kind));
        let whole = name.tokens.clone();
        let shorter = inside(&whole).find(|inner| {
            is_known(inner) && (inner.len() > 1 || is_plain_around(r, &whole, inner))
        });
        if let Some(words) = shorter.filter(|_| !is_known(&whole)) {
            name.tokens = words;
        }
    }
}

/// The ranges that begin or end with `words`, without it, the longest first.
fn inside(words: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let (start, end) = (words.start, words.end);
    (1..words.len()).flat_map(move |less| [start + less..end, start..end - less])
}

/// Whether the words of `outer` that are not in `inner` occur in small letters, as words that are no names do.
fn is_plain_around(r: &Reading<'_>, outer: &Range<usize>, inner: &Range<usize>) -> bool {
    let around = (outer.start..inner.start).chain(inner.end..outer.end);
    around.into_iter().all(|at| r.is_small_elsewhere(at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::names_of;
    use super::super::training::article;
    use super::*;

    #[test]
    fn an_organisation_may_end_in_small_letters() {
        let names =
            names_of("Tammy Lund of the US state department said the talks in Oslo went well.");
        assert_eq!(
            names,
            [
                "Person Tammy Lund",
                "Organization US state department",
                "Place Oslo"
            ]
        );
    }

    #[test]
    fn the_town_of_a_dateline_is_a_place() {
        for (text, expected) in [
            (
                "LA BRISE, Wis. (AP) — The ferries would return in May.",
                "Place LA BRISE",
            ),
            (
                "SKARFJORD (Reuters) - The ferries would return in May.",
                "Place SKARFJORD",
            ),
        ] {
            assert_eq!(names_of(text).first().map(String::as_str), Some(expected));
        }
        let alliance = names_of("NATO, the alliance, said that it would wait — as before.");
        assert_eq!(
            alliance.first().map(String::as_str),
            Some("Organization NATO")
        );
    }

    #[test]
    fn a_hyphen_parts_two_places() {
        let names =
            names_of("The US-Russia talks in Saudi Arabia went on, and UK-based firms waited.");
        assert_eq!(
            names,
            ["Place US", "Place Russia", "Place Saudi Arabia", "Place UK"]
        );
    }

    /// `text`, whose words `names` were found as names of people, mended: the names after that.
    fn mended_people(text: &str, names: &[Range<usize>]) -> Vec<String> {
        let article = article(text.split("\n\n"));
        let r = Reading::new(&article);
        let person = |words: &Range<usize>| Piece {
            tokens: words.clone(),
            kind: Some(NameKind::Person),
            sure: false,
        };
        let names = mended(&r, names.iter().map(person).collect(), &[]);
        let written = |name: &Piece| r.slice(name.tokens.start, name.tokens.end).to_owned();
        names.iter().map(written).collect()
    }

    #[test]
    fn commas_part_people_but_no_rank() {
        let text = "They met Marta Lund, Per Holm and Idris Okafor, Jr. in May.";
        assert_eq!(
            mended_people(text, &[2..6, 7..10]),
            ["Marta Lund", "Per Holm", "Idris Okafor, Jr"]
        );
    }

    #[test]
    fn a_headline_has_the_names_of_its_story() {
        let text =
            "Enter Marta Lindqvist Leaving Brevik\n\nMarta Lindqvist came; Lund said they enter.";
        assert_eq!(
            mended_people(text, &[0..3, 5..7]),
            ["Marta Lindqvist", "Marta Lindqvist"]
        );
        let text = "Enter Lund Leaving Brevik\n\nMr Lund came, and they enter.";
        assert_eq!(mended_people(text, &[0..2, 5..6]), ["Lund", "Lund"]);
        // Nothing shows that the first word is none of the name.
        let text = "Per Lund Leaving Brevik\n\nMr Lund came, and they enter.";
        assert_eq!(mended_people(text, &[0..2, 5..6]), ["Per Lund", "Lund"]);
    }
}
