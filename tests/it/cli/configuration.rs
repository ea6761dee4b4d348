//! `config.toml`: the files under `tests/fixtures/config` that are right, and those that are wrong with what is
//! said of each. Adding a case is adding a file; with `NEWSPRINT_UPDATE` set, what is said is written beside it.

use super::{Ran, fixtures, run};
use crate::harness::House;
use newsprint::config::{Config, Settings};
use newsprint::typeset::Furniture;
use std::path::Path;

/// Runs `newsprint keys` with `file` as configuration.
fn keys_with(house: &House, file: &Path) -> Ran {
    std::fs::create_dir_all(house.config()).unwrap();
    std::fs::copy(file, house.config().join("config.toml")).unwrap();
    run(house, ["keys"])
}

#[test]
fn what_is_right_is_taken() {
    for file in fixtures("valid") {
        let ran = keys_with(&House::new(), &file);
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (Some(0), ""),
            "{}",
            file.display()
        );
    }
}

#[expect(clippy::disallowed_methods, reason = "a setting of the tests")]
#[test]
fn what_is_wrong_is_told_with_its_line() {
    for file in fixtures("invalid") {
        let house = House::new();
        let ran = keys_with(&house, &file);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{}",
            file.display()
        );
        let path = house.config().join("config.toml");
        let said = ran.err.replace(path.to_str().unwrap(), "CONFIG");
        let beside = file.with_extension("txt");
        if std::env::var_os("NEWSPRINT_UPDATE").is_some() {
            std::fs::write(&beside, &said).unwrap();
        }
        let wanted = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(said, wanted, "{}", file.display());
        assert!(said.starts_with("newsprint: CONFIG:"), "{said}");
    }
}

#[test]
fn every_setting_has_its_effect() {
    let house = House::new();
    let file = fixtures("valid")
        .into_iter()
        .find(|f| f.ends_with("everything.toml"));
    let ran = keys_with(&house, &file.unwrap());
    // The keys of a command stand before its name.
    let bound = |name: &str, keys: &[&str]| {
        ran.out.lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.starts_with(keys) && words.get(keys.len()) == Some(&name)
        })
    };
    assert!(bound("first", &["home", "g", "g"]), "{}", ran.out);
    assert!(bound("open", &["enter", "o"]), "{}", ran.out);
    let config = Config::load(&house.config()).unwrap();
    let wanted = Settings {
        measure: 72,
        two_pages: false,
        indent: true,
        justified: true,
        hyphenation: false,
        line_spacing: 2,
        margins: 8,
        furniture: Furniture::Folded,
        names: false,
        sidebar: false,
    };
    assert_eq!(config.settings(), wanted);
}

#[test]
fn what_cannot_be_read_is_told() {
    // A folder where the file should be.
    let house = House::new();
    std::fs::create_dir_all(house.config().join("config.toml")).unwrap();
    let ran = run(&house, ["keys"]);
    assert_eq!(ran.status, Some(2));
    assert!(
        ran.err.contains("cannot read") && ran.err.contains("config.toml"),
        "{}",
        ran.err
    );
    // A file where the folder should be.
    let house = House::new();
    std::fs::write(house.config(), "").unwrap();
    let ran = run(&house, ["keys"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("cannot read"), "{}", ran.err);
    // No folder yet is nothing to complain of, nor is one made.
    let house = House::new();
    let ran = run(&house, ["keys"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert!(!house.config().exists());
}

#[test]
fn the_reader_does_not_start_with_a_wrong_configuration() {
    let house = House::new();
    std::fs::create_dir_all(house.config()).unwrap();
    std::fs::write(
        house.config().join("config.toml"),
        "[reading]\nmeasure = 7\n",
    )
    .unwrap();
    for arguments in [vec![], vec!["list"], vec!["bookmarks"]] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.err.contains("config.toml:2: measure = 7"),
            "{}",
            ran.err
        );
    }
}
