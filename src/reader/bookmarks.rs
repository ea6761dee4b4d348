//! The list of the bookmarks of the open article.

use super::Model;
use super::overlay::stepped;
use crate::journal::{ArticleId, Bookmark, Found};

/// One bookmark in the list.
#[derive(Clone, Debug)]
pub struct BookmarkRow {
    /// The article it is in.
    pub article: ArticleId,
    /// The bookmark.
    pub bookmark: Bookmark,
    /// Where its passage stands, once that is known.
    pub found: Option<Found>,
}

/// A list of bookmarks that lies over the page.
#[derive(Clone, Debug)]
pub struct BookmarkList {
    /// The bookmarks, in the order of the text.
    pub rows: Vec<BookmarkRow>,
    /// Index of the selected one.
    pub selected: usize,
}

impl BookmarkList {
    /// The list of the bookmarks of the open article, as the journal has them.
    pub(super) fn new(model: &Model) -> Self {
        let mut list = Self {
            rows: Vec::new(),
            selected: 0,
        };
        list.refresh(model);
        list
    }

    /// Looks the bookmarks up again; the selection stays where it was.
    pub(super) fn refresh(&mut self, model: &Model) {
        self.rows.clear();
        if let Some(reading) = &model.reading {
            let rows = model.bookmarks().iter().enumerate();
            self.rows.extend(rows.map(|(at, bookmark)| BookmarkRow {
                article: reading.id.clone(),
                bookmark: bookmark.clone(),
                found: reading.kept.get(at).and_then(|kept| kept.found),
            }));
        }
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    /// The selected bookmark.
    pub fn selected_row(&self) -> Option<&BookmarkRow> {
        self.rows.get(self.selected)
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selected = stepped(self.selected, by, self.rows.len());
    }
}
