//! What every command needs first: the configuration, the journal, the source.

use super::{complain, status};
use crate::config::{self, Config, NamesFile};
use crate::journal::{Folded, Journal, Problem, device_name};
use crate::library::Source;
use crate::names::Corrections;
use crate::reader::{Binding, Keymap, Rejected};
use crate::text::harmless_line;
use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// The reader's own things, read.
pub(super) struct Start {
    /// Where they lie.
    pub(super) dir: PathBuf,
    pub(super) config: Config,
    pub(super) keymap: Keymap,
    pub(super) journal: Result<Journal, String>,
    pub(super) folded: Folded,
    pub(super) problems: Vec<Problem>,
}

impl Start {
    /// Tells on stderr what of the journal could not be read, and returns the status that this leaves: what
    /// is printed without it looks as if nothing had ever been read.
    pub(super) fn tell_problems(&self) -> u8 {
        if let Err(reason) = &self.journal {
            complain(&format!(
                "what you have read and marked is not shown: {reason}"
            ));
            return status::PARTLY;
        }
        for problem in &self.problems {
            complain(&problem.to_string());
        }
        if self.problems.is_empty() {
            status::GOOD
        } else {
            status::PARTLY
        }
    }
}

/// The reader's own things, with a journal that is opened and not read.
pub(super) struct Opening {
    pub(super) dir: PathBuf,
    pub(super) config: Config,
    pub(super) keymap: Keymap,
    pub(super) journal: Result<Journal, String>,
}

/// Reads the configuration and opens the journal, whose snapshot lies in `cache_dir`.
pub(super) fn opening(
    config_dir: Option<PathBuf>,
    cache_dir: Option<&Path>,
) -> anyhow::Result<Opening> {
    let dir = config_folder(config_dir)?;
    let config = Config::load(&dir)?;
    let keymap = keymap(&config, &dir)?;
    let device = device_name(&host_name(), &config::machine_id(&dir));
    let journal = Journal::at(&dir, &device, cache_dir).map_err(|error| error.to_string());
    Ok(Opening {
        dir,
        config,
        keymap,
        journal,
    })
}

/// Reads configuration and journal. A journal that cannot be opened is no reason not to read: it is told,
/// and nothing is kept.
pub(super) fn start(config_dir: Option<PathBuf>) -> anyhow::Result<Start> {
    let Opening {
        dir,
        config,
        keymap,
        journal,
    } = opening(config_dir, None)?;
    let (journal, folded, problems) = recall(journal);
    Ok(Start {
        dir,
        config,
        keymap,
        journal,
        folded,
        problems,
    })
}

/// Where the reader's own things lie.
pub(super) fn config_folder(config_dir: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    Ok(config_dir.map_or_else(config::default_dir, Ok)?)
}

/// What `names.toml` in `folder` says. What of it cannot be used is told on stderr, and is the status that goes
/// with the corrections.
pub(super) fn corrections(folder: &Path) -> (Corrections, u8) {
    let (_, said) = NamesFile::open(folder);
    for problem in &said.problems {
        complain(&harmless_line(problem));
    }
    let code = if said.problems.is_empty() {
        status::GOOD
    } else {
        status::PARTLY
    };
    (said.corrections, code)
}

/// Reads the whole of `journal`.
pub(super) fn recall(
    journal: Result<Journal, String>,
) -> (Result<Journal, String>, Folded, Vec<Problem>) {
    let read = journal.and_then(|mut journal| match journal.recall() {
        Ok((folded, problems)) => Ok((journal, folded, problems)),
        Err(error) => Err(error.to_string()),
    });
    match read {
        Ok((journal, folded, problems)) => (Ok(journal), folded, problems),
        Err(reason) => (Err(reason), Folded::default(), Vec::new()),
    }
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
    let mut bindings: Vec<(usize, Binding)> = Vec::new();
    for (scope, commands) in &config.keys {
        for (command, keys) in commands {
            let binding = Binding {
                scope: scope.clone(),
                command: command.clone(),
                keys: keys.get_ref().list(),
            };
            bindings.push((keys.span().start, binding));
        }
    }
    // In the order of the file: of two that clash, the later one is told.
    bindings.sort_by_key(|(start, _)| *start);
    let (starts, bindings): (Vec<usize>, Vec<Binding>) = bindings.into_iter().unzip();
    Keymap::with(&bindings).map_err(|Rejected { binding, error }| {
        let line = config.line_of(starts.get(binding).copied().unwrap_or(0));
        let path = dir.join("config.toml");
        anyhow::Error::new(error).context(format!("{}:{line}", path.display()))
    })
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

/// What to open: all that was named, or what is usually open. Of several what cannot be opened is told on stderr,
/// and is the status that goes with the rest.
pub(super) fn sources(paths: &[PathBuf], config: &Config) -> anyhow::Result<(Vec<Source>, u8)> {
    let mut sources = Vec::new();
    let mut code = status::GOOD;
    if paths.is_empty() {
        sources.push(source(None, config)?);
    }
    for path in paths {
        match source(Some(path), config) {
            Ok(source) => sources.push(source),
            // With nothing else to open this is all there is to say.
            Err(error) if paths.len() == 1 => return Err(error),
            Err(error) => {
                complain(&harmless_line(&error.to_string()));
                code = status::PARTLY;
            }
        }
    }
    Ok((sources, code))
}
