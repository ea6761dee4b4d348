//! What is read from a file of another program, and what of it could not be.

use super::format::{self, Format, Unrecognised};
use super::{Work, annotation, instapaper, koreader, omnivore, own, pocket, readwise, wallabag};
use std::collections::HashMap;
use std::fmt;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    /// The articles, each once, in the order of the file.
    pub works: Vec<Work>,
    /// How many records the file has, those that cannot be used too.
    pub records: usize,
    /// What could not be used, and why. All the rest was.
    pub faults: Vec<Fault>,
}

/// Something in a file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub spot: Spot,
    /// What is wrong with it, harmless, for people.
    pub reason: String,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// All of it.
    File,
    /// A line, from 1.
    Line(usize),
    /// A record of a list, from 1.
    Record(usize),
    /// A record of a list and a passage in it, both from 1.
    Passage(usize, usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.spot {
            Spot::File => write!(f, "{}", self.reason),
            Spot::Line(line) => write!(f, "line {line}: {}", self.reason),
            Spot::Record(record) => write!(f, "record {record}: {}", self.reason),
            Spot::Passage(record, passage) => {
                write!(f, "record {record}, passage {passage}: {}", self.reason)
            }
        }
    }
}

impl Intake {
    /// Takes note of something that could not be used.
    pub(super) fn fault(&mut self, spot: Spot, reason: impl Into<String>) {
        self.faults.push(Fault {
            spot,
            reason: reason.into(),
        });
    }
}

/// The works of a file, gathered from records that each tell a part of one.
#[derive(Default)]
pub(super) struct Gathered {
    works: Vec<Work>,
    known: HashMap<String, usize>,
}

impl Gathered {
    /// The work that goes by the same address, or without one by the same title and authors as `like`.
    pub(super) fn work(&mut self, like: Work) -> &mut Work {
        let key = match &like.url {
            Some(url) => url.clone(),
            None => format!("\n{}\n{}", like.title, like.byline.join("\n")),
        };
        let at = *self.known.entry(key).or_insert(self.works.len());
        if at == self.works.len() {
            self.works.push(like);
            return &mut self.works[at];
        }
        let work = &mut self.works[at];
        if work.title.is_empty() {
            work.title = like.title;
        }
        for tag in like.tags {
            if !work.tags.contains(&tag) {
                work.tags.push(tag);
            }
        }
        work
    }

    pub(super) fn into_works(self) -> Vec<Work> {
        self.works
    }
}

/// Reads `text`, which is of `format`, or of the one that its content shows.
///
/// # Errors
/// [`Unrecognised`] when it is of no format that is known, or `format` is one that is only written.
pub fn read(text: &str, format: Option<Format>) -> Result<(Format, Intake), Unrecognised> {
    let text = text.trim_start_matches('\u{feff}');
    let format = match format {
        Some(format) => format,
        None => format::recognised(text).ok_or(Unrecognised::Content)?,
    };
    let intake = match format {
        Format::Json => own::read(text),
        Format::W3c => annotation::read(text),
        Format::Readwise => readwise::read(text),
        Format::Koreader => koreader::read(text),
        Format::Pocket => pocket::read(text),
        Format::Instapaper => instapaper::read(text),
        Format::Omnivore => omnivore::read(text),
        Format::Wallabag => wallabag::read(text),
        Format::Markdown | Format::Org | Format::Html => return Err(Unrecognised::Written(format)),
    };
    Ok((format, clean(intake)))
}

/// Makes all that was read harmless, and leaves out what is blank.
fn clean(mut intake: Intake) -> Intake {
    use crate::text::{harmless, harmless_line};
    let line = |text: &mut Option<String>| {
        *text = text
            .take()
            .map(|text| harmless_line(&text))
            .filter(|text| !text.is_empty());
    };
    for work in &mut intake.works {
        work.title = harmless_line(&work.title);
        work.byline
            .iter_mut()
            .for_each(|name| *name = harmless_line(name));
        work.byline.retain(|name| !name.is_empty());
        line(&mut work.site);
        line(&mut work.url);
        work.tags = work
            .tags
            .iter()
            .filter_map(|tag| crate::journal::tag(tag))
            .collect();
        for mark in &mut work.marks {
            mark.quote = harmless(&mark.quote).into_owned();
            mark.prefix = harmless(&mark.prefix).into_owned();
            mark.suffix = harmless(&mark.suffix).into_owned();
            mark.note = mark.note.take().map(|note| harmless(&note).into_owned());
            mark.note = mark.note.take().filter(|note| !note.trim().is_empty());
            mark.label = mark.label.as_deref().and_then(crate::journal::tag);
            mark.section
                .iter_mut()
                .for_each(|heading| *heading = harmless_line(heading));
            mark.section.retain(|heading| !heading.is_empty());
        }
    }
    intake
}
