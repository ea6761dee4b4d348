//! What is to be known of one file.

use crate::article::{Article, Format, Metadata, TitleFrom};
use crate::journal::Identity;
use crate::library::{Entry, OpenError, Opened};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It opens, and nothing was wrong with it.
    Good,
    /// It opens; something was wrong and was made good.
    Warned,
    /// It cannot be opened.
    Refused,
    /// It is not listed.
    PassedOver,
}

/// Something that is not known of an article, or odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Note {
    NoText,
    NoDate,
    TitleFromFileName,
    FutureFile,
}

impl Note {
    /// In words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::NoText => "no text",
            Self::NoDate => "no date",
            Self::TitleFromFileName => "no title but the name of the file",
            Self::FutureFile => "the time of the file lies in the future",
        }
    }
}

/// What is to be known of one file.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub(super) path: String,
    pub(super) outcome: Outcome,
    /// Why it cannot be opened, or is not listed.
    pub(super) reason: Option<String>,
    pub(super) format: Option<Format>,
    pub(super) title_from: Option<TitleFrom>,
    pub(super) warnings: Vec<String>,
    pub(super) notes: Vec<Note>,
    /// Where each field came from.
    pub(super) sources: BTreeMap<String, String>,
    /// The first file with the same bytes.
    pub(super) same_content: Option<String>,
    /// The first file that was published at the same address.
    pub(super) same_url: Option<String>,
    #[serde(skip)]
    identity: Option<Identity>,
}

impl Finding {
    /// What came of opening `entry`, at the moment `now`.
    pub(super) fn new(
        entry: &Entry,
        opened: Result<Opened, OpenError>,
        now: jiff::Timestamp,
    ) -> Self {
        let path = entry.place.key();
        match opened {
            Ok(Opened { article, identity }) => {
                let future = entry.modified.is_some_and(|modified| modified > now);
                Self::of(path, article, identity, future)
            }
            Err(error) => Self::without_article(path, Outcome::Refused, &error.to_string()),
        }
    }

    /// A file that was passed over.
    pub(super) fn passed_over(path: String, reason: &str) -> Self {
        Self::without_article(path, Outcome::PassedOver, reason)
    }

    fn without_article(path: String, outcome: Outcome, reason: &str) -> Self {
        Self {
            path,
            outcome,
            reason: Some(crate::text::harmless_line(reason)),
            format: None,
            title_from: None,
            warnings: Vec::new(),
            notes: Vec::new(),
            sources: BTreeMap::new(),
            same_content: None,
            same_url: None,
            identity: None,
        }
    }

    fn of(path: String, article: Article, identity: Identity, future: bool) -> Self {
        let metadata = &article.metadata;
        let notes = [
            (article.words == 0, Note::NoText),
            (metadata.published.is_none(), Note::NoDate),
            (
                metadata.title_from == TitleFrom::FileName,
                Note::TitleFromFileName,
            ),
            (future, Note::FutureFile),
        ];
        let true_ones = notes.into_iter().filter(|(is_so, _)| *is_so);
        Self {
            path,
            outcome: if article.warnings.is_empty() {
                Outcome::Good
            } else {
                Outcome::Warned
            },
            reason: None,
            format: Some(article.format),
            title_from: Some(metadata.title_from),
            notes: true_ones.map(|(_, note)| note).collect(),
            sources: sources(metadata),
            same_content: None,
            same_url: None,
            // Empty files are all alike.
            identity: (article.words > 0).then_some(identity),
            warnings: article.warnings,
        }
    }

    /// Whether there is nothing to say of it.
    pub(super) fn is_plain(&self) -> bool {
        self.outcome == Outcome::Good
            && self.notes.is_empty()
            && self.same_content.is_none()
            && self.same_url.is_none()
    }
}

/// Where the fields came from, by their names.
fn sources(metadata: &Metadata) -> BTreeMap<String, String> {
    let named = metadata.sources.iter().filter_map(|(field, source)| {
        let name = serde_json::to_value(field).ok()?;
        Some((name.as_str()?.to_owned(), source.to_string()))
    });
    named.collect()
}

/// Articles that are there twice.
#[derive(Debug, Default)]
pub(super) struct Twins {
    by_content: HashMap<String, String>,
    by_address: HashMap<String, String>,
}

impl Twins {
    /// Notes in `finding` the first file that has the same content, or else the same address.
    pub(super) fn note(&mut self, finding: &mut Finding) {
        let Some(identity) = finding.identity.take() else {
            return;
        };
        let path = &finding.path;
        finding.same_content = first(&mut self.by_content, identity.content.clone(), path);
        let same_url = identity
            .source()
            .and_then(|url| first(&mut self.by_address, url, path));
        finding.same_url = same_url.filter(|_| finding.same_content.is_none());
    }
}

/// The path that was noted for `key` before; else `path` is noted.
fn first(known: &mut HashMap<String, String>, key: String, path: &str) -> Option<String> {
    match known.entry(key) {
        std::collections::hash_map::Entry::Occupied(first) => Some(first.get().clone()),
        std::collections::hash_map::Entry::Vacant(empty) => {
            empty.insert(path.to_owned());
            None
        }
    }
}
