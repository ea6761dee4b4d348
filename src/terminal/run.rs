//! The loop: wait, take in, draw.

use super::changes;
use super::editor::Editor;
use super::events::{self, Ear};
use super::happening::Happening;
use super::perform::{self, Desk};
use super::screen::Screen;
use super::workers::Workers;
use crate::config::Settings;
use crate::journal::{Folded, Glance};
use crate::library::{self, Source};
use crate::names::Corrections;
use crate::reader::{Action, Effect, Keymap, Marked, Model, Setup, Size, Ticket};
use crate::ui::{self, Theme};
use anyhow::Context as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// What a session needs.
#[derive(Debug)]
pub struct Session {
    /// What is open.
    pub source: Source,
    /// The settings.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    /// What the journal says.
    pub journal: Folded,
    /// What `names.toml` says.
    pub corrections: Corrections,
    /// Where to look up what `journal` does not say yet; `None` when it says all.
    pub glance: Option<Glance>,
    /// Where changes are written.
    pub desk: Desk,
    /// What notes are written in.
    pub editor: Editor,
    /// Where others may write to the journal and to `names.toml`.
    pub config_dir: PathBuf,
    /// What was wrong at the start, for people.
    pub notice: Option<String>,
}

/// Happenings that may wait: enough for a burst of keys, few enough that a worker ahead of the screen waits.
const WAITING: usize = 256;
/// The first frame waits this long for the article, so that it need not be drawn twice.
const FIRST_FRAME: Duration = Duration::from_millis(40);
/// What is known of the number of pages is shown when nothing has happened for this long.
const CALM: Duration = Duration::from_millis(400);
/// The place is written down this long after an article was opened, and from then on when a page is turned, but
/// not more often than this.
const REST: Duration = Duration::from_secs(2);

/// How long is waited for the thread that reads keys to be silent. It is at once, unless half of a key has come.
#[cfg(unix)]
const COVERED: Duration = Duration::from_millis(300);
/// How often is looked whether it is.
#[cfg(unix)]
const LISTENS: Duration = Duration::from_millis(1);

/// Runs the reader on the terminal until the person leaves.
///
/// # Errors
/// When the terminal cannot be used or goes away.
pub fn run(session: Session) -> anyhow::Result<()> {
    let (columns, rows) =
        crossterm::terminal::size().context("the size of the terminal is not known")?;
    let file = session.source.single();
    let (mut model, effects) = Model::new(Setup {
        title: session.source.title(),
        file,
        settings: session.settings,
        keymap: session.keymap,
        journal: session.journal,
        corrections: session.corrections,
        size: Size { columns, rows },
        zone: jiff::tz::TimeZone::system(),
        notice: session.notice,
    });
    let mut glance = session.glance;
    if glance.is_some() {
        model.await_journal();
    }
    let held = glance.as_ref().map(|glance| Held {
        rows: !glance.is_quick(),
        actions: Vec::new(),
    });
    let effects = read_at_once(&mut model, effects, glance.as_mut());
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let lent = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    super::signals::watch(sender.clone(), Arc::clone(&lent))
        .context("signals cannot be watched")?;
    let screen = Screen::enter()
        .context("the terminal cannot be used; newsprint needs one that is interactive")?;
    let workers = Workers::new(sender.clone(), session.source, session.desk, glance);
    let mut runner = Runner {
        screen,
        receiver,
        workers,
        model,
        theme: session.theme,
        editor: session.editor,
        ear: None,
        lent,
        config_dir: session.config_dir,
        news: News::None,
        held,
        opened: None,
        rest: None,
    };
    let ended = runner.run(effects, sender);
    drop(runner);
    ended.context("the terminal has gone away")
}

/// Reads the article that was named here and now when it is small, else its head: a thread would take longer to
/// start than that to be read, and the first frame waits for it anyway.
fn read_at_once(
    model: &mut Model,
    effects: Vec<Effect>,
    mut glance: Option<&mut Glance>,
) -> Vec<Effect> {
    let mut left = Vec::new();
    let mut take_in = |action| {
        let looked_up = glance
            .as_mut()
            .and_then(|glance| perform::glimpse(glance, &action));
        let mut effects = looked_up.map_or_else(Vec::new, |looked_up| model.update(looked_up));
        effects.extend(model.update(action));
        effects
    };
    for effect in effects {
        match effect {
            Effect::Load(ticket, place) if library::is_small(&place) => {
                left.extend(take_in(perform::load(ticket, place)));
            }
            Effect::Load(ticket, place) => match perform::head(ticket, &place) {
                Some(head) => {
                    left.extend(take_in(head));
                    left.push(Effect::LoadRest(ticket, place));
                }
                None => left.push(Effect::Load(ticket, place)),
            },
            effect => left.push(effect),
        }
    }
    left
}

/// Its parts go in this order at the end, after a panic too: the terminal first, since nobody should look at a
/// dead screen while the disk is slow; then our ear, so that no worker waits to be heard; then the workers,
/// which write to its end what is still to be written.
struct Runner {
    screen: Screen,
    receiver: Receiver<Happening>,
    workers: Workers,
    model: Model,
    theme: Theme,
    editor: Editor,
    /// What hears the keys.
    ear: Option<Ear>,
    /// Another program has the terminal.
    lent: Arc<AtomicBool>,
    config_dir: PathBuf,
    /// What has changed since the last frame.
    news: News,
    /// What waits until the journal is read; `None` when it is.
    held: Option<Held>,
    /// The article whose place is written down.
    opened: Option<Ticket>,
    /// When it may be written down next.
    rest: Option<Instant>,
}

/// What has come before the journal was read.
struct Held {
    /// Whether rows of the list wait too, since they cannot be looked up quickly.
    rows: bool,
    actions: Vec<Action>,
}

impl Held {
    fn holds(&self, action: &Action) -> bool {
        match action {
            Action::Head(..) | Action::Loaded(..) => true,
            Action::Found(..) | Action::Scanned(..) => self.rows,
            _ => false,
        }
    }
}

/// How much a frame is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum News {
    /// Nothing has changed.
    #[default]
    None,
    /// Only what is known of the number of pages: it would be a clock that ticks beside the text, so it waits
    /// until something else happens or nothing does.
    Count,
    /// Something to be seen at once.
    Seen,
}

#[expect(clippy::disallowed_methods, reason = "the terminal owns the clock")]
impl Runner {
    /// Runs from the first effects to the end.
    fn run(&mut self, first: Vec<Effect>, sender: SyncSender<Happening>) -> std::io::Result<()> {
        let ended = self.live(first, sender);
        if ended.is_err() {
            // The terminal is lost; the place in the article need not be.
            let effects = self.model.update(Action::Hangup);
            let _ = self.perform(effects);
        }
        ended
    }

    fn live(&mut self, first: Vec<Effect>, sender: SyncSender<Happening>) -> std::io::Result<()> {
        // What can be shown is shown before anything else is begun.
        if self.model.reading.is_some() {
            self.draw()?;
        }
        if self.held.as_ref().is_some_and(|held| held.rows) {
            self.workers.perform(Effect::Recall);
        }
        #[cfg(unix)]
        events::watch_for_end(sender.clone())?;
        self.ear = Some(events::watch(sender.clone())?);
        if self.perform(first)?.is_break() || self.await_first()?.is_break() {
            return Ok(());
        }
        self.draw()?;
        if self.held.is_some() {
            self.workers.perform(Effect::Recall);
        }
        changes::watch(sender, std::mem::take(&mut self.config_dir));
        loop {
            match self.wait() {
                Woken::Happening(happening) => {
                    if self.take_in_all(happening)?.is_break() {
                        return Ok(());
                    }
                    if self.news < News::Seen {
                        continue;
                    }
                }
                Woken::Calm => {}
                Woken::Rested => {
                    self.rest = Some(Instant::now() + REST);
                    let effects = self.model.update(Action::Rested);
                    if self.perform(effects)?.is_break() {
                        return Ok(());
                    }
                    continue;
                }
                Woken::Over => return Ok(()),
            }
            self.draw()?;
        }
    }

    /// Waits a little for something to show, so that the first frame is not an empty one.
    fn await_first(&mut self) -> std::io::Result<ControlFlow<()>> {
        let deadline = Instant::now() + FIRST_FRAME;
        while self.model.reading.is_none() && self.model.shelf.rows.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(happening) = self.receiver.recv_timeout(left) else {
                break;
            };
            if self.take_in(happening)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Sleeps until there is something to do.
    fn wait(&mut self) -> Woken {
        let now = Instant::now();
        let open = self.model.reading.as_ref().map(|reading| reading.ticket);
        if self.opened != open {
            self.opened = open;
            self.rest = Some(now + REST);
        }
        let calm = (self.news == News::Count).then_some((CALM, Woken::Calm));
        let rest = self
            .rest
            .map_or(REST, |rest| rest.saturating_duration_since(now));
        let rest = self.model.wants_rest().then_some((rest, Woken::Rested));
        let first = calm.into_iter().chain(rest).min_by_key(|(time, _)| *time);
        let Some((time, woken)) = first else {
            return self.receiver.recv().map_or(Woken::Over, Woken::Happening);
        };
        match self.receiver.recv_timeout(time) {
            Ok(happening) => Woken::Happening(happening),
            Err(RecvTimeoutError::Timeout) => woken,
            Err(RecvTimeoutError::Disconnected) => Woken::Over,
        }
    }

    /// Takes in `happening` and all that wait behind it: they are drawn once.
    fn take_in_all(&mut self, happening: Happening) -> std::io::Result<ControlFlow<()>> {
        if self.take_in(happening)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        for _ in 0..WAITING {
            let Ok(happening) = self.receiver.try_recv() else {
                break;
            };
            if self.take_in(happening)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn take_in(&mut self, happening: Happening) -> std::io::Result<ControlFlow<()>> {
        self.news = self.news.max(match &happening {
            Happening::Action(action) if self.model.can_wait(action) => News::Count,
            // Nothing is seen of it before it is read.
            Happening::Written => News::None,
            _ => News::Seen,
        });
        let effects = match happening {
            Happening::Action(action) => self.take_in_action(action),
            Happening::Continued => {
                self.screen.retake()?;
                self.resized()?
            }
            Happening::Resized => self.changed_size()?,
            Happening::Written => vec![Effect::CatchUp],
            Happening::Ended => self.model.update(Action::Hangup),
        };
        self.perform(effects)
    }

    /// Hands `action` to the model; what needs the journal waits until it is read.
    fn take_in_action(&mut self, action: Action) -> Vec<Effect> {
        if let Some(held) = &mut self.held
            && held.holds(&action)
        {
            held.actions.push(action);
            return Vec::new();
        }
        let whole = matches!(action, Action::Recalled(..));
        let mut effects = self.model.update(action);
        if let Some(held) = self.held.take_if(|_| whole) {
            for action in held.actions {
                effects.extend(self.model.update(action));
            }
        }
        effects
    }

    /// Takes note of a new size. Where it is the old one again, the terminal has been another in between and may
    /// have pushed about what it showed.
    fn changed_size(&mut self) -> std::io::Result<Vec<Effect>> {
        let before = self.model.size;
        let effects = self.resized()?;
        if self.model.size == before {
            self.screen.forget()?;
        }
        Ok(effects)
    }

    /// Tells the model the size that the terminal has now.
    fn resized(&mut self) -> std::io::Result<Vec<Effect>> {
        let size = self.screen.terminal().size()?;
        Ok(self.model.update(Action::Resize(Size {
            columns: size.width,
            rows: size.height,
        })))
    }

    fn perform(&mut self, effects: Vec<Effect>) -> std::io::Result<ControlFlow<()>> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(ControlFlow::Break(())),
                #[cfg(unix)]
                Effect::Suspend => {
                    self.screen.suspend()?;
                    // The window may have changed while nobody was told.
                    let effects = self.resized()?;
                    if self.perform(effects)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                #[cfg(unix)]
                Effect::EditNote(marked, note) => {
                    if self.edit(marked, &note)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Effect::Redraw => self.screen.forget()?,
                effect => self.workers.perform(effect),
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Has `note` written in the reader's editor, which has the terminal and its keys meanwhile.
    #[cfg(unix)]
    fn edit(&mut self, marked: Marked, note: &str) -> std::io::Result<ControlFlow<()>> {
        let before = self.cover_ear();
        self.lent.store(true, Ordering::Relaxed);
        Screen::lend();
        let edited = self.editor.edit(note);
        // What the editor's keys did to this program comes before the terminal is taken again.
        let taken = self.screen.retake();
        self.lent.store(false, Ordering::Relaxed);
        if let Some(ear) = &self.ear {
            ear.uncover();
        }
        // Be the terminal lost, the note is kept.
        let effects = self.model.update(Action::NoteEdited(marked, edited));
        if self.perform(effects)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        taken?;
        let effects = self.resized()?;
        if self.perform(effects)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        for happening in before {
            if self.take_in(happening)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Has no more keys read, and returns what happened while that was waited for.
    #[cfg(unix)]
    fn cover_ear(&mut self) -> Vec<Happening> {
        let mut before = Vec::new();
        let Some(ear) = &self.ear else { return before };
        let deadline = Instant::now() + COVERED;
        while !ear.cover() && Instant::now() < deadline {
            // The thread that reads keys may have to be heard before it can listen.
            before.extend(self.receiver.recv_timeout(LISTENS).ok());
        }
        before
    }

    fn draw(&mut self) -> std::io::Result<()> {
        self.news = News::None;
        let (model, theme) = (&self.model, self.theme);
        self.screen.terminal().draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = ui::view(model, theme, area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }
}

enum Woken {
    Happening(Happening),
    /// Nothing has happened for a moment.
    Calm,
    /// Nobody pressed a key for a while.
    Rested,
    /// Nobody will say anything any more.
    Over,
}
