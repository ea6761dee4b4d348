//! `names`: who is in each article, and who is in several.

use super::{finished, program, run};
use crate::harness::House;
use std::fs;

/// Three articles with names that the rules are sure of.
fn house() -> House {
    let house = House::new();
    house.put(
        "a.md",
        "---\ntitle: Lights out\nlanguage: en\n---\n\nMarta Lindqvist lives in Norway. Ms Lindqvist said on Monday that \
         the lights of Brevik were out. “We wait,” said Idris Okafor. Lindqvist left for London.\n",
    );
    house.put(
        "b.txt",
        "Bread\n\nIdris Okafor bakes bread in London. Mr Okafor said that bread is bread.\n",
    );
    house.put("c.md", "---\ntitle: Zebras\n---\n\nzebras have stripes.\n");
    house
}

fn say(house: &House, text: &str) {
    fs::create_dir_all(house.config()).unwrap();
    fs::write(house.config().join("names.toml"), text).unwrap();
}

#[test]
fn names_are_told_by_article_and_over_all() {
    let house = house();
    let ran = run(&house, ["names", "."]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let library = house.library().canonicalize().unwrap();
    let out = ran.out.replace(library.to_str().unwrap(), "LIBRARY");
    insta::assert_snapshot!("names", out);
    let ran = run(&house, ["names", "c.md"]);
    assert_eq!(ran.out, "Zebras\n  no names\n");
    let both = run(&house, ["names", "a.md", "b.txt"]);
    assert!(
        both.out.contains("In more than one of 2 files"),
        "{}",
        both.out
    );
}

#[test]
fn what_the_reader_said_is_applied() {
    let house = house();
    say(
        &house,
        "[[name]]\nname = \"Idris Okafor\"\ncalled = \"The Baker\"\n[[name]]\nname = \"Norway\"\nhidden = true\n\
         [[name]]\nname = \"lights of Brevik\"\nadded = \"place\"\n",
    );
    let ran = run(&house, ["names", "a.md", "--json"]);
    let told = &ran.objects()[0];
    assert_eq!(told["title"], "Lights out");
    let names = told["names"].as_array().unwrap();
    let all: Vec<&str> = names.iter().map(|n| n["name"].as_str().unwrap()).collect();
    assert!(
        all.contains(&"The Baker") && all.contains(&"lights of Brevik"),
        "{all:?}"
    );
    assert!(
        !all.contains(&"Norway") && !all.contains(&"Brevik"),
        "{all:?}"
    );
    let inspected = run(&house, ["inspect", "--text", "a.md"]);
    let found = &inspected.objects()[0];
    let text = found["text"].as_str().unwrap();
    for name in names {
        let at = name["at"].as_array().unwrap();
        assert_eq!(at.len() as u64, name["mentions"].as_u64().unwrap());
        let variants = name["variants"].as_array().unwrap();
        for ends in at {
            let [start, end] = [0, 1].map(|i| usize::try_from(ends[i].as_u64().unwrap()).unwrap());
            assert!(
                variants.iter().any(|form| form == &text[start..end]),
                "{name}"
            );
        }
        assert!(!name["sentence"].as_str().unwrap().is_empty());
    }
    let inspected: Vec<&str> = found["names"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name["name"].as_str().unwrap())
        .collect();
    assert_eq!(inspected, all);
}

#[test]
fn a_broken_file_of_names_is_told_and_the_rest_is_done() {
    let house = house();
    say(
        &house,
        "[[name]]\nname = \"Norway\"\nhidden = true\nkind = \"land\"\n",
    );
    for order in ["names", "inspect"] {
        let ran = run(&house, [order, "a.md"]);
        assert_eq!(ran.status, Some(1));
        assert!(
            ran.err.contains("names.toml:4: kind: expected"),
            "{}",
            ran.err
        );
        assert!(
            ran.out.contains("Okafor") && !ran.out.contains("Norway\""),
            "{}",
            ran.out
        );
    }
    say(&house, "[[name\n");
    let ran = run(&house, ["names", "a.md"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("names.toml:1: "), "{}", ran.err);
    assert!(ran.out.contains("Norway"), "{}", ran.out);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_done() {
    let house = house();
    house.put("d.txt", "\x7fELF\x02\x01\x01\0\0");
    let ran = run(&house, ["names", "."]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("d.txt"), "{}", ran.err);
    assert!(ran.out.contains("Marta Lindqvist"));
    let ran = run(&house, ["names", "a.md", "d.txt", "nowhere", "--json"]);
    assert_eq!(ran.status, Some(1));
    let objects = ran.objects();
    assert!(
        objects[1]["error"].is_string() && objects[1]["names"].is_null(),
        "{objects:?}"
    );
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
    let ran = run(&house, ["names", "nowhere"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn nothing_that_is_printed_can_harm_a_terminal() {
    let house = house();
    house.put(
        "e\u{9b}31m.md",
        "---\ntitle: \"a\\u001b]0;x\\u0007b\"\n---\n\nOnly words.\n",
    );
    say(
        &house,
        "[[name]]\nname = \"Idris Okafor\"\ncalled = \"x\\u001b[31m\\u202ey\"\n",
    );
    for form in [None, Some("--json")] {
        let mut command = program(&house);
        let ran = finished(command.args(["names", "."]).args(form));
        let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!ran.out.contains(harmful), "{}", ran.out);
        assert!(ran.out.contains("[31m"), "the name is told: {}", ran.out);
    }
}

#[test]
fn without_a_path_it_is_the_library_that_is_usually_open() {
    let house = house();
    let ran = run(&house, ["names", "--json"]);
    assert_eq!(ran.objects().len(), 9, "the edition");
    fs::create_dir_all(house.config()).unwrap();
    let library = house.library();
    fs::write(
        house.config().join("config.toml"),
        format!("library = {library:?}\n"),
    )
    .unwrap();
    let ran = run(&house, ["names", "--json"]);
    assert_eq!(ran.objects().len(), 3);
}
