//! Hard-wrapped text: how wide it was set, and which lines go on below.

use super::shape::{is_rule, shape};
use super::{Form, NARROWEST_WRAP, WIDEST_WRAP};
use crate::text::cells;

/// Whether the first word of `below` would not have fitted after `line` within `width` cells.
pub(super) fn is_full(line: &str, below: &str, width: usize) -> bool {
    let word = below.split_whitespace().next().unwrap_or("");
    // In scripts without spaces a line may break after any character.
    let word = if word.is_ascii() {
        word.len()
    } else {
        cells(word).min(12)
    };
    line.len() > width * 4 || cells(line.trim_end()) + 1 + word > width
}

/// Ideographs, kana and their punctuation: scripts that part no words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `line` stops in the middle of a sentence or a word that `below` goes on with.
pub(super) fn is_cut(line: &str, below: &str) -> bool {
    line.trim_end()
        .ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '-'))
        && below.starts_with(char::is_lowercase)
}

/// The width at which the file is hard-wrapped. A wrapped line is so full that the next word would not have
/// fitted; where a sentence is cut at a line end, that must hold (in verse it does not). `None` for one
/// paragraph a line, and for verse.
pub(super) fn wrap_width(lines: &[&str]) -> Option<usize> {
    let plain = |line: &&str| matches!(shape(line), (Form::Text, body) if !body.trim().is_empty());
    let pairs: Vec<(&str, &str)> = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| plain(line) && !is_rule(line)))
        .map(|pair| (pair[0], pair[1].trim_start()))
        .collect();
    let mut widths: Vec<usize> = pairs
        .iter()
        .map(|(line, _)| cells(line.trim_end()))
        .collect();
    widths.sort_unstable();
    // An address on a line of its own may stick out.
    let width = *widths.get(widths.len().saturating_sub(1) * 49 / 50)?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let full = |pair: &&(&str, &str)| is_full(pair.0, pair.1, width - width / 8);
    let all_full = pairs.iter().filter(full).count();
    let cut: Vec<_> = pairs.iter().filter(|pair| is_cut(pair.0, pair.1)).collect();
    let cut_full = cut.iter().copied().filter(full).count();
    let by_cuts = cut_full >= 2 && cut_full * 10 >= cut.len() * 7;
    let by_all = pairs.len() >= 3 && all_full * 10 >= pairs.len() * 8;
    // A short text of full lines, none of which ends where a sentence does.
    let stops = |line: &str| line.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let few = pairs.iter().filter(|(line, _)| !line.ends_with(':'));
    let by_few = few.clone().count() == 2
        && few.clone().all(|pair| full(&pair) && !stops(pair.0))
        && width >= 60;
    (by_cuts || by_all || by_few).then_some(width)
}
