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
fn fields_that_nothing_closes_end_where_the_text_begins() {
    for text in [
        "---\ntitle: Bridge\ntags:\n- city\n- trams\n\nText",
        "---\ntitle: Bridge\ntags: city, trams\n\nText\n\n---\n\nMore: text.",
        "---\ntitle: Bridge\n\ntags: city, trams\n\nText says: this.\n\n---\n",
        "---\ntitle: Bridge\ntags: city, trams\n\nText says this is so.\n---\n",
        "+++\ntitle = 'Bridge'\ntags = ['city', 'trams']\n\nText",
    ] {
        let found = read(text);
        let said = found.fields.metadata(Origin::FrontMatter);
        assert_eq!(said.title, "Bridge", "{text}");
        assert_eq!(said.tags, ["city", "trams"], "{text}");
        assert!(body(text).starts_with("Text"), "{text}");
        assert!(found.warning.unwrap().contains("not closed"), "{text}");
    }
    let all = "---\ntitle: Bridge\ntags: city\n";
    assert_eq!((metadata(all).title.as_str(), body(all)), ("Bridge", ""));
}

#[test]
fn a_sentence_with_a_colon_in_it_is_not_swallowed() {
    let text =
        "---\ntitle: Bridge\nauthor: Ann Lee\n\nThe town agreed: no more buses.\n\n---\nMore";
    assert!(body(text).starts_with("The town agreed"));
    let short = "---\ntitle: Bridge\n\nThe town agreed: no more buses.\n\n---\nMore";
    assert_eq!(body(short), short);
    let spaced = "---\nFull Title: Bridge\n\nDocument Tags: city\n---\nText";
    assert_eq!((body(spaced), read(spaced).warning), ("Text", None));
}

#[test]
fn a_second_block_fills_in_what_the_first_does_not_say() {
    for text in [
        "---\ntitle: First\n---\n---\ntitle: Second\nauthor: Ann Lee\n---\nText",
        "---\ntitle: First\n---\n\n\n---\ntitle: Second\nauthor: Ann Lee\n---\nText",
        "+++\ntitle = 'First'\n+++\n{\"title\": \"Second\", \"author\": \"Ann Lee\"}\nText",
    ] {
        let metadata = metadata(text);
        assert_eq!(metadata.title, "First", "{text}");
        assert_eq!(metadata.byline, ["Ann Lee"], "{text}");
        assert_eq!(body(text), "Text");
        assert!(read(text).warning.unwrap().contains("two blocks"));
    }
    let rule = "---\ntitle: First\n---\n\n---\nText\n\n---\n";
    assert_eq!(body(rule), "\n---\nText\n\n---\n");
}

#[test]
fn a_key_that_stands_twice_is_told_with_its_line() {
    let text = "\n---\ntitle:\nauthor: Ann Lee\ntitle: Bridge\ntitle: Other\n---\nText";
    assert_eq!(metadata(text).title, "Bridge");
    let warning = read(text).warning.unwrap();
    assert!(warning.contains("key title twice, line 5"), "{warning}");
}

#[test]
fn toml_between_dashes_is_toml_whatever_its_values_hold() {
    let text = "---\n# bulletty\ntitle = \"War: what is it good for\"\nseen = true\n---\nText";
    let metadata = metadata(text);
    assert_eq!(metadata.title, "War: what is it good for");
    assert_eq!(metadata.stated.unwrap().read, Some(true));
    assert_eq!(read(text).warning, None);
}

#[test]
fn json_without_braces_and_json_with_a_slip() {
    let hexo = "\"title\": \"Bridge\",\n\"date\": \"2013/7/13 20:46:25\"\n;;;\nText";
    assert_eq!(
        (metadata(hexo).title.as_str(), body(hexo)),
        ("Bridge", "Text")
    );
    assert!(metadata(hexo).published.is_some());
    for prose in [
        "\"Bridge\", she said.\n\nText",
        "\"Bridge\", she said.\n;;;\nText",
    ] {
        assert_eq!(read(prose), FrontMatter::default());
    }
    let slip = "{\n  \"title\": \"Bridge\",\n  \"author\": \"Ann Lee\",\n}\nText";
    assert_eq!(metadata(slip).byline, ["Ann Lee"]);
    assert_eq!(
        (metadata(slip).title.as_str(), body(slip)),
        ("Bridge", "Text")
    );
    assert!(read(slip).warning.unwrap().contains("not valid JSON"));
}

#[test]
fn quotes_belong_to_the_words_they_stand_in() {
    for (value, title) in [
        ("\"War\" is over: they said", "\"War\" is over: they said"),
        ("\"War: over", "War: over"),
        (
            "'War: over' and 'Peace: now'",
            "'War: over' and 'Peace: now'",
        ),
    ] {
        let text = format!("---\ntitle: {value}\nbad: [\n---\nText");
        assert_eq!(metadata(&text).title, title);
    }
}

#[test]
fn references_of_html_are_resolved() {
    let text = "---\ntitle: Fish &amp; chips &#8211; again\ntags: [R&amp;D]\nparams:\n  author: Ann Lee &amp; Bo Wu\n---\n";
    let metadata = metadata(text);
    assert_eq!(metadata.title, "Fish & chips – again");
    assert_eq!(metadata.tags, ["R&D"]);
    assert_eq!(metadata.byline, ["Ann Lee", "Bo Wu"]);
}

#[test]
fn of_a_list_of_articles_one_is_this_one() {
    let one = "---\n- id: 7\n  title: Bridge\n---\nText";
    assert_eq!(
        (metadata(one).title.as_str(), body(one)),
        ("Bridge", "Text")
    );
    let two = "---\n- id: 7\n  title: Bridge\n- id: 8\n  title: Ferry\n---\nText";
    assert_eq!((metadata(two).title.as_str(), body(two)), ("", "Text"));
    let notes = "---\n- title: Bridge\n- title: Ferry\n---\nText";
    assert_eq!(body(notes), notes);
}

#[test]
fn tags_of_yaml_are_not_honoured() {
    let text =
        "---\ntitle: !!python/object:os.system Bridge\ndate: !!timestamp 2024-05-01\n---\nText";
    assert_eq!(metadata(text).title, "Bridge");
    assert!(metadata(text).published.is_some());
}

#[test]
fn what_is_over_the_limit_is_read_as_far_as_it() {
    let long = "highlight: \"They came\"\n".repeat(5000);
    let text = format!("---\ntitle: Bridge\n{long}author: Ann Lee\n---\nText");
    assert_eq!(
        (metadata(&text).title.as_str(), body(&text)),
        ("Bridge", "Text")
    );
    assert!(metadata(&text).byline.is_empty());
    assert!(read(&text).warning.unwrap().contains("65536"));
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
