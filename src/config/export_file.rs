//! Where an export goes: a file that is there whole or not at all.
//!
//! The text is written to a draft beside the file, brought to the disk, and put in place in one step: by rename(2)
//! where the file may be replaced, else by link(2), which fails where there is a file. Every draft has a name that no
//! other has, so two exports to one file at one moment leave one of them whole.

use std::ffi::OsString;
use std::fs::{self, File};
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
    let (draft, file) = create_draft(&real).map_err(failed)?;
    let put = fill(file, text).and_then(|()| match overwriting {
        Overwriting::Wanted => fs::rename(&draft, &real),
        Overwriting::Refused => put_anew(&draft, &real),
    });
    put.map_err(|error| {
        let _ = fs::remove_file(&draft);
        match (overwriting, error.kind()) {
            (Overwriting::Refused, ErrorKind::AlreadyExists) => {
                ExportFileError::Exists(path.to_owned())
            }
            _ => failed(error),
        }
    })
}

/// Names that are tried for a draft.
const NAMES: usize = 1000;

/// A draft beside `real` that nobody else writes to.
fn create_draft(real: &Path) -> io::Result<(PathBuf, File)> {
    let name = real.file_name().unwrap_or_default();
    let mut failed = io::Error::from(ErrorKind::AlreadyExists);
    for number in 1..=NAMES {
        let mut own = OsString::from(".");
        own.push(name);
        own.push(format!(".{number}.draft"));
        let draft = real.with_file_name(own);
        match File::create_new(&draft) {
            Ok(file) => return Ok((draft, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => failed = error,
            Err(error) => return Err(error),
        }
    }
    Err(failed)
}

/// Puts `draft` in the place of `real`, where nothing may be.
fn put_anew(draft: &Path, real: &Path) -> io::Result<()> {
    match fs::hard_link(draft, real) {
        Ok(()) => {
            // The text is in place; a second name of it does no harm.
            let _ = fs::remove_file(draft);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // There are disks without links.
        Err(_) => fs::rename(draft, real),
    }
}

fn fill(mut file: File, text: &str) -> io::Result<()> {
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
    fn of_many_exports_at_one_moment_one_is_there_whole() {
        for overwriting in [Overwriting::Refused, Overwriting::Wanted] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("marks.md");
            let texts: Vec<String> = (0..8u8).map(|n| n.to_string().repeat(100_000)).collect();
            let written = std::thread::scope(|scope| {
                let write = |text| {
                    let path = &path;
                    scope.spawn(move || write_export(path, text, overwriting).is_ok())
                };
                let writers: Vec<_> = texts.iter().map(|text| write(text)).collect();
                writers
                    .into_iter()
                    .filter_map(|writer| writer.join().ok())
                    .filter(|ok| *ok)
                    .count()
            });
            let wanted = if overwriting == Overwriting::Refused {
                1
            } else {
                8
            };
            assert_eq!(written, wanted);
            assert!(texts.contains(&fs::read_to_string(&path).unwrap()));
            assert_eq!(
                fs::read_dir(dir.path()).unwrap().count(),
                1,
                "no draft stays"
            );
        }
    }

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
