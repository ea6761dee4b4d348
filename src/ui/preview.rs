//! Beside the list: what the selected article is.

use super::Theme;
use super::canvas::Canvas;
use crate::reader::{Facts, Model};
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
    let mut part = canvas.part(2, 0, width.saturating_sub(4), u16::MAX);
    let mut y = 0;
    let mut write = |words: &str, style: Style, gap: u16| {
        let room = usize::from(part.width());
        let lines = wrap(words, room);
        for line in &lines {
            part.put(0, y, line, style);
            y += 1;
        }
        y += if lines.is_empty() { 0 } else { gap };
    };
    write(row.title(), theme.strong(), 1);
    match &row.facts {
        Facts::Waiting => write("This file has not been read yet.", theme.faint(), 1),
        Facts::Unreadable(reason) => write(&format!("This file {reason}."), theme.alarm(), 1),
        Facts::Known(summary) => {
            let metadata = &summary.metadata;
            write(&metadata.byline.join(", "), theme.faint(), 0);
            let day = metadata
                .published
                .map(|when| crate::typeset::day(when.day()));
            let source: Vec<String> = metadata.site.clone().into_iter().chain(day).collect();
            write(&source.join(" · "), theme.faint(), 1);
            write(&summary.opening, theme.text(), 1);
            write(&metadata.tags.join(" · "), theme.faint(), 0);
        }
    }
    let standing = row.article.as_ref().and_then(|id| model.state.article(id));
    let bookmarks = standing.map_or(0, |standing| standing.bookmarks.len());
    if bookmarks > 0 {
        write(
            &format!("▌ {bookmarks} bookmarked"),
            theme.bookmark_bar(),
            0,
        );
    }
    let folder = if row.entry.folder.is_empty() {
        String::new()
    } else {
        format!("{}/", row.entry.folder)
    };
    write(&format!("{folder}{}", row.entry.name), theme.faint(), 0);
}
