//! What is known about an article besides its text.

mod sources;

pub use sources::{Field, Origin, Source, Sources};

use serde::Serialize;
use std::fmt;

/// One normalised record, whatever the file called its fields. All strings are clean and on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline; never empty in an imported article.
    pub title: String,
    /// Where the title came from.
    pub title_from: TitleFrom,
    /// Names of the authors.
    pub byline: Vec<String>,
    /// The publication or site ("Example News").
    pub site: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was saved.
    pub saved: Option<When>,
    /// The standfirst or summary.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Tags that the file carries.
    pub tags: Vec<String>,
    /// What the program that saved it knew of its reading; `None` when it says nothing.
    pub stated: Option<Stated>,
    /// Where the fields came from.
    pub sources: Sources,
}

/// How far an article had been read where it was saved: what counts until the reader's own journal knows better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// Read to the end, or put away as read. `None` when not said.
    pub read: Option<bool>,
    /// Starred or marked as a favourite.
    pub starred: bool,
    /// How much of it was read, in percent.
    pub progress: Option<u8>,
}

/// Where a title came from, best source first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleFrom {
    /// A key of the front matter.
    FrontMatter,
    /// The page's own metadata.
    Metadata,
    /// A heading of the text.
    Heading,
    /// The first line of a plain text.
    FirstLine,
    /// The opening sentence.
    Lede,
    /// The name of the file.
    #[default]
    FileName,
}

/// A day, or a moment with or without its offset from UTC. What the source did not say is not invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A date alone.
    Day(jiff::civil::Date),
    /// Date and time without zone.
    Local(jiff::civil::DateTime),
    /// A moment, and the offset it was written with.
    Moment(jiff::Timestamp, jiff::tz::Offset),
}

impl When {
    /// Date and time as written at the source, midnight where only the day is known.
    pub fn civil(&self) -> jiff::civil::DateTime {
        match self {
            Self::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
            Self::Local(time) => *time,
            Self::Moment(moment, offset) => offset.to_datetime(*moment),
        }
    }

    /// The day, as written at the source.
    pub fn day(&self) -> jiff::civil::Date {
        self.civil().date()
    }
}

impl fmt::Display for When {
    /// RFC 3339: a full date, or a date-time with offset; without a known offset the RFC's `-00:00`
    /// ("local offset unknown", section 4.3).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Local(time) => write!(f, "{time}-00:00"),
            Self::Moment(moment, offset) if *offset == jiff::tz::Offset::UTC => {
                write!(f, "{moment}")
            }
            Self::Moment(moment, offset) => write!(f, "{}", moment.display_with_offset(*offset)),
        }
    }
}
