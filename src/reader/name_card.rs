//! The card of a name: who or what it is, how it is written, and every sentence that mentions it.
//!
//! A name may have thousands of mentions in sentences of any length: a sentence is looked for around its
//! mention, no further than is worth showing, and only where its line is on the screen.

mod sentence;

use super::cast::places;
use super::{Reading, Size};
use crate::names::{Name, NameKind, Names};
use crate::text::{self, TextRange, harmless_line};
use crate::typeset::wrap;
use sentence::Sentence;
use std::collections::HashMap;

/// The card of one name of the open article.
#[derive(Clone, Debug)]
pub struct NameCard {
    /// Index of the name.
    pub name: usize,
    /// Index of the selected mention among those of the name.
    pub selected: usize,
    /// The first row shown: the lines of the head are rows, and then the mentions.
    pub top: usize,
    /// How the name is written, and how often, most frequent first.
    forms: Vec<(String, usize)>,
    /// The sections that mention it, none for the opening, and how often.
    sections: Vec<(Option<usize>, usize)>,
    /// Where each mention stands.
    places: Vec<TextRange>,
}

/// How a piece of a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As running text.
    Text,
    /// Stepping back.
    Faint,
    /// As who or what the name is.
    Description,
    /// As a name of this kind.
    Name(NameKind),
}

/// A line of the card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardLine {
    /// What stands in the column before it: a page, a word.
    pub label: String,
    /// What stands in it.
    pub pieces: Vec<(String, Look)>,
    /// It begins where that column does, and has no label.
    pub hangs: bool,
    /// It belongs to the mention that is selected.
    pub selected: bool,
}

/// The widest card, its frame included, in cells.
const WIDTH: u16 = 76;
/// The column of pages, in cells.
pub(super) const LABEL: usize = 5;
/// Forms and sections that are listed.
const LISTED: usize = 8;
/// Cells of a form or a heading that are shown.
const SHOWN: usize = 40;
/// Rows from which on there is air between the sentences.
const AIRY: usize = 16;

impl NameCard {
    /// The card of name `name`.
    pub(super) fn new(reading: &Reading, name: usize) -> Option<Self> {
        let names = reading.names.as_ref()?;
        names.names.get(name)?;
        let places: Vec<TextRange> = places(names, name).collect();
        Some(Self {
            name,
            selected: 0,
            top: 0,
            forms: forms(&reading.article.text, &places),
            sections: sections(reading, &places),
            places,
        })
    }

    /// The same card after the names, which were `before`, have changed: that of the name which it has become.
    pub(super) fn renewed(&self, before: &Names, reading: &Reading) -> Option<Self> {
        let name = before.heir(self.name, reading.names.as_ref()?)?;
        let mut card = Self::new(reading, name)?;
        if let Some(at) = self.places.get(self.selected) {
            let same = card.places.partition_point(|place| place.start < at.start);
            card.selected = same.min(card.places.len().saturating_sub(1));
        }
        card.top = self.top;
        Some(card)
    }

    /// Width of the card's panel in cells, its frame included.
    pub const fn width() -> u16 {
        WIDTH
    }

    /// The room inside the panel on a screen of `size`: cells and rows.
    pub fn room(size: Size) -> (usize, usize) {
        let framed = size.columns >= 24 && size.rows >= 6;
        let (around, air) = if framed { (6, 4) } else { (0, 0) };
        let cells = size.columns.saturating_sub(around).min(WIDTH - 4);
        (cells.into(), size.rows.saturating_sub(air).into())
    }

    /// How the name is written, most frequent first.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|(form, _)| form.as_str())
    }

    /// Where the selected mention stands.
    pub(super) fn place(&self) -> Option<TextRange> {
        self.places.get(self.selected).copied()
    }

    /// The first `rows` lines that show, of a card with `cells` cells in a line.
    pub fn lines(&self, reading: &Reading, cells: usize, rows: usize) -> Vec<CardLine> {
        let head = self.head(reading, cells);
        let first = self.top.saturating_sub(head.len());
        let mut lines: Vec<CardLine> = head.into_iter().skip(self.top).take(rows).collect();
        for at in first..self.places.len() {
            if lines.len() >= rows {
                break;
            }
            lines.extend(self.mention(at, reading, cells, rows));
        }
        lines.truncate(rows);
        while lines
            .last()
            .is_some_and(|line| *line == CardLine::default())
        {
            lines.pop();
        }
        lines
    }

    /// Moves to the mention `by` sentences further on, on a screen of `size`.
    pub(super) fn step(&mut self, by: isize, reading: &Reading, size: Size) {
        let (cells, rows) = Self::room(size);
        let head = self.head(reading, cells).len();
        if by < 0 && self.selected == 0 {
            self.top = 0;
            return;
        }
        // A long head may have the first sentence below the screen: that is gone to first.
        if by < 0 || self.sees_selected(reading, head, (cells, rows)) {
            self.select(by, reading);
        }
        self.bring_into_view(reading, head, (cells, rows));
    }

    fn select(&mut self, by: isize, reading: &Reading) {
        let last = self.places.len().saturating_sub(1);
        let mut at = self.selected.saturating_add_signed(by).min(last);
        while by > 0 && at < last && self.goes_on(at, reading) {
            at += 1;
        }
        while self.goes_on(at, reading) {
            at -= 1;
        }
        self.selected = at;
    }

    fn sees_selected(&self, reading: &Reading, head: usize, (cells, rows): (usize, usize)) -> bool {
        let mut used = head.saturating_sub(self.top);
        for at in self.top.saturating_sub(head)..=self.selected {
            if used > rows {
                return false;
            }
            used += self.mention(at, reading, cells, rows).len();
        }
        head + self.selected >= self.top && used <= rows + usize::from(rows >= AIRY)
    }

    fn bring_into_view(&mut self, reading: &Reading, head: usize, (cells, rows): (usize, usize)) {
        let row = head + self.selected;
        // The air under the last sentence need not be seen.
        let room = rows + usize::from(rows >= AIRY);
        let mut used = self.mention(self.selected, reading, cells, rows).len();
        let mut least = row;
        while let Some(above) = least.checked_sub(1) {
            used += match above.checked_sub(head) {
                Some(at) => self.mention(at, reading, cells, rows).len(),
                None => 1,
            };
            if used > room {
                break;
            }
            least = above;
        }
        self.top = self.top.min(row).max(least);
    }

    /// Whether mention `at` stands in the same sentence as the one before it.
    fn goes_on(&self, at: usize, reading: &Reading) -> bool {
        let Some((place, before)) = at
            .checked_sub(1)
            .and_then(|before| Some((self.places.get(at)?, self.places.get(before)?)))
        else {
            return false;
        };
        Sentence::around(&reading.article, *place).holds(*before)
    }

    /// The lines of the sentence that mention `at` stands in; none if that was shown for the one before.
    fn mention(&self, at: usize, reading: &Reading, cells: usize, rows: usize) -> Vec<CardLine> {
        let (Some(place), Some(name)) = (self.places.get(at), reading.name(self.name)) else {
            return Vec::new();
        };
        if self.goes_on(at, reading) {
            return Vec::new();
        }
        let sentence = Sentence::around(&reading.article, *place);
        let pieces = sentence.lines(&reading.article, &self.places, name.kind, column(cells));
        let selected = at == self.selected;
        let mut lines: Vec<CardLine> = pieces
            .into_iter()
            .map(|pieces| CardLine {
                pieces,
                selected,
                ..CardLine::default()
            })
            .collect();
        if let Some(first) = lines.first_mut() {
            let page = reading.page_of(place.start);
            let page = page.map_or_else(String::new, |page| page.to_string());
            first.label = format!("{}{page:>3}", if selected { "▸" } else { " " });
        }
        lines.extend((rows >= AIRY).then(CardLine::default));
        lines
    }

    /// What stands above the sentences.
    fn head(&self, reading: &Reading, cells: usize) -> Vec<CardLine> {
        let Some(name) = reading.name(self.name) else {
            return Vec::new();
        };
        let count = self.places.len();
        let times = if count == 1 { "mention" } else { "mentions" };
        let kind = match name.kind {
            NameKind::Person => "Person",
            NameKind::Organization => "Organisation",
            NameKind::Place => "Place",
        };
        let mut lines = vec![
            CardLine {
                pieces: vec![
                    (kind.to_owned(), Look::Name(name.kind)),
                    (format!(" · {count} {times}"), Look::Faint),
                ],
                hangs: true,
                ..CardLine::default()
            },
            CardLine::default(),
        ];
        self.introduction(reading, name, cells, &mut lines);
        let before = lines.len();
        let others = self.forms.iter().filter(|(form, _)| *form != name.name);
        let more = others.clone().count().saturating_sub(LISTED);
        let others = others.take(LISTED);
        let others = others.map(|(form, count)| counted(form, *count));
        lines.extend(listed("also", others.collect(), more, cells));
        let article = &reading.article;
        let title = |at: &Option<usize>| {
            let section = at.and_then(|at| article.sections.get(at));
            section.map_or("Opening".to_owned(), |section| {
                harmless_line(section.heading.of(&article.text))
            })
        };
        let more = self.sections.len().saturating_sub(LISTED);
        let sections = self.sections.iter().take(LISTED);
        let sections = sections.map(|(at, count)| counted(&title(at), *count));
        lines.extend(listed("in", sections.collect(), more, cells));
        lines.extend((lines.len() > before).then(CardLine::default));
        lines
    }

    /// Who or what the name is, as far as the article says so.
    fn introduction(
        &self,
        reading: &Reading,
        name: &Name,
        cells: usize,
        lines: &mut Vec<CardLine>,
    ) {
        let article = &reading.article;
        let before = lines.len();
        let line = |pieces| CardLine {
            pieces,
            ..CardLine::default()
        };
        if let Some(description) = name.introduction.description {
            let words = sentence::beginning(description.of(&article.text));
            let wrapped = wrap(&words, column(cells)).into_iter();
            lines.extend(wrapped.map(|words| line(vec![(words, Look::Description)])));
        }
        let sentence = Sentence::from(article, name.introduction.sentence);
        // The sentence of the first mention is the first of those below.
        let is_first = self
            .places
            .first()
            .is_some_and(|first| sentence.holds(*first));
        if !is_first && !sentence.is_empty() {
            let wrapped = sentence.lines(article, &self.places, name.kind, column(cells));
            lines.extend(wrapped.into_iter().map(line));
        }
        lines.extend((lines.len() > before).then(CardLine::default));
    }
}

/// Cells beside the column of pages.
fn column(cells: usize) -> usize {
    cells.saturating_sub(LABEL).max(1)
}

/// "Ms Lindqvist 5", the number held to the last word.
fn counted(words: &str, count: usize) -> String {
    format!("{}\u{a0}{count}", text::fit(words, SHOWN))
}

/// `words`, and that there are so many `more`, on as many lines as they need, after `label`.
fn listed(label: &str, mut words: Vec<String>, more: usize, cells: usize) -> Vec<CardLine> {
    if words.is_empty() {
        return Vec::new();
    }
    if more > 0 {
        words.push(format!("…\u{a0}{more}\u{a0}more"));
    }
    let wrapped = wrap(&words.join(" · "), column(cells)).into_iter();
    let mut lines: Vec<CardLine> = wrapped
        .map(|words| CardLine {
            pieces: vec![(words.replace('\u{a0}', " "), Look::Text)],
            ..CardLine::default()
        })
        .collect();
    if let Some(first) = lines.first_mut() {
        label.clone_into(&mut first.label);
    }
    lines
}

/// The forms in which a name stands at `places`, with how often, most frequent first.
fn forms(text: &str, places: &[TextRange]) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut forms: Vec<&str> = Vec::new();
    for place in places {
        let count = counts.entry(place.of(text)).or_insert_with(|| {
            forms.push(place.of(text));
            0
        });
        *count += 1;
    }
    let count = |form: &str| counts.get(form).copied().unwrap_or(0);
    // Stable: in order of appearance where they are as frequent.
    forms.sort_by_key(|form| std::cmp::Reverse(count(form)));
    forms
        .into_iter()
        .map(|form| (harmless_line(form), count(form)))
        .collect()
}

/// The sections that `places` lie in, in reading order, with how many do; nothing where there are no sections.
fn sections(reading: &Reading, places: &[TextRange]) -> Vec<(Option<usize>, usize)> {
    let mut found: Vec<(Option<usize>, usize)> = Vec::new();
    if reading.article.sections.is_empty() {
        return found;
    }
    let mut known: HashMap<Option<usize>, usize> = HashMap::new();
    for place in places {
        let section = reading.article.section_at(place.start);
        let at = *known.entry(section).or_insert_with(|| {
            found.push((section, 0));
            found.len() - 1
        });
        if let Some((_, count)) = found.get_mut(at) {
            *count += 1;
        }
    }
    found
}
