//! What is remembered from one session to the next, and across what happens to files in between.

use crate::harness::{App, House};
use crate::keys::{house, long_article};
use newsprint::reader::{Action, Reading};
use newsprint::typeset::Furniture;
use std::fs;

fn reading(app: &App) -> &Reading {
    app.model.reading.as_ref().unwrap()
}

/// The first words that stand at the reading place.
fn words_here(app: &App) -> String {
    let reading = reading(app);
    reading.article.text[reading.here..]
        .chars()
        .take(40)
        .collect()
}

#[test]
fn an_article_opens_again_at_the_same_word() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter space space space");
    let words = words_here(&app);
    app.press("q q");
    assert!(app.quit);
    // Another size, and another measure: the word is the same.
    let mut again = house.open(70, 40);
    again.press("enter");
    assert_eq!(words_here(&again), words);
    assert!(again.shows(words.split_whitespace().next().unwrap()));
}

#[test]
fn the_place_is_remembered_while_reading_and_not_only_at_the_end() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter space space");
    assert!(app.model.wants_rest());
    app.act(Action::Rested);
    assert!(!app.model.wants_rest());
    let here = reading(&app).here;
    // The first session is still open, as after kill -9.
    let mut again = house.open(100, 24);
    again.press("enter");
    assert_eq!(reading(&again).here, here);
}

#[test]
fn the_last_page_makes_it_read_and_unread_stays_unread() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter");
    assert!(!app.model.shelf.selected_row().unwrap().read);
    app.press("G");
    assert!(app.model.shelf.selected_row().unwrap().read);
    app.press("r");
    assert!(
        !app.model.shelf.selected_row().unwrap().read,
        "marked unread on the last page it stays so"
    );
    app.press("q q");
    let again = house.open(100, 24);
    assert!(!again.model.shelf.selected_row().unwrap().read);
}

#[test]
fn the_place_is_found_again_in_a_text_that_was_edited() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter space space space");
    let words = words_here(&app);
    app.press("q q");
    let longer = long_article().replace(
        "Nobody slept.",
        &"A new sentence in the opening. ".repeat(60),
    );
    house.put("a-night.md", &longer);
    let mut again = house.open(100, 24);
    again.press("enter");
    assert_eq!(words_here(&again), words);
}

#[test]
fn keys_typed_ahead_are_for_the_article_that_is_being_opened() {
    let house = house();
    let mut app = house.open(100, 24);
    // The effects are held back, as when a disk is slow.
    let load = app.model.update(Action::Key("enter".parse().unwrap()));
    for key in ["space", "q", "enter"] {
        assert!(
            app.model
                .update(Action::Key(key.parse().unwrap()))
                .is_empty()
        );
    }
    app.settle(load);
    assert!(!app.quit);
    assert_eq!(
        reading(&app).page_number().unwrap(),
        1,
        "turned, left for the list, opened again at the same place"
    );
}

/// What the program that saved an article said of its reading counts until the reader says something.
#[test]
fn what_was_read_elsewhere_is_read_until_the_reader_says_otherwise() {
    let house = House::new();
    let text = "The lights went out. ".repeat(300);
    for (name, said) in [
        ("a.md", "state: COMPLETED\nstarred: true"),
        ("b.md", "state: INBOX"),
        ("c.md", "status: draft"),
    ] {
        house.put(name, &format!("---\ntitle: {name}\n{said}\n---\n{text}"));
    }
    let marks = |app: &App| -> Vec<(bool, bool)> {
        let mut rows: Vec<_> = app.model.shelf.rows.iter().collect();
        rows.sort_by_key(|row| row.entry.name.clone());
        rows.iter().map(|row| (row.read, row.starred)).collect()
    };
    let mut app = house.open(100, 24);
    let said = [(true, true), (false, false), (false, false)];
    assert_eq!(marks(&app), said);
    app.press("s enter");
    app.press("q");
    assert_eq!(app.model.shelf.selected_row().unwrap().title(), "a.md");
    assert_eq!(marks(&app), said, "to open it changes nothing");
    app.press("r *");
    assert_eq!(marks(&app)[0], (false, false));
    assert_eq!(marks(&house.open(100, 24))[0], (false, false));
    app.press("u u");
    assert_eq!(marks(&app)[0], (true, true), "undone");
    app.press("enter r");
    app.press("q");
    assert!(!marks(&app)[0].0, "marked unread while it is open");
    assert_eq!(marks(&house.open(100, 24))[0], (false, true));
}

#[test]
fn two_changes_in_one_breath_are_two_changes() {
    let house = house();
    let mut app = house.open(100, 24);
    let mut effects = app.model.update(Action::Key("r".parse().unwrap()));
    effects.extend(app.model.update(Action::Key("r".parse().unwrap())));
    effects.extend(app.model.update(Action::Key("*".parse().unwrap())));
    app.settle(effects);
    let row = app.model.shelf.selected_row().unwrap();
    assert!(!row.read && row.starred);
}

#[test]
fn an_article_is_not_read_by_a_window_that_grows_over_the_list() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter q");
    app.resize(200, 300);
    assert!(!app.model.shelf.selected_row().unwrap().read);
}

#[test]
fn looking_at_the_folder_again_under_a_filter_reads_every_file() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("/ \"short\" enter R");
    assert_eq!(app.model.shelf.shown.len(), 1);
    app.press("esc");
    assert!(
        app.model
            .shelf
            .rows
            .iter()
            .all(|row| row.summary().is_some())
    );
}

#[test]
fn state_follows_a_file_that_is_renamed_or_moved() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter space m j enter * q q");
    fs::create_dir(house.library().join("deeper")).unwrap();
    fs::rename(
        house.library().join("a-night.md"),
        house.library().join("deeper/renamed.md"),
    )
    .unwrap();
    let mut again = house.open(100, 24);
    assert!(again.model.shelf.selected_row().unwrap().starred);
    again.press("enter");
    assert_eq!(again.model.bookmarks().len(), 1);
    assert_eq!(reading(&again).page_number().unwrap(), 1);
}

#[test]
fn a_bookmark_stays_on_its_sentence_when_the_file_is_edited() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter m j enter");
    let quote = app.model.bookmarks()[0].anchor.exact.clone();
    app.press("q q");
    house.put(
        "a-night.md",
        &long_article().replace(
            "The opening of the story",
            "A wholly new and much longer opening of the story",
        ),
    );
    let mut again = house.open(100, 24);
    again.press("enter");
    let range = again.model.bookmarks()[0]
        .anchor
        .find(&reading(&again).article.text)
        .range()
        .unwrap();
    assert_eq!(range.of(&reading(&again).article.text), quote);
    assert!(
        again
            .rows_with("Marta Lindqvist waited")
            .iter()
            .any(|row| row.contains('▌')),
        "{}",
        again.screen()
    );
}

#[test]
fn two_articles_that_are_alike_by_name_share_nothing() {
    let house = House::new();
    house.put(
        "one/note.txt",
        "The first note says one thing, and it says it at some length.\nEnd of it.\n",
    );
    house.put(
        "two/note.txt",
        "The second note says another, and it is not the first at all.\nEnd of it.\n",
    );
    let mut app = house.open(100, 24);
    app.press("*");
    let starred = app
        .model
        .shelf
        .rows
        .iter()
        .filter(|row| row.starred)
        .count();
    assert_eq!(starred, 1);
}

#[test]
fn choices_of_setting_are_remembered() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter + + i e \\ Y y L w w x z q q");
    let again = house.open(100, 24);
    let settings = again.model.settings;
    assert_eq!(
        (
            settings.measure,
            settings.indent,
            settings.names,
            settings.sidebar
        ),
        (70, true, false, false)
    );
    assert_eq!(
        (
            settings.justified,
            settings.hyphenation,
            settings.line_spacing,
            settings.margins,
            settings.furniture
        ),
        (true, false, 2, 8, Furniture::Folded)
    );
    assert!(!again.model.focus_mode, "which is of one session");
}

#[test]
fn a_bookmark_with_a_note_opens_its_article_from_the_library() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter 3 m j n \"about the port\" enter q j enter q");
    app.press("B");
    assert!(
        app.shows("“about the port”") && app.shows("A quiet port"),
        "{}",
        app.screen()
    );
    app.press("enter");
    assert_eq!(
        reading(&app).article.metadata.title,
        "The night the lights went out"
    );
    let bookmark = &app.model.bookmarks()[0];
    assert!(reading(&app).shown().contains(bookmark.anchor.start));
}

#[test]
fn undo_goes_back_step_by_step_and_then_says_so() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("* r enter m j enter");
    app.press("u");
    assert!(app.model.bookmarks().is_empty());
    app.press("u u");
    let row = app.model.shelf.selected_row().unwrap();
    assert!(!row.read && !row.starred);
    app.press("u");
    assert!(app.shows("Nothing to undo"));
}

#[test]
fn nothing_is_said_to_be_kept_that_is_not_on_disk() {
    let house = house();
    // A file stands where the folder of the configuration should be.
    fs::write(house.config(), "in the way").unwrap();
    let mut app = house.open(100, 24);
    app.press("*");
    assert!(app.shows("Not kept:"), "{}", app.screen());
    assert!(!app.shows("★"));
    app.press("enter space m j enter");
    assert!(app.shows("Not kept:"));
    assert!(app.model.bookmarks().is_empty());
}

#[test]
fn what_could_not_be_written_is_written_when_it_can() {
    let house = house();
    // A folder stands where the journal of this device should be.
    let journal = house.config().join("state/test.jsonl");
    fs::create_dir_all(&journal).unwrap();
    let mut app = house.open(100, 24);
    app.press("enter space");
    app.act(Action::Rested);
    assert!(app.shows("Not kept:"), "{}", app.screen());
    assert!(!app.model.wants_rest(), "not tried again and again");
    app.press("space").act(Action::Rested);
    assert!(
        !app.shows("Not kept:"),
        "what the program writes by itself fails aloud once"
    );
    fs::remove_dir(&journal).unwrap();
    app.press("q q");
    let words = words_here(&app);
    fs::rename(
        house.library().join("a-night.md"),
        house.library().join("renamed.md"),
    )
    .unwrap();
    let mut again = house.open(100, 24);
    again.press("enter");
    assert_eq!(
        words_here(&again),
        words,
        "what identifies the article was written too"
    );
}
