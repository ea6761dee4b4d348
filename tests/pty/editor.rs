//! A note written in the reader's own editor, which has the terminal meanwhile.

use crate::house::House;
use crate::window::{Window, eventually, newsprint};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

/// An editor that asks for a line on the terminal and adds it to the file.
const ASKS: &str = "#!/bin/sh\nprintf 'What is your note? '\nread line\nprintf 'first\\n%s\\n' \"$line\" > \"$2\"\n";

fn open(house: &House, script: &str) -> Window {
    let article = house.put_long();
    let editor = house.root().join("editor.sh");
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = newsprint(house);
    command.arg(article);
    // With an option, as many have it.
    command.env("VISUAL", format!("{} --wait", editor.display()));
    let window = Window::start(command, 80, 24);
    window.wait_for("stone");
    window
}

#[test]
fn a_note_is_written_in_the_reader_s_editor() {
    let house = House::new();
    let mut window = open(&house, ASKS);
    window.press("m");
    window.wait_for("keep");
    window.press("N");
    window.wait_for("What is your note?");
    // These are the editor's, and no page is turned for them.
    window.press("j space q and more\r");
    window.wait_for("Bookmarked");
    window.press("'");
    window.wait_for("“first j space q and more”");
    let drafts = house.config().join("drafts");
    eventually("the draft gone", || (!drafts.exists()).then_some(()));
    window.press("q");
    window.press(" ");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn ctrl_c_in_the_editor_ends_the_editor_alone() {
    let house = House::new();
    let mut window = open(&house, ASKS);
    window.press("m");
    window.wait_for("keep");
    window.press("N");
    window.wait_for("What is your note?");
    window.press("\u{3}");
    window.wait_for("The note is as it was: the editor was killed");
    window.press("\r");
    window.wait_for("Bookmarked");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn an_editor_that_fails_is_told_of_with_the_file_that_it_left() {
    let house = House::new();
    fs::create_dir(house.config()).unwrap();
    let mut window = open(&house, "#!/bin/sh\necho half a note > \"$2\"\nexit 4\n");
    window.press("m");
    window.wait_for("keep");
    window.press("N");
    window.wait_for("Not kept; what you wrote is in");
    let draft = fs::read_dir(house.config().join("drafts")).unwrap().next();
    let left = fs::read_to_string(draft.unwrap().unwrap().path()).unwrap();
    assert_eq!(left, "half a note\n");
    window.press("q");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}
