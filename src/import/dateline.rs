//! Lines that say who wrote a text and when: told from sentences by their words alone.

use super::dates;
use super::fields::after_mark;
use crate::article::When;

/// Words that may stand in a line that gives a date, besides figures, months and full names of days.
const DATE_FILLERS: &[&str] = &[
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "published",
    "updated",
    "posted",
    "last",
    "modified",
    "first",
    "on",
    "at",
    "the",
    "of",
    "am",
    "pm",
    "a",
    "m",
    "p",
    "uhr",
    "gmt",
    "utc",
    "est",
    "edt",
    "bst",
    "cet",
    "cest",
    "pst",
    "pdt",
    "ist",
    "et",
    "pt",
    "st",
    "nd",
    "rd",
    "th",
    "um",
    "vom",
    "den",
    "der",
    "aktualisiert",
    "veröffentlicht",
    "stand",
    "date",
    "datum",
    "ago",
    "hours",
    "hour",
    "minutes",
    "minute",
    "mins",
    "min",
    "days",
    "day",
    "seconds",
    "vor",
    "stunden",
    "minuten",
    "tagen",
    "t",
    "z",
    "de",
    "le",
    "à",
    "h",
    "read",
    "time",
    "und",
    "publié",
    "publiée",
    "publicado",
    "publicada",
    "pubblicato",
    "opublikowano",
    "gepubliceerd",
    "publicerad",
    "publisert",
    "опубликовано",
    "el",
    "il",
    "om",
    "kl",
    "o",
    "godz",
    "dnia",
    "ore",
    "alle",
    "в",
    "г",
    "오전",
    "오후",
];

/// Whether the whole line is a date, a time or an age ("Updated 3 May 2024, 10:15 GMT", "5 hours ago").
pub(super) fn is_date(line: &str) -> bool {
    if line.chars().take(LONGEST_DATE + 1).count() > LONGEST_DATE {
        return false;
    }
    let (mut figures, mut dated) = (0usize, false);
    let lower = line.to_lowercase();
    for token in lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|t| !t.is_empty())
    {
        let word = token.trim_matches(|c: char| c.is_ascii_digit());
        let digits = token.len() - word.len();
        // "5時30分" is one token.
        if digits > 0
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "年月日時分秒년월일시분".contains(c))
        {
            figures += 1;
            dated |= !word.is_empty();
            continue;
        }
        figures += usize::from(digits > 0);
        let month = dates::is_month(word);
        dated |= month || matches!(word, "ago" | "vor" | "uhr" | "am" | "pm" | "gmt");
        let known = month || dates::is_weekday(word) || DATE_FILLERS.contains(&word);
        if !(word.is_empty() || known) {
            return false;
        }
    }
    let numeric = figures >= 2 && lower.contains([':', '/', '.', '-']);
    figures > 0 && (dated || numeric)
}

/// When a date line says that a text was published: the first run of its words that is a date, and before any word
/// that speaks of a change.
pub(super) fn published(line: &str) -> Option<When> {
    let line: String = line.trim().chars().take(LONGEST_DATE).collect();
    let lower = line.to_lowercase();
    let changed = CHANGED.iter().filter_map(|word| lower.find(word)).min();
    let line = line.get(..changed.unwrap_or(line.len()))?;
    if let Some(when) = dates::parse(line.trim_end()) {
        return Some(when);
    }
    let starts = line
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && is_word_start(line, *at))
        .map(|(at, _)| at);
    starts.filter_map(|at| line.get(at..)).find_map(|rest| {
        let ends = rest.match_indices([' ', ',', '|']).map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.chain([rest.len()]).collect();
        ends.reverse();
        ends.into_iter()
            .find_map(|end| dates::parse(rest.get(..end)?))
    })
}

/// Longest line that is looked at for a date, in characters.
const LONGEST_DATE: usize = 80;

fn is_word_start(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ':' | '/' | '.' | '-'))
}

/// Words that speak of a change: what they date is no publication.
const CHANGED: &[&str] = &[
    "updated",
    "modified",
    "changed",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "modifié",
    "actualizad",
    "modificad",
    "aggiornat",
    "zaktualizowan",
    "bijgewerkt",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "обновлен",
    "更新",
];

/// `names` without a date that follows on the same line, or an address in brackets.
fn without_date(names: &str) -> &str {
    let names = names.split_once(" (").map_or(names, |(before, _)| before);
    let lengths = names.split(' ').map(|word| word.len() + 1);
    let mut at = 0;
    for length in lengths {
        let rest = names.get(at..).unwrap_or("");
        let word = rest.split([' ', ',']).next().unwrap_or("");
        if word.len() > 4 && dates::is_weekday(&word.to_lowercase()) && is_date(rest) {
            return names.get(..at).unwrap_or(names).trim_end();
        }
        at += length;
    }
    for cut in [" on ", " | ", " • ", " · ", " – ", ", "] {
        for (at, _) in names.match_indices(cut) {
            let (before, after) = names.split_at(at);
            if after.strip_prefix(cut).is_some_and(is_date) {
                return before;
            }
        }
    }
    names
}

/// Words between names in a byline.
const BYLINE_WORDS: &[&str] = &[
    "and", "of", "for", "in", "the", "at", "de", "van", "von", "der", "den", "und", "bin", "al",
    "la", "du", "di", "da", "el", "with", "et", "y",
];

/// The names of a byline ("By Ann Lee and Idris Okafor"), without the word before them.
pub(super) fn byline(line: &str) -> Option<&str> {
    if line.chars().take(101).count() > 100 || line.ends_with(['.', '!', '?', ':', ',']) {
        return None;
    }
    let names = without_date(after_mark(line)?);
    let mut words = names.split_whitespace();
    let all_capitals = words.clone().count() <= 12
        && words.all(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.is_empty()
                || word.chars().next().is_some_and(char::is_uppercase)
                || BYLINE_WORDS.contains(&word)
        });
    let capital = names.chars().next().is_some_and(char::is_uppercase);
    (all_capitals && capital).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_sentences_with_figures() {
        for line in [
            "2025-02-18",
            "18 February 2025",
            "Updated: May 3, 2024 at 10:15 a.m.",
            "5 hours ago",
            "16:30",
            "03.05.2024, 12:01 Uhr",
        ] {
            assert!(is_date(line), "{line}");
        }
        for line in [
            "May",
            "In 1997 the port closed",
            "11 trawlers",
            "",
            "Monday",
        ] {
            assert!(!is_date(line), "{line}");
        }
    }

    #[test]
    fn bylines_name_people() {
        assert_eq!(
            byline("By Ann Lee and Idris Okafor"),
            Some("Ann Lee and Idris Okafor")
        );
        assert_eq!(byline("By the time the boats came in"), None);
        assert_eq!(byline("By Friday, nobody knew."), None);
        let dated = "Reporting by Ann Lee Tuesday, 18 February 2025";
        assert_eq!(byline(dated), Some("Ann Lee"));
    }

    #[test]
    fn a_date_line_says_when() {
        let day = |line| published(line).map(|when| when.to_string());
        for line in [
            "2025-02-18",
            "Published: 18 February 2025",
            "First published on Tuesday, February 18, 2025",
            "2025-02-18 | 4 min read",
        ] {
            assert_eq!(day(line).as_deref(), Some("2025-02-18"), "{line}");
        }
        assert_eq!(day("Updated 19 February 2025"), None);
        assert_eq!(day("Aktualisiert am 19.02.2025, 14:05"), None);
        for (line, when) in [
            ("12. Februar 2024, 6:30 Uhr", "2024-02-12T06:30:00-00:00"),
            ("Publié le 3 mars 2024 à 05h30", "2024-03-03T05:30:00-00:00"),
            ("Opublikowano: 17 maja 2024", "2024-05-17"),
            ("23 mei 2024 om 07:00", "2024-05-23T07:00:00-00:00"),
            ("2024年5月12日 5時00分", "2024-05-12"),
            ("Published 09:41, 7 Oct 2023", "2023-10-07"),
            ("Published 3 May 2024, updated 5 May 2024", "2024-05-03"),
        ] {
            assert!(is_date(line), "{line}");
            assert_eq!(day(line).as_deref(), Some(when), "{line}");
        }
        assert_eq!(day("5 hours ago"), None);
    }
}
