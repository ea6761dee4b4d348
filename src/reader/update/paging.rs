//! Pages that are set by workers: what they are asked for, and what they answer.

use crate::journal::Change;
use crate::reader::{Action, Effect, Message, Model, PageOrder, Reading, Screen, Ticket};
use crate::typeset::Quire;
use std::sync::Arc;

/// What to say while the page to go to is not known.
pub(super) const COUNTING: &str = "Counting the pages…";

impl Model {
    /// What workers should set now: the pages next to those shown, so that turning never waits, and after a
    /// change of size or taste all others, so that they can be counted.
    pub(super) fn order_pages(&mut self) -> Option<Effect> {
        let reading = self.reading.as_ref().filter(|r| r.is_whole())?;
        let quire = reading.page().quire();
        let counted = reading.setting.is_some();
        if counted && reading.set_near == Some(quire) {
            return None;
        }
        let pages = &reading.pages;
        let near = [quire, quire + 1, quire.wrapping_sub(1)];
        let order = PageOrder {
            article: Arc::clone(&reading.article),
            near: pages.unset(near, true),
            counted: if counted {
                Vec::new()
            } else {
                let others = (0..pages.quires()).filter(|at| !near.contains(at));
                pages.unset(others, false)
            },
        };
        let ticket = reading.setting.unwrap_or_else(|| self.next_ticket());
        let reading = self.reading.as_mut()?;
        reading.setting = Some(ticket);
        reading.set_near = Some(quire);
        let nothing = order.near.is_empty() && order.counted.is_empty();
        (!nothing).then_some(Effect::SetPages(ticket, order))
    }

    /// Whether nothing that the reader looks at can change by `action`, but for the number of pages, so that no
    /// frame need show it at once.
    pub fn can_wait(&self, action: &Action) -> bool {
        let jumps = |reading: &Reading| reading.awaited_page.is_some();
        match action {
            Action::PagesSet(..) => !self.reading.as_ref().is_some_and(jumps),
            // The list shows how far the reader came; an open page does not show where the journal has it.
            Action::Recorded(receipt, events) => {
                receipt.message.is_none()
                    && self.screen == Screen::Reader
                    && events.iter().all(|event| is_of_place(&event.change))
            }
            _ => false,
        }
    }

    /// Takes in pages that a worker has set.
    pub(super) fn pages_set(&mut self, ticket: Ticket, quires: Vec<(usize, Quire)>) -> Vec<Effect> {
        let asked = |reading: &&mut Reading| reading.setting == Some(ticket);
        let Some(reading) = self.reading.as_mut().filter(asked) else {
            return Vec::new();
        };
        let jumps = reading.awaited_page.is_some();
        reading.take_pages(quires);
        if jumps && reading.awaited_page.is_none() {
            self.message
                .take_if(|message| *message == Message::Done(COUNTING.into()));
            self.follow_section();
        }
        self.note_end()
    }
}

/// Whether `change` is one that the program notes by itself while somebody reads.
const fn is_of_place(change: &Change) -> bool {
    matches!(
        change,
        Change::Position(_) | Change::Known { .. } | Change::Same { .. }
    )
}
