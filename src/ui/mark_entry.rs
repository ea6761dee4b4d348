//! A bookmark in a list: its passage, and under it what is said of it.

use super::Theme;
use super::canvas::Canvas;
use crate::journal::{Bookmark, Found};
use crate::text;
use crate::typeset::wrap;

/// A bookmark as a list shows it.
pub(super) struct Entry<'a> {
    pub(super) bookmark: &'a Bookmark,
    /// How its passage stands, where that is worth a word.
    pub(super) status: Option<&'static str>,
    /// Whether its label is said of it, and not over it.
    pub(super) labelled: bool,
    /// What else is said of it, after its sections.
    pub(super) about: String,
}

/// Characters of a passage that two lines of the widest list can show.
const SHOWN: usize = 1200;

/// How a passage stands, in a sign and a word. That it stands where it was needs none.
pub(super) const fn status(found: Option<Found>) -> Option<&'static str> {
    match found {
        None | Some(Found::Exact(_)) => None,
        Some(Found::Moved(_)) => Some("→ moved"),
        Some(Found::Changed(_)) => Some("≈ changed"),
        Some(Found::Lost) => Some("× lost"),
    }
}

impl Entry<'_> {
    /// Draws the first three rows of the entry from row `y` on, which may lie above the canvas.
    pub(super) fn draw(&self, y: isize, selected: bool, theme: Theme, canvas: &mut Canvas<'_>) {
        let width = canvas.width().saturating_sub(2);
        let label = self.bookmark.label.as_deref();
        let style = if selected {
            theme.selected()
        } else {
            theme.text()
        };
        let head: String = self.bookmark.anchor.exact.chars().take(SHOWN).collect();
        let mut lines = wrap(&text::harmless_line(&head), usize::from(width));
        if lines.len() > 2 {
            lines.truncate(2);
            if let Some(last) = lines.last_mut() {
                *last = text::fit(&format!("{last} …"), width.into()).into_owned();
            }
        }
        for (at, line) in (y..).zip(&lines) {
            if let Ok(at) = u16::try_from(at) {
                canvas.put(0, at, "▌", theme.bookmark_bar(label));
                canvas.put_fit(2, at, line, width, style);
            }
        }
        let under = y.saturating_add_unsigned(lines.len());
        if let Ok(at) = u16::try_from(under) {
            self.about(at, theme, canvas);
        }
    }

    /// How it stands, its label and its note; and fainter where it is from.
    fn about(&self, y: u16, theme: Theme, canvas: &mut Canvas<'_>) {
        let bookmark = self.bookmark;
        let mut x = 2;
        if let Some(status) = self.status {
            x = self.put(x, y, status, theme.accent(), canvas);
        }
        if let Some(label) = bookmark.label.as_ref().filter(|_| self.labelled) {
            let words = format!("◆ {}", text::harmless_line(label));
            x = self.put(x, y, &words, theme.bookmark_bar(Some(label)), canvas);
        }
        if let Some(note) = &bookmark.note {
            let words = format!("“{}”", text::harmless_line(note));
            x = self.put(x, y, &words, theme.strong(), canvas);
        }
        let mut from = sections(&bookmark.section);
        if !from.is_empty() && !self.about.is_empty() {
            from.push_str(" · ");
        }
        from.push_str(&self.about);
        self.put(x, y, &from, theme.faint(), canvas);
    }

    #[expect(clippy::unused_self, reason = "a piece of the entry")]
    fn put(
        &self,
        x: u16,
        y: u16,
        words: &str,
        style: ratatui::style::Style,
        canvas: &mut Canvas<'_>,
    ) -> u16 {
        let room = canvas.width().saturating_sub(x);
        if words.is_empty() || room == 0 {
            return x;
        }
        canvas.put_fit(x, y, words, room, style) + 2
    }
}

/// The headings that a passage stands under, in a line.
pub(super) fn sections(headings: &[String]) -> String {
    let headings: Vec<String> = headings
        .iter()
        .map(|heading| text::harmless_line(heading))
        .collect();
    headings.join(" › ")
}
