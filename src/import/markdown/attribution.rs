//! Whose words a quotation gives: the line after a dash at its end.
//!
//! A line break of the source is a space, and so the name would run on behind the words. Where the last line of
//! a quotation names somebody, its break stays.

use super::Inline;
use crate::text;
use pulldown_cmark::Event;

/// Makes the last break of `events`, a paragraph of a quotation, a hard one if an attribution follows it.
pub(super) fn keep_line(events: &mut [Inline<'_>]) {
    let is_break = |event: &Inline<'_>| matches!(event.0, Event::SoftBreak);
    let Some(last) = events.iter().rposition(is_break) else {
        return;
    };
    let line = events.get(last + 1..).unwrap_or_default();
    let words: String = line.iter().filter_map(|(event, _)| said(event)).collect();
    if text::is_attribution(&words)
        && let Some((event, _)) = events.get_mut(last)
    {
        *event = Event::HardBreak;
    }
}

/// What an event says.
fn said<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    }
}
