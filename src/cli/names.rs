//! `newsprint names`: who is in each article, as the reader has corrected it, and who is in several.

mod finding;
mod report;

use super::output::{Form, Output};
use super::start::{config_folder, corrections, sources};
use super::{complain, cores, status};
use crate::config::Config;
use crate::library::{self, Entry, OpenError, Skipped};
use crate::text::harmless_line;
use finding::{Finding, Refusal};
use report::Report;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

pub(super) fn run(
    paths: &[PathBuf],
    config_dir: Option<PathBuf>,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let folder = config_folder(config_dir)?;
    let config = Config::load(&folder)?;
    let (sources, mut code) = sources(paths, &config)?;
    let (corrections, told) = corrections(&folder);
    code = code.max(told);
    let mut entries = Vec::new();
    let mut skipped = Vec::new();
    for source in &sources {
        skipped.extend(library::scan(source, |batch| entries.extend(batch)));
    }
    let find = |entry: &Entry| {
        // Nothing should panic on any file; if something does after all, that is told of the file.
        let find = AssertUnwindSafe(|| Finding::of(entry, &corrections));
        catch_unwind(find).unwrap_or(Err(OpenError::Defect))
    };
    let mut report = Report::new(entries.len());
    cores::in_order(&entries, find, |entry, found| {
        match (found, form) {
            (Ok(finding), Form::Json) => output.json(&finding)?,
            (Ok(finding), Form::Text) => report.tell(&finding, output)?,
            (Err(error), form) => {
                code = status::PARTLY;
                let path = entry.place.key();
                let error = harmless_line(&error.to_string());
                if form == Form::Json {
                    output.json(&Refusal { path, error })?;
                } else {
                    output.flush()?;
                    complain(&harmless_line(&format!("{path}: {error}")));
                }
            }
        }
        Ok(())
    })?;
    if form == Form::Text {
        report.sum(output)?;
    }
    output.flush()?;
    for Skipped { path, reason } in &skipped {
        complain(&harmless_line(&format!("{path}: passed over, {reason}")));
        code = status::PARTLY;
    }
    if entries.is_empty() && skipped.is_empty() {
        complain(
            "no articles here; newsprint reads Markdown, plain text, saved pages and exported lists",
        );
    }
    Ok(code)
}
