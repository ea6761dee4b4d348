//! The line at the top: what is being read, where it is from.

use super::Theme;
use super::canvas::Canvas;
use crate::reader::Reading;
use crate::text;

pub(super) fn draw(reading: &Reading, theme: Theme, canvas: &mut Canvas<'_>) {
    let metadata = &reading.article.metadata;
    let mut parts: Vec<String> = metadata.site.clone().into_iter().collect();
    parts.extend(
        metadata
            .published
            .map(|when| crate::typeset::day(when.day())),
    );
    parts.push(crate::typeset::duration(reading.article.minutes()));
    let width = canvas.width();
    let right = parts.join(" · ");
    let edge = u16::from(width > 20);
    let start = if width > 50 {
        canvas.put_right(width - edge, 0, &right, width / 2, theme.faint())
    } else {
        width
    };
    let room = start.saturating_sub(edge + 2);
    canvas.put(
        edge,
        0,
        &text::fit(&metadata.title, room.into()),
        theme.faint(),
    );
}
