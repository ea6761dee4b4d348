//! A question with a few answers.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::Choice;
use crate::text;

/// The widest question, in cells.
const WIDTH: usize = 56;

pub(super) fn draw(choice: &Choice, theme: Theme, canvas: &mut Canvas<'_>) {
    let title = text::harmless_line(&choice.title());
    let answers = choice.answers.iter();
    let widest = answers.map(|(_, words)| text::cells(words) + 3).max();
    // The frame and its air, and two cells more around the title.
    let wanted = widest.unwrap_or(0).max(text::cells(&title) + 2) + 4;
    let width = u16::try_from(wanted.clamp(20, WIDTH)).unwrap_or(20);
    let rows = u16::try_from(choice.answers.len()).unwrap_or(u16::MAX);
    let mut inside = panel::open(canvas, width, rows.saturating_add(2), &title, theme);
    let (width, height) = (inside.width(), inside.height());
    let top = panel::top_of(choice.selected, choice.answers.len(), height.into());
    let rows = choice.answers.iter().enumerate().skip(top);
    for (y, (at, (key, words))) in (0..height).zip(rows) {
        inside.put(0, y, &key.to_string(), theme.accent());
        inside.put_fit(3, y, words, width.saturating_sub(3), theme.text());
        if at == choice.selected {
            inside.paint(0, y, width, theme.selected());
        }
    }
}
