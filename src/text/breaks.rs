//! Where a line may end: the opportunities of UAX #14.

/// A chance to end a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Byte offset of the first character of the next line.
    pub at: usize,
    /// The line must end here (a newline in the text).
    pub must: bool,
}

/// All chances to end a line in `text`, in order, the end of the text included.
pub fn breaks(text: &str) -> impl Iterator<Item = Break> {
    unicode_linebreak::linebreaks(text).map(move |(at, kind)| Break {
        at,
        must: kind == unicode_linebreak::BreakOpportunity::Mandatory && at < text.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_with_its_word() {
        let at: Vec<usize> = breaks("a word, then").map(|b| b.at).collect();
        assert_eq!(at, [2, 8, 12]);
    }
}
