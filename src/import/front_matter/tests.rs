use super::*;
use crate::article::{Metadata, Origin};
use proptest::prelude::*;

fn metadata(text: &str) -> Metadata {
    read(text).fields.metadata(Origin::FrontMatter)
}

fn body(text: &str) -> &str {
    text.get(read(text).body..).unwrap()
}

#[test]
fn three_dialects_say_the_same() {
    for text in [
        "---\ntitle: Bridge\ntags: [city, trams]\ndate: 2024-05-01T09:30:00+02:00\n---\nText",
        "+++\ntitle = 'Bridge'\ntags = ['city', 'trams']\ndate = 2024-05-01T09:30:00+02:00\n+++\nText",
        "{\"title\": \"Bridge\", \"tags\": [\"city\", \"trams\"],\n\"date\": \"2024-05-01T09:30:00+02:00\"}\nText",
        "{\"title\": \"Bridge\", \"tags\": [\"city\", \"trams\"], \"date\": \"2024-05-01T09:30:00+02:00\"};;;\nText",
        "---\ntitle = \"Bridge\"\ntags = [\"city\", \"trams\"]\ndate = 2024-05-01T09:30:00+02:00\n---\nText",
        "\u{feff}\r\n\r\n---  \r\ntitle: Bridge\r\ntags:\r\n- city\r\n- trams\r\ndate: 2024-05-01 09:30:00 +0200\r\n...\r\nText",
        "---\rtitle: Bridge\rtags: city, trams\rdate: 2024-05-01 09:30:00 +0200\r---\rText",
    ] {
        let metadata = metadata(text);
        assert_eq!(metadata.title, "Bridge", "{text}");
        assert_eq!(metadata.tags, ["city", "trams"], "{text}");
        let published = metadata.published.unwrap().to_string();
        assert_eq!(published, "2024-05-01T09:30:00+02:00", "{text}");
        assert_eq!(body(text), "Text");
        assert_eq!(read(text).warning, None, "{text}");
    }
}

#[test]
fn a_thematic_break_is_no_front_matter() {
    for text in [
        "---\nThey agreed on it: radio only.\n---\n",
        "---\n\nNote: radio only.\n\n---\n",
        "---\n\nProse of one paragraph.\n\n---\n\nMore.",
        "---\nNever closed: it goes on.\n\nProse.",
        "---\nNote: prose that has a colon\nand goes on.\n\nProse. Prose again.\n\nAnd prose.\n---\n",
        "---\n- a\n- list\n---\n",
        "----\ntitle: Four\n----\n",
        " ---\ntitle: Indented\n---\n",
        "{Editor's note} Prose.",
        "{} and prose",
        "---",
        "",
        "+++",
    ] {
        assert_eq!(read(text), FrontMatter::default(), "{text}");
    }
}

#[test]
fn what_yaml_refuses_is_read_line_by_line() {
    let text = "---\ntitle: War: what is it good for\nauthor:\n\t- Ann Lee\n\t- \"Bo Wu\"\ntags: [a\n---\nText";
    let found = read(text);
    let metadata = metadata(text);
    assert_eq!(metadata.title, "War: what is it good for");
    assert_eq!(metadata.byline, ["Ann Lee", "Bo Wu"]);
    let warning = found.warning.unwrap();
    assert!(warning.contains("not valid YAML, line 2"), "{warning}");
    let toml = read("+++\ntitle = \"No end\ndate = 2024-05-01\n+++\nText");
    assert!(toml.warning.unwrap().contains("not valid TOML, line 2"));
    assert_eq!(toml.fields.metadata(Origin::FrontMatter).title, "No end");
    assert!(read("{\n \"title\": \"No end,\n\nText").warning.is_some());
}

#[test]
fn empty_front_matter_is_taken_off() {
    assert_eq!(body("---\n---\nText"), "Text");
    assert_eq!(body("---\n# nothing\n\n---\nText"), "Text");
    assert_eq!(body("---\ntitle: Only this\n---"), "");
}

#[test]
fn aliases_do_not_multiply() {
    let mut bomb = String::from("---\na: &a [x,x,x,x,x,x,x,x,x]\n");
    for pair in "abcdefgh".as_bytes().windows(2) {
        let (from, to) = (char::from(pair[0]), char::from(pair[1]));
        let nine = vec![format!("*{from}"); 9].join(",");
        bomb.push_str(&[&to.to_string(), ": &", &to.to_string(), " [", &nine, "]\n"].concat());
    }
    bomb.push_str("name: &n Bridge\ntitle: *n\ntags: *h\n---\n");
    let metadata = metadata(&bomb);
    assert_eq!(metadata.title, "Bridge");
    assert!(metadata.tags.is_empty());
}

#[test]
fn hostile_front_matter_is_survived() {
    for inner in [
        format!(
            "title: Deep\nx: {}{}",
            "[".repeat(10_000),
            "]".repeat(10_000)
        ),
        format!("title: Deep\nx: {}", "{a: ".repeat(10_000)),
        format!("title: Deep\nx: {}", "[".repeat(60_000)),
        format!(
            "title: Deep\n{}",
            (0..300).map(|n| " ".repeat(n) + "a:\n").collect::<String>()
        ),
        format!("title: Deep\nx: {}", "- ".repeat(30_000)),
        format!("title: Deep\nx: {}", "? ".repeat(30_000)),
        format!("title: Deep\nx: {}", "&a ".repeat(20_000)),
        format!("title: Deep\ndescription: {}", "x".repeat(1_000_000)),
        format!("title: Deep\n{}", "key: value\n".repeat(100_000)),
    ] {
        for (open, close) in [("---", "---"), ("+++", "+++")] {
            let text = format!("{open}\n{inner}\n{close}\nText");
            let _ = metadata(&text);
        }
        let yaml = format!("---\n{inner}\n---\nText");
        assert_eq!(metadata(&yaml).title, "Deep", "{inner:.60}");
    }
    let deep = format!("{{\"x\": {}", "[".repeat(100_000));
    assert!(read(&deep).warning.is_some());
    let toml = format!(
        "+++\nx = {}{}\n+++\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let _ = read(&toml);
}

proptest! {
    #[test]
    fn any_front_matter_leaves_a_body(inner in "([a-c?&*!|>%@`'\"{}\\[\\]#:, \\-\t\n~]|\\PC){0,80}") {
        for (open, close) in [("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("{\"", "\"}\n")] {
            let text = format!("{open}{inner}{close}Text");
            let found = read(&text);
            prop_assert!(text.get(found.body..).is_some());
            let _ = found.fields.metadata(Origin::FrontMatter);
        }
    }
}
