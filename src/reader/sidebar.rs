//! What stands beside the page: sections, names by kind, bookmarks.

use super::Reading;
use crate::journal::Bookmark;
use crate::names::NameKind;
use std::collections::BTreeSet;

/// The parts of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The outline.
    Sections,
    /// The people in the story.
    People,
    /// The organisations in it.
    Organizations,
    /// The places in it.
    Places,
    /// The passages kept.
    Bookmarks,
}

/// A row of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SidebarRow {
    /// The heading of a part, with how many rows it has and whether they are folded away.
    Part(Part, usize, bool),
    /// The text before the first heading.
    Opening,
    /// A section, by index.
    Section(usize),
    /// A name, by index.
    Name(usize),
    /// Names of a part that are left out for want of room; how many.
    More(Part, usize),
    /// A bookmark of the article, by index.
    Bookmark(usize),
    /// The space between two parts.
    Gap,
}

/// What is folded, unfolded and selected.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// Index of the selected row.
    pub selected: usize,
    /// Index of the first row on the screen.
    pub top: usize,
    folded: BTreeSet<Part>,
    /// Parts that show all their names, however many.
    whole: BTreeSet<Part>,
}

/// Names of a kind that are shown at least, however little room there is.
const LEAST_NAMES: usize = 3;

impl Part {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sections => "SECTIONS",
            Self::People => "PEOPLE",
            Self::Organizations => "ORGANISATIONS",
            Self::Places => "PLACES",
            Self::Bookmarks => "BOOKMARKS",
        }
    }
}

impl Sidebar {
    /// All rows for `reading` and its `bookmarks`, in order, for a sidebar of `height` rows. A part without
    /// rows is left out. Where the names of an article would push the bookmarks off the screen, the less
    /// mentioned ones are left out behind a row that says how many.
    pub fn rows(
        &self,
        reading: &Reading,
        bookmarks: &[Bookmark],
        height: usize,
    ) -> Vec<SidebarRow> {
        let mut parts = parts(reading, bookmarks);
        self.leave_out(&mut parts, height);
        let mut rows = Vec::new();
        for (part, count, of_part) in parts {
            if !rows.is_empty() {
                rows.push(SidebarRow::Gap);
            }
            let folded = self.folded.contains(&part);
            rows.push(SidebarRow::Part(part, count, folded));
            if !folded {
                rows.extend(of_part);
            }
        }
        rows
    }

    /// Cuts the lists of names so that everything fits `height` rows, the longest first.
    fn leave_out(&self, parts: &mut [(Part, usize, Vec<SidebarRow>)], height: usize) {
        loop {
            let taken: usize = parts
                .iter()
                .map(|(part, _, rows)| {
                    2 + if self.folded.contains(part) {
                        0
                    } else {
                        rows.len()
                    }
                })
                .sum();
            if taken.saturating_sub(1) <= height {
                return;
            }
            let longest = parts
                .iter_mut()
                .filter(|(part, ..)| {
                    matches!(part, Part::People | Part::Organizations | Part::Places)
                })
                .filter(|(part, ..)| !self.whole.contains(part) && !self.folded.contains(part))
                .max_by_key(|(_, _, rows)| rows.len());
            let Some((part, count, rows)) =
                longest.filter(|(_, _, rows)| rows.len() > LEAST_NAMES + 1)
            else {
                return;
            };
            if matches!(rows.last(), Some(SidebarRow::More(..))) {
                rows.pop();
            }
            rows.pop();
            if rows.len() == *count - 1 {
                // A row that stands for one name would take as much room as the name.
                rows.pop();
            }
            rows.push(SidebarRow::More(*part, *count - rows.len()));
        }
    }

    /// Folds or unfolds the part that the selected row belongs to, and selects its heading.
    pub(super) fn fold(&mut self, rows: &[SidebarRow]) {
        let above = rows.iter().take(self.selected + 1).enumerate().rev();
        let mut headings = above.filter_map(|(at, row)| match row {
            SidebarRow::Part(part, ..) => Some((at, *part)),
            _ => None,
        });
        if let Some((at, part)) = headings.next() {
            if !self.folded.remove(&part) {
                self.folded.insert(part);
            }
            self.selected = at;
        }
    }

    /// Shows all names of `part`.
    pub(super) fn show_whole(&mut self, part: Part) {
        self.whole.insert(part);
    }

    /// Moves the selection by `by` rows, over the gaps.
    pub(super) fn step(&mut self, by: isize, rows: &[SidebarRow], height: usize) {
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

    /// Moves what is shown so that row `at` of `rows` is among the `height` rows of the screen.
    pub(super) fn keep_in_view(&mut self, at: usize, rows: usize, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(at).max((at + 1).saturating_sub(height));
        self.top = self.top.min(rows.saturating_sub(height));
    }
}

/// The parts that have rows, with how many and which.
fn parts(reading: &Reading, bookmarks: &[Bookmark]) -> Vec<(Part, usize, Vec<SidebarRow>)> {
    let sections = &reading.article.sections;
    let opening = sections
        .first()
        .is_some_and(|first| has_opening(reading, first.range.start));
    let outline = opening.then_some(SidebarRow::Opening).into_iter();
    let outline = outline
        .chain((0..sections.len()).map(SidebarRow::Section))
        .collect();
    let of_kind = |kind: NameKind| {
        let names = reading
            .names
            .iter()
            .flat_map(|names| names.names.iter().enumerate());
        names
            .filter(|(_, name)| name.kind == kind)
            .map(|(at, _)| SidebarRow::Name(at))
            .collect()
    };
    let all: [(Part, Vec<SidebarRow>); 5] = [
        (Part::Sections, outline),
        (Part::People, of_kind(NameKind::Person)),
        (Part::Organizations, of_kind(NameKind::Organization)),
        (Part::Places, of_kind(NameKind::Place)),
        (
            Part::Bookmarks,
            (0..bookmarks.len()).map(SidebarRow::Bookmark).collect(),
        ),
    ];
    let filled = all.into_iter().filter(|(_, rows)| !rows.is_empty());
    filled
        .map(|(part, rows)| (part, rows.len(), rows))
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
