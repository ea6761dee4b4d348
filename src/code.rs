//! What the words of a listing are: an article becomes the tokens of its code blocks.
//!
//! A [`Token`] says what a stretch of code is (a comment, a string), as a range of the article's text. Only
//! blocks that name a language which is known here have tokens; nothing guesses a language. The grammars come
//! from a library behind the feature `code-colours`; built without it, no block has tokens. Knows no colours,
//! no clock and no screen.

#[cfg(feature = "code-colours")]
mod grammars;
mod languages;
#[cfg(feature = "code-colours")]
mod scopes;

use crate::article::{Article, Block, BlockKind};
use crate::text::TextRange;

/// What a stretch of code is. What is none of these (a variable, a bracket) is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// Words for people.
    Comment,
    /// Text in quotes, and a regular expression.
    String,
    /// A number, with its unit.
    Number,
    /// A value that the language gives a name: `true`, `nil`.
    Constant,
    /// A word of the language itself, and the heading of a markup.
    Keyword,
    /// The name of a type.
    Type,
    /// The name of a function or a command, where it is defined or called.
    Function,
    /// The name of an element, a key or a property.
    Tag,
    /// A line that a patch adds.
    Inserted,
    /// A line that a patch takes away.
    Deleted,
}

/// Bytes of code that are read in one article; blocks beyond that have no tokens.
const MOST: usize = 256 * 1024;
/// Bytes of the longest block that is read.
const LONGEST_BLOCK: usize = 64 * 1024;

/// Whether `block` is code in a language that is known: its tokens are there or can be expected.
pub fn is_listing(block: &Block) -> bool {
    grammar(block).is_some()
}

/// Whether [`tokens`] would find any block to read in `article`.
pub fn has_listings(article: &Article) -> bool {
    listings(article).next().is_some()
}

/// The tokens of the code blocks of `article`, in order, none empty, none overlapping, each on one line. Asks
/// between two lines whether they are still `wanted`; if not, gives those found so far.
pub fn tokens(article: &Article, wanted: impl FnMut() -> bool) -> Vec<(TextRange, Token)> {
    #[cfg(feature = "code-colours")]
    return read(article, wanted);
    #[cfg(not(feature = "code-colours"))]
    {
        let _ = (article, wanted);
        Vec::new()
    }
}

#[cfg(feature = "code-colours")]
fn read(article: &Article, mut wanted: impl FnMut() -> bool) -> Vec<(TextRange, Token)> {
    let mut listings: Vec<_> = listings(article).collect();
    listings.sort_by_key(|(_, grammar)| *grammar);
    let mut tokens = Vec::new();
    // One language after another, each with grammars of its own: what one has grown to serves the next.
    for listings in listings.chunk_by(|a, b| a.1 == b.1) {
        let grammars = grammars::Grammars::new();
        let mut reading = grammars::Reading::new(&grammars, &article.text, &mut tokens);
        for (block, grammar) in listings {
            reading.block(block.range, grammar, &mut wanted);
        }
    }
    tokens.sort_unstable_by_key(|(range, _)| range.start);
    tokens
}

/// The blocks that have tokens, each with the name of its grammar.
fn listings(article: &Article) -> impl Iterator<Item = (&Block, &'static str)> {
    let mut left = MOST;
    article.blocks.iter().filter_map(move |block| {
        let grammar = grammar(block)?;
        left = left.checked_sub(block.range.len())?;
        Some((block, grammar))
    })
}

/// The name of the grammar for `block`, if it is code in a language that is known, and not too long.
fn grammar(block: &Block) -> Option<&'static str> {
    let BlockKind::Code(Some(language)) = &block.kind else {
        return None;
    };
    let read = cfg!(feature = "code-colours") && block.range.len() <= LONGEST_BLOCK;
    languages::grammar(language).filter(|_| read)
}

#[cfg(test)]
#[cfg(feature = "code-colours")]
mod tests;
