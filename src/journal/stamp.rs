//! Last-writer-wins registers: a value that remembers when it was set.

use super::Event;
use jiff::Timestamp;
use std::sync::Arc;

/// When and where an event was written; the greater stamp wins. The order of the fields is the order of
/// comparison: the logical clock first, since devices disagree about the time of day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub(super) clock: u64,
    pub(super) at: Timestamp,
    pub(super) device: Arc<str>,
}

impl Stamp {
    pub(super) fn of(event: &Event) -> Self {
        Self {
            clock: event.clock,
            at: event.at,
            device: Arc::clone(&event.device),
        }
    }
}

/// A value and the stamp it was set with; empty until it is set.
#[derive(Clone, Debug)]
pub(super) struct Register<T>(Option<(Stamp, T)>);

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Ord> Register<T> {
    /// Sets the value, unless it was set with a greater stamp. Equal stamps (a line written twice, or by
    /// hand) are settled by the value itself, so that the order of reading never shows.
    pub(super) fn set(&mut self, stamp: &Stamp, value: T) {
        let wins = match &self.0 {
            None => true,
            Some((old, held)) => (stamp, &value) > (old, held),
        };
        if wins {
            self.0 = Some((stamp.clone(), value));
        }
    }

    /// Takes over what `other` holds if it is newer.
    pub(super) fn merge(&mut self, other: Self) {
        if let Some((stamp, value)) = other.0 {
            self.set(&stamp, value);
        }
    }

    /// The value, once set.
    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// The stamp of the value.
    pub(super) fn stamp(&self) -> Option<&Stamp> {
        self.0.as_ref().map(|(stamp, _)| stamp)
    }
}
