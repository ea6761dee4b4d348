//! Dates as machines write them.

use crate::article::When;
use jiff::Timestamp;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;

/// An RFC 3339 or ISO 8601 date-time, a date alone, or the form of mail headers. What the text does not
/// say, an offset for example, is not invented.
pub(in crate::import) fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    from_pieces(text).or_else(|| from_mail(text))
}

fn from_pieces(text: &str) -> Option<When> {
    // "2025-02-18 07:30:00 +0000" has a space that the standard does not know.
    let joined = text
        .replacen(" +", "+", 1)
        .replacen(" UTC", "Z", 1)
        .replacen(" GMT", "Z", 1);
    let pieces = Pieces::parse(joined.as_str()).ok()?;
    let Some(time) = pieces.time() else {
        return Some(When::Day(pieces.date()));
    };
    let local = pieces.date().to_datetime(time);
    let offset = match pieces.offset() {
        Some(PiecesOffset::Zulu) => Offset::UTC,
        Some(PiecesOffset::Numeric(numeric)) => numeric.offset(),
        _ => return Some(When::Local(local)),
    };
    let moment = offset.to_timestamp(local).ok()?;
    Some(When::Moment(moment, offset))
}

fn from_mail(text: &str) -> Option<When> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(When::Moment(zoned.timestamp(), zoned.offset()))
}

/// The form in which browsers print a date ("Tue Feb 18 2025 07:30:00 GMT+0100 (Central European Standard
/// Time)"), as `SingleFile` writes it.
pub(super) fn parse_browser(text: &str) -> Option<When> {
    let text = text.split('(').next().unwrap_or("").trim();
    let parsed = jiff::fmt::strtime::parse("%a %b %d %Y %H:%M:%S GMT%z", text).ok()?;
    let offset = parsed.offset()?;
    let moment: Timestamp = parsed.to_timestamp().ok()?;
    Some(When::Moment(moment, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_machines_are_read() {
        let cases = [
            ("2025-02-18", "2025-02-18"),
            ("2025-02-18T07:30:00Z", "2025-02-18T07:30:00Z"),
            ("2025-02-18T07:30:00.000+01:00", "2025-02-18T07:30:00+01:00"),
            ("2025-02-18T07:30:00+0100", "2025-02-18T07:30:00+01:00"),
            ("2025-02-18 07:30:00", "2025-02-18T07:30:00-00:00"),
            ("2025-02-18T07:30", "2025-02-18T07:30:00-00:00"),
            (
                "Tue, 18 Feb 2025 07:30:00 +0100",
                "2025-02-18T07:30:00+01:00",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(
                parse(text).map(|when| when.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(parse("yesterday"), None);
        let saved =
            parse_browser("Tue Feb 18 2025 07:30:00 GMT+0100 (Central European Standard Time)");
        assert_eq!(
            saved.map(|when| when.to_string()).as_deref(),
            Some("2025-02-18T07:30:00+01:00")
        );
    }
}
