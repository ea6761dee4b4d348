//! Verbs of how articles are set: each changes one setting, remembers it, and says what is on now.

use crate::article::BlockKind;
use crate::config::{MARGIN_RANGE, MEASURE_RANGE, Settings, USUAL_MEASURE, furniture_word};
use crate::reader::{Command, Effect, Focus, Message, Model, Reading};
use crate::typeset::Furniture;

/// Cells by which one key changes the column or the margins.
const STEP: u16 = 2;

impl Model {
    /// Does what `command` asks of the page's look.
    pub(super) fn set_page(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Wider | Command::Narrower | Command::UsualMeasure => self.measure(command),
            Command::WiderMargins | Command::NarrowerMargins => self.margins(command),
            Command::LineSpacing => self.line_spacing(),
            Command::FoldFurniture => self.fold_furniture(),
            Command::FocusMode => self.toggle_focus_mode(),
            _ => self.toggle(command),
        }
    }

    fn measure(&mut self, command: Command) -> Vec<Effect> {
        let wanted = match command {
            Command::Wider => self.settings.measure.saturating_add(STEP),
            Command::Narrower => self.settings.measure.saturating_sub(STEP),
            _ => USUAL_MEASURE,
        };
        self.settings.measure = wanted.clamp(*MEASURE_RANGE.start(), *MEASURE_RANGE.end());
        let (wanted, room) = (self.settings.measure, self.layout().page.cells);
        let capped = if room < wanted {
            format!("; {room} fit this screen")
        } else {
            String::new()
        };
        let told = format!("Columns of {wanted} cells{capped}");
        self.set("measure", wanted.into(), told)
    }

    fn margins(&mut self, command: Command) -> Vec<Effect> {
        let wanted = match command {
            Command::WiderMargins => self.settings.margins.saturating_add(STEP),
            _ => self.settings.margins.saturating_sub(STEP),
        };
        self.settings.margins = wanted.clamp(*MARGIN_RANGE.start(), *MARGIN_RANGE.end());
        let told = match self.settings.margins {
            0 => "No margins".to_owned(),
            cells => {
                let free = self.layout().left;
                let capped = if free < cells {
                    format!("; {free} fit this screen")
                } else {
                    String::new()
                };
                format!("Margins of {cells} cells at least{capped}")
            }
        };
        self.set("margins", self.settings.margins.into(), told)
    }

    fn line_spacing(&mut self) -> Vec<Effect> {
        let double = self.settings.line_spacing == 1;
        self.settings.line_spacing = if double { 2 } else { 1 };
        let told = if double {
            "Lines two rows apart"
        } else {
            "Lines one row apart"
        };
        let rows = self.settings.line_spacing.into();
        self.set("line-spacing", rows, told.into())
    }

    fn fold_furniture(&mut self) -> Vec<Effect> {
        let (furniture, done) = match self.settings.furniture {
            Furniture::Shown => (Furniture::Folded, "What is not the story is folded away"),
            Furniture::Folded => (Furniture::Shown, "What is not the story is shown"),
        };
        self.settings.furniture = furniture;
        let none = if self.reading.as_ref().is_some_and(has_furniture) {
            ""
        } else {
            "; this article has nothing of the kind"
        };
        self.set(
            "furniture",
            furniture_word(furniture).into(),
            format!("{done}{none}"),
        )
    }

    pub(super) fn toggle_focus_mode(&mut self) -> Vec<Effect> {
        self.focus_mode = !self.focus_mode;
        if self.focus_mode {
            let key = self.key_for(Command::FocusMode);
            self.say(format!("Nothing but the page; {key} brings the rest back"));
        }
        // The sidebar would be in the way, or stand beside the page without the keys it had.
        if let Some(reading) = &mut self.reading {
            reading.focus = Focus::Page;
        }
        self.reset_pages()
    }

    /// Turns a switch over.
    pub(super) fn toggle(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::ToggleSidebar && self.layout().sidebar_slides {
            // On a narrow screen the sidebar is there while one is in it.
            match self
                .reading
                .as_mut()
                .filter(|reading| reading.focus == Focus::Sidebar)
            {
                Some(reading) => reading.focus = Focus::Page,
                None => self.focus_sidebar(),
            }
            return Vec::new();
        }
        let (name, flag, on, off) = switch(&mut self.settings, command);
        *flag = !*flag;
        let value = *flag;
        let mut told = String::from(if value { on } else { off });
        if let Some(reading) = &mut self.reading {
            match command {
                Command::ToggleSidebar if !value => reading.focus = Focus::Page,
                Command::Hyphenate if value && reading.article.metadata.language.is_none() => {
                    told.push_str(", but the language of this article is not known");
                }
                _ => {}
            }
        }
        self.set(name, value.into(), told)
    }

    /// Sets the pages anew for a setting that has changed, remembers it and says what it is now.
    fn set(&mut self, name: &str, value: serde_json::Value, told: String) -> Vec<Effect> {
        let mut effects = self.reset_pages();
        self.say(told);
        effects.extend(Self::remember_setting(name, value));
        effects
    }

    /// Says so when the place at byte `offset`, which one has gone to, is folded away.
    pub(super) fn tell_folded(&mut self, offset: usize) {
        let Some(reading) = &self.reading else { return };
        if reading.folded_block(offset).is_none() {
            return;
        }
        let key = self.key_for(Command::FoldFurniture);
        let told = match self.message.take() {
            Some(Message::Done(words) | Message::Failed(words)) => format!("{words}, "),
            None => String::from("This place is "),
        };
        self.say(format!("{told}folded away; {key} shows it"));
    }
}

/// The switch that `command` turns: the name it is remembered by, where it is, and what to say of it on and
/// off.
fn switch(
    settings: &mut Settings,
    command: Command,
) -> (&'static str, &mut bool, &'static str, &'static str) {
    match command {
        Command::TogglePages => (
            "two-pages",
            &mut settings.two_pages,
            "Two pages where there is room",
            "One page",
        ),
        Command::ToggleParagraphs => (
            "indent",
            &mut settings.indent,
            "Paragraphs by indent",
            "Paragraphs by space",
        ),
        Command::Justify => (
            "justified",
            &mut settings.justified,
            "Flush at the right edge",
            "Ragged at the right edge",
        ),
        Command::Hyphenate => (
            "hyphenation",
            &mut settings.hyphenation,
            "Words are parted at the end of a line",
            "Words are kept whole",
        ),
        Command::ToggleNames => (
            "names",
            &mut settings.names,
            "Names highlighted",
            "Names not highlighted",
        ),
        _ => (
            "sidebar",
            &mut settings.sidebar,
            "Sidebar shown",
            "Sidebar hidden",
        ),
    }
}

/// Whether there is anything that folds.
fn has_furniture(reading: &Reading) -> bool {
    let blocks = &reading.article.blocks;
    blocks
        .iter()
        .any(|block| block.kind == BlockKind::Furniture)
}
