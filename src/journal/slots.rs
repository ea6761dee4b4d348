//! Which events still count: for everything that an event says there is a slot, and the latest event of a slot is
//! the one that the fold keeps (see [`crate::journal`]). An event that is the latest of none of its slots can be
//! left out, and the fold is the same.

use super::event::{Change, Event};
use super::identity::comparable;
use super::stamp::Stamp;
use std::collections::HashMap;

/// Names a slot: a hash of the article, of what is said of it, and of which one where there are several. Two slots
/// of one name would be a collision of 128 bits of BLAKE3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Slot([u8; 16]);

impl Slot {
    fn new(article: &str, field: &str, which: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [article, field].iter().chain(which) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let mut slot = [0; 16];
        hasher.finalize_xof().fill(&mut slot);
        Self(slot)
    }
}

/// The slots that `event` sets. There is at least one, so every article that something was ever done to stays one.
fn slots(event: &Event) -> Vec<Slot> {
    let article = event.article.as_ref().map_or("", |id| id.as_str());
    let one = |field: &str| vec![Slot::new(article, field, &[])];
    let of = |id: &super::BookmarkId, fields: &[&str]| -> Vec<Slot> {
        let slot = |field: &&str| Slot::new(article, field, &[id.as_str()]);
        fields.iter().map(slot).collect()
    };
    match &event.change {
        Change::Read | Change::Unread => one("read"),
        Change::Star | Change::Unstar => one("star"),
        Change::Archive | Change::Unarchive => one("archive"),
        Change::Position(_) => one("position"),
        Change::Tag { tag } | Change::Untag { tag } => {
            let kept = super::tag(tag);
            vec![Slot::new(article, "tag", &[kept.as_deref().unwrap_or(tag)])]
        }
        Change::Same { other } => vec![Slot::new(article, "same", &[other.as_str()])],
        Change::Setting { name, .. } => vec![Slot::new("", "setting", &[name])],
        Change::Known {
            url,
            content,
            path,
            title,
            published,
            sketch,
            ..
        } => {
            // Each combination of facts that was ever seen, and the latest of all for what is shown of it.
            let source = url.as_deref().and_then(comparable).unwrap_or_default();
            let sketched = sketch.as_ref().map(|sketch| format!("{sketch:?}"));
            let sketched = sketched.unwrap_or_default();
            let facts = [&*source, content, path, title, &*sketched];
            let mut slots = vec![
                Slot::new(article, "facts", &facts),
                Slot::new(article, "credits", &[]),
            ];
            slots.extend(url.is_some().then(|| Slot::new(article, "url", &[])));
            slots.extend(sketch.is_some().then(|| Slot::new(article, "sketch", &[])));
            slots.extend(
                published
                    .is_some()
                    .then(|| Slot::new(article, "published", &[])),
            );
            slots
        }
        Change::Bookmark { id, .. } => of(id, &["kept", "passage", "note", "label", "gone"]),
        Change::Attach { id, .. } => of(id, &["passage"]),
        Change::Note { id, .. } => of(id, &["note"]),
        Change::Label { id, .. } => of(id, &["label"]),
        Change::RemoveBookmark { id } | Change::RestoreBookmark { id } => of(id, &["gone"]),
    }
}

/// Finds out which of many events still count.
#[derive(Debug, Default)]
pub(super) struct Tally {
    latest: HashMap<Slot, Stamp>,
    events: Vec<(Stamp, Vec<Slot>)>,
}

impl Tally {
    /// Counts `event` in.
    pub(super) fn add(&mut self, event: &Event) {
        let stamp = Stamp::of(event);
        let slots = slots(event);
        for slot in &slots {
            let latest = self.latest.entry(*slot).or_insert_with(|| stamp.clone());
            if *latest < stamp {
                *latest = stamp.clone();
            }
        }
        self.events.push((stamp, slots));
    }

    /// Whether each of the events still counts, in the order in which they were added. Of events with one stamp,
    /// as only a hand can write them, all count: the fold decides between them.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = bool> {
        self.events.iter().map(|(stamp, slots)| {
            let is_latest = |slot| self.latest.get(slot) == Some(stamp);
            slots.iter().any(is_latest)
        })
    }
}
