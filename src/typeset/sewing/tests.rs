//! Quires of a few hundred bytes, so that short articles have many.

use super::*;
use crate::article::{Builder, Format, Marker, Metadata, Nesting};
use crate::typeset::{Line, Pages};
use proptest::prelude::*;

const SHORT: Lengths = Lengths {
    usual: 200,
    long: 250,
    longest: 300,
};

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        6 => Just(BlockKind::Paragraph),
        2 => (1u8..=3).prop_map(BlockKind::Heading),
        1 => Just(BlockKind::ListItem(Marker::Bullet)),
        1 => Just(BlockKind::Code(None)),
        1 => Just(BlockKind::Furniture),
        1 => Just(BlockKind::Caption),
        1 => Just(BlockKind::Rule),
    ]
}

prop_compose! {
    fn article()(blocks in prop::collection::vec((kind(), prop_oneof![
        8 => "([a-zé京]{1,9}[ \n]){0,40}",
        1 => "([a-zé京]{1,9} ){150,400}",
        1 => "[a-zé京]{600,1500}",
    ]), 1..30)) -> Article {
        let mut builder = Builder::new(Format::Plain);
        for (kind, text) in blocks {
            let verbatim = matches!(kind, BlockKind::Code(_));
            builder.begin(kind, Nesting::default());
            if verbatim {
                builder.verbatim(&text);
            } else {
                builder.prose(&text);
            }
        }
        builder.finish(Metadata::default())
    }
}

fn pages(article: &Article, measure: Measure, style: Style) -> Pages {
    Pages::of(sewn(article, SHORT, measure, style), measure, style)
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_between_quires(article in article(), cells in 1u16..100, rows in 1u16..40, facing: bool) {
        let style = Style { facing, ..Style::default() };
        let mut pages = pages(&article, Measure { cells, rows }, style);
        pages.set_all(&article);
        let shown: String = pages
            .ids()
            .flat_map(|page| pages.page(page))
            .flat_map(Line::pieces)
            .map(|piece| piece.of(&article.text))
            .collect();
        prop_assert_eq!(visible(&shown), visible(&article.text));
        prop_assert!(pages.is_complete());
    }

    #[test]
    fn every_place_has_its_page_whatever_is_set_first(article in article(), cells in 1u16..100, rows in 1u16..40, facing: bool, places in prop::collection::vec(0usize..4000, 1..9)) {
        let (measure, style) = (Measure { cells, rows }, Style { facing, ..Style::default() });
        let mut whole = pages(&article, measure, style);
        whole.set_all(&article);
        let mut lazy = pages(&article, measure, style);
        for place in places {
            let place = place.min(article.text.len());
            lazy.set_around(&article, place);
            lazy.forget_far(place);
            let page = lazy.page_at(place);
            prop_assert_eq!(page, whole.page_at(place));
            prop_assert_eq!(lazy.page(page), whole.page(page));
            let spread = lazy.spread(page);
            prop_assert_eq!(lazy.after(spread), whole.after(spread));
            prop_assert_eq!(lazy.before(&article, spread), whole.before(&article, spread));
        }
        prop_assert_eq!(lazy.last(&article), whole.last(&article));
        // What others set is taken in, with lines or without.
        for (index, mut quire) in lazy.unset(0..lazy.quires(), false) {
            quire.set(&article);
            if index % 2 == 0 {
                quire.forget_lines();
            }
            lazy.take(&article, index, quire);
        }
        prop_assert!(lazy.is_complete());
        prop_assert_eq!(lazy.len(), whole.len());
        for number in 0..whole.len() {
            prop_assert_eq!(lazy.nth(number), whole.nth(number));
            prop_assert_eq!(lazy.number(lazy.page_at(lazy.nth(number).unwrap())), Some(number));
        }
    }

    #[test]
    fn turning_goes_through_all_quires_and_back(article in article(), cells in 1u16..100, rows in 1u16..40, facing: bool) {
        let (measure, style) = (Measure { cells, rows }, Style { facing, ..Style::default() });
        let mut pages = pages(&article, measure, style);
        let mut there = vec![0];
        loop {
            let at = *there.last().unwrap();
            pages.set_around(&article, at);
            pages.forget_far(at);
            let Some(next) = pages.after(pages.spread(pages.page_at(at))) else { break };
            prop_assert!(next > at);
            there.push(next);
        }
        let last = *there.last().unwrap();
        prop_assert!(pages.is_last(pages.page_at(last)));
        let mut at = last;
        for wanted in there.iter().rev().skip(1) {
            pages.set_around(&article, at);
            let spread = pages.spread(pages.page_at(at));
            at = pages.before(&article, spread).unwrap();
            pages.set_around(&article, at);
            prop_assert_eq!(at, *wanted);
        }
        prop_assert_eq!(at, 0);
    }
}

#[test]
fn a_quire_ends_before_a_heading_when_it_is_long_enough() {
    let mut builder = Builder::new(Format::Plain);
    for part in 0..6 {
        builder.begin(BlockKind::Heading(2), Nesting::default());
        builder.prose(&format!("Part {part}"));
        for _ in 0..3 {
            builder.begin(BlockKind::Paragraph, Nesting::default());
            builder.prose(&"words and words ".repeat(5));
        }
    }
    let article = builder.finish(Metadata::default());
    let found: Vec<usize> = starts(&article, SHORT)
        .iter()
        .map(|start| start.block)
        .collect();
    assert_eq!(found, [0, 4, 8, 12, 16, 20]);
}

#[test]
fn a_block_as_long_as_a_book_is_parted_between_words() {
    let mut builder = Builder::new(Format::Plain);
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose("Before.");
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose(&"words ".repeat(200));
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose("After.");
    let article = builder.finish(Metadata::default());
    let starts = starts(&article, SHORT);
    assert_eq!(starts.first().map(|start| start.block), Some(0));
    let inside: Vec<usize> = starts.iter().filter_map(|start| start.inside).collect();
    assert!(inside.len() > 3, "{inside:?}");
    for at in inside {
        assert!(article.text.as_bytes()[at - 1] == b' ', "{at}");
    }
}

#[test]
fn a_long_block_without_spaces_is_parted_where_a_line_may_end() {
    let mut builder = Builder::new(Format::Plain);
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose(&"京都の町。".repeat(100));
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose(&"e\u{301}\u{302}".repeat(300));
    let article = builder.finish(Metadata::default());
    let parts = starts(&article, SHORT)
        .into_iter()
        .filter_map(|start| start.inside);
    let heads: Vec<&str> = parts
        .map(|at| TextRange::new(at, article.text.len()).of(&article.text))
        .collect();
    assert!(heads.len() > 8, "{}", heads.len());
    for head in heads {
        assert!(!head.starts_with(['。', '\u{301}', '\u{302}']), "{head}");
    }
}
