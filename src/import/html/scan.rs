//! A look at a page before it is parsed: whether the parser and the search for the main text can take it.
//!
//! Both are made for pages that people write. Nesting, open formatting elements and attributes can each be
//! driven to quadratic time or deep recursion by a page that is made to; one cheap pass counts them.

use std::collections::HashMap;

/// The largest page that is parsed, in bytes.
const BYTES: usize = 32 * 1024 * 1024;

/// Elements that may be open at once. The cleaning of the main text recurses into them.
const DEPTH: usize = 512;

/// Attributes of one tag: each is compared with all others.
const ATTRIBUTES: usize = 512;

/// Sum over all tags of the elements open around them, and over all text in units of 64 bytes; the time
/// that the search takes grows with it. Long real pages stay below two million.
const WORK: usize = 12_000_000;

/// Formatting elements that the parser opens again in each new block, summed over the page.
const REOPENED: usize = 500_000;

/// Bytes that are searched when the main text is written out with its signs escaped, which the search for
/// it does: the writer (html5ever 0.40) searches the rest of a run of text again for every `&` in it.
const ESCAPING: usize = 10_000_000_000;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose end tag may be left out; they do not nest in themselves.
const IMPLIED_END: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "rp", "rt", "html", "head", "body",
];

/// Formatting elements (HTML standard, 13.2.4.3).
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe"];

/// Elements that hold a drawing or a formula.
const DRAWINGS: &[&str] = &["svg", "math"];

/// Elements of these in which HTML is allowed again.
const INTEGRATION: &[&str] = &[
    "foreignobject",
    "desc",
    "title",
    "annotation-xml",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
];

/// Elements of HTML that end a drawing (HTML standard, 13.2.6.5).
const BREAKOUT: &[&str] = &[
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

/// Why a page is not parsed; completes "the page is ...".
pub(super) fn refusal(html: &str) -> Option<&'static str> {
    if html.len() > BYTES {
        return Some("too large");
    }
    let mut scan = Scan::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, _) = rest.split_at(at);
        scan.text(text);
        rest = rest.get(at + 1..).unwrap_or("");
        rest = scan.tag(rest);
        if let Some(reason) = scan.refusal() {
            return Some(reason);
        }
    }
    scan.text(rest);
    scan.end_run();
    scan.refusal()
}

#[derive(Default)]
struct Scan {
    depth: usize,
    open: HashMap<String, usize>,
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

    fn text(&mut self, text: &str) {
        self.work += (text.len() / 64) * self.depth;
        // C2 begins a no-break space, and other letters that the writer stumbles over.
        let signs = text.bytes().filter(|b| matches!(b, b'&' | 0xC2));
        self.run = (self.run.0 + text.len(), self.run.1 + signs.count());
    }

    fn end_run(&mut self) {
        let (length, signs) = std::mem::take(&mut self.run);
        self.escaping = self.escaping.saturating_add(length.saturating_mul(signs));
    }

    /// Counts the tag that starts at the head of `rest`, after the `<`; gives what follows it.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("!--") {
            return comment_end(comment);
        }
        let closing = rest.starts_with('/');
        let name_at = usize::from(closing);
        let body = rest.get(name_at..).unwrap_or("");
        let len = body
            .bytes()
            .take(24)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count();
        let name = body.get(..len).unwrap_or("").to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return rest;
        }
        self.end_run();
        let inside = body.get(len..).unwrap_or("");
        let (attributes, rest) = self.attributes(inside);
        if closing {
            self.close(&name);
            return rest;
        }
        let drawing = self.in_drawing(&name);
        // Inside a drawing these elements are not raw text, and what they hold counts.
        if !drawing && RAW.contains(&name.as_str()) {
            return raw_text_end(rest, &name);
        }
        // Only a drawing's own elements can be closed by a slash.
        if !(drawing && attributes.ends_with('/')) {
            self.open(&name);
        }
        rest
    }

    /// Whether an element `name` that starts here is one of a drawing or formula. One of HTML leaves it,
    /// and in a caption of the drawing (an integration point) the rules are those of HTML.
    fn in_drawing(&mut self, name: &str) -> bool {
        let count = |scan: &Self, names: &[&str]| -> usize {
            names.iter().filter_map(|name| scan.open.get(*name)).sum()
        };
        let drawings = count(self, DRAWINGS);
        if drawings == 0 || count(self, INTEGRATION) > 0 {
            return false;
        }
        if BREAKOUT.contains(&name) {
            for drawing in DRAWINGS {
                self.open.remove(*drawing);
            }
            self.depth = self.depth.saturating_sub(drawings);
            return false;
        }
        true
    }

    fn open(&mut self, name: &str) {
        self.work += self.depth + 1;
        self.reopened += self.formatting;
        if VOID.contains(&name) || IMPLIED_END.contains(&name) {
            return;
        }
        self.depth += 1;
        self.formatting += usize::from(FORMATTING.contains(&name));
        *self.open.entry(name.to_owned()).or_default() += 1;
    }

    fn close(&mut self, name: &str) {
        self.work += 1;
        let Some(count) = self.open.get_mut(name).filter(|count| **count > 0) else {
            return;
        };
        *count -= 1;
        self.depth -= 1;
        self.formatting -= usize::from(FORMATTING.contains(&name));
    }

    /// The attributes at the head of `rest`, up to the `>` that is not in quotes, and what follows it.
    fn attributes<'a>(&mut self, rest: &'a str) -> (&'a str, &'a str) {
        let (mut quote, mut count, mut blank, mut value) = (None, 0usize, true, false);
        for (at, byte) in rest.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => {
                    self.attributes = self.attributes.max(count);
                    let (inside, after) = (rest.get(..at), rest.get(at + 1..));
                    return (inside.unwrap_or(""), after.unwrap_or(""));
                }
                // Only a value can be quoted; elsewhere the sign is part of a name.
                (None, b'"' | b'\'') if value => quote = Some(byte),
                (Some(open), _) if open == byte => {
                    (quote, blank, value) = (None, true, false);
                    continue;
                }
                (Some(_), _) => continue,
                (None, _) => {}
            }
            let space = byte.is_ascii_whitespace() || byte == b'/';
            value = byte == b'=' || (value && byte.is_ascii_whitespace());
            count += usize::from(blank && !space);
            blank = space;
        }
        self.attributes = self.attributes.max(count);
        (rest, "")
    }
}

/// What follows a comment (HTML standard, 13.2.5.43 and after: it may be cut short, and may end in `--!>`).
fn comment_end(comment: &str) -> &str {
    if let Some(rest) = comment
        .strip_prefix('>')
        .or_else(|| comment.strip_prefix("->"))
    {
        return rest;
    }
    let mut rest = comment;
    while let Some(at) = rest.find("--") {
        let tail = rest.get(at + 2..).unwrap_or("");
        if let Some(end) = tail.strip_prefix('>').or_else(|| tail.strip_prefix("!>")) {
            return end;
        }
        rest = rest.get(at + 1..).unwrap_or("");
    }
    ""
}

/// What follows the end tag of an element whose content is not markup.
pub(super) fn raw_text_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("</")) {
        let start = from + at + 2;
        let end = start + name.len();
        let found = text
            .get(start..end)
            .is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        if found {
            return text.get(start - 2..).unwrap_or("");
        }
        from = start;
    }
    ""
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
        ] {
            let (head, tail) = hidden.split_at(hidden.rfind('<').unwrap());
            let page = format!("{head}{}", tail.repeat(1000));
            assert_eq!(refusal(&page), Some("nested too deeply"), "{hidden}");
        }
        assert_eq!(refusal(&"&".repeat(1_000_000)), Some("too tangled"));
        let wide = format!("<div {}>", "a=1 b ".repeat(1000));
        assert_eq!(refusal(&wide), Some("made of overlong tags"));
        let bold = format!("{}{}", "<b><i x=1>".repeat(100), "<p>".repeat(50_000));
        assert_eq!(refusal(&bold), Some("too tangled"));
    }
}
