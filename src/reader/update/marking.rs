//! Verbs of bookmarks, wherever one is listed: keep, note, label, delete, attach.

use super::LOST;
use crate::article::{Article, Highlight};
use crate::journal::{Anchor, ArticleId, Bookmark, BookmarkId, Change, Found, tag};
use crate::library::Place;
use crate::reader::labels::{ANOTHER, NONE};
use crate::reader::{
    BookmarkRow, Choice, Command, Edited, Effect, LineEdit, Marked, Model, NoteAtHand, Overlay,
    Passage, PromptKind, Question, Receipt, Scope, Screen, Unit,
};
use crate::text::TextRange;

/// A bookmark and the article it is in.
type Selected = (ArticleId, Bookmark);

impl Model {
    /// The bookmark that is selected in what lies on top.
    fn selected_bookmark(&self) -> Option<Selected> {
        match self.overlays.last()? {
            Overlay::Bookmarks(list) => match list.selected_row()? {
                BookmarkRow::Kept(bookmark, _) => {
                    Some((self.reading.as_ref()?.id.clone(), bookmark.clone()))
                }
                BookmarkRow::InFile(_) => None,
            },
            Overlay::Marks(marks) => marks
                .selected_mark()
                .map(|mark| (mark.article.clone(), mark.bookmark.clone())),
            _ => None,
        }
    }

    /// Does what `command` asks with the bookmark that is selected; `None` when it asks for something else.
    pub(super) fn bookmark_verb(&mut self, command: Command) -> Option<Vec<Effect>> {
        let verb = match command {
            Command::Open => Self::open_bookmark,
            Command::Delete => Self::delete_bookmark,
            Command::EditNote => Self::edit_note,
            Command::NoteInEditor => Self::note_in_editor,
            Command::Label => Self::ask_for_label,
            Command::Attach => Self::attach,
            Command::Keep => Self::is_kept,
            _ => return None,
        };
        if let Some(Overlay::Bookmarks(list)) = self.overlays.last()
            && let Some(BookmarkRow::InFile(marked)) = list.selected_row().cloned()
        {
            return Some(self.highlight_verb(command, marked));
        }
        Some(match self.selected_bookmark() {
            Some(selected) => verb(self, selected),
            None => Vec::new(),
        })
    }

    /// Does what `command` asks with a passage that the file marks.
    fn highlight_verb(&mut self, command: Command, marked: Highlight) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        match command {
            Command::Open => {
                reading.jump(marked.range.start);
                self.tell_folded(marked.range.start);
                self.overlays.clear();
                Vec::new()
            }
            Command::Keep if reading.kept_as(marked.range).is_some() => self.is_kept_already(),
            Command::Keep => {
                let id = reading.id.clone();
                let said = (marked.note, marked.label.as_deref().and_then(tag));
                self.keep_with(&id, marked.range, said, Receipt::default())
            }
            _ => {
                let keys = self.keymap.keys_of(Scope::List, Command::Keep);
                let key = keys.first().map_or("`keep`", String::as_str);
                self.tell(&format!(
                    "The file itself marks this; {key} makes a bookmark of it that you can change"
                ))
            }
        }
    }

    fn is_kept_already(&mut self) -> Vec<Effect> {
        self.say("This passage is bookmarked already");
        Vec::new()
    }

    fn is_kept(&mut self, _: Selected) -> Vec<Effect> {
        self.is_kept_already()
    }

    fn delete_bookmark(&mut self, (article, bookmark): Selected) -> Vec<Effect> {
        let change = Change::RemoveBookmark { id: bookmark.id };
        let done = self.with_way_back("Bookmark deleted", "brings it back");
        self.change(&article, change, &done)
    }

    /// Asks for the note on a line. A note of several lines has no room there.
    fn edit_note(&mut self, (article, bookmark): Selected) -> Vec<Effect> {
        let note = bookmark.note.as_deref().unwrap_or("");
        let marked = Marked::Kept(article, bookmark.id);
        if note.contains('\n') {
            return vec![Effect::EditNote(marked, note.to_owned())];
        }
        self.ask_for_note(marked, note);
        Vec::new()
    }

    fn note_in_editor(&mut self, (article, bookmark): Selected) -> Vec<Effect> {
        let marked = Marked::Kept(article, bookmark.id);
        let kind = PromptKind::Note(marked.clone());
        let unsaved = self.unsaved.take_if(|unsaved| unsaved.0 == kind);
        let note = unsaved.map(|unsaved| unsaved.1).or(bookmark.note);
        vec![Effect::EditNote(marked, note.unwrap_or_default())]
    }

    /// Asks for a note on a line, which holds `note`, or what was typed before and could not be kept.
    pub(super) fn ask_for_note(&mut self, marked: Marked, note: &str) {
        let kind = PromptKind::Note(marked);
        let unsaved = self.unsaved.take_if(|unsaved| unsaved.0 == kind);
        let edit = LineEdit::with(unsaved.as_ref().map_or(note, |unsaved| &unsaved.1));
        self.prompt(kind, edit);
    }

    /// Goes on with the note that is being typed in the reader's editor.
    pub(super) fn prompt_in_editor(&mut self) -> Vec<Effect> {
        match self.overlays.last() {
            Some(Overlay::Prompt(prompt)) => match &prompt.kind {
                PromptKind::Note(marked) => {
                    let note = prompt.edit.line().to_owned();
                    vec![Effect::EditNote(marked.clone(), note)]
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Takes in what became of a note in the reader's editor. What was typed on a line before is not lost either.
    pub(super) fn note_edited(&mut self, marked: Marked, edited: Edited) -> Vec<Effect> {
        let kind = PromptKind::Note(marked.clone());
        let of_prompt = |overlay: &mut Overlay| matches!(overlay, Overlay::Prompt(prompt) if prompt.kind == kind);
        match edited {
            Edited::Unchanged if self.overlays.last_mut().is_some_and(of_prompt) => Vec::new(),
            Edited::Unchanged => {
                self.say("The note is as it was");
                Vec::new()
            }
            Edited::Failed(reason) => {
                if let Some(Overlay::Prompt(prompt)) = self.overlays.pop_if(of_prompt) {
                    self.unsaved = Some((kind, prompt.edit.line().to_owned()));
                }
                self.tell(&reason)
            }
            Edited::Written(note, draft) => {
                self.overlays.pop_if(of_prompt);
                let receipt = Receipt {
                    note: Some(Box::new(NoteAtHand::Draft(draft))),
                    ..Receipt::default()
                };
                self.write_note(marked, &note, receipt)
            }
        }
    }

    /// Keeps a note that was typed on a line.
    pub(super) fn note_typed(&mut self, marked: Marked, line: &str) -> Vec<Effect> {
        let typed = NoteAtHand::Typed(PromptKind::Note(marked.clone()), line.to_owned());
        let receipt = Receipt {
            note: Some(Box::new(typed)),
            ..Receipt::default()
        };
        self.write_note(marked, line, receipt)
    }

    /// Writes a note; an empty one takes it away, or keeps a passage without one.
    fn write_note(&mut self, marked: Marked, note: &str, mut receipt: Receipt) -> Vec<Effect> {
        let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
        match marked {
            Marked::New(article, range) => self.keep_with(&article, range, (note, None), receipt),
            Marked::Kept(article, id) => {
                let done = match note {
                    Some(_) => "Note kept",
                    None => "Note taken away",
                };
                receipt.message = Some(done.to_owned());
                self.change_with(&article, Change::Note { id, note }, receipt)
            }
        }
    }

    /// Does with the bookmark `id` of the open article what was asked for a passage that is kept already: nothing is
    /// kept twice.
    pub(super) fn change_kept(&mut self, id: &BookmarkId, command: Command) -> Vec<Effect> {
        let bookmark = self.bookmarks().iter().find(|own| own.id == *id).cloned();
        let (Some(reading), Some(bookmark)) = (&mut self.reading, bookmark) else {
            return Vec::new();
        };
        reading.passage = None;
        let selected = (reading.id.clone(), bookmark);
        match command {
            Command::KeepWithNote => self.edit_note(selected),
            Command::NoteInEditor => self.note_in_editor(selected),
            Command::Label => self.ask_for_label(selected),
            _ => self.is_kept_already(),
        }
    }

    fn ask_for_label(&mut self, (article, bookmark): Selected) -> Vec<Effect> {
        let marked = Marked::Kept(article, bookmark.id);
        let choice = self.label_choice(marked, bookmark.label.as_deref());
        self.overlays.push(Overlay::Choice(choice));
        Vec::new()
    }

    /// Takes the answer to the question for a label; `None` when something else was asked.
    pub(super) fn answer_label(&mut self, choice: &Choice) -> Option<Vec<Effect>> {
        let Question::Label(marked) = &choice.question else {
            return None;
        };
        // By its key: a label of the reader's own may read like any other answer.
        let (key, word) = choice.answers.get(choice.selected)?;
        Some(match (*key, word.as_str()) {
            ANOTHER => {
                self.prompt(PromptKind::Label(marked.clone()), LineEdit::default());
                Vec::new()
            }
            NONE => self.set_label(marked.clone(), None),
            (_, word) => self.set_label(marked.clone(), tag(word)),
        })
    }

    /// Gives a label, or takes it away.
    pub(super) fn set_label(&mut self, marked: Marked, label: Option<String>) -> Vec<Effect> {
        match marked {
            Marked::New(article, range) => {
                self.keep_with(&article, range, (None, label), Receipt::default())
            }
            Marked::Kept(article, id) => {
                let done = match &label {
                    Some(label) => format!("Labelled {label}"),
                    None => "Label taken away".to_owned(),
                };
                self.change(&article, Change::Label { id, label }, &done)
            }
        }
    }

    /// Keeps `range` of the open article as a bookmark.
    pub(super) fn keep(&mut self, range: TextRange) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        if reading.kept_as(range).is_some() {
            reading.passage = None;
            return self.is_kept_already();
        }
        let id = reading.id.clone();
        self.keep_with(&id, range, (None, None), Receipt::default())
    }

    /// Keeps `range` of the open article, if that is `article`, with a note and a label.
    fn keep_with(
        &mut self,
        article: &ArticleId,
        range: TextRange,
        (note, label): (Option<String>, Option<String>),
        mut receipt: Receipt,
    ) -> Vec<Effect> {
        let open = self.reading.as_mut();
        let Some(reading) = open.filter(|reading| reading.id == *article) else {
            return self.tell("Not kept: another article is open now");
        };
        reading.passage = None;
        let section = headings_over(&reading.article, range.start);
        let anchor = Anchor::new(&reading.article.text, range);
        let change = Change::Bookmark {
            id: BookmarkId::mint(article, &anchor, self.state.clock()),
            anchor,
            note,
            label,
            section,
        };
        receipt.message = Some("Bookmarked".to_owned());
        self.change_with(article, change, receipt)
    }

    /// Goes to a bookmark: in the article that is open, or in another that is opened for it.
    fn open_bookmark(&mut self, (article, bookmark): Selected) -> Vec<Effect> {
        if !self.is_open(&article) {
            return self.open_for(&article, &bookmark, false);
        }
        let found = self.found_of(&bookmark.id);
        match (found.and_then(Found::range), &mut self.reading) {
            (Some(range), Some(reading)) => {
                reading.jump(range.start);
                self.tell_folded(range.start);
                self.overlays.clear();
                self.screen = Screen::Reader;
            }
            _ if found.is_none() => self.say(SEEKING),
            _ => return self.tell(LOST),
        }
        Vec::new()
    }

    /// Whether `article` is the one that is open.
    fn is_open(&self, article: &ArticleId) -> bool {
        let open = self.reading.as_ref();
        open.is_some_and(|reading| self.state.name(&reading.id) == self.state.name(article))
    }

    /// Where the passage of a bookmark of the open article was found.
    fn found_of(&self, id: &BookmarkId) -> Option<Found> {
        let kept = &self.reading.as_ref()?.kept;
        kept.iter().find(|kept| kept.id == *id)?.found
    }

    /// Opens `article` at a bookmark of it, to attach that elsewhere if `attach` says so.
    fn open_for(&mut self, article: &ArticleId, bookmark: &Bookmark, attach: bool) -> Vec<Effect> {
        let Some(place) = self.place_of(article) else {
            return self.tell("This article is not in the library that is open");
        };
        let effect = self.load(place, Some(bookmark.anchor.clone()));
        if let Some(awaited) = &mut self.awaited {
            awaited.attach = attach.then(|| bookmark.id.clone());
        }
        vec![effect]
    }

    /// Where `article` lies: in this library, or where the journal saw it last.
    pub(super) fn place_of(&self, article: &ArticleId) -> Option<Place> {
        let row = self.shelf.row_of_article(article);
        let listed = row.map(|row| row.entry.place.clone());
        let known = || Place::from_key(self.state.article(article)?.path.as_deref()?);
        listed.or_else(known)
    }

    /// Goes to the article of a bookmark, where the passage that it belongs to is chosen by hand.
    fn attach(&mut self, (article, bookmark): Selected) -> Vec<Effect> {
        if self.is_open(&article) {
            self.choose_for(&bookmark.id);
            return Vec::new();
        }
        self.open_for(&article, &bookmark, true)
    }

    /// Has a passage of the open article chosen for the bookmark `id`, from near where it was.
    pub(super) fn choose_for(&mut self, id: &BookmarkId) {
        let Some(bookmark) = self.bookmarks().iter().find(|b| b.id == *id).cloned() else {
            return;
        };
        let found = self.found_of(id).and_then(Found::range);
        let Some(reading) = &mut self.reading else {
            return;
        };
        let text = &reading.article.text;
        let near = found.unwrap_or_else(|| bookmark.anchor.range()).start;
        let near = text.floor_char_boundary(near.min(text.len().saturating_sub(1)));
        let here = TextRange::new(near, near + 1);
        let Some(passage) = Passage::first_in(&reading.article, here, Unit::Sentence)
            .or_else(|| Passage::at(&reading.article, near, Unit::Sentence))
        else {
            return self.refuse("There is no passage in this article to attach it to");
        };
        reading.show(passage.range());
        reading.passage = Some(passage);
        reading.attaching = Some(id.clone());
        self.overlays.clear();
        self.screen = Screen::Reader;
        let quote = crate::text::harmless_line(&bookmark.anchor.exact);
        let quote = crate::text::fit(&quote, QUOTE_CELLS).into_owned();
        self.say(format!("Choose where “{quote}” belongs"));
    }

    /// Attaches the bookmark that a passage was chosen for to `range`.
    pub(super) fn attach_to(&mut self, id: BookmarkId, range: TextRange) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else {
            return Vec::new();
        };
        reading.passage = None;
        let change = Change::Attach {
            id,
            anchor: Anchor::new(&reading.article.text, range),
            section: headings_over(&reading.article, range.start),
        };
        let article = reading.id.clone();
        let done = self.with_way_back("Attached", "takes it back");
        self.change(&article, change, &done)
    }
}

/// What to say of a bookmark whose passage is being looked for.
pub(in crate::reader) const SEEKING: &str = "This passage is still being looked for";

/// Cells of a quote in a message.
const QUOTE_CELLS: usize = 40;

/// Headings of the sections that byte `offset` stands in, the outermost first.
fn headings_over(article: &Article, offset: usize) -> Vec<String> {
    let Some(innermost) = article.section_at(offset) else {
        return Vec::new();
    };
    let mut headings = Vec::new();
    let mut level = u8::MAX;
    for section in article.sections[..=innermost].iter().rev() {
        if section.level < level && section.range.contains(offset) {
            headings.push(section.heading.of(&article.text).to_owned());
            level = section.level;
        }
    }
    headings.reverse();
    headings
}
