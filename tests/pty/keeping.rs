//! What the reader did is on disk when the screen says so.

use crate::house::House;
use crate::window::{Window, eventually};
use rustix::process::Signal;
use std::fs;
use std::path::Path;

fn open(house: &House, article: &Path) -> Window {
    let window = Window::open(house, Some(article), 80, 24);
    window.wait_for("stone");
    window
}

/// Keeps the passage that is offered first and waits for the word that it is kept.
fn keep(window: &mut Window) {
    window.press("m\r");
    window.wait_for("Bookmarked");
}

#[test]
fn a_mark_outlives_a_kill_the_moment_it_is_told() {
    let house = House::new();
    let article = house.put_long();
    let mut window = open(&house, &article);
    window.turn(" ");
    let stone = window.turn(" ");
    keep(&mut window);
    window.signal(Signal::KILL);
    window.wait_for_end();
    let quotes = house.quotes();
    assert_eq!(quotes.len(), 1, "{quotes:?}");

    let mut window = open(&house, &article);
    window.press("'");
    let head: String = quotes[0].chars().take(30).collect();
    window.wait_for(&head);
    window.press("\r");
    window.wait_for(&stone);
}

#[test]
fn it_opens_again_at_the_same_word() {
    let house = House::new();
    let article = house.put_long();
    let mut window = open(&house, &article);
    for _ in 0..4 {
        window.turn(" ");
    }
    let here = window.first_stone();
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);

    assert_eq!(open(&house, &article).first_stone(), here);
    // At another size the word is there too, if not first.
    let window = Window::open(&house, Some(&article), 50, 16);
    window.wait_for(&here);
}

#[test]
fn the_place_is_written_after_a_rest_without_leaving() {
    let house = House::new();
    let article = house.put_long();
    let mut window = open(&house, &article);
    let here = window.turn(" ");
    eventually("the place in the journal", || {
        house.place().filter(|p| *p > 0)
    });
    window.signal(Signal::KILL);
    window.wait_for_end();
    assert_eq!(open(&house, &article).first_stone(), here);
}

#[test]
fn two_windows_on_one_journal_both_keep_their_marks() {
    let house = House::new();
    let article = house.put_long();
    let (mut one, mut two) = (open(&house, &article), open(&house, &article));
    two.turn(" ");
    for round in 1..=3 {
        one.turn(" ");
        two.turn(" ");
        // At once: both are writing when either is told of it.
        one.press("m\r");
        two.press("m\r");
        one.wait_for("Bookmarked");
        two.wait_for("Bookmarked");
        assert_eq!(house.quotes().len(), 2 * round);
        one.turn(" ");
        two.turn(" ");
    }
    one.press("q");
    two.press("q");
    assert_eq!(one.wait_for_good_end().exit_code(), 0);
    assert_eq!(two.wait_for_good_end().exit_code(), 0);

    let mut third = Window::open(&house, Some(&article), 80, 60);
    third.wait_for("stone");
    third.press("'");
    for quote in house.quotes() {
        let head: String = quote.chars().take(30).collect();
        third.wait_for(&head);
    }
}

#[test]
fn what_is_done_in_one_window_shows_in_the_other() {
    let house = House::new();
    house.put_long();
    let open = || {
        let window = Window::open(&house, Some(house.library()), 80, 24);
        window.wait_for("It was a long walk");
        window
    };
    // The second is there before anything was ever written.
    let (mut one, mut two) = (open(), open());
    for (acting, watching) in [(true, false), (false, true), (true, false)] {
        let star = if acting { &mut one } else { &mut two };
        star.press("*");
        star.wait_until("an answer", |screen| screen.contents().contains("Star"));
        let starred = star.screen().contains("Starred");
        let other = if watching { &mut one } else { &mut two };
        other.wait_until("the same star", |screen| {
            screen.contents().contains('★') == starred
        });
    }
    one.press("Q");
    two.press("Q");
    assert_eq!(one.wait_for_good_end().exit_code(), 0);
    assert_eq!(two.wait_for_good_end().exit_code(), 0);
}

#[test]
fn without_a_place_for_the_journal_one_can_read_and_is_told() {
    let house = House::new();
    let article = house.put_long();
    fs::create_dir(house.config()).unwrap();
    fs::write(
        house.config().join("state"),
        "a file where a folder should be",
    )
    .unwrap();
    cannot_keep(&house, &article, Some("Nothing you do will be kept"));
}

#[test]
fn a_journal_that_cannot_be_written_is_told_when_it_is_needed() {
    let house = House::new();
    let article = house.put_long();
    let mut window = open(&house, &article);
    keep(&mut window);
    window.press("q");
    window.wait_for_good_end();
    let state = house.config().join("state");
    let journal = fs::read_dir(&state)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .unwrap();
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    cannot_keep(&house, &article, None);
}

#[test]
fn a_folder_that_must_not_be_written_to_is_no_reason_not_to_read() {
    if rustix::process::geteuid().is_root() {
        // Nothing is forbidden to root; the two tests before this one hold for everybody.
        return;
    }
    let house = House::new();
    let article = house.put_long();
    fs::create_dir(house.config()).unwrap();
    let mut permissions = fs::metadata(house.config()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(house.config(), permissions).unwrap();
    cannot_keep(&house, &article, None);
}

/// Reads, marks, is told that the mark is not kept, and leaves.
#[track_caller]
fn cannot_keep(house: &House, article: &Path, notice: Option<&str>) {
    let mut window = open(house, article);
    if let Some(notice) = notice {
        window.wait_for(notice);
    }
    window.turn(" ");
    window.press("m\r");
    window.wait_for("Not kept");
    assert!(!window.screen().contains("Bookmarked"));
    window.turn(" ");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}
