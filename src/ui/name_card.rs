//! The card of a name.

use super::Theme;
use super::canvas::Canvas;
use super::{occurrences, panel};
use crate::reader::{CardLine, Look, Model, NameCard};
use crate::text;
use ratatui::style::Style;

/// Cells of the column of pages.
const LABEL: u16 = 5;
/// Cells of the picture of where in the article the name occurs.
const PICTURE: u16 = 12;

pub(super) fn draw(model: &Model, card: &NameCard, theme: Theme, canvas: &mut Canvas<'_>) {
    let Some(reading) = &model.reading else {
        return;
    };
    let Some(name) = reading.name(card.name) else {
        return;
    };
    let (cells, rows) = NameCard::room(model.size);
    let lines = card.lines(reading, cells, rows);
    let height = if card.top > 0 { rows } else { lines.len() };
    let height = u16::try_from(height).unwrap_or(u16::MAX).saturating_add(2);
    let title = text::harmless_line(&name.name);
    let mut inside = panel::open(canvas, NameCard::width(), height, &title, theme);
    for (y, line) in (0..inside.height()).zip(&lines) {
        draw_line(line, y, theme, &mut inside);
    }
    let width = inside.width();
    let taken: usize = lines.first().map_or(0, |line| {
        line.pieces
            .iter()
            .map(|(words, _)| text::cells(words))
            .sum()
    });
    let free = width.saturating_sub(u16::try_from(taken).unwrap_or(u16::MAX));
    if card.top == 0 && free > PICTURE + 1 {
        let counts = reading.whereabouts.of(card.name, usize::from(PICTURE) * 2);
        let picture = occurrences::picture(&counts);
        inside.put(width - PICTURE, 0, &picture, theme.faint());
    }
}

fn draw_line(line: &CardLine, y: u16, theme: Theme, canvas: &mut Canvas<'_>) {
    canvas.put(0, y, &line.label, theme.faint());
    let is_first = line.pieces.iter().any(|(_, look)| *look == Look::Faint);
    let mut x = if is_first { 0 } else { LABEL };
    let from = x;
    for (words, look) in &line.pieces {
        x = canvas.put(x, y, words, style(*look, theme));
    }
    if line.selected {
        canvas.paint(from, y, x.saturating_sub(from), theme.selected());
    }
}

fn style(look: Look, theme: Theme) -> Style {
    match look {
        Look::Text => theme.text(),
        Look::Faint => theme.faint(),
        Look::Description => theme.description(),
        Look::Name(kind) => theme.name(kind),
    }
}
