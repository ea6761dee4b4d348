//! `names.toml`: what the reader says of names, kept where he can read and change it himself.
//!
//! Knows no article. The file belongs to the reader as much as to the program: his comments, his order and what
//! this version does not know survive every change. It is read anew before each, under a lock, so that two windows
//! lose nothing to each other, and put in place whole or not at all.

mod edit;
mod replace;
mod syntax;

use crate::names::{Correction, Corrections, Revision};
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Bytes at most that are read: tens of thousands of corrections.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Something in the file that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}:{line}: {message}", path = path.display())]
pub struct NamesProblem {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// What was wrong and what was expected.
    pub message: String,
}

/// Why the file was not read, or not written.
#[derive(Debug, Error)]
pub enum NamesFileError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is too large.
    #[error("{path} is larger than {} MiB, which no list of names is", LARGEST >> 20, path = path.display())]
    Large {
        /// The file.
        path: PathBuf,
    },
    /// It is no TOML. It is not written over then.
    #[error("{0}; nothing is written to the file until that is put right")]
    Broken(NamesProblem),
    /// It cannot be written. Then it is as it was before.
    #[error("cannot write {path}: {source}", path = path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What the file says now.
#[derive(Clone, Debug, Default)]
pub struct NamesSaid {
    /// What the reader says.
    pub corrections: Corrections,
    /// What of the file cannot be used, for people.
    pub problems: Vec<String>,
}

/// The file of one configuration directory.
#[derive(Debug)]
pub struct NamesFile {
    path: PathBuf,
    /// What it held when it was last looked at, or why that could not be seen.
    seen: Option<Result<Vec<u8>, String>>,
    /// What was last read from it without trouble.
    corrections: Corrections,
}

impl NamesFile {
    /// Reads `names.toml` in `config_dir`. A file that is not there says nothing; one that is broken is told of and
    /// says nothing.
    pub fn open(config_dir: &Path) -> (Self, NamesSaid) {
        let mut file = Self {
            path: config_dir.join("names.toml"),
            seen: None,
            corrections: Corrections::default(),
        };
        let said = file.look_again().unwrap_or_default();
        (file, said)
    }

    /// What the file says, if it is another than when it was last looked at. Where it cannot be read now, what it
    /// said before counts, and that is told once.
    pub fn look_again(&mut self) -> Option<NamesSaid> {
        let read = replace::read(&self.path, LARGEST).map_err(|error| error.to_string());
        if self.seen.as_ref() == Some(&read) {
            return None;
        }
        let said = match &read {
            Ok(bytes) => self
                .understand(bytes)
                .map_err(|problem| problem.to_string()),
            Err(reason) => Err(reason.clone()),
        };
        self.seen = Some(read);
        Some(match said {
            Ok((corrections, problems)) => {
                self.corrections = corrections.clone();
                NamesSaid {
                    corrections,
                    problems: problems.iter().map(ToString::to_string).collect(),
                }
            }
            Err(reason) => self.still(reason),
        })
    }

    /// Says `correction`, and returns what that changed once it is on disk: what takes it back is the inverse, in
    /// the opposite order.
    ///
    /// # Errors
    /// [`NamesFileError`] when it could not be written. Then nothing has changed.
    pub fn say(
        &mut self,
        correction: &Correction,
    ) -> Result<(Corrections, Vec<Revision>), NamesFileError> {
        self.change(|corrections| corrections.revisions(correction))
    }

    /// Makes `revisions`, and returns what the reader says then once it is on disk. What is not said any more need
    /// not be taken back.
    ///
    /// # Errors
    /// [`NamesFileError`] when it could not be written. Then nothing has changed.
    pub fn revise(&mut self, revisions: &[Revision]) -> Result<Corrections, NamesFileError> {
        self.change(|_| revisions.to_vec())
            .map(|(corrections, _)| corrections)
    }

    fn change(
        &mut self,
        revisions: impl FnOnce(&Corrections) -> Vec<Revision>,
    ) -> Result<(Corrections, Vec<Revision>), NamesFileError> {
        let place = replace::Place::of(&self.path)?;
        let _lock = place.lock()?;
        let before = replace::read(&self.path, LARGEST)?;
        let understood = self.understand(&before);
        let (corrections, _) = understood.map_err(NamesFileError::Broken)?;
        let revisions = revisions(&corrections);
        let text = String::from_utf8_lossy(&before);
        let after = edit::edited(&text, &revisions)
            .map_err(|fault| NamesFileError::Broken(self.problem(fault)))?;
        if after.as_bytes() != before.as_slice() {
            place.put(after.as_bytes())?;
        }
        let corrections = self
            .understand(after.as_bytes())
            .map_err(NamesFileError::Broken)?
            .0;
        self.seen = Some(Ok(after.into_bytes()));
        self.corrections = corrections.clone();
        Ok((corrections, revisions))
    }

    /// What `bytes` of the file say.
    fn understand(&self, bytes: &[u8]) -> Result<(Corrections, Vec<NamesProblem>), NamesProblem> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
            NamesProblem {
                path: self.path.clone(),
                line: good.split(|byte| *byte == b'\n').count(),
                message: "this is no UTF-8".into(),
            }
        })?;
        match syntax::read(text) {
            Ok((corrections, faults)) => {
                let problems = faults.into_iter().map(|fault| self.problem(fault));
                Ok((Corrections::new(corrections), problems.collect()))
            }
            Err(fault) => Err(self.problem(fault)),
        }
    }

    fn problem(&self, fault: syntax::Fault) -> NamesProblem {
        NamesProblem {
            path: self.path.clone(),
            line: fault.line,
            message: fault.message,
        }
    }

    /// What was said before goes on; `reason` is why there is nothing newer.
    fn still(&self, reason: String) -> NamesSaid {
        NamesSaid {
            corrections: self.corrections.clone(),
            problems: vec![reason],
        }
    }
}

#[cfg(test)]
mod tests;
