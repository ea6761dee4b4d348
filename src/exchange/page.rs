//! An article as a page of HTML with the passages highlighted in it, and the notes at its end.
//!
//! The page stands by itself: no script, nothing that a browser would fetch, a policy that says so, and every
//! character of the article escaped. Where passages overlap, both are seen: a stretch of text in several of them is
//! underlined too. Each passage leads to its note and back.

use super::markdown::credits;
use super::{Mark, Status, Work};
use crate::article::{Article, Block, BlockKind, Marker, SpanStyle};
use crate::text::{TextRange, harmless, harmless_line};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:1.05rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
h1{line-height:1.2}
.credits,.context,.furniture,figcaption,.where{font-size:.85rem;opacity:.7}
mark{background:#fe9;color:#111}
mark.over{text-decoration:underline}
mark[data-label=green]{background:#bea}
mark[data-label=blue]{background:#bdf}
mark[data-label=red],mark[data-label=pink]{background:#fbc}
mark[data-label=orange]{background:#fc9}
mark[data-label=purple]{background:#dcf}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #999}
pre{overflow:auto;padding:.6rem;border:1px solid #999}
table{border-collapse:collapse}
td,th{border:1px solid #999;padding:.2rem .5rem;vertical-align:top}
.note{white-space:pre-wrap}
article+article{border-top:1px solid #999;margin-top:4rem}
";

/// The beginning of a page with this title.
pub fn head(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"newsprint\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&harmless_line(title))
    )
}

/// The end of a page.
pub const fn foot() -> &'static str {
    "</body>\n</html>\n"
}

/// `work` as a part of a page; `number` tells it from the others there. Its text is that of `article`; without one
/// the passages are listed.
pub fn article(work: &Work, article: Option<&Article>, number: usize) -> String {
    let mut out = String::new();
    let language = article.and_then(|article| article.metadata.language.as_deref());
    let language = language.map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
    // Writing to a string does not fail.
    let _ = writeln!(out, "<article id=\"a{number}\"{language} dir=\"auto\">");
    header(work, &mut out);
    if let Some(article) = article {
        Body::new(work, article, number).write(&mut out);
    }
    notes(work, article.is_some(), number, &mut out);
    out.push_str("</article>\n");
    out
}

fn header(work: &Work, out: &mut String) {
    let _ = writeln!(out, "<header>\n<h1>{}</h1>", line(work.title_or_stand_in()));
    let credits = credits(work);
    if !credits.is_empty() {
        let _ = writeln!(out, "<p class=\"credits\">{}</p>", line(&credits));
    }
    if let Some(url) = work.url.as_deref().and_then(super::fragment::web_address) {
        let url = line(&url);
        let _ = writeln!(
            out,
            "<p class=\"credits\"><a href=\"{url}\" rel=\"noreferrer\">{url}</a></p>"
        );
    }
    out.push_str("</header>\n");
}

/// The passages with their notes, in the order of the text.
fn notes(work: &Work, is_linked: bool, number: usize, out: &mut String) {
    if work.marks.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section class=\"notes\">\n<h2>Passages</h2>\n<ol>");
    for (at, mark) in work.marks.iter().enumerate() {
        let at = at + 1;
        let _ = write!(
            out,
            "<li id=\"a{number}n{at}\"><blockquote>{}</blockquote>",
            lines(&mark.quote)
        );
        if let Some(note) = &mark.note {
            let _ = write!(out, "<p class=\"note\">{}</p>", escaped(&harmless(note)));
        }
        if let Some(context) = super::markdown::context(mark) {
            let _ = write!(
                out,
                "<p class=\"context\">In context: {}</p>",
                line(&context)
            );
        }
        let mut parts: Vec<String> = Vec::new();
        parts.extend(Some(line(&mark.section.join(" › "))).filter(|words| !words.is_empty()));
        parts.extend(mark.page.map(|page| format!("page {page}")));
        parts.extend(mark.label.as_deref().map(line));
        parts.extend(
            mark.at
                .map(|at| format!("<time datetime=\"{at}\">{at}</time>")),
        );
        parts.extend(mark.status.and_then(Status::remark).map(str::to_owned));
        if let Some(link) = work.link(mark) {
            parts.push(format!(
                "<a href=\"{}\" rel=\"noreferrer\">read it there</a>",
                line(&link)
            ));
        }
        if is_linked && mark.now.is_some() {
            parts.push(format!("<a href=\"#a{number}m{at}\">back to the text</a>"));
        }
        let _ = writeln!(out, "<p class=\"where\">{}</p></li>", parts.join(" · "));
    }
    out.push_str("</ol>\n</section>\n");
}

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

struct Body<'w> {
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
    fn new(work: &'w Work, article: &'w Article, number: usize) -> Self {
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

    fn write(mut self, out: &mut String) {
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
        let mut marked: Option<(usize, &Mark)> = None;
        let mut marks = 0;
        let mut anchors = String::new();
        // A text may be covered any number of times; so many tags are told apart.
        for thing in self.over.iter().take(64) {
            match self.things.get(*thing) {
                Some(Thing::Mark(at, mark)) => {
                    marked = marked.or(Some((*at, mark)));
                    marks += 1;
                    if let Some(begun) = self.begun.get_mut(*at).filter(|begun| !**begun) {
                        *begun = true;
                        let _ = write!(anchors, "<span id=\"a{}m{}\"></span>", self.number, at + 1);
                    }
                }
                Some(Thing::Style(style)) => {
                    let (open, close) = style_tags(*style);
                    tags.push((open.to_owned(), close));
                }
                Some(Thing::Link(target)) => {
                    if let Some(url) = super::fragment::web_address(target) {
                        tags.push((
                            format!("<a href=\"{}\" rel=\"noreferrer\">", line(&url)),
                            "</a>",
                        ));
                    }
                }
                None => {}
            }
        }
        out.push_str(&anchors);
        if let Some((at, mark)) = marked {
            let over = if marks > 1 { " class=\"over\"" } else { "" };
            let label = mark.label.as_deref().map_or_else(String::new, |label| {
                format!(" data-label=\"{}\"", line(label))
            });
            let title = mark
                .note
                .as_deref()
                .map_or_else(String::new, |note| format!(" title=\"{}\"", line(note)));
            let _ = write!(
                out,
                "<mark{over}{label}{title} data-note=\"a{}n{}\">",
                self.number,
                at + 1
            );
        }
        for (open, _) in &tags {
            out.push_str(open);
        }
        out.push_str(&escaped(words));
        for (_, close) in tags.iter().rev() {
            out.push_str(close);
        }
        if marked.is_some() {
            out.push_str("</mark>");
        }
    }
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

/// What stands on one line of the page, harmless and escaped.
fn line(text: &str) -> String {
    escaped(&harmless_line(text))
}

/// Lines, with their ends kept.
fn lines(text: &str) -> String {
    escaped(harmless(text).trim()).replace('\n', "<br>\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
