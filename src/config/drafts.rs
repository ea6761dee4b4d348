//! Notes on their way through the reader's editor: a file each, until the journal has the note.
//!
//! A file that cannot be kept as a note is left where it is, so that nothing written is lost. What a note is for is
//! not known here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Where notes lie while they are written.
#[derive(Clone, Debug)]
pub struct Drafts {
    folders: Vec<PathBuf>,
}

/// Why a file cannot be a note. The message is a predicate: what comes before it names the file.
#[derive(Debug, Error)]
pub enum DraftError {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The file is too long.
    #[error("is longer than a note can be (1 MB)")]
    TooLong,
    /// The file is in another encoding.
    #[error("is not UTF-8")]
    NotUtf8,
}

/// Bytes of the longest note.
const MOST: usize = 1024 * 1024;
/// Names that are tried in a folder.
const NAMES: usize = 1000;

impl Drafts {
    /// Notes lie in a folder of their own in `config_dir`, or in `fallback` where nothing can be written there.
    pub fn new(config_dir: &Path, fallback: PathBuf) -> Self {
        Self {
            folders: vec![config_dir.join("drafts"), fallback],
        }
    }

    /// Writes `note` to a file of its own, which nobody else may read.
    ///
    /// # Errors
    /// What the system says of the last place that was tried.
    pub fn put(&self, note: &str) -> io::Result<PathBuf> {
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for folder in &self.folders {
            match put_in(folder, note) {
                Ok(path) => return Ok(path),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// The note in the file at `path`: its lines, without white space at its ends.
    ///
    /// # Errors
    /// [`DraftError`] when it cannot be a note.
    pub fn read(path: &Path) -> Result<String, DraftError> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(MOST + 1).unwrap_or(u64::MAX);
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        if bytes.len() > MOST {
            return Err(DraftError::TooLong);
        }
        let text = String::from_utf8(bytes).map_err(|_| DraftError::NotUtf8)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        Ok(text.replace("\r\n", "\n").trim().to_owned())
    }

    /// Lets go of a file that is of no more use. One that stays does no harm.
    pub fn discard(path: &Path) {
        let _ = fs::remove_file(path);
        // A folder that has other files in it stays.
        if let Some(folder) = path.parent().filter(|folder| folder.ends_with("drafts")) {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn put_in(folder: &Path, note: &str) -> io::Result<PathBuf> {
    // A folder of configuration that is gone is not made again for this.
    if !folder.is_dir() {
        fs::create_dir(folder)?;
    }
    let mut failed = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 1..=NAMES {
        let path = folder.join(format!("newsprint-note-{number}.md"));
        match create(&path) {
            Ok(mut file) => {
                let written = file.write_all(note.as_bytes()).and_then(|()| {
                    if note.is_empty() {
                        Ok(())
                    } else {
                        file.write_all(b"\n")
                    }
                });
                return match written {
                    Ok(()) => Ok(path),
                    Err(error) => {
                        let _ = fs::remove_file(&path);
                        Err(error)
                    }
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => failed = error,
            Err(error) => return Err(error),
        }
    }
    Err(failed)
}

/// A new file; nothing that lies there already is opened, be it a link.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_comes_back_as_it_was_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(dir.path(), dir.path().join("fallback"));
        let path = drafts.put("one\n\ntwo").unwrap();
        let other = drafts.put("").unwrap();
        assert_ne!(path, other);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\n\ntwo\n");
        assert_eq!(Drafts::read(&path).unwrap(), "one\n\ntwo");
        fs::write(&other, "\u{FEFF}  a\r\nb \r\n\r\n").unwrap();
        assert_eq!(Drafts::read(&other).unwrap(), "a\nb");
        Drafts::discard(&path);
        assert!(other.exists());
        Drafts::discard(&other);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn where_nothing_can_be_written_another_place_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let fallback = dir.path().join("fallback");
        let drafts = Drafts::new(&dir.path().join("gone"), fallback.clone());
        assert!(drafts.put("a").unwrap().starts_with(&fallback));
        assert!(!dir.path().join("gone").exists());
    }

    #[test]
    fn what_is_no_note_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        assert!(matches!(Drafts::read(&path), Err(DraftError::Read(_))));
        fs::write(&path, b"\xff\xfe").unwrap();
        assert!(matches!(Drafts::read(&path), Err(DraftError::NotUtf8)));
        fs::write(&path, vec![b'a'; MOST + 1]).unwrap();
        assert!(matches!(Drafts::read(&path), Err(DraftError::TooLong)));
    }
}
