//! Last-writer-wins registers: a value that remembers when it was set.

use super::{Course, Event};
use jiff::Timestamp;
use std::cmp::Ordering;
use std::sync::Arc;

/// When and where an event was written; the greater stamp wins. The order of the first three fields is the order of
/// comparison: the logical clock first, since devices disagree about the time of day.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    pub(super) clock: u64,
    pub(super) at: Timestamp,
    pub(super) device: Arc<str>,
    /// Whether it took a step back. Of no weight in a comparison: a snapshot does not know it.
    pub(super) undid: bool,
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Stamp {}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stamp {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.clock.cmp(&other.clock).then(self.at.cmp(&other.at));
        order.then_with(|| self.device.cmp(&other.device))
    }
}

impl Stamp {
    pub(super) fn of(event: &Event) -> Self {
        Self {
            clock: event.clock,
            at: event.at,
            device: Arc::clone(&event.device),
            undid: event
                .step
                .as_ref()
                .is_some_and(|step| step.course == Course::Undone),
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
