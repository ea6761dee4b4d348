//! How well a quote and what stood around it fit a stretch of text, and where in it the quote begins and ends.
//!
//! An approximate match with free ends in the text (Sellers 1980, doi 10.1016/0196-6774(80)90016-4), with unit
//! costs. The places of the two seams travel along with the costs, so the table need not be kept.

use super::quote::Quote;

/// The best fit. Places are indices of characters, errors are characters inserted, left out or replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// Where the quote begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Errors in what stands before it.
    pub(super) before: usize,
    /// Errors in the quote.
    pub(super) inside: usize,
    /// Errors in what stands after it.
    pub(super) after: usize,
}

/// One cell of the table: the cheapest way to it.
#[derive(Clone, Copy, Default)]
struct Cell {
    cost: u32,
    start: u32,
    before: u32,
    end: u32,
    through: u32,
}

impl Cell {
    fn dearer(self, by: u32) -> Self {
        Self {
            cost: self.cost + by,
            ..self
        }
    }
}

/// Fits `quote` into `text`. Takes time in proportion to the product of their lengths.
pub(super) fn fit(quote: &Quote, text: &[char]) -> Fit {
    let first_seam = quote.before.len();
    let second_seam = first_seam + quote.exact.len();
    let mut row = vec![Cell::default(); text.len() + 1];
    seam(&mut row, 0, first_seam, second_seam);
    let parts = [&quote.before, &quote.exact, &quote.after];
    for (at, wanted) in parts.into_iter().flatten().enumerate() {
        let mut diagonal = row[0];
        row[0] = row[0].dearer(1);
        for (column, found) in text.iter().enumerate() {
            let above = row[column + 1];
            let replaced = diagonal.dearer(u32::from(found != wanted));
            let inserted = row[column].dearer(1);
            let mut best = replaced;
            for other in [above.dearer(1), inserted] {
                if other.cost < best.cost {
                    best = other;
                }
            }
            row[column + 1] = best;
            diagonal = above;
        }
        seam(&mut row, at + 1, first_seam, second_seam);
    }
    let best = row.iter().min_by_key(|cell| cell.cost).copied();
    let best = best.unwrap_or_default();
    Fit {
        start: best.start as usize,
        end: best.end as usize,
        before: best.before as usize,
        inside: (best.through - best.before) as usize,
        after: (best.cost - best.through) as usize,
    }
}

/// Writes down where the seams are, in the row after `rows` characters of the quote and its context.
fn seam(row: &mut [Cell], rows: usize, first: usize, second: usize) {
    if rows == first {
        for (at, cell) in (0..).zip(row.iter_mut()) {
            // What is new between context and quote is no part of the quote.
            cell.start = at;
            cell.before = cell.cost;
        }
    }
    if rows == second {
        let costs: Vec<u32> = row.iter().map(|cell| cell.cost).collect();
        for (at, cell) in (0..).zip(row.iter_mut()) {
            cell.end = at;
            cell.through = cell.cost;
        }
        // Nor is what is new after it: a cell that was reached from the left ends where that one does.
        for at in 1..row.len() {
            let left = row[at - 1];
            if costs[at] == costs[at - 1] + 1 && left.start == row[at].start {
                row[at].end = left.end;
                row[at].through = left.through;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(before: &str, exact: &str, after: &str) -> Quote {
        let chars = |part: &str| part.chars().collect();
        Quote {
            before: chars(before),
            exact: chars(exact),
            after: chars(after),
        }
    }

    fn fitted(quote: &Quote, text: &str) -> (String, [usize; 3]) {
        let text: Vec<char> = text.chars().collect();
        let fit = fit(quote, &text);
        let words = text[fit.start..fit.end].iter().collect();
        (words, [fit.before, fit.inside, fit.after])
    }

    #[test]
    fn a_quote_fits_where_it_stands() {
        let quote = quote("at nine. ", "the pilots waited.", " boats");
        let text = "the lights went out at nine. the pilots waited. boats lay still";
        assert_eq!(
            fitted(&quote, text),
            ("the pilots waited.".into(), [0, 0, 0])
        );
    }

    #[test]
    fn errors_are_told_apart() {
        let quote = quote("at nine. ", "the pilots waited.", " boats");
        let text = "went out at nyne. the two pilots waited. boots lay";
        let found = fitted(&quote, text);
        assert_eq!(found, ("the two pilots waited.".into(), [1, 4, 1]));
    }

    #[test]
    fn what_is_new_beside_the_quote_is_no_part_of_it() {
        let quote = quote("at nine. ", "the pilots waited.", " boats lay still");
        let text = "went out at nine. again the pilots waited. many boats lay still";
        let (words, errors) = fitted(&quote, text);
        assert_eq!(words, "the pilots waited.");
        // The word that is new and the context end alike, so one error fewer does.
        assert_eq!(errors, [5, 0, 5]);
    }

    #[test]
    fn nothing_fits_nothing() {
        let empty = quote("", "", "");
        assert_eq!(fit(&empty, &[]), Fit::default());
        let some = quote("a", "bc", "d");
        assert_eq!(fit(&some, &[]).inside, 2);
    }
}
