//! Verbs of the reading ruler, and of what is moved sideways under it.

use crate::reader::ruler::Step;
use crate::reader::sideways::{Aside, Unmoved};
use crate::reader::{Command, Effect, Model, Passage, Reading, Scope, Unit};

impl Model {
    /// Moves the ruler by a sentence or a paragraph.
    pub(super) fn ruler(&mut self, command: Command) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let (unit, step) = match command {
            Command::NextSentence => (Unit::Sentence, Step::On),
            Command::PreviousSentence => (Unit::Sentence, Step::Back),
            Command::NextParagraph => (Unit::Paragraph, Step::On),
            _ => (Unit::Paragraph, Step::Back),
        };
        if reading.move_ruler(unit, step) {
            return Vec::new();
        }
        self.tell(match (unit, step) {
            (Unit::Sentence, Step::On) => "No sentence after this one",
            (Unit::Sentence, Step::Back) => "No sentence before this one",
            (Unit::Paragraph, Step::On) => "No paragraph after this one",
            (Unit::Paragraph, Step::Back) => "No paragraph before this one",
        })
    }

    /// Starts to choose a passage: from the ruler, where there is one on the page.
    pub(super) fn mark_passage(&mut self) {
        let Some(reading) = &mut self.reading else {
            return;
        };
        let from = reading.here.max(reading.shown().start);
        reading.attaching = None;
        reading.passage = reading
            .ruler_shown()
            .or_else(|| Passage::at(&reading.article, from, Unit::Sentence));
    }

    /// Keeps what lies under the ruler.
    pub(super) fn keep_ruler(&mut self) -> Vec<Effect> {
        let ruler = self.reading.as_ref().and_then(Reading::ruler_shown);
        if let Some(ruler) = ruler {
            return self.keep(ruler.range());
        }
        let sentence = self.key_for(Command::NextSentence);
        let paragraph = self.key_for(Command::NextParagraph);
        self.tell(&format!(
            "No ruler on this page: {sentence} puts it on a sentence, {paragraph} on a paragraph"
        ))
    }

    /// Takes away what was laid over the page; with nothing there, leaves the focus mode.
    pub(super) fn clear(&mut self) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let hits = reading.trail.take().is_some();
        let ruler = reading.ruler.take().is_some();
        if self.focus_mode && !hits && !ruler {
            return self.toggle_focus_mode();
        }
        Vec::new()
    }

    /// Moves code that is too wide.
    pub(super) fn move_sideways(&mut self, command: Command) -> Vec<Effect> {
        let aside = match command {
            Command::Right => Aside::Right,
            _ => Aside::Left,
        };
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        match reading.move_sideways(aside) {
            Ok(()) => Vec::new(),
            Err(Unmoved::Fits) => self.tell("Nothing on this page is too wide for it"),
            Err(Unmoved::AtEnd) => self.tell("This is the end of the widest line"),
            Err(Unmoved::AtStart) => self.tell("This is the start of the lines"),
        }
    }

    /// The key that asks for `command` in an article, for a message.
    pub(super) fn key_for(&self, command: Command) -> String {
        let keys = self.keymap.keys_of(Scope::Reader, command);
        keys.into_iter()
            .next()
            .unwrap_or_else(|| "the key you give it".to_owned())
    }
}
