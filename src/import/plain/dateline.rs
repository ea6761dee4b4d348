//! Lines that say who wrote a text and when.

use jiff::civil::Date;

/// Words that may stand in a line that gives a date, besides figures.
const DATE_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

const DATE_FILLERS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
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
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
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
pub(in crate::import) fn is_date(line: &str) -> bool {
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
        let month = DATE_WORDS.contains(&word);
        dated |= month || matches!(word, "ago" | "vor" | "uhr" | "am" | "pm" | "gmt");
        if !(word.is_empty() || month || DATE_FILLERS.contains(&word)) {
            return false;
        }
    }
    let numeric = figures >= 2 && lower.contains([':', '/', '.', '-']);
    figures > 0 && (dated || numeric)
}

/// The day in a date line, where it is written without doubt: "2024-05-03" alone or followed by a time.
pub(super) fn iso_day(line: &str) -> Option<Date> {
    line.trim().get(..10)?.parse().ok()
}

/// `names` without a date that follows on the same line, or an address in brackets.
fn without_date(names: &str) -> &str {
    let names = names.split_once(" (").map_or(names, |(before, _)| before);
    for cut in [" on ", " | ", " • ", " · ", " – ", ", "] {
        for (at, _) in names.match_indices(cut) {
            let (before, after) = names.split_at(at);
            if after.strip_prefix(cut).is_some_and(is_date) {
                return before;
            }
        }
    }
    for weekday in DATE_FILLERS
        .iter()
        .filter(|word| word.ends_with("day") && word.len() > 4)
    {
        if let Some(at) = names.to_ascii_lowercase().find(weekday)
            && names.get(at..).is_some_and(is_date)
        {
            return names.get(..at).unwrap_or(names).trim_end();
        }
    }
    names
}

/// Words between names in a byline.
const BYLINE_WORDS: &[&str] = &[
    "and", "of", "for", "in", "the", "at", "de", "van", "von", "der", "den", "und", "bin", "al",
    "la", "du", "di", "da", "el", "with", "et", "y",
];

/// What stands before the names of a byline.
const BYLINE_MARKS: &[&str] = &[
    "By: ",
    "By ",
    "BY ",
    "by ",
    "Written by ",
    "Words by ",
    "Words: ",
    "Story by ",
    "Text: ",
    "Von ",
    "von ",
    "Par ",
    "Por ",
    "Author: ",
    "Autor: ",
    "Autorin: ",
    "Reporting by ",
    "Posted by ",
    "Report by ",
];

/// The names of a byline ("By Ann Lee and Idris Okafor"), without the word before them.
pub(in crate::import) fn byline(line: &str) -> Option<&str> {
    if line.chars().take(101).count() > 100 || line.ends_with(['.', '!', '?', ':', ',']) {
        return None;
    }
    let names = BYLINE_MARKS
        .iter()
        .find_map(|mark| line.strip_prefix(mark))?
        .trim();
    let names = without_date(names);
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
    }
}
