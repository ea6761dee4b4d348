//! Where in a text many short runs of characters of a quote stand in the order of the quote: the places that are
//! worth a closer look.
//!
//! The filter of q-grams over diagonals (Rasmussen, Stoye and Myers 2006, doi 10.1089/cmb.2006.13.296): two strings
//! that are alike share runs of `GRAM` characters whose distances from the beginnings are about the same in both.
//! One pass over the text serves any number of quotes.

use crate::text::folds;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Characters in a run.
const GRAM: usize = 5;

/// A run that occurs more often in one quote tells little of where.
const OFTEN: usize = 4;

/// So many quotes may share a run; in more, of a hostile journal, it counts for the first.
const SHARED: usize = 16;

/// Width of a bundle of diagonals in characters.
const BUNDLE: i64 = 32;

/// So far from where it is said to begin may a quote begin, in characters.
pub(super) const SLACK: usize = 64;

/// Places looked at for one quote.
const PLACES: usize = 8;

/// A place that has a smaller part of the votes of the likeliest is not worth a look.
const FEW: usize = 8;

/// Characters between two marks of the way.
const MILE: usize = 128;

/// A text that was passed over, with marks of the way: (number of the folded character, its byte).
#[derive(Debug)]
pub(super) struct Way<'t> {
    text: &'t str,
    marks: Vec<(usize, usize)>,
}

impl Way<'_> {
    /// The folded characters from number `from` up to number `to` with their bytes.
    pub(super) fn stretch(&self, from: usize, to: usize) -> Vec<(usize, char)> {
        let at = self.marks.partition_point(|(number, _)| *number <= from);
        let (number, byte) = at
            .checked_sub(1)
            .and_then(|at| self.marks.get(at))
            .copied()
            .unwrap_or_default();
        let rest = self.text.get(byte..).unwrap_or("");
        folds(rest)
            .skip(from - number)
            .take(to.saturating_sub(from))
            .map(|(at, c)| (byte + at, c))
            .collect()
    }
}

/// The runs of all quotes.
struct Grams {
    /// (hash, quote, place in the quote), sorted.
    table: Vec<(u64, usize, usize)>,
    /// One bit for each hash, to pass over most of the text at once.
    bits: Vec<u64>,
}

impl Grams {
    fn of(quotes: &[Vec<char>]) -> Self {
        let mut table: Vec<(u64, usize, usize)> = Vec::new();
        for (quote, chars) in quotes.iter().enumerate() {
            let mut own: Vec<(u64, usize, usize)> = chars
                .windows(GRAM)
                .enumerate()
                .map(|(place, run)| (hash(run.iter().copied()), quote, place))
                .collect();
            own.sort_unstable();
            let telling = own
                .chunk_by(|a, b| a.0 == b.0)
                .filter(|runs| runs.len() <= OFTEN);
            table.extend(telling.flatten());
        }
        table.sort_unstable();
        let mut bits = vec![0; 1 << 10];
        for (hash, ..) in &table {
            let (word, bit) = Self::bit(*hash);
            bits[word] |= bit;
        }
        Self { table, bits }
    }

    const fn bit(hash: u64) -> (usize, u64) {
        let top = (hash >> 48) as usize;
        (top >> 6, 1 << (top & 63))
    }

    /// The quotes and places of a run.
    fn of_hash(&self, hash: u64) -> impl Iterator<Item = (usize, usize)> {
        let (word, bit) = Self::bit(hash);
        let known = self.bits[word] & bit != 0;
        let from = if known {
            self.table.partition_point(|(own, ..)| *own < hash)
        } else {
            self.table.len()
        };
        let rest = self.table.get(from..).unwrap_or_default().iter();
        rest.take_while(move |(own, ..)| *own == hash)
            .take(SHARED)
            .map(|(_, quote, place)| (*quote, *place))
    }
}

/// The number of the character at which each of `quotes`, folded, may begin in `text`, the likeliest first. A quote
/// may begin before the text does.
pub(super) fn places<'t>(quotes: &[Vec<char>], text: &'t str) -> (Vec<Vec<i64>>, Way<'t>) {
    let grams = Grams::of(quotes);
    let mut votes = Votes::default();
    let mut marks = Vec::new();
    let mut run = ['\0'; GRAM];
    let mut before = usize::MAX;
    for (number, (at, c)) in folds(text).enumerate() {
        let due = marks.last().is_none_or(|(last, _)| number - last >= MILE);
        // In the middle of a character that folds into two, or of white space, one cannot begin again.
        if due && at != before && c != ' ' {
            marks.push((number, at));
        }
        before = at;
        run.rotate_left(1);
        run[GRAM - 1] = c;
        if number + 1 < GRAM {
            continue;
        }
        let first = i64::try_from(number + 1 - GRAM).unwrap_or(i64::MAX);
        for (quote, place) in grams.of_hash(hash(run.iter().copied())) {
            let diagonal = first.saturating_sub_unsigned(place as u64);
            *votes
                .entry((quote, diagonal.div_euclid(BUNDLE)))
                .or_default() += 1;
        }
    }
    (likeliest(quotes.len(), &votes), Way { text, marks })
}

/// Votes by quote and bundle.
type Votes = HashMap<(usize, i64), usize, BuildHasherDefault<Spread>>;

/// Spreads small numbers over a table. Nothing is gained by making them collide: a vote costs a run of the text.
/// (Multiplication by 2^64 over the golden ratio: Knuth, The Art of Computer Programming 3, section 6.4.)
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0.rotate_left(29) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The bundles with most votes by quote; two that lie side by side count as one.
fn likeliest(quotes: usize, votes: &Votes) -> Vec<Vec<i64>> {
    let mut most = vec![0; quotes];
    for ((quote, _), count) in votes {
        most[*quote] = most[*quote].max(*count);
    }
    let mut ranked: Vec<Vec<(usize, i64)>> = vec![Vec::new(); quotes];
    for ((quote, bundle), count) in votes {
        // Two that come near the likeliest two have one that comes half as near. Most are far from it.
        if count * FEW * 2 < most[*quote] {
            continue;
        }
        for first in [bundle - 1, *bundle] {
            let votes_of = |bundle| votes.get(&(*quote, bundle)).copied().unwrap_or(0);
            let alone = votes_of(first);
            if alone > 0 {
                ranked[*quote].push((alone + votes_of(first + 1), first));
            }
        }
    }
    ranked
        .into_iter()
        .map(|mut bundles| {
            // The earlier of two that are equally likely.
            bundles.sort_unstable_by_key(|(count, bundle)| (std::cmp::Reverse(*count), *bundle));
            bundles.dedup();
            let mut places: Vec<i64> = Vec::new();
            let most = bundles.first().map_or(0, |(count, _)| *count);
            for (count, bundle) in bundles {
                if places.len() == PLACES || count * FEW < most {
                    break;
                }
                if places.iter().all(|other| other.abs_diff(bundle) > 1) {
                    places.push(bundle);
                }
            }
            places
                .into_iter()
                .map(|bundle| bundle.saturating_mul(BUNDLE))
                .collect()
        })
        .collect()
}

/// A hash of a run of characters (FNV-1a by characters, with the finish of `SplitMix64`).
fn hash(run: impl Iterator<Item = char>) -> u64 {
    let hash = run.fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 27)
}
