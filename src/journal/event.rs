//! The words of the journal: what a reader can do to an article.

use super::{Anchor, ArticleId, Position, Sketch, sketch};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// Names a bookmark for its whole life, on every device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BookmarkId(String);

impl BookmarkId {
    /// The id of a bookmark that is set on `anchor` in `article` when the journal's clock
    /// stands at `clock`: 12 hex digits. Two devices that keep the same passage at the same clock mean the
    /// same bookmark.
    pub fn mint(article: &ArticleId, anchor: &Anchor, clock: u64) -> Self {
        let mut hasher = blake3::Hasher::new();
        let span = format!("{article}\n{clock}\n{}..{}\n", anchor.start, anchor.end);
        hasher.update(span.as_bytes());
        hasher.update(anchor.exact.as_bytes());
        let mut hex = hasher.finalize().to_hex().to_string();
        hex.truncate(12);
        Self(hex)
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for BookmarkId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for BookmarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the reader did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Binds an id to facts that identify the article; written once per new fact.
    Known {
        /// Its source URL as the file gives it.
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// [`super::Identity::content_hash`] of its bytes.
        content: String,
        /// Its absolute path on the device that wrote the line.
        path: String,
        /// Its headline, so that a list of marks can name it when the file is gone.
        title: String,
        /// Who wrote it, for the same reason.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        byline: Vec<String>,
        /// Where it appeared, for the same reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// The day it was published, as `YYYY-MM-DD`: issues of one name are told apart by it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<String>,
        /// What its story is known by after an edit.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "sketch::lenient"
        )]
        sketch: Option<Sketch>,
    },
    /// Another id that turned out to be this same article.
    Same {
        /// The other id.
        other: ArticleId,
    },
    /// Marked as read.
    Read,
    /// Marked as not read.
    Unread,
    /// How far the reader came.
    Position(Position),
    /// Starred.
    Star,
    /// No longer starred.
    Unstar,
    /// Put away: not in the usual list any more.
    Archive,
    /// Back in the usual list.
    Unarchive,
    /// Given a tag.
    Tag {
        /// The tag, as [`super::tag()`] makes it.
        tag: String,
    },
    /// A tag taken away: the reader's own, or one that the file states.
    Untag {
        /// The tag.
        tag: String,
    },
    /// A passage kept, or kept anew with another anchor.
    Bookmark {
        /// Its name.
        id: BookmarkId,
        /// The passage.
        anchor: Anchor,
        /// What the reader wrote to it.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// A colour, or any word that the reader sorts bookmarks by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        /// Headings of the sections it stands in, the outermost first.
        #[serde(
            default,
            skip_serializing_if = "Vec::is_empty",
            deserialize_with = "headings"
        )]
        section: Vec<String>,
    },
    /// A bookmark attached to another passage by hand; its note, label and time stay.
    Attach {
        /// The bookmark.
        id: BookmarkId,
        /// The passage.
        anchor: Anchor,
        /// Headings of the sections it stands in, the outermost first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        section: Vec<String>,
    },
    /// The note of a bookmark changed; absent means that it was deleted.
    Note {
        /// The bookmark.
        id: BookmarkId,
        /// The new note.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The label of a bookmark changed; absent means that it was taken away.
    Label {
        /// The bookmark.
        id: BookmarkId,
        /// The new label.
        #[serde(skip_serializing_if = "Option::is_none")]
        label: Option<String>,
    },
    /// A bookmark deleted.
    RemoveBookmark {
        /// The bookmark.
        id: BookmarkId,
    },
    /// A deleted bookmark brought back.
    RestoreBookmark {
        /// The bookmark.
        id: BookmarkId,
    },
    /// A comfort of reading to remember (the measure, say). Belongs to no article.
    Setting {
        /// Its name.
        name: String,
        /// Its value.
        value: Value,
    },
}

/// The headings of a section path. A lone string is the one heading that early lines had.
pub(super) fn headings<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Headings {
        Path(Vec<String>),
        One(String),
    }
    Ok(match Headings::deserialize(deserializer)? {
        Headings::Path(path) => path,
        Headings::One(heading) => vec![heading],
    })
}

impl Change {
    /// Whether it is done to an article (a setting is not).
    pub const fn needs_article(&self) -> bool {
        !matches!(self, Self::Setting { .. })
    }
}

/// A change, and when and where it was made. Events are ordered by `clock`, then `at`, then `device`; for
/// each field of the state the greatest wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Lamport clock: greater than that of every event the writer had seen.
    pub clock: u64,
    /// Time of day at the writer.
    pub at: Timestamp,
    /// The device that wrote it: the name of its file.
    pub device: Arc<str>,
    /// The article it was done to.
    pub article: Option<ArticleId>,
    /// What was done.
    pub change: Change,
    /// Which step of the reader's own it belongs to; `None` for what the program noted by itself.
    pub step: Option<Step>,
}

/// How a change belongs to a step: all that one key did, to be undone and redone as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Names the step among those of its device: the clock of the first event of it when it was first taken.
    pub id: u64,
    /// Whether this event takes the step, takes it back, or takes it again.
    pub course: Course,
    /// What takes the change of this event back.
    pub back: Change,
}

/// What an event does with the step it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// It is taken.
    #[default]
    Done,
    /// It is taken back.
    Undone,
    /// It is taken again.
    Redone,
}

/// A change that is to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The article it is done to; none where it needs none.
    pub article: Option<ArticleId>,
    /// What is to be done.
    pub change: Change,
    /// What takes it back, where that is possible.
    pub back: Option<Change>,
    /// When it was done, where that was not now: at the import of what was done elsewhere.
    pub at: Option<Timestamp>,
}

impl Draft {
    /// A change that is noted and not undone.
    pub const fn note(article: Option<ArticleId>, change: Change) -> Self {
        Self {
            article,
            change,
            back: None,
            at: None,
        }
    }
}

/// What the drafts that are written together are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stride {
    /// A new step; none if nothing of it can be taken back.
    #[default]
    New,
    /// The step of this id taken back.
    Undo(u64),
    /// The step of this id taken again.
    Redo(u64),
}
