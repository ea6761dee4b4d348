//! The words of the journal: what a reader can do to an article.

use super::{Anchor, ArticleId, Position};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

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
    /// A passage kept, or kept anew with another anchor.
    Bookmark {
        /// Its name.
        id: BookmarkId,
        /// The passage.
        anchor: Anchor,
        /// What the reader wrote to it.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// Heading of the section it stands in.
        #[serde(skip_serializing_if = "Option::is_none")]
        section: Option<String>,
    },
    /// The note of a bookmark changed; absent means that it was deleted.
    Note {
        /// The bookmark.
        id: BookmarkId,
        /// The new note.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
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
    pub device: String,
    /// The article it was done to.
    pub article: Option<ArticleId>,
    /// What was done.
    pub change: Change,
}
