//! What goes where on a screen of a given size.
//!
//! Here, below the drawing, because pages are set to the room they will have before anything is drawn.

use crate::config::Settings;
use crate::typeset::{Measure, Paragraphs, Style};

/// Size of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width in cells.
    pub columns: u16,
    /// Height in rows.
    pub rows: u16,
}

/// The reader screen, measured. All positions are cells and rows from the top left corner of the screen.
///
/// ```text
///  masthead
///
///      left    measure   gutter  measure        │ sidebar
///              ...               ...            │
///
///  folio
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Whether there is a line at the top with the title.
    pub masthead: bool,
    /// First row of the pages.
    pub top: u16,
    /// The room of one page.
    pub page: Measure,
    /// How the pages are set.
    pub style: Style,
    /// How many pages stand side by side, 1 or 2.
    pub pages: u16,
    /// First cell of the first page.
    pub left: u16,
    /// Cells between two pages.
    pub gutter: u16,
    /// Width of the sidebar in cells, its rule included.
    pub sidebar: u16,
    /// The sidebar slides over the page instead of standing beside it.
    pub sidebar_slides: bool,
    /// Whether there is a line at the foot with the page number.
    pub folio: bool,
}

/// Width of the sidebar, its rule included.
const SIDEBAR: u16 = 30;
/// The narrowest screen on which the sidebar stands beside the page.
const BESIDE: u16 = 90;
/// Cells between two pages.
const GUTTER: u16 = 6;

impl Layout {
    /// The layout of a screen of `size`.
    pub fn new(size: Size, settings: Settings) -> Self {
        let sidebar_slides = size.columns < BESIDE;
        let sidebar = if settings.sidebar && !sidebar_slides {
            SIDEBAR
        } else {
            0
        };
        let room = size.columns.saturating_sub(sidebar);
        let margin = match room {
            0..20 => 0,
            20..40 => 1,
            40..60 => 2,
            _ => 4,
        };
        let inner = room.saturating_sub(2 * margin).max(1);
        let measure = settings.measure.min(inner);
        let spread = 2 * measure + GUTTER;
        let pages = if settings.two_pages && spread <= inner {
            2
        } else {
            1
        };
        let taken = if pages == 2 { spread } else { measure };
        let (masthead, folio, air) = match size.rows {
            0..4 => (false, false, 0),
            4..12 => (false, true, 0),
            12..18 => (true, true, 1),
            _ => (true, true, 2),
        };
        let top = u16::from(masthead) + u16::from(air > 0);
        let below = u16::from(folio) + u16::from(air > 1);
        let rows = size.rows.saturating_sub(top + below).max(1);
        Self {
            masthead,
            top,
            page: Measure {
                cells: measure,
                rows,
            },
            style: style(settings, pages),
            pages,
            left: room.saturating_sub(taken) / 2,
            gutter: GUTTER,
            sidebar,
            sidebar_slides,
            folio,
        }
    }

    /// Width of the sidebar when it slides over the page, on a screen of `size`.
    pub fn sliding_width(size: Size) -> u16 {
        (SIDEBAR + 6).min(size.columns)
    }
}

/// The style that the reader asks for, of pages of which so many stand side by side.
fn style(settings: Settings, pages: u16) -> Style {
    Style {
        paragraphs: if settings.indent {
            Paragraphs::Indented
        } else {
            Paragraphs::Spaced
        },
        facing: pages == 2,
        ..Style::default()
    }
}
