//! newsprint opens a folder of saved articles and lets you read them like a newspaper, in the terminal.
//!
//! # The plan of the house
//!
//! **One text, many ranges.** An [`Article`](article::Article) owns one `String`, made harmless at the door.
//! Blocks, spans, sections, links, names, search hits, bookmarks and the place one is at are byte ranges or
//! offsets in it. Typesetting turns ranges into lines that remember their ranges; so a resize asks again
//! which page holds a place, and every highlight is a range laid over a page. Nothing stores a row, a page
//! number or a column as a position.
//!
//! **Layers.** A module uses only those above it in this table (a test holds that):
//!
//! | module | what it is for |
//! |---|---|
//! | [`text`] | strings: width, graphemes, sentences, line breaks, hyphens, folding, making harmless |
//! | [`article`] | the document model and its invariants |
//! | [`import`] | bytes and a file name become an article; total |
//! | [`names`] | who is in the story: text, mentions, names |
//! | [`code`] | what the words of a listing are: an article becomes the tokens of its code blocks |
//! | [`typeset`] | an article and a measure become pages of lines |
//! | [`journal`] | what the reader did: events, their fold, anchors, the files |
//! | [`exchange`] | what the reader did, in the formats of other programs, out and in |
//! | [`library`] | the folder that is open: walking it, reading one article |
//! | [`config`] | settings, keys and what the reader says of names, as typed values |
//! | [`reader`] | the model, its one `update`, keys, layout; no file, no clock, no terminal |
//! | [`ui`] | the model drawn on a buffer |
//! | [`terminal`] | the screen, the keyboard, signals, the clock, workers |
//! | [`cli`] | the same things without a screen |
//!
//! **Flow.** Key → [`Keymap`](reader::Keymap) → [`Action`](reader::Action) →
//! [`Model::update`](reader::Model::update) → [`Effect`](reader::Effect)s → a worker → `Action`. `update`
//! does no input or output, and is the only place where the model changes; [`ui::view`] only reads.
//! An effect that answers later carries a [`Ticket`](reader::Ticket), and a stale answer is dropped.
//!
//! **Where to put a change.** A new key: the table in `reader::command`, its verb in `reader::update`, its
//! case in `tests/it/keys.rs`. A new thing on the page: a block kind in `article`, an importer that finds
//! it, its lines in `typeset::blocks`, its look in `ui::theme`. A new thing to remember: a `Change` in
//! `journal`.
//!
//! # Example
//!
//! ```
//! use newsprint::import::import;
//! use newsprint::typeset::{Measure, Pages, Style};
//!
//! let article = import("# The lights\n\nThey went out at four.".as_bytes(), "lights.md")?;
//! assert_eq!(article.metadata.title, "The lights");
//! let pages = Pages::set(&article, Measure { cells: 40, rows: 10 }, Style::default());
//! assert_eq!(pages.len(), 1);
//! # Ok::<(), newsprint::import::ImportError>(())
//! ```

pub mod article;
pub mod cli;
pub mod code;
pub mod config;
pub mod exchange;
pub mod import;
pub mod journal;
pub mod library;
pub mod names;
pub mod reader;
pub mod terminal;
pub mod text;
pub mod typeset;
pub mod ui;
