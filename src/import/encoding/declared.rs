//! What a page says of its own encoding.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How far into the file a declaration counts, in bytes (HTML standard, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// The encoding that a `<meta charset>` or an XML declaration names near the start of a file that begins
/// with a tag, or that an editor's `-*- coding: NAME -*-` names in the first two lines of another. UTF-16 cannot
/// be declared in bytes that are readable as ASCII, so it is not believed.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    let label = if head.trim_ascii_start().starts_with(b"<") {
        value_after(&head, b"<?xml", b"encoding")
            .or_else(|| value_after(&head, b"<meta", b"charset"))?
    } else {
        editors(&head)?
    };
    Encoding::for_label(label).filter(|found| *found != UTF_16LE && *found != UTF_16BE)
}

/// What Emacs and those that follow it write for themselves (GNU Emacs Manual, "Specifying File Variables").
fn editors(head: &[u8]) -> Option<&[u8]> {
    let lines = head.split(|byte| *byte == b'\n').take(2);
    let mut lines = lines.filter(|line| position(line, b"-*-").is_some());
    lines.find_map(|line| {
        let rest = line.get(position(line, b"coding:")? + b"coding:".len()..)?;
        let mut words = rest.split(|byte| byte.is_ascii_whitespace() || *byte == b';');
        words.find(|word| !word.is_empty())
    })
}

/// The value that follows `name` and `=` after the first `tag` that has it.
fn value_after<'a>(head: &'a [u8], tag: &[u8], name: &[u8]) -> Option<&'a [u8]> {
    let from = position(head, tag)? + tag.len();
    let rest = head.get(from..)?;
    let rest = rest.get(position(rest, name)? + name.len()..)?;
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || b"\"';/>?".contains(byte))
        .unwrap_or(rest.len());
    rest.get(..end)
}

fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|at| at == needle)
}

#[cfg(test)]
mod tests {
    use super::encoding;

    fn name(bytes: &[u8]) -> Option<&'static str> {
        encoding(bytes).map(encoding_rs::Encoding::name)
    }

    #[test]
    fn both_forms_of_meta_and_xml() {
        assert_eq!(
            name(b"<html><META Charset=\"Shift_JIS\">"),
            Some("Shift_JIS")
        );
        let pragma = b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">";
        assert_eq!(name(pragma), Some("windows-1251"));
        assert_eq!(name(b"<?xml version='1.0' encoding='Big5'?>"), Some("Big5"));
        let editor = b"A title\n% -*- mode: text; coding: KOI8-R; -*-\n";
        assert_eq!(name(editor), Some("KOI8-R"));
    }

    #[test]
    fn what_cannot_be_is_not_believed() {
        assert_eq!(name(b"<meta charset=utf-16>"), None);
        assert_eq!(name(b"<meta charset=x-no-such-thing>"), None);
        assert_eq!(name(b"The tag <meta charset=big5> is old."), None);
        assert_eq!(name(b"<p>charset=big5</p>"), None);
        assert_eq!(name(b"The word coding: big5 in prose"), None);
    }
}
