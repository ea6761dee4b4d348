//! The folder that is open, and the articles in it.
//!
//! Reads files and never writes one. A listing costs no more than the walk: titles and lengths come when
//! an entry is [summarized](summarize), which is work for a thread of its own.

mod edition;
mod open;
mod walk;

pub use open::{Head, OpenError, Opened, Summary, check, head, is_small, open, size, summarize};
pub use walk::{ScanError, Skipped, is_article_name, scan};

use std::path::{Path, PathBuf};

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// All articles under a folder.
    Folder(PathBuf),
    /// One file.
    File(PathBuf),
    /// The edition inside the program.
    Edition,
}

/// Where the bytes of an article lie.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A file, by its absolute path.
    File(PathBuf),
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

impl Place {
    /// The place as the journal writes it.
    pub fn key(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Edition(number) => format!("edition:{}", edition::name(*number)),
        }
    }

    /// The file name without folders, as the importer wants it.
    pub fn file_name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Self::Edition(number) => edition::name(*number).to_owned(),
        }
    }
}

impl Source {
    /// The source that `path` names: a folder, or else a file.
    ///
    /// # Errors
    /// [`ScanError::Missing`] when there is nothing there.
    pub fn at(path: &Path) -> Result<Self, ScanError> {
        let missing = |source| ScanError::Missing {
            path: path.to_owned(),
            source,
        };
        let real = std::fs::canonicalize(path).map_err(missing)?;
        Ok(if real.is_dir() {
            Self::Folder(real)
        } else {
            Self::File(real)
        })
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
            Self::Folder(path) | Self::File(path) => name(path),
            Self::Edition => "The built-in edition".to_owned(),
        }
    }
}
