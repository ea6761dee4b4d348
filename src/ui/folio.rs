//! The line at the foot: how far one is, or what was just done.

use super::Theme;
use super::canvas::Canvas;
use crate::reader::{Layout, Message, Model, Reading, Scope};
use crate::text;

pub(super) fn draw(model: &Model, layout: &Layout, theme: Theme, canvas: &mut Canvas<'_>) {
    if !layout.folio {
        return;
    }
    let (row, width) = (canvas.height().saturating_sub(1), canvas.width());
    let edge = u16::from(width > 20);
    let hint = model.scope().map_or("", |scope| hint(scope, width));
    let end = width.saturating_sub(edge);
    let end = canvas
        .put_right(end, row, hint, width / 2, theme.faint())
        .saturating_sub(2);
    let room = end.saturating_sub(edge);
    match (&model.message, &model.reading) {
        (Some(Message::Done(words)), _) => {
            canvas.put_fit(edge, row, words, room, theme.text());
        }
        (Some(Message::Failed(words)), _) => {
            canvas.put_fit(edge, row, words, room, theme.alarm());
        }
        (None, Some(reading)) => progress(reading, edge, row, room, theme, canvas),
        (None, None) => {}
    }
}

/// What to press next, in a word or two.
fn hint(scope: Scope, width: u16) -> &'static str {
    match scope {
        Scope::Passage if width >= 90 => {
            "enter keep · n with a note · J longer · p paragraph · esc leave"
        }
        Scope::Passage if width >= 50 => "enter keep · n note · esc leave",
        Scope::Sidebar if width >= 70 => "enter go · z fold · tab back",
        _ if width >= 40 => "? help",
        _ => "",
    }
}

fn progress(reading: &Reading, x: u16, row: u16, room: u16, theme: Theme, canvas: &mut Canvas<'_>) {
    let words = place(reading);
    let taken = u16::try_from(text::cells(&words)).unwrap_or(u16::MAX);
    // A bar is worth drawing when it can show more than the words do.
    let bar = room.saturating_sub(taken.saturating_add(2)).min(60);
    let mut at = x;
    if bar >= 10 {
        let filled = usize::from(bar) * reading.percent() / 100;
        at = canvas.put(at, row, &"━".repeat(filled), theme.accent());
        at = canvas.put(
            at,
            row,
            &"─".repeat(usize::from(bar) - filled),
            theme.faint(),
        );
        at += 2;
    }
    canvas.put_fit(at, row, &words, room, theme.faint());
}

/// "2–3 of 6 · 41 % · 3 min left"; the count has a plus while there are pages still to be set.
fn place(reading: &Reading) -> String {
    let (first, count) = (reading.page() + 1, reading.pages.len());
    let last = (first + reading.abreast - 1).min(count.max(1));
    let pages = if last > first {
        format!("{first}–{last}")
    } else {
        first.to_string()
    };
    let more = if reading.pages.is_complete() { "" } else { "+" };
    let left = if reading.at_end() {
        "the end".to_owned()
    } else {
        format!("{} min left", reading.minutes_left())
    };
    format!(
        "{pages} of {count}{more} · {} % · {left}",
        reading.percent()
    )
}
