//! Verbs of footnotes: to the note, and back to the text.

use crate::reader::{Command, Effect, FootnoteList, FootnoteRow, Model, Overlay};

impl Model {
    /// To the note that the page refers to, or out of the note one is in.
    pub(super) fn footnote(&mut self) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        if let Some(label) = reading.note_here().map(str::to_owned) {
            return match reading.reference_to(&label) {
                Some(reference) => {
                    reading.jump(reference.start);
                    self.say(format!("Where note {label} is referred to"));
                    Vec::new()
                }
                None => self.tell(&format!("Nothing refers to note {label}")),
            };
        }
        let ruler = reading.ruler_shown().map(|ruler| ruler.range().start);
        let from = ruler.unwrap_or(reading.here);
        let list = FootnoteList::new(reading, from);
        match list.rows.as_slice() {
            [] => self.tell("No footnote is referred to on this page"),
            [only] => {
                let only = only.clone();
                self.go_to_note(&only);
                Vec::new()
            }
            _ => {
                self.overlays.push(Overlay::Footnotes(list));
                Vec::new()
            }
        }
    }

    pub(super) fn footnote_list(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Footnotes(list)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match command {
            Command::Open => {
                let chosen = list.selected_row().cloned();
                self.overlays.pop();
                if let Some(row) = chosen {
                    self.go_to_note(&row);
                }
            }
            Command::EditNote | Command::Delete => {
                return self.tell("A footnote is the author's: it cannot be changed");
            }
            _ => {
                self.overlays.pop();
            }
        }
        Vec::new()
    }

    fn go_to_note(&mut self, row: &FootnoteRow) {
        let back = self.key_for(Command::Footnote);
        if let Some(reading) = &mut self.reading {
            reading.followed = Some(row.reference);
            reading.jump(row.note.start);
            self.say(format!("Note {}; {back} goes back to the text", row.label));
        }
    }
}
