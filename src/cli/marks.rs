//! The marks of the whole journal and, where that is asked for, those that the files themselves have: each told with
//! its place in the article as it is now.

mod wanted;

pub(super) use wanted::{Sort, Wanted};

use super::start::{self, Start};
use super::{complain, cores, status};
use crate::article::Article;
use crate::config::MEASURE_RANGE;
use crate::exchange::{self, Mark, Status, Work};
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

/// An article that is to be opened for its marks.
struct Task {
    id: ArticleId,
    /// With the marks of the journal that are asked for.
    work: Work,
    /// Where it was found, if it was looked for.
    place: Option<Place>,
    /// Whether what its file highlights is asked for, too.
    is_highlighted: bool,
}

/// All that the work on an article takes.
struct Search<'s> {
    state: &'s State,
    wanted: &'s Wanted,
    edition: HashMap<String, Place>,
    measure: Measure,
    make: Option<Make<'s>>,
}

/// The marks that are `wanted`, and the status that goes with what could not be read. Every article is opened on
/// all cores, once more than it takes to find it, and `make` is made of it.
pub(super) fn gather(
    start: &Start,
    wanted: &Wanted,
    make: Option<Make<'_>>,
) -> anyhow::Result<(Vec<Kept>, u8)> {
    let state = &start.folded.state;
    let (found, code) = if wanted.paths.is_empty() && !wanted.in_files {
        (HashMap::new(), status::GOOD)
    } else {
        found(wanted, start)?
    };
    let search = Search {
        state,
        wanted,
        edition: edition(),
        measure: measure(start),
        make,
    };
    let numbered: Vec<(usize, Task)> = (1..).zip(tasks(wanted, state, found)).collect();
    let mut kept = Vec::new();
    cores::in_order(
        &numbered,
        |(number, task)| search.placed(task, *number),
        |_, placed| {
            kept.extend(placed);
            Ok(())
        },
    )?;
    Ok((kept, code))
}

/// The articles that may have marks that are `wanted`, by title.
fn tasks(wanted: &Wanted, state: &State, mut found: HashMap<ArticleId, Found>) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for (id, standing) in state.articles() {
        let found = found.remove(id);
        let is_highlighted = found.as_ref().is_some_and(|found| found.is_highlighted);
        let is_elsewhere = found.is_none() && !wanted.paths.is_empty();
        if is_elsewhere || standing.bookmarks.is_empty() && !is_highlighted {
            continue;
        }
        tasks.push(Task {
            id: id.clone(),
            work: Work::of(id.as_str(), standing),
            is_highlighted,
            place: found.map(|found| found.place),
        });
    }
    // The journal does not know the others.
    tasks.extend(found.into_iter().map(|(id, found)| Task {
        id,
        work: Work {
            title: found.title,
            path: Some(found.place.key()),
            ..Work::default()
        },
        is_highlighted: found.is_highlighted,
        place: Some(found.place),
    }));
    tasks.retain_mut(|task| wanted.takes(&mut task.work) || task.is_highlighted);
    let key = |task: &Task| {
        let Work { title, path, .. } = &task.work;
        (title.clone(), path.clone(), task.id.clone())
    };
    tasks.sort_by_cached_key(key);
    tasks
}

/// An article in the folders and files that were named.
struct Found {
    place: Place,
    title: String,
    /// Whether its file highlights passages, and they are asked for.
    is_highlighted: bool,
}

/// The articles of the folders and files that were named, as far as the journal knows them or they have highlights
/// that are asked for.
fn found(wanted: &Wanted, start: &Start) -> anyhow::Result<(HashMap<ArticleId, Found>, u8)> {
    let (sources, mut code) = start::sources(&wanted.paths, &start.config)?;
    let mut entries = Vec::new();
    for source in &sources {
        for Skipped { path, reason } in library::scan(source, |batch| entries.extend(batch)) {
            complain(&harmless_line(&format!("{path}: passed over, {reason}")));
            code = status::PARTLY;
        }
    }
    let facts = |entry: &Entry| {
        let Opened { article, identity } = opened(&entry.place)?;
        let is_highlighted = wanted.in_files && !article.highlights.is_empty();
        Ok::<_, OpenError>((identity, article.metadata.title, is_highlighted))
    };
    let mut all: HashMap<ArticleId, Found> = HashMap::new();
    cores::in_order(&entries, facts, |entry, facts| {
        match facts {
            Ok((identity, title, is_highlighted)) => {
                let known = start.folded.state.resolve(&identity).cloned();
                // The name that the journal would give it: two copies of one article are one.
                let new = || is_highlighted.then(|| ArticleId::mint(&identity));
                if let Some(id) = known.or_else(new) {
                    all.entry(id).or_insert_with(|| Found {
                        place: entry.place.clone(),
                        title,
                        is_highlighted,
                    });
                }
            }
            Err(error) => {
                complain(&harmless_line(&format!("{}: {error}", entry.place.key())));
                code = status::PARTLY;
            }
        }
        Ok(())
    })?;
    Ok((all, code))
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

impl Search<'_> {
    /// The marks of an article with their places, as far as it is at hand; `None` when none of them is wanted then.
    fn placed(&self, task: &Task, number: usize) -> Option<Kept> {
        let mut work = task.work.clone();
        let place = task.place.clone().or_else(|| place(&work, &self.edition));
        // Another article may lie there now.
        let is_it = |opened: &Opened| match self.state.resolve(&opened.identity) {
            Some(own) => *own == task.id,
            None => ArticleId::mint(&opened.identity) == task.id,
        };
        let opened = place
            .and_then(|place| Some((opened(&place).ok()?, place)))
            .filter(|(opened, _)| is_it(opened));
        if let Some((opened, place)) = &opened {
            if task.is_highlighted {
                work.marks.extend(self.highlights(&opened.article));
            }
            exchange::place(&mut work, &opened.article, self.measure);
            work.content = Some(opened.identity.content.clone());
            work.path = Some(place.key());
        }
        let is_taken = self.wanted.takes_article(&work);
        work.marks
            .retain(|mark| (is_taken || !mark.in_file) && self.wanted.takes_placed(mark));
        self.wanted.sort_marks(&mut work.marks);
        if work.marks.is_empty() {
            return None;
        }
        let article = opened.as_ref().map(|(opened, _)| &opened.article);
        Some(Kept {
            page: self.make.map(|make| make(&work, article, number)),
            is_here: opened.is_some(),
            work,
        })
    }

    /// What the file of `article` highlights, as far as it may be wanted.
    fn highlights(&self, article: &Article) -> impl Iterator<Item = Mark> {
        let highlights = article.highlights.iter();
        let marks = highlights.map(|highlight| Mark::in_file(highlight, &article.text));
        marks.filter(|mark| self.wanted.takes_mark(mark))
    }
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
