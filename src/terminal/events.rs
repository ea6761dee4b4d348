//! Keys and sizes as the terminal tells them become the reader's own.

use super::run::Happening;
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
