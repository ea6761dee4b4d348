//! Killed at any moment, the program has kept all that it said it kept.
//!
//! A short run is part of the tests; a thousand rounds are
//! `cargo test --release --test pty torture -- --ignored`, or as many as `NEWSPRINT_TORTURE_ROUNDS` says.

use crate::house::House;
use crate::window::{PROGRAM, Window};
use rustix::process::Signal;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

/// Numbers that look as if they were drawn by lot (Marsaglia's xorshift, 2003).
struct Lots(u64);

impl Lots {
    fn draw(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below
    }
}

/// What must be true whatever happens.
#[derive(Default)]
struct Kept {
    /// Notes that the screen said were kept.
    notes: Vec<String>,
    /// Notes that may have been kept: the program was killed before it could say so.
    perhaps: Vec<String>,
    /// Whether the article is starred, as far as the screen said; `None` when it was killed in between.
    starred: Option<bool>,
    read: Option<bool>,
    /// Passages that were chosen so far.
    passages: usize,
    /// The program is killed at most this long after the last key, in microseconds.
    latest: u64,
}

/// What one round does, with the keys for it and what the screen says when it is done.
enum Deed {
    /// A passage kept with this note: so many sentences from the beginning and one, so that no two are the same.
    Note(String, usize),
    Star,
    Read,
}

impl Deed {
    fn keys(&self) -> String {
        match self {
            Self::Note(note, more) => format!("gm{}n{note}\r", "J".repeat(*more)),
            Self::Star => "*".to_owned(),
            Self::Read => "r".to_owned(),
        }
    }

    /// What the screen says: the state that came of it, if it is one.
    fn answer(&self, screen: &str) -> Option<bool> {
        let (yes, no) = match self {
            Self::Note(..) => ("Bookmarked", "\0"),
            Self::Star => ("Starred", "Star taken away"),
            Self::Read => ("Marked read", "Marked unread"),
        };
        if screen.contains(yes) {
            Some(true)
        } else {
            screen.contains(no).then_some(false)
        }
    }
}

fn run(house: &House, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.env("NEWSPRINT_CONFIG_DIR", house.config());
    command.env("HOME", house.root());
    command.env_remove("XDG_CACHE_HOME");
    command.args(arguments).output().unwrap()
}

/// What the program prints, one object a line; it must have nothing to complain of.
#[track_caller]
fn printed(house: &House, arguments: &[&str]) -> Vec<Value> {
    let output = run(house, arguments);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complaints.is_empty(),
        "{complaints}"
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

impl Kept {
    /// Does something in `window`, kills it at a moment drawn by lot, and notes what it had said by then.
    fn round(&mut self, mut window: Window, round: u64, lots: &mut Lots) {
        window.wait_for("stone");
        for _ in 0..lots.draw(3) {
            window.press(" ");
        }
        let deeds = 1 + lots.draw(3);
        for deed in 0..deeds {
            let deed = match lots.draw(4) {
                0 => Deed::Star,
                1 => Deed::Read,
                _ => {
                    self.passages += 1;
                    Deed::Note(format!("note {round}.{deed}."), self.passages)
                }
            };
            self.doubt(&deed);
            window.press(&deed.keys());
            let last = lots.draw(3) == 0;
            if last {
                std::thread::sleep(Duration::from_micros(lots.draw(self.latest)));
                window.signal(Signal::KILL);
                window.wait_for_end();
                window.wait_for_silence(Duration::from_millis(5));
            } else {
                window.wait_until("an answer", |screen| {
                    deed.answer(&screen.contents()).is_some()
                });
            }
            if let Some(answer) = deed.answer(&window.screen()) {
                self.believe(deed, answer);
            }
            if last {
                return;
            }
            // The next answer may have the same words: away with this one.
            window.press("y");
            window.wait_until("no message", |screen| {
                let words = screen.contents();
                [Deed::Note(String::new(), 0), Deed::Star, Deed::Read]
                    .iter()
                    .all(|deed| deed.answer(&words).is_none())
            });
        }
        window.signal(Signal::KILL);
        window.wait_for_end();
    }

    fn doubt(&mut self, deed: &Deed) {
        match deed {
            Deed::Note(note, _) => self.perhaps.push(note.clone()),
            Deed::Star => self.starred = None,
            Deed::Read => self.read = None,
        }
    }

    fn believe(&mut self, deed: Deed, answer: bool) {
        match deed {
            Deed::Note(note, _) => {
                self.perhaps.retain(|other| *other != note);
                self.notes.push(note);
            }
            Deed::Star => self.starred = Some(answer),
            Deed::Read => self.read = Some(answer),
        }
    }

    /// Compares what the journal says with what was said.
    #[track_caller]
    fn check(&mut self, house: &House, article: &Path) {
        let marks = printed(house, &["bookmarks", "--json"]);
        let notes: Vec<&str> = marks
            .iter()
            .filter_map(|mark| mark["note"].as_str())
            .collect();
        for note in &self.notes {
            let times = notes.iter().filter(|other| *other == note).count();
            assert_eq!(
                times, 1,
                "{note:?} was confirmed; the journal has {notes:?}"
            );
        }
        let strange = notes.iter().find(|note| {
            !self
                .notes
                .iter()
                .chain(&self.perhaps)
                .any(|own| own == *note)
        });
        assert_eq!(strange, None, "nobody wrote this");
        // What was kept after all is held to from now on.
        let (came, gone): (Vec<String>, Vec<String>) = self
            .perhaps
            .drain(..)
            .partition(|note| notes.contains(&note.as_str()));
        self.notes.extend(came);
        drop(gone);
        let listed = printed(
            house,
            &[
                "list",
                "--json",
                article.parent().unwrap().to_str().unwrap(),
            ],
        );
        let now = |field: &str| listed[0][field].as_bool();
        for (field, kept) in [("starred", &mut self.starred), ("read", &mut self.read)] {
            assert!(
                kept.is_none() || *kept == now(field),
                "{field}: {kept:?} was said, {:?} it is",
                now(field)
            );
            *kept = now(field);
        }
    }
}

/// So many rounds one article has sentences for.
const STRETCH: u64 = 30;

/// Goes through `rounds` with `torture`, a stretch at a time, each with lots of its own.
fn in_stretches(rounds: u64, torture: fn(u64, u64)) {
    for done in (0..rounds).step_by(usize::try_from(STRETCH).unwrap()) {
        torture(STRETCH.min(rounds - done), done);
    }
}

fn torture(rounds: u64, stretch: u64) {
    let house = House::new();
    let article = house.put_long();
    let mut lots = Lots(0x9E37_79B9_7F4A_7C15 + stretch);
    let mut kept = Kept {
        latest: 12_000,
        ..Kept::default()
    };
    for round in 0..rounds {
        kept.round(
            Window::open(&house, Some(&article), 80, 24),
            round,
            &mut lots,
        );
        kept.check(&house, &article);
    }
}

/// The same with a journal so long that every start compacts it and makes a snapshot of it: the program is killed
/// while it reads the journal, while it makes it shorter, and while it writes the snapshot.
fn torture_long(rounds: u64, stretch: u64) {
    let house = House::new();
    let article = house.put_long();
    let mut lots = Lots(0xD1B5_4A32_D192_ED03 + stretch);
    let mut kept = Kept {
        latest: if cfg!(debug_assertions) {
            2_500_000
        } else {
            400_000
        },
        ..Kept::default()
    };
    let mut shortened = 0;
    for round in 0..rounds {
        let file = lengthen(&house);
        let long = file.metadata().unwrap().len();
        let window = Window::open(&house, Some(&article), 80, 24);
        kept.round(window, round, &mut lots);
        shortened += u64::from(file.metadata().unwrap().len() < long);
        kept.check(&house, &article);
    }
    // Whoever is not killed finds it short in the end, with a snapshot.
    let file = lengthen(&house);
    let mut window = Window::open(&house, Some(&article), 80, 24);
    window.wait_for("stone");
    window.press("q");
    window.wait_for_good_end();
    let length = file.metadata().unwrap().len();
    assert!(length < 1 << 20, "{length}, {shortened} were made shorter");
    kept.check(&house, &article);
    let told = &printed(&house, &["journal", "--json"])[0];
    assert!(told["snapshot"].is_string(), "{told}");
}

/// Adds to the journal what does not count any more, until it is worth compacting.
fn lengthen(house: &House) -> PathBuf {
    let told = &printed(house, &["journal", "--json"])[0];
    let file = PathBuf::from(told["file"].as_str().unwrap());
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let mut lines = String::new();
    for second in 0..60_000 {
        let kind = if second % 2 == 0 { "read" } else { "unread" };
        let (minutes, seconds) = (second / 60 % 60, second % 60);
        let _ = writeln!(
            lines,
            r#"{{"v":1,"clock":1,"at":"2026-11-22T{:02}:{minutes:02}:{seconds:02}Z","article":"noise","kind":"{kind}"}}"#,
            second / 3600
        );
    }
    let mut journal = File::options()
        .append(true)
        .create(true)
        .open(&file)
        .unwrap();
    journal.write_all(lines.as_bytes()).unwrap();
    file
}

#[test]
fn what_was_confirmed_survives_a_kill_while_the_journal_is_made_shorter() {
    in_stretches(5, torture_long);
}

#[test]
#[ignore = "takes minutes"]
fn what_was_confirmed_survives_hundreds_of_kills_while_the_journal_is_made_shorter() {
    in_stretches(rounds().unwrap_or(300), torture_long);
}

#[test]
fn what_was_confirmed_survives_a_kill_at_any_moment() {
    in_stretches(12, torture);
}

#[test]
#[ignore = "takes minutes"]
fn what_was_confirmed_survives_a_thousand_kills() {
    in_stretches(rounds().unwrap_or(1_000), torture);
}

#[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
fn rounds() -> Option<u64> {
    std::env::var("NEWSPRINT_TORTURE_ROUNDS").ok()?.parse().ok()
}
