//! The keys of a scope, from the table of commands.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::{Model, Scope};
use crate::text;

pub(super) fn draw(
    model: &Model,
    scope: Scope,
    top: usize,
    theme: &Theme,
    canvas: &mut Canvas<'_>,
) {
    let rows: Vec<(String, &str)> = model
        .keymap
        .lines(scope)
        .into_iter()
        .filter(|line| !line.keys.is_empty())
        .map(|line| (line.keys.join(" "), line.doc))
        .collect();
    let cells = |words: &str| u16::try_from(text::cells(words)).unwrap_or(u16::MAX);
    let height = u16::try_from(rows.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let mut inside = panel::open(canvas, 96, height, scope.title(), theme);
    let (width, shown) = (inside.width(), usize::from(inside.height()));
    // What the keys do is worth more room than the last of many keys.
    let docs = rows.iter().map(|(_, doc)| cells(doc)).max().unwrap_or(0);
    let keys = rows.iter().map(|(keys, _)| cells(keys)).max().unwrap_or(0);
    let keys = keys.min(width.saturating_sub(docs + 2)).max(width / 4);
    let top = top.min(rows.len().saturating_sub(shown));
    for (y, (words, doc)) in (0..inside.height()).zip(rows.iter().skip(top)) {
        inside.put_fit(0, y, words, keys, theme.accent());
        inside.put_fit(
            keys + 2,
            y,
            doc,
            width.saturating_sub(keys + 2),
            theme.text(),
        );
    }
}
