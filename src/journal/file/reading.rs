//! A file of the journal, read on from where it was left. Knows nothing of what the lines mean.

use crate::journal::lines::{self, Lines};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes read at once. A line that is longer is read whole all the same.
const BLOCK: u64 = 1 << 20;
/// Bytes before the place reached by which a file is known again.
const TAIL: usize = 256;

/// How far a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::journal) struct Reached {
    /// Bytes that need not be read again.
    pub(in crate::journal) bytes: u64,
    /// Lines ended within them.
    pub(in crate::journal) lines: usize,
    /// Lines of a later edition among them.
    pub(in crate::journal) unknown: usize,
    /// The last of these bytes. Where they are not there any more, another file has taken the place.
    pub(in crate::journal) tail: Vec<u8>,
}

impl Reached {
    /// Goes on over `bytes`, in which `ended` lines end and `unknown` are of a later edition.
    pub(in crate::journal) fn pass(&mut self, bytes: &[u8], ended: usize, unknown: usize) {
        self.bytes += bytes.len() as u64;
        self.lines += ended;
        self.unknown += unknown;
        let kept = bytes.len().min(TAIL);
        let surplus = (self.tail.len() + kept).saturating_sub(TAIL);
        self.tail.drain(..surplus);
        self.tail
            .extend(bytes.iter().skip(bytes.len() - kept).copied());
    }

    /// Whether `file`, `length` bytes long, still begins with what was read, as far as its last bytes tell.
    pub(in crate::journal) fn is_in(&self, file: &mut File, length: u64) -> io::Result<bool> {
        if length < self.bytes {
            return Ok(false);
        }
        let mut tail = vec![0; self.tail.len()];
        let Some(start) = self.bytes.checked_sub(tail.len() as u64) else {
            return Ok(false);
        };
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut tail)?;
        Ok(tail == self.tail)
    }
}

/// Reads `file` of `device` from `reached` on, or from its beginning when it is another file than it was, and
/// hands over what the lines say with the place after them.
pub(super) fn read_on(
    file: &mut File,
    reached: Reached,
    device: &str,
    take: &mut dyn FnMut(Lines, Reached),
) -> io::Result<()> {
    let length = file.metadata()?.len();
    let mut reached = if reached.is_in(file, length)? {
        reached
    } else {
        Reached::default()
    };
    file.seek(SeekFrom::Start(reached.bytes))?;
    let mut left = length - reached.bytes;
    let mut bytes = Vec::new();
    loop {
        let begun = bytes.len();
        let fresh = file.take(left.min(BLOCK)).read_to_end(&mut bytes)? as u64;
        left = if fresh == 0 { 0 } else { left - fresh };
        let whole = if left == 0 {
            bytes.len()
        } else {
            // What was read before has no end of a line in it.
            let (_, last) = bytes.split_at(begun);
            memchr::memrchr(b'\n', last).map_or(0, |at| begun + at + 1)
        };
        if whole > 0 || left == 0 {
            let (piece, _) = bytes.split_at(whole);
            let lines = lines::decode(piece, device, reached.lines);
            reached.pass(
                piece.get(..lines.bytes).unwrap_or(piece),
                lines.ended,
                lines.unknown,
            );
            take(lines, reached.clone());
            bytes.drain(..whole);
        }
        if left == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn star(clock: u64, words: &str) -> String {
        format!(
            "{{\"v\":1,\"clock\":{clock},\"at\":\"2026-11-22T12:00:00Z\",\"article\":\"{words}\",\"kind\":\"star\"}}\n"
        )
    }

    fn clocks(file: &mut File, reached: &mut Reached) -> Vec<u64> {
        let mut clocks = Vec::new();
        let from = reached.clone();
        read_on(file, from, "desk", &mut |lines, place| {
            clocks.extend(lines.events.iter().map(|event| event.clock));
            assert_eq!(lines.faults, []);
            *reached = place;
        })
        .unwrap();
        clocks
    }

    #[test]
    fn lines_longer_than_a_block_are_read_whole() {
        let mut file = tempfile::tempfile().unwrap();
        let long = "x".repeat(usize::try_from(BLOCK).unwrap() * 5 / 2);
        let mut reached = Reached::default();
        assert!(clocks(&mut file, &mut reached).is_empty());
        for (clock, words) in [(1, "x"), (2, &*long), (3, "y"), (4, &*long)] {
            file.write_all(star(clock, words).as_bytes()).unwrap();
        }
        assert_eq!(clocks(&mut file, &mut reached), [1, 2, 3, 4]);
        assert_eq!(reached.lines, 4);
        assert!(clocks(&mut file, &mut reached).is_empty());
    }

    #[test]
    fn another_file_in_its_place_is_noticed_though_it_is_longer() {
        let mut file = tempfile::tempfile().unwrap();
        let mut reached = Reached::default();
        file.write_all(star(1, "x").as_bytes()).unwrap();
        assert_eq!(clocks(&mut file, &mut reached), [1]);
        file.write_all(star(2, "x").as_bytes()).unwrap();
        assert_eq!(clocks(&mut file, &mut reached), [2]);
        let mut other = tempfile::tempfile().unwrap();
        for clock in 5..9 {
            other.write_all(star(clock, "x").as_bytes()).unwrap();
        }
        assert_eq!(clocks(&mut other, &mut reached), [5, 6, 7, 8]);
    }
}
