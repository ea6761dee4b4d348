//! Precision, recall and their mean, by exact range and kind.

use crate::data::{Set, Span};
use newsprint::names::NameKind;
use std::collections::BTreeSet;
use std::fmt;

/// Counts by kind: right, false, missed.
#[derive(Default)]
pub(crate) struct Scores([[usize; 3]; 3]);

/// Measures what `find` finds in `sets`. "the" before a name and "'s" after it are left out of the comparison.
pub(crate) fn measure(sets: &[Set], find: impl Fn(&Set) -> Vec<Span>) -> Scores {
    let mut scores = Scores::default();
    for set in sets {
        let bare = |span: &Span| trimmed(&set.article.text, *span);
        let gold: BTreeSet<Span> = set.names.iter().map(bare).collect();
        let found: BTreeSet<Span> = find(set).iter().map(bare).collect();
        for span in &found {
            scores.0[span.kind as usize][usize::from(!gold.contains(span))] += 1;
        }
        for span in gold.difference(&found) {
            scores.0[span.kind as usize][2] += 1;
        }
    }
    scores
}

fn trimmed(text: &str, mut span: Span) -> Span {
    let words = text.get(span.start..span.end).unwrap_or("");
    if words.len() > 4
        && words
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("the "))
    {
        span.start += 4;
    }
    let words = text.get(span.start..span.end).unwrap_or("");
    let bare = words
        .strip_suffix("'s")
        .or_else(|| words.strip_suffix("’s"));
    span.end = span.start + bare.unwrap_or(words).trim_end().len();
    span
}

/// The harmonic mean of precision and recall, in percent.
fn mean([right, wrong, missed]: [usize; 3]) -> f64 {
    200.0 * right as f64 / (2 * right + wrong + missed).max(1) as f64
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: [usize; 3] = std::array::from_fn(|at| self.0.iter().map(|kind| kind[at]).sum());
        let kind = |kind: NameKind| mean(self.0[kind as usize]);
        write!(
            f,
            "F1 {:.1} (people {:.1}, organisations {:.1}, places {:.1})",
            mean(all),
            kind(NameKind::Person),
            kind(NameKind::Organization),
            kind(NameKind::Place)
        )
    }
}
