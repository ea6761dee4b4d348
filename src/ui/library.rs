//! The library screen: the articles, a filter, a preview.

use super::Theme;
use super::canvas::Canvas;
use super::{hints, message, preview};
use crate::article::Article;
use crate::reader::{Archived, Command, Dated, Facts, Filling, Happened, Model, Row, Scope, Shelf};
use crate::text;
use crate::typeset::{duration, wrap};
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};

/// The narrowest screen with a preview beside the list.
const WITH_PREVIEW: u16 = 110;
/// The least room for tags behind a title, in cells.
const TAGS: u16 = 6;

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
    list(
        model,
        theme,
        &mut canvas.part(0, top, width - side, list_height),
    );
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

/// The articles, or why there are none.
fn list(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) {
    let shelf = &model.shelf;
    let width = canvas.width();
    if shelf.shown.is_empty() {
        let x = u16::from(width > 20) * 2;
        let room = usize::from(width.saturating_sub(2 * x));
        for (y, line) in (0..canvas.height()).zip(wrap(&empty(model), room)) {
            canvas.put(x, y, &line, theme.text());
        }
    }
    let columns = Columns::new(width, shelf.archived);
    for (y, at) in (0..canvas.height()).zip(shelf.top..shelf.shown.len()) {
        let Some(row) = shelf.shown.get(at).and_then(|row| shelf.rows.get(*row)) else {
            break;
        };
        columns.row(row, &own_tags(model, row), y, theme, canvas);
        if at == shelf.selected {
            canvas.paint(0, y, width, theme.selected());
        }
    }
}

/// The tags that the reader gave an article: those of its file, often the same everywhere, stand in the preview.
fn own_tags(model: &Model, row: &Row) -> String {
    let standing = row.article.as_ref().and_then(|id| model.state.article(id));
    let own = standing.map_or(&[][..], |standing| standing.tags.as_slice());
    let stated = row.stated_tags();
    let own = own.iter().filter(|tag| !stated.contains(tag));
    let own: Vec<String> = own.map(|tag| format!("#{tag}")).collect();
    own.join("  ")
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
    let (shown, all) = (shelf.shown.len(), shelf.stock().count());
    let mut parts = vec![count(all, "article", "articles")];
    if shown < all {
        parts[0] = format!("{shown} of {}", parts[0]);
    }
    match shelf.archived {
        Archived::LeftOut => {}
        Archived::Alone => parts[0].push_str(" in the archive"),
        Archived::Included => parts[0].push_str(" with the archive"),
    }
    if shelf.unread_only {
        parts.push("only unread".into());
    } else {
        let unread = shelf.stock().filter(|row| !row.read).count();
        parts.push(format!("{unread} unread"));
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
        width / 3 * 2,
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
            "No articles in {}. newsprint reads Markdown, plain text, saved pages and exported lists: save some there and press \
             R, or leave with q and name another folder: newsprint FOLDER.{skipped}",
            shelf.title
        );
    }
    if shelf.filter.line().is_empty() {
        let key = |command| {
            let keys = model.keymap.keys_of(Scope::Library, command);
            keys.first().cloned().unwrap_or_default()
        };
        if shelf.unread_only && shelf.stock().next().is_some() {
            let key = key(Command::UnreadOnly);
            return format!("Everything here is read. {key} shows all articles again.");
        }
        let key = key(Command::ShowArchived);
        return match shelf.archived {
            Archived::Alone => format!("The archive is empty. {key} shows all articles."),
            _ => format!("Everything here is in the archive. {key} shows it."),
        };
    }
    format!(
        "No article matches “{}”. esc clears the filter.",
        shelf.filter.line()
    )
}

fn foot(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) -> Option<Position> {
    let (row, width) = (canvas.height() - 1, canvas.width());
    let edge = u16::from(width > 20);
    let filter = &model.shelf.filter;
    let end = canvas.put_right(
        width.saturating_sub(edge),
        row,
        &help(model, width / 2),
        width / 2,
        theme.faint(),
    );
    let room = end.saturating_sub(edge + 2);
    if message::draw(model, edge, row, room, theme, canvas) {
        return None;
    }
    if model.shelf.filtering || !filter.line().is_empty() {
        let at = canvas.put(edge, row, "/", theme.accent());
        canvas.put(at, row, filter.line(), theme.text());
        let typed = u16::try_from(filter.cursor_cells()).unwrap_or(u16::MAX);
        let cursor = canvas.on_screen(at.saturating_add(typed), row);
        return model.shelf.filtering.then_some(cursor);
    }
    canvas.put_fit(edge, row, &hint(model, room), room, theme.faint());
    None
}

/// The key of the help; or, where something lies over the list, the keys of that.
fn help(model: &Model, room: u16) -> String {
    match model.scope() {
        Some(Scope::Library) => {
            let keys = model.keymap.keys_of(Scope::Library, Command::Help);
            let key = keys.first().filter(|_| room >= 20);
            key.map_or_else(String::new, |key| format!("{key} help"))
        }
        Some(scope) => hints::line(model, scope, room),
        None => String::new(),
    }
}

/// What can be done here in `room` cells, and what could not be.
fn hint(model: &Model, room: u16) -> String {
    let shelf = &model.shelf;
    let unreadable = |row: &&Row| matches!(row.facts, Facts::Unreadable(_));
    let bad = shelf.rows.iter().filter(unreadable).count() + shelf.skipped.len();
    if bad == 0 {
        return hints::line(model, Scope::Library, room);
    }
    let trouble = format!("{bad} cannot be read (×; `newsprint check` says why)");
    let taken = u16::try_from(text::cells(&trouble)).unwrap_or(room);
    let hints = hints::line(model, Scope::Library, room.saturating_sub(taken + 3));
    let dot = if hints.is_empty() { "" } else { " · " };
    format!("{hints}{dot}{trouble}")
}

/// The day of an article. That of its file is only near the truth, and says so.
fn day(dated: &Dated) -> String {
    let day = crate::typeset::day(dated.day());
    match dated.what {
        Happened::Published | Happened::Saved => day,
        Happened::FileChanged => format!("~{day}"),
    }
}

/// Where the columns of the list stand, in cells; a column of width 0 is left out.
struct Columns {
    /// Whether archived articles stand among others.
    mixed: bool,
    width: u16,
    edge: u16,
    site: u16,
    day: u16,
    minutes: u16,
    progress: u16,
}

impl Columns {
    fn new(width: u16, archived: Archived) -> Self {
        let wide = |at_least: u16, cells: u16| if width >= at_least { cells } else { 0 };
        Self {
            mixed: archived != Archived::Alone,
            width,
            edge: u16::from(width > 20),
            site: wide(72, 20),
            day: wide(56, 13),
            minutes: wide(44, 8),
            progress: wide(34, 6),
        }
    }

    fn row(&self, row: &Row, tags: &str, y: u16, theme: Theme, canvas: &mut Canvas<'_>) {
        self.signs(row, y, theme, canvas);
        let end = self.figures(row, y, theme, canvas);
        let end = self.source(row, y, end, theme, canvas);
        let end_of_title = self.title(row, y, end, theme, canvas);
        let room = end.saturating_sub(end_of_title + 3);
        if room >= TAGS {
            canvas.put_fit(end_of_title + 2, y, tags, room, theme.faint());
        }
    }

    /// Unread, archived, starred, unreadable.
    fn signs(&self, row: &Row, y: u16, theme: Theme, canvas: &mut Canvas<'_>) {
        let dot = match row.facts {
            Facts::Unreadable(_) => "×",
            _ if row.read => " ",
            _ => "●",
        };
        let star = if row.starred { "★" } else { " " };
        canvas.put(self.edge, y, dot, theme.accent());
        if row.archived && self.mixed {
            canvas.put(self.edge + 1, y, "□", theme.faint());
        }
        canvas.put(self.edge + 2, y, star, theme.accent());
    }

    /// Progress, minutes and day, from the right edge on; returns where what stands left of them ends.
    fn figures(&self, row: &Row, y: u16, theme: Theme, canvas: &mut Canvas<'_>) -> u16 {
        let progress = row.progress.filter(|_| !row.read);
        let minutes = row
            .summary()
            .map(|summary| Article::minutes_for(summary.words));
        let columns = [
            (
                self.progress,
                progress.map(|percent| format!("{percent} %")),
                theme.accent(),
            ),
            (self.minutes, minutes.map(duration), theme.faint()),
            (self.day, row.dated().as_ref().map(day), theme.faint()),
        ];
        let mut end = self.width.saturating_sub(self.edge);
        for (width, words, style) in columns {
            canvas.put_right(end, y, words.as_deref().unwrap_or(""), width, style);
            end = end.saturating_sub(width);
        }
        end.saturating_sub(u16::from(self.day > 0))
    }

    /// Where the article is from, before cell `end`; returns where what stands left of it ends. The title of an article
    /// from nowhere has its room too.
    fn source(&self, row: &Row, y: u16, end: u16, theme: Theme, canvas: &mut Canvas<'_>) -> u16 {
        let summary = row.summary().filter(|_| self.site > 0);
        let Some(words) = summary.and_then(|summary| summary.metadata.site.as_deref()) else {
            return end;
        };
        let end = end.saturating_sub(self.site);
        canvas.put_fit(end + 1, y, words, self.site - 1, theme.faint());
        end
    }

    /// The title, before cell `end`; returns where it ends.
    fn title(&self, row: &Row, y: u16, end: u16, theme: Theme, canvas: &mut Canvas<'_>) -> u16 {
        let base = if row.read {
            theme.faint()
        } else {
            Style::new()
        };
        let style = match row.facts {
            Facts::Waiting => base.add_modifier(Modifier::ITALIC),
            Facts::Unreadable(_) => theme.faint().add_modifier(Modifier::CROSSED_OUT),
            Facts::Known(_) => base,
        };
        let start = self.edge + 4;
        let room = end.saturating_sub(start + 1);
        canvas.put(start, y, &text::fit(row.title(), room.into()), style)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::journal::Folded;
    use crate::reader::{Keymap, Model, Setup, Size};
    use crate::ui::{Theme, view};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn the_widest_screen_there_is_can_be_drawn_on() {
        let (columns, rows) = (u16::MAX, 5);
        let (model, _) = Model::new(Setup {
            title: "Clippings".into(),
            file: None,
            settings: Settings::default(),
            keymap: Keymap::default(),
            journal: Folded::default(),
            corrections: crate::names::Corrections::default(),
            zone: jiff::tz::TimeZone::UTC,
            size: Size { columns, rows },
            notice: None,
        });
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        view(&model, Theme::usual(), area, &mut buffer);
        let head: String = buffer
            .content()
            .iter()
            .take(columns.into())
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert!(head.trim().starts_with("Clippings"));
        assert!(head.trim().ends_with("reading…"), "{}", head.trim());
    }
}
