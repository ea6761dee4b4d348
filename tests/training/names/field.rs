//! The conditional random field, trained by FTRL-Proximal (`McMahan` and others, "Ad click prediction: a view from the
//! trenches", KDD 2013): stochastic steps with a rate for each weight, and an L1 penalty that leaves most at zero.

use crate::data::Span;
use crate::sequences::Sequence;
use newsprint::names::training::{LABELS, Part, is_open, may_follow, read};

/// How far one step goes.
const RATE: f32 = 0.07;

/// What a weight costs by its size; what is not worth it stays zero.
const L1: f32 = 1.5;

/// What a weight costs by its square.
const L2: f32 = 2.0;

/// What cannot be.
const NEVER: f32 = -1e4;

/// A gradient below this is not worth a step.
const FLAT: f32 = 1e-4;

type Scores = [f32; LABELS];

/// Weights of features by label, and between labels.
pub(crate) struct Field {
    weights: Vec<Weight>,
    /// The last row is the start of a stretch.
    between: Vec<[Weight; LABELS]>,
}

/// One weight: its value, the sum that it is made from, and the sum of squared gradients.
#[derive(Clone, Copy, Default)]
struct Weight {
    now: f32,
    sum: f32,
    squares: f32,
}

impl Weight {
    fn settle(&mut self, l1: f32) {
        self.now = if self.sum.abs() <= l1 {
            0.0
        } else {
            (self.sum.signum() * l1 - self.sum) / ((1.0 + self.squares.sqrt()) / RATE + L2)
        };
    }

    fn step(&mut self, gradient: f32) {
        let squares = self.squares + gradient * gradient;
        self.sum += gradient - (squares.sqrt() - self.squares.sqrt()) / RATE * self.now;
        self.squares = squares;
    }
}

impl Field {
    /// A field for so many features.
    pub(crate) fn new(features: usize) -> Self {
        Self {
            weights: vec![Weight::default(); features * LABELS],
            between: vec![[Weight::default(); LABELS]; LABELS + 1],
        }
    }

    /// The weights of a feature.
    pub(crate) fn weights(&self, feature: usize) -> Scores {
        std::array::from_fn(|label| self.weights[feature * LABELS + label].now)
    }

    /// The weights of the labels after `from`, which is [`LABELS`] for the start.
    pub(crate) fn after(&self, from: usize) -> Scores {
        let before = (from < LABELS).then_some(from);
        std::array::from_fn(|to| {
            if may_follow(before, to) {
                self.between[from][to].now
            } else {
                NEVER
            }
        })
    }

    /// Goes over all `sequences` once, in an order that `round` tells; gives the mean loss.
    pub(crate) fn round(&mut self, sequences: &[Sequence], round: u64) -> f64 {
        let mut order: Vec<usize> = (0..sequences.len()).collect();
        let mut seed = 42 + round;
        for at in (1..order.len()).rev() {
            // The generator of Knuth's MMIX.
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        let loss: f64 = order
            .iter()
            .map(|at| f64::from(self.learn(&sequences[*at])))
            .sum();
        loss / sequences.len() as f64
    }

    /// Brings every weight up to date.
    pub(crate) fn settle(&mut self) {
        self.weights.iter_mut().for_each(|weight| weight.settle(L1));
        self.between
            .iter_mut()
            .flatten()
            .for_each(|weight| weight.settle(0.0));
    }

    fn scores(&self, sequence: &Sequence) -> Vec<Scores> {
        let last = sequence.features.len() - 1;
        let of = |(at, features): (usize, &Vec<u32>)| {
            let mut scores = [0.0; LABELS];
            for feature in features {
                let own = &self.weights[*feature as usize * LABELS..][..LABELS];
                for (score, weight) in scores.iter_mut().zip(own) {
                    *score += weight.now;
                }
            }
            for (label, score) in scores.iter_mut().enumerate() {
                if at == last && is_open(label) {
                    *score = NEVER;
                }
            }
            scores
        };
        sequence.features.iter().enumerate().map(of).collect()
    }

    /// One step; gives the loss before it.
    fn learn(&mut self, sequence: &Sequence) -> f32 {
        for feature in sequence.features.iter().flatten() {
            let own = &mut self.weights[*feature as usize * LABELS..][..LABELS];
            for weight in own {
                weight.settle(L1);
            }
        }
        self.between
            .iter_mut()
            .flatten()
            .for_each(|weight| weight.settle(0.0));
        let after: Vec<Scores> = (0..=LABELS).map(|from| self.after(from)).collect();
        let scores = self.scores(sequence);
        let (forward, backward) = sums(&scores, &after);
        let all = log_sum(&forward[forward.len() - 1]);
        let mut gold = 0.0;
        let mut before = LABELS;
        for (at, own) in scores.iter().enumerate() {
            let label = sequence.labels[at];
            gold += own[label] + after[before][label];
            let sure: Scores =
                std::array::from_fn(|l| (forward[at][l] + backward[at][l] - all).exp());
            for feature in &sequence.features[at] {
                let own = &mut self.weights[*feature as usize * LABELS..][..LABELS];
                for (l, weight) in own.iter_mut().enumerate() {
                    let gradient = sure[l] - f32::from(u8::from(l == label));
                    if gradient.abs() >= FLAT {
                        weight.step(gradient);
                    }
                }
            }
            for (from, row) in self.between.iter_mut().enumerate() {
                let so_far = match at.checked_sub(1) {
                    None if from == LABELS => 0.0,
                    Some(at) if from < LABELS => forward[at][from],
                    _ => continue,
                };
                for (to, weight) in row.iter_mut().enumerate() {
                    let path = so_far + after[from][to] + own[to] + backward[at][to] - all;
                    let is = from == before && to == label;
                    weight.step(path.exp() - f32::from(u8::from(is)));
                }
            }
            before = label;
        }
        all - gold
    }

    /// The names in a stretch, by its best labels.
    pub(crate) fn names(&self, sequence: &Sequence) -> Vec<Span> {
        let mut names: Vec<Span> = Vec::new();
        for (range, label) in sequence.ranges.iter().zip(self.best(sequence)) {
            match (read(label), names.last_mut()) {
                (Some((_, Part::Inner | Part::Last)), Some(open)) => open.end = range.end,
                (Some((kind, _)), _) => names.push(Span {
                    start: range.start,
                    end: range.end,
                    kind,
                }),
                (None, _) => {}
            }
        }
        names
    }

    fn best(&self, sequence: &Sequence) -> Vec<usize> {
        let after: Vec<Scores> = (0..=LABELS).map(|from| self.after(from)).collect();
        let mut now = [0.0; LABELS];
        let mut back: Vec<[usize; LABELS]> = Vec::new();
        for (at, own) in self.scores(sequence).iter().enumerate() {
            let before = now;
            let from = |to: usize| {
                (0..LABELS)
                    .map(|from| (before[from] + after[from][to], from))
                    .max_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap_or((NEVER, 0))
            };
            let best: [(f32, usize); LABELS] = std::array::from_fn(|to| {
                if at == 0 {
                    (after[LABELS][to], 0)
                } else {
                    from(to)
                }
            });
            now = std::array::from_fn(|to| best[to].0 + own[to]);
            back.push(best.map(|(_, from)| from));
        }
        let mut label = (0..LABELS)
            .max_by(|a, b| now[*a].total_cmp(&now[*b]))
            .unwrap_or(0);
        let mut labels = Vec::new();
        for back in back.iter().rev() {
            labels.push(label);
            label = back[label];
        }
        labels.reverse();
        labels
    }
}

/// Sums over all paths up to each word and label, and from there on, as logarithms.
fn sums(scores: &[Scores], after: &[Scores]) -> (Vec<Scores>, Vec<Scores>) {
    let mut forward: Vec<Scores> = Vec::with_capacity(scores.len());
    for own in scores {
        let next = match forward.last() {
            None => std::array::from_fn(|to| after[LABELS][to] + own[to]),
            Some(before) => std::array::from_fn(|to| {
                let paths: Scores = std::array::from_fn(|from| before[from] + after[from][to]);
                log_sum(&paths) + own[to]
            }),
        };
        forward.push(next);
    }
    let mut backward = vec![[0.0; LABELS]; scores.len()];
    for at in (1..scores.len()).rev() {
        backward[at - 1] = std::array::from_fn(|from| {
            let paths: Scores =
                std::array::from_fn(|to| after[from][to] + scores[at][to] + backward[at][to]);
            log_sum(&paths)
        });
    }
    (forward, backward)
}

fn log_sum(values: &Scores) -> f32 {
    let most = values.iter().copied().fold(f32::MIN, f32::max);
    most + values
        .iter()
        .map(|value| (value - most).exp())
        .sum::<f32>()
        .ln()
}
