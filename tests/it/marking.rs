//! What is done with bookmarks: labels, notes of several lines, passages attached by hand, and how they show.

use crate::harness::{App, House};
use insta::assert_snapshot;
use newsprint::journal::Found;
use newsprint::reader::{Action, Edited, Effect, Overlay, Reading};
use std::fs;
use std::path::PathBuf;

const STORY: &str = "---\ntitle: Low water\n---\n\nThe river fell by a third in June. Barges lay aground at Brevik. \
    The locks were opened twice a week.\n\nNobody remembers such a summer. The oldest lock keeper does not.\n";

fn open() -> (House, App) {
    let house = House::new();
    house.put("a.md", STORY);
    let mut app = house.open(100, 30);
    app.press("enter");
    (house, app)
}

fn reading(app: &App) -> &Reading {
    app.model.reading.as_ref().unwrap()
}

fn quotes(app: &App) -> Vec<&str> {
    let bookmarks = app.model.bookmarks().iter();
    bookmarks
        .map(|bookmark| bookmark.anchor.exact.as_str())
        .collect()
}

fn note(app: &App) -> Option<&str> {
    app.model.bookmarks()[0].note.as_deref()
}

#[test]
fn a_label_is_a_colour_or_a_word_and_shows_as_one() {
    let (_house, mut app) = open();
    app.press("m c y");
    assert_eq!(app.model.bookmarks()[0].label.as_deref(), Some("yellow"));
    app.press("' c o \" #to  quote \" enter");
    assert_eq!(app.model.bookmarks()[0].label.as_deref(), Some("to quote"));
    assert!(app.shows("◆ to quote"), "{}", app.screen());
    // A word that was used once is offered.
    app.press("esc m j c");
    assert!(app.shows("1  to quote"), "{}", app.screen());
    app.press("1");
    assert_eq!(app.model.bookmarks()[1].label.as_deref(), Some("to quote"));
    app.press("' c n");
    assert_eq!(app.model.bookmarks()[0].label, None);
    app.press("u");
    assert_eq!(app.model.bookmarks()[0].label.as_deref(), Some("to quote"));
}

#[test]
fn overlapping_bookmarks_stand_in_two_lanes() {
    let (_house, mut app) = open();
    app.press("m c g m p enter m J j c b");
    let styled = app.styled();
    assert_snapshot!(styled);
}

#[test]
fn a_bookmark_across_a_page_break_shows_on_both_pages() {
    let house = House::new();
    house.put(
        "a.md",
        &format!(
            "{}Last.\n",
            "Ships went by in the night and nobody counted them. ".repeat(40)
        ),
    );
    let mut app = house.open(60, 14);
    app.press("enter m p enter");
    for page in 0..3 {
        let bars = app.rows_with("▌");
        assert!(bars.len() > 5, "page {page}: {}", app.screen());
        app.press("space");
    }
}

#[test]
fn a_note_of_several_lines_keeps_them() {
    let (_house, mut app) = open();
    let written = |note: &str| Edited::Written(note.into(), PathBuf::from("/drafts/1"));
    app.edits.push_back(written("one\n\ntwo"));
    app.press("m N");
    assert_eq!(note(&app), Some("one\n\ntwo"));
    assert_eq!(app.discarded, [PathBuf::from("/drafts/1")]);
    // It has no room on a line: n opens the editor too.
    app.edits.push_back(Edited::Unchanged);
    app.press("' n");
    assert_eq!(app.edited.last().map(String::as_str), Some("one\n\ntwo"));
    assert!(app.shows("The note is as it was"), "{}", app.screen());
    app.press("n");
    assert!(app.shows("No editor is set"), "{}", app.screen());
    assert_eq!(note(&app), Some("one\n\ntwo"));
    app.edits.push_back(written(""));
    app.press("N");
    assert_eq!(note(&app), None);
}

#[test]
fn what_is_being_typed_goes_on_in_the_editor() {
    let (_house, mut app) = open();
    app.press("m n \"begun\"");
    app.edits.push_back(Edited::Unchanged);
    app.press("ctrl-x ctrl-e");
    assert_eq!(app.edited, ["begun"]);
    assert!(app.shows("Note: begun"), "{}", app.screen());
    app.edits.push_back(Edited::Written(
        "begun\nand ended".into(),
        "/drafts/1".into(),
    ));
    app.press("ctrl-x ctrl-e");
    assert_eq!(note(&app), Some("begun\nand ended"));
    assert!(app.model.overlays.is_empty());
    // An editor that fails takes nothing away.
    app.press("m j n \"more\" ctrl-x ctrl-e");
    assert!(app.shows("No editor is set"), "{}", app.screen());
    app.press("n");
    assert!(app.shows("Note: more"), "{}", app.screen());
    // ctrl-e alone goes to the end of the line, as ever.
    app.press("ctrl-a ctrl-e \"!\" enter");
    assert_eq!(app.model.bookmarks()[1].note.as_deref(), Some("more!"));
}

#[test]
fn a_note_that_cannot_be_kept_is_not_lost() {
    let house = House::new();
    house.put("a.md", STORY);
    fs::create_dir(house.config()).unwrap();
    fs::write(house.config().join("state"), "no folder").unwrap();
    let mut app = house.open(100, 30);
    app.press("enter m n \"typed\" enter");
    assert!(app.shows("n has what you typed"), "{}", app.screen());
    app.press("m n");
    assert!(app.shows("Note: typed"), "{}", app.screen());
    app.press("esc");
    app.edits
        .push_back(Edited::Written("long".into(), "/drafts/1".into()));
    app.press("N");
    assert!(
        app.shows("Not kept; your note is in /drafts/1"),
        "{}",
        app.screen()
    );
    assert!(app.discarded.is_empty());
}

#[test]
fn a_lost_bookmark_stays_listed_and_is_attached_by_hand() {
    let (house, mut app) = open();
    app.press("m j n \"why\" enter");
    house.put(
        "a.md",
        &STORY.replace("Barges lay aground at Brevik.", "All traffic has ceased."),
    );
    let mut app2 = house.open(100, 30);
    app2.press("enter");
    assert!(app2.shows("× lost"), "{}", app2.screen());
    app2.press("'");
    assert!(app2.shows("× lost"), "{}", app2.screen());
    app2.press("enter");
    assert!(app2.shows("not in it any more"), "{}", app2.screen());
    app2.press("a");
    assert!(
        app2.shows("Choose where “Barges lay aground"),
        "{}",
        app2.screen()
    );
    app2.press("j");
    assert!(app2.shows("attach"), "{}", app2.screen());
    app2.press("esc");
    assert!(
        app2.shows("The bookmark is where it was"),
        "{}",
        app2.screen()
    );
    assert_eq!(quotes(&app2), ["Barges lay aground at Brevik."]);
    // From the screen of all bookmarks, in the library, it opens the article for it.
    app2.press("q B a");
    let chosen = reading(&app2).passage.unwrap().range();
    let chosen = chosen.of(&reading(&app2).article.text).to_owned();
    app2.press("enter");
    assert_eq!(quotes(&app2), [chosen.as_str()]);
    assert_eq!(note(&app2), Some("why"));
    assert_eq!(
        reading(&app2).kept[0]
            .range()
            .map(|r| r.of(&reading(&app2).article.text).to_owned()),
        Some(chosen)
    );
    app2.press("u");
    assert_eq!(quotes(&app2), ["Barges lay aground at Brevik."]);
    assert_eq!(reading(&app2).kept[0].found, Some(Found::Lost));
    drop(app);
}

#[test]
fn what_the_file_marks_is_listed_and_can_be_kept_and_not_changed() {
    let house = House::new();
    house.put(
        "a.md",
        "# Locks\n\nThe upper lock is ==never opened at night==. The lower one is.\n\nA barge waits ==until dawn==.\n",
    );
    let mut app = house.open(100, 24);
    app.press("enter");
    assert!(app.shows("MARKED IN THE FILE"), "{}", app.screen());
    assert_eq!(app.rows_with("┊").len(), 4, "{}", app.screen());
    app.press("'");
    assert_snapshot!(app.screen());
    app.press("d");
    assert!(
        app.shows("The file itself marks this; m makes a bookmark of it"),
        "{}",
        app.screen()
    );
    app.press("j m");
    assert_eq!(quotes(&app), ["until dawn"]);
    // It stands among the bookmarks too now, and only that is deleted.
    app.press("g d");
    assert!(quotes(&app).is_empty());
    app.press("g enter");
    assert!(app.model.overlays.is_empty());
    app.press("tab G enter");
    let here = reading(&app).here;
    assert!(reading(&app).article.text[here..].starts_with("until dawn"));
}

#[test]
fn in_a_long_article_that_has_changed_passages_are_sought_by_a_worker() {
    let house = House::new();
    let mut text = "The tide came in and the tide went out again. ".repeat(9000);
    text.insert_str(0, "# Tides\n\nIt began on a Monday in the old harbour.\n\n");
    house.put("a.md", &text);
    let mut app = house.open(100, 30);
    app.press("enter m enter");
    house.put("a.md", &text.replace("on a Monday", "on a Tuesday"));
    let (mut app, effects) = App::at_rest(
        newsprint::library::Source::at(&house.library()).unwrap(),
        &house.config(),
        100,
        30,
    );
    app.settle(effects);
    let key: newsprint::reader::Key = "enter".parse().unwrap();
    let mut waiting = app.model.update(Action::Key(key));
    let mut late = Vec::new();
    while let Some(effect) = waiting.pop() {
        if let Effect::FindPassages(..) = effect {
            late.push(effect);
            continue;
        }
        let mut answers = Vec::new();
        app.answer(effect, &mut |action| answers.push(action));
        for answer in answers {
            waiting.extend(app.model.update(answer));
        }
    }
    assert_eq!(late.len(), 1);
    assert_eq!(reading(&app).kept[0].found, None);
    app.press("' enter");
    assert!(app.shows("still being looked for"), "{}", app.screen());
    app.press("esc");
    app.settle(late);
    assert!(matches!(
        reading(&app).kept[0].found,
        Some(Found::Changed(_))
    ));
    assert!(app.shows("≈ changed"), "{}", app.screen());
    // What was found once is not sought again.
    let range = reading(&app).kept[0].range();
    app.press("m j enter");
    assert_eq!(reading(&app).kept[0].range(), range);
    assert!(!matches!(
        app.model.overlays.last(),
        Some(Overlay::Bookmarks(_))
    ));
}

#[test]
fn a_note_on_a_passage_that_is_kept_is_for_its_bookmark() {
    let (_house, mut app) = open();
    app.press("m n \"first\" enter m n");
    assert!(app.shows("Note: first"), "{}", app.screen());
    app.press("\" and more\" enter m c y m enter");
    assert!(app.shows("bookmarked already"), "{}", app.screen());
    let [only] = app.model.bookmarks() else {
        panic!("{:?}", app.model.bookmarks());
    };
    assert_eq!(only.note.as_deref(), Some("first and more"));
    assert_eq!(only.label.as_deref(), Some("yellow"));
}

#[test]
fn the_list_stays_on_its_bookmark_when_another_window_keeps_one_before_it() {
    let (house, mut app) = open();
    let mut other = house.open(100, 30);
    app.press("m j enter '");
    let quote = app.model.bookmarks()[0].anchor.exact.clone();
    other.press("enter m enter q");
    app.act(Action::Rested);
    assert_eq!(app.model.bookmarks().len(), 2);
    assert_eq!(app.model.bookmarks()[1].anchor.exact, quote);
    app.press("d");
    assert_eq!(app.model.bookmarks().len(), 1);
    assert_ne!(app.model.bookmarks()[0].anchor.exact, quote);
}
