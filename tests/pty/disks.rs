//! A disk that is full, that may only be read, or that goes away, in a namespace of its own (Linux, unshare(1)): one
//! reads on, is told plainly, and what was confirmed is there.
#![cfg(target_os = "linux")]

use crate::house::House;
use crate::window::{PROGRAM, Window, in_environment};
use portable_pty::CommandBuilder;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Root of a namespace whose mounts nobody else sees.
const ROOT: [&str; 3] = ["--user", "--map-root-user", "--mount"];
/// Nobody in particular: what is forbidden to the owner of a file is forbidden, even where the tests are root's.
const NOBODY: [&str; 1] = ["--user"];

/// Whether such a namespace can be had here; says so where it cannot.
#[expect(clippy::print_stderr, reason = "what is skipped is said")]
fn may(flags: &[&str]) -> bool {
    let tried = Command::new("unshare").args(flags).arg("true").output();
    let may = tried.is_ok_and(|output| output.status.success());
    if !may {
        eprintln!("SKIPPED: unshare {flags:?} is not permitted here");
    }
    may
}

/// Opens `article` in a namespace, after `script`, which has the configuration directory as `$1`.
fn open(house: &House, article: &Path, flags: &[&str], script: &str) -> Window {
    let mut command = in_environment(house, CommandBuilder::new("unshare"));
    command.args(flags);
    command.args(["sh", "-c", &format!("{script} exec \"$2\" \"$3\""), "sh"]);
    command.arg(house.config());
    command.arg(PROGRAM);
    command.arg(article);
    // So wide that a message is shown whole.
    let window = Window::start(command, 240, 12);
    window.wait_for("stone");
    window
}

/// Keeps a passage of the page that is shown; whether the screen says that it is kept.
#[track_caller]
fn keep(window: &mut Window) -> bool {
    // A message of before goes with the next key.
    window.press("y");
    window.wait_until("no message", |screen| {
        let words = screen.contents();
        !words.contains("Bookmarked") && !words.contains("Not kept")
    });
    window.press("m\r");
    window.wait_until("an answer", |screen| {
        let words = screen.contents();
        words.contains("Bookmarked") || words.contains("Not kept")
    });
    window.screen().contains("Bookmarked")
}

/// The journals below `config`, each whole.
fn journals(config: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(config.join("state")).unwrap();
    files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "jsonl"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The bookmarks that the program finds in the configuration of `house`, of which it must not complain.
#[track_caller]
fn listed(house: &House) -> usize {
    let mut command = Command::new(PROGRAM);
    command.env("NEWSPRINT_CONFIG_DIR", house.config());
    let output = command.args(["bookmarks", "--json"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap().lines().count()
}

/// Pages turn, and nobody is told again.
#[track_caller]
fn read_on(window: &mut Window) {
    // What was asked for before may be answered yet.
    window.wait_for_silence(Duration::from_millis(300));
    for _ in 0..3 {
        window.turn(" ");
    }
    // Long enough for the place to be written down, or not.
    window.wait_for_silence(Duration::from_millis(700));
    let screen = window.screen();
    assert!(!screen.contains("Not kept"), "told again:\n{screen}");
}

#[track_caller]
fn leave(mut window: Window) {
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

/// Writes to `path` until the disk is full.
fn fill(path: &Path) {
    use std::io::Write;
    let mut file = fs::File::create(path).unwrap();
    let mut piece = 4096;
    while piece > 0 {
        if file.write_all(&vec![0; piece]).is_err() {
            piece /= 2;
        }
    }
}

#[test]
fn on_a_full_disk_nothing_confirmed_is_lost_and_one_reads_on() {
    if !may(&ROOT) {
        return;
    }
    let house = House::new();
    let article = house.put_long();
    fs::create_dir(house.config()).unwrap();
    let small = "mount -t tmpfs -o size=64k newsprint \"$1\" &&";
    let mut window = open(&house, &article, &ROOT, small);
    let pid = window.pid().as_raw_nonzero();
    let inside = PathBuf::from(format!("/proc/{pid}/root{}", house.config().display()));

    let mut confirmed = usize::from(keep(&mut window));
    assert_eq!(confirmed, 1);
    fill(&inside.join("ballast"));
    // There is room yet in the last block of the journal.
    for page in 0.. {
        assert!(page < 20, "the disk is not full");
        window.turn(" ");
        if !keep(&mut window) {
            break;
        }
        confirmed += 1;
    }
    let screen = window.screen();
    assert!(screen.contains("free some space on that disk"), "{screen}");
    read_on(&mut window);
    assert!(!keep(&mut window), "and told when one asks again");

    fs::remove_file(inside.join("ballast")).unwrap();
    assert!(keep(&mut window));
    confirmed += 1;
    let kept = journals(&inside);
    leave(window);
    for (name, text) in &kept {
        assert!(text.ends_with('\n'), "{name} is torn");
        let marks = text.lines().filter(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            line["kind"] == "bookmark"
        });
        assert_eq!(marks.count(), confirmed);
        fs::create_dir_all(house.config().join("state")).unwrap();
        fs::write(house.config().join("state").join(name), text).unwrap();
    }
    // A passage that was kept twice is two bookmarks.
    assert_eq!(listed(&house), confirmed);
}

#[test]
fn on_a_disk_that_may_only_be_read_the_marks_are_shown_and_one_reads_on() {
    if !may(&ROOT) {
        return;
    }
    let house = House::new();
    let article = house.put_long();
    let mut window = open(&house, &article, &NOBODY, "");
    assert!(keep(&mut window));
    leave(window);
    let before = journals(&house.config());

    let locked = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" &&";
    let mut window = open(&house, &article, &ROOT, locked);
    window.turn(" ");
    // The place is written down by itself, which is told once and not taken for the answer to a key.
    window.wait_for("Not kept");
    assert!(!keep(&mut window));
    let screen = window.screen();
    assert!(screen.contains("make it writable for you"), "{screen}");
    read_on(&mut window);
    window.press("'");
    window.wait_for("Bookmarks in this article");
    window.wait_for(&house.quotes()[0].chars().take(30).collect::<String>());
    window.press("\x1b");
    window.wait_without("Bookmarks in this article");
    leave(window);
    assert_eq!(journals(&house.config()), before);
}

#[test]
fn without_permission_the_marks_are_shown_and_one_reads_on() {
    use std::os::unix::fs::PermissionsExt;
    if !may(&NOBODY) {
        return;
    }
    let house = House::new();
    let article = house.put_long();
    let mut window = open(&house, &article, &NOBODY, "");
    assert!(keep(&mut window));
    leave(window);
    let state = house.config().join("state");
    let file = fs::read_dir(&state)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|it| it == "jsonl"))
        .unwrap();
    let forbid = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };

    forbid(&file, 0o400);
    forbid(&state, 0o500);
    let mut window = open(&house, &article, &NOBODY, "");
    window.turn(" ");
    window.wait_for("Not kept");
    assert!(!keep(&mut window));
    let screen = window.screen();
    assert!(screen.contains("make it writable for you"), "{screen}");
    read_on(&mut window);
    leave(window);

    // What cannot be read is told before anything is done.
    forbid(&file, 0o000);
    let mut window = open(&house, &article, &NOBODY, "");
    window.wait_for("cannot be read");
    read_on(&mut window);
    leave(window);
    forbid(&state, 0o700);
    forbid(&file, 0o600);
    assert_eq!(house.quotes().len(), 1);
}

#[test]
fn a_configuration_that_goes_away_is_made_anew_or_told_of() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(&article), 240, 12);
    window.wait_for("stone");
    assert!(keep(&mut window));
    fs::remove_dir_all(house.config()).unwrap();
    read_on(&mut window);
    // The screen never says that something is kept that is not.
    for _ in 0..3 {
        window.turn(" ");
        let before = house.quotes().len();
        assert_eq!(keep(&mut window), house.quotes().len() > before);
    }
    // And when it can not be made anew.
    fs::remove_dir_all(house.config()).unwrap();
    fs::write(house.config(), "a file").unwrap();
    window.turn(" ");
    assert!(!keep(&mut window));
    let screen = window.screen();
    assert!(screen.contains("move it away"), "{screen}");
    read_on(&mut window);
    leave(window);
}
