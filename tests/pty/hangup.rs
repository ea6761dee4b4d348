//! The terminal goes away while the program is in it.

use crate::house::House;
use crate::window::{PROGRAM, Window, eventually, in_environment, newsprint};
use portable_pty::CommandBuilder;

#[test]
fn a_closed_window_ends_the_program_and_keeps_the_place() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(&article), 80, 24);
    window.turn(" ");
    let here = window.turn(" ");
    window.close();
    window.wait_for_end();
    let again = Window::open(&house, Some(&article), 80, 24);
    assert_eq!(again.first_stone(), here);
}

#[test]
fn a_mark_made_as_the_window_closes_is_kept() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(&article), 80, 24);
    window.turn(" ");
    window.press("m");
    window.wait_for("enter keep");
    // The hint goes when the key has been taken in; keys that were not are lost with the window.
    window.press_and_close("\r", |screen| !screen.contents().contains("enter keep"));
    window.wait_for_end();
    assert_eq!(house.quotes().len(), 1, "{:?}", house.quotes());
}

#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_program() {
    let house = House::new();
    let article = house.put_long();
    let mut command = newsprint(&house);
    command.arg(&article);
    // Not the terminal of its session: nobody sends SIGHUP.
    command.set_controlling_tty(false);
    let mut window = Window::start(command, 80, 24);
    let here = window.turn(" ");
    // Nothing is left to be done that could fail on the way.
    eventually("the place in the journal", || house.place());
    window.close();
    window.wait_for_end();
    let again = Window::open(&house, Some(&article), 80, 24);
    assert_eq!(again.first_stone(), here);
}

#[test]
fn a_screen_that_goes_away_ends_the_program_and_keeps_the_place() {
    let house = House::new();
    let article = house.put_long();
    // The keyboard is one terminal, the screen another: a shell in the second does no more than hold it.
    let mut screen = Window::start(
        in_environment(&house, CommandBuilder::new("/bin/cat")),
        80,
        24,
    );
    let mut command = in_environment(&house, CommandBuilder::new("/bin/sh"));
    command.arg("-c");
    command.arg("exec \"$0\" \"$1\" > \"$2\"");
    command.arg(PROGRAM);
    command.arg(&article);
    command.arg(screen.path());
    let mut keyboard = Window::start(command, 80, 24);
    screen.wait_for("stone01");
    keyboard.press("  ");
    screen.wait_until("the third page", |screen| {
        crate::window::first_stone(&screen.contents()).is_some_and(|stone| &*stone > "stone05")
    });
    let here = screen.first_stone();
    screen.close();
    keyboard.press(" ");
    assert_eq!(keyboard.wait_for_end().exit_code(), 2);
    let again = Window::open(&house, Some(&article), 80, 24);
    assert!(again.first_stone() >= here, "the place was lost");
}
