//! `newsprint inspect`: all that was found in a file, one JSON object a line.

use super::output::Output;
use super::start::{config_folder, corrections};
use super::status;
use crate::article::{Article, BlockKind, Field, Format, Metadata, Stated, TitleFrom};
use crate::library::{self, Place};
use crate::names::{self, NameKind, Names};
use crate::text::TextRange;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Whether the whole text is printed too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WithText {
    Yes,
    No,
}

impl From<bool> for WithText {
    /// What the flag `--text` asks for.
    fn from(flag: bool) -> Self {
        if flag { Self::Yes } else { Self::No }
    }
}

pub(super) fn run(
    files: &[PathBuf],
    config_dir: Option<PathBuf>,
    text: WithText,
    output: &mut Output,
) -> anyhow::Result<u8> {
    // Without a configuration nothing has been said of names.
    let folder = config_folder(config_dir).ok();
    let (corrections, mut code) = folder.map_or_else(Default::default, |dir| corrections(&dir));
    for file in files {
        let path = file.to_string_lossy();
        match library::open(&Place::named(file)) {
            Ok(opened) => {
                let names = corrections.apply(&opened.article, &names::find(&opened.article));
                output.json(&Finding::new(&path, &opened.article, &names, text))?;
            }
            Err(error) => {
                output.json(&Refusal {
                    path: &path,
                    error: crate::text::harmless_line(&error.to_string()),
                })?;
                code = status::PARTLY;
            }
        }
    }
    Ok(code)
}

#[derive(Serialize)]
struct Refusal<'a> {
    path: &'a str,
    error: String,
}

#[derive(Serialize)]
struct Finding<'a> {
    path: &'a str,
    format: Format,
    title: &'a str,
    title_from: TitleFrom,
    byline: &'a [String],
    site: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<String>,
    saved: Option<String>,
    description: Option<&'a str>,
    language: Option<&'a str>,
    tags: &'a [String],
    words: usize,
    minutes: usize,
    blocks: Vec<BlockFinding>,
    sections: Vec<SectionFinding>,
    mentions: Vec<MentionFinding<'a>>,
    names: Vec<NameFinding<'a>>,
    warnings: &'a [String],
    sources: BTreeMap<Field, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Stated>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct BlockFinding {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
}

#[derive(Serialize)]
struct SectionFinding {
    title: String,
    level: u8,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

#[derive(Serialize)]
struct MentionFinding<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: NameKind,
    name: usize,
}

#[derive(Serialize)]
struct NameFinding<'a> {
    name: &'a str,
    kind: NameKind,
    mentions: usize,
    variants: &'a [String],
    /// The sentence that introduces it.
    sentence: [usize; 2],
    /// The words in it that say who or what it is.
    description: Option<[usize; 2]>,
}

impl<'a> Finding<'a> {
    fn new(path: &'a str, article: &'a Article, names: &'a Names, text: WithText) -> Self {
        let metadata: &Metadata = &article.metadata;
        let words = article.words;
        Self {
            path,
            format: article.format,
            title: &metadata.title,
            title_from: metadata.title_from,
            byline: &metadata.byline,
            site: metadata.site.as_deref(),
            url: metadata.url.as_deref(),
            published: metadata.published.map(|when| when.to_string()),
            saved: metadata.saved.map(|when| when.to_string()),
            description: metadata.description.as_deref(),
            language: metadata.language.as_deref(),
            tags: &metadata.tags,
            words,
            minutes: Article::minutes_for(words),
            blocks: blocks(article),
            sections: sections(article),
            mentions: mentions(article, names),
            names: names.names.iter().map(name_finding).collect(),
            warnings: &article.warnings,
            sources: sources(metadata),
            stated: metadata.stated,
            text: (text == WithText::Yes).then_some(article.text.as_str()),
        }
    }
}

/// Where each field came from, in words.
fn sources(metadata: &Metadata) -> BTreeMap<Field, String> {
    let all = metadata.sources.iter();
    all.map(|(field, source)| (field, source.to_string()))
        .collect()
}

fn blocks(article: &Article) -> Vec<BlockFinding> {
    let finding = |block: &crate::article::Block| BlockFinding {
        kind: block.label(),
        level: if let BlockKind::Heading(level) = block.kind {
            Some(level)
        } else {
            None
        },
        start: block.range.start,
        end: block.range.end,
        line: block.lines.map(|lines| lines.first),
        end_line: block.lines.map(|lines| lines.last),
    };
    article.blocks.iter().map(finding).collect()
}

fn sections(article: &Article) -> Vec<SectionFinding> {
    let finding = |section: &crate::article::Section| SectionFinding {
        title: crate::text::harmless_line(section.heading.of(&article.text)),
        level: section.level,
        start: section.range.start,
        end: section.range.end,
        line: article
            .blocks
            .get(section.block)
            .and_then(|block| block.lines)
            .map(|lines| lines.first),
    };
    article.sections.iter().map(finding).collect()
}

fn mentions<'a>(article: &'a Article, names: &Names) -> Vec<MentionFinding<'a>> {
    let finding = |mention: &names::Mention| MentionFinding {
        start: mention.range.start,
        end: mention.range.end,
        text: mention.range.of(&article.text),
        kind: mention.kind,
        name: mention.name,
    };
    names.mentions.iter().map(finding).collect()
}

fn name_finding(name: &names::Name) -> NameFinding<'_> {
    NameFinding {
        name: &name.name,
        kind: name.kind,
        mentions: name.mentions.len(),
        variants: &name.variants,
        sentence: ends(name.introduction.sentence),
        description: name.introduction.description.map(ends),
    }
}

fn ends(range: TextRange) -> [usize; 2] {
    [range.start, range.end]
}
