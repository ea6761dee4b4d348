//! The marks of the whole journal, those that are asked for, each told with its place in the article as it is now.

mod wanted;

pub(super) use wanted::{Sort, Wanted};

use super::start::{self, Start};
use super::{complain, cores, status};
use crate::article::Article;
use crate::config::MEASURE_RANGE;
use crate::exchange::{self, Status, Work};
use crate::journal::{ArticleId, State};
use crate::library::{self, Entry, OpenError, Opened, Place, Skipped, Source};
use crate::text::harmless_line;
use crate::typeset::Measure;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Rows of the page that pages are counted by: with the reader's own measure, whatever the window.
const ROWS: u16 = 40;

/// An article with the marks in it that are asked for.
pub(super) struct Kept {
    pub(super) work: Work,
    /// Whether its text is at hand.
    pub(super) is_here: bool,
    /// What was made of the article while it was open.
    pub(super) page: Option<String>,
}

/// What is made of an article while it is open; its number counts from 1.
pub(super) type Make<'m> = &'m (dyn Fn(&Work, Option<&Article>, usize) -> String + Sync);

/// The marks that are `wanted`, and the status that goes with what could not be read. Every article is opened once,
/// on all cores, and `make` is made of it.
pub(super) fn gather(
    start: &Start,
    wanted: &Wanted,
    make: Option<Make<'_>>,
) -> anyhow::Result<(Vec<Kept>, u8)> {
    let mut code = status::GOOD;
    let state = &start.folded.state;
    let places = if wanted.paths.is_empty() {
        None
    } else {
        let (places, told) = places(wanted, start)?;
        code = code.max(told);
        Some(places)
    };
    let mut works: Vec<(ArticleId, Work)> = state
        .articles()
        .filter(|(_, standing)| !standing.bookmarks.is_empty())
        .filter(|(id, _)| places.as_ref().is_none_or(|places| places.contains_key(id)))
        .map(|(id, standing)| (id.clone(), Work::of(id.as_str(), standing)))
        .collect();
    works.retain_mut(|(_, work)| wanted.takes(work));
    works.sort_by(|(one, a), (other, b)| (&a.title, &a.path, one).cmp(&(&b.title, &b.path, other)));
    let edition = edition();
    let measure = measure(start);
    let numbered: Vec<(usize, (ArticleId, Work))> = (1..).zip(works).collect();
    let open = |(number, (id, work)): &(usize, (ArticleId, Work))| {
        let place = places
            .as_ref()
            .and_then(|places| places.get(id).cloned())
            .or_else(|| place(work, &edition));
        placed(
            work,
            id,
            place,
            state,
            measure,
            make.map(|make| (make, *number)),
            wanted,
        )
    };
    let mut kept = Vec::new();
    cores::in_order(&numbered, open, |_, found| {
        kept.extend(found);
        Ok(())
    })?;
    Ok((kept, code))
}

/// Where the articles lie that are in the folders and files that were named.
fn places(wanted: &Wanted, start: &Start) -> anyhow::Result<(HashMap<ArticleId, Place>, u8)> {
    let (sources, mut code) = start::sources(&wanted.paths, &start.config)?;
    let mut entries = Vec::new();
    for source in &sources {
        for Skipped { path, reason } in library::scan(source, |batch| entries.extend(batch)) {
            complain(&harmless_line(&format!("{path}: passed over, {reason}")));
            code = status::PARTLY;
        }
    }
    let mut places = HashMap::new();
    cores::in_order(
        &entries,
        |entry: &Entry| opened(&entry.place),
        |entry, found| {
            match found {
                Ok(found) => {
                    if let Some(id) = start.folded.state.resolve(&found.identity) {
                        places
                            .entry(id.clone())
                            .or_insert_with(|| entry.place.clone());
                    }
                }
                Err(error) => {
                    complain(&harmless_line(&format!("{}: {error}", entry.place.key())));
                    code = status::PARTLY;
                }
            }
            Ok(())
        },
    )?;
    Ok((places, code))
}

/// The articles of the built-in edition by their keys.
fn edition() -> HashMap<String, Place> {
    let mut places = HashMap::new();
    library::scan(&Source::Edition, |batch| {
        places.extend(
            batch
                .into_iter()
                .map(|entry| (entry.place.key(), entry.place)),
        );
    });
    places
}

/// Where the journal says that an article lies.
fn place(work: &Work, edition: &HashMap<String, Place>) -> Option<Place> {
    let path = work.path.as_deref()?;
    edition.get(path).cloned().or_else(|| Place::from_key(path))
}

/// Nothing should panic on any file; if something does after all, the file is as good as not there.
pub(super) fn opened(place: &Place) -> Result<Opened, OpenError> {
    let open = AssertUnwindSafe(|| library::open(place));
    catch_unwind(open).unwrap_or(Err(OpenError::Defect))
}

/// The marks of `work` with their places, as far as the article is at hand; `None` when none of them is wanted then.
fn placed(
    work: &Work,
    id: &ArticleId,
    place: Option<Place>,
    state: &State,
    measure: Measure,
    make: Option<(Make<'_>, usize)>,
    wanted: &Wanted,
) -> Option<Kept> {
    let mut work = work.clone();
    // Another article may lie there now.
    let opened = place
        .and_then(|place| Some((opened(&place).ok()?, place)))
        .filter(|(opened, _)| state.resolve(&opened.identity).is_some_and(|own| own == id));
    if let Some((opened, place)) = &opened {
        exchange::place(&mut work, &opened.article, measure);
        work.content = Some(opened.identity.content.clone());
        work.path = Some(place.key());
    }
    work.marks.retain(|mark| wanted.takes_placed(mark));
    wanted.sort_marks(&mut work.marks);
    if work.marks.is_empty() {
        return None;
    }
    let article = opened.as_ref().map(|(opened, _)| &opened.article);
    Some(Kept {
        page: make.map(|(make, number)| make(&work, article, number)),
        is_here: opened.is_some(),
        work,
    })
}

/// The page that pages are counted by.
fn measure(start: &Start) -> Measure {
    let usual = start.config.settings().measure;
    // What was changed by key while reading wins over the file.
    let by_key = start
        .folded
        .state
        .setting("measure")
        .and_then(serde_json::Value::as_u64);
    let by_key = by_key.and_then(|cells| u16::try_from(cells).ok());
    Measure {
        cells: by_key
            .filter(|cells| MEASURE_RANGE.contains(cells))
            .unwrap_or(usual),
        rows: ROWS,
    }
}

/// What is said of a mark whose article is or is not at hand.
pub(super) fn status_word(status: Option<Status>) -> &'static str {
    status.map_or("not here", Status::word)
}
