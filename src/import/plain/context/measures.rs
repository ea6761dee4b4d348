//! Measures of a text as a whole, against which a line of it is held.

use super::super::facts::{Ending, Facts};
use super::super::words::{number, ratio};

/// Measures of the text as a whole.
#[derive(Debug)]
pub(super) struct Measures {
    /// Size of the middle paragraph, in characters.
    pub(super) median: f32,
    /// Share of units that are bare lines.
    pub(super) bare: f32,
    /// Share of units whose words say that they are not the story.
    pub(super) signed: f32,
    /// Share of bare lines that stand alone between running text.
    pub(super) alone: f32,
    /// Share of words with a capital in running text.
    pub(super) capitals: f32,
    /// Of each form of bare lines those that stand alone, and those that do not.
    likes: [(usize, usize); FORMS],
}

/// Forms of bare lines that are told apart.
const FORMS: usize = 5 * 4 * 2;

impl Measures {
    /// Measures all units by their `facts`.
    pub(super) fn of(all: &[Facts]) -> Self {
        let mut sizes: Vec<usize> = Vec::new();
        let (mut bare, mut signed, mut alone) = (0usize, 0usize, 0usize);
        let (mut capitals, mut looked_at) = (0.0, 0usize);
        let mut likes = [(0, 0); FORMS];
        for (at, facts) in all.iter().enumerate() {
            if facts.is_prose() {
                sizes.push(facts.size);
                if facts.look.capitals > 0.0 {
                    capitals += facts.look.capitals;
                    looked_at += 1;
                }
            }
            signed += usize::from(facts.sign.is_some());
            if facts.is_bare_line() {
                let stands_alone = stands_alone(all, at);
                bare += 1;
                alone += usize::from(stands_alone);
                let like = &mut likes[form(facts)];
                like.0 += usize::from(stands_alone);
                like.1 += usize::from(!stands_alone);
            }
        }
        let middle = sizes.len() / 2;
        let median = sizes
            .get(middle)
            .is_some()
            .then(|| *sizes.select_nth_unstable(middle).1);
        Self {
            median: number(median.unwrap_or(0)),
            bare: ratio(bare, all.len()),
            signed: ratio(signed, all.len()),
            alone: ratio(alone, bare),
            capitals: if looked_at > 0 {
                capitals / number(looked_at)
            } else {
                0.0
            },
            likes,
        }
    }

    /// How many other bare lines of the form of one stand alone, and how many do not.
    pub(super) fn alike(&self, facts: &Facts, stands_alone: bool) -> (usize, usize) {
        let (alone, beside) = self.likes[form(facts)];
        if stands_alone {
            (alone.saturating_sub(1), beside)
        } else {
            (alone, beside.saturating_sub(1))
        }
    }
}

/// Whether running text stands directly over and under the unit at `at`.
pub(super) fn stands_alone(all: &[Facts], at: usize) -> bool {
    let prose = |at: Option<usize>| {
        at.and_then(|at| all.get(at))
            .is_some_and(|facts| facts.is_prose() || facts.is_sentence())
    };
    prose(at.checked_sub(1)) && prose(Some(at + 1))
}

/// The form of a bare line: what it begins with, how many of its words have capitals, how it ends.
fn form(facts: &Facts) -> usize {
    let starts = [1.0, 2.0, 3.0, 4.0];
    let start = starts.iter().filter(|start| facts.look.start >= **start);
    let capitals = if facts.look.upper > 0.8 {
        3
    } else {
        usize::from(facts.look.capitals > 0.34) + usize::from(facts.look.capitals > 0.67)
    };
    (start.count() * 4 + capitals) * 2 + usize::from(facts.ending == Ending::Call)
}
