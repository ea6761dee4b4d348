//! The frame of what lies over a screen.

use super::Theme;
use super::canvas::Canvas;

/// Clears a panel of at most `width` by `height` cells in the middle of `canvas`, frames and titles it, and
/// returns the room inside. On a screen too small for a frame the panel takes all of it.
pub(super) fn open<'a>(
    canvas: &'a mut Canvas<'_>,
    width: u16,
    height: u16,
    title: &str,
    theme: Theme,
) -> Canvas<'a> {
    let (all_width, all_height) = (canvas.width(), canvas.height());
    if all_width < 24 || all_height < 6 {
        let mut all = canvas.part(0, 0, all_width, all_height);
        all.clear();
        return canvas.part(0, 0, all_width, all_height);
    }
    let width = width.min(all_width - 2);
    let height = height.min(all_height - 2);
    let (x, y) = ((all_width - width) / 2, (all_height - height) / 2);
    let mut frame = canvas.part(x, y, width, height);
    frame.clear();
    let line = "─".repeat(usize::from(width - 2));
    frame.put(0, 0, &format!("╭{line}╮"), theme.faint());
    for row in 1..height - 1 {
        frame.put(0, row, "│", theme.faint());
        frame.put(width - 1, row, "│", theme.faint());
    }
    frame.put(0, height - 1, &format!("╰{line}╯"), theme.faint());
    frame.put_fit(
        2,
        0,
        &format!(" {title} "),
        width.saturating_sub(4),
        theme.title(),
    );
    canvas.part(x + 2, y + 1, width - 4, height - 2)
}

/// The first row to show of a list so that `selected` is seen in `height` rows, near the middle.
pub(super) fn top_of(selected: usize, count: usize, height: usize) -> usize {
    selected
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}
