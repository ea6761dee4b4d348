//! Threads that perform effects and answer with actions.

use super::happening::Happening;
use super::perform::{self, Desk};
use crate::config::Drafts;
use crate::journal::Glance;
use crate::library::Source;
use crate::reader::{Action, Effect, Ticket};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often a list that fills in shows something new.
const FILL_IN: Duration = Duration::from_millis(120);
/// How soon the first of it is shown.
const FIRST_FILL: Duration = Duration::from_millis(15);

/// How long the code of one article may be read: a hundred times what most need.
const READ_CODE: Duration = Duration::from_secs(4);

type Writing = Box<dyn FnOnce(&mut Desk) + Send>;

/// The workers. What is written goes through one thread, in order; the rest has a thread a task, since a
/// reader opens one article at a time.
pub(super) struct Workers {
    sender: SyncSender<Happening>,
    source: Arc<Source>,
    desk: Option<Desk>,
    /// Where articles are looked up until the journal is read.
    glance: Arc<Mutex<Option<Glance>>>,
    writer: Option<(Sender<Writing>, JoinHandle<()>)>,
    newest_scan: Arc<AtomicU64>,
    newest_setting: Arc<AtomicU64>,
    newest_look: Arc<AtomicU64>,
}

impl Workers {
    pub(super) fn new(
        sender: SyncSender<Happening>,
        source: Source,
        desk: Desk,
        glance: Option<Glance>,
    ) -> Self {
        Self {
            sender,
            source: Arc::new(source),
            desk: Some(desk),
            glance: Arc::new(Mutex::new(glance)),
            writer: None,
            newest_scan: Arc::default(),
            newest_setting: Arc::default(),
            newest_look: Arc::default(),
        }
    }

    /// Sets about performing `effect`. Suspending and quitting are not for workers.
    pub(super) fn perform(&mut self, effect: Effect) {
        let sender = self.sender.clone();
        // When nobody listens any more the program is ending, and there is nobody to tell.
        let send = move |action| {
            let _ = sender.send(Happening::Action(action));
        };
        match effect {
            Effect::Scan(ticket) => {
                let source = Arc::clone(&self.source);
                self.newest_scan.store(ticket.0, Ordering::Relaxed);
                let send = glimpsing(&self.glance, send);
                task("scan", move || perform::scan(&source, ticket, send));
            }
            Effect::Summarize(ticket, entries) => {
                let stale = stale(&self.newest_scan, ticket);
                let send = glimpsing(&self.glance, send);
                task("summaries", move || {
                    perform::summarize(ticket, &entries, fill_in(), stale, send);
                });
            }
            Effect::Load(ticket, place) => {
                task("article", move || {
                    if let Some(head) = perform::head(ticket, &place) {
                        send(head);
                    }
                    send(perform::load(ticket, place));
                });
            }
            Effect::LoadRest(ticket, place) => {
                task("article", move || send(perform::load(ticket, place)));
            }
            Effect::SetPages(ticket, order) => {
                self.newest_setting.store(ticket.0, Ordering::Relaxed);
                let stale = stale(&self.newest_setting, ticket);
                task("pages", move || {
                    perform::set_pages(ticket, order, fill_in(), stale, send);
                });
            }
            Effect::FindNames(ticket, article, corrections) => {
                task("names", move || {
                    send(perform::find_names(ticket, &article, corrections));
                });
            }
            Effect::CorrectNames(ticket, article, found, corrections) => {
                task("names", move || {
                    send(perform::correct_names(ticket, &article, found, corrections));
                });
            }
            Effect::ColourCode(ticket, article) => {
                let wanted = within(READ_CODE);
                task("code", move || {
                    send(perform::colour_code(ticket, &article, wanted));
                });
            }
            Effect::FindPassages(ticket, article, anchors) => {
                task("passages", move || {
                    send(perform::find_passages(ticket, &article, anchors));
                });
            }
            Effect::LookAtMarks(ticket, place, anchors) => {
                self.newest_look.store(ticket.0, Ordering::Relaxed);
                let stale = stale(&self.newest_look, ticket);
                task("look", move || {
                    // Whoever runs down the list looks at the last.
                    if !stale() {
                        send(perform::look_at_marks(ticket, &place, &anchors));
                    }
                });
            }
            Effect::FoldMarks(ticket, words) => {
                task("fold", move || send(perform::fold_marks(ticket, words)));
            }
            Effect::Discard(draft) => self.write(Box::new(move |_| Drafts::discard(&draft))),
            Effect::Record(drafts, stride, receipt) => {
                self.write(Box::new(move |desk| {
                    desk.record(drafts, stride, receipt, super::now(), send);
                }));
            }
            Effect::Correct(correction, receipt) => {
                self.write(Box::new(move |desk| {
                    desk.correct(&correction, receipt, send);
                }));
            }
            Effect::Revise(revisions, receipt) => {
                self.write(Box::new(move |desk| {
                    desk.revise(&revisions, receipt, send);
                }));
            }
            Effect::Recall => {
                let glance = Arc::clone(&self.glance);
                let mut send = send;
                self.write(Box::new(move |desk| {
                    desk.recall(&mut send);
                    // There is nothing more to be looked up.
                    if let Ok(mut glance) = glance.lock() {
                        *glance = None;
                    }
                }));
            }
            Effect::CatchUp => self.write(Box::new(move |desk| desk.catch_up(send))),
            Effect::EditNote(..) | Effect::Suspend | Effect::Redraw | Effect::Quit => {}
        }
    }

    /// Hands `writing` to the thread that writes, which is started by the first of it.
    fn write(&mut self, writing: Writing) {
        if let Some(mut desk) = self.desk.take() {
            let (sender, receiver) = mpsc::channel::<Writing>();
            let work = move || receiver.into_iter().for_each(|writing| writing(&mut desk));
            if let Ok(handle) = thread::Builder::new().name("journal".into()).spawn(work) {
                self.writer = Some((sender, handle));
            }
        }
        if let Some((sender, _)) = &self.writer {
            let _ = sender.send(writing);
        }
    }
}

impl Drop for Workers {
    /// Waits until everything that was to be written is on disk.
    fn drop(&mut self) {
        if let Some((sender, handle)) = self.writer.take() {
            drop(sender);
            let _ = handle.join();
        }
    }
}

/// Sends actions, before each of them what `glance` says of the articles in it.
fn glimpsing<S: FnMut(Action)>(
    glance: &Arc<Mutex<Option<Glance>>>,
    mut send: S,
) -> impl FnMut(Action) + use<S> {
    let glance = Arc::clone(glance);
    move |action| {
        let looked_up = glance.lock().ok().and_then(|mut glance| {
            let glance = glance.as_mut().filter(|glance| glance.is_quick())?;
            perform::glimpse(glance, &action)
        });
        looked_up.map(&mut send);
        send(action);
    }
}

/// Tells whether a newer question than that of `ticket` has been asked.
fn stale(newest: &Arc<AtomicU64>, ticket: Ticket) -> impl Fn() -> bool + use<> {
    let newest = Arc::clone(newest);
    move || newest.load(Ordering::Relaxed) != ticket.0
}

/// Starts a thread for `work`. A system without room for a thread has worse troubles than ours; the work
/// is not done then and the screen says so by what it does not show.
fn task(name: &str, work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().name(name.into()).spawn(work);
}

#[expect(clippy::disallowed_methods, reason = "the terminal owns the clock")]
fn fill_in() -> impl FnMut() -> bool {
    let mut next = Instant::now() + FIRST_FILL;
    move || {
        let now = Instant::now();
        let due = now >= next;
        if due {
            next = now + FILL_IN;
        }
        due
    }
}

/// Whether `time` has not run out yet, counted from now.
#[expect(clippy::disallowed_methods, reason = "the terminal owns the clock")]
fn within(time: Duration) -> impl FnMut() -> bool {
    let end = Instant::now() + time;
    move || Instant::now() < end
}
