//! What the reader does that lasts: read, star, bookmark, place. Nothing changes in the model before the
//! journal has it: a verb asks for [`Effect::Record`], and [`Model::recorded`] folds what is on disk.

use super::{
    Command, Effect, Facts, Marked, Message, Model, NoteAtHand, Overlay, PromptKind, Receipt,
    Refused, Scope, Screen,
};
use crate::article::Stated;
use crate::journal::{self, ArticleId, Bookmark, Change, Course, Draft, Event, Stride};
use crate::text::harmless_line;
use std::collections::HashSet;

impl Model {
    /// Asks for `change` to `article` to be recorded, with a message for when it is on disk; it can be
    /// undone if its kind has an inverse.
    pub(super) fn change(
        &mut self,
        article: &ArticleId,
        change: Change,
        message: &str,
    ) -> Vec<Effect> {
        self.change_with(article, change, Receipt::told(message))
    }

    /// The same, with a receipt that says what else is to happen.
    pub(super) fn change_with(
        &mut self,
        article: &ArticleId,
        change: Change,
        receipt: Receipt,
    ) -> Vec<Effect> {
        let mut drafts = self.lacking(article);
        drafts.push(self.draft(article, change));
        self.write(drafts, Stride::New, receipt)
    }

    /// `change` with what takes it back.
    pub(super) fn draft(&self, article: &ArticleId, change: Change) -> Draft {
        Draft {
            article: Some(article.clone()),
            back: journal::inverse(&self.state, article, &change),
            change,
            at: None,
        }
    }

    /// What the journal does not know of `article` yet: it is written before what is done to it.
    pub(super) fn lacking(&mut self, article: &ArticleId) -> Vec<Draft> {
        let open = self.reading.as_mut();
        let changes = if let Some(reading) = open.filter(|reading| reading.id == *article) {
            std::mem::take(&mut reading.unrecorded)
        } else {
            let row = self.shelf.row_of_article(article);
            row.and_then(|row| row.summary())
                .map(|summary| self.state.identify(&summary.identity).1)
                .unwrap_or_default()
        };
        let noted = |change| Draft::note(Some(article.clone()), change);
        changes.into_iter().map(noted).collect()
    }

    /// Asks for `drafts` to be written; those that the reader waits for are counted.
    pub(super) fn write(
        &mut self,
        drafts: Vec<Draft>,
        stride: Stride,
        receipt: Receipt,
    ) -> Vec<Effect> {
        self.writing += usize::from(receipt.message.is_some());
        vec![Effect::Record(drafts, stride, receipt)]
    }

    /// The changes are on disk: they are true now. Returns what had waited for that.
    pub(super) fn recorded(&mut self, receipt: Receipt, events: &[Event]) -> Vec<Effect> {
        for event in events {
            self.state.apply(event);
            self.history.apply(event, false);
        }
        let new_step = |event: &Event| {
            let step = event.step.as_ref();
            step.is_some_and(|step| step.course == Course::Done)
        };
        if events.iter().any(new_step) {
            self.names_redo.clear();
        }
        self.told &= events.is_empty();
        let waited_for = receipt.message.is_some();
        if let Some(message) = receipt.message {
            self.message = Some(Message::Done(message));
        }
        let mut effects = self.show_what_changed(events);
        if let Some(NoteAtHand::Draft(draft)) = receipt.note.map(|note| *note) {
            effects.push(Effect::Discard(draft));
        }
        if waited_for {
            effects.extend(self.release());
        }
        effects
    }

    /// Other windows and devices did something.
    pub(super) fn met(&mut self, events: &[Event]) -> Vec<Effect> {
        for event in events {
            self.state.apply(event);
            self.history.apply(event, true);
        }
        self.show_what_changed(events)
    }

    /// Brings up to date what shows the articles of `events`. What the list shows of an article changes at
    /// once; its place in the list, or whether a filter leaves it there, only when the reader arranges the
    /// list anew: an article that was marked read by mistake must not vanish under the hand.
    fn show_what_changed(&mut self, events: &[Event]) -> Vec<Effect> {
        let ids = events.iter().filter_map(|event| event.article.as_ref());
        let changed: HashSet<&ArticleId> = ids.flat_map(|id| [id, self.state.name(id)]).collect();
        if changed.is_empty() {
            return Vec::new();
        }
        let bound =
            |event: &Event| matches!(event.change, Change::Known { .. } | Change::Same { .. });
        let newly_known = events.iter().any(bound);
        self.shelf.refresh(&self.state, &changed, newly_known);
        let of_bookmarks = events.iter().any(|event| is_of_bookmarks(&event.change));
        if !of_bookmarks {
            return Vec::new();
        }
        let mut effects = self.place_bookmarks();
        self.refresh_lists();
        effects.extend(self.settle_marks());
        effects
    }

    /// Brings the lists of bookmarks up to date.
    pub(super) fn refresh_lists(&mut self) {
        let mut overlays = std::mem::take(&mut self.overlays);
        for overlay in &mut overlays {
            match overlay {
                Overlay::Bookmarks(list) => list.refresh(self),
                Overlay::Marks(marks) => marks.refresh(self),
                _ => {}
            }
        }
        self.overlays = overlays;
    }

    /// The changes are not on disk: nothing was changed, and what they carried is taken back to be tried
    /// again. What the program writes by itself fails aloud only once.
    pub(super) fn not_recorded(&mut self, refused: Refused) -> Vec<Effect> {
        let Refused {
            reason,
            drafts,
            receipt,
        } = refused;
        let asked_for = receipt.message.is_some();
        if asked_for || !self.told {
            let told = match receipt.note.as_deref() {
                // Where the note lies comes first: a reason may be longer than the line.
                Some(NoteAtHand::Draft(draft)) => {
                    let file = harmless_line(&draft.display().to_string());
                    format!("Not kept; your note is in {file}: {reason}")
                }
                Some(NoteAtHand::Typed(_, note)) if !note.is_empty() => {
                    let place = self.place_of_unsaved(receipt.note.as_deref());
                    format!("Not kept; {place} has what you typed: {reason}")
                }
                _ => format!("Not kept: {reason}"),
            };
            self.refuse(told);
        }
        if let Some(NoteAtHand::Typed(kind, note)) = receipt.note.map(|note| *note) {
            self.unsaved = Some((kind, note));
        }
        self.told = true;
        if let Some(reading) = &mut self.reading {
            for draft in drafts {
                if draft.article.as_ref() == Some(&reading.id) {
                    reading.take_back(draft.change);
                }
            }
        }
        if asked_for {
            self.release()
        } else {
            Vec::new()
        }
    }

    /// The key that brings back what was typed and could not be kept.
    fn place_of_unsaved(&self, note: Option<&NoteAtHand>) -> String {
        let (scope, command) = match note {
            Some(NoteAtHand::Typed(PromptKind::Note(Marked::New(..)), _)) => {
                (Scope::Passage, Command::KeepWithNote)
            }
            _ => (Scope::List, Command::EditNote),
        };
        let keys = self.keymap.keys_of(scope, command).into_iter().next();
        keys.unwrap_or_else(|| "the note's line".to_owned())
    }

    /// Goes on with the keys that waited for a change to be written.
    pub(super) fn release(&mut self) -> Vec<Effect> {
        self.writing = self.writing.saturating_sub(1);
        if self.writing > 0 {
            return Vec::new();
        }
        self.press_what_was_held()
    }

    /// The bookmarks of the article that is open, in text order.
    pub fn bookmarks(&self) -> &[Bookmark] {
        let standing = self
            .reading
            .as_ref()
            .and_then(|reading| self.state.article(&reading.id));
        standing.map_or(&[], |standing| standing.bookmarks.as_slice())
    }

    /// Turns read into unread and back, for the article that is open or selected.
    pub(super) fn toggle_read(&mut self) -> Vec<Effect> {
        let Some(id) = self.article_in_hand() else {
            return Vec::new();
        };
        let read = journal::is_read(self.state.article(&id), self.stated_in_hand());
        if let Some(reading) = &mut self.reading {
            // Marked unread on the last page, it stays unread until the last page is shown again.
            reading.finished = true;
        }
        if read {
            self.change(&id, Change::Unread, "Marked unread")
        } else {
            self.change(&id, Change::Read, "Marked read")
        }
    }

    /// Gives a star or takes it away.
    pub(super) fn toggle_star(&mut self) -> Vec<Effect> {
        let Some(id) = self.article_in_hand() else {
            return Vec::new();
        };
        let starred = journal::is_starred(self.state.article(&id), self.stated_in_hand());
        if starred {
            self.change(&id, Change::Unstar, "Star taken away")
        } else {
            self.change(&id, Change::Star, "Starred")
        }
    }

    /// Puts the article that is open or selected away, or takes it out of the archive.
    pub(super) fn toggle_archive(&mut self) -> Vec<Effect> {
        let Some(id) = self.article_in_hand() else {
            return Vec::new();
        };
        if journal::is_archived(self.state.article(&id)) {
            self.change(&id, Change::Unarchive, "Taken out of the archive")
        } else {
            self.change(&id, Change::Archive, "Archived")
        }
    }

    /// What the file of the article that is open or selected says of its reading.
    fn stated_in_hand(&self) -> Option<Stated> {
        if self.screen == super::Screen::Reader {
            return self.reading.as_ref()?.article.metadata.stated;
        }
        self.shelf.selected_row()?.summary()?.metadata.stated
    }

    /// The article that is open or selected; says why when there is none.
    pub(super) fn article_in_hand(&mut self) -> Option<ArticleId> {
        if self.screen == super::Screen::Reader {
            return self.reading.as_ref().map(|reading| reading.id.clone());
        }
        let row = self.shelf.selected_row()?;
        let id = match &row.facts {
            Facts::Known(summary) => self.state.identify(&summary.identity).0,
            Facts::Unreadable(reason) => {
                let told = format!("This file {reason}");
                self.refuse(told);
                return None;
            }
            Facts::Waiting => {
                self.refuse("This file has not been read yet; try again in a moment");
                return None;
            }
        };
        if let Some(row) = self.shelf.shown.get(self.shelf.selected).copied() {
            self.shelf.rows[row].article = Some(id.clone());
        }
        Some(id)
    }

    /// What the journal should know now about the place in the open article: nothing if it knows.
    pub(super) fn remember_place(&mut self) -> Vec<Effect> {
        let Some(reading) = self
            .reading
            .as_mut()
            .filter(|reading| reading.is_whole() && reading.has_moved())
        else {
            return Vec::new();
        };
        let place = reading.remember();
        let id = reading.id.clone();
        let mut drafts = self.lacking(&id);
        drafts.push(Draft::note(Some(id), place));
        self.write(drafts, Stride::New, Receipt::default())
    }

    /// Marks the article read when its last page has been shown.
    pub(super) fn note_end(&mut self) -> Vec<Effect> {
        if self.screen != Screen::Reader {
            return Vec::new();
        }
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        if !reading.at_end() {
            reading.finished = false;
            return Vec::new();
        }
        if std::mem::replace(&mut reading.finished, true) {
            return Vec::new();
        }
        let id = reading.id.clone();
        let stated = reading.article.metadata.stated;
        let standing = self.state.article(&id);
        if standing.is_some_and(|standing| standing.read == Some(true)) {
            return Vec::new();
        }
        // What was read elsewhere was read before this: there is nothing to take back.
        let back = (!journal::is_read(standing, stated)).then_some(Change::Unread);
        let mut drafts = self.lacking(&id);
        drafts.push(Draft {
            article: Some(id),
            change: Change::Read,
            back,
            at: None,
        });
        self.write(drafts, Stride::New, Receipt::default())
    }

    /// Remembers a choice of how articles are set.
    pub(super) fn remember_setting(name: &str, value: serde_json::Value) -> Vec<Effect> {
        let change = Change::Setting {
            name: name.to_owned(),
            value,
        };
        vec![Effect::Record(
            vec![Draft::note(None, change)],
            Stride::New,
            Receipt::default(),
        )]
    }
}

/// Whether `change` is about bookmarks.
fn is_of_bookmarks(change: &Change) -> bool {
    matches!(
        change,
        Change::Bookmark { .. }
            | Change::Attach { .. }
            | Change::Note { .. }
            | Change::Label { .. }
            | Change::RemoveBookmark { .. }
            | Change::RestoreBookmark { .. }
            | Change::Same { .. }
            // It may join two records.
            | Change::Known { .. }
    )
}
