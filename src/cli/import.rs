//! `newsprint import`: what was marked, read, starred and tagged in other programs.
//!
//! All files are read first and what they hold is settled; then everything is written to the journal at once, as one
//! step, which the reader can take back in the program.

mod matching;
mod plan;
mod report;

use super::arguments::read;
use super::output::{Form, Output};
use super::start::{self, start};
use super::{complain, status};
use crate::exchange::{self, Format, Intake, Work};
use crate::import;
use crate::journal::Stride;
use crate::library;
use crate::text::harmless_line;
use anyhow::{anyhow, bail};
use clap::Args;
use matching::Shelf;
use plan::Plan;
use report::Report;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The largest file that is read from stdin, in bytes.
const MAX_BYTES: u64 = import::MAX_BYTES;

/// What is asked for.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// The files; - for stdin
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format, where the content does not tell it
    #[arg(long, value_parser = read())]
    format: Option<Format>,
    /// Where the articles are, to know them by their titles and to find the passages; the library of config.toml when
    /// left out
    #[arg(long, value_name = "FOLDER or FILE")]
    library: Option<PathBuf>,
    /// Only tell what would be brought in
    #[arg(long)]
    dry_run: bool,
    /// One JSON object a file, and one with the sum
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    asked: &Asked,
    config_dir: Option<PathBuf>,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let start = start(config_dir)?;
    let mut code = start.tell_problems();
    let mut journal = match start.journal {
        Ok(journal) => journal,
        Err(reason) => bail!("nothing is imported: {reason}"),
    };
    let mut report = Report::new(asked.dry_run);
    let (works, told) = works(asked, &mut report)?;
    code = code.max(told);
    let source = match &asked.library {
        Some(path) => Some(start::source(Some(path), &start.config)?),
        // A library that is not there now is no reason not to import.
        None if start.config.library.is_some() => start::source(None, &start.config).ok(),
        None => None,
    };
    let shelf = Shelf::of(source.as_ref(), &works)?;
    let plan = Plan::of(works, &shelf, &start.folded.state);
    if !asked.dry_run {
        journal.append(&plan.drafts, Stride::New, now())?;
    }
    report.planned(&plan.counts);
    report.tell(Form::from(asked.json), output)?;
    if report.has_faults() {
        code = code.max(status::PARTLY);
    }
    Ok(code)
}

/// What all the files hold, and the status that goes with those that could not be read.
fn works(asked: &Asked, report: &mut Report) -> anyhow::Result<(Vec<Work>, u8)> {
    let mut code = status::GOOD;
    let mut works: Vec<Work> = Vec::new();
    let mut is_any_read = false;
    for path in &asked.files {
        match intake(path, asked.format) {
            Ok((format, intake)) => {
                report.read(path, format, &intake);
                works.extend(intake.works);
                is_any_read = true;
            }
            Err(error) if asked.files.len() == 1 => return Err(error),
            Err(error) => {
                report.refused(path, &error.to_string());
                complain(&harmless_line(&error.to_string()));
                code = status::PARTLY;
            }
        }
    }
    if !is_any_read {
        bail!("none of the files could be read; nothing is imported");
    }
    Ok((works, code))
}

/// What the file at `path` holds.
fn intake(path: &Path, format: Option<Format>) -> anyhow::Result<(Format, Intake)> {
    let name = path.display();
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            bail!("stdin has more than {} MB", MAX_BYTES / 1_048_576);
        }
        bytes
    } else {
        library::bytes_of(path).map_err(|error| anyhow!("{name}: {error}"))?
    };
    let (text, warning) = import::decoded(&bytes).map_err(|error| anyhow!("{name}: {error}"))?;
    drop(bytes);
    if let Some(warning) = warning {
        complain(&harmless_line(&format!("{name}: {warning}")));
    }
    exchange::read(&text, format).map_err(|error| anyhow!("{name}: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "the clock is read here")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
