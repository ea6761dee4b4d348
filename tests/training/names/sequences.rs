//! Stretches of words as numbers of features, with the labels that they should get.

use crate::data::{Set, Span};
use newsprint::article::Article;
use newsprint::names::training::{Background, Part, label, stretches_of};
use newsprint::text::TextRange;
use std::collections::HashMap;

/// A stretch: for each word where it stands, its features, and its label.
pub(crate) struct Sequence {
    pub(crate) ranges: Vec<TextRange>,
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) labels: Vec<usize>,
}

/// The numbers of features.
#[derive(Default)]
pub(crate) struct Dictionary {
    numbers: HashMap<u64, u32>,
    counts: Vec<u32>,
}

impl Dictionary {
    /// How many features there are.
    pub(crate) fn len(&self) -> usize {
        self.counts.len()
    }

    /// All features and their numbers, in the order of the features.
    pub(crate) fn in_order(&self) -> Vec<(u64, usize)> {
        let mut all: Vec<(u64, usize)> = self
            .numbers
            .iter()
            .map(|(feature, number)| (*feature, *number as usize))
            .collect();
        all.sort_unstable();
        all
    }

    fn learn(&mut self, feature: u64) -> u32 {
        let next = u32::try_from(self.counts.len()).unwrap();
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
    }

    /// Leaves out what is rarer than `least`, in `sequences` too.
    pub(crate) fn cut(&mut self, least: u32, sequences: &mut [Sequence]) {
        let mut kept = Vec::new();
        let renumbered: Vec<Option<u32>> = self
            .counts
            .iter()
            .map(|count| {
                (*count >= least).then(|| {
                    kept.push(*count);
                    u32::try_from(kept.len() - 1).unwrap()
                })
            })
            .collect();
        let of = |number: u32| renumbered[number as usize];
        for features in sequences
            .iter_mut()
            .flat_map(|sequence| &mut sequence.features)
        {
            *features = features.iter().filter_map(|number| of(*number)).collect();
        }
        self.numbers = std::mem::take(&mut self.numbers)
            .into_iter()
            .filter_map(|(feature, number)| Some((feature, of(number)?)))
            .collect();
        self.counts = kept;
    }
}

/// The stretches of a set that is learned from.
pub(crate) fn new(
    set: &Set,
    dictionary: &mut Dictionary,
    background: &Background<'_>,
) -> Vec<Sequence> {
    made(&set.article, &set.names, background, |features| {
        features
            .iter()
            .map(|feature| dictionary.learn(*feature))
            .collect()
    })
}

/// The stretches of an article that is measured on.
pub(crate) fn known(
    article: &Article,
    dictionary: &Dictionary,
    background: &Background<'_>,
) -> Vec<Sequence> {
    made(article, &[], background, |features| {
        let known = features
            .iter()
            .filter_map(|feature| dictionary.numbers.get(feature));
        known.copied().collect()
    })
}

fn made(
    article: &Article,
    names: &[Span],
    background: &Background<'_>,
    mut number: impl FnMut(&[u64]) -> Vec<u32>,
) -> Vec<Sequence> {
    let stretches = stretches_of(article, background);
    stretches
        .into_iter()
        .map(|stretch| Sequence {
            labels: labels(&stretch.ranges, names),
            features: stretch
                .features
                .iter()
                .map(|features| number(features))
                .collect(),
            ranges: stretch.ranges,
        })
        .collect()
}

fn labels(ranges: &[TextRange], names: &[Span]) -> Vec<usize> {
    let name_at = |range: &TextRange| {
        let at = names.partition_point(|name| name.end <= range.start);
        names.get(at).filter(|name| name.start < range.end)
    };
    let names: Vec<Option<&Span>> = ranges.iter().map(name_at).collect();
    let same =
        |a: usize, b: usize| matches!((names.get(a), names.get(b)), (Some(a), Some(b)) if a == b);
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let Some(name) = name else { return 0 };
            let part = match (same(at.wrapping_sub(1), at), same(at, at + 1)) {
                (false, true) => Part::First,
                (true, true) => Part::Inner,
                (true, false) => Part::Last,
                (false, false) => Part::Whole,
            };
            label(name.kind, part)
        })
        .collect()
}
