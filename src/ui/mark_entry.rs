//! A bookmark in a list: its passage, and under it what is said of it.

use super::Theme;
use super::canvas::Canvas;
use crate::article::Highlight;
use crate::journal::{Bookmark, Found};
use crate::text;
use crate::typeset::wrap;
use ratatui::style::Style;

/// A marked passage as a list shows it.
pub(super) struct Entry<'a> {
    pub(super) quote: &'a str,
    pub(super) note: Option<&'a str>,
    pub(super) label: Option<&'a str>,
    /// Whether the label is said of it, and not over it.
    pub(super) labelled: bool,
    /// How its passage stands, where that is worth a word.
    pub(super) status: Option<&'static str>,
    /// Where it is from.
    pub(super) about: String,
    /// It is the file's own.
    pub(super) in_file: bool,
}

/// The bar beside a bookmark.
pub(super) const BAR: &str = "▌";
/// The bar beside what the file itself marks.
pub(super) const FILE_BAR: &str = "┊";

/// Lines of a passage that a list shows at the most.
const LINES: usize = 2;
/// Cells before a passage: those of the bar, with the gap after it.
const INDENT: u16 = 2;
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

impl<'a> Entry<'a> {
    /// A bookmark.
    pub(super) fn of(bookmark: &'a Bookmark, status: Option<&'static str>) -> Self {
        Self {
            quote: &bookmark.anchor.exact,
            note: bookmark.note.as_deref(),
            label: bookmark.label.as_deref(),
            labelled: true,
            status,
            about: sections(bookmark),
            in_file: false,
        }
    }

    /// What the file itself marks in `text`.
    pub(super) fn in_file(marked: &'a Highlight, text: &'a str) -> Self {
        Self {
            quote: marked.range.of(text),
            note: marked.note.as_deref(),
            label: marked.label.as_deref(),
            labelled: true,
            status: None,
            about: "marked in the file".to_owned(),
            in_file: true,
        }
    }

    /// Says `words` of where it is from, after its sections.
    pub(super) fn say(&mut self, words: &str) {
        if !self.about.is_empty() && !words.is_empty() {
            self.about.push_str(" · ");
        }
        self.about.push_str(words);
    }

    /// The first lines of the passage, each of at most `width` cells, and whether there are more.
    fn passage(&self, width: u16) -> (Vec<String>, bool) {
        let head: String = self.quote.chars().take(SHOWN).collect();
        let mut lines = wrap(&text::harmless_line(&head), usize::from(width));
        let more = lines.len() > LINES;
        lines.truncate(LINES);
        (lines, more)
    }

    /// Whether anything is said under the passage.
    fn says(&self) -> bool {
        let label = self.label.filter(|_| self.labelled);
        self.status.is_some() || label.is_some() || self.note.is_some() || !self.about.is_empty()
    }

    /// Lines of the passage that a list of `width` cells shows, and rows that the entry takes there, with an empty
    /// one under it.
    pub(super) fn extent(&self, width: u16) -> (usize, usize) {
        let (lines, _) = self.passage(width.saturating_sub(INDENT));
        let lines = lines.len().max(1);
        (lines, lines + usize::from(self.says()) + 1)
    }

    /// Draws the entry from row `y` on, which may lie above the canvas, with so many lines of its passage.
    pub(super) fn draw(
        &self,
        (y, lines): (isize, usize),
        selected: bool,
        theme: Theme,
        canvas: &mut Canvas<'_>,
    ) {
        let width = canvas.width().saturating_sub(INDENT);
        let (bar, looks) = if self.in_file {
            (FILE_BAR, theme.file_bar(self.label))
        } else {
            (BAR, theme.bookmark_bar(self.label))
        };
        let style = if selected {
            theme.selected()
        } else {
            theme.text()
        };
        let (mut shown, more) = self.passage(width);
        let more = more || shown.len() > lines;
        shown.truncate(lines);
        if let Some(last) = shown.last_mut().filter(|_| more) {
            *last = text::fit(&format!("{last} …"), width.into()).into_owned();
        }
        for (at, line) in (y..).zip(&shown) {
            if let Ok(at) = u16::try_from(at) {
                canvas.put(0, at, bar, looks);
                canvas.put_fit(INDENT, at, line, width, style);
            }
        }
        let under = y.saturating_add_unsigned(lines);
        if let Ok(at) = u16::try_from(under) {
            self.about(at, theme, canvas);
        }
    }

    /// How it stands, its label and its note; and fainter where it is from.
    fn about(&self, y: u16, theme: Theme, canvas: &mut Canvas<'_>) {
        let mut x = INDENT;
        if let Some(status) = self.status {
            x = put(x, y, status, theme.accent(), canvas);
        }
        if let Some(label) = self.label.filter(|_| self.labelled) {
            let words = format!("◆ {}", text::harmless_line(label));
            x = put(x, y, &words, theme.bookmark_bar(Some(label)), canvas);
        }
        if let Some(note) = self.note {
            let words = format!("“{}”", text::harmless_line(note));
            x = put(x, y, &words, theme.strong(), canvas);
        }
        put(x, y, &self.about, theme.faint(), canvas);
    }
}

/// Writes `words` at (`x`, `y`) if there are any; returns where the next may stand.
fn put(x: u16, y: u16, words: &str, style: Style, canvas: &mut Canvas<'_>) -> u16 {
    let room = canvas.width().saturating_sub(x);
    if words.is_empty() || room == 0 {
        return x;
    }
    canvas.put_fit(x, y, words, room, style) + 2
}

/// The headings that a bookmark stands under, in a line; without the one that it begins with, which would be said
/// twice.
pub(super) fn sections(bookmark: &Bookmark) -> String {
    let first = bookmark.anchor.exact.lines().next().map(str::trim);
    let mut headings = bookmark.section.as_slice();
    if let [above @ .., own] = headings
        && first == Some(own.trim())
    {
        headings = above;
    }
    let headings: Vec<String> = headings
        .iter()
        .map(|heading| text::harmless_line(heading))
        .collect();
    headings.join(" › ")
}
