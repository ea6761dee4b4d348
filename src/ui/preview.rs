//! Beside the list: what the selected article is.

use super::Theme;
use super::canvas::Canvas;
use crate::library::Summary;
use crate::reader::{Dated, Facts, Happened, Model};
use crate::typeset::wrap;
use ratatui::style::Style;

pub(super) fn draw(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) {
    for row in 0..canvas.height() {
        canvas.put(0, row, "│", theme.faint());
    }
    let Some(row) = model.shelf.selected_row() else {
        return;
    };
    let width = canvas.width();
    let mut column = Column {
        canvas: canvas.part(2, 0, width.saturating_sub(4), u16::MAX),
        y: 0,
    };
    column.write(row.title(), theme.strong(), 1);
    match &row.facts {
        Facts::Waiting => column.write("This file has not been read yet.", theme.faint(), 1),
        Facts::Unreadable(reason) => {
            column.write(&format!("This file {reason}."), theme.alarm(), 1);
        }
        Facts::Known(summary) => {
            column.article(summary, row.dated(), theme);
            column.write(&row.tags.join(" · "), theme.faint(), 0);
        }
    }
    if row.archived {
        column.write("□ archived", theme.faint(), 0);
    }
    let standing = row.article.as_ref().and_then(|id| model.state.article(id));
    let bookmarks = standing.map_or(0, |standing| standing.bookmarks.len());
    if bookmarks > 0 {
        let words = format!("▌ {bookmarks} bookmarked");
        column.write(&words, theme.bookmark_bar(None), 0);
    }
    let folder = if row.entry.folder.is_empty() {
        String::new()
    } else {
        format!("{}/", row.entry.folder)
    };
    column.write(&format!("{folder}{}", row.entry.name), theme.faint(), 0);
}

/// What is written from the top on, as far as there are rows.
struct Column<'a> {
    canvas: Canvas<'a>,
    /// The next row.
    y: u16,
}

impl Column<'_> {
    /// What is known of an article that was read.
    fn article(&mut self, summary: &Summary, dated: Option<Dated>, theme: Theme) {
        let metadata = &summary.metadata;
        self.write(&metadata.byline.join(", "), theme.faint(), 0);
        let day = dated.map(day);
        let source: Vec<String> = metadata.site.clone().into_iter().chain(day).collect();
        self.write(&source.join(" · "), theme.faint(), 1);
        self.write(&summary.opening, theme.text(), 1);
    }

    /// Writes `words` below what is there, with `gap` rows after them if there are any. What has no row left
    /// is left out.
    fn write(&mut self, words: &str, style: Style, gap: u16) {
        if self.y >= self.canvas.height() {
            return;
        }
        let lines = wrap(words, usize::from(self.canvas.width()));
        for (y, line) in (self.y..self.canvas.height()).zip(&lines) {
            self.canvas.put(0, y, line, style);
        }
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let gap = if rows == 0 { 0 } else { gap };
        self.y = self.y.saturating_add(rows).saturating_add(gap);
    }
}

/// The day, and what happened on it where the article was not published then.
fn day(dated: Dated) -> String {
    let day = crate::typeset::day(dated.day());
    match dated.what {
        Happened::Published => day,
        Happened::Saved => format!("saved {day}"),
        Happened::FileChanged => format!("file changed {day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn what_has_no_row_is_left_out() {
        let area = Rect::new(0, 0, 4, 3);
        let mut buffer = Buffer::empty(area);
        let mut column = Column {
            canvas: Canvas::new(&mut buffer, area),
            y: 0,
        };
        column.write("", Style::new(), 1);
        column.write("one", Style::new(), 1);
        // More lines than a screen can number.
        column.write(&"two ".repeat(70_000), Style::new(), 1);
        column.write("three", Style::new(), 0);
        assert_eq!(buffer, Buffer::with_lines(["one ", "    ", "two "]));
    }
}
