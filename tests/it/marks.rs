//! The screen of all bookmarks: what it shows, how one moves in it, and where it leads.

use crate::harness::{App, House, clock};
use insta::assert_snapshot;
use newsprint::journal::{Anchor, ArticleId, BookmarkId, Change, Draft, Journal, Stride};
use newsprint::reader::{Action, Effect, Overlay, Screen};
use newsprint::text::TextRange;
use std::fmt::Write as _;

/// Four articles on the affairs of a river town.
fn house() -> House {
    let house = House::new();
    house.put(
        "ferry.md",
        "---\ntitle: The last ferry of Ostra\nsite: River Gazette\npublished: 2025-02-11\n---\n\n\
         The chain ferry has crossed since 1874.\n\n## What it costs\n\n\
         Each crossing costs the town eleven crowns. The bridge upstream, which opened in May, costs nothing \
         to cross and has taken nine of every ten cars. Nobody wants to be the one who ends it.\n\n\
         ### Who pays\n\nThe county pays half. The rest comes from the sale of timber.\n",
    );
    house.put(
        "mill.md",
        "---\ntitle: Inside the paper mill\nsite: Works Weekly\npublished: 2025-01-30\n---\n\n\
         The mill smells of wet straw and hot iron. A sheet is made in four seconds, and a worker who \
         looks away has missed it.\n\n## The night shift\n\nAt three the machines are fed again. \
         “You hear it before you see it,” says the foreman.\n",
    );
    house.put(
        "otters.md",
        "---\ntitle: Otters are back\nsite: River Gazette\npublished: 2024-12-05\n---\n\n\
         Forty years after the last one was seen, otters live below the weir. They eat what the herons leave.\n",
    );
    house.put(
        "plain.txt",
        "A note without a title\n\nThe tide gauge is read at noon.\n",
    );
    house
}

/// Marks two passages each in three of them, some with labels and a note.
fn marked(app: &mut App) {
    app.press("/ \"ferry\" enter enter m j j c y m G");
    app.press("esc q esc / \"mill\" enter enter m j n \"for the piece on paper\" enter");
    app.press("m j j j j c o \"sound\" enter q esc");
    app.press("/ \"otters\" enter enter m j enter q esc");
    app.press("/ \"ferry\" enter enter m j c p q esc");
}

fn all(columns: u16, rows: u16) -> (House, App) {
    let house = house();
    let mut app = house.open(columns, rows);
    marked(&mut app);
    app.press("B");
    (house, app)
}

fn marks(app: &App) -> &newsprint::reader::Marks {
    match app.model.overlays.last() {
        Some(Overlay::Marks(marks)) => marks,
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_bookmarks_at_120_by_40() {
    let (_house, mut app) = all(120, 40);
    app.press("j");
    assert_snapshot!(app.styled());
}

#[test]
fn all_bookmarks_by_label_at_80_by_24() {
    let (_house, mut app) = all(80, 24);
    app.press("s s");
    assert_snapshot!(app.screen());
}

#[test]
fn all_bookmarks_at_40_by_10() {
    let (_house, mut app) = all(40, 10);
    app.press("j j");
    assert_snapshot!(app.screen());
}

#[test]
fn each_is_told_apart_after_its_file_has_changed() {
    let (house, mut app) = all(120, 40);
    app.press("esc");
    let ferry = std::fs::read_to_string(house.library().join("ferry.md")).unwrap();
    let ferry = ferry
        .replace(
            "The chain ferry has",
            "A paragraph more.\n\nThe chain ferry, green and slow, has",
        )
        .replace("Each crossing costs the town eleven crowns.", "");
    house.put("ferry.md", &ferry);
    std::fs::remove_file(house.library().join("otters.md")).unwrap();
    let mut app = house.open(120, 40);
    app.press("B j j j j j");
    for _ in 0..8 {
        app.press("k");
    }
    let screen = app.screen();
    assert_snapshot!(screen);
}

#[test]
fn it_leads_to_the_passage_and_back_to_the_page_one_was_at() {
    let (_house, mut app) = all(100, 30);
    app.press("enter");
    assert_eq!(app.model.screen, Screen::Reader);
    let reading = app.model.reading.as_ref().unwrap();
    let title = reading.article.metadata.title.clone();
    let before = (reading.here, app.screen());
    app.press("B j j G g / \"sound\" enter esc esc");
    let reading = app.model.reading.as_ref().unwrap();
    assert_eq!((reading.here, app.screen()), before);
    assert_eq!(reading.article.metadata.title, title);
}

#[test]
fn what_is_typed_is_sought_in_quote_note_label_title_and_section() {
    let (_house, mut app) = all(100, 30);
    for (words, left) in [
        ("ELEVEN crowns", 1),
        ("piece on paper", 1),
        ("sound", 1),
        ("gazette otters", 1),
        ("what it costs", 2),
        ("the", 5),
        ("xylophone", 0),
    ] {
        app.press(&format!("/ \"{words}\" enter"));
        assert_eq!(marks(&app).counts(), (5, left), "{words}\n{}", app.screen());
        app.press("esc");
        assert_eq!(marks(&app).counts(), (5, 5), "{words}");
    }
    // What is taken away again widens what was found.
    app.press("/ \"otters\" backspace backspace backspace backspace backspace backspace");
    assert_eq!(marks(&app).counts(), (5, 5));
}

#[test]
fn what_is_done_here_is_done_and_shows() {
    let (_house, mut app) = all(120, 40);
    app.press("n \" again\" enter");
    assert!(app.shows("Note kept"), "{}", app.screen());
    app.press("c g");
    assert!(app.shows("◆ green"), "{}", app.screen());
    app.press("d");
    assert_eq!(marks(&app).counts().0, 4);
    app.press("u");
    assert_eq!(marks(&app).counts().0, 5);
}

#[test]
fn the_selection_is_always_on_the_screen() {
    let house = House::new();
    let mut words = String::from("# Many\n\n");
    for number in 0..60 {
        write!(words, "Sentence number {number} is here. ").unwrap();
    }
    house.put("a.md", &words);
    let mut app = house.open(80, 24);
    app.press("enter");
    for _ in 0..30 {
        app.press("m enter .");
    }
    let mut app = house.open(80, 24);
    app.press(
        "enter m enter m j enter m j j enter m j j j enter m j j j j enter m j j j j j enter B",
    );
    let count = marks(&app).counts().0;
    assert!(count >= 6, "{count}");
    for rows in [24, 12, 8, 5, 3, 1] {
        app.press("G").resize(80, rows);
        for key in std::iter::repeat_n("k", count).chain(["d", "u"]) {
            let selected = marks(&app).selected_mark().unwrap();
            let head: String = selected.bookmark.anchor.exact.chars().take(24).collect();
            assert!(
                app.shows(head.trim()),
                "{rows} rows: {head}\n{}",
                app.screen()
            );
            app.press(key);
        }
    }
}

/// A library whose journal has 300 bookmarks, in an article that is not there.
fn with_many() -> House {
    let house = House::new();
    let (mut journal, _, _) = Journal::open(&house.config(), "test").unwrap();
    let article = ArticleId::from("0123456789abcdef");
    let drafts = (0..300).map(|number| {
        let text = format!("The gauge was read for the {number}th time.");
        let change = Change::Bookmark {
            id: BookmarkId::from(format!("mark-{number}").as_str()),
            anchor: Anchor::new(&text, TextRange::new(0, text.len())),
            note: None,
            label: None,
            section: Vec::new(),
        };
        Draft::note(Some(article.clone()), change)
    });
    let drafts: Vec<Draft> = drafts.collect();
    journal.append(&drafts, Stride::New, clock()).unwrap();
    house
}

#[test]
fn what_many_bookmarks_are_found_by_is_folded_by_a_worker() {
    let house = with_many();
    let mut app = house.open(100, 30);
    let effects = app.model.update(Action::Key("B".parse().unwrap()));
    let is_fold = |effect: &Effect| matches!(effect, Effect::FoldMarks(..));
    let (folds, others): (Vec<Effect>, Vec<Effect>) = effects.into_iter().partition(is_fold);
    assert_eq!(folds.len(), 1);
    app.settle(others);
    assert!(app.shows("× not here"), "{}", app.screen());
    // Nothing is taken away before it is known, and no second worker is asked.
    app.press("/ \"the 17th\"");
    assert_eq!(marks(&app).counts(), (300, 300));
    app.settle(folds);
    // And the 117th and the 217th.
    assert_eq!(marks(&app).counts(), (300, 3), "{}", app.screen());
}
