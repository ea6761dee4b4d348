//! What can go wrong with the journal, in words that say what to do.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the journal could not be opened or written. When writing fails, nothing of the event is in the file.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The folder of the journal cannot be read or made.
    #[error("cannot use the folder {} for what you have read and marked: {source}; {}", path.display(), advice(source))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file of this device cannot be opened for appending.
    #[error("cannot open the journal {}: {source}; {}", path.display(), advice(source))]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line could not be written and made safe.
    #[error("cannot write to the journal {}: {source}; {}", path.display(), advice(source))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The name of the device cannot name a file.
    #[error(
        "“{name}” cannot name the journal of this device; use letters, digits, “-”, “_” and “.”"
    )]
    Device {
        /// The name, made harmless.
        name: String,
    },
    /// A change to an article came without one, or could not be put in words.
    #[error("cannot put the change in words: {reason}; please report this as a bug")]
    Unspeakable {
        /// Why.
        reason: String,
    },
}

/// What a person can do about an error of the system.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "make it writable for you, or choose another configuration directory"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space on that disk; what you did before is safe"
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a file is where a folder should be: move it away"
        }
        _ => "what you did before is safe; check that disk and try again",
    }
}

/// Something in the journal's files that could not be used. All the rest was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// A line that was cut short: the machine stopped while it was written.
    Torn {
        /// The file.
        file: PathBuf,
        /// Line number, from 1.
        line: usize,
    },
    /// A line that is not what this program writes.
    Damaged {
        /// The file.
        file: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it, made harmless.
        reason: String,
    },
    /// A file that could not be read.
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        reason: String,
    },
}

impl Problem {
    /// Its file.
    pub(super) fn file(&self) -> &Path {
        match self {
            Self::Torn { file, .. }
            | Self::Damaged { file, .. }
            | Self::Unreadable { file, .. } => file,
        }
    }

    /// The number of its line, from 1; `None` where the whole file is meant.
    pub(super) const fn line(&self) -> Option<usize> {
        match self {
            Self::Torn { line, .. } | Self::Damaged { line, .. } => Some(*line),
            Self::Unreadable { .. } => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Torn { file, line } => write!(
                f,
                "{}:{line}: a line was cut short and is skipped; all others are kept",
                file.display()
            ),
            Self::Damaged { file, line, reason } => write!(
                f,
                "{}:{line}: a damaged line is skipped ({reason}); all others are kept",
                file.display()
            ),
            Self::Unreadable { file, reason } => write!(
                f,
                "{}: cannot be read ({reason}); what it says is missing until it can",
                file.display()
            ),
        }
    }
}
