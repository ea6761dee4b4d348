//! HTML as it occurs in Markdown: tags, text and comments, without building a tree.
//!
//! Every step moves forward, and a search that failed once is not made again, so that a text of unclosed
//! tags is read in linear time.

/// A piece of HTML and its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, entities not decoded.
    Text(&'a str),
    /// A start or end tag.
    Tag(Tag<'a>),
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name as written.
    name: &'a str,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    attributes: &'a str,
}

impl Tag<'_> {
    /// The name in lower case.
    pub(super) fn name(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// The value of the attribute `wanted`, entities not decoded.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let mut rest = self.attributes;
        while let Some((name, after)) = attribute_name(rest) {
            let (value, next) = attribute_value(after);
            if name.eq_ignore_ascii_case(wanted) {
                return value;
            }
            rest = next;
        }
        None
    }
}

fn attribute_name(text: &str) -> Option<(&str, &str)> {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\''));
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn attribute_value(text: &str) -> (Option<&str>, &str) {
    let Some(text) = text.trim_start().strip_prefix('=') else {
        return (None, text);
    };
    let text = text.trim_start();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            let (value, rest) = inner.split_once(quote).unwrap_or((inner, ""));
            return (Some(value), rest);
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (value, rest) = text.split_at(end);
    (Some(value), rest)
}

/// The tokens of a piece of HTML, each with its offset in bytes. Comments, declarations, and `script` and
/// `style` with all that is in them are left out.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Offset of the last of each sign, beyond which it need not be looked for.
    last_end: Option<usize>,
    last_double: Option<usize>,
    last_single: Option<usize>,
    last_comment_end: Option<usize>,
    /// For `script` and `style`: offset of the last end tag.
    last_hidden: [(&'static str, Option<usize>); 2],
}

impl<'a> Tokens<'a> {
    /// The tokens of `html`.
    pub(super) fn of(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            last_end: html.rfind('>'),
            last_double: html.rfind('"'),
            last_single: html.rfind('\''),
            last_comment_end: html.rfind("-->"),
            last_hidden: ["script", "style"].map(|name| (name, last_end_tag(html, name))),
        }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or("")
    }

    /// Whether a sign whose last place is `last` is still ahead.
    fn ahead(&self, last: Option<usize>) -> bool {
        last.is_some_and(|last| last >= self.at)
    }

    /// Steps over a comment or declaration, and says whether there was one.
    fn skip_declaration(&mut self) -> bool {
        let rest = self.rest();
        let (end, known) = if rest.starts_with("<!--") {
            ("-->", self.ahead(self.last_comment_end))
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            (">", self.ahead(self.last_end))
        } else {
            return false;
        };
        // "<!-->" is a whole comment (HTML standard, "comment start state").
        let from = if end == ">" || rest.starts_with("<!-->") {
            2
        } else {
            4
        };
        let end = if rest.starts_with("<!-->") { ">" } else { end };
        let found = known.then(|| rest.get(from..)?.find(end)).flatten();
        // One that nothing ends hides no text: only its sign goes.
        self.at += found.map_or(from, |at| from + at + end.len());
        true
    }

    /// The tag that begins here.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let rest = self.rest();
        let inner = rest.strip_prefix('<')?;
        let closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) || !self.ahead(self.last_end) {
            return None;
        }
        let name_len = inner
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_len);
        let start = self.at + (rest.len() - attributes.len());
        let len = self.attributes_len(attributes, start);
        let (attributes, after) = attributes.split_at_checked(len)?;
        self.at = start + len + usize::from(after.starts_with('>'));
        Some(Tag {
            name,
            closing,
            attributes,
        })
    }

    /// Length of the attributes: up to a `>` or `<` outside quotes.
    fn attributes_len(&self, attributes: &str, start: usize) -> usize {
        let mut quote = None;
        for (at, byte) in attributes.bytes().enumerate() {
            let closable = |last: Option<usize>| last.is_some_and(|last| last > start + at);
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (None, b'"') if closable(self.last_double) => quote = Some(b'"'),
                (None, b'\'') if closable(self.last_single) => quote = Some(b'\''),
                (None, b'<' | b'>') => return at,
                _ => {}
            }
        }
        attributes.len()
    }

    /// Steps over what a `script` or `style` holds, if it is closed somewhere.
    fn skip_hidden(&mut self, name: &str) {
        let hidden = self.last_hidden.iter().find(|(hidden, _)| *hidden == name);
        let Some((_, last)) = hidden else { return };
        if !self.ahead(*last) {
            return;
        }
        let Some(last) = *last else { return };
        let mut from = self.at;
        // The nearest end tag; the last one is sure to be there.
        while let Some(at) = self.html.get(from..).and_then(|rest| rest.find("</")) {
            let found = from + at;
            if found >= last || is_end_tag(self.html, found, name) {
                self.at = found;
                return;
            }
            from = found + 2;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.rest().is_empty() {
                return None;
            }
            if self.skip_declaration() {
                continue;
            }
            let start = self.at;
            if let Some(tag) = self.tag() {
                if !tag.closing {
                    self.skip_hidden(&tag.name());
                }
                return Some((start, Token::Tag(tag)));
            }
            let rest = self.rest();
            // A "<" that opens nothing is text.
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            let len = rest
                .get(skip..)
                .and_then(|rest| rest.find('<'))
                .map_or(rest.len(), |at| at + skip);
            self.at += len;
            return Some((start, Token::Text(rest.get(..len)?)));
        }
    }
}

fn is_end_tag(html: &str, at: usize, name: &str) -> bool {
    let wanted = html.as_bytes().get(at + 2..at + 2 + name.len());
    wanted.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
}

fn last_end_tag(html: &str, name: &str) -> Option<usize> {
    html.rmatch_indices("</")
        .map(|(at, _)| at)
        .find(|at| is_end_tag(html, *at, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(html: &str) -> String {
        Tokens::of(html)
            .map(|(_, token)| match token {
                Token::Text(text) => text.to_owned(),
                Token::Tag(tag) if tag.closing => format!("[/{}]", tag.name()),
                Token::Tag(tag) => format!("[{}]", tag.name()),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_what_is_left_out() {
        assert_eq!(shown("a<B class='x > y'>b</b >c"), "a[b]b[/b]c");
        assert_eq!(shown("a<!-- b --><!doctype x>c<!-->d"), "acd");
        assert_eq!(shown("<script>if (a<b) {}</SCRIPT>c"), "[script][/script]c");
        assert_eq!(shown("1 < 2 and <3"), "1 < 2 and <3");
    }

    #[test]
    fn what_nothing_closes_hides_nothing() {
        assert_eq!(shown("<!-- text"), " text");
        assert_eq!(shown("<style>text"), "[style]text");
        assert_eq!(shown("<a href=\"x>text</a>"), "[a]text[/a]");
        assert_eq!(shown("<div <p>text"), "[div][p]text");
        assert_eq!(shown("<a"), "<a");
    }

    #[test]
    fn attributes_in_three_notations() {
        let html = "<img alt=\"a b\" src='c' width=3 hidden>";
        let Some((_, Token::Tag(tag))) = Tokens::of(html).next() else {
            panic!("no tag")
        };
        assert_eq!(tag.attribute("ALT"), Some("a b"));
        assert_eq!(tag.attribute("src"), Some("c"));
        assert_eq!(tag.attribute("width"), Some("3"));
        assert_eq!(tag.attribute("hidden"), None);
    }

    proptest! {
        #[test]
        fn any_html_ends_and_loses_no_place(html in "([<>/!a\"'= -]|script|style|\\PC){0,60}") {
            let mut last = 0;
            for (at, _) in Tokens::of(&html) {
                prop_assert!(at >= last && html.is_char_boundary(at));
                last = at;
            }
        }
    }
}
