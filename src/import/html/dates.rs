//! Dates as machines write them.

use crate::article::When;

/// An RFC 3339 date-time or a date alone.
pub(in crate::import) fn parse(text: &str) -> Option<When> {
    text.trim().get(..10)?.parse().ok().map(When::Day)
}
