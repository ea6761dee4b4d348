//! The shape of the house: who may use whom, who may touch the world, how large a room may be.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the bottom up. A module uses only those before it (and itself).
const LAYERS: [&str; 11] = [
    "text", "article", "import", "names", "typeset", "journal", "library", "config", "reader",
    "ui", "terminal",
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

fn module(path: &Path) -> String {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// Lines that are neither comments nor inside the unit tests at the foot of a file.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
}

fn words_after<'a>(line: &'a str, lead: &'a str) -> impl Iterator<Item = String> + 'a {
    line.match_indices(lead).map(move |(at, _)| {
        line[at + lead.len()..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    })
}

#[test]
fn a_module_uses_only_what_lies_below_it() {
    for (path, text) in sources() {
        let own = module(&path);
        let Some(rank) = LAYERS.iter().position(|layer| *layer == own) else {
            assert!(
                ["lib", "main", "cli"].contains(&own.as_str()),
                "{own} has no place in the layers"
            );
            continue;
        };
        for used in code(&text).flat_map(|line| words_after(line, "crate::")) {
            let Some(other) = LAYERS.iter().position(|layer| *layer == used) else {
                assert!(
                    used.is_empty(),
                    "{}: uses {used}, which lies above",
                    path.display()
                );
                continue;
            };
            assert!(
                other <= rank,
                "{}: {own} uses {used}, which lies above it",
                path.display()
            );
        }
    }
}

#[test]
fn only_those_touch_the_world_who_may() {
    let rules: [(&[&str], &[&str]); 6] = [
        (&["ratatui::"], &["ui", "terminal"]),
        (&["crossterm::"], &["terminal"]),
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
                "std::thread",
                "std::process",
            ],
            &["terminal", "cli", "main"],
        ),
        (
            &["println!", "eprintln!", "io::stdout"],
            &["cli", "terminal"],
        ),
    ];
    for (path, text) in sources() {
        let own = module(&path);
        for line in code(&text) {
            for (words, allowed) in rules {
                let touched = words.iter().find(|word| line.contains(*word));
                assert!(
                    touched.is_none() || allowed.contains(&own.as_str()),
                    "{}: {}",
                    path.display(),
                    line.trim()
                );
            }
        }
    }
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
