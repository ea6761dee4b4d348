//! The shape of the house: who may use whom, who may touch the world, how large a room may be.

use paths::{NamedPath, paths, resolved};
use std::fs;
use std::path::{Path, PathBuf};

mod paths;

/// The modules from the bottom up. A module uses only those before it (and itself).
const LAYERS: [&str; 13] = [
    "text", "article", "import", "names", "code", "typeset", "journal", "exchange", "library",
    "config", "reader", "ui", "terminal",
];
const LINES: usize = 500;

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The module in the file at `path`, by its names from the root of the crate down.
fn module(path: &Path) -> Vec<String> {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    inside
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect()
}

/// Lines outside the unit tests at the foot of a file, without their comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split_once(" // ").map_or(line, |(code, _)| code))
}

/// The paths that the code of a module names, from the root of the crate or of another.
fn named(own: &[String], text: &str) -> Vec<NamedPath> {
    let code: Vec<&str> = code(text).collect();
    let paths = paths(&code.join("\n")).into_iter();
    paths.map(|path| resolved(path, own)).collect()
}

/// What the module `own` uses that does not lie below it.
fn above(own: &[String], text: &str) -> Vec<NamedPath> {
    let rank = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    let mine = rank(&own[0]);
    if mine.is_none() {
        assert!(
            ["lib", "main", "cli"].contains(&own[0].as_str()),
            "{} has no place in the layers",
            own[0]
        );
        return Vec::new();
    }
    let mut used = named(own, text);
    used.retain(|path| path[0] == "crate" && rank(&path[1]).is_none_or(|other| Some(other) > mine));
    used
}

#[test]
fn a_module_uses_only_what_lies_below_it() {
    for (path, text) in sources() {
        let above = above(&module(&path), &text);
        assert!(
            above.is_empty(),
            "{} uses what lies above it: {above:?}",
            path.display()
        );
    }
}

#[test]
fn what_lies_above_is_seen_in_every_spelling() {
    let own = ["reader", "keymap"].map(str::to_owned);
    for code in [
        "use crate::ui;",
        "use crate::{text, ui};",
        "use crate::{text::{self}, terminal::{Desk}};",
        "use crate::*;",
        "use crate as house;",
        "use super::super::ui::view;",
        "fn f() { crate::terminal::run() }",
    ] {
        assert_eq!(above(&own, code).len(), 1, "{code}");
    }
    let good = "use crate::{text, reader::Key};\nuse super::Key; // crate::ui\n// crate::ui\n#[cfg(test)] crate::ui";
    assert_eq!(above(&own, good), Vec::<NamedPath>::new());
}

/// Paths that reach out of the program, and the modules that may name them.
const REACHING: [(&[&str], &[&str]); 7] = [
    (&["ratatui"], &["ui", "terminal"]),
    (&["crossterm"], &["terminal"]),
    (
        &["std::fs", "File::open"],
        &["journal", "library", "config"],
    ),
    (&["std::env"], &["cli"]),
    (
        &[
            "Instant::now",
            "SystemTime",
            "Timestamp::now",
            "std::process",
        ],
        &["terminal", "cli", "main"],
    ),
    // The search for the main text of a page is given up when it takes too long.
    (&["std::thread"], &["terminal", "cli", "main", "import"]),
    (&["io::stdout", "io::stderr"], &["cli", "terminal"]),
];
/// All of std at once could be anything.
const TOO_WIDE: &str = "std::*";
/// Macros that print, and the modules that may.
const PRINTING: (&[&str], &[&str]) = (
    &["print!", "println!", "eprint!", "eprintln!"],
    &["cli", "terminal"],
);

/// What the module `own` names and may not.
fn reached(own: &str, names: &[NamedPath], text: &str) -> Vec<String> {
    let forbidden = |path: &&NamedPath| {
        let touches = |words: &&str| {
            let words: Vec<&str> = words.split("::").collect();
            path.windows(words.len()).any(|part| part == words)
        };
        let reaches = REACHING
            .iter()
            .any(|(words, allowed)| words.iter().any(&touches) && !allowed.contains(&own));
        reaches || touches(&TOO_WIDE)
    };
    let paths = names.iter().filter(forbidden).map(|path| path.join("::"));
    let (macros, allowed) = PRINTING;
    let prints = |line: &&str| !allowed.contains(&own) && macros.iter().any(|m| line.contains(m));
    let printing = code(text).filter(prints).map(|line| line.trim().to_owned());
    paths.chain(printing).collect()
}

#[test]
fn only_those_touch_the_world_who_may() {
    for (path, text) in sources() {
        let own = module(&path);
        let reached = reached(&own[0], &named(&own, &text), &text);
        assert!(reached.is_empty(), "{}: {reached:?}", path.display());
    }
}

#[test]
fn a_reach_for_the_world_is_seen_in_every_spelling() {
    let own = ["reader".to_owned()];
    for code in [
        "use std::fs;",
        "use std::{fs};",
        "use std::{io::{self, stdout}};",
        "use std::{collections::BTreeMap, time::{Duration, SystemTime}};",
        "use std::*;",
        "use std as world;",
        "use ratatui::{buffer::Buffer};",
        "fn f() { ::std::process::exit(1) }",
        "fn f() { Instant::now() }",
        "println!();",
    ] {
        assert_eq!(
            reached(&own[0], &named(&own, code), code).len(),
            1,
            "{code}"
        );
    }
    let good = "use std::{collections::BTreeMap, fmt, io};\nfn thread() { fs() }";
    assert!(reached(&own[0], &named(&own, good), good).is_empty());
}

#[test]
fn rooms_are_small_and_say_what_they_are() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LINES, "{} has {lines} lines", path.display());
        assert!(
            text.starts_with("//!"),
            "{} does not say what it is for",
            path.display()
        );
        assert!(path.file_name().unwrap() != "mod.rs", "{}", path.display());
    }
}
