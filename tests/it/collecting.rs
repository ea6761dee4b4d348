//! The archive, the reader's own tags, and one thing done to all that is shown.

use crate::harness::{App, House};
use crate::keys::house;
use insta::assert_snapshot;
use newsprint::journal::Journal;
use newsprint::library::Source;
use newsprint::reader::{Action, Archived, Effect};

/// Four articles; three state tags, and one of those has a comma.
fn tagged() -> House {
    let house = House::new();
    for (name, title, tags) in [
        ("a.md", "Harbour lights", "[sea, \"Brevik, the port\"]"),
        ("b.md", "Night trains", "[travel]"),
        ("c.md", "Seaside towns", "[travel, sea/coast]"),
        ("d.md", "Bread", "[]"),
    ] {
        let text =
            format!("---\ntitle: {title}\nsite: The Mole\ntags: {tags}\n---\n\nA few words.\n");
        house.put(name, &text);
    }
    house
}

fn tags(app: &App, title: &str) -> Vec<String> {
    let row = app.model.shelf.rows.iter().find(|row| row.title() == title);
    row.unwrap().tags.clone()
}

fn titles(app: &App) -> Vec<&str> {
    let shelf = &app.model.shelf;
    let mut titles: Vec<&str> = shelf
        .shown
        .iter()
        .map(|row| shelf.rows[*row].title())
        .collect();
    titles.sort_unstable();
    titles
}

#[test]
fn an_article_that_is_put_away_leaves_the_list_when_that_is_arranged_anew() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("a");
    assert!(app.shows("Archived") && app.shows("□"));
    assert_eq!(app.model.shelf.shown.len(), 3, "not under the hand");
    app.press("S S");
    assert_eq!(app.model.shelf.shown.len(), 2);
    assert!(app.shows("2 articles · 2 unread"), "{}", app.screen());
    let mut app = house.open(100, 24);
    assert_eq!(
        app.model.shelf.shown.len(),
        2,
        "nor is it there the next day"
    );
    app.press("A");
    assert_eq!(titles(&app), ["The night the lights went out"]);
    assert!(
        app.shows("1 article in the archive · 1 unread"),
        "{}",
        app.screen()
    );
    assert!(!app.shows("□"), "all of them are");
    app.press("A");
    assert!(app.shows("3 articles with the archive") && app.shows("□"));
    app.press("g a");
    assert!(app.shows("Taken out of the archive"));
    app.press("A A");
    assert_eq!(app.model.shelf.archived, Archived::Alone);
    assert!(
        app.shows("The archive is empty. A shows all articles."),
        "{}",
        app.screen()
    );
    app.press("A A ! a A A A");
    assert!(
        app.shows("Everything here is in the archive. A shows it."),
        "{}",
        app.screen()
    );
}

#[test]
fn the_article_that_is_open_is_put_away_from_its_page() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter a");
    assert!(app.shows("Archived"));
    app.press("q s");
    assert_eq!(
        app.model.shelf.shown.len(),
        2,
        "the next arrangement leaves it out"
    );
    app.press("A enter a");
    assert!(app.shows("Taken out of the archive"));
}

#[test]
fn a_line_of_tags_is_changed_and_only_the_difference_is_kept() {
    let house = tagged();
    let mut app = house.open(160, 24);
    app.press("s t");
    // Titles in order: Bread, Harbour lights, Night trains, Seaside towns.
    app.press("\"to read, sea\" enter");
    assert!(app.shows("Tagged “sea”, “to read”"), "{}", app.screen());
    assert_eq!(tags(&app, "Bread"), ["sea", "to read"]);
    assert!(
        app.rows_with("Bread")[0].contains("#sea  #to read"),
        "{}",
        app.screen()
    );
    app.press("j t");
    assert!(
        app.shows("Tags: sea, \"Brevik, the port\""),
        "{}",
        app.screen()
    );
    app.press("enter");
    assert!(!app.shows("Tagged"));
    app.press("t ctrl-u \"Brevik, port\" enter");
    assert!(app.shows("Given other tags"), "{}", app.screen());
    assert_eq!(tags(&app, "Harbour lights"), ["Brevik", "port"]);
    assert!(
        !app.rows_with("Night")[0].contains('#'),
        "what the file states is in the preview"
    );
    // What was taken away stays away, and what the file states comes back with undo.
    let mut app = house.open(160, 24);
    assert_eq!(tags(&app, "Harbour lights"), ["Brevik", "port"]);
    app.press("u");
    assert!(app.shows("Undone: given other tags, in “Harbour lights”"));
    assert_eq!(tags(&app, "Harbour lights"), ["sea", "Brevik, the port"]);
}

#[test]
fn tab_completes_a_tag_of_the_library() {
    let house = tagged();
    let mut app = house.open(100, 24);
    app.press("s t \"tr\"");
    assert!(app.shows("Tags: tr   tab: travel"), "{}", app.screen());
    app.press("tab \", S\" tab");
    assert!(app.shows("Tags: travel, sea "), "{}", app.screen());
    app.press("tab");
    assert!(app.shows("Tags: travel, sea/coast"), "{}", app.screen());
    app.press("backtab enter");
    assert_eq!(tags(&app, "Bread"), ["sea", "travel"]);
    // In the article too.
    app.press("enter t");
    assert!(app.shows("Tags: sea, travel"), "{}", app.screen());
    app.press("ctrl-u enter");
    assert!(
        app.shows("Tags “sea”, “travel” taken away"),
        "{}",
        app.screen()
    );
    assert!(tags(&app, "Bread").is_empty());
}

#[test]
fn the_filter_finds_words_in_tags_and_whole_tags() {
    let house = tagged();
    let mut app = house.open(100, 24);
    app.press("s t \"To read\" enter");
    for (filter, wanted) in [
        ("sea", &["Harbour lights", "Seaside towns"][..]),
        ("#sea", &["Harbour lights", "Seaside towns"]),
        ("#se", &[]),
        ("#sea/coast", &["Seaside towns"]),
        ("#travel night", &["Night trains"]),
        ("#TO-read", &["Bread"]),
        ("#travel #sea", &["Seaside towns"]),
        (
            "#",
            &["Bread", "Harbour lights", "Night trains", "Seaside towns"],
        ),
    ] {
        app.press(&format!("esc / ctrl-u \"{filter}\" enter"));
        assert_eq!(titles(&app), wanted, "{filter}");
    }
    assert_eq!(app.model.shelf.rows.len(), 4);
}

#[test]
fn one_thing_is_done_to_all_that_the_filter_left_and_to_nothing_else() {
    let house = tagged();
    let mut app = house.open(100, 24);
    app.press("s / \"#travel\" enter ! *");
    assert!(app.shows("2 articles starred"), "{}", app.screen());
    app.press("esc ! *");
    assert!(
        app.shows("2 articles starred; 2 were so already"),
        "{}",
        app.screen()
    );
    app.press("! *");
    assert!(
        app.shows("Nothing was changed; 4 were so already"),
        "{}",
        app.screen()
    );
    app.press("! -");
    assert!(
        app.shows("Stars of 4 articles taken away"),
        "{}",
        app.screen()
    );
    app.press("u u u");
    assert!(!app.shows("★"));
    app.press("! t \"news, sea\" enter");
    assert!(
        app.shows("4 articles tagged “news”, “sea”"),
        "{}",
        app.screen()
    );
    assert_eq!(tags(&app, "Night trains"), ["travel", "news", "sea"]);
    app.press("! x \"travel\" enter");
    assert!(
        app.shows("Tag “travel” taken from 2 articles; 2 were so already"),
        "{}",
        app.screen()
    );
    app.press("u");
    assert!(
        app.shows("Undone: tag “travel” taken from 2 articles"),
        "{}",
        app.screen()
    );
    app.press("/ \"nothing of the kind\" enter !");
    assert!(app.shows("No article is shown"));
}

#[test]
fn what_has_not_been_read_is_passed_over_and_said() {
    let house = tagged();
    house.put("e.txt", "\x7fELF\x02\x01\x01\0\0");
    let mut app = house.open(100, 24);
    app.press("! r");
    assert!(
        app.shows("4 articles marked read; 1 could not be read, passed over"),
        "{}",
        app.screen()
    );
    // While the folder is being read nothing is known of most.
    let (mut early, effects) = App::at_rest(
        Source::at(&house.library()).unwrap(),
        &house.config(),
        100,
        24,
    );
    for effect in effects {
        let mut answers = Vec::new();
        early.answer(effect, &mut |action| answers.push(action));
        for action in answers {
            early.model.update(action);
        }
    }
    early.press("! u");
    assert!(
        early.shows("Nothing was changed; 5 could not be read, passed over"),
        "{}",
        early.screen()
    );
}

#[test]
fn copies_of_one_article_are_one_and_all_of_it_is_one_write() {
    let house = tagged();
    house.put(
        "copy of d.md",
        &std::fs::read_to_string(house.library().join("d.md")).unwrap(),
    );
    let mut app = house.open(100, 24);
    app.model.update(Action::Key("!".parse().unwrap()));
    let effects = app.model.update(Action::Key("r".parse().unwrap()));
    let records = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Record(..)));
    assert_eq!(records.count(), 1);
    app.settle(effects);
    assert!(app.shows("4 articles marked read"), "{}", app.screen());
    assert!(app.model.shelf.rows.iter().all(|row| row.read));
    let (_, folded, problems) = Journal::open(&house.config(), "test").unwrap();
    assert!(problems.is_empty());
    assert_eq!(folded.history.last().unwrap().changes.len(), 4);
}

#[test]
fn the_archive_and_tags_on_a_wide_screen() {
    let house = tagged();
    let mut app = house.open(120, 16);
    app.press("s a j * t \", harbour\" enter A A g j");
    assert_snapshot!(app.styled());
}

#[test]
fn what_can_be_done_to_all_on_a_small_screen() {
    let house = tagged();
    let mut app = house.open(48, 14);
    app.press("!");
    assert_snapshot!(app.screen());
    for (columns, rows) in [(1, 1), (12, 4), (24, 6), (200, 60)] {
        app.resize(columns, rows);
        let _ = app.buffer();
        app.press("esc t");
        let _ = app.buffer();
        app.press("tab esc !");
    }
}
