//! A tagger that was learned: a linear-chain conditional random field over the stretches of words that may hold
//! names (Lafferty, `McCallum` and Pereira, ICML 2001).

pub mod features;

use super::rules::reading::Reading;
use crate::article::Article;
use crate::text::TextRange;

/// A stretch for training: its words, and the features of each.
#[derive(Debug)]
pub struct Stretch {
    /// Where the words stand in the text.
    pub ranges: Vec<TextRange>,
    /// The features of each word.
    pub features: Vec<Vec<u64>>,
}

/// The stretches of `article` in which names may stand.
pub fn stretches(article: &Article, clusters: Option<&dyn Fn(u64) -> u16>) -> Vec<Stretch> {
    let reading = Reading::new(article);
    let features = features::Features::new(&reading, clusters);
    features::stretches(&reading)
        .into_iter()
        .map(|(words, line, manner)| Stretch {
            ranges: words.clone().map(|at| reading.tokens[at].range).collect(),
            features: words
                .map(|at| {
                    let mut out = Vec::with_capacity(80);
                    features.of(at, &line, manner, &mut out);
                    out
                })
                .collect(),
        })
        .collect()
}

/// The words of a text and the signs between them, for grouping words by their company.
pub fn words_for_clusters(text: &str, mut see: impl FnMut(&str)) {
    use crate::article::{BlockKind, Builder, Format, Metadata, Nesting};
    use crate::names::tokens::{Gap, tokens};
    let mut builder = Builder::new(Format::Plain);
    for line in text.lines() {
        builder.begin(BlockKind::Paragraph, Nesting::default());
        builder.prose(line);
        builder.end();
    }
    let article = builder.finish(Metadata::default());
    let (tokens, _) = tokens(&article);
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
            see(match word.len() { 1 => "<1>", 2 => "<2>", 4 => "<4>", _ => "<n>" });
        } else {
            see(word);
        }
        if token.clipped {
            see("<'s>");
        }
    }
}
