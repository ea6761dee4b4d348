//! The folder as people and their programs leave it: what is listed, what is passed over, and why.

use crate::harness::{App, House};
use newsprint::library::{self, Entry, Place, Skipped, Source};
use newsprint::reader::Row;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with `files`, each with a line in it.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        put(folder.path(), file, b"The lamp is lit.\n");
    }
    folder
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn scan(path: &Path) -> (Vec<Entry>, Vec<Skipped>) {
    let mut entries = Vec::new();
    let skipped = library::scan(&Source::at(path).unwrap(), |batch| entries.extend(batch));
    (entries, skipped)
}

/// Names of what is listed, with their folders.
fn listed(path: &Path) -> Vec<String> {
    let (entries, skipped) = scan(path);
    assert_eq!(skipped, []);
    let name = |entry: &Entry| match entry.folder.as_str() {
        "" => entry.name.clone(),
        folder => format!("{folder}/{}", entry.name),
    };
    entries.iter().map(name).collect()
}

#[test]
fn all_that_people_save_is_listed() {
    let files = [
        "README",
        "a.md",
        "b.markdown",
        "c.mdown",
        "d.TXT",
        "e.text",
        "f.html",
        "g.htm",
        "h.xhtml",
        "i.mht",
        "j.mhtml",
        "k.org",
        "l.rst",
        "sub/Mr. Lund rows out",
        "sub/deeper/m.md",
    ];
    let folder = folder(&files);
    for other in [
        "photo.jpg",
        "a.md~",
        "part.md.part",
        "Makefile",
        ".hidden.md",
        ".git/a.md",
        "data.csv",
    ] {
        put(folder.path(), other, b"The lamp is lit.\n");
    }
    put(folder.path(), "script", b"#!/bin/sh\necho\n");
    put(folder.path(), "program", b"\x7fELF\x02\x01\x01\0");
    put(folder.path(), "zeros", b"some\0words");
    put(folder.path(), "nothing", b"");
    put(folder.path(), "package.json", br#"{"name":"a","text":1}"#);
    assert_eq!(listed(folder.path()), files);
}

#[test]
fn what_lies_beside_a_page_is_none_of_the_articles() {
    let folder = folder(&[
        "a.html",
        "b.htm",
        "c.html",
        "notes_files/own.md",
        "story.html",
    ]);
    for beside in [
        "a_files/frame.html",
        "b-Dateien/ad.htm",
        "c_fichiers/x.html",
        "story.files/s.html",
        "__MACOSX/._a.html",
    ] {
        put(folder.path(), beside, b"<p>An advertisement.");
    }
    let wanted = [
        "a.html",
        "b.htm",
        "c.html",
        "notes_files/own.md",
        "story.html",
    ];
    assert_eq!(listed(folder.path()), wanted);
}

#[test]
fn names_that_differ_by_case_and_strange_names_are_all_there() {
    let long = format!("{}.md", "n".repeat(252));
    let folder = folder(&[
        "Bridge.md",
        "bridge.md",
        "two\nlines.md",
        "\u{1b}[31mred.md",
        &long,
    ]);
    let (entries, skipped) = scan(folder.path());
    assert_eq!((entries.len(), skipped.len()), (5, 0));
    for entry in &entries {
        assert!(!entry.name.contains(['\n', '\u{1b}']), "{:?}", entry.name);
        library::open(&entry.place).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_a_name() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(folder.path().join(name), "The lamp is lit.\n").unwrap();
    let (entries, _) = scan(folder.path());
    assert_eq!(entries[0].name, "caf\u{fffd}.md");
    library::open(&entries[0].place).unwrap();
}

#[cfg(unix)]
#[test]
fn links_end_and_are_told() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["real.md", "sub/inner.md"]);
    let outside = self::folder(&["outside.md"]);
    let link = |to: &Path, name: &str| symlink(to, folder.path().join(name)).unwrap();
    link(Path::new("real.md"), "again.md");
    link(Path::new("loop-b.md"), "loop-a.md");
    link(Path::new("loop-a.md"), "loop-b.md");
    link(Path::new("gone.md"), "dangling.md");
    link(Path::new("."), "self");
    link(outside.path(), "outside");
    link(Path::new("gone.jpg"), "no-article.jpg");
    link(Path::new("/dev/zero"), "zero.txt");
    let (entries, skipped) = scan(folder.path());
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["again.md", "real.md", "inner.md"]);
    let told: Vec<(&str, &str)> = skipped
        .iter()
        .map(|it| (it.path.rsplit('/').next().unwrap(), it.reason.as_str()))
        .collect();
    let wanted = [
        ("dangling.md", "a link that leads nowhere (No such file"),
        ("loop-a.md", "a link that leads nowhere (Too many levels"),
        ("loop-b.md", "a link that leads nowhere (Too many levels"),
        ("outside", "a link to a folder, which is not followed"),
        ("self", "a link to a folder, which is not followed"),
        ("zero.txt", "a device and not a regular file"),
    ];
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for ((name, reason), (wanted, words)) in told.iter().zip(wanted) {
        assert!(
            *name == wanted && reason.starts_with(words),
            "{name}: {reason}"
        );
    }
}

#[cfg(unix)]
#[test]
fn what_would_block_is_not_opened() {
    let folder = folder(&["a.md"]);
    for name in ["pipe.md", "pipe", "pipe.json"] {
        let made = std::process::Command::new("mkfifo")
            .arg(folder.path().join(name))
            .status();
        assert!(made.unwrap().success());
    }
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s.html")).unwrap();
    let (entries, skipped) = scan(folder.path());
    assert_eq!(entries.len(), 1);
    let reasons: Vec<&str> = skipped.iter().map(|it| it.reason.as_str()).collect();
    let fifo = "a FIFO and not a regular file";
    assert_eq!(reasons, [fifo, fifo, "a socket and not a regular file"]);
    for entry in ["pipe.md", "pipe.json", "s.html"] {
        let opened = library::open(&Place::File(folder.path().join(entry)));
        assert!(opened.is_err());
    }
}

#[test]
fn a_folder_deep_below_is_walked_and_one_that_is_gone_is_told() {
    let deep = format!("{}x.md", "d/".repeat(40));
    let folder = folder(&[&deep]);
    assert_eq!(listed(folder.path()).len(), 1);
    let source = Source::at(folder.path()).unwrap();
    drop(folder);
    let skipped = library::scan(&source, |_| panic!("nothing is left"));
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert!(skipped[0].reason.contains("No such file"), "{skipped:?}");
}

#[test]
fn a_file_from_the_future_is_listed_with_its_date() {
    use std::time::{Duration, SystemTime};
    let folder = folder(&["a.md", "b.md"]);
    let set = |name: &str, seconds: u64| {
        let file = fs::File::options()
            .write(true)
            .open(folder.path().join(name))
            .unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            .unwrap();
    };
    set("a.md", 4_000_000_000);
    set("b.md", 0);
    let (entries, _) = scan(folder.path());
    let dates: Vec<i64> = entries
        .iter()
        .map(|entry| entry.modified.unwrap().as_second())
        .collect();
    assert_eq!(dates, [4_000_000_000, 0]);
}

/// A list as Wallabag writes it.
const WALLABAG: &str = r#"[
    {"id":7,"title":"The lamp","url":"https://example.org/lamp","is_archived":0,"content":"<p>It is lit.</p>"},
    {"id":9,"title":"The stairs","url":"https://example.org/stairs","is_archived":1,"content":"<p>There are ninety.</p>"}]"#;

#[test]
fn an_exported_list_is_a_library_of_its_articles() {
    let folder = folder(&[]);
    put(folder.path(), "saved/wallabag.json", WALLABAG.as_bytes());
    let wanted = [
        "saved/wallabag.json/The lamp",
        "saved/wallabag.json/The stairs",
    ];
    assert_eq!(listed(folder.path()), wanted);
    let file = folder.path().join("saved/wallabag.json");
    assert!(matches!(Source::at(&file).unwrap(), Source::Export(_)));
    assert_eq!(listed(&file), ["The lamp", "The stairs"]);
    let one = Source::at(&folder.path().join("saved/wallabag.json#9")).unwrap();
    let place = one.single().unwrap();
    let opened = library::open(&place).unwrap();
    assert_eq!(opened.article.metadata.title, "The stairs");
    assert!(opened.identity.path.ends_with("wallabag.json#9"));
    assert_eq!(Place::from_key(&opened.identity.path), Some(place.clone()));
    assert!(library::is_small(&place));
    // Where the list has changed, the article is found again by its name, in whatever order.
    let file = file.canonicalize().unwrap();
    let turned = WALLABAG
        .replace("\"id\":7", "\"id\":70")
        .replace("\"id\":9", "\"id\":7");
    fs::write(&file, turned.replace("ninety", "a hundred")).unwrap();
    let opened = library::open(&Place::Item(file, "7".to_owned())).unwrap();
    assert!(opened.article.text.contains("a hundred"));
    let gone = library::open(&place).unwrap_err().to_string();
    assert_eq!(gone, "has no article 9 in it");
}

#[test]
fn an_exported_list_is_read_in_place_and_its_articles_are_remembered() {
    let house = House::new();
    let file = house.put("wallabag.json", WALLABAG);
    let start = || App::start(Source::at(&file).unwrap(), &house.config(), 100, 24);
    let mut app = start();
    assert!(
        app.shows("The lamp") && app.shows("The stairs"),
        "{}",
        app.screen()
    );
    let titles: Vec<&str> = app.model.shelf.rows.iter().map(Row::title).collect();
    assert_eq!(titles, ["The lamp", "The stairs"]);
    app.press("enter *");
    let opened = app.model.reading.as_ref().unwrap();
    let title = opened.article.metadata.title.clone();
    // The list with another at its head: the star stays on its article.
    let grown = WALLABAG.replacen(
        '[',
        r#"[{"id":1,"title":"New","url":"https://example.org/new","content":"<p>x"},"#,
        1,
    );
    house.put("wallabag.json", &grown);
    let app = start();
    let starred: Vec<&str> = app
        .model
        .shelf
        .rows
        .iter()
        .filter(|row| row.starred)
        .map(Row::title)
        .collect();
    assert_eq!(starred, [title]);
    // An article by itself.
    let one = house.library().join("wallabag.json#9");
    let app = App::start(Source::at(&one).unwrap(), &house.config(), 100, 24);
    assert!(app.shows("There are ninety."), "{}", app.screen());
}

#[test]
fn the_pages_beside_a_list_are_its_articles_and_no_others() {
    let folder = folder(&["content/own.html", "highlights/own.md"]);
    let list = r#"[{"slug":"lamp-1","title":"The lamp","url":"https://example.org/lamp","savedAt":"2024-05-03T10:12:00.000Z"},
        {"slug":"lost-2","title":"The lost page","url":"https://example.org/lost","savedAt":"2024-05-03T10:12:00.000Z"}]"#;
    put(folder.path(), "metadata_0_to_20.json", list.as_bytes());
    put(folder.path(), "content/lamp-1.html", b"<p>It is lit.</p>");
    put(folder.path(), "highlights/lamp-1.md", b"> It is lit.\n");
    let wanted = [
        "content/own.html",
        "highlights/own.md",
        "metadata_0_to_20.json/The lamp",
        "metadata_0_to_20.json/The lost page",
    ];
    assert_eq!(listed(folder.path()), wanted);
    let (entries, _) = scan(folder.path());
    let opened = library::open(&entries[2].place).unwrap();
    assert!(opened.article.text.ends_with("It is lit."));
    let gone = library::open(&entries[3].place).unwrap();
    assert!(gone.article.warnings[0].contains("is not beside the list"));
}
