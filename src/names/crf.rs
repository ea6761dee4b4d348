//! A tagger that was learned: a linear-chain conditional random field (Lafferty, `McCallum` and Pereira, ICML 2001)
//! over the stretches of words that may hold names.
//!
//! Knows English. It is trained by `cargo run --release --example train-names`, which shares the code of the features
//! with it; the weights lie in `assets/names/`.

mod clusters;
mod evidence;
mod features;
mod hash;
mod labels;
mod mend;
mod model;
mod profiles;
mod stretches;
mod viterbi;

pub mod training;

use super::rules::Piece;
use super::rules::reading::Reading;
use clusters::Clusters;
use features::Features;
use labels::{LABELS, Part};
use model::Model;
use profiles::Profiles;
use stretches::stretches;
use viterbi::Search;

/// The weights that ship.
const MODEL: &[u8] = include_bytes!("../../assets/names/model.bin");

/// The classes of words that ship.
const CLUSTERS: &[u8] = include_bytes!("../../assets/names/clusters.bin");

/// What words are in raw text, as it ships.
const PROFILES: &[u8] = include_bytes!("../../assets/names/profiles.bin");

/// What raw text shows of words.
#[derive(Clone, Copy, Debug)]
pub struct Background<'f> {
    /// Their company.
    pub clusters: Clusters<'f>,
    /// What they are.
    pub profiles: Profiles<'f>,
}

impl Background<'static> {
    /// What ships.
    fn shipped() -> Self {
        Self {
            clusters: Clusters::read(CLUSTERS),
            profiles: Profiles::read(PROFILES),
        }
    }
}

/// The names in an article, in order, of which the rules found `by_rules`.
///
/// The weights are part of the program, so that they fit its code is known when it is built: the tests of this file
/// fail when the version or the fingerprint of the features is another than that in the head of `model.bin`, and such a
/// program is not shipped. One that was built all the same with weights of another version finds what the rules find.
pub(super) fn names(r: &Reading<'_>, by_rules: Vec<Piece>) -> Vec<Piece> {
    match Model::read(MODEL) {
        Some(model) => labelled(r, &by_rules, &model, &Background::shipped()),
        None => by_rules,
    }
}

fn labelled(
    r: &Reading<'_>,
    by_rules: &[Piece],
    model: &Model<'_>,
    background: &Background<'_>,
) -> Vec<Piece> {
    let mut features = Features::new(r, by_rules, background);
    let mut search = Search::default();
    let mut found: Vec<Piece> = Vec::new();
    let (mut scores, mut own) = (Vec::new(), Vec::with_capacity(128));
    stretches(r, by_rules, |span| {
        features.measure(span);
        scores.clear();
        for at in span.words.clone() {
            features.of(at, span, &mut own);
            let mut word = [0; LABELS];
            for feature in &own {
                model.add(*feature, &mut word);
            }
            scores.push(word);
        }
        let labels = search.best(model, &scores);
        for (at, label) in span.words.clone().zip(labels) {
            match (labels::read(*label), found.last_mut()) {
                (Some((_, Part::Inner | Part::Last)), Some(open)) => open.tokens.end = at + 1,
                (Some((kind, _)), _) => found.push(Piece {
                    tokens: at..at + 1,
                    kind: Some(kind),
                    sure: false,
                }),
                (None, _) => {}
            }
        }
    });
    mend::mended(r, found, by_rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_are_those_of_the_features() {
        let fingerprint = training::fingerprint(&Background::shipped());
        let model =
            Model::read(MODEL).expect("the version of the features: train the tagger again");
        assert_eq!(
            model.fingerprint(),
            fingerprint,
            "a feature changed: raise its version and train the tagger again"
        );
    }

    /// The names of a text whose paragraphs are parted by empty lines.
    pub(super) fn names_of(text: &str) -> Vec<String> {
        let article = training::article(text.split("\n\n"));
        let names = crate::names::find(&article);
        let written = |mention: &crate::names::Mention| {
            format!("{:?} {}", mention.kind, mention.range.of(&article.text))
        };
        names.mentions.iter().map(written).collect()
    }

    #[test]
    fn names_that_no_list_knows_are_told_by_what_stands_around_them() {
        let text = "Ragnhild Tveitane, who leads the Skarfjord Fishermen’s Union, said the ferries \
            would return to Skarfjord in May. Tveitane will meet the Norwegian transport minister in Oslo.";
        assert_eq!(
            names_of(text),
            [
                "Person Ragnhild Tveitane",
                "Organization Skarfjord Fishermen’s Union",
                "Place Skarfjord",
                "Person Tveitane",
                "Place Oslo"
            ]
        );
    }

    #[test]
    fn the_data_stay_small() {
        let bytes = MODEL.len() + CLUSTERS.len() + PROFILES.len();
        assert!(bytes < 2_900_000, "{bytes} bytes");
    }
}
