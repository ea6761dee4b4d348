//! Tests from the outside: the library as its own user sees it.
#![expect(missing_docs, reason = "tests")]

mod architecture;
mod cli;
mod harness;
mod keys;
mod layout;
mod memory;
mod readme;
mod ruler;
mod screens;
mod screenshots;
