//! What was just done, or could not be, at the foot of either screen.

use super::Theme;
use super::canvas::Canvas;
use crate::reader::{Message, Model};

/// Draws the message of `model` at (`x`, `row`) in `room` cells; says whether there is one.
pub(super) fn draw(
    model: &Model,
    x: u16,
    row: u16,
    room: u16,
    theme: Theme,
    canvas: &mut Canvas<'_>,
) -> bool {
    let (words, style) = match &model.message {
        Some(Message::Done(words)) => (words, theme.text()),
        Some(Message::Failed(words)) => (words, theme.alarm()),
        None => return false,
    };
    canvas.put_fit(x, row, words, room, style);
    true
}
