//! The events of the parser become blocks.

use super::super::lines::LineTable;
use super::{Inline, attribution, callouts, formulas, inline, pictures, raw};
use crate::article::{Alignment, BlockKind, Builder, Marker, Nesting, SpanStyle, Table};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// Quotes and lists deeper than this are shown at this depth.
const DEEPEST: usize = 32;

/// Writes the blocks of `body`, whose lines `lines` knows.
pub(super) fn write(builder: &mut Builder, body: &str, lines: &LineTable) {
    let mut writer = Writer {
        builder,
        body,
        lines,
        quotes: 0,
        new_quote: false,
        lists: Vec::new(),
        definitions: 0,
        new_definition: false,
        footnotes: Vec::new(),
        leaf: None,
        mode: Mode::Blocks,
        after_picture: false,
    };
    for (event, range) in Parser::new_ext(body, super::options(body)).into_offset_iter() {
        writer.event(event, range);
    }
    writer.end_leaf();
    writer.builder.end();
}

/// What the events that come belong to.
enum Mode {
    /// Blocks and what is in them.
    Blocks,
    /// A block of code.
    Code,
    /// A block of HTML, collected.
    Html(String, Range<usize>),
}

/// A block with inline content that is being collected.
struct Leaf<'a> {
    kind: LeafKind,
    events: Vec<Inline<'a>>,
    /// Where the whole block stands in the source; without one the events tell.
    range: Option<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LeafKind {
    Paragraph,
    Heading(u8),
    Term,
    Cell,
}

/// A list that is open.
struct List {
    /// The number of the next item.
    number: Option<u64>,
    /// What stands before the item, until its first paragraph takes it.
    marker: Option<Marker>,
}

struct Writer<'a, 'b> {
    builder: &'b mut Builder,
    body: &'a str,
    lines: &'b LineTable,
    quotes: usize,
    /// Nothing was written yet in the innermost quote.
    new_quote: bool,
    lists: Vec<List>,
    definitions: usize,
    /// No paragraph was written yet in the innermost definition.
    new_definition: bool,
    footnotes: Vec<String>,
    leaf: Option<Leaf<'a>>,
    mode: Mode,
    /// The last block was a picture without caption.
    after_picture: bool,
}

impl<'a> Writer<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match (&mut self.mode, event) {
            (Mode::Code, Event::Text(text)) => self.builder.verbatim(&text),
            (Mode::Html(html, whole), Event::Html(line) | Event::Text(line)) => {
                html.push_str(&line);
                whole.end = range.end;
            }
            (_, Event::Start(tag)) => self.start(tag, range),
            (_, Event::End(tag)) => self.end(tag, &range),
            (_, Event::Rule) => {
                self.end_leaf();
                self.begin(BlockKind::Rule, &range);
                self.builder.end();
            }
            (_, Event::TaskListMarker(done)) => {
                if let Some(marker) = self.lists.last_mut().and_then(|list| list.marker.as_mut()) {
                    *marker = if done { Marker::Done } else { Marker::Open };
                }
            }
            (_, event) => self.inline(event, range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if is_inline(tag.to_end()) {
            return self.inline(Event::Start(tag), range);
        }
        self.end_leaf();
        match tag {
            Tag::Paragraph => self.open_leaf(LeafKind::Paragraph, range),
            Tag::Heading { level, .. } => self.open_leaf(LeafKind::Heading(level as u8), range),
            Tag::DefinitionListTitle => self.open_leaf(LeafKind::Term, range),
            Tag::TableCell => self.open_leaf(LeafKind::Cell, range),
            Tag::TableHead | Tag::TableRow => self.builder.open_row(),
            Tag::Table(alignments) => self.start_table(&alignments, &range),
            Tag::CodeBlock(kind) => {
                self.begin(BlockKind::Code(language(&kind)), &range);
                self.mode = Mode::Code;
            }
            Tag::HtmlBlock => self.mode = Mode::Html(String::new(), range),
            tag => self.enter(tag),
        }
    }

    /// Goes into what holds blocks.
    fn enter(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                self.new_quote = true;
            }
            Tag::List(number) => self.lists.push(List {
                number,
                marker: None,
            }),
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.push(crate::text::harmless_line(&label));
            }
            Tag::DefinitionListDefinition => {
                self.definitions += 1;
                self.new_definition = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if is_inline(tag) {
            return self.inline(Event::End(tag), range.clone());
        }
        self.end_leaf();
        match tag {
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.new_quote = false;
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.marker = None;
                }
            }
            TagEnd::FootnoteDefinition => drop(self.footnotes.pop()),
            TagEnd::DefinitionListDefinition => {
                self.definitions = self.definitions.saturating_sub(1);
                self.new_definition = false;
            }
            TagEnd::CodeBlock => {
                self.builder.end();
                self.mode = Mode::Blocks;
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Table => self.builder.end(),
            _ => {}
        }
    }

    /// An inline event; in a tight list item it opens a paragraph of its own.
    fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        let leaf = self.leaf.get_or_insert_with(|| Leaf {
            kind: LeafKind::Paragraph,
            events: Vec::new(),
            range: None,
        });
        leaf.events.push((event, range));
    }

    fn open_leaf(&mut self, kind: LeafKind, range: Range<usize>) {
        self.leaf = Some(Leaf {
            kind,
            events: Vec::new(),
            range: Some(range),
        });
    }

    fn start_item(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            list.marker = Some(match &mut list.number {
                None => Marker::Bullet,
                Some(number) => {
                    let this = *number;
                    *number = number.saturating_add(1);
                    Marker::Number(this)
                }
            });
        }
    }

    fn start_table(&mut self, alignments: &[pulldown_cmark::Alignment], range: &Range<usize>) {
        use pulldown_cmark::Alignment as Written;
        let alignments = alignments
            .iter()
            .map(|alignment| match alignment {
                Written::None | Written::Left => Alignment::Left,
                Written::Center => Alignment::Center,
                Written::Right => Alignment::Right,
            })
            .collect();
        let table = Table {
            alignments,
            header_rows: 1,
            ..Table::default()
        };
        self.begin(BlockKind::Table(table), range);
    }

    fn end_html(&mut self) {
        let mode = std::mem::replace(&mut self.mode, Mode::Blocks);
        if let Mode::Html(html, range) = mode {
            let before = self.builder.blocks().len();
            let nesting = self.nesting();
            raw::write(self.builder, &html, self.lines.line(range.start), nesting);
            self.after_picture = self.builder.blocks().len() > before
                && matches!(self.builder.blocks().last(), Some(block) if matches!(block.kind, BlockKind::Image(_)));
            self.new_quote = false;
        }
    }

    /// Opens a block that stands at `range` of the source.
    fn begin(&mut self, kind: BlockKind, range: &Range<usize>) {
        let nesting = self.nesting();
        self.builder.begin(kind, nesting);
        let (first, last) = self.lines.span(self.body, range);
        self.builder.lines(first, last);
        self.new_quote = false;
        self.new_definition = false;
        self.after_picture = false;
    }

    fn nesting(&self) -> Nesting {
        let depth = |levels: usize| u8::try_from(levels.min(DEEPEST)).unwrap_or(u8::MAX);
        Nesting {
            quote: depth(self.quotes),
            list: depth(self.lists.len().saturating_add(self.definitions)),
        }
    }

    /// Writes the block that was collected.
    fn end_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let range = leaf.range.clone().unwrap_or_else(|| extent(&leaf.events));
        match leaf.kind {
            LeafKind::Cell => {
                self.builder.open_cell();
                inline::write(self.builder, &leaf.events, self.body);
                self.builder.close_cell();
            }
            LeafKind::Heading(rank) if self.quotes == 0 => {
                self.write(BlockKind::Heading(rank), &leaf.events, &range);
            }
            // A heading in a quotation is the other text's: it opens no section of this one.
            LeafKind::Heading(_) => self.strong(&leaf.events, &range),
            LeafKind::Term => self.write(BlockKind::Term, &leaf.events, &range),
            LeafKind::Paragraph => {
                let mut events = leaf.events;
                if self.quotes > 0 {
                    attribution::keep_line(&mut events);
                }
                self.paragraph(&events, &range);
            }
        }
    }

    fn paragraph(&mut self, events: &[Inline<'a>], range: &Range<usize>) {
        if let Some(found) = pictures::alone(events) {
            return self.pictures(&found, events);
        }
        if let Some(formula) = formulas::alone(events) {
            self.begin(BlockKind::Code(Some("latex".to_owned())), range);
            self.builder.verbatim(formula);
            return self.builder.end();
        }
        if self.after_picture
            && let Some(inner) = pictures::caption_line(events)
        {
            return self.write(BlockKind::Caption, &events[inner], range);
        }
        if self.new_quote
            && let Some(callout) = callouts::head(events, self.body)
        {
            return self.callout(&callout, range);
        }
        let kind = match (self.footnotes.last(), self.lists.last_mut()) {
            (_, Some(List { marker, .. })) if marker.is_some() => marker
                .take()
                .map_or(BlockKind::Paragraph, BlockKind::ListItem),
            _ if self.new_definition => BlockKind::Definition,
            (Some(label), None) => BlockKind::Footnote(label.clone()),
            _ => BlockKind::Paragraph,
        };
        self.write(kind, events, range);
    }

    fn write(&mut self, kind: BlockKind, events: &[Inline<'a>], range: &Range<usize>) {
        self.begin(kind, range);
        inline::write(self.builder, events, self.body);
        self.builder.end();
    }

    fn strong(&mut self, events: &[Inline<'a>], range: &Range<usize>) {
        self.begin(BlockKind::Paragraph, range);
        self.builder.open_span(SpanStyle::Strong);
        inline::write(self.builder, events, self.body);
        self.builder.end();
    }

    fn callout(&mut self, callout: &callouts::Callout<'a>, range: &Range<usize>) {
        let label = range.start..range.start + 1;
        if callout.title.is_empty() {
            self.begin(BlockKind::Paragraph, &label);
            self.builder.open_span(SpanStyle::Strong);
            self.builder.prose(&callout.kind);
            self.builder.end();
        } else {
            self.strong(&callout.title, &label);
        }
        if !callout.text.is_empty() {
            self.write(BlockKind::Paragraph, &callout.text, &extent(&callout.text));
        }
    }

    fn pictures(&mut self, found: &pictures::Pictures, events: &[Inline<'a>]) {
        let mut last_title = None;
        for picture in &found.pictures {
            self.begin(BlockKind::Image(picture.picture.clone()), &picture.range);
            self.builder.prose(&picture.alt);
            self.builder.end();
            last_title = picture.title.as_deref();
            if let Some(title) = last_title {
                self.begin(BlockKind::Caption, &picture.range);
                self.builder.prose(title);
                self.builder.end();
            }
        }
        let caption = found.caption.clone().and_then(|inner| events.get(inner));
        match caption {
            Some(caption) => self.write(BlockKind::Caption, caption, &extent(caption)),
            None => self.after_picture = last_title.is_none(),
        }
    }
}

/// Whether a tag stands in a line and not around lines.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// From the first event's start to the last one's end.
fn extent(events: &[Inline<'_>]) -> Range<usize> {
    match (events.first(), events.last()) {
        (Some(first), Some(last)) => first.1.start..last.1.end.max(first.1.start),
        _ => 0..0,
    }
}

/// The language of a code block: the first word of what stands behind the fence.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    const LONGEST: usize = 40;
    let CodeBlockKind::Fenced(info) = kind else {
        return None;
    };
    let word = info
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}'))
        .find(|word| !word.is_empty())?;
    let name = crate::text::harmless_line(word.trim_start_matches('.'));
    (!name.is_empty() && name.len() <= LONGEST).then_some(name)
}
