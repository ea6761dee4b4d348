//! Words of running text as a name finder sees them: their shape, and what stands before each.
//!
//! Knows nothing of names. Blocks are cut into lines at newlines and tabs (the cells of a table), since no
//! name crosses either. One pass over the characters.

use crate::article::{Article, BlockKind};
use crate::text::TextRange;
use std::ops::Range;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In small letters, or with none at its start ("iPhone").
    Lower,
    /// With a capital first and a small letter after it.
    Title,
    /// Two capitals or more and no small letter ("NATO").
    Upper,
    /// One capital ("J").
    Initial,
    /// Capitals parted by full stops ("U.S.").
    Dotted,
    /// A number, or letters of a script without case.
    Other,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The word begins a line, a sentence or a quotation: its capital says nothing.
    Opening,
    /// White space.
    Space,
    /// The stop of an initial or abbreviation, and white space.
    Stop,
    /// A hyphen without space.
    Hyphen,
    /// A comma.
    Comma,
    /// An opening bracket.
    Bracket,
    /// Anything else; the sentence goes on.
    Other,
}

/// A word. There is one for every six bytes of an article, so it is kept small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    /// In bytes; [`CLIPPED`] is set where "'s" or another short form was cut off.
    length: u16,
    /// How it is written.
    pub(super) shape: Shape,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// The bit of a length that says that a short form was cut off.
const CLIPPED: u16 = 1 << 15;

impl Token {
    /// A word of `length` bytes at `start`; none where it is longer than any word, or begins beyond the first four
    /// gigabytes.
    fn new(start: usize, length: usize, shape: Shape, gap: Gap) -> Option<Self> {
        let length = u16::try_from(length).ok().filter(|l| l & CLIPPED == 0)?;
        Some(Self {
            start: u32::try_from(start).ok()?,
            length,
            shape,
            gap,
        })
    }

    /// Where it stands; a possessive "'s" is left out.
    pub(super) fn range(self) -> TextRange {
        let start = self.start as usize;
        TextRange::new(start, start + usize::from(self.length & !CLIPPED))
    }

    /// Whether "'s" or another short form was cut off.
    pub(super) fn is_clipped(self) -> bool {
        self.length & CLIPPED != 0
    }

    fn clip(&mut self) {
        self.length |= CLIPPED;
    }

    /// Whether it begins with a capital.
    pub(super) fn is_capital(self) -> bool {
        matches!(
            self.shape,
            Shape::Title | Shape::Upper | Shape::Initial | Shape::Dotted
        )
    }
}

/// How the capitals of a line are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// A capital inside a sentence says something.
    Running,
    /// Every word has a capital, as in an English headline.
    Headline,
    /// Everything is in capitals.
    Shouting,
}

/// A line of words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words, as indices of the tokens.
    pub(super) tokens: Range<usize>,
    /// How its capitals are to be read.
    pub(super) manner: Manner,
}

/// Abbreviations whose stop does not end a sentence when a capital follows.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Ste", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Sgt",
    "Cpl", "Capt", "Cmdr", "Adm", "Rev", "Hon", "Mt", "Maj", "Brig", "Pvt", "Mme", "Mlle", "Fr",
];

/// The words of all blocks that hold running text, and the lines they stand in.
pub(super) fn tokens(article: &Article) -> (Vec<Token>, Vec<Line>) {
    let mut tokens = Vec::with_capacity(article.text.len() / 6);
    let mut lines = Vec::new();
    for block in &article.blocks {
        if matches!(block.kind, BlockKind::Code(_) | BlockKind::Rule) {
            continue;
        }
        let mut start = block.range.start;
        for line in block.range.of(&article.text).split(['\n', '\t']) {
            let first = tokens.len();
            read_line(line, start, &mut tokens);
            if tokens.len() > first {
                let manner = manner(&article.text, &tokens[first..]);
                lines.push(Line {
                    tokens: first..tokens.len(),
                    manner,
                });
            }
            start += line.len() + 1;
        }
    }
    (tokens, lines)
}

/// Adds the words of `line`, which stands at `base` in the text.
fn read_line(line: &str, base: usize, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let (mut start_before, mut end_before) = (0, 0);
    let mut at = 0;
    let (mut in_address, mut skipped) = (false, false);
    while let Some((start, end)) = next_word(line, at) {
        let word = line.get(start..end).unwrap_or("");
        let between = line.get(end_before..start).unwrap_or("");
        if is_detached(between, word) && tokens.len() > first {
            if let Some(before) = tokens.last_mut() {
                before.clip();
            }
            end_before = end;
            at = end;
            continue;
        }
        let kept = without_short_form(word);
        let gap = if tokens.len() == first {
            Gap::Opening
        } else {
            let before = line.get(start_before..end_before).unwrap_or("");
            match gap(between, before) {
                Gap::Opening => Gap::Opening,
                _ if skipped => Gap::Other,
                gap => gap,
            }
        };
        if between == "@" && !in_address {
            // Only where an address begins, or a line of nothing but "@" would be walked again and again.
            close_address(line, base, &mut tokens[first..]);
        }
        in_address = is_in_address(in_address, between, word);
        let shape = if in_address {
            Shape::Other
        } else {
            shape(word.get(..kept).unwrap_or(word))
        };
        let token = Token::new(base + start, kept, shape, gap);
        skipped = token.is_none();
        if let Some(mut token) = token {
            if kept < word.len() {
                token.clip();
            }
            tokens.push(token);
        }
        start_before = start;
        end_before = end;
        at = end;
    }
}

/// Whether `word` is a short form that stands apart from the word it belongs to ("Lund 's", "did n't"), as texts
/// have it that a program took apart.
fn is_detached(between: &str, word: &str) -> bool {
    matches!(
        (between, word),
        (" '" | " ’", "s" | "ll" | "re" | "ve" | "d" | "m")
    ) || (between == " " && matches!(word, "n't" | "n’t"))
}

/// Whether `word` is part of an address, as the word before `between` was or was not.
fn is_in_address(before: bool, between: &str, word: &str) -> bool {
    if before {
        !between.contains(char::is_whitespace)
    } else {
        word == "www" || matches!(between, "@" | "://")
    }
}

/// Takes the capitals off the words that touch the end of `tokens`: they are the name in an address.
fn close_address(line: &str, base: usize, tokens: &mut [Token]) {
    let mut next = None;
    for token in tokens.iter_mut().rev() {
        let touches = next.is_none_or(|next: usize| {
            line.get(token.range().end - base..next - base)
                .is_some_and(|gap| !gap.contains(char::is_whitespace))
        });
        if !touches {
            return;
        }
        token.shape = Shape::Other;
        next = Some(token.range().start);
    }
}

/// The next word of `line` at or after `at`: letters and digits, with an apostrophe or ampersand between
/// letters and the full stops of "U.S.".
fn next_word(line: &str, at: usize) -> Option<(usize, usize)> {
    let rest = line.get(at..)?;
    let start = at + rest.find(is_word)?;
    let mut end = start;
    let mut letters = 0;
    let mut chars = line.get(start..)?.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = match c {
            '\'' | '’' | '&' => next.is_some_and(char::is_alphabetic),
            // Only a lone capital before the stop makes it part of the word: "U.S", not "Oslo.The".
            '.' => {
                letters == 1 && {
                    let before = line.get(start..start + offset).unwrap_or("");
                    is_dotted(before) && next.is_some_and(char::is_uppercase)
                }
            }
            _ => is_word(c),
        };
        if !joins {
            break;
        }
        letters = if c == '.' { 0 } else { letters + 1 };
        end = start + offset + c.len_utf8();
    }
    // The last stop of "U.S." belongs to it; that of a lone initial is left to the gap.
    let word = line.get(start..end)?;
    if letters == 1 && word.contains('.') && line.get(end..)?.starts_with('.') {
        end += 1;
    }
    Some((start, end))
}

/// Whether `text` is capitals parted by stops, seen from its last few bytes.
fn is_dotted(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(char::is_uppercase) && back.next().is_none_or(|c| c == '.')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Length in bytes of `word` without "'s", "'ll" and the like.
fn without_short_form(word: &str) -> usize {
    let Some((at, mark)) = word
        .char_indices()
        .rev()
        .take(4)
        .find(|(_, c)| matches!(c, '\'' | '’'))
    else {
        return word.len();
    };
    let tail = word.get(at + mark.len_utf8()..).unwrap_or("");
    if at > 0 && matches!(tail, "s" | "S" | "ll" | "re" | "ve" | "d" | "m") {
        at
    } else {
        word.len()
    }
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return if word.chars().any(char::is_lowercase) {
            Shape::Lower
        } else {
            Shape::Other
        };
    }
    if word.ends_with("n't") || word.ends_with("n’t") {
        return Shape::Lower;
    }
    let mut capitals = 1;
    let mut stops = 0;
    for c in chars {
        if c.is_lowercase() {
            return Shape::Title;
        }
        capitals += usize::from(c.is_uppercase());
        stops += usize::from(c == '.');
    }
    match (capitals, stops) {
        (_, 1..) => Shape::Dotted,
        (1, 0) if word.chars().count() == 1 => Shape::Initial,
        _ => Shape::Upper,
    }
}

/// Reads what stands between `before` (the word and its clipped end) and the next word.
fn gap(between: &str, before: &str) -> Gap {
    if matches!(between, " " | "\u{A0}" | "\u{202F}") {
        return Gap::Space;
    }
    if matches!(between, "-" | "\u{2011}" | "\u{2010}") {
        return Gap::Hyphen;
    }
    let inner = between.trim();
    match inner {
        "" if !between.is_empty() => return Gap::Space,
        "," => return Gap::Comma,
        "(" => return Gap::Bracket,
        "." if between.len() > 1 => {
            let lone = before.chars().count() == 1 && before.chars().all(char::is_uppercase);
            return if lone || ABBREVIATIONS.contains(&before) {
                Gap::Stop
            } else {
                Gap::Opening
            };
        }
        _ => {}
    }
    let opens = |c: char| {
        matches!(
            c,
            '!' | '?' | '…' | ':' | '“' | '"' | '‘' | '„' | '«' | '•' | '*' | '|' | '>' | '。'
        )
    };
    // "example.org" stays in its sentence; "end. Start" and "end.” Start" do not.
    let stop = inner.contains('.') && between.ends_with(char::is_whitespace);
    if stop || inner.contains(opens) || inner.chars().any(is_picture) {
        Gap::Opening
    } else {
        Gap::Other
    }
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Words that an English headline leaves small.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off",
    "on", "or", "over", "per", "than", "that", "the", "to", "up", "via", "vs", "with",
];

/// How the capitals of a line are to be read.
fn manner(text: &str, tokens: &[Token]) -> Manner {
    let (mut long, mut capital, mut upper) = (0usize, 0usize, 0usize);
    for token in tokens {
        let word = token.range().of(text);
        if token.shape != Shape::Other && !SMALL.contains(&word) {
            long += 1;
            capital += usize::from(token.is_capital());
            upper += usize::from(token.shape == Shape::Upper);
        }
    }
    let end = tokens.last().map_or(0, |last| last.range().end);
    let sentence = text.get(end..).is_some_and(|rest| rest.starts_with('.'));
    if long >= 2 && upper * 4 >= long * 3 {
        Manner::Shouting
    } else if long >= 4 && capital * 5 >= long * 4 && !sentence {
        Manner::Headline
    } else {
        Manner::Running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(&str, Shape, Gap)> {
        let mut tokens = Vec::new();
        read_line(line, 0, &mut tokens);
        tokens
            .iter()
            .map(|t| (t.range().of(line), t.shape, t.gap))
            .collect()
    }

    #[test]
    fn possessives_are_cut_and_inner_apostrophes_kept() {
        let words: Vec<_> = read("Okafor’s O'Brien's L'Aquila don't")
            .iter()
            .map(|w| w.0)
            .collect();
        assert_eq!(words, ["Okafor", "O'Brien", "L'Aquila", "don't"]);
    }

    #[test]
    fn stops_of_initials_and_titles_do_not_end_a_sentence() {
        let words = read("Mr. Lund of the U.S. met J. P. Holm. Then rain.");
        assert_eq!(words[1], ("Lund", Shape::Title, Gap::Stop));
        assert_eq!(words[4], ("U.S.", Shape::Dotted, Gap::Space));
        assert_eq!(words[8], ("Holm", Shape::Title, Gap::Stop));
        assert_eq!(words[9], ("Then", Shape::Title, Gap::Opening));
    }

    #[test]
    fn a_quotation_opens_a_sentence_and_a_comma_does_not() {
        let words = read("He said, “Storms pass”, then Lund, Holm (Brevik)");
        assert_eq!(words[2].2, Gap::Opening);
        assert_eq!(words[6].2, Gap::Comma);
        assert_eq!(words[7].2, Gap::Bracket);
    }

    #[test]
    fn scripts_without_case_have_no_capitals() {
        let words = read("村上 Zoë Łukasz NATO AT&T 2025");
        let shapes: Vec<_> = words.iter().map(|w| w.1).collect();
        assert_eq!(
            shapes,
            [
                Shape::Other,
                Shape::Title,
                Shape::Title,
                Shape::Upper,
                Shape::Upper,
                Shape::Other
            ]
        );
    }

    #[test]
    fn long_addresses_stay_cheap() {
        let long = "a-B@".repeat(100_000);
        assert!(
            read(&long).iter().all(|w| w.1 != Shape::Initial),
            "no capital of an address counts"
        );
    }

    #[test]
    fn what_is_longer_than_any_word_is_none_and_words_are_small() {
        let text = format!("Lund {} Holm", "Å".repeat(20_000));
        let words: Vec<_> = read(&text).iter().map(|w| (w.0, w.2)).collect();
        assert_eq!(words, [("Lund", Gap::Opening), ("Holm", Gap::Other)]);
        assert_eq!(size_of::<Token>(), 8);
    }

    #[test]
    fn dotted_words_stay_cheap_on_long_runs() {
        let long = "A.".repeat(16_000);
        assert_eq!(read(&long).len(), 1);
    }
}
