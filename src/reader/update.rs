//! The one place where the model changes.

mod article;
mod card;
mod corrections;
mod footnotes;
mod library;
mod marking;
mod marks;
mod naming;
mod opening;
mod overlays;
mod paging;
mod passage;
mod ruler;
mod setting;
mod sidebar;

use super::{
    Action, Command, Effect, Filling, Key, KeyCode, Lookup, Message, Model, Overlay, Scope, Screen,
    Size,
};
use crate::text::harmless_line;

pub(super) use marking::SEEKING;
pub(super) use opening::{LOST, OPENING};

impl Model {
    /// Takes in what happened; returns what is to be done about it.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = self.take_in(action);
        self.settle_sidebar();
        effects.extend(self.order_pages());
        effects
    }

    fn take_in(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Key(key) => self.press(key),
            Action::Paste(text) => self.paste(&text),
            Action::Resize(size) => self.resize(size),
            Action::Rested => self.rested(),
            Action::PagesSet(ticket, quires) => self.pages_set(ticket, quires),
            Action::Hangup => self.quit(),
            Action::Found(ticket, entries) if ticket == self.scan => self.found(entries),
            Action::Scanned(ticket, skipped) if ticket == self.scan => self.scanned(skipped),
            Action::Summarized(ticket, batch) if ticket == self.scan => self.summarized(batch),
            Action::AllSummarized(ticket) if ticket == self.scan => {
                self.shelf.filling = Filling::Done;
                Vec::new()
            }
            Action::Head(ticket, head) => self.head_loaded(ticket, head),
            Action::Loaded(ticket, result) => self.loaded(ticket, result),
            Action::NamesFound(ticket, names) => self.names_found(ticket, names),
            Action::Corrected(receipt, corrections, problems) => {
                self.corrected(receipt, corrections, &problems)
            }
            Action::NotCorrected(reason, receipt) => self.not_corrected(&reason, receipt),
            Action::CodeColoured(ticket, tokens) => {
                let asked = self.reading.as_mut().filter(|r| r.ticket == ticket);
                if let Some(reading) = asked {
                    reading.code = Some(tokens);
                }
                Vec::new()
            }
            Action::PassagesFound(ticket, found) => {
                self.passages_found(ticket, found);
                Vec::new()
            }
            Action::MarksSeen(ticket, seen) => {
                self.marks_seen(ticket, seen);
                Vec::new()
            }
            Action::MarksFolded(ticket, words) => self.marks_folded(ticket, words),
            Action::NoteEdited(marked, edited) => self.note_edited(marked, edited),
            Action::Recorded(receipt, events) => self.recorded(receipt, &events),
            Action::Met(events) => self.met(&events),
            Action::Glimpsed(events) => self.glimpsed(&events),
            Action::Recalled(folded, notice) => self.recalled(*folded, notice),
            Action::NotRecorded(refused) => self.not_recorded(refused),
            // The answer to a question that is not asked any more.
            Action::Found(..)
            | Action::Scanned(..)
            | Action::Summarized(..)
            | Action::AllSummarized(..) => Vec::new(),
        }
    }

    /// Nobody has pressed a key for a while: the place is written down, and what others wrote is read.
    fn rested(&mut self) -> Vec<Effect> {
        let mut effects = self.remember_place();
        effects.push(Effect::CatchUp);
        effects
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        if self.awaited.is_some() {
            return self.press_while_opening(key);
        }
        if !self.held.is_empty() {
            return self.hold(key);
        }
        self.message = None;
        if let Some(reading) = &mut self.reading {
            reading.awaited_page = None;
        }
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
            Lookup::Found(command) if self.writing > 0 && depends_on_state(command) => {
                // What it means depends on what is just being written: marked read twice in one breath is
                // read and unread again, not read twice.
                self.held.extend(self.chord.drain(..));
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

    /// A key after one that is held must not overtake it: it may lead to another article.
    fn hold(&mut self, key: Key) -> Vec<Effect> {
        if key.ctrl && matches!(key.code, KeyCode::Char('c')) {
            return self.quit();
        }
        self.held.push_back(key);
        Vec::new()
    }

    /// Presses the keys that were held, until one of them is held again.
    pub(super) fn press_what_was_held(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut keys = std::mem::take(&mut self.held);
        while self.held.is_empty()
            && let Some(key) = keys.pop_front()
        {
            effects.extend(self.press(key));
        }
        self.held.append(&mut keys);
        effects
    }

    fn command(&mut self, scope: Scope, command: Command) -> Vec<Effect> {
        if let Some(reading) = &mut self.reading {
            reading.settle_sideways();
        }
        let effects = match (command, scope) {
            (Command::Quit, _) => return self.quit(),
            (Command::Suspend, _) => return vec![Effect::Suspend],
            (Command::Redraw, _) => return vec![Effect::Redraw],
            (Command::Help, _) => {
                self.overlays.push(Overlay::Help { scope, top: 0 });
                Vec::new()
            }
            (Command::Undo, _) => self.undo(),
            (Command::Redo, _) => self.redo(),
            (Command::ToggleArchive, _) => self.toggle_archive(),
            (Command::Tags, _) => self.ask_for_tags(),
            (_, Scope::Help) => self.help(command),
            (_, Scope::List) => self.list(command),
            (_, Scope::Card) => self.card(command),
            (_, Scope::Marks) => self.marks(command),
            (_, Scope::Library) => self.library(command),
            (_, Scope::Reader) => self.article(command),
            (_, Scope::Passage) => self.passage(command),
            (_, Scope::Sidebar) => self.sidebar(command),
        };
        self.follow_section();
        effects
    }

    /// Keys for a line that is being typed.
    fn typed(&mut self, key: Key) -> Vec<Effect> {
        if key.ctrl && matches!(key.code, KeyCode::Char('c')) {
            return self.quit();
        }
        match self.overlays.last() {
            Some(Overlay::Sections(_)) => self.type_section(key),
            Some(Overlay::Merge(_)) => self.type_merge(key),
            Some(Overlay::Choice(_)) => self.type_choice(key),
            Some(Overlay::Marks(_)) => self.type_marks_filter(key),
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
        match (self.overlays.last_mut(), &self.reading) {
            (Some(Overlay::Prompt(prompt)), _) => {
                prompt.edit.insert(&clean);
                self.filter_names();
            }
            (Some(Overlay::Merge(finder)), _) => {
                finder.edit.insert(&clean);
                finder.refresh();
            }
            (Some(Overlay::Marks(marks)), _) => {
                marks.filter.insert(&clean);
                return self.marks_filter_changed();
            }
            (Some(Overlay::Sections(finder)), Some(reading)) => {
                finder.edit.insert(&clean);
                finder.refresh(reading);
            }
            (Some(_), _) => {}
            (None, _) => {
                self.shelf.filter.insert(&clean);
                self.filter_changed();
            }
        }
        Vec::new()
    }

    fn resize(&mut self, size: Size) -> Vec<Effect> {
        self.size = size;
        let mut effects = self.reset_pages();
        effects.extend(self.settle_marks());
        effects
    }

    /// Sets the open article anew, for another size or taste.
    fn reset_pages(&mut self) -> Vec<Effect> {
        let layout = self.layout();
        if let Some(reading) = &mut self.reading {
            reading.reset(&layout);
        }
        let height = self.list_height();
        self.shelf.keep_in_view(height);
        self.follow_section();
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

    fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.remember_place();
        effects.push(Effect::Quit);
        effects
    }

    fn help(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Help { scope, .. }) = self.overlays.last() else {
            return Vec::new();
        };
        let lines = self.keymap.help(*scope).len();
        let rows = usize::from(self.size.rows);
        // The frame and the air around it take four rows.
        let last = lines.saturating_sub(rows.saturating_sub(4).max(1));
        let screen = (rows / 2).max(1);
        let Some(Overlay::Help { top, .. }) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match command {
            Command::Down => *top += 1,
            Command::Up => *top = top.saturating_sub(1),
            Command::ScreenDown => *top += screen,
            Command::ScreenUp => *top = top.saturating_sub(screen),
            Command::First => *top = 0,
            Command::Last => *top = last,
            _ => {
                self.overlays.pop();
                return Vec::new();
            }
        }
        *top = (*top).min(last);
        Vec::new()
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

/// Whether `command` reads what the last change wrote.
fn depends_on_state(command: Command) -> bool {
    matches!(
        command,
        Command::ToggleRead
            | Command::ToggleStar
            | Command::ToggleArchive
            | Command::Tags
            | Command::All
            | Command::Undo
            | Command::Redo
            | Command::Keep
            | Command::KeepPassage
            | Command::KeepWithNote
            | Command::ShowArchived
            | Command::UnreadOnly
            | Command::Delete
            | Command::EditNote
            | Command::NoteInEditor
            | Command::Label
            | Command::Attach
            | Command::HideName
            | Command::RenameName
            | Command::NameKind
            | Command::MergeName
            | Command::SplitName
    )
}
