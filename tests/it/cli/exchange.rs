//! `export`, `import`, and `bookmarks` with filters.

use super::{bookmark, finished, program, record, run};
use crate::harness::{House, clock};
use newsprint::journal::{BookmarkId, Change, Draft, Journal, State, Stride};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const STORY: &str = "---\ntitle: The lights\nauthor: Ann Lee\nsite: Example News\nsource: https://example.org/lights\n---\n\n## Dusk\n\nThe pilots waited at the mole. Nobody knew why the lamps were dark. They asked the harbour master.\n\n## Dawn\n\nThe boats went out, one after the other; the sea was calm.\n";
const BRIDGE: &str = "A bridge of stones\n\nThe first tram crossed at dawn, and the mayor was on it.\n\nNobody had asked him.\n";

/// A library of two articles with three marks.
fn house() -> (House, PathBuf, PathBuf) {
    let house = House::new();
    let lights = house.put("lights.md", STORY);
    let bridge = house.put("bridge.txt", BRIDGE);
    let labelled = Change::Label {
        id: BookmarkId::from("The boats went out"),
        label: Some("red".to_owned()),
    };
    let words = "Nobody knew why the lamps were dark.";
    record(
        &house,
        &lights,
        [
            bookmark(&lights, words, Some("Why?\n\nAnd who?")),
            bookmark(&lights, "The boats went out", None),
            labelled,
            Change::Star,
            Change::Tag {
                tag: "harbour".to_owned(),
            },
        ],
    );
    record(
        &house,
        &bridge,
        [bookmark(&bridge, "first tram crossed", None), Change::Read],
    );
    (house, lights, bridge)
}

fn state(house: &House) -> State {
    Journal::open(&house.config(), "test").unwrap().1.state
}

/// The quotes, notes and labels of all bookmarks, by the titles of their articles.
fn kept(house: &House) -> Vec<(String, String, Option<String>, Option<String>)> {
    let state = state(house);
    let mut kept: Vec<_> = state
        .articles()
        .flat_map(|(_, standing)| {
            standing.bookmarks.iter().map(|mark| {
                let title = standing.title.clone().unwrap_or_default();
                (
                    title,
                    mark.anchor.exact.clone(),
                    mark.note.clone(),
                    mark.label.clone(),
                )
            })
        })
        .collect();
    kept.sort();
    kept
}

/// The output without the folder that the test runs in.
fn plain(house: &House, out: &str) -> String {
    let root = house.library().canonicalize().unwrap();
    out.replace(root.to_str().unwrap(), "LIBRARY")
}

#[test]
fn marks_go_out_in_every_format() {
    let (house, ..) = house();
    for format in ["markdown", "w3c", "json", "readwise", "org", "html"] {
        let ran = run(&house, ["export", "--format", format]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{format}");
        insta::assert_snapshot!(format!("export_{format}"), plain(&house, &ran.out));
    }
}

#[test]
fn filters_say_which() {
    let (house, lights, _) = house();
    for (arguments, quotes) in [
        (
            &["--search", "LAMPS"][..],
            &["Nobody knew why the lamps were dark."][..],
        ),
        (
            &["--search", "and who"],
            &["Nobody knew why the lamps were dark."],
        ),
        (&["--label", "red"], &["The boats went out"]),
        (&["--section", "dawn"], &["The boats went out"]),
        (&["--article", "stones"], &["first tram crossed"]),
        (
            &["--article", "ann lee", "--section", "dusk"],
            &["Nobody knew why the lamps were dark."],
        ),
        (&["bridge.txt"], &["first tram crossed"]),
        (&["--since", "2020-01-01", "--until", "2020-01-02"], &[]),
        (&["--lost"], &[]),
        (
            &["--sort", "label", "lights.md"],
            &["The boats went out", "Nobody knew why the lamps were dark."],
        ),
    ] {
        let ran = run(&house, [&["bookmarks", "--json"], arguments].concat());
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        let found: Vec<String> = ran
            .objects()
            .iter()
            .map(|o| o["quote"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, quotes, "{arguments:?}");
    }
    // The passage goes out of one article, and the other article goes away.
    fs::write(
        &lights,
        STORY.replace(
            "The boats went out, one after the other; the sea was calm.",
            "It rained.",
        ),
    )
    .unwrap();
    fs::rename(
        house.library().join("bridge.txt"),
        house.library().join("moved.txt"),
    )
    .unwrap();
    let ran = run(&house, ["bookmarks"]);
    assert_eq!(ran.status, Some(0));
    insta::assert_snapshot!("bookmarks_lost", ran.out);
    let lost = run(&house, ["bookmarks", "--lost", "--json"]).objects();
    assert_eq!(lost.len(), 1);
    assert_eq!(
        (&lost[0]["status"], &lost[0]["range"]),
        (&Value::from("lost"), &Value::Null)
    );
    // Where the folder is named, the article is found by what it is.
    let ran = run(&house, ["bookmarks", "--json", "--article", "stones", "."]);
    assert_eq!(ran.objects()[0]["status"], "exact");
    let ran = run(&house, ["bookmarks", "--since", "yesterday"]);
    assert_eq!(ran.status, Some(2));
}

#[test]
fn what_the_files_highlight_is_told_when_it_is_asked_for() {
    let (house, lights, _) = house();
    fs::write(
        &lights,
        STORY.replace("the sea", "==the sea== {>>Which?<<}"),
    )
    .unwrap();
    house.put(
        "gate.md",
        "# The gate\n\nIt was ==shut at dawn== and open at noon.\n",
    );
    let quotes = |arguments: &[&str]| -> Vec<String> {
        let ran = run(&house, [&["bookmarks", "--json"], arguments].concat());
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        let found = ran.objects().into_iter().map(|it| {
            let (id, in_file) = (it["id"].is_null(), it["in_file"].as_bool().unwrap());
            assert_eq!(id, in_file, "{it}");
            it["quote"].as_str().unwrap().to_owned()
        });
        found.collect()
    };
    assert_eq!(quotes(&["."]).len(), 3);
    let all = quotes(&["--in-files", "."]);
    assert_eq!((all.len(), all[1].as_str()), (5, "shut at dawn"), "{all:?}");
    assert_eq!(
        quotes(&["--in-files", "--article", "gate", "."]),
        ["shut at dawn"]
    );
    assert_eq!(
        quotes(&["--in-files", "--search", "WHICH", "lights.md"]),
        ["the sea"]
    );
    let shown = run(&house, ["bookmarks", "--in-files", "gate.md"]);
    assert!(
        shown.out.contains("highlighted in the file"),
        "{}",
        shown.out
    );
    for format in ["markdown", "w3c", "json", "readwise", "org", "html"] {
        let ran = run(&house, ["export", "--in-files", "--format", format, "."]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{format}");
        assert!(ran.out.contains("shut at dawn"), "{format}");
    }
    // The file still has them: our own JSON does not make them the reader's.
    run(
        &house,
        [
            "export",
            "--in-files",
            "--format",
            "json",
            "-o",
            "all.json",
            ".",
        ],
    );
    let ran = run(&house, ["import", "all.json"]);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
}

#[test]
fn a_file_is_written_whole_and_never_over_another() {
    let (house, ..) = house();
    let ran = run(&house, ["export", "-o", "marks.md"]);
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (Some(0), "", "")
    );
    let path = house.library().join("marks.md");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("> first tram crossed"), "{text}");
    let ran = run(&house, ["export", "--format", "org", "-o", "marks.md"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("is there already"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(
        run(
            &house,
            ["export", "--format", "org", "--force", "-o", "marks.md"]
        )
        .status,
        Some(0)
    );
    assert!(fs::read_to_string(&path).unwrap().starts_with("* "));
    let ran = run(&house, ["export", "--format", "koreader"]);
    assert_eq!(ran.status, Some(2));
    // Nothing to write is said, and is no error.
    let ran = run(&house, ["export", "--label", "none"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.contains("no passage is marked"), "{}", ran.err);
}

#[test]
fn a_template_of_the_readers_own() {
    let (house, ..) = house();
    let config = house.config().join("config.toml");
    fs::write(&config, "[export]\nmarkdown = \"marks.mustache\"\n").unwrap();
    fs::write(
        house.config().join("marks.mustache"),
        "{{#marks}}\n{{title}}: {{quote}}\n{{/marks}}\n",
    )
    .unwrap();
    let ran = run(&house, ["export", "--article", "stones"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (Some(0), "A bridge of stones: first tram crossed\n")
    );
    fs::write(house.config().join("marks.mustache"), "\n{{titel}}\n").unwrap();
    let ran = run(&house, ["export"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err
            .contains("marks.mustache:2: {{titel}} is no placeholder; expected one of"),
        "{}",
        ran.err
    );
    fs::write(&config, "\n[export]\nmarkdown = '{{#marks}}'\n").unwrap();
    let ran = run(&house, ["export"]);
    assert!(
        ran.err.contains("config.toml:3: {{#marks}} is not closed"),
        "{}",
        ran.err
    );
}

#[test]
fn what_goes_out_comes_in_elsewhere_and_only_once() {
    let (house, ..) = house();
    for (format, with_labels) in [("json", true), ("w3c", true), ("readwise", true)] {
        let out = house.library().join(format);
        let to = out.to_str().unwrap();
        assert_eq!(
            run(&house, ["export", "--format", format, "--force", "-o", to]).status,
            Some(0)
        );
        // Another machine, with the same articles in another place.
        let other = House::new();
        other.put("deep/lights-again.md", STORY);
        other.put("deep/stones.txt", BRIDGE);
        let ran = run(&other, ["import", "--library", ".", to]);
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (Some(0), ""),
            "{format}: {}",
            ran.out
        );
        let marks = kept(&other);
        assert_eq!(marks, kept(&house), "{format} {with_labels}");
        let found = run(&other, ["bookmarks", "--json"]).objects();
        assert!(
            found.iter().all(|o| o["status"] == "exact"),
            "{format}: {found:?}"
        );
        let again = run(&other, ["import", "--library", ".", to]);
        assert!(again.out.contains("nothing new"), "{}", again.out);
        let lines = fs::read_to_string(journal(&other)).unwrap().lines().count();
        run(&other, ["import", to]);
        assert_eq!(
            fs::read_to_string(journal(&other)).unwrap().lines().count(),
            lines
        );
    }
}

/// The journal that the program writes.
fn journal(house: &House) -> PathBuf {
    let mut files = fs::read_dir(house.config().join("state")).unwrap();
    let found = files.find(|entry| {
        entry
            .as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|e| e == "jsonl")
    });
    found.unwrap().unwrap().path()
}

#[test]
fn our_own_json_brings_what_was_read_and_starred() {
    let (house, ..) = house();
    let json = run(&house, ["export", "--format", "json"]).out;
    let other = House::new();
    let file = other.put("marks.json", &json);
    run(&other, ["import", file.to_str().unwrap()]);
    let state = state(&other);
    let by_title = |title: &str| {
        state
            .articles()
            .find(|(_, s)| s.title.as_deref() == Some(title))
            .unwrap()
            .1
    };
    let lights = by_title("The lights");
    assert_eq!(
        (lights.starred, lights.tags.as_slice()),
        (Some(true), ["harbour".to_owned()].as_slice())
    );
    assert_eq!(by_title("A bridge of stones").read, Some(true));
}

#[test]
fn lists_tell_what_was_read_and_the_reader_has_the_last_word() {
    let (house, lights, _) = house();
    let url = "https://www.example.org/lights/";
    let list = format!(
        "title,url,time_added,tags,status\nThe lights,{url},1714730000,harbour|sea,archive\nNew,https://example.org/new,1714730000,sea,archive\nPlain,https://example.org/plain,1,,unread\n"
    );
    let file = house.put("pocket.csv", &list);
    // The reader said otherwise, later than 2024.
    record(&house, &lights, [Change::Unread]);
    let dry = run(&house, ["import", "--dry-run", file.to_str().unwrap()]);
    assert!(dry.out.contains("would bring in"), "{}", dry.out);
    let before = state(&house).articles().count();
    let ran = run(&house, ["import", "pocket.csv"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!("import_pocket", ran.out);
    let state = state(&house);
    assert_eq!(
        state.articles().count(),
        before + 1,
        "what is only unread needs no place"
    );
    let of = |title: &str| {
        state
            .articles()
            .find(|(_, s)| s.title.as_deref() == Some(title))
            .unwrap()
            .1
    };
    assert_eq!(of("The lights").read, Some(false));
    assert_eq!(of("The lights").tags, ["harbour", "sea"]);
    assert!(
        of("The lights")
            .path
            .as_deref()
            .unwrap()
            .ends_with("lights.md"),
        "what is known stays known"
    );
    let new = of("New");
    assert_eq!(
        (new.read, new.archived, new.url.as_deref()),
        (Some(true), Some(true), Some("https://example.org/new"))
    );
    // An article clipped later has its state.
    let clipped = house.put(
        "new.md",
        "---\ntitle: New\nsource: http://example.org/new\n---\n\nWords.\n",
    );
    let listed = run(&house, ["list", "--json", clipped.to_str().unwrap()]);
    assert_eq!(listed.objects()[0]["read"], true);
}

#[test]
fn a_mark_that_was_deleted_stays_deleted() {
    let (house, ..) = house();
    let csv = "Highlight,Title,Author,URL,Note,Location,Date\nthe sea was calm,The lights,,https://example.org/lights,,,2024-05-03T10:12:00Z\n";
    let file = house.put("readwise.csv", csv);
    assert!(
        run(&house, ["import", file.to_str().unwrap()])
            .out
            .contains("brought in 1 passage")
    );
    let (mut journal, folded, _) = Journal::open(&house.config(), "test").unwrap();
    let found = folded.state.articles().find_map(|(id, standing)| {
        let mark = standing
            .bookmarks
            .iter()
            .find(|mark| mark.anchor.exact == "the sea was calm")?;
        Some((id.clone(), mark.id.clone()))
    });
    let (article, id) = found.unwrap();
    let draft = Draft::note(Some(article), Change::RemoveBookmark { id });
    journal.append(&[draft], Stride::New, clock()).unwrap();
    let again = run(&house, ["import", file.to_str().unwrap()]);
    assert!(
        again.out.contains("nothing new") && again.out.contains("deleted by you"),
        "{}",
        again.out
    );
    // A passage that the reader marked is not marked twice, however it is spaced.
    let same = csv.replace(
        "the sea was calm",
        "\"Nobody  knew why\nthe lamps were dark.\"",
    );
    house.put("same.csv", &same);
    let ran = run(&house, ["import", "same.csv"]);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
}

#[test]
fn an_import_is_one_step_that_says_what_takes_it_back() {
    let (house, ..) = house();
    let list = "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://example.org/a,A,\"A passage of it\",Archive,1714730000,[]\nhttps://example.org/b,B,,Starred,1714730000,\n";
    house.put("list.csv", list);
    run(&house, ["import", "list.csv"]);
    // What the program wrote, as its own history tells it.
    let files = fs::read_dir(house.config().join("state")).unwrap();
    let names = files.map(|entry| entry.unwrap().path());
    let device = names
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .find(|device| device != "test")
        .unwrap();
    let (mut journal, folded, _) = Journal::open(&house.config(), &device).unwrap();
    let deed = folded.history.last().unwrap();
    let kinds: Vec<&Change> = deed.changes.iter().map(|made| &made.back).collect();
    for back in [&Change::Unread, &Change::Unarchive, &Change::Unstar] {
        assert!(kinds.contains(&back), "{kinds:?}");
    }
    assert!(
        kinds
            .iter()
            .any(|change| matches!(change, Change::RemoveBookmark { .. }))
    );
    assert_eq!(kinds.len(), 4);
    // What was taken back was not deleted by the reader: it can come in again.
    let back = deed.changes.iter().map(|made| Draft {
        back: Some(made.change.clone()),
        ..Draft::note(Some(made.article.clone()), made.back.clone())
    });
    let back: Vec<Draft> = back.collect();
    let undo = Stride::Undo(deed.step);
    journal.append(&back, undo, clock()).unwrap();
    assert_eq!(kept(&house).len(), 3);
    let again = run(&house, ["import", "list.csv"]);
    let all = "brought in 1 passage, 1 read mark, 1 star, 1 put away";
    assert!(again.out.contains(all), "{}", again.out);
    assert!(
        run(&house, ["import", "list.csv"])
            .out
            .contains("nothing new")
    );
}

#[test]
fn what_has_no_address_is_known_by_its_title() {
    let (house, ..) = house();
    let json = r#"{"documents":[
        {"title":"A Bridge of  Stones","author":"N/A","entries":[{"text":"the mayor was on it","note":"Who?","chapter":"One","page":3,"time":1714731120,"color":"yellow"}]},
        {"title":"Some other book","author":"Bo Wu","entries":[{"text":"words of a book","time":1}, {"text":"other words","time":2}]},
        {"title":"No entries"}]}"#;
    house.put("koreader.json", json);
    let ran = run(&house, ["import", "--library", ".", "koreader.json"]);
    assert_eq!(ran.status, Some(1), "one record cannot be used");
    insta::assert_snapshot!("import_koreader", ran.out);
    let found = run(&house, ["bookmarks", "--json", "--search", "mayor"]).objects();
    assert_eq!(
        (&found[0]["status"], &found[0]["title"]),
        (&Value::from("exact"), &Value::from("A bridge of stones"))
    );
    let found = run(&house, ["bookmarks", "--json", "--article", "other book"]).objects();
    assert_eq!(
        (found.len(), &found[0]["status"], &found[0]["path"]),
        (2, &Value::from("not here"), &Value::Null)
    );
    let again = run(&house, ["import", "--json", "koreader.json"]).objects();
    assert_eq!(
        (&again[1]["summary"]["marks"], &again[1]["summary"]["there"]),
        (&Value::from(0), &Value::from(3))
    );
    assert_eq!(again[0]["faults"][0], "record 3: has no list of entries");
}

#[test]
fn bad_files_are_told_and_the_others_come_in() {
    let (house, ..) = house();
    house.put("notes.txt", "just some words");
    house.put("good.csv", "Highlight,Title\nA passage,Somewhere\n");
    let ran = run(&house, ["import", "notes.txt"]);
    assert_eq!(ran.status, Some(2));
    assert!(
        ran.err
            .contains("notes.txt: is none of the formats that can be imported"),
        "{}",
        ran.err
    );
    let ran = run(&house, ["import", "notes.txt", "nowhere.csv", "good.csv"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.contains("brought in 1 passage"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    let ran = run(&house, ["import", "--format", "wallabag", "good.csv"]);
    assert_eq!(
        (ran.status, ran.out.contains("breaks off")),
        (Some(1), true),
        "{}",
        ran.out
    );
    let ran = run(&house, ["import", "--format", "org", "good.csv"]);
    assert_eq!(ran.status, Some(2));
    // Latin-1 and the marks of UTF-8 and UTF-16 are read.
    fs::write(
        house.library().join("latin.csv"),
        b"Highlight,Title\nDie Br\xfccke \xfcber den Flu\xdf war gro\xdf.,Br\xfccken\n",
    )
    .unwrap();
    assert!(
        run(&house, ["import", "latin.csv"])
            .out
            .contains("brought in 1 passage")
    );
    assert!(kept(&house).iter().any(|(title, ..)| title == "Brücken"));
    let mut command = program(&house);
    command
        .args(["import", "-"])
        .stdin(fs::File::open(house.library().join("good.csv")).unwrap());
    assert!(finished(&mut command).out.contains("nothing new"));
}
