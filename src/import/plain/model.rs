//! The learned part of structure recovery: how likely a unit is a heading, or furniture, by its features.
//!
//! Two sums of small decision trees, one for each question, turned into probabilities by the logistic
//! function: gradient boosting (J. H. Friedman, "Greedy Function Approximation", Annals of Statistics 29/5,
//! 2001). The file of weights is text, written by the training; `assets/structure/README.md` tells of it.

use super::context::FEATURES;
use std::fmt::Write;
use std::sync::LazyLock;

/// Levels of questions in a tree.
pub const DEPTH: usize = 3;

const SPLITS: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;

/// Likelihood from which a line is a heading.
pub(super) const HEADING_FROM: f32 = 0.4;

/// How much likelier furniture must be where a heading is likely too: most headings that are missed lose to
/// furniture by a little.
pub(super) const HEADING_LEAD: f32 = 0.3;

/// Likelihood from which a unit is furniture.
pub(super) const FURNITURE_FROM: f32 = 0.6;

/// The same for whole sentences: to set the story apart is worse than to leave a promotion in it.
pub(super) const SENTENCE_FROM: f32 = 0.8;

/// The model that the reader uses.
static BUILT_IN: LazyLock<Model> = LazyLock::new(|| {
    Model::parse(include_str!("../../../assets/structure/model.txt")).unwrap_or_default()
});

/// A tree in which every path has [`DEPTH`] questions. Question `i` is followed by `2i + 1` when its feature
/// is under the threshold, else by `2i + 2`.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Which feature each question asks for, and the threshold.
    pub splits: [(u16, f32); SPLITS],
    /// What each answer adds to the sum.
    pub leaves: [f32; LEAVES],
}

impl Tree {
    /// What the tree adds for `features`.
    pub fn value(&self, features: &[f32]) -> f32 {
        let mut at = 0;
        for _ in 0..DEPTH {
            let (feature, threshold) = self.splits[at];
            let under = features
                .get(usize::from(feature))
                .is_none_or(|value| *value < threshold);
            at = 2 * at + if under { 1 } else { 2 };
        }
        self.leaves[at - SPLITS]
    }
}

/// A sum of trees that answers one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What the sum begins with.
    pub bias: f32,
    /// What is added.
    pub trees: Vec<Tree>,
}

impl Answer {
    /// How likely the answer is yes, from 0 to 1.
    pub fn likelihood(&self, features: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| tree.value(features)).sum();
        1.0 / (1.0 + (-self.bias - sum).exp())
    }
}

/// The two questions of the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Is it a heading?
    pub heading: Answer,
    /// Is it furniture?
    pub furniture: Answer,
}

impl Model {
    /// The model that the reader uses.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads what [`Model::printed`] wrote. `None` when it is damaged, or speaks of other features than the
    /// reader measures.
    pub fn parse(text: &str) -> Option<Self> {
        let mut model = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let answer = match words.next()? {
                "heading" => &mut model.heading,
                "furniture" => &mut model.furniture,
                _ => return None,
            };
            match words.next()? {
                "bias" => answer.bias = words.next()?.parse().ok()?,
                "tree" => answer.trees.push(tree(words)?),
                _ => return None,
            }
        }
        Some(model)
    }

    /// The model as text, a tree a line: its questions from the top, level by level, then its leaves.
    pub fn printed(&self) -> String {
        let mut text = String::new();
        for (name, answer) in [("heading", &self.heading), ("furniture", &self.furniture)] {
            let _ = writeln!(text, "{name} bias {}", answer.bias);
            for tree in &answer.trees {
                let _ = write!(text, "{name} tree");
                for (feature, threshold) in tree.splits {
                    let feature = FEATURES.get(usize::from(feature)).unwrap_or(&"");
                    let _ = write!(text, " {feature}<{threshold}");
                }
                for leaf in tree.leaves {
                    let _ = write!(text, " {leaf}");
                }
                text.push('\n');
            }
        }
        text
    }
}

fn tree<'t>(mut words: impl Iterator<Item = &'t str>) -> Option<Tree> {
    let mut tree = Tree {
        splits: [(0, 0.0); SPLITS],
        leaves: [0.0; LEAVES],
    };
    for split in &mut tree.splits {
        let (name, threshold) = words.next()?.split_once('<')?;
        let feature = FEATURES.iter().position(|feature| *feature == name)?;
        *split = (u16::try_from(feature).ok()?, threshold.parse().ok()?);
    }
    for leaf in &mut tree.leaves {
        *leaf = words.next()?.parse().ok()?;
    }
    words.next().is_none().then_some(tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_weights_is_whole_and_asks_for_what_is_measured() {
        let text = include_str!("../../../assets/structure/model.txt");
        let model = Model::parse(text).expect("every feature of the file is measured");
        assert!(model.heading.trees.len() >= 20 && model.furniture.trees.len() >= 20);
        assert_eq!(Model::parse(&model.printed()), Some(model));
        let hash = FEATURES
            .join(" ")
            .bytes()
            .fold(0x811C_9DC5_u32, |hash, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
            });
        let said = format!("# features {} {hash:08x}", FEATURES.len());
        assert!(text.contains(&said), "{said}: train anew");
    }

    #[test]
    fn a_tree_asks_down_to_a_leaf() {
        let mut tree = Tree {
            splits: [(0, 5.0); SPLITS],
            leaves: [0.0; LEAVES],
        };
        tree.leaves[0] = 1.0;
        tree.leaves[LEAVES - 1] = 2.0;
        assert!((tree.value(&[4.0]) - 1.0).abs() < 1e-6);
        assert!((tree.value(&[5.0]) - 2.0).abs() < 1e-6);
        assert_eq!(Model::parse("heading tree size<3"), None);
        assert_eq!(Model::parse("heading tree nothing<3"), None);
    }
}
