//! What cannot be done, and to whom it cannot be told.

use super::{program, run};
use crate::harness::House;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

#[test]
fn without_a_terminal_the_reader_says_what_to_use() {
    let house = House::new();
    house.put("a.txt", "Zebras have stripes.\n");
    for arguments in [vec![], vec!["."], vec!["a.txt"]] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        for words in [
            "stdout is not a terminal",
            "newsprint show FILE",
            "newsprint list FOLDER",
        ] {
            assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
        }
    }
}

#[test]
fn wrong_arguments_are_told_and_end_with_2() {
    let house = House::new();
    for (arguments, words) in [
        (vec!["--fast"], "--fast"),
        (vec!["list", "--fast"], "--fast"),
        (vec!["show"], "<FILE>"),
        (vec!["inspect"], "<FILES>"),
        (vec!["show", "--width", "0", "a.txt"], "--width"),
        (vec!["show", "--width", "wide", "a.txt"], "wide"),
        (vec!["show", "a.txt", "b.txt"], "b.txt"),
    ] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.err.starts_with("error: ") && ran.err.contains(words),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_missing_folder_is_named_with_what_to_do() {
    let house = House::new();
    for arguments in [vec!["no/such"], vec!["list", "no/such"]] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.err.starts_with("newsprint: cannot open no/such: "),
            "{}",
            ran.err
        );
        assert!(
            ran.err
                .ends_with("Name a folder of articles, or one article\n"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn one_file_that_cannot_be_opened_is_told_before_the_screen_is_taken() {
    let house = House::new();
    house.put("program.txt", "\x7fELF\x02\x01\x01\0\0");
    let ran = run(&house, ["program.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    let words = "newsprint: program.txt: is not a text file (a program)\n";
    assert_eq!(ran.err, words);
    // In a folder it is one of many, and the folder opens: here, up to the terminal that there is not.
    assert!(run(&house, ["."]).err.contains("not a terminal"));
}

/// Runs with a stdout that is closed after its first line; returns the status and stderr.
fn closed_early(house: &House, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = program(house)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::with_capacity(16, child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    assert_ne!(line, "");
    drop(stdout);
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    (child.wait().unwrap().code(), err)
}

#[test]
fn a_pipe_that_closes_early_is_a_quiet_success() {
    let house = House::new();
    // Each list is longer than a pipe holds (64 KiB on Linux).
    let opening =
        "Zebras have stripes, and always had, as far as anybody knows, on all their sides";
    for number in 0..500 {
        house.put(&format!("{number}.txt"), &format!("{opening} {number}.\n"));
    }
    house.put("long.md", &format!("{opening}.\n\n").repeat(2000));
    for arguments in [
        ["list", "--json", "."].as_slice(),
        &["list", "."],
        &["check", "--json", "."],
        &["show", "long.md"],
        &["inspect", "--text", "long.md", "long.md"],
    ] {
        assert_eq!(
            closed_early(&house, arguments),
            (Some(0), String::new()),
            "{arguments:?}"
        );
    }
}

#[test]
fn nobody_to_complain_to_is_no_reason_to_fall_over() {
    let house = House::new();
    for arguments in [
        ["list", "no/such"].as_slice(),
        &["--fast"],
        &["show", "no.txt"],
    ] {
        let mut command = program(&house);
        let (reader, writer) = std::io::pipe().unwrap();
        command.args(arguments).stdout(Stdio::null()).stderr(writer);
        drop(reader);
        assert_eq!(command.status().unwrap().code(), Some(2), "{arguments:?}");
    }
}
