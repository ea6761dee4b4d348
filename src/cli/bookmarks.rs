//! `newsprint bookmarks`: the passages kept, in all articles.

use super::output::{Form, Output};
use super::start::start;
use crate::journal::{ArticleState, Bookmark};
use crate::text::harmless_line;
use anyhow::bail;
use serde::Serialize;
use std::path::PathBuf;

/// One bookmark, for programs.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    title: Option<&'a str>,
    path: Option<&'a str>,
    url: Option<&'a str>,
    quote: &'a str,
    note: Option<&'a str>,
    section: &'a [String],
    label: Option<&'a str>,
    at: String,
}

pub(super) fn run(
    config_dir: Option<PathBuf>,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let start = start(config_dir)?;
    // A list of bookmarks must not be empty because nothing could be read.
    if let Err(reason) = &start.journal {
        bail!("{reason}");
    }
    let code = start.tell_problems();
    let state = &start.folded.state;
    let mut articles: Vec<&ArticleState> = state.articles().map(|(_, standing)| standing).collect();
    articles.retain(|standing| !standing.bookmarks.is_empty());
    articles.sort_by(|a, b| (&a.title, &a.path).cmp(&(&b.title, &b.path)));
    for standing in articles {
        if form == Form::Text {
            output.line(standing.title.as_deref().unwrap_or("(without title)"))?;
        }
        for bookmark in &standing.bookmarks {
            print(standing, bookmark, form, output)?;
        }
        if form == Form::Text {
            output.line("")?;
        }
    }
    Ok(code)
}

fn print(
    standing: &ArticleState,
    bookmark: &Bookmark,
    form: Form,
    output: &mut Output,
) -> anyhow::Result<()> {
    if form == Form::Json {
        output.json(&Item {
            id: bookmark.id.as_str(),
            title: standing.title.as_deref(),
            path: standing.path.as_deref(),
            url: standing.url.as_deref(),
            quote: &bookmark.anchor.exact,
            note: bookmark.note.as_deref(),
            section: &bookmark.section,
            label: bookmark.label.as_deref(),
            at: bookmark.at.to_string(),
        })?;
        return Ok(());
    }
    output.line(&format!("  ▌ {}", harmless_line(&bookmark.anchor.exact)))?;
    if let Some(note) = &bookmark.note {
        output.line(&format!("    “{}”", harmless_line(note)))?;
    }
    Ok(())
}
