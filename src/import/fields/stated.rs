//! What the program that saved an article knew of its reading: read, starred, how far.
//!
//! The same keys mean other things elsewhere (`status: draft`, `read: 5 min`): a value that is none of the
//! words, truth values and dates known here says nothing.

use super::{Value, dates};
use crate::article::Stated;

/// Words of a state for what was read or put away (Omnivore, Pocket, Instapaper, Readwise Reader).
const READ: &[&str] = &["completed", "archived", "archive", "read", "finished"];

/// Words of a state for what waits or was begun.
const UNREAD: &[&str] = &[
    "inbox", "reading", "active", "unread", "to read", "to-read", "toread", "later",
];

/// Whether `value` of the field `key` (folded) says that it was read.
pub(super) fn read(key: &str, value: &Value) -> Option<bool> {
    let text = text(value)?;
    if matches!(key, "state" | "status") {
        let is_in = |words: &[&str]| words.contains(&text.as_str());
        return is_in(READ)
            .then_some(true)
            .or(is_in(UNREAD).then_some(false));
    }
    truth(&text)
}

/// Whether `value` says that it was starred.
pub(super) fn starred(_key: &str, value: &Value) -> Option<bool> {
    truth(&text(value)?)
}

/// How much of it was read, in percent: `40`, `40 %`, `40.5`; a number up to 1 that is written with decimals is
/// a fraction.
pub(super) fn progress(_key: &str, value: &Value) -> Option<u8> {
    let text = text(value)?;
    let figure = text.trim_end_matches('%').trim_end();
    let is_percentage = figure.len() < text.len();
    let plain = figure
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = figure.parse().ok().filter(|_| plain)?;
    let is_fraction = !is_percentage && figure.contains('.') && number <= 1.0;
    let percent = if is_fraction { number * 100.0 } else { number };
    // Counted up, since the language turns no fraction into a whole number without a word against it.
    (percent <= 100.0)
        .then(|| {
            (0..100)
                .take_while(|step| f64::from(*step) + 1.0 <= percent)
                .count()
        })
        .and_then(|whole| u8::try_from(whole).ok())
}

/// What the three say together; `None` when they say nothing. To have read all of it is to have read it,
/// wherever it lies.
pub(super) fn joined(
    read: Option<bool>,
    starred: Option<bool>,
    progress: Option<u8>,
) -> Option<Stated> {
    let read = if progress == Some(100) {
        Some(true)
    } else {
        read
    };
    let says = read.is_some() || starred.is_some() || progress.is_some();
    says.then(|| Stated {
        read,
        starred: starred.unwrap_or(false),
        progress,
    })
}

/// The value in lower case, where it is a short one.
fn text(value: &Value) -> Option<String> {
    const LONGEST: usize = 60;
    let text = value.text()?;
    let text = text.trim();
    (text.len() <= LONGEST).then(|| text.to_lowercase())
}

/// A truth value, or the day on which something came true.
fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => dates::parse(text).map(|_| true),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Fields, Origin};
    use crate::article::Stated;

    fn of(pairs: &[(&str, &str)]) -> Option<Stated> {
        let mut fields = Fields::new();
        for (key, value) in pairs {
            fields.push(key, *value);
        }
        fields.metadata(Origin::FrontMatter).stated
    }

    #[test]
    fn each_program_says_it_in_its_own_words() {
        for (key, value, read) in [
            ("state", "INBOX", Some(false)),
            ("state", "READING", Some(false)),
            ("state", "COMPLETED", Some(true)),
            ("state", "Archived", Some(true)),
            ("state", "Active", Some(false)),
            ("status", "unread", Some(false)),
            ("status", "archive", Some(true)),
            ("is_archived", "0", Some(false)),
            ("is_archived", "1", Some(true)),
            ("archived_at", "2024-05-03T10:12:00+0000", Some(true)),
            ("Seen", "True", Some(true)),
            ("seen", "false", Some(false)),
            ("read", "2024-05-03", Some(true)),
            ("read", "yes", Some(true)),
            ("reading_progress", "100", Some(true)),
            ("reading_progress", "1.0", Some(true)),
        ] {
            let stated = of(&[(key, value)]);
            assert_eq!(
                stated.and_then(|stated| stated.read),
                read,
                "{key}: {value}"
            );
        }
    }

    #[test]
    fn what_means_something_else_says_nothing() {
        for (key, value) in [
            ("status", "draft"),
            ("status", "done"),
            ("status", "true"),
            ("state", "Oregon"),
            ("read", "5 min"),
            ("read", "7"),
            ("seen", "by many"),
            ("archived", ""),
            ("starred", "Ann Lee"),
            ("reading_progress", "nearly"),
            ("reading_progress", "-1"),
            ("reading_progress", "inf"),
            ("reading_progress", "250"),
            ("published", "true"),
        ] {
            assert_eq!(of(&[(key, value)]), None, "{key}: {value}");
        }
    }

    #[test]
    fn progress_is_a_percentage_or_a_fraction() {
        for (text, percent) in [
            ("0", 0),
            ("1", 1),
            ("40", 40),
            ("40 %", 40),
            ("40.9", 40),
            ("0.4", 40),
            ("0.5%", 0),
            ("99.9", 99),
        ] {
            let stated = of(&[("readingProgress", text)]).unwrap();
            assert_eq!(stated.progress, Some(percent), "{text}");
        }
    }

    #[test]
    fn a_star_and_the_rest_are_told_together() {
        let stated = of(&[
            ("is_starred", "1"),
            ("is_archived", "0"),
            ("reading_progress", "40"),
        ]);
        let wanted = Stated {
            read: Some(false),
            starred: true,
            progress: Some(40),
        };
        assert_eq!(stated, Some(wanted));
    }
}
