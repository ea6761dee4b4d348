//! The fold: what the reader's articles look like after all that was done to them.

mod likeness;

use super::event::{Change, Event};
use super::record::Record;
use super::stamp::{Register, Stamp};
use super::{ArticleId, ArticleState, BookmarkId, Identity};
use crate::text::harmless_line;
use jiff::Timestamp;
use likeness::Likeness;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

/// Reading state, folded from events. The same events give the same state in whatever order they are
/// applied and however often.
#[derive(Debug, Default)]
pub struct State {
    /// Records by one of their ids, the root.
    records: HashMap<ArticleId, Record>,
    /// Joined ids, each pointing one step nearer to its root. The smaller record always joins the larger, so
    /// the way is at most log2(n) steps long (Galler and Fischer 1964, union by size).
    joined: HashMap<ArticleId, ArticleId>,
    /// Who has a URL: comparable URL -> an id.
    sources: HashMap<String, ArticleId>,
    contents: Claims,
    paths: Claims,
    likeness: Likeness,
    settings: BTreeMap<String, Register<Setting>>,
    clock: u64,
}

/// Which ids claim a fact, and when they did last. Several may: a path is used again, a page that says
/// nothing is saved under many URLs.
#[derive(Debug, Default)]
struct Claims(BTreeMap<(String, ArticleId), Stamp>);

impl Claims {
    fn add(&mut self, fact: &str, id: &ArticleId, stamp: &Stamp) {
        if fact.is_empty() {
            return;
        }
        let last = self
            .0
            .entry((fact.to_owned(), id.clone()))
            .or_insert_with(|| stamp.clone());
        if *last < *stamp {
            *last = stamp.clone();
        }
    }

    fn of(&self, fact: &str) -> impl Iterator<Item = (&ArticleId, &Stamp)> {
        self.0
            .range((fact.to_owned(), ArticleId::least())..)
            .take_while(move |((claimed, _), _)| claimed == fact)
            .map(|((_, id), stamp)| (id, stamp))
    }
}

/// The value of a setting. Ordered by its JSON, to settle equal stamps.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Setting(Value);

impl Ord for Setting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.to_string().cmp(&other.0.to_string())
    }
}

impl PartialOrd for Setting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl State {
    /// Takes in one event.
    pub fn apply(&mut self, event: &Event) {
        self.clock = self.clock.max(event.clock);
        let stamp = Stamp::of(event);
        if let Change::Setting { name, value } = &event.change {
            self.settings
                .entry(name.clone())
                .or_default()
                .set(&stamp, Setting(value.clone()));
            return;
        }
        let Some(id) = &event.article else { return };
        self.record_mut(id).apply(&stamp, &event.change);
        match &event.change {
            Change::Known { .. } => self.learn(id, &stamp, &Identity::said_by(&event.change)),
            Change::Same { other } => self.join(id, other),
            _ => {}
        }
    }

    fn learn(&mut self, id: &ArticleId, stamp: &Stamp, known: &Identity) {
        self.record_mut(id).traits.learn(stamp, known);
        self.contents.add(&known.content, id, stamp);
        self.paths.add(&known.path, id, stamp);
        self.likeness.add(id, known);
        if let Some(source) = known.source() {
            self.claim_source(source, id);
        }
    }

    /// The article that has this identity. Asked are, in this order, its URL; its content; its path; what it is
    /// like. Content and path count only where no URL says otherwise, and the article that was seen last wins.
    pub fn resolve(&self, identity: &Identity) -> Option<&ArticleId> {
        self.resolve_record(identity).map(|record| &record.name)
    }

    /// The article that was last seen at `path`: for the list, before the file is parsed.
    pub fn by_path(&self, path: &str) -> Option<&ArticleId> {
        self.newest(&self.paths, path, None)
            .map(|record| &record.name)
    }

    /// The state of an article; `None` when nothing was ever done to it. Any of its ids will do.
    pub fn article(&self, id: &ArticleId) -> Option<&ArticleState> {
        self.record(id).map(Record::view)
    }

    /// The name that the article of this id goes by, which may be another id of it: two that were joined are
    /// one article from then on.
    pub fn name<'a>(&'a self, id: &'a ArticleId) -> &'a ArticleId {
        self.record(id).map_or(id, |record| &record.name)
    }

    /// All articles and their state, in no particular order.
    pub fn articles(&self) -> impl Iterator<Item = (&ArticleId, &ArticleState)> {
        self.records
            .values()
            .map(|record| (&record.name, record.view()))
    }

    /// Whether a bookmark of that name was ever kept in an article, be it deleted since. One whose keeping was undone
    /// was not; a state that comes from a snapshot takes it for deleted.
    pub fn had_bookmark(&self, article: &ArticleId, id: &BookmarkId) -> bool {
        self.record(article)
            .is_some_and(|record| record.had_bookmark(id))
    }

    /// When the reader last settled what `change` to an article would settle: whether it is read, starred, put away,
    /// or has that tag. `None` when that was never settled, and for other changes.
    pub fn settled(&self, article: &ArticleId, change: &Change) -> Option<Timestamp> {
        self.record(article)?.settled(change)
    }

    /// A comfort of reading that was remembered.
    pub fn setting(&self, name: &str) -> Option<&Value> {
        self.settings.get(name)?.get().map(|setting| &setting.0)
    }

    /// The greatest clock of all events.
    pub const fn clock(&self) -> u64 {
        self.clock
    }

    /// The id of the article with this identity, new if need be, and what the journal lacks about it: append
    /// these changes under that id. Asked again after that, there is nothing to append.
    pub fn identify(&self, identity: &Identity) -> (ArticleId, Vec<Change>) {
        let title = harmless_line(&identity.title);
        let known = identity.said(title.clone());
        let Some(record) = self.resolve_record(identity) else {
            let minted = ArticleId::mint(identity);
            let id = self.record(&minted).map(|record| record.name.clone());
            return (id.unwrap_or(minted), vec![known]);
        };
        let mut changes = Vec::new();
        if self.lacks(record, identity, &title) {
            changes.push(known);
        }
        changes.extend(self.twins(record, identity, &title));
        (record.name.clone(), changes)
    }

    /// Whether `identity` or `title` says something that is not known of `record`.
    fn lacks(&self, record: &Record, identity: &Identity, title: &str) -> bool {
        let source = identity.source();
        let at_path = self.newest(&self.paths, &identity.path, None);
        let view = record.view();
        let is_own = |id| self.record(id).is_some_and(|own| own.name == record.name);
        source.is_some_and(|source| !record.sources.contains(&source))
            || (!identity.content.is_empty()
                && !self.contents.of(&identity.content).any(|(id, _)| is_own(id)))
            || (!identity.path.is_empty()
                && at_path.is_none_or(|newest| newest.name != record.name))
            // Lines of an earlier edition have none.
            || (identity.sketch.is_some() && record.traits.sketch.get().is_none())
            // Two copies under two titles must not take turns in correcting each other.
            || (view.path.as_deref() == Some(&*identity.path)
                && view.title.as_deref() != Some(title))
    }

    /// The other records that are this same article: those with its content, the one at its path if it
    /// has its headline too (the path alone may be another article's that was there before), and marks that
    /// were imported for it.
    fn twins(&self, record: &Record, identity: &Identity, title: &str) -> Vec<Change> {
        let same_content = self.contents.of(&identity.content);
        let same_place = self
            .newest(&self.paths, &identity.path, None)
            .filter(|other| !title.is_empty() && other.view().title.as_deref() == Some(title));
        // A list of marks that is imported again finds what it made, and joins no articles by their headline.
        let orphans = (!identity.has_only_credits()).then(|| self.orphans(identity));
        let orphans = orphans.into_iter().flatten();
        let mut names: Vec<&ArticleId> = same_content
            .filter_map(|(id, _)| self.record(id))
            .chain(same_place)
            .chain(orphans)
            .filter(|other| other.name != record.name)
            .filter(|other| {
                record.sources.is_empty()
                    || other.sources.is_empty()
                    || !record.sources.is_disjoint(&other.sources)
            })
            .map(|other| &other.name)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
            .into_iter()
            .map(|name| Change::Same {
                other: name.clone(),
            })
            .collect()
    }

    fn resolve_record(&self, identity: &Identity) -> Option<&Record> {
        let source = identity.source();
        if let Some(id) = source.as_ref().and_then(|source| self.sources.get(source)) {
            return self.record(id);
        }
        let source = source.as_deref();
        self.newest(&self.contents, &identity.content, source)
            .or_else(|| self.newest(&self.paths, &identity.path, source))
            .or_else(|| self.alike(identity))
    }

    /// Of those who claim `fact` and have no other URL than `source`, the one who did last.
    fn newest(&self, claims: &Claims, fact: &str, source: Option<&str>) -> Option<&Record> {
        claims
            .of(fact)
            .filter_map(|(id, stamp)| Some((self.record(id)?, stamp, id)))
            .filter(|(record, ..)| {
                source.is_none_or(|source| {
                    record.sources.is_empty() || record.sources.contains(source)
                })
            })
            // Of two with one stamp the id as it was written tells: the name of a record is another after a join.
            .max_by_key(|(_, stamp, id)| (*stamp, *id))
            .map(|(record, ..)| record)
    }

    fn root<'a>(&'a self, id: &'a ArticleId) -> &'a ArticleId {
        let mut root = id;
        while let Some(next) = self.joined.get(root) {
            root = next;
        }
        root
    }

    fn record(&self, id: &ArticleId) -> Option<&Record> {
        self.records.get(self.root(id))
    }

    fn record_mut(&mut self, id: &ArticleId) -> &mut Record {
        let root = self.root(id).clone();
        self.records
            .entry(root)
            .or_insert_with_key(|root| Record::new(root.clone()))
    }

    fn claim_source(&mut self, source: String, id: &ArticleId) {
        self.record_mut(id).sources.insert(source.clone());
        if let Some(owner) = self.sources.get(&source).cloned() {
            self.join(&owner, id);
        } else {
            self.sources.insert(source, id.clone());
        }
    }

    /// Makes two ids name one record.
    fn join(&mut self, one: &ArticleId, other: &ArticleId) {
        let sizes = (self.record_mut(one).size, self.record_mut(other).size);
        let (mut large, mut small) = (self.root(one).clone(), self.root(other).clone());
        if large == small {
            return;
        }
        if sizes.0 < sizes.1 {
            std::mem::swap(&mut large, &mut small);
        }
        if let Some(record) = self.records.remove(&small) {
            self.record_mut(&large).merge(record);
        }
        self.joined.insert(small, large);
    }
}

#[cfg(test)]
mod tests;
