//! Keys and sizes as the terminal tells them become the reader's own.

use super::happening::Happening;
use crate::reader::{Action, Key, KeyCode, Size};
use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers};
use std::io;
use std::sync::mpsc::SyncSender;

/// Reads events on a thread of its own, which sleeps until one comes.
pub(super) fn watch(sender: SyncSender<Happening>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("keys".into())
        .spawn(move || {
            loop {
                let happening = match crossterm::event::read() {
                    Ok(event) => match action(event) {
                        Some(action) => Happening::Action(action),
                        None => continue,
                    },
                    // The terminal has gone away.
                    Err(_) => Happening::Ended,
                };
                let over = matches!(happening, Happening::Ended);
                if sender.send(happening).is_err() || over {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Watches for the terminal going away, on a thread that sleeps until it does. Reading keys does not tell:
/// crossterm 0.29 reads on and on when there is nothing more to read, and a signal is sent to the leader of
/// the terminal's session alone.
#[cfg(unix)]
pub(super) fn watch_for_end(sender: SyncSender<Happening>) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use std::io::IsTerminal as _;
    use std::os::fd::{AsFd as _, OwnedFd};

    // The terminal that keys come from. With a pipe for stdin it is that of the session, which is most often
    // the one that is drawn on.
    let stdin = io::stdin();
    let terminal: OwnedFd = if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()?
    } else {
        io::stdout().as_fd().try_clone_to_owned()?
    };
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
