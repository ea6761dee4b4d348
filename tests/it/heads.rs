//! A long article whose head is shown while the rest of it is read: nothing that is done meanwhile is lost, and
//! nothing is done to another article.

use crate::harness::{App, House};
use crate::keys::reading;
use newsprint::journal::Journal;
use newsprint::library::{OpenError, Place, Source};
use newsprint::reader::{Action, Effect, Reading, Screen, Ticket};
use newsprint::terminal;
use std::fmt::Write as _;

/// Paragraphs of a long article.
const PARAGRAPHS: usize = 400;

/// An article of more than a hundred kilobytes, each paragraph with a number of its own.
fn long(title: &str) -> String {
    let mut text = format!("# {title}\n\n");
    for number in 0..PARAGRAPHS {
        if number % 40 == 0 {
            write!(text, "## Part {}\n\n", number / 40).unwrap();
        }
        write!(
            text,
            "Stone {number} of {title}. The ships that came in after midnight had no light to steer by, and the \
             pilots of Brevik brought them in by radio. It took until four in the morning, and then the power came \
             back to the harbour and the town. Nobody slept.\n\n"
        )
        .unwrap();
    }
    text
}

/// Two long articles and a short one.
fn house() -> House {
    let house = House::new();
    house.put("a-walk.md", &long("Walk"));
    house.put("b-voyage.md", &long("Voyage"));
    house.put("c-short.md", "# Short\n\nOnly a few words.\n");
    house
}

/// Presses `key` and leaves undone what it asks for.
fn hold(app: &mut App, key: &str) -> Vec<Effect> {
    app.model.update(Action::Key(key.parse().unwrap()))
}

/// What is to be loaded, among `effects`; all others are performed.
fn wanted(app: &mut App, effects: Vec<Effect>) -> (Ticket, Place) {
    let (mut loads, others): (Vec<_>, Vec<_>) = effects
        .into_iter()
        .partition(|effect| matches!(effect, Effect::Load(..)));
    app.settle(others);
    match loads.pop() {
        Some(Effect::Load(ticket, place)) => (ticket, place),
        _ => panic!("nothing is to be loaded: {}", app.screen()),
    }
}

/// Presses `key`, which opens a long article, and shows its head.
fn open_head(app: &mut App, key: &str) -> (Ticket, Place) {
    let effects = hold(app, key);
    let (ticket, place) = wanted(app, effects);
    app.act(terminal::head(ticket, &place).expect("a head"));
    (ticket, place)
}

/// The rest of the article is there.
fn finish(app: &mut App, (ticket, place): (Ticket, Place)) {
    app.act(terminal::load(ticket, place));
}

/// The first words on the page.
fn first_words(app: &App) -> String {
    let reading = reading(app);
    let text = &reading.article.text[reading.shown().start..];
    text.chars().take(24).collect()
}

#[test]
fn pages_of_the_head_are_turned_at_once_and_the_rest_goes_on_from_there() {
    let house = house();
    let mut app = house.open(100, 30);
    let article = open_head(&mut app, "enter");
    assert!(!reading(&app).is_whole() && app.shows("Stone 0"));
    app.press("space space space b");
    let words = first_words(&app);
    assert!(words.contains("Stone") || reading(&app).here > 0);
    finish(&mut app, article);
    assert!(reading(&app).is_whole());
    assert_eq!(first_words(&app), words);
    app.press("ctrl-o");
    assert!(
        app.shows("No jump to go back from"),
        "turning pages is no jump"
    );
    app.press("q enter");
    assert_eq!(first_words(&app), words, "and it is remembered");
}

#[test]
fn turning_back_to_the_first_page_of_the_head_is_a_move_too() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("enter space space q");
    let article = open_head(&mut app, "enter");
    assert!(reading(&app).here > 0, "the head opens at the place");
    app.press("g");
    assert_eq!(reading(&app).here, 0);
    // Leaving waits until the place can be kept.
    app.press("q");
    assert_eq!(app.model.screen, Screen::Reader);
    assert!(
        app.shows("The rest of the article is being read"),
        "{}",
        app.screen()
    );
    finish(&mut app, article);
    assert_eq!(app.model.screen, Screen::Library);
    app.press("enter");
    assert_eq!(reading(&app).here, 0);
}

#[test]
fn a_place_that_the_head_did_not_know_is_a_jump_away() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("enter : \"50%\" enter");
    let left = reading(&app).here;
    app.press("q q");
    // The journal does not know the path any more, the content it knows.
    std::fs::rename(
        house.library().join("a-walk.md"),
        house.library().join("a-renamed.md"),
    )
    .unwrap();
    let mut again = house.open(100, 30);
    let article = open_head(&mut again, "enter");
    again.press("space");
    let turned = reading(&again).here;
    finish(&mut again, article);
    assert_eq!(reading(&again).here, turned);
    again.press("ctrl-o");
    assert_eq!(reading(&again).here, left);
}

#[test]
fn where_the_place_lies_further_on_no_head_flashes_up() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("enter : \"90%\" enter q");
    let effects = hold(&mut app, "enter");
    let (ticket, place) = wanted(&mut app, effects);
    app.act(terminal::head(ticket, &place).expect("a head"));
    assert_eq!(app.model.screen, Screen::Library);
    finish(&mut app, (ticket, place));
    assert!(reading(&app).percent() >= 90);
}

#[test]
fn keys_wait_for_all_of_the_article_in_their_order() {
    let house = house();
    let mut app = house.open(100, 30);
    let article = open_head(&mut app, "enter");
    app.press("space / \"stone 399\" enter");
    assert!(!reading(&app).is_whole());
    finish(&mut app, article);
    assert!(app.shows("stone 399: 1 of 1"), "{}", app.screen());
    assert!(reading(&app).at_end());
}

#[test]
fn keys_that_mean_nothing_or_little_do_not_keep_the_head_waiting() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("j j enter z q k k");
    let article = open_head(&mut app, "enter");
    assert!(app.model.focus_mode);
    app.press("~ esc ctrl-z");
    assert!(!app.model.focus_mode);
    assert_eq!(app.suspended, 1);
    app.press("space");
    let here = reading(&app).here;
    assert!(here > 0 && !reading(&app).is_whole(), "{}", app.screen());
    finish(&mut app, article);
    assert_eq!(reading(&app).here, here);
}

#[test]
fn leaving_the_head_leaves_nothing_behind() {
    let house = house();
    let mut app = house.open(100, 30);
    let article = open_head(&mut app, "enter");
    app.press("q");
    assert_eq!(app.model.screen, Screen::Library);
    finish(&mut app, article);
    assert_eq!(app.model.screen, Screen::Library, "it comes too late");
    assert!(app.model.reading.is_none());
    // Another one is opened meanwhile.
    let first = open_head(&mut app, "enter");
    app.press("q j");
    let second = open_head(&mut app, "enter");
    finish(&mut app, first);
    assert!(reading(&app).article.metadata.title == "Voyage" && !reading(&app).is_whole());
    finish(&mut app, second);
    assert!(reading(&app).article.metadata.title == "Voyage" && reading(&app).is_whole());
}

#[test]
fn a_head_is_never_written_down() {
    let house = house();
    let mut app = house.open(100, 30);
    let article = open_head(&mut app, "enter");
    app.press("space").act(Action::Rested);
    assert!(!app.model.wants_rest());
    app.resize(60, 12).resize(1, 1).resize(200, 50);
    app.act(Action::Hangup);
    assert!(app.quit);
    finish(&mut app, article);
    app.act(Action::Rested);
    drop(app);
    let (_, folded, _) = Journal::open(&house.config(), "other").unwrap();
    let state = folded.state;
    let path = Place::File(house.library().join("a-walk.md")).key();
    let known = state.by_path(&path).expect("the article is known");
    // Every article that is known has its content: the copy under another name is the same one.
    std::fs::rename(
        house.library().join("a-walk.md"),
        house.library().join("z.md"),
    )
    .unwrap();
    let opened = newsprint::library::open(&Place::File(house.library().join("z.md"))).unwrap();
    assert_eq!(state.resolve(&opened.identity), Some(known));
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_is_said_to_be_and_takes_no_keys() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("j j enter");
    let (ticket, _) = open_head(&mut app, "K");
    app.press("r *");
    app.act(Action::Loaded(ticket, Err(OpenError::NotAFile)));
    assert_eq!(app.model.screen, Screen::Library);
    assert!(
        app.shows("b-voyage.md is not a regular file"),
        "{}",
        app.screen()
    );
    let rows = &app.model.shelf.rows;
    assert!(rows.iter().all(|row| !row.starred), "{}", app.screen());
    assert_eq!(
        app.model.shelf.selected_row().unwrap().entry.name,
        "b-voyage.md"
    );
}

#[test]
fn an_article_that_was_not_opened_leaves_its_keys_to_no_other() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("enter");
    let effects = hold(&mut app, "J");
    let (ticket, _) = wanted(&mut app, effects);
    app.press("* G");
    app.act(Action::Loaded(ticket, Err(OpenError::NotAFile)));
    assert_eq!(reading(&app).article.metadata.title, "Walk");
    assert_eq!(reading(&app).here, 0);
    assert!(app.shows("is not a regular file"), "{}", app.screen());
    assert!(app.model.shelf.rows.iter().all(|row| !row.starred));
}

#[test]
fn a_file_edited_between_its_head_and_the_rest_keeps_the_word() {
    let house = house();
    let mut app = house.open(100, 30);
    let article = open_head(&mut app, "enter");
    app.press("space space");
    let here = reading(&app).here;
    let words: String = reading(&app).article.text[here..]
        .chars()
        .take(30)
        .collect();
    let edited = long("Walk").replace("Stone 0 ", "A wholly new beginning of the story. Stone 0 ");
    house.put("a-walk.md", &edited);
    finish(&mut app, article);
    assert!(reading(&app).article.text[reading(&app).here..].starts_with(&words));
    // Cut short, there is nothing left to go on with.
    app.press("q j");
    let article = open_head(&mut app, "enter");
    app.press("space space");
    house.put("b-voyage.md", "# Voyage\n\nNothing.\n");
    finish(&mut app, article);
    assert!(reading(&app).at_end() && app.shows("Nothing."));
    app.press("q");
    let read = |name: &str| {
        let mut rows = app.model.shelf.rows.iter();
        rows.find(|row| row.entry.name == name).unwrap().read
    };
    assert!(read("b-voyage.md"), "its last page was shown");
}

#[test]
fn a_bookmark_waits_for_all_of_its_article() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("enter space m enter q j j enter q B");
    let effects = hold(&mut app, "enter");
    let (ticket, place) = wanted(&mut app, effects);
    app.act(terminal::head(ticket, &place).expect("a head"));
    assert!(app.model.reading.as_ref().is_none_or(Reading::is_whole));
    finish(&mut app, (ticket, place));
    let start = app.model.bookmarks()[0].anchor.start;
    assert!(reading(&app).shown().contains(start));
}

#[test]
fn one_file_alone_is_left_from_its_head() {
    let house = house();
    let path = house.library().join("a-walk.md");
    for (keys, at_once) in [("q", true), ("ctrl-c", true), ("space q", false)] {
        let (mut app, effects) = App::at_rest(Source::at(&path).unwrap(), &house.config(), 100, 30);
        let (ticket, place) = wanted(&mut app, effects);
        app.act(terminal::head(ticket, &place).expect("a head"));
        app.press(keys);
        assert_eq!(app.quit, at_once, "{keys}");
        finish(&mut app, (ticket, place));
        assert!(app.quit, "{keys}");
    }
}

#[test]
fn what_waits_for_the_journal_is_done_to_the_article_it_was_meant_for() {
    let house = house();
    let mut app = house.open(100, 30);
    app.press("j j enter");
    let writing = hold(&mut app, "*");
    assert!(hold(&mut app, "*").is_empty());
    // The next article comes sooner than the journal answers.
    let next = hold(&mut app, "K");
    app.settle(next);
    // And these keys are for it.
    app.press("space : \"3\" enter space");
    app.settle(writing);
    assert_eq!(reading(&app).article.metadata.title, "Voyage");
    assert_eq!(reading(&app).page_number(), Some(3));
    let starred = app.model.shelf.rows.iter().filter(|row| row.starred);
    assert_eq!(starred.count(), 0, "given and taken away");
    let changes = std::fs::read_to_string(house.config().join("state/test.jsonl")).unwrap();
    assert_eq!(
        changes.matches("\"kind\":\"star\",\"step\"").count(),
        1,
        "{changes}"
    );
}

#[test]
fn a_page_far_on_is_gone_to_as_soon_as_it_is_known_and_the_message_goes() {
    let house = house();
    let mut app = house.open(100, 30);
    // The workers that count the pages are slow.
    let effects = hold(&mut app, "enter");
    let (ticket, place) = wanted(&mut app, effects);
    let effects = app.model.update(terminal::load(ticket, place));
    for key in [":", "9", "9", "9", "enter"] {
        assert!(hold(&mut app, key).is_empty());
    }
    assert!(app.shows("Counting the pages"), "{}", app.screen());
    app.settle(effects);
    assert!(reading(&app).at_end());
    assert!(!app.shows("Counting the pages"), "{}", app.screen());
    assert!(app.shows("▸ Part 9"), "{}", app.screen());
}
