//! Several processes that write to one journal at once: nothing is lost, nothing doubled.
//!
//! A run of seconds is part of the tests; a minute is `cargo test --release --test it writers -- --ignored`.

use newsprint::journal::{Anchor, BookmarkId, Change, Draft, Event, Journal, Stride};
use newsprint::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a process that was started by a test is told: where it writes, as which device, under which name, and for
/// how many milliseconds.
const CONFIG: &str = "NEWSPRINT_TEST_CONFIG";
const DEVICE: &str = "NEWSPRINT_TEST_DEVICE";
const NAME: &str = "NEWSPRINT_TEST_NAME";
const TIME: &str = "NEWSPRINT_TEST_TIME";

/// Not a test by itself: a window that keeps marks as fast as it can and looks what others did, and that says in
/// the end how many it kept and how many it has seen of each.
#[test]
#[ignore = "started by the tests below, as a process of its own"]
#[expect(clippy::disallowed_methods, reason = "its arguments, and its time")]
fn a_process_that_writes() {
    let argument = |name: &str| std::env::var(name).unwrap();
    let (config, device) = (argument(CONFIG), argument(DEVICE));
    let name = argument(NAME);
    let time = Duration::from_millis(argument(TIME).parse().unwrap());
    let (mut journal, known, problems) = Journal::open(config.as_ref(), &device).unwrap();
    assert_eq!(problems, []);
    let mut state = known.state;
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let mut meet = |events: &[Event]| {
        for event in events {
            if let Change::Bookmark { id, .. } = &event.change {
                *told.entry(id.as_str().to_owned()).or_default() += 1;
            }
            state.apply(event);
        }
    };
    let start = Instant::now();
    let mut kept = 0;
    while start.elapsed() < time {
        let written = journal.append(&[mark(&name, kept)], Stride::New, jiff::Timestamp::now());
        meet(&written.unwrap());
        kept += 1;
        if kept % 8 == 0 {
            let (events, problems) = journal.catch_up().unwrap();
            assert_eq!(problems, []);
            meet(&events);
        }
    }
    // Whatever was told was told once.
    assert!(told.values().all(|times| *times == 1), "met twice");
    println!("kept {kept}");
}

/// The `nth` mark of the process called `name`, on an article that all processes share.
fn mark(name: &str, nth: usize) -> Draft {
    let text = format!("The carter counted stone {nth} of {name}.");
    let change = Change::Bookmark {
        id: BookmarkId::from(format!("{name}-{nth}").as_str()),
        anchor: Anchor::new(&text, TextRange::new(0, text.len())),
        note: Some(name.to_owned()),
        label: None,
        section: Vec::new(),
    };
    Draft::note(Some("shared".into()), change)
}

fn start(config: &Path, device: &str, name: &str, time: Duration) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "writers::a_process_that_writes"])
        .args(["--ignored", "--nocapture"])
        .env(CONFIG, config)
        .env(DEVICE, device)
        .env(NAME, name)
        .env(TIME, time.as_millis().to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Lets `processes` (the device and the name of each) write for `time`, and checks what is there then.
#[track_caller]
fn write_at_once(processes: &[(&str, &str)], time: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path();
    let children = processes.iter();
    let children: Vec<Child> = children
        .map(|(device, name)| start(config, device, name, time))
        .collect();
    let mut confirmed = BTreeSet::new();
    for (child, (_, name)) in children.into_iter().zip(processes) {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{name}");
        let said = String::from_utf8(output.stdout).unwrap();
        let kept: usize = said
            .lines()
            .find_map(|line| line.rsplit_once("kept ")?.1.parse().ok())
            .unwrap();
        assert!(kept > 0, "{name} kept nothing");
        confirmed.extend((0..kept).map(|nth| format!("{name}-{nth}")));
    }
    let (_, known, problems) = Journal::open(config, "reader").unwrap();
    assert_eq!(problems, []);
    let shared = known.state.article(&"shared".into()).unwrap();
    let found: Vec<&str> = shared.bookmarks.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(found.len(), confirmed.len());
    let found: BTreeSet<String> = found.into_iter().map(str::to_owned).collect();
    assert_eq!(found, confirmed);
    lines_are_once_and_in_order(config, confirmed.len());
}

/// In the files themselves: `marks` lines of marks, each once, and in each file clocks that only rise.
#[track_caller]
fn lines_are_once_and_in_order(config: &Path, marks: usize) {
    let mut ids = BTreeSet::new();
    for file in std::fs::read_dir(config.join("state")).unwrap() {
        let path = file.unwrap().path();
        if path
            .extension()
            .is_none_or(|extension| extension != "jsonl")
        {
            // What the writers lock.
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.ends_with('\n'));
        let mut clock = 0;
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let own = line["clock"].as_u64().unwrap();
            assert!(own > clock, "{}: {own} after {clock}", path.display());
            clock = own;
            if line["kind"] == "bookmark" {
                let id = line["id"].as_str().unwrap().to_owned();
                assert!(ids.insert(id), "doubled: {line}");
            }
        }
    }
    assert_eq!(ids.len(), marks);
}

/// Two windows on one machine.
const TWO: [(&str, &str); 2] = [("desk", "one"), ("desk", "two")];
/// Two windows on each of two machines that share a folder.
const FOUR: [(&str, &str); 4] = [
    ("desk", "one"),
    ("desk", "two"),
    ("phone", "three"),
    ("phone", "four"),
];

#[test]
fn two_and_four_processes_write_at_once() {
    write_at_once(&TWO, Duration::from_secs(2));
    write_at_once(&FOUR, Duration::from_secs(2));
}

#[test]
#[ignore = "takes two minutes"]
fn two_and_four_processes_write_at_once_for_a_minute() {
    write_at_once(&TWO, Duration::from_mins(1));
    write_at_once(&FOUR, Duration::from_mins(1));
}
