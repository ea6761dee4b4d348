//! Where the passages kept stand in the text of the open article.
//!
//! What stands where it was is known at once. The others are sought, here where that is soon done and by a worker
//! where it would be felt, and what was found once is not sought again.

use super::{Effect, Model, Reading, Ticket};
use crate::journal::{Anchor, Bookmark, BookmarkId, Found};
use crate::text::TextRange;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A bookmark of the open article, and where its passage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The bookmark.
    pub id: BookmarkId,
    /// Where its passage stands; `None` while it is being sought.
    pub found: Option<Found>,
    anchor: Anchor,
}

/// What is sought here and not by a worker: so many bytes of text times passages, a few milliseconds.
const SOUGHT_HERE: usize = 256 * 1024;

impl Model {
    /// Finds the passages kept in the text of the open article, once for all frames. The head of an article is not
    /// its text.
    pub(super) fn place_bookmarks(&mut self) -> Vec<Effect> {
        let Some(reading) = self.reading.as_ref().filter(|reading| reading.is_whole()) else {
            return Vec::new();
        };
        let mut kept = known(reading, self.bookmarks());
        let news: Vec<usize> = (0..kept.len())
            .filter(|at| kept.get(*at).is_some_and(|(_, sought)| *sought))
            .collect();
        let anchors: Vec<Anchor> = news
            .iter()
            .filter_map(|at| kept.get(*at))
            .map(|(kept, _)| kept.anchor.clone())
            .collect();
        let text = &reading.article.text;
        let mut effects = Vec::new();
        if text.len().saturating_mul(anchors.len()) <= SOUGHT_HERE {
            let sought: Vec<&Anchor> = anchors.iter().collect();
            for (at, found) in news.into_iter().zip(Anchor::find_all(&sought, text)) {
                if let Some((kept, _)) = kept.get_mut(at) {
                    kept.found = Some(found);
                }
            }
        } else {
            let article = Arc::clone(&reading.article);
            effects.push(Effect::FindPassages(reading.ticket, article, anchors));
        }
        if let Some(reading) = &mut self.reading {
            reading.kept = kept.into_iter().map(|(kept, _)| kept).collect();
        }
        effects
    }

    /// Takes in where passages of the open article were found.
    pub(super) fn passages_found(&mut self, ticket: Ticket, found: Vec<(Anchor, Found)>) {
        let Some(reading) = self.reading.as_mut().filter(|r| r.ticket == ticket) else {
            return;
        };
        let found: BTreeMap<Anchor, Found> = found.into_iter().collect();
        for kept in &mut reading.kept {
            if kept.found.is_none() {
                kept.found = found.get(&kept.anchor).copied();
            }
        }
        self.refresh_lists();
    }
}

/// What is known of `bookmarks` without a search, and whether each must be sought now.
fn known(reading: &Reading, bookmarks: &[Bookmark]) -> Vec<(Kept, bool)> {
    let before: HashMap<&BookmarkId, &Kept> =
        reading.kept.iter().map(|kept| (&kept.id, kept)).collect();
    let text = &reading.article.text;
    let one = |bookmark: &Bookmark| {
        let anchor = &bookmark.anchor;
        let same = before
            .get(&bookmark.id)
            .filter(|kept| kept.anchor == *anchor);
        if let Some(kept) = same {
            // Without an answer it is with a worker.
            return ((*kept).clone(), false);
        }
        let found = anchor.stands(text).then_some(Found::Exact(anchor.range()));
        let kept = Kept {
            id: bookmark.id.clone(),
            found,
            anchor: anchor.clone(),
        };
        (kept, found.is_none())
    };
    bookmarks.iter().map(one).collect()
}

impl Reading {
    /// The bookmark that just this passage is kept as.
    pub(super) fn kept_as(&self, range: TextRange) -> Option<&BookmarkId> {
        let mut kept = self.kept.iter();
        let own = kept.find(|kept| kept.range() == Some(range))?;
        Some(&own.id)
    }
}

impl Kept {
    /// The passage in the text, once it is found.
    pub fn range(&self) -> Option<TextRange> {
        self.found.and_then(Found::range)
    }
}
