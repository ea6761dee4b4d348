//! The files of the journal: read all, append to one's own.

use super::lines::{self, Fault, Lines};
use super::snapshot::{self, Survivors};
use super::{Course, Draft, Event, Folded, JournalError, Problem, Step, Stride};
use crate::text::harmless_line;
pub use compact::Compacted;
use jiff::Timestamp;
use lock::{Lock, sync, sync_folder};
pub(super) use reading::Reached;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod compact;
mod lock;
mod reading;
mod recall;

/// How often the own file may be replaced while it is opened.
const REPLACED: usize = 100;

/// The journal of one configuration directory, open for appending under the name of one device. Any number
/// of them may be open at once, in one process or several.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    device: String,
    clock: u64,
    /// The greatest clock of the events of this device: which of them were handed over already.
    own_clock: u64,
    /// How far each file was read.
    read: HashMap<PathBuf, Reached>,
    /// Events of other processes that were met on the way to the end of the own file.
    met: Vec<Event>,
    /// Where the snapshot lies; `None` for a journal without one.
    snapshot: Option<PathBuf>,
    /// Another snapshot is made when more than this was written since the last, in bytes.
    long: u64,
    /// A journal up to this length is read and not looked at, in bytes.
    short: u64,
    /// What a snapshot is to be made of, and what could not be used.
    survivors: Option<(Survivors, BTreeMap<PathBuf, Vec<Problem>>)>,
}

impl Journal {
    /// The journal below `config_dir`, with a snapshot of it in `cache_dir` if it is long. Nothing is read yet, and
    /// nothing is created.
    ///
    /// # Errors
    /// [`JournalError::Device`] when `device` cannot name a file.
    pub fn at(
        config_dir: &Path,
        device: &str,
        cache_dir: Option<&Path>,
    ) -> Result<Self, JournalError> {
        if !names_a_file(device) {
            return Err(JournalError::Device {
                name: harmless_line(device),
            });
        }
        let folder = config_dir.join("state");
        Ok(Self {
            snapshot: cache_dir.map(|cache| snapshot::path(cache, &folder)),
            long: recall::LONG,
            short: recall::SHORT,
            folder,
            device: device.to_owned(),
            clock: 0,
            own_clock: 0,
            read: HashMap::new(),
            met: Vec::new(),
            survivors: None,
        })
    }

    /// Makes a snapshot at every chance.
    #[cfg(test)]
    pub(super) const fn eager(&mut self) {
        (self.long, self.short) = (0, 0);
    }

    /// Reads all files of the journal below `config_dir` and folds them. Nothing is created: a folder that
    /// is not there is an empty journal. Lines and files that cannot be used are reported and passed over.
    ///
    /// # Errors
    /// [`JournalError::Device`] when `device` cannot name a file, [`JournalError::Folder`] when the folder
    /// is there and cannot be read.
    pub fn open(
        config_dir: &Path,
        device: &str,
    ) -> Result<(Self, Folded, Vec<Problem>), JournalError> {
        let mut journal = Self::at(config_dir, device, None)?;
        let (folded, problems) = journal.recall()?;
        Ok((journal, folded, problems))
    }

    /// Records what the reader did, and returns it once all of it is safely on disk; apply it to the state then.
    /// The lines go out in one write under an exclusive lock, so processes that share a file do not tear
    /// each other's lines, and their clocks are greater than that of every line before them in the file. Each has
    /// the time `at`, or that of its draft.
    ///
    /// # Errors
    /// [`JournalError`] when it could not be recorded. Then the file is as it was before.
    pub fn append(
        &mut self,
        drafts: &[Draft],
        stride: Stride,
        at: Timestamp,
    ) -> Result<Vec<Event>, JournalError> {
        let nameless = |draft: &Draft| draft.article.is_none() && draft.change.needs_article();
        if drafts.iter().any(nameless) {
            return Err(JournalError::Unspeakable {
                reason: "no article is named".into(),
            });
        }
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let path = self.own_file();
        self.make_folder()?;
        let lock = Lock::take(&self.folder, &self.device);
        let opened = open_own(&path);
        let mut file = opened.map_err(|source| JournalError::Open {
            path: path.clone(),
            source,
        })?;
        let written = self.append_to(&mut file, &path, drafts, stride, at);
        drop(lock);
        written.map_err(|source| JournalError::Write { path, source })
    }

    /// What other devices and processes did since the journal was opened or this was last called: events to
    /// apply to the state. A line that is still on its way here is waited for without complaint.
    ///
    /// # Errors
    /// [`JournalError::Folder`] when the folder cannot be read.
    pub fn catch_up(&mut self) -> Result<(Vec<Event>, Vec<Problem>), JournalError> {
        let mut events = std::mem::take(&mut self.met);
        let mut problems = Vec::new();
        for file in self.files()? {
            self.read_on(&file, TornEnd::Await, &mut problems, &mut |event| {
                events.push(event);
            });
        }
        Ok((events, problems))
    }

    /// The name under which this device writes.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// How many lines of a later edition were passed over. They stay in their files.
    pub fn unknown_lines(&self) -> usize {
        self.read.values().map(|reached| reached.unknown).sum()
    }

    /// The file this device appends to.
    pub fn own_file(&self) -> PathBuf {
        self.folder.join(format!("{}.jsonl", self.device))
    }

    /// Whether one of `problems` is in the file of this device, where it can be set aside; what is wrong with the file
    /// of another device is for that device to set right.
    pub fn is_own_fault(&self, problems: &[Problem]) -> bool {
        let own = self.own_file();
        problems.iter().any(|problem| problem.file() == own)
    }

    /// Where its snapshot lies, if there is one.
    pub fn snapshot(&self) -> Option<&Path> {
        self.snapshot.as_deref().filter(|path| path.is_file())
    }

    /// All files of the journal, by name.
    fn files(&self) -> Result<Vec<PathBuf>, JournalError> {
        let failed = |source| JournalError::Folder {
            path: self.folder.clone(),
            source,
        };
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            // A link that dangles or a pipe would block or fail for ever; only files are read.
            if is_journal_name(&path) && path.is_file() {
                files.push(path);
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    /// Reads `path` from where it was left.
    fn read_on(
        &mut self,
        path: &Path,
        torn_end: TornEnd,
        problems: &mut Vec<Problem>,
        take: &mut dyn FnMut(Event),
    ) {
        let reached = self.read.get(path).cloned().unwrap_or_default();
        let device = path.file_stem().unwrap_or_default().to_string_lossy();
        let read = File::open(path).and_then(|mut file| {
            // No lock is worth failing for: without one, a line may look torn until the next look.
            let _ = file.lock_shared();
            reading::read_on(&mut file, reached, &device, &mut |mut lines, reached| {
                if lines.torn_end && torn_end == TornEnd::Await {
                    lines.faults.pop();
                }
                let faults = std::mem::take(&mut lines.faults).into_iter();
                problems.extend(faults.map(|fault| problem(path, fault)));
                self.reach(path, reached, lines, take);
            })
        });
        if let Err(error) = read {
            problems.push(Problem::Unreadable {
                file: path.to_owned(),
                reason: error.to_string(),
            });
        }
    }

    /// Takes note of `lines` that were read, up to `reached`. What this device did before is not taken for a new
    /// step when its file is read again.
    fn reach(&mut self, path: &Path, reached: Reached, lines: Lines, take: &mut dyn FnMut(Event)) {
        self.clock = self.clock.max(lines.clock);
        self.read.insert(path.to_owned(), reached);
        for mut event in lines.events {
            if *event.device == *self.device {
                if event.clock <= self.own_clock {
                    event.step = None;
                }
                self.own_clock = self.own_clock.max(event.clock);
            }
            take(event);
        }
    }

    fn make_folder(&self) -> Result<(), JournalError> {
        fs::create_dir_all(&self.folder).map_err(|source| JournalError::Folder {
            path: self.folder.clone(),
            source,
        })
    }

    fn append_to(
        &mut self,
        file: &mut File,
        path: &Path,
        drafts: &[Draft],
        stride: Stride,
        at: Timestamp,
    ) -> io::Result<Vec<Event>> {
        let before = file.metadata()?.len();
        self.meet(file, path)?;
        let events = self.events(drafts, stride, at);
        let mut bytes = Vec::new();
        let fresh = ends_line(file, before)?;
        if !fresh {
            bytes.push(b'\n');
        }
        for event in &events {
            bytes.extend(lines::encode(event)?);
        }
        put(file, before, &bytes, File::write_all)?;
        if before == 0 {
            // The folder may be new, and the one that it lies in.
            self.folder.ancestors().take(3).for_each(sync_folder);
        }
        self.clock = events.last().map_or(self.clock, |event| event.clock);
        self.own_clock = self.clock;
        let reached = self.read.entry(path.to_owned()).or_default();
        // A torn end was not passed over when the file was read; there is a line after it now.
        let torn = read_range(file, reached.bytes, before)?;
        reached.pass(&torn, 0, 0);
        reached.pass(&bytes, events.len() + usize::from(!fresh), 0);
        Ok(events)
    }

    /// What `drafts` are as the next events of this device.
    fn events(&self, drafts: &[Draft], stride: Stride, at: Timestamp) -> Vec<Event> {
        let first = self.clock.saturating_add(1);
        let (id, course) = match stride {
            Stride::New => (first, Course::Done),
            Stride::Undo(id) => (id, Course::Undone),
            Stride::Redo(id) => (id, Course::Redone),
        };
        let device: Arc<str> = Arc::from(self.device.as_str());
        let event = |(nth, draft): (u64, &Draft)| Event {
            // A clock at its end, as only damage can set it, stands still: the time of day decides from there on.
            clock: first.saturating_add(nth),
            at: draft.at.unwrap_or(at),
            device: Arc::clone(&device),
            article: draft
                .article
                .clone()
                .filter(|_| draft.change.needs_article()),
            change: draft.change.clone(),
            step: draft.back.clone().map(|back| Step { id, course, back }),
        };
        (0..).zip(drafts).map(event).collect()
    }

    /// Takes note of what other processes appended to the own file, for their clocks above all.
    fn meet(&mut self, file: &mut File, path: &Path) -> io::Result<()> {
        let reached = self.read.get(path).cloned().unwrap_or_default();
        let device = self.device.clone();
        let mut met = std::mem::take(&mut self.met);
        let read = reading::read_on(file, reached, &device, &mut |lines, reached| {
            self.reach(path, reached, lines, &mut |event| met.push(event));
        });
        self.met = met;
        read
    }
}

/// Opens the own file, made if need be, and waits for the right to write it. It is opened anew for every line: a tool
/// that carries files may have put another in its place, or a compaction while it was waited for, and a line written
/// to the old one would be lost.
fn open_own(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    for _ in 0..REPLACED {
        let file = options.open(path)?;
        lock::wait_for(&file)?;
        if lock::lies_at(&file, path) {
            return Ok(file);
        }
    }
    Err(io::Error::other("it is replaced all the time"))
}

/// What to make of a last line that was cut short.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TornEnd {
    Report,
    Await,
}

fn problem(path: &Path, (line, fault): (usize, Fault)) -> Problem {
    let file = path.to_owned();
    match fault {
        Fault::Torn => Problem::Torn { file, line },
        Fault::Damaged(reason) => Problem::Damaged { file, line, reason },
    }
}

/// The bytes of `file` from `start` to `end`.
fn read_range(file: &mut File, start: u64, end: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if start < end {
        file.seek(SeekFrom::Start(start))?;
        file.take(end - start).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Whether a line written at the end of `file`, `length` bytes long, starts on a line of its own.
fn ends_line(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Writes `line` at the end of `file` and to the disk; failing that, cuts the file back to `before` bytes.
/// (Where a file open for appending cannot be cut, the torn line stays and is passed over when read.)
fn put(
    file: &mut File,
    before: u64,
    line: &[u8],
    write: impl FnOnce(&mut File, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    write(file, line)
        .and_then(|()| sync(file))
        .inspect_err(|_| {
            let _ = file.set_len(before);
        })
}

fn names_a_file(device: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !device.is_empty()
        && !device.starts_with('.')
        && device.len() <= 200
        && device.chars().all(plain)
}

/// Hidden files are what editors and sync tools leave while they work.
fn is_journal_name(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden
        && path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
}

#[cfg(test)]
mod tests;
