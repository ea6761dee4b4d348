//! Tests from the outside: the library as its own user sees it.

mod architecture;
mod cli;
mod harness;
mod import;
mod keys;
mod layout;
mod memory;
mod printing;
mod readme;
mod ruler;
mod screens;
mod screenshots;
