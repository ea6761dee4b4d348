//! All bookmarks of the library, on a screen of their own: grouped, filtered as one types, and looked into one
//! article at a time.
//!
//! How many lines an entry takes follows from how wide its passage is, which is measured once: what shows is found
//! without setting what does not.

mod arrangement;

use super::{Glimpse, LineEdit, Model, Ticket};
use crate::journal::{Anchor, ArticleId, Bookmark, BookmarkId};
use crate::text::{cells, folded, harmless_line};
use crate::typeset::day;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A bookmark of the library.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The article it is in.
    pub article: ArticleId,
    /// That article's title, when last seen.
    pub title: String,
    /// Where it appeared.
    pub site: Option<String>,
    /// The bookmark.
    pub bookmark: Bookmark,
    /// What it is found by, folded, once that is done.
    pub(super) words: Option<Arc<str>>,
    /// Cells of the passage, or of its first [`MEASURED`] characters.
    cells: usize,
}

/// What bookmarks are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By article: that with the newest bookmark first, the bookmarks in the order of the text.
    #[default]
    Article,
    /// By the day, the newest first.
    Time,
    /// By label, those without one last.
    Label,
}

impl Grouping {
    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Time => "time",
            Self::Label => "label",
        }
    }

    /// The one after it.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Article => Self::Time,
            Self::Time => Self::Label,
            Self::Label => Self::Article,
        }
    }
}

/// A row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkRow {
    /// What the bookmarks below it have in common, and how many there are.
    Heading(String, usize),
    /// A bookmark, by index.
    Mark(usize),
}

/// The narrowest screen with the article beside the list, in cells.
const WITH_PREVIEW: u16 = 110;
/// Cells of a line of the list that are not the passage's: the margins, the bar, and a gap after each.
const FURNITURE: u16 = 5;
/// Characters of a passage that are measured: more than a line of any screen has.
const MEASURED: usize = 400;

/// Cells that the selected bookmark in its article takes beside the list, on a screen of so many `columns`.
pub fn preview_columns(columns: u16) -> u16 {
    if columns >= WITH_PREVIEW {
        (columns / 5 * 2).min(72)
    } else {
        0
    }
}

/// What was seen of a bookmark in the file of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The passage in its place.
    There(Glimpse),
    /// Why the article is not there, for people.
    Gone(String),
}

/// An article that is being looked into.
#[derive(Debug)]
pub(super) struct Looking {
    pub(super) ticket: Ticket,
    pub(super) article: ArticleId,
    /// The bookmarks that are sought there.
    pub(super) sought: Vec<(BookmarkId, Anchor)>,
}

/// So many bookmarks are folded before one has seen it; more are for a worker.
const FOLDED_HERE: usize = 200;

/// The screen of all bookmarks.
#[derive(Debug)]
pub struct Marks {
    /// What they are put together by.
    pub grouping: Grouping,
    /// What is typed to find bookmarks by.
    pub filter: LineEdit,
    /// Whether it is being typed.
    pub filtering: bool,
    /// What is shown.
    pub rows: Vec<MarkRow>,
    /// Index of the row that is selected: a bookmark, unless there is none.
    pub selected: usize,
    /// The first line shown.
    pub top: usize,
    /// Cells that a line of a passage has.
    room: usize,
    /// By whose clock a day begins.
    zone: TimeZone,
    /// All bookmarks, as they are put together now.
    all: Vec<Mark>,
    /// The worker that folds what they are found by.
    pub(super) folding: Option<Ticket>,
    /// Indices of the bookmarks that have what is typed.
    matching: Vec<usize>,
    /// What they were matched with.
    matched: String,
    /// How many articles they are in.
    articles: usize,
    /// The first line of each row.
    starts: Vec<usize>,
    /// What was seen, with the anchor it was sought by.
    seen: HashMap<BookmarkId, (Anchor, Seen)>,
    /// The article that is being looked into, and the bookmarks that are sought there.
    pub(super) looking: Option<Looking>,
}

impl Marks {
    /// All bookmarks that the journal has.
    pub(super) fn new(model: &Model) -> Self {
        let mut marks = Self {
            grouping: Grouping::default(),
            filter: LineEdit::default(),
            filtering: false,
            rows: Vec::new(),
            selected: 0,
            top: 0,
            room: 0,
            zone: model.zone.clone(),
            all: Vec::new(),
            folding: None,
            matching: Vec::new(),
            matched: String::new(),
            articles: 0,
            starts: Vec::new(),
            seen: HashMap::new(),
            looking: None,
        };
        marks.fit(model.size.columns);
        marks.refresh(model);
        marks
    }

    /// Looks the bookmarks up again; what was selected stays so, or what comes in its place.
    pub(super) fn refresh(&mut self, model: &Model) {
        let held = self.held();
        let before = std::mem::take(&mut self.all).into_iter();
        let before: HashMap<BookmarkId, Mark> = before
            .map(|mark| (mark.bookmark.id.clone(), mark))
            .collect();
        // What is on its way may be of bookmarks as they were.
        self.folding = None;
        self.all = arrangement::all(&model.state);
        for mark in &mut self.all {
            let same = before.get(&mark.bookmark.id).filter(|own| {
                (&own.bookmark, &own.title, &own.site) == (&mark.bookmark, &mark.title, &mark.site)
            });
            mark.cells = same.map_or_else(|| cells_of(mark), |own| own.cells);
            mark.words = same.and_then(|own| own.words.clone());
        }
        self.arrange(held.as_ref());
    }

    /// The bookmarks of which it is not known what they are found by, with that; nothing where a worker is at it.
    /// A few are folded here and now.
    pub(super) fn unfolded(&mut self) -> Vec<(BookmarkId, String)> {
        let open = self.all.iter().filter(|mark| mark.words.is_none()).count();
        if open > FOLDED_HERE {
            if self.folding.is_some() {
                return Vec::new();
            }
            let open = self.all.iter().filter(|mark| mark.words.is_none());
            return open
                .map(|mark| (mark.bookmark.id.clone(), words_of(mark)))
                .collect();
        }
        for mark in self.all.iter_mut().filter(|mark| mark.words.is_none()) {
            mark.words = Some(folded(&words_of(mark)).into());
        }
        Vec::new()
    }

    /// Takes in what bookmarks are found by, and finds them by it.
    pub(super) fn fold(&mut self, words: Vec<(BookmarkId, Arc<str>)>) {
        self.folding = None;
        let words: HashMap<BookmarkId, Arc<str>> = words.into_iter().collect();
        for mark in &mut self.all {
            if mark.words.is_none() {
                mark.words = words.get(&mark.bookmark.id).cloned();
            }
        }
        self.regroup();
    }

    /// Puts the bookmarks together anew.
    pub(super) fn regroup(&mut self) {
        let held = self.held();
        self.arrange(held.as_ref());
    }

    /// The bookmark that is selected.
    fn held(&self) -> Option<BookmarkId> {
        self.selected_mark().map(|mark| mark.bookmark.id.clone())
    }

    /// Puts the bookmarks in order, and selects that which is held, if it is there.
    fn arrange(&mut self, held: Option<&BookmarkId>) {
        arrangement::sort(&mut self.all, self.grouping);
        self.matched.clear();
        self.matching = (0..self.all.len()).collect();
        self.find();
        if let Some(held) = held {
            self.select(held);
        }
        self.rest(0);
    }

    /// Selects the bookmark `id`, if it is shown.
    pub(super) fn select(&mut self, id: &BookmarkId) {
        let is_it = |row: &MarkRow| match row {
            MarkRow::Mark(at) => self.mark(*at).is_some_and(|mark| mark.bookmark.id == *id),
            MarkRow::Heading(..) => false,
        };
        if let Some(at) = self.rows.iter().position(is_it) {
            self.selected = at;
        }
    }

    /// Shows the bookmarks that have every word that is typed. What is typed on to narrows what was found.
    pub(super) fn find(&mut self) {
        let wanted = folded(self.filter.line().trim());
        if !wanted.starts_with(&self.matched) {
            self.matching = (0..self.all.len()).collect();
        }
        let words: Vec<&str> = wanted.split(' ').collect();
        let has = |at: &usize| {
            // What is not folded yet is not taken away yet.
            let own = self.all.get(*at).and_then(|mark| mark.words.as_deref());
            own.is_none_or(|own| words.iter().all(|word| own.contains(word)))
        };
        if !wanted.is_empty() {
            self.matching.retain(has);
        }
        self.matched = wanted;
        let shown = self.matching.iter().filter_map(|at| self.all.get(*at));
        let articles: HashSet<&ArticleId> = shown.map(|mark| &mark.article).collect();
        self.articles = articles.len();
        self.rows = arrangement::rows(&self.all, &self.matching, (self.grouping, &self.zone));
        self.stack();
    }

    /// Fits the list to a screen of so many `columns`.
    pub(super) fn fit(&mut self, columns: u16) {
        let list = columns.saturating_sub(preview_columns(columns));
        let room = usize::from(list.saturating_sub(FURNITURE));
        if self.room != room {
            self.room = room;
            self.stack();
        }
    }

    /// Finds the first line of each row.
    fn stack(&mut self) {
        let mut line = 0;
        let starts = self.rows.iter().map(|row| {
            let start = line;
            line += self.lines_of(row);
            start
        });
        self.starts = starts.collect();
    }

    /// Lines that a row takes on the screen.
    fn lines_of(&self, row: &MarkRow) -> usize {
        match row {
            MarkRow::Heading(..) => 1,
            // Under the passage one of what is said of it, and one that is empty.
            MarkRow::Mark(at) => self.mark(*at).map_or(1, |mark| self.quote_lines(mark)) + 2,
        }
    }

    /// Lines of its passage that the list shows of `mark`: one or two.
    pub const fn quote_lines(&self, mark: &Mark) -> usize {
        if mark.cells > self.room { 2 } else { 1 }
    }

    /// How many bookmarks there are, and how many of them are shown.
    pub fn counts(&self) -> (usize, usize) {
        (self.all.len(), self.matching.len())
    }

    /// How many articles have the bookmarks that are shown.
    pub const fn articles(&self) -> usize {
        self.articles
    }

    /// The bookmark of this index.
    pub fn mark(&self, at: usize) -> Option<&Mark> {
        self.all.get(at)
    }

    /// The day on which `mark` was set.
    pub fn day_of(&self, mark: &Mark) -> String {
        day(arrangement::date(mark, &self.zone))
    }

    /// The bookmark that is selected.
    pub fn selected_mark(&self) -> Option<&Mark> {
        match self.rows.get(self.selected)? {
            MarkRow::Mark(at) => self.all.get(*at),
            MarkRow::Heading(..) => None,
        }
    }

    /// What was seen of `mark` in its article.
    pub fn seen(&self, mark: &Mark) -> Option<&Seen> {
        let (anchor, seen) = self.seen.get(&mark.bookmark.id)?;
        (*anchor == mark.bookmark.anchor).then_some(seen)
    }

    pub(super) fn note_seen(&mut self, id: BookmarkId, anchor: Anchor, seen: Seen) {
        self.seen.insert(id, (anchor, seen));
    }

    /// The rows of which a part stands on the `height` lines shown, each with its number and its first line from
    /// the top of the screen, which is before it where the row begins above.
    pub fn shown(&self, height: usize) -> impl Iterator<Item = (usize, &MarkRow, isize)> {
        let first = self.starts.partition_point(|start| *start <= self.top);
        let first = first.saturating_sub(1);
        let rows = self.rows.iter().zip(&self.starts).enumerate().skip(first);
        rows.map(|(at, (row, start))| {
            let line = isize::try_from(*start).unwrap_or(isize::MAX);
            (at, row, line.saturating_sub_unsigned(self.top))
        })
        .take_while(move |(_, _, line)| *line < isize::try_from(height).unwrap_or(isize::MAX))
    }

    /// Moves the selection by `by` bookmarks.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let mut left = by.unsigned_abs();
        if left > last {
            self.selected = if by < 0 { 0 } else { last };
            left = 0;
        }
        while left > 0 {
            let next = self.selected.saturating_add_signed(by.signum()).min(last);
            if next == self.selected {
                break;
            }
            self.selected = next;
            left -= usize::from(matches!(self.rows.get(next), Some(MarkRow::Mark(_))));
        }
        self.rest(by);
    }

    /// Comes to rest on a bookmark: under every heading there is one.
    fn rest(&mut self, by: isize) {
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
        if let Some(MarkRow::Heading(..)) = self.rows.get(self.selected) {
            self.selected = if by < 0 && self.selected > 0 {
                self.selected - 1
            } else {
                self.selected + 1
            };
        }
    }

    /// Moves what is shown so that the selected bookmark stands whole on the `height` lines of the screen, the first
    /// of a group with its heading.
    pub(super) fn keep_in_view(&mut self, height: usize) {
        let start = self.starts.get(self.selected).copied().unwrap_or(0);
        let headed = self.selected > 0
            && matches!(self.rows.get(self.selected - 1), Some(MarkRow::Heading(..)));
        let first = start.saturating_sub(usize::from(headed && height > 4));
        // The empty line after it need not be seen.
        let lines = self
            .rows
            .get(self.selected)
            .map_or(0, |row| self.lines_of(row));
        let end = start + lines.saturating_sub(1);
        self.top = self.top.max(end.saturating_sub(height)).min(first);
        let last = self.rows.last().map_or(0, |row| self.lines_of(row));
        let all = self.starts.last().map_or(0, |start| start + last);
        self.top = self.top.min(all.saturating_sub(height.min(all)));
        if height < 3 {
            self.top = start;
        }
    }
}

/// Cells of the passage of a bookmark, as far as they are measured.
fn cells_of(mark: &Mark) -> usize {
    let exact = &mark.bookmark.anchor.exact;
    let bytes = exact.as_bytes();
    let bytes = bytes.get(..MEASURED).unwrap_or(bytes);
    // There may be ten thousand: those in plain letters are not measured one by one.
    if bytes.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        return bytes.len();
    }
    let head: String = exact.chars().take(MEASURED).collect();
    cells(&harmless_line(&head))
}

/// What a bookmark is found by: passage, note, label, title, sections.
fn words_of(mark: &Mark) -> String {
    let bookmark = &mark.bookmark;
    let mut words = vec![bookmark.anchor.exact.as_str(), &mark.title];
    words.extend(bookmark.note.as_deref());
    words.extend(bookmark.label.as_deref());
    words.extend(mark.site.as_deref());
    words.extend(bookmark.section.iter().map(String::as_str));
    words.join("\n")
}
