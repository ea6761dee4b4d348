//! The sets: tokens with their tags become running text with the ranges of names.

use flate2::read::GzDecoder;
use newsprint::article::Article;
use newsprint::names::NameKind;
use newsprint::names::training::article;
use std::io::Read as _;
use std::path::Path;

/// A name in a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: NameKind,
}

/// A document: its text, each sentence a block, and its names in order.
pub(crate) struct Set {
    pub(crate) article: Article,
    pub(crate) names: Vec<Span>,
}

/// One token of a set.
struct Token<'a> {
    text: &'a str,
    tag: &'a str,
    /// Whether white space follows; `None` where the set does not say.
    space: Option<bool>,
}

/// The text of a file, unpacked if need be.
fn text(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut text = String::new();
        GzDecoder::new(bytes.as_slice())
            .read_to_string(&mut text)
            .unwrap();
        text
    } else {
        String::from_utf8(bytes).unwrap()
    }
}

/// Raw text, under `raw/`.
const RAW: &[&str] = &[
    "us-government-posts.jsonl.gz",
    "white-house-briefings.jsonl.gz",
    "wikipedia-current-events.jsonl.gz",
];

/// Hands over the articles of the raw text under `folder`.
pub(crate) fn raw(folder: &Path, mut see: impl FnMut(&Article)) {
    for name in RAW {
        for line in text(&folder.join("raw").join(name)).lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            see(&article(record["text"].as_str().unwrap().lines()));
        }
    }
}

/// The documents of the set at `path`.
pub(crate) fn read(path: &Path) -> Vec<Set> {
    let text = text(path);
    text.split("# doc = ")
        .filter(|part| !part.trim().is_empty())
        .map(document)
        .collect()
}

fn document(part: &str) -> Set {
    let sentences: Vec<(String, Vec<Span>)> = part.split("\n\n").map(sentence).collect();
    let article = article(sentences.iter().map(|(text, _)| text.as_str()));
    let written = sentences.iter().filter(|(text, _)| !text.trim().is_empty());
    let mut names = Vec::new();
    for ((sentence, spans), block) in written.zip(&article.blocks) {
        // Import may have changed a character or two: such a sentence teaches that it has no names.
        if block.range.of(&article.text) == sentence {
            names.extend(spans.iter().map(|span| Span {
                start: block.range.start + span.start,
                end: block.range.start + span.end,
                kind: span.kind,
            }));
        }
    }
    Set { article, names }
}

/// The lines of a sentence as running text. The id of a document may be the first of them: it has no tag.
fn sentence(lines: &str) -> (String, Vec<Span>) {
    let tokens = lines.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Token {
            text: unescaped(fields.next()?),
            tag: fields.next()?,
            space: fields.next().map(|space| space == "1"),
        })
    });
    let mut text = String::new();
    let mut names: Vec<Span> = Vec::new();
    let (mut glued, mut quoted) = (true, false);
    for token in tokens {
        let closes = token.text == "\"" && quoted;
        let joins = token.space.is_none() && (closes || JOINED_BEFORE.contains(&token.text));
        if !glued && !joins {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token.text);
        let opens = JOINED_AFTER.contains(&token.text) || (token.text == "\"" && !quoted);
        glued = token.space.map_or(opens, |space| !space);
        quoted ^= token.text == "\"";
        let Some((begins, kind)) = tag(token.tag) else {
            continue;
        };
        match names.last_mut() {
            Some(open) if !begins && open.kind == kind => open.end = text.len(),
            _ => names.push(Span {
                start,
                end: text.len(),
                kind,
            }),
        }
    }
    (text, names)
}

/// Tokens that stand close to the one before, where a set does not say how its text was written.
const JOINED_BEFORE: &[&str] = &[
    ".", ",", ";", ":", "!", "?", "%", ")", "]", "}", "'", "n't", "'s", "'re", "'ve", "'ll", "'d",
    "'m",
];

/// Tokens that stand close to the one after.
const JOINED_AFTER: &[&str] = &["(", "[", "{", "$", "#"];

fn unescaped(token: &str) -> &str {
    match token {
        "``" | "''" => "\"",
        "-LRB-" => "(",
        "-RRB-" => ")",
        token => token,
    }
}

/// Whether a tag begins a name, and of which kind; `None` outside.
fn tag(tag: &str) -> Option<(bool, NameKind)> {
    let (part, kind) = tag.split_once('-')?;
    let kind = match kind {
        "PER" => NameKind::Person,
        "ORG" => NameKind::Organization,
        "LOC" => NameKind::Place,
        _ => return None,
    };
    Some((part == "B", kind))
}
