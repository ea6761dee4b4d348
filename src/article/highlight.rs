//! Passages that were highlighted before the file came here, with what was said of them.
//!
//! The file holds them, so they can be read and not changed. A [`super::SpanStyle::Mark`] is how such a passage
//! looks; a [`Highlight`] is the passage itself, whole however many styles part it.

use super::{Link, Span, SpanStyle};
use crate::text::{TextRange, harmless, harmless_line};

/// A passage that the file itself highlights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The passage; never empty. It may run over the end of a block, and over the start of another highlight.
    pub range: TextRange,
    /// What was said of it, harmless; it may have several lines.
    pub note: Option<String>,
    /// The colour or the tags that the file gives it, a harmless line.
    pub label: Option<String>,
}

/// What is said of a highlight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// A note.
    pub note: Option<String>,
    /// A colour, or tags.
    pub label: Option<String>,
}

impl Remark {
    /// The same, harmless, and without what is blank.
    #[must_use]
    pub fn harmless(self) -> Self {
        let filled = |text: String| (!text.is_empty()).then_some(text);
        Self {
            note: self
                .note
                .and_then(|note| filled(harmless(&note).trim().to_owned())),
            label: self.label.and_then(|label| filled(harmless_line(&label))),
        }
    }

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.note.is_none() && self.label.is_none()
    }
}

impl Highlight {
    /// A highlight of `range`, of which the file says `remark`.
    pub fn new(range: TextRange, remark: Remark) -> Self {
        let Remark { note, label } = remark.harmless();
        Self { range, note, label }
    }

    /// Adds a note to what is said.
    pub fn annotate(&mut self, note: Option<String>) {
        match (&mut self.note, note) {
            (Some(own), Some(other)) if *own != other => {
                own.push('\n');
                own.push_str(&other);
            }
            (Some(_), _) => {}
            (own, other) => *own = other,
        }
    }

    const fn is_bare(&self) -> bool {
        self.note.is_none() && self.label.is_none()
    }

    /// Puts highlights in order and makes one of those that are one to the eye: the same passage twice, a bare
    /// one inside another, and parts that touch where a style or link begins or ends.
    pub(crate) fn settle(highlights: &mut Vec<Self>, text: &str, spans: &[Span], links: &[Link]) {
        highlights.retain_mut(|highlight| highlight.trim(text));
        highlights.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
        if highlights.len() < 2 {
            return;
        }
        let styles = spans.iter().filter(|span| span.style != SpanStyle::Mark);
        let ranges = styles
            .map(|span| span.range)
            .chain(links.iter().map(|link| link.range));
        let mut borders: Vec<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
        borders.sort_unstable();
        let mut settled: Vec<Self> = Vec::with_capacity(highlights.len());
        for next in highlights.drain(..) {
            match settled.last_mut() {
                Some(last) if last.takes_in(&next, text, &borders) => last.join(next),
                _ => settled.push(next),
            }
        }
        *highlights = settled;
    }

    /// Takes white space off the ends; says whether words are left.
    fn trim(&mut self, text: &str) -> bool {
        let words = self.range.of(text);
        let start = self.range.start + (words.len() - words.trim_start().len());
        self.range = TextRange::new(start, start + words.trim().len());
        !self.range.is_empty()
    }

    /// Whether `next`, which does not begin before this, is a part of it.
    fn takes_in(&self, next: &Self, text: &str, borders: &[usize]) -> bool {
        if self.range == next.range {
            return self.label.is_none() || next.label.is_none() || self.label == next.label;
        }
        if self.range.covers(next.range) {
            return next.is_bare();
        }
        let is_alike = next.note.is_none() || self.note == next.note;
        if self.label != next.label || !is_alike {
            return false;
        }
        let gap = TextRange::new(self.range.end, next.range.start);
        match gap.of(text) {
            "" => true,
            " " => {
                let at = borders.partition_point(|border| *border < gap.start);
                borders.get(at).is_some_and(|border| *border <= gap.end)
            }
            _ => false,
        }
    }

    fn join(&mut self, next: Self) {
        self.range = self.range.join(next.range);
        self.label = self.label.take().or(next.label);
        self.annotate(next.note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(start: usize, end: usize, note: &str, label: &str) -> Highlight {
        let remark = Remark {
            note: Some(note.to_owned()),
            label: Some(label.to_owned()),
        };
        Highlight::new(TextRange::new(start, end), remark)
    }

    fn settled(mut highlights: Vec<Highlight>, styles: &[(usize, usize)]) -> Vec<Highlight> {
        let spans: Vec<Span> = styles
            .iter()
            .map(|(start, end)| Span {
                range: TextRange::new(*start, *end),
                style: SpanStyle::Emphasis,
            })
            .collect();
        Highlight::settle(&mut highlights, "one two three four", &spans, &[]);
        highlights
    }

    #[test]
    fn parts_that_a_style_parts_are_one() {
        let parts = || vec![of(4, 7, "", ""), of(0, 3, "", "")];
        assert_eq!(settled(parts(), &[(4, 7)]), [of(0, 7, "", "")]);
        assert_eq!(settled(parts(), &[]).len(), 2, "a space between two");
        let touching = vec![of(0, 2, "n", ""), of(2, 7, "", "")];
        assert_eq!(settled(touching, &[]), [of(0, 7, "n", "")]);
        let colours = vec![of(0, 2, "", "red"), of(2, 7, "", "blue")];
        assert_eq!(settled(colours, &[]).len(), 2);
        let notes = vec![of(0, 2, "a", ""), of(2, 7, "b", "")];
        assert_eq!(settled(notes, &[]).len(), 2);
    }

    #[test]
    fn what_is_said_of_one_passage_is_kept() {
        let twice = vec![of(0, 7, "a", ""), of(0, 7, "b", "red"), of(0, 7, "", "")];
        assert_eq!(settled(twice, &[]), [of(0, 7, "a\nb", "red")]);
        let inside = vec![of(0, 13, "a", ""), of(4, 7, "", ""), of(8, 13, "b", "")];
        assert_eq!(
            settled(inside, &[]),
            [of(0, 13, "a", ""), of(8, 13, "b", "")]
        );
    }

    #[test]
    fn what_is_said_is_harmless_and_blank_is_nothing() {
        let one = of(0, 3, " a\u{1b}[31m\nb ", "r\ned");
        assert!(!one.note.as_deref().unwrap().contains('\u{1b}'));
        assert_eq!(one.label.as_deref(), Some("r ed"));
        assert!(of(0, 3, " \n", " ").is_bare());
    }
}
