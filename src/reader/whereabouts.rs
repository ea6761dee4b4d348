//! Where in an article its names occur, counted once when they are known: in steps few enough to be drawn
//! beside each of them. Knows nothing of how that is drawn.

use crate::names::Names;

/// Steps that an article is counted in. It divides by the parts that are drawn: 8, 12 and 24.
const STEPS: usize = 24;

/// How often each name occurs in each stretch of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Mentions in each step, by the index of the name; no more than are told apart.
    steps: Vec<[u8; STEPS]>,
    /// Mentions of the name that has the most.
    most: usize,
}

impl Whereabouts {
    /// Where `names` occur in a text of `len` bytes.
    pub(super) fn new(names: &Names, len: usize) -> Self {
        let mut steps = vec![[0_u8; STEPS]; names.names.len()];
        for mention in &names.mentions {
            let step = mention.range.start.saturating_mul(STEPS) / len.max(1);
            let of_name = steps.get_mut(mention.name);
            if let Some(count) = of_name.and_then(|of_name| of_name.get_mut(step.min(STEPS - 1))) {
                *count = count.saturating_add(1);
            }
        }
        let most = names.names.iter().map(|name| name.mentions.len()).max();
        Self {
            steps,
            most: most.unwrap_or(0),
        }
    }

    /// How often name `at` occurs in each of `parts` equal parts of the article.
    pub fn of(&self, at: usize, parts: usize) -> Vec<usize> {
        let mut counts = vec![0; parts];
        for (step, count) in self.steps.get(at).into_iter().flatten().enumerate() {
            if let Some(part) = counts.get_mut(step * parts / STEPS) {
                *part += usize::from(*count);
            }
        }
        counts
    }

    /// Mentions of the name that has the most.
    pub fn most(&self) -> usize {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Introduction, Mention, Name, NameKind};
    use crate::text::TextRange;

    /// One name with mentions that start at `starts`.
    fn names(starts: &[usize]) -> Names {
        let mention = |start: &usize| Mention {
            range: TextRange::new(*start, start + 1),
            kind: NameKind::Person,
            name: 0,
        };
        Names {
            mentions: starts.iter().map(mention).collect(),
            is_language_known: true,
            names: vec![Name {
                name: "A".into(),
                kind: NameKind::Person,
                variants: vec!["A".into()],
                mentions: (0..starts.len()).collect(),
                introduction: Introduction::default(),
            }],
        }
    }

    #[test]
    fn every_mention_counts_in_the_part_it_stands_in() {
        let found = Whereabouts::new(&names(&[0, 1, 50, 99]), 100);
        assert_eq!(found.of(0, 8), [2, 0, 0, 0, 1, 0, 0, 1]);
        assert_eq!(found.of(0, 24).iter().sum::<usize>(), 4);
        assert_eq!(found.most(), 4);
        assert_eq!(found.of(1, 8), [0; 8], "no such name");
        // What does not fit the text is at its end.
        assert_eq!(Whereabouts::new(&names(&[7]), 0).of(0, 8)[7], 1);
    }
}
