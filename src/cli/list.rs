//! `newsprint list`: the articles of a folder.

use super::output::{Form, Output};
use super::start::{Start, source, start};
use super::{complain, status};
use crate::article::Article;
use crate::journal::State;
use crate::library::{self, Entry, Place, Summary};
use crate::text;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// One article, for programs.
#[derive(Serialize)]
struct Item<'a> {
    path: String,
    title: &'a str,
    byline: &'a [String],
    site: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<String>,
    words: usize,
    minutes: usize,
    read: bool,
    starred: bool,
    /// Percent, or null when it was never opened.
    progress: Option<u8>,
    bookmarks: usize,
    tags: &'a [String],
}

pub(super) fn run(
    path: Option<&Path>,
    config_dir: Option<PathBuf>,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let Start { config, state, .. } = start(config_dir)?;
    let source = source(path, &config)?;
    let mut entries = Vec::new();
    let skipped = library::scan(&source, |batch| entries.extend(batch));
    let mut code = status::GOOD;
    for entry in &entries {
        match library::summarize(entry) {
            Ok(summary) => print(entry, &summary, &state, form, output)?,
            Err(error) => {
                output.flush()?;
                complain(&format!("{}: {error}", entry.place.key()));
                code = status::PARTLY;
            }
        }
    }
    for skipped in &skipped {
        output.flush()?;
        complain(&format!(
            "{}: passed over, {}",
            skipped.path, skipped.reason
        ));
        code = status::PARTLY;
    }
    if entries.is_empty() && skipped.is_empty() {
        complain("no articles here; newsprint reads .md, .txt and .html files");
    }
    Ok(code)
}

fn print(
    entry: &Entry,
    summary: &Summary,
    state: &State,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<()> {
    let standing = state
        .resolve(&summary.identity)
        .and_then(|id| state.article(id));
    let metadata = &summary.metadata;
    let item = Item {
        path: match &entry.place {
            Place::File(path) => path.to_string_lossy().into_owned(),
            Place::Edition(_) => entry.place.key(),
        },
        title: &metadata.title,
        byline: &metadata.byline,
        site: metadata.site.as_deref(),
        url: metadata.url.as_deref(),
        published: metadata.published.map(|when| when.to_string()),
        words: summary.words,
        minutes: Article::minutes_for(summary.words),
        read: standing.is_some_and(|s| s.read),
        starred: standing.is_some_and(|s| s.starred),
        progress: standing
            .and_then(|s| s.position.as_ref())
            .map(crate::journal::Position::percent),
        bookmarks: standing.map_or(0, |s| s.bookmarks.len()),
        tags: &metadata.tags,
    };
    match form {
        Form::Json => output.json(&item)?,
        Form::Text => {
            let day = metadata
                .published
                .map(|when| when.day().to_string())
                .unwrap_or_default();
            let dot = if item.read { ' ' } else { '●' };
            let star = if item.starred { '★' } else { ' ' };
            let site = text::fit(metadata.site.as_deref().unwrap_or(""), 18);
            let pad = " ".repeat(18 - text::cells(&site).min(18));
            let line = format!(
                "{dot}{star} {day:<10}  {:>3} min  {site}{pad}  {}",
                item.minutes, metadata.title
            );
            output.line(line.trim_end())?;
        }
    }
    Ok(())
}
