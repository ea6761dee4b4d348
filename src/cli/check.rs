//! `newsprint check`: reads every article of a library and tells what is to be known of the files: what cannot be
//! opened and why, what was wrong and what was done about it, what is not known, and what is there twice.

mod finding;
mod report;

use super::output::{Form, Output};
use super::start::{source, start};
use super::{complain, status};
use crate::library::{self, Entry, OpenError, Opened, Skipped};
use finding::{Finding, Twins};
use report::{Report, WithSources};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

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
    let mut sources = Vec::new();
    if asked.paths.is_empty() {
        sources.push(source(None, &start.config)?);
    }
    for path in &asked.paths {
        match source(Some(path), &start.config) {
            Ok(source) => sources.push(source),
            // With nothing else to check this is all there is to say.
            Err(error) if asked.paths.len() == 1 => return Err(error),
            Err(error) => {
                complain(&error.to_string());
                code = status::PARTLY;
            }
        }
    }
    let with_sources = WithSources::from(asked.sources);
    let mut report = Report::new(output, asked.form, with_sources);
    let mut twins = Twins::default();
    for source in &sources {
        let mut entries = Vec::new();
        let skipped = library::scan(source, |batch| entries.extend(batch));
        let now = now();
        report.begin(source);
        in_order(&entries, now, |mut finding| {
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

/// Opens `entries` on all cores and hands what was found to `tell`, in their order.
fn in_order(
    entries: &[Entry],
    now: jiff::Timestamp,
    mut tell: impl FnMut(Finding) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(64);
    thread::scope(|scope| {
        for _ in 0..workers.min(entries.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(entry) = entries.get(at) else { return };
                    let finding = Finding::new(entry, opened(entry), now);
                    if sender.send((at, finding)).is_err() {
                        return; // nobody listens any more
                    }
                }
            });
        }
        drop(sender);
        // Taken in here, so that it is gone, and nobody waits to be heard, when this ends early.
        let receiver = receiver;
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (at, finding) in &receiver {
            waiting.insert(at, finding);
            while let Some(finding) = waiting.remove(&turn) {
                tell(finding)?;
                turn += 1;
            }
        }
        Ok(())
    })
}

/// Nothing should panic on any file; if something does after all, that is told of the file.
fn opened(entry: &Entry) -> Result<Opened, OpenError> {
    let open = AssertUnwindSafe(|| library::open(&entry.place));
    catch_unwind(open).unwrap_or(Err(OpenError::Defect))
}
