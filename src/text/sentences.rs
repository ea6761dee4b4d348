//! Where sentences end, well enough to choose a passage by.
//!
//! A full stop ends a sentence unless it follows an abbreviation or an initial; closing quotes and brackets
//! belong to the sentence before them. The idea is that of UAX #29's sentence rules with a list of
//! abbreviations added, since those rules alone part "Mr. Okafor".

use super::TextRange;

/// Words before a full stop that do not end a sentence. Compared without the stop, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt",
    "cmdr", "adm", "rev", "hon", "jr", "sr", "vs", "etc", "e.g", "i.e", "no", "vol", "fig", "inc",
    "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "approx", "ca", "cf", "al", "u.s", "u.k", "u.n", "a.m", "p.m", "z.b", "d.h",
    "bzw", "nr", "mme", "mlle",
];

/// Abbreviations that end a sentence when a capital follows ("at 9 a.m. The boats…").
const MAY_END: &[&str] = &[
    "etc", "inc", "ltd", "co", "corp", "u.s", "u.k", "u.n", "a.m", "p.m", "jr", "sr", "al",
];

/// The sentences of one block of text, in order, without the white space between them. Every character
/// that is not white space at a border lies in exactly one of them.
pub fn sentences(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut start = skip_space(text, 0);
    let mut from = start;
    while let Some(stop) = next_stop(text, from) {
        let end = past_closers(text, stop);
        let next = skip_space(text, end);
        let newline = text.get(end..next).is_some_and(|gap| gap.contains('\n'));
        if newline || is_end(text, start, stop, end, next) {
            found.push(TextRange::new(start, end));
            start = next;
        }
        from = end.max(from + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        from = from.max(start);
    }
    let end = text.trim_end().len();
    if start < end {
        found.push(TextRange::new(start, end));
    }
    found
}

/// Offset just past the next run of sentence punctuation at or after `from`.
fn next_stop(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let at = rest.find(is_stop)?;
    let run = rest.get(at..)?;
    let len = run.find(|c| !is_stop(c)).unwrap_or(run.len());
    Some(from + at + len)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn past_closers(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let len = rest
        .find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』'))
        .unwrap_or(rest.len());
    at + len
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}

fn is_end(text: &str, start: usize, stop: usize, end: usize, next: usize) -> bool {
    let head = text.get(start..stop).unwrap_or("");
    if head.ends_with(['。', '！', '？']) {
        return true;
    }
    let Some(after) = text.get(next..).and_then(|rest| rest.chars().next()) else {
        return true;
    };
    if next == end {
        return false; // "3.5", "example.org", "said.]then": no space, no end
    }
    if after.is_lowercase() {
        return false;
    }
    if head.ends_with(['!', '?', '…']) || !head.ends_with('.') || head.ends_with("..") {
        return true;
    }
    let body = head.trim_end_matches('.');
    let word = body
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
        .next()
        .unwrap_or("");
    let folded = word.to_lowercase();
    if MAY_END.contains(&folded.as_str()) {
        return after.is_uppercase();
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !initial && !ABBREVIATIONS.contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| r.of(text)).collect()
    }

    #[test]
    fn titles_initials_and_figures_do_not_end_a_sentence() {
        assert_eq!(
            split(
                "Mr. Okafor paid 3.5 million. J. P. Lund did not! “Why?” she asked. Nobody knew."
            ),
            [
                "Mr. Okafor paid 3.5 million.",
                "J. P. Lund did not!",
                "“Why?” she asked.",
                "Nobody knew."
            ]
        );
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        assert_eq!(
            split("“It was dark.” We waited."),
            ["“It was dark.”", "We waited."]
        );
        assert_eq!(split("町は暗い。船は待つ。"), ["町は暗い。", "船は待つ。"]);
    }

    #[test]
    fn nothing_but_space_is_lost() {
        for text in [
            "",
            "   ",
            "no stop",
            "a.b.c. D",
            "...",
            "Hm… well. ",
            "x?!?! Y",
        ] {
            let kept: String = split(text).concat().split_whitespace().collect();
            let all: String = text.split_whitespace().collect();
            assert_eq!(kept, all, "{text:?}");
        }
    }
}
