//! The chances to end a line, and what a line between any two of them measures.
//!
//! Everything is measured once: a chance knows the cells and the spaces from the start of the text up to it,
//! so that a line from one chance to another is two subtractions.

use crate::article::{Span, SpanStyle};
use crate::text::{self, Patterns, TextRange};

/// The soft hyphen: a place where the author lets a word be parted.
const SOFT_HYPHEN: char = '\u{AD}';

/// Why a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// UAX #14 lets it.
    Plain,
    /// It lets it, and a reader would stumble: between a title and the name it belongs to, or before a dash
    /// between spaces.
    Tied,
    /// At a soft hyphen of the text.
    Soft,
    /// Inside a word, by the patterns of its language.
    Parted,
    /// Between two graphemes of what is wider than the column.
    Cut,
}

/// A chance to end a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    /// The first byte of the next line.
    pub(super) at: usize,
    /// One past the last byte shown: what lies between is space that does not show.
    pub(super) end: usize,
    /// Cells from the start up to `at`.
    pub(super) cells_at: usize,
    /// Cells from the start up to `end`, without the hyphen that may follow.
    pub(super) cells_end: usize,
    /// Spaces (U+0020) from the start up to `at`.
    pub(super) spaces_at: usize,
    /// Spaces (U+0020) from the start up to `end`.
    pub(super) spaces_end: usize,
    /// Why a line may end here.
    pub(super) kind: Kind,
}

impl Chance {
    /// Whether a line that ends here ends in a hyphen that is not in the text.
    pub(super) fn is_hyphen(&self) -> bool {
        matches!(self.kind, Kind::Soft | Kind::Parted)
    }

    /// The chance inside a piece that starts at this one: `cells` and `spaces` further on, at byte `at`.
    fn inside(&self, at: usize, cells: usize, spaces: usize, kind: Kind) -> Self {
        Self {
            at,
            end: at,
            cells_at: self.cells_at + cells,
            cells_end: self.cells_at + cells,
            spaces_at: self.spaces_at + spaces,
            spaces_end: self.spaces_at + spaces,
            kind,
        }
    }
}

/// The room of the first line and of all others, in cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rooms {
    pub(super) first: usize,
    pub(super) rest: usize,
}

impl Rooms {
    /// The room of the line that starts at the chance of this index.
    pub(super) fn of(self, start: usize) -> usize {
        if start == 0 { self.first } else { self.rest }
    }

    /// The room in which a piece that starts at the chance of this index must find a place.
    fn least(self, start: usize) -> usize {
        if start == 0 {
            self.first.min(self.rest)
        } else {
            self.rest
        }
    }
}

/// Finds all chances of `range` up to the first that must end a line; the start is the first of them. Says
/// whether it came to such a one.
pub(super) fn measure(
    text: &str,
    range: TextRange,
    rooms: Rooms,
    chances: &mut Vec<Chance>,
) -> bool {
    chances.clear();
    let mut last = Chance {
        at: range.start,
        end: range.start,
        cells_at: 0,
        cells_end: 0,
        spaces_at: 0,
        spaces_end: 0,
        kind: Kind::Plain,
    };
    chances.push(last);
    let source = range.of(text);
    let mut from = 0;
    for chance in text::breaks(source) {
        let piece = source.get(from..chance.at).unwrap_or("");
        from = chance.at;
        let goes_on = !chance.must && chance.at < source.len();
        let limit = rooms.least(chances.len() - 1);
        last = add(piece, &last, goes_on, limit, chances);
        let rest = source.get(from..).unwrap_or("");
        if last.kind == Kind::Plain && goes_on && is_tied(piece, rest) {
            last.kind = Kind::Tied;
            if let Some(added) = chances.last_mut() {
                *added = last;
            }
        }
        if chance.must {
            return true;
        }
    }
    false
}

/// Adds the chance after `piece`, which starts at the chance `before`; a piece wider than `limit` cells gets
/// chances inside.
fn add(
    piece: &str,
    before: &Chance,
    goes_on: bool,
    limit: usize,
    chances: &mut Vec<Chance>,
) -> Chance {
    let visible = without_line_space(piece);
    let width = text::set_cells(visible);
    if width > limit {
        cut(visible, before, chances);
    }
    let space = piece.get(visible.len()..).unwrap_or("");
    let space_cells = match space {
        "" => 0,
        " " => 1,
        _ => text::cells(space.trim_end_matches('\n')),
    };
    let cells_end = before.cells_at + width;
    let spaces_end = before.spaces_at + spaces(visible);
    let chance = Chance {
        at: before.at + piece.len(),
        end: before.at + visible.len(),
        cells_at: cells_end + space_cells,
        cells_end,
        spaces_at: spaces_end + spaces(space),
        spaces_end,
        // A soft hyphen before a space parts no word.
        kind: kind(visible, width, goes_on && space.is_empty(), limit),
    };
    chances.push(chance);
    chance
}

/// The kind of the chance after `visible`. A soft hyphen that no line has room to show ends one like a cut:
/// a hyphen and the widest grapheme that is drawn take three cells.
fn kind(visible: &str, width: usize, goes_on: bool, limit: usize) -> Kind {
    if !goes_on || !visible.ends_with(SOFT_HYPHEN) {
        Kind::Plain
    } else if width < limit || (width > limit && limit >= 3) {
        Kind::Soft
    } else {
        Kind::Cut
    }
}

/// Whether `piece` and what follows it would rather stand on one line.
fn is_tied(piece: &str, rest: &str) -> bool {
    match rest.as_bytes() {
        // En dash, em dash and the hyphen that is typed for them.
        [0xE2, 0x80, 0x93 | 0x94, b' ', ..] | [b'-', b' ', ..] => true,
        [b'A'..=b'Z', ..] => TITLES.contains(&piece.trim_end()),
        _ => false,
    }
}

/// Titles that are read in one breath with the name after them.
const TITLES: &[&str] = &[
    "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof.", "St", "St.", "Herr", "Frau",
    "M.", "Mme",
];

/// Adds a chance before each grapheme of `piece` but the first, and but a soft hyphen, which does not show.
fn cut(piece: &str, before: &Chance, chances: &mut Vec<Chance>) {
    let (mut cells, mut gaps) = (0, 0);
    for (offset, cluster, width) in text::graphemes(piece) {
        let soft = cluster.starts_with(SOFT_HYPHEN);
        if offset > 0 && !soft {
            chances.push(before.inside(before.at + offset, cells, gaps, Kind::Cut));
        }
        cells += if soft { 0 } else { width };
        gaps += spaces(cluster);
    }
}

/// A paragraph of `text` that ends here has no hyphen in its last word: the soft hyphens in it are no chances,
/// unless the word is wider than the column.
pub(super) fn close(text: &str, rooms: Rooms, chances: &mut Vec<Chance>) {
    let last = last_word(text, chances);
    let mut start = last;
    while start > 0 && chances[start].kind == Kind::Soft {
        start -= 1;
    }
    let Some(end) = chances.get(last + 1) else {
        return;
    };
    if end.cells_end - chances[start].cells_at <= rooms.least(start) {
        chances.drain(start + 1..=last);
    }
}

/// Copies `whole` to `parted` and adds the chances inside words: in none that is wider than the column, that
/// is code, or that is the last.
pub(super) fn part(
    text: &str,
    whole: &[Chance],
    patterns: Patterns,
    rooms: Rooms,
    mut code: Code<'_>,
    parted: &mut Vec<Chance>,
) {
    parted.clear();
    let Some(start) = whole.first() else { return };
    parted.push(*start);
    let last_word = last_word(text, whole);
    for (index, pair) in whole.windows(2).enumerate() {
        let [before, chance] = pair else { continue };
        let piece = TextRange::new(before.at, chance.end);
        let whole_word =
            matches!(chance.kind, Kind::Plain | Kind::Tied) && before.kind != Kind::Cut;
        let fits = chance.cells_end - before.cells_at <= rooms.rest;
        if whole_word && fits && index < last_word && !code.touches(piece) {
            let (mut from, mut cells) = (before.at, 0);
            patterns.part(text, piece, |at| {
                cells += text::set_cells(TextRange::new(from, at).of(text));
                from = at;
                parted.push(before.inside(at, cells, 0, Kind::Parted));
            });
        }
        parted.push(*chance);
    }
}

/// The index of the chance before the last word: signs alone are no word.
fn last_word(text: &str, whole: &[Chance]) -> usize {
    let is_word = |pair: &[Chance]| match pair {
        [before, chance] => TextRange::new(before.at, chance.end)
            .of(text)
            .contains(char::is_alphanumeric),
        _ => false,
    };
    whole.windows(2).rposition(is_word).unwrap_or(0)
}

/// The code in a text, walked along with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code<'a> {
    /// Spans sorted by start; those behind are gone.
    spans: &'a [Span],
}

impl<'a> Code<'a> {
    /// The code among `spans`, which are sorted by start, from byte `start` of the text on. A span
    /// that reaches in from before is not seen: only a part of a very long block can have one.
    pub(super) fn new(spans: &'a [Span], start: usize) -> Self {
        let first = spans.partition_point(|span| span.range.start < start);
        Self {
            spans: spans.get(first..).unwrap_or(&[]),
        }
    }

    /// Forgets what ends before byte `at`.
    pub(super) fn go_to(&mut self, at: usize) {
        let is_behind = |span: &Span| span.style != SpanStyle::Code || span.range.end <= at;
        while let [first, rest @ ..] = self.spans
            && is_behind(first)
        {
            self.spans = rest;
        }
    }

    /// Whether `piece` shares a byte with code. Pieces must be asked for in the order of the text.
    fn touches(&mut self, piece: TextRange) -> bool {
        self.go_to(piece.start);
        self.spans
            .first()
            .is_some_and(|span| span.range.start < piece.end)
    }
}

/// The spaces that are widened when a line is justified.
fn spaces(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b' ').count()
}

/// `piece` without the white space that does not show at the end of a line. A no-break space does.
fn without_line_space(piece: &str) -> &str {
    match piece.as_bytes() {
        // Nearly all pieces: a word and a space.
        [.., letter, b' '] if letter.is_ascii_graphic() => {
            piece.get(..piece.len() - 1).unwrap_or(piece)
        }
        [.., letter] if letter.is_ascii_graphic() => piece,
        _ => piece.trim_end_matches(is_line_space),
    }
}

/// White space that does not show at the end of a line.
fn is_line_space(c: char) -> bool {
    c != '\u{A0}' && c != '\u{202F}' && c.is_whitespace()
}
