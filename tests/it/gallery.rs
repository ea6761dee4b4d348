//! Every kind of block and inline style on its pages, at three sizes, for people to look at.

use crate::harness::{App, House};
use crate::screenshots::is_current;
use insta::assert_snapshot;
use std::path::Path;

fn gallery(columns: u16, rows: u16) -> (House, App) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/gallery.md");
    let house = House::new();
    house.put("gallery.md", &std::fs::read_to_string(fixture).unwrap());
    let mut app = house.open(columns, rows);
    app.press("enter");
    // The pages are looked at, not what stands beside them.
    if app.shows("SECTIONS") {
        app.press("\\");
    }
    (house, app)
}

/// Every page, one under the other.
fn pages(app: &mut App) -> String {
    let mut out = String::new();
    let page = |app: &App| app.model.reading.as_ref().unwrap().page();
    loop {
        out.push_str(&app.styled());
        let before = page(app);
        app.press("space");
        if page(app) == before {
            return out;
        }
        out.push_str("=====\n");
    }
}

#[test]
fn the_gallery_at_120_by_40() {
    let (_house, mut app) = gallery(120, 40);
    assert_snapshot!(pages(&mut app));
}

#[test]
fn the_gallery_at_80_by_24() {
    let (_house, mut app) = gallery(80, 24);
    assert_snapshot!(pages(&mut app));
}

#[test]
fn the_gallery_at_50_by_30() {
    let (_house, mut app) = gallery(50, 30);
    assert_snapshot!(pages(&mut app));
}

#[test]
fn the_picture_of_the_gallery_is_what_the_program_shows() {
    let (_house, mut app) = gallery(160, 46);
    app.press("space");
    assert!(
        is_current("blocks", &app.buffer()),
        "out of date; NEWSPRINT_UPDATE=1 cargo test draws it anew"
    );
}
