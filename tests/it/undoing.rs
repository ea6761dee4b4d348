//! Every change that the reader makes is taken back and taken again, in the session and after it.

use crate::harness::{App, House, clock};
use crate::keys::house;
use newsprint::journal::{Change, Draft, Journal, Stride};
use newsprint::reader::Action;
use proptest::prelude::*;
use std::fs;

/// All that is shown of what the reader did.
#[derive(Debug, PartialEq)]
struct Shown {
    /// Name, read, starred, archived, tags.
    rows: Vec<(String, bool, bool, bool, Vec<String>)>,
    /// Passage and note.
    bookmarks: Vec<(String, Option<String>)>,
}

fn shown(app: &App) -> Shown {
    let rows = app.model.shelf.rows.iter();
    let mut rows: Vec<_> = rows
        .map(|row| {
            let mut tags = row.tags.clone();
            tags.sort_unstable();
            let name = row.entry.name.clone();
            (name, row.read, row.starred, row.archived, tags)
        })
        .collect();
    rows.sort_unstable();
    let marks = app.model.state.articles().flat_map(|(_, a)| &a.bookmarks);
    let mut bookmarks: Vec<_> = marks
        .map(|mark| (mark.anchor.exact.clone(), mark.note.clone()))
        .collect();
    bookmarks.sort_unstable();
    Shown { rows, bookmarks }
}

/// What the reader can do, from the list and back to it, and how it is told when it is undone.
const DEEDS: [(&str, &str); 12] = [
    ("r", "marked read, in “The night the lights went out”"),
    ("*", "starred, in “The night the lights went out”"),
    ("a", "archived, in “The night the lights went out”"),
    (
        "t \"sea, to read\" enter",
        "tagged “sea”, “to read”, in “The",
    ),
    ("enter m j enter q", "bookmarked, in “The night"),
    ("! r", "3 articles marked read"),
    ("! *", "3 articles starred"),
    ("! a", "3 articles archived"),
    ("! t \"sea\" enter", "3 articles tagged “sea”"),
    ("enter ' n \"!\" enter q q", "note changed, in"),
    ("enter ' d q q", "bookmark deleted, in"),
    ("enter t \"fish\" enter q", "tagged “fish”, in"),
];
/// Where there is a bookmark already.
const MARKED: &str = "enter m n \"a note\" enter q";

#[test]
fn every_deed_goes_back_and_forth_in_this_session_and_the_next() {
    for (keys, told) in DEEDS {
        for restarts in [false, true] {
            let house = house();
            let mut app = house.open(160, 30);
            app.press(MARKED);
            let before = shown(&app);
            app.press(keys);
            let after = shown(&app);
            assert_ne!(before, after, "{keys}");
            for _ in 0..2 {
                if restarts {
                    app = house.open(160, 30);
                    assert_eq!(shown(&app), after, "{keys}");
                }
                app.press("u");
                assert!(
                    app.shows(&format!("Undone: {told}")),
                    "{keys}: {}",
                    app.screen()
                );
                assert_eq!(shown(&app), before, "{keys}");
                if restarts {
                    app = house.open(160, 30);
                }
                app.press("ctrl-r");
                assert!(
                    app.shows(&format!("Redone: {told}")),
                    "{keys}: {}",
                    app.screen()
                );
                assert_eq!(shown(&app), after, "{keys}");
            }
            app.press("ctrl-r");
            assert!(app.shows("Nothing to redo"));
        }
    }
}

#[test]
fn a_new_deed_ends_what_could_be_done_again() {
    let house = house();
    let mut app = house.open(160, 30);
    app.press("r u * ctrl-r");
    assert!(app.shows("Nothing to redo"));
    app.press("u ctrl-r");
    assert!(app.shows("Redone: starred"));
}

#[test]
fn corrections_of_names_go_back_and_forth_between_the_others() {
    let house = house();
    let mut app = house.open(160, 40);
    app.press("enter *");
    app.press("tab ] j d tab r");
    for told in ["marked read", "hidden", "starred"] {
        app.press("u");
        let undone = app.rows_with("Undone: ").concat();
        assert!(undone.contains(told), "{told}: {undone}");
    }
    for told in ["starred", "hidden", "marked read"] {
        app.press("ctrl-r");
        let redone = app.rows_with("Redone: ").concat();
        assert!(redone.contains(told), "{told}: {redone}");
    }
    app.press("u u");
    assert!(app.shows("hidden"));
    app.press("ctrl-r");
    assert!(app.shows("Redone:") && app.shows("hidden"));
    // What is said of a name is something new too.
    app.press("u u tab r \"Somebody\" enter tab ctrl-r");
    assert!(app.shows("Nothing to redo"), "{}", app.screen());
}

/// Writes `change` to the article that is selected, as another device would, and lets the session meet it.
fn elsewhere(house: &House, app: &mut App, change: Change) {
    let row = app.model.shelf.selected_row().unwrap();
    let article = row.article.clone();
    let (mut phone, ..) = Journal::open(&house.config(), "phone").unwrap();
    let draft = Draft {
        article,
        change,
        back: None,
        at: None,
    };
    phone.append(&[draft], Stride::New, clock()).unwrap();
    app.act(Action::Rested);
}

#[test]
fn what_another_device_changed_since_is_left_as_it_is() {
    let house = house();
    let mut app = house.open(160, 30);
    app.press("r *");
    elsewhere(&house, &mut app, Change::Unstar);
    app.press("u");
    assert!(
        app.shows("Not undone: starred, in “The night the lights went out”; it was changed elsewhere since"),
        "{}",
        app.screen()
    );
    app.press("u");
    assert!(app.shows("Undone: marked read"), "the step before");
    elsewhere(&house, &mut app, Change::Read);
    app.press("ctrl-r");
    assert!(app.shows("Not redone: marked read"), "{}", app.screen());
    app.press("ctrl-r");
    assert!(app.shows("Nothing to redo"));
}

#[test]
fn a_note_that_another_device_wrote_is_not_undone() {
    let house = house();
    let mut app = house.open(160, 30);
    app.press(MARKED);
    app.press("enter ' n \" and more\" enter q q");
    let bookmark = app.model.bookmarks()[0].id.clone();
    let note = Some("what I thought on the train".to_owned());
    elsewhere(&house, &mut app, Change::Note { id: bookmark, note });
    let there = shown(&app);
    app.press("u u");
    assert!(app.shows("Not undone: bookmarked"), "{}", app.screen());
    assert_eq!(shown(&app), there);
}

#[test]
fn of_many_changes_those_that_still_stand_are_undone() {
    let house = house();
    let mut app = house.open(160, 30);
    app.press("! *");
    elsewhere(&house, &mut app, Change::Unstar);
    app.press("u");
    assert!(
        app.shows("Undone: 2 articles starred; 1 changed elsewhere since, left so"),
        "{}",
        app.screen()
    );
    app.press("ctrl-r");
    assert!(app.shows("Redone: 2 articles starred"));
}

#[test]
fn what_another_window_did_is_undone_there() {
    let house = house();
    let mut app = house.open(160, 30);
    let mut other = house.open(160, 30);
    app.press("r");
    other.press("*");
    app.act(Action::Rested);
    app.press("u");
    assert!(app.shows("Undone: marked read"), "{}", app.screen());
    app.press("u");
    assert!(app.shows("Nothing to undo"));
    other.press("u");
    assert!(other.shows("Undone: starred"), "{}", other.screen());
}

#[test]
fn what_could_not_be_undone_for_want_of_a_disk_can_be_undone_later() {
    let house = house();
    let mut app = house.open(160, 30);
    app.press("! r");
    let journal = house.config().join("state").join("test.jsonl");
    let kept = fs::read(&journal).unwrap();
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    let before = shown(&app);
    app.press("u");
    assert!(app.shows("Not kept:"), "{}", app.screen());
    assert_eq!(shown(&app), before);
    fs::remove_dir(&journal).unwrap();
    fs::write(&journal, kept).unwrap();
    app.press("u");
    assert!(
        app.shows("Undone: 3 articles marked read"),
        "{}",
        app.screen()
    );
    app.press("ctrl-r");
    assert_eq!(shown(&app), before);
}

/// Keys of one deed each, or of none.
fn keys() -> impl Strategy<Value = Vec<&'static str>> {
    let deeds: Vec<&str> = DEEDS.iter().map(|(keys, _)| *keys).collect();
    let more = [
        "j",
        "k",
        "! u",
        "! -",
        "! o",
        "! x \"sea\" enter",
        "t ctrl-u enter",
        "t \", C#, sea\" enter",
        "A",
        "U",
        "u",
        "ctrl-r",
        "restart",
        MARKED,
    ];
    let all = deeds.into_iter().chain(more).collect::<Vec<_>>();
    proptest::collection::vec(prop::sample::select(all), 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever was done: all of it undone is as if nothing had been done, and all of it done again is as it was.
    #[test]
    fn all_can_be_undone_and_done_again(deeds in keys()) {
        let house = house();
        let mut app = house.open(100, 24);
        let before = shown(&app);
        for keys in deeds {
            if keys == "restart" {
                app = house.open(100, 24);
            } else {
                app.press(keys);
                app.press("esc esc");
                if app.model.screen == newsprint::reader::Screen::Reader {
                    app.press("q");
                }
            }
        }
        let all = |app: &mut App, key: &str, end: &str| {
            for _ in 0..300 {
                app.press(key);
                if app.shows(end) {
                    return;
                }
            }
            panic!("{}", app.screen());
        };
        // What had been undone on the way was done too.
        all(&mut app, "ctrl-r", "Nothing to redo");
        let after = shown(&app);
        all(&mut app, "u", "Nothing to undo");
        prop_assert_eq!(&shown(&app), &before);
        let mut again = house.open(100, 24);
        prop_assert_eq!(&shown(&again), &before);
        all(&mut again, "ctrl-r", "Nothing to redo");
        prop_assert_eq!(&shown(&again), &after);
        all(&mut again, "u", "Nothing to undo");
        prop_assert_eq!(&shown(&again), &before);
    }
}
