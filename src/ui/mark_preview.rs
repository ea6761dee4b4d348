//! Beside the list of all bookmarks: the selected one whole, in its place in the article.

use super::Theme;
use super::canvas::Canvas;
use super::mark_entry::{sections, status};
use crate::reader::{Mark, Marks, Seen};
use crate::text;
use crate::typeset::wrap;
use ratatui::style::Style;

/// Characters of a passage or a note that the highest screen can show.
const SHOWN: usize = 8000;

pub(super) fn draw(marks: &Marks, theme: Theme, canvas: &mut Canvas<'_>) {
    for row in 0..canvas.height() {
        canvas.put(0, row, "│", theme.faint());
    }
    let Some(mark) = marks.selected_mark() else {
        return;
    };
    let width = canvas.width();
    let mut column = Column {
        canvas: canvas.part(2, 0, width.saturating_sub(4), u16::MAX),
        y: 0,
    };
    let bar = theme.bookmark_bar(mark.bookmark.label.as_deref());
    column.write(&text::harmless_line(&mark.title), theme.strong());
    column.write(&from(mark, marks), theme.faint());
    column.gap();
    if let Some(note) = &mark.bookmark.note {
        let head: String = note.chars().take(SHOWN).collect();
        for line in text::harmless(&head).lines() {
            column.line_of_note(line, theme);
        }
        column.gap();
    }
    if let Some(label) = &mark.bookmark.label {
        column.write(&format!("◆ {}", text::harmless_line(label)), bar);
        column.gap();
    }
    place(mark, marks.seen(mark), (bar, theme), &mut column);
}

/// The passage between what stands around it; or alone, and why.
fn place(mark: &Mark, seen: Option<&Seen>, (bar, theme): (Style, Theme), column: &mut Column<'_>) {
    match seen {
        Some(Seen::There(glimpse)) if !glimpse.passage.is_empty() => {
            column.write(&text::harmless_line(&glimpse.before), theme.faint());
            column.passage(&glimpse.passage, bar, theme);
            column.write(&text::harmless_line(&glimpse.after), theme.faint());
            column.gap();
            if let Some(words) = status(Some(glimpse.found)) {
                column.write(words, theme.accent());
                if glimpse.found.range().is_some() && glimpse.passage != mark.bookmark.anchor.exact
                {
                    column.write("It was:", theme.faint());
                    column.passage(&mark.bookmark.anchor.exact, bar, theme);
                }
            }
        }
        Some(Seen::There(_)) => {
            column.passage(&mark.bookmark.anchor.exact, bar, theme);
            column.gap();
            column.write(
                "× lost: these words are not in the article any more",
                theme.accent(),
            );
        }
        Some(Seen::Gone(why)) => {
            column.passage(&mark.bookmark.anchor.exact, bar, theme);
            column.gap();
            column.write(&format!("× not here: the article {why}"), theme.accent());
        }
        // It will be seen in a moment, most likely in these words.
        None => column.passage(&mark.bookmark.anchor.exact, bar, theme),
    }
}

/// Where a bookmark is from, and when it was set.
fn from(mark: &Mark, marks: &Marks) -> String {
    let when = marks.day_of(mark);
    let site = mark.site.as_deref().map(text::harmless_line);
    let parts = site.into_iter().chain([sections(&mark.bookmark), when]);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// What is written from the top on, as far as there are rows.
struct Column<'a> {
    canvas: Canvas<'a>,
    /// The next row.
    y: u16,
}

impl Column<'_> {
    fn write(&mut self, words: &str, style: Style) {
        self.lines(words, 0, style);
    }

    /// A passage, with its bar.
    fn passage(&mut self, words: &str, bar: Style, theme: Theme) {
        let head: String = words.chars().take(SHOWN).collect();
        let from = self.y;
        self.lines(&text::harmless_line(&head), 2, theme.text());
        for y in from..self.y.min(self.canvas.height()) {
            self.canvas.put(0, y, "▌", bar);
        }
    }

    /// A line of a note. An empty one parts its paragraphs.
    fn line_of_note(&mut self, line: &str, theme: Theme) {
        if line.trim().is_empty() {
            self.gap();
        } else {
            self.lines(line, 0, theme.strong());
        }
    }

    fn lines(&mut self, words: &str, x: u16, style: Style) {
        if self.y >= self.canvas.height() {
            return;
        }
        let room = usize::from(self.canvas.width().saturating_sub(x));
        let lines = wrap(words, room);
        for (y, line) in (self.y..self.canvas.height()).zip(&lines) {
            self.canvas.put(x, y, line, style);
        }
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        self.y = self.y.saturating_add(rows);
    }

    fn gap(&mut self) {
        self.y = self.y.saturating_add(u16::from(self.y > 0));
    }
}
