//! Choosing the name that another is to be merged with.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::NameFinder;
use crate::text;
use ratatui::layout::Position;

/// Rows of names that are shown.
const ROWS: usize = 16;

pub(super) fn draw(finder: &NameFinder, theme: Theme, canvas: &mut Canvas<'_>) -> Position {
    let title = format!("Merge {} with", text::harmless_line(finder.own()));
    let rows = u16::try_from(finder.rows.len().clamp(1, ROWS)).unwrap_or(1);
    // The line that is typed, what will become of it, the frame, and an empty row around the list.
    let mut inside = panel::open(canvas, 64, rows + 6, &title, theme);
    let at = inside.put(0, 0, "› ", theme.accent());
    inside.put(at, 0, finder.edit.line(), theme.text());
    let typed = u16::try_from(finder.edit.cursor_cells()).unwrap_or(u16::MAX);
    let cursor = inside.on_screen(at.saturating_add(typed), 0);
    let (width, height) = (inside.width(), inside.height());
    draw_outcome(finder, theme, &mut inside);
    let mut list = inside.part(0, 2, width, height.saturating_sub(4));
    if finder.rows.is_empty() {
        list.put(0, 0, "No name has these words", theme.faint());
    }
    let height = list.height();
    let top = panel::top_of(finder.selected, finder.rows.len(), height.into());
    for (y, (at, row)) in (0..height).zip(finder.rows.iter().enumerate().skip(top)) {
        let Some(name) = finder.names.names.get(*row) else {
            continue;
        };
        let count = name.mentions.len().to_string();
        let start = list.put_right(width, y, &count, width / 3, theme.faint());
        let words = text::harmless_line(&name.name);
        list.put_fit(0, y, &words, start.saturating_sub(1), theme.name(name.kind));
        if at == finder.selected {
            list.paint(0, y, width, theme.selected());
        }
    }
    cursor
}

/// Says which of the two names stays, on the last row.
fn draw_outcome(finder: &NameFinder, theme: Theme, canvas: &mut Canvas<'_>) {
    let Some((goes, stays)) = finder.merged() else {
        return;
    };
    let (goes, stays) = (text::harmless_line(goes), text::harmless_line(stays));
    let Some(y) = canvas.height().checked_sub(1).filter(|y| *y > 1) else {
        return;
    };
    let width = canvas.width();
    let start = canvas.put_right(width, y, "tab: the other way", width / 3, theme.faint());
    let room = start.saturating_sub(2);
    canvas.put_fit(0, y, &format!("{goes} → {stays}"), room, theme.strong());
}
