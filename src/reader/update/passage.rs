//! Verbs of choosing a passage.

use crate::reader::{Command, Effect, Marked, Model, Overlay, Unit};

impl Model {
    pub(super) fn passage(&mut self, command: Command) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let Some(passage) = &mut reading.passage else {
            return Vec::new();
        };
        match command {
            Command::Down => passage.next(&reading.article),
            Command::Up => passage.previous(&reading.article),
            Command::Extend => passage.extend(&reading.article),
            Command::Shrink => passage.shrink(&reading.article),
            Command::Sentence => passage.choose_by(&reading.article, Unit::Sentence),
            Command::Paragraph => passage.choose_by(&reading.article, Unit::Paragraph),
            Command::Keep | Command::KeepWithNote | Command::NoteInEditor | Command::Label => {
                return self.keep_passage(command);
            }
            _ => {
                reading.passage = None;
                if reading.attaching.take().is_some() {
                    self.say("The bookmark is where it was");
                }
                return Vec::new();
            }
        }
        let edge = passage.edge();
        if !reading.shows(edge.start) {
            reading.go(edge.start);
        }
        Vec::new()
    }

    /// Keeps what is chosen: as a bookmark, with a note or label that is asked for, or as the new passage of the
    /// bookmark that it was chosen for.
    fn keep_passage(&mut self, command: Command) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let Some(range) = reading.passage.map(|passage| passage.range()) else {
            return Vec::new();
        };
        if let Some(id) = reading.attaching.clone() {
            if command == Command::Keep {
                reading.attaching = None;
                return self.attach_to(id, range);
            }
            return self.tell("Attach the bookmark first; its note and label stay");
        }
        if let Some(id) = reading.kept_as(range).cloned() {
            return self.change_kept(&id, command);
        }
        let marked = Marked::New(reading.id.clone(), range);
        match command {
            Command::KeepWithNote => self.ask_for_note(marked, ""),
            Command::NoteInEditor => return vec![Effect::EditNote(marked, String::new())],
            Command::Label => {
                let choice = self.label_choice(marked, None);
                self.overlays.push(Overlay::Choice(choice));
            }
            _ => return self.keep(range),
        }
        Vec::new()
    }
}
