//! The day that stands beside an article in a list, and what happened on it.

use crate::article::Metadata;
use crate::library::Entry;
use jiff::civil::{Date, DateTime};

/// What happened on the day of an article. A day that nobody said of the article is never shown as its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It was published.
    Published,
    /// Somebody saved it, as the article itself says.
    Saved,
    /// Its file was changed, perhaps by being copied: this tells little of the article.
    FileChanged,
}

/// When something happened to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// What happened.
    pub what: Happened,
    /// When, by the clock of whoever noted it; of a file that was changed by that of UTC.
    time: DateTime,
}

impl Dated {
    /// The best that is known of an article: from its `metadata`, once it has been read, or else from its file.
    pub(super) fn of(metadata: Option<&Metadata>, entry: &Entry) -> Option<Self> {
        let dated = |what| move |time| Self { what, time };
        let published = metadata.and_then(|metadata| metadata.published);
        let saved = metadata.and_then(|metadata| metadata.saved);
        let changed = entry.modified;
        published
            .map(|when| when.civil())
            .map(dated(Happened::Published))
            .or_else(|| saved.map(|when| when.civil()).map(dated(Happened::Saved)))
            .or_else(|| {
                changed
                    .map(|moment| jiff::tz::TimeZone::UTC.to_datetime(moment))
                    .map(dated(Happened::FileChanged))
            })
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.time.date()
    }

    /// Date and time, to sort by.
    pub(super) fn time(&self) -> DateTime {
        self.time
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::When;
    use crate::library::Place;

    #[test]
    fn what_the_article_says_goes_before_what_its_file_says() {
        let entry = |modified| Entry {
            place: Place::Edition(0),
            name: "a.md".into(),
            folder: String::new(),
            modified,
        };
        let file = entry(Some("2025-05-05T23:30:00Z".parse().unwrap()));
        let mut metadata = Metadata::default();
        let found = |metadata: Option<&Metadata>, entry: &Entry| {
            Dated::of(metadata, entry).map(|dated| (dated.what, dated.day().to_string()))
        };
        let changed = Some((Happened::FileChanged, "2025-05-05".to_owned()));
        assert_eq!(found(None, &file), changed);
        assert_eq!(found(Some(&metadata), &file), changed);
        metadata.saved = Some(When::Day(jiff::civil::date(2024, 3, 2)));
        let saved = Some((Happened::Saved, "2024-03-02".to_owned()));
        assert_eq!(found(Some(&metadata), &file), saved);
        metadata.published = Some(When::Day(jiff::civil::date(2023, 2, 1)));
        let published = Some((Happened::Published, "2023-02-01".to_owned()));
        assert_eq!(found(Some(&metadata), &file), published);
        assert_eq!(found(None, &entry(None)), None);
    }
}
