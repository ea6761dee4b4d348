//! `newsprint [FOLDER or FILE]`: the reader.

use super::start::{Opening, opening, recall, source};
use crate::config::{self, Drafts, NamesFile};
use crate::journal::{Folded, Journal};
use crate::library;
use crate::terminal::{self, Desk, Editor, Session};
use crate::ui::Theme;
use anyhow::{Context as _, bail};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

pub(super) fn run(
    path: Option<&Path>,
    config_dir: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
) -> anyhow::Result<u8> {
    let cache_dir = cache_dir.or_else(config::default_cache_dir);
    let Opening {
        config,
        keymap,
        journal,
        dir,
    } = opening(config_dir, cache_dir.as_deref())?;
    let source = source(path, &config)?;
    // One file that cannot be opened is told at once: an empty screen would say less.
    if let Some(place) = source.single() {
        let named = path.map_or_else(|| place.key(), |path| path.display().to_string());
        library::check(&place).context(named)?;
    }
    if !std::io::stdout().is_terminal() {
        bail!(
            "this is the reader, and stdout is not a terminal. To print one article: newsprint show FILE; to list \
             a folder: newsprint list FOLDER"
        );
    }
    let (names, said) = NamesFile::open(&dir);
    let glance = journal.as_ref().ok().and_then(Journal::glance);
    let (journal, folded, problems) = if glance.is_some() {
        (journal, Folded::default(), Vec::new())
    } else {
        recall(journal)
    };
    let notice = if let Err(reason) = &journal {
        Some(format!("Nothing you do will be kept: {reason}"))
    } else {
        let first = problems.first().map(ToString::to_string);
        first.or_else(|| said.problems.first().cloned())
    };
    terminal::run(Session {
        source,
        settings: config.settings(),
        keymap,
        theme: theme(),
        journal: folded,
        desk: if glance.is_some() {
            Desk::new(journal, names).unread()
        } else {
            let untidy = journal
                .as_ref()
                .is_ok_and(|journal| journal.is_own_fault(&problems));
            let desk = Desk::new(journal, names);
            if untidy { desk.untidy() } else { desk }
        },
        glance,
        corrections: said.corrections,
        editor: editor(&dir),
        config_dir: dir,
        notice: notice.map(|notice| crate::text::harmless_line(&notice)),
    })?;
    Ok(super::status::GOOD)
}

/// The editor that notes are written in. An empty name is none.
#[expect(clippy::disallowed_methods, reason = "the environment is read here")]
fn editor(dir: &Path) -> Editor {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.trim().is_empty()).then_some(value)
    });
    Editor {
        command: named,
        drafts: Drafts::new(dir, std::env::temp_dir()),
    }
}

#[expect(clippy::disallowed_methods, reason = "the environment is read here")]
fn theme() -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if no_color {
        Theme::monochrome()
    } else {
        Theme::usual()
    }
}
