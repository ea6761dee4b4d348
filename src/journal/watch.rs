//! Notices that a file of the journal, or `names.toml`, was written by somebody else: another window, or a tool
//! that carries files between devices.
//!
//! The system tells of changes, so nothing is done while nothing happens. Where it does not (some network file
//! systems, or no watches left), nothing is noticed here and the files are looked at on other occasions. Knows no
//! thread: whoever watches waits on one of their own.

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// A watch on a configuration directory and the journal in it.
#[derive(Debug)]
pub struct Watch {
    watcher: RecommendedWatcher,
    config_dir: PathBuf,
    changes: Receiver<()>,
}

impl Watch {
    /// Watches `config_dir`, which need not be there yet. `None` where the system cannot.
    pub fn new(config_dir: &Path) -> Option<Self> {
        // A relative path would be another one in what the system tells.
        let config_dir = std::path::absolute(config_dir).ok()?;
        let (sender, changes) = mpsc::channel();
        let told = move |event: notify::Result<Event>| {
            // An error may be a change that was missed.
            if event.map_or(true, |event| matters(&event)) {
                let _ = sender.send(());
            }
        };
        let mut watch = Self {
            watcher: notify::recommended_watcher(told).ok()?,
            config_dir,
            changes,
        };
        watch.attend().then_some(watch)
    }

    /// Waits until something has changed and nothing has for `calm` after that, or for as long as `at_most`: a
    /// burst of changes is one. `false` when nothing will ever be told.
    pub fn wait(&mut self, calm: Duration, at_most: u32) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        for _ in 0..at_most {
            if self.changes.recv_timeout(calm).is_err() {
                break;
            }
        }
        // A folder that was made, or made anew, meanwhile has not been watched yet.
        self.attend();
        while self.changes.try_recv().is_ok() {}
        true
    }

    /// Watches what there is: the folder of the journal, the configuration directory, or the nearest folder above
    /// it in which it may appear. `false` when there is nothing that could be watched.
    fn attend(&mut self) -> bool {
        let mut watch = |path: &Path| {
            path.is_dir()
                && self
                    .watcher
                    .watch(path, RecursiveMode::NonRecursive)
                    .is_ok()
        };
        let journal = watch(&self.config_dir.join("state"));
        let above = self.config_dir.ancestors().any(watch);
        journal || above
    }
}

/// Whether `event` may have changed what is read here. That files are opened and read is no change: it is what we
/// do ourselves after each of them. Neither are the drafts and locks that lie beside them.
fn matters(event: &Event) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    let ours = |path: &PathBuf| {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        !hidden
            && (path.extension().is_none()
                || path.ends_with("names.toml")
                || path
                    .extension()
                    .is_some_and(|extension| extension == "jsonl"))
    };
    event.paths.is_empty() || event.paths.iter().any(ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::thread;

    const SOON: Duration = Duration::from_millis(20);

    /// Whether `act` is noticed.
    fn notices(watch: &mut Watch, act: impl FnOnce() + Send) -> bool {
        thread::scope(|scope| {
            scope.spawn(act);
            watch.wait(SOON, 50)
        })
    }

    #[test]
    fn changes_are_noticed_from_the_making_of_the_folder_on() {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("a/config");
        let mut watch = Watch::new(&config).unwrap();
        let state = config.join("state");
        assert!(notices(&mut watch, || fs::create_dir_all(&state).unwrap()));
        let file = state.join("desk.jsonl");
        assert!(notices(&mut watch, || fs::write(&file, "one").unwrap()));
        assert!(notices(&mut watch, || fs::write(&file, "two").unwrap()));
        let names = config.join("names.toml");
        assert!(notices(&mut watch, || fs::write(&names, "").unwrap()));
        fs::remove_dir_all(&config).unwrap();
        assert!(notices(&mut watch, || ()), "gone");
        assert!(notices(&mut watch, || fs::create_dir_all(&state).unwrap()));
        assert!(notices(&mut watch, || fs::write(&file, "one").unwrap()));
    }

    #[test]
    fn to_look_is_no_change() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("state")).unwrap();
        let file = home.path().join("state/desk.jsonl");
        fs::write(&file, "one").unwrap();
        let watch = Watch::new(home.path()).unwrap();
        let _ = fs::read(&file).unwrap();
        fs::write(home.path().join("state/.desk.lock"), "").unwrap();
        fs::write(home.path().join("state/.names.draft"), "").unwrap();
        assert!(watch.changes.recv_timeout(SOON * 10).is_err());
    }
}
