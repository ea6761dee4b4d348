//! What is read from a file of another program, and what of it could not be.

use super::format::{self, Format, Unrecognised};
use super::{Work, annotation, instapaper, koreader, omnivore, own, pocket, readwise, wallabag};
use std::collections::{HashMap, HashSet};
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
    /// The tags of each work: a list of tags would be gone through for every record.
    tags: HashSet<(usize, String)>,
}

impl Gathered {
    /// The work that goes by the same address, or without one by the same title and authors as `like`. Where several
    /// records tell of one work, what one of them says is said: it is read, starred or put away if any says so.
    pub(super) fn work(&mut self, like: Work) -> &mut Work {
        let key = match &like.url {
            Some(url) => url.clone(),
            None => format!("\n{}\n{}", like.title, like.byline.join("\n")),
        };
        let at = *self.known.entry(key).or_insert(self.works.len());
        if at == self.works.len() {
            let own = like.tags.iter().map(|tag| (at, tag.clone()));
            self.tags.extend(own);
            self.works.push(like);
            return &mut self.works[at];
        }
        let work = &mut self.works[at];
        if work.title.is_empty() {
            work.title = like.title;
        }
        if work.byline.is_empty() {
            work.byline = like.byline;
        }
        let said = |own: Option<bool>, other: Option<bool>| own.max(other);
        work.read = said(work.read, like.read);
        work.starred = said(work.starred, like.starred);
        work.archived = said(work.archived, like.archived);
        work.changed = work.changed.max(like.changed);
        for tag in like.tags {
            if self.tags.insert((at, tag.clone())) {
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
/// [`Unrecognised`] when it is empty or of no format that is known, or `format` is one that is only written.
pub fn read(text: &str, format: Option<Format>) -> Result<(Format, Intake), Unrecognised> {
    let text = text.trim_start_matches('\u{feff}');
    let format = match format {
        Some(format) => format,
        None if text.trim().is_empty() => return Err(Unrecognised::Empty),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A small file of every format that is read.
    const FILES: [(Format, &str); 9] = [
        (
            Format::Json,
            r#"{"format":"newsprint-marks","version":1,"articles":[{"title":"A","marks":[{"quote":"q","now":[1,2],"section":["s"]}]}]}"#,
        ),
        (
            Format::W3c,
            r#"{"rows":[{"uri":"https://e.org/a","tags":["t"],"text":"n","target":[{"selector":[{"type":"TextQuoteSelector","exact":"q"}]}]}]}"#,
        ),
        (
            Format::Readwise,
            "Highlight,Title,Note,Date\r\n\"a \"\"q\"\"\",T,.t x,2024-05-03\r\n",
        ),
        (
            Format::Koreader,
            r#"{"title":"T","entries":[{"text":"q","page":1,"time":1714731120}]}"#,
        ),
        (
            Format::Pocket,
            "title,url,time_added,tags,status\nT,https://e.org/a,1,a|b,archive\n",
        ),
        (
            Format::Pocket,
            "<h1>Unread</h1><ul><li><a href=\"https://e.org/a\" time_added=\"1\" tags='x'>T &amp; U</a></ul>",
        ),
        (
            Format::Instapaper,
            "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://e.org/a,T,q,Archive,1,\"[\"\"x\"\"]\"\n",
        ),
        (
            Format::Omnivore,
            r#"[{"slug":"a","url":"https://e.org/a","state":"Archived","labels":["x"]}]"#,
        ),
        (
            Format::Wallabag,
            r#"[{"url":"https://e.org/a","is_archived":1,"is_starred":0,"tags":["x"],"annotations":[{"quote":"q"}]}]"#,
        ),
    ];

    #[test]
    fn every_format_is_recognised_and_read() {
        for (format, file) in FILES {
            let (told, intake) = read(file, None).unwrap();
            assert_eq!(
                (told, intake.faults.as_slice()),
                (format, [].as_slice()),
                "{file}"
            );
            assert_eq!(intake.works.len(), 1, "{file}");
        }
    }

    #[test]
    fn a_file_with_nothing_in_it_is_said_to_be_empty() {
        for text in ["", "\u{feff}", " \r\n"] {
            assert_eq!(read(text, None), Err(Unrecognised::Empty));
        }
        assert_eq!(read("words", None), Err(Unrecognised::Content));
    }

    #[test]
    fn cut_at_every_byte_nothing_panics_and_what_is_whole_is_read() {
        for (format, file) in FILES {
            for at in 0..file.len() {
                let Some(head) = file.get(..at) else { continue };
                let (_, intake) = read(head, Some(format)).unwrap();
                assert!(intake.works.len() <= 1, "{head}");
                let _ = read(head, None);
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(text in any::<String>(), nth in 0usize..9, at in 0usize..200, by in "[\\[\\]{}\",:<>&\n=\u{0}a-c]{0,4}") {
            let (format, file) = FILES[nth];
            let mut changed = file.to_owned();
            let at = file.floor_char_boundary(at.min(file.len()));
            changed.insert_str(at, &by);
            for text in [&text, &changed] {
                let _ = read(text, None);
                let (_, intake) = read(text, Some(format)).unwrap();
                for work in &intake.works {
                    let words = format!("{}{:?}", work.title, work.marks.iter().map(|mark| &mark.quote).collect::<Vec<_>>());
                    let is_harmful = |c: char| c == '\u{1b}' || c == '\u{202e}';
                    prop_assert!(!words.chars().any(is_harmful));
                }
            }
        }
    }
}
