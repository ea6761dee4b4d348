//! The list of bookmarks: passage, note, and where it is from.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::{BookmarkList, BookmarkRow, Model};
use crate::text::harmless_line;
use crate::typeset::wrap;

/// Rows that one bookmark takes: two of the passage, one of note and section, one empty.
const ROWS: u16 = 4;

pub(super) fn draw(model: &Model, list: &BookmarkList, theme: Theme, canvas: &mut Canvas<'_>) {
    let title = if list.article.is_some() {
        "Bookmarks in this article"
    } else {
        "All bookmarks"
    };
    let rows = u16::try_from(list.rows.len())
        .unwrap_or(u16::MAX)
        .saturating_mul(ROWS)
        .max(2);
    let height = canvas.height().saturating_sub(4);
    let mut inside = panel::open(canvas, 84, rows.saturating_add(1).min(height), title, theme);
    if list.rows.is_empty() {
        let words = match (&list.article, model.screen) {
            (Some(_), _) => "Nothing is bookmarked in this article yet. m marks a passage.",
            _ => "Nothing is bookmarked yet. Open an article and press m to mark a passage.",
        };
        let room = usize::from(inside.width());
        for (y, line) in (0..).zip(wrap(words, room)) {
            inside.put(0, y, &line, theme.faint());
        }
    }
    // The last one needs no empty row under it.
    let fits = usize::from(((inside.height() + 1) / ROWS).max(1));
    let top = panel::top_of(list.selected, list.rows.len(), fits);
    for (slot, (at, row)) in (0..)
        .zip(list.rows.iter().enumerate().skip(top))
        .take(fits + 1)
    {
        let width = inside.width();
        let mut part = inside.part(0, slot * ROWS, width, ROWS);
        draw_row(
            row,
            list.article.is_none(),
            at == list.selected,
            theme,
            &mut part,
        );
    }
}

fn draw_row(
    row: &BookmarkRow,
    with_title: bool,
    selected: bool,
    theme: Theme,
    canvas: &mut Canvas<'_>,
) {
    let width = canvas.width().saturating_sub(2);
    let style = if selected {
        theme.selected()
    } else {
        theme.text()
    };
    let lines = wrap(
        &harmless_line(&row.bookmark.anchor.exact),
        usize::from(width),
    );
    for (y, line) in (0..2).zip(&lines) {
        canvas.put(0, y, "▌", theme.bookmark_bar());
        let cut = y == 1 && lines.len() > 2;
        let shown = if cut {
            format!("{line} …")
        } else {
            line.clone()
        };
        canvas.put_fit(2, y, &shown, width, style);
    }
    let y = u16::try_from(lines.len().min(2)).unwrap_or(2);
    let mut about: Vec<&str> = Vec::new();
    about.extend(with_title.then_some(row.title.as_str()));
    about.extend(row.bookmark.section.iter().map(String::as_str));
    let mut x = 2;
    if let Some(note) = &row.bookmark.note {
        x = canvas.put_fit(
            x,
            y,
            &format!("“{}”", harmless_line(note)),
            width,
            theme.strong(),
        ) + 2;
    }
    let room = (width + 2).saturating_sub(x);
    canvas.put_fit(
        x,
        y,
        &harmless_line(&about.join(" · ")),
        room,
        theme.faint(),
    );
}
