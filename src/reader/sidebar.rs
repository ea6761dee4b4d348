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
    /// A bookmark of the article, by index.
    Bookmark(usize),
}

/// What is folded and selected.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// Index of the selected row.
    pub selected: usize,
    /// Index of the first row on the screen.
    pub top: usize,
    folded: BTreeSet<Part>,
}

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
    /// All rows for `reading` and its `bookmarks`, in order. A part without rows is left out.
    pub fn rows(&self, reading: &Reading, bookmarks: &[Bookmark]) -> Vec<SidebarRow> {
        let mut rows = Vec::new();
        let sections = &reading.article.sections;
        let opening = sections
            .first()
            .is_some_and(|first| has_opening(reading, first.range.start));
        let outline = opening
            .then_some(SidebarRow::Opening)
            .into_iter()
            .chain((0..sections.len()).map(SidebarRow::Section));
        self.add(&mut rows, Part::Sections, outline.collect());
        if let Some(names) = &reading.names {
            for (part, kind) in [
                (Part::People, NameKind::Person),
                (Part::Organizations, NameKind::Organization),
                (Part::Places, NameKind::Place),
            ] {
                let of_kind = names
                    .names
                    .iter()
                    .enumerate()
                    .filter(|(_, name)| name.kind == kind);
                self.add(
                    &mut rows,
                    part,
                    of_kind.map(|(at, _)| SidebarRow::Name(at)).collect(),
                );
            }
        }
        self.add(
            &mut rows,
            Part::Bookmarks,
            (0..bookmarks.len()).map(SidebarRow::Bookmark).collect(),
        );
        rows
    }

    fn add(&self, rows: &mut Vec<SidebarRow>, part: Part, of_part: Vec<SidebarRow>) {
        if of_part.is_empty() {
            return;
        }
        let folded = self.folded.contains(&part);
        rows.push(SidebarRow::Part(part, of_part.len(), folded));
        if !folded {
            rows.extend(of_part);
        }
    }

    /// Folds or unfolds the part that the selected row belongs to, and selects its heading.
    pub(super) fn fold(&mut self, rows: &[SidebarRow]) {
        let above = rows.iter().take(self.selected + 1).enumerate().rev();
        let heading = above.filter_map(|(at, row)| match row {
            SidebarRow::Part(part, ..) => Some((at, *part)),
            _ => None,
        });
        if let Some((at, part)) = heading.into_iter().next() {
            if !self.folded.remove(&part) {
                self.folded.insert(part);
            }
            self.selected = at;
        }
    }

    /// Moves the selection by `by` rows.
    pub(super) fn step(&mut self, by: isize, rows: usize, height: usize) {
        self.selected = self
            .selected
            .saturating_add_signed(by)
            .min(rows.saturating_sub(1));
        self.keep_in_view(rows, height);
    }

    pub(super) fn keep_in_view(&mut self, rows: usize, height: usize) {
        let height = height.max(1);
        self.selected = self.selected.min(rows.saturating_sub(1));
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(rows.saturating_sub(height));
    }
}

/// Whether there is a story before the first heading.
pub(super) fn has_opening(reading: &Reading, first_section: usize) -> bool {
    reading
        .article
        .blocks
        .iter()
        .take_while(|block| block.range.start < first_section)
        .any(crate::article::Block::is_story)
}
