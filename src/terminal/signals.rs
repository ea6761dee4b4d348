//! Signals that end or continue the program, or tell that the terminal has another size.

use super::happening::Happening;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;

/// Watches for signals on a thread of its own, which sleeps until one comes. The size is among them because
/// crossterm tells of it only once it reads keys: a window that is resized as it opens, as tiling window
/// managers do, would be drawn for the size it had before.
///
/// While the terminal is `lent` to another program, what is typed to stop that is not for this one.
pub(super) fn watch(sender: SyncSender<Happening>, lent: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH])?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in &mut signals {
                let happening = match signal {
                    SIGCONT => Happening::Continued,
                    SIGWINCH => Happening::Resized,
                    SIGINT | SIGQUIT if lent.load(Ordering::Relaxed) => continue,
                    _ => Happening::Ended,
                };
                if sender.send(happening).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}
