//! What the program that trains the tagger shares with it.

pub use super::Background;
pub use super::clusters::Clusters;
pub use super::features::VERSION;
pub use super::labels::{LABELS, Part, is_open, label, may_follow, read};
pub use super::model::{BUCKET_BITS, MAGIC, Model};
pub use super::profiles::{Counts, Profiles};

use super::features::Features;
use super::hash::mix;
use super::stretches::stretches;
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
pub fn stretches_of(article: &Article, background: &Background<'_>) -> Vec<Stretch> {
    let reading = Reading::new(article);
    let by_rules = rules::names(&reading);
    let mut features = Features::new(&reading, &by_rules, background);
    let mut found = Vec::new();
    stretches(&reading, &by_rules, |span| {
        features.measure(span);
        let words = || span.words.clone();
        let of = |at| {
            let mut own = Vec::new();
            features.of(at, span, &mut own);
            own
        };
        found.push(Stretch {
            ranges: words().map(|at| reading.tokens[at].range()).collect(),
            features: words().map(of).collect(),
        });
    });
    found
}

/// A text with something of everything that features look at: titles, lists, headlines, initials, hyphens, brackets,
/// words in capitals and in small letters, and letters beyond ASCII.
const SAMPLE: &[&str] = &[
    "Harbour Master Weighs Plea From Brevik Ferries",
    "Prime Minister Marta Lindqvist’s office in Oslo, Norway, said on Monday that the Bank of the North and the \
        North Sea Pilots (NSP) had met Dr. J. P. Holm, 45, the harbour master of Brevik.",
    "“Ferries wait,” said Ms Lindqvist; the US-Norwegian talks at St. Olaf University cost 2,000 kroner in 2025.",
    "Holm's brother Łukasz van der Berg, who leads the Skarfjord Fishermen's Union, drove the e-boat of \
        McAllister & Sons from New York to the U.S. coast in ferries.",
    "THE LIGHTS OF BREVIK: mail master@brevik.example or call Brevik, not ferries.",
];

/// A fingerprint of the features that this code and `background` make of a fixed text, and of their version: it changes
/// when what the weights are trained on changes.
pub fn fingerprint(background: &Background<'_>) -> u64 {
    let stretches = stretches_of(&article(SAMPLE.iter().copied()), background);
    let features = stretches
        .iter()
        .flat_map(|stretch| stretch.features.iter().flatten());
    features.fold(u64::from(VERSION), |fingerprint, feature| {
        mix(fingerprint, *feature)
    })
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
        let word = token.range().of(&article.text);
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
        if token.is_clipped() {
            see("<'s>");
        }
    }
}
