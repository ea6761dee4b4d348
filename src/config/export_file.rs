//! Where an export goes: a file that is there whole or not at all.
//!
//! The text is written to a draft beside the file, brought to the disk, and renamed (rename(2) puts it in place in one
//! step). What was there before is replaced only when the reader says so.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What is done when the file is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwriting {
    /// It is left alone, and that is an error.
    Refused,
    /// It is replaced.
    Wanted,
}

/// Why an export was not written. The file is as it was before.
#[derive(Debug, Error)]
pub enum ExportFileError {
    /// There is such a file.
    #[error("{path} is there already; name another file, or replace it with --force", path = .0.display())]
    Exists(PathBuf),
    /// There is something else of that name.
    #[error("{path} is no regular file", path = .0.display())]
    NotAFile(PathBuf),
    /// The system would not.
    #[error("cannot write {path}: {source}", path = path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Puts `text` into the file at `path`.
///
/// # Errors
/// [`ExportFileError`] when it was not written.
pub fn write_export(
    path: &Path,
    text: &str,
    overwriting: Overwriting,
) -> Result<(), ExportFileError> {
    let failed = |source| ExportFileError::Write {
        path: path.to_owned(),
        source,
    };
    let real = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            return Err(ExportFileError::NotAFile(path.to_owned()));
        }
        Ok(_) if overwriting == Overwriting::Refused => {
            return Err(ExportFileError::Exists(path.to_owned()));
        }
        Ok(_) => fs::canonicalize(path).map_err(failed)?,
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let draft = real.with_file_name(format!(".{name}.draft"));
    let put = write_draft(&draft, text).and_then(|()| fs::rename(&draft, &real));
    put.map_err(|error| {
        let _ = fs::remove_file(&draft);
        failed(error)
    })
}

fn write_draft(draft: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(draft)?;
    file.write_all(text.as_bytes())?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_that_is_wanted() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("marks.md");
        write_export(&path, "one", Overwriting::Refused).unwrap();
        let refused = write_export(&path, "two", Overwriting::Refused).unwrap_err();
        assert!(refused.to_string().contains("--force"), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        write_export(&path, "two", Overwriting::Wanted).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        let names: Vec<_> = fs::read_dir(dir.path()).unwrap().collect();
        assert_eq!(names.len(), 1, "no draft stays");
        let folder = write_export(dir.path(), "x", Overwriting::Wanted).unwrap_err();
        assert!(matches!(folder, ExportFileError::NotAFile(_)));
        let nowhere = write_export(&dir.path().join("a/b"), "x", Overwriting::Wanted);
        assert!(matches!(nowhere, Err(ExportFileError::Write { .. })));
    }
}
