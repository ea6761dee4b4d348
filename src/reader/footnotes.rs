//! Footnotes: which references a page shows, where their notes are, and the way back.

use super::Reading;
use super::overlay::stepped;
use crate::article::{Article, BlockKind, SpanStyle};
use crate::text::{TextRange, folded};
use std::collections::{BTreeMap, BTreeSet};

/// A reference on the page, and its note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteRow {
    /// The label, as the text has it.
    pub label: String,
    /// Where the text refers to the note.
    pub reference: TextRange,
    /// The note, all its paragraphs.
    pub note: TextRange,
}

/// The footnotes of the pages shown, as a list that lies over them.
#[derive(Clone, Debug)]
pub struct FootnoteList {
    /// One row for each note that is referred to, in reading order.
    pub rows: Vec<FootnoteRow>,
    /// Index of the selected one.
    pub selected: usize,
}

impl FootnoteList {
    /// What `reading` shows references to. The first at or after byte `from` is selected.
    pub(super) fn new(reading: &Reading, from: usize) -> Self {
        let article = &reading.article;
        let notes = notes(article);
        let mut listed = BTreeSet::new();
        let rows: Vec<FootnoteRow> = references(article)
            .filter(|(_, reference)| reading.shows(reference.start))
            .filter_map(|(label, reference)| {
                let key = folded(label);
                let note = *notes.get(&key)?;
                // A note that is referred to from inside itself leads nowhere.
                (!note.covers(reference) && listed.insert(key)).then(|| FootnoteRow {
                    label: label.to_owned(),
                    reference,
                    note,
                })
            })
            .collect();
        let selected = rows.iter().position(|row| row.reference.start >= from);
        Self {
            selected: selected.unwrap_or(0),
            rows,
        }
    }

    /// The selected row.
    pub fn selected_row(&self) -> Option<&FootnoteRow> {
        self.rows.get(self.selected)
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selected = stepped(self.selected, by, self.rows.len());
    }
}

impl Reading {
    /// The label of the note one is in.
    pub(super) fn note_here(&self) -> Option<&str> {
        let block = self.article.block_at(self.here)?;
        match &self.article.blocks.get(block)?.kind {
            BlockKind::Footnote(label) => Some(label),
            _ => None,
        }
    }

    /// Where the text refers to the note `label`: where one came from if that was it, else the first place.
    pub(super) fn reference_to(&self, label: &str) -> Option<TextRange> {
        let wanted = folded(label);
        let mut places = references(&self.article)
            .filter(|(label, _)| folded(label) == wanted)
            .map(|(_, reference)| reference);
        places
            .clone()
            .find(|place| Some(*place) == self.followed)
            .or_else(|| places.next())
    }
}

/// The references of `article` with their labels, in reading order.
fn references(article: &Article) -> impl Iterator<Item = (&str, TextRange)> + Clone {
    article
        .spans
        .iter()
        .filter(|span| span.style == SpanStyle::FootnoteReference)
        .map(|span| {
            let shown = span.range.of(&article.text);
            let label = shown.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
            (label.unwrap_or(shown), span.range)
        })
}

/// The notes of `article` by their folded labels. A note of several paragraphs is several blocks in a row.
fn notes(article: &Article) -> BTreeMap<String, TextRange> {
    let mut notes: BTreeMap<String, TextRange> = BTreeMap::new();
    let mut before = None;
    for block in &article.blocks {
        let BlockKind::Footnote(label) = &block.kind else {
            before = None;
            continue;
        };
        let whole = notes.entry(folded(label)).or_insert(block.range);
        if before == Some(label) {
            *whole = whole.join(block.range);
        }
        before = Some(label);
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::import;

    fn article(text: &str) -> Article {
        import(text.as_bytes(), "notes.md").unwrap()
    }

    #[test]
    fn notes_are_found_by_label_with_all_their_paragraphs() {
        let article = article(
            "# A\n\nOne.[^1] Two.[^b] Again.[^1]\n\n[^1]: The first.\n\n    Its second paragraph.\n\n[^B]: The other.\n",
        );
        let labels: Vec<&str> = references(&article).map(|(label, _)| label).collect();
        assert_eq!(labels.len(), 3);
        let notes = notes(&article);
        let of = |label: &str| notes[&folded(label)].of(&article.text);
        assert_eq!(of("1"), "The first.\nIts second paragraph.");
        assert_eq!(of(labels[1]), "The other.");
    }
}
