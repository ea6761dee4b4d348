//! A journal that was damaged from outside: the reader opens, says so once, and goes on keeping.

use crate::house::House;
use crate::window::{PROGRAM, Window};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A journal of three marks, made by the program itself.
fn keep_three(house: &House, article: &Path) -> (PathBuf, Vec<u8>) {
    let mut window = Window::open(house, Some(article), 80, 24);
    for _ in 0..3 {
        window.turn(" ");
        window.press("m\r");
        window.wait_for("Bookmarked");
    }
    window.press("q");
    window.wait_for_good_end();
    let files = fs::read_dir(house.config().join("state")).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    let journal = files.find(|path| path.extension().is_some_and(|it| it == "jsonl"));
    let journal = journal.unwrap();
    let bytes = fs::read(&journal).unwrap();
    (journal, bytes)
}

/// The quotes that the program lists, and what it complains of.
fn listed(house: &House) -> (usize, String) {
    let mut command = Command::new(PROGRAM);
    command.env("NEWSPRINT_CONFIG_DIR", house.config());
    let output = command.args(["bookmarks", "--json"]).output().unwrap();
    let complaints = String::from_utf8(output.stderr).unwrap();
    (
        String::from_utf8(output.stdout).unwrap().lines().count(),
        complaints,
    )
}

/// Bookmarks among the lines of `bytes` that are whole, or lack but their newline.
fn whole_marks(bytes: &[u8]) -> usize {
    let lines = bytes.split(|byte| *byte == b'\n');
    let whole = lines.filter_map(|line| serde_json::from_slice::<serde_json::Value>(line).ok());
    whole.filter(|line| line["kind"] == "bookmark").count()
}

/// Where the lines of `journal` go that cannot be used.
fn set_aside(journal: &Path) -> PathBuf {
    let name = journal.with_extension("txt");
    let folder = journal.parent().unwrap().join("set-aside");
    folder.join(name.file_name().unwrap())
}

#[test]
fn a_journal_of_nothing_or_noise_or_cut_short_is_told_once_and_added_to() {
    let house = House::new();
    let article = house.put_long();
    let (journal, bytes) = keep_three(&house, &article);
    let noise: Vec<u8> = (0..40_000_u32).map(|n| (n * n / 7 % 251) as u8).collect();
    let mut between = bytes.clone();
    let middle = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    between.splice(middle..middle, noise.iter().copied().chain([b'\n']));
    let cut = bytes.get(..bytes.len() - 9).unwrap().to_vec();
    for (bytes, told) in [
        (Vec::new(), None),
        (noise, Some("skipped")),
        (between, Some("skipped")),
        (cut, Some("cut short")),
    ] {
        fs::write(&journal, &bytes).unwrap();
        let marks = whole_marks(&bytes);
        let mut window = Window::open(&house, Some(&article), 240, 24);
        window.wait_for("stone");
        if let Some(words) = told {
            window.wait_for(words);
        }
        window.press("G");
        window.wait_for("stone60");
        if let Some(words) = told {
            window.wait_without(words);
        }
        window.press("m\r");
        window.wait_for("Bookmarked");
        window.press("q");
        assert_eq!(window.wait_for_good_end().exit_code(), 0);
        let (found, complaints) = listed(&house);
        assert_eq!(found, marks + 1);
        // It was told once: what cannot be used is set aside, to the last byte, and out of the file.
        assert!(complaints.is_empty(), "{complaints}");
        let aside = fs::read(set_aside(&journal)).unwrap_or_default();
        let now = fs::read(&journal).unwrap();
        for line in bytes.split(|byte| *byte == b'\n') {
            let holds = |text: &[u8]| text.split(|byte| *byte == b'\n').any(|held| held == line);
            assert!(line.is_empty() || holds(&now) || holds(&aside));
        }
        let _ = fs::remove_file(set_aside(&journal));
    }
}

/// Cuts a journal at every `step`th byte and asks the program for the marks.
fn cut_at(step: usize) {
    let house = House::new();
    let article = house.put_long();
    let (journal, bytes) = keep_three(&house, &article);
    assert_eq!(whole_marks(&bytes), 3);
    for cut in (0..=bytes.len()).step_by(step) {
        let rest = bytes.get(..cut).unwrap();
        fs::write(&journal, rest).unwrap();
        let (found, complaints) = listed(&house);
        assert_eq!(found, whole_marks(rest), "cut at byte {cut}");
        let mut ends = rest.rsplit(|byte| *byte == b'\n');
        let last = ends.next().unwrap_or_default();
        let torn = !last.is_empty() && serde_json::from_slice::<serde_json::Value>(last).is_err();
        assert_eq!(
            complaints.lines().count(),
            usize::from(torn),
            "{cut}: {complaints}"
        );
        assert_eq!(fs::read(&journal).unwrap(), rest, "a list writes nothing");
    }
}

#[test]
fn a_journal_cut_anywhere_gives_all_that_is_whole() {
    cut_at(53);
}

#[test]
#[ignore = "starts the program some thousand times"]
fn a_journal_cut_at_every_byte_gives_all_that_is_whole() {
    cut_at(1);
}
