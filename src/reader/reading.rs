//! The article that is open: its pages, and the place in it.

use super::{Layout, Loaded, Passage, Scope, Sidebar, Ticket, Trail};
use crate::article::Article;
use crate::code::Token;
use crate::journal::{ArticleId, Change, Position};
use crate::library::Place;
use crate::names::Names;
use crate::text::TextRange;
use crate::typeset::{Pages, Until};
use std::sync::Arc;

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The page.
    Page,
    /// The sidebar.
    Sidebar,
}

/// Bytes of a long article that are set at once when there is time: about a frame's worth of work.
const STRETCH: usize = 64 * 1024;
/// Articles up to this many bytes are set whole before they are shown.
const SET_AT_ONCE: usize = 256 * 1024;
/// Jumps that are remembered.
const JUMPS: usize = 100;

/// The article that is open.
#[derive(Debug)]
pub struct Reading {
    /// Where it lies.
    pub place: Place,
    /// What the journal knows it by.
    pub id: ArticleId,
    /// The article.
    pub article: Arc<Article>,
    /// Its names, once they have been found.
    pub names: Option<Arc<Names>>,
    /// The tokens of its code, once they are known.
    pub code: Option<Arc<[(TextRange, Token)]>>,
    /// Its pages at the present size.
    pub pages: Pages,
    /// How many pages stand side by side.
    pub abreast: usize,
    /// The place one is at: a byte offset that is on the page shown.
    pub here: usize,
    /// Minutes to read all of it.
    pub minutes: usize,
    /// Where the keys go.
    pub focus: Focus,
    /// The sidebar.
    pub sidebar: Sidebar,
    /// The hits or mentions being gone through.
    pub trail: Option<Trail>,
    /// Where each bookmark of the article stands in its text; none for a passage that is not in it any more.
    pub kept: Vec<Option<TextRange>>,
    /// The passage being chosen.
    pub passage: Option<Passage>,
    /// What the workers that look for names and read the code were asked with.
    pub(super) ticket: Ticket,
    /// Facts about the article that the journal should learn with the next change.
    pub(super) unrecorded: Vec<Change>,
    /// The place that the journal knows.
    pub(super) remembered: Option<usize>,
    /// The place that could not be written to it.
    refused: Option<usize>,
    /// The last page has been shown since the article was opened or marked unread.
    pub(super) finished: bool,
    back: Vec<usize>,
    forward: Vec<usize>,
}

impl Reading {
    pub(super) fn new(
        loaded: Loaded,
        ticket: Ticket,
        id: ArticleId,
        unrecorded: Vec<Change>,
        layout: &Layout,
    ) -> Self {
        let Loaded { place, article, .. } = loaded;
        let mut reading = Self {
            place,
            ticket,
            id,
            minutes: article.minutes(),
            pages: Pages::new(layout.page, layout.style),
            article,
            names: None,
            code: None,
            abreast: layout.pages.into(),
            here: 0,
            focus: Focus::Page,
            sidebar: Sidebar::default(),
            trail: None,
            kept: Vec::new(),
            passage: None,
            unrecorded,
            remembered: None,
            refused: None,
            finished: false,
            back: Vec::new(),
            forward: Vec::new(),
        };
        reading.set_around_here();
        reading
    }

    /// Where a key pressed now would be looked up.
    pub fn scope(&self) -> Scope {
        match (&self.passage, self.focus) {
            (Some(_), _) => Scope::Passage,
            (None, Focus::Sidebar) => Scope::Sidebar,
            (None, Focus::Page) => Scope::Reader,
        }
    }

    /// Index of the first page shown. Spreads start on even pages, so that turning back gives the same ones.
    pub fn page(&self) -> usize {
        let page = self.pages.page_of(self.here);
        page - page % self.abreast.max(1)
    }

    /// The stretch of text that is on the pages shown.
    pub fn shown(&self) -> TextRange {
        let start = self.pages.start_of(self.page()).unwrap_or(0);
        let next = self.pages.start_of(self.page() + self.abreast);
        TextRange::new(start, next.unwrap_or(self.article.text.len()))
    }

    /// From the first byte that is on the pages shown to the last. It is more than [`Reading::shown`] where
    /// they show a part of a table's row.
    pub fn extent(&self) -> TextRange {
        self.pages.extent(self.page()..self.page() + self.abreast)
    }

    /// Whether the byte at `offset` is on the pages shown.
    pub fn shows(&self, offset: usize) -> bool {
        let page = self.pages.page_of(offset);
        (self.page()..self.page() + self.abreast).contains(&page)
    }

    /// Whether the last page is among those shown.
    pub fn at_end(&self) -> bool {
        self.pages.is_complete() && self.page() + self.abreast >= self.pages.len()
    }

    /// Percent of the text up to the end of the pages shown.
    pub fn percent(&self) -> usize {
        let len = self.article.text.len();
        if self.at_end() || len == 0 {
            100
        } else {
            self.shown().end * 100 / len
        }
    }

    /// Minutes left after the pages shown.
    pub fn minutes_left(&self) -> usize {
        let len = self.article.text.len().max(1);
        (self.minutes * (len - self.shown().end.min(len))).div_ceil(len)
    }

    /// Index of the section one is in: the innermost that holds the place that was jumped to or, after turning
    /// a page, the end of its first third, since the foot of another section may stand at its head.
    pub fn section(&self) -> Option<usize> {
        let shown = self.shown();
        let turned = self.here == shown.start && self.here > 0;
        let at = if turned {
            shown.start + shown.len() / 3
        } else {
            self.here
        };
        self.article.section_at(at)
    }

    /// The place from which one goes to the next section or the one before.
    pub(super) fn section_place(&self) -> usize {
        let start = self
            .section()
            .map(|at| self.article.sections[at].range.start);
        start
            .filter(|start| self.shows(*start))
            .unwrap_or(self.here)
            .max(self.here)
    }

    /// Sets the pages anew for another size or taste. The place stays.
    pub(super) fn reset(&mut self, layout: &Layout) {
        let style = layout.style;
        self.abreast = layout.pages.into();
        if self.pages.measure() != layout.page || self.pages.style() != style {
            self.pages = Pages::new(layout.page, style);
        }
        self.set_around_here();
    }

    /// Sets what must be known now: the pages shown, the page after, and everything if it is little.
    pub(super) fn set_around_here(&mut self) {
        let article = Arc::clone(&self.article);
        if article.text.len() <= SET_AT_ONCE {
            self.pages.extend(&article, Until::End);
            return;
        }
        self.pages.extend(&article, Until::Offset(self.here));
        self.pages
            .extend(&article, Until::Page(self.page() + 2 * self.abreast));
    }

    /// Sets some more of a long article.
    pub(super) fn set_more(&mut self) {
        let article = Arc::clone(&self.article);
        self.pages.extend(&article, Until::Bytes(STRETCH));
    }

    /// Turns by `spreads`, as far as there are pages.
    pub(super) fn turn(&mut self, spreads: isize) {
        let pages = spreads.saturating_mul(isize::try_from(self.abreast).unwrap_or(1));
        let wanted = self.page().saturating_add_signed(pages);
        let article = Arc::clone(&self.article);
        self.pages.extend(&article, Until::Page(wanted));
        let last = self.pages.len().saturating_sub(1);
        let wanted = wanted.min(last - last % self.abreast.max(1));
        if let Some(start) = self
            .pages
            .start_of(wanted)
            .filter(|_| wanted != self.page())
        {
            self.here = start;
        }
        self.set_around_here();
    }

    /// Goes to a page, counted from 0, or to the last one.
    pub(super) fn go_to_page(&mut self, page: usize) {
        let article = Arc::clone(&self.article);
        self.pages.extend(&article, Until::Page(page));
        let page = page.min(self.pages.len().saturating_sub(1));
        if let Some(start) = self.pages.start_of(page) {
            self.jump(start);
        }
    }

    /// Goes to `offset` and remembers where one was.
    pub(super) fn jump(&mut self, offset: usize) {
        if self.here != offset {
            self.back.push(self.here);
            if self.back.len() > JUMPS {
                self.back.remove(0);
            }
            self.forward.clear();
        }
        self.go(offset);
    }

    /// Goes to `offset` without remembering.
    pub(super) fn go(&mut self, offset: usize) {
        self.here = offset.min(self.article.text.len().saturating_sub(1));
        self.set_around_here();
    }

    /// Turns to where `range` starts if that is not on the pages shown.
    pub(super) fn show(&mut self, range: TextRange) {
        if !self.shows(range.start) {
            self.jump(range.start);
        }
    }

    /// Back to where the last jump came from.
    pub(super) fn jump_back(&mut self) -> bool {
        let Some(offset) = self.back.pop() else {
            return false;
        };
        self.forward.push(self.here);
        self.go(offset);
        true
    }

    /// Forward again.
    pub(super) fn jump_forward(&mut self) -> bool {
        let Some(offset) = self.forward.pop() else {
            return false;
        };
        self.back.push(self.here);
        self.go(offset);
        true
    }

    /// Goes to the place that the journal knows.
    pub(super) fn resume(&mut self, position: &Position) {
        self.go(position.find(&self.article.text));
        self.remembered = Some(self.here);
    }

    /// The change that tells the journal the place. It counts as told from now on.
    pub(super) fn remember(&mut self) -> Change {
        self.remembered = Some(self.here);
        Change::Position(Position::new(
            &self.article.text,
            self.here,
            self.shown().end,
        ))
    }

    /// Takes back a change that could not be written, to be tried again with the next one.
    pub(super) fn take_back(&mut self, change: Change) {
        match change {
            Change::Known { .. } | Change::Same { .. } => self.unrecorded.push(change),
            Change::Position(position) => {
                self.remembered = None;
                self.refused = Some(position.offset);
            }
            Change::Read => self.finished = false,
            _ => {}
        }
    }

    /// Whether the place is another than the journal knows.
    pub(super) fn has_moved(&self) -> bool {
        self.remembered != Some(self.here)
    }

    /// Whether the place is worth trying to write down: it is another than the journal knows, and not the
    /// one that could not be written a moment ago.
    pub(super) fn wants_rest(&self) -> bool {
        self.has_moved() && self.refused != Some(self.here)
    }
}
