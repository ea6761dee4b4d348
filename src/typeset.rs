//! An article and a measure become pages of lines.
//!
//! Everything here is a function of the article, the [`Measure`] and the [`Style`]: the same three always
//! give the same pages. A [`Line`] remembers the byte ranges it shows, so that a place in the text can be
//! asked for its page and a page for its places; nothing outside stores a row or a page number as a
//! position. Knows nothing of colours, screens or what the reader did. [`Pages`] are set quire by quire: no page
//! waits for more than the stretch of the article that it stands in.

mod blocks;
mod ends;
mod gaps;
mod lines;
mod opening;
mod pages;
mod places;
mod quire;
pub mod scripts;
mod sewing;
mod table;

pub use gaps::widened;
pub use opening::{day, duration};
pub use pages::{PageId, Pages};
pub use quire::Quire;

use crate::text::TextRange;

/// The room for one page of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Width of the column, in cells; at least 1.
    pub cells: u16,
    /// Height of the page, in rows; at least 1.
    pub rows: u16,
}

/// How a paragraph is told from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// By an empty line.
    #[default]
    Spaced,
    /// By an indent, as in a book.
    Indented,
}

/// What is done with text that is not the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furniture {
    /// It is set where it stands.
    #[default]
    Shown,
    /// One line stands for each run of it.
    Folded,
}

/// The reader's taste in setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Running text ends flush at the right edge: the spaces of a line are widened.
    pub justified: bool,
    /// Words are parted at the end of a line, where the article's language is known.
    pub hyphenated: bool,
    /// Rows that a line of text takes, 1 or 2.
    pub leading: u16,
    /// Two pages are seen at once: they end level where they can.
    pub facing: bool,
    /// What is done with furniture.
    pub furniture: Furniture,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            paragraphs: Paragraphs::default(),
            justified: false,
            hyphenated: true,
            leading: 1,
            facing: false,
            furniture: Furniture::default(),
        }
    }
}

/// One row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of the article's block it belongs to.
    pub block: usize,
    /// What it is, for whoever styles it.
    pub role: LineRole,
    /// Where its text starts, in cells from the left edge of the column.
    pub column: u16,
    /// What it shows.
    pub content: Content,
    /// What stands to the left of the text.
    pub lead: Lead,
    /// The source it stands for: from the first byte it shows to the last, or an empty range where it shows
    /// none. Between the cells of a table lies more than the line shows: see [`Line::pieces`].
    pub range: TextRange,
    /// No page may end after this line if another place can be found.
    pub keep_with_next: bool,
}

impl Line {
    /// The stretches of the text that it shows, in the order of the text; empty ones say where an empty
    /// line stands.
    pub fn pieces(&self) -> impl Iterator<Item = TextRange> {
        let (text, cells): (_, &[Cell]) = match &self.content {
            Content::Text { range, .. } | Content::Verbatim { range, .. } => (Some(*range), &[]),
            Content::Cells(cells) => (None, cells),
            _ => (None, &[]),
        };
        text.into_iter().chain(cells.iter().map(|cell| cell.range))
    }

    /// A line without lead at the left edge.
    fn bare(block: usize, role: LineRole, content: Content, range: TextRange) -> Self {
        Self {
            block,
            role,
            column: 0,
            content,
            lead: Lead::default(),
            range,
            keep_with_next: false,
        }
    }

    /// An empty line before byte `at`.
    fn blank(block: usize, at: usize) -> Self {
        Self::bare(block, LineRole::Blank, Content::Blank, TextRange::at(at))
    }
}

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Blank,
    /// A stretch of the text.
    Text {
        /// The bytes shown, without the space at the end.
        range: TextRange,
        /// A hyphen that is not in the text closes the line.
        hyphen: bool,
        /// Cells by which the spaces (U+0020) of the line are widened together: see
        /// [`widened`].
        stretch: u16,
    },
    /// A line of verbatim text, of any width: of it a window of `room` cells shows, which may be moved
    /// sideways.
    Verbatim {
        /// The whole line of the source, without its newline.
        range: TextRange,
        /// Width of the window in cells.
        room: u16,
    },
    /// Pieces of table cells side by side.
    Cells(Box<[Cell]>),
    /// Words that are not in the text (a dateline made of metadata).
    Generated(Box<str>),
    /// A line across the column; the number says how many cells it takes.
    Rule(u16),
}

/// A piece of a table's cell on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where it starts, in cells from the left edge of the column.
    pub column: u16,
    /// The bytes it shows.
    pub range: TextRange,
}

/// What stands to the left of a line's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// Bars of quotation, from the left edge, two cells each.
    pub quote: u8,
    /// A marker (`•`, `12.`) that ends one cell before the text.
    pub marker: Option<Box<str>>,
    /// A paragraph begins here that is read from right to left: it is laid in the order of the text, and
    /// marked as such.
    pub right_to_left: bool,
    /// The sides of a frame around the line.
    pub frame: Option<Frame>,
}

/// The sides of a frame on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Where the left side stands, in cells from the left edge of the column.
    pub column: u16,
    /// Width of the whole frame in cells, both sides included; at least 2.
    pub cells: u16,
}

/// The part that a line plays on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// Part of the headline.
    Title,
    /// The line under the headline: who, where, when, how long.
    Dateline,
    /// The summary under the headline.
    Standfirst,
    /// Part of a heading of this rank.
    Heading(u8),
    /// Running text.
    Body,
    /// A quotation.
    Quote,
    /// Whose words a quotation gives.
    Attribution,
    /// What a definition explains.
    Term,
    /// Text kept verbatim.
    Code,
    /// The header of a table.
    TableHeader,
    /// The body of a table.
    Table,
    /// The frame of a picture, and what is known of its file.
    Image,
    /// The alternative text of a picture.
    Description,
    /// Words under a picture or table.
    Caption,
    /// A footnote.
    Footnote,
    /// Not the story.
    Furniture,
    /// A thematic break.
    Rule,
    /// An empty line between blocks.
    Blank,
}

/// Cells from one tab stop to the next, in code.
pub const TAB_CELLS: usize = 4;

/// Breaks words that belong to no article (a preview, a message) into lines of at most `cells` cells.
pub fn wrap(words: &str, cells: usize) -> Vec<String> {
    let all = TextRange::new(0, words.len());
    lines::break_lines(words, all, cells, cells)
        .into_iter()
        .map(|line| line.range.of(words).to_owned())
        .collect()
}
