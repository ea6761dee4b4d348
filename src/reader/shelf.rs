//! The list of articles: order, filter, selection.

use super::{Dated, LineEdit};
use crate::journal::{ArticleId, Position, State, is_read, is_starred};
use crate::library::{Entry, Place, Skipped, Summary};
use crate::text::folded;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// What is known of an entry so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Facts {
    /// Nobody has read the file yet.
    Waiting,
    /// It has been read.
    Known(Box<Summary>),
    /// It cannot be read; the reason, for people.
    Unreadable(String),
}

/// One article of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The file.
    pub entry: Entry,
    /// What it says.
    pub facts: Facts,
    /// What the journal knows it by.
    pub article: Option<ArticleId>,
    /// Read to the end, or marked so, here or where it was saved.
    pub read: bool,
    /// Starred, here or where it was saved.
    pub starred: bool,
    /// Percent of the text that has been read, 0 to 100; none when it was never opened.
    pub progress: Option<u8>,
    /// What a filter is compared with, folded.
    haystack: String,
    /// What it is sorted by, folded.
    title_key: String,
    site_key: Option<String>,
}

/// How far the list is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The folder is being walked.
    Walking,
    /// Files are being read.
    Reading,
    /// All is there.
    Done,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Newest first.
    #[default]
    Date,
    /// By title.
    Title,
    /// By site, newest first within one.
    Site,
    /// Shortest first.
    Length,
    /// Half-read first, the furthest on top.
    Progress,
}

/// The list of articles.
#[derive(Debug)]
pub struct Shelf {
    /// A name for the library.
    pub title: String,
    /// All articles found.
    pub rows: Vec<Row>,
    /// The rows that are shown, in order.
    pub shown: Vec<usize>,
    /// Index of the selected row in `shown`.
    pub selected: usize,
    /// Index in `shown` of the first row on the screen.
    pub top: usize,
    /// By what they are sorted.
    pub order: Order,
    /// The other way round.
    pub reversed: bool,
    /// Only what is unread.
    pub unread_only: bool,
    /// Words that a row must hold.
    pub filter: LineEdit,
    /// The filter is being typed.
    pub filtering: bool,
    /// How far the list is filled.
    pub filling: Filling,
    /// What was passed over.
    pub skipped: Vec<Skipped>,
    by_place: HashMap<Place, usize>,
    /// The article that was selected before the folder was walked again.
    kept: Option<Place>,
    /// The article that is open.
    open: Option<Place>,
}

impl Order {
    /// The next order, for the key that goes through them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Date => Self::Title,
            Self::Title => Self::Site,
            Self::Site => Self::Length,
            Self::Length => Self::Progress,
            Self::Progress => Self::Date,
        }
    }

    /// Its name on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Site => "site",
            Self::Length => "length",
            Self::Progress => "progress",
        }
    }
}

impl Row {
    fn new(entry: Entry, state: &State) -> Self {
        let mut row = Self {
            article: state.by_path(&entry.place.key()).cloned(),
            haystack: folded(&format!("{} {}", entry.name, entry.folder)),
            title_key: folded(&entry.name),
            site_key: None,
            entry,
            facts: Facts::Waiting,
            read: false,
            starred: false,
            progress: None,
        };
        row.refresh(state);
        row
    }

    /// The title, or the file name while there is none.
    pub fn title(&self) -> &str {
        self.summary()
            .map_or(&self.entry.name, |summary| &summary.metadata.title)
    }

    /// What the file says, once it has been read.
    pub fn summary(&self) -> Option<&Summary> {
        match &self.facts {
            Facts::Known(summary) => Some(summary),
            _ => None,
        }
    }

    /// The day that stands beside it, and what happened on it.
    pub fn dated(&self) -> Option<Dated> {
        let summary = self.summary();
        Dated::of(summary.map(|summary| &summary.metadata), &self.entry)
    }

    fn refresh(&mut self, state: &State) {
        let standing = self.article.as_ref().and_then(|id| state.article(id));
        let stated = self.summary().and_then(|s| s.metadata.stated);
        self.read = is_read(standing, stated);
        self.starred = is_starred(standing, stated);
        self.progress = standing
            .and_then(|s| s.position.as_ref())
            .map(Position::percent)
            .filter(|percent| *percent > 0);
    }

    fn learn(&mut self, facts: Facts, state: &State) {
        if let Facts::Known(summary) = &facts {
            self.article = state.resolve(&summary.identity).cloned();
            let metadata = &summary.metadata;
            let site = metadata.site.as_deref().unwrap_or("");
            self.title_key = folded(&metadata.title);
            self.site_key = metadata.site.as_deref().map(folded);
            let words = [
                &metadata.title,
                site,
                &metadata.byline.join(" "),
                &metadata.tags.join(" "),
                &self.entry.name,
            ];
            self.haystack = folded(&words.join(" "));
        }
        self.facts = facts;
        self.refresh(state);
    }
}

impl Shelf {
    /// An empty list.
    pub fn new(title: String) -> Self {
        Self {
            title,
            rows: Vec::new(),
            shown: Vec::new(),
            selected: 0,
            top: 0,
            order: Order::default(),
            reversed: false,
            unread_only: false,
            filter: LineEdit::default(),
            filtering: false,
            filling: Filling::Done,
            skipped: Vec::new(),
            by_place: HashMap::new(),
            kept: None,
            open: None,
        }
    }

    /// The row that the selection stays on when the list is arranged anew: that of the article selected before
    /// a scan, or else the selected one. At the top of the list it stays at the top.
    fn row_to_stay_on(&self) -> Option<usize> {
        if let Some(place) = &self.kept {
            return self.by_place.get(place).copied();
        }
        self.shown
            .get(self.selected)
            .copied()
            .filter(|_| self.selected > 0)
    }

    /// The selected row.
    pub fn selected_row(&self) -> Option<&Row> {
        self.shown
            .get(self.selected)
            .and_then(|row| self.rows.get(*row))
    }

    /// The row of the article that the journal knows by `id`.
    pub fn row_of_article(&self, id: &ArticleId) -> Option<&Row> {
        self.rows
            .iter()
            .find(|row| row.article.as_ref() == Some(id))
    }

    /// How many rows are unread.
    pub fn unread(&self) -> usize {
        self.rows.iter().filter(|row| !row.read).count()
    }

    pub(super) fn start_scan(&mut self) {
        self.kept = self.selected_row().map(|row| row.entry.place.clone());
        self.filling = Filling::Walking;
        self.rows.clear();
        self.by_place.clear();
        self.skipped.clear();
        self.shown.clear();
    }

    pub(super) fn add(&mut self, entries: Vec<Entry>, state: &State) {
        for entry in entries {
            self.by_place.insert(entry.place.clone(), self.rows.len());
            self.rows.push(Row::new(entry, state));
        }
        self.arrange();
    }

    pub(super) fn learn(&mut self, place: &Place, facts: Facts, state: &State) {
        if let Some(row) = self
            .by_place
            .get(place)
            .and_then(|row| self.rows.get_mut(*row))
        {
            row.learn(facts, state);
        }
    }

    /// Looks up again what the journal says of the articles that `changed`, and of rows that it did not know.
    pub(super) fn refresh(&mut self, state: &State, changed: &BTreeSet<&ArticleId>) {
        for row in &mut self.rows {
            if row.article.as_ref().is_some_and(|id| !changed.contains(id)) {
                continue;
            }
            let known = match row.summary() {
                Some(summary) => state.resolve(&summary.identity),
                None => state.by_path(&row.entry.place.key()),
            };
            row.article = known.cloned();
            row.refresh(state);
        }
    }

    /// Looks up again what the journal says of all articles.
    pub(super) fn recall(&mut self, state: &State) {
        for row in &mut self.rows {
            row.article = None;
        }
        self.refresh(state, &BTreeSet::new());
    }

    /// Keeps the row of `place` in the list, whatever is left out, and selects it: it is open.
    pub(super) fn show_always(&mut self, place: &Place) {
        self.open = Some(place.clone());
        self.select(place);
    }

    /// Filters and sorts again. The selection stays on its article, or near where it was.
    pub(super) fn arrange(&mut self) {
        let selected = self.row_to_stay_on();
        let open = self
            .open
            .as_ref()
            .and_then(|place| self.by_place.get(place))
            .copied();
        let wanted = folded(self.filter.line());
        let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        let mut shown: Vec<usize> = (0..self.rows.len())
            .filter(|&at| {
                let row = &self.rows[at];
                open == Some(at)
                    || (!self.unread_only || !row.read)
                        && words.iter().all(|word| row.haystack.contains(word))
            })
            .collect();
        let (rows, order) = (&self.rows, self.order);
        shown.sort_by(|a, b| {
            let ordering = compare(&rows[*a], &rows[*b], order);
            (if self.reversed {
                ordering.reverse()
            } else {
                ordering
            })
            .then_with(|| a.cmp(b))
        });
        self.shown = shown;
        let kept = selected.and_then(|row| self.shown.iter().position(|shown| *shown == row));
        self.selected = kept
            .unwrap_or(self.selected)
            .min(self.shown.len().saturating_sub(1));
    }

    /// Lets go of the article that was open: from now on the list may leave it out.
    pub(super) fn let_go(&mut self) {
        self.open = None;
    }

    /// Selects `place`, if it is shown.
    pub(super) fn select(&mut self, place: &Place) {
        let row = self.by_place.get(place).copied();
        if let Some(at) = row.and_then(|row| self.shown.iter().position(|shown| *shown == row)) {
            self.selected = at;
        }
    }

    /// Moves the selection by `rows`, to the ends at the most, and the screen of `height` rows with it.
    pub(super) fn step(&mut self, rows: isize, height: usize) {
        self.kept = None;
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(rows).min(last);
        self.keep_in_view(height);
    }

    pub(super) fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(self.shown.len().saturating_sub(height));
    }
}

fn compare(a: &Row, b: &Row, order: Order) -> Ordering {
    // What is not known stands last.
    let words = |row: &Row| row.summary().map_or(usize::MAX, |summary| summary.words);
    let progress = |row: &Row| row.progress.filter(|_| !row.read).unwrap_or(0);
    let time = |row: &Row| row.dated().map(|dated| dated.time());
    let newest = || time(b).cmp(&time(a));
    match order {
        Order::Date => newest(),
        Order::Title => a.title_key.cmp(&b.title_key),
        // Without a site last.
        Order::Site => a
            .site_key
            .is_none()
            .cmp(&b.site_key.is_none())
            .then_with(|| a.site_key.cmp(&b.site_key))
            .then_with(newest),
        Order::Length => words(a).cmp(&words(b)),
        Order::Progress => progress(b)
            .cmp(&progress(a))
            .then_with(|| a.read.cmp(&b.read))
            .then_with(newest),
    }
}
