//! The plain way out: a page that cannot be parsed is read with its tags taken off. One pass, no tree.

use super::tags::raw_text_end;
use crate::article::{BlockKind, Builder, Nesting};

/// Elements inside a line; all others end it.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Writes the text of `html` into `builder`, block by block.
pub(super) fn write(html: &str, builder: &mut Builder) {
    let mut rest = html;
    let mut kind = BlockKind::Paragraph;
    loop {
        let at = rest.find('<').unwrap_or(rest.len());
        let (text, tail) = rest.split_at(at);
        say(text, &kind, builder);
        let Some(tag) = tail.strip_prefix('<') else {
            break;
        };
        rest = read_tag(tag, &mut kind, builder);
    }
    builder.end();
}

fn say(text: &str, kind: &BlockKind, builder: &mut Builder) {
    if !builder.is_open() {
        if text.trim().is_empty() {
            return;
        }
        builder.begin(kind.clone(), Nesting::default());
    }
    builder.prose(&decoded(text));
}

/// Reads a tag after its `<`; gives what follows.
fn read_tag<'a>(tag: &'a str, kind: &mut BlockKind, builder: &mut Builder) -> &'a str {
    if let Some(comment) = tag.strip_prefix("!--") {
        return comment
            .find("-->")
            .and_then(|at| comment.get(at + 3..))
            .unwrap_or("");
    }
    let closing = tag.starts_with('/');
    let body = tag.strip_prefix('/').unwrap_or(tag);
    if !body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        say("<", kind, builder);
        return tag;
    }
    let len = body
        .bytes()
        .take(16)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = body.get(..len).unwrap_or("").to_ascii_lowercase();
    let rest = body
        .find('>')
        .and_then(|at| body.get(at + 1..))
        .unwrap_or("");
    begin_or_end(&name, closing, rest, kind, builder)
}

/// What a tag means for the blocks; gives what follows it, raw text left out.
fn begin_or_end<'a>(
    name: &str,
    closing: bool,
    rest: &'a str,
    kind: &mut BlockKind,
    builder: &mut Builder,
) -> &'a str {
    if INLINE.contains(&name) {
        return rest;
    }
    if name == "br" {
        builder.line_break();
        return rest;
    }
    builder.end();
    if !closing
        && matches!(
            name,
            "script" | "style" | "title" | "textarea" | "noscript" | "iframe"
        )
    {
        return raw_text_end(rest, 0, name)
            .and_then(|end| rest.get(end..))
            .unwrap_or("");
    }
    *kind = match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] if !closing => BlockKind::Heading(level - b'0'),
        _ => BlockKind::Paragraph,
    };
    rest
}

/// `text` with the commonest character references resolved; others stay as they are written.
fn decoded(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        clean.push_str(before);
        let end = tail.bytes().take(12).position(|b| b == b';');
        let found = end.and_then(|end| Some((end, reference(tail.get(1..end)?)?)));
        if let Some((end, c)) = found {
            clean.push(c);
            rest = tail.get(end + 1..).unwrap_or("");
        } else {
            clean.push('&');
            rest = tail.get(1..).unwrap_or("");
        }
    }
    clean.push_str(rest);
    clean
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Metadata};

    #[test]
    fn blocks_headings_and_references_survive() {
        let mut builder = Builder::new(Format::Html);
        let page =
            "<style>p{}</style><h2>Tide &amp; time</h2><p>One <b>bold</b> 3 < 4<br>line&#8217;s";
        write(page, &mut builder);
        let article = builder.finish(Metadata::default());
        assert_eq!(article.text, "Tide & time\nOne bold 3 < 4\nline’s");
        assert_eq!(article.blocks[0].kind, BlockKind::Heading(2));
    }
}
