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
mod model;
mod stretches;
mod viterbi;

pub mod training;

use super::rules::reading::Reading;
use super::Tagged;
use clusters::Clusters;
use features::Features;
use labels::{LABELS, Part};
use model::Model;
use stretches::stretches;
use viterbi::Search;

/// The weights that ship.
const MODEL: &[u8] = include_bytes!("../../assets/names/model.bin");

/// The classes of words that ship.
const CLUSTERS: &[u8] = include_bytes!("../../assets/names/clusters.bin");

/// The names in an article, in order; none when the weights were made for other features, which a test forbids.
pub(super) fn tag(r: &Reading<'_>) -> Vec<Tagged> {
    Model::read(MODEL).map_or_else(Vec::new, |model| tag_with(r, &model, &Clusters::read(CLUSTERS)))
}

fn tag_with(r: &Reading<'_>, model: &Model<'_>, clusters: &Clusters<'_>) -> Vec<Tagged> {
    let spans = stretches(r);
    let features = Features::new(r, &spans, clusters);
    let mut search = Search::default();
    let (mut found, mut scores, mut own) = (Vec::new(), Vec::new(), Vec::with_capacity(128));
    for span in &spans {
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
            let range = r.tokens[at].range;
            match (labels::read(*label), found.last_mut()) {
                (Some((_, Part::Inner | Part::Last)), Some(Tagged { range: open, .. })) => {
                    *open = open.join(range);
                }
                (Some((kind, _)), _) => found.push(Tagged { range, kind }),
                (None, _) => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_are_those_of_the_features() {
        assert!(Model::read(MODEL).is_some(), "train the tagger again");
    }

    #[test]
    fn the_data_stay_small() {
        let bytes = MODEL.len() + CLUSTERS.len();
        assert!(bytes < 2_900_000, "{bytes} bytes");
    }
}
