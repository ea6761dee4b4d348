//! `newsprint keys`: the table of commands and keys.

use super::output::Output;
use super::start::start;
use super::status;
use crate::reader::{COMMANDS, CommandInfo, Keymap, Scope};
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(config_dir: Option<PathBuf>, output: &mut Output) -> anyhow::Result<u8> {
    let keymap = start(config_dir)?.keymap;
    for scope in Scope::ALL {
        output.line(&format!("{}  [keys.{}]", scope.title(), scope.name()))?;
        for info in in_scope(scope) {
            let keys = keymap.keys_of(scope, info.command).join("  ");
            output.line(&format!("  {keys:<42}  {:<18}  {}", info.name, info.doc))?;
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
            "**{}**\n\n| keys | what they do | name |\n|---|---|---|",
            scope.title()
        );
        for info in in_scope(scope) {
            let keys = keymap.keys_of(scope, info.command);
            let keys: Vec<String> = keys
                .iter()
                .map(|key| format!("`{}`", key.replace('|', "\\|")))
                .collect();
            let _ = writeln!(
                tables,
                "| {} | {} | `{}` |",
                keys.join(" "),
                info.doc,
                info.name
            );
        }
        tables.push('\n');
    }
    tables
}

fn in_scope(scope: Scope) -> impl Iterator<Item = &'static CommandInfo> {
    COMMANDS
        .iter()
        .filter(move |info| info.scopes.contains(&scope))
}
