use super::super::{Format, read as read_any};
use super::*;
use proptest::prelude::*;

fn faults(intake: &Intake) -> Vec<String> {
    intake.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn hypothesis_answers_and_exports_are_read() {
    let annotation = r#"{"id":"abc","created":"2024-05-03T10:12:00.123456+00:00","updated":"2024-05-04T10:12:00Z","user":"acct:me@hypothes.is",
        "uri":"https://example.org/a","text":"Really?","tags":["doubt","later"],"group":"__world__","document":{"title":["Trams"]},
        "target":[{"source":"https://example.org/a","selector":[{"type":"RangeSelector","startContainer":"/p[1]"},
          {"type":"TextPositionSelector","start":120,"end":134},
          {"type":"TextQuoteSelector","exact":"The first tram","prefix":"dawn. ","suffix":" crossed"}]}]}"#;
    let reply = r#"{"id":"r","uri":"https://example.org/a","text":"Yes.","references":["abc"],"target":[{"source":"https://example.org/a"}],"user":"x"}"#;
    let page = r#"{"id":"p","uri":"https://example.org/a","text":"On all of it.","target":[{"source":"https://example.org/a"}],"user":"x"}"#;
    let wrappings = [
        format!("{{\"total\":3,\"rows\":[{annotation},{reply},{page}]}}"),
        format!(
            "{{\"export_date\":\"2024\",\"export_userid\":\"me\",\"client_version\":\"1\",\"annotations\":[{annotation},{reply},{page}]}}"
        ),
        format!("[{annotation},{reply},{page}]"),
    ];
    for text in wrappings {
        let (format, intake) = read_any(&text, None).unwrap();
        assert_eq!((format, intake.records), (Format::W3c, 3), "{text}");
        let work = &intake.works[0];
        assert_eq!(
            (work.title.as_str(), work.url.as_deref()),
            ("Trams", Some("https://example.org/a"))
        );
        let mark = &work.marks[0];
        assert_eq!(
            (
                mark.quote.as_str(),
                mark.prefix.as_str(),
                mark.suffix.as_str()
            ),
            ("The first tram", "dawn. ", " crossed")
        );
        assert_eq!(
            (mark.note.as_deref(), mark.label.as_deref()),
            (Some("Really?"), Some("doubt, later"))
        );
        assert_eq!(mark.at.unwrap().to_string(), "2024-05-03T10:12:00.123456Z");
        assert_eq!(
            faults(&intake),
            [
                "record 2: is a reply to another annotation and marks no passage",
                "record 3: quotes no passage: it is about the page as a whole"
            ]
        );
    }
}

#[test]
fn the_model_in_its_many_spellings() {
    for (text, note) in [
        (
            r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","bodyValue":"Hm","target":{"source":"https://example.org/a","selector":{"type":"TextQuoteSelector","exact":"lamps"}}}"#,
            Some("Hm"),
        ),
        (
            r#"[{"type":"Annotation","body":"Hm","target":[{"source":{"id":"https://example.org/a"},"selector":{"type":"FragmentSelector","value":"x","refinedBy":{"type":"TextQuoteSelector","exact":"lamps"}}}]}]"#,
            Some("Hm"),
        ),
        (
            r#"{"@context":"x","type":"AnnotationPage","items":[{"type":"Annotation","body":[{"type":"TextualBody","value":"Hm"},{"type":"TextualBody","value":"red","purpose":["tagging"]}],"target":{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"lamps"}]}}]}"#,
            Some("Hm"),
        ),
        (
            r#"{"@context":"x","type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[{"type":"Annotation","target":{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"lamps"}]}}]}}"#,
            None,
        ),
        (
            r#"{"@context":"x","type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[{"type":"Annotation","target":{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"lamps"}]}},{"type":"#,
            None,
        ),
    ] {
        let (_, intake) = read_any(text, None).unwrap();
        assert_eq!(intake.works.len(), 1, "{text}");
        assert_eq!(intake.works[0].marks[0].quote, "lamps", "{text}");
        assert_eq!(intake.works[0].marks[0].note.as_deref(), note, "{text}");
    }
}

#[test]
fn what_is_broken_is_told_by_its_record() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let text = format!(
        r#"{{"rows":[5,{{"uri":"https://example.org/a","target":{deep}}},{{"uri":"https://example.org/a"}},{{"target":[{{"selector":[{{"type":"TextQuoteSelector","exact":"x"}}]}}]}},{{"uri":"https://example.org/a","target":[{{"selector":[{{"type":"TextQuoteSelector","exact":"kept"}}]}}]}}, {{"cut"#
    );
    let intake = read(&text);
    let told = faults(&intake);
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told[0].starts_with("record 1: is no object"));
    assert!(told[1].starts_with("record 2: recursion limit"));
    assert_eq!(told[2], "record 3: has no target");
    assert_eq!(told[3], "record 4: does not say what it is about");
    assert!(told[4].contains("breaks off"));
    assert_eq!(intake.works[0].marks[0].quote, "kept");
}

#[test]
fn positions_count_characters_and_sources_are_addresses() {
    let mark = Mark {
        id: Some("a b/ü".to_owned()),
        quote: "boats".to_owned(),
        now: Some(TextRange::new(10, 15)),
        chars: Some([6, 11]),
        ..Mark::default()
    };
    let mut work = Work {
        path: Some("/home/ann/My clips/ü.md".to_owned()),
        marks: vec![mark],
        ..Work::default()
    };
    let value: Value = serde_json::from_str(&write(std::slice::from_ref(&work))).unwrap();
    let item = &value["first"]["items"][0];
    assert_eq!(item["id"], "urn:newsprint:mark:a%20b/%C3%BC");
    assert_eq!(
        item["target"]["source"],
        "file:///home/ann/My%20clips/%C3%BC.md"
    );
    assert_eq!(
        item["target"]["selector"][1],
        json!({"type": "TextPositionSelector", "start": 6, "end": 11})
    );
    let back = &read(&write(std::slice::from_ref(&work))).works[0];
    assert_eq!(
        (back.path.as_deref(), back.marks[0].id.as_deref()),
        (work.path.as_deref(), Some("a b/ü"))
    );
    work.path = None;
    work.id = Some("0f3c".to_owned());
    assert_eq!(read(&write(&[work])).works[0].id.as_deref(), Some("0f3c"));
}

use crate::text::TextRange;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~“”ü\u{202e}\u{1b}\n]{1,30}".prop_filter("says something", |words| {
            !crate::text::harmless(words).trim().is_empty()
        }),
        "[a-z]{1,8}"
    ]
}

proptest! {
    #[test]
    fn what_the_model_holds_comes_back(quote in words(), note in prop::option::of(words()), prefix in words(), label in prop::option::of("[a-z]{1,9}"), second in 0i64..2_000_000_000) {
        let mark = Mark {
            id: Some("9ab1".to_owned()),
            is_ours: true,
            quote, prefix, note, label,
            at: jiff::Timestamp::from_second(second).ok(),
            section: vec!["Dusk".to_owned(), "Late".to_owned()],
            page: Some(3),
            ..Mark::default()
        };
        let work = Work {
            title: "The lights".to_owned(),
            byline: vec!["Ann Lee".to_owned()],
            site: Some("Example News".to_owned()),
            url: Some("https://example.org/a?b=1&c=2".to_owned()),
            marks: vec![mark.clone()],
            ..Work::default()
        };
        let text = write(std::slice::from_ref(&work));
        let is_harmful = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        prop_assert!(!text.chars().any(is_harmful));
        let back = read(&text);
        prop_assert_eq!(back.faults.len(), 0);
        let mut wanted = mark;
        // A note or a text of nothing but spaces is no note.
        wanted.note = wanted.note.filter(|note| !note.trim().is_empty());
        let mut got = back.works[0].clone();
        got.marks[0].note = got.marks[0].note.take().filter(|note| !note.trim().is_empty());
        prop_assert_eq!(&got.marks[0], &wanted);
        prop_assert_eq!((&got.title, &got.byline, &got.site, &got.url), (&work.title, &work.byline, &work.site, &work.url));
    }
}
