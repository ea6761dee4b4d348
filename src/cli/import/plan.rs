//! What of the records is new to the journal, and the changes that bring it in.
//!
//! Nothing is brought in twice. A mark is known by its name, which is drawn from what the record says and nothing else,
//! so the same record gives the same name on every machine; a mark that was deleted stays deleted. What the reader did
//! after the time of a record wins over the record, and what a record without a time says never wins over the reader.

use super::matching::{Book, Shelf, Subject, Titles, identity, subject};
use super::report::Counts;
use crate::exchange::{Mark, Work};
use crate::journal::{
    Anchor, ArticleId, ArticleState, BookmarkId, Change, Draft, State, inverse, is_archived,
    is_read, is_starred, tags_of,
};
use crate::text::{TextRange, folded, harmless_line};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};

/// What is to be written to the journal.
pub(super) struct Plan {
    /// All of it, in the order of the records.
    pub(super) drafts: Vec<Draft>,
    pub(super) counts: Counts,
}

/// What is planned so far for one article.
#[derive(Default)]
struct Planned {
    changes: HashSet<String>,
    quotes: HashSet<String>,
}

/// The work of planning.
struct Planner<'p> {
    state: &'p State,
    plan: Plan,
    articles: HashMap<ArticleId, Planned>,
}

impl Plan {
    /// What `works` bring in.
    pub(super) fn of(works: Vec<Work>, shelf: &Shelf, state: &State) -> Self {
        let titles = Titles::of(state);
        let mut planner = Planner {
            state,
            plan: Self {
                drafts: Vec::new(),
                counts: Counts::default(),
            },
            articles: HashMap::new(),
        };
        for work in works {
            let subject = subject(&work, shelf, &titles, state);
            planner.take(&work, &subject);
        }
        planner.plan
    }
}

impl Planner<'_> {
    fn take(&mut self, work: &Work, subject: &Subject<'_>) {
        let (id, facts) = named(work, subject, self.state);
        self.plan.counts.articles += 1;
        let mut changes = self.settled(work, &id, subject.book);
        changes.extend(self.marks(work, &id, subject.book));
        if changes.is_empty() {
            return;
        }
        let planned = planned(&mut self.articles, &id, self.state);
        let is_first = planned.changes.insert(String::new());
        if subject.known.is_none() && is_first {
            if subject.book.is_some() || identity(work).source().is_some() {
                self.plan.counts.new += 1;
            } else {
                self.plan.counts.unmatched += 1;
            }
        }
        if is_first {
            let facts = facts
                .into_iter()
                .map(|fact| Draft::note(Some(id.clone()), fact));
            self.plan.drafts.extend(facts);
        }
        for (change, at) in changes {
            let back = inverse(self.state, &id, &change);
            self.plan.drafts.push(Draft {
                article: Some(id.clone()),
                change,
                back,
                at,
            });
        }
    }

    /// The changes that make the article read, starred, put away and tagged as `work` says, but for those that the
    /// reader settled otherwise later.
    fn settled(
        &mut self,
        work: &Work,
        id: &ArticleId,
        book: Option<&Book>,
    ) -> Vec<(Change, Option<Timestamp>)> {
        let mut changes = Vec::new();
        for change in lacking(work, self.state.article(id), book) {
            let own = self.state.settled(id, &change);
            if own.is_some_and(|own| work.changed.is_none_or(|at| own >= at)) {
                self.plan.counts.left += 1;
                continue;
            }
            let planned = planned(&mut self.articles, id, self.state);
            if planned.changes.insert(format!("{change:?}")) {
                self.plan.counts.count(&change);
                changes.push((change, work.changed));
            }
        }
        changes
    }

    /// The marks of `work` that the article does not have.
    fn marks(
        &mut self,
        work: &Work,
        id: &ArticleId,
        book: Option<&Book>,
    ) -> Vec<(Change, Option<Timestamp>)> {
        if work.marks.is_empty() {
            return Vec::new();
        }
        let state = self.state;
        let planned = planned(&mut self.articles, id, state);
        let mut fresh: Vec<(BookmarkId, &Mark)> = Vec::new();
        for mark in &work.marks {
            let name = name(work, mark);
            let is_known = state.had_bookmark(id, &name)
                || !planned.changes.insert(name.as_str().to_owned())
                || !planned.quotes.insert(folded(&mark.quote));
            if is_known {
                self.plan.counts.there += 1;
            } else {
                self.plan.counts.marks += 1;
                fresh.push((name, mark));
            }
        }
        let anchors = anchors(&fresh, book);
        let changes = fresh.into_iter().zip(anchors).map(|((id, mark), anchor)| {
            let change = Change::Bookmark {
                id,
                anchor,
                note: mark.note.clone(),
                label: mark.label.clone(),
                section: mark.section.clone(),
            };
            (change, mark.at)
        });
        changes.collect()
    }
}

/// What of the things that `work` says of its article is not so.
fn lacking(work: &Work, standing: Option<&ArticleState>, book: Option<&Book>) -> Vec<Change> {
    let stated = book.and_then(|book| book.stated);
    let put = |yes: Change, no: Change, wanted: Option<bool>, is: bool| {
        let wanted = wanted.filter(|wanted| *wanted != is)?;
        Some(if wanted { yes } else { no })
    };
    let is_read = is_read(standing, stated);
    let is_starred = is_starred(standing, stated);
    let is_archived = is_archived(standing);
    let said = [
        put(Change::Read, Change::Unread, work.read, is_read),
        put(Change::Star, Change::Unstar, work.starred, is_starred),
        put(
            Change::Archive,
            Change::Unarchive,
            work.archived,
            is_archived,
        ),
    ];
    let tags = tags_of(standing, book.map_or(&[], |book| &book.tags));
    let tags: HashSet<String> = tags.into_iter().collect();
    let new = work.tags.iter().filter(|tag| !tags.contains(*tag));
    let new = new.map(|tag| Change::Tag { tag: tag.clone() });
    said.into_iter().flatten().chain(new).collect()
}

/// What is planned so far for the article `id`: at first, the passages that it has.
fn planned<'a>(
    articles: &'a mut HashMap<ArticleId, Planned>,
    id: &ArticleId,
    state: &State,
) -> &'a mut Planned {
    articles.entry(id.clone()).or_insert_with(|| {
        let live = state
            .article(id)
            .map_or(&[][..], |standing| &standing.bookmarks);
        Planned {
            quotes: live.iter().map(|own| folded(&own.anchor.exact)).collect(),
            ..Planned::default()
        }
    })
}

/// The id of the article, and what the journal has to be told of it before anything else.
fn named(work: &Work, subject: &Subject<'_>, state: &State) -> (ArticleId, Vec<Change>) {
    if let Some(book) = subject.book {
        return state.identify(&book.identity);
    }
    if let Some(id) = &subject.known {
        // What the journal knows of it is more than a record says.
        return (id.clone(), Vec::new());
    }
    let identity = identity(work);
    let known = Change::Known {
        url: identity.url.clone(),
        content: String::new(),
        path: String::new(),
        title: harmless_line(&identity.title),
        byline: identity.byline.clone(),
        site: identity.site.clone(),
        published: day(work),
        sketch: None,
    };
    let id = if identity.source().is_some() {
        ArticleId::mint(&identity)
    } else {
        // Nothing but a title tells it from others.
        let facts = format!(
            "{}\n{}\n{}",
            folded(&work.title),
            folded(&work.byline.join("\n")),
            work.url.as_deref().unwrap_or("")
        );
        ArticleId::from(&*digits(&["title", &facts], 16))
    };
    (id, vec![known])
}

/// The day on which the article was published.
fn day(work: &Work) -> Option<String> {
    let day = work.published.as_deref()?.get(..10)?;
    day.parse::<jiff::civil::Date>()
        .ok()
        .map(|_| day.to_owned())
}

/// The name of a mark, drawn from what its record says: its own name or its time beside the passage and the article.
fn name(work: &Work, mark: &Mark) -> BookmarkId {
    if let Some(id) = mark.id.as_deref().filter(|_| mark.is_ours) {
        return BookmarkId::from(id);
    }
    let article = identity(work)
        .source()
        .unwrap_or_else(|| folded(&work.title));
    let own = match (&mark.id, mark.at) {
        (Some(id), _) => id.clone(),
        (None, Some(at)) => at.to_string(),
        (None, None) => String::new(),
    };
    BookmarkId::from(&*digits(
        &["mark", &article, &folded(&mark.quote), &own],
        12,
    ))
}

/// The first hexadecimal digits of the hash of `facts`.
fn digits(facts: &[&str], count: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    for fact in facts {
        hasher.update(&(fact.len() as u64).to_le_bytes());
        hasher.update(fact.as_bytes());
    }
    let mut hex = hasher.finalize().to_hex().to_string();
    hex.truncate(count);
    hex
}

/// What finds the passages again: as they stand in the article where that is at hand and has them, else as they were
/// quoted.
fn anchors(marks: &[(BookmarkId, &Mark)], book: Option<&Book>) -> Vec<Anchor> {
    let quoted: Vec<Anchor> = marks.iter().map(|(_, mark)| mark.anchor()).collect();
    let article = book.filter(|_| !quoted.is_empty()).and_then(Book::article);
    let Some(article) = article else {
        return quoted;
    };
    let found = Anchor::find_all(&quoted.iter().collect::<Vec<_>>(), &article.text);
    let placed = quoted.iter().zip(found).map(|(anchor, found)| {
        let range: Option<TextRange> = found.range();
        range.map_or_else(|| anchor.clone(), |range| Anchor::new(&article.text, range))
    });
    placed.collect()
}
