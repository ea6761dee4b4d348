//! The names of one file.

use crate::article::Article;
use crate::library::{self, Entry, OpenError};
use crate::names::{self, Corrections, Name, NameKind, Names};
use crate::text::harmless_line;
use serde::Serialize;

/// The names of one file, for programs.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) names: Vec<Named>,
}

/// A file that cannot be read, for programs.
#[derive(Debug, Serialize)]
pub(super) struct Refusal {
    pub(super) path: String,
    pub(super) error: String,
}

/// One name.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) kind: NameKind,
    pub(super) mentions: usize,
    pub(super) variants: Vec<String>,
    /// The sentence that introduces it.
    pub(super) sentence: Option<String>,
    /// The words in it that say who or what it is.
    pub(super) description: Option<String>,
    /// Where the mentions stand, in bytes of the article's text.
    pub(super) at: Vec<[usize; 2]>,
}

impl Finding {
    /// The names in the file of `entry`, corrected by what the reader says.
    pub(super) fn of(entry: &Entry, corrections: &Corrections) -> Result<Self, OpenError> {
        let article = library::open(&entry.place)?.article;
        let names = corrections.apply(&article, &names::find(&article));
        Ok(Self {
            path: entry.place.key(),
            title: harmless_line(&article.metadata.title),
            names: names
                .names
                .iter()
                .map(|name| Named::of(name, &names, &article))
                .collect(),
        })
    }
}

impl Named {
    fn of(name: &Name, names: &Names, article: &Article) -> Self {
        let words = |words: &str| Some(harmless_line(words)).filter(|words| !words.is_empty());
        let introduction = name.introduction;
        let mentions = name
            .mentions
            .iter()
            .filter_map(|at| names.mentions.get(*at));
        Self {
            name: harmless_line(&name.name),
            kind: name.kind,
            mentions: name.mentions.len(),
            variants: name
                .variants
                .iter()
                .map(|form| harmless_line(form))
                .collect(),
            sentence: words(introduction.sentence.of(&article.text)),
            description: introduction
                .description
                .and_then(|range| words(range.of(&article.text))),
            at: mentions
                .map(|mention| [mention.range.start, mention.range.end])
                .collect(),
        }
    }
}
