//! What lies over a screen. What is open is one value on a stack, not twenty options.

use super::{
    BookmarkList, Choice, Completion, Finder, FootnoteList, LineEdit, Marked, Marks, NameCard,
    NameFinder, Scope,
};

use crate::journal::ArticleId;

/// Something that lies over a screen and takes the keys.
#[derive(Debug)]
pub enum Overlay {
    /// The keys of a scope.
    Help {
        /// The scope it was asked for in.
        scope: Scope,
        /// The first row shown.
        top: usize,
    },
    /// The sections, to be found by typing.
    Sections(Finder),
    /// The bookmarks of an article.
    Bookmarks(BookmarkList),
    /// All bookmarks, on the whole screen.
    Marks(Box<Marks>),
    /// The footnotes of the page.
    Footnotes(FootnoteList),
    /// The card of a name.
    Card(NameCard),
    /// The name that another is to be merged with.
    Merge(NameFinder),
    /// A question with a few answers.
    Choice(Choice),
    /// A line to be typed.
    Prompt(Prompt),
}

/// A line to be typed at the foot of the screen.
#[derive(Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What is typed.
    pub edit: LineEdit,
    /// Words that it can go on with.
    pub completion: Option<Completion>,
}

/// What a line is typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A page or percentage to go to.
    GoTo,
    /// Words to search.
    Search,
    /// A note.
    Note(Marked),
    /// A label.
    Label(Marked),
    /// What the names of the sidebar are filtered by.
    FilterNames,
    /// What a name is called.
    RenameName(String),
    /// The words of a name that was not found.
    AddName,
    /// The tags of an article, of which it has these.
    Tags(ArticleId, Vec<String>),
    /// Tags for all these rows of the list.
    TagAll(Vec<usize>),
    /// Tags to be taken from all these rows of the list.
    UntagAll(Vec<usize>),
}

impl Overlay {
    /// Where its keys are looked up; none while a line is being typed.
    pub fn scope(&self) -> Option<Scope> {
        match self {
            Self::Help { .. } => Some(Scope::Help),
            Self::Bookmarks(_) | Self::Footnotes(_) => Some(Scope::List),
            Self::Card(_) => Some(Scope::Card),
            Self::Marks(marks) => (!marks.filtering).then_some(Scope::Marks),
            Self::Sections(_) | Self::Merge(_) | Self::Choice(_) | Self::Prompt(_) => None,
        }
    }
}

impl PromptKind {
    /// What stands before the line.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::GoTo => "Go to page or %: ",
            Self::Search => "/",
            Self::Note(_) => "Note: ",
            Self::Label(_) => "Label: ",
            Self::FilterNames => "Names with: ",
            Self::RenameName(_) => "Call it: ",
            Self::AddName => "New name: ",
            Self::Tags(..) => "Tags: ",
            Self::TagAll(_) => "Tag them all: ",
            Self::UntagAll(_) => "Take from them all: ",
        }
    }
}

/// The row that is selected `by` rows further on, of `rows`; the first or the last where there are not so many.
pub(super) fn stepped(selected: usize, by: isize, rows: usize) -> usize {
    selected
        .saturating_add_signed(by)
        .min(rows.saturating_sub(1))
}
