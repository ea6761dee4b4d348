//! The search for the main text, on a thread of its own and with a deadline where a page is not small.
//!
//! Strange pages may break what the search asserts of its own scores, or take it longer than anybody waits.
//! The look beforehand ([`scan`](super::scan)) is what keeps pages out that are made for that; this is for
//! those that nobody thought of. A search that is given up runs on to its end, so only few may be.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// Why a search gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It was not over in time.
    Late,
    /// It broke down.
    Broken,
}

/// How long any page may take, and how much longer for every megabyte.
const PATIENCE: Duration = Duration::from_millis(1200);
const PATIENCE_A_MEGABYTE: Duration = Duration::from_millis(250);

/// Nobody waits for a build without optimisation but those who test it.
const SLOWNESS: u32 = if cfg!(debug_assertions) { 12 } else { 1 };

/// Searches that were given up and still run.
static GIVEN_UP: AtomicUsize = AtomicUsize::new(0);

/// As many of them may be.
const MOST_GIVEN_UP: usize = 2;

/// Room for the calls of the search, which recurses as deep as the page is.
const STACK: usize = 16 * 1024 * 1024;

/// A page up to this size, in bytes, is searched on the spot: not even what grows with its square takes long,
/// and handing it to another thread would take longer than most of them.
pub(super) const SMALL: usize = 32 * 1024;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the calling thread is at a search, so that a panic in it is caught and told of in a warning of the
/// article: its message need not be printed.
pub(in crate::import) fn is_guarded() -> bool {
    GUARDED.get()
}

/// Does `search` on the spot.
pub(super) fn here<T>(search: impl FnOnce() -> T) -> Result<T, Failure> {
    let outside = GUARDED.replace(true);
    let found = catch_unwind(AssertUnwindSafe(search));
    GUARDED.set(outside);
    found.map_err(|_| Failure::Broken)
}

/// How long a page of `bytes` may take.
pub(super) fn patience(bytes: usize) -> Duration {
    let megabytes = u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX);
    PATIENCE_A_MEGABYTE
        .saturating_mul(megabytes)
        .saturating_add(PATIENCE)
        .saturating_mul(SLOWNESS)
}

/// Does `search` on a thread of its own and waits for it no longer than `patience`.
pub(super) fn within<T: Send + 'static>(
    patience: Duration,
    search: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    if GIVEN_UP.load(Ordering::Relaxed) >= MOST_GIVEN_UP {
        return Err(Failure::Late);
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    let state = Arc::new(AtomicU8::new(RUNNING));
    let own_state = Arc::clone(&state);
    let guarded = move || {
        let found = here(search);
        if moves(&own_state, DONE) {
            // Who waits does so until this is sent.
            let _ = sender.send(found);
        } else {
            GIVEN_UP.fetch_sub(1, Ordering::Relaxed);
        }
    };
    let started = thread::Builder::new()
        .name("main text".to_owned())
        .stack_size(STACK)
        .spawn(guarded);
    if started.is_err() {
        return Err(Failure::Broken);
    }
    if let Ok(found) = receiver.recv_timeout(patience) {
        return found;
    }
    GIVEN_UP.fetch_add(1, Ordering::Relaxed);
    if moves(&state, LEFT) {
        return Err(Failure::Late);
    }
    // It was over at the last moment.
    GIVEN_UP.fetch_sub(1, Ordering::Relaxed);
    receiver.recv().unwrap_or(Err(Failure::Broken))
}

/// What a search is at: it ends, or it is given up, whichever is first.
const RUNNING: u8 = 0;
const DONE: u8 = 1;
const LEFT: u8 = 2;

/// Moves a running search on to `next`; whether it was running.
fn moves(state: &AtomicU8, next: u8) -> bool {
    state
        .compare_exchange(RUNNING, next, Ordering::AcqRel, Ordering::Acquire)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_or_broken_is_said_to_be() {
        let long = Duration::from_mins(10);
        assert_eq!(here(|| -> u8 { panic!("a test") }), Err(Failure::Broken));
        assert_eq!(within(long, || 7), Ok(7));
        assert_eq!(
            within(long, || -> u8 { panic!("a test") }),
            Err(Failure::Broken)
        );
        let (sender, receiver) = mpsc::channel::<()>();
        let never = move || receiver.recv().is_ok();
        assert_eq!(within(Duration::ZERO, never), Err(Failure::Late));
        drop(sender);
    }

    #[test]
    fn a_search_knows_that_it_is_guarded() {
        assert!(!is_guarded());
        assert_eq!(here(is_guarded), Ok(true));
        assert_eq!(within(Duration::from_mins(10), is_guarded), Ok(true));
        assert_eq!(here(|| -> u8 { panic!("a test") }), Err(Failure::Broken));
        assert!(!is_guarded());
    }

    #[test]
    fn a_larger_page_may_take_longer() {
        assert!(patience(30_000_000) > 4 * patience(1000));
    }
}
