//! Properties of typesetting: any text, any size.

mod articles;
mod rules;

use crate::harness::{App, House};
use articles::{any_style, article, style, write_table};
use newsprint::article::{Article, BlockKind, Builder, Format, Metadata, Nesting, Table};
use newsprint::text::{TextRange, cells, graphemes, set_cells};
use newsprint::typeset::{Content, Line, LineRole, Measure, PageId, Pages, Style};
use proptest::prelude::*;
use std::collections::HashSet;

/// The place that turning a page from byte `from` leads to, as the reader turns: through places alone.
fn turned(pages: &mut Pages, article: &Article, from: usize, by: isize) -> Option<usize> {
    let spread = pages.spread(pages.page_at(from));
    if by > 0 {
        pages.after(spread)
    } else {
        pages.before(article, spread)
    }
}

fn page_of(pages: &Pages, offset: usize) -> usize {
    pages.number(pages.page_at(offset)).unwrap()
}

fn lines(pages: &Pages) -> impl Iterator<Item = &Line> {
    pages.ids().flat_map(|page| pages.page(page))
}

/// The cell after the last that a line takes; of verbatim text its window.
fn extent(line: &Line, text: &str) -> usize {
    let column = usize::from(line.column);
    let own = match &line.content {
        Content::Blank => 0,
        Content::Text {
            range,
            hyphen,
            stretch,
        } => column + set_cells(range.of(text)) + usize::from(*hyphen) + usize::from(*stretch),
        Content::Verbatim { room, .. } => column + usize::from(*room),
        Content::Cells(pieces) => pieces
            .iter()
            .map(|p| usize::from(p.column) + set_cells(p.range.of(text)))
            .max()
            .unwrap_or(0),
        Content::Generated(words) => column + cells(words),
        Content::Rule(width) => column + usize::from(*width),
    };
    let frame = line
        .lead
        .frame
        .map_or(0, |frame| frame.column + frame.cells);
    own.max(frame.into())
}

/// Bytes at which a grapheme of a block starts.
fn graphemes_of(article: &Article) -> HashSet<usize> {
    let blocks = article.blocks.iter().map(|block| block.range);
    let starts = |block: TextRange| {
        let clusters = graphemes(block.of(&article.text));
        clusters.map(move |(at, _, _)| block.start + at)
    };
    blocks.flat_map(starts).collect()
}

proptest! {
    #[test]
    fn every_article_is_sound(article in article()) {
        prop_assert_eq!(article.check(), Ok(()));
    }

    #[test]
    fn no_line_passes_the_measure(article in article(), width in 1u16..=200, rows in 1u16..50, style in any_style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, style);
        for line in lines(&pages) {
            // A single cluster wider than the column has nowhere else to go.
            let widest = graphemes(line.range.of(&article.text)).map(|(_, _, w)| w).max().unwrap_or(1);
            prop_assert!(extent(line, &article.text) <= usize::from(width).max(usize::from(line.column) + widest), "{:?} {:?}", line, line.range.of(&article.text));
        }
        for page in pages.ids() {
            prop_assert!(pages.page(page).len() <= usize::from(rows.div_ceil(style.leading)));
        }
    }

    #[test]
    fn the_sources_of_the_lines_are_the_text(article in article(), width in 1u16..=200, rows in 1u16..50, style in style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, style);
        let mut pieces: Vec<TextRange> = lines(&pages).flat_map(Line::pieces).collect();
        // The cells of a table stand side by side.
        pieces.sort();
        let shown: String = pieces.iter().map(|piece| piece.of(&article.text)).collect();
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(visible(&shown), visible(&article.text));
        let columns = |line: &&Line| !matches!(line.content, Content::Cells(_));
        let in_order = lines(&pages).filter(columns).flat_map(Line::pieces);
        prop_assert!(in_order.is_sorted_by(|a, b| a.end <= b.start));
        let starts = graphemes_of(&article);
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            prop_assert!(starts.contains(&piece.start), "a grapheme is parted before {:?}", piece.of(&article.text));
        }
    }

    #[test]
    fn the_page_of_a_place_shows_it_at_any_size(article in article(), sizes in prop::collection::vec((1u16..=200, 1u16..50, style()), 1..4), place: prop::sample::Index) {
        prop_assume!(!article.text.is_empty());
        let at = article.text.floor_char_boundary(place.index(article.text.len()));
        let visible = article.text[at..].chars().next().is_some_and(|c| !c.is_whitespace());
        for (width, rows, style) in sizes {
            let mut pages = Pages::new(&article, Measure { cells: width, rows }, style);
            pages.set_around(&article, at);
            let page = pages.page_at(at);
            let mut shown = pages.page(page).iter().flat_map(Line::pieces);
            prop_assert!(!visible || shown.any(|piece| piece.contains(at)), "{} at {}x{}", at, width, rows);
        }
    }

    #[test]
    fn a_place_finds_the_page_that_shows_it(article in article(), width in 1u16..=200, rows in 1u16..50, style in any_style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, style);
        for page in pages.ids() {
            for piece in pages.page(page).iter().flat_map(Line::pieces).filter(|piece| !piece.is_empty()) {
                prop_assert_eq!(pages.page_at(piece.start), page, "{:?} {:?}", piece, piece.of(&article.text));
                prop_assert_eq!(pages.page_at(piece.end - 1), page, "{:?} {:?}", piece, piece.of(&article.text));
                prop_assert!(pages.extent(std::iter::once(page)).covers(piece));
            }
        }
    }

    #[test]
    fn every_page_has_a_place_of_its_own(article in article(), width in 1u16..=200, rows in 1u16..24, style in any_style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, style);
        prop_assert!(!pages.is_empty());
        let starts: Vec<usize> = pages.ids().filter_map(|page| pages.start_of(page)).collect();
        prop_assert!(starts.is_sorted_by(|a, b| a < b), "{:?}", starts);
        for (page, start) in starts.iter().enumerate() {
            prop_assert_eq!(page_of(&pages, *start), page, "{:?}", starts);
            prop_assert_eq!(pages.nth(page), Some(*start));
            prop_assert!(*start < article.text.len().max(1), "{} of {}", start, article.text.len());
        }
        prop_assert_eq!(pages.nth(pages.len()), None);
    }

    #[test]
    fn turning_visits_every_spread_there_and_back(article in article(), width in 1u16..=200, rows in 1u16..24, style in any_style()) {
        let mut pages = Pages::set(&article, Measure { cells: width, rows }, style);
        let most = pages.len() + 1;
        let mut way = |from, by| {
            let turns = std::iter::successors(Some(from), |at| turned(&mut pages, &article, *at, by));
            turns.take(most).collect::<Vec<usize>>()
        };
        let there = way(0, 1);
        let last = *there.last().unwrap();
        let mut back = way(last, -1);
        prop_assert_eq!(there.len(), pages.len().div_ceil(pages.abreast()));
        prop_assert_eq!(last, pages.last(&article));
        back.reverse();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn setting_by_and_by_gives_the_same_pages(article in article(), width in 1u16..=200, rows in 1u16..50, style in any_style(), steps in prop::collection::vec(0usize..400, 0..8)) {
        let measure = Measure { cells: width, rows };
        let whole = Pages::set(&article, measure, style);
        let mut lazy = Pages::new(&article, measure, style);
        for step in steps {
            lazy.set_around(&article, step.min(article.text.len()));
            // What is shown then is what will be shown.
            let page = lazy.spread(lazy.page_at(step.min(article.text.len())));
            for page in lazy.abreast_of(page) {
                prop_assert_eq!(whole.page(page), lazy.page(page));
            }
        }
        lazy.set_short_quire(&article, 0, usize::MAX);
        prop_assert_eq!(whole.len(), lazy.len());
        prop_assert!(lazy.is_complete());
        for (page, other) in whole.ids().zip(lazy.ids()) {
            prop_assert_eq!(whole.page(page), lazy.page(other));
            prop_assert_eq!(whole.start_of(page), lazy.start_of(other));
        }
        for offset in 0..=article.text.len() {
            prop_assert_eq!(whole.page_at(offset), lazy.page_at(offset), "at {}", offset);
        }
    }

    #[test]
    fn a_page_ends_where_it_may_if_it_can(article in article(), width in 1u16..=120, rows in 1u16..50, style in any_style()) {
        let pages = Pages::set(&article, Measure { cells: width, rows }, style);
        let hyphen = |line: &Line| matches!(line.content, Content::Text { hyphen: true, .. });
        let holds = |line: &Line| line.keep_with_next || hyphen(line);
        let ids: Vec<PageId> = pages.ids().collect();
        for page in ids.iter().rev().skip(1) {
            let lines = pages.page(*page);
            let Some((last, others)) = lines.split_last() else { continue };
            if holds(last) {
                prop_assert!(others.iter().all(holds), "page {:?} could have ended earlier", page);
            }
            // A heading gives way last.
            if last.keep_with_next && matches!(last.role, LineRole::Heading(_)) {
                let heading = |line: &Line| matches!(line.role, LineRole::Heading(_) | LineRole::Title | LineRole::Blank) && line.keep_with_next;
                prop_assert!(others.iter().all(heading), "page {:?} ends with a heading", page);
            }
        }
    }

    #[test]
    fn facing_pages_end_level_where_they_can(texts in prop::collection::vec("([a-z]{1,9} ){70,120}", 1..20), rows in 18u16..50) {
        let mut builder = Builder::new(Format::Plain);
        for text in texts {
            builder.begin(BlockKind::Paragraph, Nesting::default());
            builder.prose(&text);
        }
        let article = builder.finish(Metadata::default());
        let style = Style { facing: true, ..Style::default() };
        let pages = Pages::set(&article, Measure { cells: 60, rows }, style);
        let ids: Vec<PageId> = pages.ids().collect();
        let height = |page: &PageId| {
            let lines = pages.page(*page);
            lines.len() - lines.iter().rev().take_while(|line| line.role == LineRole::Blank).count()
        };
        for spread in ids.chunks(2).rev().skip(1) {
            let [left, right] = spread else { continue };
            // Paragraphs of so many lines part anywhere but for two places.
            prop_assert!(height(left).abs_diff(height(right)) <= 1, "{} {}", height(left), height(right));
        }
    }
}

/// An article with a title, `description` as standfirst and `body` as its one paragraph.
fn described(description: &str, body: &str) -> Article {
    let mut builder = Builder::new(Format::Plain);
    builder.begin(BlockKind::Title, Nesting::default());
    builder.prose("The night the harbour lights went out");
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose(body);
    builder.finish(Metadata {
        title: "The night".into(),
        description: Some(description.into()),
        ..Metadata::default()
    })
}

fn generated(lines: &[Line]) -> Vec<&str> {
    let words = lines.iter().filter_map(|line| match &line.content {
        Content::Generated(words) => Some(&**words),
        _ => None,
    });
    words.collect()
}

#[test]
fn a_long_standfirst_is_cut_to_half_a_page() {
    let measure = Measure { cells: 40, rows: 8 };
    let long = described(&"waiting for daylight, ".repeat(60), "The pilots agreed.");
    let pages = Pages::set(&long, measure, Style::default());
    let shown = generated(pages.page(pages.page_at(0)));
    assert_eq!(shown.len(), 5, "{shown:?}");
    assert!(shown[3].ends_with("waiting for…"), "{shown:?}");
    assert_eq!(shown[4], "1 min");
    assert_eq!(pages.len(), 2);

    let short = described("The pilots are waiting for daylight.", "They agreed.");
    let pages = Pages::set(&short, measure, Style::default());
    assert_eq!(
        generated(pages.page(pages.page_at(0))),
        ["The pilots are waiting for daylight.", "1 min"]
    );
}

#[test]
fn a_row_parted_between_pages_is_found_by_each_of_its_cells() {
    let mut builder = Builder::new(Format::Plain);
    let rows = [
        vec!["left ".repeat(200), "right ".repeat(300)],
        vec!["below".into(), "it".into()],
    ];
    write_table(&mut builder, BlockKind::Table(Table::default()), &rows);
    let article = builder.finish(Metadata::default());
    let pages = Pages::set(
        &article,
        Measure {
            cells: 60,
            rows: 10,
        },
        Style::default(),
    );
    let right = article.text.find('r').unwrap();
    assert_eq!(page_of(&pages, right), 0);
    // Both columns hold thirty bytes a line, spaces included.
    assert_eq!(page_of(&pages, 600), 2);
    assert_eq!(page_of(&pages, right + 600), 2);
    assert_eq!(page_of(&pages, right + 6 * 299), pages.len() - 1);
    assert_eq!(page_of(&pages, article.text.len()), pages.len() - 1);
}

#[test]
fn keys_turn_to_every_page_there_and_back() {
    let description = "waiting for daylight ".repeat(40);
    let cell = "The tide was lost. ".repeat(100);
    let text = format!(
        "---\ntitle: The night the harbour lights went out\ndescription: {description}\n---\n\nThey agreed.\n\n| a | b |\n|---|---|\n| {cell} | {cell}{cell} |\n\nThe end.\n"
    );
    for (columns, rows) in [(40, 8), (80, 24), (20, 5), (9, 2)] {
        let house = House::new();
        house.put("night.md", &text);
        let mut app = house.open(columns, rows);
        app.press("enter");
        let page = |app: &App| {
            let reading = app.model.reading.as_ref().unwrap();
            reading.pages.number(reading.page()).unwrap()
        };
        let pages = app.model.reading.as_ref().unwrap().pages.len();
        for wanted in 1..pages {
            assert_eq!(page(app.press("space")), wanted, "{columns}x{rows}");
        }
        for wanted in (0..pages - 1).rev() {
            assert_eq!(page(app.press("b")), wanted, "{columns}x{rows}");
        }
        assert_eq!(page(app.press("G")), pages - 1, "{columns}x{rows}");
    }
}

#[test]
fn many_short_pages_of_one_long_row_are_set_in_good_time() {
    let mut builder = Builder::new(Format::Plain);
    let rows = [vec!["left ".repeat(40_000), "right ".repeat(40_000)]];
    write_table(&mut builder, BlockKind::Table(Table::default()), &rows);
    let article = builder.finish(Metadata::default());
    let begun = std::time::Instant::now();
    let pages = Pages::set(&article, Measure { cells: 18, rows: 1 }, Style::default());
    assert!(pages.len() > 10_000, "{}", pages.len());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn the_bar_of_a_quotation_runs_on_between_its_paragraphs() {
    let article = newsprint::import::import(b"before\n\n> one\n>\n> two\n\nafter", "a.md").unwrap();
    let measure = Measure {
        cells: 40,
        rows: 30,
    };
    let pages = Pages::set(&article, measure, Style::default());
    let bars: Vec<u8> = lines(&pages).map(|line| line.lead.quote).collect();
    let quoted = bars.iter().position(|bars| *bars > 0).unwrap();
    assert_eq!(&bars[quoted..quoted + 4], [1, 1, 1, 0], "{bars:?}");
}
