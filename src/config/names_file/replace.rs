//! A small file that is replaced whole or not at all.
//!
//! Knows nothing of what it holds. The new text is written to a draft beside the file, brought to the disk, and
//! renamed over it (rename(2) puts it in place in one step). A program that ends in between leaves the old file,
//! and a draft that the next one writes over.

use super::NamesFileError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Links that are followed at most, one to the next, as in Linux.
const LINKS: usize = 40;

/// All bytes of the file at `path`, none where there is no file.
pub(super) fn read(path: &Path, largest: u64) -> Result<Vec<u8>, NamesFileError> {
    let failed = |source| NamesFileError::Read {
        path: path.to_owned(),
        source,
    };
    // Whoever waits for a pipe or a device waits for ever.
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
        Ok(metadata) if !metadata.is_file() => {
            return Err(failed(io::Error::other("it is no regular file")));
        }
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(largest + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > largest {
        return Err(NamesFileError::Large {
            path: path.to_owned(),
        });
    }
    Ok(bytes)
}

/// Where a file really lies, links followed.
pub(super) struct Place {
    file: PathBuf,
    folder: PathBuf,
}

impl Place {
    /// The place of the file at `path`, whose folder is made if need be.
    pub(super) fn of(path: &Path) -> Result<Self, NamesFileError> {
        let file = followed(path);
        let folder = file.parent().unwrap_or(Path::new(".")).to_owned();
        let place = Self { file, folder };
        fs::create_dir_all(&place.folder).map_err(|error| place.failed(error))?;
        Ok(place)
    }

    /// Locks the file against other windows for as long as what is returned lives. The lock lies on a file of its
    /// own, since the file itself is another one after each change. Some file systems have no locks; a correction
    /// that is written without one is better than one that is not written.
    pub(super) fn lock(&self) -> Result<File, NamesFileError> {
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(self.beside("lock"))
            .map_err(|error| self.failed(error))?;
        loop {
            match lock.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(lock),
                locked => return locked.map(|()| lock).map_err(|error| self.failed(error)),
            }
        }
    }

    /// Puts `bytes` in the place of the file. They are on disk when this returns.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<(), NamesFileError> {
        let draft = self.beside("draft");
        let put = self
            .draft(&draft, bytes)
            .and_then(|()| fs::rename(&draft, &self.file));
        if let Err(error) = put {
            let _ = fs::remove_file(&draft);
            return Err(self.failed(error));
        }
        sync_folder(&self.folder);
        Ok(())
    }

    /// Writes `bytes` to `draft`, which may be read and written by the same people as the file.
    pub(super) fn draft(&self, draft: &Path, bytes: &[u8]) -> io::Result<()> {
        let permissions = match fs::metadata(&self.file) {
            // To rename over it would be allowed; the reader said otherwise.
            Ok(metadata) if metadata.permissions().readonly() => {
                return Err(ErrorKind::PermissionDenied.into());
            }
            Ok(metadata) => Some(metadata.permissions()),
            Err(_) => None,
        };
        // What another program left there, or put there to lead astray, is not written into.
        match fs::remove_file(draft) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(draft)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.write_all(bytes)?;
        match file.sync_all() {
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    /// A file of ours beside the file, hidden.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        self.folder.join(format!(".{name}.{what}"))
    }

    fn failed(&self, source: io::Error) -> NamesFileError {
        NamesFileError::Write {
            path: self.file.clone(),
            source,
        }
    }
}

/// `path`, or what it leads to if it is a link; that need not be there yet.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = match path.parent() {
            Some(folder) => folder.join(target),
            None => target,
        };
    }
    path
}

/// Makes the new name as safe as the content. Where folders cannot be opened there is no need.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
