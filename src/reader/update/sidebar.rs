//! Verbs of the sidebar.

use super::overlays::steps;
use super::{LOST, SEEKING};
use crate::names::NameKind;
use crate::reader::sidebar::Seen;
use crate::reader::{
    Command, Effect, Focus, Kept, LineEdit, Model, Overlay, Part, PromptKind, Reading, Sidebar,
    SidebarRow,
};

impl Model {
    pub(super) fn focus_sidebar(&mut self) {
        let rows = self.sidebar_rows();
        if rows.is_empty() {
            self.say("No sections, names or bookmarks here yet");
            return;
        }
        // On a page alone it slides over, and is gone again with the focus.
        self.settings.sidebar |= !self.focus_mode;
        let layout = self.layout();
        let Some(reading) = &mut self.reading else {
            return;
        };
        reading.reset(&layout);
        reading.focus = Focus::Sidebar;
        // The first time it opens at the section one is in.
        if reading.sidebar.is_untouched() {
            let section = section_row(reading);
            let at = rows.iter().position(|row| *row == section).unwrap_or(0);
            self.select_in_sidebar(at);
        } else {
            self.settle_sidebar();
        }
    }

    /// The rows of the sidebar as it stands.
    pub fn sidebar_rows(&self) -> Vec<SidebarRow> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        reading
            .sidebar
            .rows(reading, self.bookmarks(), self.sidebar_height())
    }

    /// Rows of the sidebar that the screen can show.
    pub fn sidebar_height(&self) -> usize {
        usize::from(self.layout().page.rows)
    }

    /// Keeps the section one is in within the sidebar that is shown, while the keys go to the page.
    pub(super) fn follow_section(&mut self) {
        let (rows, height) = (self.sidebar_rows(), self.sidebar_height());
        let Some(reading) = &mut self.reading else {
            return;
        };
        if reading.focus == Focus::Sidebar {
            self.settle_sidebar();
            return;
        }
        let section = section_row(reading);
        let at = rows.iter().position(|row| *row == section).unwrap_or(0);
        reading.sidebar.keep_in_view(at, rows.len(), height);
    }

    /// Keeps what is selected in the sidebar selected, now that other things may stand there.
    pub(super) fn settle_sidebar(&mut self) {
        let focus = self.reading.as_ref().map(|reading| reading.focus);
        if focus == Some(Focus::Sidebar) {
            self.with_rows(Sidebar::settle);
        }
    }

    fn step_sidebar(&mut self, by: isize) {
        self.with_rows(|sidebar, rows, seen| sidebar.step(by, rows, seen));
    }

    fn select_in_sidebar(&mut self, at: usize) {
        self.with_rows(|sidebar, rows, seen| sidebar.select(at, rows, seen));
    }

    /// Lets `change` change the sidebar, with the rows it has now.
    fn with_rows(&mut self, change: impl FnOnce(&mut Sidebar, &[SidebarRow], Seen<'_>)) {
        let (rows, height) = (self.sidebar_rows(), self.sidebar_height());
        let Some(reading) = &mut self.reading else {
            return;
        };
        let mut sidebar = std::mem::take(&mut reading.sidebar);
        let names = reading.names.clone();
        let seen = Seen {
            names: names.as_deref(),
            bookmarks: self.bookmarks(),
            height,
        };
        change(&mut sidebar, &rows, seen);
        if let Some(reading) = &mut self.reading {
            reading.sidebar = sidebar;
        }
    }

    pub(super) fn sidebar(&mut self, command: Command) -> Vec<Effect> {
        let screen = isize::try_from(self.sidebar_height())
            .unwrap_or(1)
            .saturating_sub(1)
            .max(1);
        if let Some(by) = steps(command, screen) {
            self.step_sidebar(by);
            return Vec::new();
        }
        match command {
            Command::NextPart => self.step_part(1),
            Command::PreviousPart => self.step_part(-1),
            Command::Fold => self.fold_sidebar(),
            Command::Open => self.choose_in_sidebar(),
            Command::NextHit | Command::PreviousHit => return self.step_trail(command),
            Command::NextMention | Command::PreviousMention => return self.step_mention(command),
            Command::ToggleNames | Command::ToggleSidebar => return self.toggle(command),
            Command::Kinds => return self.next_kind(),
            Command::FilterNames => return self.ask_for_filter(),
            Command::AddName => return self.ask_for_new_name(),
            Command::Card => return self.with_name_in_sidebar(Self::open_card),
            Command::HideName
            | Command::RenameName
            | Command::NameKind
            | Command::MergeName
            | Command::SplitName => {
                return self.with_name_in_sidebar(|model, at| model.correct_name(command, at));
            }
            Command::Cancel if self.has_filter() => self.show_all_names(),
            _ => {
                if let Some(reading) = &mut self.reading {
                    reading.focus = Focus::Page;
                }
            }
        }
        Vec::new()
    }

    /// Does `verb` with the name that is selected, by its index; says so where there is none.
    fn with_name_in_sidebar(
        &mut self,
        verb: impl FnOnce(&mut Self, usize) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let rows = self.sidebar_rows();
        let selected = self.reading.as_ref().map_or(0, |r| r.sidebar.selected);
        match rows.get(selected) {
            Some(SidebarRow::Name(at)) => {
                // It may stand in the place of one that is gone.
                self.select_in_sidebar(selected);
                verb(self, *at)
            }
            _ => self.tell("No name is selected"),
        }
    }

    /// To the heading of the next part, or the one before.
    fn step_part(&mut self, by: isize) {
        let rows = self.sidebar_rows();
        let selected = self.reading.as_ref().map_or(0, |r| r.sidebar.selected);
        let mut headings = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| matches!(row, SidebarRow::Part(..)))
            .map(|(at, _)| at);
        let heading = if by > 0 {
            headings.find(|at| *at > selected)
        } else {
            headings.rfind(|at| *at < selected)
        };
        if let Some(at) = heading {
            self.select_in_sidebar(at);
        }
    }

    fn fold_sidebar(&mut self) {
        self.with_rows(|sidebar, rows, _| sidebar.fold(rows));
        self.settle_sidebar();
    }

    fn choose_in_sidebar(&mut self) {
        let rows = self.sidebar_rows();
        let Some(reading) = &mut self.reading else {
            return;
        };
        match rows.get(reading.sidebar.selected) {
            Some(SidebarRow::Part(..)) => return self.fold_sidebar(),
            Some(SidebarRow::More(part, _) | SidebarRow::Before(part, _)) => {
                let part = *part;
                return self.show_all_of(part);
            }
            Some(SidebarRow::Filter(_)) => {
                self.ask_for_filter();
                return;
            }
            Some(SidebarRow::Gap | SidebarRow::Seeking | SidebarRow::FewNames) => return,
            Some(SidebarRow::Opening) => reading.jump(0),
            Some(SidebarRow::Section(at)) => {
                let start = reading.article.sections[*at].range.start;
                reading.jump(start);
            }
            Some(SidebarRow::Name(at)) => return self.choose_name_in_sidebar(*at),
            Some(SidebarRow::Highlight(at)) => {
                if let Some(marked) = reading.article.highlights.get(*at) {
                    let start = marked.range.start;
                    reading.jump(start);
                    self.tell_folded(start);
                }
                if let Some(reading) = &mut self.reading {
                    reading.focus = Focus::Page;
                }
                return;
            }
            Some(SidebarRow::Bookmark(at)) => return self.choose_bookmark_in_sidebar(*at),
            None => {}
        }
        reading.focus = Focus::Page;
    }

    /// Goes to the next mention of name `at`.
    fn choose_name_in_sidebar(&mut self, at: usize) {
        let slides = self.layout().sidebar_slides;
        if let Some(reading) = &mut self.reading {
            reading.choose_name(at);
            // Beside the page the list keeps the keys, for the mention after it.
            if slides {
                reading.focus = Focus::Page;
            }
        }
        self.step_trail(Command::NextHit);
    }

    fn choose_bookmark_in_sidebar(&mut self, at: usize) {
        let Some(reading) = &mut self.reading else {
            return;
        };
        let kept = reading.kept.get(at);
        let Some(range) = kept.and_then(Kept::range) else {
            match kept.and_then(|kept| kept.found) {
                Some(_) => self.refuse(LOST),
                None => self.say(SEEKING),
            }
            return;
        };
        reading.jump(range.start);
        reading.focus = Focus::Page;
        self.tell_folded(range.start);
    }

    /// Shows all rows of `part`; the first of those that were left out is selected.
    fn show_all_of(&mut self, part: Part) {
        let Some(reading) = &mut self.reading else {
            return;
        };
        reading.sidebar.show_whole(part);
        let at = reading.sidebar.selected;
        self.select_in_sidebar(at);
    }

    /// The names of the next kind alone, in the list, in the text and on the way from name to name; after the
    /// last kind all of them again.
    pub(super) fn next_kind(&mut self) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        let next = reading.next_kind();
        if next.is_none() && reading.sidebar.kind.is_none() {
            return self.tell_no_names();
        }
        reading.sidebar.kind = next;
        let names = reading.names.clone().unwrap_or_default();
        reading.renew_trail(&names);
        self.say(match next {
            None => "Names of all kinds",
            Some(NameKind::Person) => "People alone, in the list and in the text",
            Some(NameKind::Organization) => "Organisations alone, in the list and in the text",
            Some(NameKind::Place) => "Places alone, in the list and in the text",
        });
        Vec::new()
    }

    pub(super) fn tell_no_names(&mut self) -> Vec<Effect> {
        if self.reading.as_ref().is_some_and(|r| r.names.is_some()) {
            return self.tell("No names have been found in this article");
        }
        self.say("The names of this article are still being looked for");
        Vec::new()
    }

    fn ask_for_filter(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.reading else {
            return Vec::new();
        };
        let edit = LineEdit::with(&reading.sidebar.filter);
        self.prompt(PromptKind::FilterNames, edit);
        Vec::new()
    }

    fn has_filter(&self) -> bool {
        let filter = self.reading.as_ref().map(|r| &r.sidebar.filter);
        filter.is_some_and(|filter| !filter.is_empty())
    }

    /// Shows the names that match what is being typed, the first of them selected.
    pub(super) fn filter_names(&mut self) {
        let (Some(Overlay::Prompt(prompt)), Some(reading)) =
            (self.overlays.last(), &mut self.reading)
        else {
            return;
        };
        let line = prompt.edit.line().trim();
        if prompt.kind != PromptKind::FilterNames || reading.sidebar.filter == line {
            return;
        }
        reading.sidebar.find(line, reading.names.as_deref());
        let rows = self.sidebar_rows();
        let first = rows
            .iter()
            .position(|row| matches!(row, SidebarRow::Name(_)));
        self.select_in_sidebar(first.unwrap_or(0));
    }

    /// Takes the filter away; what is selected stays so.
    pub(super) fn show_all_names(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.sidebar.find("", None);
        }
        self.settle_sidebar();
    }
}

/// The row of the section one is in.
fn section_row(reading: &Reading) -> SidebarRow {
    reading
        .section()
        .map_or(SidebarRow::Opening, SidebarRow::Section)
}
