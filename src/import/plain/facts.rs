//! What is measured of each unit by itself before its role is decided.

use super::super::dateline::{byline, is_date};
use super::super::furniture::{Mark, Marks, Sign, marks};
use super::layout::{Form, Unit};
use super::words::ratio;
use std::collections::HashMap;

/// Size up to which a unit may be a heading, in characters (an ideograph counts two).
pub(super) const HEADING: usize = 100;

/// Size from which a unit is running text whatever its end.
const LONG: usize = 160;

/// Size from which a unit that ends like a sentence is running text.
const PROSE: usize = 70;

/// Size up to which the words of a unit are looked at one by one, in characters.
pub(super) const LOOKED_AT: usize = 400;

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
    /// Words; of a unit beyond [`LOOKED_AT`] characters some number.
    pub(super) words: usize,
    /// How it ends.
    pub(super) ending: Ending,
    /// What its words say of it.
    pub(super) marks: Marks,
    /// What they come to.
    pub(super) sign: Option<Sign>,
    /// Whether it is a date and nothing else.
    pub(super) date: bool,
    /// Whether it is a byline.
    pub(super) byline: bool,
    /// Whether the same line stands elsewhere too.
    pub(super) repeated: bool,
    /// What its letters and signs look like.
    pub(super) look: Look,
}

/// The look of a unit, as shares from 0 to 1 and counts. All 0 for a long one.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Share of words after the first that begin with a capital.
    pub(super) capitals: f32,
    /// Share of words of up to three letters: those that make sentences, in most languages.
    pub(super) short_words: f32,
    /// Share of characters that are figures.
    pub(super) figures: f32,
    /// Share of letters that are capitals.
    pub(super) upper: f32,
    /// Commas.
    pub(super) commas: f32,
    /// Quotation marks.
    pub(super) quotes: f32,
    /// Ends of sentences before the last.
    pub(super) stops: f32,
    /// Colons inside.
    pub(super) colons: f32,
    /// Bars, bullets and slashes that part what stands in a row.
    pub(super) bars: f32,
    /// Round or square brackets.
    pub(super) brackets: f32,
    /// Characters of its last word.
    pub(super) last_word: f32,
    /// What it begins with: 0 small letter, 1 capital, 2 figure, 3 quotation mark, 4 another sign.
    pub(super) start: f32,
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

    /// Whether other articles' headlines may follow.
    pub(super) fn leads(&self) -> bool {
        self.sign == Some(Sign::Lead)
    }

    /// Whether its words bear `mark`.
    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.has(mark)
    }
}

/// Measures all `units`.
pub(super) fn facts(units: &[Unit<'_>]) -> Vec<Facts> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
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
    let text = if text.len() <= 2 * HEADING { text } else { "" };
    let bar = text.split_once(" | ").map(|(before, _)| before.trim());
    [Some(text.trim()), bar]
        .into_iter()
        .flatten()
        .filter(move |key| key.len() > 1)
}

fn measured(unit: &Unit<'_>, repeated: bool) -> Facts {
    let text = unit.text.as_ref();
    let size = size(text);
    let marked = matches!(unit.form, Form::Marked(_) | Form::Code | Form::Rule);
    let looked_at = !marked && size <= LOOKED_AT;
    let marks = if looked_at {
        marks(text)
    } else {
        Marks::default()
    };
    let address = looked_at && is_address(text, size);
    Facts {
        size,
        words: if size <= LOOKED_AT {
            text.split_whitespace().count()
        } else {
            LOOKED_AT / 5
        },
        ending: ending(text),
        marks,
        sign: if address {
            Some(Sign::Furniture)
        } else {
            marks.sign(size)
        },
        date: looked_at && is_date(text),
        byline: looked_at && byline(text).is_some(),
        repeated: repeated && !marked,
        look: if looked_at {
            look(text)
        } else {
            Look::default()
        },
    }
}

/// Whether a unit is an address, or parts in a row with bars between.
fn is_address(text: &str, size: usize) -> bool {
    let one = text.trim();
    let alone = (one.starts_with("http://")
        || one.starts_with("https://")
        || one.starts_with("www.")
        || (one.contains('@') && one.contains('.')))
        && !one.contains(char::is_whitespace);
    // newsboat lists the addresses of a text's links at its end.
    let listed = text.starts_with('[')
        && text
            .split_once("]: ")
            .is_some_and(|(number, rest)| number.len() <= 5 && rest.contains("://"));
    alone || listed || (size <= 120 && text.contains(" | "))
}

fn size(text: &str) -> usize {
    const MOST: usize = 1000;
    let head = text.get(..text.floor_char_boundary(MOST)).unwrap_or("");
    if head.is_ascii() {
        return head.len();
    }
    // Without characters of three bytes and more beyond the signs of print, none is wide.
    if head.bytes().all(|byte| byte < 0xE3) {
        let goes_on = |byte: u8| byte & 0xC0 == 0x80;
        return text
            .bytes()
            .take(2 * MOST)
            .filter(|byte| !goes_on(*byte))
            .count()
            .min(MOST);
    }
    let sizes = text.chars().take(MOST).map(|c| {
        let wide = c >= '\u{2E80}' && c.is_alphabetic();
        if wide { 2 } else { 1 }
    });
    sizes.sum()
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

/// The look of a text of up to [`LOOKED_AT`] characters.
fn look(text: &str) -> Look {
    let mut seen = Look::default();
    let (mut chars, mut letters, mut upper, mut figures) = (0usize, 0usize, 0usize, 0usize);
    let mut stop = false;
    for c in text.chars() {
        chars += 1;
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_uppercase());
        figures += usize::from(c.is_ascii_digit());
        seen.stops += f32::from(u8::from(stop && c == ' '));
        stop = matches!(c, '.' | '!' | '?' | '。');
        match c {
            ',' => seen.commas += 1.0,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '「' => seen.quotes += 1.0,
            ':' => seen.colons += 1.0,
            '|' | '•' | '·' | '/' | '>' => seen.bars += 1.0,
            '(' | '[' => seen.brackets += 1.0,
            _ => {}
        }
    }
    let (mut words, mut short, mut capitals) = (0usize, 0usize, 0usize);
    for word in text.split_whitespace() {
        let count = word.chars().take(20).count();
        let capital = word.chars().find(|c| c.is_alphanumeric());
        capitals += usize::from(words > 0 && capital.is_some_and(char::is_uppercase));
        short += usize::from(count <= 3);
        words += 1;
        seen.last_word = super::words::number(count);
    }
    seen.capitals = ratio(capitals, words.saturating_sub(1));
    seen.short_words = ratio(short, words);
    seen.figures = ratio(figures, chars);
    seen.upper = ratio(upper, letters);
    seen.start = match text.chars().next() {
        Some(c) if c.is_numeric() => 2.0,
        Some('"' | '“' | '„' | '«' | '‘' | '»' | '「') => 3.0,
        Some(c) if c.is_lowercase() => 0.0,
        Some(c) if c.is_alphabetic() => 1.0,
        _ => 4.0,
    };
    seen
}
