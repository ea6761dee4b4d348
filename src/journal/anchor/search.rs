//! Finds quotes in a text that has changed, and says nothing rather than something wrong.
//!
//! Candidates come from [`seeds`], are fitted by [`align`], and the best of them is taken if the quote is still
//! itself, if enough of what stood around it speaks for it, and if no other place comes near. How quote, context and
//! place are weighed is after Hypothesis ("Fuzzy anchoring", 2013).

use super::align::{self, Fit};
use super::bound::Pattern;
use super::quote::Quote;
use super::seeds::{self, Way};
use super::{Anchor, SHORT_QUOTE};
use crate::text::TextRange;

/// A quote of more characters than this is sought by its two ends.
const LONG_QUOTE: usize = 1_000;
/// Characters of each end.
const END: usize = 400;
/// Characters of a long quote that are the context of its ends.
const END_CONTEXT: usize = 32;
/// How much longer or shorter a long quote may have become, in percent.
const GROWN: usize = 160;
const SHRUNK: usize = 60;

/// Context of fewer characters says nothing.
const LEAST_CONTEXT: usize = 6;
/// A side of the context speaks for a place when so much of it stands there.
const SPEAKS: f64 = 0.6;
/// And speaks clearly when so much of it does.
const CLEARLY: f64 = 0.85;
/// A quote of fewer characters is nothing without its context.
const LEAST_QUOTE: usize = 8;
/// So much liker than the likest other passage was must a place be.
const MARGIN: f64 = 0.08;
/// A place whose quote is less like is believed under no circumstances.
const LEAST_LIKE: f64 = 0.45;
/// Two places whose scores differ by less are told apart by nothing.
const NEAR: f64 = 0.06;

/// A place of a quote in a text, and how like it is to the quote: 1 is the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    pub(super) range: TextRange,
    pub(super) quote: f64,
    /// Whether it is the quote to the letter, capitals and quotes too.
    to_the_letter: bool,
    /// What stands before and after; `None` where there was too little to tell.
    before: Option<f64>,
    after: Option<f64>,
}

impl Likeness {
    /// Sides of the context that speak for the place.
    fn speaking(&self) -> usize {
        let sides = [self.before, self.after];
        sides
            .iter()
            .flatten()
            .filter(|side| **side >= SPEAKS)
            .count()
    }

    /// Whether no side of the context speaks against the place.
    fn undisputed(&self) -> bool {
        let sides = [self.before, self.after];
        sides.iter().flatten().all(|side| *side >= SPEAKS)
    }

    /// Sides of the context that stand there nearly as they were.
    fn clear(&self) -> usize {
        let sides = [self.before, self.after];
        sides
            .iter()
            .flatten()
            .filter(|side| **side >= CLEARLY)
            .count()
    }

    fn score(&self) -> f64 {
        score(self.quote, self.before, self.after)
    }

    /// Whether it may be believed where no other place competes.
    fn convinces(&self, quote: &Quote, alike: Option<f64>) -> bool {
        let length = quote.exact.len();
        if self.quote >= 1.0 {
            return match self.speaking() {
                2 => true,
                1 if self.undisputed() => true,
                1 => length >= SHORT_QUOTE || self.is_stranger(alike) || self.clear() > 0,
                // Nothing speaks for the place but the words themselves.
                _ => match alike {
                    Some(_) => length >= LEAST_QUOTE && self.is_stranger(alike),
                    None => length >= SHORT_QUOTE,
                },
            };
        }
        let enough = match (self.speaking(), self.clear()) {
            (2, 2) => least(length, LEAST_LIKE),
            (2, _) => least(length, 0.5),
            (1, _) if self.undisputed() => least(length, 0.55),
            (1, _) => least(length, 0.6),
            // Then only words will do of which it is known that nothing was like them.
            _ if alike.is_some() && length >= SHORT_QUOTE => 0.75,
            _ => return false,
        };
        // Rows of figures are like each other whatever they say.
        let enough = if is_figures(&quote.exact) {
            enough.max(0.8)
        } else {
            enough
        };
        self.quote >= enough && self.is_stranger(alike)
    }

    /// Whether it is liker to the quote than any other passage was when the quote was kept: what is not may be that
    /// other passage.
    fn is_stranger(&self, alike: Option<f64>) -> bool {
        let alike = alike.unwrap_or(0.0);
        self.quote > alike + MARGIN || self.to_the_letter && alike < 1.0
    }
}

/// Whether a quarter or more of its letters and digits are digits.
fn is_figures(quote: &[char]) -> bool {
    let digits = quote.iter().filter(|c| c.is_numeric()).count();
    digits * 4 >= quote.iter().filter(|c| c.is_alphanumeric()).count()
}

/// The least likeness of a quote of `length` characters where `least` is enough for a long one: a short one that
/// has changed as much is hardly itself.
fn least(length: usize, least: f64) -> f64 {
    match length {
        0..12 => least + 0.25,
        12..24 => least + 0.15,
        24..48 => least + 0.08,
        _ => least,
    }
}

/// A quote to be found, and what is known of it.
struct Sought {
    quote: Quote,
    /// The byte where it was.
    old: usize,
    /// The same to the letter; empty for a part of a long one.
    exact: String,
    /// How like to it the likest other passage was when it was kept, 0 to 1.
    alike: Option<f64>,
    /// Whether it stands in the text twice to the letter, be it in two places that lie close together.
    has_twin: bool,
}

impl Sought {
    /// Whether there were two when it was kept.
    fn had_twin(&self) -> bool {
        self.alike.is_some_and(|alike| alike >= 1.0)
    }
}

/// Where each of `anchors` stands in `text`, if that can be told. One pass over the text for all, and then time in
/// proportion to the square of the quotes' lengths, which is bounded.
pub(super) fn find(anchors: &[&Anchor], text: &str) -> Vec<Option<Likeness>> {
    let mut sought = Vec::new();
    let mut parts = Vec::with_capacity(anchors.len());
    for anchor in anchors {
        let quote = Quote::of(anchor);
        let alike = anchor.alike.map(|percent| f64::from(percent) / 100.0);
        let of = |quote, old| Sought {
            quote,
            old,
            exact: String::new(),
            alike,
            has_twin: false,
        };
        let from = sought.len();
        if quote.exact.len() > LONG_QUOTE {
            let [head, tail] = quote.ends(END, END_CONTEXT);
            sought.push(of(head, anchor.start));
            sought.push(of(tail, anchor.end));
        } else {
            let exact = anchor.exact.trim();
            let own = of(quote, anchor.start);
            sought.push(Sought {
                has_twin: own.had_twin() && text.matches(exact).nth(1).is_some(),
                exact: exact.to_owned(),
                ..own
            });
        }
        parts.push(from..sought.len());
    }
    let found = candidates(&sought, text, LEAST_LIKE);
    let best: Vec<Option<Likeness>> = sought
        .iter()
        .zip(&found)
        .map(|(sought, candidates)| choose(sought, candidates))
        .collect();
    let together = anchors.iter().zip(parts);
    together
        .map(|(anchor, parts)| joined(anchor, best.get(parts)?))
        .collect()
}

/// How like to the passage of `anchor` the likest other passage of `text`, which it was made for, is, in percent.
pub(super) fn likest_other(anchor: &Anchor, text: &str) -> u8 {
    let whole = Quote::of(anchor);
    let is_long = whole.exact.len() > LONG_QUOTE;
    let quote = if is_long {
        let [head, _] = whole.ends(END, END_CONTEXT);
        head
    } else {
        whole
    };
    // What stands around it must not draw the search away from passages that are like it, nor must the passage.
    let bare = Quote {
        exact: quote.exact,
        ..Quote::default()
    };
    let sought = [Sought {
        quote: bare,
        old: anchor.start,
        exact: anchor.exact.trim().to_owned(),
        alike: None,
        has_twin: false,
    }];
    let sides = [text.get(..anchor.start), text.get(anchor.end..)];
    let others = sides
        .into_iter()
        .flatten()
        .flat_map(|side| candidates(&sought, side, 0.0));
    let likest = others
        .flatten()
        .map(|other| other.quote)
        .fold(0.0, f64::max);
    let percent = (1..=100u8)
        .rev()
        .find(|percent| f64::from(*percent) <= likest * 100.0);
    percent.unwrap_or(0)
}

/// All places of each quote that are worth a look, fitted; none where nothing can be as like to the quote as `floor`.
fn candidates(sought: &[Sought], text: &str, floor: f64) -> Vec<Vec<Likeness>> {
    let wholes: Vec<Vec<char>> = sought.iter().map(|sought| sought.quote.whole()).collect();
    let (places, way) = seeds::places(&wholes, text);
    let fitted = sought.iter().zip(places).map(|(sought, places)| {
        let bound = Bound::of(&sought.quote);
        let mut stretches: Vec<Stretch> = places
            .into_iter()
            .map(|place| Stretch::at(place, &sought.quote, &bound, &way))
            .collect();
        stretches.sort_by(|one, other| other.score.total_cmp(&one.score));
        if stretches.iter().all(|stretch| stretch.quote < floor) {
            return Vec::new();
        }
        fits(sought, &stretches, text)
    });
    fitted.collect()
}

/// How the quote fits the stretches of `text`, the most promising first; those that can no more come near the best are
/// left out.
fn fits(sought: &Sought, stretches: &[Stretch], text: &str) -> Vec<Likeness> {
    let mut found: Vec<Likeness> = Vec::new();
    let mut best = 0.0_f64;
    for stretch in stretches {
        // A place with all the words counts as a twin, wherever it stands in the order.
        if stretch.score < best - NEAR && stretch.quote < 1.0 {
            continue;
        }
        let Some(likeness) = likeness(sought, &stretch.folded, text) else {
            continue;
        };
        best = best.max(likeness.score());
        if found.iter().all(|other| other.range != likeness.range) {
            found.push(likeness);
        }
    }
    found
}

/// The parts of a quote, to tell how well they can fit at most.
struct Bound {
    before: Pattern,
    exact: Pattern,
    after: Pattern,
}

impl Bound {
    fn of(quote: &Quote) -> Self {
        Self {
            before: Pattern::of(&quote.before),
            exact: Pattern::of(&quote.exact),
            after: Pattern::of(&quote.after),
        }
    }
}

/// A stretch of text that is worth a look.
struct Stretch {
    /// Its folded characters and their bytes.
    folded: Vec<(usize, char)>,
    /// No place in it is liker to the quote than this.
    quote: f64,
    /// No place in it has a higher score.
    score: f64,
}

impl Stretch {
    fn at(place: i64, quote: &Quote, bound: &Bound, way: &Way<'_>) -> Self {
        let length = quote.len();
        let slack = seeds::SLACK + length / 3;
        let from = usize::try_from(place).unwrap_or(0).saturating_sub(slack);
        let to = usize::try_from(place).unwrap_or(0) + seeds::SLACK + length + slack;
        let folded = way.stretch(from, to);
        let chars: Vec<char> = folded.iter().map(|(_, c)| *c).collect();
        let most = |pattern: &Pattern, part: &[char]| share(pattern.least_errors(&chars), part);
        let exact = most(&bound.exact, &quote.exact);
        let side =
            |pattern, part: &[char]| (part.len() >= LEAST_CONTEXT).then(|| most(pattern, part));
        let (before, after) = (
            side(&bound.before, &quote.before),
            side(&bound.after, &quote.after),
        );
        Self {
            folded,
            quote: exact,
            score: score(exact, before, after),
        }
    }
}

/// The share of `part` that stands there, of which `errors` characters are not as they were.
fn share(errors: usize, part: &[char]) -> f64 {
    // No quote that is fitted has more characters than a `u32` counts.
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    1.0 - number(errors) / number(part.len().max(1))
}

/// Quote 50, each side of the context 20, of 90; a side that says nothing is like the quote.
fn score(quote: f64, before: Option<f64>, after: Option<f64>) -> f64 {
    let side = |side: Option<f64>| 20.0 * side.unwrap_or(quote);
    (50.0 * quote + side(before) + side(after)) / 90.0
}

/// How the quote fits a stretch of folded characters of `text` and their bytes.
fn likeness(sought: &Sought, stretch: &[(usize, char)], text: &str) -> Option<Likeness> {
    let quote = &sought.quote;
    let chars: Vec<char> = stretch.iter().map(|(_, c)| *c).collect();
    let Fit {
        start,
        end,
        before,
        inside,
        after,
    } = align::fit(quote, &chars);
    let (first, last) = (stretch.get(start)?.0, stretch.get(end.checked_sub(1)?)?.0);
    if end <= start {
        return None;
    }
    let end = last + text.get(last..)?.chars().next()?.len_utf8();
    let side = |errors, side: &[char]| (side.len() >= LEAST_CONTEXT).then(|| share(errors, side));
    let range = whole_words(TextRange::new(first, end), text);
    Some(Likeness {
        range,
        to_the_letter: range.of(text) == sought.exact,
        quote: share(inside, &quote.exact),
        before: side(before, &quote.before),
        after: side(after, &quote.after),
    })
}

/// `range` without white space at its ends, and with the words that it cuts.
fn whole_words(range: TextRange, text: &str) -> TextRange {
    let words = range.of(text);
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    let letter = |c: &char| c.is_alphanumeric();
    let inside = TextRange::new(start, end.max(start)).of(text);
    let mut whole = TextRange::new(start, end.max(start));
    // Only scripts with spaces have words that can be cut; no word is longer than this.
    let cut = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{2E80}');
    if cut(inside.chars().next()) {
        let head = text.get(..start).unwrap_or("").chars().rev();
        let more: usize = head.take_while(letter).take(32).map(char::len_utf8).sum();
        whole.start -= more;
    }
    if cut(inside.chars().next_back()) {
        let tail = text.get(end..).unwrap_or("").chars();
        let more: usize = tail.take_while(letter).take(32).map(char::len_utf8).sum();
        whole.end += more;
    }
    whole
}

/// The one place where the quote stands to the letter, of a quote that stood nowhere else when it was kept. Then what
/// differs in capitals or quotes is something else, as a heading whose words come again in the text.
fn to_the_letter(sought: &Sought, candidates: &[Likeness]) -> Option<Likeness> {
    let stood_alone = sought.alike.is_some_and(|alike| alike < 1.0);
    let mut places = candidates.iter().filter(|place| place.to_the_letter);
    let only = places.next().filter(|_| places.next().is_none())?;
    let says_enough = sought.quote.exact.len() >= LEAST_QUOTE || only.speaking() > 0;
    (stood_alone && says_enough).then_some(*only)
}

/// The place to believe in, if there is one.
fn choose(sought: &Sought, candidates: &[Likeness]) -> Option<Likeness> {
    let nearer = |one: &Likeness, other: &Likeness| {
        let distance = |place: &Likeness| place.range.start.abs_diff(sought.old);
        one.score()
            .total_cmp(&other.score())
            .then_with(|| distance(other).cmp(&distance(one)))
    };
    if let Some(only) = to_the_letter(sought, candidates) {
        return Some(only);
    }
    let best = candidates.iter().copied().max_by(nearer)?;
    if !best.convinces(&sought.quote, sought.alike) {
        return None;
    }
    let rivals = candidates
        .iter()
        .filter(|other| other.range.overlap(best.range).is_none());
    let rival = rivals.copied().max_by(nearer);
    let is_twin = |place: &Likeness| place.quote >= 1.0;
    let rival_twin = rival.as_ref().is_some_and(is_twin) || sought.has_twin;
    if sought.had_twin() && is_twin(&best) && best.speaking() < 2 && !rival_twin {
        // One of two passages with these words is gone, and nothing says which.
        return None;
    }
    let doubtful = rival.is_some_and(|rival| {
        let same = rival.quote >= best.quote && rival.score() >= best.score();
        // Two places with the same words around the same words: it is no mistake to take the nearer one.
        let twins = same && best.speaking() == 2 && is_twin(&best);
        !twins && best.score() - rival.score() < NEAR && rival.quote > best.quote - 0.25
    });
    (!doubtful).then_some(best)
}

/// The place of an anchor whose ends were found by themselves, or that was found as a whole.
fn joined(anchor: &Anchor, parts: &[Option<Likeness>]) -> Option<Likeness> {
    let [head, tail] = parts else {
        return *parts.first()?;
    };
    let (head, tail) = ((*head)?, (*tail)?);
    let range = TextRange::new(head.range.start, tail.range.end);
    let length = range.end.checked_sub(range.start)?;
    let of = anchor.exact.len();
    let fits = length * 100 <= of * GROWN && length * 100 >= of * SHRUNK;
    (fits && head.range.end <= tail.range.end).then_some(Likeness {
        range,
        quote: f64::midpoint(head.quote, tail.quote),
        to_the_letter: false,
        before: head.before,
        after: tail.after,
    })
}
