//! `newsprint export`: the passages kept, in the formats of other programs.

use super::complain;
use super::marks::{Kept, Make, Sort, Wanted, gather};
use super::output::Output;
use super::start::{Start, start};
use crate::article::Article;
use crate::config::{Overwriting, write_export};
use crate::exchange::{self, DEFAULT_TEMPLATE, Format, Template, Work};
use anyhow::{Context as _, anyhow, bail};
use std::path::{Path, PathBuf};

/// What is asked for.
pub(super) struct Asked {
    pub(super) wanted: Wanted,
    pub(super) format: Format,
    /// Where to; stdout when there is none.
    pub(super) file: Option<PathBuf>,
    pub(super) overwriting: Overwriting,
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
    let mut code = start.tell_problems();
    let make = |work: &Work, article: Option<&Article>, number: usize| {
        exchange::page_article(work, article, number)
    };
    let make: Option<Make<'_>> = (asked.format == Format::Html).then_some(&make);
    let (mut kept, told) = gather(&start, &asked.wanted, make)?;
    code = code.max(told);
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
    let mut pages = Vec::new();
    let mut works = Vec::new();
    for kept in kept {
        pages.extend(kept.page);
        works.push(kept.work);
    }
    if works.is_empty() {
        complain("no passage is marked that was asked for");
    }
    let text = match asked.format {
        Format::Markdown => exchange::markdown(&works, &template),
        Format::W3c => exchange::annotations(&works),
        Format::Json => exchange::own::write(&works),
        Format::Readwise => exchange::readwise(&works),
        Format::Org => exchange::org(&works),
        Format::Html => {
            let title = match works.as_slice() {
                [work] => work.title_or_stand_in(),
                _ => "Passages kept in newsprint",
            };
            [
                &exchange::page_head(title),
                &*pages.concat(),
                exchange::page_foot(),
            ]
            .concat()
        }
        other => bail!("{other} is read and not written"),
    };
    put(&text, asked, output)?;
    Ok(code)
}

fn put(text: &str, asked: &Asked, output: &mut Output) -> anyhow::Result<()> {
    match asked.file.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => Ok(write_export(path, text, asked.overwriting)?),
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
