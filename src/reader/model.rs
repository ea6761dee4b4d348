//! Everything the program knows while it runs.

use super::recalling::Recall;
use super::{
    Effect, Key, Keymap, Layout, NamesUndo, Overlay, PromptKind, Reading, Scope, Shelf, Size,
    Ticket,
};
use crate::config::{LINE_SPACING_RANGE, MARGIN_RANGE, MEASURE_RANGE, Settings, furniture_named};
use crate::journal::{Folded, History, State};
use crate::library::Place;
use crate::names::Corrections;
use jiff::tz::TimeZone;
use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The screen that is open; overlays lie over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The list of articles.
    Library,
    /// An article.
    Reader,
}

/// A line for the reader, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Something was done.
    Done(String),
    /// Something could not be done.
    Failed(String),
}

/// Everything the program knows. Changed by [`Model::update`] alone.
#[derive(Debug)]
pub struct Model {
    /// The screen that is open.
    pub screen: Screen,
    /// The list of articles.
    pub shelf: Shelf,
    /// The article that is open.
    pub reading: Option<Reading>,
    /// What lies over the screen, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What the reader did, in this session and before.
    pub state: State,
    /// What of it can be undone and redone.
    pub history: History,
    /// What the reader says of names.
    pub corrections: Arc<Corrections>,
    /// How articles are set.
    pub settings: Settings,
    /// Which keys mean what.
    pub keymap: Keymap,
    /// Size of the screen.
    pub size: Size,
    /// By whose clock a day begins.
    pub zone: TimeZone,
    /// What to tell the reader.
    pub message: Option<Message>,
    /// Nothing is seen of an article but its pages.
    pub focus_mode: bool,
    /// One file was opened and not a folder: leaving it leaves the program.
    pub single: bool,
    /// The beginning of a chord.
    pub(super) chord: Vec<Key>,
    /// What would take back what was said of names in this session, the latest last.
    pub(super) names_undo: Vec<NamesUndo>,
    /// What of it was taken back and can be said again, the latest last.
    pub(super) names_redo: Vec<NamesUndo>,
    /// The article that is being read from disk, and where in it to go.
    pub(super) awaited: Option<Awaited>,
    /// Keys that were pressed for it meanwhile.
    pub(super) typed_ahead: VecDeque<Key>,
    /// Changes that the reader asked for and that are not on disk yet.
    pub(super) writing: usize,
    /// Keys that ask for something which depends on what is being written, and those after them: they wait
    /// for it.
    pub(super) held: VecDeque<Key>,
    /// The journal is still being read.
    pub(super) recall: Recall,
    /// The reader has been told that the journal cannot be written.
    pub(super) told: bool,
    /// A note that was typed and could not be written down.
    pub(super) unsaved: Option<(PromptKind, String)>,
    pub(super) scan: Ticket,
    pub(super) tickets: u64,
}

/// An article that is on its way.
#[derive(Debug)]
pub(super) struct Awaited {
    pub(super) ticket: Ticket,
    pub(super) place: Place,
    pub(super) bookmark: Option<crate::journal::Anchor>,
    /// The bookmark that is to be attached to another passage of it.
    pub(super) attach: Option<crate::journal::BookmarkId>,
}

/// What a session starts with.
#[derive(Debug)]
pub struct Setup {
    /// A name for the library, harmless.
    pub title: String,
    /// The file to open, when one file was named.
    pub file: Option<Place>,
    /// The settings of `config.toml`.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// What the journal says.
    pub journal: Folded,
    /// What `names.toml` says.
    pub corrections: Corrections,
    /// Size of the screen.
    pub size: Size,
    /// By whose clock a day begins.
    pub zone: TimeZone,
    /// What was wrong at the start, for people.
    pub notice: Option<String>,
}

impl Model {
    /// A new session, and what it needs first.
    pub fn new(setup: Setup) -> (Self, Vec<Effect>) {
        let setup_told = setup.notice.is_some();
        let mut model = Self {
            screen: Screen::Library,
            shelf: Shelf::new(setup.title),
            reading: None,
            overlays: Vec::new(),
            settings: remembered(setup.settings, &setup.journal.state),
            state: setup.journal.state,
            history: setup.journal.history,
            corrections: Arc::new(setup.corrections),
            keymap: setup.keymap,
            size: setup.size,
            zone: setup.zone,
            message: None,
            focus_mode: false,
            single: setup.file.is_some(),
            chord: Vec::new(),
            names_undo: Vec::new(),
            names_redo: Vec::new(),
            awaited: None,
            typed_ahead: VecDeque::new(),
            writing: 0,
            held: VecDeque::new(),
            recall: Recall::Done,
            told: setup_told,
            unsaved: None,
            scan: Ticket(0),
            tickets: 0,
        };
        let first = match setup.file {
            Some(place) => {
                model.screen = Screen::Reader;
                vec![model.load(place, None)]
            }
            None => vec![model.scan_again()],
        };
        // Said last: it matters more than that an article is being opened.
        model.message = setup.notice.map(Message::Failed).or(model.message.take());
        (model, first)
    }

    /// The layout of the reader screen at the present size and settings.
    pub fn layout(&self) -> Layout {
        if self.focus_mode {
            Layout::alone(self.size, self.settings)
        } else {
            Layout::new(self.size, self.settings)
        }
    }

    /// Where a key pressed now would be looked up; none while a line is being typed.
    pub fn scope(&self) -> Option<Scope> {
        if let Some(overlay) = self.overlays.last() {
            return overlay.scope();
        }
        match self.screen {
            Screen::Library => (!self.shelf.filtering).then_some(Scope::Library),
            Screen::Reader => Some(self.reading.as_ref().map_or(Scope::Reader, Reading::scope)),
        }
    }

    /// Whether an article is on its way from the disk.
    pub fn is_loading(&self) -> bool {
        self.awaited.is_some()
    }

    /// Whether the place in the article is not in the journal yet.
    pub fn wants_rest(&self) -> bool {
        self.reading.as_ref().is_some_and(Reading::wants_rest)
    }

    pub(super) fn next_ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    pub(super) fn load(
        &mut self,
        place: Place,
        bookmark: Option<crate::journal::Anchor>,
    ) -> Effect {
        let ticket = self.next_ticket();
        self.awaited = Some(Awaited {
            ticket,
            place: place.clone(),
            bookmark,
            attach: None,
        });
        self.say(super::update::OPENING);
        Effect::Load(ticket, place)
    }

    pub(super) fn scan_again(&mut self) -> Effect {
        self.scan = self.next_ticket();
        self.shelf.start_scan();
        Effect::Scan(self.scan)
    }

    pub(super) fn say(&mut self, message: impl Into<String>) {
        self.message = Some(Message::Done(message.into()));
    }

    pub(super) fn refuse(&mut self, message: impl Into<String>) {
        self.message = Some(Message::Failed(message.into()));
    }
}

/// `settings` with what the reader has changed by key since. What the journal says and no setting can be, a
/// later version's perhaps, is passed over.
pub(super) fn remembered(mut settings: Settings, state: &State) -> Settings {
    let number = |name, range: RangeInclusive<u16>, usual| {
        state
            .setting(name)
            .and_then(serde_json::Value::as_u64)
            .and_then(|n| u16::try_from(n).ok())
            .filter(|n| range.contains(n))
            .unwrap_or(usual)
    };
    let flag = |name, usual| {
        state
            .setting(name)
            .and_then(serde_json::Value::as_bool)
            .unwrap_or(usual)
    };
    settings.measure = number("measure", MEASURE_RANGE, settings.measure);
    settings.two_pages = flag("two-pages", settings.two_pages);
    settings.indent = flag("indent", settings.indent);
    settings.justified = flag("justified", settings.justified);
    settings.hyphenation = flag("hyphenation", settings.hyphenation);
    settings.line_spacing = number("line-spacing", LINE_SPACING_RANGE, settings.line_spacing);
    settings.margins = number("margins", MARGIN_RANGE, settings.margins);
    settings.furniture = state
        .setting("furniture")
        .and_then(serde_json::Value::as_str)
        .and_then(furniture_named)
        .unwrap_or(settings.furniture);
    settings.names = flag("names", settings.names);
    settings.sidebar = flag("sidebar", settings.sidebar);
    settings
}
