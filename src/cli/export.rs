//! `newsprint export`: the passages kept, in the formats of other programs.

use super::arguments::written;
use super::complain;
use super::marks::{Kept, Make, Sort, Wanted, gather};
use super::output::Output;
use super::start::{Start, start};
use crate::article::Article;
use crate::config::{Overwriting, write_export};
use crate::exchange::{self, DEFAULT_TEMPLATE, Format, Template, Work};
use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Debug, Args)]
pub(super) struct Asked {
    #[command(flatten)]
    wanted: Wanted,
    /// The format
    #[arg(long, default_value = "markdown", value_parser = written())]
    format: Format,
    /// Write to this file and not to stdout
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(
    asked: &Asked,
    config_dir: Option<PathBuf>,
    output: &mut Output,
) -> anyhow::Result<u8> {
    let start = start(config_dir)?;
    // An export must not be empty because nothing could be read.
    if let Err(reason) = &start.journal {
        bail!("{reason}");
    }
    let template = template(&start)?;
    let code = start.tell_problems();
    let (works, pages, told) = gathered(&start, asked)?;
    if works.is_empty() {
        complain("no passage is marked that was asked for");
    }
    let text = match asked.format {
        Format::Markdown => exchange::markdown(&works, &template),
        Format::W3c => exchange::annotations(&works),
        Format::Json => exchange::own::write(&works),
        Format::Readwise => exchange::readwise(&works),
        Format::Org => exchange::org(&works),
        Format::Html => page(&works, &pages),
        other => bail!("{other} is read and not written"),
    };
    put(&text, asked, output)?;
    Ok(code.max(told))
}

/// The articles with the marks that are asked for, each as a part of a page where pages are, and the status that goes
/// with what could not be read.
fn gathered(start: &Start, asked: &Asked) -> anyhow::Result<(Vec<Work>, String, u8)> {
    let make = |work: &Work, article: Option<&Article>, number: usize| {
        exchange::page_article(work, article, number)
    };
    let make: Option<Make<'_>> = (asked.format == Format::Html).then_some(&make);
    let (mut kept, told) = gather(start, &asked.wanted, make)?;
    let away = kept.iter().filter(|kept| !kept.is_here).count();
    if asked.format == Format::Html && away > 0 {
        complain(&format!(
            "{away} of {} articles are not where they were: their passages are listed without the text around them",
            kept.len()
        ));
    }
    if asked.wanted.sort != Sort::Article {
        let first = |kept: &Kept| kept.work.marks.first().map(|mark| asked.wanted.key(mark));
        kept.sort_by_cached_key(first);
    }
    let mut pages = String::new();
    let mut works = Vec::new();
    for kept in kept {
        pages.push_str(kept.page.as_deref().unwrap_or(""));
        works.push(kept.work);
    }
    Ok((works, pages, told))
}

/// The page with the articles `works`, whose parts are `parts`.
fn page(works: &[Work], parts: &str) -> String {
    let title = match works {
        [work] => work.title_or_stand_in(),
        _ => "Passages kept in newsprint",
    };
    [&*exchange::page_head(title), parts, exchange::page_foot()].concat()
}

fn put(text: &str, asked: &Asked, output: &mut Output) -> anyhow::Result<()> {
    let overwriting = if asked.force {
        Overwriting::Wanted
    } else {
        Overwriting::Refused
    };
    match asked.file.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => Ok(write_export(path, text, overwriting)?),
        None => Ok(output.whole(text)?),
    }
}

/// The template of the reader, or that of the house.
fn template(start: &Start) -> anyhow::Result<Template> {
    let Some(said) = start.config.markdown_template(&start.dir)? else {
        return Template::markdown(DEFAULT_TEMPLATE).context("the template of the house");
    };
    Template::markdown(&said.text).map_err(|error| {
        let line = said.line + error.line - 1;
        anyhow!("{}:{line}: {error}", said.path.display())
    })
}
