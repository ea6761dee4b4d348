//! What the program knows and how it changes: no file, no clock, no terminal.
//!
//! A [`Key`] is looked up in the [`Keymap`] and becomes an [`Action`]; [`Model::update`] is the only place
//! where a [`Model`] changes, and what it cannot do itself (read a file, write the journal) it asks for as
//! [`Effect`]s. Whoever performs them (a worker, or a test) answers with further actions. Drawing reads the
//! model and never writes to it: pages are set here, as soon as the size or the article changes.

mod action;
mod bookmarks;
mod bulk;
mod cast;
mod choice;
mod command;
mod completion;
mod dated;
mod finder;
mod footnotes;
mod glimpse;
mod journaling;
mod kept;
mod key;
mod keymap;
mod labels;
mod layout;
mod line_edit;
mod marks;
mod model;
mod name_card;
mod name_finder;
mod overlay;
mod passage;
mod reading;
mod recalling;
mod ruler;
mod shelf;
mod sidebar;
mod sideways;
mod tagging;
mod trail;
mod undoing;
mod update;
mod whereabouts;

pub use action::{
    Action, CorrectedNames, Edited, Effect, Glimpse, Loaded, Looked, NamesUndo, NoteAtHand,
    PageOrder, Receipt, Refused, Summarized, Ticket,
};
pub use bookmarks::{BookmarkList, BookmarkRow};
pub use choice::{Choice, Question};
pub use command::{COMMANDS, Command, CommandInfo, Scope, Topic};
pub use completion::Completion;
pub use dated::{Dated, Happened};
pub use finder::{Finder, SectionRow};
pub use footnotes::{FootnoteList, FootnoteRow};
pub use kept::Kept;
pub use key::{Key, KeyCode, KeyError};
pub use keymap::{Binding, HelpRow, KeyLine, Keymap, KeymapError, Lookup, Rejected};
pub use labels::Marked;
pub use layout::{Layout, Size};
pub use line_edit::LineEdit;
pub use marks::{Grouping, Mark, MarkRow, Marks, Seen, preview_columns};
pub use model::{Message, Model, Screen, Setup};
pub use name_card::{CardLine, Look, NameCard};
pub use name_finder::NameFinder;
pub use overlay::{Overlay, Prompt, PromptKind};
pub use passage::{Passage, Unit};
pub use reading::{Focus, Reading};
pub use shelf::{Archived, Facts, Filling, Order, Row, Shelf};
pub use sidebar::{Part, Sidebar, SidebarRow};
pub use sideways::Sideways;
pub use trail::{Trail, TrailKind};
pub use whereabouts::Whereabouts;
