//! Where a page ends: the rules that printers keep, and what gives way when not all can be kept.

use super::{Content, Line, LineRole};

/// Lines that a page may be shorter than it could be, to end level with the page it faces: so many,
const GIVEN_UP: usize = 3;
/// but no more than this part of a page.
const PART_GIVEN_UP: usize = 6;
/// A line of difference between facing pages is as bad as so many lines that go to the next spread.
const UNEVEN: usize = 3;

/// How strongly a line holds on to the next: the least of them gives way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// A page may end here.
    Free,
    /// The line ends with a parted word.
    Hyphen,
    /// Between two records of a table that should not be parted.
    Record,
    /// Part of something that should not be parted, or a line that would stand alone.
    Together,
    /// A heading with what it heads.
    Heading,
}

/// How strongly the line before `end` holds on to the one after. Space that is kept holds as what stands over
/// it does.
fn bond(lines: &[Line], end: usize) -> Bond {
    let before = lines.get(..end).unwrap_or(&[]);
    let Some(line) = before.last() else {
        return Bond::Free;
    };
    let shown = |line: &&Line| line.role != LineRole::Blank;
    let above = before.iter().rev().find(shown).unwrap_or(line);
    let hyphenated = matches!(line.content, Content::Text { hyphen: true, .. });
    match above.role {
        LineRole::Title | LineRole::Heading(_) if line.keep_with_next => Bond::Heading,
        LineRole::Table if line.keep_with_next && line.role == LineRole::Blank => Bond::Record,
        _ if line.keep_with_next => Bond::Together,
        _ if hyphenated => Bond::Hyphen,
        _ => Bond::Free,
    }
}

/// One past the last line of a page of at most `rows` lines that starts at line `start`: the last line that
/// is free to be parted from the next, or if there is none, the last of those that hold on to it least.
/// All that is left, where it fits.
pub(super) fn page_end(lines: &[Line], start: usize, rows: usize) -> usize {
    let limit = start.saturating_add(rows);
    if limit >= lines.len() {
        return lines.len();
    }
    let held = |end: &usize| bond(lines, *end);
    let mut best = limit;
    for end in (start + 1..limit).rev() {
        if held(&best) == Bond::Free {
            break;
        }
        if held(&end) < held(&best) {
            best = end;
        }
    }
    best
}

/// The ends of two facing pages: as [`page_end`], but a line or a few fewer on either where they end level
/// by that. The last pages of all end where the text does.
pub(super) fn facing_ends(lines: &[Line], start: usize, rows: usize) -> (usize, usize) {
    let left = page_end(lines, start, rows);
    let right = page_end(lines, head(lines, left), rows);
    if right >= lines.len() || !is_free(lines, left) || !is_free(lines, right) {
        return (left, right);
    }
    let (most, furthest_right) = (GIVEN_UP.min(rows / PART_GIVEN_UP), right);
    let mut best = (
        UNEVEN * unevenness(lines, start, left, right),
        (left, right),
    );
    for left in candidates(lines, start, left, most) {
        let next = head(lines, left);
        let furthest = page_end(lines, next, rows);
        if furthest >= lines.len() {
            continue;
        }
        for right in candidates(lines, next, furthest, most) {
            let lost = furthest_right.saturating_sub(right);
            let cost = UNEVEN * unevenness(lines, start, left, right) + lost;
            if cost < best.0 {
                best = (cost, (left, right));
            }
        }
    }
    best.1
}

/// The first line at or after `at` that is not empty: what the next page starts with.
pub(super) fn head(lines: &[Line], at: usize) -> usize {
    let empty = lines.get(at..).unwrap_or(&[]).iter();
    at + empty
        .take_while(|line| line.role == LineRole::Blank)
        .count()
}

/// The legal ends of a page from `start` that come to `end` or at most so many lines short of it, the longest
/// first.
fn candidates(
    lines: &[Line],
    start: usize,
    end: usize,
    most: usize,
) -> impl Iterator<Item = usize> {
    let least = end.saturating_sub(most).max(start + 1);
    (least..=end).rev().filter(|end| is_free(lines, *end))
}

fn is_free(lines: &[Line], end: usize) -> bool {
    bond(lines, end) == Bond::Free
}

/// By how many lines two facing pages differ in height.
fn unevenness(lines: &[Line], start: usize, left: usize, right: usize) -> usize {
    let next = head(lines, left);
    height(lines, start, left).abs_diff(height(lines, next, right))
}

/// Lines from `start` to the last before `end` that is not empty.
fn height(lines: &[Line], start: usize, end: usize) -> usize {
    let shown = lines.get(start..end).unwrap_or(&[]);
    let air = shown.iter().rev();
    shown.len() - air.take_while(|line| line.role == LineRole::Blank).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    /// Lines from signs: `.` free, `-` hyphenated, `+` kept, `#` a heading, ` ` empty.
    fn lines(signs: &str) -> Vec<Line> {
        let line = |(at, sign): (usize, char)| {
            let role = match sign {
                '#' => LineRole::Heading(2),
                ' ' => LineRole::Blank,
                _ => LineRole::Body,
            };
            let content = Content::Text {
                range: TextRange::at(at),
                hyphen: sign == '-',
                stretch: 0,
            };
            Line {
                keep_with_next: matches!(sign, '+' | '#'),
                ..Line::bare(0, role, content, TextRange::at(at))
            }
        };
        signs.chars().enumerate().map(line).collect()
    }

    #[test]
    fn a_page_ends_at_the_last_free_line() {
        assert_eq!(page_end(&lines("......"), 0, 4), 4);
        assert_eq!(page_end(&lines("..+-.."), 0, 4), 2);
        assert_eq!(
            page_end(&lines(".++++."), 0, 4),
            1,
            "a short page is a legal one"
        );
        assert_eq!(page_end(&lines("..."), 0, 4), 3);
    }

    #[test]
    fn where_no_line_is_free_the_weakest_bond_gives_way() {
        assert_eq!(page_end(&lines("+-+#+."), 0, 5), 2);
        assert_eq!(page_end(&lines("##+##."), 0, 5), 3);
        assert_eq!(page_end(&lines("####."), 0, 3), 3);
        assert_eq!(page_end(&lines("#.."), 0, 1), 1);
    }

    #[test]
    fn facing_pages_end_level_where_they_can() {
        // The left page must end a line early, so the right one does too.
        assert_eq!(facing_ends(&lines(".....+..........."), 0, 6), (5, 10));
        // It cannot: the right page keeps what it has.
        assert_eq!(facing_ends(&lines("....++..+........"), 0, 6), (4, 10));
        // The last pages end where the text does.
        assert_eq!(facing_ends(&lines(".....+..."), 0, 6), (5, 9));
    }

    #[test]
    fn space_at_the_edge_of_a_page_has_no_height() {
        assert_eq!(facing_ends(&lines("..... ..........."), 0, 6), (6, 11));
    }
}
