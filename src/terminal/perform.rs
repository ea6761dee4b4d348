//! How each effect is performed, one function a kind. Called by workers in the program and one after
//! another in tests.

use crate::article::Article;
use crate::code;
use crate::config::{NamesFile, NamesFileError};
use crate::journal::{Anchor, BookmarkId, Draft, Found, Glance, Identity, Journal, Stride};
use crate::library::{self, Entry, OpenError, Place, Source};
use crate::names::{self, Correction, Corrections, Names, Revision};
use crate::reader::{
    Action, CorrectedNames, Glimpse, Loaded, Looked, PageOrder, Receipt, Refused, Summarized,
    Ticket,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The desk where changes are written down.
#[derive(Debug)]
pub struct Desk {
    /// The journal, or why there is none, for people.
    journal: Result<Journal, String>,
    /// Whether the journal is still to be read.
    unread: bool,
    /// Whether the own file is still to be tidied up.
    untidy: bool,
    /// What the reader says of names.
    names: NamesFile,
}

impl Desk {
    /// A desk with `journal`, or with the reason why nothing can be written there, and with the file of `names`.
    pub fn new(journal: Result<Journal, String>, names: NamesFile) -> Self {
        Self {
            journal,
            unread: false,
            untidy: false,
            names,
        }
    }

    /// The desk with a journal that was only opened: it is read before anything is written.
    #[must_use]
    pub fn unread(mut self) -> Self {
        self.unread = true;
        self
    }

    /// The desk with a journal in which something could not be used: it is tidied up at the first occasion.
    #[must_use]
    pub fn untidy(mut self) -> Self {
        self.untidy = true;
        self
    }

    /// Tidies up the own file of the journal if that was not done yet. Where it cannot be done, nothing is lost by it.
    fn tidy(&mut self) {
        if let (true, Ok(journal)) = (std::mem::take(&mut self.untidy), &mut self.journal) {
            let _ = journal.tidy(super::now());
        }
    }

    /// Reads the journal if that was not done yet, and tells what it says.
    pub fn recall(&mut self, send: &mut dyn FnMut(Action)) {
        if !std::mem::take(&mut self.unread) {
            return;
        }
        let Ok(journal) = &mut self.journal else {
            return;
        };
        match journal.recall() {
            Ok((folded, problems)) => {
                self.untidy = journal.is_snapshot_due() || journal.is_own_fault(&problems);
                let notice = problems.first().map(ToString::to_string);
                let notice = notice.map(|notice| crate::text::harmless_line(&notice));
                send(Action::Recalled(Box::new(folded), notice));
                self.tidy();
                if let Ok(journal) = &mut self.journal {
                    journal.keep_snapshot();
                }
            }
            Err(error) => {
                let reason = crate::text::harmless_line(&error.to_string());
                let notice = Some(format!("Nothing you do will be kept: {reason}"));
                send(Action::Recalled(Box::default(), notice));
                self.journal = Err(reason);
            }
        }
    }

    /// Writes `drafts` to the journal, all or none, at the moment `now`. What could not be written is said and
    /// given back.
    pub fn record(
        &mut self,
        drafts: Vec<Draft>,
        stride: Stride,
        receipt: Receipt,
        now: jiff::Timestamp,
        mut send: impl FnMut(Action),
    ) {
        self.recall(&mut send);
        let written = match &mut self.journal {
            Ok(journal) => journal
                .append(&drafts, stride, now)
                .map_err(|error| crate::text::harmless_line(&error.to_string())),
            Err(reason) => Err(reason.clone()),
        };
        send(match written {
            Ok(events) => Action::Recorded(receipt, events),
            Err(reason) => Action::NotRecorded(Refused {
                reason,
                drafts,
                receipt,
            }),
        });
    }

    /// Keeps `correction`, and tells what the reader says of names then.
    pub fn correct(
        &mut self,
        correction: &Correction,
        mut receipt: Receipt,
        mut send: impl FnMut(Action),
    ) {
        let said = self.names.say(correction).map(|(corrections, revisions)| {
            if let Some(undo) = &mut receipt.undo {
                undo.revisions = revisions.iter().rev().map(Revision::inverse).collect();
            }
            corrections
        });
        send(corrected(said, receipt));
    }

    /// Makes `revisions` of what the reader says of names, and tells what that is then.
    pub fn revise(
        &mut self,
        revisions: &[Revision],
        receipt: Receipt,
        mut send: impl FnMut(Action),
    ) {
        send(corrected(self.names.revise(revisions), receipt));
    }

    /// Tells what other windows and devices wrote to the journal and said of names since that was last looked at.
    /// What of the journal cannot be read now may be readable the next time, so nothing is said of it.
    pub fn catch_up(&mut self, mut send: impl FnMut(Action)) {
        if let Some(said) = self.names.look_again() {
            let corrections = Arc::new(said.corrections);
            let receipt = Receipt::default();
            send(Action::Corrected(receipt, corrections, said.problems));
        }
        self.recall(&mut send);
        let Ok(journal) = &mut self.journal else {
            return;
        };
        if let Ok((events, _)) = journal.catch_up()
            && !events.is_empty()
        {
            send(Action::Met(events));
        }
        self.tidy();
    }
}

/// What the journal says of the articles that `action` tells of, looked up in `glance`.
pub(super) fn glimpse(glance: &mut Glance, action: &Action) -> Option<Action> {
    let events = match action {
        Action::Found(_, entries) => {
            let at = |entry: &Entry| Identity {
                path: entry.place.key(),
                ..Identity::default()
            };
            let places: Vec<Identity> = entries.iter().map(at).collect();
            glance.of_all(places.iter())
        }
        Action::Summarized(_, batch) => {
            let summaries = batch.iter().filter_map(|read| read.summary.as_ref().ok());
            glance.of_all(summaries.map(|summary| &summary.identity))
        }
        Action::Head(_, loaded) | Action::Loaded(_, Ok(loaded)) => glance.of(&loaded.identity),
        _ => return None,
    };
    Some(Action::Glimpsed(events))
}

/// What came of keeping something that the reader says of names.
fn corrected(said: Result<Corrections, NamesFileError>, receipt: Receipt) -> Action {
    match said {
        Ok(corrections) => Action::Corrected(receipt, Arc::new(corrections), Vec::new()),
        Err(error) => Action::NotCorrected(error.to_string(), receipt),
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
            identity: Box::new(head.opened.identity),
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
        identity: Box::new(opened.identity),
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

/// Finds passages in the open article.
pub fn find_passages(ticket: Ticket, article: &Article, anchors: Vec<Anchor>) -> Action {
    let found = find_all(&anchors, &article.text);
    Action::PassagesFound(ticket, anchors.into_iter().zip(found).collect())
}

/// Finds passages in the article at `place`, with what is around them.
pub fn look_at_marks(ticket: Ticket, place: &Place, anchors: &[Anchor]) -> Action {
    let looked = guarded(|| library::open(place)).map(|opened| {
        let found = find_all(anchors, &opened.article.text).into_iter();
        let glimpse = |found| Glimpse::of(&opened.article, found);
        Looked {
            glimpses: found.map(glimpse).collect(),
            identity: Box::new(opened.identity),
        }
    });
    Action::MarksSeen(ticket, looked)
}

/// Folds what bookmarks are found by.
pub fn fold_marks(ticket: Ticket, words: Vec<(BookmarkId, String)>) -> Action {
    let folded = words
        .into_iter()
        .map(|(id, words)| (id, crate::text::folded(&words).into()));
    Action::MarksFolded(ticket, folded.collect())
}

/// A passage that a defect keeps from being found is lost, and stays listed.
fn find_all(anchors: &[Anchor], text: &str) -> Vec<Found> {
    let sought: Vec<&Anchor> = anchors.iter().collect();
    let found = catch_unwind(AssertUnwindSafe(|| Anchor::find_all(&sought, text)));
    found.unwrap_or_else(|_| vec![Found::Lost; anchors.len()])
}

/// Finds the names in an article and corrects them by what the reader says.
pub fn find_names(ticket: Ticket, article: &Article, by: Arc<Corrections>) -> Action {
    let found = catch_unwind(AssertUnwindSafe(|| names::find(article))).unwrap_or_default();
    correct_names(ticket, article, Arc::new(found), by)
}

/// Corrects the names `found` in an article by what the reader says.
pub fn correct_names(
    ticket: Ticket,
    article: &Article,
    found: Arc<Names>,
    by: Arc<Corrections>,
) -> Action {
    let shown = if by.is_empty() {
        Arc::clone(&found)
    } else {
        let corrected = catch_unwind(AssertUnwindSafe(|| by.apply(article, &found)));
        corrected.map_or_else(|_| Arc::clone(&found), Arc::new)
    };
    Action::NamesFound(ticket, CorrectedNames { found, shown, by })
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
