//! Pictures of the real program for the README: named scenes, drawn from the built-in edition.
//!
//! The test fails when a committed picture is not what the program shows; `NEWSPRINT_UPDATE=1 cargo test`
//! draws them anew.

use crate::harness::{App, House};
use anstyle_svg::{Palette, Term};
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
        "/ \"three nights\" enter enter tab j j j j j j enter",
    ),
    scene("passage", 100, 28, "/ \"lost maps\" enter enter 2 m j J"),
    scene(
        "bookmarks",
        100,
        30,
        "/ \"lost maps\" enter enter m j enter 2 m j j n \"ask Lisbon\" enter '",
    ),
    scene("narrow", 60, 20, "/ \"bees\" enter enter tab"),
];

#[test]
fn the_pictures_are_what_the_program_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots");
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
        let svg = picture(&app.buffer());
        let path = folder.join(format!("{name}.svg"));
        if std::fs::read_to_string(&path).is_ok_and(|old| old == svg) {
            continue;
        }
        if std::env::var_os("NEWSPRINT_UPDATE").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, svg).unwrap();
        } else {
            stale.push(*name);
        }
    }
    assert!(
        stale.is_empty(),
        "out of date: {stale:?}; NEWSPRINT_UPDATE=1 cargo test draws them anew"
    );
}

/// Paper and ink of the pictures: the sixteen colours of a terminal at night.
const NIGHT: Palette = Palette([
    rgb(0x1c, 0x1e, 0x22),
    rgb(0xe0, 0x6c, 0x75),
    rgb(0x98, 0xc3, 0x79),
    rgb(0xe5, 0xc0, 0x7b),
    rgb(0x61, 0xaf, 0xef),
    rgb(0xd6, 0x8f, 0xd6),
    rgb(0x6c, 0xc5, 0xc9),
    rgb(0xd8, 0xd6, 0xcf),
    rgb(0x6b, 0x70, 0x7a),
    rgb(0xe0, 0x6c, 0x75),
    rgb(0x98, 0xc3, 0x79),
    rgb(0xe5, 0xc0, 0x7b),
    rgb(0x61, 0xaf, 0xef),
    rgb(0xd6, 0x8f, 0xd6),
    rgb(0x6c, 0xc5, 0xc9),
    rgb(0xff, 0xff, 0xff),
]);

const fn rgb(red: u8, green: u8, blue: u8) -> anstyle::RgbColor {
    anstyle::RgbColor(red, green, blue)
}

fn picture(buffer: &Buffer) -> String {
    Term::new()
        .palette(NIGHT)
        .fg_color(anstyle::AnsiColor::White.into())
        .bg_color(anstyle::AnsiColor::Black.into())
        .render_svg(&ansi(buffer))
}

/// The buffer as a terminal would be told it.
fn ansi(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut last = None;
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = cell.style();
            if last != Some(style) {
                out.push_str("\x1b[0m");
                tell(style, &mut out);
                last = Some(style);
            }
            out.push_str(cell.symbol());
            x += u16::try_from(newsprint::text::cells(cell.symbol()))
                .unwrap()
                .max(1);
        }
        out.push_str("\x1b[0m\n");
    }
    out
}

fn tell(style: Style, out: &mut String) {
    let number = |colour: Color| match colour {
        Color::Black => Some(0),
        Color::Red => Some(1),
        Color::Green => Some(2),
        Color::Yellow => Some(3),
        Color::Blue => Some(4),
        Color::Magenta => Some(5),
        Color::Cyan => Some(6),
        _ => None,
    };
    if let Some(number) = style.fg.and_then(number) {
        let _ = write!(out, "\x1b[3{number}m");
    }
    if let Some(number) = style.bg.and_then(number) {
        let _ = write!(out, "\x1b[4{number}m");
    }
    let modifiers = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::CROSSED_OUT, 9),
    ];
    for (modifier, code) in modifiers {
        if style.add_modifier.contains(modifier) {
            let _ = write!(out, "\x1b[{code}m");
        }
    }
}
