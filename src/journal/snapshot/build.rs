//! A snapshot put together from events.

use super::{FileRead, Head, MAGIC, edition, keys, put};
use crate::journal::file::Reached;
use crate::journal::slots::Tally;
use crate::journal::{Event, History, Problem, State, lines};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// So many events at least are gathered before those that do not count any more are let go.
const GATHERED: usize = 1 << 16;

/// Events gathered for a snapshot, those that still count among them.
#[derive(Debug)]
pub(in crate::journal) struct Survivors {
    device: String,
    events: Vec<Event>,
    /// Those of steps of the own device, in their order.
    steps: Vec<Event>,
    /// So many are gathered before they are gone through again.
    enough: usize,
}

impl Survivors {
    pub(in crate::journal) fn new(device: &str) -> Self {
        Self {
            device: device.to_owned(),
            events: Vec::new(),
            steps: Vec::new(),
            enough: GATHERED,
        }
    }

    /// Gathers an event of a step that an older snapshot has.
    pub(in crate::journal) fn add_step(&mut self, event: Event) {
        self.steps.push(event);
    }

    /// Gathers `event`.
    pub(in crate::journal) fn add(&mut self, mut event: Event) {
        if event.step.is_some() && *event.device == *self.device {
            self.steps.push(event.clone());
        }
        event.step = None;
        self.events.push(event);
        if self.events.len() >= self.enough {
            self.let_go();
            self.enough = self.events.len() * 2 + GATHERED;
        }
    }

    /// Lets go what does not count any more.
    fn let_go(&mut self) {
        let mut tally = Tally::default();
        for event in &self.events {
            tally.add(event);
        }
        let mut verdicts = tally.verdicts();
        self.events.retain(|_| verdicts.next().unwrap_or(true));
        let mut history = History::new(&self.device);
        self.steps.retain(|event| history.takes(event, false));
        let steps = history.steps();
        let stays = |event: &Event| {
            let step = event.step.as_ref();
            step.is_some_and(|step| steps.contains(&step.id))
        };
        self.steps.retain(stays);
    }

    /// Writes the snapshot of the journal in `folder` to `path`: the events gathered, which are those of the files
    /// as far as they were `read`, with what could not be used of each.
    pub(in crate::journal) fn write(
        mut self,
        path: &Path,
        folder: &Path,
        clocks: (u64, u64),
        read: BTreeMap<String, (Reached, Vec<Problem>)>,
    ) -> io::Result<()> {
        self.let_go();
        let mut files = Vec::new();
        for (name, (reached, problems)) in read {
            let mut file = File::open(folder.join(&name))?;
            let length = file.metadata()?.len();
            if !reached.is_in(&mut file, length)? {
                return Err(io::ErrorKind::StaleNetworkFileHandle.into());
            }
            files.push(FileRead {
                hash: super::hash_of(&mut file, reached.bytes)?,
                name,
                reached,
                problems,
            });
        }
        let (bytes, head) = self.layout(folder, clocks, files)?;
        let head = serde_json::to_vec(&head)?;
        let length = u32::try_from(head.len()).map_err(io::Error::other)?;
        let mut hasher = blake3::Hasher::new();
        let parts = [&length.to_le_bytes()[..], &head, &bytes];
        for part in parts {
            hasher.update(part);
        }
        let hash = hasher.finalize();
        let [length, head, bytes] = parts;
        put(path, &[MAGIC, hash.as_bytes(), length, head, bytes])
    }

    /// All that follows the head, and the head.
    fn layout(
        &self,
        folder: &Path,
        (clock, own_clock): (u64, u64),
        files: Vec<FileRead>,
    ) -> io::Result<(Vec<u8>, Head)> {
        let mut body = Body::default();
        for event in self.events.iter().filter(|event| event.article.is_none()) {
            body.push(event)?;
        }
        let settings = body.bytes.len();
        let mut index = Vec::new();
        for group in self.articles().values() {
            let start = body.bytes.len();
            let mut found_by = Vec::new();
            for event in group {
                body.push(event)?;
                found_by.extend(keys(event));
            }
            found_by.sort_unstable();
            found_by.dedup();
            let length = u32::try_from(body.bytes.len() - start).map_err(io::Error::other)?;
            index.extend(found_by.into_iter().map(|key| (key, start, length)));
        }
        let articles = body.bytes.len() - settings;
        for event in &self.steps {
            body.push(event)?;
        }
        let steps = body.bytes.len() - settings - articles;
        index.sort_unstable();
        for (key, start, length) in &index {
            body.bytes.extend(key.to_le_bytes());
            body.bytes.extend((*start as u64).to_le_bytes());
            body.bytes.extend(length.to_le_bytes());
        }
        let head = Head {
            edition: edition(),
            folder: folder.to_owned(),
            device: self.device.clone(),
            files,
            devices: body.devices,
            clock,
            own_clock,
            settings: settings as u64,
            articles: articles as u64,
            steps: steps as u64,
            entries: index.len() as u64,
        };
        Ok((body.bytes, head))
    }

    /// The events by the name of their article, under all the ids that were joined.
    fn articles(&self) -> BTreeMap<String, Vec<&Event>> {
        let mut state = State::default();
        for event in &self.events {
            state.apply(event);
        }
        let mut articles: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
        for event in &self.events {
            if let Some(id) = &event.article {
                let name = state.name(id).as_str();
                articles.entry(name.to_owned()).or_default().push(event);
            }
        }
        articles
    }
}

/// Lines, each with the number of its device.
#[derive(Default)]
struct Body {
    bytes: Vec<u8>,
    devices: Vec<String>,
    numbers: HashMap<Arc<str>, usize>,
}

impl Body {
    fn push(&mut self, event: &Event) -> io::Result<()> {
        let number = if let Some(number) = self.numbers.get(&event.device) {
            *number
        } else {
            self.devices.push(event.device.to_string());
            let number = self.numbers.len();
            self.numbers.insert(Arc::clone(&event.device), number);
            number
        };
        self.bytes.extend(number.to_string().as_bytes());
        self.bytes.push(b' ');
        self.bytes.extend(lines::encode(event)?);
        Ok(())
    }
}
