//! The command line as a shell sees it: what is printed where, and the exit status.
//!
//! What the importers and the tagger find is tested where they live; here the articles are plain and small.

use crate::harness::{House, clock};
use newsprint::journal::{Anchor, BookmarkId, Change, Journal};
use newsprint::library::{self, Place};
use newsprint::text::{TextRange, cells};
use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod configuration;

/// What came of a run.
#[derive(Debug)]
struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    /// The objects on stdout, one a line.
    fn objects(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The program in a plain environment, with the configuration of `house`.
fn program(house: &House) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"] {
        command.env_remove(name);
    }
    command
        .env("NEWSPRINT_CONFIG_DIR", house.config())
        .env("HOME", house.library())
        .current_dir(house.library())
        .stdin(Stdio::null());
    command
}

fn run<A: AsRef<OsStr>>(house: &House, arguments: impl IntoIterator<Item = A>) -> Ran {
    finished(program(house).args(arguments))
}

fn finished(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Does `changes` to the article in `file`, as the reader would have.
fn record(house: &House, file: &Path, changes: impl IntoIterator<Item = Change>) {
    let opened = library::open(&Place::File(file.canonicalize().unwrap())).unwrap();
    let (mut journal, mut state, _) = Journal::open(&house.config(), "test").unwrap();
    let (id, known) = state.identify(&opened.identity, &opened.article.metadata.title);
    for change in known.into_iter().chain(changes) {
        let event = journal.append(Some(&id), change, clock()).unwrap();
        state.apply(&event);
    }
}

/// A bookmark on `words` of the article in `file`.
fn bookmark(file: &Path, words: &str, note: Option<&str>) -> Change {
    let opened = library::open(&Place::File(file.canonicalize().unwrap())).unwrap();
    let text = &opened.article.text;
    let start = text.find(words).expect("the words are in the text");
    let anchor = Anchor::new(text, TextRange::new(start, start + words.len()));
    Change::Bookmark {
        id: BookmarkId::from(words),
        anchor,
        note: note.map(str::to_owned),
        section: None,
    }
}

#[test]
fn help_says_what_there_is() {
    let house = House::new();
    for (name, argument) in [("help_short", "-h"), ("help_long", "--help")] {
        // The help tells the value that the variable has.
        let mut command = program(&house);
        command.env_remove("NEWSPRINT_CONFIG_DIR").arg(argument);
        let ran = finished(&mut command);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        insta::assert_snapshot!(name, ran.out);
        // clap breaks lines at 100 cells where it does not know the width of the terminal.
        let wide: Vec<&str> = ran.out.lines().filter(|line| cells(line) > 100).collect();
        assert!(wide.is_empty(), "{wide:?}");
    }
    for order in ["list", "show", "inspect", "bookmarks", "keys"] {
        let ran = run(&house, [order, "--help"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        assert!(ran.out.contains("--config-dir <DIR>"), "{}", ran.out);
    }
}

#[test]
fn the_version_is_the_package_s() {
    let house = House::new();
    let ran = run(&house, ["--version"]);
    let wanted = concat!("newsprint ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), wanted));
}

#[test]
fn keys_are_listed_by_screen() {
    let house = House::new();
    let ran = run(&house, ["keys"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!("keys", ran.out);
}

#[test]
fn a_list_tells_what_the_reader_did() {
    let house = House::new();
    let apples = house.put("a/apples.txt", "Apples are ripe.\n\nThey are red.\n");
    let zebras = house.put("zebras.txt", "Zebras have stripes.\n\nThey always had.\n");
    house.put("notes.pdf", "%PDF-1.4 is no article");
    record(
        &house,
        &apples,
        [
            Change::Read,
            Change::Star,
            bookmark(&apples, "They are red.", None),
        ],
    );
    record(&house, &zebras, [Change::Position { offset: 1, of: 2 }]);

    let ran = run(&house, [OsStr::new("list"), house.library().as_os_str()]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(lines[0].starts_with(" ★ ") && lines[0].contains("Apples are ripe"));
    assert!(lines[1].starts_with("●  ") && lines[1].contains("Zebras have stripes"));

    let ran = run(&house, ["list", "--json", "."]);
    let objects = ran.objects();
    let fields: Vec<&String> = objects[0].as_object().unwrap().keys().collect();
    let mut wanted = [
        "path",
        "title",
        "byline",
        "site",
        "url",
        "published",
        "words",
        "minutes",
        "read",
        "starred",
        "progress",
        "bookmarks",
        "tags",
    ];
    wanted.sort_unstable();
    let mut fields: Vec<&str> = fields.into_iter().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, wanted);
    let path = apples.canonicalize().unwrap();
    assert_eq!(objects[0]["path"], path.to_str().unwrap());
    assert_eq!(objects[0]["read"], true);
    assert_eq!(objects[0]["starred"], true);
    assert_eq!(objects[0]["bookmarks"], 1);
    assert_eq!(objects[0]["progress"], Value::Null, "never opened");
    assert_eq!(objects[1]["read"], false);
    assert_eq!(objects[1]["progress"], 50);
}

#[test]
fn a_list_goes_on_after_what_cannot_be_read() {
    let house = House::new();
    house.put("program.txt", "\x7fELF\x02\x01\x01\0\0");
    house.put("zebras.txt", "Zebras have stripes.\n");
    let ran = run(&house, ["list", "."]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.contains("Zebras"), "{}", ran.out);
    assert!(
        ran.err.contains("program.txt: not a text file"),
        "{}",
        ran.err
    );

    let nothing = House::new();
    let ran = run(&nothing, ["list", "."]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    assert!(
        ran.err
            .contains("newsprint reads .md, .txt and .html files")
    );
}

#[test]
fn without_a_folder_the_edition_is_listed_or_the_library_of_the_configuration() {
    let house = House::new();
    assert_eq!(run(&house, ["list"]).out.lines().count(), 9);
    house.put("zebras.txt", "Zebras have stripes.\n");
    std::fs::create_dir_all(house.config()).unwrap();
    let library = format!("library = {:?}\n", house.library());
    std::fs::write(house.config().join("config.toml"), library).unwrap();
    let ran = run(&house, ["list"]);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(ran.out.contains("Zebras"), "{}", ran.out);
    // The home directory of this test is the library.
    std::fs::write(house.config().join("config.toml"), "library = '~/'\n").unwrap();
    assert!(run(&house, ["list"]).out.contains("Zebras"));
    // An option is nearer than the environment.
    let other = house.library().join("other");
    let ran = run(
        &house,
        [
            OsStr::new("list"),
            OsStr::new("--config-dir"),
            other.as_os_str(),
        ],
    );
    assert_eq!(ran.out.lines().count(), 9);
}

#[test]
fn an_article_is_shown_to_its_width() {
    let house = House::new();
    let text = "Zebras have stripes.\n\nAn unusuallylongwordthatnolineofthiswidthcouldeverhold stands here, and \
                京都の翻訳者は古い街で静かに暮らしている, and then the sentence goes on for a while — as they do.\n";
    house.put("zebras.txt", text);
    let squeezed = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect()
    };
    for width in ["40", "66", "10", "300"] {
        let ran = run(&house, ["show", "--width", width, "zebras.txt"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
        let room: usize = width.parse().unwrap();
        for line in ran.out.lines() {
            assert!(
                cells(line) <= room,
                "{} cells at {width}: {line}",
                cells(line)
            );
        }
        let words = squeezed(text.split_once("\n\n").unwrap().1);
        assert!(squeezed(&ran.out).contains(&words), "{width}: {}", ran.out);
    }
    // 66 cells unless said otherwise.
    let usual = run(&house, ["show", "zebras.txt"]).out;
    assert_eq!(usual, run(&house, ["show", "--width=66", "zebras.txt"]).out);
    // Nothing fits so narrow a column, and nothing breaks for it.
    assert_eq!(
        run(&house, ["show", "--width=1", "zebras.txt"]).status,
        Some(0)
    );
}

#[test]
fn what_cannot_be_shown_is_told() {
    let house = House::new();
    let ran = run(&house, ["show", "nowhere.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err
            .starts_with("newsprint: nowhere.txt: cannot be read"),
        "{}",
        ran.err
    );
    let ran = run(&house, ["show", "."]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("not a regular file"), "{}", ran.err);
}

#[test]
fn inspect_prints_an_object_a_line_in_order_and_goes_on_after_an_error() {
    let house = House::new();
    house.put(
        "b.txt",
        "Marta Lindqvist met Idris Okafor in Łódź.\n\nMs Lindqvist left “early” — at 5.\n",
    );
    house.put("a.txt", "Zebras have stripes.\n");
    let ran = run(
        &house,
        ["inspect", "--text", "b.txt", "nowhere.txt", "a.txt"],
    );
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let objects = ran.objects();
    let paths: Vec<&str> = objects
        .iter()
        .map(|o| o["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["b.txt", "nowhere.txt", "a.txt"]);
    let error = objects[1]["error"].as_str().unwrap();
    assert!(error.starts_with("cannot be read"), "{error}");
    assert_eq!(objects[1].as_object().unwrap().len(), 2, "{}", objects[1]);
    assert!(objects[0].get("error").is_none());

    let ran = run(&house, ["inspect", "a.txt", "b.txt"]);
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.objects()
            .iter()
            .all(|object| object.get("text").is_none())
    );
}

#[test]
fn offsets_of_inspect_are_bytes_of_its_text() {
    let house = House::new();
    house.put(
        "a.md",
        "# Łódź again\n\nMarta Lindqvist of Baltic Ferries met Idris Okafor in Łódź. “Good,” said Ms Lindqvist.\n\n\
         ## Later that day\n\nMr Okafor went to Brevik.\n",
    );
    let object = run(&house, ["inspect", "--text", "a.md"])
        .objects()
        .remove(0);
    let text = object["text"].as_str().unwrap();
    let slice = |finding: &Value| {
        let offset = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
        text.get(offset("start")..offset("end"))
            .unwrap_or_else(|| panic!("{finding} is no stretch of the text"))
            .to_owned()
    };
    let blocks: Vec<String> = object["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(slice)
        .collect();
    assert!(
        blocks.iter().any(|block| block.contains("went to Brevik")),
        "{blocks:?}"
    );
    for section in object["sections"].as_array().unwrap() {
        assert!(
            slice(section).contains(section["title"].as_str().unwrap()),
            "{section}"
        );
    }
    let names = object["names"].as_array().unwrap();
    assert!(!names.is_empty(), "{object}");
    for mention in object["mentions"].as_array().unwrap() {
        assert_eq!(slice(mention), mention["text"].as_str().unwrap());
        let name = &names[usize::try_from(mention["name"].as_u64().unwrap()).unwrap()];
        assert_eq!(name["kind"], mention["kind"]);
    }
    let counted: u64 = names
        .iter()
        .map(|name| name["mentions"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, object["mentions"].as_array().unwrap().len() as u64);
}

#[test]
fn bookmarks_are_listed_with_their_notes() {
    let house = House::new();
    let apples = house.put(
        "apples.txt",
        "Apples are ripe.\n\nThey are red. Some are green.\n",
    );
    assert_eq!(run(&house, ["bookmarks"]).out, "");
    let changes = [
        bookmark(&apples, "Some are green.", Some("Which ones?")),
        bookmark(&apples, "They are red.", None),
    ];
    record(&house, &apples, changes);

    let ran = run(&house, ["bookmarks"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines[0].contains("Apples are ripe"), "{}", ran.out);
    assert_eq!(
        lines[1..],
        [
            "  ▌ They are red.",
            "  ▌ Some are green.",
            "    “Which ones?”",
            ""
        ]
    );

    let objects = run(&house, ["bookmarks", "--json"]).objects();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[1]["quote"], "Some are green.");
    assert_eq!(objects[1]["note"], "Which ones?");
    assert_eq!(objects[0]["note"], Value::Null);
    assert_eq!(objects[0]["at"], clock().to_string());
    let path = apples.canonicalize().unwrap();
    assert_eq!(objects[0]["path"], path.to_str().unwrap());
}

#[test]
fn a_journal_that_cannot_be_read_is_no_empty_list() {
    let house = House::new();
    std::fs::create_dir_all(house.config()).unwrap();
    std::fs::write(
        house.config().join("state"),
        "a file where a folder should be",
    )
    .unwrap();
    let ran = run(&house, ["bookmarks"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("move it away"), "{}", ran.err);
}

#[test]
fn without_a_terminal_the_reader_says_what_to_use() {
    let house = House::new();
    house.put("a.txt", "Zebras have stripes.\n");
    for arguments in [vec![], vec!["."], vec!["a.txt"]] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        for words in [
            "stdout is not a terminal",
            "newsprint show FILE",
            "newsprint list FOLDER",
        ] {
            assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
        }
    }
}

#[test]
fn wrong_arguments_are_told_and_end_with_2() {
    let house = House::new();
    for (arguments, words) in [
        (vec!["--fast"], "--fast"),
        (vec!["list", "--fast"], "--fast"),
        (vec!["show"], "<FILE>"),
        (vec!["inspect"], "<FILES>"),
        (vec!["show", "--width", "0", "a.txt"], "--width"),
        (vec!["show", "--width", "wide", "a.txt"], "wide"),
        (vec!["show", "a.txt", "b.txt"], "b.txt"),
    ] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.err.starts_with("error: ") && ran.err.contains(words),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_missing_folder_is_named_with_what_to_do() {
    let house = House::new();
    for arguments in [vec!["no/such"], vec!["list", "no/such"]] {
        let ran = run(&house, &arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.err.starts_with("newsprint: cannot open no/such: "),
            "{}",
            ran.err
        );
        assert!(
            ran.err
                .ends_with("Name a folder of articles, or one article\n"),
            "{}",
            ran.err
        );
    }
}

/// Runs with a stdout that is closed after its first line; returns the status and stderr.
fn closed_early(house: &House, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = program(house)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::with_capacity(16, child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    assert_ne!(line, "");
    drop(stdout);
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    (child.wait().unwrap().code(), err)
}

#[test]
fn a_pipe_that_closes_early_is_a_quiet_success() {
    let house = House::new();
    // Each list is longer than a pipe holds (64 KiB on Linux).
    let opening =
        "Zebras have stripes, and always had, as far as anybody knows, on all their sides";
    for number in 0..500 {
        house.put(&format!("{number}.txt"), &format!("{opening} {number}.\n"));
    }
    house.put("long.md", &format!("{opening}.\n\n").repeat(2000));
    for arguments in [
        ["list", "--json", "."].as_slice(),
        &["list", "."],
        &["show", "long.md"],
        &["inspect", "--text", "long.md", "long.md"],
    ] {
        assert_eq!(
            closed_early(&house, arguments),
            (Some(0), String::new()),
            "{arguments:?}"
        );
    }
}

#[test]
fn nobody_to_complain_to_is_no_reason_to_fall_over() {
    let house = House::new();
    for arguments in [
        ["list", "no/such"].as_slice(),
        &["--fast"],
        &["show", "no.txt"],
    ] {
        let mut command = program(&house);
        let (reader, writer) = std::io::pipe().unwrap();
        command.args(arguments).stdout(Stdio::null()).stderr(writer);
        drop(reader);
        assert_eq!(command.status().unwrap().code(), Some(2), "{arguments:?}");
    }
}

/// The files with the extension `toml` in a folder of the fixtures.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/config");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}
