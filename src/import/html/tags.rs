//! Tags and comments in the source of a page, cut where a browser cuts them (HTML standard, 13.2.5).
//!
//! Used before there is a tree: to leave out what nobody reads, and to look whether the parser can take the
//! rest. What is cut otherwise than the parser cuts it would hide from both, so quotes, slashes and signs out
//! of place are read as the standard's states say, one byte once. Of what a tag means it knows only whether it can
//! have content.

use memchr::memchr;

/// What begins at a `<`.
pub(super) enum Markup<'a> {
    /// A start or end tag.
    Tag(Tag<'a>),
    /// A comment, or what browsers take for one; it ends before this offset.
    Comment(usize),
    /// A tag that the file ends in. Nothing of it is shown.
    Unended,
    /// A sign of the text, or a document type.
    Text,
}

/// A tag that is complete.
pub(super) struct Tag<'a> {
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// Its name as it is written.
    pub(super) name: &'a str,
    /// What stands between the name and the `>`.
    pub(super) inside: &'a str,
    /// How many attributes it has.
    pub(super) attributes: usize,
    /// Where it ends in the source, in bytes.
    pub(super) end: usize,
}

/// The longest name of an element that means anything here, in bytes.
const NAME: usize = 16;

/// A name in lower case; empty where it is longer than any that is known.
#[derive(Clone, Copy)]
pub(super) struct LowerName([u8; NAME], usize);

impl LowerName {
    /// `name` in lower case.
    pub(super) fn of(name: &str) -> Self {
        let mut bytes = [0; NAME];
        let Some(room) = bytes.get_mut(..name.len()) else {
            return Self(bytes, 0);
        };
        room.copy_from_slice(name.as_bytes());
        room.make_ascii_lowercase();
        Self(bytes, name.len())
    }

    /// The name.
    pub(super) fn as_str(&self) -> &str {
        let bytes = self.0.get(..self.1).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// A number that tells names apart, whatever their case. Two long ones may share one.
pub(super) fn key(name: &str) -> u128 {
    if name.len() <= NAME {
        return u128::from_le_bytes(LowerName::of(name).0);
    }
    // FNV-1a, 128 bits (Fowler, Noll and Vo).
    let start = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    name.bytes().fold(start, |hash, byte| {
        let mixed = hash ^ u128::from(byte.to_ascii_lowercase());
        mixed.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
}

/// What begins at the `<` at `at` of `html`.
pub(super) fn markup(html: &str, at: usize) -> Markup<'_> {
    let bytes = html.as_bytes();
    let next = |by: usize| bytes.get(at + by).copied().unwrap_or(0);
    if next(1) == b'!' && next(2) == b'-' && next(3) == b'-' {
        return Markup::Comment(comment_end(bytes, at + 4));
    }
    let closing = next(1) == b'/';
    let name = at + 1 + usize::from(closing);
    if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
        let is_comment = match next(1) {
            b'!' => !next(2).eq_ignore_ascii_case(&b'd'),
            byte => byte == b'?' || (closing && name < bytes.len()),
        };
        if !is_comment {
            return Markup::Text;
        }
        let end = memchr(b'>', bytes.get(at..).unwrap_or_default());
        return Markup::Comment(end.map_or(bytes.len(), |by| at + by + 1));
    }
    let rest = bytes.get(name..).unwrap_or_default();
    let ends = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>');
    let Some(length) = rest.iter().position(ends) else {
        return Markup::Unended;
    };
    let after = html.get(name + length..).unwrap_or("");
    let mut attributes = Attributes::of(after);
    let count = attributes.by_ref().count();
    let Some(inside) = attributes.end else {
        return Markup::Unended;
    };
    Markup::Tag(Tag {
        closing,
        name: html.get(name..name + length).unwrap_or(""),
        inside: after.get(..inside).unwrap_or(""),
        attributes: count,
        end: name + length + inside + 1,
    })
}

/// An attribute as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its value without quotes; empty where it has none. Character references stand as they are.
    pub(super) value: &'a str,
    /// Its quotes, as a string of one sign or none.
    pub(super) quote: &'a str,
}

/// The attributes of a tag, in order.
pub(super) struct Attributes<'a> {
    text: &'a str,
    at: usize,
    /// Where the `>` stands that ends the tag, once it was reached.
    end: Option<usize>,
}

impl<'a> Attributes<'a> {
    /// The attributes in `text`, which begins after the name of a tag.
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            end: None,
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.byte().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Goes to the first byte that `stops`, or to the end; gives what lies between.
    fn until(&mut self, stops: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| stops(*byte));
        self.at = start + length.unwrap_or(rest.len());
        self.text.get(start..self.at).unwrap_or("")
    }

    /// The value that follows a `=`, and its quotes.
    fn value(&mut self) -> (&'a str, &'a str) {
        self.skip_spaces();
        let Some(quote) = self.byte().filter(|byte| matches!(byte, b'"' | b'\'')) else {
            return (self.until(|byte| is_space(byte) || byte == b'>'), "");
        };
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let length = memchr(quote, rest);
        let end = start + length.unwrap_or(rest.len());
        self.at = end + usize::from(length.is_some());
        let value = self.text.get(start..end).unwrap_or("");
        (value, if quote == b'"' { "\"" } else { "'" })
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        if self.end.is_some() {
            return None;
        }
        while self
            .byte()
            .is_some_and(|byte| is_space(byte) || byte == b'/')
        {
            self.at += 1;
        }
        if self.byte()? == b'>' {
            self.end = Some(self.at);
            return None;
        }
        let start = self.at;
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = self.text.get(start..self.at).unwrap_or("");
        self.skip_spaces();
        let (value, quote) = if self.byte() == Some(b'=') {
            self.at += 1;
            self.value()
        } else {
            ("", "")
        };
        Some(Attribute { name, value, quote })
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0C)
}

/// Where a comment ends whose text begins at `start` (13.2.5.43 and after: it may be cut short, and may end
/// in `--!>`); the end of the file if nowhere.
fn comment_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    if rest.starts_with(b">") {
        return start + 1;
    }
    if rest.starts_with(b"->") {
        return start + 2;
    }
    let mut from = start;
    while let Some(by) = memchr(b'>', bytes.get(from..).unwrap_or_default()) {
        let end = from + by;
        let before = bytes.get(start..end).unwrap_or_default();
        if before.ends_with(b"--") || before.ends_with(b"--!") {
            return end + 1;
        }
        from = end + 1;
    }
    bytes.len()
}

/// Where the end tag of the element `name` begins that holds no markup, from `start` on; `None` if nowhere.
pub(super) fn raw_text_end(html: &str, start: usize, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut from = start;
    loop {
        let at = from + memchr(b'<', bytes.get(from..)?)?;
        let tail = bytes.get(at + 1..)?;
        let found = tail.first() == Some(&b'/')
            && tail
                .get(1..=name.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
            && tail
                .get(1 + name.len())
                .is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'));
        if found {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Elements that never have content (HTML standard, 13.1.2).
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and values.
    type Pairs<'a> = Vec<(&'a str, &'a str)>;

    /// The name and the end of the tag at the beginning of `html`, and its attributes.
    fn tag(html: &str) -> Option<(&str, usize, Pairs<'_>)> {
        let Markup::Tag(tag) = markup(html, 0) else {
            return None;
        };
        let attributes: Vec<_> = Attributes::of(html.get(1 + tag.name.len()..)?)
            .map(|attribute| (attribute.name, attribute.value))
            .collect();
        assert_eq!(attributes.len(), tag.attributes);
        Some((tag.name, tag.end, attributes))
    }

    #[test]
    fn tags_end_where_the_standard_ends_them() {
        for (html, name, attributes) in [
            ("<p>", "p", vec![]),
            (
                "<a title='1 > 0' b>",
                "a",
                vec![("title", "1 > 0"), ("b", "")],
            ),
            ("<a x = \"y\"z=1/>", "a", vec![("x", "y"), ("z", "1/")]),
            ("<p '>", "p", vec![("'", "")]),
            // A `=` after a value begins a name, and quotes in a name are none.
            ("<p a=\"\"=\">", "p", vec![("a", ""), ("=\"", "")]),
            ("<p a=b\"c>", "p", vec![("a", "b\"c")]),
            ("<p / = 'x'>", "p", vec![("=", ""), ("'x'", "")]),
            ("<b<i>", "b<i", vec![]),
            ("<p a=>", "p", vec![("a", "")]),
        ] {
            assert_eq!(tag(html), Some((name, html.len(), attributes)), "{html}");
        }
        for none in [
            "< p>",
            "<1>",
            "<p",
            "<p a='>",
            "<",
            "</",
            "<!doctype html>",
            "<?x?>",
        ] {
            assert_eq!(tag(none), None, "{none}");
        }
    }

    #[test]
    fn comments_end_where_the_standard_ends_them() {
        for (html, end) in [
            ("<!-->x", 5),
            ("<!--->x", 6),
            ("<!-- a > b -->x", 14),
            ("<!-- a --!>x", 11),
            ("<!-- a", 6),
            ("<?xml a='>'?>", 10),
            ("<![CDATA[ x ]]>x", 15),
            ("</ x>x", 5),
        ] {
            let Markup::Comment(found) = markup(html, 0) else {
                panic!("{html}");
            };
            assert_eq!(found, end, "{html}");
        }
    }

    #[test]
    fn raw_text_ends_at_its_own_tag() {
        let html = "<title>a </titles> < </TITLE >b";
        assert_eq!(raw_text_end(html, 7, "title"), html.find("</TITLE"));
        assert_eq!(raw_text_end("a</b", 0, "b"), None);
    }
}
