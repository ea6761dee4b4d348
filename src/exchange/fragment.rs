//! The URL that opens a browser at a passage.
//!
//! A text fragment as the WICG's "URL Fragment Text Directives" has it (sections 3.2 to 3.6):
//! `#:~:text=[prefix-,]start[,end][,-suffix]`. A browser looks for each of the parts in one block of the page, word
//! for word and whatever the case of letters, and goes to the first place; so a part never reaches over the end of
//! a block, begins and ends with whole words, and what is in the text twice gets its surroundings.

use super::Mark;
use crate::text::{find_all, folded, harmless};
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// A passage in one block of up to this many characters is written out; of a longer one its beginning and end.
const WRITTEN_OUT: usize = 300;
/// Characters of a beginning or an end, at least: then it stops at a word.
const PIECE: usize = 40;
/// A piece that finds no end of a word within so many characters is none.
const LONGEST_PIECE: usize = 600;
/// A shorter quote than this, in characters, gets its surroundings in any case: the page has more text than the
/// article.
const SHORT: usize = 16;
/// In a longer text than this, in bytes, it is not asked whether a passage is there twice.
const ASKED: usize = 400_000;
/// Characters of surroundings that an anchor has when it is not at the beginning or the end of the text.
const CONTEXT_CHARS: usize = 32;

/// The parts of a text directive.
struct Directive {
    prefix: String,
    start: String,
    end: String,
    suffix: String,
}

/// `url` with a text fragment that leads to the passage of `mark`. A fragment that is there already is kept. `text`
/// is the article's, if it is at hand. `None` for what no browser opens; without text fragment where the passage
/// is such that none can be made.
pub fn link_to(url: &str, mark: &Mark, text: Option<&str>) -> Option<String> {
    let url = web_address(url)?;
    let address = url.split_once(":~:").map_or(&*url, |(address, _)| address);
    let Some(directive) = Directive::of(mark, text) else {
        return Some(address.to_owned());
    };
    let sign = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{sign}:~:text={}", directive.written()))
}

/// The text directive of `mark` by itself, as a selector has it.
pub(super) fn directive(mark: &Mark) -> Option<String> {
    Some(format!(":~:text={}", Directive::of(mark, None)?.written()))
}

/// `url` if it is of the web, with what cannot stand in a URL percent-encoded.
pub(super) fn web_address(url: &str) -> Option<String> {
    let url = harmless(url.trim());
    let (scheme, _) = url.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    is_web.then(|| encoded(&url, |c| c > ' ' && !"\"<>`\\^{|}\u{7f}".contains(c)))
}

/// `text` with all characters but those that `stays` says percent-encoded as UTF-8.
pub(super) fn encoded(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut url = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        if c.is_ascii() && stays(c) {
            url.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut buffer).bytes() {
            // Writing to a string does not fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

impl Directive {
    fn of(mark: &Mark, text: Option<&str>) -> Option<Self> {
        let quote = whole_words(mark);
        let mut blocks = quote.split(['\n', '\t']).map(single_spaced);
        let mut blocks = blocks.by_ref().filter(|block| has_word(block));
        let first = blocks.next()?;
        let last = blocks.last();
        let (start, end) = match last {
            None if first.chars().count() <= WRITTEN_OUT => (first, String::new()),
            None => (beginning(&first)?, ending(&first)?),
            Some(last) => (beginning(&first)?, ending(&last)?),
        };
        let is_long = start.chars().count().max(end.chars().count()) > LONGEST_PIECE;
        if is_long {
            return None;
        }
        let mut directive = Self {
            prefix: String::new(),
            start,
            end,
            suffix: String::new(),
        };
        if !directive.is_only(text) {
            directive.surround(mark);
        }
        Some(directive)
    }

    /// Puts in what stands around the passage. What stands in another block is taken only where there is nothing
    /// nearer: on the page something else may stand between.
    fn surround(&mut self, mark: &Mark) {
        let is_end = |c: char| matches!(c, '\n' | '\t');
        let begins_block = mark.prefix.trim_end_matches(' ').ends_with(is_end);
        let ends_block = mark.suffix.trim_start_matches(' ').starts_with(is_end);
        self.prefix = before(mark);
        self.suffix = after(mark);
        if begins_block && !ends_block && !self.suffix.is_empty() {
            self.prefix.clear();
        } else if ends_block && !begins_block && !self.prefix.is_empty() {
            self.suffix.clear();
        }
    }

    /// Whether each part is in `text` once and can be told without its surroundings.
    fn is_only(&self, text: Option<&str>) -> bool {
        let Some(text) = text.filter(|text| text.len() <= ASKED) else {
            return false;
        };
        let once = |part: &str| find_all(text, &folded(part)).len() == 1;
        let short = self.end.is_empty() && self.start.chars().count() < SHORT;
        !short && once(&self.start) && (self.end.is_empty() || once(&self.end))
    }

    fn written(&self) -> String {
        // The dash, the comma and the ampersand have a meaning here (section 3.2); the others may have one in
        // what stands around a link.
        let part = |words: &str| encoded(words, |c| c.is_ascii_alphanumeric() || "._~".contains(c));
        let mut written = String::new();
        if !self.prefix.is_empty() {
            written.push_str(&part(&self.prefix));
            written.push_str("-,");
        }
        written.push_str(&part(&self.start));
        if !self.end.is_empty() {
            written.push(',');
            written.push_str(&part(&self.end));
        }
        if !self.suffix.is_empty() {
            written.push_str(",-");
            written.push_str(&part(&self.suffix));
        }
        written
    }
}

/// The quote with the rest of the words that it begins and ends within.
fn whole_words(mark: &Mark) -> String {
    let joins = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    let rest = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let quote = &mark.quote;
    let mut whole = String::new();
    if joins(mark.prefix.chars().next_back(), quote.chars().next()) && !is_of_ideographs(quote) {
        let head: Vec<char> = mark.prefix.chars().rev().take_while(rest).collect();
        whole.extend(head.into_iter().rev());
    }
    whole.push_str(quote);
    if joins(quote.chars().next_back(), mark.suffix.chars().next()) && !is_of_ideographs(quote) {
        whole.extend(mark.suffix.chars().take_while(rest));
    }
    harmless(&whole).into_owned()
}

/// Whether words are written without spaces: where one ends is not told by letters.
fn is_of_ideographs(text: &str) -> bool {
    let wide = |c: char| matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
    text.chars().take(WRITTEN_OUT).any(wide)
}

fn single_spaced(block: &str) -> String {
    block.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_word(block: &str) -> bool {
    block.chars().any(char::is_alphanumeric)
}

/// The first words of `block`.
fn beginning(block: &str) -> Option<String> {
    let mut words = String::new();
    let mut taken = 0;
    for part in block.split_word_bounds() {
        if taken >= PIECE && (part.trim().is_empty() || is_of_ideographs(part)) {
            break;
        }
        words.push_str(part);
        taken += part.chars().count();
    }
    has_word(&words).then(|| words.trim().to_owned())
}

/// The last words of `block`.
fn ending(block: &str) -> Option<String> {
    let mut parts = Vec::new();
    let mut taken = 0;
    for part in block.split_word_bounds().rev() {
        if taken >= PIECE && (part.trim().is_empty() || is_of_ideographs(part)) {
            break;
        }
        parts.push(part);
        taken += part.chars().count();
    }
    parts.reverse();
    let words = parts.concat();
    has_word(&words).then(|| words.trim().to_owned())
}

/// What stands before the passage in the block next to it, from the first whole word on.
fn before(mark: &Mark) -> String {
    let prefix = harmless(&mark.prefix);
    // The rest of a word that the quote begins within belongs to the quote now.
    let inside = mark.quote.starts_with(char::is_alphanumeric) && !is_of_ideographs(&mark.quote);
    let prefix = if inside {
        prefix.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'))
    } else {
        &prefix
    };
    let line = prefix.trim_end().rsplit(['\n', '\t']).next().unwrap_or("");
    let cut = line.len() == prefix.trim_end().len() && mark.prefix.chars().count() >= CONTEXT_CHARS;
    let line = if cut { without_first_word(line) } else { line };
    let line = single_spaced(line);
    if has_word(&line) { line } else { String::new() }
}

/// What stands after the passage in the block next to it, up to the last whole word.
fn after(mark: &Mark) -> String {
    let suffix = harmless(&mark.suffix);
    let inside = mark.quote.ends_with(char::is_alphanumeric) && !is_of_ideographs(&mark.quote);
    let suffix = if inside {
        suffix.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'))
    } else {
        &suffix
    };
    let line = suffix.trim_start().split(['\n', '\t']).next().unwrap_or("");
    let cut =
        line.len() == suffix.trim_start().len() && mark.suffix.chars().count() >= CONTEXT_CHARS;
    let line = if cut { without_last_word(line) } else { line };
    let line = single_spaced(line);
    if has_word(&line) { line } else { String::new() }
}

fn without_first_word(line: &str) -> &str {
    let first = line.split_word_bounds().next().map_or(0, str::len);
    line.get(first..).unwrap_or("")
}

fn without_last_word(line: &str) -> &str {
    let last = line.split_word_bounds().next_back().map_or(0, str::len);
    line.get(..line.len() - last).unwrap_or("")
}

#[cfg(test)]
mod tests;
