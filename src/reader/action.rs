//! What can happen to the model, and what the model asks for.

use super::{Key, Marked, PromptKind, Size};
use crate::article::Article;
use crate::code::Token;
use crate::journal::{Anchor, BookmarkId, Draft, Event, Folded, Found, Identity, Stride};
use crate::library::{Entry, OpenError, Place, Skipped, Summary};
use crate::names::{Correction, Corrections, Names, Revision};
use crate::text::TextRange;
use crate::typeset::Quire;
use std::path::PathBuf;
use std::sync::Arc;

/// Ties an answer to the question: an answer with an old ticket is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Something that happened.
#[derive(Debug)]
pub enum Action {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The screen has a new size.
    Resize(Size),
    /// Nobody has pressed a key for a while: time to remember the place.
    Rested,
    /// Pages of the open article were set.
    PagesSet(Ticket, Vec<(usize, Quire)>),
    /// The terminal goes away.
    Hangup,
    /// Articles were found in the folder.
    Found(Ticket, Vec<Entry>),
    /// The whole folder has been walked.
    Scanned(Ticket, Vec<Skipped>),
    /// Some entries have been read.
    Summarized(Ticket, Vec<Summarized>),
    /// All entries have been read.
    AllSummarized(Ticket),
    /// The head of the article asked for is there; all of it will follow.
    Head(Ticket, Loaded),
    /// The article asked for is there, or cannot be opened.
    Loaded(Ticket, Result<Loaded, OpenError>),
    /// The names of the article are known.
    NamesFound(Ticket, CorrectedNames),
    /// The tokens of the code in the article are known.
    CodeColoured(Ticket, Arc<[(TextRange, Token)]>),
    /// Passages were sought in the open article.
    PassagesFound(Ticket, Vec<(Anchor, Found)>),
    /// An article was looked into for the marks in it.
    MarksSeen(Ticket, Result<Looked, OpenError>),
    /// What bookmarks are found by was folded.
    MarksFolded(Ticket, Vec<(BookmarkId, Arc<str>)>),
    /// The reader's editor was given a note and has ended.
    NoteEdited(Marked, Edited),
    /// What the reader says of names is on disk, or was changed there; with what of it cannot be used, for people.
    Corrected(Receipt, Arc<Corrections>, Vec<String>),
    /// What the reader says of names could not be written; why, for people.
    NotCorrected(String, Receipt),
    /// Changes are on disk.
    Recorded(Receipt, Vec<Event>),
    /// Other windows and devices did this.
    Met(Vec<Event>),
    /// Something of what the journal says is known before the rest.
    Glimpsed(Vec<Event>),
    /// The whole journal has been read; with what of it cannot be used, for people.
    Recalled(Box<Folded>, Option<String>),
    /// Changes could not be written.
    NotRecorded(Refused),
}

/// An article, ready to be read.
#[derive(Debug)]
pub struct Loaded {
    /// Where it lies.
    pub place: Place,
    /// The article.
    pub article: Arc<Article>,
    /// What it is known by.
    pub identity: Box<Identity>,
    /// Bytes of text to come, about, where this is the head of an article; else 0.
    pub to_come: usize,
}

/// What came of a note in the reader's editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is as it was.
    Unchanged,
    /// The new note, and the file that holds it until it is in the journal.
    Written(String, PathBuf),
    /// Why there is no new note, for people.
    Failed(String),
}

/// Passages of an article, as they stand in its file now.
#[derive(Debug)]
pub struct Looked {
    /// What the article in the file is known by.
    pub identity: Box<Identity>,
    /// The passages, in the order in which they were asked for.
    pub glimpses: Vec<Glimpse>,
}

/// A passage in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// Where it stands.
    pub found: Found,
    /// What it says there; empty for one that is lost.
    pub passage: String,
    /// What stands before it, from the start of its paragraph or a part of that.
    pub before: String,
    /// What stands after it, to the end of its paragraph or a part of that.
    pub after: String,
}

/// The names of an article.
#[derive(Clone, Debug)]
pub struct CorrectedNames {
    /// What was found.
    pub found: Arc<Names>,
    /// What the reader is shown: that, corrected.
    pub shown: Arc<Names>,
    /// The corrections it was corrected by.
    pub by: Arc<Corrections>,
}

/// Pages for workers to set, each of which knows its size and style.
#[derive(Clone, Debug)]
pub struct PageOrder {
    /// The article they are pages of.
    pub article: Arc<Article>,
    /// What is wanted soon, with its lines, the most wanted first.
    pub near: Vec<(usize, Quire)>,
    /// What is wanted for the number of its pages alone.
    pub counted: Vec<(usize, Quire)>,
}

/// What a worker found out about an entry.
#[derive(Debug)]
pub struct Summarized {
    /// Which entry.
    pub place: Place,
    /// What it says, or why it cannot be read.
    pub summary: Result<Summary, OpenError>,
}

/// Changes that are not on disk.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Why, for people.
    pub reason: String,
    /// The changes, so that they can be tried again.
    pub drafts: Vec<Draft>,
    /// What was to happen after them.
    pub receipt: Receipt,
}

/// What is to happen once changes are on disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// What to tell the reader.
    pub message: Option<String>,
    /// What would take back a correction of names. What the journal keeps is taken back by the journal.
    pub undo: Option<NamesUndo>,
    /// What was taken off the stack of undo for it, to be put back if it cannot be written.
    pub undoing: Option<Box<NamesUndo>>,
    /// What was taken off the stack of redo for it, likewise.
    pub redoing: Option<Box<NamesUndo>>,
    /// Where the note that is to be written can be found if it cannot be.
    pub note: Option<Box<NoteAtHand>>,
}

/// Where a note is before it is in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteAtHand {
    /// In a file that the reader's editor wrote.
    Draft(PathBuf),
    /// On the line where it was typed.
    Typed(PromptKind, String),
}

impl Receipt {
    /// With `message` for the reader, who waits for it.
    pub fn told(message: &str) -> Self {
        Self {
            message: Some(message.to_owned()),
            ..Self::default()
        }
    }
}

/// What takes back something that the reader said of names.
#[derive(Clone, Debug, PartialEq)]
pub struct NamesUndo {
    /// What was said, in words.
    pub what: String,
    /// The revisions of it.
    pub revisions: Vec<Revision>,
    /// Where the journal's clock stood: what was done later is undone before it.
    pub clock: u64,
}

impl NamesUndo {
    /// What takes it again once it was taken back, and the other way round.
    pub(super) fn turned(mut self) -> Self {
        self.revisions = self.revisions.iter().rev().map(Revision::inverse).collect();
        self
    }
}

/// Something that the model cannot do itself.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Walk the library.
    Scan(Ticket),
    /// Read these entries and tell what they are.
    Summarize(Ticket, Vec<Entry>),
    /// Read an article, the head of a long one first.
    Load(Ticket, Place),
    /// Read an article whose head is there.
    LoadRest(Ticket, Place),
    /// Set pages. An order with a new ticket makes those with older ones stale.
    SetPages(Ticket, PageOrder),
    /// Find the names in an article and correct them.
    FindNames(Ticket, Arc<Article>, Arc<Corrections>),
    /// Correct the names that were found in an article.
    CorrectNames(Ticket, Arc<Article>, Arc<Names>, Arc<Corrections>),
    /// Find passages in the open article.
    FindPassages(Ticket, Arc<Article>, Vec<Anchor>),
    /// Look into an article for the marks in it. A newer ticket makes older ones stale.
    LookAtMarks(Ticket, Place, Vec<Anchor>),
    /// Fold what bookmarks are found by.
    FoldMarks(Ticket, Vec<(BookmarkId, String)>),
    /// Give the terminal to the reader's editor, with a note in it.
    EditNote(Marked, String),
    /// Let go of a file that held a note.
    Discard(PathBuf),
    /// Tell what the words of the code in an article are.
    ColourCode(Ticket, Arc<Article>),
    /// Write changes to the journal, all or none, then tell.
    Record(Vec<Draft>, Stride, Receipt),
    /// Keep what the reader says of a name, then tell. What takes it back is put into the receipt.
    Correct(Correction, Receipt),
    /// Make revisions of what the reader says of names, then tell.
    Revise(Vec<Revision>, Receipt),
    /// Read the whole journal, if that was not done yet.
    Recall,
    /// Look what other windows and devices wrote to the journal and said of names.
    CatchUp,
    /// Draw the whole screen anew.
    Redraw,
    /// Give the terminal back until the shell says otherwise.
    Suspend,
    /// End the program, after everything that was asked for before.
    Quit,
}
