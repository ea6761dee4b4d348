//! Tells the loop when another window or device has written something.

use super::happening::Happening;
use crate::journal::Watch;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

/// What is written within this time is looked at together.
const TOGETHER: Duration = Duration::from_millis(100);
/// Under changes that never cease, one looks after this many of these times.
const AT_MOST: u32 = 8;

/// Watches `config_dir` on a thread that sleeps until something is written there. Where that cannot be had, the
/// files are still looked at when the reader rests and when the library is read anew.
pub(super) fn watch(sender: SyncSender<Happening>, config_dir: PathBuf) {
    let watch = move || {
        let Some(mut watch) = Watch::new(&config_dir) else {
            return;
        };
        // What was written before the watch began.
        let mut written = true;
        while written && sender.send(Happening::Written).is_ok() {
            written = watch.wait(TOGETHER, AT_MOST);
        }
    };
    let _ = std::thread::Builder::new()
        .name("changes".into())
        .spawn(watch);
}
