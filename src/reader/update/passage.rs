//! Verbs of choosing a passage.

use crate::reader::{Command, Effect, LineEdit, Model, PromptKind, Unit};

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
            Command::Keep => {
                let range = passage.range();
                return self.keep(range, None);
            }
            Command::KeepWithNote => {
                let range = passage.range();
                self.prompt(PromptKind::NewNote(range), LineEdit::default());
                return Vec::new();
            }
            _ => {
                reading.passage = None;
                return Vec::new();
            }
        }
        let edge = passage.edge();
        if !reading.shows(edge.start) {
            reading.go(edge.start);
        }
        Vec::new()
    }
}
