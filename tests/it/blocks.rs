//! Blocks on the page: each kind by its own rules, and what holds for all of them at any size.

use newsprint::article::{Article, BlockKind, Marker};
use newsprint::import::import;
use newsprint::text::{cells, set_cells};
use newsprint::typeset::{Content, Furniture, Line, LineRole, Measure, Pages, Style};

const GALLERY: &[u8] = include_bytes!("../fixtures/gallery.md");

fn article(markdown: &str) -> Article {
    import(markdown.as_bytes(), "a.md").unwrap()
}

fn pages(article: &Article, cells: u16, rows: u16, furniture: Furniture) -> Pages {
    let style = Style {
        furniture,
        ..Style::default()
    };
    Pages::set(article, Measure { cells, rows }, style)
}

/// All lines of an article on one long page.
fn lines(article: &Article, cells: u16) -> Vec<Line> {
    let pages = pages(article, cells, 1000, Furniture::Shown);
    pages.page(pages.page_at(0)).to_vec()
}

fn words<'a>(line: &'a Line, article: &'a Article) -> &'a str {
    match &line.content {
        Content::Text { range, .. } | Content::Verbatim { range, .. } => range.of(&article.text),
        Content::Generated(words) => words,
        _ => "",
    }
}

/// The line that shows `wanted` and all before and behind it.
fn line<'a>(lines: &'a [Line], article: &Article, wanted: &str) -> (usize, &'a Line) {
    let at = lines
        .iter()
        .position(|line| words(line, article).contains(wanted))
        .unwrap_or_else(|| panic!("no line shows {wanted:?}"));
    (at, &lines[at])
}

fn blanks_before(lines: &[Line], at: usize) -> usize {
    let before = lines[..at].iter().rev();
    before
        .take_while(|line| line.role == LineRole::Blank)
        .count()
}

/// The cell after the last that a line takes; of verbatim text its window.
fn end(line: &Line, text: &str) -> usize {
    let column = usize::from(line.column);
    let own = match &line.content {
        Content::Blank => 0,
        Content::Text { range, hyphen, .. } => {
            column + set_cells(range.of(text)) + usize::from(*hyphen)
        }
        Content::Verbatim { room, .. } => column + usize::from(*room),
        Content::Generated(words) => column + cells(words),
        Content::Rule(rule) => column + usize::from(*rule),
        Content::Cells(pieces) => {
            let ends = pieces
                .iter()
                .map(|piece| usize::from(piece.column) + set_cells(piece.range.of(text)));
            ends.max().unwrap_or(0)
        }
    };
    let frame = line.lead.frame.map_or(0, |frame| {
        assert!(own < usize::from(frame.column + frame.cells), "{line:?}");
        usize::from(frame.column + frame.cells)
    });
    own.max(frame)
}

#[test]
fn nothing_in_the_gallery_passes_the_measure_or_runs_into_its_lead() {
    let article = import(GALLERY, "gallery.md").unwrap();
    for width in 1..=130 {
        for rows in [1, 3, 5, 24] {
            let pages = pages(&article, width, rows, Furniture::Shown);
            for line in pages.ids().flat_map(|page| pages.page(page)) {
                assert!(
                    end(line, &article.text) <= usize::from(width),
                    "{width}: {line:?}"
                );
                let marker = line.lead.marker.as_deref().map_or(0, |m| cells(m) + 1);
                let lead = 2 * usize::from(line.lead.quote) + marker;
                let blank = line.role == LineRole::Blank;
                assert!(
                    blank || lead <= usize::from(line.column),
                    "{width}: {line:?}"
                );
            }
        }
    }
}

#[test]
fn every_byte_of_the_gallery_has_its_page_at_any_size() {
    let article = import(GALLERY, "gallery.md").unwrap();
    for (width, rows) in [(1, 1), (7, 2), (20, 3), (20, 7), (50, 30), (66, 10)] {
        for furniture in [Furniture::Shown, Furniture::Folded] {
            let pages = pages(&article, width, rows, furniture);
            let starts = pages.ids().map(|page| pages.start_of(page));
            assert!(starts.is_sorted_by(|a, b| a < b));
            for page in pages.ids() {
                assert_eq!(pages.page_at(pages.start_of(page).unwrap()), page);
                let pieces = pages.page(page).iter().flat_map(Line::pieces);
                for piece in pieces.filter(|piece| !piece.is_empty()) {
                    assert_eq!(pages.page_at(piece.start), page, "{width}x{rows}");
                }
            }
        }
    }
}

#[test]
fn numbers_of_a_list_end_at_one_cell_and_have_room() {
    for (first, column) in [(8, 4), (98, 5), (998, 6), (1999, 6)] {
        let source = format!("{first}. a\n1. b\n1. c\n\n   under it\n1. d\n");
        let article = article(&source);
        let lines = lines(&article, 60);
        for word in ["a", "b", "c", "under it", "d"] {
            assert_eq!(line(&lines, &article, word).1.column, column, "{first}");
        }
    }
}

#[test]
fn markers_change_with_depth_and_nested_numbers_stand_inside() {
    let article = article("- a\n  - b\n    - c\n      - d\n        1. e\n");
    let lines = lines(&article, 60);
    let leads: Vec<(&str, u16)> = ["a", "b", "c", "d", "e"]
        .iter()
        .map(|word| {
            let (_, line) = line(&lines, &article, word);
            (line.lead.marker.as_deref().unwrap(), line.column)
        })
        .collect();
    assert_eq!(
        leads,
        [("•", 4), ("◦", 8), ("▪", 12), ("•", 16), ("1.", 20)]
    );
}

#[test]
fn a_long_list_is_set_in_good_time_and_in_few_steps() {
    let article = article(&"1. a\n".repeat(20_000));
    let lines = lines(&article, 60);
    let columns: std::collections::BTreeSet<u16> = lines.iter().map(|line| line.column).collect();
    assert!(columns.len() <= 4, "{columns:?}");
}

#[test]
fn who_is_quoted_stands_at_the_right_under_the_words() {
    for source in [
        "> It needs both.\n>\n> — Marta Lindqvist\n\nafter",
        "> It needs both.\n> — Marta Lindqvist",
        "> It needs both.  \n> ― Marta Lindqvist",
        "> It needs both.\n>\n> -- Marta Lindqvist",
    ] {
        let article = article(source);
        let lines = lines(&article, 40);
        let (at, name) = line(&lines, &article, "Marta");
        assert_eq!(name.role, LineRole::Attribution, "{source}");
        assert_eq!(end(name, &article.text), 40);
        assert_eq!(lines[at - 1].role, LineRole::Quote);
        assert!(lines[at - 1].keep_with_next);
    }
    for source in [
        // A line of a talk, not the end of it.
        "> — Who is there?\n>\n> The pilot.",
        "> — Who is there?",
        "— Marta Lindqvist",
        "> One.\n> — and then they went on to say a good deal more than a name or an office takes",
    ] {
        let article = article(source);
        let lines = lines(&article, 40);
        let named = |line: &Line| line.role == LineRole::Attribution;
        assert!(!lines.iter().any(named), "{source}");
    }
}

#[test]
fn a_term_stands_over_what_is_said_of_it() {
    let article = article("Mole\n: A wall.\n: A quay.\n\nPier\n: A jetty.\n");
    let lines = lines(&article, 40);
    let (mole, term) = line(&lines, &article, "Mole");
    assert_eq!((term.role, term.column), (LineRole::Term, 0));
    assert!(term.keep_with_next);
    for (below, words) in [(1, "A wall."), (2, "A quay.")] {
        assert_eq!(line(&lines, &article, words).0, mole + below);
        assert_eq!(lines[mole + below].column, 4);
    }
    let (pier, _) = line(&lines, &article, "Pier");
    assert_eq!(blanks_before(&lines, pier), 1);
    assert!(
        article
            .blocks
            .iter()
            .all(newsprint::article::Block::is_story)
    );
}

#[test]
fn headings_of_high_rank_stand_in_more_air() {
    let article = article(
        "# T\n\nText.\n\n# One\n\na\n\n## Two\n\nb\n\n### Three\n\nc\n\n## Four\n\n### Five\n\nd\n",
    );
    let lines = lines(&article, 40);
    let air: Vec<usize> = ["One", "Two", "Three", "Four", "Five"]
        .iter()
        .map(|heading| blanks_before(&lines, line(&lines, &article, heading).0))
        .collect();
    assert_eq!(air, [2, 2, 1, 2, 1]);
    assert_eq!(line(&lines, &article, "One").1.column, 18);
    assert_eq!(line(&lines, &article, "Two").1.column, 0);
}

#[test]
fn code_is_set_line_by_line_and_never_cut() {
    let long = "x".repeat(200);
    let source = format!("Text.\n\n```\nfirst\n\n\t{long}\n```\n");
    let article = article(&source);
    for width in [1, 10, 80] {
        let lines = lines(&article, width);
        let code: Vec<&str> = lines
            .iter()
            .filter(|line| line.role == LineRole::Code)
            .map(|line| words(line, &article))
            .collect();
        assert_eq!(code, ["first", "", &format!("\t{long}")]);
    }
}

#[test]
fn a_picture_is_framed_with_its_words_and_what_is_known_of_it() {
    let source = "Text.\n\n![The pier|300x200](https://example.org/pier.jpg)\n\n*Under it.*\n";
    let article = article(source);
    let lines = lines(&article, 60);
    let (top, edge) = line(&lines, &article, "┌");
    assert!(lines[top..top + 4].iter().all(|line| line.keep_with_next));
    let shown: Vec<&str> = lines[top..top + 5]
        .iter()
        .map(|line| words(line, &article))
        .collect();
    let wide = cells(words(edge, &article));
    assert_eq!(
        shown[1..],
        [
            "The pier",
            "pier.jpg · 300 × 200",
            &format!("└{}┘", "─".repeat(wide - 2)),
            "Under it."
        ]
    );
    assert_eq!(wide, cells("pier.jpg · 300 × 200") + 4);
}

#[test]
fn a_page_says_how_large_its_pictures_are() {
    let html = "<html><body><article><p>One.</p><img src=\"a.png\" width=\"640\" height=\"50%\"></article></body></html>";
    let markdown = "One.\n\n![[a.png|640]]\n";
    for (name, source) in [("a.html", html), ("a.md", markdown)] {
        let article = import(source.as_bytes(), name).unwrap();
        let picture = article.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Image(picture) => Some(picture.clone()),
            _ => None,
        });
        let picture = picture.unwrap();
        assert_eq!(picture.address, "a.png");
        assert_eq!((picture.width, picture.height), (Some(640), None), "{name}");
    }
}

#[test]
fn folded_furniture_is_one_line_that_holds_its_places() {
    let mut source =
        String::from("The pilots agreed on Monday to bring ships in by radio alone.\n\n");
    source.push_str("Advertisement\n\nShare this article\n\nRead more\n\nThe end of it all.\n");
    let mut article = article(&source);
    for at in 1..article.blocks.len() - 1 {
        article.blocks[at].kind = BlockKind::Furniture;
    }
    let folded = pages(&article, 40, 20, Furniture::Folded);
    let lines = folded.page(folded.page_at(0));
    let (at, line) = line(lines, &article, "folded away");
    assert_eq!(words(line, &article), "⋯ 3 lines folded away");
    assert_eq!(blanks_before(lines, at), 1);
    assert_eq!(line.range.start, article.blocks[1].range.start);
    assert_eq!(line.range.end, article.blocks[3].range.end);
    assert!(
        !lines
            .iter()
            .any(|line| words(line, &article) == "Read more")
    );
    // With a page for each line the place is found still.
    let narrow = pages(&article, 40, 1, Furniture::Folded);
    let page = narrow.page_at(article.blocks[2].range.start);
    assert!(words(&narrow.page(page)[0], &article).contains("folded"));
}

#[test]
fn a_table_that_does_not_fit_becomes_records() {
    let source = "| Port | Monday | Tuesday | Remarks |\n|---|---|---|---|\n| Ostra | closed | open | Waiting for the lamp |\n| Brevik | open | | None |\n";
    let article = article(source);
    let wide = lines(&article, 60);
    assert_eq!(
        words(line(&wide, &article, "─").1, &article),
        "──────  ──────  ───────  ────────────────────"
    );
    let narrow = lines(&article, 24);
    let records: Vec<(Option<&str>, &str, u16)> = narrow
        .iter()
        .filter(|line| line.role == LineRole::Table)
        .map(|line| {
            (
                line.lead.marker.as_deref(),
                words(line, &article),
                line.column,
            )
        })
        .collect();
    assert_eq!(
        records,
        [
            (Some("Port    "), "Ostra", 9),
            (Some("Monday  "), "closed", 9),
            (Some("Tuesday "), "open", 9),
            (Some("Remarks "), "Waiting for the", 9),
            (None, "lamp", 9),
            (Some("Port    "), "Brevik", 9),
            (Some("Monday  "), "open", 9),
            (Some("Remarks "), "None", 9),
        ]
    );
}

#[test]
fn a_paragraph_from_right_to_left_is_marked_at_its_first_line() {
    let article = article("שלום עולם, זו פסקה שנקראת מימין לשמאל\n\nplain שלום\n");
    let lines = lines(&article, 20);
    let marked: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].lead.right_to_left)
        .collect();
    assert_eq!(marked, [line(&lines, &article, "שלום עולם").0]);
}

#[test]
fn a_note_of_several_paragraphs_is_labelled_once() {
    let article = article("Text[^1].\n\n[^1]: One.\n\n    Two.\n");
    let lines = lines(&article, 40);
    let (one, first) = line(&lines, &article, "One.");
    assert_eq!(first.lead.marker.as_deref(), Some("1"));
    assert_eq!(lines[one - 1].content, Content::Rule(8));
    let (_, second) = line(&lines, &article, "Two.");
    assert_eq!(
        (second.lead.marker.as_deref(), second.column),
        (None, first.column)
    );
}

/// The kinds of an article's blocks with their depth in lists and their text.
fn kinds(article: &Article) -> Vec<(&BlockKind, u8, &str)> {
    let blocks = article.blocks.iter().map(|block| {
        let text = block.range.of(&article.text);
        (&block.kind, block.nesting.list, text)
    });
    blocks.collect()
}

#[test]
fn definitions_are_the_same_in_markdown_in_html_and_in_html_in_markdown() {
    let list = "<dl><dt>Mole</dt><dd><p>A wall.</p><p>Of stone.</p></dd></dl>";
    let page = format!("<html><body><article><p>One.</p>{list}</article></body></html>");
    let sources = [
        ("a.md", "One.\n\nMole\n: A wall.\n\n    Of stone.\n"),
        ("a.html", &page),
        ("a.md", &format!("One.\n\n{list}")),
    ];
    for (name, source) in sources {
        let article = import(source.as_bytes(), name).unwrap();
        assert_eq!(
            kinds(&article)[1..],
            [
                (&BlockKind::Term, 0, "Mole"),
                (&BlockKind::Definition, 1, "A wall."),
                (&BlockKind::Paragraph, 1, "Of stone."),
            ],
            "{name}: {source}"
        );
    }
}

#[test]
fn lists_in_html_in_markdown_count() {
    let article = article(
        "<ol start=\"3\"><li>a<ul><li>b</li></ul></li><li>c</li><li value=\"9\">d</li></ol>",
    );
    let counted = |number| BlockKind::ListItem(Marker::Number(number));
    assert_eq!(
        kinds(&article),
        [
            (&counted(3), 1, "a"),
            (&BlockKind::ListItem(Marker::Bullet), 2, "b"),
            (&counted(4), 1, "c"),
            (&counted(9), 1, "d"),
        ]
    );
}

#[test]
fn the_words_of_a_table_stay_whole_as_long_as_columns_can() {
    let source = "| Harbourmaster | Remarks |\n|---|---|\n| Lindqvist, Marta of Brevik | Waiting for the lamp from the north |\n";
    let article = article(source);
    for width in 1..=80 {
        let lines = lines(&article, width);
        let columns = lines
            .iter()
            .any(|line| matches!(&line.content, Content::Cells(cells) if cells.len() == 2 && line.role == LineRole::Table));
        // Two words of thirteen and seven cells, and the space between them.
        assert_eq!(columns, width >= 22, "{width}");
        if columns {
            let cut = lines
                .iter()
                .flat_map(Line::pieces)
                .any(|piece| piece.of(&article.text).starts_with("master"));
            assert!(!cut, "{width}");
        }
    }
}
