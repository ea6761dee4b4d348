//! Gradient boosting of small trees for a yes-or-no question, with second-order gains as in T. Chen and
//! C. Guestrin, "`XGBoost`" (KDD 2016), over features that are cut into few steps.

use crate::texts::Label;
use newsprint::import::structure::{Answer, DEPTH, Tree};

/// One example.
pub struct Row {
    /// What the reader measures.
    pub features: Vec<f32>,
    /// What it is.
    pub label: Label,
    /// How much it counts.
    pub weight: f32,
}

const TREES: usize = 120;
const RATE: f64 = 0.1;
/// Steps that a feature is cut into.
const STEPS: usize = 40;
/// Keeps the leaves of few examples small.
const RIDGE: f64 = 4.0;
/// The least weight of examples (by their uncertainty) in a leaf.
const LEAST: f64 = 1.5;
/// The least gain of a question.
const GAIN: f64 = 0.5;

/// Trains the answer to "is it `label`?".
pub fn answer(rows: &[&Row], label: Label) -> Answer {
    let cuts = cuts(rows);
    let bins = binned(rows, &cuts);
    let total: f64 = rows.iter().map(|row| f64::from(row.weight)).sum();
    let yes: f64 = rows
        .iter()
        .filter(|row| row.label == label)
        .map(|row| f64::from(row.weight))
        .sum();
    let start = rounded((yes / (total - yes)).ln());
    let mut sums = vec![f64::from(start); rows.len()];
    let mut trees = Vec::new();
    for _ in 0..TREES {
        let slopes: Vec<(f64, f64)> = rows
            .iter()
            .zip(&sums)
            .map(|(row, sum)| {
                let likely = 1.0 / (1.0 + (-sum).exp());
                let truth = if row.label == label { 1.0 } else { 0.0 };
                let weight = f64::from(row.weight);
                (weight * (likely - truth), weight * likely * (1.0 - likely))
            })
            .collect();
        let tree = grow(&bins, &cuts, &slopes);
        for (row, sum) in rows.iter().zip(&mut sums) {
            *sum += f64::from(tree.value(&row.features));
        }
        trees.push(tree);
    }
    Answer { bias: start, trees }
}

/// The thresholds of each feature, evenly over its values.
fn cuts(rows: &[&Row]) -> Vec<Vec<f32>> {
    let count = rows.first().map_or(0, |row| row.features.len());
    (0..count)
        .map(|feature| {
            let mut values: Vec<f32> = rows.iter().map(|row| row.features[feature]).collect();
            values.sort_unstable_by(f32::total_cmp);
            let mut cuts: Vec<f32> = Vec::new();
            let mut uniques = values.clone();
            uniques.dedup();
            let picked: Vec<f32> = if uniques.len() <= STEPS {
                uniques
            } else {
                (1..STEPS)
                    .map(|step| values[step * values.len() / STEPS])
                    .collect()
            };
            for pair in picked.windows(2).filter(|pair| pair[0] < pair[1]) {
                cuts.push(rounded(f64::from(pair[0] + pair[1]) / 2.0));
            }
            cuts.dedup();
            cuts
        })
        .collect()
}

/// For each feature the step that each row is on.
fn binned(rows: &[&Row], cuts: &[Vec<f32>]) -> Vec<Vec<u8>> {
    let step = |cuts: &[f32], value: f32| cuts.partition_point(|cut| *cut <= value) as u8;
    cuts.iter()
        .enumerate()
        .map(|(at, cuts)| {
            rows.iter()
                .map(|row| step(cuts, row.features[at]))
                .collect()
        })
        .collect()
}

fn grow(bins: &[Vec<u8>], cuts: &[Vec<f32>], slopes: &[(f64, f64)]) -> Tree {
    let mut tree = Tree {
        splits: [(0, -1000.0); (1 << DEPTH) - 1],
        leaves: [0.0; 1 << DEPTH],
    };
    let mut nodes = vec![0usize; slopes.len()];
    for level in 0..DEPTH {
        let base = (1 << level) - 1;
        for node in base..=2 * base {
            if let Some((feature, cut)) = best(bins, cuts, slopes, &nodes, node) {
                tree.splits[node] = (feature as u16, cuts[feature][cut]);
            }
        }
        for (row, node) in nodes.iter_mut().enumerate() {
            let (feature, threshold) = tree.splits[*node];
            let steps = &cuts[usize::from(feature)];
            let step = usize::from(bins[usize::from(feature)][row]);
            let under = steps.get(step).is_some_and(|cut| *cut <= threshold);
            *node = 2 * *node + if under { 1 } else { 2 };
        }
    }
    let first = (1 << DEPTH) - 1;
    for (leaf, value) in tree.leaves.iter_mut().enumerate() {
        let inside = nodes
            .iter()
            .zip(slopes)
            .filter(|(node, _)| **node == first + leaf);
        let (slope, bend) = inside.fold((0.0, 0.0), |sum, (_, s)| (sum.0 + s.0, sum.1 + s.1));
        *value = rounded(-RATE * slope / (bend + RIDGE));
    }
    tree
}

/// The question that parts the rows of `node` best: a feature and the number of its cut.
fn best(
    bins: &[Vec<u8>],
    cuts: &[Vec<f32>],
    slopes: &[(f64, f64)],
    nodes: &[usize],
    node: usize,
) -> Option<(usize, usize)> {
    let inside: Vec<usize> = (0..nodes.len()).filter(|row| nodes[*row] == node).collect();
    let total = inside.iter().fold((0.0, 0.0), |sum, row| {
        (sum.0 + slopes[*row].0, sum.1 + slopes[*row].1)
    });
    let worth = |slope: f64, bend: f64| slope * slope / (bend + RIDGE);
    let mut found = None;
    let mut most = GAIN;
    for (feature, bins) in bins.iter().enumerate() {
        let mut sums = [(0.0, 0.0); 256];
        for row in &inside {
            let sum = &mut sums[usize::from(bins[*row])];
            sum.0 += slopes[*row].0;
            sum.1 += slopes[*row].1;
        }
        let mut under = (0.0, 0.0);
        for (cut, sum) in sums.iter().enumerate().take(cuts[feature].len()) {
            under = (under.0 + sum.0, under.1 + sum.1);
            let over = (total.0 - under.0, total.1 - under.1);
            if under.1 < LEAST || over.1 < LEAST {
                continue;
            }
            let gain = worth(under.0, under.1) + worth(over.0, over.1) - worth(total.0, total.1);
            if gain > most {
                most = gain;
                found = Some((feature, cut));
            }
        }
    }
    found
}

/// A number as the file holds it.
fn rounded(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}
