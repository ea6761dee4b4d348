//! Pictures of the real program for the README: named scenes, drawn from the built-in edition.
//!
//! The test fails when a committed picture is not what the program shows; `NEWSPRINT_UPDATE=1 cargo test`
//! draws them anew.

use crate::harness::{App, House};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write as _;
use std::path::Path;

struct Scene {
    name: &'static str,
    columns: u16,
    rows: u16,
    keys: &'static str,
}

const fn scene(name: &'static str, columns: u16, rows: u16, keys: &'static str) -> Scene {
    Scene {
        name,
        columns,
        rows,
        keys,
    }
}

const SCENES: &[Scene] = &[
    scene("library", 132, 30, "j enter m j enter q j * k j j"),
    scene("article", 120, 36, "/ \"three nights\" enter enter space"),
    scene("spread", 176, 40, "/ \"tide tables\" enter enter"),
    scene(
        "names",
        120,
        36,
        "/ \"three nights\" enter enter tab ] j enter",
    ),
    scene(
        "card",
        120,
        36,
        "/ \"three nights\" enter enter tab ] j i j",
    ),
    scene("passage", 100, 28, "/ \"lost maps\" enter enter 2 m j J"),
    scene(
        "bookmarks",
        100,
        30,
        "/ \"lost maps\" enter enter m j enter 2 m j j n \"ask Lisbon\" enter '",
    ),
    scene(
        "marks",
        132,
        34,
        "/ \"lost maps\" enter enter m j c y 2 m j j n \"ask Lisbon\" enter q esc \
         / \"three nights\" enter enter m j J c p q esc / \"tide tables\" enter enter 2 m j c o \"to quote\" enter \
         q esc B j",
    ),
    scene("focus", 100, 28, "/ \"lost maps\" enter enter z 1 . . . ."),
    scene(
        "flush",
        128,
        32,
        "/ \"lost maps\" enter enter Y \\ - - - - - - - space",
    ),
    scene("narrow", 60, 20, "/ \"bees\" enter enter tab"),
];

#[test]
fn the_pictures_are_what_the_program_shows() {
    let mut stale = Vec::new();
    for Scene {
        name,
        columns,
        rows,
        keys,
    } in SCENES
    {
        let house = House::new();
        let mut app = App::edition(&house.config(), *columns, *rows);
        app.press(keys);
        if !is_current(name, &app.buffer()) {
            stale.push(*name);
        }
    }
    assert!(
        stale.is_empty(),
        "out of date: {stale:?}; NEWSPRINT_UPDATE=1 cargo test draws them anew"
    );
}

/// Whether the picture called `name` shows `buffer`; it does afterwards if pictures are to be drawn anew.
pub(crate) fn is_current(name: &str, buffer: &Buffer) -> bool {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots");
    let path = folder.join(format!("{name}.svg"));
    let svg = picture(buffer);
    if std::fs::read_to_string(&path).is_ok_and(|old| old == svg) {
        return true;
    }
    let draw = std::env::var_os("NEWSPRINT_UPDATE").is_some();
    if draw {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, svg).unwrap();
    }
    draw
}

/// Size of a cell, in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
/// Room around the screen, in pixels.
const EDGE: f32 = 14.0;
const PAPER: Rgb = (0x1c, 0x1e, 0x22);
const INK: Rgb = (0xd8, 0xd6, 0xcf);

type Rgb = (u8, u8, u8);

/// The buffer as a picture. Every run of text is told its width, so that the columns stand whatever font the
/// viewer has; that is why no terminal-to-SVG crate is used here, which leave the width to the font.
fn picture(buffer: &Buffer) -> String {
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * EDGE, rows * CELL.1 + 2.0 * EDGE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.1} \
         {height:.1}\" font-family=\"'DejaVu Sans Mono', 'SF Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{}\"/>\n",
        hex(PAPER)
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let style = buffer[(x, y)].style();
            let apart = stands_apart(buffer[(x, y)].symbol());
            let (from, mut words) = (x, String::new());
            while x < buffer.area.width && buffer[(x, y)].style() == style {
                let symbol = buffer[(x, y)].symbol();
                let width = cells_of(symbol);
                if (apart || stands_apart(symbol)) && x > from {
                    break;
                }
                words.push_str(symbol);
                x += width;
            }
            run(&words, from, y, x - from, style, &mut svg);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Whether a character has a run of its own: the glyphs of wide ones are rarely two cells wide by themselves, and
/// those of Braille mostly come from another font.
fn stands_apart(symbol: &str) -> bool {
    cells_of(symbol) > 1 || symbol.starts_with(|c| ('\u{2800}'..='\u{28FF}').contains(&c))
}

fn cells_of(symbol: &str) -> u16 {
    u16::try_from(newsprint::text::cells(symbol))
        .unwrap()
        .max(1)
}

/// Draws `words`, `width` cells from column `x` of row `y` on.
fn run(words: &str, x: u16, y: u16, width: u16, style: Style, svg: &mut String) {
    let has = |modifier| style.add_modifier.contains(modifier);
    let mut ink = style.fg.and_then(rgb).unwrap_or(INK);
    let mut paper = style.bg.and_then(rgb);
    if has(Modifier::DIM) {
        ink = mix(ink, PAPER);
    }
    if has(Modifier::REVERSED) {
        (ink, paper) = (paper.unwrap_or(PAPER), Some(ink));
    }
    let (left, top) = (EDGE + f32::from(x) * CELL.0, EDGE + f32::from(y) * CELL.1);
    let length = f32::from(width) * CELL.0;
    if let Some(paper) = paper {
        let _ = writeln!(
            svg,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{length:.1}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1,
            hex(paper)
        );
    }
    if words.trim().is_empty() {
        return;
    }
    let mut look = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if has(modifier) {
            look.push_str(attribute);
        }
    }
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        "<text xml:space=\"preserve\" x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" \
         lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{look}>{words}</text>",
        top + 13.5,
        hex(ink)
    );
}

fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Black => Some(PAPER),
        Color::Red => Some((0xe0, 0x6c, 0x75)),
        Color::Green => Some((0x98, 0xc3, 0x79)),
        Color::Yellow => Some((0xe5, 0xc0, 0x7b)),
        Color::Magenta => Some((0xd6, 0x8f, 0xd6)),
        Color::Cyan => Some((0x6c, 0xc5, 0xc9)),
        _ => None,
    }
}

/// Half one colour, half the other.
fn mix(a: Rgb, b: Rgb) -> Rgb {
    let half = |a: u8, b: u8| a.midpoint(b);
    (half(a.0, b.0), half(a.1, b.1), half(a.2, b.2))
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
