use super::*;
use crate::journal::lines::tests::{all_changes, all_told as told, varied_changes};
use crate::journal::{Course, Draft, Folded, Journal, Step, Stride};
use jiff::Timestamp;
use proptest::prelude::*;
use std::fs;
use tempfile::TempDir;

/// A journal in a folder of its own with a cache beside it, that makes snapshots of the shortest journals.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn append(&self, device: &str, text: &str) {
        use std::io::Write as _;
        fs::create_dir_all(self.state()).unwrap();
        let path = self.state().join(format!("{device}.jsonl"));
        let mut file = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// The journal read with the snapshot, which is made anew; and what it says.
    fn with(&self) -> (Journal, String, Vec<Problem>) {
        let mut journal = Journal::at(self.folder.path(), "desk", Some(&self.cache())).unwrap();
        journal.eager();
        let (folded, problems) = journal.recall().unwrap();
        journal.keep_snapshot();
        (journal, told(&folded), problems)
    }

    fn without(&self) -> (String, Vec<Problem>) {
        let (_, folded, problems) = Journal::open(self.folder.path(), "desk").unwrap();
        (told(&folded), problems)
    }

    fn snapshot(&self) -> PathBuf {
        path(&self.cache(), &self.state())
    }

    fn open(&self) -> Option<Snapshot> {
        let snapshot = Snapshot::open(&self.snapshot(), &self.state(), "desk");
        snapshot.filter(|snapshot| snapshot.agrees(&self.state(), true))
    }

    /// The same with and without.
    #[track_caller]
    fn agree(&self) {
        let (_, with, problems) = self.with();
        assert_eq!((with, problems), self.without());
        if self.state().exists() {
            let mut snapshot = self.open().expect("a snapshot that agrees");
            assert!(snapshot.load().is_some());
        }
    }
}

fn event(clock: u64, device: &str, change: Change, step: Option<Step>) -> Event {
    Event {
        clock,
        at: Timestamp::from_second(i64::try_from(clock).unwrap()).unwrap(),
        device: device.into(),
        article: change
            .needs_article()
            .then(|| format!("x{}", clock % 3).as_str().into()),
        change,
        step,
    }
}

fn line(event: &Event) -> String {
    String::from_utf8(lines::encode(event).unwrap()).unwrap()
}

/// Events of several devices as they lie in their files: clocks rise in each.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let change = prop::sample::select(varied_changes());
    let device = prop::sample::select(vec!["desk", "phone", "desk", "tablet"]);
    let one = (
        change,
        device,
        prop::option::of((0..3, 0_usize..4)),
        0_u64..2,
    );
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let (mut clock, mut steps) = (0, Vec::new());
        let event = |(change, device, step, ahead): (_, &str, Option<(i32, usize)>, u64)| {
            clock += 1 + ahead;
            let step = step.map(|(course, back)| {
                let (id, course) = match (course, steps.iter().rev().nth(back)) {
                    (1, Some(id)) => (*id, Course::Undone),
                    (2, Some(id)) => (*id, Course::Redone),
                    _ => (clock, Course::Done),
                };
                if course == Course::Done && device == "desk" {
                    steps.push(id);
                }
                let back = Change::Unread;
                Step { id, course, back }
            });
            event(clock, device, change, step)
        };
        all.into_iter().map(event).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn with_a_snapshot_the_journal_says_the_same(
        events in events(),
        cuts in prop::collection::vec(0_usize..60, 0..3),
    ) {
        let bench = Bench::new();
        for (at, event) in events.iter().enumerate() {
            if cuts.contains(&at) {
                bench.with();
            }
            bench.append(&event.device, &line(event));
        }
        let (_, with, _) = bench.with();
        prop_assert_eq!(&with, &bench.without().0);
        let (_, again, _) = bench.with();
        prop_assert_eq!(again, with);
    }
}

#[test]
fn a_glance_finds_what_the_whole_journal_says_of_an_article() {
    let bench = Bench::new();
    let identity = |n: u64| Identity {
        url: n
            .is_multiple_of(2)
            .then(|| format!("https://example.com/{n}?utm_source=x")),
        content: format!("c{n}"),
        path: format!("/shelf/“{n}” \\ \"{n}\".md"),
        title: format!("Number {n}"),
        ..Identity::default()
    };
    let mut whole = Folded::new("desk");
    let write = |whole: &mut Folded, n: u64, changes: &[Change]| {
        let (mut journal, folded, _) = Journal::open(bench.folder.path(), "desk").unwrap();
        let (id, known) = folded.state.identify(&identity(n));
        let changes = known.iter().chain(changes).cloned();
        let drafts: Vec<Draft> = changes
            .map(|change| Draft::note(Some(id.clone()), change))
            .collect();
        for event in journal
            .append(&drafts, Stride::New, Timestamp::UNIX_EPOCH)
            .unwrap()
        {
            whole.apply(&event);
        }
    };
    for n in 0..20 {
        write(&mut whole, n, &[Change::Star, Change::Read]);
    }
    for snapshot in [false, true] {
        if snapshot {
            bench.with();
            write(&mut whole, 3, &[Change::Unread]);
            write(&mut whole, 4, &[Change::Unread]);
        }
        for n in 0..22 {
            let mut glances = [bench.glance(), bench.glance()];
            let [one, all] = &mut glances;
            for events in [one.of(&identity(n)), all.of_all([identity(n)].iter())] {
                let mut state = crate::journal::State::default();
                for event in &events {
                    state.apply(event);
                }
                let known = |state: &crate::journal::State| {
                    let (id, changes) = state.identify(&identity(n));
                    (id.clone(), changes, state.article(&id).cloned())
                };
                assert_eq!(known(&state), known(&whole.state), "{n} {snapshot}");
            }
        }
    }
}

impl Bench {
    fn glance(&self) -> crate::journal::Glance {
        let mut journal = Journal::at(self.folder.path(), "desk", Some(&self.cache())).unwrap();
        journal.eager();
        journal.glance().unwrap()
    }
}

#[test]
fn a_snapshot_in_doubt_is_not_believed() {
    let bench = Bench::new();
    let mut clock = 0;
    let mut write = |bench: &Bench| {
        for change in all_changes() {
            clock += 1;
            bench.append("desk", &line(&event(clock, "desk", change.clone(), None)));
            bench.append("phone", &line(&event(clock, "phone", change, None)));
        }
    };
    write(&bench);
    bench.agree();
    let good = fs::read(bench.snapshot()).unwrap();
    // Cut, lengthened, or changed anywhere.
    for at in (0..good.len()).step_by(97) {
        let mut bad = good.clone();
        bad[at] ^= 0x20;
        fs::write(bench.snapshot(), &bad).unwrap();
        let believed = bench.open().and_then(|mut snapshot| snapshot.load());
        assert!(believed.is_none(), "changed at {at}");
        assert_eq!(bench.with().1, bench.without().0, "changed at {at}");
        fs::write(bench.snapshot(), &good[..at]).unwrap();
        assert!(bench.open().is_none(), "cut at {at}");
        bench.agree();
    }
    fs::write(bench.snapshot(), [&*good, b"x"].concat()).unwrap();
    assert!(bench.open().is_none());
    // Of another device or folder.
    fs::write(bench.snapshot(), &good).unwrap();
    assert!(Snapshot::open(&bench.snapshot(), &bench.state(), "phone").is_none());
    assert!(Snapshot::open(&bench.snapshot(), &bench.cache(), "desk").is_none());
    // Of files that are others now: one byte early in a file tells.
    let file = bench.state().join("phone.jsonl");
    let mut text = fs::read(&file).unwrap();
    let at = text.iter().position(|byte| *byte == b'c').unwrap();
    text[at + 200] ^= 1;
    fs::write(&file, &text).unwrap();
    assert!(bench.open().is_none());
    bench.agree();
    fs::remove_file(&file).unwrap();
    bench.agree();
    write(&bench);
    bench.agree();
}

#[test]
fn damaged_lines_are_told_with_a_snapshot_too() {
    let bench = Bench::new();
    for (clock, change) in (1..).zip(all_changes()) {
        bench.append("desk", &line(&event(clock, "desk", change, None)));
    }
    bench.append(
        "desk",
        "noise\n{\"v\":9,\"clock\":77,\"kind\":\"dream\"}\n{\"v\":1,\"clo",
    );
    for _ in 0..3 {
        bench.agree();
        let (journal, _, problems) = bench.with();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert_eq!(journal.unknown_lines(), 1);
    }
    bench.append(
        "desk",
        "ck\":78,\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"x\",\"kind\":\"star\"}\n",
    );
    bench.agree();
    let (mut journal, _, problems) = bench.with();
    assert_eq!(problems.len(), 1);
    let star = [Draft::note(Some("x".into()), Change::Star)];
    let events = journal.append(&star, Stride::New, Timestamp::UNIX_EPOCH);
    assert_eq!(events.unwrap()[0].clock, 79);
}

#[test]
fn what_was_set_aside_is_not_told_by_the_next_snapshot() {
    let bench = Bench::new();
    bench.append("desk", "noise\n");
    bench.append("desk", &line(&event(1, "desk", Change::Read, None)));
    bench.append("desk", "more noise\n");
    let (mut journal, folded, problems) = {
        let mut journal = Journal::at(bench.folder.path(), "desk", Some(&bench.cache())).unwrap();
        journal.eager();
        let (folded, problems) = journal.recall().unwrap();
        (journal, folded, problems)
    };
    assert_eq!(problems.len(), 2);
    assert!(journal.is_own_fault(&problems));
    journal.tidy(Timestamp::UNIX_EPOCH).unwrap().unwrap();
    journal.keep_snapshot();
    assert!(bench.open().is_some());
    let (_, again, problems) = bench.with();
    assert_eq!((again, problems), (told(&folded), vec![]));
    // What is wrong with the file of another device is that device's to set right.
    bench.append("phone", "noise\n");
    let (journal, _, problems) = bench.with();
    assert_eq!(problems.len(), 1);
    assert!(!journal.is_own_fault(&problems));
}

#[test]
fn without_a_place_for_a_snapshot_nothing_is_amiss() {
    let bench = Bench::new();
    bench.append("desk", &line(&event(1, "desk", Change::Read, None)));
    fs::write(bench.cache(), "a file").unwrap();
    let (_, with, problems) = bench.with();
    assert_eq!((with, problems), bench.without());
}
