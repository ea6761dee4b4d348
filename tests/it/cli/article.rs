//! `show` and `inspect`: one article, as text and as findings.

use super::run;
use crate::harness::House;
use newsprint::text::cells;
use serde_json::Value;

#[test]
fn an_article_is_shown_to_its_width() {
    let house = House::new();
    let text = "Zebras have stripes.\n\nAn unusuallylongwordthatnolineofthiswidthcouldeverhold stands here, and \
                京都の翻訳者は古い街で静かに暮らしている, and then the sentence goes on for a while — as they do.\n";
    house.put("zebras.txt", text);
    let squeezed = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect()
    };
    for width in ["40", "66", "10", "300"] {
        let ran = run(&house, ["show", "--width", width, "zebras.txt"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        let room: usize = width.parse().unwrap();
        for line in ran.out.lines() {
            assert!(
                cells(line) <= room,
                "{} cells at {width}: {line}",
                cells(line)
            );
        }
        let words = squeezed(text.split_once("\n\n").unwrap().1);
        assert!(squeezed(&ran.out).contains(&words), "{width}: {}", ran.out);
    }
    // 66 cells unless said otherwise.
    let usual = run(&house, ["show", "zebras.txt"]).out;
    assert_eq!(usual, run(&house, ["show", "--width=66", "zebras.txt"]).out);
    // Nothing fits so narrow a column, and nothing breaks for it.
    assert_eq!(
        run(&house, ["show", "--width=1", "zebras.txt"]).status,
        Some(0)
    );
}

#[test]
fn what_cannot_be_shown_is_told() {
    let house = House::new();
    let ran = run(&house, ["show", "nowhere.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err
            .starts_with("newsprint: nowhere.txt: cannot be read"),
        "{}",
        ran.err
    );
    let ran = run(&house, ["show", "."]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains(".: is not a regular file"), "{}", ran.err);
}

#[test]
fn inspect_prints_an_object_a_line_in_order_and_goes_on_after_an_error() {
    let house = House::new();
    house.put(
        "b.txt",
        "Marta Lindqvist met Idris Okafor in Łódź.\n\nMs Lindqvist left “early” — at 5.\n",
    );
    house.put("a.txt", "Zebras have stripes.\n");
    let ran = run(
        &house,
        ["inspect", "--text", "b.txt", "nowhere.txt", "a.txt"],
    );
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let objects = ran.objects();
    let paths: Vec<&str> = objects
        .iter()
        .map(|o| o["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["b.txt", "nowhere.txt", "a.txt"]);
    let error = objects[1]["error"].as_str().unwrap();
    assert!(error.starts_with("cannot be read"), "{error}");
    assert_eq!(objects[1].as_object().unwrap().len(), 2, "{}", objects[1]);
    assert!(objects[0].get("error").is_none());

    let ran = run(&house, ["inspect", "a.txt", "b.txt"]);
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.objects()
            .iter()
            .all(|object| object.get("text").is_none())
    );
}

#[test]
fn offsets_of_inspect_are_bytes_of_its_text() {
    let house = House::new();
    house.put(
        "a.md",
        "# Łódź again\n\nMarta Lindqvist of Baltic Ferries met Idris Okafor in Łódź. “Good,” said Ms Lindqvist.\n\n\
         ## Later that day\n\nMr Okafor went to Brevik.\n",
    );
    let object = run(&house, ["inspect", "--text", "a.md"])
        .objects()
        .remove(0);
    let text = object["text"].as_str().unwrap();
    let slice = |finding: &Value| {
        let offset = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
        text.get(offset("start")..offset("end"))
            .unwrap_or_else(|| panic!("{finding} is no stretch of the text"))
            .to_owned()
    };
    let blocks: Vec<String> = object["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(slice)
        .collect();
    assert!(
        blocks.iter().any(|block| block.contains("went to Brevik")),
        "{blocks:?}"
    );
    for section in object["sections"].as_array().unwrap() {
        assert!(
            slice(section).contains(section["title"].as_str().unwrap()),
            "{section}"
        );
    }
    let names = object["names"].as_array().unwrap();
    assert!(!names.is_empty(), "{object}");
    for mention in object["mentions"].as_array().unwrap() {
        assert_eq!(slice(mention), mention["text"].as_str().unwrap());
        let name = &names[usize::try_from(mention["name"].as_u64().unwrap()).unwrap()];
        assert_eq!(name["kind"], mention["kind"]);
    }
    let counted: u64 = names
        .iter()
        .map(|name| name["mentions"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, object["mentions"].as_array().unwrap().len() as u64);
}
