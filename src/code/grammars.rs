//! Code read with the grammars of the library, line by line.
//!
//! The library (syntect, with the grammars that bat keeps) takes a line and the state after the line before,
//! and gives the byte offsets at which scopes begin and end. Its grammars are regular expressions with
//! memory: the time for a line grows with its square and worse, hence the limit on lines.

use super::Token;
use super::scopes::Rules;
use crate::text::TextRange;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

/// Bytes of the longest line that is read; a longer one is no longer written by a person. Measured on two
/// thousand spaces, brackets and quotes of every kind, no line of this length takes more than half a second,
/// and few take more than a tenth.
pub(super) const LONGEST_LINE: usize = 1024;

/// The grammars and what their scopes mean. Made anew for each language of an article, in under two
/// milliseconds: what they grow to while they read, megabytes a language, is given back then.
pub(super) struct Grammars {
    set: SyntaxSet,
    rules: Rules,
}

impl Grammars {
    pub(super) fn new() -> Self {
        Self {
            set: two_face::syntax::extra_newlines(),
            rules: Rules::new(),
        }
    }

    #[cfg(test)]
    pub(super) fn has(&self, grammar: &str) -> bool {
        self.set.find_syntax_by_token(grammar).is_some()
    }
}

/// An article's code being read.
pub(super) struct Reading<'a> {
    grammars: &'a Grammars,
    text: &'a str,
    /// What has been found.
    tokens: &'a mut Vec<(TextRange, Token)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        grammars: &'a Grammars,
        text: &'a str,
        tokens: &'a mut Vec<(TextRange, Token)>,
    ) -> Self {
        Self {
            grammars,
            text,
            tokens,
        }
    }

    /// Reads a block. A line too long is passed over: the next is read as if it were not there. Where the
    /// library gives up, the rest of the block has no tokens.
    pub(super) fn block(
        &mut self,
        block: TextRange,
        grammar: &str,
        wanted: &mut impl FnMut() -> bool,
    ) {
        let set = &self.grammars.set;
        let Some(syntax) = set.find_syntax_by_token(grammar) else {
            return;
        };
        let mut state = ParseState::new(syntax);
        let mut scopes = ScopeStack::new();
        let mut start = block.start;
        for line in block.of(self.text).split_inclusive('\n') {
            if !wanted() {
                return;
            }
            if line.len() <= LONGEST_LINE
                && self.line(start, line, &mut state, &mut scopes).is_none()
            {
                return;
            }
            start += line.len();
        }
    }

    /// Reads a line that starts at byte `start` of the text; `None` where the library gives up.
    fn line(
        &mut self,
        start: usize,
        line: &str,
        state: &mut ParseState,
        scopes: &mut ScopeStack,
    ) -> Option<()> {
        let mut from = 0;
        for (at, change) in state.parse_line(line, &self.grammars.set).ok()? {
            self.piece(start, line, from..at, scopes);
            from = at.max(from);
            scopes.apply(&change).ok()?;
        }
        self.piece(start, line, from..line.len(), scopes);
        Some(())
    }

    /// Takes in the bytes `piece` of `line`, if they are a token.
    fn piece(
        &mut self,
        start: usize,
        line: &str,
        piece: std::ops::Range<usize>,
        scopes: &ScopeStack,
    ) {
        let code = line.get(piece.clone()).unwrap_or("");
        let shown = code.trim_end_matches('\n');
        if shown.trim().is_empty() {
            return;
        }
        let Some(token) = self.grammars.rules.token(&scopes.scopes, shown) else {
            return;
        };
        let range = TextRange::new(start + piece.start, start + piece.start + shown.len());
        match self.tokens.last_mut() {
            Some((last, same)) if last.end == range.start && *same == token => last.end = range.end,
            _ => self.tokens.push((range, token)),
        }
    }
}
