//! Ctrl-Z and `fg`, through a real shell.

use crate::house::House;
use crate::window::{PROGRAM, Window, in_environment};
use portable_pty::CommandBuilder;
use rustix::process::{Signal, kill_process};

/// What the shell says when it waits for a command.
const PROMPT: &str = "ready>";

/// A shell with job control that has started the program on a long article.
fn shell(house: &House) -> Window {
    let article = house.put_long();
    let mut command = in_environment(house, CommandBuilder::new("/bin/sh"));
    command.arg("-i");
    command.env("PS1", PROMPT);
    command.env("NEWSPRINT", PROGRAM);
    command.env("ARTICLE", article);
    let mut window = Window::start(command, 80, 24);
    window.wait_for(PROMPT);
    window.press("\"$NEWSPRINT\" \"$ARTICLE\"\n");
    window.wait_for("stone01");
    window
}

/// Waits for the shell to have the terminal.
#[track_caller]
fn wait_for_shell(window: &Window) {
    window.wait_until("the shell's prompt", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with(PROMPT)
    });
}

/// Leaves the program and the shell; says what the shell says of the program's end.
fn leave(window: &mut Window) {
    window.press("q");
    wait_for_shell(window);
    window.assert_restored();
    window.press("echo status=$?\n");
    window.wait_for("status=0");
    window.press("exit\n");
    assert_eq!(window.wait_for_end().exit_code(), 0);
}

#[test]
fn ctrl_z_gives_the_shell_a_sane_terminal_and_fg_comes_back() {
    let house = House::new();
    let mut window = shell(&house);
    window.turn(" ");
    let mut here = window.first_stone();
    for _ in 0..3 {
        window.press("\x1a");
        wait_for_shell(&window);
        window.assert_restored();
        // The shell has lines and an echo again.
        window.press("stty -a\n");
        window.wait_for("icanon");
        let said = window.screen();
        assert!(
            !said.contains("-icanon") && !said.contains("-echo "),
            "{said}"
        );
        wait_for_shell(&window);
        window.press("fg\n");
        window.wait_until("the page again", |screen| {
            screen.alternate_screen() && screen.contents().contains(&here)
        });
        window.wait_until("no cursor", vt100::Screen::hide_cursor);
        here = window.turn(" ");
    }
    leave(&mut window);
}

#[test]
fn a_terminal_resized_meanwhile_is_drawn_at_its_new_size() {
    let house = House::new();
    let mut window = shell(&house);
    let here = window.turn(" ");
    window.press("\x1a");
    wait_for_shell(&window);
    window.resize(120, 40);
    window.press("fg\n");
    window.wait_until("the page at its new size", |screen| {
        let last = screen.rows(0, 120).nth(39).unwrap_or_default();
        screen.alternate_screen() && screen.contents().contains(&here) && last.contains("? help")
    });
    leave(&mut window);
}

#[test]
fn stopped_by_another_program_it_takes_the_terminal_again() {
    let house = House::new();
    let mut window = shell(&house);
    let here = window.turn(" ");
    kill_process(window.foreground(), Signal::STOP).unwrap();
    // Nobody could give the terminal back: the person mends it in the shell.
    window.wait_for(PROMPT);
    window.press("stty sane\n");
    window.press("fg\n");
    window.wait_until("the page again", |screen| {
        screen.alternate_screen()
            && screen.contents().contains(&here)
            && !screen.contents().contains(PROMPT)
    });
    // A key is taken at once, without Enter.
    window.turn(" ");
    leave(&mut window);
}

#[test]
fn without_a_shell_ctrl_z_is_survived() {
    let house = House::new();
    let article = house.put_long();
    // The program leads a session of its own: an orphaned group, which the system does not stop.
    let mut window = Window::open(&house, Some(article), 80, 24);
    let first = window.first_stone();
    window.press("\x1a");
    assert_ne!(window.turn(" "), first);
    window.press("q");
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
}
