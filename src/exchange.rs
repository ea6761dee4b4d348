//! What the reader did, in the formats of other programs: values in, text out, and the other way round.
//!
//! A [`Work`] is an article as those formats know it, with the [`Mark`]s in it and what was done to it. One file
//! of this module writes or reads one format. This module may not know files, the clock or a screen, and nothing
//! of what the journal does with what is read.
//!
//! # What each format holds
//!
//! | format | out | in | holds |
//! |---|---|---|---|
//! | `json` | yes | yes | everything; see [`own`] |
//! | `w3c` | yes | yes | passages with their surroundings, notes, labels, times; Hypothesis' exports are read too |
//! | `readwise` | yes | yes | quote, title, authors, URL, note, page, time, and the label as a tag |
//! | `markdown`, `org`, `html` | yes | no | everything, for people |
//! | `koreader` | no | yes | passages, notes, chapters, pages, colours |
//! | `pocket`, `instapaper`, `omnivore`, `wallabag` | no | yes | addresses, tags, what was read and starred |
//!
//! What is written is harmless: no control character or bidirectional override of an article gets out, and each
//! format escapes what it gives a meaning to.

mod annotation;
mod csv;
mod format;
mod fragment;
mod instapaper;
mod intake;
mod json;
mod koreader;
mod markdown;
mod omnivore;
mod org;
pub mod own;
mod page;
mod placing;
mod pocket;
mod readwise;
mod template;
mod wallabag;
mod work;

pub use annotation::write as annotations;
pub use format::{Format, Unrecognised, recognised};
pub use fragment::link_to;
pub use intake::{Fault, Intake, Spot, read};
pub use markdown::{DEFAULT_TEMPLATE, write as markdown};
pub use org::write as org;
pub use page::{article as page_article, foot as page_foot, head as page_head};
pub use placing::place;
pub use readwise::write as readwise;
pub use template::{Template, TemplateError};
pub use work::{Mark, Status, Work};
