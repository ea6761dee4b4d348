//! The right to write: a lock beside the file, which stays when the file itself is replaced.
//!
//! A writer that waited for a lock on the file alone would write to the old one after another process had put
//! a shorter one in its place, and the line would be gone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Held while the file of a device is written or replaced.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the right to write the file of `device` in `folder`. `None` where such a lock cannot be had: a
    /// mark that is written without one is better than a mark that is not written, but nothing is replaced then.
    pub(super) fn take(folder: &Path, device: &str) -> Option<Self> {
        let path = folder.join(format!(".{device}.lock"));
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .ok()?;
        wait_for(&file).ok()?.then_some(Self { _file: file })
    }
}

/// Locks `file` for this handle alone until it is closed. `false` on file systems that have no locks.
pub(super) fn wait_for(file: &File) -> io::Result<bool> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(false),
            locked => return locked.map(|()| true),
        }
    }
}

/// Whether `file` is what lies at `path`: another may have been put in its place since it was opened. Where files have
/// no numbers to tell by, it is taken to be.
pub(super) fn lies_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let number = |file: fs::Metadata| (file.dev(), file.ino());
        let opened = file.metadata().map(number);
        opened.is_ok_and(|opened| fs::metadata(path).map(number).is_ok_and(|it| it == opened))
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

/// Waits until the disk has what was written to `file`. A file system that knows no such thing is taken at its
/// word.
pub(super) fn sync(file: &File) -> io::Result<()> {
    match file.sync_data() {
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

/// Makes the name of a new file as safe as its content. Where folders cannot be opened there is no need.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
