//! `newsprint check`: reads every article of a library and tells what is to be known of the files: what cannot be
//! opened and why, what was wrong and what was done about it, what is not known, and what is there twice.

mod finding;
mod report;

use super::output::{Form, Output};
use super::start::{sources, start};
use super::{cores, status};
use crate::library::{self, Entry, OpenError, Opened, Skipped};
use finding::{Finding, Twins};
use report::{Report, WithSources};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// What is asked for.
pub(super) struct Asked {
    /// Folders, files and exported lists; none for the library that is usually open.
    pub(super) paths: Vec<PathBuf>,
    /// In which form.
    pub(super) form: Form,
    /// For people, too: where each field came from. For programs it is always told.
    pub(super) sources: bool,
}

pub(super) fn run(
    asked: &Asked,
    config_dir: Option<PathBuf>,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let start = start(config_dir)?;
    let mut code = start.tell_problems();
    let (sources, told) = sources(&asked.paths, &start.config)?;
    code = code.max(told);
    let with_sources = WithSources::from(asked.sources);
    let mut report = Report::new(output, asked.form, with_sources);
    let mut twins = Twins::default();
    for source in &sources {
        let mut entries = Vec::new();
        let skipped = library::scan(source, |batch| entries.extend(batch));
        let now = now();
        report.begin(source);
        let read = |entry: &Entry| Finding::new(entry, opened(entry), now);
        cores::in_order(&entries, read, |_, mut finding| {
            twins.note(&mut finding);
            report.tell(&finding)
        })?;
        for Skipped { path, reason } in skipped {
            report.tell(&Finding::passed_over(path, &reason))?;
        }
    }
    if report.end()? {
        code = status::PARTLY;
    }
    Ok(code)
}

#[expect(clippy::disallowed_methods, reason = "the clock is read here")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Nothing should panic on any file; if something does after all, that is told of the file.
fn opened(entry: &Entry) -> Result<Opened, OpenError> {
    let open = AssertUnwindSafe(|| library::open(&entry.place));
    catch_unwind(open).unwrap_or(Err(OpenError::Defect))
}
