//! Verbs of what lies over a screen: bookmarks, the finder of sections, a line being typed.

use crate::journal::{Change, tag};
use crate::reader::{Command, Effect, Key, KeyCode, Model, Overlay, Prompt, PromptKind};

impl Model {
    /// The list that lies on top.
    pub(super) fn list(&mut self, command: Command) -> Vec<Effect> {
        let screen = isize::try_from(self.size.rows / 4).unwrap_or(1).max(1);
        match (self.overlays.last_mut(), steps(command, screen)) {
            (Some(Overlay::Footnotes(list)), Some(by)) => list.step(by),
            (Some(Overlay::Bookmarks(list)), Some(by)) => list.step(by),
            (Some(Overlay::Footnotes(_)), None) => return self.footnote_list(command),
            _ => return self.bookmark_list(command),
        }
        Vec::new()
    }

    fn bookmark_list(&mut self, command: Command) -> Vec<Effect> {
        self.bookmark_verb(command).unwrap_or_else(|| {
            self.overlays.pop();
            Vec::new()
        })
    }

    pub(super) fn type_section(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Sections(finder)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Esc => {
                self.overlays.pop();
            }
            KeyCode::Down | KeyCode::Tab => finder.step(1),
            KeyCode::Up | KeyCode::BackTab => finder.step(-1),
            KeyCode::Enter => {
                let chosen = finder.rows.get(finder.selected).map(|row| row.section);
                self.overlays.pop();
                let Some(reading) = &mut self.reading else {
                    return Vec::new();
                };
                if let Some(section) =
                    chosen.and_then(|section| reading.article.sections.get(section))
                {
                    let start = section.range.start;
                    reading.jump(start);
                }
                return self.note_end();
            }
            _ => {
                if finder.edit.press(key)
                    && let Some(reading) = &self.reading
                {
                    finder.refresh(reading);
                }
            }
        }
        Vec::new()
    }

    pub(super) fn type_prompt(&mut self, key: Key) -> Vec<Effect> {
        // As in a shell: ctrl-x ctrl-e goes on in the editor.
        let begun = !std::mem::take(&mut self.chord).is_empty();
        if begun && is_ctrl(key, 'e') {
            return self.prompt_in_editor();
        }
        let Some(Overlay::Prompt(prompt)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Char('x') if key.ctrl => self.chord.push(key),
            KeyCode::Esc => self.leave_prompt(),
            KeyCode::Enter => {
                if let Some(Overlay::Prompt(prompt)) = self.overlays.pop() {
                    let mut effects = self.answer(prompt);
                    effects.extend(self.note_end());
                    return effects;
                }
            }
            // Backspace in an empty line leaves it, as in vim and less.
            KeyCode::Backspace if prompt.edit.line().is_empty() => self.leave_prompt(),
            KeyCode::Tab | KeyCode::BackTab => {
                let by = if key.code == KeyCode::Tab { 1 } else { -1 };
                if let Some(completion) = &mut prompt.completion {
                    completion.turn(&mut prompt.edit, by);
                }
            }
            _ => {
                if prompt.edit.press(key)
                    && let Some(completion) = &mut prompt.completion
                {
                    completion.typed();
                }
                self.filter_names();
            }
        }
        Vec::new()
    }

    fn leave_prompt(&mut self) {
        if let Some(Overlay::Prompt(prompt)) = self.overlays.pop()
            && prompt.kind == PromptKind::FilterNames
        {
            self.show_all_names();
        }
    }

    fn answer(&mut self, prompt: Prompt) -> Vec<Effect> {
        let line = prompt.edit.line().trim();
        match prompt.kind {
            PromptKind::Search if line.is_empty() => Vec::new(),
            PromptKind::Search => {
                self.search(line);
                Vec::new()
            }
            PromptKind::GoTo => self.go_to(line),
            PromptKind::Note(marked) => self.note_typed(marked, line),
            PromptKind::Label(marked) => match tag(line) {
                Some(label) => self.set_label(marked, Some(label)),
                None => Vec::new(),
            },
            // It was filtered as it was typed.
            PromptKind::FilterNames => Vec::new(),
            PromptKind::RenameName(name) => self.rename(name, line),
            PromptKind::AddName => self.ask_kind_of_new(line),
            PromptKind::Tags(article, before) => self.retag(&article, &before, line),
            PromptKind::TagAll(rows) => self.tag_all(&rows, line, |tag| Change::Tag { tag }),
            PromptKind::UntagAll(rows) => self.tag_all(&rows, line, |tag| Change::Untag { tag }),
        }
    }

    /// Goes to a page (`12`) or a percentage (`40%`).
    fn go_to(&mut self, line: &str) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        if line.is_empty() {
            return Vec::new();
        }
        if let Some(percent) = line
            .strip_suffix('%')
            .and_then(|number| number.trim().parse::<usize>().ok())
        {
            let len = reading.article.text.len();
            reading.jump(len.saturating_mul(percent.min(100)) / 100);
        } else if line.bytes().all(|byte| byte.is_ascii_digit()) {
            // More digits than a number holds are past the last page.
            reading.go_to_page(
                line.parse::<usize>()
                    .unwrap_or(usize::MAX)
                    .saturating_sub(1),
            );
            if reading.awaited_page.is_some() {
                self.say(super::paging::COUNTING);
            }
        } else {
            return self.tell(&format!(
                "`{line}` is neither a page (12) nor a percentage (40%)"
            ));
        }
        Vec::new()
    }
}

fn is_ctrl(key: Key, c: char) -> bool {
    key.ctrl && key.code == KeyCode::Char(c)
}

/// By how many rows a command moves in a list of which `screen` rows are a screen.
pub(super) fn steps(command: Command, screen: isize) -> Option<isize> {
    Some(match command {
        Command::Down => 1,
        Command::Up => -1,
        Command::ScreenDown => screen,
        Command::ScreenUp => -screen,
        Command::First => isize::MIN,
        Command::Last => isize::MAX,
        _ => return None,
    })
}
