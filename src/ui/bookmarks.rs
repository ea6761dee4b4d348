//! The list of the bookmarks of an article.

use super::Theme;
use super::canvas::Canvas;
use super::mark_entry::{self, Entry};
use super::panel;
use crate::reader::{BookmarkList, BookmarkRow, Command, Model, Scope};
use crate::typeset::wrap;

/// Rows that one bookmark takes: two of the passage, one of what is said of it, one empty.
const ROWS: u16 = 4;

pub(super) fn draw(model: &Model, list: &BookmarkList, theme: Theme, canvas: &mut Canvas<'_>) {
    let rows = u16::try_from(list.rows.len())
        .unwrap_or(u16::MAX)
        .saturating_mul(ROWS)
        .max(2);
    let height = canvas.height().saturating_sub(4);
    let title = "Bookmarks in this article";
    let mut inside = panel::open(canvas, 84, rows.saturating_add(1).min(height), title, theme);
    if list.rows.is_empty() {
        let mark = model.keymap.keys_of(Scope::Reader, Command::MarkPassage);
        let words = match mark.first() {
            Some(key) => {
                format!("Nothing is bookmarked in this article yet. {key} marks a passage.")
            }
            None => "Nothing is bookmarked in this article yet.".to_owned(),
        };
        let room = usize::from(inside.width());
        for (y, line) in (0..).zip(wrap(&words, room)) {
            inside.put(0, y, &line, theme.faint());
        }
    }
    let text = model.reading.as_ref().map_or("", |r| &r.article.text);
    // The last one needs no empty row under it.
    let fits = usize::from(((inside.height() + 1) / ROWS).max(1));
    let top = panel::top_of(list.selected, list.rows.len(), fits);
    for (slot, (at, row)) in (0..)
        .zip(list.rows.iter().enumerate().skip(top))
        .take(fits + 1)
    {
        let width = inside.width();
        let mut part = inside.part(0, slot * ROWS, width, ROWS);
        let entry = match row {
            BookmarkRow::Kept(bookmark, found) => Entry::of(bookmark, mark_entry::status(*found)),
            BookmarkRow::InFile(marked) => Entry::in_file(marked, text),
        };
        entry.draw(0, at == list.selected, theme, &mut part);
    }
}
