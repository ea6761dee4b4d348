//! The command line as a shell sees it: what is printed where, and the exit status.
//!
//! What the importers and the tagger find is tested where they live; here the articles are plain and small.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use crate::harness::{House, clock};
use newsprint::journal::{Anchor, BookmarkId, Change, Draft, Journal, Position, Stride};
use newsprint::library::{self, Place};
use newsprint::text::{TextRange, cells};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod article;
mod check;
mod configuration;
mod exchange;
mod names;
mod refusals;

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
    // Whatever has to be kept outside the configuration goes where HOME says.
    for name in [
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "LINES",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ] {
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
    let (mut journal, folded, _) = Journal::open(&house.config(), "test").unwrap();
    let (id, known) = folded.state.identify(&opened.identity);
    let changes = known.into_iter().chain(changes);
    let drafts: Vec<Draft> = changes
        .map(|change| Draft::note(Some(id.clone()), change))
        .collect();
    journal.append(&drafts, Stride::New, clock()).unwrap();
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
        label: None,
        section: Vec::new(),
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
    for order in [
        "list",
        "show",
        "inspect",
        "names",
        "check",
        "bookmarks",
        "export",
        "import",
        "keys",
    ] {
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
    record(
        &house,
        &zebras,
        [Change::Position(Position {
            offset: 1,
            of: 2,
            ..Position::default()
        })],
    );

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
        "saved",
        "words",
        "minutes",
        "read",
        "starred",
        "archived",
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
    assert_eq!(objects[0]["archived"], false);
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
        ran.err
            .contains("program.txt: is not a text file (a program)"),
        "{}",
        ran.err
    );

    let nothing = House::new();
    let ran = run(&nothing, ["list", "."]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    assert!(
        ran.err
            .contains("newsprint reads Markdown, plain text, saved pages and exported lists")
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
            "    page 1",
            "  ▌ Some are green.",
            "    “Which ones?”",
            "    page 1",
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
    house.put("zebras.txt", "Zebras have stripes.\n");
    std::fs::create_dir_all(house.config()).unwrap();
    let state = house.config().join("state");
    std::fs::write(&state, "a file where a folder should be").unwrap();
    let ran = run(&house, ["bookmarks"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("move it away"), "{}", ran.err);
    // The articles are there all the same, but that they are unread is not known.
    for arguments in [vec!["list", "."], vec!["list", "--json", "."]] {
        let ran = run(&house, arguments);
        assert_eq!(ran.status, Some(1));
        assert!(ran.out.contains("Zebras"), "{}", ran.out);
        let words = "newsprint: what you have read and marked is not shown: ";
        assert!(ran.err.starts_with(words), "{}", ran.err);
        assert!(ran.err.contains("move it away"), "{}", ran.err);
    }
}

#[test]
fn lines_of_the_journal_that_cannot_be_used_are_told() {
    let house = House::new();
    let apples = house.put("apples.txt", "Apples are ripe.\n\nThey are red.\n");
    let changes = [Change::Read, bookmark(&apples, "They are red.", None)];
    record(&house, &apples, changes);
    let journal = house.config().join("state/test.jsonl");
    let good = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, format!("no line of a journal\n{good}{{\"torn")).unwrap();
    for (arguments, words) in [
        (["list", "."].as_slice(), "Apples"),
        (&["list", "--json", "."], "\"read\":true"),
        (&["bookmarks"], "They are red."),
        (&["bookmarks", "--json"], "They are red."),
    ] {
        let ran = run(&house, arguments);
        assert_eq!(ran.status, Some(1), "{arguments:?}");
        assert!(ran.out.contains(words), "{arguments:?}: {}", ran.out);
        let told: Vec<&str> = ran.err.lines().collect();
        assert_eq!(told.len(), 2, "{arguments:?}: {}", ran.err);
        assert!(told[0].contains("test.jsonl:1: a damaged line is skipped"));
        assert!(told[1].contains("a line was cut short and is skipped"));
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
