//! Another size while an article is open.

use crate::house::House;
use crate::window::{Window, eventually};

#[test]
fn the_same_word_is_in_view_at_every_size() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(article), 80, 24);
    window.turn(" ");
    let here = window.turn(" ");
    for (columns, rows) in [(120, 40), (200, 50), (40, 12), (20, 5), (60, 20), (80, 24)] {
        window.resize_and_wait(columns, rows);
        window.wait_for(&here);
    }
    assert_eq!(window.first_stone(), here, "back at the first size");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn the_smallest_sizes_kill_nothing() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(article), 80, 24);
    let here = window.turn(" ");
    for size in [1, 2, 3, 1] {
        window.resize_and_wait(size, size);
        // Help, a prompt, a passage and the sidebar are drawn at that size too.
        // (No escape key: before another key it would be a key with Alt.)
        let before = window.bytes().len();
        window.press("?q/zzz\rmq\t\t");
        eventually("a frame", || (window.bytes().len() > before).then_some(()));
    }
    window.resize_and_wait(80, 24);
    window.wait_for(&here);
    assert_eq!(window.first_stone(), here);
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn it_opens_in_the_smallest_terminal_and_in_one_without_a_size() {
    for size in [1, 0] {
        let house = House::new();
        let article = house.put_long();
        let mut window = Window::open(&house, Some(article), size, size);
        window.wait_until("the alternate screen", vt100::Screen::alternate_screen);
        // The program may not have asked for the size yet, or just now: it must come to the right one.
        window.resize(80, 24);
        window.wait_for("stone01");
        window.press("q");
        assert_eq!(window.wait_for_good_end().exit_code(), 0, "{size}x{size}");
    }
}

#[test]
fn a_key_pressed_as_the_window_is_resized_is_not_lost() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(article), 80, 24);
    window.wait_for("stone01");
    // It is a matter of microseconds, so it is tried more than once.
    for _ in 0..40 {
        window.resize(100, 30);
        window.press("?");
        window.wait_until("the help", |screen| {
            screen.contents().contains("Turn the page") && foot(screen).contains("close")
        });
        window.resize(80, 24);
        window.press("q");
        window.wait_until("the page", |screen| {
            !screen.contents().contains("Turn the page") && foot(screen).contains("help")
        });
    }
}

/// The last row of the screen: it is in its place only once the program has taken note of the size.
fn foot(screen: &vt100::Screen) -> String {
    let (_, columns) = screen.size();
    screen.rows(0, columns.into()).last().unwrap_or_default()
}
