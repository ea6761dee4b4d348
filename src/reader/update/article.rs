//! Verbs of the reader screen: the page, the sidebar, a passage being chosen.

use crate::reader::{
    Command, Effect, Facts, Finder, LineEdit, Model, Overlay, Prompt, PromptKind, Topic, Trail,
    TrailKind,
};

impl Model {
    pub(super) fn article(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Back => return self.back(),
            Command::NextArticle => return self.neighbour(1),
            Command::PreviousArticle => return self.neighbour(-1),
            Command::ToggleRead => return self.toggle_read(),
            Command::ToggleStar => return self.toggle_star(),
            Command::AllBookmarks => return self.show_marks(),
            Command::Bookmarks => self.show_bookmarks(),
            Command::GoTo => self.prompt(PromptKind::GoTo, LineEdit::default()),
            Command::Search => self.prompt(PromptKind::Search, LineEdit::default()),
            Command::NextSentence
            | Command::PreviousSentence
            | Command::NextParagraph
            | Command::PreviousParagraph => return self.ruler(command),
            Command::MarkPassage => self.mark_passage(),
            Command::KeepPassage => return self.keep_ruler(),
            Command::Footnote => return self.footnote(),
            Command::Left | Command::Right => return self.move_sideways(command),
            Command::Cancel => return self.clear(),
            Command::ToggleNames | Command::ToggleSidebar => return self.toggle(command),
            Command::Kinds => return self.next_kind(),
            Command::Card => return self.card_on_page(),
            _ if command.topic() == Topic::Page => return self.set_page(command),
            _ => return self.move_in_article(command),
        }
        Vec::new()
    }

    fn move_in_article(&mut self, command: Command) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        match command {
            Command::NextPage => reading.turn(1),
            Command::PreviousPage => reading.turn(-1),
            Command::First => reading.jump(0),
            Command::Last => reading.go_to_end(),
            Command::NextSection => return self.section_step(1),
            Command::PreviousSection => return self.section_step(-1),
            Command::Section(number) => return self.section(number.into()),
            Command::FindSection => {
                let finder = Finder::new(reading);
                if reading.article.sections.is_empty() {
                    return self.tell("This article has no sections");
                }
                self.overlays.push(Overlay::Sections(finder));
            }
            Command::NextHit | Command::PreviousHit => return self.step_trail(command),
            Command::NextMention | Command::PreviousMention => return self.step_mention(command),
            Command::JumpBack if !reading.jump_back() => {
                self.say("No jump to go back from");
            }
            Command::JumpForward if !reading.jump_forward() => {
                self.say("No jump to go forward to");
            }
            Command::FocusSidebar => self.focus_sidebar(),
            _ => {}
        }
        Vec::new()
    }

    /// Goes to the next section, or to the start of this one and then to the one before.
    fn section_step(&mut self, by: isize) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let here = reading.section_place();
        let starts = reading
            .article
            .sections
            .iter()
            .map(|section| section.range.start);
        let target = if by > 0 {
            starts.clone().find(|start| *start > here)
        } else {
            starts.clone().rev().find(|start| *start < here)
        };
        match target {
            Some(start) => reading.jump(start),
            None if by < 0 && here > 0 => reading.jump(0),
            None => {
                return self.tell(if by > 0 {
                    "No section after this one"
                } else {
                    "This is the opening"
                });
            }
        }
        Vec::new()
    }

    /// Goes to the section of `number`, counted from 1; 0 is the opening.
    fn section(&mut self, number: usize) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let Some(index) = number.checked_sub(1) else {
            reading.jump(0);
            return Vec::new();
        };
        let Some(start) = reading
            .article
            .sections
            .get(index)
            .map(|section| section.range.start)
        else {
            let count = reading.article.sections.len();
            return self.tell(&match count {
                0 => "This article has no sections".to_owned(),
                _ => format!("There is no section {number}; the article has {count}"),
            });
        };
        reading.jump(start);
        Vec::new()
    }

    pub(super) fn search(&mut self, words: &str) {
        let Some(reading) = &mut self.reading else {
            return;
        };
        let hits = crate::text::find_all(&reading.article.text, words);
        if hits.is_empty() {
            let hint = if words.chars().any(char::is_uppercase) {
                " (capitals count; small letters find both)"
            } else {
                ""
            };
            self.refuse(format!("Not in this article: {words}{hint}"));
            return;
        }
        reading.trail = Some(Trail::new(words.to_owned(), hits, TrailKind::Hits));
        self.step_trail(Command::NextHit);
    }

    pub(super) fn step_trail(&mut self, command: Command) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let shown = reading.shown();
        let here = reading.here.max(shown.start);
        let Some(trail) = &mut reading.trail else {
            return self.tell("Nothing to go along: search with / or choose a name in the sidebar");
        };
        // Whoever has turned away from the hit goes on from the page that is shown.
        if trail
            .current()
            .is_some_and(|at| at.overlap(shown).is_none())
        {
            trail.leave();
        }
        let place = if command == Command::NextHit {
            trail.next(here)
        } else {
            trail.previous(here)
        };
        let told = trail.told();
        if let Some(place) = place {
            reading.show(place);
            self.say(told);
            self.tell_folded(place.start);
        }
        Vec::new()
    }

    /// Goes along all names of the text.
    pub(super) fn step_mention(&mut self, command: Command) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let places = reading.listed_mentions();
        if places.is_empty() {
            return self.tell_no_names();
        }
        if reading
            .trail
            .as_ref()
            .is_none_or(|trail| trail.kind != TrailKind::Names)
        {
            reading.trail = Some(Trail::new("Names".into(), places, TrailKind::Names));
        }
        let step = if command == Command::NextMention {
            Command::NextHit
        } else {
            Command::PreviousHit
        };
        self.step_trail(step)
    }

    fn neighbour(&mut self, by: isize) -> Vec<Effect> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        let place = &reading.place;
        let at = self
            .shelf
            .shown
            .iter()
            .position(|row| self.shelf.rows[*row].entry.place == *place);
        let readable = |row: &&usize| !matches!(self.shelf.rows[**row].facts, Facts::Unreadable(_));
        let (before, after) = self.shelf.shown.split_at(at.unwrap_or(0));
        let next = match by {
            1.. => after.iter().skip(1).find(readable),
            _ => before.iter().rev().find(readable),
        };
        let Some(row) = next else {
            return self.tell(match by {
                _ if self.single => "One article is open, and no list",
                1.. => "This is the last article of the list",
                _ => "This is the first article of the list",
            });
        };
        let place = self.shelf.rows[*row].entry.place.clone();
        vec![self.load(place, None)]
    }

    pub(super) fn prompt(&mut self, kind: PromptKind, edit: LineEdit) {
        self.overlays.push(Overlay::Prompt(Prompt {
            kind,
            edit,
            completion: None,
        }));
    }
}
