//! What the journal comes to, kept in the cache so that a long one need not be read to its beginning at each start.
//!
//! A snapshot holds the events that still count (see [`super::slots`]), ordered by article; the events of the steps
//! that can be undone; and an index that finds an article by what it is known by, so that one article is looked up
//! without the others being read. It says how far in which file of the journal it goes. It is only ever a copy:
//! where anything about it is in doubt, the journal is read instead.
//!
//! The file: [`MAGIC`]; the BLAKE3 hash of all that follows; the length of the head, 4 bytes, the least first; the
//! head, JSON; the events, a line each, with the number of its device before it; the index, [`ENTRY`] bytes an entry,
//! in the order of the keys.

mod build;

use super::file::Reached;
use super::lines;
use super::{ArticleId, Event, Identity, Problem};
use super::{event::Change, identity::comparable};
pub(super) use build::Survivors;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Begins the file. A change of its form changes the number.
const MAGIC: &[u8; 8] = b"npsnap02";
/// Bytes of a hash.
const HASH: usize = 32;
/// Bytes before the head.
const START: usize = MAGIC.len() + HASH + 4;
/// Bytes of an entry of the index: key, start of the events among all, length of them in bytes.
const ENTRY: usize = 20;
/// Longest head that is believed, in bytes.
const HEAD: u32 = 4 << 20;

/// What a snapshot says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// The edition that wrote it: a later one may understand more of the journal.
    edition: String,
    /// The folder of the journal.
    folder: PathBuf,
    /// The device whose steps it has.
    device: String,
    files: Vec<FileRead>,
    /// The devices of the events, by number.
    devices: Vec<String>,
    clock: u64,
    own_clock: u64,
    /// Bytes of the events of settings, which come first.
    settings: u64,
    /// Bytes of the events of articles, which follow.
    articles: u64,
    /// Bytes of the events of steps, which follow.
    steps: u64,
    /// Entries of the index.
    entries: u64,
}

/// How far a file of the journal is in the snapshot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct FileRead {
    pub(super) name: String,
    pub(super) reached: Reached,
    /// Hash of the bytes up to there.
    pub(super) hash: String,
    /// What could not be used of them.
    pub(super) problems: Vec<Problem>,
}

/// A snapshot that says it is of this journal.
#[derive(Debug)]
pub(super) struct Snapshot {
    file: File,
    head: Head,
    /// What the hash of all that follows it should be.
    hash: [u8; HASH],
    /// Where the events begin.
    body: u64,
    /// The index, once much is looked up; empty before that.
    index: Vec<u8>,
}

/// What is in a snapshot.
pub(super) struct Content {
    devices: Vec<Arc<str>>,
    /// The lines of the events that count.
    events: String,
    /// The lines of the events of steps.
    steps: String,
}

/// Where the snapshot of the journal in `folder` lies.
pub(super) fn path(cache_dir: &Path, folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let hash = blake3::hash(whole.as_os_str().as_encoded_bytes());
    let hex = hash.to_hex();
    cache_dir.join(format!("journal-{:.16}.snapshot", hex.as_str()))
}

/// The edition and what it makes of events: a number to be raised when the fold or the index changes.
fn edition() -> String {
    format!("{} 1", env!("CARGO_PKG_VERSION"))
}

impl Snapshot {
    /// Opens the snapshot at `path` if it is one of the journal in `folder` for `device`, written by this edition.
    pub(super) fn open(path: &Path, folder: &Path, device: &str) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let mut start = [0; START];
        file.read_exact(&mut start).ok()?;
        let (magic, start) = start.split_at(MAGIC.len());
        let (hash, length) = start.split_at(HASH);
        let length = u32::from_le_bytes(length.try_into().ok()?);
        if magic != MAGIC || length > HEAD {
            return None;
        }
        let mut head = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut head).ok()?;
        let head: Head = serde_json::from_slice(&head).ok()?;
        let body = START as u64 + u64::from(length);
        let snapshot = Self {
            file,
            head,
            hash: hash.try_into().ok()?,
            body,
            index: Vec::new(),
        };
        let ours = snapshot.head.edition == edition()
            && snapshot.head.folder == folder
            && snapshot.head.device == device;
        (ours && snapshot.end()? == snapshot.file.metadata().ok()?.len()).then_some(snapshot)
    }

    /// Where the file should end.
    fn end(&self) -> Option<u64> {
        let index = self.head.entries.checked_mul(ENTRY as u64)?;
        [self.head.settings, self.head.articles, self.head.steps]
            .into_iter()
            .try_fold(self.body.checked_add(index)?, u64::checked_add)
    }

    /// How far in which files it goes.
    pub(super) fn files(&self) -> &[FileRead] {
        &self.head.files
    }

    /// The greatest clock in it, and the greatest of its device.
    pub(super) const fn clocks(&self) -> (u64, u64) {
        (self.head.clock, self.head.own_clock)
    }

    /// The events that set settings.
    pub(super) fn settings(&mut self) -> Vec<Event> {
        self.events_at(0, self.head.settings).unwrap_or_default()
    }

    /// The events of all articles that may be the one of `identity`, and a few of others by chance.
    pub(super) fn look_up(&mut self, identity: &Identity) -> Vec<Event> {
        let source = identity.source().unwrap_or_default();
        let minted = ArticleId::mint(identity);
        let facts = [
            ("url", &*source),
            ("content", &identity.content),
            ("path", &identity.path),
            ("id", minted.as_str()),
        ];
        let mut places = Vec::new();
        for (fact, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
            places.extend(self.find(key(fact, value)).unwrap_or_default());
        }
        places.sort_unstable();
        places.dedup();
        let mut events = Vec::new();
        for (start, length) in places {
            events.extend(self.events_at(start, length).unwrap_or_default());
        }
        events
    }

    /// The events of the article of `id`.
    pub(super) fn of_id(&mut self, id: &ArticleId) -> Vec<Event> {
        let places = self.find(key("id", id.as_str())).unwrap_or_default();
        let events = places
            .into_iter()
            .filter_map(|(start, length)| self.events_at(start, length));
        events.flatten().collect()
    }

    /// The places of the events under `key`, by halving the index.
    fn find(&mut self, key: u64) -> Option<Vec<(u64, u64)>> {
        let (mut low, mut high) = (0, self.head.entries);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.entry(middle)?.0 < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut places = Vec::new();
        while low < self.head.entries {
            let (found, start, length) = self.entry(low)?;
            if found != key {
                break;
            }
            places.push((start, length));
            low += 1;
        }
        Some(places)
    }

    /// Reads the index as a whole: many articles are to be looked up, and each would read it in some sixty places.
    pub(super) fn hold_index(&mut self) {
        if !self.index.is_empty() {
            return;
        }
        let length = self.head.entries.saturating_mul(ENTRY as u64);
        let mut index = Vec::new();
        let read = self
            .file
            .seek(SeekFrom::Start(self.index_start()))
            .and_then(|_| (&mut self.file).take(length).read_to_end(&mut index));
        if read.is_ok() && index.len() as u64 == length {
            self.index = index;
        }
    }

    const fn index_start(&self) -> u64 {
        self.body + self.head.settings + self.head.articles + self.head.steps
    }

    /// The entry of the index of that number: key, start and length of its events in bytes.
    fn entry(&mut self, number: u64) -> Option<(u64, u64, u64)> {
        let at = number.checked_mul(ENTRY as u64)?;
        let mut entry = [0; ENTRY];
        let held = usize::try_from(at)
            .ok()
            .and_then(|at| self.index.get(at..)?.first_chunk::<ENTRY>());
        if let Some(held) = held {
            entry = *held;
        } else {
            self.file
                .seek(SeekFrom::Start(self.index_start() + at))
                .ok()?;
            self.file.read_exact(&mut entry).ok()?;
        }
        let (key, rest) = entry.split_at(8);
        let (start, length) = rest.split_at(8);
        Some((
            u64::from_le_bytes(key.try_into().ok()?),
            u64::from_le_bytes(start.try_into().ok()?),
            u64::from(u32::from_le_bytes(length.try_into().ok()?)),
        ))
    }

    fn events_at(&mut self, start: u64, length: u64) -> Option<Vec<Event>> {
        let all = self.head.settings + self.head.articles;
        if start.checked_add(length)? > all {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        self.file.seek(SeekFrom::Start(self.body + start)).ok()?;
        self.file.read_exact(&mut bytes).ok()?;
        self.events(&bytes)
    }

    /// Reads all of it, and believes it, its head too, if its hash is right.
    pub(super) fn load(&mut self) -> Option<Content> {
        let hashed = (MAGIC.len() + HASH) as u64;
        self.file.seek(SeekFrom::Start(hashed)).ok()?;
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes).ok()?;
        if *blake3::hash(&bytes).as_bytes() != self.hash {
            return None;
        }
        bytes.drain(..usize::try_from(self.body - hashed).ok()?);
        let standing = usize::try_from(self.head.settings + self.head.articles).ok()?;
        let steps = usize::try_from(self.head.steps).ok()?;
        bytes.truncate(standing.checked_add(steps)?);
        let mut events = String::from_utf8(bytes).ok()?;
        if !events.is_char_boundary(standing) {
            return None;
        }
        Some(Content {
            devices: self.devices(),
            steps: events.split_off(standing),
            events,
        })
    }

    fn events(&self, bytes: &[u8]) -> Option<Vec<Event>> {
        let text = std::str::from_utf8(bytes).ok()?;
        let devices = self.devices();
        text.lines().map(|line| numbered(line, &devices)).collect()
    }

    fn devices(&self) -> Vec<Arc<str>> {
        let devices = self.head.devices.iter();
        devices.map(|device| device.as_str().into()).collect()
    }

    /// Whether the files in `folder` still begin as they did when the snapshot was made: by their last bytes, or
    /// `thoroughly` by all of them.
    pub(super) fn agrees(&self, folder: &Path, thoroughly: bool) -> bool {
        self.head.files.iter().all(|read| {
            let begins = File::open(folder.join(&read.name)).and_then(|mut file| {
                let length = file.metadata()?.len();
                Ok(read.reached.is_in(&mut file, length)?
                    && (!thoroughly || hash_of(&mut file, read.reached.bytes)? == read.hash))
            });
            begins.unwrap_or(false)
        })
    }
}

impl Content {
    /// Hands over the events that count, in no particular order.
    pub(super) fn events(&self, take: &mut dyn FnMut(Event)) {
        let events = self.events.lines();
        events
            .filter_map(|line| numbered(line, &self.devices))
            .for_each(take);
    }

    /// Hands over the events of steps, in their order.
    pub(super) fn steps(&self, take: &mut dyn FnMut(Event)) {
        let steps = self.steps.lines();
        steps
            .filter_map(|line| numbered(line, &self.devices))
            .for_each(take);
    }
}

/// The event of a line that has the number of its device before it.
fn numbered(line: &str, devices: &[Arc<str>]) -> Option<Event> {
    let (device, line) = line.split_once(' ')?;
    let device = devices.get(device.parse::<usize>().ok()?)?;
    lines::event_of(line, device)
}

/// Hash of the first `length` bytes of `file`.
pub(super) fn hash_of(file: &mut File, length: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut hasher = blake3::Hasher::new();
    let mut block = vec![0; 1 << 18];
    let mut rest = file.take(length);
    loop {
        let read = rest.read(&mut block)?;
        if read == 0 {
            return Ok(hasher.finalize().to_hex().to_string());
        }
        hasher.update(block.get(..read).unwrap_or(&block));
    }
}

/// The key of the index under which events are found by a fact.
fn key(fact: &str, value: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(fact.as_bytes());
    hasher.update(b" ");
    hasher.update(value.as_bytes());
    let mut key = [0; 8];
    hasher.finalize_xof().fill(&mut key);
    u64::from_le_bytes(key)
}

/// The keys under which `event` should be found.
fn keys(event: &Event) -> Vec<u64> {
    let mut keys: Vec<u64> = event
        .article
        .iter()
        .map(|id| key("id", id.as_str()))
        .collect();
    match &event.change {
        Change::Known {
            url, content, path, ..
        } => {
            let source = url.as_deref().and_then(comparable);
            keys.extend(source.map(|source| key("url", &source)));
            keys.extend([key("content", content), key("path", path)]);
        }
        Change::Same { other } => keys.push(key("id", other.as_str())),
        _ => {}
    }
    keys
}

/// Writes `parts` to `path`, all or nothing, unless somebody else is at it. Whatever goes wrong, there is no snapshot
/// then and that is all. The disk need not have it: what the disk lost is in doubt and made anew.
fn put(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension("draft");
    let mut file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&draft)?;
    file.try_lock()?;
    let written = file
        .set_len(0)
        .and_then(|()| parts.iter().try_for_each(|part| file.write_all(part)))
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

#[cfg(test)]
mod tests;
