//! Who is in the story: the names beside the page, their cards, and what the reader says of them.

use crate::harness::{App, House};
use crate::keys::{house, reading, selected_row};
use insta::assert_snapshot;
use newsprint::reader::{Action, Effect, Overlay, Part, SidebarRow};
use std::collections::VecDeque;
use std::fmt::Write as _;

/// An article with names of every kind, some of them nearly the same.
const STORY: &str = "---\ntitle: The mast of Falwick\nsite: Example Courier\ndate: 2025-02-18\n---\n\n\
    Ingrid Solheim, the mayor of Falwick, wants the mast gone. Baltic Ferries wants it to stay.\n\n\
    “It hums,” said Ms Solheim. Tomas Brandt, who runs Baltic Ferries, said the mast was quiet.\n\n\
    ## What the ferries want\n\n\
    Mr Brandt came to Falwick on Monday. Solheim met him at the station. The Coast Guard of Norway was there too.\n\n\
    ## What the town wants\n\n\
    Ingrid Solheim has 3,000 signatures from Falwick and 12 from Oslo. Brandt has none.\n";

fn story(columns: u16, rows: u16) -> (House, App) {
    let house = House::new();
    house.put("a.md", STORY);
    let mut app = house.open(columns, rows);
    app.press("enter");
    (house, app)
}

/// Opens the article that is selected and does all that comes of it but look for its names; returns that.
fn open_without_names(app: &mut App) -> Vec<Effect> {
    let enter = Action::Key("enter".parse().unwrap());
    let mut waiting = VecDeque::from(app.model.update(enter));
    let mut held = Vec::new();
    while let Some(effect) = waiting.pop_front() {
        if matches!(effect, Effect::FindNames(..)) {
            held.push(effect);
            continue;
        }
        let mut answers = Vec::new();
        app.answer(effect, &mut |action| answers.push(action));
        for answer in answers {
            waiting.extend(app.model.update(answer));
        }
    }
    held
}

/// The names of the sidebar as they stand.
fn listed(app: &App) -> Vec<String> {
    let name = |row: &SidebarRow| match row {
        SidebarRow::Name(at) => Some(reading(app).name(*at).unwrap().name.clone()),
        _ => None,
    };
    app.model.sidebar_rows().iter().filter_map(name).collect()
}

/// The name that is selected in the sidebar.
fn selected(app: &App) -> String {
    match selected_row(app) {
        SidebarRow::Name(at) => reading(app).name(at).unwrap().name.clone(),
        row => format!("{row:?}"),
    }
}

/// Selects the row of `name` in the sidebar.
fn select(app: &mut App, name: &str) {
    app.press("g");
    while selected(app) != name {
        let before = reading(app).sidebar.selected;
        app.press("j");
        assert!(
            reading(app).sidebar.selected > before,
            "{name} is not listed"
        );
    }
}

#[test]
fn the_list_does_not_jump_when_the_names_arrive() {
    let house = house();
    let mut app = house.open(100, 24);
    let names = open_without_names(&mut app);
    app.press("m enter tab ] j");
    let before = (selected_row(&app), app.screen());
    assert!(matches!(before.0, SidebarRow::Bookmark(_)), "{}", before.1);
    assert!(!app.shows("PEOPLE") && !app.shows("Looking for"));
    app.settle(names);
    assert!(app.shows("PEOPLE"));
    assert_eq!(selected_row(&app), before.0);
    // Whatever was there stands where it stood.
    let after = app.screen();
    let rows = before.1.lines().zip(after.lines());
    for (old, new) in rows.map(|(old, new)| (old.get(60..).unwrap_or("").trim().to_owned(), new)) {
        assert!(new.contains(&old), "{old}\n{new}");
    }
}

#[test]
fn of_a_long_article_it_is_said_that_the_names_are_being_looked_for() {
    let house = House::new();
    house.put(
        "a.md",
        &format!("# Long\n\n{}", "It rained on the mole. ".repeat(30_000)),
    );
    let mut app = house.open(100, 24);
    let names = open_without_names(&mut app);
    assert!(app.shows("Looking for names…"));
    app.settle(names);
    assert!(!app.shows("Looking for names…"));
}

#[test]
fn a_long_outline_leaves_room_for_the_names_and_can_be_had_whole() {
    let house = House::new();
    let mut text = String::from("# Outline\n\n");
    for number in 0..60 {
        writeln!(text, "## Part number {number}\n\nIngrid Solheim waited.\n").unwrap();
    }
    house.put("a.md", &text);
    let mut app = house.open(100, 24);
    app.press("enter");
    assert!(
        app.shows("Ingrid Solheim  ") && app.shows("more"),
        "{}",
        app.screen()
    );
    app.press("tab ]");
    assert!(matches!(
        selected_row(&app),
        SidebarRow::Part(Part::People, ..)
    ));
    // In the middle of it the sections around one are shown.
    app.press("tab");
    for _ in 0..30 {
        app.press("]");
    }
    assert!(
        app.shows("▸ Part number") && app.shows("before") && app.shows("more"),
        "{}",
        app.screen()
    );
    assert!(app.shows("Ingrid Solheim  "));
    app.press("tab ] k enter");
    assert_eq!(
        app.model
            .sidebar_rows()
            .iter()
            .filter(|row| matches!(row, SidebarRow::Section(_)))
            .count(),
        60,
        "{}",
        app.screen()
    );
}

#[test]
fn one_kind_alone_is_listed_highlighted_and_stepped_along() {
    let (_house, mut app) = story(100, 30);
    let all = listed(&app);
    app.press("p");
    let people = listed(&app);
    assert!(people.len() < all.len() && people.contains(&"Tomas Brandt".to_owned()));
    assert!(!app.shows("PLACES") && app.shows("PEOPLE alone"));
    let styled = app.styled();
    assert!(
        styled.contains("magenta bold") && !styled.contains("green italic"),
        "{styled}"
    );
    let count = |app: &App| reading(app).trail.as_ref().unwrap().places.len();
    app.press(")");
    let of_people = count(&app);
    app.press("p p p )");
    assert!(reading(&app).sidebar.kind.is_none());
    assert!(of_people < count(&app));
    assert_eq!(listed(&app), all);
}

#[test]
fn names_are_found_by_typing_and_all_are_back_after_escape() {
    let (_house, mut app) = story(100, 30);
    let all = listed(&app);
    app.press("tab / \"sol\"");
    assert_eq!(listed(&app), ["Ingrid Solheim"]);
    assert_eq!(selected(&app), "Ingrid Solheim");
    assert!(app.shows("/ sol"));
    app.press("enter enter");
    assert!(app.shows("Ingrid Solheim: 1 of"), "{}", app.screen());
    app.press("esc");
    assert_eq!(listed(&app), all);
    assert_eq!(
        selected(&app),
        "Ingrid Solheim",
        "what was found stays selected"
    );
    app.press("/ \"zzz\"");
    assert!(app.shows("none") && listed(&app).is_empty());
    app.press("esc");
    assert_eq!(listed(&app), all);
}

#[test]
fn a_card_at_100_by_30() {
    let (_house, mut app) = story(100, 30);
    app.press("@ j");
    assert_snapshot!(app.styled());
}

#[test]
fn a_card_at_30_by_10() {
    let (_house, mut app) = story(30, 10);
    app.press("@");
    let first = app.screen();
    app.press("j j");
    assert_snapshot!(format!("{first}=====\n{}", app.screen()));
    app.press("g k");
    assert_eq!(app.screen(), first, "the head is come back to");
}

#[test]
fn the_card_of_the_name_one_is_at_leads_to_its_sentences() {
    let (_house, mut app) = story(100, 30);
    app.press(") ) ) @");
    let here = reading(&app).trail.as_ref().unwrap().current().unwrap();
    let words = here.of(&reading(&app).article.text).to_owned();
    assert!(
        app.rows_with("╭").first().unwrap().contains(&words),
        "{words} {}",
        app.screen()
    );
    app.press("G enter");
    let trail = reading(&app).trail.as_ref().unwrap();
    assert_eq!(trail.at, Some(trail.places.len() - 1));
    assert!(reading(&app).shows(trail.current().unwrap().start));
}

#[test]
fn a_name_with_thousands_of_mentions_has_a_card_like_others() {
    let house = House::new();
    let mut text = String::from("# Waiting\n\n");
    for number in 0..5000 {
        write!(text, "On day {number} Ingrid Solheim waited. ").unwrap();
    }
    house.put("a.md", &text);
    let mut app = house.open(80, 24);
    app.press("enter @");
    assert!(app.shows("Person · 5000 mentions"), "{}", app.screen());
    app.press("G");
    assert!(
        app.shows("On day 4999 Ingrid Solheim waited."),
        "{}",
        app.screen()
    );
    app.press("enter");
    assert!(app.shows("5000 of 5000"));
}

#[test]
fn in_a_sentence_without_end_every_mention_can_be_gone_to() {
    let house = House::new();
    let waits = "Ingrid Solheim waited and ".repeat(2000);
    house.put("a.md", &format!("# Waiting\n\n{waits}left.\n"));
    let mut app = house.open(80, 24);
    app.press("enter @ G enter");
    assert!(app.shows("2000 of 2000"), "{}", app.screen());
    app.press("@ g j j j enter");
    let trail = reading(&app).trail.as_ref().unwrap();
    assert!(trail.at > Some(3) && trail.at < Some(20), "{trail:?}");
}

#[test]
fn what_is_open_over_the_page_has_a_screen_of_any_size() {
    let (_house, mut app) = story(100, 30);
    for keys in [
        "@",
        "@ s",
        "@ t",
        "@ m",
        "@ r",
        "tab",
        "tab /",
        "tab / \"sol\"",
        "tab a",
        "tab a \"Oslo\" enter",
    ] {
        app.press(keys);
        for (columns, rows) in [
            (0, 0),
            (1, 1),
            (1, 40),
            (2, 3),
            (7, 4),
            (23, 6),
            (24, 6),
            (30, 10),
            (300, 1),
            (300, 100),
        ] {
            app.resize(columns, rows);
            let _ = app.buffer();
            app.press("down up");
            let _ = app.buffer();
        }
        app.resize(100, 30);
        app.press("esc esc esc");
    }
}

#[test]
fn wide_letters_and_letters_from_right_to_left_keep_the_columns() {
    let house = House::new();
    house.put(
        "a.md",
        "# Names\n\nDr. 水島晴子 met Mr. Ωμέγα Ñandú in Oslo. Mr. דוד לוי came from Oslo with Ann\u{202e}a Lee.\n",
    );
    let mut app = house.open(100, 24);
    app.press("enter");
    assert!(!app.screen().contains('\u{202e}'));
    for row in app.screen().lines().filter(|row| row.contains('│')) {
        assert_eq!(
            row.find('│').map(|at| newsprint::text::cells(&row[..at])),
            Some(70),
            "{row}"
        );
    }
    app.press("@");
    assert!(app.shows("╭"));
}

#[test]
fn what_is_said_of_a_name_is_shown_at_once_and_can_be_taken_back() {
    let (_house, mut app) = story(100, 30);
    let all = listed(&app);
    app.press("tab");
    select(&mut app, "Tomas Brandt");
    app.press("d");
    assert!(!listed(&app).contains(&"Tomas Brandt".to_owned()));
    assert!(app.shows("u takes it back"), "{}", app.screen());
    app.press("u");
    assert_eq!(listed(&app), all);
    assert_eq!(selected(&app), "Tomas Brandt", "what is back is selected");
    app.press("r ctrl-u \"Tom Brandt\" enter");
    assert_eq!(
        selected(&app),
        "Tom Brandt",
        "it stays selected under its new name"
    );
    app.press("t o");
    assert_eq!(selected(&app), "Tom Brandt", "and under another heading");
    assert!(
        app.shows("Tom Brandt is an organisation now"),
        "{}",
        app.screen()
    );
    app.press("u u");
    assert_eq!(listed(&app), all);
}

#[test]
fn two_names_are_merged_and_parted_again() {
    let (_house, mut app) = story(100, 30);
    app.press("tab");
    select(&mut app, "Oslo");
    app.press("m \"fal\"");
    assert!(app.shows("Oslo → Falwick"), "{}", app.screen());
    app.press("tab");
    assert!(app.shows("Falwick → Oslo"));
    app.press("tab enter");
    assert_eq!(selected(&app), "Falwick", "the selection follows");
    assert!(!listed(&app).contains(&"Oslo".to_owned()));
    app.press("i s");
    assert!(
        app.shows("Which is not Falwick?") && app.shows("2  Oslo"),
        "{}",
        app.screen()
    );
    app.press("2");
    assert!(
        listed(&app).contains(&"Oslo".to_owned()),
        "{}",
        app.screen()
    );
    let Some(Overlay::Card(card)) = app.model.overlays.last() else {
        panic!("the card stays open");
    };
    assert_eq!(reading(&app).name(card.name).unwrap().name, "Falwick");
}

#[test]
fn a_name_that_was_not_found_is_added_from_the_words_searched_for() {
    let (_house, mut app) = story(100, 30);
    app.press("/ \"the mast\" enter tab a");
    assert!(app.shows("New name: the mast"));
    app.press("enter");
    assert!(app.shows("What is the mast?"));
    app.press("o");
    assert!(
        listed(&app).contains(&"the mast".to_owned()),
        "{}",
        app.screen()
    );
    assert_eq!(selected(&app), "the mast");
    app.press("u");
    assert!(!listed(&app).contains(&"the mast".to_owned()));
}

#[test]
fn without_a_name_under_the_hand_nothing_is_corrected() {
    let (_house, mut app) = story(100, 30);
    for key in ["d", "r", "t", "m", "s", "i"] {
        app.press("tab g").press(key);
        assert!(app.shows("No name is selected"), "{key}");
        assert!(app.model.overlays.is_empty());
        app.press("tab");
    }
}

#[test]
fn in_another_language_it_is_said_that_few_names_are_known() {
    let house = House::new();
    let german =
        "Der Bürgermeister von Oslo sagte am Montag, dass die Brücke nicht gebaut werden soll. ";
    house.put("a.md", &format!("# Die Brücke\n\n{}", german.repeat(6)));
    let mut app = house.open(100, 24);
    app.press("enter");
    assert!(app.shows("Not English: few names"), "{}", app.screen());
    let (_house, app) = story(100, 24);
    assert!(!app.shows("Not English"));
}

#[test]
fn a_name_hidden_above_does_not_move_the_selection() {
    let (_house, mut app) = story(100, 30);
    app.press("tab");
    select(&mut app, "Oslo");
    // Not by the key of the row that is selected: another window may say so too.
    let hide = newsprint::names::Correction::Hide {
        name: "Ingrid Solheim".into(),
    };
    let effects = app.model.correct(&hide);
    app.settle(effects);
    assert!(!listed(&app).contains(&"Ingrid Solheim".to_owned()));
    assert_eq!(selected(&app), "Oslo");
}

#[test]
fn hostile_names_stay_in_their_rows() {
    let house = House::new();
    house.put("a.md", "# Names\n\nMr. Ann Lee came. Ann Lee left.\n");
    let mut app = house.open(100, 24);
    app.press("enter tab j");
    app.act(Action::Paste("nothing is typed here".into()));
    app.press("r ctrl-u");
    app.act(Action::Paste("An\u{1b}[31mn\nLee\u{202e}eeL".into()));
    app.press("enter i");
    let screen = app.screen();
    assert!(
        !screen.contains('\u{1b}') && !screen.contains('\u{202e}'),
        "{screen}"
    );
    assert!(app.shows("An␛[31mn LeeeeL"), "{screen}");
}
