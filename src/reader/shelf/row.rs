//! One article of the list: what its file and the journal say of it, and what a filter asks.

use crate::journal::{ArticleId, Position, State, is_archived, is_read, is_starred, tags_of};
use crate::library::{Entry, Summary};
use crate::reader::Dated;
use crate::text::folded;

/// What is known of an entry so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Facts {
    /// Nobody has read the file yet.
    Waiting,
    /// It has been read.
    Known(Box<Summary>),
    /// It cannot be read; the reason, for people.
    Unreadable(String),
}

/// One article of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The file.
    pub entry: Entry,
    /// What it says.
    pub facts: Facts,
    /// What the journal knows it by.
    pub article: Option<ArticleId>,
    /// Read to the end, or marked so, here or where it was saved.
    pub read: bool,
    /// Starred, here or where it was saved.
    pub starred: bool,
    /// Put away.
    pub archived: bool,
    /// Its tags: those that its file states and the reader left, and the reader's own.
    pub tags: Vec<String>,
    /// Percent of the text that has been read, 0 to 100; none when it was never opened.
    pub progress: Option<u8>,
    /// What a filter is compared with, folded.
    haystack: String,
    /// Its tags as a filter asks for them.
    tag_keys: Vec<String>,
    /// What it is sorted by, folded.
    pub(super) title_key: String,
    pub(super) site_key: Option<String>,
}

impl Row {
    pub(super) fn new(entry: Entry, state: &State) -> Self {
        let mut row = Self {
            article: state.by_path(&entry.place.key()).cloned(),
            haystack: String::new(),
            tag_keys: Vec::new(),
            title_key: folded(&entry.name),
            site_key: None,
            entry,
            facts: Facts::Waiting,
            read: false,
            starred: false,
            archived: false,
            tags: Vec::new(),
            progress: None,
        };
        row.refresh(state);
        row.rebuild_haystack();
        row
    }

    /// The title, or the file name while there is none.
    pub fn title(&self) -> &str {
        self.summary()
            .map_or(&self.entry.name, |summary| &summary.metadata.title)
    }

    /// What the file says, once it has been read.
    pub fn summary(&self) -> Option<&Summary> {
        match &self.facts {
            Facts::Known(summary) => Some(summary),
            _ => None,
        }
    }

    /// The day that stands beside it, and what happened on it.
    pub fn dated(&self) -> Option<Dated> {
        let summary = self.summary();
        Dated::of(summary.map(|summary| &summary.metadata), &self.entry)
    }

    /// Looks up again what the journal says of it.
    pub(super) fn refresh(&mut self, state: &State) {
        let standing = self.article.as_ref().and_then(|id| state.article(id));
        let stated = self.summary().and_then(|s| s.metadata.stated);
        self.read = is_read(standing, stated);
        self.starred = is_starred(standing, stated);
        self.archived = is_archived(standing);
        self.progress = standing
            .and_then(|s| s.position.as_ref())
            .map(Position::percent)
            .filter(|percent| *percent > 0);
        let tags = tags_of(standing, self.stated_tags());
        if tags != self.tags {
            self.tag_keys = tags.iter().map(|tag| tag_key(tag)).collect();
            self.tags = tags;
            self.rebuild_haystack();
        }
    }

    /// The tags that its file states.
    pub fn stated_tags(&self) -> &[String] {
        self.summary()
            .map_or(&[], |summary| summary.metadata.tags.as_slice())
    }

    /// What the filter is to look through: until the file has been read, its name.
    fn rebuild_haystack(&mut self) {
        let Some(summary) = self.summary() else {
            self.haystack = folded(&format!("{} {}", self.entry.name, self.entry.folder));
            return;
        };
        let metadata = &summary.metadata;
        let words = [
            &metadata.title,
            metadata.site.as_deref().unwrap_or(""),
            &metadata.byline.join(" "),
            &self.tags.join(" "),
            &self.entry.name,
        ];
        self.haystack = folded(&words.join(" "));
    }

    /// Takes in what the file says.
    pub(super) fn learn(&mut self, facts: Facts, state: &State) {
        if let Facts::Known(summary) = &facts {
            self.article = state.resolve(&summary.identity).cloned();
            let metadata = &summary.metadata;
            self.title_key = folded(&metadata.title);
            self.site_key = metadata.site.as_deref().map(folded);
        }
        self.facts = facts;
        self.refresh(state);
        self.rebuild_haystack();
    }
}

/// What is asked of the rows of the list.
pub(super) struct Filter {
    /// Folded words, each of which must stand somewhere.
    words: Vec<String>,
    /// Keys of tags that the row must have; the empty one asks for any tag.
    tags: Vec<String>,
}

impl Filter {
    /// Reads `line`: words, and tags with a `#` before them.
    pub(super) fn new(line: &str) -> Self {
        let mut filter = Self {
            words: Vec::new(),
            tags: Vec::new(),
        };
        for word in folded(line).split_whitespace() {
            match word.strip_prefix('#') {
                Some(tag) => filter.tags.push(tag_key(tag)),
                None => filter.words.push(word.to_owned()),
            }
        }
        filter
    }

    /// Whether `row` is shown.
    pub(super) fn lets(&self, row: &Row) -> bool {
        let mut words = self.words.iter();
        let mut tags = self.tags.iter();
        words.all(|word| row.haystack.contains(word))
            && tags.all(|tag| row.tag_keys.iter().any(|own| is_or_holds(tag, own)))
    }
}

/// A tag as it is compared: folded, and its blanks are hyphens, for a filter parts words at blanks.
fn tag_key(tag: &str) -> String {
    folded(tag).replace([' ', '_'], "-")
}

/// Whether `wanted` is the tag `own` or, as in Obsidian, a tag above it: `sea` finds `sea/ports`.
fn is_or_holds(wanted: &str, own: &str) -> bool {
    wanted.is_empty()
        || own
            .strip_prefix(wanted)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_asked_for_whole() {
        for (wanted, own, found) in [
            ("sea", "Sea", true),
            ("sea", "sea/ports", true),
            ("sea", "seaside", false),
            ("to-read", "To read", true),
            ("to_read", "to-read", true),
            ("", "anything", true),
            ("ports", "sea/ports", false),
        ] {
            assert_eq!(
                is_or_holds(&tag_key(wanted), &tag_key(own)),
                found,
                "{wanted} {own}"
            );
        }
    }
}
