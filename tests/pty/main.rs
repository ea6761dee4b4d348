//! The real binary in a real (pseudo) terminal: what cannot be seen without one. It starts, turns, is resized,
//! stopped, killed and hung up on; the terminal is left as it was found, and what the reader did is on disk.
//!
//! Nothing here waits by the clock: a test waits for what should appear, and gives up after
//! `NEWSPRINT_TEST_SECONDS` (20 unless set).
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod compacting;
mod damage;
mod disks;
mod editor;
mod hangup;
mod hostile;
mod house;
mod job_control;
mod keeping;
mod quiet;
mod reading;
mod resizing;
mod signals;
mod torture;
mod window;
