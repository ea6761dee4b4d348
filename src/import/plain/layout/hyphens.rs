//! Words that were parted at a line end.

use super::{Form, Unit};
use std::borrow::Cow;
use std::collections::HashSet;

/// Joins words that were parted at a line end, where the text shows that they are one: the whole word
/// occurs elsewhere. Otherwise the hyphen stays, since it may be the writer's own.
pub(super) fn dehyphenate(units: &mut [Unit<'_>]) {
    if !units.iter().any(|unit| unit.text.contains("-\n")) {
        return;
    }
    let mut words: HashSet<String> = HashSet::new();
    for unit in units.iter().filter(|unit| unit.form != Form::Code) {
        let parts = unit.text.split(|c: char| !c.is_alphabetic());
        words.extend(parts.filter(|w| w.len() > 3).map(str::to_lowercase));
    }
    for unit in units.iter_mut().filter(|unit| unit.form != Form::Code) {
        if unit.text.contains("-\n") {
            unit.text = Cow::Owned(rejoined(&unit.text, &words));
        }
    }
}

fn rejoined(text: &str, words: &HashSet<String>) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut parts = text.split("-\n").peekable();
    while let Some(part) = parts.next() {
        joined.push_str(part);
        let Some(next) = parts.peek() else { break };
        let head = part.rsplit(|c: char| !c.is_alphabetic()).next();
        let tail = next.split(|c: char| !c.is_alphabetic()).next();
        let (head, tail) = (head.unwrap_or(""), tail.unwrap_or(""));
        let inside = head.ends_with(char::is_lowercase) && tail.starts_with(char::is_lowercase);
        let known = || words.contains(&format!("{head}{tail}").to_lowercase());
        if !(inside && known()) {
            joined.push('-');
            // A compound goes on without a space; a dash at a line end keeps one.
            if head.is_empty() || tail.is_empty() {
                joined.push('\n');
            }
        }
    }
    joined
}
