//! What the first page needs of a long journal, found without reading all of it.
//!
//! A [`Glance`] looks up one article, or those of a list, in the [snapshot](super::snapshot), and in what was written
//! since by looking for its names among the bytes: a line that does not name the article is not understood at all.
//! It is good for the first frames only. What it does not find (an article under an address that is spelt in another
//! way, say) comes with the whole journal a moment later.

use super::snapshot::Snapshot;
use super::{ArticleId, Change, Event, Identity, lines};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes read at once.
const BLOCK: u64 = 1 << 20;
/// A list is looked up as long as no more than this was written since the snapshot, in bytes: all of it is read.
const RECENT: u64 = 1 << 19;
/// How often other ids of an article are followed.
const ROUNDS: usize = 4;

/// A journal that is looked at and not read.
#[derive(Debug)]
pub struct Glance {
    snapshot: Option<Snapshot>,
    /// The files, and how far they are in the snapshot.
    files: Vec<(PathBuf, u64)>,
    /// Bytes that are not in the snapshot.
    recent: u64,
    /// Whether all that was written since the snapshot has been handed over.
    given: bool,
}

impl Glance {
    pub(super) fn new(snapshot: Option<Snapshot>, files: Vec<(PathBuf, u64)>) -> Self {
        let length = |path: &PathBuf| path.metadata().map_or(0, |file| file.len());
        let rest = files
            .iter()
            .map(|(path, from)| length(path).saturating_sub(*from));
        Self {
            recent: rest.sum(),
            snapshot,
            files,
            given: false,
        }
    }

    /// Whether so little is to be read that it need not be waited for.
    pub const fn is_quick(&self) -> bool {
        self.recent <= RECENT
    }

    /// The events of the article that has this identity, and those of all settings, in no particular order; apply
    /// them to a state.
    pub fn of(&mut self, identity: &Identity) -> Vec<Event> {
        let mut events = Vec::new();
        let mut asked: BTreeSet<ArticleId> = BTreeSet::from([ArticleId::mint(identity)]);
        if let Some(snapshot) = &mut self.snapshot {
            events.extend(snapshot.settings());
            events.extend(snapshot.look_up(identity));
        }
        asked.extend(ids(&events));
        let mut needles = vec!["\"setting\"".to_owned()];
        let facts = [
            identity.url.as_deref().unwrap_or(""),
            &identity.content,
            &identity.path,
        ];
        let facts = facts.iter().filter(|fact| !fact.is_empty());
        needles.extend(facts.filter_map(|fact| serde_json::to_string(fact).ok()));
        needles.extend(asked.iter().map(quoted));
        for _ in 0..ROUNDS {
            let found = self.scan(&needles);
            let others: Vec<ArticleId> =
                ids(&found).filter(|id| asked.insert(id.clone())).collect();
            events.extend(found);
            if others.is_empty() {
                break;
            }
            if let Some(snapshot) = &mut self.snapshot {
                events.extend(others.iter().flat_map(|id| snapshot.of_id(id)));
            }
            needles = others.iter().map(quoted).collect();
        }
        events
    }

    /// The events of the articles that have these identities, of all settings, and at the first call all that was
    /// written since the snapshot.
    pub fn of_all<'a>(&mut self, identities: impl Iterator<Item = &'a Identity>) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.hold_index();
        }
        if !self.given {
            self.given = true;
            events = self.scan(&["{".to_owned()]);
            if let Some(snapshot) = &mut self.snapshot {
                events.extend(snapshot.settings());
                // What was done to an article lately may be the least of it.
                let lately: BTreeSet<ArticleId> = ids(&events).collect();
                events.extend(lately.iter().flat_map(|id| snapshot.of_id(id)));
            }
        }
        if let Some(snapshot) = &mut self.snapshot {
            events.extend(identities.flat_map(|identity| snapshot.look_up(identity)));
        }
        events
    }

    /// The events of all lines since the snapshot in which one of `needles` stands. What cannot be read is passed
    /// over here.
    fn scan(&self, needles: &[String]) -> Vec<Event> {
        let mut events = Vec::new();
        if self.recent == 0 {
            return events;
        }
        // The other kinds are faster by the byte and take milliseconds to be put together.
        let built = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(needles);
        let Ok(needles) = built else {
            return events;
        };
        for (path, from) in &self.files {
            let device = path.file_stem().unwrap_or_default().to_string_lossy();
            let device = Arc::from(device);
            let _ = scan_file(path, *from, &needles, &mut |line| {
                let line = std::str::from_utf8(line).ok();
                events.extend(line.and_then(|line| lines::event_of(line.trim(), &device)));
            });
        }
        events
    }
}

fn quoted(id: &ArticleId) -> String {
    format!("\"{id}\"")
}

/// The ids that `events` name.
fn ids(events: &[Event]) -> impl Iterator<Item = ArticleId> {
    events.iter().flat_map(|event| {
        let other = match &event.change {
            Change::Same { other } => Some(other.clone()),
            _ => None,
        };
        event.article.clone().into_iter().chain(other)
    })
}

/// Hands over the lines of the file at `path`, from byte `from` on, in which one of `needles` stands.
fn scan_file(
    path: &PathBuf,
    from: u64,
    needles: &AhoCorasick,
    take: &mut dyn FnMut(&[u8]),
) -> io::Result<()> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    loop {
        let left = bytes.len();
        let fresh = (&mut file).take(BLOCK).read_to_end(&mut bytes)?;
        let (_, last) = bytes.split_at(left);
        let whole = match fresh {
            0 => left,
            _ => memchr::memrchr(b'\n', last).map_or(0, |at| left + at + 1),
        };
        let (piece, _) = bytes.split_at(whole);
        let mut at = 0;
        while let Some(found) = needles.find(piece.get(at..).unwrap_or_default()) {
            let (before, after) = piece.split_at(at + found.start());
            let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
            let end = memchr::memchr(b'\n', after).map_or(whole, |to| before.len() + to);
            take(piece.get(start..end).unwrap_or_default());
            at = (end + 1).min(whole);
        }
        bytes.drain(..whole);
        if fresh == 0 {
            return Ok(());
        }
    }
}
