//! The order of all bookmarks, and the headings over them.

use super::{Grouping, Mark, MarkRow};
use crate::journal::{ArticleId, State};
use crate::typeset::day;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Every bookmark of the journal, in no particular order.
pub(super) fn all(state: &State) -> Vec<Mark> {
    let marks = state.articles().flat_map(|(id, standing)| {
        standing.bookmarks.iter().map(|bookmark| Mark {
            article: id.clone(),
            title: standing.title.clone().unwrap_or_default(),
            site: standing.site.clone(),
            bookmark: bookmark.clone(),
            words: None,
            cells: 0,
        })
    });
    marks.collect()
}

/// Puts `marks` in the order of `grouping`.
pub(super) fn sort(marks: &mut [Mark], grouping: Grouping) {
    // Of two that are alike in all else, the id tells: the order must not depend on a hash.
    match grouping {
        Grouping::Article => {
            let mut newest: HashMap<ArticleId, Timestamp> = HashMap::new();
            for mark in marks.iter() {
                let at = newest
                    .entry(mark.article.clone())
                    .or_insert(mark.bookmark.at);
                *at = mark.bookmark.at.max(*at);
            }
            marks.sort_by_cached_key(|mark| {
                (
                    Reverse(newest.get(&mark.article).copied()),
                    mark.article.clone(),
                    mark.bookmark.anchor.start,
                    mark.bookmark.id.clone(),
                )
            });
        }
        Grouping::Time => marks.sort_by_cached_key(by_time),
        Grouping::Label => marks.sort_by_cached_key(|mark| {
            let label = mark.bookmark.label.clone();
            (label.is_none(), label, by_time(mark))
        }),
    }
}

/// The newest first; of one moment those of an article in the order of its text.
fn by_time(mark: &Mark) -> impl Ord + use<> {
    (
        Reverse(mark.bookmark.at),
        mark.article.clone(),
        mark.bookmark.anchor.start,
        mark.bookmark.id.clone(),
    )
}

/// The rows for those of `marks` that are `shown`.
pub(super) fn rows(
    marks: &[Mark],
    shown: &[usize],
    (grouping, zone): (Grouping, &TimeZone),
) -> Vec<MarkRow> {
    let mut rows = Vec::with_capacity(shown.len() + 1);
    let alike = |a: &usize, b: &usize| match (marks.get(*a), marks.get(*b)) {
        (Some(a), Some(b)) => belong_together(a, b, (grouping, zone)),
        _ => false,
    };
    for group in shown.chunk_by(alike) {
        if let Some(first) = group.first().and_then(|at| marks.get(*at)) {
            rows.push(MarkRow::Heading(
                heading(first, (grouping, zone)),
                group.len(),
            ));
        }
        rows.extend(group.iter().copied().map(MarkRow::Mark));
    }
    rows
}

fn belong_together(a: &Mark, b: &Mark, (grouping, zone): (Grouping, &TimeZone)) -> bool {
    match grouping {
        Grouping::Article => a.article == b.article,
        Grouping::Time => date(a, zone) == date(b, zone),
        Grouping::Label => a.bookmark.label == b.bookmark.label,
    }
}

fn heading(mark: &Mark, (grouping, zone): (Grouping, &TimeZone)) -> String {
    let heading = match grouping {
        Grouping::Article if mark.title.trim().is_empty() => "(without title)".to_owned(),
        Grouping::Article => match &mark.site {
            Some(site) => format!("{} · {site}", mark.title),
            None => mark.title.clone(),
        },
        Grouping::Time => day(date(mark, zone)),
        Grouping::Label => match &mark.bookmark.label {
            Some(label) => label.clone(),
            None => "No label".to_owned(),
        },
    };
    crate::text::harmless_line(&heading)
}

/// The day on which a bookmark was set, by the clock of `zone`.
pub(super) fn date(mark: &Mark, zone: &TimeZone) -> jiff::civil::Date {
    zone.to_datetime(mark.bookmark.at).date()
}
