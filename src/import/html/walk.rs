//! The tree of a page -> blocks, spans and links. Walks with a stack of its own, never by recursion.

use super::address;
use super::aside::{self, Ink};
use super::footnotes::{self, LABEL, Note};
use super::inline;
use super::keepsakes::TASK;
use super::tables;
use crate::article::{BlockKind, Builder, Marker, Nesting, Picture, Remark, SpanStyle};
use crate::import::elements;
use dom_query::{NodeData, NodeRef};
use std::collections::HashSet;

/// What is to be done next.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Leave),
}

/// What an element leaves to be undone when its children are done.
enum Leave {
    /// A block: the kind and nesting that were before it.
    Block(BlockKind, Nesting),
    /// A list: its counter is dropped.
    List(Nesting),
    Span(SpanStyle),
    Link,
    /// Words that end it.
    Closing(&'static str),
    /// A quotation with the address it is from.
    Source(String),
}

/// A style that is open.
struct OpenStyle {
    style: SpanStyle,
    /// Of a highlight that has no words yet: what is said of it.
    remark: Option<Remark>,
}

impl From<SpanStyle> for OpenStyle {
    fn from(style: SpanStyle) -> Self {
        Self {
            style,
            remark: None,
        }
    }
}

/// Writes the tree under a node into a builder.
pub(super) struct Walk<'b> {
    builder: &'b mut Builder,
    /// What addresses are resolved against.
    base: Option<&'b str>,
    /// The kind that a block has if one begins now.
    kind: BlockKind,
    nesting: Nesting,
    /// The number of the next item of each list around; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// Styles and the link that are open around, to be taken up again in the next block.
    spans: Vec<OpenStyle>,
    link: Option<String>,
    /// What was written, by block.
    ink: Vec<Ink>,
    /// What is left out: more of the page where its main text was not found.
    whole_page: bool,
    /// The labels of the notes that were referred to.
    referred: HashSet<String>,
}

/// How much of the tree is story.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// A main text that was cut out of its page.
    MainText,
    /// A page as it is, with its navigation.
    WholePage,
}

impl<'b> Walk<'b> {
    /// A walk that resolves addresses against `base`.
    pub(super) fn new(builder: &'b mut Builder, base: Option<&'b str>, extent: Extent) -> Self {
        Self {
            builder,
            base,
            kind: BlockKind::Paragraph,
            nesting: Nesting::default(),
            lists: Vec::new(),
            spans: Vec::new(),
            link: None,
            ink: Vec::new(),
            whole_page: extent == Extent::WholePage,
            referred: HashSet::new(),
        }
    }

    /// Writes all that is under `root`, then those of `notes` that it refers to.
    pub(super) fn write(mut self, root: NodeRef<'_>, notes: &[Note]) {
        self.write_tree(root);
        aside::mark(self.builder, &self.ink);
        for note in notes {
            if self.referred.contains(&note.label) {
                self.nesting = Nesting::default();
                self.kind = BlockKind::Footnote(note.label.clone());
                self.write_tree(NodeRef::new(note.node, root.tree));
            }
        }
    }

    fn write_tree(&mut self, root: NodeRef<'_>) {
        let mut stack = vec![Step::Enter(root)];
        while let Some(step) = stack.pop() {
            match step {
                Step::Leave(leave) => self.leave(leave),
                Step::Enter(node) => self.enter(node, &mut stack),
            }
        }
        self.builder.end();
    }

    fn enter<'a>(&mut self, node: NodeRef<'a>, stack: &mut Vec<Step<'a>>) {
        let text = node.query_or(None, |node| match &node.data {
            NodeData::Text { contents } => Some(contents.to_string()),
            _ => None,
        });
        if let Some(text) = text {
            self.say(&text);
            return;
        }
        let Some(name) = node.node_name() else {
            push_children(node, stack);
            return;
        };
        let name = name.to_ascii_lowercase();
        if self.is_left_out(&name, &node) || self.write_leaf(&name, &node) {
            return;
        }
        if let Some(leave) = self.open(&name, &node) {
            stack.push(Step::Leave(leave));
        }
        if let Some(leave) = self.open_within(&name, &node) {
            stack.push(Step::Leave(leave));
        }
        push_children(node, stack);
    }

    fn is_left_out(&self, name: &str, node: &NodeRef<'_>) -> bool {
        match name {
            "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object"
            | "embed" | "audio" | "video" | "canvas" | "map" | "head" | "form" | "button"
            | "input" | "select" | "textarea" | "nav" | "dialog" | "source" | "track" | "rp" => {
                // A form around a whole page is common; its fields alone are left out.
                !(name == "form" && node.first_element_child().is_some())
            }
            "footer" | "aside" | "header" => {
                self.whole_page && !has_ancestor(node, &["article", "main", "blockquote", "figure"])
            }
            _ => {
                node.has_attr("hidden")
                    || (self.whole_page && node.attr_or("aria-hidden", "").as_ref() == "true")
                    || hides(&node.attr_or("style", ""))
            }
        }
    }

    /// Writes elements that are written at one go; whether it was one.
    fn write_leaf(&mut self, name: &str, node: &NodeRef<'_>) -> bool {
        match name {
            "br" => self.builder.line_break(),
            "hr" => {
                self.builder.begin(BlockKind::Rule, self.nesting);
                self.builder.end();
            }
            "img" => self.image(node),
            "pre" => self.preformatted(node),
            "math" => self.say(&inline::formula(node)),
            "table" if tables::holds_data(node) => {
                let referred = &mut self.referred;
                tables::write(node, self.nesting, self.base, self.builder, referred);
            }
            _ => return false,
        }
        true
    }

    /// Opens an element; gives what must be undone after its children.
    fn open(&mut self, name: &str, node: &NodeRef<'_>) -> Option<Leave> {
        if let Some(style) = elements::style(name) {
            let mut remark = inline::remark(style, node);
            if self.builder.is_open() {
                inline::open_span(self.builder, style, remark.take());
            }
            self.spans.push(OpenStyle { style, remark });
            return Some(Leave::Span(style));
        }
        let before = (self.kind.clone(), self.nesting);
        let kind = match name {
            "a" => return self.open_link(node),
            "q" => {
                self.say("“");
                return Some(Leave::Closing("”"));
            }
            "rt" => {
                self.say("(");
                return Some(Leave::Closing(")"));
            }
            "data" => return self.open_reference(node),
            "ul" | "ol" | "menu" => return Some(self.open_list(name, node)),
            // A heading in a quotation is the other text's: it opens no section of this one.
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.nesting.quote == 0 => {
                BlockKind::Heading(name.bytes().last().unwrap_or(b'2') - b'0')
            }
            "li" => self.item(node),
            "dt" => BlockKind::Term,
            "dd" => {
                self.nesting.list = self.nesting.list.saturating_add(1);
                BlockKind::Definition
            }
            "blockquote" => {
                self.nesting.quote = self.nesting.quote.saturating_add(1);
                BlockKind::Paragraph
            }
            "figcaption" | "caption" => BlockKind::Caption,
            "figure" if is_picture(node) => BlockKind::Caption,
            // The foot of a quotation says whose words they are.
            "footer" if self.nesting.quote > 0 => BlockKind::Paragraph,
            // What is said of a note or a picture is that, whatever holds it.
            "aside" | "footer" if !is_kept(&self.kind) => BlockKind::Furniture,
            // A block inside an item or a caption is still that.
            _ if inline::is_block(name) => self.kind.clone(),
            _ => return None,
        };
        self.builder.end();
        self.kind = kind;
        Some(Leave::Block(before.0, before.1))
    }

    /// Opens what an element means besides: words set strong, the source of a quotation.
    fn open_within(&mut self, name: &str, node: &NodeRef<'_>) -> Option<Leave> {
        let heads = match name {
            "summary" => true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.nesting.quote > 0,
            _ => false,
        };
        if heads {
            self.spans.push(SpanStyle::Strong.into());
            return Some(Leave::Span(SpanStyle::Strong));
        }
        if name != "blockquote" {
            return None;
        }
        let source = address::resolve(self.base, &node.attr("cite")?)?;
        address::is_web(&source).then_some(Leave::Source(source))
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Block(kind, nesting) => {
                self.builder.end();
                // The marker of an item belongs to its first block alone.
                let spent = is_item(&kind) && self.kind == BlockKind::Paragraph;
                if !(spent && nesting == self.nesting) {
                    self.kind = kind;
                }
                self.nesting = nesting;
            }
            Leave::List(nesting) => {
                self.builder.end();
                self.lists.pop();
                self.nesting = nesting;
            }
            Leave::Span(style) => {
                self.spans.pop();
                self.builder.close_span(style);
            }
            Leave::Link => {
                self.link = None;
                self.builder.close_link();
            }
            Leave::Closing(words) => self.say(words),
            Leave::Source(address) => self.write_source(&address),
        }
    }

    fn open_link(&mut self, node: &NodeRef<'_>) -> Option<Leave> {
        let reference = node.attr("href")?;
        let target = address::resolve(self.base, &reference)?;
        if self.builder.is_open() {
            self.builder.open_link(&target);
        }
        self.link = Some(target);
        Some(Leave::Link)
    }

    /// A mark that refers to a note.
    fn open_reference(&mut self, node: &NodeRef<'_>) -> Option<Leave> {
        let label = node.attr(LABEL)?;
        self.referred.insert(label.to_string());
        let style = SpanStyle::FootnoteReference;
        self.spans.push(style.into());
        if self.builder.is_open() {
            self.builder.open_span(style);
        }
        Some(Leave::Span(style))
    }

    /// Says under a quotation where it is from, unless the quotation leads there itself.
    fn write_source(&mut self, address: &str) {
        self.builder.end();
        let Some(host) = address::host(address) else {
            return;
        };
        self.builder.begin(BlockKind::Paragraph, self.nesting);
        self.builder.prose("— ");
        self.builder.open_link(address);
        self.builder.prose(host);
        self.builder.end();
    }

    fn open_list(&mut self, name: &str, node: &NodeRef<'_>) -> Leave {
        self.builder.end();
        let start = node.attr_or("start", "1").trim().parse().unwrap_or(1);
        self.lists.push((name == "ol").then_some(start));
        let nesting = self.nesting;
        self.nesting.list = self.nesting.list.saturating_add(1);
        Leave::List(nesting)
    }

    fn item(&mut self, node: &NodeRef<'_>) -> BlockKind {
        if matches!(self.kind, BlockKind::Footnote(_)) && self.lists.is_empty() {
            return self.kind.clone();
        }
        if self.lists.is_empty() {
            self.nesting.list = self.nesting.list.max(1);
        }
        let task = node.attr_or(TASK, "");
        if !task.is_empty() {
            let done = task.as_ref() == "done";
            return BlockKind::ListItem(if done { Marker::Done } else { Marker::Open });
        }
        let marker = match self.lists.last_mut() {
            Some(Some(next)) => {
                let own = node
                    .attr("value")
                    .and_then(|value| value.trim().parse().ok());
                let number = own.unwrap_or(*next);
                *next = number.saturating_add(1);
                Marker::Number(number)
            }
            _ => Marker::Bullet,
        };
        BlockKind::ListItem(marker)
    }

    /// Running text; a block is begun for it if none is open.
    fn say(&mut self, text: &str) {
        let mut text = text;
        if !self.builder.is_open() {
            if let BlockKind::Footnote(label) = &self.kind {
                text = footnotes::without_label(text, label);
            }
            if text.trim().is_empty() {
                return;
            }
            self.builder.begin(self.kind.clone(), self.nesting);
            if is_item(&self.kind) {
                self.kind = BlockKind::Paragraph;
            }
            for open in &mut self.spans {
                let begins = open.remark.is_some();
                match open.style {
                    SpanStyle::Mark if !begins => self.builder.resume_mark(),
                    style => inline::open_span(self.builder, style, open.remark.take()),
                }
            }
            if let Some(target) = &self.link {
                self.builder.open_link(target);
            }
        }
        self.builder.prose(text);
        let bytes = text.trim().len();
        // The block that is open will be the next one to be ended.
        let at = self.builder.blocks().len();
        if self.ink.len() <= at {
            self.ink.resize(at + 1, Ink::default());
        }
        let ink = &mut self.ink[at];
        ink.all += bytes;
        ink.linked += if self.link.is_some() { bytes } else { 0 };
        let strong = self
            .spans
            .iter()
            .any(|open| open.style == SpanStyle::Strong);
        ink.strong += if strong { bytes } else { 0 };
    }

    fn image(&mut self, node: &NodeRef<'_>) {
        let alt = node.attr_or("alt", "");
        let alt = alt.trim();
        let source = inline::source(node);
        let small = |side: &str| matches!(node.attr_or(side, "").as_ref(), "0" | "1");
        let sign = alt.chars().count() <= 2 || node.attr_or("class", "").contains("emoji");
        if self.builder.is_open() && !self.builder.is_blank() && sign {
            self.say(alt);
            return;
        }
        let is_nothing = source.is_none() && alt.is_empty() && !inline::is_embedded(node);
        if small("width") || small("height") || is_nothing {
            return;
        }
        let target = source.and_then(|source| address::resolve(self.base, &source));
        let picture = Picture {
            address: crate::text::harmless_line(&target.unwrap_or_default()),
            width: elements::pixels(&node.attr_or("width", "")),
            height: elements::pixels(&node.attr_or("height", "")),
        };
        self.builder.begin(BlockKind::Image(picture), self.nesting);
        self.builder.prose(alt);
        self.builder.end();
    }

    fn preformatted(&mut self, node: &NodeRef<'_>) {
        let language = inline::language(node);
        self.builder.begin(BlockKind::Code(language), self.nesting);
        let text = inline::listing(node);
        self.builder
            .verbatim(text.strip_prefix('\n').unwrap_or(&text));
        self.builder.end();
    }
}

/// Whether the first block of such an item is told from those that follow in it.
fn is_item(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem(_) | BlockKind::Definition)
}

/// Whether what a block of this kind holds is of that kind too.
fn is_kept(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Footnote(_) | BlockKind::Caption)
}

/// How much of a figure is looked at, in nodes.
const FIGURE: usize = 100;

/// Whether a figure shows a picture, so that its words are said of that.
fn is_picture(figure: &NodeRef<'_>) -> bool {
    let mut has_picture = false;
    for node in figure.descendants_it().take(FIGURE) {
        if ["table", "pre", "blockquote", "h2", "h3"]
            .iter()
            .any(|name| node.has_name(name))
        {
            return false;
        }
        has_picture |= node.has_name("img");
    }
    has_picture
}

fn push_children<'a>(node: NodeRef<'a>, stack: &mut Vec<Step<'a>>) {
    stack.extend(node.children_it(true).map(Step::Enter));
}

fn has_ancestor(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.ancestors_it(Some(8))
        .any(|above| names.iter().any(|name| above.has_name(name)))
}

fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}
