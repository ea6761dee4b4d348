//! Dates as people and programs write them.
//!
//! [`parse`] reads a whole string or nothing. What is not said is not invented: no day for a month, no zone
//! for a clock time, no order for `05/06/2024`. Knows no clock: "yesterday" is no date.

mod clock;
mod day;

pub(super) use day::{is_month, is_weekday};

use crate::article::When;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Longer strings are no dates, in bytes.
const LONGEST: usize = 120;

/// Reads `text` as a day or a moment. Understands:
/// - `2024-05-01`, `2024/5/1`, `2024.05.01`, `20240501`, `2024年5月1日`, `2024년 5월 1일`, `01.05.2024`, and `25/12/2024`
///   where only one order is possible;
/// - `1 May 2024`, `May 1st, 2024`, `1. Mai 2024`, `1 de mayo de 2024`, `1 мая 2024 г.`, `2024. május 1.`, with or
///   without the day of the week;
/// - any of them followed by a time (`T09:30:00.5`, `9:30 am` after `at`, `,` or space) and a zone (`Z`,
///   `+0200`, `GMT+2`, `(UTC +02:00)`, `EST`); this covers RFC 3339, RFC 2822 and JavaScript's own form;
/// - the same with the year behind the time (`Wed May  1 09:30:00 2024 +0200`);
/// - `20240501T093000Z` and `20240501093000`;
/// - Unix time in seconds (9 or 10 digits) or milliseconds (12 or 13).
///
/// Quotes and `[[…]]` around it are taken off. Years from 1000 to 9999.
pub(super) fn parse(text: &str) -> Option<When> {
    let text = text
        .trim()
        .trim_start_matches(['[', '"', '\'', '“'])
        .trim_end_matches([']', '"', '\'', '”'])
        .trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return unix(text).or_else(|| digits(text));
    }
    day_first(text).or_else(|| year_last(text))
}

/// A day, perhaps with a time behind it.
fn day_first(text: &str) -> Option<When> {
    let (date, rest) = day::leading(text)?;
    if let Some(time) = rest
        .strip_prefix(['T', 't'])
        .filter(|_| !rest.contains(':'))
    {
        return compact(date, time);
    }
    timed(date, rest)
}

/// The day with the time and the zone that `rest` holds, if any; `None` when it holds something else.
fn timed(date: jiff::civil::Date, rest: &str) -> Option<When> {
    let Some((time, rest)) = clock::leading(rest)? else {
        return Some(When::Day(date));
    };
    let local = DateTime::from_parts(date, time);
    match clock::zone(rest)? {
        Some(offset) => moment(local, offset),
        None => Some(When::Local(local)),
    }
}

fn moment(local: DateTime, offset: Offset) -> Option<When> {
    let moment = offset.to_timestamp(local).ok()?;
    Some(When::Moment(moment, offset))
}

fn unix(digits: &str) -> Option<When> {
    let number: i64 = digits.parse().ok()?;
    let moment = match digits.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(When::Moment(moment.ok()?, Offset::UTC))
}

/// `20240501093000`, as programs that sort by name write it, perhaps with milliseconds. Whose time it is, they
/// do not say.
fn digits(text: &str) -> Option<When> {
    let (day, time) = text.split_at_checked(8)?;
    let (date, _) = day::leading(day)?;
    matches!(time.len(), 6 | 9)
        .then(|| compact(date, time.get(..6)?))
        .flatten()
}

/// The basic form of ISO 8601 (`T093000Z`, section 5.3.1): `time` is what follows the `T`.
fn compact(date: jiff::civil::Date, time: &str) -> Option<When> {
    let end = time.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, zone) = time.split_at_checked(end)?;
    let seconds = if end == 4 { "00" } else { clock.get(4..6)? };
    (end == 4 || end == 6).then_some(())?;
    let spelled = format!("{}:{}:{seconds}{zone}", clock.get(..2)?, clock.get(2..4)?);
    timed(date, &spelled)
}

/// `Wed May  1 09:30:00 2024`, the form of C's `asctime`, `date` and Git, with a zone before the year or behind
/// it.
fn year_last(text: &str) -> Option<When> {
    let (month, day, rest) = day::without_year(text)?;
    let (clock, rest) = rest.trim_start().split_once(' ')?;
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = rest.split_whitespace().find(is_year)?;
    let zone: Vec<&str> = rest
        .split_whitespace()
        .filter(|word| *word != year)
        .collect();
    let date = day::date(year.parse().ok()?, month, day)?;
    (zone.len() <= 1).then(|| timed(date, &format!("{clock} {}", zone.concat())))?
}

#[cfg(test)]
mod tests {
    use super::parse;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|when| when.to_string())
    }

    #[test]
    fn days_in_all_their_forms() {
        for text in [
            "2024-05-01",
            "2024/05/01",
            "2024/5/1",
            "2024.05.01",
            "20240501",
            "01.05.2024",
            "1.5.2024",
            "May 1, 2024",
            "May 1st 2024",
            "1 May 2024",
            "1st of May, 2024",
            "Wednesday, 1 May 2024",
            "Wed May 01 2024",
            "01-May-2024",
            "1. Mai 2024",
            "Mittwoch, 1. Mai 2024",
            "1 mai 2024",
            "1er mai 2024",
            "1 de mayo de 2024",
            "2024年5月1日",
            "2024. 5. 1.",
            "1. 5. 2024",
            "2024년 5월 1일",
            "1 maja 2024",
            "1 мая 2024 г.",
            "1 травня 2024 р.",
            "1. května 2024",
            "1 mai 2024",
            "2024. május 1.",
            "1 Mayıs 2024",
            "1. toukokuuta 2024",
            "1 maggio 2024",
            "1 mei 2024",
            "1 maj 2024",
            "[[2024-05-01]]",
            "\"2024-05-01\"",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-05-01"), "{text}");
        }
        assert_eq!(read("25/12/2023").as_deref(), Some("2023-12-25"));
        assert_eq!(read("12/25/2023").as_deref(), Some("2023-12-25"));
        assert_eq!(read("Sept. 9, 2021").as_deref(), Some("2021-09-09"));
    }

    #[test]
    fn moments_keep_the_offset_they_were_written_with() {
        for (text, wanted) in [
            ("2024-05-01T09:30:00Z", "2024-05-01T09:30:00Z"),
            (
                "2024-05-01T09:30:00.25+02:00",
                "2024-05-01T09:30:00.25+02:00",
            ),
            ("2024-05-01 09:30:00 +0200", "2024-05-01T09:30:00+02:00"),
            (
                "2024-05-01T09:30:00 (UTC +02:00)",
                "2024-05-01T09:30:00+02:00",
            ),
            (
                "2024-05-01T09:30+02:00[Europe/Oslo]",
                "2024-05-01T09:30:00+02:00",
            ),
            ("Wed, 01 May 2024 09:30:00 +0000", "2024-05-01T09:30:00Z"),
            ("Wed, 01 May 2024 09:30:00 GMT", "2024-05-01T09:30:00Z"),
            ("01 May 24 09:30 EST", "2024-05-01T09:30:00-05:00"),
            (
                "Wed May 01 2024 09:30:00 GMT+0200 (Central European Summer Time)",
                "2024-05-01T09:30:00+02:00",
            ),
            ("2023-12-31T23:59:60Z", "2023-12-31T23:59:59Z"),
            ("20240501T093000Z", "2024-05-01T09:30:00Z"),
            ("20240501T0930+0200", "2024-05-01T09:30:00+02:00"),
            ("2024-05-01 09:30:00 +0000 UTC", "2024-05-01T09:30:00Z"),
            (
                "2024-05-01 09:30:00 +0200 CEST",
                "2024-05-01T09:30:00+02:00",
            ),
            (
                "Wed May  1 09:30:00 2024 +0200",
                "2024-05-01T09:30:00+02:00",
            ),
            ("Wed May  1 09:30:00 UTC 2024", "2024-05-01T09:30:00Z"),
            ("1714730000", "2024-05-03T09:53:20Z"),
            ("1714730000123", "2024-05-03T09:53:20.123Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_clock_without_zone_stays_without() {
        for text in [
            "2024-05-01 09:30",
            "2024-05-01T09:30:00",
            "May 1, 2024, 9:30 AM",
            "May 1, 2024 at 9:30 a.m.",
            "1. Mai 2024, 9:30 Uhr",
            "2024-05-01T09:30:00-00:00",
            "1 May 2024 09:30 CEST",
            "20240501093000",
            "20240501093000000",
            "20240501T093000",
            "Wed May  1 09:30:00 2024",
            "Wed 1 May 09:30:00 CEST 2024",
            "1er mai 2024 à 9h30",
            "01.05.2024 09.30 Uhr",
            "1. maj 2024 kl. 09.30",
        ] {
            assert_eq!(
                read(text).as_deref(),
                Some("2024-05-01T09:30:00-00:00"),
                "{text}"
            );
        }
        assert_eq!(
            read("May 1, 2024 12:05 am").as_deref(),
            Some("2024-05-01T00:05:00-00:00")
        );
        assert_eq!(
            read("May 1, 2024 12:05 PM").as_deref(),
            Some("2024-05-01T12:05:00-00:00")
        );
    }

    #[test]
    fn nothing_is_invented() {
        for text in [
            "",
            "true",
            "yesterday",
            "2024",
            "2024-05",
            "May 2024",
            "05/06/2024",
            "2024-02-30",
            "2024-13-01",
            "0000-00-00",
            "0001-01-01",
            "10000-01-01",
            "-0044-03-15",
            "2024-W18-3",
            "List 1 2024",
            "2024 maybe 1",
            "2024-05-01T25:61:61Z",
            "2024-05-01T10:20:30+99:99",
            "1e30",
            "-1",
            "999999999999999999999999999999",
            "2024-05-01 or later",
            "1 Maybe 2024",
            "32 May 2024",
            "20241301",
            "4 min read",
            "2024-05-01 2024-05-02",
            "{y: 2024}",
            "20241301093000",
            "20240501256161",
            "20240501T93",
            "Wed May 1 09:30:00",
            "Wed May 1 09:30:00 2024 2025",
            "Wed May 1 noon 2024",
            "May 1 of the year 2024",
            "2024-05-01 12.5",
            "2024-05-01 12.567",
            "1 May 12024",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(seconds in -30_000_000_000_i64..253_000_000_000, hours in -12..15_i8) {
            let offset = jiff::tz::Offset::constant(hours);
            let moment = jiff::Timestamp::from_second(seconds).unwrap();
            let when = crate::article::When::Moment(moment, offset);
            prop_assert_eq!(parse(&when.to_string()).unwrap().to_string(), when.to_string());
        }

        #[test]
        fn any_string_is_a_date_or_none(text in "\\PC{0,40}|[0-9TZ:+/., -]{0,30}") {
            let _ = parse(&text);
        }
    }
}
