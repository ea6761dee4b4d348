//! The list of articles: order, filter, selection.

mod row;

use super::LineEdit;
use crate::journal::{ArticleId, State};
use crate::library::{Entry, Place, Skipped};
use row::Filter;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

pub use row::{Facts, Row};

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

/// What becomes of articles that were put away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Archived {
    /// They are left out: the usual list.
    #[default]
    LeftOut,
    /// They alone are shown.
    Alone,
    /// They are shown with all others.
    Included,
}

impl Archived {
    /// The next, for the key that goes through them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::LeftOut => Self::Alone,
            Self::Alone => Self::Included,
            Self::Included => Self::LeftOut,
        }
    }

    /// Whether the list shows an article that is `archived` or not.
    pub const fn shows(self, archived: bool) -> bool {
        match self {
            Self::LeftOut => !archived,
            Self::Alone => archived,
            Self::Included => true,
        }
    }
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
    /// What becomes of those that were put away.
    pub archived: Archived,
    /// Words that a row must hold, and tags (`#word`) that it must have.
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
            archived: Archived::default(),
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

    /// The rows among which the filter chooses: all, those put away, or the others.
    pub fn stock(&self) -> impl Iterator<Item = &Row> {
        let archived = self.archived;
        let rows = self.rows.iter();
        rows.filter(move |row| archived.shows(row.archived))
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

    /// Looks up again what the journal says of the articles that `changed`, and, where some are `newly_known`, of
    /// rows that it did not know.
    pub(super) fn refresh(
        &mut self,
        state: &State,
        changed: &HashSet<&ArticleId>,
        newly_known: bool,
    ) {
        for row in &mut self.rows {
            let concerned = row.article.as_ref().map(|id| changed.contains(id));
            if !concerned.unwrap_or(newly_known) {
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
        self.refresh(state, &HashSet::new(), true);
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
        let filter = Filter::new(self.filter.line());
        let mut shown: Vec<usize> = (0..self.rows.len())
            .filter(|&at| {
                let row = &self.rows[at];
                open == Some(at)
                    || self.archived.shows(row.archived)
                        && (!self.unread_only || !row.read)
                        && filter.lets(row)
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
