//! The one place where the model changes.

mod article;
mod library;
mod overlays;
mod passage;
mod sidebar;

use super::reading::Reading;
use super::{
    Action, Command, Effect, Facts, Filling, Key, Loaded, Lookup, Message, Model, Overlay, Scope,
    Screen, Size,
};
use crate::journal::Found;
use crate::library::OpenError;
use crate::text::harmless_line;
use std::sync::Arc;

/// What to say of a bookmark whose passage is gone.
const LOST: &str = "The text has changed: this passage is not in it any more";

impl Model {
    /// Takes in what happened; returns what is to be done about it.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Key(key) => self.press(key),
            Action::Paste(text) => self.paste(&text),
            Action::Resize(size) => self.resize(size),
            Action::Rested => self.remember_place(),
            Action::SetMore => {
                if let Some(reading) = &mut self.reading {
                    reading.set_more();
                }
                self.note_end()
            }
            Action::Hangup => self.quit(),
            Action::Found(ticket, entries) if ticket == self.scan => {
                self.shelf.add(entries, &self.state);
                Vec::new()
            }
            Action::Scanned(ticket, skipped) if ticket == self.scan => self.scanned(skipped),
            Action::Summarized(ticket, batch) if ticket == self.scan => {
                for summarized in batch {
                    let facts = match summarized.summary {
                        Ok(summary) => Facts::Known(Box::new(summary)),
                        Err(error) => Facts::Unreadable(harmless_line(&error.to_string())),
                    };
                    self.shelf.learn(&summarized.place, facts, &self.state);
                }
                self.shelf.arrange();
                Vec::new()
            }
            Action::AllSummarized(ticket) if ticket == self.scan => {
                self.shelf.filling = Filling::Done;
                Vec::new()
            }
            Action::Loaded(ticket, result) => self.loaded(ticket, result),
            Action::NamesFound(ticket, names) => {
                if let Some(reading) = self
                    .reading
                    .as_mut()
                    .filter(|reading| reading.ticket == ticket)
                {
                    reading.names = Some(names);
                }
                Vec::new()
            }
            Action::Recorded(receipt, events) => {
                self.recorded(receipt, &events);
                Vec::new()
            }
            Action::NotRecorded(reason) => {
                self.refuse(format!("Not kept: {reason}"));
                Vec::new()
            }
            // The answer to a question that is not asked any more.
            Action::Found(..)
            | Action::Scanned(..)
            | Action::Summarized(..)
            | Action::AllSummarized(..) => Vec::new(),
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        let Some(scope) = self.scope() else {
            return self.typed(key);
        };
        self.chord.push(key);
        match self.keymap.look_up(scope, &self.chord) {
            Lookup::Pending => Vec::new(),
            Lookup::Nothing => {
                self.chord.clear();
                Vec::new()
            }
            Lookup::Found(command) => {
                self.chord.clear();
                let mut effects = self.command(scope, command);
                effects.extend(self.note_end());
                effects
            }
        }
    }

    fn command(&mut self, scope: Scope, command: Command) -> Vec<Effect> {
        match (command, scope) {
            (Command::Quit, _) => return self.quit(),
            (Command::Suspend, _) => return vec![Effect::Suspend],
            (Command::Help, _) => self.overlays.push(Overlay::Help { scope, top: 0 }),
            (_, Scope::Help) => self.help(command),
            (_, Scope::List) => return self.bookmark_list(command),
            (_, Scope::Library) => return self.library(command),
            (_, Scope::Reader) => return self.article(command),
            (_, Scope::Passage) => return self.passage(command),
            (_, Scope::Sidebar) => return self.sidebar(command),
        }
        Vec::new()
    }

    /// Keys for a line that is being typed.
    fn typed(&mut self, key: Key) -> Vec<Effect> {
        if key.ctrl && matches!(key.code, super::KeyCode::Char('c')) {
            return self.quit();
        }
        match self.overlays.last() {
            Some(Overlay::Sections(_)) => self.type_section(key),
            Some(_) => self.type_prompt(key),
            None => self.type_filter(key),
        }
    }

    /// Pasted text goes into a line that is being typed, made harmless, and nowhere else: it is not keys.
    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.scope().is_some() {
            return Vec::new();
        }
        let clean = harmless_line(text);
        clean
            .chars()
            .flat_map(|c| self.typed(Key::plain(super::KeyCode::Char(c))))
            .collect()
    }

    fn resize(&mut self, size: Size) -> Vec<Effect> {
        self.size = size;
        self.reset_pages()
    }

    /// Sets the open article anew, for another size or taste.
    fn reset_pages(&mut self) -> Vec<Effect> {
        let (layout, settings) = (self.layout(), self.settings);
        if let Some(reading) = &mut self.reading {
            reading.reset(&layout, settings);
        }
        let height = self.list_height();
        self.shelf.keep_in_view(height);
        self.note_end()
    }

    /// Rows of the library's list on the present screen.
    pub fn list_height(&self) -> usize {
        usize::from(self.size.rows)
            .saturating_sub(self.list_furniture())
            .max(1)
    }

    /// Rows of the library screen that are not the list: the head with its space, the foot with its space.
    pub fn list_furniture(&self) -> usize {
        match self.size.rows {
            0..4 => 0,
            4..12 => 2,
            _ => 4,
        }
    }

    fn loaded(&mut self, ticket: super::Ticket, result: Result<Loaded, OpenError>) -> Vec<Effect> {
        let Some(awaited) = self.awaited.take_if(|awaited| awaited.ticket == ticket) else {
            return Vec::new();
        };
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(error) => {
                self.refuse(format!(
                    "This article {}",
                    harmless_line(&error.to_string())
                ));
                if self.reading.is_none() {
                    self.screen = Screen::Library;
                }
                return Vec::new();
            }
        };
        let mut effects = self.remember_place();
        let (id, unrecorded) = self
            .state
            .identify(&loaded.identity, &loaded.article.metadata.title);
        let standing = self.state.article(&id);
        let position = standing
            .and_then(|standing| standing.position)
            .map(|position| position.offset);
        let read = standing.is_some_and(|standing| standing.read);
        self.shelf.select(&loaded.place);
        let mut reading = Reading::new(
            loaded,
            ticket,
            id,
            unrecorded,
            &self.layout(),
            self.settings,
        );
        let marked = awaited
            .bookmark
            .map(|anchor| anchor.find(&reading.article.text));
        match (marked, position) {
            (Some(Found::Exact(range) | Found::Moved(range)), _) => reading.go(range.start),
            (Some(Found::Lost), _) => {
                self.refuse(LOST);
            }
            (None, Some(offset)) => {
                reading.resume(offset);
                // An article that was read to its end opens at its beginning.
                if read && reading.at_end() {
                    reading.go(0);
                }
            }
            (None, None) => {}
        }
        effects.push(Effect::FindNames(ticket, Arc::clone(&reading.article)));
        self.reading = Some(reading);
        self.place_bookmarks();
        self.screen = Screen::Reader;
        self.overlays.clear();
        effects.extend(self.note_end());
        effects
    }

    fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.remember_place();
        effects.push(Effect::Quit);
        effects
    }

    fn help(&mut self, command: Command) {
        let height = isize::try_from(self.size.rows).unwrap_or(1).max(1);
        let Some(Overlay::Help { top, .. }) = self.overlays.last_mut() else {
            return;
        };
        match command {
            Command::Down => *top += 1,
            Command::Up => *top = top.saturating_sub(1),
            Command::ScreenDown => *top = top.saturating_add_signed(height / 2),
            Command::ScreenUp => *top = top.saturating_add_signed(-height / 2),
            Command::First => *top = 0,
            Command::Last => *top = super::COMMANDS.len(),
            _ => {
                self.overlays.pop();
            }
        }
    }

    /// Leaves the article for the list, or the program where there is no list.
    fn back(&mut self) -> Vec<Effect> {
        if self.screen == Screen::Library || self.single {
            return self.quit();
        }
        self.screen = Screen::Library;
        let height = self.list_height();
        if let Some(reading) = &self.reading {
            self.shelf.select(&reading.place);
        }
        self.shelf.keep_in_view(height);
        self.remember_place()
    }

    fn tell(&mut self, failed: &str) -> Vec<Effect> {
        self.message = Some(Message::Failed(failed.to_owned()));
        Vec::new()
    }
}
