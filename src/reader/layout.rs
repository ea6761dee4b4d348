//! What goes where on a screen of a given size.
//!
//! Here, below the drawing, because pages are set to the room they will have before anything is drawn.

use crate::config::{MEASURE_RANGE, Settings};
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
/// Cells more that it takes where the pages leave them free.
const MORE_SIDEBAR: u16 = 8;
/// The narrowest screen on which the sidebar stands beside the page.
const BESIDE: u16 = 90;
/// Cells between two pages.
const GUTTER: u16 = 6;

/// The narrowest column that wide margins leave, in cells.
const LEAST_COLUMN: u16 = *MEASURE_RANGE.start();

/// What stands around the pages.
struct Frame {
    masthead: bool,
    folio: bool,
    /// Width of the sidebar beside the page, in cells.
    sidebar: u16,
    sidebar_slides: bool,
}

impl Layout {
    /// The layout of a screen of `size`.
    pub fn new(size: Size, settings: Settings) -> Self {
        let sidebar_slides = size.columns < BESIDE;
        let beside = settings.sidebar && !sidebar_slides;
        let mut frame = Frame {
            masthead: size.rows >= 12,
            folio: size.rows >= 4,
            sidebar: if beside { SIDEBAR } else { 0 },
            sidebar_slides,
        };
        let layout = Self::inside(&frame, size, settings);
        // What the pages leave free beside their margins is halved: the air around them, and longer names.
        let free = layout.left.saturating_sub(settings.margins);
        if !beside || free == 0 {
            return layout;
        }
        frame.sidebar += free.min(MORE_SIDEBAR);
        Self::inside(&frame, size, settings)
    }

    /// The layout of a screen of `size` with nothing but the pages.
    pub fn alone(size: Size, settings: Settings) -> Self {
        let frame = Frame {
            masthead: false,
            folio: false,
            sidebar: 0,
            sidebar_slides: true,
        };
        Self::inside(&frame, size, settings)
    }

    /// The pages in the room that `frame` leaves of a screen of `size`.
    fn inside(frame: &Frame, size: Size, settings: Settings) -> Self {
        let room = size.columns.saturating_sub(frame.sidebar);
        let inner = room.saturating_sub(2 * margin(room, settings)).max(1);
        let measure = settings.measure.min(inner);
        let spread = 2 * measure + GUTTER;
        let pages = if settings.two_pages && spread <= inner {
            2
        } else {
            1
        };
        let taken = if pages == 2 { spread } else { measure };
        let (above, below) = air(size, settings);
        let top = u16::from(frame.masthead) + above;
        let foot = u16::from(frame.folio) + below;
        let rows = size.rows.saturating_sub(top + foot).max(1);
        Self {
            masthead: frame.masthead,
            top,
            page: Measure {
                cells: measure,
                rows,
            },
            style: style(settings, pages),
            pages,
            left: room.saturating_sub(taken) / 2,
            gutter: GUTTER,
            sidebar: frame.sidebar,
            sidebar_slides: frame.sidebar_slides,
            folio: frame.folio,
        }
    }

    /// Width of the sidebar when it slides over the page, on a screen of `size`.
    pub fn sliding_width(size: Size) -> u16 {
        (SIDEBAR + 6).min(size.columns)
    }
}

/// Cells to keep free left and right of the pages in a room of so many: as many as the reader asks for, and
/// fewer where the column would pay for them.
fn margin(room: u16, settings: Settings) -> u16 {
    let most = match room {
        0..20 => 0,
        20..40 => 1,
        40..60 => 2,
        _ => (room - LEAST_COLUMN) / 2,
    };
    settings.margins.min(most)
}

/// Empty rows above and below the pages: they grow with the margins, one for every four cells or so, as far
/// as there are rows to spare.
fn air(size: Size, settings: Settings) -> (u16, u16) {
    let wanted = match settings.margins {
        0 => 0,
        cells => ((cells + 2) / 4).max(1),
    };
    let air = wanted.min(size.rows / 12).min(3);
    // On a low screen a line of text is worth more than the space over the folio.
    (air, if size.rows < 18 { 0 } else { air })
}

/// The style that the reader asks for, of pages of which so many stand side by side.
fn style(settings: Settings, pages: u16) -> Style {
    Style {
        paragraphs: if settings.indent {
            Paragraphs::Indented
        } else {
            Paragraphs::Spaced
        },
        justified: settings.justified,
        hyphenated: settings.hyphenation,
        leading: settings.line_spacing,
        facing: pages == 2,
        furniture: settings.furniture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::Furniture;

    fn size(columns: u16, rows: u16) -> Size {
        Size { columns, rows }
    }

    #[test]
    fn margins_are_kept_where_the_column_can_spare_them() {
        let with = |margins| Settings {
            margins,
            measure: 100,
            ..Settings::default()
        };
        let column = |columns, margins| Layout::alone(size(columns, 30), with(margins)).page.cells;
        assert_eq!(column(100, 0), 100);
        assert_eq!(column(100, 4), 92);
        assert_eq!(column(100, 20), 60);
        assert_eq!(column(70, 20), 40, "never under the narrowest column");
        assert_eq!(column(50, 20), 46);
        assert_eq!(column(10, 20), 10);
    }

    #[test]
    fn a_wider_sidebar_never_costs_the_pages_anything() {
        for columns in 60..260 {
            for (measure, margins) in [(66, 4), (40, 0), (100, 20)] {
                let settings = Settings {
                    measure,
                    margins,
                    ..Settings::default()
                };
                let layout = Layout::new(size(columns, 40), settings);
                let frame = Frame {
                    masthead: true,
                    folio: true,
                    sidebar: if columns < BESIDE { 0 } else { SIDEBAR },
                    sidebar_slides: columns < BESIDE,
                };
                let least = Layout::inside(&frame, size(columns, 40), settings);
                assert_eq!(
                    (layout.page, layout.pages),
                    (least.page, least.pages),
                    "{columns}"
                );
                assert!(layout.left >= margins.min(least.left), "{columns}");
            }
        }
        let layout = Layout::new(size(140, 40), Settings::default());
        assert_eq!(layout.sidebar, SIDEBAR + MORE_SIDEBAR);
    }

    #[test]
    fn air_goes_with_the_margins_and_the_rows_there_are() {
        let with = |margins| Settings {
            margins,
            ..Settings::default()
        };
        let rows = |rows, margins| Layout::alone(size(80, rows), with(margins)).page.rows;
        assert_eq!(rows(24, 0), 24);
        assert_eq!(rows(24, 4), 22);
        assert_eq!(rows(40, 12), 34);
        assert_eq!(rows(14, 12), 13);
        assert_eq!(rows(8, 12), 8);
    }

    #[test]
    fn the_page_alone_has_all_the_room() {
        let (size, settings) = (size(120, 40), Settings::default());
        let (whole, alone) = (Layout::new(size, settings), Layout::alone(size, settings));
        assert!(whole.masthead && whole.folio && whole.sidebar > 0);
        assert!(!alone.masthead && !alone.folio && alone.sidebar == 0);
        assert_eq!(alone.left, (120 - alone.page.cells) / 2);
        assert_eq!(alone.page.rows, whole.page.rows + 2);
    }

    #[test]
    fn every_choice_of_setting_reaches_the_typesetter() {
        let settings = Settings {
            indent: true,
            justified: true,
            hyphenation: false,
            line_spacing: 2,
            furniture: Furniture::Folded,
            measure: 60,
            ..Settings::default()
        };
        let wanted = Style {
            paragraphs: Paragraphs::Indented,
            justified: true,
            hyphenated: false,
            leading: 2,
            facing: true,
            furniture: Furniture::Folded,
        };
        assert_eq!(Layout::alone(size(140, 40), settings).style, wanted);
    }
}
