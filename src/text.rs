//! The bottom of the house: strings, their width in cells, their parts, and how they are made harmless.
//!
//! Knows nothing of articles, files or terminals. Every function takes a `&str` (or bytes) and gives values
//! back; offsets are bytes into the given string and lie on character boundaries.

mod attribution;
mod breaks;
mod cells;
mod direction;
mod fold;
mod harmless;
mod hyphens;
mod range;
mod sentences;

pub use attribution::is_attribution;
pub use breaks::{Break, breaks};
pub use cells::{cells, fit, graphemes, set_cells};
pub use direction::is_right_to_left;
pub use fold::{find_all, folded, folds};
pub use harmless::{harmless, harmless_line};
pub use hyphens::Patterns;
pub use range::TextRange;
pub use sentences::sentences;
