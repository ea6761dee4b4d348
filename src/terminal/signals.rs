//! Signals that end or continue the program.

use super::run::Happening;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::SyncSender;

/// Watches for signals on a thread of its own, which sleeps until one comes.
pub(super) fn watch(sender: SyncSender<Happening>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in &mut signals {
                let happening = if signal == SIGCONT {
                    Happening::Continued
                } else {
                    Happening::Ended
                };
                if sender.send(happening).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}
