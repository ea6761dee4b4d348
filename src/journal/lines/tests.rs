use super::*;
use crate::journal::{Anchor, BookmarkId, Position};
use crate::text::TextRange;
use serde_json::json;

/// One change of every kind.
pub(in crate::journal) fn all_changes() -> Vec<Change> {
    let id = BookmarkId::from("b1");
    vec![
        Change::Known {
            url: Some("https://example.com/a".into()),
            content: "c1".into(),
            path: "/shelf/a.md".into(),
            title: "A “title”\nof two lines".into(),
            byline: vec!["Marta Lindqvist".into()],
            site: Some("Example Courier".into()),
            published: None,
            sketch: None,
        },
        Change::Same { other: "x2".into() },
        Change::Read,
        Change::Unread,
        Change::Position(Position {
            offset: 7,
            of: 90,
            ..Position::default()
        }),
        Change::Star,
        Change::Unstar,
        Change::Archive,
        Change::Unarchive,
        Change::Tag {
            tag: "tides".into(),
        },
        Change::Untag {
            tag: "tides".into(),
        },
        Change::Bookmark {
            id: id.clone(),
            anchor: Anchor::new("before the passage after", TextRange::new(7, 18)),
            note: Some("why?".into()),
            label: Some("yellow".into()),
            section: vec!["A quiet port".into(), "Owners left waiting".into()],
        },
        Change::Attach {
            id: id.clone(),
            anchor: Anchor::new("before the passage after", TextRange::new(11, 18)),
            section: Vec::new(),
        },
        Change::Note {
            id: id.clone(),
            note: None,
        },
        Change::Label {
            id: id.clone(),
            label: None,
        },
        Change::RemoveBookmark { id: id.clone() },
        Change::RestoreBookmark { id },
        Change::Setting {
            name: "measure".into(),
            value: json!({"cells": 66}),
        },
    ]
}

fn event_of(clock: u64, change: Change) -> Event {
    Event {
        clock,
        at: "2026-11-22T12:00:00.123Z".parse().unwrap(),
        device: "desk".into(),
        article: change.needs_article().then(|| "x1".into()),
        change,
        step: None,
    }
}

#[test]
fn every_kind_comes_back_as_it_went_and_is_in_the_list() {
    let mut bytes = Vec::new();
    let mut events = Vec::new();
    for (clock, change) in (1..).zip(all_changes()) {
        let event = event_of(clock, change);
        let line = encode(&event).unwrap();
        assert_eq!(line.split(|byte| *byte == b'\n').count(), 2);
        let head: Head<'_> = serde_json::from_slice(&line).unwrap();
        assert_eq!(
            KINDS.iter().position(|kind| *kind == head.kind),
            Some(events.len())
        );
        bytes.extend(line);
        events.push(event);
    }
    let text = std::str::from_utf8(&bytes).unwrap();
    for (line, event) in text.lines().zip(&events) {
        assert_eq!(quick::event(line, "desk").as_ref(), Some(event));
        assert!(!may_say_more(line.as_bytes(), event), "{line}");
        let read = serde_json::from_str(line).unwrap();
        assert_eq!(super::event(read, "desk").as_ref(), Ok(event));
    }
    let lines = decode(&bytes, "desk", 0);
    assert_eq!(lines.faults, []);
    assert_eq!(lines.events, events);
    assert_eq!((lines.bytes, lines.ended), (bytes.len(), KINDS.len()));
    assert_eq!(KINDS.len(), events.len(), "a kind without an example");
}

#[test]
fn a_line_looks_as_the_design_says() {
    let line = encode(&event_of(12, Change::Read)).unwrap();
    assert_eq!(
        String::from_utf8(line).unwrap(),
        "{\"v\":1,\"clock\":12,\"at\":\"2026-11-22T12:00:00.123Z\",\"article\":\"x1\",\"kind\":\"read\"}\n"
    );
}

#[test]
fn a_step_comes_back_as_it_went_and_what_is_not_understood_of_it_costs_no_change() {
    for (nth, back) in all_changes().into_iter().enumerate() {
        let course = [Course::Done, Course::Undone, Course::Redone][nth % 3];
        let mut event = event_of(3, Change::Read);
        event.step = Some(Step {
            id: 2,
            course,
            back,
        });
        let line = encode(&event).unwrap();
        assert_eq!(decode(&line, "desk", 0).events, [event]);
    }
    let line =
        "{\"v\":1,\"clock\":1,\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"x\",\"kind\":\"star\",";
    for step in [
        "\"step\":1,\"back\":{\"kind\":\"dream\"}}",
        "\"step\":1,\"course\":\"dreamt\",\"back\":{\"kind\":\"unstar\"}}",
        "\"step\":1}",
        "\"back\":7}",
    ] {
        let lines = decode(format!("{line}{step}\n").as_bytes(), "desk", 0);
        assert_eq!((lines.faults.len(), lines.events.len()), (0, 1), "{step}");
        assert_eq!(lines.events[0].step, None);
    }
}

#[test]
fn the_heading_of_an_early_line_is_a_path_of_one() {
    let mut event = event_of(1, all_changes()[11].clone());
    let line = String::from_utf8(encode(&event).unwrap()).unwrap();
    let early = line.replace(
        "[\"A quiet port\",\"Owners left waiting\"]",
        "\"A quiet port\"",
    );
    assert_ne!(early, line);
    if let Change::Bookmark { section, .. } = &mut event.change {
        section.pop();
    }
    assert_eq!(decode(early.as_bytes(), "desk", 0).events, [event]);
}

#[test]
fn what_a_later_edition_writes_is_counted_and_no_fault() {
    let text = concat!(
        "{\"v\":1,\"clock\":3,\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"x\",\"kind\":\"highlight\",\"id\":5}\n",
        "{\"v\":2,\"clock\":9,\"kind\":\"read\",\"when\":1}\n",
        "{\"v\":2,\"clock\":4,\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"x\",\"kind\":\"read\"}\n",
        "{\"v\":1,\"clock\":5,\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"x\",\"kind\":\"read\",\"mood\":{\"a\":[1]}}\n",
    );
    let lines = decode(text.as_bytes(), "desk", 0);
    assert_eq!(lines.faults, []);
    assert_eq!((lines.unknown, lines.events.len(), lines.clock), (3, 1, 9));
}

#[test]
fn faults_are_told_apart_and_counted_by_line() {
    let good =
        "{\"v\":1,\"clock\":1,\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"x\",\"kind\":\"star\"}";
    let text = format!(
        "\u{FEFF}{good}\r\n\n{{\"v\":1,\"clo\n{good}\n\u{1b}[2Jnoise\n{}\n{}\n{{\"v\":1",
        good.replace("\"article\":\"x\",", ""),
        good.replace("2026-11-22T12:00:00Z", "tomorrow"),
    );
    let lines = decode(text.as_bytes(), "desk", 10);
    assert_eq!(lines.events.len(), 2);
    let numbers: Vec<usize> = lines.faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(numbers, [13, 15, 16, 17, 18]);
    assert_eq!(lines.faults[0].1, Fault::Torn);
    for (_, fault) in &lines.faults[1..4] {
        let Fault::Damaged(reason) = fault else {
            panic!("{fault:?}")
        };
        assert!(!reason.contains('\u{1b}'));
    }
    assert_eq!(lines.faults[4].1, Fault::Torn);
    assert!(lines.torn_end);
    assert_eq!(lines.bytes, text.len() - "{\"v\":1".len());
}

#[test]
fn deep_nesting_is_a_fault_and_no_overflow() {
    let deep = format!(
        "{{\"v\":1,\"clock\":1,\"at\":\"2026-11-22T12:00:00Z\",\"kind\":\"setting\",\"name\":\"n\",\"value\":{}\n",
        "[".repeat(100_000)
    );
    let lines = decode(deep.as_bytes(), "desk", 0);
    assert_eq!((lines.events.len(), lines.faults.len()), (0, 1));
}
