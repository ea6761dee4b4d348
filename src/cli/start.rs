//! What every command needs first: the configuration, the journal, the source.

use crate::config::{self, Config};
use crate::journal::{Journal, JournalError, Problem, State, device_name};
use crate::library::Source;
use crate::reader::Keymap;
use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// The reader's own things, read.
pub(super) struct Start {
    pub(super) config: Config,
    pub(super) keymap: Keymap,
    pub(super) journal: Result<Journal, String>,
    pub(super) state: State,
    pub(super) problems: Vec<Problem>,
}

/// Reads configuration and journal. A journal that cannot be opened is no reason not to read: it is told,
/// and nothing is kept.
pub(super) fn start(config_dir: Option<PathBuf>) -> anyhow::Result<Start> {
    let dir = config_dir.map_or_else(config::default_dir, Ok)?;
    let config = Config::load(&dir)?;
    let keymap = keymap(&config, &dir)?;
    let opened = open_journal(&dir);
    let (journal, state, problems) = match opened {
        Ok((journal, state, problems)) => (Ok(journal), state, problems),
        Err(error) => (Err(error.to_string()), State::default(), Vec::new()),
    };
    Ok(Start {
        config,
        keymap,
        journal,
        state,
        problems,
    })
}

fn open_journal(dir: &Path) -> Result<(Journal, State, Vec<Problem>), JournalError> {
    Journal::open(dir, &device_name(&host_name(), &config::machine_id()))
}

#[cfg(unix)]
fn host_name() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "the environment is read here")]
fn host_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// The keys of `config.toml` over the defaults.
fn keymap(config: &Config, dir: &Path) -> anyhow::Result<Keymap> {
    let mut keymap = Keymap::default();
    for (scope, commands) in &config.keys {
        for (command, keys) in commands {
            let path = dir.join("config.toml");
            keymap
                .rebind(scope, command, &keys.get_ref().list())
                .with_context(|| {
                    let line = config.line_of(keys.span().start);
                    format!("{}:{line}", path.display())
                })?;
        }
    }
    Ok(keymap)
}

/// What to open: what was named, or the library of the configuration, or the edition inside the program.
pub(super) fn source(path: Option<&Path>, config: &Config) -> anyhow::Result<Source> {
    if let Some(path) = path {
        return Ok(Source::at(path)?);
    }
    match &config.library {
        Some(library) => {
            Source::at(&config::expand_home(library)).context("the library of config.toml")
        }
        None => Ok(Source::Edition),
    }
}
