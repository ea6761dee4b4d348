//! Opening, turning pages, leaving.

use crate::house::House;
use crate::window::{PROGRAM, Window, in_environment, newsprint};
use portable_pty::CommandBuilder;

#[test]
fn the_edition_opens_and_q_leaves_the_terminal_as_it_was() {
    let house = House::new();
    let mut window = Window::open(&house, None::<&str>, 100, 30);
    window.wait_for("The built-in edition");
    window.wait_until("the alternate screen", vt100::Screen::alternate_screen);
    assert_ne!(window.settings(), "", "settings can be read");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn a_folder_opens_an_article_and_the_list_again() {
    let house = House::new();
    house.put_long();
    house.put("zebra.txt", "Zebras have stripes.\n\nThey always had.\n");
    let mut window = Window::open(&house, Some(house.library()), 100, 30);
    window.wait_for("Zebras have stripes");
    window.press("/harbour\r");
    window.wait_without("Zebras");
    window.press("\r");
    window.wait_for("stone01");
    let second = window.turn(" ");
    assert_ne!(second, "stone01");
    window.press("q");
    window.wait_without("stone");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn one_file_opens_at_its_beginning_and_pages_turn_both_ways() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(article), 80, 24);
    assert_eq!(window.first_stone(), "stone01");
    let second = window.turn(" ");
    let third = window.turn("\x1b[C");
    assert!("stone01" < second.as_str() && second < third);
    assert_eq!(window.turn("b"), second);
    window.press("G");
    window.wait_for("stone60");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn ctrl_c_leaves_at_once_from_anywhere() {
    for before in ["", "/", "?", "m"] {
        let house = House::new();
        let article = house.put_long();
        let mut window = Window::open(&house, Some(article), 80, 24);
        window.wait_for("stone01");
        window.press(before);
        window.press("\x03");
        assert_eq!(
            window.wait_for_good_end().exit_code(),
            0,
            "after {before:?}"
        );
    }
}

#[test]
fn pasted_keys_are_not_pressed() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(article), 80, 24);
    let first = window.first_stone();
    window.press("\x1b[200~  qQ\x1b[201~");
    // The help is asked for after the paste; that it comes says that the paste did not quit.
    window.press("?");
    window.wait_for("Turn the page");
    window.press("q");
    window.wait_without("Turn the page");
    assert_eq!(window.first_stone(), first);
    // A line that is being typed takes the paste.
    window.press("/\x1b[200~stone40\x1b[201~\r");
    window.wait_for("stone40");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn what_cannot_be_opened_is_said_in_the_terminal_and_the_terminal_is_well() {
    let house = House::new();
    let program = house.put("program.txt", "\x7fELF\x02\x01\x01\0\0");
    let mut window = Window::open(&house, Some(house.library()), 80, 24);
    window.wait_for("1 article");
    // Whether the list has looked at it before or not.
    window.press("\r");
    window.wait_for("is not a text file (a program)");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
    let mut window = Window::open(&house, Some(program), 80, 24);
    assert_eq!(window.wait_for_good_end().exit_code(), 2);
    assert!(window.screen().contains("program.txt: is not a text file"));

    let mut missing = newsprint(&house);
    missing.arg("nowhere");
    let mut window = Window::start(missing, 80, 24);
    assert_eq!(window.wait_for_good_end().exit_code(), 2);
    assert!(window.screen().contains("cannot open nowhere"));
}

#[test]
fn keys_come_from_the_terminal_when_stdin_is_a_pipe() {
    let house = House::new();
    let article = house.put_long();
    let mut command = in_environment(&house, CommandBuilder::new("/bin/sh"));
    command.args(["-c", "echo q | \"$0\" \"$1\"", PROGRAM]);
    command.arg(article);
    let mut window = Window::start(command, 80, 24);
    assert_eq!(window.first_stone(), "stone01");
    window.turn(" ");
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}

#[test]
fn pages_of_a_long_article_are_turned_while_the_rest_of_it_is_read() {
    let text = |house: &House| {
        let short = std::fs::read_to_string(house.put_long()).unwrap();
        let rest = "They walked on, and the road went on as well. Nobody counted any more.\n\n";
        house.put("the-longest-walk.txt", &(short + &rest.repeat(30_000)))
    };
    let slow = House::new();
    let article = text(&slow);
    let mut window = Window::open(&slow, Some(&article), 80, 24);
    window.turn(" ");
    let third = window.turn(" ");
    drop(window);

    let house = House::new();
    let article = text(&house);
    let mut window = Window::open(&house, Some(&article), 80, 24);
    window.wait_for("stone01");
    // Faster than any disk.
    window.press("  q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
    let again = Window::open(&house, Some(&article), 80, 24);
    assert_eq!(again.first_stone(), third);
}
