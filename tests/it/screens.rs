//! Whole screens, text and styles, at sizes from comfortable to absurd.

use crate::harness::{App, House};
use crate::keys::house;
use insta::assert_snapshot;
use newsprint::code::Token;
use newsprint::reader::{Action, Ticket};
use newsprint::text::TextRange;

fn edition(columns: u16, rows: u16) -> (House, App) {
    let house = House::new();
    let app = App::edition(&house.config(), columns, rows);
    (house, app)
}

#[test]
fn the_library_at_120_by_40() {
    let (_house, app) = edition(120, 40);
    assert_snapshot!(app.styled());
}

#[test]
fn the_library_at_40_by_12() {
    let (_house, app) = edition(40, 12);
    assert_snapshot!(app.screen());
}

#[test]
fn an_article_at_120_by_40() {
    let (_house, mut app) = edition(120, 40);
    app.press("j enter m j enter");
    assert_snapshot!(app.styled());
}

#[test]
fn an_article_at_80_by_24() {
    let (_house, mut app) = edition(80, 24);
    app.press("j enter space");
    assert_snapshot!(app.screen());
}

#[test]
fn two_pages_at_180_by_40() {
    let (_house, mut app) = edition(180, 40);
    app.press("j enter");
    assert_snapshot!(app.screen());
}

#[test]
fn the_sidebar_slides_over_a_narrow_page() {
    let (_house, mut app) = edition(60, 20);
    app.press("j enter");
    assert!(!app.shows("SECTIONS"));
    app.press("tab");
    assert_snapshot!(app.styled());
}

#[test]
fn an_article_at_20_by_5() {
    let (_house, mut app) = edition(20, 5);
    app.press("enter");
    assert_snapshot!(app.screen());
}

#[test]
fn help_in_an_article() {
    let (_house, mut app) = edition(100, 50);
    app.press("enter ?");
    assert_snapshot!(app.screen());
}

#[test]
fn bookmarks_of_the_library() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("enter m j enter m j j n \"for the piece on ports\" enter B");
    assert_snapshot!(app.screen());
}

#[test]
fn a_search_with_its_hits() {
    let house = house();
    let mut app = house.open(80, 24);
    app.press("enter / \"halibut\" enter");
    assert_snapshot!(app.styled());
}

/// A listing between names.
const LISTINGS: &str = "---\ntitle: Listings\n---\n\nMarta Lindqvist wrote it:\n\n```rust\n// by Marta \
    Lindqvist, né 漢\nfn f() { say(\"Marta Lindqvist\", 12) }\n```\n\n```klingon\nlet x = 12;\n```\n";

#[cfg(feature = "code-colours")]
#[test]
fn the_tokens_of_code_show_on_the_page() {
    let house = House::new();
    house.put("a.md", LISTINGS);
    let mut app = house.open(60, 20);
    app.press("enter");
    let styled = app.styled();
    let looks: Vec<Vec<&str>> = styled
        .lines()
        .map(|line| line.split_whitespace().skip(1).collect())
        .collect();
    for expected in [
        "faint italic \"// by Marta Lindqvist, né 漢\"",
        "bold \"fn\"",
        "yellow \"f\"",
        "green \"\\\"Marta Lindqvist\\\"\"",
        "magenta \"12\"",
        "yellow \"let x = 12;\"",
        "magenta bold \"Marta Lindqvist\"",
    ] {
        let words: Vec<&str> = expected.split_whitespace().collect();
        assert!(
            looks.iter().any(|line| line.ends_with(&words)),
            "{expected}\n{styled}"
        );
    }
}

#[test]
fn tokens_of_another_article_are_dropped() {
    let house = House::new();
    house.put("a.md", LISTINGS);
    let mut app = house.open(60, 20);
    app.press("enter");
    let here = |app: &App| app.model.reading.as_ref().unwrap().code.clone();
    let before = here(&app);
    assert_eq!(before.is_some(), cfg!(feature = "code-colours"));
    let late = [(TextRange::new(0, 4), Token::Keyword)];
    app.act(Action::CodeColoured(Ticket(u64::MAX), late.into()));
    assert_eq!(here(&app), before);
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let house = House::new();
    let app = house.open(80, 12);
    assert_snapshot!(app.screen());
}

#[test]
fn no_size_is_too_small_and_none_too_large() {
    let house = house();
    for keys in [
        "",
        "enter",
        "enter tab",
        "enter m",
        "enter ?",
        "enter .",
        "enter z }",
        "enter z tab",
        "enter w w w w w w w w L",
        "B",
        "/ \"x\"",
        "enter s",
        "enter / \"halibut\"",
        "enter : \"1\"",
    ] {
        for (columns, rows) in [
            (0, 0),
            (1, 1),
            (1, 40),
            (2, 3),
            (5, 2),
            (20, 5),
            (23, 6),
            (300, 1),
            (300, 100),
        ] {
            let mut app = house.open(80, 24);
            app.press(keys);
            app.resize(columns, rows);
            let _ = app.buffer();
            app.press("space").press("k");
            let _ = app.buffer();
            app.resize(80, 24);
            let _ = app.buffer();
        }
    }
}

#[test]
fn a_resize_keeps_the_same_word_under_the_eye() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter space space");
    let here = app.model.reading.as_ref().unwrap().here;
    for (columns, rows) in [(60, 50), (200, 60), (20, 5), (1, 1), (120, 30)] {
        app.resize(columns, rows);
        let reading = app.model.reading.as_ref().unwrap();
        assert_eq!(reading.here, here);
        assert!(reading.shown().contains(here), "{columns}x{rows}");
    }
    app.press("-").press("-").press("i");
    assert_eq!(app.model.reading.as_ref().unwrap().here, here);
}
