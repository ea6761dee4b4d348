//! The library screen: the articles, a filter, a preview.

use super::Theme;
use super::canvas::Canvas;
use super::{hints, preview};
use crate::reader::{Command, Facts, Filling, Message, Model, Row, Scope, Shelf};
use crate::text;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};

/// The narrowest screen with a preview beside the list.
const WITH_PREVIEW: u16 = 110;

pub(super) fn draw(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) -> Option<Position> {
    let (width, height) = (canvas.width(), canvas.height());
    let shelf = &model.shelf;
    let (top, list_height) = (head_rows(model), model.list_height());
    if top > 0 {
        head(shelf, theme, canvas);
    }
    let list_height = u16::try_from(list_height).unwrap_or(u16::MAX);
    let side = if width >= WITH_PREVIEW {
        (width / 3).min(64)
    } else {
        0
    };
    let mut list = canvas.part(0, top, width - side, list_height);
    if shelf.shown.is_empty() {
        let x = u16::from(width > 20) * 2;
        for (y, line) in (0..).zip(crate::typeset::wrap(
            &empty(model),
            usize::from(list.width().saturating_sub(2 * x)),
        )) {
            list.put(x, y, &line, theme.text());
        }
    }
    let columns = Columns::new(list.width());
    for (y, at) in (0..list_height).zip(shelf.top..shelf.shown.len()) {
        let Some(row) = shelf.shown.get(at).and_then(|row| shelf.rows.get(*row)) else {
            break;
        };
        columns.row(row, y, theme, &mut list);
        if at == shelf.selected {
            let width = list.width();
            list.paint(0, y, width, theme.selected());
        }
    }
    if side > 0 {
        let mut part = canvas.part(width - side, top, side, list_height);
        preview::draw(model, theme, &mut part);
    }
    if height >= 4 {
        foot(model, theme, canvas)
    } else {
        None
    }
}

fn head_rows(model: &Model) -> u16 {
    match model.list_furniture() {
        0 => 0,
        2 => 1,
        _ => 2,
    }
}

fn head(shelf: &Shelf, theme: Theme, canvas: &mut Canvas<'_>) {
    let width = canvas.width();
    let edge = u16::from(width > 20);
    let (shown, all) = (shelf.shown.len(), shelf.rows.len());
    let mut parts = vec![count(all, "article", "articles")];
    if shown < all {
        parts[0] = format!("{shown} of {}", parts[0]);
    }
    if shelf.unread_only {
        parts.push("only unread".into());
    } else {
        parts.push(format!("{} unread", shelf.unread()));
    }
    parts.push(format!(
        "by {}{}",
        shelf.order.name(),
        if shelf.reversed { ", reversed" } else { "" }
    ));
    if shelf.filling != Filling::Done {
        parts.push("reading…".into());
    }
    let words = parts.join(" · ");
    let start = canvas.put_right(
        width.saturating_sub(edge),
        0,
        &words,
        width * 2 / 3,
        theme.faint(),
    );
    canvas.put_fit(
        edge,
        0,
        &shelf.title,
        start.saturating_sub(edge + 2),
        theme.strong(),
    );
}

/// How many there are, in words.
fn count(number: usize, one: &str, several: &str) -> String {
    let things = if number == 1 { one } else { several };
    format!("{number} {things}")
}

/// What to say where no article is shown.
fn empty(model: &Model) -> String {
    let shelf = &model.shelf;
    if shelf.filling == Filling::Walking {
        return "Looking for articles…".into();
    }
    if shelf.rows.is_empty() {
        let skipped = match shelf.skipped.first() {
            Some(first) => format!(
                " {} passed over, the first: {} ({}).",
                count(shelf.skipped.len(), "file or folder", "files and folders"),
                first.path,
                first.reason
            ),
            None => String::new(),
        };
        return format!(
            "No articles in {}. newsprint reads .md, .txt and .html files: save some there and press R, or leave with q \
             and name another folder: newsprint FOLDER.{skipped}",
            shelf.title
        );
    }
    if shelf.filter.line().is_empty() {
        return "Everything here is read. U shows all articles again.".into();
    }
    format!(
        "No article matches “{}”. esc clears the filter.",
        shelf.filter.line()
    )
}

fn foot(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) -> Option<Position> {
    let (row, width) = (canvas.height() - 1, canvas.width());
    let edge = u16::from(width > 20);
    let shelf = &model.shelf;
    let help = match model.scope() {
        Some(Scope::Library) if width >= 40 => {
            let keys = model.keymap.keys_of(Scope::Library, Command::Help);
            keys.first()
                .map_or_else(String::new, |key| format!("{key} help"))
        }
        Some(Scope::Library) | None => String::new(),
        // Something lies over the list, and its keys count.
        Some(scope) => hints::line(model, scope, width / 2),
    };
    let end = canvas.put_right(
        width.saturating_sub(edge),
        row,
        &help,
        width / 2,
        theme.faint(),
    );
    let room = end.saturating_sub(edge + 2);
    match &model.message {
        Some(Message::Done(words)) => {
            canvas.put_fit(edge, row, words, room, theme.text());
        }
        Some(Message::Failed(words)) => {
            canvas.put_fit(edge, row, words, room, theme.alarm());
        }
        None if shelf.filtering || !shelf.filter.line().is_empty() => {
            let at = canvas.put(edge, row, "/", theme.accent());
            canvas.put(at, row, shelf.filter.line(), theme.text());
            let cursor = at + u16::try_from(shelf.filter.cursor_cells()).unwrap_or(u16::MAX - at);
            return shelf.filtering.then(|| canvas.on_screen(cursor, row));
        }
        None => {
            let bad = shelf
                .rows
                .iter()
                .filter(|row| matches!(row.facts, Facts::Unreadable(_)))
                .count()
                + shelf.skipped.len();
            let trouble = if bad > 0 {
                format!("{bad} cannot be read (×; `newsprint list` says why)")
            } else {
                String::new()
            };
            let room_for_hints =
                room.saturating_sub(u16::try_from(text::cells(&trouble)).unwrap_or(room) + 3);
            let hints = hints::line(model, Scope::Library, room_for_hints);
            let dot = if trouble.is_empty() || hints.is_empty() {
                ""
            } else {
                " · "
            };
            canvas.put_fit(
                edge,
                row,
                &format!("{hints}{dot}{trouble}"),
                room,
                theme.faint(),
            );
        }
    }
    None
}

/// Where the columns of the list stand, in cells; a column of width 0 is left out.
struct Columns {
    width: u16,
    edge: u16,
    site: u16,
    day: u16,
    minutes: u16,
    progress: u16,
}

impl Columns {
    fn new(width: u16) -> Self {
        let wide = |at_least: u16, cells: u16| if width >= at_least { cells } else { 0 };
        Self {
            width,
            edge: u16::from(width > 20),
            site: wide(72, 20),
            day: wide(56, 13),
            minutes: wide(44, 8),
            progress: wide(34, 6),
        }
    }

    fn row(&self, row: &Row, y: u16, theme: Theme, canvas: &mut Canvas<'_>) {
        let base = if row.read {
            theme.faint()
        } else {
            Style::new()
        };
        let dot = match row.facts {
            Facts::Unreadable(_) => "×",
            _ if row.read => " ",
            _ => "●",
        };
        canvas.put(self.edge, y, dot, theme.accent());
        canvas.put(
            self.edge + 2,
            y,
            if row.starred { "★" } else { " " },
            theme.accent(),
        );
        let mut end = self.width.saturating_sub(self.edge);
        if self.progress > 0 {
            let words = row
                .progress
                .filter(|_| !row.read)
                .map(|percent| format!("{percent} %"));
            canvas.put_right(
                end,
                y,
                words.as_deref().unwrap_or(""),
                self.progress,
                theme.accent(),
            );
            end = end.saturating_sub(self.progress);
        }
        let summary = row.summary();
        if self.minutes > 0 {
            let minutes =
                summary.map(|summary| crate::article::Article::minutes_for(summary.words));
            let words = minutes.map(crate::typeset::duration);
            canvas.put_right(
                end,
                y,
                words.as_deref().unwrap_or(""),
                self.minutes,
                theme.faint(),
            );
            end = end.saturating_sub(self.minutes);
        }
        if self.day > 0 {
            let words = row.day().map(crate::typeset::day).unwrap_or_default();
            canvas.put_right(end, y, &words, self.day, theme.faint());
            end = end.saturating_sub(self.day + 1);
        }
        if self.site > 0 {
            let words = summary
                .and_then(|summary| summary.metadata.site.as_deref())
                .unwrap_or("");
            end = end.saturating_sub(self.site);
            canvas.put_fit(end + 1, y, words, self.site - 1, theme.faint());
        }
        let style = match row.facts {
            Facts::Waiting => base.add_modifier(Modifier::ITALIC),
            Facts::Unreadable(_) => theme.faint().add_modifier(Modifier::CROSSED_OUT),
            Facts::Known(_) => base,
        };
        let start = self.edge + 4;
        canvas.put(
            start,
            y,
            &text::fit(row.title(), end.saturating_sub(start + 1).into()),
            style,
        );
    }
}
