//! The parts of a text.

use crate::text::TextRange;

/// A range of the text with a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; empty only for [`BlockKind::Rule`] and for images without alt text.
    pub range: TextRange,
    /// What it stands inside of.
    pub nesting: Nesting,
    /// Where it lies in the file, for formats that have lines.
    pub lines: Option<FileLines>,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote it, where that is a line of the text.
    Byline,
    /// When it was written, where that is a line of the text.
    Date,
    /// A section heading of rank 1 (highest) to 6.
    Heading(u8),
    /// Running text. Inside a quote ([`Nesting::quote`] above 0) it is the quotation's.
    Paragraph,
    /// The first paragraph of a list item. Further blocks of the item follow with the same
    /// [`Nesting::list`] and their own kinds.
    ListItem(Marker),
    /// Text kept verbatim, with the language it is written in where that is known.
    Code(Option<String>),
    /// A table; the block's text is its cells joined by tabs and newlines.
    Table(Table),
    /// What a definition list explains. Its [`BlockKind::Definition`]s follow.
    Term,
    /// The first paragraph of a definition. Further blocks of it follow with the same [`Nesting::list`] and
    /// their own kinds.
    Definition,
    /// A picture; the block's text is the alternative text.
    Image(Picture),
    /// Words under a picture or table.
    Caption,
    /// A thematic break. No text.
    Rule,
    /// The text of a footnote, with its label.
    Footnote(String),
    /// Text that is not the story: promos, "read more" lists, share lines, attributions.
    Furniture,
}

/// What is known of a picture besides its alternative text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Where it lies: an address as the file has it, made harmless; empty where the file names none.
    pub address: String,
    /// The width it is to be shown at, in pixels, where the file says so.
    pub width: Option<u32>,
    /// The height it is to be shown at, in pixels, where the file says so.
    pub height: Option<u32>,
}

/// What stands before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number.
    Number(u64),
    /// A task still open.
    Open,
    /// A task that is done.
    Done,
}

/// How deep a block lies in quotes and lists; 0 is outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nesting {
    /// Quotes around the block.
    pub quote: u8,
    /// Lists around the block.
    pub list: u8,
}

/// Lines of the file, counted from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLines {
    /// First line.
    pub first: usize,
    /// Last line.
    pub last: usize,
}

/// The cells of a table, as ranges of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Rows of cells. Rows may differ in length.
    pub rows: Vec<Vec<TextRange>>,
    /// How many of the first rows are headers.
    pub header_rows: usize,
    /// Alignment by column; columns beyond its end are left-aligned.
    pub alignments: Vec<Alignment>,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// To the left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// To the right.
    Right,
}

impl Block {
    /// Whether the block is part of the story, as opposed to what stands around it.
    pub fn is_story(&self) -> bool {
        !matches!(
            self.kind,
            BlockKind::Furniture
                | BlockKind::Title
                | BlockKind::Byline
                | BlockKind::Date
                | BlockKind::Image(_)
                | BlockKind::Rule
        )
    }

    /// The name of the kind in the `inspect` contract.
    pub fn label(&self) -> &'static str {
        match &self.kind {
            BlockKind::Title => "title",
            BlockKind::Byline => "byline",
            BlockKind::Date => "date",
            BlockKind::Heading(_) => "heading",
            BlockKind::Paragraph | BlockKind::Term if self.nesting.quote > 0 => "quote",
            // The contract has no names for definition lists.
            BlockKind::Paragraph | BlockKind::Term => "paragraph",
            BlockKind::ListItem(_) | BlockKind::Definition => "list_item",
            BlockKind::Code(_) => "code",
            BlockKind::Table(_) => "table",
            BlockKind::Image(_) => "image",
            BlockKind::Caption => "caption",
            BlockKind::Rule => "rule",
            BlockKind::Footnote(_) => "footnote",
            BlockKind::Furniture => "furniture",
        }
    }
}
