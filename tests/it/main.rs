//! Tests from the outside: the library as its own user sees it.
#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and NEWSPRINT_UPDATE is asked for in tests alone"
)]

mod anchors;
mod architecture;
mod blocks;
mod cli;
mod collecting;
mod comfort;
mod commonmark;
mod corrections;
mod folder;
mod gallery;
mod harness;
mod heads;
mod import;
mod keys;
mod layout;
mod long_journal;
mod marking;
mod marks;
mod memory;
mod metadata;
mod names_hostile;
mod printing;
mod quality;
mod readme;
mod ruler;
mod screens;
mod screenshots;
mod storm;
mod undoing;
mod who;
mod writers;
