//! The article that is open: its pages, and the place in it.

use super::{Kept, Layout, Loaded, Passage, Scope, Sidebar, Sideways, Ticket, Trail, Whereabouts};
use crate::article::Article;
use crate::code::Token;
use crate::journal::{ArticleId, BookmarkId, Change, Position};
use crate::library::Place;
use crate::names::Names;
use crate::text::TextRange;
use crate::typeset::{PageId, Pages, Quire};
use std::sync::Arc;

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The page.
    Page,
    /// The sidebar.
    Sidebar,
}

/// A quire of at most this many bytes is set whole before it is shown: sooner done than handed to a worker. Of a
/// longer one the first frame needs the pages it shows and no more.
const SET_AT_ONCE: usize = 4 * 1024;
/// Jumps that are remembered.
const JUMPS: usize = 100;

/// The article that is open.
#[derive(Debug)]
pub struct Reading {
    /// Where it lies.
    pub place: Place,
    /// What the journal knows it by.
    pub id: ArticleId,
    /// The article, or its head while the rest is on its way.
    pub article: Arc<Article>,
    /// Bytes of text to come after the head that is shown, about; 0 when all is there.
    pub to_come: usize,
    /// What names were found in it, once they have been.
    pub(super) found: Option<Arc<Names>>,
    /// Its names as the reader has corrected them, once they have been found.
    pub names: Option<Arc<Names>>,
    /// Where in it they occur.
    pub whereabouts: Whereabouts,
    /// The tokens of its code, once they are known.
    pub code: Option<Arc<[(TextRange, Token)]>>,
    /// Its pages at the present size.
    pub pages: Pages,
    /// The place one is at: a byte offset that is on the page shown.
    pub here: usize,
    /// The place was come to by turning pages: it is where the page starts, and nothing that was looked for.
    pub(super) turned: bool,
    /// Where the keys go.
    pub focus: Focus,
    /// The sidebar.
    pub sidebar: Sidebar,
    /// The hits or mentions being gone through.
    pub trail: Option<Trail>,
    /// Where each bookmark of the article stands in its text.
    pub kept: Vec<Kept>,
    /// The passage being chosen.
    pub passage: Option<Passage>,
    /// The bookmark that it is chosen for, where that is not a new one.
    pub attaching: Option<BookmarkId>,
    /// The sentence or paragraph under the reading ruler.
    pub ruler: Option<Passage>,
    /// How far code that is too wide is moved.
    pub sideways: Sideways,
    /// The reference that the last footnote was followed from.
    pub(super) followed: Option<TextRange>,
    /// What the workers that look for names and read the code were asked with.
    pub(crate) ticket: Ticket,
    /// What the workers that set pages were asked with; none when they were not asked for these pages yet.
    pub(super) setting: Option<Ticket>,
    /// The quire whose neighbours they were asked for.
    pub(super) set_near: Option<usize>,
    /// The page to go to as soon as it is known where that begins, from 0.
    pub(super) awaited_page: Option<usize>,
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
        let Loaded {
            place,
            article,
            to_come,
            ..
        } = loaded;
        let mut reading = Self {
            place,
            ticket,
            id,
            pages: Pages::new(&article, layout.page, layout.style),
            article,
            to_come,
            found: None,
            names: None,
            whereabouts: Whereabouts::default(),
            code: None,
            here: 0,
            turned: false,
            focus: Focus::Page,
            sidebar: Sidebar::default(),
            trail: None,
            kept: Vec::new(),
            passage: None,
            attaching: None,
            setting: None,
            set_near: None,
            awaited_page: None,
            ruler: None,
            sideways: Sideways::default(),
            followed: None,
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

    /// The first page shown.
    pub fn page(&self) -> PageId {
        self.pages.spread(self.pages.page_at(self.here))
    }

    /// The number of the first page shown, from 0, when all pages before it are known.
    pub fn page_number(&self) -> Option<usize> {
        self.pages.number(self.page())
    }

    /// The stretch of text that is on the pages shown.
    pub fn shown(&self) -> TextRange {
        let page = self.page();
        let start = self.pages.start_of(page).unwrap_or(0);
        let end = self.pages.after(page);
        TextRange::new(start, end.unwrap_or(self.article.text.len()))
    }

    /// From the first byte that is on the pages shown to the last. It is more than [`Reading::shown`] where
    /// they show a part of a table's row.
    pub fn extent(&self) -> TextRange {
        self.pages.extent(self.pages.abreast_of(self.page()))
    }

    /// Whether the byte at `offset` is on the pages shown.
    pub fn shows(&self, offset: usize) -> bool {
        self.pages.knows(offset) && self.pages.spread(self.pages.page_at(offset)) == self.page()
    }

    /// Whether all of the article is there, and not its head alone.
    pub fn is_whole(&self) -> bool {
        self.to_come == 0
    }

    /// Whether there is a next spread and the head of an article, if that is all there is, tells all of it.
    pub(super) fn next_is_certain(&self) -> bool {
        let next = self.pages.after(self.page());
        next.is_some_and(|start| !self.pages.is_last(self.pages.page_at(start)))
    }

    /// Whether the last page is among those shown.
    pub fn at_end(&self) -> bool {
        self.is_whole() && self.pages.is_last(self.page())
    }

    /// Percent of the text up to the end of the pages shown.
    pub fn percent(&self) -> usize {
        let len = self.article.text.len() + self.to_come;
        if self.at_end() || len == 0 {
            100
        } else {
            self.shown().end * 100 / len
        }
    }

    /// Minutes left after the pages shown.
    pub fn minutes_left(&self) -> usize {
        let len = (self.article.text.len() + self.to_come).max(1);
        (self.article.minutes() * (len - self.shown().end.min(len))).div_ceil(len)
    }

    /// Index of the section one is in: the innermost that holds the place that was jumped to or, after turning
    /// a page, the end of its first third, since the foot of another section may stand at its head.
    pub fn section(&self) -> Option<usize> {
        let shown = self.shown();
        let at = if self.turned && self.here > 0 {
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
        if self.pages.measure() != layout.page || self.pages.style() != layout.style {
            self.pages = Pages::new(&self.article, layout.page, layout.style);
            self.setting = None;
            self.set_near = None;
        }
        self.set_around_here();
    }

    /// Sets what must be known now: the pages shown, and their quire if it is short.
    pub(super) fn set_around_here(&mut self) {
        self.pages
            .set_short_quire(&self.article, self.here, SET_AT_ONCE);
        self.pages.set_around(&self.article, self.here);
        self.pages.forget_far(self.here);
    }

    /// Takes in pages that were set elsewhere.
    pub(super) fn take_pages(&mut self, quires: Vec<(usize, Quire)>) {
        for (index, quire) in quires {
            self.pages.take(&self.article, index, quire);
        }
        self.pages.forget_far(self.here);
        if let Some(page) = self.awaited_page {
            self.go_to_page(page);
        }
    }

    /// Turns by `spreads`, as far as there are pages.
    pub(super) fn turn(&mut self, spreads: isize) {
        for _ in 0..spreads.unsigned_abs() {
            let page = self.page();
            let target = if spreads > 0 {
                self.pages.after(page)
            } else {
                self.pages.before(&self.article, page)
            };
            let Some(start) = target else { break };
            self.here = start;
            self.turned = true;
            self.set_around_here();
        }
    }

    /// Goes to a page, counted from 0, as soon as it is known; to the last where there are not so many.
    pub(super) fn go_to_page(&mut self, page: usize) {
        self.awaited_page = None;
        match self.pages.nth(page) {
            Some(start) => self.jump(start),
            None if self.pages.is_complete() => self.go_to_end(),
            None => self.awaited_page = Some(page),
        }
    }

    /// Goes to the last page.
    pub(super) fn go_to_end(&mut self) {
        let last = self.pages.last(&self.article);
        self.jump(last);
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
        self.turned = false;
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
        // Where one stopped is mostly where a page started.
        self.turned = true;
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
        self.is_whole() && self.has_moved() && self.refused != Some(self.here)
    }
}
