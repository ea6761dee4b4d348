//! Folding for search: what a reader types finds what a writer typeset.

use super::TextRange;

/// Every place where `needle` stands in `text`, from left to right, not overlapping. Curly quotes match
/// straight ones, a run of white space matches any other, and letter case is ignored unless `needle` has
/// a capital ("smart case"). Ranges are bytes of `text` as it is: no offset of a folded copy leaks out.
pub fn find_all(text: &str, needle: &str) -> Vec<TextRange> {
    let strict = needle.chars().any(char::is_uppercase);
    let pattern: Vec<char> =
        squeezed(needle.trim().chars().flat_map(|c| fold(c, strict))).collect();
    let mut found = Vec::new();
    let Some(&first) = pattern.first() else {
        return found;
    };
    let mut next = 0;
    for (at, c) in text.char_indices() {
        if at < next || !fold(c, strict).any(|f| f == first) {
            continue;
        }
        if let Some(len) = matches_at(text.get(at..).unwrap_or(""), &pattern, strict) {
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
