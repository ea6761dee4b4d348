//! The place of a picture: its alternative text in a frame, and what is known of its file.

use super::{Setter, narrow};
use crate::article::Picture;
use crate::text::{self, TextRange};
use crate::typeset::lines::break_lines;
use crate::typeset::{Content, Frame, Lead, Line, LineRole};

/// The fewest rows of a page on which a picture has a frame.
const FRAMED_ROWS: u16 = 6;
/// The fewest cells in which a picture has a frame.
const FRAMED_CELLS: usize = 12;
/// Cells that a frame takes beside what it holds: on each side a line and a space.
const FRAME_CELLS: usize = 4;
/// A name longer than this, in bytes, is one that only a machine could read.
const LONGEST_NAME: usize = 60;

impl Setter<'_> {
    /// Sets the place of a picture.
    pub(super) fn picture(&self, picture: &Picture, lines: &mut Vec<Line>) {
        let column = self.column;
        let room = usize::from(self.measure.cells) - column;
        let framed = self.measure.rows >= FRAMED_ROWS && room >= FRAMED_CELLS;
        let inner = if framed { room - FRAME_CELLS } else { room };
        let inside = self.inside(picture, framed, inner);
        let text = &self.article.text;
        let widest = inside.iter().map(|line| width(line, text)).max();
        let cells = widest.unwrap_or(0) + FRAME_CELLS;
        let frame = Frame {
            column: narrow(column),
            cells: narrow(cells),
        };
        if framed {
            lines.push(self.edge(frame, ['┌', '┐'], self.block.range.start));
        }
        lines.extend(inside.into_iter().map(|line| Line {
            column: narrow(column + if framed { FRAME_CELLS / 2 } else { 0 }),
            lead: Lead {
                quote: self.quote_bars(),
                frame: framed.then_some(frame),
                ..Lead::default()
            },
            ..line
        }));
        if framed {
            lines.push(self.edge(frame, ['└', '┘'], self.block.range.end));
        }
    }

    /// What stands in the frame, in lines of at most `room` cells.
    fn inside(&self, picture: &Picture, framed: bool, room: usize) -> Vec<Line> {
        let bare = |role, content, range| Line::bare(self.index, role, content, range);
        // Without a frame it must look unlike the story by itself.
        let role = if framed {
            LineRole::Description
        } else {
            LineRole::Image
        };
        let said = |words: &str| Content::Generated(text::fit(words, room).into());
        let broken = break_lines(&self.article.text, self.block.range, room, room);
        let mut lines: Vec<Line> = broken
            .into_iter()
            .map(|broken| {
                let content = Content::Text {
                    range: broken.range,
                    hyphen: broken.hyphen,
                    stretch: 0,
                };
                bare(role, content, broken.range)
            })
            .collect();
        let name = file_name(&picture.address);
        let mut known = Vec::new();
        if lines.is_empty() {
            let words = said(name.unwrap_or("(picture)"));
            lines.push(bare(role, words, self.block.range));
            known.extend(name.and(host(&picture.address)).map(str::to_owned));
        } else {
            let from = name.or_else(|| host(&picture.address));
            known.extend(from.map(str::to_owned));
        }
        known.extend(size(picture));
        if framed && !known.is_empty() {
            let end = TextRange::at(self.block.range.end);
            lines.push(bare(LineRole::Image, said(&known.join(" · ")), end));
        }
        lines
    }

    /// The upper or lower edge of a frame, before byte `at`.
    fn edge(&self, frame: Frame, [left, right]: [char; 2], at: usize) -> Line {
        let across = "─".repeat(usize::from(frame.cells).saturating_sub(2));
        let words = Content::Generated(format!("{left}{across}{right}").into());
        Line {
            column: frame.column,
            lead: Lead {
                quote: self.quote_bars(),
                ..Lead::default()
            },
            ..Line::bare(self.index, LineRole::Image, words, TextRange::at(at))
        }
    }
}

/// The cells that a line inside a frame takes.
fn width(line: &Line, text: &str) -> usize {
    match &line.content {
        Content::Text { range, hyphen, .. } => {
            text::set_cells(range.of(text)) + usize::from(*hyphen)
        }
        Content::Generated(words) => text::cells(words),
        _ => 0,
    }
}

/// The name of the file at the end of an address, if there is one that says something.
fn file_name(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let name = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None if path.starts_with("data:") => return None,
        None => path,
    };
    let name = name.rsplit(['/', '\\']).next().unwrap_or("");
    let named = name
        .rsplit_once('.')
        .is_some_and(|(stem, extension)| !stem.is_empty() && (1..=5).contains(&extension.len()));
    (named && name.len() <= LONGEST_NAME).then_some(name)
}

/// The host of an address.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The size of a picture in words.
fn size(picture: &Picture) -> Option<String> {
    match (picture.width, picture.height) {
        (Some(width), Some(height)) => Some(format!("{width} × {height}")),
        (Some(width), None) => Some(format!("{width} wide")),
        (None, Some(height)) => Some(format!("{height} high")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_the_name_of_its_file_or_its_host() {
        let name = "https://www.example.org/a/harbour.jpg?w=300#x";
        assert_eq!(file_name(name), Some("harbour.jpg"));
        assert_eq!(host(name), Some("example.org"));
        assert_eq!(file_name("Attachments/pier 2.png"), Some("pier 2.png"));
        for bare in [
            "https://example.org",
            "https://example.org/image/",
            "data:image/png",
            "",
        ] {
            assert_eq!(file_name(bare), None, "{bare}");
        }
        assert_eq!(host("pier.png"), None);
    }
}
