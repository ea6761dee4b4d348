use super::*;
use crate::journal::{Anchor, BookmarkId, Folded, Identity, Position, Sketch};
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

/// Changes of every kind that matters to who wins: several of one field, and the same of several things.
pub(in crate::journal) fn varied_changes() -> Vec<Change> {
    let mut changes = all_changes();
    for n in 0..6_usize {
        changes.push(known(n));
        changes.push(known_with_less(n));
        changes.push(Change::Same {
            other: format!("x{}", n % 3).as_str().into(),
        });
        changes.push(Change::Position(Position {
            offset: n,
            of: 90,
            ..Position::default()
        }));
        let id = BookmarkId::from(if n < 3 { "b1" } else { "b2" });
        let text = "before the passage after";
        changes.push(Change::Note {
            id: id.clone(),
            note: Some(format!("note {n}")),
        });
        changes.push(Change::Bookmark {
            id,
            anchor: Anchor::new(text, TextRange::new(n, 18)),
            note: None,
            label: n.is_multiple_of(2).then(|| "red".to_owned()),
            section: Vec::new(),
        });
        changes.push(Change::Setting {
            name: ["measure", "margins"][n % 2].into(),
            value: json!(n),
        });
    }
    changes
}

/// What a line may say of an article, for small `n`: some have a fact in common, none has all.
fn known(n: usize) -> Change {
    Change::Known {
        url: n
            .is_multiple_of(3)
            .then(|| format!("https://example.com/{n}")),
        content: format!("c{}", n % 4),
        path: format!("/shelf/{}.md", n % 5),
        title: format!("Title {}", n % 2),
        byline: vec![format!("Author {n}")],
        site: n.is_multiple_of(2).then(|| "Example Courier".into()),
        published: (n % 2 == 1).then(|| format!("2026-11-0{}", n + 1)),
        sketch: sketch_of(n),
    }
}

/// The same facts, with an address that tells nothing, and with neither a day nor an author.
fn known_with_less(n: usize) -> Change {
    let mut change = known(n);
    if let Change::Known {
        url,
        published,
        byline,
        ..
    } = &mut change
    {
        url.get_or_insert_with(|| "https://example.com/".into());
        *published = None;
        byline.clear();
    }
    change
}

fn sketch_of(n: usize) -> Option<Sketch> {
    let words: Vec<String> = (0..80).map(|word| format!("word{}", word + n)).collect();
    if n % 3 == 1 {
        return None;
    }
    Sketch::of([&*words.join(" ")])
}

/// All that a fold says, in a fixed order, and whom it takes other articles for.
pub(in crate::journal) fn all_told(folded: &Folded) -> String {
    let mut articles: Vec<_> = folded.state.articles().collect();
    articles.sort_by_key(|(id, _)| *id);
    let (state, history) = (&folded.state, &folded.history);
    let probes = (0..48).map(|n| {
        let mut probe = Identity::said_by(&known(n % 6));
        // Of each fact there is one that is not asked for.
        match n / 6 {
            0 => probe.url = None,
            1 => probe.content = String::new(),
            2 => (probe.path, probe.url) = (String::new(), None),
            3 => (probe.content, probe.path, probe.url) = ("c".into(), "/x.md".into(), None),
            4 => (probe.content, probe.url) = ("c".into(), None),
            5 => probe.published = None,
            6 => probe.sketch = None,
            _ => {}
        }
        state.identify(&probe)
    });
    format!(
        "{articles:?} {:?} {} {history:?} {:?}",
        [state.setting("measure"), state.setting("margins")],
        state.clock(),
        probes.collect::<Vec<_>>()
    )
}

#[test]
fn lines_of_this_edition_say_all_that_they_have_to_say() {
    for (clock, change) in (1..).zip(varied_changes()) {
        let mut event = event_of(clock, change.clone());
        event.step = clock.is_multiple_of(2).then_some(Step {
            id: clock,
            course: Course::Undone,
            back: change,
        });
        let line = encode(&event).unwrap();
        assert!(!may_say_more(&line, &event));
        // As another program, or a hand, may have put it.
        let value: Value = serde_json::from_slice(&line).unwrap();
        let other = serde_json::to_string_pretty(&value).unwrap();
        assert!(!may_say_more(other.as_bytes(), &event), "{other}");
        // A field more, on whatever level, may mean something to another edition.
        for field in ["", "anchor", "back"] {
            let mut more = value.clone();
            let inner = if field.is_empty() {
                Some(&mut more)
            } else {
                more.get_mut(field)
            };
            let Some(Value::Object(fields)) = inner else {
                continue;
            };
            fields.insert("mood".into(), json!("glad"));
            assert!(may_say_more(more.to_string().as_bytes(), &event), "{more}");
        }
    }
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
        assert_eq!(quick::event(line, &"desk".into()).as_ref(), Some(event));
        assert!(!may_say_more(line.as_bytes(), event), "{line}");
        let read = serde_json::from_str(line).unwrap();
        assert_eq!(super::event(read, &"desk".into()).as_ref(), Ok(event));
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
