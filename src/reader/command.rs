//! The one table of what the reader can ask for: help, README, `newsprint keys` and `config.toml` read it.

/// Where a key is pressed. A key may mean different things in different scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The list of articles.
    Library,
    /// An article.
    Reader,
    /// The sidebar beside an article, when it has the focus.
    Sidebar,
    /// A passage being chosen.
    Passage,
    /// A list that is open over a screen: bookmarks, footnotes.
    List,
    /// The card of a name.
    Card,
    /// All bookmarks, on the whole screen.
    Marks,
    /// The help.
    Help,
}

impl Scope {
    /// All scopes, in the order in which the help shows them.
    pub const ALL: [Self; 8] = [
        Self::Library,
        Self::Reader,
        Self::Sidebar,
        Self::Passage,
        Self::List,
        Self::Card,
        Self::Marks,
        Self::Help,
    ];

    /// Its name in `config.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Reader => "reader",
            Self::Sidebar => "sidebar",
            Self::Passage => "passage",
            Self::List => "list",
            Self::Card => "card",
            Self::Marks => "marks",
            Self::Help => "help",
        }
    }

    /// What it is, for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Library => "The library",
            Self::Reader => "An article",
            Self::Sidebar => "The sidebar",
            Self::Passage => "Marking a passage",
            Self::List => "A list of bookmarks or footnotes",
            Self::Card => "The card of a name",
            Self::Marks => "All bookmarks",
            Self::Help => "Help",
        }
    }
}

/// What the reader can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table below says what each does, once")]
pub enum Command {
    Down,
    Up,
    ScreenDown,
    ScreenUp,
    First,
    Last,
    Open,
    Back,
    Quit,
    Help,
    Suspend,
    Redraw,
    NextPage,
    PreviousPage,
    GoTo,
    NextSection,
    PreviousSection,
    Section(u8),
    FindSection,
    NextMention,
    PreviousMention,
    NextArticle,
    PreviousArticle,
    Search,
    NextHit,
    PreviousHit,
    JumpBack,
    JumpForward,
    NextSentence,
    PreviousSentence,
    NextParagraph,
    PreviousParagraph,
    KeepPassage,
    Footnote,
    MarkPassage,
    Sentence,
    Paragraph,
    Extend,
    Shrink,
    Keep,
    KeepWithNote,
    Bookmarks,
    AllBookmarks,
    ToggleRead,
    ToggleStar,
    ToggleArchive,
    Tags,
    All,
    Undo,
    Redo,
    ToggleNames,
    ToggleSidebar,
    FocusSidebar,
    Fold,
    NextPart,
    PreviousPart,
    FilterNames,
    Kinds,
    Card,
    HideName,
    RenameName,
    NameKind,
    MergeName,
    SplitName,
    AddName,
    Wider,
    Narrower,
    UsualMeasure,
    TogglePages,
    ToggleParagraphs,
    Justify,
    Hyphenate,
    LineSpacing,
    WiderMargins,
    NarrowerMargins,
    FoldFurniture,
    FocusMode,
    Right,
    Left,
    Filter,
    SortNext,
    SortReverse,
    UnreadOnly,
    ShowArchived,
    Reload,
    EditNote,
    NoteInEditor,
    Label,
    Attach,
    Delete,
    Cancel,
}

/// What commands have to do with: the help shows the many of a screen under such headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// From page to page, from row to row.
    Moving,
    /// To a section, a name, a word.
    Finding,
    /// What is kept of a text, and its footnotes.
    Passages,
    /// Which article, and what becomes of it.
    Articles,
    /// The sidebar and what it shows.
    Sidebar,
    /// What the reader says of names, against what was found.
    Names,
    /// How the page looks.
    Page,
    /// The program itself.
    Program,
}

impl Topic {
    /// What it is, for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Finding => "Finding",
            Self::Passages => "Passages, bookmarks and footnotes",
            Self::Articles => "Articles",
            Self::Sidebar => "The sidebar and its names",
            Self::Names => "Names that were found wrong",
            Self::Page => "The look of the page",
            Self::Program => "newsprint",
        }
    }
}

impl Command {
    /// What it has to do with.
    #[rustfmt::skip]
    pub const fn topic(self) -> Topic {
        match self {
            Self::Down | Self::Up | Self::ScreenDown | Self::ScreenUp | Self::First | Self::Last
            | Self::Open | Self::NextPage | Self::PreviousPage | Self::GoTo => Topic::Moving,
            Self::NextSection | Self::PreviousSection | Self::Section(_) | Self::FindSection
            | Self::NextMention | Self::PreviousMention | Self::Search | Self::NextHit
            | Self::PreviousHit | Self::JumpBack | Self::JumpForward => Topic::Finding,
            Self::NextSentence | Self::PreviousSentence | Self::NextParagraph
            | Self::PreviousParagraph | Self::KeepPassage | Self::MarkPassage | Self::Sentence
            | Self::Paragraph | Self::Extend | Self::Shrink | Self::Keep | Self::KeepWithNote
            | Self::Footnote | Self::Bookmarks | Self::AllBookmarks | Self::EditNote
            | Self::NoteInEditor | Self::Label | Self::Attach | Self::Delete => Topic::Passages,
            Self::Filter | Self::SortNext | Self::SortReverse | Self::UnreadOnly
            | Self::ShowArchived | Self::Reload | Self::NextArticle | Self::PreviousArticle
            | Self::ToggleRead | Self::ToggleStar | Self::ToggleArchive | Self::Tags | Self::All
            | Self::Undo | Self::Redo => Topic::Articles,
            Self::FocusSidebar | Self::Fold | Self::ToggleSidebar | Self::ToggleNames
            | Self::NextPart | Self::PreviousPart | Self::FilterNames | Self::Kinds
            | Self::Card => Topic::Sidebar,
            Self::HideName | Self::RenameName | Self::NameKind | Self::MergeName
            | Self::SplitName | Self::AddName => Topic::Names,
            Self::Wider | Self::Narrower | Self::UsualMeasure | Self::TogglePages
            | Self::ToggleParagraphs | Self::Justify | Self::Hyphenate | Self::LineSpacing
            | Self::WiderMargins | Self::NarrowerMargins | Self::FoldFurniture | Self::FocusMode
            | Self::Right | Self::Left => Topic::Page,
            Self::Help | Self::Cancel | Self::Back | Self::Redraw | Self::Suspend
            | Self::Quit => Topic::Program,
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    /// The command.
    pub command: Command,
    /// Its name in `config.toml`.
    pub name: &'static str,
    /// What it does, in a line.
    pub doc: &'static str,
    /// Where it can be asked for.
    pub scopes: &'static [Scope],
    /// The keys that ask for it unless `config.toml` says otherwise.
    pub keys: &'static [&'static str],
}

const fn row(
    command: Command,
    name: &'static str,
    doc: &'static str,
    scopes: &'static [Scope],
    keys: &'static [&'static str],
) -> CommandInfo {
    CommandInfo {
        command,
        name,
        doc,
        scopes,
        keys,
    }
}

use Scope::{Card, Help, Library, List, Marks, Passage, Reader, Sidebar};

/// Every command with its default keys, in the order of the help. Where a command has several rows, each is
/// for other scopes.
#[rustfmt::skip]
pub const COMMANDS: &[CommandInfo] = &[
    row(Command::Down, "down", "Move down", &[Library, Sidebar, List, Card, Marks, Help], &["j", "down"]),
    row(Command::Up, "up", "Move up", &[Library, Sidebar, List, Card, Marks, Help], &["k", "up"]),
    row(Command::ScreenDown, "screen-down", "Move down a screen", &[Library, Sidebar, List, Card, Marks, Help], &["pagedown", "space", "ctrl-f"]),
    row(Command::ScreenUp, "screen-up", "Move up a screen", &[Library, Sidebar, List, Card, Marks, Help], &["pageup", "b", "ctrl-b"]),
    row(Command::First, "first", "To the top", &[Library, Sidebar, List, Card, Marks, Help], &["g", "home"]),
    row(Command::Last, "last", "To the bottom", &[Library, Sidebar, List, Card, Marks, Help], &["G", "end"]),
    row(Command::Open, "open", "Open the article", &[Library], &["enter", "l", "right"]),
    row(Command::Open, "open", "Go there", &[Sidebar, List, Card, Marks], &["enter", "l", "right"]),
    row(Command::Filter, "filter", "Filter the list as you type; `#word` finds a tag", &[Library], &["/"]),
    row(Command::SortNext, "sort", "Sort by the next of date, title, site, length, progress", &[Library], &["s"]),
    row(Command::SortReverse, "sort-reverse", "Turn the order round", &[Library], &["S"]),
    row(Command::UnreadOnly, "unread-only", "Show only what is unread, or all again", &[Library], &["U"]),
    row(Command::ShowArchived, "show-archived", "Show the archive, then all articles, then the usual list", &[Library], &["A"]),
    row(Command::Reload, "reload", "Look at the folder again", &[Library], &["R", "f5"]),

    row(Command::NextPage, "next-page", "Turn the page", &[Reader], &["space", "f", "j", "l", "right", "down", "pagedown", "ctrl-f"]),
    row(Command::PreviousPage, "previous-page", "Turn back", &[Reader], &["b", "k", "h", "left", "up", "pageup", "ctrl-b"]),
    row(Command::First, "first", "To the first page", &[Reader], &["g", "home"]),
    row(Command::Last, "last", "To the last page", &[Reader], &["G", "end"]),
    row(Command::GoTo, "go-to", "Go to a page (12) or a percentage (40%)", &[Reader], &[":"]),
    row(Command::NextSection, "next-section", "To the next section", &[Reader], &["]"]),
    row(Command::PreviousSection, "previous-section", "To the start of the section, or the one before", &[Reader], &["["]),
    row(Command::Section(0), "opening", "To the opening", &[Reader], &["0"]),
    row(Command::Section(1), "section-1", "To section 1", &[Reader], &["1"]),
    row(Command::Section(2), "section-2", "To section 2", &[Reader], &["2"]),
    row(Command::Section(3), "section-3", "To section 3", &[Reader], &["3"]),
    row(Command::Section(4), "section-4", "To section 4", &[Reader], &["4"]),
    row(Command::Section(5), "section-5", "To section 5", &[Reader], &["5"]),
    row(Command::Section(6), "section-6", "To section 6", &[Reader], &["6"]),
    row(Command::Section(7), "section-7", "To section 7", &[Reader], &["7"]),
    row(Command::Section(8), "section-8", "To section 8", &[Reader], &["8"]),
    row(Command::Section(9), "section-9", "To section 9", &[Reader], &["9"]),
    row(Command::FindSection, "find-section", "Find a section by part of its name", &[Reader], &["s"]),
    row(Command::Search, "search", "Search in the article", &[Reader], &["/"]),
    row(Command::NextHit, "next-hit", "To the next hit, or mention of the name chosen", &[Reader, Sidebar], &["n"]),
    row(Command::PreviousHit, "previous-hit", "To the hit or mention before", &[Reader, Sidebar], &["N"]),
    row(Command::NextMention, "next-mention", "To the next name in the text", &[Reader, Sidebar], &[")"]),
    row(Command::PreviousMention, "previous-mention", "To the name before", &[Reader, Sidebar], &["("]),
    row(Command::JumpBack, "jump-back", "Back to where you jumped from", &[Reader], &["ctrl-o", "backspace"]),
    row(Command::JumpForward, "jump-forward", "Forward again", &[Reader], &["ctrl-p"]),

    row(Command::NextSentence, "next-sentence", "The ruler to the next sentence", &[Reader], &["."]),
    row(Command::PreviousSentence, "previous-sentence", "The ruler to the sentence before", &[Reader], &[","]),
    row(Command::NextParagraph, "next-paragraph", "The ruler to the next paragraph", &[Reader], &["}"]),
    row(Command::PreviousParagraph, "previous-paragraph", "The ruler to this paragraph, or the one before", &[Reader], &["{"]),
    row(Command::KeepPassage, "keep-passage", "Keep the passage under the ruler as a bookmark", &[Reader], &["M"]),
    row(Command::MarkPassage, "mark", "Mark a passage: first choose it, then keep it", &[Reader], &["m"]),
    row(Command::Down, "next-passage", "To the next sentence or paragraph", &[Passage], &["j", "down", "m"]),
    row(Command::Up, "previous-passage", "To the one before", &[Passage], &["k", "up"]),
    row(Command::Extend, "extend", "Take one more", &[Passage], &["J", "right", "l", "+"]),
    row(Command::Shrink, "shrink", "Take one less", &[Passage], &["K", "left", "h", "-"]),
    row(Command::Sentence, "by-sentence", "Choose by sentence", &[Passage], &["s"]),
    row(Command::Paragraph, "by-paragraph", "Choose by paragraph", &[Passage], &["p"]),
    row(Command::Keep, "keep", "Keep the passage as a bookmark", &[Passage], &["enter", "space"]),
    row(Command::KeepWithNote, "keep-with-note", "Keep it with a note", &[Passage], &["n"]),
    row(Command::Footnote, "footnote", "To the footnote, and back to the text", &[Reader], &["o"]),
    row(Command::Bookmarks, "bookmarks", "The bookmarks of this article", &[Reader], &["'"]),
    row(Command::AllBookmarks, "all-bookmarks", "The bookmarks of the whole library", &[Reader], &["B"]),
    row(Command::Label, "label", "Keep it with a colour or another label", &[Passage], &["c"]),
    row(Command::NoteInEditor, "note-in-editor", "Keep it with a note written in your editor", &[Passage], &["N"]),
    row(Command::EditNote, "edit-note", "Write or change the note", &[List, Marks], &["n"]),
    row(Command::NoteInEditor, "note-in-editor", "Write or change the note in your editor", &[List, Marks], &["N"]),
    row(Command::Label, "label", "Give it a colour or another label", &[List, Marks], &["c"]),
    row(Command::Keep, "keep", "Make a bookmark of what the file itself marks", &[List], &["m"]),
    row(Command::Attach, "attach", "Attach it to another passage, chosen by hand", &[List, Marks], &["a"]),
    row(Command::Delete, "delete", "Delete the bookmark", &[List, Marks], &["d", "delete"]),

    row(Command::Filter, "filter", "Show the bookmarks that have words, as you type", &[Marks], &["/"]),
    row(Command::SortNext, "sort", "By the next of article, time, label", &[Marks], &["s"]),
    row(Command::NextArticle, "next-article", "To the next article of the list", &[Reader], &["J"]),
    row(Command::PreviousArticle, "previous-article", "To the article before", &[Reader], &["K"]),
    row(Command::ToggleRead, "read", "Mark read or unread", &[Library, Reader], &["r"]),
    row(Command::ToggleStar, "star", "Star, or take the star away", &[Library, Reader], &["*"]),
    row(Command::ToggleArchive, "archive", "Archive, or take out of the archive", &[Library, Reader], &["a"]),
    row(Command::Tags, "tags", "Change the tags; `tab` completes one", &[Library, Reader], &["t"]),
    row(Command::All, "all-shown", "Mark, star, archive or tag all articles shown", &[Library], &["!"]),
    row(Command::Undo, "undo", "Undo what was done last, be it in an earlier session", &[Library, Reader, Sidebar, List, Card, Marks], &["u"]),
    row(Command::Redo, "redo", "Do again what was undone", &[Library, Reader, Sidebar, List, Card, Marks], &["ctrl-r"]),
    row(Command::AllBookmarks, "all-bookmarks", "The bookmarks of the whole library", &[Library], &["B"]),

    row(Command::FocusSidebar, "sidebar", "Into the sidebar", &[Reader], &["tab"]),
    row(Command::FocusSidebar, "sidebar", "Back to the page", &[Sidebar], &["tab"]),
    row(Command::Fold, "fold", "Fold or unfold this part", &[Sidebar], &["z", "h", "left"]),
    row(Command::NextPart, "next-part", "To the next part of the sidebar", &[Sidebar], &["]"]),
    row(Command::PreviousPart, "previous-part", "To the part before", &[Sidebar], &["["]),
    row(Command::FilterNames, "filter-names", "Find names as you type; `esc` shows all again", &[Sidebar], &["/"]),
    row(Command::Kinds, "kinds", "Show one kind of name alone, or all again", &[Reader, Sidebar], &["p"]),
    row(Command::Card, "card", "The card of the name one is at, or the first on the page", &[Reader], &["@"]),
    row(Command::Card, "card", "The card of the name", &[Sidebar], &["i", "@"]),
    row(Command::ToggleSidebar, "toggle-sidebar", "Show or hide the sidebar", &[Reader, Sidebar], &["\\"]),
    row(Command::ToggleNames, "names", "Highlight the names in the text, or not", &[Reader, Sidebar], &["e"]),
    row(Command::HideName, "hide-name", "It is no name: hide it, in every article", &[Sidebar, Card], &["d"]),
    row(Command::RenameName, "rename-name", "Call it something else", &[Sidebar, Card], &["r"]),
    row(Command::NameKind, "name-kind", "Say that it is a person, an organisation or a place", &[Sidebar, Card], &["t"]),
    row(Command::MergeName, "merge-names", "Merge it with another name", &[Sidebar, Card], &["m"]),
    row(Command::SplitName, "split-name", "Part a form from it that is a name of its own", &[Sidebar, Card], &["s"]),
    row(Command::AddName, "add-name", "Add a name that was not found", &[Sidebar], &["a"]),
    row(Command::Wider, "wider", "A wider column", &[Reader], &["+"]),
    row(Command::Narrower, "narrower", "A narrower column", &[Reader], &["-"]),
    row(Command::UsualMeasure, "usual-measure", "The usual column again", &[Reader], &["="]),
    row(Command::TogglePages, "pages", "One page, or two where there is room", &[Reader], &["c"]),
    row(Command::ToggleParagraphs, "paragraphs", "Part paragraphs by a line, or by an indent", &[Reader], &["i"]),
    row(Command::Justify, "justify", "Flush at the right edge, or ragged", &[Reader], &["Y"]),
    row(Command::Hyphenate, "hyphenate", "Part words at the end of a line, or not", &[Reader], &["y"]),
    row(Command::LineSpacing, "line-spacing", "Lines one row apart, or two", &[Reader], &["L"]),
    row(Command::WiderMargins, "wider-margins", "Wider margins", &[Reader], &["w"]),
    row(Command::NarrowerMargins, "narrower-margins", "Narrower margins", &[Reader], &["W"]),
    row(Command::FoldFurniture, "furniture", "Fold away what is not the story, or show it", &[Reader], &["x"]),
    row(Command::FocusMode, "focus-mode", "Nothing but the page, or all again", &[Reader], &["z"]),
    row(Command::Right, "right", "Code that is too wide: to the right", &[Reader], &[">"]),
    row(Command::Left, "left", "To the left again", &[Reader], &["<"]),

    row(Command::Help, "help", "The keys of this screen", &[Library, Reader, Sidebar, Passage, List, Card, Marks], &["?", "f1"]),
    row(Command::Cancel, "cancel", "Leave this, change nothing", &[Passage, List], &["esc", "q"]),
    row(Command::Cancel, "cancel", "Show all bookmarks again, or back to where you were", &[Marks], &["esc", "q"]),
    row(Command::Cancel, "cancel", "Show all names again, or back to the page", &[Sidebar], &["esc", "q"]),
    row(Command::Cancel, "cancel", "Close the card", &[Card], &["esc", "q", "i", "@"]),
    row(Command::Cancel, "cancel", "Close the help", &[Help], &["esc", "q", "?", "enter"]),
    row(Command::Cancel, "clear", "Clear the filter", &[Library], &["esc"]),
    row(Command::Cancel, "clear", "Take away the hits and the ruler; leave the focus mode", &[Reader], &["esc"]),
    row(Command::Back, "back", "Back to the library", &[Reader], &["q"]),
    row(Command::Back, "back", "Leave newsprint", &[Library], &["q"]),
    row(Command::Redraw, "redraw", "Draw the screen anew", &[Library, Reader, Sidebar, Passage, List, Card, Marks, Help], &["ctrl-l"]),
    row(Command::Suspend, "suspend", "Suspend; `fg` in the shell comes back", &[Library, Reader, Sidebar, Passage, List, Card, Marks, Help], &["ctrl-z"]),
    row(Command::Quit, "quit", "Leave newsprint at once", &[Library, Reader, Sidebar, Passage, List, Card, Marks, Help], &["Q", "ctrl-c"]),
];
