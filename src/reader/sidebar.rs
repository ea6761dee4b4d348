//! What stands beside the page: sections, bookmarks, and the names by kind.
//!
//! What is there at once stands first, and the names, which come a moment later, below it, so that nothing
//! moves when they come. What is selected is held by what it is and not by its number: a name that is hidden,
//! merged or added elsewhere in the list does not move the selection to another.

mod allotment;

use super::Reading;
use super::cast::{name_at, places};
use crate::journal::{Bookmark, BookmarkId};
use crate::names::{Name, NameKind, Names};
use crate::text::folded;
use allotment::{Listed, allot};
use std::collections::BTreeSet;

/// The parts of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The outline.
    Sections,
    /// The passages kept.
    Bookmarks,
    /// What the file itself marks.
    Highlights,
    /// The people in the story.
    People,
    /// The organisations in it.
    Organizations,
    /// The places in it.
    Places,
}

/// A row of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SidebarRow {
    /// What the names are filtered by, and how many are left.
    Filter(usize),
    /// The heading of a part, with how many rows it has and whether they are folded away.
    Part(Part, usize, bool),
    /// The text before the first heading.
    Opening,
    /// A section, by index.
    Section(usize),
    /// A name, by index.
    Name(usize),
    /// Rows of a part that are left out above for want of room; how many.
    Before(Part, usize),
    /// Rows of a part that are left out below; how many.
    More(Part, usize),
    /// A bookmark of the article, by index.
    Bookmark(usize),
    /// A passage that the file itself marks, by index.
    Highlight(usize),
    /// The names are still being looked for.
    Seeking,
    /// In the language of the article only few names are sure.
    FewNames,
    /// The space between two parts.
    Gap,
}

/// What a row is, whatever its number.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Part(Part),
    Row(SidebarRow),
    /// The name that this byte of the text is a mention of.
    NameAt(usize),
    Before(Part),
    More(Part),
    Bookmark(BookmarkId),
}

/// What is folded, unfolded, filtered and selected.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// Index of the selected row.
    pub selected: usize,
    /// Index of the first row on the screen.
    pub top: usize,
    /// The kind of name that alone is shown, in the list, in the text and on the way from name to name.
    pub kind: Option<NameKind>,
    /// What is typed to find names by; nothing shows all.
    pub filter: String,
    /// Indices of the names that match it.
    found: Vec<usize>,
    /// What is selected; none before anything was.
    held: Option<Held>,
    folded: BTreeSet<Part>,
    /// Parts that show all their rows, however many.
    whole: BTreeSet<Part>,
}

/// Of a text with fewer bytes the names are there before one has looked for them.
const SLOWLY_READ: usize = 512 * 1024;

impl Part {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sections => "SECTIONS",
            Self::Bookmarks => "BOOKMARKS",
            Self::Highlights => "MARKED IN THE FILE",
            Self::People => "PEOPLE",
            Self::Organizations => "ORGANISATIONS",
            Self::Places => "PLACES",
        }
    }

    /// The part that names of `kind` stand in.
    pub const fn of_kind(kind: NameKind) -> Self {
        match kind {
            NameKind::Person => Self::People,
            NameKind::Organization => Self::Organizations,
            NameKind::Place => Self::Places,
        }
    }

    /// The kind of the names in it; none where it holds something else.
    pub const fn kind(self) -> Option<NameKind> {
        match self {
            Self::Sections | Self::Bookmarks | Self::Highlights => None,
            Self::People => Some(NameKind::Person),
            Self::Organizations => Some(NameKind::Organization),
            Self::Places => Some(NameKind::Place),
        }
    }
}

impl Sidebar {
    /// All rows for `reading` and its `bookmarks`, in order, for a sidebar of `height` rows. A part without
    /// rows is left out. Where there is not room for all, each part shows a few rows and then how many more
    /// there are. While names are found by typing there is nothing else.
    pub fn rows(
        &self,
        reading: &Reading,
        bookmarks: &[Bookmark],
        height: usize,
    ) -> Vec<SidebarRow> {
        if !self.filter.is_empty() {
            return self.filtered_rows(reading);
        }
        let mut parts = Vec::new();
        self.list(Part::Sections, outline(reading), &mut parts);
        let kept = (0..bookmarks.len()).map(SidebarRow::Bookmark).collect();
        self.list(Part::Bookmarks, kept, &mut parts);
        let marked = 0..reading.article.highlights.len();
        let marked = marked.map(SidebarRow::Highlight).collect();
        self.list(Part::Highlights, marked, &mut parts);
        for (part, names) in self.names(reading) {
            self.list(part, names, &mut parts);
        }
        let names = reading.names.as_ref();
        // While the names are unknown there is room kept for them.
        let names_to_come = names.is_none_or(|names| !names.names.is_empty());
        let at = reading
            .section()
            .map_or(SidebarRow::Opening, SidebarRow::Section);
        allot(&mut parts, names_to_come, at, height);
        let mut rows = flat(parts);
        let bytes = reading.article.text.len() + reading.to_come;
        let note = match names {
            None if bytes >= SLOWLY_READ => SidebarRow::Seeking,
            Some(names) if !names.is_language_known && bytes > 0 => SidebarRow::FewNames,
            _ => return rows,
        };
        rows.extend((!rows.is_empty()).then_some(SidebarRow::Gap));
        rows.push(note);
        rows
    }

    /// The names that match what is typed, under what is typed.
    fn filtered_rows(&self, reading: &Reading) -> Vec<SidebarRow> {
        let mut parts = Vec::new();
        for (part, names) in self.names(reading) {
            parts.push(Listed {
                part,
                count: names.len(),
                rows: names,
                folded: false,
                whole: true,
            });
        }
        parts.retain(|listed| listed.count > 0);
        let left = parts.iter().map(|listed| listed.count).sum();
        let mut rows = vec![SidebarRow::Filter(left)];
        rows.extend((!parts.is_empty()).then_some(SidebarRow::Gap));
        rows.extend(flat(parts));
        rows
    }

    /// The names that are listed, by kind.
    fn names(&self, reading: &Reading) -> [(Part, Vec<SidebarRow>); 3] {
        let all = reading.names.as_ref().map_or(&[][..], |names| &names.names);
        let found: Box<dyn Iterator<Item = usize>> = if self.filter.is_empty() {
            Box::new(0..all.len())
        } else {
            Box::new(self.found.iter().copied())
        };
        let listed = found
            .filter_map(|at| Some((at, all.get(at)?)))
            .filter(|(_, name)| self.lists(name.kind));
        let mut parts =
            [Part::People, Part::Organizations, Part::Places].map(|part| (part, Vec::new()));
        for (at, name) in listed {
            let own = parts
                .iter_mut()
                .find(|(part, _)| *part == Part::of_kind(name.kind));
            if let Some((_, rows)) = own {
                rows.push(SidebarRow::Name(at));
            }
        }
        parts
    }

    /// Shows those of `names` alone that have all words of `line`; all where it is empty.
    pub(super) fn find(&mut self, line: &str, names: Option<&Names>) {
        line.clone_into(&mut self.filter);
        self.found.clear();
        let Some(names) = names.filter(|_| !line.is_empty()) else {
            return;
        };
        let wanted = folded(line);
        let words: Vec<&str> = wanted.split(' ').collect();
        let all = names.names.iter().enumerate();
        let found = all.filter(|(_, name)| matches(name, &words));
        self.found.extend(found.map(|(at, _)| at));
    }

    /// Whether names of `kind` are shown.
    pub fn lists(&self, kind: NameKind) -> bool {
        self.kind.is_none_or(|only| only == kind)
    }

    fn list(&self, part: Part, rows: Vec<SidebarRow>, parts: &mut Vec<Listed>) {
        if !rows.is_empty() {
            parts.push(Listed {
                part,
                count: rows.len(),
                rows,
                folded: self.folded.contains(&part),
                whole: self.whole.contains(&part),
            });
        }
    }

    /// Folds or unfolds the part that the selected row belongs to, and selects its heading.
    pub(super) fn fold(&mut self, rows: &[SidebarRow]) {
        let above = rows.iter().take(self.selected + 1).enumerate().rev();
        let mut headings = above.filter_map(|(at, row)| match row {
            SidebarRow::Part(part, ..) => Some((at, *part)),
            _ => None,
        });
        if let Some((at, part)) = headings.next().filter(|_| self.filter.is_empty()) {
            if !self.folded.remove(&part) {
                self.folded.insert(part);
            }
            self.selected = at;
            self.held = Some(Held::Part(part));
        }
    }

    /// Shows all rows of `part`.
    pub(super) fn show_whole(&mut self, part: Part) {
        self.whole.insert(part);
    }

    /// Whether nothing has been selected yet.
    pub(super) fn is_untouched(&self) -> bool {
        self.held.is_none()
    }

    /// Takes in `names`, which were `before`: the one is selected that the selected one has become, and those are
    /// found that match what is typed.
    pub(super) fn follow(&mut self, before: &Names, names: &Names) {
        let filter = std::mem::take(&mut self.filter);
        self.find(&filter, Some(names));
        let Some(Held::NameAt(byte)) = &mut self.held else {
            return;
        };
        let heir = name_at(before, *byte).and_then(|at| before.heir(at, names));
        if let Some(first) = heir.and_then(|at| places(names, at).next()) {
            *byte = first.start;
        }
    }

    /// Keeps the keys' hand on what is selected, now that the rows may be others: the same thing is selected,
    /// and stands where it stood. Where it is gone, what has come in its place is, until it is there again.
    pub(super) fn settle(&mut self, rows: &[SidebarRow], seen: Seen<'_>) {
        let found = self
            .held
            .as_ref()
            .and_then(|held| rows.iter().position(|row| seen.is(*row, held)));
        match found {
            Some(at) => {
                let moved =
                    isize::try_from(at).unwrap_or(0) - isize::try_from(self.selected).unwrap_or(0);
                self.top = self.top.saturating_add_signed(moved);
                self.selected = at;
                self.keep_in_view(at, rows.len(), seen.height);
            }
            None => self.rest(0, rows, seen.height),
        }
    }

    /// Selects what stands at `byte` of the text as soon as there is a name.
    pub(super) fn await_name(&mut self, byte: usize) {
        self.held = Some(Held::NameAt(byte));
    }

    /// Moves the selection by `by` rows, over the gaps.
    pub(super) fn step(&mut self, by: isize, rows: &[SidebarRow], seen: Seen<'_>) {
        self.rest(by, rows, seen.height);
        self.select(self.selected, rows, seen);
    }

    /// Comes to rest on the row `by` rows further on, or next to it where that is a gap.
    fn rest(&mut self, by: isize, rows: &[SidebarRow], height: usize) {
        let last = rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        if rows.get(self.selected) == Some(&SidebarRow::Gap) {
            self.selected = if by < 0 {
                self.selected.saturating_sub(1)
            } else {
                self.selected + 1
            };
        }
        self.keep_in_view(self.selected, rows.len(), height);
    }

    /// Selects row `at` of `rows`.
    pub(super) fn select(&mut self, at: usize, rows: &[SidebarRow], seen: Seen<'_>) {
        self.selected = at;
        self.held = rows.get(at).and_then(|row| seen.held(*row));
        self.keep_in_view(at, rows.len(), seen.height);
    }

    /// Moves what is shown so that row `at` of `rows` is among the `height` rows of the screen.
    pub(super) fn keep_in_view(&mut self, at: usize, rows: usize, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(at).max((at + 1).saturating_sub(height));
        self.top = self.top.min(rows.saturating_sub(height));
    }
}

/// What rows are rows of, and how many the screen shows.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) names: Option<&'a Names>,
    pub(super) bookmarks: &'a [Bookmark],
    pub(super) height: usize,
}

impl Seen<'_> {
    /// What `row` is; none for a space.
    fn held(self, row: SidebarRow) -> Option<Held> {
        Some(match row {
            SidebarRow::Gap => return None,
            SidebarRow::Part(part, ..) => Held::Part(part),
            SidebarRow::Before(part, _) => Held::Before(part),
            SidebarRow::More(part, _) => Held::More(part),
            SidebarRow::Name(at) => {
                let first = places(self.names?, at).next()?;
                Held::NameAt(first.start)
            }
            SidebarRow::Bookmark(at) => Held::Bookmark(self.bookmarks.get(at)?.id.clone()),
            SidebarRow::Filter(_) => Held::Row(SidebarRow::Filter(0)),
            SidebarRow::Opening
            | SidebarRow::Section(_)
            | SidebarRow::Highlight(_)
            | SidebarRow::Seeking
            | SidebarRow::FewNames => Held::Row(row),
        })
    }

    /// Whether `row` is what is held.
    fn is(self, row: SidebarRow, held: &Held) -> bool {
        match (row, held) {
            (SidebarRow::Name(at), Held::NameAt(byte)) => {
                self.names.and_then(|names| name_at(names, *byte)) == Some(at)
            }
            (SidebarRow::Name(_) | SidebarRow::Gap, _) => false,
            _ => self.held(row).as_ref() == Some(held),
        }
    }
}

/// Whether every one of `words`, folded, stands in one form of `name`.
fn matches(name: &Name, words: &[&str]) -> bool {
    let forms = std::iter::once(&name.name).chain(&name.variants);
    forms
        .map(|form| folded(form))
        .any(|form| words.iter().all(|word| form.contains(word)))
}

/// The rows of all `parts`, headed and parted.
fn flat(parts: Vec<Listed>) -> Vec<SidebarRow> {
    let mut rows = Vec::new();
    for listed in parts {
        if !rows.is_empty() {
            rows.push(SidebarRow::Gap);
        }
        rows.push(SidebarRow::Part(listed.part, listed.count, listed.folded));
        if !listed.folded {
            rows.extend(listed.rows);
        }
    }
    rows
}

fn outline(reading: &Reading) -> Vec<SidebarRow> {
    let sections = &reading.article.sections;
    let opening = sections
        .first()
        .is_some_and(|first| has_opening(reading, first.range.start));
    let outline = opening.then_some(SidebarRow::Opening).into_iter();
    outline
        .chain((0..sections.len()).map(SidebarRow::Section))
        .collect()
}

/// Whether there is a story before the first heading.
fn has_opening(reading: &Reading, first_section: usize) -> bool {
    let before = reading
        .article
        .blocks
        .iter()
        .take_while(|block| block.range.start < first_section);
    before.into_iter().any(crate::article::Block::is_story)
}
