//! The lines of this edition, read in one pass.
//!
//! What serde makes of a tagged and flattened type keeps every field of a line in a tree before it looks at the
//! kind. A struct with the fields of all kinds needs no tree, and takes a third of the time. What does not fit it,
//! for whatever reason, is left to the slow way, which knows what to say of it.

use super::VERSION;
use crate::journal::event::headings;
use crate::journal::sketch;
use crate::journal::{
    Anchor, ArticleId, BookmarkId, Change, Course, Event, Position, Sketch, Step,
};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::sync::Arc;

/// The fields of all kinds.
#[derive(Deserialize)]
struct Fields<'a> {
    v: Option<u64>,
    clock: Option<u64>,
    #[serde(borrow, default)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    article: Option<ArticleId>,
    step: Option<u64>,
    course: Option<Course>,
    #[serde(borrow)]
    back: Option<&'a RawValue>,
    url: Option<String>,
    content: Option<String>,
    path: Option<String>,
    title: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    site: Option<String>,
    published: Option<String>,
    #[serde(default, deserialize_with = "sketch::lenient")]
    sketch: Option<Sketch>,
    other: Option<ArticleId>,
    offset: Option<usize>,
    of: Option<usize>,
    #[serde(default)]
    until: usize,
    #[serde(default)]
    words: String,
    tag: Option<String>,
    id: Option<BookmarkId>,
    anchor: Option<Anchor>,
    note: Option<String>,
    label: Option<String>,
    #[serde(default, deserialize_with = "headings")]
    section: Vec<String>,
    name: Option<String>,
    value: Option<Value>,
}

/// The event of a line; `None` for what must be looked at more closely.
pub(super) fn event(text: &str, device: &Arc<str>) -> Option<Event> {
    let mut fields: Fields<'_> = serde_json::from_str(text).ok()?;
    if fields.v != Some(VERSION) {
        return None;
    }
    let step = match (fields.step, fields.back) {
        (None, None) => None,
        (id, back) => Some(Step {
            id: id?,
            course: fields.course.unwrap_or_default(),
            back: change(&mut serde_json::from_str(back?.get()).ok()?)?,
        }),
    };
    let change = change(&mut fields)?;
    if fields.article.is_none() && change.needs_article() {
        return None;
    }
    Some(Event {
        clock: fields.clock?,
        at: fields.at.parse().ok()?,
        device: Arc::clone(device),
        article: fields.article,
        change,
        step,
    })
}

fn change(fields: &mut Fields<'_>) -> Option<Change> {
    let f = fields;
    Some(match &*f.kind {
        "known" => Change::Known {
            url: f.url.take(),
            content: f.content.take()?,
            path: f.path.take()?,
            title: f.title.take()?,
            byline: std::mem::take(&mut f.byline),
            site: f.site.take(),
            published: f.published.take(),
            sketch: f.sketch.take(),
        },
        "position" => Change::Position(Position {
            offset: f.offset?,
            of: f.of?,
            until: f.until,
            words: std::mem::take(&mut f.words),
        }),
        "same" => Change::Same {
            other: f.other.take()?,
        },
        "read" => Change::Read,
        "unread" => Change::Unread,
        "star" => Change::Star,
        "unstar" => Change::Unstar,
        "archive" => Change::Archive,
        "unarchive" => Change::Unarchive,
        "tag" => Change::Tag { tag: f.tag.take()? },
        "untag" => Change::Untag { tag: f.tag.take()? },
        "setting" => Change::Setting {
            name: f.name.take()?,
            value: f.value.take()?,
        },
        _ => return change_of_mark(f),
    })
}

fn change_of_mark(f: &mut Fields<'_>) -> Option<Change> {
    Some(match &*f.kind {
        "bookmark" => Change::Bookmark {
            id: f.id.take()?,
            anchor: f.anchor.take()?,
            note: f.note.take(),
            label: f.label.take(),
            section: std::mem::take(&mut f.section),
        },
        "attach" => Change::Attach {
            id: f.id.take()?,
            anchor: f.anchor.take()?,
            section: std::mem::take(&mut f.section),
        },
        "note" => Change::Note {
            id: f.id.take()?,
            note: f.note.take(),
        },
        "label" => Change::Label {
            id: f.id.take()?,
            label: f.label.take(),
        },
        "remove_bookmark" => Change::RemoveBookmark { id: f.id.take()? },
        "restore_bookmark" => Change::RestoreBookmark { id: f.id.take()? },
        _ => return None,
    })
}
