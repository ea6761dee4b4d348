//! What the name of a file says: a day, and words for a title.

use super::dates;
use crate::article::{Field, Metadata, Origin, When};
use crate::text::harmless_line;

/// Takes the day that a file name begins with (`2024-05-01-harbour-bridge.md`, as Jekyll and many folders have
/// it) for the day of publication, where nothing else tells one.
pub(super) fn date(metadata: &mut Metadata, name: &str) {
    if metadata.published.is_none()
        && let Some(day) = day(name)
    {
        metadata.published = Some(day);
        metadata
            .sources
            .note(Field::Published, Origin::FileName, "");
    }
}

/// The day that a file name begins with.
pub(super) fn day(name: &str) -> Option<When> {
    split_day(name).0
}

/// A title out of a file name: without extension and leading date, and with spaces in place of hyphens and
/// underscores if it is written without spaces. Empty when the name has no words.
pub(super) fn words(name: &str) -> String {
    let rest = split_day(name).1;
    let stem = match rest.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
        _ => rest,
    };
    let line = harmless_line(stem);
    if line.contains(' ') {
        return line;
    }
    let spaced = harmless_line(&line.replace(['-', '_'], " "));
    let mut letters = spaced.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn is_extension(extension: &str) -> bool {
    extension.len() <= 8 && extension.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The day at the start of `name`, and what follows it and its separator; all of `name` when nothing would
/// be left.
fn split_day(name: &str) -> (Option<When>, &str) {
    let found = name.get(..10).and_then(dates::parse);
    let (Some(day @ When::Day(_)), Some(rest)) = (found, name.get(10..)) else {
        return (None, name);
    };
    let words = rest.trim_start_matches(['-', '_', ' ', '.', ',']);
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return (None, name);
    }
    let has_words = rest.len() > words.len() && !rest.starts_with('.');
    (Some(day), if has_words { words } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_becomes_words() {
        assert_eq!(words("2024-05-01-harbour-bridge.md"), "Harbour bridge");
        assert_eq!(words("the_night_ferry.markdown"), "The night ferry");
        assert_eq!(words("Half-price fares end.txt"), "Half-price fares end");
        assert_eq!(words("2024-05-01.md"), "2024 05 01");
        assert_eq!(words(".md"), ".md");
        assert_eq!(words("v1.2 notes"), "v1.2 notes");
        assert_eq!(words("---.md"), "");
    }

    #[test]
    fn the_day_in_front() {
        let day = |name| day(name).map(|day| day.to_string());
        assert_eq!(day("2024-05-01-bridge.md").as_deref(), Some("2024-05-01"));
        assert_eq!(day("2024-05-01 Bridge.md").as_deref(), Some("2024-05-01"));
        assert_eq!(day("2024-05-01.md").as_deref(), Some("2024-05-01"));
        assert_eq!(day("2024-05-012.md"), None);
        assert_eq!(day("2024-13-01-bridge.md"), None);
        assert_eq!(day("bridge-2024-05-01.md"), None);
        assert_eq!(day("日本語日本語"), None);
    }
}
