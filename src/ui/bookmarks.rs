//! The list of the bookmarks of an article.

use super::Theme;
use super::canvas::Canvas;
use super::mark_entry::{self, Entry};
use super::panel;
use crate::reader::{BookmarkList, BookmarkRow, Command, Model, Scope};
use crate::typeset::wrap;

/// Cells of the panel, its frame among them.
const WIDTH: u16 = 84;

pub(super) fn draw(model: &Model, list: &BookmarkList, theme: Theme, canvas: &mut Canvas<'_>) {
    let text = model.reading.as_ref().map_or("", |r| &r.article.text);
    let height = canvas.height().saturating_sub(4);
    // Between the frames and the gaps beside them.
    let width = WIDTH
        .min(canvas.width().saturating_sub(2))
        .saturating_sub(4);
    let rows = |row: &BookmarkRow| entry(row, text).extent(width).1;
    let all = match list.rows.as_slice() {
        [] => 2,
        // The last one needs no empty row under it.
        all => filled(all.iter().map(rows), usize::from(height)).saturating_sub(1),
    };
    let all = u16::try_from(all).unwrap_or(u16::MAX);
    let title = "Bookmarks in this article";
    let mut inside = panel::open(
        canvas,
        WIDTH,
        all.saturating_add(2).min(height),
        title,
        theme,
    );
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
    let room = usize::from(inside.height()) + 1;
    let (above, below) = list.rows.split_at(list.selected.min(list.rows.len()));
    let top = above.len() - fitting(above, below, rows, room);
    let mut y = 0;
    for (at, row) in list.rows.iter().enumerate().skip(top) {
        if y >= room {
            break;
        }
        let entry = entry(row, text);
        let (lines, rows) = entry.extent(inside.width());
        let from = isize::try_from(y).unwrap_or(isize::MAX);
        entry.draw((from, lines), at == list.selected, theme, &mut inside);
        y += rows;
    }
}

fn entry<'a>(row: &'a BookmarkRow, text: &'a str) -> Entry<'a> {
    match row {
        BookmarkRow::Kept(bookmark, found) => Entry::of(bookmark, mark_entry::status(*found)),
        BookmarkRow::InFile(marked) => Entry::in_file(marked, text),
    }
}

/// The sum of `rows`, as far as `room` goes: what does not fit is not set.
fn filled(rows: impl Iterator<Item = usize>, room: usize) -> usize {
    let mut sum = 0;
    for rows in rows {
        if sum > room {
            break;
        }
        sum += rows;
    }
    sum
}

/// How many of the rows `above` the selected one, the first `below`, show with it in `room`: it stands near the
/// middle, but at the end of the list no room is left empty.
fn fitting(
    above: &[BookmarkRow],
    below: &[BookmarkRow],
    rows: impl Fn(&BookmarkRow) -> usize,
    room: usize,
) -> usize {
    let under = filled(below.iter().map(&rows), room);
    let mut left = room.saturating_sub(under.min(room - room / 2));
    if let Some(selected) = below.first() {
        left = left.min(room.saturating_sub(rows(selected)));
    }
    let fits = above.iter().rev().take_while(|row| {
        let fits = rows(row) <= left;
        left = left.saturating_sub(rows(row));
        fits
    });
    fits.count()
}
