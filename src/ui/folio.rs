//! The line at the foot: how far one is, or what was just done.

use super::Theme;
use super::canvas::Canvas;
use super::{hints, message};
use crate::reader::{Layout, Model, Reading, Scope};
use crate::text;
use crate::typeset::duration;

/// Cells under which a part of the words is not worth drawing.
const LEAST_WORDS: u16 = 8;

pub(super) fn draw(model: &Model, layout: &Layout, theme: Theme, canvas: &mut Canvas<'_>) {
    if !layout.folio {
        if model.focus_mode && model.message.is_some() {
            message_alone(model, theme, canvas);
        }
        return;
    }
    let (row, width) = (canvas.height().saturating_sub(1), canvas.width());
    let edge = u16::from(width > 20);
    // In the reader the place on the page is worth more room than the hint; elsewhere it is the other way.
    let scope = model.scope();
    let room = match scope {
        Some(Scope::Reader) => width / 4,
        _ if model.message.is_some() => width / 3,
        _ => width.saturating_sub(2 * edge),
    };
    let hint = scope.map_or_else(String::new, |scope| hints::line(model, scope, room));
    let end = width.saturating_sub(edge);
    let end = canvas
        .put_right(end, row, &hint, room, theme.faint())
        .saturating_sub(2);
    let room = end.saturating_sub(edge);
    if message::draw(model, edge, row, room, theme, canvas) {
        return;
    }
    if let Some(reading) = &model.reading {
        progress(reading, edge, row, room, theme, canvas);
    }
}

/// The message over the last row, where nothing else stands at the foot.
fn message_alone(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) {
    let (row, width) = (canvas.height().saturating_sub(1), canvas.width());
    let mut line = canvas.part(0, row, width, 1);
    line.clear();
    let edge = u16::from(width > 20);
    let room = width.saturating_sub(2 * edge);
    message::draw(model, edge, 0, room, theme, &mut line);
}

fn progress(reading: &Reading, x: u16, row: u16, room: u16, theme: Theme, canvas: &mut Canvas<'_>) {
    let words = place(reading);
    let taken = u16::try_from(text::cells(&words)).unwrap_or(u16::MAX);
    // A number without what it counts says nothing.
    if taken > room && room < LEAST_WORDS {
        return;
    }
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

/// "2–3 of 6 · 41 % · 3 min left"; the count has a plus while it grows, and there is none while the number of
/// the page is not known.
fn place(reading: &Reading) -> String {
    let (pages, page) = (&reading.pages, reading.page());
    let mut parts = Vec::new();
    if let Some(number) = reading.page_number() {
        let first = number + 1;
        let last = number + pages.abreast_of(page).count().max(1);
        let shown = if last > first {
            format!("{first}–{last}")
        } else {
            first.to_string()
        };
        let growing = !(pages.is_complete() && reading.is_whole());
        let more = if growing { "+" } else { "" };
        parts.push(format!("{shown} of {}{more}", pages.len()));
    }
    parts.push(format!("{} %", reading.percent()));
    parts.push(if reading.at_end() {
        "the end".to_owned()
    } else {
        format!("{} left", duration(reading.minutes_left()))
    });
    parts.join(" · ")
}
