//! Who is in the story: text -> mentions -> names.
//!
//! A mention is a range that names a person, an organisation or a place; a name gathers its mentions
//! ("Marta Lindqvist", "Ms Lindqvist"). Knows nothing of files or screens. Rules find
//! mentions in running text (`rules`); in English a learned tagger (`crf`) takes what they say for evidence among
//! others. What gathers mentions does not ask how they were found.

mod corrections;
mod gather;
mod heir;
mod introduction;
mod lexicon;
mod rules;
mod standing;

mod crf;
mod tokens;

pub use corrections::{Correction, Corrections, LONGEST_NAME, Revision, places};
pub use crf::training;

use crate::article::Article;
use crate::text::TextRange;
use rules::reading::Reading;
use serde::{Deserialize, Serialize};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Place,
}

/// A range that a tagger takes for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// The words of the name.
    pub(crate) range: TextRange,
    /// What they name.
    pub(crate) kind: NameKind,
}

/// A place in the text where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words of the mention.
    pub range: TextRange,
    /// Its kind, which is its name's.
    pub kind: NameKind,
    /// Index of its name in [`Names::names`].
    pub name: usize,
}

/// A name and its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The fullest form ("Marta Lindqvist").
    pub name: String,
    /// What it stands for.
    pub kind: NameKind,
    /// The forms that occur, most frequent first.
    pub variants: Vec<String>,
    /// Indices into [`Names::mentions`], in reading order; never empty.
    pub mentions: Vec<usize>,
    /// Where the article says who or what it is.
    pub introduction: Introduction,
}

/// Where an article says who or what a name is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Introduction {
    /// The sentence.
    pub sentence: TextRange,
    /// The words in it that say so ("the US secretary of state"), where there are any.
    pub description: Option<TextRange>,
}

/// The names of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// All mentions in reading order, not overlapping.
    pub mentions: Vec<Mention>,
    /// All names by weight: most mentioned first; of equals those that the story mentions more often, then those in the
    /// headline, then in the order in which the story first mentions them. Names that the story does not mention come
    /// last.
    pub names: Vec<Name>,
    /// Whether the article is in a language that the tagger knows, which is English. In others only what the lists
    /// are sure of is found.
    pub is_language_known: bool,
}

/// Finds and gathers the names of `article`.
pub fn find(article: &Article) -> Names {
    let (tagged, is_english) = tagged(article);
    let mut names = gather::gather(article, &tagged);
    names.is_language_known = is_english;
    introduction::introduce(article, &mut names);
    names
}

/// The ranges of `article` that are names, in order, and whether it is in English.
fn tagged(article: &Article) -> (Vec<Tagged>, bool) {
    let reading = Reading::new(article);
    let by_rules = rules::names(&reading);
    // The weights are those of English; of other languages the rules take what is sure.
    let names = if reading.is_english {
        crf::names(&reading, by_rules)
    } else {
        by_rules
    };
    (rules::tagged(&reading, &names), reading.is_english)
}
