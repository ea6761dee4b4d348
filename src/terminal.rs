//! Where the program meets the machine: the screen, the keyboard, signals, the clock and the threads.
//!
//! [`run()`] takes events, hands them to the model, draws when something changed, and has the model's
//! effects performed by workers. The terminal is a guest room: `Screen` leaves it as it was found, whatever
//! happens.

mod changes;
mod editor;
mod events;
mod happening;
mod perform;
mod run;
mod screen;
#[cfg(unix)]
mod signals;
mod workers;

pub use editor::Editor;
pub use perform::{
    Desk, colour_code, correct_names, find_names, find_passages, fold_marks, head, load,
    look_at_marks, scan, set_pages, summarize,
};
pub use run::{Session, run};

/// The moment it is now.
#[expect(clippy::disallowed_methods, reason = "the lawful home of the clock")]
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
