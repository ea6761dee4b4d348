//! The sidebar: sections, names, bookmarks.

use super::Theme;
use super::canvas::Canvas;
use super::{mark_entry, occurrences};
use crate::reader::{Focus, Kept, Model, Part, Reading, SidebarRow};
use crate::text;
use ratatui::style::Style;

/// Cells of the picture of where a name occurs, where there is room: each divides an article as it is counted.
const PICTURES: [u16; 2] = [6, 4];
/// Characters that no row of the sidebar is too narrow for.
const ROW_CHARS: usize = 400;
/// A name is worth so many cells more than the picture.
const LEAST_NAME: u16 = 17;

pub(super) fn draw(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) {
    let Some(reading) = &model.reading else {
        return;
    };
    for row in 0..canvas.height() {
        canvas.put(0, row, "│", theme.faint());
    }
    let width = canvas.width();
    let mut part = canvas.part(2, 0, width.saturating_sub(3), u16::MAX);
    let rows = model.sidebar_rows();
    let digits = reading.whereabouts.most().to_string().len();
    let drawing = Drawing {
        model,
        reading,
        theme,
        section: reading.section(),
        digits,
        picture: picture_cells(part.width(), digits),
    };
    let visible = rows.iter().enumerate().skip(reading.sidebar.top);
    for (y, (at, row)) in (0..part.height()).zip(visible) {
        drawing.row(*row, y, &mut part);
        if reading.focus == Focus::Sidebar && at == reading.sidebar.selected {
            let width = part.width();
            part.paint(0, y, width, theme.selected());
        }
    }
}

struct Drawing<'a> {
    model: &'a Model,
    reading: &'a Reading,
    theme: Theme,
    section: Option<usize>,
    /// Digits of the largest count of mentions.
    digits: usize,
    /// Cells of the pictures of where names occur.
    picture: u16,
}

impl Drawing<'_> {
    fn row(&self, row: SidebarRow, y: u16, canvas: &mut Canvas<'_>) {
        match row {
            SidebarRow::Part(part, count, folded) => self.part(part, count, folded, y, canvas),
            SidebarRow::Opening => {
                let here = self.section.is_none();
                self.line(y, sign(here), "Opening", "1", self.weight(here), canvas);
            }
            SidebarRow::Section(at) => self.section_row(at, y, canvas),
            SidebarRow::Name(at) => self.name(at, y, canvas),
            SidebarRow::Before(_, count) => {
                canvas.put(2, y, &format!("… {count} before"), self.theme.faint());
            }
            SidebarRow::More(_, count) => {
                canvas.put(2, y, &format!("… {count} more"), self.theme.faint());
            }
            SidebarRow::Filter(left) => self.filter(left, y, canvas),
            SidebarRow::Seeking => {
                canvas.put(2, y, "Looking for names…", self.theme.faint());
            }
            SidebarRow::FewNames => {
                canvas.put(2, y, "Not English: few names", self.theme.faint());
            }
            SidebarRow::Gap => {}
            SidebarRow::Bookmark(at) => self.bookmark(at, y, canvas),
            SidebarRow::Highlight(at) => self.highlight(at, y, canvas),
        }
    }

    fn section_row(&self, at: usize, y: u16, canvas: &mut Canvas<'_>) {
        let article = &self.reading.article;
        let Some(section) = article.sections.get(at) else {
            return;
        };
        let here = self.section == Some(at);
        let levels = article.sections.iter().map(|section| section.level);
        let depth = section.level.saturating_sub(levels.min().unwrap_or(1));
        let indent = " ".repeat(usize::from(depth).min(4));
        let heading = text::harmless_line(section.heading.of(&article.text));
        let title = format!("{indent}{heading}");
        let page = self.page_of(section.range.start);
        self.line(y, sign(here), &title, &page, self.weight(here), canvas);
    }

    fn bookmark(&self, at: usize, y: u16, canvas: &mut Canvas<'_>) {
        let Some(bookmark) = self.model.bookmarks().get(at) else {
            return;
        };
        let kept = self.reading.kept.get(at);
        let range = kept.and_then(Kept::range);
        let page = range.map_or_else(String::new, |range| self.page_of(range.start));
        let number = match mark_entry::status(kept.and_then(|kept| kept.found)) {
            Some(status) => format!("{status} {page}").trim_end().to_owned(),
            None => page,
        };
        let words = bookmark.note.as_ref().unwrap_or(&bookmark.anchor.exact);
        // A passage may be of any length, and a row is not.
        let words: String = words.chars().take(ROW_CHARS).collect();
        let words = text::harmless_line(&words);
        self.line(y, "▌ ", &words, &number, self.theme.text(), canvas);
        let bar = self.theme.bookmark_bar(bookmark.label.as_deref());
        canvas.paint(0, y, 1, bar);
    }

    fn highlight(&self, at: usize, y: u16, canvas: &mut Canvas<'_>) {
        let article = &self.reading.article;
        let Some(marked) = article.highlights.get(at) else {
            return;
        };
        let words = marked.note.as_deref();
        let words = words.unwrap_or_else(|| marked.range.of(&article.text));
        // A passage may be of any length, and a row is not.
        let words: String = words.chars().take(ROW_CHARS).collect();
        let page = self.page_of(marked.range.start);
        let words = text::harmless_line(&words);
        self.line(y, "  ", &words, &page, self.theme.text(), canvas);
        let bar = self.theme.file_bar(marked.label.as_deref());
        canvas.put(0, y, mark_entry::FILE_BAR, bar);
    }

    fn part(&self, part: Part, count: usize, folded: bool, y: u16, canvas: &mut Canvas<'_>) {
        let style = part
            .kind()
            .map_or(self.theme.label(), |kind| self.theme.name(kind));
        let end = canvas.put(0, y, part.title(), style);
        let alone = part.kind().is_some() && part.kind() == self.reading.sidebar.kind;
        let words = match (folded, alone) {
            (true, _) => format!("… {count}"),
            (false, true) => "alone".to_owned(),
            (false, false) => return,
        };
        canvas.put(end + 1, y, &words, self.theme.faint());
    }

    /// What the names are filtered by, and how many there are.
    fn filter(&self, left: usize, y: u16, canvas: &mut Canvas<'_>) {
        let words = text::harmless_line(&self.reading.sidebar.filter);
        let found = if left == 0 {
            "none".to_owned()
        } else {
            left.to_string()
        };
        self.line(y, "/ ", &words, &found, self.theme.accent(), canvas);
    }

    fn name(&self, at: usize, y: u16, canvas: &mut Canvas<'_>) {
        let (Some(names), Some(name)) = (&self.reading.names, self.reading.name(at)) else {
            return;
        };
        let shown = self.reading.extent();
        let end_of = |mention: &usize| names.mentions.get(*mention).map_or(0, |m| m.range.end);
        let next = name
            .mentions
            .partition_point(|mention| end_of(mention) <= shown.start);
        let next = name
            .mentions
            .get(next)
            .and_then(|mention| names.mentions.get(*mention));
        let here = next.is_some_and(|mention| mention.range.start < shown.end);
        let chosen = self
            .reading
            .trail
            .as_ref()
            .is_some_and(|trail| trail.name() == Some(at));
        let sign = match (chosen, here) {
            (true, _) => "▸ ",
            (false, true) => "● ",
            (false, false) => "  ",
        };
        let style = self.weight(chosen);
        let count = format!("{:>1$}", name.mentions.len(), self.digits);
        let number = match self.picture {
            0 => count,
            cells => {
                let counts = self.reading.whereabouts.of(at, usize::from(cells) * 2);
                format!("{} {count}", occurrences::picture(&counts))
            }
        };
        self.line(
            y,
            sign,
            &text::harmless_line(&name.name),
            &number,
            style,
            canvas,
        );
    }

    fn line(
        &self,
        y: u16,
        sign: &str,
        words: &str,
        number: &str,
        style: Style,
        canvas: &mut Canvas<'_>,
    ) {
        let width = canvas.width();
        let start = canvas.put_right(width, y, number, width / 2, self.theme.faint());
        let at = canvas.put(0, y, sign, style);
        canvas.put_fit(at, y, words, start.saturating_sub(at + 1), style);
    }

    fn weight(&self, strong: bool) -> Style {
        if strong {
            self.theme.strong()
        } else {
            self.theme.text()
        }
    }

    /// The number of the page that holds `offset`, once it is known.
    fn page_of(&self, offset: usize) -> String {
        let page = self.reading.page_of(offset);
        page.map_or_else(String::new, |page| page.to_string())
    }
}

/// Cells of the picture of where a name occurs in a sidebar of so many cells, where `digits` tell how often: none
/// where the names need the room.
fn picture_cells(width: u16, digits: usize) -> u16 {
    let taken = u16::try_from(digits).unwrap_or(u16::MAX).saturating_add(4);
    let left = |cells: u16| width.saturating_sub(taken).saturating_sub(cells);
    PICTURES
        .into_iter()
        .find(|cells| left(*cells) >= LEAST_NAME)
        .unwrap_or(0)
}

fn sign(here: bool) -> &'static str {
    if here { "▸ " } else { "  " }
}
