//! The folder that is open, and the articles in it.
//!
//! Reads files and never writes one. A listing costs no more than the walk: titles and lengths come when
//! an entry is [summarized](summarize), which is work for a thread of its own.

mod edition;
mod exports;
mod listed;
mod open;
mod walk;

pub use open::{
    Head, OpenError, Opened, Summary, bytes_of, check, head, is_small, open, size, summarize,
};
pub use walk::{ScanError, Skipped, scan};

use exports::Found;
use std::path::{Path, PathBuf};

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// All articles under a folder.
    Folder(PathBuf),
    /// One file.
    File(PathBuf),
    /// An exported list, whose articles are a library.
    Export(PathBuf),
    /// One article of an exported list: the file, and what the list knows it by.
    Item(PathBuf, String),
    /// The edition inside the program.
    Edition,
}

/// Where the bytes of an article lie.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A file, by its absolute path.
    File(PathBuf),
    /// An article of an exported list: the file that the list is, by its absolute path, and what the list knows
    /// the article by. It stays the same when the list gets a new order.
    Item(PathBuf, String),
    /// An article of the built-in edition, by its number.
    Edition(usize),
}

/// One article of a listing, before anybody has read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it lies.
    pub place: Place,
    /// Its file name, harmless.
    pub name: String,
    /// The folder it lies in, relative to the library, harmless; empty at the top.
    pub folder: String,
    /// When the file was last changed.
    pub modified: Option<jiff::Timestamp>,
}

/// What parts the file from the article in the key of one of an exported list.
const IN_LIST: &str = ".json#";

impl Place {
    /// The place as the journal writes it.
    pub fn key(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Item(file, id) => format!("{}#{id}", file.to_string_lossy()),
            Self::Edition(number) => format!("edition:{}", edition::name(*number)),
        }
    }

    /// The place that the journal wrote as `key`; `None` for one of the edition.
    pub fn from_key(key: &str) -> Option<Self> {
        if key.is_empty() || key.starts_with("edition:") {
            return None;
        }
        Some(item_in(key).unwrap_or_else(|| Self::File(PathBuf::from(key))))
    }

    /// The place that somebody named: a file, or `FILE.json#ID` for an article of an exported list.
    pub fn named(path: &Path) -> Self {
        let item = path.to_str().and_then(item_in);
        match item {
            Some(item) if std::fs::symlink_metadata(path).is_err() => item,
            _ => Self::File(path.to_owned()),
        }
    }

    /// The file name without folders, as the importer wants it.
    pub fn file_name(&self) -> String {
        let name = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        match self {
            Self::File(path) => name(path),
            Self::Item(file, id) => format!("{}#{id}", name(file)),
            Self::Edition(number) => edition::name(*number).to_owned(),
        }
    }
}

/// The article of a list that `key` names, if it names one.
fn item_in(key: &str) -> Option<Place> {
    let at = key.to_ascii_lowercase().find(IN_LIST)?;
    let (file, id) = key.split_at_checked(at + IN_LIST.len() - 1)?;
    let id = id.strip_prefix('#').filter(|id| !id.is_empty())?;
    Some(Place::Item(PathBuf::from(file), id.to_owned()))
}

impl Source {
    /// The source that `path` names: a folder, an exported list, one article of such a list, or else a file.
    ///
    /// # Errors
    /// [`ScanError::Missing`] when there is nothing there.
    pub fn at(path: &Path) -> Result<Self, ScanError> {
        let missing = |source| ScanError::Missing {
            path: path.to_owned(),
            source,
        };
        if let Place::Item(file, id) = Place::named(path) {
            let real = std::fs::canonicalize(file).map_err(missing)?;
            return Ok(Self::Item(real, id));
        }
        let real = std::fs::canonicalize(path).map_err(missing)?;
        let is_list =
            || listed::is_json(&real) && matches!(exports::look(&real), Ok(Found::List(_)));
        Ok(if real.is_dir() {
            Self::Folder(real)
        } else if is_list() {
            Self::Export(real)
        } else {
            Self::File(real)
        })
    }

    /// The article, where the source is one and no library.
    pub fn single(&self) -> Option<Place> {
        match self {
            Self::File(path) => Some(Place::File(path.clone())),
            Self::Item(file, id) => Some(Place::Item(file.clone(), id.clone())),
            Self::Folder(_) | Self::Export(_) | Self::Edition => None,
        }
    }

    /// A name for the top of the screen, harmless.
    pub fn title(&self) -> String {
        let name = |path: &Path| {
            crate::text::harmless_line(
                &path
                    .file_name()
                    .unwrap_or(path.as_os_str())
                    .to_string_lossy(),
            )
        };
        match self {
            Self::Folder(path) | Self::File(path) | Self::Export(path) => name(path),
            Self::Item(file, id) => format!("{}#{id}", name(file)),
            Self::Edition => "The built-in edition".to_owned(),
        }
    }
}
