//! Properties of typesetting: any text, any size.

use newsprint::article::{Article, BlockKind, Builder, Format, Marker, Metadata, Nesting};
use newsprint::text::{cells, set_cells};
use newsprint::typeset::{Content, Line, Measure, Pages, Paragraphs, Style, Until};
use proptest::prelude::*;

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        6 => Just(BlockKind::Paragraph),
        2 => (1u8..=6).prop_map(BlockKind::Heading),
        2 => Just(BlockKind::ListItem(Marker::Bullet)),
        1 => (0u64..2000).prop_map(|n| BlockKind::ListItem(Marker::Number(n))),
        1 => Just(BlockKind::Code(None)),
        1 => Just(BlockKind::Furniture),
        1 => Just(BlockKind::Image(String::new())),
        1 => Just(BlockKind::Caption),
        1 => Just(BlockKind::Footnote("12".into())),
        1 => Just(BlockKind::Rule),
    ]
}

prop_compose! {
    fn block()(kind in kind(), quote in 0u8..5, list in 0u8..5, text in "([a-zé京\u{301}\u{AD}“.,—-]{0,24}[ \n\t]?){0,12}")
        -> (BlockKind, Nesting, String) {
        (kind, Nesting { quote, list }, text)
    }
}

fn article() -> impl Strategy<Value = Article> {
    prop::collection::vec(block(), 0..14).prop_map(|blocks| {
        let mut builder = Builder::new(Format::Plain);
        for (kind, nesting, text) in blocks {
            let verbatim = matches!(kind, BlockKind::Code(_));
            builder.begin(kind, nesting);
            if verbatim {
                builder.verbatim(&text);
            } else {
                builder.prose(&text);
            }
        }
        let metadata = Metadata {
            title: "A title".into(),
            ..Metadata::default()
        };
        builder.finish(metadata)
    })
}

fn lines(pages: &Pages) -> impl Iterator<Item = &Line> {
    (0..pages.len()).flat_map(|page| pages.page(page))
}

/// The last cell that a line takes.
fn extent(line: &Line, text: &str) -> usize {
    let column = usize::from(line.column);
    match &line.content {
        Content::Blank => 0,
        Content::Text { range, hyphen } if !range.of(text).contains('\t') => {
            column + set_cells(range.of(text)) + usize::from(*hyphen)
        }
        Content::Text { .. } => column,
        Content::Cells(pieces) => pieces
            .iter()
            .map(|p| usize::from(p.column) + set_cells(p.range.of(text)))
            .max()
            .unwrap_or(0),
        Content::Generated(words) => column + cells(words),
        Content::Rule(width) => column + usize::from(*width),
    }
}

proptest! {
    #[test]
    fn every_article_is_sound(article in article()) {
        prop_assert_eq!(article.check(), Ok(()));
    }

    #[test]
    fn no_line_passes_the_measure(article in article(), width in 1u16..90, rows in 1u16..50, indented: bool) {
        let paragraphs = if indented { Paragraphs::Indented } else { Paragraphs::Spaced };
        let pages = Pages::set(&article, Measure { cells: width, rows }, Style { paragraphs });
        for line in lines(&pages) {
            // A single cluster wider than the column has nowhere else to go.
            let widest = newsprint::text::graphemes(line.range.of(&article.text)).map(|(_, _, w)| w).max().unwrap_or(1);
            prop_assert!(extent(line, &article.text) <= usize::from(width).max(usize::from(line.column) + widest), "{:?} {:?}", line, line.range.of(&article.text));
        }
        for page in 0..pages.len() {
            prop_assert!(pages.page(page).len() <= usize::from(rows));
        }
    }

    #[test]
    fn the_sources_of_the_lines_are_the_text(article in article(), width in 1u16..90, rows in 1u16..50) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, Style::default());
        let shown: String = lines(&pages).filter(|l| !matches!(l.content, Content::Generated(_))).map(|l| l.range.of(&article.text)).collect();
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(visible(&shown), visible(&article.text));
    }

    #[test]
    fn a_place_finds_the_page_that_shows_it(article in article(), width in 1u16..90, rows in 1u16..50) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, Style::default());
        for page in 0..pages.len() {
            for line in pages.page(page).iter().filter(|line| !line.range.is_empty()) {
                prop_assert_eq!(pages.page_of(line.range.start), page, "{:?} {:?}", line, line.range.of(&article.text));
            }
        }
    }

    #[test]
    fn setting_by_and_by_gives_the_same_pages(article in article(), width in 1u16..90, rows in 1u16..50, steps in prop::collection::vec(0usize..400, 0..8)) {
        let measure = Measure { cells: width, rows };
        let whole = Pages::set(&article, measure, Style::default());
        let mut lazy = Pages::new(measure, Style::default());
        for step in steps {
            let until = if step % 2 == 0 { Until::Offset(step) } else { Until::Page(step % 7) };
            lazy.extend(&article, until);
        }
        lazy.extend(&article, Until::End);
        prop_assert_eq!(whole.len(), lazy.len());
        for page in 0..whole.len() {
            prop_assert_eq!(whole.page(page), lazy.page(page));
        }
    }

    #[test]
    fn a_heading_does_not_end_a_page(article in article(), width in 20u16..90, rows in 12u16..50) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, Style::default());
        for page in 0..pages.len().saturating_sub(1) {
            let Some(last) = pages.page(page).iter().rev().find(|line| !matches!(line.content, Content::Blank)) else { continue };
            let heading = matches!(article.blocks.get(last.block).map(|b| &b.kind), Some(BlockKind::Heading(_)));
            // A run of headings longer than half a page has no better place to break.
            let run = pages.page(page).iter().rev().take_while(|line| line.keep_with_next || matches!(line.content, Content::Blank)).count();
            prop_assert!(!heading || run * 2 >= usize::from(rows), "page {page}");
        }
    }
}
