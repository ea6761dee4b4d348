//! The list of the bookmarks of the open article, and of what its file marks.

use super::Model;
use super::overlay::stepped;
use crate::article::Highlight;
use crate::journal::{Bookmark, Found};

/// One passage in the list.
#[derive(Clone, Debug)]
pub enum BookmarkRow {
    /// A bookmark, and where its passage stands, once that is known.
    Kept(Bookmark, Option<Found>),
    /// What the file itself marks: it can be gone to and kept, and not changed.
    InFile(Highlight),
}

impl BookmarkRow {
    /// Whether it is of the same passage as `other`.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Kept(own, _), Self::Kept(other, _)) => own.id == other.id,
            (Self::InFile(own), Self::InFile(other)) => own.range == other.range,
            _ => false,
        }
    }
}

/// A list of bookmarks that lies over the page.
#[derive(Clone, Debug)]
pub struct BookmarkList {
    /// The bookmarks, in the order of the text, and after them what the file marks.
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

    /// Looks the bookmarks up again. The selection stays on its passage, whatever came before that meanwhile, or
    /// where it was.
    pub(super) fn refresh(&mut self, model: &Model) {
        let held = self.selected_row().cloned();
        self.rows.clear();
        if let Some(reading) = &model.reading {
            let kept = model.bookmarks().iter().enumerate().map(|(at, bookmark)| {
                let found = reading.kept.get(at).and_then(|kept| kept.found);
                BookmarkRow::Kept(bookmark.clone(), found)
            });
            let marked = reading.article.highlights.iter().cloned();
            self.rows
                .extend(kept.chain(marked.map(BookmarkRow::InFile)));
        }
        let held = held.and_then(|held| self.rows.iter().position(|row| row.is_same(&held)));
        self.selected = held
            .unwrap_or(self.selected)
            .min(self.rows.len().saturating_sub(1));
    }

    /// The selected row.
    pub fn selected_row(&self) -> Option<&BookmarkRow> {
        self.rows.get(self.selected)
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selected = stepped(self.selected, by, self.rows.len());
    }
}
