//! A journal of 200,000 events: what it costs to read it, with a snapshot and without.
//!
//! `cargo test --release --test it long_journal -- --ignored --nocapture` prints the figures. With
//! `NEWSPRINT_LONG_JOURNAL` naming a configuration directory, the journal is written there and left, to start the
//! program with.

use newsprint::journal::{
    Anchor, BookmarkId, Change, Draft, Identity, Journal, Position, Sketch, Stride,
};
use newsprint::text::TextRange;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Events in all.
const EVENTS: usize = 200_000;
/// Articles, of which each has a bookmark.
const ARTICLES: usize = 10_000;

fn text(nth: usize) -> String {
    let sentence = |part: usize| {
        format!("The pilots of harbour {nth} waited {part} nights for the light on the mole. ")
    };
    (0..12).map(sentence).collect()
}

fn address(nth: usize) -> Option<String> {
    (!nth.is_multiple_of(3)).then(|| format!("https://example.com/stories/{nth}"))
}

fn identity(nth: usize, text: &str) -> Identity {
    Identity {
        url: address(nth),
        content: Identity::content_hash(text.as_bytes()),
        path: format!("/home/reader/articles/story-{nth}.md"),
        title: format!("The night the harbour lights went out, part {nth}"),
        byline: vec!["Marta Lindqvist".into()],
        site: Some("Example Courier".into()),
        published: Some("2026-11-22".into()),
        sketch: Sketch::of([text]),
    }
}

/// What the reader did to the article of this number at the visit of that.
fn visit(nth: usize, visit: usize, text: &str) -> Vec<Draft> {
    // The id is drawn from the address or the content alone, and a sketch takes time.
    let id = newsprint::journal::ArticleId::mint(&Identity {
        url: address(nth),
        content: Identity::content_hash(text.as_bytes()),
        ..Identity::default()
    });
    let position = Change::Position(Position::new(text, visit * 7, visit * 9));
    let change = match visit {
        0 => return first_visit(nth, text),
        3 => Change::Read,
        5 => Change::Star,
        7 => Change::Tag {
            tag: format!("tag {}", nth % 40),
        },
        9 => Change::Unstar,
        _ => position,
    };
    vec![Draft::note(Some(id), change)]
}

fn first_visit(nth: usize, text: &str) -> Vec<Draft> {
    let (id, mut changes) = newsprint::journal::State::default().identify(&identity(nth, text));
    let start = nth % 200;
    changes.push(Change::Bookmark {
        id: BookmarkId::from(format!("{nth:012x}").as_str()),
        anchor: Anchor::new(text, TextRange::new(start, start + 120)),
        note: Some("ask her about the cable".into()),
        label: None,
        section: vec!["Losing the tide".into()],
    });
    let noted = |change| Draft::note(Some(id.clone()), change);
    changes.into_iter().map(noted).collect()
}

/// Writes the journal below `config`.
fn write(config: &Path) {
    let (mut journal, _, _) = Journal::open(config, "desk").unwrap();
    let mut written = 0;
    for nth_visit in 0.. {
        for articles in (0..ARTICLES).collect::<Vec<_>>().chunks(1_000) {
            let drafts = articles
                .iter()
                .flat_map(|nth| visit(*nth, nth_visit, &text(*nth)));
            let left = EVENTS.saturating_sub(written);
            let drafts: Vec<Draft> = drafts.take(left).collect();
            written += drafts.len();
            let now = jiff::Timestamp::UNIX_EPOCH;
            journal.append(&drafts, Stride::New, now).unwrap();
        }
        if written == EVENTS {
            return;
        }
    }
}

#[test]
#[ignore = "a measurement"]
fn a_journal_of_200_000_events() {
    let folder = tempfile::tempdir().unwrap();
    let named = std::env::var_os("NEWSPRINT_LONG_JOURNAL").map(PathBuf::from);
    let config = named.unwrap_or_else(|| folder.path().join("config"));
    let cache = folder.path().join("cache");
    if !config.join("state").exists() {
        write(&config);
    }
    let file = config.join("state/desk.jsonl");
    println!("{} bytes", file.metadata().unwrap().len());
    for what in ["without a snapshot", "with a snapshot"] {
        let mut journal = Journal::at(&config, "desk", Some(&cache)).unwrap();
        let start = Instant::now();
        let mut glance = journal.glance().unwrap();
        let looked_at = text(77);
        let seen = glance.of(&identity(77, &looked_at)).len();
        println!(
            "{what}: {:?} to look at one article ({seen} events)",
            start.elapsed()
        );
        let start = Instant::now();
        let (known, problems) = journal.recall().unwrap();
        println!("{what}: {:?} to read all", start.elapsed());
        let start = Instant::now();
        journal.keep_snapshot();
        println!("{what}: {:?} to keep a snapshot", start.elapsed());
        assert_eq!(problems, []);
        assert_eq!(known.state.articles().count(), ARTICLES);
        let marks = known.state.articles().map(|(_, it)| it.bookmarks.len());
        assert_eq!(marks.sum::<usize>(), ARTICLES);
    }
    let mut journal = Journal::at(&config, "desk", Some(&cache)).unwrap();
    let (before, _) = journal.recall().unwrap();
    if config.starts_with(folder.path()) {
        let start = Instant::now();
        let compacted = journal.compact(jiff::Timestamp::UNIX_EPOCH).unwrap();
        println!("{:?} to compact it: {compacted:?}", start.elapsed());
        let (_, after, _) = Journal::open(&config, "desk").unwrap();
        assert_eq!(after.state.articles().count(), ARTICLES);
        assert_eq!(after.state.clock(), before.state.clock());
    }
}
