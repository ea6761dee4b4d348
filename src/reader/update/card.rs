//! Verbs of a name's card.

use super::overlays::steps;
use crate::names::Names;
use crate::reader::{Command, Effect, Focus, Model, NameCard, Overlay, Trail};

impl Model {
    /// Opens the card of name `at`.
    pub(super) fn open_card(&mut self, at: usize) -> Vec<Effect> {
        let card = self.reading.as_ref().and_then(|r| NameCard::new(r, at));
        self.overlays.extend(card.map(Overlay::Card));
        Vec::new()
    }

    /// Opens the card of the name that has been stepped to, or of the first one on the page.
    pub(super) fn card_on_page(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        match reading.name_in_hand() {
            Some(at) => self.open_card(at),
            None if reading.listed_mentions().is_empty() => self.tell_no_names(),
            None => self.tell("No name stands on this page"),
        }
    }

    pub(super) fn card(&mut self, command: Command) -> Vec<Effect> {
        let screen = isize::try_from(self.size.rows / 6).unwrap_or(1).max(1);
        let (Some(Overlay::Card(card)), Some(reading)) = (self.overlays.last_mut(), &self.reading)
        else {
            return Vec::new();
        };
        if let Some(by) = steps(command, screen) {
            card.step(by, reading, self.size);
            return Vec::new();
        }
        let name = card.name;
        match command {
            Command::Open => return self.go_to_mention(),
            Command::HideName
            | Command::RenameName
            | Command::NameKind
            | Command::MergeName
            | Command::SplitName => return self.correct_name(command, name),
            _ => {
                self.overlays.pop();
            }
        }
        Vec::new()
    }

    /// Goes to the mention that is selected on the card, and on to the others from there.
    fn go_to_mention(&mut self) -> Vec<Effect> {
        let (Some(Overlay::Card(card)), Some(reading)) = (self.overlays.pop(), &mut self.reading)
        else {
            return Vec::new();
        };
        let Some(place) = card.place() else {
            return Vec::new();
        };
        reading.choose_name(card.name);
        reading.focus = Focus::Page;
        reading.show(place);
        if let Some(trail) = &mut reading.trail {
            trail.at = trail.places.iter().position(|other| *other == place);
        }
        self.tell_trail();
        self.tell_folded(place.start);
        self.note_end()
    }

    /// Says where on the trail one is.
    pub(super) fn tell_trail(&mut self) {
        let trail = self.reading.as_ref().and_then(|r| r.trail.as_ref());
        let told = trail.map(Trail::told);
        if let Some(told) = told {
            self.say(told);
        }
    }

    /// Brings the cards that are open up to date with the names, which were `before`; the card of a name that is gone is closed.
    pub(in crate::reader) fn renew_cards(&mut self, before: &Names) {
        let Some(reading) = &self.reading else { return };
        self.overlays.retain_mut(|overlay| {
            let Overlay::Card(card) = overlay else {
                return true;
            };
            let renewed = card.renewed(before, reading);
            renewed.map(|renewed| *card = renewed).is_some()
        });
    }
}
