//! The list of bookmarks: of one article, or of the whole library.

use super::Model;
use super::overlay::stepped;
use crate::journal::{ArticleId, ArticleState, Bookmark};

/// One bookmark in the list.
#[derive(Clone, Debug)]
pub struct BookmarkRow {
    /// The article it is in.
    pub article: ArticleId,
    /// That article's title.
    pub title: String,
    /// The bookmark.
    pub bookmark: Bookmark,
}

/// A list of bookmarks that lies over the screen.
#[derive(Clone, Debug)]
pub struct BookmarkList {
    /// The article whose bookmarks they are; none means the whole library's.
    pub article: Option<ArticleId>,
    /// The bookmarks.
    pub rows: Vec<BookmarkRow>,
    /// Index of the selected one.
    pub selected: usize,
}

impl BookmarkList {
    /// The list of `article`'s bookmarks, or of all, as the journal has them.
    pub(super) fn new(model: &Model, article: Option<ArticleId>) -> Self {
        let mut list = Self {
            article,
            rows: Vec::new(),
            selected: 0,
        };
        list.refresh(model);
        list
    }

    /// Looks the bookmarks up again; the selection stays where it was.
    pub(super) fn refresh(&mut self, model: &Model) {
        self.rows.clear();
        let mut add = |id: &ArticleId, standing: &ArticleState| {
            let rows = standing.bookmarks.iter().map(|bookmark| BookmarkRow {
                article: id.clone(),
                title: standing.title.clone().unwrap_or_default(),
                bookmark: bookmark.clone(),
            });
            self.rows.extend(rows);
        };
        match &self.article {
            Some(id) => {
                if let Some(standing) = model.state.article(id) {
                    add(id, standing);
                }
            }
            None => model
                .state
                .articles()
                .for_each(|(id, standing)| add(id, standing)),
        }
        if self.article.is_none() {
            // Articles by their newest bookmark, so that what was marked last stands on top.
            let newest = |row: &BookmarkRow| {
                model
                    .state
                    .article(&row.article)
                    .and_then(|s| s.bookmarks.iter().map(|b| b.at).max())
            };
            self.rows.sort_by_cached_key(|row| {
                (
                    std::cmp::Reverse(newest(row)),
                    row.article.clone(),
                    row.bookmark.anchor.start,
                )
            });
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
