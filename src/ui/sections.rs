//! The finder of sections.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::Finder;
use ratatui::layout::Position;

pub(super) fn draw(finder: &Finder, theme: Theme, canvas: &mut Canvas<'_>) -> Position {
    let rows = u16::try_from(finder.rows.len())
        .unwrap_or(u16::MAX)
        .clamp(1, 20);
    let mut inside = panel::open(canvas, 64, rows + 4, "Sections", theme);
    let at = inside.put(0, 0, "› ", theme.accent());
    inside.put(at, 0, finder.edit.line(), theme.text());
    let typed = u16::try_from(finder.edit.cursor_cells()).unwrap_or(u16::MAX);
    let cursor = inside.on_screen(at.saturating_add(typed), 0);
    let (width, height) = (inside.width(), inside.height().saturating_sub(2));
    let mut list = inside.part(0, 2, width, height);
    if finder.rows.is_empty() {
        list.put(0, 0, "No section has these words", theme.faint());
    }
    let top = panel::top_of(finder.selected, finder.rows.len(), height.into());
    for (y, (at, row)) in (0..height).zip(finder.rows.iter().enumerate().skip(top)) {
        let number = format!("{:>2}  ", row.section + 1);
        let indent = " ".repeat(usize::from(row.level.saturating_sub(1)).min(5));
        let x = list.put(0, y, &number, theme.faint());
        list.put_fit(
            x,
            y,
            &format!("{indent}{}", row.title),
            width.saturating_sub(x),
            theme.text(),
        );
        if at == finder.selected {
            list.paint(0, y, width, theme.selected());
        }
    }
    cursor
}
