use crate::journal::sketch::tests::{sketch, text};
use crate::journal::state::tests::{Desk, URL, event, identity, mark};
use crate::journal::{ArticleId, Change, Identity};

/// A file with a story of `words`, at `path`.
fn file(path: &str, title: &str, words: &[String]) -> Identity {
    Identity {
        title: title.into(),
        sketch: sketch(words),
        ..identity("", &Identity::content_hash(words.concat().as_bytes()), path)
    }
}

/// `words` with every `nth` of them changed.
fn edited(words: &[String], nth: usize) -> Vec<String> {
    let mut words = words.to_vec();
    words
        .iter_mut()
        .step_by(nth)
        .for_each(|word| word.push('x'));
    words
}

/// Whether `later` is taken for `first`, and the state of `first` that it has then.
fn follows(first: &Identity, later: &Identity) -> bool {
    let mut desk = Desk::new("desk");
    let id = desk.open(first);
    desk.act(&id, mark("m", 5));
    let found = desk.open(later);
    assert_eq!(desk.seen(&id).bookmarks.len(), 1, "no mark is lost");
    (desk.seen(&found).bookmarks.len() == 1) == (found == id) && found == id
}

#[test]
fn state_follows_a_file_that_is_moved_and_edited_at_once() {
    let words = text(1, 600);
    let first = file("/news/lamp.md", "The lamp", &words);
    for later in [
        file("/old/lamp-1.md", "The lamp", &edited(&words, 40)),
        file("/old/lamp.md", "Another headline", &edited(&words, 40)),
        file("/old/Lamp.MD", "THE LAMP", &edited(&words, 40)),
        Identity {
            url: Some(URL.into()),
            ..file("/old/x.md", "The lamp", &edited(&words, 40))
        },
    ] {
        assert!(follows(&first, &later), "{later:?}");
    }
}

#[test]
fn a_likeness_counts_against_nothing_else() {
    let words = text(1, 600);
    let first = Identity {
        url: Some(URL.into()),
        published: Some("2025-02-18".into()),
        ..file("/news/lamp.md", "The lamp", &words)
    };
    let like = || file("/old/lamp.md", "The lamp", &edited(&words, 40));
    assert!(follows(&first, &like()), "which it would do");
    for later in [
        Identity {
            url: Some("https://example.com/b".into()),
            ..like()
        },
        Identity {
            published: Some("2025-02-19".into()),
            ..like()
        },
        file("/old/x.md", "Another headline", &edited(&words, 40)),
        file("/old/lamp.md", "The lamp", &edited(&words, 4)),
        file("/old/lamp.md", "The lamp", &text(2, 600)),
        file("/old/lamp.md", "The lamp", &words[..40]),
    ] {
        assert!(!follows(&first, &later), "{later:?}");
    }
}

#[test]
fn issues_of_a_newsletter_stay_apart() {
    let frame = text(0, 300);
    let issue = |nth: u64| {
        let words = [&frame[..200], &text(nth, 250), &frame[200..]].concat();
        file(&format!("/mail/{nth}.txt"), "The weekly light", &words)
    };
    let mut desk = Desk::new("desk");
    let ids: Vec<ArticleId> = (1..200).map(|nth| desk.open(&issue(nth))).collect();
    let mut different = ids.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), ids.len());
    // A record must have been found for the test to mean something.
    let mut moved = issue(7);
    moved.path = "/archive/seven.txt".into();
    moved.content = "edited".into();
    assert_eq!(desk.open(&moved), ids[6]);
}

#[test]
fn letter_case_of_a_path_makes_no_other_article() {
    let first = file("/News/Lamp.md", "The lamp", &text(1, 20));
    let later = file("/news/lamp.md", "The lamp", &text(2, 20));
    assert!(follows(&first, &later));
    assert!(!follows(
        &first,
        &file("/news/lamp.md", "A boat", &text(2, 20))
    ));
    assert!(!follows(
        &first,
        &file("/news2/lamp.md", "The lamp", &text(2, 20))
    ));
    let long = file("/News/Readme.md", "Read me", &text(1, 200));
    let other = file("/News/README.md", "Read me", &text(2, 200));
    assert!(!follows(&long, &other), "two files that stand side by side");
}

fn imported(title: &str, author: &str) -> Identity {
    Identity {
        title: title.into(),
        byline: vec![author.into()],
        ..Identity::default()
    }
}

#[test]
fn imported_marks_are_adopted_by_the_first_article_of_their_headline() {
    let mut desk = Desk::new("desk");
    let (orphan, known) = desk.state.identify(&imported("The  Lamp", "Lee, Ann"));
    assert_eq!(known.len(), 1);
    desk.act(&orphan, known[0].clone());
    desk.act(&orphan, mark("m", 5));
    let (again, nothing) = desk.state.identify(&imported("The  Lamp", "Lee, Ann"));
    assert_eq!(
        (again, nothing),
        (orphan.clone(), Vec::new()),
        "imported twice"
    );
    let by = |path: &str, author: &str| Identity {
        byline: vec![author.into()],
        ..file(path, "The lamp", &text(path.len() as u64, 100))
    };
    let other = desk.open(&by("/x.md", "Bo Wu"));
    assert_eq!(desk.seen(&other).bookmarks.len(), 0);
    let own = desk.open(&by("/lamp.md", "Ann Lee"));
    assert_eq!(desk.seen(&own).bookmarks.len(), 1);
    let second = desk.open(&by("/second.md", "Ann Lee"));
    assert_ne!(second, own, "it is adopted once");
    let (later, nothing) = desk.state.identify(&imported("The Lamp", "Ann Lee"));
    assert_eq!(desk.state.name(&later), &own);
    assert_eq!(nothing, Vec::new());
}

#[test]
fn marks_that_are_imported_later_join_the_article_that_is_known() {
    let mut desk = Desk::new("desk");
    let own = desk.open(&file("/lamp.md", "The lamp", &text(1, 100)));
    desk.act(&own, mark("m", 5));
    // From a device that does not know the article.
    let orphan = imported("The lamp", "Ann Lee");
    let id = ArticleId::mint(&orphan);
    assert_ne!(id, ArticleId::mint(&imported("The boat", "Ann Lee")));
    desk.state.apply(&event(
        50,
        "phone",
        id.as_str(),
        orphan.said("The lamp".into()),
    ));
    desk.state
        .apply(&event(51, "phone", id.as_str(), mark("n", 9)));
    let found = desk.open(&file("/lamp.md", "The lamp", &text(1, 100)));
    assert_eq!(desk.seen(&found).bookmarks.len(), 2);
}

#[test]
fn twenty_thousand_of_one_name_are_asked_in_no_time_to_speak_of() {
    let mut desk = Desk::new("desk");
    for nth in 0..20_000_u64 {
        let known = Identity {
            sketch: sketch(&text(nth, 60)),
            ..identity("", &nth.to_string(), &format!("/{nth}/index.html"))
        };
        desk.act(
            &nth.to_string().as_str().into(),
            known.said("Untitled".into()),
        );
        let orphan = imported("Untitled", "Ann Lee");
        desk.act(
            &format!("o{nth}").as_str().into(),
            orphan.said("Untitled".into()),
        );
    }
    for nth in 0..20_000_u64 {
        let moved = Identity {
            title: "Untitled".into(),
            sketch: sketch(&text(nth, 60)),
            ..identity("", "edited", &format!("/moved/{nth}/index.html"))
        };
        let found = desk.state.resolve(&moved).unwrap();
        assert_eq!(found.as_str(), nth.to_string());
    }
    let _ = desk.state.resolve(&Identity {
        sketch: None,
        ..file("/y.md", "Untitled", &[])
    });
    let change: Vec<Change> = desk.state.identify(&identity("", "1", "/1/index.html")).1;
    assert!(change.len() < 100, "{}", change.len());
}
