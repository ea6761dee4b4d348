//! The time of day and the zone that follow a date.

use jiff::civil::Time;
use jiff::tz::Offset;

/// Zones with one meaning only (RFC 2822, section 4.3), in hours from UTC.
const ZONES: &[(&str, i8)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("UT", 0),
    ("GMT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// The time that `text` begins with and what follows it. `Some(None)` when there is nothing; `None` when
/// there is something that is no time.
#[expect(
    clippy::option_option,
    reason = "no time and no valid time are two things"
)]
pub(super) fn leading(text: &str) -> Option<Option<(Time, &str)>> {
    let rest = text.trim_start_matches([' ', ',', '\u{a0}', '\u{202f}']);
    if rest.is_empty() {
        return Some(None);
    }
    let rest = BEFORE
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
        .trim_start();
    let (hour, minute, rest) = hour_and_minute(rest)?;
    let (second, nanosecond, rest) = match rest.strip_prefix(':') {
        Some(rest) => seconds(rest)?,
        None => (0, 0, rest),
    };
    let (hour, rest) = half_day(hour, rest)?;
    // A leap second has no place of its own in civil time.
    let time = Time::new(hour, minute, second.min(59), nanosecond).ok();
    (second <= 60).then_some(Some((time?, rest)))
}

/// What may stand between a day and its time, in the languages that most articles are written in.
const BEFORE: &[&str] = &[
    "T", "t", "at ", "um ", "à ", "às ", "a las ", "alle ", "ore ", "om ", "kl. ", "kl ", "klo ",
    "godz. ", "в ", "о ", "- ", "– ", "| ", "· ",
];

/// `9:30`, and with two digits for the minutes `9.30`, `9h30`.
fn hour_and_minute(text: &str) -> Option<(i8, i8, &str)> {
    let (hour, rest) = two_digits(text)?;
    if let Some(rest) = rest.strip_prefix(':') {
        let (minute, rest) = two_digits(rest)?;
        return Some((hour, minute, rest));
    }
    let minutes = rest.strip_prefix(['.', 'h'])?;
    let (minute, rest) = two_digits(minutes)?;
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit());
    (minutes.len() - rest.len() == 2 && !goes_on).then_some((hour, minute, rest))
}

fn seconds(text: &str) -> Option<(i8, i32, &str)> {
    let (second, rest) = two_digits(text)?;
    let Some(fraction) = rest.strip_prefix(['.', ',']) else {
        return Some((second, 0, rest));
    };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, rest) = fraction.split_at_checked(digits)?;
    let mut nanosecond = 0;
    for place in 0..9 {
        let digit = fraction.as_bytes().get(place).map_or(0, |byte| byte - b'0');
        nanosecond = nanosecond * 10 + i32::from(digit);
    }
    (digits > 0).then_some((second, nanosecond, rest))
}

/// Applies `am` and `pm`.
fn half_day(hour: i8, text: &str) -> Option<(i8, &str)> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let marks = [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)];
    for (mark, afternoon) in marks {
        let head = rest.get(..mark.len()).unwrap_or("");
        if head.eq_ignore_ascii_case(mark) {
            (1..=12).contains(&hour).then_some(())?;
            let hour = hour % 12 + if afternoon { 12 } else { 0 };
            return Some((hour, rest.get(mark.len()..)?));
        }
    }
    let rest = rest.strip_prefix("Uhr").unwrap_or(rest);
    Some((hour, rest))
}

/// The zone that makes up `text`. `Some(None)` when there is none, or one that has several meanings; `None`
/// when this is no zone.
#[expect(
    clippy::option_option,
    reason = "no zone and no valid zone are two things"
)]
pub(super) fn zone(text: &str) -> Option<Option<Offset>> {
    let text = text.trim();
    // A name in brackets says again what the offset said (RFC 9557), in parentheses too (JavaScript).
    let (text, remark) = match text.find(['[', '(']) {
        Some(at) => text.split_at_checked(at)?,
        None => (text, ""),
    };
    let text = text.trim();
    if text.is_empty() {
        let inner = remark.trim_matches(['(', ')', ' ']);
        let is_offset = remark.starts_with('(') && inner.contains(['+', '-']);
        return if is_offset { offset(inner) } else { Some(None) };
    }
    offset(text)
}

#[expect(
    clippy::option_option,
    reason = "no zone and no valid zone are two things"
)]
fn offset(text: &str) -> Option<Option<Offset>> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = text.split_at_checked(letters)?;
    let known = ZONES
        .iter()
        .find(|(zone, _)| zone.eq_ignore_ascii_case(name));
    let rest = rest.trim_start();
    if rest.is_empty() {
        // A name of several meanings tells no offset, yet the time stands.
        let plausible = letters <= 5;
        return plausible.then(|| known.map(|(_, hours)| Offset::constant(*hours)));
    }
    let after_utc = name.is_empty() || known.is_some_and(|(_, hours)| *hours == 0);
    after_utc.then_some(())?;
    let (east, rest) = match rest.chars().next()? {
        '+' => (1, rest.get(1..)?),
        '-' => (-1, rest.get(1..)?),
        '−' => (-1, rest.get('−'.len_utf8()..)?),
        _ => return None,
    };
    let (hours, rest) = two_digits(rest)?;
    let (minutes, rest) = match rest.strip_prefix(':').unwrap_or(rest) {
        "" => (0, ""),
        digits => two_digits(digits)?,
    };
    // Go and Git say the name of the zone again behind its offset.
    let is_name = |name: &str| {
        (2..=5).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let rest = rest
        .strip_prefix(' ')
        .filter(|name| is_name(name))
        .map_or(rest, |_| "");
    (rest.is_empty() && hours <= 14 && minutes < 60).then_some(())?;
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    if seconds == 0 && east < 0 {
        return Some(None); // RFC 3339, section 4.3: the offset is unknown
    }
    Offset::from_seconds(east * seconds).ok().map(Some)
}

/// One or two digits.
fn two_digits(text: &str) -> Option<(i8, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at_checked(digits)?;
    Some((head.parse().ok()?, rest))
}
