//! What a word shows of itself, of its neighbours and of the other places of the article where it stands, as
//! features: hashes that the model has weights for. Nothing is allocated for a feature.
//!
//! Every feature has the number of its template in its hash. A change here needs a new [`VERSION`] and a new model.

use super::Background;
use super::evidence::Evidence;
use super::hash::{feature, lower, mix, pair};
use super::stretches::Span;
use crate::names::lexicon::Marks;
use crate::names::rules::Piece;
use crate::names::rules::reading::Reading;
use crate::names::tokens::{Manner, Shape};
use std::ops::Range;

/// Which features these are: a model belongs to one version.
pub const VERSION: u32 = 2;

/// Words of a run of capitals that are looked at to each side.
const RUN: usize = 6;

/// Words beside a stretch that its words look at.
const BESIDE: usize = 2;

/// What stands for the gap after the last word of a line.
const LINE_END: u64 = 31;

/// What is measured of one word near a stretch.
#[derive(Clone, Copy, Default)]
struct Word {
    /// Its hash in small letters.
    lower: u64,
    /// How it is written, finer than its shape.
    shape: u8,
    /// Its class.
    class: u16,
    /// What it is in raw text.
    profile: u8,
    /// Inside a phrase of the lists: the marks of the phrase.
    phrase: u32,
    /// Whether the phrase begins here.
    begins: bool,
    /// In a name that the rules found: the kind, whether the name begins here, whether it was sure.
    by_rules: u8,
}

/// An article ready for features. Words are measured a stretch at a time, so that what is kept of them does not grow
/// with the article.
pub(super) struct Features<'r, 'a> {
    r: &'r Reading<'a>,
    by_rules: &'r [Piece],
    background: &'r Background<'r>,
    evidence: Evidence,
    /// The words of the stretch at hand, and [`BESIDE`] to each side where its line has them.
    window: Vec<Word>,
    /// Which words these are.
    seen: Range<usize>,
}

impl<'r, 'a> Features<'r, 'a> {
    /// Gathers what an article shows of each word.
    pub(super) fn new(
        r: &'r Reading<'a>,
        by_rules: &'r [Piece],
        background: &'r Background<'r>,
    ) -> Self {
        Self {
            r,
            by_rules,
            background,
            evidence: Evidence::of(r),
            window: Vec::new(),
            seen: 0..0,
        }
    }

    /// Measures the words of `span`; the features of its words may be asked for next.
    pub(super) fn measure(&mut self, span: &Span<'_>) {
        let line = &span.line.tokens;
        let start = span.words.start.saturating_sub(BESIDE).max(line.start);
        self.seen = start..(span.words.end + BESIDE).min(line.end);
        self.window.clear();
        for at in self.seen.clone() {
            let word = self.r.word(at);
            let lower = lower(word);
            self.window.push(Word {
                lower,
                shape: shape(self.r.tokens[at].shape, word),
                class: self.background.clusters.class(word),
                profile: self.background.profiles.of(lower),
                ..Word::default()
            });
        }
        self.take_rules();
        self.look_up(span);
    }

    /// Notes the names that the rules found in the window.
    fn take_rules(&mut self) {
        let from = self
            .by_rules
            .partition_point(|piece| piece.tokens.end <= self.seen.start);
        let pieces = self.by_rules.iter().skip(from);
        for piece in pieces.take_while(|piece| piece.tokens.start < self.seen.end) {
            let Some(kind) = piece.kind else { continue };
            for at in piece.tokens.clone() {
                let first = at == piece.tokens.start;
                if let Some(word) = slot(&mut self.window, &self.seen, at) {
                    word.by_rules = 1 + kind as u8 + 4 * u8::from(first) + 8 * u8::from(piece.sure);
                }
            }
        }
    }

    fn look_up(&mut self, span: &Span<'_>) {
        let mut at = span.words.start;
        while at < span.words.end {
            let (count, marks) = if self.r.tokens[at].is_capital() {
                self.r.phrase(at, span.line.tokens.end)
            } else {
                (1, Marks::default())
            };
            if count > 1 {
                for inside in at..at + count {
                    if let Some(word) = slot(&mut self.window, &self.seen, inside) {
                        (word.phrase, word.begins) = (marks.bits(), inside == at);
                    }
                }
            }
            at += count;
        }
    }

    /// Puts the features of the word at `at`, which stands in `span`, in place of what is in `out`.
    pub(super) fn of(&self, at: usize, span: &Span<'_>, out: &mut Vec<u64>) {
        out.clear();
        let line = &span.line.tokens;
        let headline = u64::from(span.line.manner == Manner::Headline);
        out.push(feature(0, headline));
        self.words(at, out);
        self.spelling(at, line, out);
        self.shapes(at, line, headline, out);
        self.lists(at, line, out);
        if self.r.tokens[at].is_capital() {
            self.run(at, line, out);
        }
        let own = self.near(at, 0);
        let shape = u64::from(own.shape);
        self.evidence.features(self.r, at, own.lower, shape, out);
        self.company(at, out);
        let rule = |by| u64::from(self.near(at, by).by_rules);
        out.extend([
            feature(90, rule(0)),
            pair(91, rule(-1), rule(0)),
            pair(92, rule(0), rule(1)),
            pair(93, rule(0), shape),
            pair(94, rule(0), u64::from(own.class)),
        ]);
    }

    /// The word beside `at`, `by` words on; nothing beyond the line.
    fn near(&self, at: usize, by: isize) -> Word {
        at.checked_add_signed(by)
            .and_then(|at| self.window.get(at.checked_sub(self.seen.start)?))
            .copied()
            .unwrap_or_default()
    }

    fn lower(&self, at: usize) -> u64 {
        self.near(at, 0).lower
    }

    fn words(&self, at: usize, out: &mut Vec<u64>) {
        let word = |by| self.near(at, by).lower;
        let (own, before, after) = (word(0), word(-1), word(1));
        out.extend([
            feature(1, own),
            feature(2, before),
            feature(3, after),
            feature(4, word(-2)),
            feature(5, word(2)),
            pair(6, before, own),
            pair(7, own, after),
            pair(8, word(-2), before),
            pair(9, after, word(2)),
        ]);
    }

    fn spelling(&self, at: usize, line: &Range<usize>, out: &mut Vec<u64>) {
        let word = self.r.word(at);
        let [_, _, third, fourth] = ends(word.chars(), 7);
        let [_, two, three, four] = ends(word.chars().rev(), 11);
        out.extend([feature(10, third), feature(11, fourth)]);
        out.extend([feature(13, two), feature(14, three), feature(15, four)]);
        for (template, beside) in [(17, at + 1), (18, at.wrapping_sub(1))] {
            let word = if line.contains(&beside) {
                self.r.word(beside)
            } else {
                ""
            };
            let [_, _, three, _] = ends(word.chars().rev(), 11);
            out.push(feature(template, three));
        }
    }

    fn shapes(&self, at: usize, line: &Range<usize>, headline: u64, out: &mut Vec<u64>) {
        let shape = |by| u64::from(self.near(at, by).shape);
        let word = |by| self.near(at, by).lower;
        let (own, before, after) = (shape(0), shape(-1), shape(1));
        let gap = self.gap(at);
        let gap_after = if at + 1 < line.end {
            self.gap(at + 1)
        } else {
            LINE_END
        };
        out.extend([
            pair(20, own, headline),
            pair(21, before, own),
            pair(22, own, after),
            pair(23, mix(before, own), after),
            pair(24, gap, own),
            pair(25, gap_after, own),
            pair(26, mix(gap, own), gap_after),
            pair(27, gap, word(-1)),
            pair(28, gap_after, word(1)),
            pair(29, shape(-2), mix(before, own)),
            pair(30, own, mix(after, shape(2))),
        ]);
    }

    /// What stands before a word, and whether a short form was cut off there.
    fn gap(&self, at: usize) -> u64 {
        let clipped = at
            .checked_sub(1)
            .is_some_and(|before| self.r.tokens[before].is_clipped());
        self.r.tokens[at].gap as u64 + 8 * u64::from(clipped)
    }

    fn lists(&self, at: usize, line: &Range<usize>, out: &mut Vec<u64>) {
        for (template, by) in [(40, 0), (41, -1), (42, 1), (43, -2), (44, 2)] {
            if let Some(place) = at
                .checked_add_signed(by)
                .filter(|place| line.contains(place))
            {
                bits(template, self.r.marks(place).bits(), out);
            }
        }
        let Word {
            phrase: marks,
            begins,
            ..
        } = self.near(at, 0);
        let from = out.len();
        bits(0, marks, out);
        // The bit and whether the phrase begins here are one value.
        let mut left = marks;
        for slot in out.iter_mut().skip(from) {
            *slot = pair(46, u64::from(left.trailing_zeros()), u64::from(begins));
            left &= left - 1;
        }
    }

    /// The run of capitals around the word at `at`: its first and last word, and what stands before and after it.
    fn run(&self, at: usize, line: &Range<usize>, out: &mut Vec<u64>) {
        let r = self.r;
        let (mut first, mut last) = (at, at);
        while last + 1 < self.seen.end
            && last < at + RUN
            && r.is_joined(last + 1)
            && r.tokens[last + 1].is_capital()
        {
            last += 1;
        }
        while first > self.seen.start
            && first + RUN > at
            && r.is_joined(first)
            && r.tokens[first - 1].is_capital()
        {
            first -= 1;
        }
        if last > at {
            out.push(feature(47, self.lower(last)));
            bits(48, r.marks(last).bits(), out);
            out.push(feature(49, u64::from(self.near(last, 0).class)));
        }
        out.push(pair(50, (at - first) as u64, (last - at) as u64));
        if first < at {
            out.push(feature(51, self.lower(first)));
            bits(52, r.marks(first).bits(), out);
        }
        let lowest = |place: usize| u64::from(r.marks(place).bits().trailing_zeros());
        if first > line.start {
            out.push(pair(53, self.lower(first - 1), self.gap(first)));
            out.push(feature(54, lowest(first - 1)));
        }
        if last + 1 < line.end {
            out.push(pair(55, self.lower(last + 1), self.gap(last + 1)));
            out.push(feature(56, lowest(last + 1)));
        }
    }

    fn company(&self, at: usize, out: &mut Vec<u64>) {
        let class = |by| u64::from(self.near(at, by).class);
        let (own, before, after) = (class(0), class(-1), class(1));
        out.extend([
            feature(80, own),
            feature(81, before),
            feature(82, after),
            pair(83, before, own),
            pair(84, own, after),
            pair(85, own, u64::from(self.near(at, 0).shape)),
            feature(86, class(-2)),
            feature(87, class(2)),
            pair(88, before, after),
        ]);
        let profile = |by| u64::from(self.near(at, by).profile);
        let (own, before, after) = (profile(0), profile(-1), profile(1));
        out.extend([
            feature(100, own),
            feature(101, before),
            feature(102, after),
            pair(103, before, own),
            pair(104, own, after),
        ]);
    }
}

/// The word at `at` of the window that has the words `seen`.
fn slot<'w>(window: &'w mut [Word], seen: &Range<usize>, at: usize) -> Option<&'w mut Word> {
    window.get_mut(at.checked_sub(seen.start)?)
}

/// A feature of `template` for each bit that is set.
pub(super) fn bits(template: u64, mut set: u32, out: &mut Vec<u64>) {
    while set != 0 {
        out.push(feature(template, u64::from(set.trailing_zeros())));
        set &= set - 1;
    }
}

/// Hashes of the first one to four characters, in small letters; zero where there are fewer.
fn ends(chars: impl Iterator<Item = char>, seed: u64) -> [u64; 4] {
    let mut hashes = [0; 4];
    let mut hash = seed;
    for (slot, c) in hashes.iter_mut().zip(chars.flat_map(char::to_lowercase)) {
        hash = mix(hash, u64::from(c));
        *slot = hash;
    }
    hashes
}

/// How a word is written: its shape, the length of capitals, figures in it, capitals inside.
fn shape(shape: Shape, word: &str) -> u8 {
    let base = match shape {
        Shape::Lower => 1,
        Shape::Title => 2,
        Shape::Upper => match word.chars().count() {
            0..=2 => 3,
            3..=4 => 4,
            _ => 5,
        },
        Shape::Initial => 6,
        Shape::Dotted => 7,
        Shape::Other => 8,
    };
    let figure = word.bytes().any(|b| b.is_ascii_digit());
    let inner = shape == Shape::Title && word.chars().skip(1).any(char::is_uppercase);
    base + 10 * u8::from(figure) + 20 * u8::from(inner)
}
