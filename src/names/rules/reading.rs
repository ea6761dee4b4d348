//! The words of an article, each looked up once.

use crate::article::Article;
use crate::names::lexicon::{Lexicon, Marks, lexicon};
use crate::names::tokens::{Gap, Line, Shape, Token, tokens};
use std::collections::HashSet;

/// English words of grammar that other languages do not share. In English prose they are every fifth word.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "that", "with", "was", "is", "are", "for", "it", "he", "they",
    "this", "have", "has", "from", "by",
];

/// With fewer words than this a text without a language is taken for English.
const FEW_WORDS: usize = 30;

/// With fewer words than this what an article says of its language counts, whatever the words look like.
const ENOUGH_WORDS: usize = 120;

/// Whether an article of `words` words, `english` of them grammar of English, is in English. Sites that never set
/// their language say that they are, so what an article says of itself is believed unless its words deny it.
fn is_english(article: &Article, words: usize, english: usize) -> bool {
    let says_so = article.metadata.language.as_deref().map(|tag| {
        let head = tag.get(..2);
        head.is_some_and(|head| head.eq_ignore_ascii_case("en"))
    });
    match says_so {
        Some(true) => words < ENOUGH_WORDS || english * 25 >= words,
        Some(false) => words >= ENOUGH_WORDS && english * 7 >= words,
        None => words < FEW_WORDS || english * 14 >= words,
    }
}

/// An article's words and what the lists say of them.
pub(in crate::names) struct Reading<'a> {
    pub(in crate::names) text: &'a str,
    pub(in crate::names) tokens: Vec<Token>,
    pub(in crate::names) marks: Vec<Marks>,
    pub(in crate::names) lines: Vec<Line>,
    pub(in crate::names) lexicon: &'static Lexicon,
    /// Words that occur in small letters.
    pub(in crate::names) small: HashSet<&'a str>,
    /// Whether the rules of English may be used.
    pub(in crate::names) is_english: bool,
}

impl<'a> Reading<'a> {
    pub(in crate::names) fn new(article: &'a Article) -> Self {
        let lexicon = lexicon();
        let (tokens, lines) = tokens(article);
        let mut marks = Vec::with_capacity(tokens.len());
        let mut small = HashSet::new();
        let mut english = 0;
        for token in &tokens {
            let word = token.range().of(&article.text);
            let mut known = lexicon.marks(word);
            if token.shape == Shape::Lower {
                small.insert(word);
                english += usize::from(ENGLISH.contains(&word));
            } else if known == Marks::default()
                && let Some(singular) = word.strip_suffix('s')
            {
                let singular = lexicon.marks(singular);
                if singular.any(Marks::DEMONYM) || singular.any(Marks::TITLE_RANK) {
                    known = singular;
                }
            }
            marks.push(known);
        }
        let is_english = is_english(article, tokens.len(), english);
        Self {
            text: &article.text,
            tokens,
            marks,
            lines,
            lexicon,
            small,
            is_english,
        }
    }

    /// The word at `index`; empty beyond the end.
    pub(in crate::names) fn word(&self, index: usize) -> &'a str {
        self.tokens
            .get(index)
            .map_or("", |t| t.range().of(self.text))
    }

    /// What is known of the word at `index`.
    pub(in crate::names) fn marks(&self, index: usize) -> Marks {
        self.marks.get(index).copied().unwrap_or_default()
    }

    /// The text from the word `first` up to the word before `end`.
    pub(in crate::names) fn slice(&self, first: usize, end: usize) -> &'a str {
        match (self.tokens.get(first), self.tokens.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) => a.range().join(b.range()).of(self.text),
            _ => "",
        }
    }

    /// Whether the word at `index` is joined to the one before it as parts of one name are.
    pub(in crate::names) fn is_joined(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else {
            return false;
        };
        matches!(token.gap, Gap::Space | Gap::Stop | Gap::Hyphen)
            && index > 0
            && !self.tokens[index - 1].is_clipped()
    }

    /// The longest entry of the lists that begins with the word `first` and ends before `limit`: the number
    /// of its words, and its marks. A word that is in no list gives 1 and no marks.
    pub(in crate::names) fn phrase(&self, first: usize, limit: usize) -> (usize, Marks) {
        let longest = self.lexicon.longest(self.word(first));
        for count in (2..=longest).rev() {
            let end = first + count;
            if end > limit || !(first + 1..end).all(|k| self.is_joined(k)) {
                continue;
            }
            let marks = self.lexicon.marks(self.slice(first, end));
            if marks != Marks::default() {
                return (count, marks);
            }
        }
        (1, self.marks(first))
    }

    /// Whether the capital of the word at `index` says nothing, because a sentence begins there.
    pub(in crate::names) fn is_opening(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .is_none_or(|token| token.gap == Gap::Opening)
    }

    /// Whether the word at `index` occurs in small letters elsewhere.
    pub(in crate::names) fn is_small_elsewhere(&self, index: usize) -> bool {
        self.small
            .contains(self.word(index).to_lowercase().as_str())
    }
}
