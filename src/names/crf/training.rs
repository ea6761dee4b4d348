//! What the program that trains the tagger shares with it.

pub use super::clusters::Clusters;
pub use super::features::VERSION;
pub use super::labels::{LABELS, Part, is_open, label, may_follow, read};
pub use super::model::{BUCKET_BITS, MAGIC, Model};

use super::features::Features;
use super::stretches;
use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use crate::names::rules::{self, reading::Reading};
use crate::names::tokens::{Gap, tokens};
use crate::text::TextRange;

/// An article of `paragraphs`, in English.
pub fn article<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Article {
    let mut builder = Builder::new(Format::Plain);
    for paragraph in paragraphs {
        builder.begin(BlockKind::Paragraph, Nesting::default());
        builder.prose(paragraph);
        builder.end();
    }
    builder.finish(Metadata {
        language: Some("en".to_owned()),
        ..Metadata::default()
    })
}

/// A stretch of words in which names may stand.
#[derive(Debug)]
pub struct Stretch {
    /// Where the words stand in the text.
    pub ranges: Vec<TextRange>,
    /// The features of each word.
    pub features: Vec<Vec<u64>>,
}

/// The stretches of `article`.
pub fn stretches_of(article: &Article, clusters: &Clusters<'_>) -> Vec<Stretch> {
    let reading = Reading::new(article);
    let by_rules = rules::names(&reading);
    let spans = stretches(&reading, &by_rules);
    let features = Features::new(&reading, &spans, &by_rules, clusters);
    let stretch = |span: &super::stretches::Span<'_>| Stretch {
        ranges: span
            .words
            .clone()
            .map(|at| reading.tokens[at].range)
            .collect(),
        features: span
            .words
            .clone()
            .map(|at| {
                let mut own = Vec::new();
                features.of(at, span, &mut own);
                own
            })
            .collect(),
    };
    spans.iter().map(stretch).collect()
}

/// Hands over the words of `article` and signs for what stands between them, to group words by their company.
/// A number is told by its length alone.
pub fn company(article: &Article, mut see: impl FnMut(&str)) {
    let (tokens, _) = tokens(article);
    for token in tokens {
        match token.gap {
            Gap::Opening => see("<s>"),
            Gap::Comma => see("<,>"),
            Gap::Bracket => see("<(>"),
            Gap::Hyphen => see("<->"),
            Gap::Other => see("<.>"),
            Gap::Space | Gap::Stop => {}
        }
        let word = token.range.of(&article.text);
        if word.bytes().all(|b| b.is_ascii_digit()) {
            see(match word.len() {
                1 => "<1>",
                2 => "<2>",
                4 => "<4>",
                _ => "<n>",
            });
        } else {
            see(word);
        }
        if token.clipped {
            see("<'s>");
        }
    }
}
