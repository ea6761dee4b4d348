//! Verbs of the sidebar.

use super::LOST;
use crate::reader::{Command, Effect, Focus, Model, Reading, SidebarRow, Trail, TrailKind};

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
        if reading.sidebar.selected == 0 {
            let section = reading
                .section()
                .map_or(SidebarRow::Opening, SidebarRow::Section);
            reading.sidebar.selected = rows.iter().position(|row| *row == section).unwrap_or(0);
        }
        self.step_sidebar(0);
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
            reading.sidebar.step(0, &rows, height);
            return;
        }
        let section = reading
            .section()
            .map_or(SidebarRow::Opening, SidebarRow::Section);
        let at = rows.iter().position(|row| *row == section).unwrap_or(0);
        reading.sidebar.keep_in_view(at, rows.len(), height);
    }

    fn step_sidebar(&mut self, by: isize) {
        let (rows, height) = (self.sidebar_rows(), self.sidebar_height());
        if let Some(reading) = &mut self.reading {
            reading.sidebar.step(by, &rows, height);
        }
    }

    pub(super) fn sidebar(&mut self, command: Command) -> Vec<Effect> {
        let screen = isize::try_from(self.sidebar_height())
            .unwrap_or(1)
            .saturating_sub(1)
            .max(1);
        match command {
            Command::Down => self.step_sidebar(1),
            Command::Up => self.step_sidebar(-1),
            Command::ScreenDown => self.step_sidebar(screen),
            Command::ScreenUp => self.step_sidebar(-screen),
            Command::First => self.step_sidebar(isize::MIN),
            Command::Last => self.step_sidebar(isize::MAX),
            Command::Fold => self.fold_sidebar(),
            Command::Open => self.choose_in_sidebar(),
            Command::NextHit | Command::PreviousHit => return self.step_trail(command),
            Command::ToggleNames | Command::ToggleSidebar => return self.toggle(command),
            _ => {
                if let Some(reading) = &mut self.reading {
                    reading.focus = Focus::Page;
                }
            }
        }
        Vec::new()
    }

    fn fold_sidebar(&mut self) {
        let rows = self.sidebar_rows();
        if let Some(reading) = &mut self.reading {
            reading.sidebar.fold(&rows);
        }
        self.step_sidebar(0);
    }

    fn choose_in_sidebar(&mut self) {
        let rows = self.sidebar_rows();
        let slides = self.layout().sidebar_slides;
        let Some(reading) = &mut self.reading else {
            return;
        };
        match rows.get(reading.sidebar.selected) {
            Some(SidebarRow::Part(..)) => return self.fold_sidebar(),
            Some(SidebarRow::More(part, _)) => return reading.sidebar.show_whole(*part),
            Some(SidebarRow::Gap) => return,
            Some(SidebarRow::Opening) => reading.jump(0),
            Some(SidebarRow::Section(at)) => {
                let start = reading.article.sections[*at].range.start;
                reading.jump(start);
            }
            Some(SidebarRow::Name(at)) => {
                choose_name(reading, *at);
                if slides {
                    reading.focus = Focus::Page;
                }
                // Beside the page the list keeps the keys, for the next mention.
                self.step_trail(Command::NextHit);
                return;
            }
            Some(SidebarRow::Bookmark(at)) => {
                let Some(range) = reading.kept.get(*at).copied().flatten() else {
                    self.refuse(LOST);
                    return;
                };
                reading.jump(range.start);
                reading.focus = Focus::Page;
                self.tell_folded(range.start);
                return;
            }
            None => {}
        }
        reading.focus = Focus::Page;
    }
}

/// Makes the mentions of name `at` the trail, unless they are it already.
fn choose_name(reading: &mut Reading, at: usize) {
    let Some(names) = reading.names.clone() else {
        return;
    };
    let Some(name) = names.names.get(at) else {
        return;
    };
    if reading
        .trail
        .as_ref()
        .is_none_or(|trail| trail.name() != Some(at))
    {
        let places = name
            .mentions
            .iter()
            .filter_map(|mention| names.mentions.get(*mention))
            .map(|mention| mention.range);
        reading.trail = Some(Trail::new(
            name.name.clone(),
            places.collect(),
            TrailKind::Name(at),
        ));
    }
}
