//! `newsprint list`: the articles of a folder.

use super::output::{Form, Output};
use super::start::{source, start};
use super::{complain, cores, status};
use crate::article::Article;
use crate::journal::{State, is_archived, is_read, is_starred, tags_of};
use crate::library::{self, Entry, OpenError, Skipped, Summary};
use crate::text;
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Width of the column that names the site, in cells.
const SITE_CELLS: usize = 18;

/// One article, for programs.
#[derive(Serialize)]
struct Item<'a> {
    path: String,
    title: &'a str,
    byline: &'a [String],
    site: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<String>,
    saved: Option<String>,
    /// The day of one of them, for people.
    #[serde(skip)]
    day: Option<String>,
    words: usize,
    minutes: usize,
    read: bool,
    starred: bool,
    archived: bool,
    /// Percent, or null when it was never opened.
    progress: Option<u8>,
    bookmarks: usize,
    /// Those that its file states and the reader left, and the reader's own.
    tags: Vec<String>,
}

pub(super) fn run(
    path: Option<&Path>,
    config_dir: Option<PathBuf>,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let start = start(config_dir)?;
    let source = source(path, &start.config)?;
    let mut entries = Vec::new();
    let skipped = library::scan(&source, |batch| entries.extend(batch));
    let mut code = start.tell_problems();
    cores::in_order(&entries, summarized, |entry, summary| {
        match summary {
            Ok(summary) => {
                let item = Item::new(entry, &summary, &start.folded.state);
                match form {
                    Form::Json => output.json(&item)?,
                    Form::Text => output.line(&item.line())?,
                }
            }
            Err(error) => {
                output.flush()?;
                let words = format!("{}: {error}", entry.place.key());
                complain(&text::harmless_line(&words));
                code = status::PARTLY;
            }
        }
        Ok(())
    })?;
    output.flush()?;
    for Skipped { path, reason } in &skipped {
        complain(&format!("{path}: passed over, {reason}"));
        code = status::PARTLY;
    }
    if entries.is_empty() && skipped.is_empty() {
        complain(
            "no articles here; newsprint reads Markdown, plain text, saved pages and exported lists",
        );
    }
    Ok(code)
}

/// Nothing should panic on any file; if something does after all, that is told of the file.
fn summarized(entry: &Entry) -> Result<Summary, OpenError> {
    let summarize = AssertUnwindSafe(|| library::summarize(entry));
    catch_unwind(summarize).unwrap_or(Err(OpenError::Defect))
}

impl<'a> Item<'a> {
    fn new(entry: &Entry, summary: &'a Summary, state: &State) -> Self {
        let standing = state
            .resolve(&summary.identity)
            .and_then(|id| state.article(id));
        let metadata = &summary.metadata;
        Self {
            path: entry.place.key(),
            title: &metadata.title,
            byline: &metadata.byline,
            site: metadata.site.as_deref(),
            url: metadata.url.as_deref(),
            published: metadata.published.map(|when| when.to_string()),
            saved: metadata.saved.map(|when| when.to_string()),
            day: metadata
                .published
                .or(metadata.saved)
                .map(|when| when.day().to_string()),
            words: summary.words,
            minutes: Article::minutes_for(summary.words),
            read: is_read(standing, metadata.stated),
            starred: is_starred(standing, metadata.stated),
            archived: is_archived(standing),
            progress: standing
                .and_then(|s| s.position.as_ref())
                .map(crate::journal::Position::percent),
            bookmarks: standing.map_or(0, |s| s.bookmarks.len()),
            tags: tags_of(standing, &metadata.tags),
        }
    }

    /// The item for people.
    fn line(&self) -> String {
        let dot = if self.read { ' ' } else { '●' };
        let star = if self.starred { '★' } else { ' ' };
        let day = self.day.as_deref().unwrap_or("");
        let site = text::fit(self.site.unwrap_or(""), SITE_CELLS);
        let pad = " ".repeat(SITE_CELLS.saturating_sub(text::cells(&site)));
        let line = format!(
            "{dot}{star} {day:<10}  {:>3} min  {site}{pad}  {}",
            self.minutes, self.title
        );
        line.trim_end().to_owned()
    }
}
