//! The labels of bookmarks: colours, and any words that the reader sorts by.

use super::{Choice, Model};
use crate::journal::{ArticleId, BookmarkId};
use crate::text::TextRange;
use std::collections::HashMap;

/// Which passage a note or a label is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marked {
    /// A passage of this article that is about to be kept.
    New(ArticleId, TextRange),
    /// A bookmark.
    Kept(ArticleId, BookmarkId),
}

/// The colours with the key for each.
const COLOURS: [(char, &str); 5] = [
    ('y', "yellow"),
    ('g', "green"),
    ('b', "blue"),
    ('r', "red"),
    ('p', "purple"),
];
/// Labels of the reader's own that are offered: as many as have a digit.
const OFFERED: usize = 9;
/// The answer that asks for a word.
pub(super) const ANOTHER: (char, &str) = ('o', "another word…");
/// The answer that takes the label away.
pub(super) const NONE: (char, &str) = ('n', "no label");

impl Model {
    /// Asks for the label of what is `marked`, which has the label `now`.
    pub(super) fn label_choice(&self, marked: Marked, now: Option<&str>) -> Choice {
        let colours = COLOURS.iter().map(|(key, word)| (*key, (*word).to_owned()));
        let mut answers: Vec<(char, String)> = colours.collect();
        answers.extend(('1'..='9').zip(self.labels_used()));
        answers.extend([ANOTHER, NONE].map(|(key, words)| (key, words.to_owned())));
        Choice::of_label(marked, answers, now)
    }

    /// The labels that are no colours, the most used first.
    fn labels_used(&self) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, standing) in self.state.articles() {
            for label in standing.bookmarks.iter().filter_map(|b| b.label.as_deref()) {
                *counts.entry(label).or_default() += 1;
            }
        }
        let is_colour = |label: &str| COLOURS.iter().any(|(_, word)| *word == label);
        let mut used: Vec<(&str, usize)> = counts.into_iter().collect();
        used.retain(|(label, _)| !is_colour(label));
        used.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let words = used.into_iter().take(OFFERED);
        words.map(|(label, _)| label.to_owned()).collect()
    }
}
