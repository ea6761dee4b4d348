//! Walking the folder.

use super::{Entry, Place, Source, edition};
use crate::text::harmless_line;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Extensions of the files that are articles, in lower case.
const EXTENSIONS: &[&str] = &[
    "md", "markdown", "mdown", "txt", "text", "html", "htm", "xhtml",
];
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

/// Whether a file of this name is taken for an article.
pub fn is_article_name(name: &OsStr) -> bool {
    let extension = Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// Lists the articles of `source`, in the order of their paths, handing them to `found` in batches. What
/// could not be listed is returned. Nothing is opened: a FIFO or device blocks nobody. Folders that are
/// links are not entered, so a loop of links ends; hidden files and folders are left out.
pub fn scan(source: &Source, mut found: impl FnMut(Vec<Entry>)) -> Vec<Skipped> {
    match source {
        Source::Edition => {
            found((0..edition::len()).map(edition_entry).collect());
            Vec::new()
        }
        Source::File(path) => {
            found(vec![file_entry(path, path.parent().unwrap_or(path))]);
            Vec::new()
        }
        Source::Folder(root) => scan_folder(root, found),
    }
}

fn scan_folder(root: &Path, mut found: impl FnMut(Vec<Entry>)) -> Vec<Skipped> {
    let mut skipped = Vec::new();
    let mut batch = Vec::new();
    let walk = ignore::WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(false)
        .filter_entry(|entry| !is_sidecar(entry.path()))
        .sort_by_file_name(OsStr::cmp)
        .build();
    for step in walk {
        match step {
            Ok(entry) if is_article_name(entry.file_name()) => {
                // Follows a link to a file; the walk itself follows none to a folder.
                match std::fs::metadata(entry.path()) {
                    Ok(metadata) if metadata.is_file() => {
                        batch.push(file_entry(entry.path(), root));
                    }
                    Ok(metadata) if metadata.is_dir() => {}
                    Ok(_) => skipped.push(passed_over(entry.path(), "not a regular file")),
                    Err(error) => skipped.push(passed_over(entry.path(), &error.to_string())),
                }
                if batch.len() == BATCH {
                    found(std::mem::take(&mut batch));
                }
            }
            Ok(_) => {}
            Err(error) => skipped.push(Skipped {
                path: harmless_line(&root.to_string_lossy()),
                reason: harmless_line(&error.to_string()),
            }),
        }
    }
    if !batch.is_empty() {
        found(batch);
    }
    skipped
}

/// Whether this is the folder of pictures and scripts beside a page saved "complete".
fn is_sidecar(path: &Path) -> bool {
    let Some(stem) = path
        .file_name()
        .and_then(OsStr::to_str)
        .and_then(|name| name.strip_suffix("_files"))
    else {
        return false;
    };
    path.is_dir()
        && ["html", "htm"]
            .iter()
            .any(|ending| path.with_file_name(format!("{stem}.{ending}")).is_file())
}

fn passed_over(path: &Path, reason: &str) -> Skipped {
    Skipped {
        path: harmless_line(&path.to_string_lossy()),
        reason: harmless_line(reason),
    }
}

fn file_entry(path: &Path, root: &Path) -> Entry {
    let name = harmless_line(&path.file_name().unwrap_or_default().to_string_lossy());
    let folder = path
        .parent()
        .and_then(|parent| parent.strip_prefix(root).ok())
        .unwrap_or(Path::new(""));
    let modified = std::fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok();
    Entry {
        place: Place::File(path.to_owned()),
        name,
        folder: harmless_line(&folder.to_string_lossy()),
        modified: modified.and_then(|time| jiff::Timestamp::try_from(time).ok()),
    }
}

fn edition_entry(number: usize) -> Entry {
    Entry {
        place: Place::Edition(number),
        name: edition::name(number).to_owned(),
        folder: String::new(),
        modified: None,
    }
}
