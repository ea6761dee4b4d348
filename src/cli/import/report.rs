//! What came of an import, as text for people or JSON for programs.

use super::super::output::{Form, Output};
use crate::exchange::{Format, Intake};
use crate::journal::Change;
use crate::text::harmless_line;
use serde::Serialize;
use std::path::Path;

/// Faults that are told of one file; the others are counted.
const MOST_FAULTS: usize = 50;

/// How much there is of everything.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counts {
    /// Articles that the files are about.
    pub(super) articles: usize,
    /// Those of them that the journal did not know, by their address or in the library.
    pub(super) new: usize,
    /// Those that match no article and are kept under their title.
    pub(super) unmatched: usize,
    /// Passages that came in.
    pub(super) marks: usize,
    /// Passages that were there, or were there and are deleted.
    pub(super) there: usize,
    /// Articles marked read or unread.
    pub(super) read: usize,
    /// Articles starred, or their stars taken away.
    pub(super) starred: usize,
    /// Articles put away or taken out.
    pub(super) archived: usize,
    /// Tags given.
    pub(super) tags: usize,
    /// What a record says and the reader said otherwise later.
    pub(super) left: usize,
}

impl Counts {
    /// Counts a change.
    pub(super) const fn count(&mut self, change: &Change) {
        match change {
            Change::Read | Change::Unread => self.read += 1,
            Change::Star | Change::Unstar => self.starred += 1,
            Change::Archive | Change::Unarchive => self.archived += 1,
            Change::Tag { .. } | Change::Untag { .. } => self.tags += 1,
            _ => {}
        }
    }

    const fn is_nothing(&self) -> bool {
        self.marks + self.read + self.starred + self.archived + self.tags == 0
    }
}

/// One file.
#[derive(Debug, Serialize)]
struct Read {
    path: String,
    format: Option<&'static str>,
    records: usize,
    error: Option<String>,
    faults: Vec<String>,
    /// Faults beyond those that are told.
    more_faults: usize,
}

/// The sum for programs: the last line, known by its only key.
#[derive(Serialize)]
struct Closing<'c> {
    summary: Summary<'c>,
}

#[derive(Serialize)]
struct Summary<'c> {
    dry_run: bool,
    #[serde(flatten)]
    counts: &'c Counts,
}

/// What is told at the end.
pub(super) struct Report {
    dry_run: bool,
    files: Vec<Read>,
    counts: Counts,
}

impl Report {
    pub(super) fn new(dry_run: bool) -> Self {
        Self {
            dry_run,
            files: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// A file that was read.
    pub(super) fn read(&mut self, path: &Path, format: Format, intake: &Intake) {
        let told = intake.faults.iter().take(MOST_FAULTS);
        self.files.push(Read {
            path: path.display().to_string(),
            format: Some(format.name()),
            records: intake.records,
            error: None,
            faults: told
                .map(|fault| harmless_line(&fault.to_string()))
                .collect(),
            more_faults: intake.faults.len().saturating_sub(MOST_FAULTS),
        });
    }

    /// A file that could not be read.
    pub(super) fn refused(&mut self, path: &Path, error: &str) {
        self.files.push(Read {
            path: path.display().to_string(),
            format: None,
            records: 0,
            error: Some(harmless_line(error)),
            faults: Vec::new(),
            more_faults: 0,
        });
    }

    /// What came of all files together.
    pub(super) fn planned(&mut self, counts: &Counts) {
        self.counts = Counts { ..*counts };
    }

    /// Whether something could not be used.
    pub(super) fn has_faults(&self) -> bool {
        self.files
            .iter()
            .any(|file| !file.faults.is_empty() || file.error.is_some())
    }

    /// Tells it.
    pub(super) fn tell(&self, form: Form, output: &mut Output) -> anyhow::Result<()> {
        if form == Form::Json {
            for file in &self.files {
                output.json(file)?;
            }
            let summary = Summary {
                dry_run: self.dry_run,
                counts: &self.counts,
            };
            output.json(&Closing { summary })?;
            return Ok(());
        }
        for file in self.files.iter().filter(|file| file.error.is_none()) {
            let format = file.format.unwrap_or("");
            let path = harmless_line(&file.path);
            output.line(&format!(
                "{path}: {}, {format}",
                plural(file.records, "record")
            ))?;
            for fault in &file.faults {
                output.line(&format!("  not used  {fault}"))?;
            }
            if file.more_faults > 0 {
                output.line(&format!("  not used  and {} more", file.more_faults))?;
            }
        }
        for line in self.lines() {
            output.line(&line)?;
        }
        Ok(())
    }

    fn lines(&self) -> Vec<String> {
        let counts = &self.counts;
        let mut lines = vec![self.sum()];
        let notes = [
            (
                counts.there,
                "there already, or deleted by you, and left alone",
            ),
            (
                counts.left,
                "said otherwise by you later, and left as you said",
            ),
            (counts.new, "new to the journal"),
            (
                counts.unmatched,
                "like no article that is known; kept under the title",
            ),
        ];
        let notes = notes.into_iter().filter(|(count, _)| *count > 0);
        lines.extend(notes.map(|(count, words)| format!("  {count:>7}  {words}")));
        if !counts.is_nothing() && !self.dry_run {
            lines.push("one undo in the reader takes all of it back".to_owned());
        }
        lines
    }

    /// What came in, in one line.
    fn sum(&self) -> String {
        let counts = &self.counts;
        if counts.is_nothing() {
            return "nothing new".to_owned();
        }
        let parts = [
            (counts.marks, plural(counts.marks, "passage")),
            (counts.read, plural(counts.read, "read mark")),
            (counts.starred, plural(counts.starred, "star")),
            (counts.archived, format!("{} put away", counts.archived)),
            (counts.tags, plural(counts.tags, "tag")),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(_, words)| words).collect();
        let verb = if self.dry_run {
            "would bring in"
        } else {
            "brought in"
        };
        format!("{verb} {}", parts.join(", "))
    }
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}
