//! Where a line may end: the opportunities of UAX #14.

use unicode_segmentation::GraphemeCursor;

/// A chance to end a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Byte offset of the first character of the next line.
    pub at: usize,
    /// The line must end here (a newline in the text).
    pub must: bool,
}

/// All chances to end a line in `text`, in order, the end of the text included. None lies inside a grapheme
/// cluster: UAX #14 would part a space from the accent on it, and a picture from the colour of its skin.
pub fn breaks(text: &str) -> impl Iterator<Item = Break> {
    let chances = unicode_linebreak::linebreaks(text).map(move |(at, kind)| Break {
        at,
        must: kind == unicode_linebreak::BreakOpportunity::Mandatory && at < text.len(),
    });
    chances.filter(move |chance| starts_cluster(text, chance.at))
}

/// Whether a grapheme cluster starts at byte `at` of `text`, or the text ends there.
fn starts_cluster(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    match next {
        None => true,
        // The two letters of a flag are never parted by UAX #14, and the cursor counts all before them.
        Some(c) if c.is_ascii() || matches!(c, '\u{1F1E6}'..='\u{1F1FF}') => true,
        Some(_) => GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_with_its_word() {
        let at: Vec<usize> = breaks("a word, then").map(|b| b.at).collect();
        assert_eq!(at, [2, 8, 12]);
    }

    #[test]
    fn no_chance_lies_inside_a_cluster() {
        for text in ["a \u{301}b", "京\u{1F3FB}", "a \u{200D}b"] {
            let at: Vec<usize> = breaks(text).map(|b| b.at).collect();
            assert_eq!(at, [text.len()], "{text:?}");
        }
    }
}
