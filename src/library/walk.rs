//! Walking the folder.

use super::exports::{self, Beside, Found};
use super::listed::{self, Promise};
use super::{Entry, Place, Source, edition};
use crate::import::Exported;
use crate::text::harmless_line;
use ignore::DirEntry;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Entries handed over at once: enough to fill any screen, few enough to come soon.
const BATCH: usize = 256;

/// Why nothing can be listed.
#[derive(Debug, Error)]
pub enum ScanError {
    /// There is nothing at the path.
    #[error("cannot open {}: {source}. Name a folder of articles, or one article", path.display())]
    Missing {
        /// What was named.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A file or folder that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its path, harmless.
    pub path: String,
    /// Why, for people.
    pub reason: String,
}

/// Lists the articles of `source`, in the order of their paths, handing them to `found` in batches. What
/// could not be listed is returned. Only regular files are opened, and of those only lists of exported articles
/// and files whose names promise nothing: a FIFO or device blocks nobody. Folders that are links are not entered,
/// so a loop of links ends; hidden files and folders are left out.
pub fn scan(source: &Source, found: impl FnMut(Vec<Entry>)) -> Vec<Skipped> {
    let mut walk = Walk {
        found,
        batch: Vec::new(),
        skipped: Vec::new(),
        beside: Beside::default(),
    };
    match source {
        Source::Edition => (0..edition::len()).for_each(|number| walk.add(edition_entry(number))),
        Source::File(path) => {
            let modified = path.metadata().ok().as_ref().and_then(modified);
            walk.add(file_entry(path, top(path), modified));
        }
        Source::Item(file, id) => walk.list(file, file, None, |item| item.id == *id),
        Source::Export(file) => walk.list(file, file, None, |_| true),
        Source::Folder(root) => walk.folder(root),
    }
    walk.hand_over();
    walk.skipped
}

/// The folder that a file by itself lies in.
fn top(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// A walk through a folder.
struct Walk<F> {
    found: F,
    batch: Vec<Entry>,
    skipped: Vec<Skipped>,
    beside: Beside,
}

impl<F: FnMut(Vec<Entry>)> Walk<F> {
    fn folder(&mut self, root: &Path) {
        let steps = ignore::WalkBuilder::new(root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(false)
            .filter_entry(|entry| !is_folder(entry) || !listed::is_aside(entry.path()))
            .sort_by_file_name(OsStr::cmp)
            .build();
        for step in steps {
            match step {
                Ok(entry) if is_folder(&entry) => {}
                Ok(entry) => self.enter(&entry, root),
                Err(error) => self.skip(path_of(&error).unwrap_or(root), &reason_of(&error)),
            }
        }
    }

    /// Takes what is no folder into the list, if it is an article.
    fn enter(&mut self, entry: &DirEntry, root: &Path) {
        let path = entry.path();
        let promise = listed::promise(entry.file_name());
        if promise == Promise::Other && !entry.path_is_symlink() {
            return;
        }
        // Follows a link to a file; the walk itself follows none to a folder.
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(_) if promise == Promise::Other => return,
            Err(error) => return self.skip(path, &reason_of_link(&error, entry)),
        };
        let modified = modified(&metadata);
        if metadata.is_dir() {
            return self.skip(path, "a link to a folder, which is not followed");
        }
        if !metadata.is_file() {
            if matches!(promise, Promise::Article | Promise::Json) {
                self.skip(path, what_it_is(&metadata));
            }
            return;
        }
        match promise {
            Promise::Article if self.beside.has(path) => {}
            Promise::Article => self.add(file_entry(path, root, modified)),
            Promise::Nothing => match listed::begins_as_text(path) {
                Ok(true) => self.add(file_entry(path, root, modified)),
                Ok(false) => {}
                Err(error) => self.skip(path, &error.to_string()),
            },
            Promise::Json => self.list(path, root, modified, |_| true),
            Promise::Other => {}
        }
    }

    /// Takes the articles of the list in `file` that are `wanted` into the list; a file that is one article as
    /// that.
    fn list(
        &mut self,
        file: &Path,
        root: &Path,
        modified: Option<jiff::Timestamp>,
        wanted: impl Fn(&Exported) -> bool,
    ) {
        match exports::look(file) {
            Ok(Found::Nothing) => {}
            Ok(Found::One) => self.add(file_entry(file, root, modified)),
            Ok(Found::List(list)) => {
                for item in list.items.iter().filter(|item| wanted(item)) {
                    self.add(item_entry(file, root, modified, item));
                }
            }
            Err(error) => self.skip(file, &error.to_string()),
        }
    }

    fn add(&mut self, entry: Entry) {
        self.batch.push(entry);
        if self.batch.len() == BATCH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        if !self.batch.is_empty() {
            (self.found)(std::mem::take(&mut self.batch));
        }
    }

    fn skip(&mut self, path: &Path, reason: &str) {
        self.skipped.push(Skipped {
            path: harmless_line(&path.to_string_lossy()),
            reason: harmless_line(reason),
        });
    }
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// What a file that is no regular one is, for people.
#[cfg(unix)]
fn what_it_is(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    if kind.is_fifo() {
        "a FIFO and not a regular file"
    } else if kind.is_socket() {
        "a socket and not a regular file"
    } else {
        "a device and not a regular file"
    }
}

#[cfg(not(unix))]
fn what_it_is(_: &Metadata) -> &'static str {
    "not a regular file"
}

/// Why a file could not be looked at. A link is named as one: "no such file" is said of what it points at.
fn reason_of_link(error: &std::io::Error, entry: &DirEntry) -> String {
    if entry.path_is_symlink() {
        format!("a link that leads nowhere ({error})")
    } else {
        error.to_string()
    }
}

/// The file or folder that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// What the system said, without the path.
fn reason_of(error: &ignore::Error) -> String {
    error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

/// When a file was last changed, if the clock can say it.
pub(super) fn modified(metadata: &Metadata) -> Option<jiff::Timestamp> {
    jiff::Timestamp::try_from(metadata.modified().ok()?).ok()
}

fn file_entry(path: &Path, root: &Path, modified: Option<jiff::Timestamp>) -> Entry {
    Entry {
        place: Place::File(path.to_owned()),
        name: harmless_line(&path.file_name().unwrap_or_default().to_string_lossy()),
        folder: below(path.parent().unwrap_or(path), root),
        modified,
    }
}

fn item_entry(
    file: &Path,
    root: &Path,
    modified: Option<jiff::Timestamp>,
    item: &Exported,
) -> Entry {
    let name = if item.title.is_empty() {
        &item.id
    } else {
        &item.title
    };
    Entry {
        place: Place::Item(file.to_owned(), item.id.clone()),
        name: name.clone(),
        folder: below(file, root),
        modified,
    }
}

/// `path` from the folder `root` on, harmless.
fn below(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(Path::new(""));
    harmless_line(&path.to_string_lossy())
}

fn edition_entry(number: usize) -> Entry {
    Entry {
        place: Place::Edition(number),
        name: edition::name(number).to_owned(),
        folder: String::new(),
        modified: None,
    }
}
