//! Where the marks of a work stand in the article as it is now, and what is told of them there.

use super::fragment;
use super::{Mark, Status, Work};
use crate::article::Article;
use crate::journal::{Anchor, Found};
use crate::text::{TextRange, harmless_line, sentences};
use crate::typeset::{Measure, Pages, Style};

/// Bytes around a passage in which its sentences are looked for: a text without full stops is no sentence.
const AROUND: usize = 1_500;
/// A passage of more bytes than this needs no sentences around it.
const LONG: usize = 4_000;

/// Finds the marks of `work` in `article`, and says of each its status, where it stands, its section, its page at
/// `measure`, the sentences around it, and the link that leads to it. What the journal does not know of the article
/// is taken from it.
pub fn place(work: &mut Work, article: &Article, measure: Measure) {
    take_metadata(work, article);
    let text = &article.text;
    let anchors: Vec<Anchor> = work.marks.iter().map(Mark::anchor).collect();
    let found = Anchor::find_all(&anchors.iter().collect::<Vec<_>>(), text);
    let url = work.url.clone();
    // Asked of each mark, it would be felt in a text with many.
    let asked = (work.marks.len() * text.len() < 100_000_000).then_some(&**text);
    for (mark, found) in work.marks.iter_mut().zip(found) {
        mark.status = Some(status(found));
        mark.now = found.range();
        mark.link = url.as_deref().and_then(|url| {
            let now = found
                .range()
                .map_or_else(|| mark.clone(), |range| current(range, text));
            fragment::link_to(url, &now, asked.filter(|_| found.range().is_some()))
        });
    }
    set_pages(&mut work.marks, article, measure);
    set_sections(&mut work.marks, article);
    count_characters(&mut work.marks, text);
    for mark in &mut work.marks {
        mark.context = mark.now.and_then(|range| context(range, article));
    }
}

fn take_metadata(work: &mut Work, article: &Article) {
    let metadata = &article.metadata;
    work.title.clone_from(&metadata.title);
    if !metadata.byline.is_empty() {
        work.byline.clone_from(&metadata.byline);
    }
    work.site = metadata.site.clone().or_else(|| work.site.take());
    work.url = metadata.url.clone().or_else(|| work.url.take());
    work.published = metadata.published.map(|when| when.to_string());
}

const fn status(found: Found) -> Status {
    match found {
        Found::Exact(_) => Status::Exact,
        Found::Moved(_) => Status::Moved,
        Found::Changed(_) => Status::Changed,
        Found::Lost => Status::Lost,
    }
}

/// The passage as it reads now.
fn current(range: TextRange, text: &str) -> Mark {
    let tail = |text: &str| text.chars().rev().take(32).collect::<Vec<_>>();
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("");
    Mark {
        quote: range.of(text).to_owned(),
        prefix: tail(before).into_iter().rev().collect(),
        suffix: after.chars().take(32).collect(),
        ..Mark::default()
    }
}

impl Mark {
    /// What finds the passage again.
    pub fn anchor(&self) -> Anchor {
        let start = self.start.unwrap_or(0);
        Anchor {
            exact: self.quote.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            start,
            end: self
                .end
                .filter(|end| *end >= start)
                .unwrap_or_else(|| start.saturating_add(self.quote.len())),
            alike: self.alike,
        }
    }
}

fn set_pages(marks: &mut [Mark], article: &Article, measure: Measure) {
    if marks.iter().all(|mark| mark.now.is_none()) {
        return;
    }
    let pages = Pages::set(article, measure, Style::default());
    for mark in marks {
        let number = mark
            .now
            .and_then(|range| pages.number(pages.page_at(range.start)));
        mark.page = number.map(|number| number + 1).or(mark.page);
    }
}

/// Fills in the sections of the marks that have none, in one walk through text and headings.
fn set_sections(marks: &mut [Mark], article: &Article) {
    let mut open: Vec<usize> = Vec::new();
    let mut begun = 0;
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|at| marks[*at].now.map(|range| range.start));
    for at in order {
        let mark = &mut marks[at];
        let Some(range) = mark.now.filter(|_| mark.section.is_empty()) else {
            continue;
        };
        while let Some(section) = article
            .sections
            .get(begun)
            .filter(|section| section.range.start <= range.start)
        {
            // A heading of a higher rank closes those below; at most six are open.
            open.retain(|open| article.sections[*open].level < section.level);
            open.push(begun);
            begun += 1;
        }
        let headings = open.iter().map(|open| article.sections[*open].heading);
        mark.section = headings
            .map(|heading| harmless_line(heading.of(&article.text)))
            .collect();
    }
}

/// Says where the marks stand in characters, in one walk through the text.
fn count_characters(marks: &mut [Mark], text: &str) {
    let mut offsets: Vec<usize> = marks
        .iter()
        .filter_map(|mark| mark.now)
        .flat_map(|range| [range.start, range.end])
        .collect();
    offsets.sort_unstable();
    offsets.dedup();
    let (mut reached, mut count) = (0, 0);
    let mut counts = Vec::with_capacity(offsets.len());
    for offset in &offsets {
        count += TextRange::new(reached, *offset).of(text).chars().count();
        reached = *offset;
        counts.push(count);
    }
    let characters = |offset: usize| {
        let at = offsets.binary_search(&offset).ok()?;
        counts.get(at).copied()
    };
    for mark in marks {
        mark.chars = mark
            .now
            .and_then(|range| Some([characters(range.start)?, characters(range.end)?]));
    }
}

/// The sentences that `range` stands in, on one line.
fn context(range: TextRange, article: &Article) -> Option<String> {
    if range.len() > LONG {
        return None;
    }
    let text = &article.text;
    let first = article.blocks.get(article.block_at(range.start)?)?.range;
    let last = article
        .blocks
        .get(article.block_at(range.end.saturating_sub(1).max(range.start))?)?
        .range;
    let from = first.start.max(range.start.saturating_sub(AROUND));
    let from = text.ceil_char_boundary(from).min(range.start);
    let to = last.end.min(range.end.saturating_add(AROUND));
    let to = text.floor_char_boundary(to).max(range.end);
    let near = TextRange::new(from, to);
    let around = sentences(near.of(text))
        .into_iter()
        .map(|sentence| sentence.shifted(from))
        .filter(|sentence| sentence.overlap(range).is_some())
        .reduce(TextRange::join)?;
    let mut words = harmless_line(around.of(text));
    // A sentence that was cut is said to be cut.
    if around.start == from && from > first.start {
        words.insert_str(0, "… ");
    }
    if around.end == to && to < last.end {
        words.push_str(" …");
    }
    Some(words)
}

#[cfg(test)]
mod tests;
