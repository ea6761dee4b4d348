//! Keys and sizes as the terminal tells them become the reader's own.

use super::happening::Happening;
use crate::reader::{Action, Key, KeyCode, Size};
use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers};
use std::io;
#[cfg(unix)]
use std::os::fd::OwnedFd;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
#[cfg(unix)]
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long is waited for more of what has begun to come: what the terminal sends for one key comes at once.
const REST_OF_KEY: Duration = Duration::from_millis(5);

/// Reads events on a thread of its own, which sleeps until one comes.
#[cfg(unix)]
pub(super) fn watch(sender: SyncSender<Happening>) -> io::Result<Ear> {
    use std::os::unix::net::UnixStream;

    let (ear, wake) = UnixStream::pair()?;
    ear.set_nonblocking(true)?;
    let keys = terminal()?;
    let lending = Arc::new(Lending::default());
    let own = Arc::clone(&lending);
    spawn("keys", move || {
        while let Some(wanted) = listen(&keys, &wake) {
            let heard = match wanted {
                Wanted::Keys => hear(&sender),
                Wanted::Silence => {
                    own.keep_silent();
                    true
                }
            };
            if !heard {
                return;
            }
        }
        let _ = sender.send(Happening::Ended);
    })?;
    Ok(Ear { wake: ear, lending })
}

/// Reads events on a thread of its own, which sleeps until one comes.
#[cfg(not(unix))]
pub(super) fn watch(sender: SyncSender<Happening>) -> io::Result<Ear> {
    spawn("keys", move || while hear(&sender) {})?;
    Ok(Ear {})
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = std::thread::Builder::new().name(name.into());
    thread.spawn(work).map(|_| ())
}

/// Hands over what was pressed; says whether there will be more.
fn hear(sender: &SyncSender<Happening>) -> bool {
    loop {
        let happening = match crossterm::event::read() {
            Ok(event) => action(event).map(Happening::Action),
            // The terminal has gone away.
            Err(_) => Some(Happening::Ended),
        };
        let over = matches!(happening, Some(Happening::Ended));
        if happening.is_some_and(|happening| sender.send(happening).is_err()) || over {
            return false;
        }
        // crossterm 0.29 with a time of nothing does not even look at what it has read already.
        if !crossterm::event::poll(REST_OF_KEY).unwrap_or(false) {
            return true;
        }
    }
}

/// What keys are read by, and how to have that cease while another program has the terminal.
pub(super) struct Ear {
    #[cfg(unix)]
    wake: std::os::unix::net::UnixStream,
    #[cfg(unix)]
    lending: Arc<Lending>,
}

#[cfg(unix)]
impl Ear {
    /// Has no key read from now on; says whether that is certain. It may take a while, in which what was pressed
    /// before must be taken in.
    pub(super) fn cover(&self) -> bool {
        let mut asked = self.lending.asked();
        if !*asked {
            *asked = true;
            // One that is full has been written to already.
            let _ = io::Write::write(&mut &self.wake, &[0]);
        }
        drop(asked);
        self.lending.is_silent()
    }

    /// Has keys read again.
    pub(super) fn uncover(&self) {
        *self.lending.asked() = false;
        self.lending.changed.notify_all();
    }
}

/// Whether the thread that reads keys shall be silent, and whether it is.
#[cfg(unix)]
#[derive(Default)]
struct Lending {
    asked: Mutex<bool>,
    silent: AtomicBool,
    changed: Condvar,
}

#[cfg(unix)]
impl Lending {
    fn asked(&self) -> MutexGuard<'_, bool> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_silent(&self) -> bool {
        self.silent.load(Ordering::SeqCst)
    }

    fn keep_silent(&self) {
        let asked = self.asked();
        self.silent.store(*asked, Ordering::SeqCst);
        let asked = self.changed.wait_while(asked, |asked| *asked);
        self.silent.store(false, Ordering::SeqCst);
        drop(asked);
    }
}

#[cfg(unix)]
enum Wanted {
    Keys,
    Silence,
}

/// Sleeps until there is a key to be read, or none shall be; `None` when the terminal has gone away.
#[cfg(unix)]
fn listen(keys: &OwnedFd, wake: &std::os::unix::net::UnixStream) -> Option<Wanted> {
    use rustix::event::{PollFd, PollFlags, poll};

    loop {
        let mut watched = [
            PollFd::new(keys, PollFlags::IN),
            PollFd::new(wake, PollFlags::IN),
        ];
        match poll(&mut watched, None) {
            Err(rustix::io::Errno::INTR) => continue,
            // Some systems cannot wait for a terminal in this way. It is read at once there.
            Err(_) => return Some(Wanted::Keys),
            Ok(_) => {}
        }
        let [keys, wake_up] = watched.map(|watched| watched.revents());
        if wake_up.contains(PollFlags::IN) {
            let _ = io::Read::read(&mut &*wake, &mut [0; 16]);
            return Some(Wanted::Silence);
        }
        if keys.contains(PollFlags::IN) || keys.contains(PollFlags::NVAL) {
            return Some(Wanted::Keys);
        }
        if !keys.is_empty() {
            return None;
        }
        // Nobody will ask for silence any more: the program is ending.
        if !wake_up.is_empty() {
            return None;
        }
    }
}

/// The terminal that keys come from. With a pipe for stdin it is that of the session, which is most often the one
/// that is drawn on.
#[cfg(unix)]
fn terminal() -> io::Result<OwnedFd> {
    use std::io::IsTerminal as _;
    use std::os::fd::AsFd as _;

    let stdin = io::stdin();
    if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()
    } else {
        io::stdout().as_fd().try_clone_to_owned()
    }
}

/// Watches for the terminal going away, on a thread that sleeps until it does. Reading keys does not tell:
/// crossterm 0.29 reads on and on when there is nothing more to read, and a signal is sent to the leader of
/// the terminal's session alone.
#[cfg(unix)]
pub(super) fn watch_for_end(sender: SyncSender<Happening>) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};

    let terminal = terminal()?;
    std::thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || {
            loop {
                // Asked for nothing, it tells of an end only (poll(2)).
                let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
                match poll(&mut watched, None) {
                    Err(rustix::io::Errno::INTR) => {}
                    Ok(_)
                        if watched[0]
                            .revents()
                            .intersects(PollFlags::HUP | PollFlags::ERR) =>
                    {
                        // Nobody listens any more when the program is ending already.
                        let _ = sender.send(Happening::Ended);
                        return;
                    }
                    // Some systems cannot wait for a terminal in this way. Signals have to do there.
                    _ => return,
                }
            }
        })?;
    Ok(())
}

fn action(event: Event) -> Option<Action> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => Some(Action::Key(key(event)?)),
        Event::Resize(columns, rows) => Some(Action::Resize(Size { columns, rows })),
        Event::Paste(text) => Some(Action::Paste(text)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(number) => KeyCode::F(number),
        _ => return None,
    };
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
    })
}
