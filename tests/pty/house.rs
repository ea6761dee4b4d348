//! A folder for articles, one for the configuration, and what the journal in it says.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folders of one reader.
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("library")).unwrap();
        Self { folder }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.root().join("config")
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.root().join("library")
    }

    /// Writes an article.
    pub(crate) fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.library().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Writes an article of 60 paragraphs, each with a word of its own: `stone01` to `stone60`.
    pub(crate) fn put_long(&self) -> PathBuf {
        self.put("the-long-walk.txt", &long_article())
    }

    /// All lines of the journal that are whole.
    pub(crate) fn journal(&self) -> Vec<Value> {
        let Ok(files) = std::fs::read_dir(self.config().join("state")) else {
            return Vec::new();
        };
        files
            .filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok())
            .flat_map(|text| {
                text.lines()
                    .filter_map(|line| serde_json::from_str(line).ok())
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// The lines of the journal of one kind.
    pub(crate) fn recorded(&self, kind: &str) -> Vec<Value> {
        let mut lines = self.journal();
        lines.retain(|line| line["kind"] == kind);
        lines
    }

    /// The last place in the journal, in bytes from the start of the text.
    pub(crate) fn place(&self) -> Option<u64> {
        self.recorded("position").last()?["offset"].as_u64()
    }

    /// The passages that the journal keeps.
    pub(crate) fn quotes(&self) -> Vec<String> {
        self.recorded("bookmark")
            .iter()
            .map(|line| line["anchor"]["exact"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn long_article() -> String {
    let mut text = String::from("It was a long walk to the harbour.\n\n");
    for number in 1..=60 {
        let _ = write!(
            text,
            "The carter counted stone{number:02} beside the road. He said that the load was heavy and the hill \
             was steep. Nobody in the village had asked him to hurry, and so he did not.\n\n"
        );
    }
    text
}
