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

/// One feature of a word in so many is left out of a step, by chance, so that the others learn to do without it
/// (Srivastava and others, "Dropout", Journal of Machine Learning Research 15, 2014): a word that is always the same
/// name in training would else teach nothing but itself.
const DROPPED: u64 = 10;

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
    chance: Chance,
}

/// Numbers by chance, the same in every training: the generator of Knuth's MMIX.
struct Chance(u64);

impl Chance {
    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
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
            chance: Chance(42),
        }
    }

    /// The weights of the labels after `from`, which is [`LABELS`] for the start.
    fn after(&self, from: usize) -> Scores {
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
        self.chance = Chance(42 + round);
        for at in (1..order.len()).rev() {
            order.swap(at, self.chance.below(at as u64 + 1) as usize);
        }
        let loss: f64 = order
            .iter()
            .map(|at| f64::from(self.learn(&sequences[*at])))
            .sum();
        loss / sequences.len() as f64
    }

    /// Brings every weight up to date.
    fn settle(&mut self) {
        self.weights.iter_mut().for_each(|weight| weight.settle(L1));
        self.between
            .iter_mut()
            .flatten()
            .for_each(|weight| weight.settle(0.0));
    }

    fn scores(&self, features: &[Vec<u32>]) -> Vec<Scores> {
        let of = |feature: u32| {
            let own = &self.weights[feature as usize * LABELS..][..LABELS];
            std::array::from_fn(|label| own[label].now)
        };
        scores(features, of)
    }

    /// The features of a sequence without those that are dropped this time.
    fn kept(&mut self, sequence: &Sequence) -> Vec<Vec<u32>> {
        let chance = &mut self.chance;
        let mut keep = |features: &Vec<u32>| {
            let mut kept = features.clone();
            kept.retain(|_| chance.below(DROPPED) > 0);
            kept
        };
        sequence.features.iter().map(&mut keep).collect()
    }

    /// One step; gives the loss before it.
    fn learn(&mut self, sequence: &Sequence) -> f32 {
        let features = self.kept(sequence);
        for feature in features.iter().flatten() {
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
        let scores = self.scores(&features);
        let (forward, backward) = sums(&scores, &after);
        let all = log_sum(&forward[forward.len() - 1]);
        let mut gold = 0.0;
        let mut before = LABELS;
        for (at, own) in scores.iter().enumerate() {
            let label = sequence.labels[at];
            gold += own[label] + after[before][label];
            let sure: Scores =
                std::array::from_fn(|l| (forward[at][l] + backward[at][l] - all).exp());
            for feature in &features[at] {
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
}

/// What a field has learned: the mean of its weights at several times.
pub(crate) struct Model {
    weights: Vec<Scores>,
    between: [Scores; LABELS + 1],
}

impl Model {
    /// All weights zero, for so many features.
    pub(crate) fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; LABELS]; features],
            between: [[0.0; LABELS]; LABELS + 1],
        }
    }

    /// Adds so much of the weights of `field` as they are now.
    pub(crate) fn add(&mut self, field: &mut Field, part: f32) {
        field.settle();
        let weights = self.weights.iter_mut().flatten().zip(&field.weights);
        for (sum, weight) in weights {
            *sum += part * weight.now;
        }
        for (from, row) in self.between.iter_mut().enumerate() {
            for (sum, weight) in row.iter_mut().zip(field.after(from)) {
                *sum += part * weight;
            }
        }
    }

    /// The weights of a feature.
    pub(crate) fn weights(&self, feature: usize) -> Scores {
        self.weights[feature]
    }

    /// The weights of the labels after `from`, which is [`LABELS`] for the start.
    pub(crate) fn after(&self, from: usize) -> Scores {
        self.between[from]
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

    /// The best labels of a stretch.
    pub(crate) fn best(&self, sequence: &Sequence) -> Vec<usize> {
        let after = &self.between;
        let scores = scores(&sequence.features, |feature| self.weights[feature as usize]);
        let mut now = [0.0; LABELS];
        let mut back: Vec<[usize; LABELS]> = Vec::new();
        for (at, own) in scores.iter().enumerate() {
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

/// The scores of words with these features, whose weights `of` gives; a name may not go on after the last.
fn scores(features: &[Vec<u32>], of: impl Fn(u32) -> Scores) -> Vec<Scores> {
    let mut scores: Vec<Scores> = Vec::with_capacity(features.len());
    for features in features {
        let mut own = [0.0; LABELS];
        for feature in features {
            own.iter_mut()
                .zip(of(*feature))
                .for_each(|(sum, weight)| *sum += weight);
        }
        scores.push(own);
    }
    if let Some(last) = scores.last_mut() {
        let open = (0..LABELS).filter(|label| is_open(*label));
        open.for_each(|label| last[label] = NEVER);
    }
    scores
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
