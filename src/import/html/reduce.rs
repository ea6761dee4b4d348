//! A page without what nobody reads: scripts, styles, drawings, comments, and the bytes of pictures that
//! savers put into it.
//!
//! Two thirds of a page from the web are such, and nearly all of one that was saved with its pictures. One
//! pass over the source takes them out, so that parsing, searching and limits deal with the rest alone. What
//! is left is markup that means what it meant. Knows tags, and no tree.

use super::tags::{Attribute, Attributes, LowerName, Markup, Tag, markup, raw_text_end};
use memchr::{memchr, memmem};

/// A page that is ready for the parser.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reduced<'a> {
    /// Its source, reduced.
    pub(super) html: String,
    /// The texts of its JSON-LD scripts, in order.
    pub(super) json_ld: Vec<&'a str>,
}

/// Tags up to this many bytes stay as they are: there is little to win in them.
const SHORT_TAG: usize = 160;

/// The longest values of an attribute that are kept, in bytes: of one that may be wanted, of a style, of one
/// that only scripts read, of an address that holds its data, of a list of pictures.
const VALUE: usize = 4096;
const STYLE: usize = 512;
const SCRIPT_DATA: usize = 200;
const DATA_ADDRESS: usize = 64;
const PICTURES: usize = 2048;

/// A picture that is held in an address has as many bytes; what is shorter stands in for one.
const PICTURE: usize = 1024;

/// Drawings inside drawings that are followed, and no further.
const DRAWINGS: usize = 16;

/// Elements whose content is not markup, and is kept.
const RAW: &[&str] = &["title", "textarea", "xmp", "noembed"];

/// Elements that are dropped with all that is in them.
const DROPPED: &[&str] = &["script", "style"];

/// The page `html`, reduced.
pub(super) fn reduced(html: &str) -> Reduced<'_> {
    let mut reducer = Reducer {
        html,
        kept: 0,
        shadows: Vec::new(),
        drawings_tried: 0,
        unended: Vec::new(),
        page: Reduced {
            html: String::with_capacity(html.len() / 3),
            json_ld: Vec::new(),
        },
    };
    let mut at = 0;
    while let Some(by) = html
        .as_bytes()
        .get(at..)
        .and_then(|rest| memchr(b'<', rest))
    {
        at = reducer.step(at + by);
    }
    reducer.keep_to(html.len());
    reducer.page
}

struct Reducer<'a> {
    html: &'a str,
    /// Up to where the source was written or left out, in bytes.
    kept: usize,
    /// For each open template, whether it holds a part of the page (a declarative shadow root).
    shadows: Vec<bool>,
    /// Up to where drawings were looked for in vain.
    drawings_tried: usize,
    /// Raw elements that end nowhere in the rest of the page.
    unended: Vec<&'static str>,
    page: Reduced<'a>,
}

impl<'a> Reducer<'a> {
    /// Deals with the `<` at `at`; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        match markup(self.html, at) {
            Markup::Text => at + 1,
            Markup::Comment(end) => {
                self.leave_out(at, end);
                end
            }
            Markup::Unended => {
                self.leave_out(at, self.html.len());
                self.html.len()
            }
            Markup::Tag(tag) => self.tag(at, &tag),
        }
    }

    fn tag(&mut self, at: usize, tag: &Tag<'a>) -> usize {
        let name = LowerName::of(tag.name);
        let name = name.as_str();
        if name == "template" {
            self.template(at, tag);
            return tag.end;
        }
        // What a page of frames has for those who see none is all that there is of it.
        if matches!(name, "frameset" | "frame" | "noframes") {
            self.leave_out(at, tag.end);
            return tag.end;
        }
        if tag.closing {
            return tag.end;
        }
        if let Some(dropped) = DROPPED.iter().find(|dropped| **dropped == name) {
            return self.drop_element(at, tag, dropped);
        }
        if let Some(raw) = RAW.iter().find(|raw| **raw == name) {
            return self.raw_end(tag.end, raw);
        }
        match name {
            "plaintext" => self.html.len(),
            "iframe" => {
                self.shorten(at, tag);
                let end = self.raw_end(tag.end, "iframe");
                self.leave_out(tag.end, end);
                end
            }
            "svg" if !tag.inside.ends_with('/') => self.drawing(at, tag.end),
            "link" if !is_wanted_link(tag.inside) => {
                self.leave_out(at, tag.end);
                tag.end
            }
            _ => {
                self.shorten(at, tag);
                tag.end
            }
        }
    }

    /// Writes the source up to `end`.
    fn keep_to(&mut self, end: usize) {
        let text = self.html.get(self.kept..end).unwrap_or("");
        self.page.html.push_str(text);
        self.kept = self.kept.max(end);
    }

    /// Leaves out what stands from `from` to `to`.
    fn leave_out(&mut self, from: usize, to: usize) {
        self.keep_to(from);
        self.kept = self.kept.max(to);
    }

    /// Writes `text` in place of what stands from `from` to `to`.
    fn put(&mut self, from: usize, to: usize, text: &str) {
        self.leave_out(from, to);
        self.page.html.push_str(text);
    }

    /// Where the content of the raw element `name` ends that begins at `start`.
    fn raw_end(&mut self, start: usize, name: &'static str) -> usize {
        let found = if self.unended.contains(&name) {
            None
        } else {
            raw_text_end(self.html, start, name)
        };
        found.unwrap_or_else(|| {
            self.unended.push(name);
            self.html.len()
        })
    }

    /// A script or a style. What a page says of itself for machines is noted.
    fn drop_element(&mut self, at: usize, tag: &Tag<'a>, name: &'static str) -> usize {
        let end = self.raw_end(tag.end, name);
        if name == "script" && is_json_ld(tag.inside) {
            let text = self.html.get(tag.end..end).unwrap_or("");
            self.page.json_ld.push(text);
        }
        let after = memchr(b'>', self.html.as_bytes().get(end..).unwrap_or_default());
        let after = after.map_or(self.html.len(), |by| end + by + 1);
        self.leave_out(at, after);
        after
    }

    /// A declarative shadow root is a part of the page: its template becomes a plain element.
    fn template(&mut self, at: usize, tag: &Tag<'a>) {
        if !tag.closing {
            let shadow = Attributes::of(self.after_name(tag)).any(|attribute| {
                attribute
                    .name
                    .to_ascii_lowercase()
                    .starts_with("shadowroot")
            });
            self.shadows.push(shadow);
            if shadow {
                self.put(at, tag.end, "<div>");
            }
        } else if self.shadows.pop() == Some(true) {
            self.put(at, tag.end, "</div>");
        }
    }

    /// The source of `tag` after its name, `>` included.
    fn after_name(&self, tag: &Tag<'a>) -> &'a str {
        let start = tag.end - 1 - tag.inside.len();
        self.html.get(start..tag.end).unwrap_or("")
    }

    /// A drawing that is closed and holds nothing but drawing is left out.
    fn drawing(&mut self, at: usize, start: usize) -> usize {
        if at < self.drawings_tried {
            return start;
        }
        let (mut depth, mut from) = (1, start);
        while let Some(by) = self
            .html
            .as_bytes()
            .get(from..)
            .and_then(|rest| memchr(b'<', rest))
        {
            let here = from + by;
            from = match markup(self.html, here) {
                Markup::Text => here + 1,
                Markup::Comment(end) => end,
                Markup::Unended => break,
                Markup::Tag(tag) => {
                    let name = LowerName::of(tag.name);
                    match (name.as_str(), tag.closing) {
                        ("svg", true) => depth -= 1,
                        ("svg", false) if !tag.inside.ends_with('/') => depth += 1,
                        (name, _) if !is_drawn(name) => break,
                        _ => {}
                    }
                    if depth == 0 {
                        self.leave_out(at, tag.end);
                        return tag.end;
                    }
                    if depth > DRAWINGS {
                        break;
                    }
                    tag.end
                }
            };
        }
        self.drawings_tried = from;
        start
    }

    /// Writes a long tag without what is too long in it.
    fn shorten(&mut self, at: usize, tag: &Tag<'a>) {
        if tag.inside.len() <= SHORT_TAG {
            return;
        }
        let after = self.after_name(tag);
        self.leave_out(at, tag.end);
        self.page.html.push('<');
        self.page.html.push_str(tag.name);
        for attribute in Attributes::of(after) {
            let Some(value) = kept_value(&attribute) else {
                continue;
            };
            let html = &mut self.page.html;
            html.push(' ');
            html.push_str(attribute.name);
            if !attribute.quote.is_empty() || !value.is_empty() {
                html.extend(["=", attribute.quote, value, attribute.quote]);
            }
        }
        let closed = tag.inside.ends_with('/');
        self.page.html.push_str(if closed { " />" } else { ">" });
    }
}

/// What is kept of the value of an attribute; `None` when the attribute goes.
fn kept_value<'a>(attribute: &Attribute<'a>) -> Option<&'a str> {
    let value = attribute.value;
    let name = LowerName::of(attribute.name);
    let name = name.as_str();
    if name.len() > 2 && name.starts_with("on") && !name.contains('-') {
        return None;
    }
    let holds_data = value
        .trim_start()
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if holds_data && name.contains("srcset") {
        return Some("");
    }
    if holds_data && name != "content" {
        // A mere placeholder is no picture.
        let end = memchr(b',', value.as_bytes()).unwrap_or(DATA_ADDRESS);
        let end = if value.len() < PICTURE { 0 } else { end };
        return value.get(..value.floor_char_boundary(end.min(DATA_ADDRESS)));
    }
    let limit = match name {
        "srcdoc" | "d" | "points" | "sizes" | "integrity" => 0,
        "alt" | "content" | "title" | "alttext" => usize::MAX,
        "style" => STYLE,
        "srcset" | "data-srcset" | "data-lazy-srcset" => return Some(first_pictures(value)),
        // The address of a picture that is loaded late may stand in an attribute of any name.
        _ if name.contains("src") || name.contains("original") || name.contains("url") => VALUE,
        _ if attribute.name.to_ascii_lowercase().starts_with("data-") => SCRIPT_DATA,
        _ => VALUE,
    };
    (value.len() <= limit).then_some(value)
}

/// As many candidates of a list of pictures as can be told apart without reading far.
fn first_pictures(value: &str) -> &str {
    if value.len() <= PICTURES {
        return value;
    }
    let head = value
        .get(..value.floor_char_boundary(PICTURES))
        .unwrap_or("");
    match head.rfind(", ") {
        Some(end) if !head.trim_start().starts_with("data:") => head.get(..end).unwrap_or(""),
        _ => "",
    }
}

/// Whether an element may stand in a drawing that is left out: it is one of a drawing, and not text of the
/// page that a drawing merely holds.
fn is_drawn(name: &str) -> bool {
    const NO_DRAWING: &[&str] = &[
        "article",
        "b",
        "body",
        "br",
        "button",
        "code",
        "div",
        "em",
        "foreignobject",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "li",
        "main",
        "math",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "table",
        "td",
        "tr",
        "ul",
        "",
    ];
    !NO_DRAWING.contains(&name)
}

fn is_json_ld(inside: &str) -> bool {
    let inside = inside.as_bytes();
    memmem::find(inside, b"ld+json").is_some() || memmem::find(inside, b"LD+JSON").is_some()
}

/// Links in the head that say where the page is from.
fn is_wanted_link(inside: &str) -> bool {
    let inside = inside.to_ascii_lowercase();
    ["canonical", "author", "itemprop"]
        .iter()
        .any(|word| inside.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        reduced(source).html
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        for (source, kept) in [
            ("a<!-- b -->c", "ac"),
            ("a<script>if (x<y) '</p>'</script >b", "ab"),
            ("a<STYLE>p{}</style>b", "ab"),
            ("a<svg><path d=x/><svg></svg><title>t</title></svg>b", "ab"),
            (
                "<link rel=preload href=x><link rel=canonical href=y>",
                "<link rel=canonical href=y>",
            ),
            ("a<iframe src=x><p></iframe>b", "a<iframe src=x></iframe>b"),
            ("a<script>b", "a"),
            (
                "<frameset rows=1><frame src=a><noframes><p>b</noframes>",
                "<p>b",
            ),
            ("<?xml version='1.0'?>a</>b<p", "ab"),
        ] {
            assert_eq!(html(source), kept, "{source}");
        }
    }

    #[test]
    fn what_looks_like_it_and_is_not_stays() {
        for source in [
            "<title>a <script> b</title><p>c",
            "<p title='<!-- x -->'>a</p>",
            "<textarea><style></textarea>a",
            "a < b <1> <2",
            "<svg><foreignobject><p>a</p></foreignobject></svg>",
            "<svg><p>a",
            "<plaintext><script>a</script>",
            "<template><p>a</p></template>",
        ] {
            assert_eq!(html(source), source);
        }
    }

    #[test]
    fn what_a_page_says_for_machines_is_noted() {
        let page = reduced("<script type='application/ld+json'>{\"a\":1}</script><p>b");
        assert_eq!(page.json_ld, ["{\"a\":1}"]);
        assert_eq!(page.html, "<p>b");
    }

    #[test]
    fn a_part_of_the_page_in_a_shadow_root_is_one() {
        let source =
            "<x-a><template shadowrootmode=open><p>a</p><template>b</template></template></x-a>";
        let kept = "<x-a><div><p>a</p><template>b</template></div></x-a>";
        assert_eq!(html(source), kept);
    }

    #[test]
    fn long_attributes_go_and_pictures_keep_their_element() {
        let data = "A".repeat(1_000_000);
        let source = format!(
            "<img class=x onload='{data}' src=\"data:image/png;base64,{data}\" alt='A b' srcset='data:x {data}'/>"
        );
        assert_eq!(
            html(&source),
            "<img class=x src=\"data:image/png;base64\" alt='A b' srcset='' />"
        );
        let late = format!("<img data-src=a.jpg data-config='{data}' style='{data}'>");
        assert_eq!(html(&late), "<img data-src=a.jpg>");
        let many = format!("<img srcset='{}'>", "a.jpg 1x, ".repeat(1000));
        assert!(html(&many).len() < PICTURES + 20);
    }

    #[test]
    fn pages_made_to_hurt_are_read_once() {
        // Each would be read to its end again for every tag.
        for piece in [
            "<svg>",
            "<script>",
            "<title>",
            "<template>",
            "<svg><desc>",
            "<!-->",
            "<a b='",
        ] {
            let page = piece.repeat(100_000);
            assert!(html(&page).len() <= page.len(), "{piece}");
        }
    }
}
