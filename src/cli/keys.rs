//! `newsprint keys`: the table of commands and keys.

use super::output::Output;
use super::start::start;
use super::status;
use crate::reader::{Keymap, Scope};
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(config_dir: Option<PathBuf>, output: &mut Output) -> anyhow::Result<u8> {
    let keymap = start(config_dir)?.keymap;
    for scope in Scope::ALL {
        output.line(&format!("{}  [keys.{}]", scope.title(), scope.name()))?;
        for line in keymap.lines(scope) {
            let keys = line.keys.join(" ");
            output.line(&format!("  {keys:<40}  {:<18}  {}", line.name, line.doc))?;
        }
        output.line("")?;
    }
    Ok(status::GOOD)
}

/// The default keys as the tables of the README.
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut tables = String::new();
    for scope in Scope::ALL {
        // Writing to a string does not fail.
        let _ = writeln!(
            tables,
            "**{}** (`[keys.{}]`)\n\n| keys | what they do | name |\n|---|---|---|",
            scope.title(),
            scope.name()
        );
        for line in keymap.lines(scope) {
            let keys: Vec<String> = line
                .keys
                .iter()
                .map(|key| format!("`{}`", key.replace('|', "\\|")))
                .collect();
            let _ = writeln!(
                tables,
                "| {} | {} | `{}` |",
                keys.join(" "),
                line.doc,
                line.name
            );
        }
        tables.push('\n');
    }
    tables
}
