//! The footnotes of the page: label and as much of each note as there is room for, so that a short one is
//! read where one is.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::{FootnoteList, FootnoteRow, Model};
use crate::text;
use crate::typeset::wrap;

/// Rows of a note that are shown.
const NOTE_ROWS: usize = 3;
/// Width of the panel in cells.
const WIDTH: u16 = 84;
/// The least height of the panel, in rows: one note and the frame.
const LEAST_HEIGHT: u16 = 5;
/// The widest that the column of labels gets, in cells.
const LABEL_CELLS: usize = 12;

pub(super) fn draw(model: &Model, list: &FootnoteList, theme: Theme, canvas: &mut Canvas<'_>) {
    let Some(reading) = &model.reading else {
        return;
    };
    let labels = list.rows.iter().map(|row| text::cells(&row.label)).max();
    let labels = labels.unwrap_or(0).min(LABEL_CELLS);
    // The frame and its air take four cells, the labels theirs and a gap of two.
    let across = usize::from(WIDTH.min(canvas.width().saturating_sub(2)));
    let room = across.saturating_sub(4 + labels + 2).max(1);
    let notes: Vec<Vec<String>> = list
        .rows
        .iter()
        .map(|row| beginning(row, &reading.article.text, room))
        .collect();
    let rows: usize = notes.iter().map(|lines| lines.len() + 1).sum();
    let height = u16::try_from(rows + 1).unwrap_or(u16::MAX);
    let title = "Footnotes on this page";
    let most = canvas.height().saturating_sub(4).max(LEAST_HEIGHT);
    let mut inside = panel::open(canvas, WIDTH, height.min(most), title, theme);
    let top = top_of(list.selected, &notes, usize::from(inside.height()));
    let mut y = 0;
    for (at, (row, lines)) in list.rows.iter().zip(&notes).enumerate().skip(top) {
        let style = if at == list.selected {
            theme.selected()
        } else {
            theme.text()
        };
        inside.put_fit(0, y, &row.label, narrow(labels), theme.strong());
        for line in lines {
            inside.put(narrow(labels + 2), y, line, style);
            y = y.saturating_add(1);
        }
        y = y.saturating_add(1);
    }
}

/// The first lines of a note in `room` cells, with an ellipsis if there is more of it.
fn beginning(row: &FootnoteRow, text: &str, room: usize) -> Vec<String> {
    // A note may be of any length, and no more than its head is asked for.
    let characters = room * (NOTE_ROWS + 1);
    let head: String = row.note.of(text).chars().take(characters).collect();
    let mut lines = wrap(&text::harmless_line(&head), room);
    if lines.len() > NOTE_ROWS {
        lines.truncate(NOTE_ROWS);
        if let Some(last) = lines.last_mut() {
            let fits = text::cells(last) + 2 <= room;
            let words = last.rsplit_once(' ').filter(|_| !fits);
            let kept = words.map_or(last.as_str(), |(kept, _)| kept);
            *last = text::fit(&format!("{kept} …"), room).into_owned();
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// The first row to show so that all of the selected one is seen in `height` rows of the screen.
fn top_of(selected: usize, notes: &[Vec<String>], height: usize) -> usize {
    let mut used = 0;
    let above = notes.iter().take(selected + 1).rev();
    let fits = above
        .take_while(|lines| {
            used += lines.len() + 1;
            // The last one needs no empty row under it.
            used <= height + 1
        })
        .count();
    (selected + 1).saturating_sub(fits.max(1))
}

fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
