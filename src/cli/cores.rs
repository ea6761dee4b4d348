//! Work on every article of a library, on all cores, told in the order of the library.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Items that are worked on at once by one core: a small article is read in less time than a thread needs to be
/// woken for it.
const BATCH: usize = 16;
/// Batches that may wait to be told.
const WAITING: usize = 16;

/// Does `work` on `items` on all cores and hands what came of it to `tell`, in their order. Ends early with the
/// first error of `tell`.
pub(super) fn in_order<T: Sync, F: Send>(
    items: &[T],
    work: impl Fn(&T) -> F + Sync,
    mut tell: impl FnMut(&T, F) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..workers.min(items.len().div_ceil(BATCH)) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(batch) = items.chunks(BATCH).nth(at) else {
                        return;
                    };
                    let found: Vec<F> = batch.iter().map(work).collect();
                    if sender.send((at, found)).is_err() {
                        return; // nobody listens any more
                    }
                }
            });
        }
        drop(sender);
        // Taken in here, so that it is gone, and nobody waits to be heard, when this ends early.
        let receiver = receiver;
        let mut waiting = BTreeMap::new();
        let mut batches = items.chunks(BATCH).enumerate().peekable();
        for (at, found) in &receiver {
            waiting.insert(at, found);
            while let Some((turn, batch)) = batches.peek()
                && let Some(found) = waiting.remove(turn)
            {
                for (item, found) in batch.iter().zip(found) {
                    tell(item, found)?;
                }
                batches.next();
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_told_once_and_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        let mut told = Vec::new();
        let work = |item: &usize| {
            // Some take longer than those after them.
            (0..(item % 7) * 1000).fold(*item, |sum, n| sum ^ n ^ n)
        };
        in_order(&items, work, |item, found| {
            assert_eq!(*item, found);
            told.push(found);
            Ok(())
        })
        .unwrap();
        assert_eq!(told, items);
    }

    #[test]
    fn an_error_ends_it_early() {
        let items = vec![0; 5000];
        let mut told = 0;
        let ended = in_order(
            &items,
            |item| *item,
            |_, _| {
                told += 1;
                anyhow::ensure!(told < 3);
                Ok(())
            },
        );
        assert!(ended.is_err());
        assert_eq!(told, 3);
        in_order(&[0; 0], |item: &i32| *item, |_, _| Ok(())).unwrap();
    }
}
