//! `newsprint bookmarks`: the passages kept, in all articles.

use super::marks::{Sort, Wanted, gather, status_word};
use super::output::{Form, Output};
use super::start::start;
use crate::exchange::{Mark, Status, Work};
use crate::text::harmless_line;
use anyhow::bail;
use serde::Serialize;
use std::path::PathBuf;

/// One bookmark, for programs.
#[derive(Serialize)]
struct Item<'a> {
    id: Option<&'a str>,
    article: Option<&'a str>,
    title: &'a str,
    byline: &'a [String],
    site: Option<&'a str>,
    path: Option<&'a str>,
    url: Option<&'a str>,
    quote: &'a str,
    note: Option<&'a str>,
    section: &'a [String],
    label: Option<&'a str>,
    at: Option<String>,
    /// Whether the file highlights it, and not the reader.
    in_file: bool,
    /// `exact`, `moved`, `changed`, `lost`, or `not here` without the article's file.
    status: &'static str,
    /// Where it stands now, in bytes of the article's text.
    range: Option<[usize; 2]>,
    page: Option<usize>,
    context: Option<&'a str>,
    link: Option<String>,
}

pub(super) fn run(
    wanted: &Wanted,
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
    let (kept, told) = gather(&start, wanted, None)?;
    let mut rows: Vec<(&Work, &Mark)> = Vec::new();
    for kept in &kept {
        rows.extend(kept.work.marks.iter().map(|mark| (&kept.work, mark)));
    }
    if wanted.sort != Sort::Article {
        rows.sort_by_cached_key(|(_, mark)| wanted.key(mark));
    }
    let mut above: Option<&Work> = None;
    for (work, mark) in rows {
        if form == Form::Json {
            output.json(&Item::new(work, mark))?;
            continue;
        }
        if !above.is_some_and(|above| std::ptr::eq(above, work)) {
            if above.is_some() {
                output.line("")?;
            }
            output.line(&harmless_line(work.title_or_stand_in()))?;
            above = Some(work);
        }
        print(mark, output)?;
    }
    if above.is_some() {
        output.line("")?;
    }
    Ok(code.max(told))
}

impl<'a> Item<'a> {
    fn new(work: &'a Work, mark: &'a Mark) -> Self {
        Self {
            id: mark.id.as_deref(),
            article: work.id.as_deref(),
            title: &work.title,
            byline: &work.byline,
            site: work.site.as_deref(),
            path: work.path.as_deref(),
            url: work.url.as_deref(),
            quote: &mark.quote,
            note: mark.note.as_deref(),
            section: &mark.section,
            label: mark.label.as_deref(),
            at: mark.at.map(|at| at.to_string()),
            in_file: mark.in_file,
            status: status_word(mark.status),
            range: mark.now.map(|range| [range.start, range.end]),
            page: mark.page,
            context: mark.context.as_deref(),
            link: work.link(mark),
        }
    }
}

/// A bookmark for people: what is not as usual is said behind it.
fn print(mark: &Mark, output: &mut Output) -> anyhow::Result<()> {
    output.line(&format!("  ▌ {}", harmless_line(&mark.quote)))?;
    if let Some(note) = &mark.note {
        output.line(&format!("    “{}”", harmless_line(note)))?;
    }
    let label = mark.label.as_deref().map(harmless_line);
    let status = match mark.status {
        _ if mark.in_file => Some("highlighted in the file"),
        Some(Status::Exact | Status::Moved) => None,
        Some(Status::Changed) => Some("some of its words have changed"),
        Some(Status::Lost) => Some("lost: it is not found in the article any more"),
        None => Some("the article is not here"),
    };
    let page = mark.page.map(|page| format!("page {page}"));
    let section = harmless_line(&mark.section.join(" › "));
    let parts = [Some(section), page, label, status.map(str::to_owned)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if !parts.is_empty() {
        output.line(&format!("    {}", parts.join(" · ")))?;
    }
    Ok(())
}
