//! The best labels of a stretch of words (Viterbi, IEEE Transactions on Information Theory 13/2, 1967).

use super::labels::{LABELS, is_open, may_follow};
use super::model::{Model, Scores};

/// What no path can win with.
const NEVER: i32 = i32::MIN / 4;

/// Room for the search, kept between stretches.
#[derive(Default)]
pub(super) struct Search {
    back: Vec<[u8; LABELS]>,
    labels: Vec<usize>,
}

impl Search {
    /// The labels of words with `scores`, of which the last ends the stretch.
    pub(super) fn best(&mut self, model: &Model<'_>, scores: &[Scores]) -> &[usize] {
        self.back.clear();
        self.labels.clear();
        let mut now = [NEVER; LABELS];
        for (at, own) in scores.iter().enumerate() {
            let last = at + 1 == scores.len();
            let before = now;
            let mut back = [0u8; LABELS];
            for (to, best) in now.iter_mut().enumerate() {
                *best = NEVER;
                if last && is_open(to) {
                    continue;
                }
                if at == 0 {
                    if may_follow(None, to) {
                        *best = model.after(None)[to] + own[to];
                    }
                    continue;
                }
                for (from, so_far) in (0u8..).zip(&before) {
                    let label = usize::from(from);
                    let path = so_far + model.after(Some(label))[to] + own[to];
                    if *so_far > NEVER && path > *best && may_follow(Some(label), to) {
                        *best = path;
                        back[to] = from;
                    }
                }
            }
            self.back.push(back);
        }
        self.trace(&now)
    }

    fn trace(&mut self, last: &Scores) -> &[usize] {
        let best = (0..LABELS).rev().max_by_key(|label| last[*label]);
        let mut label = best.unwrap_or(0);
        for back in self.back.iter().rev() {
            self.labels.push(label);
            label = usize::from(back[label]);
        }
        self.labels.reverse();
        &self.labels
    }
}
