#![expect(clippy::string_slice, reason = "a test that cuts wrongly has failed")]

use super::*;
use crate::names::NameKind;
use proptest::prelude::*;
use std::fs;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn merge(name: &str, into: &str) -> Correction {
    Correction::Merge {
        name: name.into(),
        into: into.into(),
    }
}

fn hide(name: &str) -> Correction {
    Correction::Hide { name: name.into() }
}

fn said(text: &str) -> (Vec<Correction>, Vec<String>) {
    let (corrections, faults) = syntax::read(text).unwrap();
    let faults = faults.into_iter();
    (
        corrections,
        faults
            .map(|f| format!("{}: {}", f.line, f.message))
            .collect(),
    )
}

const BY_HAND: &str = r#"# mine
[[name]] # the president
name = "Volodymyr Zelenskyy"
also = [
  "Zelensky", # as in the Times
  "Volodymyr Zelensky",
]
kind = "person"

# No names at all.
[[name]]
name = "Breaking"
hidden = true
colour = "red"

[[name]]
called = "The captain" # not the footballer
name = "Marta Lindqvist"
not = "Lindqvist"
added = "person"

[later]
edition = 2
"#;

#[test]
fn what_a_reader_writes_is_read() {
    let (corrections, faults) = said(BY_HAND);
    let name = || "Marta Lindqvist".to_owned();
    assert_eq!(
        corrections,
        [
            merge("Zelensky", "Volodymyr Zelenskyy"),
            merge("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            Correction::Kind {
                name: "Volodymyr Zelenskyy".into(),
                kind: NameKind::Person
            },
            hide("Breaking"),
            Correction::Rename {
                name: name(),
                to: "The captain".into()
            },
            Correction::Split {
                name: name(),
                form: "Lindqvist".into()
            },
            Correction::Add {
                name: name(),
                kind: NameKind::Person
            },
        ]
    );
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].starts_with("14: unknown key `colour`"),
        "{faults:?}"
    );
    assert!(faults[1].contains("unknown key `later`"), "{faults:?}");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_counts() {
    let text = "[[name]]\nname = \"Oslo\"\nkind = \"town\"\nhidden = true\n\n[[name]]\nalso = [\"x\"]\n\
        [[name]]\nname = 7\n[[name]]\nname = \"Brevik\"\nalso = [\"Breviken\", 3]\nhidden = \"yes\"\n";
    let (corrections, faults) = said(text);
    assert_eq!(corrections, [hide("Oslo"), merge("Breviken", "Brevik")]);
    let lines: Vec<&str> = faults
        .iter()
        .map(|f| f.split_once(':').unwrap().0)
        .collect();
    assert_eq!(lines, ["3", "6", "9", "12", "13"], "{faults:?}");
    assert!(faults[0].contains("expected \"person\", \"organization\" or \"place\""));
    for (text, line) in [
        ("name = 3\n", 1),
        ("[name]\nx = 1\n", 1),
        ("\nname = [{name = \"x\"}]", 2),
    ] {
        let (corrections, faults) = said(text);
        assert!(corrections.is_empty());
        assert!(
            faults[0].starts_with(&format!("{line}: expected [[name]]")),
            "{faults:?}"
        );
    }
    assert_eq!(syntax::read("[[name]]\nname = \"x\n").unwrap_err().line, 2);
}

#[test]
fn what_could_harm_a_terminal_is_made_harmless() {
    let (corrections, _) = said("[[name]]\nname = \"a\\u001b[31mb\"\nhidden = true\n");
    assert!(!corrections[0].name().contains('\u{1b}'));
}

/// `text` after `corrections`, each kept as a program would.
fn kept(text: &str, corrections: &[Correction]) -> (String, Vec<Vec<Revision>>) {
    let folder = folder();
    let path = folder.path().join("names.toml");
    fs::write(&path, text).unwrap();
    let (mut file, _) = NamesFile::open(folder.path());
    let done = corrections.iter().map(|c| file.say(c).unwrap().1).collect();
    (fs::read_to_string(&path).unwrap(), done)
}

#[test]
fn a_new_file_says_what_it_is() {
    let all = [
        merge("Zelensky", "Volodymyr Zelenskyy"),
        Correction::Kind {
            name: "Brevik".into(),
            kind: NameKind::Place,
        },
        hide("Breaking"),
        merge("Zelenskiy", "volodymyr zelenskyy"),
        Correction::Rename {
            name: "Brevik".into(),
            to: "Port of Brevik".into(),
        },
        Correction::Split {
            name: "Port of Brevik".into(),
            form: "Brevik Radio".into(),
        },
        Correction::Add {
            name: "Night Watch".into(),
            kind: NameKind::Organization,
        },
    ];
    let (text, _) = kept("", &all);
    let (head, entries) = text.split_at(syntax::HEAD.len());
    assert_eq!(head, syntax::HEAD);
    assert_eq!(
        entries,
        r#"
[[name]]
name = "Volodymyr Zelenskyy"
also = ["Zelensky", "Zelenskiy"]

[[name]]
name = "Brevik"
kind = "place"
called = "Port of Brevik"
not = ["Brevik Radio"]

[[name]]
name = "Breaking"
hidden = true

[[name]]
name = "Night Watch"
added = "organization"
"#
    );
    assert_eq!(said(&text).1, Vec::<String>::new());
}

#[test]
fn comments_order_and_what_is_not_known_survive() {
    let (text, done) = kept(
        BY_HAND,
        &[
            merge("Zelenskiy", "Volodymyr Zelenskyy"),
            merge("The captain", "Idris Okafor"),
            hide("Sport"),
        ],
    );
    for line in BY_HAND.lines().filter(|line| *line != "]") {
        assert!(text.contains(line), "{line:?} is gone from {text}");
    }
    assert_eq!(
        done[1],
        [Revision::Say(merge("Marta Lindqvist", "Idris Okafor"))]
    );
    let (corrections, faults) = said(&text);
    assert_eq!((corrections.len(), faults.len()), (10, 2));
    let with_more = BY_HAND
        .replace("Zelensky\",\n]", "Zelensky\",\n  \"Zelenskiy\",\n]")
        .replace(
            "[later]",
            "[[name]]\nname = \"Idris Okafor\"\nalso = [\"Marta Lindqvist\"]\n\n\
             [[name]]\nname = \"Sport\"\nhidden = true\n\n[later]",
        );
    assert_eq!(text, with_more);
}

#[test]
fn a_comment_in_a_list_outlives_the_name_after_it() {
    let back = |name: &str| {
        let revision = Revision::TakeBack(merge(name, "Volodymyr Zelenskyy"));
        edit::edited(BY_HAND, &[revision]).unwrap()
    };
    for name in ["Zelensky", "Volodymyr Zelensky"] {
        let text = back(name);
        assert!(text.contains("# as in the Times\n"), "{text}");
        assert_eq!(said(&text).0.len(), 6, "{text}");
        assert!(text.contains("\n]\n"), "{text}");
    }
}

#[test]
fn what_is_taken_back_leaves_the_file_as_it_was() {
    for before in [
        BY_HAND,
        "[[name]]\nname = \"Oslo\"\nkind = \"place\"\n",
        "# only mine\n",
        syntax::HEAD,
    ] {
        for correction in [
            merge("Lund", "Ann Lund"),
            merge("Zelenskiy", "Volodymyr Zelenskyy"),
            hide("Oslo"),
            hide("Marta Lindqvist"),
        ] {
            let folder = folder();
            let path = folder.path().join("names.toml");
            fs::write(&path, before).unwrap();
            let (mut file, opened) = NamesFile::open(folder.path());
            let (_, done) = file.say(&correction).unwrap();
            assert_ne!(fs::read_to_string(&path).unwrap(), before);
            let undo: Vec<Revision> = done.iter().rev().map(Revision::inverse).collect();
            let after = file.revise(&undo).unwrap();
            let same = |c: &Correction| after.iter().any(|o| o.is_same(c));
            assert!(opened.corrections.iter().all(same), "{after:?}");
            assert_eq!(after.iter().count(), opened.corrections.iter().count());
            let text = fs::read_to_string(&path).unwrap();
            let takes_none = !done.iter().any(|r| matches!(r, Revision::TakeBack(_)));
            if takes_none {
                assert_eq!(text.trim_end(), before.trim_end(), "{correction:?}");
            }
        }
    }
}

#[test]
fn a_broken_file_is_told_and_never_written_over() {
    let folder = folder();
    let path = folder.path().join("names.toml");
    for broken in [
        &b"[[name]]\nname = \"Oslo\nhidden = true\n"[..],
        b"\n[[name]\n",
        b"a = 1\n\xFF\n",
    ] {
        fs::write(&path, broken).unwrap();
        let (mut file, opened) = NamesFile::open(folder.path());
        assert!(opened.corrections.is_empty());
        assert!(
            opened.problems[0].contains("names.toml:2: "),
            "{:?}",
            opened.problems
        );
        assert!(file.look_again().is_none(), "told once");
        let refused = file.say(&hide("Oslo")).unwrap_err().to_string();
        assert!(
            refused.contains("names.toml:2: ") && refused.contains("put right"),
            "{refused}"
        );
        assert_eq!(fs::read(&path).unwrap(), broken);
    }
    // What was said before the file was broken goes on until it is mended.
    fs::write(&path, "[[name]]\nname = \"Oslo\"\nhidden = true\n").unwrap();
    let (mut file, opened) = NamesFile::open(folder.path());
    fs::write(&path, "[[name").unwrap();
    assert_eq!(file.look_again().unwrap().corrections, opened.corrections);
    fs::write(&path, "").unwrap();
    let mended = file.look_again().unwrap();
    assert!(mended.corrections.is_empty() && mended.problems.is_empty());
}

#[test]
fn a_place_for_names_that_is_something_else_is_left_alone() {
    for text in ["name = 3\n", "[name]\nx = 1\n"] {
        let folder = folder();
        fs::write(folder.path().join("names.toml"), text).unwrap();
        let (mut file, _) = NamesFile::open(folder.path());
        assert!(file.say(&hide("Oslo")).is_err());
        assert_eq!(
            fs::read_to_string(folder.path().join("names.toml")).unwrap(),
            text
        );
    }
}

#[test]
fn a_file_that_is_too_large_or_none_is_refused() {
    let folder = folder();
    let path = folder.path().join("names.toml");
    fs::File::create(&path)
        .unwrap()
        .set_len(LARGEST + 1)
        .unwrap();
    let (mut file, opened) = NamesFile::open(folder.path());
    assert!(
        opened.problems[0].contains("larger than 4 MiB"),
        "{:?}",
        opened.problems
    );
    assert!(file.say(&hide("Oslo")).is_err());
    assert_eq!(fs::metadata(&path).unwrap().len(), LARGEST + 1);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let (mut file, opened) = NamesFile::open(folder.path());
    assert_eq!(opened.problems.len(), 1);
    assert!(file.say(&hide("Oslo")).is_err());
}

#[test]
fn two_windows_lose_nothing_to_each_other() {
    let folder = folder();
    let (mut one, _) = NamesFile::open(folder.path());
    let (mut two, _) = NamesFile::open(folder.path());
    one.say(&hide("Oslo")).unwrap();
    two.say(&hide("Bergen")).unwrap();
    let (corrections, _) = one.say(&hide("Turku")).unwrap();
    assert_eq!(corrections.iter().count(), 3);
    assert_eq!(two.look_again().unwrap().corrections, corrections);
    assert!(
        one.look_again().is_none(),
        "what one wrote oneself is no news"
    );
}

#[test]
fn many_windows_at_once_lose_nothing() {
    let folder = folder();
    let path = folder.path().to_owned();
    std::thread::scope(|scope| {
        for window in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let (mut file, _) = NamesFile::open(path);
                for n in 0..8 {
                    file.say(&hide(&format!("Name {window} {n}"))).unwrap();
                }
            });
        }
    });
    assert_eq!(NamesFile::open(&path).1.corrections.iter().count(), 32);
}

#[test]
fn a_draft_that_was_left_changes_nothing() {
    let folder = folder();
    let path = folder.path().join("names.toml");
    let (mut file, _) = NamesFile::open(folder.path());
    file.say(&hide("Oslo")).unwrap();
    let before = fs::read(&path).unwrap();
    // As when the program is killed before the draft is put in place.
    let place = replace::Place::of(&path).unwrap();
    place.draft(&place.beside("draft"), b"[[na").unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(NamesFile::open(folder.path()).1.problems.is_empty());
    file.say(&hide("Bergen")).unwrap();
    assert_eq!(
        NamesFile::open(folder.path()).1.corrections.iter().count(),
        2
    );
    let names = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(
        names,
        [".names.toml.lock", "names.toml"],
        "no draft is left"
    );
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_changes() {
    let folder = folder();
    let path = folder.path().join("names.toml");
    let (mut file, _) = NamesFile::open(folder.path());
    file.say(&hide("Oslo")).unwrap();
    let before = fs::read(&path).unwrap();
    // A draft cannot be made where a folder stands.
    fs::create_dir_all(folder.path().join(".names.toml.draft/inside")).unwrap();
    let refused = file.say(&hide("Bergen")).unwrap_err().to_string();
    assert!(
        refused.starts_with("cannot write ") && refused.contains("names.toml"),
        "{refused}"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(
        file.say(&hide("Turku")).is_err(),
        "the reader has closed it"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_file_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, other) = (folder(), tempfile::tempdir().unwrap());
    let real = other.path().join("my-names.toml");
    symlink(&real, folder.path().join("names.toml")).unwrap();
    let (mut file, opened) = NamesFile::open(folder.path());
    assert!(opened.problems.is_empty());
    file.say(&hide("Oslo")).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    file.say(&hide("Bergen")).unwrap();
    assert!(folder.path().join("names.toml").is_symlink());
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(fs::read_to_string(&real).unwrap().contains("Bergen"));
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let name = || {
        prop::sample::select(&["Ann", "ann", "Lund", "“Q” \\ \"x\"", "Zoë\u{300}"][..])
            .prop_map(str::to_owned)
    };
    let kind =
        || prop::sample::select(&[NameKind::Person, NameKind::Organization, NameKind::Place][..]);
    prop_oneof![
        (name(), name()).prop_map(|(name, into)| Correction::Merge { name, into }),
        (name(), name()).prop_map(|(name, form)| Correction::Split { name, form }),
        (name(), name()).prop_map(|(name, to)| Correction::Rename { name, to }),
        (name(), kind()).prop_map(|(name, kind)| Correction::Kind { name, kind }),
        name().prop_map(|name| Correction::Hide { name }),
        (name(), kind()).prop_map(|(name, kind)| Correction::Add { name, kind }),
    ]
}

proptest! {
    /// What the file says after an edit is what the same revisions make of the values.
    #[test]
    fn the_text_follows_the_values(all in prop::collection::vec((any_correction(), any::<bool>()), 0..12)) {
        let (mut text, mut values) = (String::new(), Corrections::default());
        for (correction, takes_back) in all {
            let revisions = if takes_back {
                vec![Revision::TakeBack(correction)]
            } else {
                values.revisions(&correction)
            };
            text = edit::edited(&text, &revisions).unwrap();
            values = values.revised(&revisions);
            let (read, faults) = syntax::read(&text).unwrap();
            prop_assert!(faults.is_empty(), "{faults:?}\n{text}");
            let same = |all: &[Correction], c: &Correction| all.iter().any(|o| o.is_same(c));
            let wanted: Vec<Correction> = values.iter().cloned().collect();
            prop_assert!(read.iter().all(|c| same(&wanted, c)), "{wanted:?}\n{text}");
            prop_assert!(wanted.iter().all(|c| same(&read, c)), "{wanted:?}\n{text}");
            prop_assert_eq!(read.len(), wanted.len());
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "[\\[\\]a-z=\"\n#', ]{0,80}") {
        let _ = syntax::read(&text);
        let _ = edit::edited(&text, &[Revision::Say(hide("Oslo"))]);
    }
}

#[test]
fn the_head_shows_what_can_be_said() {
    let shown = syntax::HEAD
        .lines()
        .filter_map(|line| line.strip_prefix("#   "));
    let lines: Vec<&str> = shown
        .map(|line| &line[..=line.rfind(['"', ']', 'e']).unwrap()])
        .map(|line| line.split_once("   ").map_or(line, |_| line))
        .collect();
    assert_eq!(lines.len(), 7);
    for key in ["name", "called", "kind", "also", "not", "hidden", "added"] {
        assert!(lines.iter().any(|line| line.starts_with(key)), "{key}");
    }
}
