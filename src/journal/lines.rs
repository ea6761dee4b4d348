//! Bytes of a journal file -> events, and an event -> its line. Knows nothing of files.

use super::{ArticleId, Change, Course, Event, Step};
use crate::text::harmless_line;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

mod quick;

/// The version of the lines that this edition writes.
const VERSION: u64 = 1;

/// The kinds of change that this edition knows, as they are written.
const KINDS: &[&str] = &[
    "known",
    "same",
    "read",
    "unread",
    "position",
    "star",
    "unstar",
    "archive",
    "unarchive",
    "tag",
    "untag",
    "bookmark",
    "attach",
    "note",
    "label",
    "remove_bookmark",
    "restore_bookmark",
    "setting",
];

/// What a run of lines says.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The events, in the order of the file.
    pub(super) events: Vec<Event>,
    /// Lines of a later edition: kept in the file, without effect here.
    pub(super) unknown: usize,
    /// Lines that could not be used, by number.
    pub(super) faults: Vec<(usize, Fault)>,
    /// The greatest clock, of unknown lines too.
    pub(super) clock: u64,
    /// Bytes that need not be read again. A torn end is not among them: it may grow whole.
    pub(super) bytes: usize,
    /// Lines ended within those bytes.
    pub(super) ended: usize,
    /// Whether the last line was cut short.
    pub(super) torn_end: bool,
}

/// Why a line could not be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It was cut short.
    Torn,
    /// It says nothing that could be understood.
    Damaged(String),
}

#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    clock: u64,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a ArticleId>,
    #[serde(flatten)]
    change: &'a Change,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    course: Option<Course>,
    #[serde(skip_serializing_if = "Option::is_none")]
    back: Option<&'a Change>,
}

#[derive(Deserialize)]
struct Read<'a> {
    v: u64,
    clock: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    article: Option<ArticleId>,
    #[serde(flatten)]
    change: Change,
    step: Option<u64>,
    course: Option<Value>,
    /// Kept as it is until the rest of the line is understood: what a later edition writes here must not make
    /// the change itself unreadable.
    back: Option<Value>,
}

/// What every edition has in common.
#[derive(Deserialize)]
struct Head<'a> {
    v: u64,
    clock: u64,
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

/// The line of an event, its newline included. JSON escapes newlines in strings, so there is no other.
pub(super) fn encode(event: &Event) -> Result<Vec<u8>, serde_json::Error> {
    let step = event.step.as_ref();
    let mut line = serde_json::to_vec(&Written {
        v: VERSION,
        clock: event.clock,
        at: event.at.to_string(),
        article: event.article.as_ref(),
        change: &event.change,
        step: step.map(|step| step.id),
        course: step
            .map(|step| step.course)
            .filter(|course| *course != Course::Done),
        back: step.map(|step| &step.back),
    })?;
    line.push(b'\n');
    Ok(line)
}

/// The event of one line that was written here; `None` if it is none.
pub(super) fn event_of(line: &str, device: &Arc<str>) -> Option<Event> {
    quick::event(line, device).or_else(|| event(serde_json::from_str(line).ok()?, device).ok())
}

/// Whether a later edition may read more in `line` than `event`: it holds something that this edition would not have
/// written there, be it in a field within a field.
pub(super) fn may_say_more(line: &[u8], event: &Event) -> bool {
    let Ok(own) = encode(event) else { return true };
    if own.trim_ascii() == line.trim_ascii() {
        return false;
    }
    let read = |line: &[u8]| serde_json::from_slice::<Value>(line).ok();
    match (read(line), read(&own)) {
        (Some(line), Some(own)) => !is_within(&line, &own),
        _ => true,
    }
}

/// Whether all that `part` says is said by `whole`. As deep as a line is read, which is 128 levels.
fn is_within(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part.iter().all(|(field, value)| {
            let said = whole.get(field);
            said.map_or_else(|| value.is_null(), |said| is_within(value, said))
        }),
        _ => part == whole,
    }
}

/// Reads the lines of `device`; `ended` lines of the file come before them.
pub(super) fn decode(bytes: &[u8], device: &str, ended: usize) -> Lines {
    let (device, mut lines) = (Arc::from(device), Lines::default());
    for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
        let whole = piece.ends_with(b"\n");
        let fault = lines.take(piece, &device).err();
        lines.torn_end = fault.is_some() && !whole;
        if let Some(fault) = fault {
            let fault = if whole { fault } else { Fault::Torn };
            lines.faults.push((ended + lines.ended + 1, fault));
        }
        lines.bytes += if lines.torn_end { 0 } else { piece.len() };
        lines.ended += usize::from(whole);
    }
    lines
}

impl Lines {
    fn take(&mut self, piece: &[u8], device: &Arc<str>) -> Result<(), Fault> {
        let text = std::str::from_utf8(piece).map_err(|error| match error.error_len() {
            None => Fault::Torn,
            Some(_) => Fault::Damaged(format!("no text after byte {}", error.valid_up_to())),
        })?;
        let text = text.trim_start_matches('\u{FEFF}').trim();
        if text.is_empty() {
            return Ok(());
        }
        if let Some(event) = quick::event(text, device) {
            self.clock = self.clock.max(event.clock);
            self.events.push(event);
            return Ok(());
        }
        // Only what fails is asked again what it wanted to be.
        let clock = match serde_json::from_str::<Read<'_>>(text) {
            Ok(read) if read.v == VERSION => {
                let event = event(read, device)?;
                let clock = event.clock;
                self.events.push(event);
                clock
            }
            Ok(read) => self.unknown(read.clock),
            Err(error) => match serde_json::from_str::<Head<'_>>(text) {
                Ok(head) if head.v > VERSION || !KINDS.contains(&&*head.kind) => {
                    self.unknown(head.clock)
                }
                _ if error.is_eof() => return Err(Fault::Torn),
                _ => return Err(Fault::Damaged(harmless_line(&error.to_string()))),
            },
        };
        self.clock = self.clock.max(clock);
        Ok(())
    }

    fn unknown(&mut self, clock: u64) -> u64 {
        self.unknown += 1;
        clock
    }
}

fn event(read: Read<'_>, device: &Arc<str>) -> Result<Event, Fault> {
    if read.article.is_none() && read.change.needs_article() {
        return Err(Fault::Damaged("it names no article".into()));
    }
    let at = read.at.parse().map_err(|_| {
        Fault::Damaged(format!(
            "“{}” is no moment in time",
            harmless_line(&read.at)
        ))
    })?;
    let step = step(read.step, read.course, read.back);
    Ok(Event {
        clock: read.clock,
        at,
        device: Arc::clone(device),
        article: read.article,
        change: read.change,
        step,
    })
}

/// The step of a line; `None` where the line names none, and where this edition does not understand it.
fn step(id: Option<u64>, course: Option<Value>, back: Option<Value>) -> Option<Step> {
    Some(Step {
        id: id?,
        course: course
            .map_or(Ok(Course::Done), serde_json::from_value)
            .ok()?,
        back: serde_json::from_value(back?).ok()?,
    })
}

#[cfg(test)]
pub(super) mod tests;
