//! Where the names stand that the reader has added.
//!
//! Knows nothing of names that were found. All names are looked for in one walk over the text, in a tree of their
//! words (a trie, Fredkin 1960): however many there are, each word of the text is looked up once, and the words
//! after it as long as they go on as some name does.

use super::LONGEST_NAME;
use crate::article::{Article, BlockKind};
use crate::text::TextRange;
use std::borrow::Cow;
use std::collections::HashMap;

/// The names to look for.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    /// The tree; the first is its root. Without names there is none.
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// What follows, by the next word.
    next: HashMap<Box<str>, usize>,
    /// The class of the name that ends here.
    class: Option<usize>,
}

impl Occurrences {
    /// Whether nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Looks for `name`, which is one of `class`, from now on.
    pub(super) fn look_for(&mut self, name: &str, class: usize) {
        let name = name.trim();
        if !name.contains(char::is_alphanumeric) || name.len() > LONGEST_NAME {
            return;
        }
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let (mut at, mut node) = (0, 0);
        while let Some(word) = word_at(name, at) {
            at = word.end;
            let fresh = self.nodes.len();
            node = *self.nodes[node]
                .next
                .entry(word.key.into())
                .or_insert(fresh);
            if node == fresh {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[node].class = Some(class);
    }

    /// Where the names stand in `article`, each with its class: the longest at each place, from left to right, not
    /// overlapping. Letter case counts, quotes and white space are alike; a name ends where a word ends.
    pub(super) fn find(&self, article: &Article) -> Vec<(TextRange, usize)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        for block in &article.blocks {
            if matches!(block.kind, BlockKind::Code(_) | BlockKind::Rule) {
                continue;
            }
            let cells = matches!(block.kind, BlockKind::Table(_));
            let text = block.range.of(&article.text);
            let mut at = 0;
            while let Some(end) = word_at(text, at).map(|word| word.end) {
                if let Some((len, class)) = self.longest(text.get(at..).unwrap_or(""), cells) {
                    let start = block.range.start + at;
                    found.push((TextRange::new(start, start + len), class));
                    at += len;
                } else {
                    at = end;
                }
            }
        }
        found
    }

    /// The longest name that `text` begins with: its length in bytes, and its class.
    fn longest(&self, text: &str, cells: bool) -> Option<(usize, usize)> {
        let (mut at, mut node) = (0, 0);
        let mut longest = None;
        while let Some(word) = word_at(text, at) {
            let between_cells =
                cells && text.get(at..word.end)?.contains(['\t', '\n']) && word.key == " ";
            let next = self.nodes[node].next.get(word.key.as_ref());
            let Some(next) = next.filter(|_| !between_cells) else {
                break;
            };
            (at, node) = (word.end, *next);
            if let Some(class) = self.nodes[node].class
                && !text.get(at..)?.starts_with(is_attached)
            {
                longest = Some((at, class));
            }
        }
        longest
    }
}

/// A word, a run of white space, or a character that is neither.
struct Word<'a> {
    /// What it is known by.
    key: Cow<'a, str>,
    /// Where it ends, in bytes.
    end: usize,
}

/// What stands in `text` at the byte `at`; none at its end.
fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let run = |belongs: fn(char) -> bool| {
        let len = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        rest.get(..len).unwrap_or(rest)
    };
    let (key, len) = match first {
        _ if first.is_whitespace() => (Cow::Borrowed(" "), run(char::is_whitespace).len()),
        '‘' | '’' | 'ʼ' => (Cow::Borrowed("'"), first.len_utf8()),
        '“' | '”' | '„' => (Cow::Borrowed("\""), first.len_utf8()),
        _ if is_of_word(first) => {
            let word = run(is_of_word);
            let key = if word.contains('\u{AD}') {
                Cow::Owned(word.replace('\u{AD}', ""))
            } else {
                Cow::Borrowed(word)
            };
            (key, word.len())
        }
        _ => {
            let len = first.len_utf8();
            (Cow::Borrowed(rest.get(..len).unwrap_or(rest)), len)
        }
    };
    Some(Word { key, end: at + len })
}

/// Whether `c` makes a word with its neighbours. Scripts that set no space between words are taken letter by
/// letter: there, no word ends where one can see it.
fn is_of_word(c: char) -> bool {
    let apart = matches!(
        c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    );
    !apart && (c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}'))
}

/// Whether `c` belongs to the character before it, as accents do.
fn is_attached(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{E31}'
            | '\u{E33}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{EB1}' | '\u{EB3}'..='\u{EBC}'
            | '\u{EC8}'..='\u{ECE}' | '\u{102B}'..='\u{103E}' | '\u{17B4}'..='\u{17D3}' | '\u{200D}'
            | '\u{20D0}'..='\u{20FF}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}
