//! What the reader says of names: kept, shown, taken back, and seen by other windows.

use crate::harness::{App, House};
use crate::keys::{house, long_article};
use newsprint::config::NamesFile;
use newsprint::names::{Correction, NameKind};
use newsprint::reader::{Action, Effect, Focus, SidebarRow, TrailKind};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

fn merge(name: &str, into: &str) -> Correction {
    Correction::Merge {
        name: name.into(),
        into: into.into(),
    }
}

fn hide(name: &str) -> Correction {
    Correction::Hide { name: name.into() }
}

fn rename(name: &str, to: &str) -> Correction {
    Correction::Rename {
        name: name.into(),
        to: to.into(),
    }
}

fn correct(app: &mut App, correction: &Correction) {
    let effects = app.model.correct(correction);
    app.settle(effects);
}

/// The names of the open article, with how often they are mentioned.
fn names(app: &App) -> Vec<(String, usize)> {
    let names = app.model.reading.as_ref().unwrap().names.as_ref().unwrap();
    let told = names.names.iter();
    told.map(|name| (name.name.clone(), name.mentions.len()))
        .collect()
}

fn count(app: &App, name: &str) -> usize {
    let names = names(app);
    names
        .iter()
        .find(|(n, _)| n == name)
        .map_or(0, |(_, count)| *count)
}

/// Selects the row of `name` in the sidebar.
fn select(app: &mut App, name: &str) {
    let at = names(app).iter().position(|(n, _)| n == name).unwrap();
    let rows = app.model.sidebar_rows();
    let row = rows.iter().position(|row| *row == SidebarRow::Name(at));
    let reading = app.model.reading.as_mut().unwrap();
    reading.focus = Focus::Sidebar;
    reading.sidebar.selected = row.unwrap();
}

fn selected(app: &App) -> String {
    let reading = app.model.reading.as_ref().unwrap();
    let SidebarRow::Name(at) = app.model.sidebar_rows()[reading.sidebar.selected] else {
        panic!("no name is selected");
    };
    names(app)[at].0.clone()
}

fn file(house: &House) -> String {
    fs::read_to_string(house.config().join("names.toml")).unwrap_or_default()
}

#[test]
fn a_correction_is_kept_shown_and_taken_back() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    let before = names(&app);
    let mentions = count(&app, "Marta Lindqvist");
    assert!(mentions > 20, "{before:?}");
    correct(&mut app, &rename("Marta Lindqvist", "Captain Lindqvist"));
    assert!(app.shows("Renamed: Marta Lindqvist is now called Captain Lindqvist; u takes it back"));
    assert_eq!(count(&app, "Captain Lindqvist"), mentions);
    assert!(
        app.rows_with("Captain Lindqvist").len() > 1,
        "in the list too"
    );
    // The name is told by what it is called.
    correct(&mut app, &hide("Captain Lindqvist"));
    assert_eq!(count(&app, "Captain Lindqvist"), 0);
    let text = file(&house);
    assert!(text.contains("\n[[name]]\nname = \"Marta Lindqvist\"\ncalled = \"Captain Lindqvist\"\nhidden = true\n"), "{text}");
    app.press("* u");
    assert!(app.shows("Undone: starred"), "one stack for everything");
    app.press("u");
    assert!(
        app.shows("Undone: Captain Lindqvist hidden"),
        "{}",
        app.screen()
    );
    assert_eq!(count(&app, "Captain Lindqvist"), mentions);
    app.press("u");
    assert_eq!(names(&app), before);
    assert!(!file(&house).contains("\n[[name]]"), "{}", file(&house));
    app.press("u");
    assert!(app.shows("Nothing to undo"));
}

#[test]
fn corrections_hold_in_other_articles_and_sessions() {
    let house = House::new();
    house.put("a.md", &long_article());
    house.put(
        "b.md",
        &long_article().replace("The night", "Another night"),
    );
    let mut app = house.open(140, 40);
    app.press("enter");
    correct(&mut app, &merge("Marta Lindqvist", "Brevik Pilots"));
    assert!(app.shows("Merged: Marta Lindqvist is now Brevik Pilots"));
    let mentions = count(&app, "Brevik Pilots");
    assert!(mentions > 20);
    app.press("q j enter");
    assert_eq!(count(&app, "Brevik Pilots"), mentions);
    let mut again = house.open(140, 40);
    again.press("enter");
    assert_eq!(count(&again, "Brevik Pilots"), mentions);
}

#[test]
fn the_trail_and_the_row_go_along_with_the_name() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    select(&mut app, "Marta Lindqvist");
    app.press("enter n n");
    let here = |app: &App| {
        let trail = app.model.reading.as_ref().unwrap().trail.clone().unwrap();
        (trail.current(), trail.places.len(), trail.label)
    };
    let before = here(&app);
    // Names that come before others change their numbers.
    correct(&mut app, &rename("Marta Lindqvist", "The captain"));
    assert_eq!(here(&app), (before.0, before.1, "The captain".to_owned()));
    assert_eq!(selected(&app), "The captain");
    correct(&mut app, &hide("The captain"));
    assert!(app.model.reading.as_ref().unwrap().trail.is_none());
    app.model.reading.as_mut().unwrap().focus = Focus::Page;
    app.press("u");
    assert_eq!(count(&app, "The captain"), before.1);
}

#[test]
fn hits_are_no_names() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter / \"halibut\" enter n");
    let trail = app.model.reading.as_ref().unwrap().trail.clone();
    correct(&mut app, &hide("Marta Lindqvist"));
    let after = app.model.reading.as_ref().unwrap().trail.clone();
    assert_eq!(after, trail);
    assert!(trail.is_some_and(|trail| trail.kind == TrailKind::Hits));
}

#[test]
fn what_says_nothing_is_not_kept() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    correct(&mut app, &hide("Marta Lindqvist"));
    let text = file(&house);
    for (correction, said) in [
        (hide("marta  lindqvist"), "You have said so already"),
        (rename("Brevik", " "), "A name needs a letter"),
        (merge("Brevik", "brevik"), "This is Brevik already"),
        (rename("Brevik", "Brevik"), "It is called Brevik already"),
        (rename("Brevik", &"x".repeat(300)), "too long"),
        (
            Correction::Split {
                name: "Brevik".into(),
                form: "BREVIK".into(),
            },
            "is the name itself",
        ),
        (
            Correction::Kind {
                name: "Brevik".into(),
                kind: NameKind::Place,
            },
            "Brevik is a place already",
        ),
    ] {
        assert!(app.model.correct(&correction).is_empty());
        assert!(app.shows(said), "{correction:?}: {}", app.screen());
    }
    assert_eq!(file(&house), text);
}

#[test]
fn an_added_name_is_shown_or_its_absence_told() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    let add = |name: &str| Correction::Add {
        name: name.into(),
        kind: NameKind::Organization,
    };
    correct(&mut app, &add("pilots"));
    assert!(
        app.shows("Added: pilots, 24 in this article"),
        "{}",
        app.screen()
    );
    assert_eq!(count(&app, "pilots"), 24);
    correct(&mut app, &add("Nowhere Radio"));
    assert!(app.shows("Added: Nowhere Radio, which does not stand in this article just so"));
    assert_eq!(count(&app, "Nowhere Radio"), 0);
    app.press("u u");
    assert_eq!(count(&app, "pilots"), 0);
}

#[test]
fn what_another_window_says_is_seen_and_kept() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    let mut other = NamesFile::open(&house.config()).0;
    other.say(&hide("Brevik")).unwrap();
    assert!(count(&app, "Brevik") > 0);
    app.act(Action::Rested);
    assert_eq!(count(&app, "Brevik"), 0);
    other.say(&rename("Marta Lindqvist", "Ms L")).unwrap();
    // Leaving the article and coming back is enough, too.
    app.press("q enter");
    assert!(count(&app, "Ms L") > 0);
    other.say(&hide("Oslo")).unwrap();
    correct(&mut app, &hide("Ms L"));
    app.press("u");
    let said = NamesFile::open(&house.config()).1.corrections;
    assert_eq!(said.iter().count(), 3, "{said:?}");
}

#[test]
fn an_answer_to_an_older_question_is_not_shown() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    // Two corrections in one breath: the workers answer the first after the second.
    let mut late = Vec::new();
    for correction in [hide("Brevik"), hide("Marta Lindqvist")] {
        let mut effects = app.model.correct(&correction);
        while let Some(effect) = effects.pop() {
            if matches!(effect, Effect::CorrectNames(..)) {
                late.push(effect);
            } else {
                let mut answers = Vec::new();
                app.answer(effect, &mut |action| answers.push(action));
                for answer in answers {
                    effects.extend(app.model.update(answer));
                }
            }
        }
    }
    assert_eq!(late.len(), 2);
    late.reverse();
    app.settle(late);
    assert!(names(&app).is_empty(), "{:?}", names(&app));
}

#[test]
fn what_cannot_be_kept_is_told_and_not_shown() {
    let house = house();
    let mut app = house.open(140, 40);
    app.press("enter");
    // A folder stands where the lock should be.
    fs::create_dir_all(house.config().join(".names.toml.lock")).unwrap();
    let before = names(&app);
    correct(&mut app, &hide("Brevik"));
    assert!(app.shows("Not kept: cannot write"), "{}", app.screen());
    assert_eq!(names(&app), before);
    app.press("u");
    assert!(app.shows("Nothing to undo"));
    fs::remove_dir(house.config().join(".names.toml.lock")).unwrap();
    correct(&mut app, &hide("Brevik"));
    assert_eq!(count(&app, "Brevik"), 0);
    // What cannot be undone now can be undone later.
    let text = file(&house);
    fs::write(house.config().join("names.toml"), "[[name").unwrap();
    app.press("u");
    assert!(
        app.shows("Not kept:") && app.shows("names.toml:1"),
        "{}",
        app.screen()
    );
    assert_eq!(count(&app, "Brevik"), 0);
    fs::write(house.config().join("names.toml"), text).unwrap();
    app.press("u");
    assert!(app.shows("Undone: Brevik hidden"));
    assert_eq!(names(&app), before);
}

#[test]
fn a_broken_file_is_told_at_the_start_and_reading_goes_on() {
    let house = house();
    fs::create_dir_all(house.config()).unwrap();
    fs::write(
        house.config().join("names.toml"),
        "[[name]]\nname = \"Brevik\nhidden = true\n",
    )
    .unwrap();
    let mut app = house.open(240, 40);
    assert!(app.shows("names.toml:2: "), "{}", app.screen());
    app.press("enter");
    assert!(count(&app, "Brevik") > 0);
    // Mended while the program runs.
    fs::write(
        house.config().join("names.toml"),
        "[[name]]\nname = \"Brevik\"\nhidden = true\n",
    )
    .unwrap();
    app.act(Action::Rested);
    assert_eq!(count(&app, "Brevik"), 0);
}

/// Where a process that was started by a test keeps what it says.
const CHILD_CONFIG: &str = "NEWSPRINT_TEST_CONFIG";
/// What its names begin with.
const CHILD_NAME: &str = "NEWSPRINT_TEST_NAME";

/// Not a test by itself: what another process does, told line by line.
#[test]
#[ignore = "started by the tests below, as a process of its own"]
#[expect(clippy::disallowed_methods, reason = "its arguments")]
fn a_process_that_corrects() {
    let config = std::env::var_os(CHILD_CONFIG).unwrap();
    let name = std::env::var(CHILD_NAME).unwrap();
    let mut names = NamesFile::open(config.as_ref()).0;
    for n in 0..25 {
        names.say(&hide(&format!("{name} {n}"))).unwrap();
        println!("kept {name} {n}");
    }
}

/// Starts a process that corrects.
fn process(house: &House, name: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "corrections::a_process_that_corrects"])
        .args(["--ignored", "--nocapture"])
        .env(CHILD_CONFIG, house.config())
        .env(CHILD_NAME, name)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The names that `process` said it has kept, up to so many of them.
fn kept(process: &mut Child, most: usize) -> Vec<String> {
    let lines = BufReader::new(process.stdout.as_mut().unwrap()).lines();
    let kept = lines.filter_map(|line| {
        let line = line.unwrap();
        // The harness prints the name of the test before the first.
        let (_, name) = line.split_once("kept ")?;
        Some(name.to_owned())
    });
    kept.take(most).collect()
}

#[test]
fn processes_that_correct_at_once_lose_nothing() {
    let house = House::new();
    let mut processes = ["Ann", "Ben", "Cai"].map(|name| process(&house, name));
    for process in &mut processes {
        assert!(process.wait().unwrap().success());
    }
    let (_, said) = NamesFile::open(&house.config());
    assert_eq!(
        (said.corrections.iter().count(), said.problems.len()),
        (75, 0)
    );
}

#[test]
fn a_process_that_is_killed_has_kept_what_it_said_it_kept() {
    let house = House::new();
    for (round, most) in [1, 2, 3, 5, 8, 13].into_iter().enumerate() {
        let mut process = process(&house, &format!("Round {round}"));
        let kept = kept(&mut process, most);
        process.kill().unwrap();
        process.wait().unwrap();
        assert_eq!(kept.len(), most);
        let (_, said) = NamesFile::open(&house.config());
        assert_eq!(said.problems, Vec::<String>::new());
        for name in kept {
            assert!(said.corrections.iter().any(|c| c.name() == name), "{name}");
        }
    }
}
