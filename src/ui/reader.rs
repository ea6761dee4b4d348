//! The reader screen: masthead, pages, sidebar, folio.

use super::canvas::Canvas;
use super::highlights::Highlights;
use super::page::Page;
use super::{Theme, folio, masthead, sidebar};
use crate::reader::{Focus, Layout, Model};

pub(super) fn draw(model: &Model, theme: Theme, canvas: &mut Canvas<'_>) {
    let layout = model.layout();
    let Some(reading) = &model.reading else {
        let words = if model.is_loading() { "Opening…" } else { "" };
        canvas.put(layout.left, layout.top, words, theme.faint());
        folio::draw(model, &layout, theme, canvas);
        return;
    };
    if layout.masthead {
        masthead::draw(reading, theme, canvas);
    }
    let highlights = Highlights::new(model, reading, theme);
    for (abreast, id) in (0..layout.pages).zip(reading.pages.abreast_of(reading.page())) {
        let lines = reading.pages.page(id);
        let page = Page {
            text: &reading.article.text,
            lines,
            highlights: &highlights,
            theme,
            sideways: reading.sideways(),
            leading: reading.pages.style().leading,
        };
        let column = layout.left + abreast * (layout.page.cells + layout.gutter);
        let margin = column.min(3);
        let mut part = canvas.part(
            column - margin,
            layout.top,
            layout.page.cells + margin,
            layout.page.rows,
        );
        page.draw(margin, &mut part);
    }
    draw_sidebar(model, &layout, theme, canvas);
    folio::draw(model, &layout, theme, canvas);
}

fn draw_sidebar(model: &Model, layout: &Layout, theme: Theme, canvas: &mut Canvas<'_>) {
    let focused = model
        .reading
        .as_ref()
        .is_some_and(|reading| reading.focus == Focus::Sidebar);
    let (width, height) = (canvas.width(), layout.page.rows);
    if layout.sidebar > 0 {
        let mut part = canvas.part(
            width.saturating_sub(layout.sidebar),
            layout.top,
            layout.sidebar,
            height,
        );
        sidebar::draw(model, theme, &mut part);
    } else if layout.sidebar_slides && focused {
        let wide = Layout::sliding_width(model.size);
        let mut part = canvas.part(width.saturating_sub(wide), layout.top, wide, height);
        part.clear();
        sidebar::draw(model, theme, &mut part);
    }
}
