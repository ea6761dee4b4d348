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
];

/// Whether the whole line is a date, a time or an age ("Updated 3 May 2024, 10:15 GMT", "5 hours ago").
pub(super) fn is_date(line: &str) -> bool {
    if line.chars().take(81).count() > 80 {
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

/// When a date line says that a text was published: what is left without the words before the date, read
/// whole, or a day in figures with which the line begins.
pub(super) fn published(line: &str) -> Option<When> {
    let line = line.trim();
    let bare = PUBLISHED.iter().find_map(|word| {
        let (head, rest) = line.split_at_checked(word.len())?;
        head.eq_ignore_ascii_case(word)
            .then(|| rest.trim_start_matches([' ', ':']))
    });
    dates::parse(bare.unwrap_or(line)).or_else(|| line.get(..10)?.parse().ok().map(When::Day))
}

/// Words before the day of publication; longer ones first.
const PUBLISHED: &[&str] = &[
    "first published on ",
    "first published",
    "published on ",
    "published",
    "posted on ",
    "posted",
    "date",
    "datum",
    "on ",
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
        assert_eq!(day("5 hours ago"), None);
    }
}
