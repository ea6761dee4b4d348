//! Verbs of the screen of all bookmarks.

use super::overlays::steps;
use crate::journal::BookmarkId;
use crate::library::OpenError;
use crate::reader::marks::Looking;
use crate::reader::{
    BookmarkList, Command, Effect, Kept, Key, KeyCode, LineEdit, Looked, Marks, Model, Overlay,
    Screen, Seen, Ticket,
};
use crate::text::harmless_line;
use std::io::ErrorKind;
use std::sync::Arc;

impl Model {
    /// Opens the list of the bookmarks of the article that is open.
    pub(super) fn show_bookmarks(&mut self) {
        let list = BookmarkList::new(self);
        self.overlays.push(Overlay::Bookmarks(list));
    }

    /// Opens the screen of all bookmarks, at that of the article being read that is nearest to the place in it.
    pub(super) fn show_marks(&mut self) -> Vec<Effect> {
        let mut marks = Marks::new(self);
        let reading = self
            .reading
            .as_ref()
            .filter(|_| self.screen == Screen::Reader);
        if let Some(reading) = reading {
            let away = |kept: &&Kept| {
                let found = kept.range().map(|range| range.start);
                found.map_or(usize::MAX, |start| start.abs_diff(reading.here))
            };
            if let Some(near) = reading.kept.iter().min_by_key(away) {
                marks.select(&near.id);
            }
        }
        self.overlays.push(Overlay::Marks(Box::new(marks)));
        self.settle_marks()
    }

    pub(super) fn marks(&mut self, command: Command) -> Vec<Effect> {
        let screen = isize::try_from(self.list_height() / 4).unwrap_or(1).max(1);
        let Some(Overlay::Marks(marks)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        if let Some(by) = steps(command, screen) {
            marks.step(by);
            return self.settle_marks();
        }
        match command {
            Command::Filter => marks.filtering = true,
            Command::SortNext => {
                marks.grouping = marks.grouping.next();
                marks.regroup();
                return self.settle_marks();
            }
            Command::Cancel if !marks.filter.line().is_empty() => {
                marks.filter = LineEdit::default();
                return self.marks_filter_changed();
            }
            Command::Cancel => {
                self.overlays.pop();
            }
            _ => return self.bookmark_verb(command).unwrap_or_default(),
        }
        Vec::new()
    }

    /// Keys for the filter of all bookmarks.
    pub(super) fn type_marks_filter(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Marks(marks)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Enter | KeyCode::Down | KeyCode::Up => marks.filtering = false,
            KeyCode::Esc => {
                marks.filtering = false;
                marks.filter = LineEdit::default();
                return self.marks_filter_changed();
            }
            _ if marks.filter.press(key) => return self.marks_filter_changed(),
            _ => {}
        }
        Vec::new()
    }

    /// Filters all bookmarks anew, from the top.
    pub(super) fn marks_filter_changed(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Marks(marks)) = self.overlays.last_mut() {
            marks.find();
            marks.step(isize::MIN);
        }
        self.settle_marks()
    }

    /// Keeps the selected bookmark on the screen, and looks into its article.
    pub(in crate::reader) fn settle_marks(&mut self) -> Vec<Effect> {
        let (height, columns) = (self.list_height(), self.size.columns);
        self.with_marks(|marks| {
            marks.fit(columns);
            marks.keep_in_view(height);
        });
        let mut effects = self.look_at_mark();
        effects.extend(self.fold_marks());
        effects
    }

    /// Asks for what bookmarks are found by to be folded, where that is much: it is there when something is typed.
    fn fold_marks(&mut self) -> Option<Effect> {
        let mut unfolded = Vec::new();
        self.with_marks(|marks| unfolded = marks.unfolded());
        if unfolded.is_empty() {
            return None;
        }
        let ticket = self.next_ticket();
        self.with_marks(|marks| marks.folding = Some(ticket));
        Some(Effect::FoldMarks(ticket, unfolded))
    }

    /// Takes in what bookmarks are found by.
    pub(super) fn marks_folded(
        &mut self,
        ticket: Ticket,
        words: Vec<(BookmarkId, Arc<str>)>,
    ) -> Vec<Effect> {
        self.with_marks(|marks| {
            if marks.folding == Some(ticket) {
                marks.fold(words);
            }
        });
        self.settle_marks()
    }

    /// Asks how the bookmarks of the selected one's article stand in its file, unless that is known.
    fn look_at_mark(&mut self) -> Vec<Effect> {
        let Some(marks) = self.marks_open() else {
            return Vec::new();
        };
        let Some(mark) = marks.selected_mark() else {
            return Vec::new();
        };
        let article = mark.article.clone();
        let own = (&mark.bookmark.id, &mark.bookmark.anchor);
        let is_asked = marks.looking.as_ref().is_some_and(|looking| {
            let mut sought = looking.sought.iter();
            looking.article == article && sought.any(|(id, anchor)| (id, anchor) == own)
        });
        if is_asked || marks.seen(mark).is_some() {
            return Vec::new();
        }
        let standing = self.state.article(&article);
        let sought = standing.map_or_else(Vec::new, |standing| {
            let each = standing.bookmarks.iter();
            each.map(|bookmark| (bookmark.id.clone(), bookmark.anchor.clone()))
                .collect()
        });
        let anchors = sought.iter().map(|(_, anchor)| anchor.clone()).collect();
        let place = self.place_of(&article);
        let ticket = self.next_ticket();
        self.with_marks(|marks| {
            marks.looking = Some(Looking {
                ticket,
                article,
                sought,
            });
        });
        if let Some(place) = place {
            return vec![Effect::LookAtMarks(ticket, place, anchors)];
        }
        self.gone(ticket, "is not in the library that is open");
        Vec::new()
    }

    /// Takes in how bookmarks stand in the file of their article.
    pub(super) fn marks_seen(&mut self, ticket: Ticket, looked: Result<Looked, OpenError>) {
        let looked = match looked {
            Ok(looked) => looked,
            Err(OpenError::Read(error)) if error.kind() == ErrorKind::NotFound => {
                return self.gone(ticket, "has no file any more where it was last seen");
            }
            Err(error) => return self.gone(ticket, &harmless_line(&error.to_string())),
        };
        let there = self.state.resolve(&looked.identity);
        let there = there.map(|id| self.state.name(id).clone());
        let asked = self.marks_open().and_then(|marks| marks.looking.as_ref());
        let own = asked.map(|asked| self.state.name(&asked.article).clone());
        if there != own {
            return self.gone(ticket, "is not there; another article is in its place");
        }
        self.with_marks(|marks| {
            let asked = marks.looking.take_if(|asked| asked.ticket == ticket);
            let sought = asked.into_iter().flat_map(|asked| asked.sought);
            for ((id, anchor), glimpse) in sought.zip(looked.glimpses) {
                marks.note_seen(id, anchor, Seen::There(glimpse));
            }
        });
    }

    /// Notes that the article that is being looked into is not there; `why` goes on from its name.
    fn gone(&mut self, ticket: Ticket, why: &str) {
        self.with_marks(|marks| {
            let asked = marks.looking.take_if(|asked| asked.ticket == ticket);
            for (id, anchor) in asked.into_iter().flat_map(|asked| asked.sought) {
                marks.note_seen(id, anchor, Seen::Gone(why.to_owned()));
            }
        });
    }

    /// The screen of all bookmarks, if that is open.
    fn marks_open(&self) -> Option<&Marks> {
        self.overlays
            .iter()
            .rev()
            .find_map(|overlay| match overlay {
                Overlay::Marks(marks) => Some(&**marks),
                _ => None,
            })
    }

    /// Does `work` with the screen of all bookmarks, if that is open.
    fn with_marks(&mut self, work: impl FnOnce(&mut Marks)) {
        let mut open = self.overlays.iter_mut().rev();
        let marks = open.find_map(|overlay| match overlay {
            Overlay::Marks(marks) => Some(marks),
            _ => None,
        });
        if let Some(marks) = marks {
            work(marks);
        }
    }
}
