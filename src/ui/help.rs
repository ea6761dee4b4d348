//! The keys of a scope, from the table of commands.

use super::Theme;
use super::canvas::Canvas;
use super::panel;
use crate::reader::{COMMANDS, Model, Scope};
use crate::text;

pub(super) fn draw(
    model: &Model,
    scope: Scope,
    top: usize,
    theme: &Theme,
    canvas: &mut Canvas<'_>,
) {
    let rows: Vec<(String, &str)> = COMMANDS
        .iter()
        .filter(|info| info.scopes.contains(&scope))
        .map(|info| {
            (
                model.keymap.keys_of(scope, info.command).join("  "),
                info.doc,
            )
        })
        .filter(|(keys, _)| !keys.is_empty())
        .collect();
    let height = u16::try_from(rows.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let mut inside = panel::open(canvas, 84, height, scope.title(), theme);
    let shown = usize::from(inside.height());
    let keys_width = rows
        .iter()
        .map(|(keys, _)| text::cells(keys))
        .max()
        .unwrap_or(0);
    let keys_width = u16::try_from(keys_width)
        .unwrap_or(u16::MAX)
        .min(inside.width() / 2);
    let top = top.min(rows.len().saturating_sub(shown));
    for (y, (keys, doc)) in (0..inside.height()).zip(rows.iter().skip(top)) {
        inside.put_fit(0, y, keys, keys_width, theme.accent());
        let room = inside.width().saturating_sub(keys_width + 2);
        inside.put_fit(keys_width + 2, y, doc, room, theme.text());
    }
}
