//! The journal read as a whole, or looked at: with its snapshot where that can be trusted.

use super::{Journal, TornEnd};
use crate::journal::snapshot::{self, Snapshot, Survivors};
use crate::journal::{Folded, Glance, JournalError, Problem};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A snapshot is made when more than this was written since the last one, in bytes.
pub(super) const LONG: u64 = 256 << 10;
/// A journal up to this length is read before the first page, in bytes: that takes no time.
pub(super) const SHORT: u64 = 48 << 10;

impl Journal {
    /// Reads the journal, from its snapshot where that agrees with the files, and from the files.
    ///
    /// # Errors
    /// [`JournalError::Folder`] when the folder is there and cannot be read.
    pub fn recall(&mut self) -> Result<(Folded, Vec<Problem>), JournalError> {
        let mut folded = Folded::new(&self.device);
        let mut problems: BTreeMap<PathBuf, Vec<Problem>> = BTreeMap::new();
        (self.clock, self.own_clock) = (0, 0);
        self.read.clear();
        self.met.clear();
        let files = self.files()?;
        let content = self.from_snapshot(&mut problems);
        if let Some(content) = &content {
            content.fold(&mut folded);
        }
        let mut survivors = self.is_behind(&files).then(|| {
            let mut survivors = Survivors::new(&self.device);
            if let Some(content) = content {
                survivors.start_with(content);
            }
            survivors
        });
        for file in &files {
            let problems = problems.entry(file.clone()).or_default();
            self.read_on(file, TornEnd::Report, problems, &mut |event| {
                folded.apply(&event);
                if let Some(survivors) = &mut survivors {
                    survivors.add(event);
                }
            });
        }
        self.survivors = survivors.map(|survivors| (survivors, problems.clone()));
        Ok((folded, problems.into_values().flatten().collect()))
    }

    /// What the snapshot has, if it agrees with the files to the last byte; they are read on from there then.
    fn from_snapshot(
        &mut self,
        problems: &mut BTreeMap<PathBuf, Vec<Problem>>,
    ) -> Option<snapshot::Content> {
        let mut snapshot = self.open_snapshot()?;
        let agrees = snapshot.agrees(&self.folder, true);
        let content = snapshot.load().filter(|_| agrees)?;
        (self.clock, self.own_clock) = snapshot.clocks();
        for read in snapshot.files() {
            let path = self.folder.join(&read.name);
            self.read.insert(path.clone(), read.reached.clone());
            problems.insert(path, read.problems.clone());
        }
        Some(content)
    }

    fn open_snapshot(&self) -> Option<Snapshot> {
        Snapshot::open(self.snapshot.as_ref()?, &self.folder, &self.device)
    }

    /// Whether so much lies in `files` that was not in the snapshot that another one is worth its while.
    fn is_behind(&self, files: &[PathBuf]) -> bool {
        let rest = |path: &PathBuf| {
            let length = path.metadata().map_or(0, |file| file.len());
            length.saturating_sub(self.read.get(path).map_or(0, |reached| reached.bytes))
        };
        self.snapshot.is_some() && files.iter().map(rest).sum::<u64>() > self.long
    }

    /// Writes a snapshot of what was just recalled, if one is due. There is none where none can be written.
    pub fn keep_snapshot(&mut self) {
        let (Some((survivors, mut problems)), Some(path)) = (self.survivors.take(), &self.snapshot)
        else {
            return;
        };
        let mut read = BTreeMap::new();
        for (file, reached) in &self.read {
            let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
                return;
            };
            let mut problems = problems.remove(file).unwrap_or_default();
            // A torn end will be read again.
            problems.retain(|problem| problem.line().is_some_and(|line| line <= reached.lines));
            read.insert(name.to_owned(), (reached.clone(), problems));
        }
        let clocks = (self.clock, self.own_clock);
        let _ = survivors.write(path, &self.folder, clocks, read);
    }

    /// What is needed of a long journal before there is time to read it; `None` for one so short that it is better
    /// read, and for one that cannot be looked at.
    pub fn glance(&self) -> Option<Glance> {
        let files = self.files().ok()?;
        let length = |path: &PathBuf| path.metadata().map_or(0, |file| file.len());
        if files.iter().map(length).sum::<u64>() <= self.short {
            return None;
        }
        let agrees = |snapshot: &Snapshot| snapshot.agrees(&self.folder, false);
        let snapshot = self.open_snapshot().filter(agrees);
        let read = snapshot.as_ref().map_or(&[][..], Snapshot::files);
        let from = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            let read = read.iter().find(|read| Some(&*read.name) == name);
            read.map_or(0, |read| read.reached.bytes)
        };
        let files = files.into_iter().map(|path| (path.clone(), from(&path)));
        let files = files.collect();
        Some(Glance::new(snapshot, files))
    }
}
