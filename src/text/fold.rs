//! Folding for search: what a reader types finds what a writer typeset.

use super::TextRange;

/// Every place where `needle` stands in `text`, from left to right, not overlapping. Curly quotes match
/// straight ones, a run of white space matches any other, and letter case is ignored unless `needle` has
/// a capital ("smart case"). Ranges are bytes of `text` as it is: no offset of a folded copy leaks out.
pub fn find_all(text: &str, needle: &str) -> Vec<TextRange> {
    let strict = needle.chars().any(char::is_uppercase);
    let pattern: Vec<char> =
        squeezed(needle.trim().chars().flat_map(|c| fold(c, strict))).collect();
    let Some(&first) = pattern.first() else {
        return Vec::new();
    };
    let bytes = text.as_bytes();
    if let Some([a, b, c]) = openings(first, strict) {
        let candidates = memchr::memchr3_iter(a, b, c, bytes);
        return verified(text, candidates, &pattern, strict);
    }
    let opens = |(at, c)| fold(c, strict).any(|f| f == first).then_some(at);
    let candidates = text.char_indices().filter_map(opens);
    verified(text, candidates, &pattern, strict)
}

/// The bytes with which a character may begin that folds into `first`, if they are few: those of a letter of
/// ASCII.
fn openings(first: char, strict: bool) -> Option<[u8; 3]> {
    let byte = u8::try_from(first).ok().filter(u8::is_ascii_alphanumeric)?;
    let upper = if strict {
        byte
    } else {
        byte.to_ascii_uppercase()
    };
    // The Kelvin sign and the dotted capital I have small letters in ASCII.
    let other = match byte {
        b'k' if !strict => 0xE2,
        b'i' if !strict => 0xC4,
        _ => upper,
    };
    Some([byte, upper, other])
}

/// The `candidates` at which `pattern` stands.
fn verified(
    text: &str,
    candidates: impl Iterator<Item = usize>,
    pattern: &[char],
    strict: bool,
) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut next = 0;
    for at in candidates {
        if at < next {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        if let Some(len) = matches_at(rest, pattern, strict) {
            found.push(TextRange::new(at, at + len));
            next = at + len;
        }
    }
    found
}

/// `text` folded for comparison: lower case, straight quotes, single spaces.
pub fn folded(text: &str) -> String {
    squeezed(text.trim().chars().flat_map(|c| fold(c, false))).collect()
}

/// The characters of [`folded`] without the trimming, each with the byte offset in `text` of the character
/// that it came from. Offsets never fall; a character that folds into two gives the same offset twice.
pub fn folds(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut in_space = false;
    text.char_indices()
        .flat_map(|(at, c)| fold(c, false).map(move |folded| (at, folded)))
        .filter(move |(_, c)| {
            let again = *c == ' ' && in_space;
            in_space = *c == ' ';
            !again
        })
}

/// Length in bytes of the beginning of `text` that equals `pattern`.
fn matches_at(text: &str, pattern: &[char], strict: bool) -> Option<usize> {
    let mut wanted = pattern.iter();
    let mut in_space = false;
    for (at, c) in text.char_indices() {
        for folded in fold(c, strict) {
            if folded == ' ' && in_space {
                continue;
            }
            in_space = folded == ' ';
            match wanted.next() {
                None => return Some(at),
                Some(&want) if want == folded => {}
                Some(_) => return None,
            }
        }
        if wanted.len() == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

fn fold(c: char, strict: bool) -> impl Iterator<Item = char> {
    let plain = match c {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    };
    // `to_lowercase` may give two characters (İ): both are compared.
    let lower = (!strict).then(|| plain.to_lowercase());
    let kept = strict.then_some(plain);
    lower
        .into_iter()
        .flatten()
        .chain(kept)
        .filter(|c| *c != '\u{AD}')
}

fn squeezed(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut in_space = false;
    chars.filter(move |c| {
        let again = *c == ' ' && in_space;
        in_space = *c == ' ';
        !again
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_smart_and_quotes_are_equal() {
        let text = "The Mole said: “the mole isn’t lit”.";
        assert_eq!(find_all(text, "mole").len(), 2);
        assert_eq!(find_all(text, "Mole").len(), 1);
        let hit = find_all(text, "\"the mole isn't")[0];
        assert_eq!(hit.of(text), "“the mole isn’t");
    }

    #[test]
    fn letters_that_fold_into_ascii_are_found() {
        let folds = |c: &char| fold(*c, false).any(|f| f.is_ascii_alphanumeric());
        let others: Vec<char> = ('\u{80}'..=char::MAX).filter(folds).collect();
        assert_eq!(others, ['İ', '\u{212A}']);
        assert_eq!(find_all("300 \u{212A}elvin, kelvin", "kelvin").len(), 2);
        assert_eq!(find_all("İ, i and I", "i").len(), 3);
        assert_eq!(find_all("1999 and 2025", "2025").len(), 1);
        assert_eq!(find_all("Kelvin, kelvin, \u{212A}elvin", "Kelvin").len(), 1);
    }

    #[test]
    fn folds_remember_where_they_came_from() {
        let text = "“Ä \n B";
        let pairs: Vec<_> = folds(text).collect();
        assert_eq!(pairs, [(0, '"'), (3, 'ä'), (5, ' '), (8, 'b')]);
    }

    #[test]
    fn offsets_are_of_the_text_itself() {
        let text = "İstanbul and istanbul";
        for hit in find_all(text, "stanbul") {
            assert_eq!(hit.of(text), "stanbul");
        }
        assert!(find_all("anything", "  ").is_empty());
    }
}
