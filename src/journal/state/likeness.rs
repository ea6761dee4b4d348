//! Who may be an article of which neither the URL nor the content nor the path is known.
//!
//! Asked after those three, in this order, and never against a URL or a day of publication that says otherwise:
//! 1. The same path in other letters of case, with the same headline: a library on a disk that does not tell
//!    them apart, or that was carried to one that does.
//! 2. A text of which three quarters are the same ([`Sketch`]), with the same headline or file name: a file that
//!    was edited and moved between two visits. Issues of a newsletter share a headline and a frame, and less.
//! 3. The same headline, where the record came with an import of marks and has nothing else; the first article
//!    that has it, and by whom nothing else is said, is the one that was meant.
//!
//! Only records that share a key with an article are looked at, and of these a few.

use super::{Record, State};
use crate::journal::{ArticleId, Identity, Sketch};
use crate::text::folded;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The share of a text that must be the same.
const ALIKE: f64 = 0.75;
/// A text that has less in common with another is another, whatever their paths.
const UNLIKE: f64 = 0.5;
/// Of those with one key, the most that are looked at.
const MOST: usize = 64;

/// Ids by hashes of what they have in common with an article that they may be.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// A key, and the hash of an id that has it.
    claims: BTreeSet<(u64, u64)>,
    ids: HashMap<u64, ArticleId>,
}

/// What keys are made of.
#[derive(Hash)]
enum Key<'a> {
    /// A path in lower case.
    Path(&'a str),
    /// A headline, folded, and one of the least numbers of the sketch.
    Title(&'a str, u32),
    /// The same for the name of the file.
    File(&'a str, u32),
    /// The headline of a record that has nothing else.
    Orphan(&'a str),
}

fn hashed(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// What an article is compared by.
struct Facts {
    path: String,
    file: String,
    title: String,
}

impl Facts {
    fn of(path: &str, title: &str) -> Self {
        Self {
            path: path.to_lowercase(),
            file: folded(file_name(path)),
            title: folded(title),
        }
    }

    fn keys(&self, sketch: Option<&Sketch>) -> Vec<u64> {
        let mut keys = Vec::new();
        for number in sketch.into_iter().flat_map(Sketch::least) {
            if !self.title.is_empty() {
                keys.push(hashed(&Key::Title(&self.title, number)));
            }
            if !self.file.is_empty() {
                keys.push(hashed(&Key::File(&self.file, number)));
            }
        }
        keys
    }
}

impl Likeness {
    /// Notes what a line said of the article `id`.
    pub(super) fn add(&mut self, id: &ArticleId, known: &Identity) {
        let facts = Facts::of(&known.path, &known.title);
        let mut keys = facts.keys(known.sketch.as_ref());
        if !facts.path.is_empty() {
            keys.push(hashed(&Key::Path(&facts.path)));
        }
        if known.has_only_credits() && !facts.title.is_empty() {
            keys.push(hashed(&Key::Orphan(&facts.title)));
        }
        if keys.is_empty() {
            return;
        }
        let number = hashed(id);
        self.ids.entry(number).or_insert_with(|| id.clone());
        self.claims
            .extend(keys.into_iter().map(|key| (key, number)));
    }

    fn of(&self, key: u64) -> impl Iterator<Item = &ArticleId> {
        let claims = self.claims.range((key, 0)..=(key, u64::MAX)).take(MOST);
        claims.filter_map(|(_, number)| self.ids.get(number))
    }
}

impl State {
    /// The record that the article of this identity is, where neither its URL nor content nor path is known.
    pub(super) fn alike(&self, identity: &Identity) -> Option<&Record> {
        let facts = Facts::of(&identity.path, &identity.title);
        self.at_path_in_other_case(identity, &facts)
            .or_else(|| self.with_like_text(identity, &facts))
            .or_else(|| self.orphans(identity).next())
    }

    fn at_path_in_other_case(&self, identity: &Identity, facts: &Facts) -> Option<&Record> {
        if facts.path.is_empty() || facts.title.is_empty() {
            return None;
        }
        let fits = |record: &&Record| {
            let known = Facts::of_record(record);
            let is_unlike = resemblance(record, identity).is_some_and(|share| share < UNLIKE);
            known.path == facts.path && known.title == facts.title && !is_unlike
        };
        let key = hashed(&Key::Path(&facts.path));
        self.possible(key, identity)
            .filter(fits)
            .min_by(|a, b| a.name.cmp(&b.name))
    }

    fn with_like_text(&self, identity: &Identity, facts: &Facts) -> Option<&Record> {
        let keys = facts.keys(identity.sketch.as_ref());
        let possible = keys
            .into_iter()
            .flat_map(|key| self.possible(key, identity));
        let fits = |record: &Record| {
            let share = resemblance(record, identity).filter(|share| *share >= ALIKE)?;
            let known = Facts::of_record(record);
            let same = |own: &str, other: &str| !own.is_empty() && own == other;
            let is_called_so = same(&known.title, &facts.title) || same(&known.file, &facts.file);
            is_called_so.then_some(share)
        };
        possible
            .filter_map(|record| Some((fits(record)?, record)))
            .max_by(|(share, a), (other, b)| {
                share.total_cmp(other).then_with(|| b.name.cmp(&a.name))
            })
            .map(|(_, record)| record)
    }

    /// The records with this headline that have nothing else, and that no article has been found for.
    pub(super) fn orphans(&self, identity: &Identity) -> impl Iterator<Item = &Record> {
        let title = folded(&identity.title);
        // What is no article itself means whatever its headline meant before.
        let means_any = identity.has_only_credits();
        let key = (!title.is_empty()).then(|| hashed(&Key::Orphan(&title)));
        let possible = key.into_iter().flat_map(|key| self.possible(key, identity));
        let mut fitting: Vec<&Record> = possible
            .filter(|record| means_any || !record.traits.is_bound)
            .filter(|record| is_by(&record.view().byline, &identity.byline))
            .collect();
        fitting.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        fitting.dedup_by(|a, b| a.name == b.name);
        // An article that does not say by whom it is cannot be that of two authors.
        if identity.byline.is_empty() {
            let bylines = fitting.iter().map(|record| &record.view().byline);
            let named: Vec<&Vec<String>> = bylines.filter(|names| !names.is_empty()).collect();
            if named.windows(2).any(|pair| !is_by(pair[0], pair[1])) {
                fitting.clear();
            }
        }
        fitting.into_iter()
    }

    /// The records with a key whose URL and day do not say otherwise.
    fn possible(&self, key: u64, identity: &Identity) -> impl Iterator<Item = &Record> {
        let source = identity.source();
        self.likeness
            .of(key)
            .filter_map(|id| self.record(id))
            .filter(move |record| {
                let is_elsewhere = source.as_ref().is_some_and(|source| {
                    !record.sources.is_empty() && !record.sources.contains(source)
                });
                let day = record.traits.published.get();
                let is_later = day.is_some_and(|day| {
                    identity
                        .published
                        .as_ref()
                        .is_some_and(|other| day != other)
                });
                !is_elsewhere && !is_later
            })
    }
}

impl Facts {
    fn of_record(record: &Record) -> Self {
        let view = record.view();
        let title = view.title.as_deref().unwrap_or("");
        Self::of(view.path.as_deref().unwrap_or(""), title)
    }
}

fn resemblance(record: &Record, identity: &Identity) -> Option<f64> {
    let known = record.traits.sketch.get()?;
    Some(known.resemblance(identity.sketch.as_ref()?))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether two lists of authors may be those of one article: one says nothing, or they share a surname.
fn is_by(one: &[String], other: &[String]) -> bool {
    let surnames = |names: &[String]| -> Vec<String> {
        let last = |name: &String| match name.split_once(',') {
            Some((surname, _)) => folded(surname),
            None => folded(name.split_whitespace().next_back().unwrap_or("")),
        };
        names.iter().map(last).collect()
    };
    let others = surnames(other);
    one.is_empty() || other.is_empty() || surnames(one).iter().any(|name| others.contains(name))
}

#[cfg(test)]
mod tests;
