//! newsprint opens a folder of saved articles and lets you read them like a newspaper, in the terminal.

pub mod article;
pub mod cli;
pub mod config;
pub mod import;
pub mod journal;
pub mod library;
pub mod names;
pub mod reader;
pub mod terminal;
pub mod text;
pub mod typeset;
pub mod ui;
