//! What to press next, in a word or two, with the keys that the reader has for it.

use crate::reader::{BookmarkRow, Command, Model, Overlay, Scope};
use crate::text;

/// What is worth a hint in a scope, the most useful first.
const fn worth(scope: Scope) -> &'static [(Command, &'static str)] {
    match scope {
        Scope::Library => &[
            (Command::Open, "open"),
            (Command::Filter, "filter"),
            (Command::SortNext, "sort"),
            (Command::UnreadOnly, "unread only"),
        ],
        Scope::Reader => &[(Command::Help, "help")],
        Scope::Sidebar => &[
            (Command::Open, "go"),
            (Command::FocusSidebar, "back"),
            (Command::Card, "card"),
            (Command::FilterNames, "find"),
            (Command::NextHit, "next mention"),
            (Command::Fold, "fold"),
        ],
        Scope::Passage => &[
            (Command::Keep, "keep"),
            (Command::Cancel, "leave"),
            (Command::KeepWithNote, "with a note"),
            (Command::Extend, "longer"),
            (Command::Paragraph, "paragraph"),
        ],
        Scope::List => &[
            (Command::Open, "go"),
            (Command::Cancel, "close"),
            (Command::Keep, "make a bookmark"),
            (Command::EditNote, "note"),
            (Command::Label, "label"),
            (Command::Delete, "delete"),
        ],
        Scope::Marks => &[
            (Command::Open, "go"),
            (Command::Cancel, "back"),
            (Command::Filter, "filter"),
            (Command::SortNext, "group"),
            (Command::EditNote, "note"),
            (Command::Label, "label"),
            (Command::Delete, "delete"),
        ],
        Scope::Card => &[
            (Command::Open, "go"),
            (Command::Cancel, "close"),
            (Command::MergeName, "merge"),
            (Command::NameKind, "kind"),
            (Command::RenameName, "rename"),
            (Command::SplitName, "split"),
            (Command::HideName, "hide"),
        ],
        Scope::Help => &[(Command::Cancel, "close"), (Command::ScreenDown, "more")],
    }
}

/// As many of the hints for `scope` as fit `room` cells: "enter keep · esc leave".
pub(super) fn line(model: &Model, scope: Scope, room: u16) -> String {
    let mut line = String::new();
    for (command, word) in worth(scope) {
        if !applies(model, *command) {
            continue;
        }
        let word = match command {
            Command::Keep if is_attaching(model) => "attach",
            _ => word,
        };
        let keys = model.keymap.keys_of(scope, *command);
        let Some(key) = keys.first() else { continue };
        let dot = if line.is_empty() { "" } else { " · " };
        let longer = format!("{line}{dot}{key} {word}");
        if text::cells(&longer) > usize::from(room) {
            break;
        }
        line = longer;
    }
    line
}

/// Whether a passage is being chosen for a bookmark that is there already.
fn is_attaching(model: &Model) -> bool {
    let open = model.reading.as_ref().filter(|_| model.overlays.is_empty());
    open.is_some_and(|reading| reading.passage.is_some() && reading.attaching.is_some())
}

/// Whether `command` does something to what lies on top.
fn applies(model: &Model, command: Command) -> bool {
    match (model.overlays.last(), command) {
        // A footnote is the author's.
        // The frame and the air around it take four rows.
        (Some(Overlay::Help { scope, .. }), Command::ScreenDown) => {
            model.keymap.help(*scope).len() + 4 > usize::from(model.size.rows)
        }
        (Some(Overlay::Bookmarks(list)), Command::EditNote | Command::Label | Command::Delete) => {
            matches!(list.selected_row(), Some(BookmarkRow::Kept(..)))
        }
        (Some(Overlay::Bookmarks(list)), Command::Keep) => {
            matches!(list.selected_row(), Some(BookmarkRow::InFile(_)))
        }
        // A footnote is the author's.
        (Some(Overlay::Footnotes(_)), Command::EditNote | Command::Label | Command::Delete)
        | (Some(_), Command::Keep) => false,
        (_, Command::KeepWithNote | Command::Label) => !is_attaching(model),
        _ => true,
    }
}
