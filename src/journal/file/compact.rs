//! The own file made shorter: what does not count any more is left out, and what cannot be used is set aside.
//!
//! The lines that stay are copied as they are, to a draft in the same folder which then takes the place of the file
//! in one step. Killed at any moment, the folder holds the old file whole or the new one whole, perhaps with a draft
//! that nobody reads. Only the file of this device is ever touched, under the lock that all who write it hold.
//!
//! What stays: the latest line of everything that a line says (see [`crate::journal`]); the lines of the steps that
//! can be undone or redone; and every line of which a later edition may know more than this one.

use super::{Journal, Lock, Reached, lock};
use crate::journal::history::History;
use crate::journal::lines::{self, Fault};
use crate::journal::slots::Tally;
use crate::journal::{Event, JournalError};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

/// A file up to this length is long enough as it is to be left alone, in bytes.
pub(super) const LEFT_ALONE: u64 = 4 << 20;

/// What compaction came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compacted {
    /// Lines before.
    pub lines_before: usize,
    /// Lines now.
    pub lines: usize,
    /// Length before, in bytes.
    pub bytes_before: u64,
    /// Length now, in bytes.
    pub bytes: u64,
    /// Lines that could not be used and were set aside.
    pub set_aside: usize,
}

/// What becomes of a line.
enum Fate {
    /// It is the event of this number.
    Counted(usize),
    Stays,
    /// Nothing is on it.
    Goes,
    SetAside(Fault),
}

/// What becomes of the lines of a file.
struct Plan {
    fates: Vec<Fate>,
    tally: Tally,
    /// Events by number that stay since they may say more than is understood.
    stay: BTreeSet<usize>,
    /// The events of steps by number, with their step.
    steps: Vec<(usize, u64)>,
    /// The steps that can be undone or redone.
    remembered: HashSet<u64>,
}

impl Journal {
    /// Makes the own file shorter if that is worth its while: when lines in it cannot be used, or when it is long and
    /// half of it does not count any more. What cannot be used goes to a file in `state/set-aside`, with the time
    /// `at`.
    ///
    /// # Errors
    /// [`JournalError`] when it could not be done. Then the file is as it was before.
    pub fn tidy(&mut self, at: Timestamp) -> Result<Option<Compacted>, JournalError> {
        self.compact_if(at, |now| {
            let superseded = now.lines_before - now.lines - now.set_aside;
            now.set_aside > 0
                || (now.bytes_before > LEFT_ALONE && superseded * 2 >= now.lines_before)
        })
    }

    /// Makes the own file as short as it can be. `None` where there is nothing to be made shorter, and where the
    /// file cannot be locked.
    ///
    /// # Errors
    /// [`JournalError`] when it could not be done. Then the file is as it was before.
    pub fn compact(&mut self, at: Timestamp) -> Result<Option<Compacted>, JournalError> {
        self.compact_if(at, |now| now.lines < now.lines_before)
    }

    fn compact_if(
        &mut self,
        at: Timestamp,
        wanted: impl FnOnce(&Compacted) -> bool,
    ) -> Result<Option<Compacted>, JournalError> {
        let path = self.own_file();
        if !path.is_file() {
            return Ok(None);
        }
        let Some(lock) = Lock::take(&self.folder, &self.device) else {
            return Ok(None);
        };
        let compacted = self.compact_file(&path, at, wanted);
        drop(lock);
        compacted.map_err(|source| JournalError::Write { path, source })
    }

    fn compact_file(
        &mut self,
        path: &Path,
        at: Timestamp,
        wanted: impl FnOnce(&Compacted) -> bool,
    ) -> io::Result<Option<Compacted>> {
        // A link stays a link.
        let path = fs::canonicalize(path)?;
        let mut file = File::open(&path)?;
        // An edition that knows no lock beside the file locks the file.
        lock::wait_for(&file)?;
        let own = self.own_file();
        self.meet(&mut file, &own)?;
        let length = file.metadata()?.len();
        let plan = Plan::of(&mut file, &self.device)?;
        let stay = plan.stays();
        let mut compacted = Compacted {
            lines_before: stay.len(),
            lines: stay.iter().filter(|stays| **stays).count(),
            bytes_before: length,
            set_aside: plan.set_aside(),
            ..Compacted::default()
        };
        if !wanted(&compacted) {
            return Ok(None);
        }
        if compacted.set_aside > 0 {
            self.set_aside(&mut file, &plan, at)?;
        }
        let reached = self.rewrite(&mut file, &path, &stay, compacted.bytes_before)?;
        compacted.bytes = reached.bytes;
        if let Some((_, problems)) = &mut self.survivors {
            // What could not be used is not in the file any more.
            problems.remove(&own);
        }
        self.read.insert(own, reached);
        Ok(Some(compacted))
    }

    /// Writes the lines of `file`, `length` bytes long, that stay to a draft and puts that in the place of `path`.
    fn rewrite(
        &self,
        file: &mut File,
        path: &Path,
        stay: &[bool],
        length: u64,
    ) -> io::Result<Reached> {
        let folder = path.parent().unwrap_or(&self.folder);
        let draft = folder.join(format!(".{}.draft", self.device));
        let mut reached = Reached::default();
        let written = (|| {
            let mut out = BufWriter::new(File::create(&draft)?);
            out.get_ref()
                .set_permissions(file.metadata()?.permissions())?;
            let mut stay = stay.iter();
            each_line(file, |line| {
                if stay.next() == Some(&true) {
                    let missing: &[u8] = if line.ends_with(b"\n") { b"" } else { b"\n" };
                    let line = [line, missing].concat();
                    let later = lines::decode(&line, &self.device, 0).unknown;
                    reached.pass(&line, 1, later);
                    out.write_all(&line)?;
                }
                Ok(())
            })?;
            lock::sync(&out.into_inner()?)?;
            // Whoever knows nothing of locks may have written to it or put another in its place meanwhile.
            if file.metadata()?.len() != length || !lock::lies_at(file, path) {
                return Err(io::Error::other("another program changed it meanwhile"));
            }
            fs::rename(&draft, path)
        })();
        if written.is_err() {
            let _ = fs::remove_file(&draft);
        }
        written?;
        lock::sync_folder(folder);
        Ok(reached)
    }

    /// Copies the lines that cannot be used to a file for people, with where and when they were found.
    fn set_aside(&self, file: &mut File, plan: &Plan, at: Timestamp) -> io::Result<()> {
        let folder = self.folder.join("set-aside");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.txt", self.device));
        let mut out = OpenOptions::new().append(true).create(true).open(path)?;
        let mut bytes = Vec::new();
        let mut fates = plan.fates.iter().zip(1..);
        each_line(file, |line| {
            if let Some((Fate::SetAside(fault), number)) = fates.next() {
                let what = match fault {
                    Fault::Torn => "cut short",
                    Fault::Damaged(reason) => reason,
                };
                writeln!(
                    bytes,
                    "# {}.jsonl, line {number}, set aside at {at}: {what}",
                    self.device
                )?;
                bytes.extend(line.strip_suffix(b"\n").unwrap_or(line));
                bytes.push(b'\n');
            }
            Ok(())
        })?;
        out.write_all(&bytes)?;
        lock::sync(&out)?;
        lock::sync_folder(&folder);
        Ok(())
    }
}

impl Plan {
    fn of(file: &mut File, device: &str) -> io::Result<Self> {
        let mut plan = Self {
            fates: Vec::new(),
            tally: Tally::default(),
            stay: BTreeSet::new(),
            steps: Vec::new(),
            remembered: HashSet::new(),
        };
        let mut history = History::new(device);
        let mut number = 0;
        each_line(file, |line| {
            let read = lines::decode(line, device, 0);
            let fate = if let Some(event) = read.events.first() {
                plan.tally.add(event);
                if lines::may_say_more(line, event) {
                    plan.stay.insert(number);
                }
                let step = step_of(&mut history, event);
                plan.steps.extend(step.map(|step| (number, step)));
                number += 1;
                Fate::Counted(number - 1)
            } else if read.unknown > 0 {
                Fate::Stays
            } else {
                read.faults
                    .into_iter()
                    .next()
                    .map_or(Fate::Goes, |(_, fault)| Fate::SetAside(fault))
            };
            plan.fates.push(fate);
            Ok(())
        })?;
        plan.remembered = history.steps();
        Ok(plan)
    }

    /// Whether each line stays. Of a step all lines stay or none: half a step would be half undone.
    fn stays(&self) -> Vec<bool> {
        let mut counts: Vec<bool> = self.tally.verdicts().collect();
        for number in &self.stay {
            counts[*number] = true;
        }
        let mut steps = self.remembered.clone();
        let counting = self.steps.iter().filter(|(number, _)| counts[*number]);
        steps.extend(counting.map(|(_, step)| *step));
        for (number, step) in &self.steps {
            counts[*number] |= steps.contains(step);
        }
        let stays = |fate: &Fate| match fate {
            Fate::Counted(number) => counts[*number],
            Fate::Stays => true,
            Fate::Goes | Fate::SetAside(_) => false,
        };
        self.fates.iter().map(stays).collect()
    }

    fn set_aside(&self) -> usize {
        let is_set_aside = |fate: &&Fate| matches!(fate, Fate::SetAside(_));
        self.fates.iter().filter(is_set_aside).count()
    }
}

/// The step of an event that says something new of it.
fn step_of(history: &mut History, event: &Event) -> Option<u64> {
    let new = history.takes(event, false);
    event.step.as_ref().filter(|_| new).map(|step| step.id)
}

/// Hands over the lines of `file` from its beginning, with their newlines.
fn each_line(file: &mut File, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        take(&line)?;
    }
}

#[cfg(test)]
mod tests;
