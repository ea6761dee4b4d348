//! An article on paper, as text that a person can read and compare.

use newsprint::article::{Article, Block, BlockKind, Metadata, Stated, Table};
use newsprint::text::TextRange;
use std::fmt::Write;

/// Prints what is known about an article, then a line for each block with its lines in the file, its depth in
/// quotes (`>`) and lists (`·`) and its kind, and under it its spans, links and cells; the outline comes last.
pub(crate) fn printed(article: &Article) -> String {
    let mut out = metadata(&article.metadata);
    for warning in &article.warnings {
        let _ = writeln!(out, "warning: {warning}");
    }
    for block in &article.blocks {
        print_block(&mut out, article, block);
    }
    for section in &article.sections {
        let depth = "#".repeat(section.level.into());
        let heading = section.heading.of(&article.text);
        let range = section.range;
        let _ = writeln!(out, "{depth} {heading:?} {}..{}", range.start, range.end);
    }
    out
}

fn metadata(m: &Metadata) -> String {
    let mut out = format!("title ({:?}): {}\n", m.title_from, m.title);
    let list = |items: &[String]| (!items.is_empty()).then(|| items.join(" + "));
    let lines = [
        ("byline", list(&m.byline)),
        ("site", m.site.clone()),
        ("url", m.url.clone()),
        ("published", m.published.map(|when| when.to_string())),
        ("saved", m.saved.map(|when| when.to_string())),
        ("description", m.description.clone()),
        ("language", m.language.clone()),
        ("tags", list(&m.tags)),
        ("stated", m.stated.map(stated)),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    for (field, source) in m.sources.iter() {
        let _ = writeln!(out, "  {field:?} from {source}");
    }
    out
}

fn stated(stated: Stated) -> String {
    let read = match stated.read {
        None => "",
        Some(true) => "read ",
        Some(false) => "unread ",
    };
    let star = if stated.starred { "starred " } else { "" };
    let progress = stated.progress.map_or(String::new(), |p| format!("{p} %"));
    format!("{read}{star}{progress}").trim_end().to_owned()
}

fn print_block(out: &mut String, article: &Article, block: &Block) {
    let lines = block.lines.map_or("-".to_owned(), |lines| {
        format!("{}-{}", lines.first, lines.last)
    });
    let (quote, list) = (block.nesting.quote, block.nesting.list);
    let depth = ">".repeat(quote.into()) + &"·".repeat(list.into());
    let text = block.range.of(&article.text);
    let _ = writeln!(out, "{lines:>6} {depth}{} {text:?}", kind(&block.kind));
    print_inline(out, article, block.range);
    if let BlockKind::Table(table) = &block.kind {
        print_cells(out, article, table);
    }
}

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Table(table) => {
            format!("Table header {} {:?}", table.header_rows, table.alignments)
        }
        other => format!("{other:?}"),
    }
}

fn print_inline(out: &mut String, article: &Article, block: TextRange) {
    for span in article.spans.iter().filter(|span| block.covers(span.range)) {
        let text = span.range.of(&article.text);
        let _ = writeln!(out, "           {:?} {text:?}", span.style);
    }
    for link in article.links.iter().filter(|link| block.covers(link.range)) {
        let text = link.range.of(&article.text);
        let _ = writeln!(out, "           {text:?} -> {}", link.target);
    }
}

fn print_cells(out: &mut String, article: &Article, table: &Table) {
    for row in &table.rows {
        let cells: Vec<&str> = row.iter().map(|cell| cell.of(&article.text)).collect();
        let _ = writeln!(out, "           | {}", cells.join(" | "));
    }
}
