use super::*;
use crate::journal::Sketch;
use crate::journal::sketch::tests::{sketch, text};
use crate::journal::{Anchor, BookmarkId, Position, inverse, tags_of};
use crate::text::TextRange;
use proptest::prelude::*;
use std::fmt::Write;

pub(super) fn event(clock: u64, device: &str, article: &str, change: Change) -> Event {
    let second = i64::try_from(clock).unwrap() * 60;
    Event {
        clock,
        at: jiff::Timestamp::from_second(second).unwrap(),
        device: device.into(),
        article: change.needs_article().then(|| article.into()),
        change,
        step: None,
    }
}

pub(super) fn identity(url: &str, content: &str, path: &str) -> Identity {
    Identity {
        url: (!url.is_empty()).then(|| url.to_owned()),
        content: content.into(),
        path: path.into(),
        title: "A title".into(),
        ..Identity::default()
    }
}

pub(super) fn mark(id: &str, start: usize) -> Change {
    Change::Bookmark {
        id: id.into(),
        anchor: Anchor::new(&"word ".repeat(40), TextRange::new(start, start + 4)),
        note: None,
        label: None,
        section: Vec::new(),
    }
}

/// A reader at one device: identifies, appends what is lacking, acts.
pub(super) struct Desk {
    pub(super) state: State,
    device: &'static str,
}

impl Desk {
    pub(super) fn new(device: &'static str) -> Self {
        Self {
            state: State::default(),
            device,
        }
    }

    pub(super) fn open(&mut self, identity: &Identity) -> ArticleId {
        let (id, changes) = self.state.identify(identity);
        for change in changes {
            self.act(&id, change);
        }
        let (again, rest) = self.state.identify(identity);
        assert_eq!(rest, [], "asked again there is nothing to append");
        assert_eq!(self.state.resolve(identity), Some(&again));
        assert_eq!(self.state.by_path(&identity.path), Some(&again));
        again
    }

    pub(super) fn act(&mut self, id: &ArticleId, change: Change) -> Event {
        let event = event(self.state.clock() + 1, self.device, id.as_str(), change);
        self.state.apply(&event);
        event
    }

    pub(super) fn seen(&self, id: &ArticleId) -> ArticleState {
        self.state.article(id).cloned().unwrap_or_default()
    }
}

pub(super) const URL: &str = "https://example.com/a";

#[test]
fn state_follows_a_file_that_is_renamed_edited_moved_or_clipped_again() {
    for (first, later) in [
        (identity("", "c1", "/a.txt"), identity("", "c1", "/b.txt")),
        (identity("", "c1", "/a.txt"), identity("", "c2", "/a.txt")),
        (identity("", "c1", "/a.txt"), identity(URL, "c2", "/a.txt")),
        (identity(URL, "c1", "/a.md"), identity("", "c2", "/a.md")),
        (
            identity(URL, "c1", "/a.md"),
            identity("http://www.example.com/a/?utm_source=x#top", "c2", "/b.md"),
        ),
    ] {
        let mut desk = Desk::new("desk");
        let id = desk.open(&first);
        desk.act(&id, Change::Star);
        let again = desk.open(&later);
        assert_eq!(
            desk.seen(&again).starred,
            Some(true),
            "{first:?} -> {later:?}"
        );
        assert_eq!(again, id);
        assert_eq!(desk.seen(&id).path.unwrap(), later.path);
    }
}

#[test]
fn two_articles_never_share_state() {
    let other = "https://example.com/b";
    for (first, later) in [
        (identity(URL, "c1", "/a.md"), identity(other, "c2", "/a.md")),
        (identity(URL, "c1", "/a.md"), identity(other, "c1", "/b.md")),
        (identity("", "c1", "/a.md"), identity("", "c2", "/b.md")),
        (
            identity("https://example.com/", "c1", "/a.md"),
            identity("https://example.com/", "c2", "/b.md"),
        ),
    ] {
        let mut desk = Desk::new("desk");
        let id = desk.open(&first);
        desk.act(&id, Change::Star);
        let new = desk.open(&later);
        assert_ne!(new, id, "{first:?} / {later:?}");
        assert_eq!(desk.seen(&new).starred, None);
        assert_eq!(desk.seen(&id).starred, Some(true), "the old marks stay");
    }
}

#[test]
fn an_article_that_comes_back_to_its_path_is_itself_again() {
    let mut desk = Desk::new("desk");
    let first = identity(URL, "c1", "/today.md");
    let second = identity("https://example.com/b", "c2", "/today.md");
    let (one, two) = (desk.open(&first), desk.open(&second));
    assert_ne!(one, two);
    assert_eq!(desk.open(&first), one);
    // Two copies do not take turns in correcting the journal.
    let (copy, other) = (identity("", "c9", "/x.txt"), identity("", "c9", "/y.txt"));
    assert_eq!(desk.open(&copy), desk.open(&other));
    let renamed = Identity {
        title: "Another title".into(),
        ..copy
    };
    assert_eq!(desk.state.identify(&renamed).1, []);
}

#[test]
fn two_devices_that_did_not_know_of_each_other_agree() {
    // The file was edited before the second device met it, so the two drew different ids.
    for (here, there) in [
        (
            identity(URL, "c1", "/home/a.md"),
            identity(URL, "c2", "/Users/a.md"),
        ),
        (
            identity("", "c1", "/home/a.md"),
            identity(URL, "c1", "/Users/a.md"),
        ),
        (
            identity("", "c1", "/home/a.md"),
            identity("", "c2", "/Users/a.md"),
        ),
    ] {
        let (mut desk, mut phone) = (Desk::new("desk"), Desk::new("phone"));
        let one = desk.open(&here);
        let first = event(9, "desk", one.as_str(), mark("m1", 5));
        desk.state.apply(&first);
        let two = phone.open(&there);
        let second = event(9, "phone", two.as_str(), mark("m2", 0));
        let known = phone
            .state
            .identify(&Identity {
                title: "x".into(),
                ..there.clone()
            })
            .1;
        assert!(!known.is_empty());
        // The phone's journal reaches the desk, and the edited file too.
        let told = Change::Known {
            url: there.url.clone(),
            content: there.content.clone(),
            path: there.path.clone(),
            title: "A title".into(),
            byline: Vec::new(),
            site: None,
            published: None,
            sketch: None,
        };
        desk.state.apply(&event(8, "phone", two.as_str(), told));
        desk.state.apply(&second);
        let id = desk.open(&Identity {
            path: here.path.clone(),
            ..there.clone()
        });
        let marks: Vec<_> = desk.seen(&id).bookmarks.into_iter().map(|m| m.id).collect();
        assert_eq!(marks, ["m2".into(), "m1".into()], "{here:?} / {there:?}");
        assert_eq!(desk.seen(&one), desk.seen(&two));
        assert_eq!(desk.state.articles().count(), 1);
    }
}

#[test]
fn marks_survive_the_loss_of_the_line_that_bound_their_id() {
    for lost in [identity(URL, "c1", "/a.md"), identity("", "c1", "/a.md")] {
        let mut desk = Desk::new("desk");
        let id = ArticleId::mint(&lost);
        desk.act(&id, mark("m", 0));
        assert_eq!(desk.state.resolve(&lost), None);
        let found = desk.open(&lost);
        assert_eq!(desk.seen(&found).bookmarks.len(), 1);
    }
}

#[test]
fn the_later_event_wins_field_by_field() {
    let mut state = State::default();
    state.apply(&event(5, "b", "x", Change::Read));
    state.apply(&event(4, "a", "x", Change::Unread));
    state.apply(&event(2, "a", "x", Change::Star));
    state.apply(&event(
        7,
        "a",
        "x",
        Change::Position(Position {
            offset: 50,
            of: 200,
            ..Position::default()
        }),
    ));
    state.apply(&event(
        6,
        "b",
        "x",
        Change::Position(Position {
            offset: 90,
            of: 200,
            ..Position::default()
        }),
    ));
    let x = state.article(&"x".into()).unwrap();
    assert_eq!((x.read, x.starred), (Some(true), Some(true)));
    assert_eq!(x.position.as_ref().unwrap().percent(), 25);
    assert_eq!(x.last_opened.unwrap().as_second(), 7 * 60);
    assert_eq!(state.clock(), 7);
    let set = |value: i64| Change::Setting {
        name: "measure".into(),
        value: value.into(),
    };
    state.apply(&event(9, "a", "", set(66)));
    state.apply(&event(8, "b", "", set(80)));
    assert_eq!(state.setting("measure"), Some(&Value::from(66)));
    assert_eq!(state.setting("theme"), None);
}

#[test]
fn parts_of_a_bookmark_may_come_in_any_order() {
    let mut state = State::default();
    let note = |note: &str| Change::Note {
        id: "m".into(),
        note: Some(note.into()),
    };
    state.apply(&event(3, "a", "x", note("ask her\u{1b}[2J")));
    assert_eq!(state.article(&"x".into()).unwrap().bookmarks, []);
    state.apply(&event(1, "b", "x", mark("m", 10)));
    state.apply(&event(2, "b", "x", note("too old")));
    state.apply(&event(1, "b", "x", mark("n", 0)));
    let bookmarks = &state.article(&"x".into()).unwrap().bookmarks;
    assert_eq!(bookmarks[0].id, "n".into(), "in the order of the text");
    assert_eq!(bookmarks[1].note.as_deref(), Some("ask her␛[2J"));
}

#[test]
fn what_is_undone_is_as_before() {
    let mut changes = vec![mark("m", 0), mark("n", 5), Change::Read, Change::Unread];
    changes.extend([Change::Star, Change::Unstar, mark("m", 10)]);
    for id in ["m", "none"].map(BookmarkId::from) {
        let note = Some("a note".to_owned());
        changes.push(Change::Note {
            id: id.clone(),
            note,
        });
        changes.push(Change::Note {
            id: id.clone(),
            note: None,
        });
        changes.push(Change::RemoveBookmark { id: id.clone() });
        changes.push(Change::RestoreBookmark { id });
    }
    let mut desk = Desk::new("desk");
    let id = ArticleId::from("x");
    for change in changes {
        let before = desk.seen(&id);
        let undo = inverse(&desk.state, &id, &change);
        desk.act(&id, change.clone());
        let Some(undo) = undo else {
            let redone = desk.seen(&id);
            assert_eq!(
                strip(before),
                strip(redone),
                "{change:?} did something and cannot be undone"
            );
            continue;
        };
        desk.act(&id, undo);
        assert_eq!(strip(desk.seen(&id)), strip(before), "{change:?}");
        desk.act(&id, change);
    }
}

/// Without the times at which bookmarks were set: an anchor that is put back is put back now. And whoever never
/// said anything is, by what can be seen, as one who took it back.
fn strip(mut state: ArticleState) -> ArticleState {
    state.read.get_or_insert(false);
    state.starred.get_or_insert(false);
    for bookmark in &mut state.bookmarks {
        bookmark.at = jiff::Timestamp::UNIX_EPOCH;
    }
    state
}

#[test]
fn tags_are_those_of_the_file_but_for_what_the_reader_says() {
    let mut desk = Desk::new("desk");
    let id = desk.open(&identity(URL, "c1", "/a.md"));
    let stated = ["#Tides".to_owned(), "ferries".to_owned()];
    let tag = |tag: &str| Change::Tag { tag: tag.into() };
    let untag = |tag: &str| Change::Untag { tag: tag.into() };
    for change in [tag("to cite"), tag("old"), untag("old"), untag("ferries")] {
        desk.act(&id, change);
    }
    let seen = desk.seen(&id);
    assert_eq!(
        (&*seen.tags, &*seen.untagged),
        (
            &["to cite".to_owned()][..],
            &["ferries".to_owned(), "old".to_owned()][..]
        )
    );
    assert_eq!(tags_of(Some(&seen), &stated), ["Tides", "to cite"]);
    assert_eq!(tags_of(None, &stated), ["Tides", "ferries"]);
}

#[test]
fn a_bookmark_attached_anew_keeps_its_time_note_and_label() {
    let mut desk = Desk::new("desk");
    let id = desk.open(&identity(URL, "c1", "/a.md"));
    let kept = desk.act(&id, mark("m", 5));
    let label = Some("yellow".to_owned());
    desk.act(
        &id,
        Change::Label {
            id: "m".into(),
            label: label.clone(),
        },
    );
    let before = desk.seen(&id).bookmarks;
    let change = Change::Attach {
        id: "m".into(),
        anchor: Anchor::new(&"word ".repeat(40), TextRange::new(20, 29)),
        section: vec!["A section".into()],
    };
    let back = inverse(&desk.state, &id, &change).unwrap();
    desk.act(&id, change);
    let seen = &desk.seen(&id).bookmarks[0];
    assert_eq!((seen.anchor.start, seen.at), (20, kept.at));
    assert_eq!(
        (&seen.label, &seen.section[..]),
        (&label, &["A section".to_owned()][..])
    );
    desk.act(&id, back);
    assert_eq!(desk.seen(&id).bookmarks, before);
}

#[test]
fn ten_thousand_joins_and_marks_take_no_time_to_speak_of() {
    let mut state = State::default();
    for nth in 0..10_000_u64 {
        let id = format!("{:05}", 10_000 - nth);
        let other = format!("{:05}", 9_999 - nth);
        // Always the newcomer first, which would make a chain if it were always the root.
        let same = Change::Same {
            other: id.as_str().into(),
        };
        state.apply(&event(nth + 1, "a", &other, same));
        state.apply(&event(nth + 1, "a", "00500", mark(&id, 0)));
    }
    assert_eq!(state.articles().count(), 1);
    let steps =
        |id| std::iter::successors(state.joined.get(id), |id| state.joined.get(*id)).count();
    assert!(state.joined.keys().map(steps).max().unwrap() < 14);
    let (name, all) = state.articles().next().unwrap();
    assert_eq!((name.as_str(), all.bookmarks.len()), ("00000", 10_000));
}

#[test]
fn a_state_can_be_handed_to_a_worker_and_shared() {
    const fn shared<T: Send + Sync>() {}
    shared::<State>();
    shared::<crate::journal::Journal>();
}

/// All that can be asked of a state, written down.
fn told(state: &State) -> String {
    let mut articles: Vec<_> = state.articles().collect();
    articles.sort_by_key(|(id, _)| *id);
    let mut told = format!("{articles:#?}\n{}\n", state.clock());
    for name in ["s", "t"] {
        writeln!(told, "{:?}", state.setting(name)).unwrap();
    }
    for id in IDS {
        writeln!(told, "{:?}", state.article(&id.into())).unwrap();
    }
    for path in PATHS {
        writeln!(told, "{:?}", state.by_path(path)).unwrap();
        for content in CONTENTS {
            for url in URLS {
                let identity = identity(url, content, path);
                writeln!(told, "{:?}", state.resolve(&identity)).unwrap();
                writeln!(told, "{:?}", state.identify(&identity)).unwrap();
            }
        }
        for nth in 0..3 {
            let moved = Identity {
                sketch: variant(nth),
                ..identity("", "new", path)
            };
            writeln!(told, "{:?}", state.identify(&moved)).unwrap();
        }
    }
    told
}

const IDS: [&str; 5] = ["i0", "i1", "i2", "i3", "i4"];
const URLS: [&str; 4] = ["", "https://e.org/1", "https://e.org/2", "https://e.org/3"];
const CONTENTS: [&str; 3] = ["c0", "c1", "c2"];
const PATHS: [&str; 4] = ["/p0", "/P0", "/p2", "/q/p2"];

/// Articles that are alike in every way, and some of which nothing but the headline is known.
fn any_identity() -> impl Strategy<Value = Identity> {
    let facts = (0..4_usize, 0..3_usize, 0..PATHS.len(), "[AU]");
    let traits = (
        prop::option::of("[12]"),
        prop::option::of(0..3_u64),
        prop::option::of(prop::sample::select(vec!["Ann Lee", "Bo Wu"])),
        prop::bool::weighted(0.2),
    );
    (facts, traits).prop_map(|((url, content, path, title), (day, text, author, bare))| {
        let known = if bare {
            Identity::default()
        } else {
            Identity {
                published: day,
                sketch: text.and_then(variant),
                ..identity(URLS[url], CONTENTS[content], PATHS[path])
            }
        };
        Identity {
            title: format!("{title} title"),
            byline: author.into_iter().map(str::to_owned).collect(),
            ..known
        }
    })
}

/// One text, the same with an edit, and another.
fn variant(nth: u64) -> Option<Sketch> {
    let mut words = text(nth / 2, 200);
    if nth == 1 {
        words[100] = "edited".into();
    }
    sketch(&words)
}

fn any_change() -> impl Strategy<Value = Change> {
    let id = || prop::sample::select(vec!["m", "n"]).prop_map(BookmarkId::from);
    let note = || prop::option::of("[ab]").boxed();
    prop_oneof![
        4 => any_identity().prop_map(|known| known.said(known.title.clone())),
        1 => prop::sample::select(IDS.to_vec()).prop_map(|id| Change::Same { other: id.into() }),
        2 => prop::sample::select(vec![
            Change::Read, Change::Unread, Change::Star, Change::Unstar, Change::Archive,
            Change::Unarchive,
        ]),
        1 => ("[ab]", prop::bool::ANY).prop_map(|(tag, given)| {
            if given { Change::Tag { tag } } else { Change::Untag { tag } }
        }),
        1 => (0..9_usize, 0..9_usize).prop_map(|(offset, of)| Change::Position(Position { offset, of, ..Position::default() })),
        2 => (id(), 0..5_usize).prop_map(|(id, at)| mark(id.as_str(), at * 5)),
        1 => (id(), note()).prop_map(|(id, note)| Change::Note { id, note }),
        1 => (id(), note()).prop_map(|(id, label)| Change::Label { id, label }),
        1 => (id(), 0..5_usize).prop_map(|(id, at)| Change::Attach {
            id,
            anchor: Anchor::new("word word word word word", TextRange::new(at, at + 4)),
            section: Vec::new(),
        }),
        1 => id().prop_map(|id| Change::RemoveBookmark { id }),
        1 => id().prop_map(|id| Change::RestoreBookmark { id }),
        1 => ("[st]", 0..3_i64).prop_map(|(name, value)| Change::Setting {
            name,
            value: value.into(),
        }),
    ]
}

/// Clocks and devices from so few that equal stamps are common.
fn any_event() -> impl Strategy<Value = Event> {
    let device = prop::sample::select(vec!["a", "b", "c"]);
    let article = prop::sample::select(IDS.to_vec());
    (1..9_u64, device, article, any_change())
        .prop_map(|(clock, device, article, change)| event(clock, device, article, change))
}

fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> State {
    let mut state = State::default();
    for event in events {
        state.apply(event);
    }
    state
}

proptest! {
    #[test]
    fn the_order_of_events_and_their_number_never_shows(
        (events, shuffled) in prop::collection::vec(any_event(), 0..24)
            .prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        let state = told(&fold(&events));
        prop_assert_eq!(&told(&fold(&shuffled)), &state);
        prop_assert_eq!(&told(&fold(events.iter().chain(&shuffled))), &state);
    }

    #[test]
    fn what_was_identified_resolves_and_needs_nothing_more(
        events in prop::collection::vec(any_event(), 0..24),
        opened in any_identity().prop_filter("a file", |identity| !identity.has_only_credits()),
    ) {
        let mut desk = Desk { state: fold(&events), device: "d" };
        desk.open(&opened);
    }
}
