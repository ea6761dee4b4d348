//! An article as text that a person can read and compare.

use newsprint::article::{Article, Block, BlockKind};
use std::fmt::Write;

/// Prints metadata, blocks with their inline ranges, sections and warnings.
pub(crate) fn printed(article: &Article) -> String {
    let mut out = String::new();
    let metadata = &article.metadata;
    let _ = writeln!(out, "title: {} ({:?})", metadata.title, metadata.title_from);
    let _ = writeln!(out, "byline: {:?}", metadata.byline);
    let fields = [
        ("site", metadata.site.clone()),
        ("url", metadata.url.clone()),
        ("published", metadata.published.map(|when| when.to_string())),
        ("saved", metadata.saved.map(|when| when.to_string())),
        ("description", metadata.description.clone()),
        ("language", metadata.language.clone()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    if !metadata.tags.is_empty() {
        let _ = writeln!(out, "tags: {:?}", metadata.tags);
    }
    for warning in &article.warnings {
        let _ = writeln!(out, "warning: {warning}");
    }
    out.push('\n');
    for block in &article.blocks {
        print_block(article, block, &mut out);
    }
    out
}

fn print_block(article: &Article, block: &Block, out: &mut String) {
    let lines = block.lines.map_or(String::new(), |lines| {
        format!(" {}-{}", lines.first, lines.last)
    });
    let detail = match &block.kind {
        BlockKind::Heading(level) => format!(" {level}"),
        BlockKind::ListItem(marker) => format!(" {marker:?} deep {}", block.nesting.list),
        BlockKind::Code(Some(language)) => format!(" {language}"),
        BlockKind::Image(address) => format!(" {address}"),
        BlockKind::Table(table) => format!(
            " {} rows, {} of header, {:?}",
            table.rows.len(),
            table.header_rows,
            table.alignments
        ),
        _ => String::new(),
    };
    let _ = writeln!(out, "[{}{detail}{lines}]", block.label());
    for line in block.range.of(&article.text).lines() {
        let _ = writeln!(out, "  {line}");
    }
    for span in &article.spans {
        if block.range.covers(span.range) {
            let _ = writeln!(
                out,
                "    {:?}: {}",
                span.style,
                span.range.of(&article.text)
            );
        }
    }
    for link in &article.links {
        if block.range.covers(link.range) {
            let text = link.range.of(&article.text);
            let _ = writeln!(out, "    -> {}: {text}", link.target);
        }
    }
}
