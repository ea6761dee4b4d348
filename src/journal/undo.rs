//! What undoes a change.

use super::{ArticleId, ArticleState, Bookmark, BookmarkId, Change, State};

/// The change that takes `change` back, given the state before it. `None` for a change that changed nothing,
/// and for what is not undone: a position, a setting, and facts about who is who.
pub fn inverse(state_before: &State, article: &ArticleId, change: &Change) -> Option<Change> {
    let unknown = ArticleState::default();
    let before = state_before.article(article).unwrap_or(&unknown);
    match change {
        // Where the reader has said nothing before, the file may have said the contrary of the change.
        Change::Read => (before.read != Some(true)).then_some(Change::Unread),
        Change::Unread => (before.read != Some(false)).then_some(Change::Read),
        Change::Star => (before.starred != Some(true)).then_some(Change::Unstar),
        Change::Unstar => (before.starred != Some(false)).then_some(Change::Star),
        Change::Archive => (before.archived != Some(true)).then_some(Change::Unarchive),
        Change::Unarchive => (before.archived != Some(false)).then_some(Change::Archive),
        Change::Tag { tag } => {
            (!before.tags.contains(tag)).then(|| Change::Untag { tag: tag.clone() })
        }
        Change::Untag { tag } => {
            (!before.untagged.contains(tag)).then(|| Change::Tag { tag: tag.clone() })
        }
        Change::Bookmark { id, .. } => Some(match before.bookmark(id) {
            Some(old) => again(old),
            None => Change::RemoveBookmark { id: id.clone() },
        }),
        Change::Attach { id, .. } => before.bookmark(id).map(|old| Change::Attach {
            id: id.clone(),
            anchor: old.anchor.clone(),
            section: old.section.clone(),
        }),
        Change::Label { id, label } => relabel(before, id, label.as_ref()),
        Change::Note { id, note } => renote(before, id, note.as_ref()),
        Change::RemoveBookmark { id } => before
            .bookmark(id)
            .map(|_| Change::RestoreBookmark { id: id.clone() }),
        Change::RestoreBookmark { id } => before
            .bookmark(id)
            .is_none()
            .then(|| Change::RemoveBookmark { id: id.clone() }),
        Change::Known { .. }
        | Change::Same { .. }
        | Change::Position(_)
        | Change::Setting { .. } => None,
    }
}

/// Whether what `change` did to `article` is still so: where another device has changed it since, to undo it would
/// take away what was done there.
pub fn stands(state: &State, article: &ArticleId, change: &Change) -> bool {
    let unknown = ArticleState::default();
    let now = state.article(article).unwrap_or(&unknown);
    match change {
        Change::Read => now.read == Some(true),
        Change::Unread => now.read == Some(false),
        Change::Star => now.starred == Some(true),
        Change::Unstar => now.starred == Some(false),
        Change::Archive => now.archived == Some(true),
        Change::Unarchive => now.archived == Some(false),
        Change::Tag { tag } => now.tags.contains(tag),
        Change::Untag { tag } => now.untagged.contains(tag),
        Change::Bookmark {
            id,
            anchor,
            note,
            label,
            ..
        } => now.bookmark(id).is_some_and(|kept| {
            kept.anchor == anchor.harmless()
                && kept.note == super::record::clean(note.as_deref())
                && kept.label == label.as_deref().and_then(super::tag)
        }),
        Change::RestoreBookmark { id } => now.bookmark(id).is_some(),
        Change::RemoveBookmark { id } => now.bookmark(id).is_none(),
        Change::Attach { id, anchor, .. } => {
            let kept = now.bookmark(id);
            kept.is_some_and(|kept| kept.anchor == anchor.harmless())
        }
        Change::Note { id, note } => {
            let kept = now.bookmark(id);
            kept.is_some_and(|kept| kept.note == super::record::clean(note.as_deref()))
        }
        Change::Label { id, label } => {
            let label = label.as_deref().and_then(super::tag);
            now.bookmark(id).is_some_and(|kept| kept.label == label)
        }
        Change::Known { .. }
        | Change::Same { .. }
        | Change::Position(_)
        | Change::Setting { .. } => true,
    }
}

fn again(old: &Bookmark) -> Change {
    Change::Bookmark {
        id: old.id.clone(),
        anchor: old.anchor.clone(),
        note: old.note.clone(),
        label: old.label.clone(),
        section: old.section.clone(),
    }
}

fn renote(before: &ArticleState, id: &BookmarkId, note: Option<&String>) -> Option<Change> {
    let old = before.bookmark(id)?;
    (old.note.as_ref() != note).then(|| Change::Note {
        id: id.clone(),
        note: old.note.clone(),
    })
}

fn relabel(before: &ArticleState, id: &BookmarkId, label: Option<&String>) -> Option<Change> {
    let old = before.bookmark(id)?;
    (old.label.as_ref() != label).then(|| Change::Label {
        id: id.clone(),
        label: old.label.clone(),
    })
}
