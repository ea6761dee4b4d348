//! Finding a section by typing part of its name.

use super::overlay::stepped;
use super::{LineEdit, Reading};
use crate::text::folded;

/// A section that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// Index of the section in the article.
    pub section: usize,
    /// Its heading.
    pub title: String,
    /// Its rank, 1 to 6.
    pub level: u8,
}

/// The list of sections that match what is typed.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// What is typed.
    pub edit: LineEdit,
    /// The sections that match, in reading order.
    pub rows: Vec<SectionRow>,
    /// Index of the selected one.
    pub selected: usize,
}

impl Finder {
    /// All sections of `reading`.
    pub(super) fn new(reading: &Reading) -> Self {
        let mut finder = Self::default();
        finder.refresh(reading);
        finder.selected = reading
            .section()
            .unwrap_or(0)
            .min(finder.rows.len().saturating_sub(1));
        finder
    }

    /// Matches again after typing: every word typed stands somewhere in the heading.
    pub(super) fn refresh(&mut self, reading: &Reading) {
        let wanted = folded(self.edit.line());
        let words: Vec<&str> = wanted.split(' ').collect();
        let text = &reading.article.text;
        let sections = reading.article.sections.iter().enumerate();
        self.rows = sections
            .map(|(section, s)| SectionRow {
                section,
                title: s.heading.of(text).replace('\n', " "),
                level: s.level,
            })
            .filter(|row| {
                let heading = folded(&row.title);
                words.iter().all(|word| heading.contains(word))
            })
            .collect();
        self.selected = 0;
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selected = stepped(self.selected, by, self.rows.len());
    }
}
