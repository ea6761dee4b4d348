//! What is measured of each unit before its role is decided.

use super::super::dateline::{byline, is_date};
use super::super::furniture::{Sign, sign};
use super::layout::{Form, Unit};
use super::words::stems;
use std::collections::{HashMap, HashSet};

/// Size up to which a unit may be a heading, in characters (an ideograph counts two).
pub(super) const HEADING: usize = 100;

/// Size from which a unit is running text whatever its end.
const LONG: usize = 160;

/// Size from which a unit that ends like a sentence is running text.
const PROSE: usize = 70;

/// How a unit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Full stop, or closing quote after one.
    Stop,
    /// Question or exclamation mark: sentence or headline.
    Call,
    /// Colon, comma, semicolon, dash: it goes on.
    Open,
    /// A letter or figure.
    Bare,
}

/// Measures of one unit.
#[derive(Debug)]
pub(super) struct Facts {
    /// Characters, ideographs counted twice, not counted beyond 1,000.
    pub(super) size: usize,
    /// Words.
    pub(super) words: usize,
    /// How it ends.
    pub(super) ending: Ending,
    /// What its words say it is.
    pub(super) sign: Option<Sign>,
    /// Whether it is a date and nothing else.
    pub(super) date: bool,
    /// Whether it is a byline.
    pub(super) byline: bool,
    /// Whether the same line stands elsewhere too.
    pub(super) repeated: bool,
    /// Stems of its meaningful words.
    pub(super) stems: HashSet<String>,
}

impl Facts {
    /// Running text: long, or a full sentence.
    pub(super) fn is_prose(&self) -> bool {
        self.sign.is_none()
            && !self.date
            && (self.size >= LONG || (self.size >= PROSE && self.ending == Ending::Stop))
    }

    /// A short sentence: story, but no evidence of where the story begins.
    pub(super) fn is_sentence(&self) -> bool {
        self.sign.is_none()
            && !self.date
            && ((self.ending == Ending::Stop && self.words >= 3)
                || (self.ending == Ending::Call && self.size > HEADING))
    }

    /// Short, and its words give nothing away.
    pub(super) fn is_bare_line(&self) -> bool {
        self.sign.is_none()
            && !self.date
            && !self.byline
            && self.size <= HEADING
            && !matches!(self.ending, Ending::Stop)
    }
}

/// Measures all `units`.
pub(super) fn facts(units: &[Unit<'_>]) -> Vec<Facts> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for key in units.iter().flat_map(|unit| keys(&unit.text)) {
        *seen.entry(key).or_default() += 1;
    }
    units
        .iter()
        .map(|unit| {
            let again = keys(&unit.text).any(|key| seen.get(key).is_some_and(|n| *n > 1));
            measured(unit, again)
        })
        .collect()
}

/// What two lines share that come from one template: the whole line, or what stands before a bar.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    let short = text.len() <= 2 * HEADING;
    let bar = text.split_once(" | ").map(|(before, _)| before.trim());
    [Some(text.trim()), bar]
        .into_iter()
        .flatten()
        .filter(move |key| short && key.len() > 1)
}

fn measured(unit: &Unit<'_>, repeated: bool) -> Facts {
    let text = unit.text.as_ref();
    let size = size(text);
    let marked = matches!(unit.form, Form::Marked(_) | Form::Code | Form::Rule);
    let own = if marked { None } else { own_sign(text, size) };
    Facts {
        size,
        words: text.split_whitespace().take(200).count(),
        ending: ending(text),
        sign: own,
        date: !marked && is_date(text),
        byline: !marked && byline(text).is_some(),
        repeated: repeated && !marked,
        stems: stems(text),
    }
}

fn own_sign(text: &str, size: usize) -> Option<Sign> {
    let address = size <= 300 && {
        let one = text.trim();
        !one.contains(char::is_whitespace)
            && (one.starts_with("http://")
                || one.starts_with("https://")
                || one.starts_with("www.")
                || (one.contains('@') && one.contains('.')))
    };
    // newsboat lists the addresses of a text's links at its end.
    let listed = size <= 300
        && text.starts_with('[')
        && text
            .split_once("]: ")
            .is_some_and(|(number, rest)| number.len() <= 5 && rest.contains("://"));
    let bars = size <= 120 && text.matches(" | ").count() >= 1;
    if address || listed || bars {
        return Some(Sign::Furniture);
    }
    sign(text)
}

fn size(text: &str) -> usize {
    text.chars()
        .take(1000)
        .map(|c| {
            if c >= '\u{2E80}' && c.is_alphabetic() {
                2
            } else {
                1
            }
        })
        .sum()
}

fn ending(text: &str) -> Ending {
    let closers = [
        '"', '\'', '”', '’', '»', '«', '“', ')', ']', '」', '』', '*', '_', ' ',
    ];
    let bare = text.trim_end().trim_end_matches(closers);
    match bare.chars().next_back() {
        Some('.' | '…' | '。' | '।' | '۔') => Ending::Stop,
        Some('?' | '!' | '？' | '！' | '؟') => Ending::Call,
        Some(':' | ',' | ';' | '-' | '–' | '—' | '：' | '，') => Ending::Open,
        _ => Ending::Bare,
    }
}
