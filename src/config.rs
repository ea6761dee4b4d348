//! The reader's own settings: where they lie, what they say, and what is wrong with them.
//!
//! `config.toml` belongs to the reader and is never written by the program. What is changed by a key while
//! reading (a wider column) goes to the journal and wins over the file. What the reader says of names is kept in
//! `names.toml`, which both write.

mod device;
mod drafts;
mod export_file;
mod names_file;
mod reading;

pub use device::machine_id;
pub use drafts::{DraftError, Drafts};
pub use export_file::{ExportFileError, Overwriting, write_export};
pub use names_file::{NamesFile, NamesFileError, NamesProblem, NamesSaid};
pub use reading::{
    LINE_SPACING_RANGE, MARGIN_RANGE, MEASURE_RANGE, ReadingConfig, Settings, USUAL_MEASURE,
    furniture_named, furniture_word,
};

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What `config.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The folder to open when none is named; `~/` is the home directory.
    pub library: Option<PathBuf>,
    /// How articles are set.
    #[serde(default)]
    pub reading: ReadingConfig,
    /// How marks are exported.
    #[serde(default)]
    pub export: ExportConfig,
    /// Keys by scope and command.
    #[serde(default)]
    pub keys: BTreeMap<String, BTreeMap<String, toml::Spanned<Keys>>>,
    /// Where each line of the file starts, in bytes, to name the line of what turns out wrong later.
    #[serde(skip)]
    line_starts: Vec<usize>,
}

/// The section `[export]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExportConfig {
    /// The template for Markdown: the path of a file, from the folder of `config.toml` on, or the template itself.
    pub markdown: Option<toml::Spanned<String>>,
}

/// A template and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateText {
    /// The file it stands in.
    pub path: PathBuf,
    /// The line, from 1, on which it begins there.
    pub line: usize,
    /// The template.
    pub text: String,
}

/// One key or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a key in quotes, or a list of them in brackets"
)]
pub enum Keys {
    /// `next-page = "space"`.
    One(String),
    /// `next-page = ["space", "f"]`.
    Many(Vec<String>),
}

impl Keys {
    /// The keys as a list.
    pub fn list(&self) -> Vec<String> {
        match self {
            Self::One(key) => vec![key.clone()],
            Self::Many(keys) => keys.clone(),
        }
    }
}

/// What is wrong with the configuration, with the place and what was expected.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not what is expected.
    #[error("{path}:{line}: {message}", path = path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What was wrong and what was expected.
        message: String,
    },
    /// The system names no home for configuration.
    #[error("this system has no configuration directory; name one with --config-dir DIR")]
    NoDirectory,
}

impl Config {
    /// Reads `config.toml` in `dir`; a missing file is an empty one.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be read or says something unknown.
    pub fn load(dir: &Path) -> Result<Self, ConfigError> {
        let path = dir.join("config.toml");
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(ConfigError::Read { path, source }),
        }
    }

    /// Reads the text of `config.toml`; `path` is for messages.
    ///
    /// # Errors
    /// [`ConfigError::Invalid`] with the line.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let mut config: Self = toml::from_str(text).map_err(|error| ConfigError::Invalid {
            path: path.to_owned(),
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        config.line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Ok(config)
    }

    /// The line of the file, counted from 1, that holds byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset) + 1
    }

    /// The template for Markdown that the file in `dir` names or has, if any. What has a placeholder or a line end in
    /// it is a template, what has none a path.
    ///
    /// # Errors
    /// [`ConfigError::Read`] when the file of the template cannot be read.
    pub fn markdown_template(&self, dir: &Path) -> Result<Option<TemplateText>, ConfigError> {
        let Some(said) = &self.export.markdown else {
            return Ok(None);
        };
        let value = said.get_ref();
        if value.contains("{{") || value.contains('\n') {
            return Ok(Some(TemplateText {
                path: dir.join("config.toml"),
                line: self.line_of(said.span().start),
                text: value.clone(),
            }));
        }
        let path = dir.join(expand_home(Path::new(value)));
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(TemplateText {
                path,
                line: 1,
                text,
            })),
            Err(source) => Err(ConfigError::Read { path, source }),
        }
    }

    /// The settings that the file asks for.
    pub fn settings(&self) -> Settings {
        self.reading.settings()
    }
}

/// The line, counted from 1, that holds byte `offset` of `text`.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

/// Where the configuration of this user lies when nobody says otherwise.
///
/// # Errors
/// [`ConfigError::NoDirectory`] when the system has no such place.
pub fn default_dir() -> Result<PathBuf, ConfigError> {
    let dirs =
        directories::ProjectDirs::from("", "", "newsprint").ok_or(ConfigError::NoDirectory)?;
    Ok(dirs.config_dir().to_owned())
}

/// Where what can be made anew is kept for this user when nobody says otherwise; `None` when the system has no
/// such place.
pub fn default_cache_dir() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "newsprint")?;
    Some(dirs.cache_dir().to_owned())
}

/// `path` with a leading `~/` replaced by the home directory.
pub fn expand_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), directories::BaseDirs::new()) {
        (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("config.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn settings_and_keys_are_read() {
        let config = parse("library = '~/News'\n[reading]\nmeasure = 72\n[keys.reader]\nnext-page = 'x'\nfirst = ['g g']\n").unwrap();
        assert_eq!(config.settings().measure, 72);
        assert_eq!(config.keys["reader"]["first"].get_ref().list(), ["g g"]);
    }

    #[test]
    fn a_template_is_named_or_written_out() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("marks.md"), "# {{title}}\n").unwrap();
        let text = |toml: &str| {
            let config = parse(toml).unwrap();
            config
                .markdown_template(dir.path())
                .map_err(|error| error.to_string())
        };
        assert_eq!(text(""), Ok(None));
        let named = text("[export]\nmarkdown = 'marks.md'\n").unwrap().unwrap();
        assert_eq!((named.text.as_str(), named.line), ("# {{title}}\n", 1));
        let inline = text("\n[export]\nmarkdown = '> {{quote}}'\n")
            .unwrap()
            .unwrap();
        assert_eq!((inline.text.as_str(), inline.line), ("> {{quote}}", 3));
        assert!(
            text("[export]\nmarkdown = 'none.md'\n")
                .unwrap_err()
                .contains("none.md")
        );
    }

    #[test]
    fn an_error_names_its_line() {
        assert!(
            parse("[reading]\nmeasure = 20\n")
                .unwrap_err()
                .starts_with("config.toml:2: measure = 20: expected 40")
        );
        let unknown = parse("[reading]\n\nfont = 'x'\n").unwrap_err();
        assert!(unknown.starts_with("config.toml:3:"), "{unknown}");
        assert!(
            parse("[reading\n")
                .unwrap_err()
                .starts_with("config.toml:1:")
        );
    }
}
