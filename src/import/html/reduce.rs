//! A page without what nobody reads: scripts, styles, drawings, comments, and the bytes of pictures that
//! savers put into it.
//!
//! Two thirds of a page from the web are such, and nearly all of one that was saved with its pictures. One
//! pass over the source takes them out, so that parsing, searching and limits deal with the rest alone. What
//! is left is markup that means what it meant. Knows tags, and no tree.

mod values;

use super::tags::{Attributes, LowerName, Markup, Tag, is_void, markup, raw_text_end};
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

/// Drawings inside drawings that are followed, and no further.
const DRAWINGS: usize = 16;

/// Elements whose content is not markup and is kept, but for that of a frame.
const RAW: &[&str] = &["title", "textarea", "xmp", "noembed", "iframe"];

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
        comments_end: true,
        is_xml: html.trim_start().starts_with("<?xml"),
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
    /// Whether a comment may yet end in the rest of the page.
    comments_end: bool,
    /// Whether the page says that it is XML, in which a slash closes any element.
    is_xml: bool,
    page: Reduced<'a>,
}

impl<'a> Reducer<'a> {
    /// Deals with the `<` at `at`; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        if !self.comments_end && self.begins_comment(at) {
            return self.unended_comment(at);
        }
        match markup(self.html, at) {
            Markup::Text => at + 1,
            Markup::Comment(end) => {
                if self.is_unended_comment(at, end) {
                    self.comments_end = false;
                    return self.unended_comment(at);
                }
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

    fn begins_comment(&self, at: usize) -> bool {
        let rest = self.html.as_bytes().get(at..).unwrap_or_default();
        rest.starts_with(b"<!--")
    }

    /// Whether the comment at `at`, which was read up to `end`, ends nowhere, though the page does: somebody
    /// forgot to close it. In a file that was cut off in a comment there is nothing more to read.
    fn is_unended_comment(&self, at: usize, end: usize) -> bool {
        let text = self.html.as_bytes().get(at..).unwrap_or_default();
        let ends_of_page: [&[u8]; 4] = [b"</body", b"</html", b"</BODY", b"</HTML"];
        end == self.html.len()
            && self.begins_comment(at)
            && !text.ends_with(b"-->")
            && !text.ends_with(b"--!>")
            && ends_of_page
                .iter()
                .any(|tag| memmem::find(text, tag).is_some())
    }

    /// Browsers take all that follows for the comment; here it ends with the first tag in it, as it did in
    /// browsers before there was a standard, so that the story is not lost.
    fn unended_comment(&mut self, at: usize) -> usize {
        let rest = self.html.as_bytes().get(at..).unwrap_or_default();
        let end = memchr(b'>', rest).map_or(self.html.len(), |by| at + by + 1);
        self.leave_out(at, end);
        end
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
        let is_empty = self.is_xml && tag.inside.ends_with('/');
        if let Some(dropped) = DROPPED.iter().find(|dropped| **dropped == name) {
            return self.drop_element(at, tag, dropped, is_empty);
        }
        if let Some(raw) = RAW.iter().find(|raw| **raw == name) {
            return self.raw_element(at, tag, raw, is_empty);
        }
        if is_empty && !is_void(name) {
            self.shorten(at, tag);
            self.put_end(tag);
            return tag.end;
        }
        match name {
            "plaintext" => self.html.len(),
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

    /// Where the content of the raw element `name` ends that begins at `start`; `None` if nowhere.
    fn raw_end(&mut self, start: usize, name: &'static str) -> Option<usize> {
        if self.unended.contains(&name) {
            return None;
        }
        let found = raw_text_end(self.html, start, name);
        if found.is_none() {
            self.unended.push(name);
        }
        found
    }

    /// An element with text that is no markup. One that is never closed would take in the rest of the page.
    fn raw_element(
        &mut self,
        at: usize,
        tag: &Tag<'a>,
        name: &'static str,
        is_empty: bool,
    ) -> usize {
        let is_known = self.unended.contains(&name);
        let end = if is_empty {
            None
        } else {
            self.raw_end(tag.end, name)
        };
        match end {
            Some(end) if name == "iframe" => {
                self.shorten(at, tag);
                self.leave_out(tag.end, end);
                end
            }
            Some(end) => end,
            None if name == "title" && !is_empty && !is_known => {
                // The title is what stands before the next tag.
                let rest = self.html.as_bytes().get(tag.end..).unwrap_or_default();
                let end = memchr(b'<', rest).map_or(self.html.len(), |by| tag.end + by);
                self.keep_to(end);
                self.page.html.push_str("</title>");
                end
            }
            None => {
                self.leave_out(at, tag.end);
                tag.end
            }
        }
    }

    /// Writes the end tag that belongs to `tag`.
    fn put_end(&mut self, tag: &Tag<'a>) {
        self.keep_to(tag.end);
        self.page.html.extend(["</", tag.name, ">"]);
    }

    /// A script or a style. What a page says of itself for machines is noted.
    fn drop_element(
        &mut self,
        at: usize,
        tag: &Tag<'a>,
        name: &'static str,
        is_empty: bool,
    ) -> usize {
        if is_empty {
            self.leave_out(at, tag.end);
            return tag.end;
        }
        let found = self.raw_end(tag.end, name);
        // A slash closes no script, but where nothing else does, it was meant to.
        let rest = if tag.inside.ends_with('/') {
            tag.end
        } else {
            self.html.len()
        };
        let end = found.unwrap_or(rest);
        if name == "script" && is_json_ld(tag.inside) {
            let text = self.html.get(tag.end..end).unwrap_or("");
            self.page.json_ld.push(text);
        }
        let after = self.html.as_bytes().get(end..).unwrap_or_default();
        let after = match found {
            Some(_) => memchr(b'>', after).map_or(self.html.len(), |by| end + by + 1),
            None => end,
        };
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
            let Some(value) = values::kept(&attribute) else {
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
mod tests;
