//! How each effect is performed, one function a kind. Called by workers in the program and one after
//! another in tests.

use crate::article::Article;
use crate::code;
use crate::journal::Journal;
use crate::library::{self, Entry, OpenError, Place, Source};
use crate::names;
use crate::reader::{Action, Loaded, PageOrder, Receipt, Recording, Refused, Summarized, Ticket};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The desk where changes are written down.
#[derive(Debug)]
pub struct Desk {
    /// The journal, or why there is none, for people.
    journal: Result<Journal, String>,
}

impl Desk {
    /// A desk with `journal`, or with the reason why nothing can be written.
    pub fn new(journal: Result<Journal, String>) -> Self {
        Self { journal }
    }

    /// Writes `changes` to the journal, in order, at the moment that `now` tells. What could not be written
    /// is said and given back; what was written before that counts.
    pub fn record(
        &mut self,
        changes: Vec<Recording>,
        receipt: Receipt,
        now: impl Fn() -> jiff::Timestamp,
        mut send: impl FnMut(Action),
    ) {
        let mut events = Vec::with_capacity(changes.len());
        let mut waiting = changes.into_iter();
        while let Some((article, change)) = waiting.next() {
            let written = match &mut self.journal {
                Ok(journal) => journal
                    .append(article.as_ref(), change.clone(), now())
                    .map_err(|error| crate::text::harmless_line(&error.to_string())),
                Err(reason) => Err(reason.clone()),
            };
            match written {
                Ok(event) => events.push(event),
                Err(reason) => {
                    if !events.is_empty() {
                        send(Action::Recorded(Receipt::default(), events));
                    }
                    let changes = std::iter::once((article, change)).chain(waiting).collect();
                    return send(Action::NotRecorded(Refused {
                        reason,
                        changes,
                        receipt,
                    }));
                }
            }
        }
        send(Action::Recorded(receipt, events));
    }

    /// Tells what other windows and devices wrote to the journal since it was last looked at. What cannot be
    /// read now may be readable the next time, so nothing is said of it.
    pub fn catch_up(&mut self, mut send: impl FnMut(Action)) {
        let Ok(journal) = &mut self.journal else {
            return;
        };
        let Ok((events, _)) = journal.catch_up() else {
            return;
        };
        if !events.is_empty() {
            send(Action::Recorded(Receipt::default(), events));
        }
    }
}

/// Walks the library.
pub fn scan(source: &Source, ticket: Ticket, mut send: impl FnMut(Action)) {
    let skipped = library::scan(source, |entries| send(Action::Found(ticket, entries)));
    send(Action::Scanned(ticket, skipped));
}

/// Reads `entries` and hands over what they say in batches: whenever `due` says that the screen should
/// see something new. Stops when `stale` says that nobody wants to know any more.
pub fn summarize(
    ticket: Ticket,
    entries: &[Entry],
    mut due: impl FnMut() -> bool,
    stale: impl Fn() -> bool,
    mut send: impl FnMut(Action),
) {
    let mut batch = Vec::new();
    for entry in entries {
        if stale() {
            return;
        }
        let summary = guarded(|| library::summarize(entry));
        batch.push(Summarized {
            place: entry.place.clone(),
            summary,
        });
        if due() {
            send(Action::Summarized(ticket, std::mem::take(&mut batch)));
        }
    }
    send(Action::Summarized(ticket, batch));
    send(Action::AllSummarized(ticket));
}

/// Reads the head of a long article; `None` when it is short, or its beginning says too little.
pub fn head(ticket: Ticket, place: &Place) -> Option<Action> {
    let read = AssertUnwindSafe(|| library::head(place));
    let head = catch_unwind(read).ok().flatten()?;
    Some(Action::Head(
        ticket,
        Loaded {
            place: place.clone(),
            article: Arc::new(head.opened.article),
            identity: head.opened.identity,
            to_come: head.to_come,
        },
    ))
}

/// Reads an article.
pub fn load(ticket: Ticket, place: Place) -> Action {
    let opened = guarded(|| library::open(&place));
    let loaded = opened.map(|opened| Loaded {
        place,
        article: Arc::new(opened.article),
        identity: opened.identity,
        to_come: 0,
    });
    Action::Loaded(ticket, loaded)
}

/// Sets pages and hands them over: those wanted soon one by one, the rest in batches whenever `due` says that
/// the screen should see something new. Stops when `stale` says that nobody wants to know any more.
pub fn set_pages(
    ticket: Ticket,
    order: PageOrder,
    mut due: impl FnMut() -> bool,
    stale: impl Fn() -> bool,
    mut send: impl FnMut(Action),
) {
    let article = &order.article;
    for (index, mut quire) in order.near {
        if stale() {
            return;
        }
        quire.set(article);
        send(Action::PagesSet(ticket, vec![(index, quire)]));
    }
    let mut batch = Vec::new();
    for (index, mut quire) in order.counted {
        if stale() {
            return;
        }
        quire.set(article);
        quire.forget_lines();
        batch.push((index, quire));
        if due() {
            send(Action::PagesSet(ticket, std::mem::take(&mut batch)));
        }
    }
    if !batch.is_empty() {
        send(Action::PagesSet(ticket, batch));
    }
}

/// Finds the names in an article.
pub fn find_names(ticket: Ticket, article: &Article) -> Action {
    let names = catch_unwind(AssertUnwindSafe(|| names::find(article))).unwrap_or_default();
    Action::NamesFound(ticket, Arc::new(names))
}

/// Tells what the words of the code in an article are, as far as one gets while it is `wanted`.
pub fn colour_code(ticket: Ticket, article: &Article, wanted: impl FnMut() -> bool) -> Action {
    let tokens = catch_unwind(AssertUnwindSafe(|| code::tokens(article, wanted)));
    Action::CodeColoured(ticket, tokens.unwrap_or_default().into())
}

/// Nothing should panic on any file; if something does after all, one article cannot be read and the
/// program goes on.
fn guarded<T>(work: impl FnOnce() -> Result<T, OpenError>) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(OpenError::Defect))
}
