//! Groups words by the company they keep: the exchange algorithm of Martin, Liermann and Ney ("Algorithms for bigram
//! and trigram word clustering", Speech Communication 24, 1998). Each word in turn goes to the class in which it makes
//! the text likeliest, until few move.

use crate::data;
use newsprint::names::training::company;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;

/// How many classes.
const CLASSES: usize = 500;

/// A word that is rarer in the raw text has no class.
const RAREST: u32 = 5;

/// Rounds over all words.
const ROUNDS: usize = 6;

/// How often each word stands after (or before) another.
type Neighbours = Vec<Vec<(u32, f64)>>;

/// The words of the raw text under `folder` and their classes, most frequent first.
pub(crate) fn classes(folder: &Path) -> Vec<(String, u16)> {
    let (words, text) = read(folder);
    let rare = u32::try_from(words.len()).unwrap();
    let mut exchange = Exchange::new(&text, rare as usize);
    println!(
        "{} words of raw text, {} with a class",
        text.len(),
        words.len()
    );
    for _ in 0..ROUNDS {
        let moved = (0..words.len())
            .filter(|word| exchange.place(*word))
            .count();
        println!("{moved} words changed their class");
    }
    let class = |at: usize| u16::try_from(exchange.class[at]).unwrap();
    words
        .into_iter()
        .enumerate()
        .map(|(at, word)| (word, class(at)))
        .collect()
}

/// The frequent words, and the text as their numbers; all rare words are one.
fn read(folder: &Path) -> (Vec<String>, Vec<u32>) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut text: Vec<u32> = Vec::new();
    data::raw(folder, |record| {
        company(record, |word| {
            let next = u32::try_from(counts.len()).unwrap();
            let number = numbers.get(word).copied().unwrap_or(next);
            if number == next {
                numbers.insert(word.to_owned(), next);
                counts.push(0);
            }
            counts[number as usize] += 1;
            text.push(number);
        });
    });
    let mut words: Vec<(String, u32)> = numbers.into_iter().collect();
    words.retain(|(_, number)| counts[*number as usize] >= RAREST);
    words.sort_by_key(|(_, number)| (Reverse(counts[*number as usize]), *number));
    let mut rank = vec![u32::try_from(words.len()).unwrap(); counts.len()];
    for (at, (_, number)) in words.iter().enumerate() {
        rank[*number as usize] = u32::try_from(at).unwrap();
    }
    for number in &mut text {
        *number = rank[*number as usize];
    }
    (words.into_iter().map(|(word, _)| word).collect(), text)
}

struct Exchange {
    right: Neighbours,
    left: Neighbours,
    /// Class 0 is that of all rare words, which stays.
    class: Vec<usize>,
    /// How often a word of one class stands before one of another.
    pairs: Vec<f64>,
    before: Vec<f64>,
    after: Vec<f64>,
    /// How often the word in hand stands before words of each class, and after them.
    to: Vec<f64>,
    from: Vec<f64>,
}

/// Classes and that of the rare.
const ALL: usize = CLASSES + 1;

impl Exchange {
    fn new(text: &[u32], rare: usize) -> Self {
        let (right, left) = neighbours(text, rare + 1);
        let first = |word: usize| if word == rare { 0 } else { 1 + word % CLASSES };
        let mut new = Self {
            class: (0..=rare).map(first).collect(),
            pairs: vec![0.0; ALL * ALL],
            before: vec![0.0; ALL],
            after: vec![0.0; ALL],
            to: vec![0.0; ALL],
            from: vec![0.0; ALL],
            right,
            left,
        };
        for (word, next) in new.right.iter().enumerate() {
            for (other, count) in next {
                let (a, b) = (new.class[word], new.class[*other as usize]);
                new.pairs[a * ALL + b] += count;
                new.before[a] += count;
                new.after[b] += count;
            }
        }
        new
    }

    /// Puts `word` into its best class; whether that is another than before.
    fn place(&mut self, word: usize) -> bool {
        let own = self.class[word];
        let (mut next, mut last) = (Vec::new(), Vec::new());
        let (mut itself, mut before, mut after) = (0.0, 0.0, 0.0);
        for (other, count) in &self.right[word] {
            before += count;
            if *other as usize == word {
                itself = *count;
            } else {
                tally(&mut self.to, &mut next, self.class[*other as usize], *count);
            }
        }
        for (other, count) in &self.left[word] {
            after += count;
            if *other as usize != word {
                tally(
                    &mut self.from,
                    &mut last,
                    self.class[*other as usize],
                    *count,
                );
            }
        }
        self.shift(own, &next, &last, [-itself, -before, -after], -1.0);
        let gain = |class: usize| self.gain(class, &next, &last, itself, before, after);
        let mut best = (own, gain(own));
        for class in 1..ALL {
            let gained = gain(class);
            if gained > best.1 + 1e-9 {
                best = (class, gained);
            }
        }
        self.shift(best.0, &next, &last, [itself, before, after], 1.0);
        for class in next {
            self.to[class] = 0.0;
        }
        for class in last {
            self.from[class] = 0.0;
        }
        self.class[word] = best.0;
        best.0 != own
    }

    /// Adds the word in hand to a class, or takes it out (`sign`).
    fn shift(&mut self, class: usize, next: &[usize], last: &[usize], own: [f64; 3], sign: f64) {
        for other in next {
            self.pairs[class * ALL + other] += sign * self.to[*other];
        }
        for other in last {
            self.pairs[other * ALL + class] += sign * self.from[*other];
        }
        self.pairs[class * ALL + class] += own[0];
        self.before[class] += own[1];
        self.after[class] += own[2];
    }

    /// How much likelier the text is with the word in hand in `class`.
    fn gain(
        &self,
        class: usize,
        next: &[usize],
        last: &[usize],
        itself: f64,
        before: f64,
        after: f64,
    ) -> f64 {
        let more = |now: f64, by: f64| weight(now + by) - weight(now);
        let mut gain = 0.0;
        for other in next.iter().filter(|other| **other != class) {
            gain += more(self.pairs[class * ALL + other], self.to[*other]);
        }
        for other in last.iter().filter(|other| **other != class) {
            gain += more(self.pairs[other * ALL + class], self.from[*other]);
        }
        let within = itself + self.to[class] + self.from[class];
        gain + more(self.pairs[class * ALL + class], within)
            - more(self.before[class], before)
            - more(self.after[class], after)
    }
}

fn tally(counts: &mut [f64], seen: &mut Vec<usize>, class: usize, count: f64) {
    if counts[class] == 0.0 {
        seen.push(class);
    }
    counts[class] += count;
}

/// `n log n`; counts are whole numbers that came through additions of them, and stay so.
fn weight(count: f64) -> f64 {
    if count > 0.5 { count * count.ln() } else { 0.0 }
}

fn neighbours(text: &[u32], words: usize) -> (Neighbours, Neighbours) {
    let mut pairs: Vec<(u32, u32)> = text.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    let (mut right, mut left) = (vec![Vec::new(); words], vec![Vec::new(); words]);
    for same in pairs.chunk_by(|a, b| a == b) {
        let (a, b) = same[0];
        let count = same.len() as f64;
        right[a as usize].push((b, count));
        left[b as usize].push((a, count));
    }
    (right, left)
}
