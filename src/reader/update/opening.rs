//! An article on its way from the disk: its head first where it is long, then all of it, and the keys that are
//! pressed meanwhile.

use crate::code;
use crate::journal::{Anchor, Found, Position};
use crate::library::{OpenError, Place};
use crate::reader::model::Awaited;
use crate::reader::{
    Command, Effect, Facts, Key, KeyCode, Loaded, Lookup, Message, Model, Reading, Scope, Screen,
    Ticket,
};
use crate::text::harmless_line;
use std::sync::Arc;

/// Keys that may be typed ahead of an article that is on its way.
const TYPED_AHEAD: usize = 64;
/// What to say while an article is on its way.
pub(in crate::reader) const OPENING: &str = "Opening…";
/// What to say of a key that the head of an article cannot answer.
const READING_ON: &str = "The rest of the article is being read…";
/// What to say of a bookmark whose passage is gone.
pub(in crate::reader) const LOST: &str = "The text has changed: this passage is not in it any more";

impl Model {
    /// Keys that are pressed while an article is on its way are for that article: they wait for it, but for
    /// those that its head can answer. Escape gives up waiting.
    pub(super) fn press_while_opening(&mut self, key: Key) -> Vec<Effect> {
        if let Some(effects) = self.press_in_head(key) {
            return effects;
        }
        match key.code {
            KeyCode::Esc if self.head().is_none() => {
                self.awaited = None;
                self.typed_ahead.clear();
                self.say("Not opened");
                if self.single && self.reading.is_none() {
                    return self.quit();
                }
            }
            KeyCode::Char('c') if key.ctrl => return self.quit(),
            _ if self.typed_ahead.len() < TYPED_AHEAD => {
                self.typed_ahead.push_back(key);
                if self.head().is_some() {
                    self.say(READING_ON);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// The head of the article that is on its way, if it is shown.
    fn head(&self) -> Option<&Reading> {
        self.reading.as_ref().filter(|reading| !reading.is_whole())
    }

    /// What a key does that the head of an article can answer: turn its pages, and leave. `None` when all of
    /// the article must be there first.
    fn press_in_head(&mut self, key: Key) -> Option<Vec<Effect>> {
        let head = self.head().filter(|_| self.typed_ahead.is_empty())?;
        let moved = head.has_moved();
        let command = match self.keymap.look_up(Scope::Reader, &[key]) {
            Lookup::Found(command) => command,
            Lookup::Pending => return None,
            // It must not keep the keys after it waiting.
            Lookup::Nothing => return Some(Vec::new()),
        };
        let mut effects = Vec::new();
        match command {
            Command::NextPage if head.next_is_certain() => self.reading.as_mut()?.turn(1),
            Command::PreviousPage => self.reading.as_mut()?.turn(-1),
            Command::First => self.reading.as_mut()?.go(0),
            Command::Cancel => effects = self.clear(),
            Command::Redraw => effects.push(Effect::Redraw),
            Command::Suspend => effects.push(Effect::Suspend),
            // The place can be kept when the article is there.
            Command::Quit if !moved => effects = self.quit(),
            Command::Back if !moved => {
                self.awaited = None;
                effects = self.back();
                self.reading = None;
            }
            _ => return None,
        }
        self.message = None;
        self.follow_section();
        Some(effects)
    }

    /// Shows the head of a long article while the rest is being read; not when the place where one was lies
    /// further on, since another page would flash up then.
    pub(super) fn head_loaded(&mut self, ticket: Ticket, loaded: Loaded) -> Vec<Effect> {
        let waiting = |awaited: &Awaited| awaited.ticket == ticket && awaited.bookmark.is_none();
        let shown = self.head().is_some_and(|head| head.ticket == ticket);
        if shown || !self.awaited.as_ref().is_some_and(waiting) {
            return Vec::new();
        }
        let (id, _) = self.state.identify(&loaded.identity);
        let standing = self.state.article(&id);
        let position = standing.and_then(|standing| standing.position.as_ref());
        if position.is_some_and(|position| !position.is_in(&loaded.article.text)) {
            return Vec::new();
        }
        let position = position.cloned();
        self.end_waiting();
        let effects = self.remember_place();
        let layout = self.layout();
        let mut head = Reading::new(loaded, ticket, id, Vec::new(), &layout);
        if let Some(position) = position {
            head.resume(&position);
        }
        // From here on it tells whether a page was turned: nothing of a head is written down.
        head.remembered = Some(head.here);
        self.reading = Some(head);
        self.screen = Screen::Reader;
        self.overlays.clear();
        self.follow_section();
        effects
    }

    /// Takes away what is said while an article is on its way.
    fn end_waiting(&mut self) {
        let said = |message: &mut Message| matches!(message, Message::Done(words) if [OPENING, READING_ON].contains(&words.as_str()));
        self.message.take_if(said);
    }

    /// Presses the keys that waited, until one of them opens another article.
    fn press_what_waited(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.awaited.is_none()
            && let Some(key) = self.typed_ahead.pop_front()
        {
            effects.extend(self.press(key));
        }
        effects
    }

    pub(super) fn loaded(
        &mut self,
        ticket: Ticket,
        result: Result<Loaded, OpenError>,
    ) -> Vec<Effect> {
        let Some(awaited) = self.awaited.take_if(|awaited| awaited.ticket == ticket) else {
            return Vec::new();
        };
        self.end_waiting();
        let head = self.reading.take_if(|reading| !reading.is_whole());
        let mut effects = match result {
            Ok(loaded) => {
                let effects = self.show(loaded, ticket, awaited.bookmark.as_ref(), head);
                if let Some(id) = &awaited.attach {
                    self.choose_for(id);
                }
                effects
            }
            Err(error) => {
                self.not_opened(&awaited.place, &error);
                Vec::new()
            }
        };
        effects.extend(self.press_what_waited());
        effects
    }

    /// Says why an article cannot be shown. The keys that waited for it are for nothing else.
    fn not_opened(&mut self, place: &Place, error: &OpenError) {
        self.typed_ahead.clear();
        let reason = harmless_line(&error.to_string());
        self.refuse(format!("{} {reason}", harmless_line(&place.file_name())));
        self.shelf
            .learn(place, Facts::Unreadable(reason), &self.state);
        if self.reading.is_none() {
            self.screen = Screen::Library;
            self.shelf.select(place);
            let height = self.list_height();
            self.shelf.keep_in_view(height);
        }
    }

    /// Shows an article that has been read from disk, after its `head` if that was shown.
    fn show(
        &mut self,
        loaded: Loaded,
        ticket: Ticket,
        bookmark: Option<&Anchor>,
        head: Option<Reading>,
    ) -> Vec<Effect> {
        let mut effects = self.remember_place();
        let (id, unrecorded) = self.state.identify(&loaded.identity);
        self.shelf.show_always(&loaded.place);
        let layout = self.layout();
        let mut reading = Reading::new(loaded, ticket, id, unrecorded, &layout);
        self.go_where_one_was(&mut reading, bookmark);
        if let Some(head) = head.filter(|head| head.ticket == ticket && head.has_moved()) {
            go_on_from(&head, &mut reading);
        }
        effects.push(Effect::FindNames(
            ticket,
            Arc::clone(&reading.article),
            Arc::clone(&self.corrections),
        ));
        if code::has_listings(&reading.article) {
            effects.push(Effect::ColourCode(ticket, Arc::clone(&reading.article)));
        }
        self.reading = Some(reading);
        effects.extend(self.place_bookmarks());
        self.screen = Screen::Reader;
        self.overlays.clear();
        self.follow_section();
        self.say_what_was_wrong();
        effects.extend(self.note_end());
        effects
    }

    /// Says what was wrong with the file of the article that is open, unless there is something else to say.
    fn say_what_was_wrong(&mut self) {
        let Some(reading) = self.reading.as_ref().filter(|_| self.message.is_none()) else {
            return;
        };
        let words = match reading.article.warnings.as_slice() {
            [] => return,
            [warning] => format!("This file: {warning}"),
            [warning, rest @ ..] => {
                format!("This file: {warning}; and {} more", rest.len())
            }
        };
        self.say(&words);
    }

    /// Goes to the bookmark that the article was opened for, or to the place where it was left.
    fn go_where_one_was(&mut self, reading: &mut Reading, bookmark: Option<&Anchor>) {
        let standing = self.state.article(&reading.id);
        let position = standing.and_then(|standing| standing.position.as_ref());
        if let Some(position) = position {
            reading.resume(position);
        }
        match bookmark.map(|anchor| anchor.find(&reading.article.text)) {
            Some(Found::Exact(range) | Found::Moved(range) | Found::Changed(range)) => {
                reading.go(range.start);
            }
            Some(Found::Lost) => self.refuse(LOST),
            None => {}
        }
    }
}

/// Goes to where one has turned in the `head` of an article meanwhile. If that was not the place where one had
/// left the article, which its head alone did not tell, one can jump back there.
fn go_on_from(head: &Reading, reading: &mut Reading) {
    let turned = Position::new(&head.article.text, head.here, head.here);
    let place = turned.find(&reading.article.text);
    if head.remembered == Some(reading.here) {
        reading.go(place);
    } else {
        reading.jump(place);
    }
}
