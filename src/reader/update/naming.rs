//! Verbs by which the reader corrects names: each asks what must be asked, and says what is to be kept.

use crate::names::{Correction, NameKind, places};
use crate::reader::{
    Choice, Command, Effect, Key, KeyCode, LineEdit, Model, NameCard, NameFinder, Overlay,
    PromptKind, Question, TrailKind,
};
use crate::text::harmless_line;
use std::sync::Arc;

impl Model {
    /// Does what `command` asks of name `at`, or asks what must be known first.
    pub(super) fn correct_name(&mut self, command: Command, at: usize) -> Vec<Effect> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        let (Some(name), Some(names)) = (reading.name(at), &reading.names) else {
            return Vec::new();
        };
        let called = name.name.clone();
        match command {
            Command::HideName => return self.correct(&Correction::Hide { name: called }),
            Command::RenameName => {
                let edit = LineEdit::with(&harmless_line(&called));
                self.prompt(PromptKind::RenameName(called), edit);
            }
            Command::NameKind => {
                let choice = Choice::of_kind(Question::KindOf(called), name.kind);
                self.overlays.push(Overlay::Choice(choice));
            }
            Command::MergeName if names.names.len() < 2 => {
                return self.tell("There is no other name to merge it with");
            }
            Command::MergeName => {
                let finder = NameFinder::new(Arc::clone(names), at);
                self.overlays.push(Overlay::Merge(finder));
            }
            Command::SplitName => return self.ask_for_form(at),
            _ => {}
        }
        Vec::new()
    }

    /// Asks which form of name `at` is a name of its own; on the card that of the sentence selected is proposed.
    fn ask_for_form(&mut self, at: usize) -> Vec<Effect> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        let (Some(name), Some(fresh)) = (reading.name(at), NameCard::new(reading, at)) else {
            return Vec::new();
        };
        let forms: Vec<String> = fresh.forms().map(str::to_owned).collect();
        if forms.len() < 2 {
            return self.tell("It is written in one way only");
        }
        let place = match self.overlays.last() {
            Some(Overlay::Card(card)) => card.place(),
            _ => None,
        };
        let written = place.map(|place| harmless_line(place.of(&reading.article.text)));
        let now = written.and_then(|written| forms.iter().position(|form| *form == written));
        let choice = Choice::of_form(&name.name, &forms, now.unwrap_or(0));
        self.overlays.push(Overlay::Choice(choice));
        Vec::new()
    }

    pub(super) fn rename(&mut self, name: String, to: &str) -> Vec<Effect> {
        let to = harmless_line(to);
        if to.is_empty() {
            return self.tell("A name needs a word; nothing was changed");
        }
        if to == name {
            return Vec::new();
        }
        self.correct(&Correction::Rename { name, to })
    }

    /// Asks for the words of a name that was not found; those searched for are proposed.
    pub(super) fn ask_for_new_name(&mut self) -> Vec<Effect> {
        let trail = self.reading.as_ref().and_then(|r| r.trail.as_ref());
        let searched = trail.filter(|trail| trail.kind == TrailKind::Hits);
        let edit = searched.map_or_else(LineEdit::default, |trail| LineEdit::with(&trail.label));
        self.prompt(PromptKind::AddName, edit);
        Vec::new()
    }

    /// Asks what the name that is to be added stands for.
    pub(super) fn ask_kind_of_new(&mut self, words: &str) -> Vec<Effect> {
        let words = harmless_line(words);
        if !words.is_empty() {
            let kind = self
                .reading
                .as_ref()
                .and_then(|reading| reading.sidebar.kind)
                .unwrap_or(NameKind::Person);
            let choice = Choice::of_kind(Question::KindOfNew(words), kind);
            self.overlays.push(Overlay::Choice(choice));
        }
        Vec::new()
    }

    /// Keys for a question with a few answers.
    pub(super) fn type_choice(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Choice(choice)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Enter => return self.answer_choice(),
            KeyCode::Esc | KeyCode::Char('q') => {
                self.overlays.pop();
            }
            KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => choice.step(1),
            KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => choice.step(-1),
            KeyCode::Char(c) => {
                if let Some(at) = choice.answer_of(c) {
                    choice.selected = at;
                    return self.answer_choice();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn answer_choice(&mut self) -> Vec<Effect> {
        let Some(Overlay::Choice(choice)) = self.overlays.pop() else {
            return Vec::new();
        };
        if let Some(effects) = self.answer_label(&choice) {
            return effects;
        }
        if let (Question::KindOfNew(name), Some(reading)) = (&choice.question, &mut self.reading)
            && let Some(first) = places(&reading.article, name).first()
        {
            reading.sidebar.await_name(first.start);
        }
        if let Question::All(rows) = choice.question {
            return self.do_to_all(rows, choice.selected);
        }
        let kind = Choice::kind(choice.selected);
        let form = choice.answers.get(choice.selected);
        let correction = match choice.question {
            Question::KindOf(name) => kind.map(|kind| Correction::Kind { name, kind }),
            Question::KindOfNew(name) => kind.map(|kind| Correction::Add { name, kind }),
            Question::FormOf(name) => form.map(|(_, form)| Correction::Split {
                name,
                form: form.clone(),
            }),

            Question::Label(_) | Question::All(_) => None,
        };
        correction.map_or_else(Vec::new, |correction| self.correct(&correction))
    }

    /// Keys for choosing the name to merge with.
    pub(super) fn type_merge(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Merge(finder)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Esc => {
                self.overlays.pop();
            }
            KeyCode::Down => finder.step(1),
            KeyCode::Up => finder.step(-1),
            KeyCode::Tab | KeyCode::BackTab => finder.swap(),
            KeyCode::Enter => {
                let merged = finder.merged();
                let merged = merged.map(|(name, into)| (name.to_owned(), into.to_owned()));
                if let Some((name, into)) = merged {
                    self.overlays.pop();
                    return self.correct(&Correction::Merge { name, into });
                }
            }
            _ => {
                if finder.edit.press(key) {
                    finder.refresh();
                }
            }
        }
        Vec::new()
    }
}
