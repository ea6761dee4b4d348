//! The text of an article with its styles, links and marks, block by block.

use super::super::fragment::web_address;
use super::super::{Mark, Work};
use super::{escaped, line};
use crate::article::{Article, Block, BlockKind, Marker, SpanStyle};
use crate::text::TextRange;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Things that may lie over one stretch of text and still be seen.
const MOST_TAGS: usize = 64;

/// What stands around blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Quote,
    Bullets,
    Numbers,
}

impl Holder {
    const fn open(self) -> &'static str {
        match self {
            Self::Quote => "<blockquote>\n",
            Self::Bullets => "<ul>\n",
            Self::Numbers => "<ol>\n",
        }
    }

    const fn close(self) -> &'static str {
        match self {
            Self::Quote => "</blockquote>\n",
            Self::Bullets => "</ul>\n",
            Self::Numbers => "</ol>\n",
        }
    }
}

/// Where a thing begins or ends, for the walk through the text.
struct Edge {
    at: usize,
    opens: bool,
    thing: usize,
}

/// Something that lies over the text.
enum Thing<'w> {
    Mark(usize, &'w Mark),
    Style(SpanStyle),
    Link(&'w str),
}

pub(super) struct Body<'w> {
    article: &'w Article,
    things: Vec<Thing<'w>>,
    edges: Vec<Edge>,
    /// The next edge.
    next: usize,
    over: BTreeSet<usize>,
    /// Marks whose first stretch was written.
    begun: Vec<bool>,
    number: usize,
}

impl<'w> Body<'w> {
    pub(super) fn new(work: &'w Work, article: &'w Article, number: usize) -> Self {
        let mut things: Vec<(TextRange, Thing<'w>)> = Vec::new();
        for (at, mark) in work.marks.iter().enumerate() {
            things.extend(mark.now.map(|range| (range, Thing::Mark(at, mark))));
        }
        let spans = article.spans.iter();
        things.extend(spans.map(|span| (span.range, Thing::Style(span.style))));
        let links = article.links.iter();
        things.extend(links.map(|link| (link.range, Thing::Link(&link.target))));
        let mut edges = Vec::with_capacity(things.len() * 2);
        for (thing, (range, _)) in things
            .iter()
            .enumerate()
            .filter(|(_, (range, _))| !range.is_empty())
        {
            edges.push(Edge {
                at: range.start,
                opens: true,
                thing,
            });
            edges.push(Edge {
                at: range.end,
                opens: false,
                thing,
            });
        }
        edges.sort_by_key(|edge| (edge.at, edge.opens));
        Self {
            article,
            things: things.into_iter().map(|(_, thing)| thing).collect(),
            edges,
            next: 0,
            over: BTreeSet::new(),
            begun: vec![false; work.marks.len()],
            number,
        }
    }

    pub(super) fn write(mut self, out: &mut String) {
        let article = self.article;
        let mut open: Vec<Holder> = Vec::new();
        for block in &article.blocks {
            // The title stands in the header.
            if matches!(block.kind, BlockKind::Title) && self.is_unmarked(block.range) {
                self.pass(block.range.end);
                continue;
            }
            let wanted = holders(block);
            let same = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            while open.len() > same {
                out.push_str(open.pop().map_or("", Holder::close));
            }
            for holder in wanted.iter().skip(same) {
                out.push_str(holder.open());
                open.push(*holder);
            }
            self.block(block, out);
        }
        while let Some(holder) = open.pop() {
            out.push_str(holder.close());
        }
    }

    fn block(&mut self, block: &Block, out: &mut String) {
        let (start, end) = match &block.kind {
            BlockKind::Title => ("<h2>", "</h2>\n"),
            BlockKind::Heading(level) => heading(*level),
            BlockKind::Code(_) => ("<pre>", "</pre>\n"),
            BlockKind::ListItem(Marker::Open) => ("<li>☐ ", "</li>\n"),
            BlockKind::ListItem(Marker::Done) => ("<li>☑ ", "</li>\n"),
            BlockKind::ListItem(_) => ("<li>", "</li>\n"),
            BlockKind::Image(_) => ("<figure><figcaption>▣ ", "</figcaption></figure>\n"),
            BlockKind::Caption
            | BlockKind::Furniture
            | BlockKind::Byline
            | BlockKind::Date
            | BlockKind::Footnote(_) => ("<p class=\"furniture\">", "</p>\n"),
            BlockKind::Rule => {
                out.push_str("<hr>\n");
                return;
            }
            BlockKind::Table(table) => {
                self.table(&table.rows, table.header_rows, out);
                return;
            }
            BlockKind::Paragraph | BlockKind::Term | BlockKind::Definition => ("<p>", "</p>\n"),
        };
        out.push_str(start);
        if let BlockKind::ListItem(Marker::Number(number)) = block.kind {
            out.truncate(out.len() - start.len());
            let _ = write!(out, "<li value=\"{number}\">");
        }
        if let BlockKind::Footnote(label) = &block.kind {
            let _ = write!(out, "[{}] ", line(label));
        }
        self.inline(block.range, out);
        out.push_str(end);
    }

    fn table(&mut self, rows: &[Vec<TextRange>], headers: usize, out: &mut String) {
        out.push_str("<table>\n");
        for (at, row) in rows.iter().enumerate() {
            let cell = if at < headers { "th" } else { "td" };
            out.push_str("<tr>");
            for range in row {
                let _ = write!(out, "<{cell}>");
                self.inline(*range, out);
                let _ = write!(out, "</{cell}>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }

    /// Steps over all edges up to byte `at`, that one too.
    fn pass(&mut self, at: usize) {
        while let Some(edge) = self.edges.get(self.next).filter(|edge| edge.at <= at) {
            if edge.opens {
                self.over.insert(edge.thing);
            } else {
                self.over.remove(&edge.thing);
            }
            self.next += 1;
        }
    }

    /// Whether no mark begins in `range` or lies over its beginning.
    fn is_unmarked(&self, range: TextRange) -> bool {
        let is_mark = |thing: usize| matches!(self.things.get(thing), Some(Thing::Mark(..)));
        let mut edges = self
            .edges
            .iter()
            .skip(self.next)
            .take_while(|edge| edge.at < range.end);
        !self.over.iter().any(|thing| is_mark(*thing)) && !edges.any(|edge| is_mark(edge.thing))
    }

    /// The text of `range`, stretch by stretch: in each the same things lie over it.
    fn inline(&mut self, range: TextRange, out: &mut String) {
        self.pass(range.start);
        let mut at = range.start;
        while at < range.end {
            let next = self
                .edges
                .get(self.next)
                .map_or(range.end, |edge| edge.at.min(range.end));
            self.stretch(TextRange::new(at, next), out);
            at = next;
            self.pass(at);
        }
    }

    fn stretch(&mut self, range: TextRange, out: &mut String) {
        let words = range.of(&self.article.text);
        if words.is_empty() {
            return;
        }
        let mut tags: Vec<(String, &str)> = Vec::new();
        let mut marks: Vec<(usize, &Mark)> = Vec::new();
        // A text may be covered any number of times; so many tags are told apart.
        for thing in self.over.iter().take(MOST_TAGS) {
            match self.things.get(*thing) {
                Some(Thing::Mark(at, mark)) => marks.push((*at, mark)),
                Some(Thing::Style(style)) => {
                    let (open, close) = style_tags(*style);
                    tags.push((open.to_owned(), close));
                }
                Some(Thing::Link(target)) => tags.extend(link_tags(target)),
                None => {}
            }
        }
        for (at, _) in &marks {
            if let Some(begun) = self.begun.get_mut(*at).filter(|begun| !**begun) {
                *begun = true;
                // Writing to a string does not fail.
                let _ = write!(out, "<span id=\"a{}m{}\"></span>", self.number, at + 1);
            }
        }
        if !marks.is_empty() {
            out.push_str(&self.mark_tag(&marks));
        }
        for (open, _) in &tags {
            out.push_str(open);
        }
        out.push_str(&escaped(words));
        for (_, close) in tags.iter().rev() {
            out.push_str(close);
        }
        if !marks.is_empty() {
            out.push_str("</mark>");
        }
    }

    /// The tag of a stretch in `marks`: it looks like the first of them, and says where there are more.
    fn mark_tag(&self, marks: &[(usize, &Mark)]) -> String {
        let Some((at, mark)) = marks.first() else {
            return String::new();
        };
        let class = match (marks.len() > 1, mark.in_file) {
            (false, false) => "",
            (true, false) => " class=\"over\"",
            (false, true) => " class=\"in-file\"",
            (true, true) => " class=\"over in-file\"",
        };
        let mut tag = format!("<mark{class}");
        if let Some(label) = &mark.label {
            let _ = write!(tag, " data-label=\"{}\"", line(label));
        }
        if let Some(note) = &mark.note {
            let _ = write!(tag, " title=\"{}\"", line(note));
        }
        let _ = write!(tag, " data-note=\"a{}n{}\">", self.number, at + 1);
        tag
    }
}

/// The tags of a link that leads to the web; no others are made.
fn link_tags(target: &str) -> Option<(String, &'static str)> {
    let url = web_address(target)?;
    Some((
        format!("<a href=\"{}\" rel=\"noreferrer\">", line(&url)),
        "</a>",
    ))
}

/// The tags of a rank of heading: the headline has the highest.
const fn heading(level: u8) -> (&'static str, &'static str) {
    match level {
        0 | 1 => ("<h2>", "</h2>\n"),
        2 => ("<h3>", "</h3>\n"),
        3 => ("<h4>", "</h4>\n"),
        4 => ("<h5>", "</h5>\n"),
        _ => ("<h6>", "</h6>\n"),
    }
}

const fn style_tags(style: SpanStyle) -> (&'static str, &'static str) {
    match style {
        SpanStyle::Emphasis => ("<em>", "</em>"),
        SpanStyle::Strong => ("<strong>", "</strong>"),
        SpanStyle::Strike => ("<s>", "</s>"),
        SpanStyle::Code => ("<code>", "</code>"),
        SpanStyle::Superscript | SpanStyle::FootnoteReference => ("<sup>", "</sup>"),
        SpanStyle::Subscript => ("<sub>", "</sub>"),
        // A highlight of the file's own must not look like one of the reader's.
        SpanStyle::Mark => ("<u>", "</u>"),
    }
}

/// What `block` stands in, the outermost first.
fn holders(block: &Block) -> Vec<Holder> {
    let list = match block.kind {
        BlockKind::ListItem(Marker::Number(_)) => Holder::Numbers,
        _ => Holder::Bullets,
    };
    let quotes = std::iter::repeat_n(Holder::Quote, usize::from(block.nesting.quote));
    let lists = usize::from(block.nesting.list);
    let lists = if matches!(block.kind, BlockKind::ListItem(_)) {
        lists.max(1)
    } else {
        lists
    };
    quotes.chain(std::iter::repeat_n(list, lists)).collect()
}
