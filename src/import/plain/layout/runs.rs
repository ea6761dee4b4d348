//! Runs of lines that are kept as they stand: tables of bars or of spaces, and verse.

use super::Form;
use super::shape::{is_rule, shape};
use crate::text::cells;

/// Rows that a table of spaces has at least. Two lines have a gap in one place by chance.
const ROWS: usize = 3;

/// Lines that verse has at least.
const LINES: usize = 4;

/// The widest line of verse, in cells.
const VERSE: usize = 60;

/// Lines that a run is looked at for: what is longer is cut there.
const MOST: usize = 500;

/// How many of `lines` from the first on are a table.
pub(super) fn table(lines: &[&str]) -> Option<usize> {
    barred(lines).or_else(|| columned(lines))
}

/// A table whose rows begin with a bar, or whose borders are drawn with `+` and `-`.
fn barred(lines: &[&str]) -> Option<usize> {
    let row = |line: &&&str| {
        let line = line.trim();
        let border = line.starts_with("+-") || line.starts_with("+=");
        border || (line.starts_with('|') && line.bytes().filter(|byte| *byte == b'|').count() >= 2)
    };
    let rows = lines.iter().take(MOST).take_while(row).count();
    (rows >= 2).then_some(rows)
}

/// A table whose columns stand under each other with spaces between.
fn columned(lines: &[&str]) -> Option<usize> {
    let mut shared = columns(lines.first()?);
    let mut rows = usize::from(!shared.is_empty());
    for line in lines.iter().take(MOST).skip(1) {
        if is_rule(line) && rows > 0 {
            rows += 1;
            continue;
        }
        let own = columns(line);
        let both: Vec<usize> = shared
            .iter()
            .copied()
            .filter(|at| own.contains(at))
            .collect();
        if both.is_empty() {
            break;
        }
        shared = both;
        rows += 1;
    }
    (rows >= ROWS && !shared.is_empty()).then_some(rows)
}

/// Where in a line cells begin and end that stand after two spaces or more, in characters: twice the place of
/// a beginning, and that of an end plus one. Nothing of a line that is longer than those of tables.
fn columns(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    if line.len() > 300 || !line.trim().contains("  ") {
        return found;
    }
    let (mut spaces, mut written, mut after_gap) = (0, false, false);
    for (at, c) in line.trim_end().chars().chain("  ".chars()).enumerate() {
        if c == ' ' {
            spaces += 1;
            if spaces == 2 && after_gap {
                found.push(2 * at - 1);
            }
            continue;
        }
        if written && spaces >= 2 {
            found.push(2 * at);
            after_gap = true;
        }
        (spaces, written) = (0, true);
    }
    found
}

/// How many of `lines` from the first on are a stanza: short lines up to a blank one, which stop in the middle
/// of sentences. Headlines under each other do not end in a comma.
pub(super) fn verse(lines: &[&str]) -> Option<usize> {
    let short = |line: &&&str| {
        let (form, body) = shape(line);
        form == Form::Text && !body.trim().is_empty() && !is_rule(line) && line.len() <= 4 * VERSE
    };
    let count = lines.iter().take(MOST).take_while(short).count();
    let run = lines.get(..count)?;
    let ended = lines.get(count).is_none_or(|line| line.trim().is_empty());
    let narrow = run.iter().all(|line| cells(line.trim()) <= VERSE);
    let open = run
        .iter()
        .filter(|line| line.trim_end().ends_with([',', ';', '—', '–']))
        .count();
    (count >= LINES && ended && narrow && open * 4 >= count).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_from_text() {
        assert_eq!(
            table(&["| a | b |", "|---|---|", "| c | d |", "Text."]),
            Some(3)
        );
        assert_eq!(
            table(&["Port     Ships", "Brevik       9", "Ostra       11"]),
            Some(3)
        );
        assert_eq!(
            table(&["Port    Ships", "Brevik  9", "Ostra   11", "", "x"]),
            Some(3)
        );
        assert_eq!(
            table(&["One.  Two words here.", "A line.  And more.", "It is.  So."]),
            None
        );
        assert_eq!(table(&["Home | News", "About | Us"]), None);
    }

    #[test]
    fn verse_is_told_from_headlines() {
        let stanza = [
            "The lamp is out,",
            "the tide is low,",
            "and in the dark",
            "the pilots row.",
        ];
        assert_eq!(verse(&stanza), Some(4));
        let headlines = ["Lamps out", "Ferries late", "Pilots row", "Ten recipes"];
        assert_eq!(verse(&headlines), None);
    }
}
