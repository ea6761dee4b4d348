//! Verbs of the library screen.

use crate::library::{Entry, Skipped};
use crate::reader::{
    Command, Effect, Facts, Filling, Key, KeyCode, LineEdit, Message, Model, Summarized,
};
use crate::text::harmless_line;

impl Model {
    pub(super) fn library(&mut self, command: Command) -> Vec<Effect> {
        let height = self.list_height();
        let screen = isize::try_from(height)
            .unwrap_or(1)
            .saturating_sub(1)
            .max(1);
        match command {
            Command::Down => self.shelf.step(1, height),
            Command::Up => self.shelf.step(-1, height),
            Command::ScreenDown => self.shelf.step(screen, height),
            Command::ScreenUp => self.shelf.step(-screen, height),
            Command::First => self.shelf.step(isize::MIN, height),
            Command::Last => self.shelf.step(isize::MAX, height),
            Command::Open => return self.open_selected(),
            Command::Filter => self.shelf.filtering = true,
            Command::SortNext => {
                self.shelf.let_go();
                self.shelf.order = self.shelf.order.next();
                self.rearrange();
            }
            Command::SortReverse => {
                self.shelf.reversed = !self.shelf.reversed;
                self.rearrange();
            }
            Command::UnreadOnly => {
                self.shelf.let_go();
                self.shelf.unread_only = !self.shelf.unread_only;
                self.rearrange();
            }
            Command::ShowArchived => {
                self.shelf.let_go();
                self.shelf.archived = self.shelf.archived.next();
                self.rearrange();
            }
            Command::All => return self.ask_for_all(),
            Command::Reload => return vec![self.scan_again(), Effect::CatchUp],
            Command::AllBookmarks => return self.show_marks(),
            Command::ToggleRead => return self.toggle_read(),
            Command::ToggleStar => return self.toggle_star(),
            Command::Back => return self.back(),
            Command::Cancel => {
                self.shelf.filter = LineEdit::default();
                self.rearrange();
            }
            _ => {}
        }
        Vec::new()
    }

    /// Arranges the list anew, from its top unless a row further down is selected.
    pub(in crate::reader) fn rearrange(&mut self) {
        self.shelf.arrange();
        let height = self.list_height();
        self.shelf.keep_in_view(height);
    }

    fn open_selected(&mut self) -> Vec<Effect> {
        let Some(row) = self.shelf.selected_row() else {
            return Vec::new();
        };
        if let Facts::Unreadable(reason) = &row.facts {
            self.message = Some(Message::Failed(format!("This file {reason}")));
            return Vec::new();
        }
        let place = row.entry.place.clone();
        vec![self.load(place, None)]
    }

    pub(super) fn type_filter(&mut self, key: Key) -> Vec<Effect> {
        match key.code {
            KeyCode::Enter | KeyCode::Down | KeyCode::Up => self.shelf.filtering = false,
            KeyCode::Esc => {
                self.shelf.filtering = false;
                self.shelf.filter = LineEdit::default();
                self.rearrange();
            }
            _ => {
                if self.shelf.filter.press(key) {
                    self.filter_changed();
                }
            }
        }
        Vec::new()
    }

    /// Filters anew, from the top.
    pub(super) fn filter_changed(&mut self) {
        self.shelf.let_go();
        self.shelf.selected = 0;
        self.rearrange();
    }

    pub(super) fn found(&mut self, entries: Vec<Entry>) -> Vec<Effect> {
        self.shelf.add(entries, &self.state);
        self.rearrange();
        Vec::new()
    }

    /// Asks for all files to be read, those on the screen first.
    pub(super) fn scanned(&mut self, skipped: Vec<Skipped>) -> Vec<Effect> {
        self.shelf.skipped = skipped;
        self.shelf.filling = Filling::Reading;
        let rows = &self.shelf.rows;
        let mut shown = vec![false; rows.len()];
        for row in &self.shelf.shown {
            shown[*row] = true;
        }
        let hidden = (0..rows.len()).filter(|row| !shown[*row]);
        let order = self.shelf.shown.iter().copied().chain(hidden);
        let entries = order.map(|row| rows[row].entry.clone()).collect();
        vec![Effect::Summarize(self.scan, entries)]
    }

    pub(super) fn summarized(&mut self, batch: Vec<Summarized>) -> Vec<Effect> {
        for Summarized { place, summary } in batch {
            let facts = match summary {
                Ok(summary) => Facts::Known(Box::new(summary)),
                Err(error) => Facts::Unreadable(harmless_line(&error.to_string())),
            };
            self.shelf.learn(&place, facts, &self.state);
        }
        self.rearrange();
        Vec::new()
    }
}
