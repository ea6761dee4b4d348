//! Ended from outside: the terminal is given back and the place is on disk.

use crate::house::House;
use crate::window::Window;
use rustix::process::Signal;

#[track_caller]
fn ends_well(signal: Signal) {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(&article), 80, 24);
    window.turn(" ");
    let here = window.turn(" ");
    window.signal(signal);
    // `newsprint --help` says 0: it ended as it should.
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
    assert!(house.place().is_some_and(|offset| offset > 0), "no place");

    let window = Window::open(&house, Some(&article), 80, 24);
    assert_eq!(window.first_stone(), here);
}

#[test]
fn sigterm_ends_it_well() {
    ends_well(Signal::TERM);
}

#[test]
fn sighup_ends_it_well() {
    ends_well(Signal::HUP);
}

#[test]
fn sigint_ends_it_well() {
    ends_well(Signal::INT);
}

#[test]
fn sigquit_ends_it_well() {
    ends_well(Signal::QUIT);
}

#[test]
fn two_signals_end_it_as_well_as_one() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(&article), 80, 24);
    window.turn(" ");
    window.signal(Signal::TERM);
    window.signal(Signal::HUP);
    assert_eq!(window.wait_for_good_end().exit_code(), 0);
    assert!(house.place().is_some_and(|offset| offset > 0), "no place");
}
