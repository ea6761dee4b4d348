use super::*;
use crate::journal::lines::tests::{all_told as told, varied_changes};
use crate::journal::{Change, Course, Draft, Step, Stride};
use proptest::prelude::*;
use tempfile::TempDir;

fn at(second: u64) -> Timestamp {
    Timestamp::from_second(i64::try_from(second).unwrap()).unwrap()
}

fn open(home: &TempDir) -> (Journal, String) {
    let (journal, folded, _) = Journal::open(home.path(), "desk").unwrap();
    (journal, told(&folded))
}

fn plant(home: &TempDir, device: &str, bytes: &[u8]) {
    fs::create_dir_all(home.path().join("state")).unwrap();
    fs::write(home.path().join(format!("state/{device}.jsonl")), bytes).unwrap();
}

/// What a device wrote, by the choices in `what`: the change, the article, what of a step it is.
fn written(device: &str, what: &[(usize, u8, usize)]) -> Vec<u8> {
    let changes = varied_changes();
    let (mut bytes, mut history) = (Vec::new(), History::new(device));
    for (clock, (change, article, step)) in (1_u64..).zip(what) {
        let change = changes[change % changes.len()].clone();
        let (last, next) = (history.last(), history.next());
        let step = match (step % 5, last.map(|d| d.step), next.map(|d| d.step)) {
            (0, ..) => None,
            (1, Some(last), _) => Some((last, Course::Undone)),
            (2, _, Some(next)) => Some((next, Course::Redone)),
            (3, Some(last), None) => Some((last, Course::Done)),
            _ => Some((clock, Course::Done)),
        };
        let event = Event {
            clock,
            at: at(clock),
            device: device.into(),
            article: change
                .needs_article()
                .then(|| format!("x{}", article % 3).as_str().into()),
            change,
            step: step.map(|(id, course)| Step {
                id,
                course,
                back: Change::Unread,
            }),
        };
        history.apply(&event, false);
        bytes.extend(lines::encode(&event).unwrap());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn compacted_it_says_the_same_alone_and_with_others(
        own in prop::collection::vec((0_usize..70, any::<u8>(), 0_usize..60), 0..80),
        other in prop::collection::vec((0_usize..70, any::<u8>(), 0_usize..60), 0..20),
        more in prop::collection::vec(0_usize..70, 0..10),
    ) {
        let home = TempDir::new().unwrap();
        plant(&home, "desk", &written("desk", &own));
        let alone = open(&home).1;
        open(&home).0.compact(at(1)).unwrap();
        prop_assert_eq!(&open(&home).1, &alone);
        plant(&home, "phone", &written("phone", &other));
        let (mut journal, compacted) = open(&home);
        prop_assert_eq!(journal.compact(at(1)).unwrap(), None, "nothing is left to be compacted");
        plant(&home, "desk", &written("desk", &own));
        prop_assert_eq!(&open(&home).1, &compacted);
        // Written to and compacted again.
        let (mut journal, _) = open(&home);
        for change in more {
            let changes = varied_changes();
            let draft = Draft::note(Some("x1".into()), changes[change % changes.len()].clone());
            journal.append(&[draft], Stride::New, at(9)).unwrap();
        }
        let before = open(&home).1;
        journal.compact(at(1)).unwrap();
        prop_assert_eq!(&open(&home).1, &before);
        let star = [Draft::note(Some("x1".into()), Change::Star)];
        let star = journal.append(&star, Stride::New, at(9)).unwrap();
        let (again, _) = open(&home);
        prop_assert_eq!(again.clock, star[0].clock);
    }
}

#[test]
fn what_a_later_edition_wrote_stays_to_the_letter() {
    let home = TempDir::new().unwrap();
    let later = [
        r#"{"v":7,"clock":1,"kind":"dream"}"#,
        r#"{"v":1,"clock":2,"at":"2026-11-22T12:00:00Z","article":"x","kind":"read","mood":"glad"}"#,
        r#"{"v":1,"clock":3,"at":"2026-11-22T12:00:00Z","article":"x","kind":"read","step":3,"course":"halved","back":{"kind":"unread"}}"#,
    ];
    let plain = r#"{"v":1,"clock":4,"at":"2026-11-22T12:00:00Z","article":"x","kind":"unread"}"#;
    let last = r#"{ "clock":5, "v":1,"at":"2026-11-22T12:00:00Z","article":"x","kind":"read"}"#;
    let text = format!("{}\n\n{plain}\n{last}", later.join("\n"));
    plant(&home, "desk", text.as_bytes());
    let (mut journal, before) = open(&home);
    let compacted = journal.compact(at(1)).unwrap().unwrap();
    assert_eq!((compacted.lines_before, compacted.lines), (6, 4));
    let now = fs::read_to_string(journal.own_file()).unwrap();
    assert_eq!(now, format!("{}\n{last}\n", later.join("\n")));
    assert_eq!(compacted.bytes, now.len() as u64);
    assert_eq!(open(&home).1, before);
    assert_eq!(journal.unknown_lines(), 1);
    assert!(journal.catch_up().unwrap().0.is_empty(), "read already");
}

#[test]
fn what_cannot_be_used_is_set_aside_once() {
    let home = TempDir::new().unwrap();
    let good = written("desk", &[(2, 0, 0), (5, 0, 0)]);
    plant(
        &home,
        "desk",
        &[b"noise \xFF\n", &*good, b"{\"v\":1,\"clock\":"].concat(),
    );
    plant(&home, "phone", b"foreign noise\n");
    let (mut journal, before) = open(&home);
    let compacted = journal.tidy(at(1)).unwrap().unwrap();
    assert_eq!((compacted.lines, compacted.set_aside), (2, 2));
    assert_eq!(fs::read(journal.own_file()).unwrap(), good);
    let aside = fs::read(home.path().join("state/set-aside/desk.txt")).unwrap();
    let aside = String::from_utf8_lossy(&aside);
    let lines: Vec<&str> = aside.lines().collect();
    assert!(lines[0].contains("desk.jsonl, line 1, "), "{aside}");
    assert!(lines[1].contains("noise"), "{aside}");
    assert!(lines[2].contains("line 4") && lines[2].contains("cut short"));
    assert_eq!(lines[3], "{\"v\":1,\"clock\":");
    assert_eq!(journal.tidy(at(2)).unwrap(), None);
    let (_, folded, problems) = Journal::open(home.path(), "desk").unwrap();
    assert_eq!(told(&folded), before);
    assert_eq!(problems.len(), 1, "of the phone: {problems:?}");
    let phone = fs::read(home.path().join("state/phone.jsonl")).unwrap();
    assert_eq!(phone, b"foreign noise\n");
}

#[test]
fn a_short_file_is_left_alone_and_a_long_one_is_not() {
    let home = TempDir::new().unwrap();
    let what = vec![(4, 0, 0); 100];
    plant(&home, "desk", &written("desk", &what));
    let (mut journal, _) = open(&home);
    assert_eq!(journal.tidy(at(1)).unwrap(), None);
    let what = vec![(4, 0, 0); 50_000];
    let bytes = written("desk", &what);
    assert!(bytes.len() as u64 > LEFT_ALONE);
    plant(&home, "desk", &bytes);
    let (mut journal, before) = open(&home);
    let compacted = journal.tidy(at(1)).unwrap().unwrap();
    assert_eq!((compacted.lines_before, compacted.lines), (50_000, 1));
    assert_eq!(open(&home).1, before);
}

#[test]
fn another_window_goes_on_over_a_compaction() {
    let home = TempDir::new().unwrap();
    let star = |article: &str| [Draft::note(Some(article.into()), Change::Star)];
    let (mut one, _) = open(&home);
    let (mut two, _) = open(&home);
    for turn in 0..10 {
        two.append(&star("x"), Stride::New, at(1)).unwrap();
        one.append(&star("x"), Stride::New, at(1)).unwrap();
        let clock = one.clock;
        if turn % 2 == 0 {
            one.compact(at(1)).unwrap();
        }
        two.append(&star(&format!("y{turn}")), Stride::New, at(1))
            .unwrap();
        assert_eq!(two.clock, clock + 1);
    }
    let met = one.catch_up().unwrap().0;
    assert_eq!(
        met.iter()
            .filter(|event| event.article == Some("y9".into()))
            .count(),
        1
    );
    let (_, folded, problems) = Journal::open(home.path(), "desk").unwrap();
    assert_eq!((folded.state.articles().count(), problems.len()), (11, 0));
}

#[test]
fn a_window_that_waits_while_the_file_is_replaced_writes_to_the_new_one() {
    let home = TempDir::new().unwrap();
    plant(&home, "desk", &written("desk", &vec![(4, 0, 0); 10]));
    let (mut journal, _) = open(&home);
    let path = journal.own_file();
    // As somebody does who knows no lock but that of the file itself.
    let old = File::open(&path).unwrap();
    old.lock().unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let star = [Draft::note(Some("late".into()), Change::Star)];
            journal.append(&star, Stride::New, at(1)).unwrap();
        });
        std::thread::sleep(std::time::Duration::from_millis(50));
        fs::write(home.path().join("other"), written("desk", &[(4, 0, 0)])).unwrap();
        fs::rename(home.path().join("other"), &path).unwrap();
        drop(old);
        waiting.join().unwrap();
    });
    let (_, folded, problems) = Journal::open(home.path(), "desk").unwrap();
    assert_eq!(problems, []);
    let late = folded.state.article(&"late".into());
    assert!(late.is_some_and(|late| late.starred == Some(true)));
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
}

#[test]
fn a_passage_keeps_the_time_at_which_it_was_kept() {
    let home = TempDir::new().unwrap();
    let (mut journal, _) = open(&home);
    let all = varied_changes();
    let passage = |change: &&Change| {
        matches!(
            change,
            Change::Bookmark { .. }
                | Change::Attach { .. }
                | Change::Note { .. }
                | Change::Label { .. }
                | Change::RestoreBookmark { .. }
        )
    };
    // Every part of the passage is said anew after it was kept.
    for (second, change) in (1..).zip(all.iter().filter(passage).take(5)) {
        let draft = [Draft::note(Some("x".into()), change.clone())];
        journal.append(&draft, Stride::New, at(second)).unwrap();
    }
    let before = open(&home).1;
    assert_eq!(journal.compact(at(9)).unwrap(), None, "all of it counts");
    let noise = [Change::Star, Change::Unstar].map(|it| Draft::note(Some("x".into()), it));
    journal.append(&noise, Stride::New, at(10)).unwrap();
    assert_eq!(journal.compact(at(11)).unwrap().unwrap().lines, 6);
    let (_, folded, _) = Journal::open(home.path(), "desk").unwrap();
    let kept = &folded.state.article(&"x".into()).unwrap().bookmarks;
    assert_eq!((kept.len(), kept[0].at), (1, at(1)), "{before}");
}
