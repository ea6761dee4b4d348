//! The screen of all bookmarks: the list, a filter, and beside it the selected one in its article.

use super::Theme;
use super::canvas::Canvas;
use super::mark_entry::{self, Entry};
use super::{hints, mark_preview, message};
use crate::reader::{
    Command, Grouping, Mark, MarkRow, Marks, Model, Overlay, Scope, Seen, preview_columns,
};
use crate::text;
use crate::typeset::wrap;
use ratatui::layout::Position;

pub(super) fn draw(
    model: &Model,
    marks: &Marks,
    theme: Theme,
    canvas: &mut Canvas<'_>,
) -> Option<Position> {
    canvas.clear();
    let (width, height) = (canvas.width(), canvas.height());
    let rows = u16::try_from(model.list_height()).unwrap_or(u16::MAX);
    let top = match model.list_furniture() {
        0 => 0,
        2 => 1,
        _ => 2,
    };
    if top > 0 {
        head(marks, theme, canvas);
    }
    let side = preview_columns(width);
    list(
        model,
        marks,
        theme,
        &mut canvas.part(0, top, width - side, rows),
    );
    if side > 0 {
        let mut part = canvas.part(width - side, top, side, rows);
        mark_preview::draw(marks, theme, &mut part);
    }
    if height >= 4 {
        foot(model, marks, theme, canvas)
    } else {
        None
    }
}

fn head(marks: &Marks, theme: Theme, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let edge = u16::from(width > 20);
    let (all, shown) = marks.counts();
    let things = if all == 1 { "bookmark" } else { "bookmarks" };
    let narrow = width < 60;
    let mut words = if narrow {
        shown.to_string()
    } else if shown < all {
        format!("{shown} of {all} {things}")
    } else {
        format!("{all} {things}")
    };
    let articles = marks.articles();
    if articles > 1 && !narrow {
        words = format!("{words} in {articles} articles");
    }
    words.push_str(" · by ");
    words.push_str(marks.grouping.name());
    let end = width.saturating_sub(edge);
    let start = canvas.put_right(end, 0, &words, width / 3 * 2, theme.faint());
    let room = start.saturating_sub(edge + 2);
    canvas.put_fit(edge, 0, "All bookmarks", room, theme.strong());
}

fn list(model: &Model, marks: &Marks, theme: Theme, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let edge = u16::from(width > 20);
    if marks.rows.is_empty() {
        let room = usize::from(width.saturating_sub(2 * edge + 1));
        for (y, line) in (0..canvas.height()).zip(wrap(&empty(model, marks), room)) {
            canvas.put(edge, y, &line, theme.text());
        }
    }
    let height = usize::from(canvas.height());
    let mut inside = canvas.part(edge, 0, width.saturating_sub(2 * edge + 1), u16::MAX);
    for (at, row, y) in marks.shown(height) {
        match row {
            MarkRow::Heading(words, count) => {
                let is_label = marks.grouping == Grouping::Label;
                heading((words, is_label), *count, y, theme, &mut inside);
            }
            MarkRow::Mark(index) => {
                let Some(mark) = marks.mark(*index) else {
                    continue;
                };
                let mut entry = Entry::of(&mark.bookmark, status(marks.seen(mark)));
                entry.labelled = marks.grouping != Grouping::Label;
                entry.say(&about(mark, marks));
                // What begins above shows what of it is left.
                let lines = marks.quote_lines(mark);
                entry.draw((y, lines), at == marks.selected, theme, &mut inside);
            }
        }
    }
}

fn heading(
    (words, is_label): (&str, bool),
    count: usize,
    y: isize,
    theme: Theme,
    canvas: &mut Canvas<'_>,
) {
    let Ok(y) = u16::try_from(y) else { return };
    let width = canvas.width();
    let start = canvas.put_right(width, y, &count.to_string(), width / 4, theme.faint());
    let at = if is_label {
        canvas.put(0, y, "◆ ", theme.bookmark_bar(Some(words)))
    } else {
        0
    };
    canvas.put_fit(at, y, words, start.saturating_sub(at + 2), theme.strong());
}

/// How the passage of a bookmark stands in the file, once that was looked at.
fn status(seen: Option<&Seen>) -> Option<&'static str> {
    match seen {
        Some(Seen::There(glimpse)) => mark_entry::status(Some(glimpse.found)),
        Some(Seen::Gone(_)) => Some("× not here"),
        None => None,
    }
}

/// What the heading over a bookmark does not say of it.
fn about(mark: &Mark, marks: &Marks) -> String {
    let day = marks.day_of(mark);
    let title = text::harmless_line(&mark.title);
    let parts = match marks.grouping {
        Grouping::Article => vec![day],
        Grouping::Time => vec![title],
        Grouping::Label => vec![title, day],
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn empty(model: &Model, marks: &Marks) -> String {
    let typed = marks.filter.line();
    if !typed.is_empty() {
        return format!("No bookmark matches “{typed}”. esc clears the filter.");
    }
    let key = model.keymap.keys_of(Scope::Reader, Command::MarkPassage);
    let key = key.first().map_or("m", String::as_str);
    format!("Nothing is bookmarked yet. Open an article and press {key} to mark a passage.")
}

fn foot(model: &Model, marks: &Marks, theme: Theme, canvas: &mut Canvas<'_>) -> Option<Position> {
    let (row, width) = (canvas.height() - 1, canvas.width());
    let edge = u16::from(width > 20);
    let end = width.saturating_sub(edge);
    let is_top = matches!(model.overlays.last(), Some(Overlay::Marks(_)));
    let help = model.keymap.keys_of(Scope::Marks, Command::Help);
    let help = help.first().filter(|_| width >= 40);
    let help = help.map_or_else(String::new, |key| format!("{key} help"));
    let end = canvas.put_right(end, row, &help, width / 3, theme.faint());
    let room = end.saturating_sub(edge + 2);
    if message::draw(model, edge, row, room, theme, canvas) {
        return None;
    }
    if marks.filtering || !marks.filter.line().is_empty() {
        let at = canvas.put(edge, row, "/", theme.accent());
        canvas.put(at, row, marks.filter.line(), theme.text());
        let typed = u16::try_from(marks.filter.cursor_cells()).unwrap_or(u16::MAX);
        let cursor = canvas.on_screen(at.saturating_add(typed), row);
        return (marks.filtering && is_top).then_some(cursor);
    }
    let scope = model.scope().unwrap_or(Scope::Marks);
    canvas.put_fit(
        edge,
        row,
        &hints::line(model, scope, room),
        room,
        theme.faint(),
    );
    None
}
