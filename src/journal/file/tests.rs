use super::super::lines::tests::all_changes;
use super::*;
use crate::journal::{Anchor, ArticleId, BookmarkId, Change, Identity, Position, State};
use crate::text::TextRange;
use tempfile::TempDir;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn open(folder: &TempDir, device: &str) -> (Journal, State, Vec<Problem>) {
    let (journal, known, problems) = Journal::open(folder.path(), device).unwrap();
    (journal, known.state, problems)
}

/// Writes one change to `article`.
fn append(journal: &mut Journal, article: &str, change: Change) -> Result<Event, JournalError> {
    let draft = Draft::note(Some(article.into()), change);
    let mut events = journal.append(&[draft], Stride::New, at(60))?;
    Ok(events.remove(0))
}

/// Writes `bytes` as the journal of `device`.
fn plant(folder: &TempDir, device: &str, bytes: &[u8]) {
    fs::create_dir_all(folder.path().join("state")).unwrap();
    fs::write(folder.path().join(format!("state/{device}.jsonl")), bytes).unwrap();
}

fn star(journal: &mut Journal, article: &str) -> Result<Event, JournalError> {
    append(journal, article, Change::Star)
}

/// All that the state says, in a fixed order.
fn told(state: &State) -> String {
    let mut articles: Vec<_> = state.articles().collect();
    articles.sort_by_key(|(id, _)| *id);
    format!(
        "{articles:?} {:?} {}",
        state.setting("measure"),
        state.clock()
    )
}

/// A journal with every kind of change, and the state after each of its lines.
fn sample() -> (Vec<u8>, Vec<String>) {
    let folder = TempDir::new().unwrap();
    let (mut journal, mut state, _) = open(&folder, "desk");
    let mut states = vec![told(&state)];
    for change in all_changes() {
        state.apply(&append(&mut journal, "x", change).unwrap());
        states.push(told(&state));
    }
    (fs::read(journal.own_file()).unwrap(), states)
}

#[test]
fn what_was_appended_is_there_after_opening_again() {
    let folder = TempDir::new().unwrap();
    let (mut journal, mut state, problems) = open(&folder, "desk");
    assert_eq!((problems, state.clock()), (vec![], 0));
    assert!(!folder.path().join("state").exists(), "made too early");
    for change in all_changes() {
        let event = append(&mut journal, "x", change).unwrap();
        assert_eq!(event.clock, state.clock() + 1);
        state.apply(&event);
    }
    let (_, again, problems) = open(&folder, "other");
    assert_eq!((problems, told(&again)), (vec![], told(&state)));
}

#[test]
fn cut_at_every_byte_the_longest_good_prefix_stays_and_can_be_added_to() {
    let (bytes, states) = sample();
    let folder = TempDir::new().unwrap();
    for cut in 0..=bytes.len() {
        let rest = bytes.get(..cut).unwrap();
        plant(&folder, "desk", rest);
        let (mut journal, state, problems) = open(&folder, "desk");
        let ended = rest.split(|byte| *byte == b'\n').count() - 1;
        // A line that lacks its newline alone says all it has to say.
        let complete = ended + usize::from(bytes.get(cut) == Some(&b'\n'));
        assert_eq!(told(&state), states[complete], "cut at byte {cut}");
        let torn = cut > 0 && rest.last() != Some(&b'\n') && complete == ended;
        let expected = torn.then(|| Problem::Torn {
            file: journal.own_file(),
            line: ended + 1,
        });
        assert_eq!(problems, Vec::from_iter(expected), "cut at byte {cut}");
        let added = star(&mut journal, "new").unwrap();
        assert_eq!(added.clock, state.clock() + 1);
        let (_, state, problems) = open(&folder, "desk");
        assert!(
            state.article(&"new".into()).unwrap().starred == Some(true),
            "cut at byte {cut}"
        );
        assert_eq!(problems.len(), usize::from(torn), "cut at byte {cut}");
        assert!(fs::read(journal.own_file()).unwrap().starts_with(rest));
    }
}

#[test]
fn noise_is_reported_and_everything_around_it_kept() {
    let (bytes, states) = sample();
    let mut noisy = vec![0; 4096];
    noisy.extend((0..=255).rev());
    noisy.extend(b"\n\xFF\xFE{}\n[1,2]\nnull\n");
    noisy.extend(&bytes);
    noisy.extend([b'\n', 0, 0, 0]);
    let folder = TempDir::new().unwrap();
    plant(&folder, "desk", &noisy);
    plant(&folder, "empty", b"");
    plant(&folder, ".hidden", b"noise");
    fs::create_dir(folder.path().join("state/folder.jsonl")).unwrap();
    let (mut journal, state, problems) = open(&folder, "desk");
    assert_eq!(&told(&state), states.last().unwrap());
    assert_eq!(problems.len(), 6, "{problems:#?}");
    for problem in &problems {
        let message = problem.to_string();
        assert!(message.contains("desk.jsonl:"), "{message}");
        assert!(!message.chars().any(char::is_control), "{message:?}");
    }
    star(&mut journal, "new").unwrap();
    assert!(open(&folder, "desk").1.article(&"new".into()).is_some());
}

#[test]
fn a_later_edition_is_passed_over_and_its_lines_stay() {
    let line = "{\"v\":7,\"clock\":40,\"kind\":\"dream\"}\n";
    let folder = TempDir::new().unwrap();
    plant(&folder, "desk", line.as_bytes());
    let (mut journal, _, problems) = open(&folder, "desk");
    assert_eq!((problems, journal.unknown_lines()), (vec![], 1));
    assert_eq!(star(&mut journal, "x").unwrap().clock, 41);
    let text = fs::read_to_string(journal.own_file()).unwrap();
    assert!(text.starts_with(line) && text.lines().count() == 2);
}

#[test]
fn two_handles_on_one_file_take_turns() {
    let folder = TempDir::new().unwrap();
    let (mut one, mut state, _) = open(&folder, "desk");
    let (mut two, _, _) = open(&folder, "desk");
    for turn in 0..20 {
        let journal = if turn % 3 == 0 { &mut two } else { &mut one };
        let event = star(journal, &format!("x{turn}")).unwrap();
        assert_eq!(event.clock, turn + 1, "clocks go on across handles");
        state.apply(&event);
    }
    let (_, again, problems) = open(&folder, "desk");
    assert_eq!((problems, told(&again)), (vec![], told(&state)));
    // Each learns what the other did, once.
    let (events, _) = one.catch_up().unwrap();
    assert_eq!(events.len(), 7);
    assert_eq!(two.catch_up().unwrap().0.len(), 13);
    assert_eq!(one.catch_up().unwrap(), (vec![], vec![]));
}

#[test]
fn what_was_done_can_be_undone_after_opening_again() {
    let folder = TempDir::new().unwrap();
    let (mut journal, mut before, _) = Journal::open(folder.path(), "desk").unwrap();
    let draft = |article: &str, change, back| Draft {
        article: Some(article.into()),
        change,
        back: Some(back),
        at: None,
    };
    let drafts = [
        Draft::note(Some("x".into()), Change::Unread),
        draft("x", Change::Star, Change::Unstar),
        draft("y", Change::Star, Change::Unstar),
    ];
    for event in journal.append(&drafts, Stride::New, at(1)).unwrap() {
        before.apply(&event);
    }
    let (mut journal, again, _) = Journal::open(folder.path(), "desk").unwrap();
    assert_eq!(again.history, before.history);
    let deed = again.history.last().unwrap();
    assert_eq!((deed.step, deed.changes.len()), (1, 2));
    let drafts = [draft("x", Change::Unstar, Change::Star)];
    let (stride, id) = (Stride::Undo(deed.step), deed.step);
    journal.append(&drafts, stride, at(2)).unwrap();
    let (_, again, _) = Journal::open(folder.path(), "desk").unwrap();
    assert_eq!(again.history.last(), None);
    assert_eq!(again.history.next().unwrap().step, id);
    let (_, phone, _) = Journal::open(folder.path(), "phone").unwrap();
    assert_eq!(phone.history.next(), None, "another device's");
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let folder = TempDir::new().unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let folder = &folder;
            scope.spawn(move || {
                let (mut journal, _, _) = open(folder, "desk");
                for nth in 0..25 {
                    star(&mut journal, &format!("{writer}-{nth}")).unwrap();
                }
            });
        }
    });
    let (_, state, problems) = open(&folder, "desk");
    assert_eq!(problems, []);
    assert_eq!((state.articles().count(), state.clock()), (100, 100));
}

#[test]
fn other_devices_are_caught_up_with_and_a_line_on_its_way_is_awaited() {
    let folder = TempDir::new().unwrap();
    let (mut desk, _, _) = open(&folder, "desk");
    let (bytes, states) = sample();
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    plant(&folder, "phone", head);
    let (first, problems) = desk.catch_up().unwrap();
    assert_eq!(problems, []);
    plant(&folder, "phone", &[head, tail].concat());
    let (second, problems) = desk.catch_up().unwrap();
    assert_eq!(problems, []);
    let mut state = State::default();
    for event in first.iter().chain(&second) {
        assert_eq!(&*event.device, "phone");
        state.apply(event);
    }
    assert_eq!(&told(&state), states.last().unwrap());
    assert_eq!(star(&mut desk, "x").unwrap().clock, state.clock() + 1);
    // A file that was put back from a backup is read again from its beginning.
    plant(&folder, "phone", head);
    assert_eq!(desk.catch_up().unwrap().0.len(), first.len());
}

#[test]
fn a_folder_that_cannot_be_used_is_a_typed_error_that_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let (mut journal, mut state, _) = open(&folder, "desk");
    state.apply(&star(&mut journal, "x").unwrap());
    let before = told(&state);
    fs::remove_dir_all(folder.path().join("state")).unwrap();
    fs::write(folder.path().join("state"), "a file").unwrap();
    let error = star(&mut journal, "y").unwrap_err();
    assert!(matches!(error, JournalError::Folder { .. }), "{error:?}");
    assert!(error.to_string().contains("move it away"), "{error}");
    assert_eq!(told(&state), before);
    let error = Journal::open(folder.path(), "desk").unwrap_err();
    assert!(matches!(error, JournalError::Folder { .. }), "{error:?}");
    for name in ["", "../x", ".x", "a/b", "a\u{1b}b"] {
        let error = Journal::open(folder.path(), name).unwrap_err();
        assert!(matches!(error, JournalError::Device { .. }));
        assert!(!error.to_string().contains('\u{1b}'));
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    plant(&folder, "phone", &sample().0);
    let state_folder = folder.path().join("state");
    fs::set_permissions(&state_folder, fs::Permissions::from_mode(0o555)).unwrap();
    let (mut journal, state, problems) = open(&folder, "desk");
    assert!(problems.is_empty() && state.clock() > 0);
    let result = star(&mut journal, "x");
    fs::set_permissions(&state_folder, fs::Permissions::from_mode(0o755)).unwrap();
    // The superuser writes where nobody may.
    if let Err(error) = result {
        assert!(matches!(error, JournalError::Open { .. }), "{error:?}");
        assert!(error.to_string().contains("make it writable"), "{error}");
    } else {
        assert!(journal.own_file().exists());
    }
    let denied = JournalError::Open {
        path: journal.own_file(),
        source: ErrorKind::PermissionDenied.into(),
    };
    let message = denied.to_string();
    assert!(message.contains("desk.jsonl") && message.contains("make it writable"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_typed_error() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("state")).unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join("state/desk.jsonl")).unwrap();
    let (mut journal, _, _) = open(&folder, "desk");
    let error = star(&mut journal, "x").unwrap_err();
    assert!(matches!(error, JournalError::Write { .. }), "{error:?}");
    assert!(error.to_string().contains("free some space"), "{error}");
}

#[test]
fn half_a_line_is_taken_back() {
    let folder = TempDir::new().unwrap();
    let (mut journal, _, _) = open(&folder, "desk");
    star(&mut journal, "x").unwrap();
    let path = journal.own_file();
    let before = fs::read(&path).unwrap();
    let mut file = open_own(&path).unwrap();
    let half = |file: &mut File, line: &[u8]| {
        file.write_all(line.get(..4).unwrap())?;
        Err(ErrorKind::StorageFull.into())
    };
    let length = before.len() as u64;
    let error = put(&mut file, length, b"{\"v\":1}\n", half).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
    assert_eq!(fs::read(&path).unwrap(), before);
    drop(file);
    assert_eq!(star(&mut journal, "y").unwrap().clock, 2);
}

#[test]
fn a_change_to_no_article_is_refused() {
    let folder = TempDir::new().unwrap();
    let (mut journal, _, _) = open(&folder, "desk");
    let error = journal
        .append(&[Draft::note(None, Change::Read)], Stride::New, at(1))
        .unwrap_err();
    assert!(matches!(error, JournalError::Unspeakable { .. }));
    assert!(!journal.own_file().exists());
}

/// Ten thousand events of a busy reader: mostly positions, some marks.
fn busy() -> Vec<u8> {
    let text = "The pilots waited for the light on the mole. ".repeat(9);
    let mut bytes = Vec::new();
    for clock in 1..=10_000_u64 {
        let nth = clock / 10 * 10;
        let article = ArticleId::from(format!("{:016x}", nth * 7919).as_str());
        let start = usize::try_from(clock % 200).unwrap();
        let change = match clock % 10 {
            0 => Change::Known {
                url: Some(format!("https://example.com/{nth}?utm_source=feed")),
                content: Identity::content_hash(&clock.to_le_bytes()),
                path: format!("/home/reader/articles/{nth}.md"),
                title: format!("The night the harbour lights went out, part {nth}"),
                byline: vec!["Marta Lindqvist".into()],
                site: Some("Example Courier".into()),
                published: None,
                sketch: None,
            },
            1 => Change::Bookmark {
                id: BookmarkId::from(format!("{clock:012x}").as_str()),
                anchor: Anchor::new(&text, TextRange::new(start, start + 120)),
                note: Some("ask her about the cable".into()),
                label: None,
                section: vec!["Losing the tide".into()],
            },
            2 => Change::Read,
            _ => Change::Position(Position {
                offset: start,
                of: text.len(),
                ..Position::default()
            }),
        };
        let event = Event {
            clock,
            at: at(i64::try_from(clock).unwrap()),
            device: "desk".into(),
            article: Some(article),
            change,
            step: None,
        };
        bytes.extend(lines::encode(&event).unwrap());
    }
    bytes
}

#[test]
fn ten_thousand_events_open_whole() {
    let folder = TempDir::new().unwrap();
    plant(&folder, "desk", &busy());
    let (_, state, problems) = open(&folder, "desk");
    assert_eq!(problems, []);
    assert_eq!((state.clock(), state.articles().count()), (10_000, 1_001));
    let marks: usize = state.articles().map(|(_, a)| a.bookmarks.len()).sum();
    assert_eq!(marks, 1_000);
}

#[test]
fn a_clock_at_its_end_stops_nobody() {
    let folder = TempDir::new().unwrap();
    let last = u64::MAX;
    let line = format!(
        "{{\"v\":1,\"clock\":{last},\"at\":\"1970-01-01T00:00:01Z\",\"article\":\"x\",\"kind\":\"unstar\"}}\n"
    );
    plant(&folder, "phone", line.as_bytes());
    let (mut journal, mut state, _) = open(&folder, "desk");
    let drafts = ["x", "y", "z"].map(|x| Draft::note(Some(x.into()), Change::Star));
    for event in journal.append(&drafts, Stride::New, at(60)).unwrap() {
        assert_eq!(event.clock, last);
        state.apply(&event);
    }
    let (_, again, problems) = open(&folder, "desk");
    assert_eq!((problems, told(&again)), (vec![], told(&state)));
    assert_eq!(again.article(&"x".into()).unwrap().starred, Some(true));
}
