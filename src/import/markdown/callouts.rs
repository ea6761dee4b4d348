//! Callouts: quotes that begin with `[!note]`, as GitHub and note programs write asides.

use super::Inline;
use pulldown_cmark::{CowStr, Event};

/// A callout's first paragraph, taken apart.
pub(super) struct Callout<'a> {
    /// The events of its title; empty when it has none.
    pub(super) title: Vec<Inline<'a>>,
    /// What kind of callout it is ("Note").
    pub(super) kind: String,
    /// The events of what follows in the same paragraph.
    pub(super) text: Vec<Inline<'a>>,
}

/// The longest kind, in bytes.
const LONGEST_KIND: usize = 30;

/// Takes the first paragraph of a quote apart if it is the head of a callout.
pub(super) fn head<'a>(events: &[Inline<'a>], source: &str) -> Option<Callout<'a>> {
    let start = events.first()?.1.start;
    let inside = source.get(start..)?.strip_prefix("[!")?;
    let end = inside
        .bytes()
        .take(LONGEST_KIND + 1)
        .position(|byte| byte == b']')?;
    let kind = inside.get(..end)?;
    let is_kind = kind.starts_with(|c: char| c.is_ascii_alphabetic())
        && kind
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | '|'));
    if !is_kind {
        return None;
    }
    let folded = inside.get(end + 1..)?.starts_with(['+', '-']);
    let after = start + 2 + end + 1 + usize::from(folded);
    let rest: Vec<Inline<'a>> = events
        .iter()
        .filter_map(|event| after_offset(event, after))
        .collect();
    let is_break = |event: &Inline<'_>| matches!(event.0, Event::SoftBreak | Event::HardBreak);
    let at = rest.iter().position(is_break).unwrap_or(rest.len());
    let text = rest.get(at + 1..).unwrap_or_default().to_vec();
    let is_blank = rest[..at]
        .iter()
        .all(|(event, _)| matches!(event, Event::Text(text) if text.trim().is_empty()));
    let title = if is_blank {
        Vec::new()
    } else {
        rest[..at].to_vec()
    };
    Some(Callout {
        title,
        kind: capitalised(kind.split('|').next().unwrap_or(kind)),
        text,
    })
}

/// The part of `event` that lies at or after `offset` of the source.
fn after_offset<'a>((event, range): &Inline<'a>, offset: usize) -> Option<Inline<'a>> {
    if range.start >= offset {
        return Some((event.clone(), range.clone()));
    }
    match event {
        Event::Text(text) if range.end > offset && text.len() == range.len() => {
            let tail = text.get(offset - range.start..)?.to_owned();
            Some((Event::Text(CowStr::from(tail)), offset..range.end))
        }
        _ => None,
    }
}

fn capitalised(kind: &str) -> String {
    let lower = kind.to_lowercase().replace(['-', '_'], " ");
    let mut letters = lower.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
