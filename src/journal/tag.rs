//! A word that the reader sorts by: the tag of an article, the label of a bookmark.

use crate::text::harmless_line;

/// Longest tag, in characters. What is longer is no word to sort by.
const TAG_CHARS: usize = 60;

/// `word` as it is kept as a tag or a label: harmless, on one line, single spaces, without the `#` that some write
/// before it, and cut at 60 characters. `None` when nothing is left.
pub fn tag(word: &str) -> Option<String> {
    let line = harmless_line(word);
    let mut kept = String::new();
    for part in line.trim().trim_start_matches('#').split_whitespace() {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(part);
    }
    if let Some((end, _)) = kept.char_indices().nth(TAG_CHARS) {
        kept.truncate(end);
        kept.truncate(kept.trim_end().len());
    }
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_plain_word_or_some() {
        for (word, wanted) in [
            (" #politics ", Some("politics")),
            ("to  read\tsoon\n", Some("to read soon")),
            ("# \u{202e}", None),
            ("", None),
            ("C#", Some("C#")),
        ] {
            assert_eq!(tag(word).as_deref(), wanted, "{word:?}");
        }
        assert_eq!(tag(&"é".repeat(90)), Some("é".repeat(TAG_CHARS)));
        let twice = tag(&format!("{} b", "a".repeat(59))).and_then(|kept| tag(&kept));
        assert_eq!(twice, Some("a".repeat(59)));
    }
}
