//! Drawing: the model onto a buffer of cells. One file a widget; nothing here changes anything.
//!
//! [`view`] may read the whole [`Model`] and writes to nothing but the buffer. Any size is legal, 1x1 and 0x0
//! included: the canvas clips what does not fit.

mod bookmarks;
mod canvas;
mod choice;
mod folio;
mod footnotes;
mod help;
mod highlights;
mod hints;
mod library;
mod mark_entry;
mod mark_preview;
mod marks;
mod masthead;
mod message;
mod name_card;
mod name_finder;
mod occurrences;
mod page;
mod panel;
mod preview;
mod prompt;
mod reader;
mod sections;
mod sidebar;
mod theme;
mod verbatim;

pub use theme::Theme;

use crate::reader::{Model, Overlay, Screen};
use canvas::Canvas;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws `model` on `area` of `buffer`. Returns where the cursor belongs, when a line is being typed.
pub fn view(model: &Model, theme: Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(buffer, area);
    let mut cursor = match model.screen {
        Screen::Library => library::draw(model, theme, &mut canvas),
        Screen::Reader => {
            reader::draw(model, theme, &mut canvas);
            None
        }
    };
    for overlay in &model.overlays {
        cursor = match overlay {
            Overlay::Help { scope, top } => {
                help::draw(model, *scope, *top, theme, &mut canvas);
                None
            }
            Overlay::Sections(finder) => Some(sections::draw(finder, theme, &mut canvas)),
            Overlay::Bookmarks(list) => {
                bookmarks::draw(model, list, theme, &mut canvas);
                None
            }
            Overlay::Marks(marks) => marks::draw(model, marks, theme, &mut canvas),
            Overlay::Footnotes(list) => {
                footnotes::draw(model, list, theme, &mut canvas);
                None
            }
            Overlay::Card(card) => {
                name_card::draw(model, card, theme, &mut canvas);
                None
            }
            Overlay::Merge(finder) => Some(name_finder::draw(finder, theme, &mut canvas)),
            Overlay::Choice(choice) => {
                choice::draw(choice, theme, &mut canvas);
                None
            }
            Overlay::Prompt(prompt) => prompt::draw(prompt, theme, &mut canvas),
        };
    }
    cursor
}
