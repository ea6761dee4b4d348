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
    if line.selected && !line.label.is_empty() {
        canvas.paint(0, y, LABEL - 1, theme.selected());
    }
    let mut x = if line.hangs { 0 } else { LABEL };
    for (words, look) in &line.pieces {
        x = canvas.put(x, y, words, style(*look, theme));
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
