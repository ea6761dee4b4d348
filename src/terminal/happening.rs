//! What the loop wakes up for.

use crate::reader::Action;

/// Something the loop wakes up for.
pub(super) enum Happening {
    /// Something for the model.
    Action(Action),
    /// The program was stopped and goes on: the terminal may have changed under it.
    Continued,
    /// The terminal has another size.
    Resized,
    /// Somebody wrote to the journal, or said something of names.
    Written,
    /// Somebody wants the program to end.
    Ended,
}
