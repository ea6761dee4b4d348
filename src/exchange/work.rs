//! An article with what the reader did to it, as the formats of other programs know it.

use super::fragment;
use crate::article::Highlight;
use crate::journal::{Anchor, ArticleState, Bookmark};
use crate::text::TextRange;
use jiff::Timestamp;

/// An article and what was done to it. What a format does not say is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The journal's id of it.
    pub id: Option<String>,
    /// Its headline; empty when unknown.
    pub title: String,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Where it appeared.
    pub site: Option<String>,
    /// Its source URL.
    pub url: Option<String>,
    /// Its path on the machine that wrote this, and on no other.
    pub path: Option<String>,
    /// [`crate::journal::Identity::content_hash`] of its file.
    pub content: Option<String>,
    /// When it was published: a day or a moment, by RFC 3339.
    pub published: Option<String>,
    /// When it was saved.
    pub saved: Option<Timestamp>,
    /// Read or not, if that was ever said.
    pub read: Option<bool>,
    /// Starred or not, if that was ever said.
    pub starred: Option<bool>,
    /// Put away or not, if that was ever said.
    pub archived: Option<bool>,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it was last known to be read, starred, put away and tagged like this.
    pub changed: Option<Timestamp>,
    /// The passages that were marked, in the order of the text.
    pub marks: Vec<Mark>,
}

/// A passage that was marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its name, there where it comes from.
    pub id: Option<String>,
    /// Whether that name is one of ours: then it stays the mark's name.
    pub is_ours: bool,
    /// Whether the file of the article highlights it, and not the reader: such a mark is read and never kept.
    pub in_file: bool,
    /// The passage itself.
    pub quote: String,
    /// What stood before it.
    pub prefix: String,
    /// What stood after it.
    pub suffix: String,
    /// Where it began when it was marked, in bytes of the article's text.
    pub start: Option<usize>,
    /// Where it ended, in bytes.
    pub end: Option<usize>,
    /// How like to it the likest other passage of the text was, in percent: see [`crate::journal::Anchor::alike`].
    pub alike: Option<u8>,
    /// What the reader wrote to it.
    pub note: Option<String>,
    /// A colour, or any word that the reader sorts by.
    pub label: Option<String>,
    /// Headings of the sections it stands in, the outermost first.
    pub section: Vec<String>,
    /// When it was marked.
    pub at: Option<Timestamp>,
    /// Its page, from 1.
    pub page: Option<usize>,
    /// The sentences that it stands in.
    pub context: Option<String>,
    /// Whether it is found, where that was looked for.
    pub status: Option<Status>,
    /// Where it stands now, in bytes; `None` when it is lost or was not looked for.
    pub now: Option<TextRange>,
    /// The same in characters.
    pub chars: Option<[usize; 2]>,
    /// The URL of the article with a text fragment that leads to the passage.
    pub link: Option<String>,
}

/// What became of a passage in the text as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Where it was, to the letter.
    Exact,
    /// Somewhere else, or with other quotes or white space.
    Moved,
    /// With other words.
    Changed,
    /// Not found, or in too many places to tell.
    Lost,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Moved, Self::Changed, Self::Lost];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Lost => "lost",
        }
    }

    /// What is said of it under a passage, for people; nothing where all is as it was.
    const fn remark(self) -> Option<&'static str> {
        match self {
            Self::Exact | Self::Moved => None,
            Self::Changed => Some("some words of it have changed since"),
            Self::Lost => Some("not found in the text any more"),
        }
    }
}

impl Work {
    /// What the journal knows of an article.
    pub fn of(id: &str, standing: &ArticleState) -> Self {
        Self {
            id: Some(id.to_owned()),
            title: standing.title.clone().unwrap_or_default(),
            byline: standing.byline.clone(),
            site: standing.site.clone(),
            url: standing.url.clone(),
            path: standing.path.clone().filter(|path| !path.is_empty()),
            read: standing.read,
            starred: standing.starred,
            archived: standing.archived,
            tags: standing.tags.clone(),
            marks: standing.bookmarks.iter().map(Mark::of).collect(),
            ..Self::default()
        }
    }

    /// The title, or a word that stands for one.
    pub fn title_or_stand_in(&self) -> &str {
        if self.title.is_empty() {
            "(without title)"
        } else {
            &self.title
        }
    }

    /// The URL that leads to the passage of `mark`.
    pub fn link(&self, mark: &Mark) -> Option<String> {
        mark.link.clone().or_else(|| {
            let url = self.url.as_deref()?;
            fragment::link_to(url, mark, None)
        })
    }
}

impl Mark {
    /// What the file of an article with this `text` highlights.
    pub fn in_file(highlight: &Highlight, text: &str) -> Self {
        let anchor = Anchor::new(text, highlight.range);
        Self {
            in_file: true,
            quote: anchor.exact,
            prefix: anchor.prefix,
            suffix: anchor.suffix,
            start: Some(anchor.start),
            end: Some(anchor.end),
            alike: anchor.alike,
            note: highlight.note.clone(),
            label: highlight.label.clone(),
            ..Self::default()
        }
    }

    /// What is said under the passage, for people, of where it comes from and what became of it.
    pub(super) fn remark(&self) -> Option<&'static str> {
        if self.in_file {
            return Some("highlighted in the file");
        }
        self.status.and_then(Status::remark)
    }

    /// A bookmark of the journal.
    pub fn of(bookmark: &Bookmark) -> Self {
        let anchor = &bookmark.anchor;
        Self {
            id: Some(bookmark.id.as_str().to_owned()),
            is_ours: true,
            quote: anchor.exact.clone(),
            prefix: anchor.prefix.clone(),
            suffix: anchor.suffix.clone(),
            start: Some(anchor.start),
            end: Some(anchor.end),
            alike: anchor.alike,
            note: bookmark.note.clone(),
            label: bookmark.label.clone(),
            section: bookmark.section.clone(),
            at: Some(bookmark.at),
            ..Self::default()
        }
    }
}
