//! The keys of a scope, from the table of commands.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::{HelpRow, Model, Scope};
use crate::text;

pub(super) fn draw(model: &Model, scope: Scope, top: usize, theme: Theme, canvas: &mut Canvas<'_>) {
    let rows = model.keymap.help(scope);
    let cells = |words: &str| u16::try_from(text::cells(words)).unwrap_or(u16::MAX);
    let height = u16::try_from(rows.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let mut inside = panel::open(canvas, 96, height, scope.title(), theme);
    let (width, shown) = (inside.width(), usize::from(inside.height()));
    // What the keys do is worth more room than the last of many keys.
    let lines = || {
        rows.iter().filter_map(|row| match row {
            HelpRow::Keys(line) => Some(line),
            HelpRow::Heading(_) | HelpRow::Space => None,
        })
    };
    let docs = lines().map(|line| cells(line.doc)).max().unwrap_or(0);
    let keys = lines().map(|line| cells(&line.keys.join("  ")));
    let keys = keys.max().unwrap_or(0);
    let keys = keys.min(width.saturating_sub(docs + 2)).max(width / 4);
    let top = top.min(rows.len().saturating_sub(shown));
    for (y, row) in (0..inside.height()).zip(rows.iter().skip(top)) {
        match row {
            HelpRow::Space => {}
            HelpRow::Heading(words) => {
                inside.put_fit(0, y, words, width, theme.label());
            }
            HelpRow::Keys(line) => {
                inside.put_fit(0, y, &line.keys.join("  "), keys, theme.accent());
                let room = width.saturating_sub(keys + 2);
                inside.put_fit(keys + 2, y, line.doc, room, theme.text());
            }
        }
    }
}
