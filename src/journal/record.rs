//! All that is known of one article, with the stamp of every field.

use super::stamp::{Register, Stamp};
use super::{Anchor, ArticleId, BookmarkId, Change, Identity, Sketch};
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
    /// A colour, or any word that the reader sorts bookmarks by.
    pub label: Option<String>,
    /// Headings of the sections it stands in, the outermost first.
    pub section: Vec<String>,
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
    /// Put away, or taken out again, if the reader ever did either.
    pub archived: Option<bool>,
    /// The tags that the reader gave, in the order of the alphabet.
    pub tags: Vec<String>,
    /// The tags that the reader took away, be it that the file states them.
    pub untagged: Vec<String>,
    /// How far the reader came.
    pub position: Option<Position>,
    /// When the reader was last in it.
    pub last_opened: Option<Timestamp>,
    /// Live bookmarks in the order of the text.
    pub bookmarks: Vec<Bookmark>,
    /// Its headline when last seen.
    pub title: Option<String>,
    /// Who wrote it, when last seen.
    pub byline: Vec<String>,
    /// Where it appeared, when last seen.
    pub site: Option<String>,
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

/// Whether an article counts as put away: what the reader did to it decides.
pub fn is_archived(standing: Option<&ArticleState>) -> bool {
    standing
        .and_then(|standing| standing.archived)
        .unwrap_or(false)
}

/// The tags of an article: those that its file `stated` and the reader left, and the reader's own.
pub fn tags_of(standing: Option<&ArticleState>, stated: &[String]) -> Vec<String> {
    let own = standing.map_or(&[][..], |standing| standing.tags.as_slice());
    let taken = standing.map_or(&[][..], |standing| standing.untagged.as_slice());
    let taken: BTreeSet<&str> = taken.iter().map(String::as_str).collect();
    let stated = stated.iter().filter_map(|tag| super::tag(tag));
    let left = stated.filter(|tag| !taken.contains(tag.as_str()));
    let mut seen = BTreeSet::new();
    let tags = left.chain(own.iter().cloned());
    tags.filter(|tag| seen.insert(tag.clone())).collect()
}

/// A bookmark, live or not. Parts may arrive in any order: without an anchor it is not shown yet.
#[derive(Debug, Default)]
struct Mark {
    /// When it was kept first, not when it was attached anew.
    kept: Register<()>,
    passage: Register<Passage>,
    note: Register<Option<String>>,
    label: Register<Option<String>>,
    gone: Register<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Passage {
    anchor: Anchor,
    section: Vec<String>,
}

impl Passage {
    fn new(anchor: &Anchor, section: &[String]) -> Self {
        Self {
            anchor: anchor.harmless(),
            section: section.iter().map(|line| harmless_line(line)).collect(),
        }
    }
}

/// Where an article lies, and what it is called there, by whom and where it appeared: one register, so that the title
/// is always that of the path, be two lines of one stamp.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Credits {
    path: String,
    title: String,
    byline: Vec<String>,
    site: Option<String>,
}

/// What an article is known by when neither URL nor content nor path is.
#[derive(Debug, Default)]
pub(super) struct Traits {
    pub(super) sketch: Register<Sketch>,
    pub(super) published: Register<String>,
    /// An article was seen that is this one.
    pub(super) is_bound: bool,
}

impl Traits {
    /// Takes in what a line says of the article.
    pub(super) fn learn(&mut self, stamp: &Stamp, known: &Identity) {
        if let Some(sketch) = &known.sketch {
            self.sketch.set(stamp, sketch.clone());
        }
        if let Some(day) = &known.published {
            self.published.set(stamp, day.clone());
        }
        self.is_bound |= !known.has_only_credits();
    }

    fn merge(&mut self, other: Self) {
        self.sketch.merge(other.sketch);
        self.published.merge(other.published);
        self.is_bound |= other.is_bound;
    }
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
    archived: Register<bool>,
    tags: BTreeMap<String, Register<bool>>,
    position: Register<Position>,
    marks: BTreeMap<BookmarkId, Mark>,
    credits: Register<Credits>,
    url: Register<String>,
    /// What it is known by when nothing else is.
    pub(super) traits: Traits,
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
            archived: Register::default(),
            tags: BTreeMap::new(),
            position: Register::default(),
            marks: BTreeMap::new(),
            credits: Register::default(),
            url: Register::default(),
            traits: Traits::default(),
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
            Change::Archive => self.archived.set(stamp, true),
            Change::Unarchive => self.archived.set(stamp, false),
            Change::Tag { tag } => self.tag(stamp, tag, true),
            Change::Untag { tag } => self.tag(stamp, tag, false),
            Change::Position(position) => self.position.set(stamp, position.clone()),
            Change::Known {
                url,
                path,
                title,
                byline,
                site,
                ..
            } => {
                let credits = Credits {
                    path: path.clone(),
                    title: harmless_line(title),
                    byline: byline.iter().map(|name| harmless_line(name)).collect(),
                    site: site.as_deref().map(harmless_line),
                };
                self.seen(stamp, url.as_deref(), credits);
            }
            Change::Bookmark {
                id,
                anchor,
                note,
                label,
                section,
            } => {
                let mark = self.mark(id);
                mark.kept.set(stamp, ());
                mark.passage.set(stamp, Passage::new(anchor, section));
                mark.note.set(stamp, clean(note.as_deref()));
                mark.label.set(stamp, label.as_deref().and_then(super::tag));
                mark.gone.set(stamp, false);
            }
            Change::Attach {
                id,
                anchor,
                section,
            } => self
                .mark(id)
                .passage
                .set(stamp, Passage::new(anchor, section)),
            Change::Note { id, note } => self.mark(id).note.set(stamp, clean(note.as_deref())),
            Change::Label { id, label } => {
                let label = label.as_deref().and_then(super::tag);
                self.mark(id).label.set(stamp, label);
            }
            Change::RemoveBookmark { id } => self.mark(id).gone.set(stamp, true),
            Change::RestoreBookmark { id } => self.mark(id).gone.set(stamp, false),
            Change::Same { .. } | Change::Setting { .. } => {}
        }
    }

    fn seen(&mut self, stamp: &Stamp, url: Option<&str>, credits: Credits) {
        self.credits.set(stamp, credits);
        if let Some(url) = url {
            self.url.set(stamp, harmless_line(url));
        }
    }

    fn tag(&mut self, stamp: &Stamp, tag: &str, given: bool) {
        if let Some(tag) = super::tag(tag) {
            self.tags.entry(tag).or_default().set(stamp, given);
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
        self.archived.merge(other.archived);
        for (tag, given) in other.tags {
            self.tags.entry(tag).or_default().merge(given);
        }
        self.position.merge(other.position);
        self.credits.merge(other.credits);
        self.url.merge(other.url);
        self.traits.merge(other.traits);
        for (id, mark) in other.marks {
            let own = self.marks.entry(id).or_default();
            own.kept.merge(mark.kept);
            own.passage.merge(mark.passage);
            own.note.merge(mark.note);
            own.label.merge(mark.label);
            own.gone.merge(mark.gone);
        }
    }

    /// The state as it is shown.
    pub(super) fn view(&self) -> &ArticleState {
        self.view.get_or_init(|| ArticleState {
            read: self.read.get().copied(),
            starred: self.starred.get().copied(),
            archived: self.archived.get().copied(),
            tags: self.tagged(true),
            untagged: self.tagged(false),
            position: self.position.get().cloned(),
            last_opened: self.position.stamp().map(|stamp| stamp.at),
            bookmarks: self.bookmarks(),
            title: self.credits.get().map(|credits| credits.title.clone()),
            byline: self
                .credits
                .get()
                .map_or_else(Vec::new, |credits| credits.byline.clone()),
            site: self.credits.get().and_then(|credits| credits.site.clone()),
            path: self.credits.get().map(|credits| credits.path.clone()),
            url: self.url.get().cloned(),
        })
    }

    /// Whether a bookmark of that name was ever kept, be it deleted since. One whose keeping was undone was not.
    pub(super) fn had_bookmark(&self, id: &BookmarkId) -> bool {
        let taken_back = |mark: &Mark| {
            let undid = mark.gone.stamp().is_some_and(|stamp| stamp.undid);
            undid && mark.gone.get() == Some(&true)
        };
        self.marks.get(id).is_some_and(|mark| !taken_back(mark))
    }

    /// When the reader last settled what `change` would settle. What was given and undone was not settled.
    pub(super) fn settled(&self, change: &Change) -> Option<Timestamp> {
        let register = match change {
            Change::Read | Change::Unread => &self.read,
            Change::Star | Change::Unstar => &self.starred,
            Change::Archive | Change::Unarchive => &self.archived,
            Change::Tag { tag } | Change::Untag { tag } => self.tags.get(tag)?,
            _ => return None,
        };
        let taken_back = |stamp: &&Stamp| stamp.undid && register.get() == Some(&false);
        let stamp = register.stamp().filter(|stamp| !taken_back(stamp));
        stamp.map(|stamp| stamp.at)
    }

    /// The tags that were given, or those that were taken away.
    fn tagged(&self, given: bool) -> Vec<String> {
        let tags = self.tags.iter();
        tags.filter(|(_, held)| held.get() == Some(&given))
            .map(|(tag, _)| tag.clone())
            .collect()
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
                    label: mark.label.get().cloned().flatten(),
                    section: passage.section.clone(),
                    at: mark.kept.stamp().or(mark.passage.stamp())?.at,
                })
            })
            .collect();
        bookmarks.sort_by_key(|bookmark| (bookmark.anchor.start, bookmark.anchor.end));
        bookmarks
    }
}

/// A note as it is kept: harmless, and absent when there is nothing in it.
pub(super) fn clean(note: Option<&str>) -> Option<String> {
    let note = harmless(note?);
    (!note.trim().is_empty()).then(|| note.into_owned())
}
