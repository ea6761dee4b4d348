//! Files as people have them, imported and printed. Adding a case is adding a file to
//! `tests/fixtures/import` and its name to the list.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that cannot be read fails the test"
)]

use newsprint::article::{Article, BlockKind, Table, TitleFrom};
use newsprint::import::{ImportError, import};
use newsprint::text::TextRange;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// The article in `name` of the fixtures, checked.
fn fixture(name: &str) -> Article {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name);
    let article = import(&std::fs::read(path).unwrap(), name).unwrap();
    article.check().unwrap();
    article
}

/// An article on paper: what is known about it, then a line for each block with its lines in the file, and
/// under it its spans, links and cells.
fn printed(article: &Article) -> String {
    let mut out = metadata(article);
    for block in &article.blocks {
        let lines = block.lines.map_or("-".to_owned(), |lines| {
            format!("{}-{}", lines.first, lines.last)
        });
        let text = block.range.of(&article.text);
        let (quote, list) = (block.nesting.quote, block.nesting.list);
        let depth = ">".repeat(quote.into()) + &"·".repeat(list.into());
        writeln!(out, "{lines:>6} {depth}{} {text:?}", kind(&block.kind)).unwrap();
        inline(&mut out, article, block.range);
        if let BlockKind::Table(table) = &block.kind {
            cells(&mut out, article, table);
        }
    }
    out
}

fn metadata(article: &Article) -> String {
    let m = &article.metadata;
    let mut out = format!("title ({:?}): {}\n", m.title_from, m.title);
    let lines = [
        (
            "byline",
            (!m.byline.is_empty()).then(|| m.byline.join(" + ")),
        ),
        ("site", m.site.clone()),
        ("url", m.url.clone()),
        ("published", m.published.map(|when| when.to_string())),
        ("saved", m.saved.map(|when| when.to_string())),
        ("description", m.description.clone()),
        ("language", m.language.clone()),
        ("tags", (!m.tags.is_empty()).then(|| m.tags.join(" + "))),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    }
    for warning in &article.warnings {
        writeln!(out, "warning: {warning}").unwrap();
    }
    out
}

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Table(table) => {
            format!("Table header {} {:?}", table.header_rows, table.alignments)
        }
        other => format!("{other:?}"),
    }
}

fn inline(out: &mut String, article: &Article, block: TextRange) {
    for span in article.spans.iter().filter(|span| block.covers(span.range)) {
        writeln!(
            out,
            "           {:?} {:?}",
            span.style,
            span.range.of(&article.text)
        )
        .unwrap();
    }
    for link in article.links.iter().filter(|link| block.covers(link.range)) {
        writeln!(
            out,
            "           {:?} -> {}",
            link.range.of(&article.text),
            link.target
        )
        .unwrap();
    }
}

fn cells(out: &mut String, article: &Article, table: &Table) {
    for row in &table.rows {
        let cells: Vec<&str> = row.iter().map(|cell| cell.of(&article.text)).collect();
        writeln!(out, "           | {}", cells.join(" | ")).unwrap();
    }
}

macro_rules! fixtures {
    ($($test:ident: $file:literal),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                insta::assert_snapshot!(printed(&fixture($file)));
            }
        )*
    };
}

fixtures! {
    obsidian_clipper: "obsidian-clipper.md",
    hugo_toml: "hugo-toml.md",
    hugo_json: "hugo-json.md",
    jekyll: "2024-05-01-harbour-bridge.md",
    markdownload: "markdownload.md",
    readwise: "readwise.md",
    rule_first: "rule-first.md",
    broken_yaml: "broken-yaml.md",
    bom_crlf: "bom-crlf.md",
    latin_1: "latin-1.md",
    utf_16: "utf-16.md",
    blocks: "blocks.md",
    html_blocks: "html-blocks.md",
}

#[test]
fn what_is_no_text_is_refused_whatever_it_is_called() {
    for name in ["a.md", "a.txt", "a.html"] {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert_eq!(import(png, name), Err(ImportError::Binary("PNG picture")));
        for bytes in [&b""[..], b" \r\n\t"] {
            let article = import(bytes, name).unwrap();
            assert_eq!((article.check(), article.text.as_str()), (Ok(()), ""));
            assert_eq!(article.metadata.title_from, TitleFrom::FileName);
        }
    }
}

/// Pieces of Markdown and HTML, so that chance meets the grammar.
const PIECES: &str = "([\\[\\]()!<>*_~=%^#|:`{}/ \\-\n\t\r\"'+&;]|\\[\\[|\\]\\]|==|%%|---\n|```\n|> |- |1\\. \
    |\\[\\^1\\]|\\[!note\\]|<b>|</b>|<table><tr><td>|<script>|</script>|<!--|-->|title: a\n|a|é|橋|\\PC){0,80}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_give_the_same_sound_article_or_refusal(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        name in "[a-z-]{0,4}\\.(md|txt|html)",
    ) {
        sound(&bytes, &name)?;
    }

    #[test]
    fn any_markup_gives_the_same_sound_article(
        text in PIECES,
        name in "[a-z-]{0,4}\\.(md|txt|html)",
    ) {
        sound(text.as_bytes(), &name)?;
    }
}

fn sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let first = import(bytes, name);
    prop_assert_eq!(&first, &import(bytes, name));
    if let Ok(article) = first {
        let checked = article.check();
        prop_assert!(checked.is_ok(), "{:?} in {:?}", checked, article);
    }
    Ok(())
}
