//! All that is known of one article, with the stamp of every field.

use super::stamp::{Register, Stamp};
use super::{Anchor, ArticleId, BookmarkId, Change};
use crate::article::Stated;
use crate::text::{harmless, harmless_line};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// How far the reader came in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Byte offset in the text of what the reader had on top of the page.
    pub offset: usize,
    /// Length in bytes of the text that it was an offset in. When the text has another length by now, the
    /// offset is a good guess and no more.
    pub of: usize,
    /// Byte offset of the end of what the reader had seen; 0 where an older line does not say.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub until: usize,
    /// The first words at the offset, at most [`Position::WORDS`] characters, to find the place again in a
    /// text that was edited.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Position {
    /// Characters of the text that a position remembers.
    pub const WORDS: usize = 48;

    /// The position at byte `offset` of `text`, seen up to byte `until`.
    pub fn new(text: &str, offset: usize, until: usize) -> Self {
        let words = text.get(offset..).unwrap_or("").chars().take(Self::WORDS);
        Self {
            offset,
            of: text.len(),
            until,
            words: words.collect(),
        }
    }

    /// The share that the reader has seen, 0 to 100.
    pub fn percent(&self) -> u8 {
        let seen = self.offset.max(self.until).min(self.of);
        let part = seen as u128 * 100 / self.of.max(1) as u128;
        u8::try_from(part).unwrap_or(100)
    }

    /// Whether the place is in `text`, its words still standing where they stood.
    pub fn is_in(&self, text: &str) -> bool {
        let here = text.get(self.offset..);
        here.is_some_and(|rest| rest.starts_with(&self.words)) && self.offset < text.len()
    }

    /// Where the place is in `text` now: at its offset when its words stand there, else where they stand
    /// nearest to it, else at the offset.
    pub fn find(&self, text: &str) -> usize {
        let here = text.get(self.offset..);
        if self.words.is_empty() || here.is_some_and(|rest| rest.starts_with(&self.words)) {
            return self.offset;
        }
        let places = text.match_indices(&self.words).map(|(at, _)| at);
        places
            .min_by_key(|at| at.abs_diff(self.offset))
            .unwrap_or(self.offset)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A passage kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its name.
    pub id: BookmarkId,
    /// What finds the passage.
    pub anchor: Anchor,
    /// What the reader wrote to it.
    pub note: Option<String>,
    /// Heading of the section it stands in.
    pub section: Option<String>,
    /// When it was set.
    pub at: Timestamp,
}

/// The reading state of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleState {
    /// Marked as read or as not read, if the reader ever did either. To open it is neither.
    pub read: Option<bool>,
    /// Starred, or the star taken away, if the reader ever did either.
    pub starred: Option<bool>,
    /// How far the reader came.
    pub position: Option<Position>,
    /// When the reader was last in it.
    pub last_opened: Option<Timestamp>,
    /// Live bookmarks in the order of the text.
    pub bookmarks: Vec<Bookmark>,
    /// Its headline when last seen.
    pub title: Option<String>,
    /// Its path when last seen, on the device that saw it. As written: make it harmless before showing it.
    pub path: Option<String>,
    /// Its source URL.
    pub url: Option<String>,
}

impl ArticleState {
    /// The live bookmark of that name.
    pub fn bookmark(&self, id: &BookmarkId) -> Option<&Bookmark> {
        self.bookmarks.iter().find(|bookmark| bookmark.id == *id)
    }
}

/// Whether an article counts as read: what the reader did to it decides, else what its file `stated`.
pub fn is_read(standing: Option<&ArticleState>, stated: Option<Stated>) -> bool {
    standing
        .and_then(|standing| standing.read)
        .or_else(|| stated?.read)
        .unwrap_or(false)
}

/// Whether an article counts as starred: what the reader did to it decides, else what its file `stated`.
pub fn is_starred(standing: Option<&ArticleState>, stated: Option<Stated>) -> bool {
    standing
        .and_then(|standing| standing.starred)
        .unwrap_or_else(|| stated.is_some_and(|stated| stated.starred))
}

/// A bookmark, live or not. Parts may arrive in any order: without an anchor it is not shown yet.
#[derive(Debug, Default)]
struct Mark {
    passage: Register<Passage>,
    note: Register<Option<String>>,
    gone: Register<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Passage {
    anchor: Anchor,
    section: Option<String>,
}

/// One article, by whatever ids.
#[derive(Debug)]
pub(super) struct Record {
    /// The name it goes by: the least of its ids, so that all devices agree.
    pub(super) name: ArticleId,
    /// How many ids were joined in it.
    pub(super) size: usize,
    /// Comparable forms of its URLs.
    pub(super) sources: BTreeSet<String>,
    read: Register<bool>,
    starred: Register<bool>,
    position: Register<Position>,
    marks: BTreeMap<BookmarkId, Mark>,
    title: Register<String>,
    path: Register<String>,
    url: Register<String>,
    /// The state drawn from the fields above when it is asked for, until one of them changes.
    view: OnceLock<ArticleState>,
}

impl Record {
    pub(super) fn new(name: ArticleId) -> Self {
        Self {
            name,
            size: 1,
            sources: BTreeSet::new(),
            read: Register::default(),
            starred: Register::default(),
            position: Register::default(),
            marks: BTreeMap::new(),
            title: Register::default(),
            path: Register::default(),
            url: Register::default(),
            view: OnceLock::new(),
        }
    }

    /// Takes in one change. What will be shown is made harmless here, since a file of the journal comes from
    /// other devices; a passage is compared with harmless text, so nothing is lost by it.
    pub(super) fn apply(&mut self, stamp: &Stamp, change: &Change) {
        self.view = OnceLock::new();
        match change {
            Change::Read => self.read.set(stamp, true),
            Change::Unread => self.read.set(stamp, false),
            Change::Star => self.starred.set(stamp, true),
            Change::Unstar => self.starred.set(stamp, false),
            Change::Position(position) => self.position.set(stamp, position.clone()),
            Change::Known {
                url, path, title, ..
            } => self.seen(stamp, url.as_deref(), path, title),
            Change::Bookmark {
                id,
                anchor,
                note,
                section,
            } => {
                let passage = Passage {
                    anchor: anchor.harmless(),
                    section: section.as_deref().map(harmless_line),
                };
                let mark = self.mark(id);
                mark.passage.set(stamp, passage);
                mark.note.set(stamp, clean(note.as_deref()));
                mark.gone.set(stamp, false);
            }
            Change::Note { id, note } => self.mark(id).note.set(stamp, clean(note.as_deref())),
            Change::RemoveBookmark { id } => self.mark(id).gone.set(stamp, true),
            Change::RestoreBookmark { id } => self.mark(id).gone.set(stamp, false),
            Change::Same { .. } | Change::Setting { .. } => {}
        }
    }

    fn seen(&mut self, stamp: &Stamp, url: Option<&str>, path: &str, title: &str) {
        self.title.set(stamp, harmless_line(title));
        self.path.set(stamp, path.to_owned());
        if let Some(url) = url {
            self.url.set(stamp, harmless_line(url));
        }
    }

    fn mark(&mut self, id: &BookmarkId) -> &mut Mark {
        self.marks.entry(id.clone()).or_default()
    }

    /// Takes in all of `other`, which turned out to be the same article.
    pub(super) fn merge(&mut self, other: Self) {
        self.view = OnceLock::new();
        if other.name < self.name {
            self.name = other.name;
        }
        self.size += other.size;
        self.sources.extend(other.sources);
        self.read.merge(other.read);
        self.starred.merge(other.starred);
        self.position.merge(other.position);
        self.title.merge(other.title);
        self.path.merge(other.path);
        self.url.merge(other.url);
        for (id, mark) in other.marks {
            let own = self.marks.entry(id).or_default();
            own.passage.merge(mark.passage);
            own.note.merge(mark.note);
            own.gone.merge(mark.gone);
        }
    }

    /// The state as it is shown.
    pub(super) fn view(&self) -> &ArticleState {
        self.view.get_or_init(|| ArticleState {
            read: self.read.get().copied(),
            starred: self.starred.get().copied(),
            position: self.position.get().cloned(),
            last_opened: self.position.stamp().map(|stamp| stamp.at),
            bookmarks: self.bookmarks(),
            title: self.title.get().cloned(),
            path: self.path.get().cloned(),
            url: self.url.get().cloned(),
        })
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let live = |mark: &&Mark| !mark.gone.get().copied().unwrap_or(false);
        let mut bookmarks: Vec<Bookmark> = self
            .marks
            .iter()
            .filter(|(_, mark)| live(mark))
            .filter_map(|(id, mark)| {
                let passage = mark.passage.get()?;
                Some(Bookmark {
                    id: id.clone(),
                    anchor: passage.anchor.clone(),
                    note: mark.note.get().cloned().flatten(),
                    section: passage.section.clone(),
                    at: mark.passage.stamp()?.at,
                })
            })
            .collect();
        bookmarks.sort_by_key(|bookmark| (bookmark.anchor.start, bookmark.anchor.end));
        bookmarks
    }
}

/// A note as it is kept: harmless, and absent when there is nothing in it.
fn clean(note: Option<&str>) -> Option<String> {
    let note = harmless(note?);
    (!note.trim().is_empty()).then(|| note.into_owned())
}
