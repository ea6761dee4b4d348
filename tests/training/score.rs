//! Precision and recall of headings and furniture, over all lines of news articles.

use crate::texts::{Label, Text};
use newsprint::import::structure::{Class, Model, classes};
use std::collections::BTreeMap;
use std::fmt;

/// Right, false and missed lines by variant and label.
#[derive(Default)]
pub struct Scores(BTreeMap<(&'static str, &'static str), [usize; 3]>);

impl Scores {
    /// Counts what the reader finds in `text` with `model`.
    pub fn add(&mut self, text: &Text, model: &Model) {
        if text.listicle || text.variant.is_empty() {
            return;
        }
        let mut found = vec![Class::Story; text.labels.len()];
        for (first, last, class) in classes(&text.body, model) {
            for line in first..=last.min(found.len()) {
                found[line - 1] = class;
            }
        }
        let scored = [
            ("heading", Label::Heading, Class::Heading),
            ("furniture", Label::Furniture, Class::Furniture),
        ];
        for (name, label, class) in scored {
            let counts = self.0.entry((text.variant, name)).or_default();
            for (truth, found) in text.labels.iter().zip(&found) {
                if matches!(truth, Label::Unknown | Label::Top) {
                    continue;
                }
                match (*truth == label, *found == class) {
                    (true, true) => counts[0] += 1,
                    (false, true) => counts[1] += 1,
                    (true, false) => counts[2] += 1,
                    (false, false) => {}
                }
            }
        }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((variant, name), [right, wrong, missed]) in &self.0 {
            let share = |of: usize| *right as f64 / (right + of).max(1) as f64;
            let (precision, recall) = (share(*wrong), share(*missed));
            let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
            writeln!(
                f,
                "  {variant:9} {name:10} P {precision:.3}  R {recall:.3}  F1 {f1:.3}"
            )?;
        }
        Ok(())
    }
}
