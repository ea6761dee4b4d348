//! `newsprint journal`: what is kept of what the reader did, and where.

use super::output::{Form, Output};
use super::start::{opening, recall};
use super::{complain, status};
use crate::config;
use crate::journal::Compacted;
use serde::Serialize;
use std::path::PathBuf;

/// The journal, for programs.
#[derive(Serialize)]
struct Status {
    device: String,
    file: String,
    /// Lines of a later edition, which are kept.
    later: usize,
    articles: usize,
    bookmarks: usize,
    clock: u64,
    /// What could not be used, and where it stands.
    problems: Vec<String>,
    /// Where the snapshot lies; null when there is none.
    snapshot: Option<String>,
    /// What compaction came to; null when there was none.
    compacted: Option<Compacted>,
}

pub(super) fn run(
    config_dir: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
    compact: bool,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let cache_dir = cache_dir.or_else(config::default_cache_dir);
    let opening = opening(config_dir, cache_dir.as_deref())?;
    let (journal, folded, problems) = recall(opening.journal);
    let mut journal = match journal {
        Ok(journal) => journal,
        Err(reason) => anyhow::bail!(reason),
    };
    let compacted = if compact {
        journal.compact(crate::terminal::now())?
    } else {
        None
    };
    let told = Status {
        device: journal.device().to_owned(),
        file: journal.own_file().display().to_string(),
        later: journal.unknown_lines(),
        articles: folded.state.articles().count(),
        bookmarks: folded
            .state
            .articles()
            .map(|(_, article)| article.bookmarks.len())
            .sum(),
        clock: folded.state.clock(),
        problems: problems.iter().map(ToString::to_string).collect(),
        snapshot: journal.snapshot().map(|path| path.display().to_string()),
        compacted,
    };
    match form {
        Form::Json => output.json(&told)?,
        Form::Text => told.print(output)?,
    }
    for problem in &told.problems {
        complain(problem);
    }
    Ok(if told.problems.is_empty() {
        status::GOOD
    } else {
        status::PARTLY
    })
}

impl Status {
    fn print(&self, output: &mut Output) -> anyhow::Result<()> {
        output.line(&format!("device     {}", self.device))?;
        output.line(&format!("file       {}", self.file))?;
        output.line(&format!("articles   {}", self.articles))?;
        output.line(&format!("bookmarks  {}", self.bookmarks))?;
        output.line(&format!("clock      {}", self.clock))?;
        let snapshot = self.snapshot.as_deref().unwrap_or("none");
        output.line(&format!("snapshot   {snapshot}"))?;
        if self.later > 0 {
            output.line(&format!(
                "later      {} lines of a later edition, which are kept",
                self.later
            ))?;
        }
        if let Some(compacted) = &self.compacted {
            output.line(&format!(
                "compacted  from {} lines and {} bytes to {} and {}; {} could not be used and were set aside",
                compacted.lines_before,
                compacted.bytes_before,
                compacted.lines,
                compacted.bytes,
                compacted.set_aside
            ))?;
        }
        Ok(())
    }
}
