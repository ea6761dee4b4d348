//! Readwise: the CSV that its import takes, and the one that its export gives.
//!
//! Its import knows the columns `Highlight, Title, Author, URL, Note, Location, Date`. The URL tells its documents
//! apart, so it is the article's own and has no text fragment. It has no column for labels; a word with a full stop
//! before it, at the beginning of a note, is a tag to Readwise, and so the label is written and read.
//!
//! The text of a highlight is written to the letter, even where a spreadsheet would take it for a formula (`=1+1`):
//! a sign put before it would be in the highlight for good. Open such a file in a spreadsheet as text.

use super::csv::{self, Row};
use super::intake::Intake;
use super::{Mark, Work, json};
use crate::text::{harmless, harmless_line};

const COLUMNS: [&str; 7] = [
    "Highlight",
    "Title",
    "Author",
    "URL",
    "Note",
    "Location",
    "Date",
];

/// `works` as Readwise takes them.
pub fn write(works: &[Work]) -> String {
    let mut out = String::new();
    csv::write(&mut out, &COLUMNS);
    for work in works {
        let title = harmless_line(&work.title);
        let author = harmless_line(&work.byline.join(", "));
        let url = harmless_line(work.url.as_deref().unwrap_or(""));
        for mark in &work.marks {
            let note = note(mark);
            let page = mark.page.map_or_else(String::new, |page| page.to_string());
            let at = mark.at.map_or_else(String::new, |at| at.to_string());
            let quote = harmless(&mark.quote);
            csv::write(
                &mut out,
                &[&quote, &title, &author, &url, &harmless(&note), &page, &at],
            );
        }
    }
    out
}

/// The note of `mark` with its label before it.
fn note(mark: &Mark) -> String {
    let note = mark.note.as_deref().unwrap_or("");
    let Some(tag) = mark.label.as_deref().and_then(as_tag) else {
        return note.to_owned();
    };
    if note.is_empty() {
        tag
    } else {
        format!("{tag}\n{note}")
    }
}

/// `label` as a tag of Readwise, which is one word.
fn as_tag(label: &str) -> Option<String> {
    let is_word = !label.contains(char::is_whitespace) && !label.starts_with('.');
    is_word.then(|| format!(".{label}"))
}

/// The tags that a note begins with, and the rest of it.
fn tags(note: &str) -> (Vec<&str>, &str) {
    let (first, rest) = note.split_once('\n').unwrap_or((note, ""));
    let words: Vec<&str> = first.split_whitespace().collect();
    let is_tag = |word: &&str| {
        let name = word.strip_prefix('.').unwrap_or("");
        name.chars().next().is_some_and(|c| c != '.')
    };
    if words.is_empty() || !words.iter().all(is_tag) {
        return (Vec::new(), note);
    }
    (
        words
            .iter()
            .filter_map(|word| word.strip_prefix('.'))
            .collect(),
        rest,
    )
}

pub(super) fn read(text: &str) -> Intake {
    csv::gather(text, |row, gathered| {
        if let Some(reason) = row.excess() {
            return Err(reason);
        }
        let quote = row.value(&["highlight"]).ok_or("has no highlight")?;
        let mark = mark(quote, row);
        gathered.work(work(row)).marks.push(mark);
        Ok(())
    })
}

fn work(row: &Row<'_>) -> Work {
    let value = |names: &[&str]| row.value(names);
    let authors = value(&["author", "book author", "authors"]).unwrap_or("");
    let tags = value(&["document tags"]).unwrap_or("");
    Work {
        title: value(&["title", "book title"]).unwrap_or("").to_owned(),
        byline: names(authors),
        url: value(&["url", "source url", "source"]).map(str::to_owned),
        tags: tags
            .split(',')
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .collect(),
        ..Work::default()
    }
}

/// The names in a list of authors.
pub(super) fn names(authors: &str) -> Vec<String> {
    let names = authors.split([',', ';', '\n']);
    let names = names.flat_map(|name| name.split(" and "));
    let names = names.map(harmless_line);
    names.filter(|name| !name.is_empty()).collect()
}

fn mark(quote: &str, row: &Row<'_>) -> Mark {
    let value = |names: &[&str]| row.value(names);
    let note = value(&["note"]).unwrap_or("");
    let (tagged, note) = tags(note);
    let label = value(&["tags"])
        .and_then(|tags| tags.split(',').next())
        .map(|tag| tag.trim().trim_start_matches('.').to_owned())
        .or_else(|| tagged.first().map(|tag| (*tag).to_owned()))
        .or_else(|| value(&["color", "colour"]).map(str::to_owned));
    // Further tags have no place of their own.
    let others = tagged.iter().skip(1).map(|tag| format!(".{tag}"));
    let others = others.collect::<Vec<_>>().join(" ");
    let is_page = value(&["location type"]).is_none_or(|kind| kind.eq_ignore_ascii_case("page"));
    let note = match (others.is_empty(), note.is_empty()) {
        (true, _) => note.to_owned(),
        (false, true) => others,
        (false, false) => format!("{others}\n{note}"),
    };
    Mark {
        quote: quote.to_owned(),
        note: Some(note).filter(|note| !note.is_empty()),
        label: label.filter(|label| !label.is_empty()),
        at: value(&["date", "highlighted at"]).and_then(json::at),
        page: value(&["location"])
            .filter(|_| is_page)
            .and_then(|page| page.trim().parse().ok()),
        ..Mark::default()
    }
}

#[cfg(test)]
mod tests;
