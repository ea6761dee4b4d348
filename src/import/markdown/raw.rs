//! Blocks of HTML in Markdown: their text as blocks of the article, without the tags.

use super::inline::RawStyles;
use super::pictures;
use super::tags::{Tag, Token, Tokens};
use crate::article::{BlockKind, Builder, Marker, Nesting, Picture, Table};
use crate::import::elements;
use crate::import::entities;

/// Tags that end the paragraph before them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
    "audio",
];

/// The deepest nesting that is kept apart.
const DEEPEST: u8 = 32;

/// Whether `name` (in lower case) is a tag that parts paragraphs.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Writes the blocks of `html`, which begins on line `line` of the file and lies in `nesting`.
pub(super) fn write(builder: &mut Builder, html: &str, line: usize, nesting: Nesting) {
    builder.end();
    let mut writer = Writer {
        builder,
        html,
        nesting,
        line,
        counted: 0,
        kind: BlockKind::Paragraph,
        lists: Vec::new(),
        pre: false,
        tables: 0,
        in_cell: false,
        styles: RawStyles::default(),
    };
    for (at, token) in Tokens::of(html) {
        writer.move_to(at);
        match token {
            Token::Text(text) => writer.text(text),
            Token::Tag(tag) => writer.tag(&tag),
        }
    }
    writer.end_block();
    builder.end();
}

struct Writer<'a> {
    builder: &'a mut Builder,
    html: &'a str,
    nesting: Nesting,
    line: usize,
    /// How far newlines were counted, in bytes.
    counted: usize,
    /// The kind of the next block.
    kind: BlockKind,
    /// The number of the next item of each list around; `None` for bullets.
    lists: Vec<Option<u64>>,
    pre: bool,
    /// Tables around this place; only the outermost is kept as one.
    tables: usize,
    in_cell: bool,
    styles: RawStyles,
}

impl Writer<'_> {
    fn move_to(&mut self, at: usize) {
        let between = self.html.get(self.counted..at).unwrap_or("");
        self.line += between.matches('\n').count();
        self.counted = at;
    }

    fn text(&mut self, text: &str) {
        let blank = text.trim().is_empty();
        if blank && (!self.builder.is_open() || (self.tables > 0 && !self.in_cell)) {
            return;
        }
        if self.tables > 0 {
            self.cell();
        }
        self.begin();
        let decoded = entities::decoded(text);
        if self.pre && self.tables == 0 {
            self.builder.verbatim(decoded.trim_start_matches('\n'));
        } else {
            self.builder.prose(&decoded);
        }
        let last = self.line + text.trim_end().matches('\n').count();
        self.builder.lines(last, last);
    }

    /// Opens a block of the kind that is due, unless one is open.
    fn begin(&mut self) {
        if !self.builder.is_open() {
            let mut nesting = self.nesting;
            if self.kind == BlockKind::Term {
                // What is defined stands outside of what is said of it.
                nesting.list = nesting.list.saturating_sub(1);
            }
            self.builder.begin(self.kind.clone(), nesting);
            if self.item_is_due() {
                self.kind = BlockKind::Paragraph;
            }
        }
        self.builder.lines(self.line, self.line);
    }

    /// Opens a cell of the table, unless one is open.
    fn cell(&mut self) {
        if !self.in_cell {
            self.builder.open_cell();
            self.in_cell = true;
        }
    }

    fn end_cell(&mut self) {
        if self.in_cell {
            self.styles.close_all(self.builder);
            self.builder.close_cell();
            self.in_cell = false;
        }
    }

    fn end_block(&mut self) {
        self.end_cell();
        self.styles.close_all(self.builder);
        self.builder.end();
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        let name = name.as_str();
        if name == "table" || self.tables > 0 {
            self.table_tag(name, tag);
        } else if is_block(name) {
            self.end_block();
            self.block_tag(name, tag);
        } else if name == "img" && !self.builder.is_open() {
            self.image(tag);
        } else {
            let has_place = self.builder.is_open() || !matches!(name, "br" | "wbr");
            if has_place {
                self.begin();
                self.styles.tag(self.builder, tag);
            }
        }
    }

    fn block_tag(&mut self, name: &str, tag: &Tag<'_>) {
        let closing = tag.closing;
        self.pre = name == "pre" && !closing;
        let step = |depth: u8| {
            let depth = if closing {
                depth.saturating_sub(1)
            } else {
                depth + 1
            };
            depth.min(DEEPEST)
        };
        // A paragraph in an item that has no words yet is its first.
        if !(matches!(name, "p" | "div") && !closing && self.item_is_due()) {
            self.kind = BlockKind::Paragraph;
        }
        match name {
            "blockquote" => self.nesting.quote = step(self.nesting.quote),
            "ul" | "ol" | "dl" => {
                self.nesting.list = step(self.nesting.list);
                self.list(name, tag);
            }
            "hr" => {
                self.builder.begin(BlockKind::Rule, self.nesting);
                self.builder.lines(self.line, self.line);
                self.builder.end();
            }
            _ if closing => {}
            "li" => self.kind = self.item(tag),
            "dt" => self.kind = BlockKind::Term,
            "dd" => self.kind = BlockKind::Definition,
            "pre" => self.kind = BlockKind::Code(None),
            "figcaption" | "caption" => self.kind = BlockKind::Caption,
            _ => {
                let rank = name.strip_prefix('h').and_then(|rank| rank.parse().ok());
                if let Some(rank @ 1..=6) = rank
                    && self.nesting.quote == 0
                {
                    self.kind = BlockKind::Heading(rank);
                }
            }
        }
    }

    /// Whether the next block is the first of an item.
    fn item_is_due(&self) -> bool {
        matches!(self.kind, BlockKind::ListItem(_) | BlockKind::Definition)
    }

    /// A list begins or ends.
    fn list(&mut self, name: &str, tag: &Tag<'_>) {
        if tag.closing {
            self.lists.pop();
            return;
        }
        let start = tag.attribute("start").and_then(|at| at.trim().parse().ok());
        self.lists
            .push((name == "ol").then_some(start.unwrap_or(1)));
    }

    fn item(&mut self, tag: &Tag<'_>) -> BlockKind {
        let Some(Some(next)) = self.lists.last_mut() else {
            return BlockKind::ListItem(Marker::Bullet);
        };
        let own = tag.attribute("value").and_then(|at| at.trim().parse().ok());
        let number = own.unwrap_or(*next);
        *next = number.saturating_add(1);
        BlockKind::ListItem(Marker::Number(number))
    }

    fn image(&mut self, tag: &Tag<'_>) {
        let attribute = |name| entities::decoded(tag.attribute(name).unwrap_or("")).into_owned();
        let picture = Picture {
            address: pictures::raw_address(&attribute("src")),
            width: elements::pixels(&attribute("width")),
            height: elements::pixels(&attribute("height")),
        };
        self.builder.begin(BlockKind::Image(picture), self.nesting);
        self.builder.lines(self.line, self.line);
        self.builder.prose(&attribute("alt"));
        self.builder.end();
    }

    fn table_tag(&mut self, name: &str, tag: &Tag<'_>) {
        match (name, tag.closing) {
            ("table", false) => {
                self.tables += 1;
                if self.tables == 1 {
                    self.end_block();
                    self.kind = BlockKind::Table(Table::default());
                    self.begin();
                    self.kind = BlockKind::Paragraph;
                }
            }
            ("table", true) => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_block();
                    self.kind = BlockKind::Paragraph;
                }
            }
            ("tr", false) if self.tables == 1 => {
                self.end_cell();
                self.builder.open_row();
            }
            ("td" | "th", false) if self.tables == 1 => {
                self.end_cell();
                if name == "th" {
                    self.mark_header();
                }
                self.cell();
            }
            ("td" | "th" | "tr", true) if self.tables == 1 => self.end_cell(),
            _ if self.in_cell => self.styles.tag(self.builder, tag),
            _ => {}
        }
    }

    /// A `th` in the first row makes it a header.
    fn mark_header(&mut self) {
        if let Some(table) = self.builder.open_table()
            && table.rows.len() <= 1
        {
            table.header_rows = 1;
        }
    }
}
