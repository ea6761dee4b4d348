//! What a word shows of itself, of its neighbours, and of the other places of the article where it stands, as
//! features: 64-bit hashes that the model has weights for. Nothing is allocated for a feature.

use crate::names::lexicon::Marks;
use crate::names::rules::reading::Reading;
use crate::names::tokens::{Gap, Manner, Shape};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Raised whenever a feature changes: a model belongs to one version.
pub const VERSION: u32 = 1;

/// Words in small letters that may stand inside a name, at most in a row.
const LINK: usize = 3;

/// What the article shows of one word, wherever it stands in it.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    lower: u16,
    capital: u16,
    bits: u32,
}

const TITLED: u32 = 1;
const SAYS: u32 = 1 << 1;
const AFTER_GIVEN: u32 = 1 << 2;
const BEFORE_HEAD: u32 = 1 << 3;
const AFTER_IN: u32 = 1 << 4;
const AFTER_THE: u32 = 1 << 5;
const OWNS: u32 = 1 << 6;
const AFTER_ROLE: u32 = 1 << 7;
const BEFORE_PLACE: u32 = 1 << 8;
const MID: u32 = 1 << 9;
const BRACKETED: u32 = 1 << 10;
const LAST_OF_RUN: u32 = 1 << 11;
const FIRST_OF_RUN: u32 = 1 << 12;
const AFTER_OF: u32 = 1 << 13;
const ALONE: u32 = 1 << 14;
const AGE: u32 = 1 << 15;

/// A hasher for keys that are hashes.
#[derive(Default)]
pub(crate) struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0, u64::from(*byte));
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Given>>;

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (a >> 29)
}

fn feature(template: u64, a: u64) -> u64 {
    let x = mix(template.wrapping_mul(0xD6E8_FEB8_6659_FD93), a);
    x ^ (x >> 32)
}

fn feature2(template: u64, a: u64, b: u64) -> u64 {
    feature(template, mix(a, b))
}

/// The hash of a word as it is written.
pub fn exact_hash(word: &str) -> u64 {
    word.chars().take(40).fold(0x84222325, |hash, c| mix(hash, u64::from(c as u32)))
}

/// The hash of a word in small letters.
pub fn lower_hash(word: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325;
    for c in word.chars().take(40) {
        if c.is_ascii() {
            hash = mix(hash, u64::from(c.to_ascii_lowercase() as u32));
        } else {
            for small in c.to_lowercase() {
                hash = mix(hash, u64::from(small as u32));
            }
        }
    }
    hash
}

/// One word, measured once.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    lower: u64,
    shape: u8,
    prefix: [u64; 2],
    suffix: [u64; 3],
    cluster: u16,
    known: bool,
}

/// An article ready for features.
pub(crate) struct Features<'r, 'a> {
    r: &'r Reading<'a>,
    words: Vec<Word>,
    evidence: ByHash<Evidence>,
    /// For words inside a phrase of the lists: its marks, and whether it begins here.
    phrases: Vec<(u32, bool)>,
    clusters: Option<&'r dyn Fn(u64) -> u16>,
}

/// The stretches of words in which names may stand, with the line around each.
pub(crate) fn stretches(r: &Reading<'_>) -> Vec<(Range<usize>, Range<usize>, Manner)> {
    let mut found = Vec::new();
    for line in &r.lines {
        if line.manner == Manner::Shouting {
            continue;
        }
        let mut open: Option<(usize, usize)> = None;
        for at in line.tokens.clone() {
            let capital = r.tokens[at].is_capital() || belongs(r, at, line.tokens.end);
            let breaks = r.tokens[at].gap == Gap::Opening;
            if let Some((first, last)) = open
                && (breaks || at - last > LINK + 1 || (capital && at - last > LINK))
            {
                found.push((first..last + 1, line.tokens.clone(), line.manner));
                open = None;
            }
            if capital {
                open = Some((open.map_or(at, |(first, _)| first), at));
            }
        }
        if let Some((first, last)) = open {
            found.push((first..last + 1, line.tokens.clone(), line.manner));
        }
    }
    found
}

/// Whether the word at `at`, in small letters, may begin a name: it is a particle, or a hyphen joins it to a capital.
fn belongs(r: &Reading<'_>, at: usize, end: usize) -> bool {
    let next = at + 1;
    next < end
        && r.tokens[next].is_capital()
        && r.tokens[at].shape == Shape::Lower
        && (r.tokens[next].gap == Gap::Hyphen || (r.is_joined(next) && r.marks(at).any(Marks::PARTICLE)))
}

impl<'r, 'a> Features<'r, 'a> {
    pub(crate) fn new(r: &'r Reading<'a>, clusters: Option<&'r dyn Fn(u64) -> u16>) -> Self {
        let mut new = Self {
            r,
            words: Vec::with_capacity(r.tokens.len()),
            evidence: ByHash::default(),
            phrases: vec![(0, false); r.tokens.len()],
            clusters,
        };
        for at in 0..r.tokens.len() {
            let word = new.measure(at);
            new.words.push(word);
        }
        new.gather();
        new.look_up();
        new
    }

    fn measure(&self, at: usize) -> Word {
        let token = &self.r.tokens[at];
        let text = self.r.word(at);
        let lower = lower_hash(text);
        let mut word = Word {
            lower,
            shape: shape(token.shape, text),
            ..Word::default()
        };
        let mut hash = 7;
        for (n, c) in text.chars().flat_map(char::to_lowercase).take(4).enumerate() {
            hash = mix(hash, u64::from(c as u32));
            if n == 2 {
                word.prefix[0] = hash;
            }
            if n == 3 {
                word.prefix[1] = hash;
            }
        }
        let mut hash = 11;
        for (n, c) in text.chars().rev().flat_map(char::to_lowercase).take(4).enumerate() {
            hash = mix(hash, u64::from(c as u32));
            if n >= 1 {
                word.suffix[n - 1] = hash;
            }
        }
        word.cluster = self.clusters.map_or(0, |of| {
            let own = of(exact_hash(text));
            if own == 0 { of(exact_hash(&text.to_lowercase())) } else { own }
        });
        word.known = true;
        word
    }

    /// What the places of each word show, gathered over the article.
    fn gather(&mut self) {
        let r = self.r;
        for line in &r.lines {
            if line.manner != Manner::Running {
                continue;
            }
            for at in line.tokens.clone() {
                let token = &r.tokens[at];
                let lower = self.words[at].lower;
                if !token.is_capital() {
                    if token.shape == Shape::Lower {
                        let seen = self.evidence.entry(lower).or_default();
                        seen.lower = seen.lower.saturating_add(1);
                    }
                    continue;
                }
                let bits = self.bits(at, &line.tokens);
                let seen = self.evidence.entry(lower).or_default();
                seen.capital = seen.capital.saturating_add(1);
                seen.bits |= bits;
            }
        }
    }

    fn bits(&self, at: usize, line: &Range<usize>) -> u32 {
        let r = self.r;
        let token = &r.tokens[at];
        let mut bits = 0;
        let joined = r.is_joined(at);
        if at > line.start {
            let before = r.marks(at - 1);
            let capital = r.tokens[at - 1].is_capital();
            if joined {
                if before.any(Marks::TITLE) && capital {
                    bits |= TITLED;
                }
                if before.any(Marks::GIVEN) && capital {
                    bits |= AFTER_GIVEN;
                }
                if before.any(Marks::ROLE) && !capital {
                    bits |= AFTER_ROLE;
                }
                match r.word(at - 1) {
                    "in" | "at" | "from" | "near" => bits |= AFTER_IN,
                    "the" | "The" => bits |= AFTER_THE,
                    "of" => bits |= AFTER_OF,
                    _ => {}
                }
            }
            if token.gap != Gap::Opening {
                bits |= MID;
            }
            if token.gap == Gap::Bracket {
                bits |= BRACKETED;
            }
        }
        let first = !(joined && r.tokens[at - 1].is_capital());
        let mut last = true;
        if at + 1 < line.end {
            let next = &r.tokens[at + 1];
            let marks = r.marks(at + 1);
            if r.is_joined(at + 1) {
                last = !next.is_capital();
                if marks.any(Marks::SAYING) {
                    bits |= SAYS;
                }
                if marks.any(Marks::HEAD) && next.is_capital() {
                    bits |= BEFORE_HEAD;
                }
            }
            if next.gap == Gap::Comma {
                if marks.any(Marks::PLACE) {
                    bits |= BEFORE_PLACE;
                }
                let word = r.word(at + 1);
                if word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit()) {
                    bits |= AGE;
                }
            }
        }
        if token.clipped {
            bits |= OWNS;
        }
        match (first, last) {
            (true, true) => bits | ALONE,
            (true, false) => bits | FIRST_OF_RUN,
            (false, true) => bits | LAST_OF_RUN,
            _ => bits,
        }
    }

    fn look_up(&mut self) {
        for line in &self.r.lines {
            let mut at = line.tokens.start;
            while at < line.tokens.end {
                if !self.r.tokens[at].is_capital() {
                    at += 1;
                    continue;
                }
                let (count, marks) = self.r.phrase(at, line.tokens.end);
                if count > 1 {
                    for k in at..at + count {
                        self.phrases[k] = (marks.bits(), k == at);
                    }
                }
                at += count;
            }
        }
    }

    /// Adds the features of the word at `at`, which stands in `line`.
    #[expect(clippy::too_many_lines, reason = "a list")]
    pub(crate) fn of(&self, at: usize, line: &Range<usize>, manner: Manner, out: &mut Vec<u64>) {
        let none = Word::default();
        let get = |i: Option<usize>| {
            i.filter(|i| line.contains(i))
                .and_then(|i| self.words.get(i))
                .unwrap_or(&none)
        };
        let w = &self.words[at];
        let p1 = get(at.checked_sub(1));
        let p2 = get(at.checked_sub(2));
        let n1 = get(Some(at + 1));
        let n2 = get(Some(at + 2));
        let gap = self.gap(at);
        let gap_next = if at + 1 < line.end { self.gap(at + 1) } else { 31 };
        let m = u64::from(manner == Manner::Headline);
        out.push(feature(0, m));
        out.push(feature(1, w.lower));
        out.push(feature(2, p1.lower));
        out.push(feature(3, n1.lower));
        out.push(feature(4, p2.lower));
        out.push(feature(5, n2.lower));
        out.push(feature2(6, p1.lower, w.lower));
        out.push(feature2(7, w.lower, n1.lower));
        out.push(feature2(8, p2.lower, p1.lower));
        out.push(feature2(9, n1.lower, n2.lower));
        for (k, prefix) in w.prefix.iter().enumerate() {
            out.push(feature(10 + k as u64, *prefix));
        }
        for (k, suffix) in w.suffix.iter().enumerate() {
            out.push(feature(13 + k as u64, *suffix));
        }
        out.push(feature(17, n1.suffix[1]));
        out.push(feature(18, p1.suffix[1]));
        let (s, sp, sn) = (u64::from(w.shape), u64::from(p1.shape), u64::from(n1.shape));
        out.push(feature2(20, s, m));
        out.push(feature2(21, sp, s));
        out.push(feature2(22, s, sn));
        out.push(feature2(23, mix(sp, s), sn));
        out.push(feature2(24, gap, s));
        out.push(feature2(25, gap_next, s));
        out.push(feature2(26, mix(gap, s), gap_next));
        out.push(feature2(27, gap, p1.lower));
        out.push(feature2(28, gap_next, n1.lower));
        out.push(feature2(29, u64::from(p2.shape), mix(sp, s)));
        out.push(feature2(30, s, mix(sn, u64::from(n2.shape))));
        self.lists(at, line, out);
        self.seen(at, w, s, out);
        if self.clusters.is_some() {
            let (c, cp, cn) = (u64::from(w.cluster), u64::from(p1.cluster), u64::from(n1.cluster));
            out.push(feature(80, c));
            out.push(feature(81, cp));
            out.push(feature(82, cn));
            out.push(feature2(83, cp, c));
            out.push(feature2(84, c, cn));
            out.push(feature2(85, c, s));
            out.push(feature(86, u64::from(p2.cluster)));
            out.push(feature(87, u64::from(n2.cluster)));
            out.push(feature2(88, cp, cn));
        }
    }

    fn gap(&self, at: usize) -> u64 {
        let token = &self.r.tokens[at];
        let before = at.checked_sub(1).is_some_and(|b| self.r.tokens[b].clipped);
        token.gap as u64 + 8 * u64::from(before)
    }

    fn lists(&self, at: usize, line: &Range<usize>, out: &mut Vec<u64>) {
        for (base, place) in [(40, Some(at)), (41, at.checked_sub(1)), (42, Some(at + 1)), (43, at.checked_sub(2)), (44, Some(at + 2))] {
            let Some(place) = place.filter(|p| line.contains(p)) else {
                continue;
            };
            let mut bits = self.r.marks(place).bits();
            while bits != 0 {
                let bit = bits.trailing_zeros();
                bits &= bits - 1;
                out.push(feature(base, u64::from(bit)));
            }
        }
        let (phrase, begins) = self.phrases[at];
        let mut bits = phrase;
        while bits != 0 {
            let bit = bits.trailing_zeros();
            bits &= bits - 1;
            out.push(feature2(46, u64::from(bit), u64::from(begins)));
        }
        // The head of the run that this word stands in.
        if self.r.tokens[at].is_capital() {
            let mut end = at;
            while end + 1 < line.end && end < at + 6 && self.r.is_joined(end + 1) && self.r.tokens[end + 1].is_capital() {
                end += 1;
            }
            if end > at {
                out.push(feature(47, self.words[end].lower));
                let mut bits = self.r.marks(end).bits();
                while bits != 0 {
                    let bit = bits.trailing_zeros();
                    bits &= bits - 1;
                    out.push(feature(48, u64::from(bit)));
                }
                if self.clusters.is_some() {
                    out.push(feature(49, u64::from(self.words[end].cluster)));
                }
            }
            let mut first = at;
            while first > line.start && first + 6 > at && self.r.is_joined(first) && self.r.tokens[first - 1].is_capital() {
                first -= 1;
            }
            out.push(feature2(50, (at - first) as u64, (end - at) as u64));
            if first < at {
                out.push(feature(51, self.words[first].lower));
                let mut bits = self.r.marks(first).bits();
                while bits != 0 {
                    let bit = bits.trailing_zeros();
                    bits &= bits - 1;
                    out.push(feature(52, u64::from(bit)));
                }
            }
            // The word before the run, and the word after it.
            if first > line.start {
                out.push(feature2(53, self.words[first - 1].lower, self.gap(first)));
                out.push(feature(54, u64::from(self.r.marks(first - 1).bits().trailing_zeros())));
            }
            if end + 1 < line.end {
                out.push(feature2(55, self.words[end + 1].lower, self.gap(end + 1)));
                out.push(feature(56, u64::from(self.r.marks(end + 1).bits().trailing_zeros())));
            }
        }
    }

    fn seen(&self, at: usize, w: &Word, s: u64, out: &mut Vec<u64>) {
        let Some(seen) = self.evidence.get(&w.lower) else {
            out.push(feature(60, s));
            return;
        };
        let bucket = |n: u16| u64::from(n.min(3));
        if self.r.tokens[at].is_capital() {
            out.push(feature2(61, bucket(seen.lower), bucket(seen.capital)));
            let opening = u64::from(self.r.is_opening(at));
            out.push(feature2(62, mix(bucket(seen.lower), bucket(seen.capital)), opening));
            let mut bits = seen.bits;
            while bits != 0 {
                let bit = bits.trailing_zeros();
                bits &= bits - 1;
                out.push(feature(63, u64::from(bit)));
            }
            out.push(feature(64, u64::from(seen.bits & (TITLED | SAYS | AFTER_GIVEN | BEFORE_HEAD | AFTER_IN | AFTER_THE))));
        }
    }
}

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
    let digit = word.bytes().any(|b| b.is_ascii_digit());
    let inner = shape == Shape::Title && word.chars().skip(1).any(char::is_uppercase);
    base + if digit { 10 } else { 0 } + if inner { 20 } else { 0 }
}
