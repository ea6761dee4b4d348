//! What stands under the headline: who wrote it, where, when, how long it takes, and the standfirst.

use crate::article::{Article, Metadata};

/// The line under the headline, made of what is known: authors, site, date, minutes.
pub(super) fn dateline(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut parts = Vec::new();
    if !metadata.byline.is_empty() {
        parts.push(format!("By {}", joined(&metadata.byline)));
    }
    parts.extend(metadata.site.clone());
    parts.extend(metadata.published.map(|when| day(when.day())));
    parts.push(duration(article.minutes()));
    parts.join(" · ")
}

/// The standfirst, unless the text opens with the same words.
pub(super) fn standfirst(article: &Article) -> Option<&str> {
    let Metadata {
        description: Some(description),
        ..
    } = &article.metadata
    else {
        return None;
    };
    let head: String = crate::text::folded(description).chars().take(40).collect();
    let repeated = article
        .blocks
        .iter()
        .filter(|block| block.is_story())
        .take(2)
        .any(|block| crate::text::folded(block.range.of(&article.text)).starts_with(&head));
    (!head.is_empty() && !repeated).then_some(description.as_str())
}

/// Minutes of reading in a word or two: "4 min", "3 h".
pub fn duration(minutes: usize) -> String {
    if minutes < 120 {
        format!("{minutes} min")
    } else {
        format!("{} h", minutes / 60)
    }
}

/// A day as a newspaper writes it: "18 Feb 2025".
pub fn day(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
