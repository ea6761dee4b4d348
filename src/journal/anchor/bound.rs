//! A bound for how well a quote can fit a stretch of text, found in a fiftieth of the time that the fit takes.
//!
//! The bit-parallel matrix of Myers (1999, "A fast bit-vector algorithm for approximate string matching based on
//! dynamic programming", doi 10.1145/316542.316550), in blocks of 64 rows.

const ROWS: usize = 64;

/// Some characters that are sought again and again.
#[derive(Debug)]
pub(super) struct Pattern {
    length: usize,
    /// Its characters, each once, sorted.
    letters: Vec<char>,
    /// For each letter and block the rows that hold it; those of one letter lie together.
    rows: Vec<u64>,
    blocks: usize,
}

/// Differences down a column, of one block.
#[derive(Clone, Copy)]
struct Block {
    up: u64,
    down: u64,
}

impl Pattern {
    pub(super) fn of(chars: &[char]) -> Self {
        let mut letters = chars.to_vec();
        letters.sort_unstable();
        letters.dedup();
        let blocks = chars.len().div_ceil(ROWS);
        let mut rows = vec![0; letters.len() * blocks];
        for (row, c) in chars.iter().enumerate() {
            if let Ok(letter) = letters.binary_search(c) {
                rows[letter * blocks + row / ROWS] |= 1 << (row % ROWS);
            }
        }
        Self {
            length: chars.len(),
            letters,
            rows,
            blocks,
        }
    }

    /// The fewest errors with which the pattern stands anywhere in `text`: characters inserted, left out or replaced.
    pub(super) fn least_errors(&self, text: &[char]) -> usize {
        if self.length == 0 {
            return 0;
        }
        let nowhere = vec![0; self.blocks];
        let mut column = vec![
            Block {
                up: u64::MAX,
                down: 0
            };
            self.blocks
        ];
        let last = 1 << ((self.length - 1) % ROWS);
        let (mut errors, mut fewest) = (self.length, self.length);
        for c in text {
            let equal = match self.letters.binary_search(c) {
                Ok(letter) => &self.rows[letter * self.blocks..][..self.blocks],
                Err(_) => &nowhere,
            };
            // It may begin anywhere, so nothing comes in from above.
            let mut step = Step::Level;
            for (nth, (block, equal)) in column.iter_mut().zip(equal).enumerate() {
                let end = if nth + 1 == self.blocks {
                    last
                } else {
                    1 << (ROWS - 1)
                };
                step = block.advance(*equal, step, end);
            }
            match step {
                Step::Up => errors += 1,
                Step::Down => errors -= 1,
                Step::Level => {}
            }
            fewest = fewest.min(errors);
        }
        fewest
    }
}

/// How the errors in one row change from a column to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Up,
    Level,
    Down,
}

impl Block {
    /// Goes on to the next column, in which the rows `equal` hold its character; `above` is how the row above the
    /// block changes. Returns how the row `end` changes.
    const fn advance(&mut self, equal: u64, above: Step, end: u64) -> Step {
        let from_above = matches!(above, Step::Down) as u64;
        let vertical = equal | self.down;
        let equal = equal | from_above;
        let horizontal = ((equal & self.up).wrapping_add(self.up) ^ self.up) | equal;
        let mut rise = self.down | !(horizontal | self.up);
        let mut fall = self.up & horizontal;
        let step = if rise & end != 0 {
            Step::Up
        } else if fall & end != 0 {
            Step::Down
        } else {
            Step::Level
        };
        rise = (rise << 1) | matches!(above, Step::Up) as u64;
        fall = (fall << 1) | from_above;
        self.up = fall | !(vertical | rise);
        self.down = rise & vertical;
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by the whole table (Sellers 1980).
    fn by_table(pattern: &[char], text: &[char]) -> usize {
        let mut row = vec![0; text.len() + 1];
        for wanted in pattern {
            let mut diagonal = row[0];
            row[0] += 1;
            for (at, found) in text.iter().enumerate() {
                let above = row[at + 1];
                let replaced = diagonal + usize::from(found != wanted);
                row[at + 1] = replaced.min(above + 1).min(row[at] + 1);
                diagonal = above;
            }
        }
        row.into_iter().min().unwrap_or(pattern.len())
    }

    #[test]
    fn nothing_stands_everywhere_and_something_not_in_nothing() {
        assert_eq!(Pattern::of(&[]).least_errors(&['a']), 0);
        assert_eq!(Pattern::of(&['a', 'b']).least_errors(&[]), 2);
    }

    proptest! {
        #[test]
        fn it_is_what_the_table_says(
            pattern in prop::collection::vec(prop::char::range('a', 'd'), 0..200),
            text in prop::collection::vec(prop::char::range('a', 'e'), 0..300),
            at in 0..300_usize,
        ) {
            let pattern_of = Pattern::of(&pattern);
            prop_assert_eq!(pattern_of.least_errors(&text), by_table(&pattern, &text));
            // And where it does stand, but for a few errors.
            let mut holding = text;
            let at = at.min(holding.len());
            let mut changed = pattern.clone();
            changed.retain({ let mut nth = 0; move |_| { nth += 1; nth % 17 != 0 } });
            holding.splice(at..at, changed);
            prop_assert_eq!(pattern_of.least_errors(&holding), by_table(&pattern, &holding));
        }
    }
}
