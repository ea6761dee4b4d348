//! Tables: which of them hold data, and their rows and cells.

use super::address;
use super::footnotes::LABEL;
use super::inline;
use super::keepsakes::ALIGNMENT;
use crate::article::{Alignment, BlockKind, Builder, Nesting, SpanStyle, Table};
use crate::import::elements;
use dom_query::{NodeData, NodeRef};
use std::collections::HashSet;

/// Cells that are looked at when a table is judged.
const CELLS: usize = 4000;

/// Whether a table holds data. One that lays out a page has a single column, or another table, headings
/// or several paragraphs in its cells.
pub(super) fn holds_data(table: &NodeRef<'_>) -> bool {
    let (mut cells, mut headers, mut blocks, mut rows) = (0usize, 0usize, 0usize, 0usize);
    for node in table.descendants_it().take(CELLS) {
        let Some(name) = node.node_name() else {
            continue;
        };
        match name.as_ref() {
            "tr" => rows += 1,
            "td" => cells += 1,
            "th" => (cells, headers) = (cells + 1, headers + 1),
            "table" | "h1" | "h2" | "h3" | "h4" | "blockquote" | "pre" | "figure" => return false,
            "p" => blocks += 1,
            _ => {}
        }
    }
    cells > rows && (headers > 0 || blocks <= cells)
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Close(&'static str),
    /// A place that the cell before it takes too.
    Blank,
}

/// Writes a table of data as one block. The labels of the notes that it refers to go into `referred`.
pub(super) fn write(
    table: &NodeRef<'_>,
    nesting: Nesting,
    base: Option<&str>,
    builder: &mut Builder,
    referred: &mut HashSet<String>,
) {
    write_caption(table, nesting, builder);
    builder.begin(BlockKind::Table(Table::default()), nesting);
    let mut header = Header::default();
    let mut stack: Vec<Step<'_>> = table.children_it(true).map(Step::Enter).collect();
    while let Some(step) = stack.pop() {
        match step {
            Step::Close("cell") => builder.close_cell(),
            Step::Blank => {
                builder.open_cell();
                builder.close_cell();
            }
            Step::Close("a") => builder.close_link(),
            Step::Close("data") => builder.close_span(SpanStyle::FootnoteReference),
            Step::Close(name) => {
                if let Some(style) = elements::style(name) {
                    builder.close_span(style);
                }
            }
            Step::Enter(node) => {
                referred.extend(node.attr(LABEL).map(|label| label.to_string()));
                enter(node, base, builder, &mut header, &mut stack);
            }
        }
    }
    header.end_row();
    if let Some(open) = builder.open_table() {
        open.header_rows = header.rows.min(open.rows.len());
        open.alignments = header.alignments;
    }
    builder.end();
}

/// What is learnt about the head of a table while it is written.
#[derive(Default)]
struct Header {
    /// Rows at the top that have header cells alone.
    rows: usize,
    /// A row that is no header was seen.
    over: bool,
    /// Header cells and other cells of the open row.
    headers: usize,
    cells: usize,
    /// Rows begun.
    begun: usize,
    alignments: Vec<Alignment>,
    /// For each column, in how many of the next rows a cell from above takes its place.
    taken: Vec<usize>,
    /// The column of the next cell.
    column: usize,
}

/// The most columns and rows that a cell is spread over: a table of news is not wider, a forged one is.
const SPREAD: usize = 24;

/// The most places that are kept free for cells from above in all rows of a table.
const COLUMNS: usize = 200;

impl Header {
    fn end_row(&mut self) {
        if self.headers > 0 && self.cells == 0 && !self.over {
            self.rows += 1;
        } else if self.headers + self.cells > 0 {
            self.over = true;
        }
        // Cells from above take the places behind the last cell too.
        for rows in self.taken.iter_mut().skip(self.column) {
            *rows = rows.saturating_sub(1);
        }
        (self.headers, self.cells, self.column) = (0, 0, 0);
    }

    /// Keeps the places of this row free that cells from above take.
    fn pass_taken(&mut self, builder: &mut Builder) {
        while let Some(rows) = self.taken.get_mut(self.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.column += 1;
            builder.open_cell();
            builder.close_cell();
        }
    }

    /// Takes the places that `cell` is spread over; gives how many columns it has.
    fn spread(&mut self, cell: &NodeRef<'_>) -> usize {
        let span = |name: &str| {
            let number = cell.attr(name)?.trim().parse::<usize>().ok()?;
            Some(number.clamp(1, SPREAD))
        };
        let (columns, rows) = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
        let end = self.column + columns;
        if rows > 1 && end <= COLUMNS {
            self.taken.resize(self.taken.len().max(end), 0);
            for place in &mut self.taken[self.column..end] {
                *place = rows - 1;
            }
        }
        self.column = end;
        columns
    }

    /// Notes a cell; gives how many columns it has.
    fn cell(&mut self, node: &NodeRef<'_>, name: &str) -> usize {
        if name == "th" {
            self.headers += 1;
        } else {
            self.cells += 1;
        }
        let columns = self.spread(node);
        if self.begun <= 1 {
            let all = std::iter::repeat_n(alignment(node), columns);
            self.alignments.extend(all);
        }
        columns
    }
}

fn alignment(cell: &NodeRef<'_>) -> Alignment {
    match cell.attr_or(ALIGNMENT, "").as_ref() {
        "right" => Alignment::Right,
        "center" => Alignment::Center,
        _ => Alignment::Left,
    }
}

fn enter<'a>(
    node: NodeRef<'a>,
    base: Option<&str>,
    builder: &mut Builder,
    header: &mut Header,
    stack: &mut Vec<Step<'a>>,
) {
    let text = node.query_or(None, |node| match &node.data {
        NodeData::Text { contents } => Some(contents.to_string()),
        _ => None,
    });
    if let Some(text) = text {
        // White space between cells belongs to none.
        if !text.trim().is_empty() || in_cell(&node) {
            builder.prose(&text);
        }
        return;
    }
    let Some(name) = node.node_name() else { return };
    match name.as_ref() {
        "script" | "style" | "noscript" | "template" | "svg" | "caption" | "colgroup" => return,
        "br" => return builder.line_break(),
        "img" => return builder.prose(&node.attr_or("alt", "")),
        "math" => return builder.prose(&inline::formula(&node)),
        "tr" => {
            header.end_row();
            header.begun += 1;
            builder.open_row();
        }
        "td" | "th" => {
            header.pass_taken(builder);
            builder.open_cell();
            let columns = header.cell(&node, &name);
            stack.extend((1..columns).map(|_| Step::Blank));
            stack.push(Step::Close("cell"));
        }
        other => stack.extend(open_inline(other, &node, base, builder).map(Step::Close)),
    }
    stack.extend(node.children_it(true).map(Step::Enter));
}

/// Opens what stands inside a cell; gives what is to be closed after it.
fn open_inline(
    name: &str,
    node: &NodeRef<'_>,
    base: Option<&str>,
    builder: &mut Builder,
) -> Option<&'static str> {
    if name == "a" {
        let target = address::resolve(base, &node.attr("href")?)?;
        builder.open_link(&target);
        return Some("a");
    }
    if let Some(style) = elements::style(name) {
        inline::open_span(builder, style, inline::remark(style, node));
        return Some(closing(name));
    }
    if name == "data" && node.has_attr(LABEL) {
        builder.open_span(SpanStyle::FootnoteReference);
        return Some("data");
    }
    if !inline::is_block(name) && !matches!(name, "li" | "ul" | "ol" | "dt" | "dd") {
        return None;
    }
    // Blocks inside a cell are parted by a space.
    builder.prose(" ");
    None
}

/// The caption stands before its table.
fn write_caption(table: &NodeRef<'_>, nesting: Nesting, builder: &mut Builder) {
    let Some(caption) = table
        .children_it(false)
        .find(|child| child.has_name("caption"))
    else {
        return;
    };
    builder.begin(BlockKind::Caption, nesting);
    builder.prose(&caption.text());
    builder.end();
}

fn in_cell(node: &NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| {
        !["table", "thead", "tbody", "tfoot", "tr"]
            .iter()
            .any(|name| parent.has_name(name))
    })
}

/// The name of a styled element, to be closed later.
fn closing(name: &str) -> &'static str {
    const NAMES: [&str; 16] = [
        "em", "i", "cite", "dfn", "var", "strong", "b", "del", "s", "strike", "code", "kbd",
        "samp", "tt", "sup", "sub",
    ];
    NAMES
        .into_iter()
        .find(|known| *known == name)
        .unwrap_or("mark")
}
