//! A line being typed at the foot of the screen.

use super::Theme;
use super::canvas::Canvas;
use crate::reader::Prompt;
use crate::text;
use ratatui::layout::Position;

/// Cells between what is typed and the words that it can go on with, and the least room for those.
const OFFERS_GAP: u16 = 3;
const OFFERS_LEAST: u16 = 16;

pub(super) fn draw(prompt: &Prompt, theme: Theme, canvas: &mut Canvas<'_>) -> Option<Position> {
    let (width, row) = (canvas.width(), canvas.height().checked_sub(1)?);
    let edge = u16::from(width > 20);
    let mut line = canvas.part(0, row, width, 1);
    line.clear();
    let at = line.put_fit(edge, 0, prompt.kind.label(), width / 2, theme.accent());
    let room = usize::from(width.saturating_sub(at + 1));
    let cursor = prompt.edit.cursor_cells();
    // What is left of the cursor scrolls away when the line is longer than the screen.
    let skip = cursor.saturating_sub(room);
    let start = text::graphemes(prompt.edit.line())
        .scan(0, |used, (offset, _, width)| {
            let before = *used;
            *used += width;
            Some((offset, before))
        })
        .find(|(_, before)| *before >= skip)
        .map_or(0, |(offset, _)| offset);
    let typed = prompt.edit.line().get(start..).unwrap_or("");
    let end = line.put(at, 0, typed, theme.text());
    let offers = prompt.completion.as_ref();
    let offers = offers.map_or_else(Vec::new, |completion| completion.offers(&prompt.edit));
    let left = width.saturating_sub(end + OFFERS_GAP + edge);
    if left >= OFFERS_LEAST && !offers.is_empty() {
        let words = format!("tab: {}", offers.join(" · "));
        line.put_fit(end + OFFERS_GAP, 0, &words, left, theme.faint());
    }
    let x = at + u16::try_from(cursor - skip).unwrap_or(0);
    Some(line.on_screen(x, 0))
}
