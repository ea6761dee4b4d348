//! The reader's own settings: where they lie, what they say, and what is wrong with them.
//!
//! `config.toml` belongs to the reader and is never written by the program. What is changed by a key while
//! reading (a wider column) goes to the journal and wins over the file.

mod device;

pub use device::machine_id;

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
    /// Keys by scope and command.
    #[serde(default)]
    pub keys: BTreeMap<String, BTreeMap<String, toml::Spanned<Keys>>>,
    /// Where each line of the file starts, in bytes, to name the line of what turns out wrong later.
    #[serde(skip)]
    line_starts: Vec<usize>,
}

/// The section `[reading]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReadingConfig {
    /// Width of a column in cells, 40 to 100.
    #[serde(default, deserialize_with = "measure")]
    pub measure: Option<u16>,
    /// Whether two pages are set side by side where there is room.
    pub two_pages: Option<bool>,
    /// Whether paragraphs are parted by an indent instead of an empty line.
    pub indent: Option<bool>,
    /// Whether names are highlighted in the text.
    pub names: Option<bool>,
    /// Whether the sidebar is shown.
    pub sidebar: Option<bool>,
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

/// The narrowest and widest column, in cells.
pub const MEASURE_RANGE: std::ops::RangeInclusive<u16> = 40..=100;
/// The usual column, in cells.
pub const USUAL_MEASURE: u16 = 66;

/// How articles are set, all choices made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the reader's own, under the name it has in config.toml"
)]
pub struct Settings {
    /// Width of a column, in cells.
    pub measure: u16,
    /// Two pages side by side where there is room.
    pub two_pages: bool,
    /// Paragraphs parted by an indent instead of an empty line.
    pub indent: bool,
    /// Names highlighted in the text.
    pub names: bool,
    /// The sidebar shown beside the page.
    pub sidebar: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: USUAL_MEASURE,
            two_pages: true,
            indent: false,
            names: true,
            sidebar: true,
        }
    }
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

    /// The settings that the file asks for.
    pub fn settings(&self) -> Settings {
        let usual = Settings::default();
        Settings {
            measure: self.reading.measure.unwrap_or(usual.measure),
            two_pages: self.reading.two_pages.unwrap_or(usual.two_pages),
            indent: self.reading.indent.unwrap_or(usual.indent),
            names: self.reading.names.unwrap_or(usual.names),
            sidebar: self.reading.sidebar.unwrap_or(usual.sidebar),
        }
    }
}

/// Reads a measure. What is wrong with it is told here, where it is still known on which line it stands.
fn measure<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    struct Cells;

    impl serde::de::Visitor<'_> for Cells {
        type Value = u16;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let (least, most) = (MEASURE_RANGE.start(), MEASURE_RANGE.end());
            write!(f, "{least} to {most} cells")
        }

        fn visit_i64<E: serde::de::Error>(self, measure: i64) -> Result<u16, E> {
            u16::try_from(measure)
                .ok()
                .filter(|cells| MEASURE_RANGE.contains(cells))
                .ok_or_else(|| {
                    let expected: &dyn serde::de::Expected = &self;
                    E::custom(format_args!("measure = {measure}: expected {expected}"))
                })
        }
    }

    deserializer.deserialize_i64(Cells).map(Some)
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
