//! A long journal that is read while the first page is looked at already.
//!
//! What that page needs is glimpsed from the journal before; all of it comes a moment later. Keys that depend on it
//! wait until then, as they wait for a change that is being written.

use super::{Effect, Message, Model};
use crate::journal::{Event, Folded};

/// Whether the journal has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Recall {
    /// All of it is known.
    #[default]
    Done,
    /// It is still being read.
    Awaited,
}

impl Model {
    /// Takes note that the journal is still to come.
    pub fn await_journal(&mut self) {
        self.recall = Recall::Awaited;
        self.writing += 1;
    }

    /// Something of the journal is known before the rest. Settings are among the first of it.
    pub(super) fn glimpsed(&mut self, events: &[Event]) -> Vec<Effect> {
        for event in events {
            self.state.apply(event);
        }
        if self.recall == Recall::Awaited && self.reading.is_none() && self.shelf.rows.is_empty() {
            self.settings = super::model::remembered(self.settings, &self.state);
        }
        Vec::new()
    }

    /// The whole journal is there; `notice` tells what is wrong with it.
    pub(super) fn recalled(&mut self, folded: Folded, notice: Option<String>) -> Vec<Effect> {
        if std::mem::take(&mut self.recall) == Recall::Done {
            return Vec::new();
        }
        self.state = folded.state;
        self.history = folded.history;
        if let Some(notice) = notice {
            self.told = true;
            self.message = Some(Message::Failed(notice));
        }
        self.shelf.recall(&self.state);
        if !self.shelf.rows.is_empty() {
            self.rearrange();
        }
        let mut effects = self.place_bookmarks();
        self.refresh_lists();
        effects.extend(self.settle_marks());
        effects.extend(self.release());
        effects
    }
}
