//! A look at a page before it is parsed: whether the parser and the search for the main text can take it.
//!
//! Both are made for pages that people write. Nesting, open formatting elements and attributes can each be
//! driven to quadratic time or deep recursion by a page that is made to; one cheap pass counts them.

use super::tags::{LowerName, Markup, Tag, is_void, key, markup, raw_text_end};
use memchr::memchr;

/// The largest page that is parsed, in bytes.
const BYTES: usize = 32 * 1024 * 1024;

/// Elements that may be open at once. The cleaning of the main text recurses into them.
pub(super) const DEPTH: usize = 512;

/// Attributes of one tag: each is compared with all others.
const ATTRIBUTES: usize = 512;

/// Sum over all tags of the elements open around them, and over all text in units of 64 bytes; the time
/// that the search takes grows with it. Long real pages stay below two million.
const WORK: usize = 12_000_000;

/// Names of elements that are told apart.
const NAMES: usize = 256;

/// Formatting elements that the parser opens again in each new block, summed over the page.
const REOPENED: usize = 500_000;

/// Bytes that are searched when the main text is written out with its signs escaped, which the search for
/// it does: the writer (html5ever 0.40) searches the rest of a run of text again for every `&` in it.
const ESCAPING: usize = 10_000_000_000;

/// Elements without content, and those whose end tag may be left out, which do not nest in themselves.
fn is_never_deep(name: &str) -> bool {
    is_void(name)
        || matches!(
            name,
            "p" | "li"
                | "dt"
                | "dd"
                | "td"
                | "th"
                | "tr"
                | "thead"
                | "tbody"
                | "tfoot"
                | "option"
                | "optgroup"
                | "colgroup"
                | "rp"
                | "rt"
                | "html"
                | "head"
                | "body"
        )
}

/// Formatting elements (HTML standard, 13.2.4.3).
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements whose content is not markup.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noframes" | "noembed"
    )
}

/// Elements of a drawing in which HTML is allowed again.
fn is_integration(name: &str) -> bool {
    matches!(
        name,
        "foreignobject" | "desc" | "title" | "annotation-xml" | "mi" | "mo" | "mn" | "ms" | "mtext"
    )
}

/// Elements of HTML that end a drawing (HTML standard, 13.2.6.5).
fn is_breakout(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "blockquote"
            | "body"
            | "br"
            | "center"
            | "code"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "embed"
            | "font"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "hr"
            | "i"
            | "img"
            | "li"
            | "listing"
            | "menu"
            | "meta"
            | "nobr"
            | "ol"
            | "p"
            | "pre"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "strike"
            | "sub"
            | "sup"
            | "table"
            | "tt"
            | "u"
            | "ul"
            | "var"
    )
}

/// Why a page is not parsed; completes "the page is ...".
pub(super) fn refusal(html: &str) -> Option<&'static str> {
    if html.len() > BYTES {
        return Some("too large");
    }
    let mut scan = Scan::default();
    let (bytes, mut at) = (html.as_bytes(), 0);
    while let Some(by) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        scan.text(bytes.get(at..at + by).unwrap_or_default());
        at += by;
        at = match markup(html, at) {
            Markup::Text => at + 1,
            Markup::Comment(end) => end,
            Markup::Unended => bytes.len(),
            Markup::Tag(tag) => scan.tag(&tag, html),
        };
        if let Some(reason) = scan.refusal() {
            return Some(reason);
        }
    }
    scan.text(bytes.get(at..).unwrap_or_default());
    scan.end_run();
    scan.refusal()
}

/// The largest head of a page that is looked at by itself, in bytes.
const HEAD: usize = 64 * 1024;

/// What stands before the body of a page, or before the first that can only stand in one.
pub(super) fn head(html: &str) -> &str {
    let html = html.get(..html.floor_char_boundary(HEAD)).unwrap_or("");
    let (bytes, mut at) = (html.as_bytes(), 0);
    while let Some(by) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += by;
        at = match markup(html, at) {
            Markup::Text => at + 1,
            Markup::Comment(end) => end,
            Markup::Unended => break,
            Markup::Tag(tag) => {
                let name = LowerName::of(tag.name);
                let in_head = ["html", "head", "title", "meta", "link", "base", "noscript"];
                if !in_head.contains(&name.as_str()) || (tag.closing && name.as_str() == "head") {
                    break;
                }
                let raw = !tag.closing && is_raw(name.as_str());
                let end = raw.then(|| raw_text_end(html, tag.end, name.as_str()));
                end.flatten().unwrap_or(tag.end)
            }
        };
    }
    html.get(..at).unwrap_or(html)
}

#[derive(Default)]
struct Scan {
    depth: usize,
    /// By the key of their name, in the order in which names were seen first.
    open: Vec<(u128, usize)>,
    /// Drawings and formulas that are open, and elements in them in which HTML is allowed again.
    drawings: usize,
    integrations: usize,
    formatting: usize,
    reopened: usize,
    attributes: usize,
    work: usize,
    /// Length and signs of the run of text that is being read.
    run: (usize, usize),
    escaping: usize,
}

impl Scan {
    fn refusal(&self) -> Option<&'static str> {
        if self.depth > DEPTH {
            Some("nested too deeply")
        } else if self.attributes > ATTRIBUTES {
            Some("made of overlong tags")
        } else if self.reopened > REOPENED || self.work > WORK || self.escaping > ESCAPING {
            Some("too tangled")
        } else {
            None
        }
    }

    fn text(&mut self, text: &[u8]) {
        self.work += (text.len() / 64) * self.depth;
        // C2 begins a no-break space, and other letters that the writer stumbles over.
        let signs = memchr::memchr2_iter(b'&', 0xC2, text).count();
        self.run = (self.run.0 + text.len(), self.run.1 + signs);
    }

    fn end_run(&mut self) {
        let (length, signs) = std::mem::take(&mut self.run);
        self.escaping = self.escaping.saturating_add(length.saturating_mul(signs));
    }

    /// Counts `tag` of `html`; gives where what follows it begins.
    fn tag(&mut self, tag: &Tag<'_>, html: &str) -> usize {
        self.end_run();
        self.attributes = self.attributes.max(tag.attributes);
        let name = LowerName::of(tag.name);
        let (name, key) = (name.as_str(), key(tag.name));
        if tag.closing {
            self.close(name, key);
            return tag.end;
        }
        let drawing = self.in_drawing(name);
        // Inside a drawing these elements are not raw text, and what they hold counts.
        if !drawing && is_raw(name) {
            return raw_text_end(html, tag.end, name).unwrap_or(html.len());
        }
        if !drawing && name == "plaintext" {
            return html.len();
        }
        // Only a drawing's own elements can be closed by a slash.
        if !(drawing && tag.inside.ends_with('/')) {
            self.open(name, key);
        }
        tag.end
    }

    /// Whether an element `name` that starts here is one of a drawing or formula. One of HTML leaves it,
    /// and in a caption of the drawing (an integration point) the rules are those of HTML.
    fn in_drawing(&mut self, name: &str) -> bool {
        if self.drawings == 0 || self.integrations > 0 {
            return false;
        }
        if is_breakout(name) {
            for drawing in ["svg", "math"] {
                let open = std::mem::take(self.opened(key(drawing)));
                self.depth = self.depth.saturating_sub(open);
            }
            self.drawings = 0;
            return false;
        }
        true
    }

    /// Counts an element up or down in the sums that its name belongs to.
    fn count(&mut self, name: &str, step: fn(usize) -> usize) {
        if matches!(name, "svg" | "math") {
            self.drawings = step(self.drawings);
        } else if is_integration(name) {
            self.integrations = step(self.integrations);
        } else if is_formatting(name) {
            self.formatting = step(self.formatting);
        }
    }

    fn open(&mut self, name: &str, key: u128) {
        self.work += self.depth + 1;
        self.reopened += self.formatting;
        if is_never_deep(name) {
            return;
        }
        self.depth += 1;
        self.count(name, |open| open + 1);
        *self.opened(key) += 1;
    }

    /// How many elements with a name are open. A page has few names; those beyond [`NAMES`] are counted as
    /// one, so that a page of names alone takes no longer.
    fn opened(&mut self, key: u128) -> &mut usize {
        let known = self.open.iter().position(|(other, _)| *other == key);
        let at = known.unwrap_or_else(|| {
            if self.open.len() < NAMES {
                self.open.push((key, 0));
            }
            self.open.len() - 1
        });
        &mut self.open[at].1
    }

    fn close(&mut self, name: &str, key: u128) {
        self.work += 1;
        let open = self.opened(key);
        if *open > 0 {
            *open -= 1;
            self.depth = self.depth.saturating_sub(1);
            self.count(name, |open| open.saturating_sub(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_people_write_pass() {
        let row = "<tr><td>a<td>b</tr><p>one<p>two<br><img src=x>";
        let page = format!("<html><body>{}</body>", row.repeat(5000));
        assert_eq!(refusal(&page), None);
        let script = "<script>if (a<b) { x = '<div>'; }</script>".repeat(1000);
        assert_eq!(refusal(&script), None);
        assert_eq!(refusal("<p title='a > b'>x</p>"), None);
        let drawing = format!("<svg>{}</svg>", "<path d=x/><g><use/></g>".repeat(1000));
        assert_eq!(refusal(&drawing), None);
    }

    #[test]
    fn pages_made_to_hurt_are_refused() {
        assert_eq!(refusal(&"<div>".repeat(100_000)), Some("nested too deeply"));
        assert_eq!(
            refusal(&"<div></x>".repeat(1000)),
            Some("nested too deeply")
        );
        for hidden in [
            "<svg><desc><x/>",
            "<svg><div/><x/>",
            "<p '><div>",
            "<!--><div>",
            "<p a=''='><div>",
        ] {
            let (head, tail) = hidden.split_at(hidden.rfind('<').unwrap());
            let page = format!("{head}{}", tail.repeat(1000));
            assert_eq!(refusal(&page), Some("nested too deeply"), "{hidden}");
        }
        for deep in ["<x<y></x>", "<div><noframes></div></noframes>"] {
            let page = deep.repeat(1000);
            assert_eq!(refusal(&page), Some("nested too deeply"), "{deep}");
        }
        assert_eq!(refusal(&"&".repeat(1_000_000)), Some("too tangled"));
        let wide = format!("<div {}>", "a=1 b ".repeat(1000));
        assert_eq!(refusal(&wide), Some("made of overlong tags"));
        let bold = format!("{}{}", "<b><i x=1>".repeat(100), "<p>".repeat(50_000));
        assert_eq!(refusal(&bold), Some("too tangled"));
    }
}
