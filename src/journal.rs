//! What the reader did, kept for good: events, their fold to reading state, and the files that hold them.
//!
//! The journal is a folder `state/` with one file per device, one JSON object a line, only ever appended
//! to. The state is the fold of all files, so a tool that carries files between devices never meets a
//! conflict. Every field of the state remembers the [stamp](Event) it was set with and the greater one
//! stays, which makes the fold commutative, associative and idempotent: a last-writer-wins register per
//! field (Shapiro et al. 2011, "A comprehensive study of convergent and commutative replicated data types",
//! section 3.2.1), ordered by a logical clock (Lamport 1978, doi 10.1145/359545.359563).
//!
//! This module alone touches the journal's files. It may not know the clock (a time is an argument), the
//! library, or a screen.
//!
//! # Who is who
//!
//! An article must keep its marks when its file is renamed, moved, edited or clipped again, and must never
//! wear another's. Three facts tell: the source URL, the content, the path ([`Identity`]). They are asked in
//! that order ([`State::resolve`]); content and path do not count against a URL that says otherwise. Where none
//! of the three is known, three likenesses are asked, none of which counts against another URL or another day
//! of publication: the path in other letters of case with the same headline; a story of which three quarters are
//! the same, by a [`Sketch`] of it, with the same headline or file name; and, for marks that were imported
//! without a file, the headline and the author. So state follows a file that was moved and edited at once, and
//! two issues of a newsletter, which have a headline and a frame in common, stay two.
//!
//! A mark can not be lost by a collision of ids:
//! - An [`ArticleId`] is drawn from the URL or, without one, from the content. Two devices that meet an
//!   article for the first time give it the same id without asking each other; and when the line that bound
//!   the id to its facts is damaged, the same id comes out again and the marks are back.
//! - The same id therefore means the same URL or the same content, which is one article by the rules above.
//!   That two URLs or contents give the same id by chance has the odds of a 64-bit hash.
//! - Where one article got two ids (two devices, an edit in between), the ids are joined, by a shared URL or
//!   by [`Change::Same`], and the records are merged field by field and mark by mark: neither side is
//!   dropped. An id that was joined keeps working.
//! - A likeness never takes a record from an article that has one: it is asked only where no URL, content or
//!   path is known. Should it err, the marks of two articles stand in one record, where those that are not found
//!   in the text say so and none is dropped; the id of the other keeps them.
//! - A new article saved over an old one's path gets an id of its own; the old record stays as it is and is
//!   found again as soon as its URL or content turns up.

mod anchor;
mod device;
mod event;
mod file;
mod glance;
mod history;
mod identity;
mod lines;
mod problem;
mod record;
mod sketch;
mod slots;
mod snapshot;
mod stamp;
mod state;
mod tag;
mod undo;
mod watch;

pub use anchor::{Anchor, Found};
pub use device::device_name;
pub use event::{BookmarkId, Change, Course, Draft, Event, Step, Stride};
pub use file::{Compacted, Journal};
pub use glance::Glance;
pub use history::{Deed, Folded, History, Made};
pub use identity::{ArticleId, Identity};
pub use problem::{JournalError, Problem};
pub use record::{ArticleState, Bookmark, Position, is_archived, is_read, is_starred, tags_of};
pub use sketch::Sketch;
pub use state::State;
pub use tag::tag;
pub use undo::{inverse, stands};
pub use watch::Watch;
