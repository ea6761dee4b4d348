//! From the scopes of a grammar to a token.
//!
//! A grammar gives every stretch of code a stack of scopes, dotted names from the general to the particular
//! (`source.js`, `string.quoted.double.js`, `constant.character.escape.js`). The names follow the guidelines
//! of Sublime Text (<https://www.sublimetext.com/docs/scope_naming.html>), which the grammars of many hands
//! keep more or less; so the rules below ask for the first parts of a name only.

use super::Token;
use syntect::parsing::Scope;

/// What a scope says about the code in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// It is this.
    Is(Token),
    /// It is a keyword if it is a word (`and`), and nothing if it is a sign (`&&`).
    WordIs(Token),
    /// Whatever the scopes around it say.
    AsAround,
    /// It is code of its own, and what stands around it does not count (`${…}` in a string).
    Apart,
}

/// How deep a stack is searched, from its top: a hostile file opens brackets without end.
const DEPTH: usize = 24;

/// First parts of scopes and what they say; the first that fits counts.
const RULES: &[(&str, Verdict)] = &[
    ("comment", Verdict::Is(Token::Comment)),
    ("string.unquoted", Verdict::AsAround),
    ("string", Verdict::Is(Token::String)),
    ("constant.numeric", Verdict::Is(Token::Number)),
    ("constant.other.color", Verdict::Is(Token::Number)),
    ("keyword.other.unit", Verdict::Is(Token::Number)),
    ("constant.language", Verdict::Is(Token::Constant)),
    ("support.constant", Verdict::Is(Token::Constant)),
    ("variable.language", Verdict::Is(Token::Constant)),
    ("keyword.operator", Verdict::WordIs(Token::Keyword)),
    ("keyword", Verdict::Is(Token::Keyword)),
    ("storage.modifier.lifetime", Verdict::Is(Token::Type)),
    ("storage.type.function.arrow", Verdict::AsAround),
    ("storage", Verdict::Is(Token::Keyword)),
    ("support.type.property-name", Verdict::Is(Token::Tag)),
    ("support.type", Verdict::Is(Token::Type)),
    ("support.class", Verdict::Is(Token::Type)),
    ("entity.name.tag", Verdict::Is(Token::Tag)),
    ("entity.name.table", Verdict::Is(Token::Tag)),
    ("entity.name.section", Verdict::Is(Token::Keyword)),
    ("entity.name.function", Verdict::Is(Token::Function)),
    ("entity.name.macro", Verdict::Is(Token::Function)),
    ("entity.name.type", Verdict::Is(Token::Type)),
    ("entity.name.class", Verdict::Is(Token::Type)),
    ("entity.name.struct", Verdict::Is(Token::Type)),
    ("entity.name.enum", Verdict::Is(Token::Type)),
    ("entity.name.union", Verdict::Is(Token::Type)),
    ("entity.name.trait", Verdict::Is(Token::Type)),
    ("entity.name.interface", Verdict::Is(Token::Type)),
    ("entity.name.impl", Verdict::Is(Token::Type)),
    ("entity.other.inherited-class", Verdict::Is(Token::Type)),
    (
        "entity.other.attribute-name.class.css",
        Verdict::Is(Token::Tag),
    ),
    (
        "entity.other.attribute-name.id.css",
        Verdict::Is(Token::Tag),
    ),
    ("support.function", Verdict::Is(Token::Function)),
    ("support.macro", Verdict::Is(Token::Function)),
    ("variable.function", Verdict::Is(Token::Function)),
    ("markup.heading", Verdict::Is(Token::Keyword)),
    ("markup.inserted", Verdict::Is(Token::Inserted)),
    ("markup.deleted", Verdict::Is(Token::Deleted)),
    ("source.regexp", Verdict::AsAround),
    ("source", Verdict::Apart),
    ("text", Verdict::Apart),
    ("meta.embedded", Verdict::Apart),
    ("meta.interpolation", Verdict::Apart),
    ("meta.template.expression", Verdict::Apart),
];
/// Scopes of the key of a mapping: a string in it is no string to the reader.
const KEYS: &[&str] = &["meta.mapping.key", "meta.structure.dictionary.key"];

/// The rules, ready to be asked.
pub(super) struct Rules {
    rules: Vec<(Scope, Verdict)>,
    keys: Vec<Scope>,
}

impl Rules {
    pub(super) fn new() -> Self {
        // A name of more than eight parts is no scope; the test below holds that there is none.
        let scope = |name: &str| Scope::new(name).ok();
        Self {
            rules: RULES
                .iter()
                .filter_map(|(name, verdict)| Some((scope(name)?, *verdict)))
                .collect(),
            keys: KEYS.iter().filter_map(|name| scope(name)).collect(),
        }
    }

    /// What `code` is, which stands in `scopes`, the innermost last.
    pub(super) fn token(&self, scopes: &[Scope], code: &str) -> Option<Token> {
        let mut found = None;
        for scope in scopes.iter().rev().take(DEPTH) {
            match self.verdict(*scope, code) {
                // Nothing in a comment is anything else.
                Verdict::Is(Token::Comment) => return Some(Token::Comment),
                Verdict::Is(token) | Verdict::WordIs(token) => found = found.or(Some(token)),
                Verdict::AsAround if found == Some(Token::String) && self.is_key(*scope) => {
                    return Some(Token::Tag);
                }
                Verdict::AsAround => {}
                Verdict::Apart => break,
            }
        }
        found
    }

    fn verdict(&self, scope: Scope, code: &str) -> Verdict {
        let rule = self.rules.iter().find(|(name, _)| name.is_prefix_of(scope));
        match rule.map(|(_, verdict)| *verdict) {
            Some(Verdict::WordIs(_)) if !code.starts_with(char::is_alphabetic) => Verdict::AsAround,
            Some(verdict) => verdict,
            None => Verdict::AsAround,
        }
    }

    fn is_key(&self, scope: Scope) -> bool {
        self.keys.iter().any(|name| name.is_prefix_of(scope))
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYS, RULES, Rules};
    use crate::code::Token;
    use syntect::parsing::Scope;

    fn token(scopes: &str, code: &str) -> Option<Token> {
        let scopes: Vec<Scope> = scopes.split(' ').map(|s| Scope::new(s).unwrap()).collect();
        Rules::new().token(&scopes, code)
    }

    #[test]
    fn every_rule_is_a_scope() {
        let rules = Rules::new();
        assert_eq!(rules.rules.len(), RULES.len());
        assert_eq!(rules.keys.len(), KEYS.len());
    }

    #[test]
    fn the_innermost_scope_that_says_something_counts() {
        let inside = "source.js string.quoted.js punctuation.definition.string.begin.js";
        assert_eq!(token(inside, "\""), Some(Token::String));
        let embedded = "source.js string.quoted.js meta.interpolation.js variable.other.js";
        assert_eq!(token(embedded, "x"), None);
        let noted = "source.js comment.line.js keyword.codetag.js";
        assert_eq!(token(noted, "TODO"), Some(Token::Comment));
    }

    #[test]
    fn a_sign_is_no_keyword_and_a_word_is() {
        let operator = "source.py keyword.operator.logical.py";
        assert_eq!(token(operator, "and"), Some(Token::Keyword));
        assert_eq!(token(operator, "&&"), None);
    }

    #[test]
    fn a_key_in_quotes_is_a_key() {
        let key = "source.json meta.mapping.key.json string.quoted.double.json";
        assert_eq!(token(key, "a"), Some(Token::Tag));
        let value = "source.json meta.mapping.value.json string.quoted.double.json";
        assert_eq!(token(value, "a"), Some(Token::String));
    }
}
