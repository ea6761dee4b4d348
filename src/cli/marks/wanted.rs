//! Which marks are asked for, and in what order.

use crate::exchange::{Mark, Status, Work};
use crate::text::folded;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// The marks that are asked for: all that meet every condition.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Wanted {
    /// Only those in the articles of these folders, files and exported lists; in all articles when left out
    #[arg(value_name = "FOLDER or FILE")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Only in articles whose title, authors, site or address have these words
    #[arg(long, value_name = "WORDS")]
    pub(in crate::cli) article: Option<String>,
    /// Only those with these words in the passage or the note
    #[arg(long, value_name = "WORDS")]
    pub(in crate::cli) search: Option<String>,
    /// Only those with this label
    #[arg(long, value_name = "LABEL")]
    pub(in crate::cli) label: Option<String>,
    /// Only those in a section whose heading has these words
    #[arg(long, value_name = "WORDS")]
    pub(in crate::cli) section: Option<String>,
    /// Only those marked on this day or later: 2025-02-18
    #[arg(long, value_name = "DAY")]
    pub(in crate::cli) since: Option<Date>,
    /// Only those marked on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(in crate::cli) until: Option<Date>,
    /// Only those that are not found in their article any more
    #[arg(long)]
    pub(in crate::cli) lost: bool,
    /// Also the passages that the files themselves highlight, of the folders and files named or else of the library;
    /// every article there is opened for them
    #[arg(long)]
    pub(in crate::cli) in_files: bool,
    /// In the order of articles and text, of time, or of labels
    #[arg(long, value_name = "ORDER", default_value = "article")]
    pub(in crate::cli) sort: Sort,
}

/// The order of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Sort {
    /// By the titles of the articles, and in each as the text goes.
    #[default]
    Article,
    /// As they were marked, the first one first.
    Time,
    /// By label, those without at the end.
    Label,
}

impl Wanted {
    /// Whether anything of `work` may be wanted; leaves it those marks.
    pub(super) fn takes(&self, work: &mut Work) -> bool {
        if self.takes_article(work) {
            work.marks.retain(|mark| self.takes_mark(mark));
        } else {
            work.marks.clear();
        }
        !work.marks.is_empty()
    }

    /// Whether marks in the article `work` may be wanted.
    pub(super) fn takes_article(&self, work: &Work) -> bool {
        let Some(words) = self.article.as_deref().map(folded) else {
            return true;
        };
        let own = [
            Some(work.title.as_str()),
            work.site.as_deref(),
            work.url.as_deref(),
        ];
        let byline = work.byline.iter().map(String::as_str);
        let mut names = own.into_iter().flatten().chain(byline).map(folded);
        names.any(|name| name.contains(&words))
    }

    /// Whether `mark` may be wanted, wherever it stands.
    pub(super) fn takes_mark(&self, mark: &Mark) -> bool {
        let says = |words: &str| {
            let words = folded(words);
            let note = mark.note.as_deref().unwrap_or("");
            folded(&mark.quote).contains(&words) || folded(note).contains(&words)
        };
        let has = |wanted: &str| {
            let own = mark.label.as_deref();
            own.is_some_and(|own| folded(own) == folded(wanted))
        };
        self.search.as_deref().is_none_or(says)
            && self.label.as_deref().is_none_or(has)
            && self.is_of_its_time(mark)
    }

    /// Whether `mark`, whose place was looked for, is wanted.
    pub(super) fn takes_placed(&self, mark: &Mark) -> bool {
        let section = self.section.as_deref().map(folded);
        let is_in = |words: String| {
            mark.section
                .iter()
                .any(|heading| folded(heading).contains(&words))
        };
        section.is_none_or(is_in) && (!self.lost || mark.status == Some(Status::Lost))
    }

    /// Whether a mark was made on one of the days that are asked for, by the clock of this machine.
    fn is_of_its_time(&self, mark: &Mark) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let day = |at: Timestamp| at.to_zoned(TimeZone::system()).date();
        let Some(day) = mark.at.map(day) else {
            return false;
        };
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Puts the marks of one article into the order that is asked for.
    pub(super) fn sort_marks(&self, marks: &mut [Mark]) {
        match self.sort {
            // Where they stand now is where they are looked for.
            Sort::Article => {
                marks.sort_by_key(|mark| mark.now.map_or(mark.start, |now| Some(now.start)));
            }
            Sort::Time | Sort::Label => marks.sort_by_key(|mark| self.key(mark)),
        }
    }

    /// What marks of all articles are sorted by, where that is not the article.
    pub(in crate::cli) fn key(&self, mark: &Mark) -> (bool, Option<String>, Option<Timestamp>) {
        match self.sort {
            Sort::Article => (false, None, None),
            Sort::Time => (mark.at.is_none(), None, mark.at),
            Sort::Label => (
                mark.label.is_none(),
                mark.label.as_deref().map(folded),
                mark.at,
            ),
        }
    }
}
