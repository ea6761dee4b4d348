//! Names of authors, in the forms that sources give them: front matter, pages, bylines of plain texts.

use super::value::quoted_items;
use super::{Value, is_visible, without_brackets};
use crate::text::{folded, harmless_line};

/// Most authors of one article.
const MOST: usize = 50;

/// The longest name, in characters.
const LONGEST: usize = 120;

/// What stands before the names of a byline, in lower case.
const MARKS: &[&str] = &[
    "by ",
    "by: ",
    "written by ",
    "words by ",
    "words: ",
    "story by ",
    "report by ",
    "reporting by ",
    "posted by ",
    "text: ",
    "author: ",
    "von ",
    "von: ",
    "autor: ",
    "autorin: ",
    "autorka: ",
    "auteur : ",
    "auteur: ",
    "tekst: ",
    "texto: ",
    "Автор: ",
    "автор: ",
    "par ",
    "por ",
];

/// What parts two names.
const BETWEEN: &[&str] = &[
    " and ", " und ", " et ", " och ", " og ", " & ", " + ", " with ", " • ", " · ", "•", "、",
    "，", "；", "|", " / ", " și ", " και ", " и ", " та ",
];

/// Words that part two names, and stand inside some ("José Ortega y Gasset").
const BETWEEN_FULL_NAMES: &[&str] = &[
    " y ", " e ", " i ", " en ", " és ", " ja ", " ve ", " a ", " і ",
];

/// What follows a comma and still belongs to the name before it, compared without full stops.
const AFTER_NAME: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "ma", "msc", "rn", "esq", "jd", "obe", "mbe",
];

/// The names in `value`: one, several in a string or a list, wiki links, tables with a `name`.
pub(super) fn names(value: &Value) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for text in value.texts() {
        add_names(&mut found, text);
    }
    (!found.is_empty()).then_some(found)
}

/// Adds the names in `text` that `found` does not have yet. Addresses and empty parts are no names.
pub(in crate::import) fn add_names(found: &mut Vec<String>, text: &str) {
    let listed = quoted_items(text).map(|names| names.join(";"));
    for name in split(listed.as_deref().unwrap_or(text)) {
        if found.len() == MOST {
            return;
        }
        let name = clean(&name);
        let key = folded(&name);
        if is_name(&name) && !found.iter().any(|other| folded(other) == key) {
            found.push(name);
        }
    }
}

/// What follows the word before the names ("By", "Words by", "Von"); `None` without such a word.
pub(in crate::import) fn after_mark(line: &str) -> Option<&str> {
    let line = line.trim();
    MARKS.iter().find_map(|mark| {
        let (head, rest) = line.split_at_checked(mark.len())?;
        head.eq_ignore_ascii_case(mark).then(|| rest.trim())
    })
}

fn without_mark(text: &str) -> &str {
    after_mark(text).unwrap_or_else(|| text.trim())
}

/// The parts of a string that are one name each.
fn split(text: &str) -> Vec<String> {
    let line = harmless_line(text);
    let mut line = without_mark(&line).to_owned();
    let is_wiki = line.contains("[[");
    if is_wiki {
        line = line.replace("]]", "]];");
    }
    for sign in BETWEEN {
        // In a wiki link the bar parts a page from the words that are shown.
        if !(is_wiki && *sign == "|") {
            line = line.replace(sign, ";");
        }
    }
    for word in BETWEEN_FULL_NAMES {
        line = split_full_names(&line, word);
    }
    let parts: Vec<&str> = line.split(';').collect();
    // "Lindqvist, Marta; Okafor, Idris": a list of works names people by their surnames, each with a comma.
    if parts.len() > 1 && parts.iter().all(|part| is_inverted(part)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    parts.into_iter().flat_map(split_at_commas).collect()
}

/// Whether `part` is a surname of one word, a comma, and one to three given names.
fn is_inverted(part: &str) -> bool {
    let Some((surname, given)) = part.split_once(',') else {
        return false;
    };
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut given_names = given.split_whitespace();
    is_capitalised_word(surname.trim())
        && !given.contains(',')
        && (1..=3).contains(&given_names.clone().count())
        && given_names.all(is_capital)
}

/// `line` with a semicolon for each `word` that has two words or more on either side.
fn split_full_names(line: &str, word: &str) -> String {
    let is_full = |part: Option<&str>| part.is_some_and(|part| part.trim().contains(' '));
    let mut parts = line.split(word);
    let mut before = parts.next().unwrap_or("");
    let mut joined = before.to_owned();
    for after in parts {
        let full =
            is_full(before.rsplit([',', ';']).next()) && is_full(after.split([',', ';']).next());
        joined.push_str(if full { ";" } else { word });
        joined.push_str(after);
        before = after;
    }
    joined
}

fn split_at_commas(part: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let pieces: Vec<&str> = part
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    // "Lee, Ann" may be one person or two: it stays as it is written.
    if let [first, second] = pieces[..]
        && [first, second].into_iter().all(is_capitalised_word)
    {
        return vec![part.trim().to_owned()];
    }
    for piece in pieces {
        let bare: String = piece.chars().filter(|c| *c != '.').collect();
        let belongs = AFTER_NAME.contains(&bare.to_lowercase().as_str());
        match names.last_mut() {
            Some(name) if belongs => {
                name.push_str(", ");
                name.push_str(piece);
            }
            _ => names.push(piece.to_owned()),
        }
    }
    names
}

/// One word with a capital and small letters after it: no initials, and no name in a script without cases.
fn is_capitalised_word(piece: &str) -> bool {
    let mut letters = piece.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.any(char::is_lowercase)
        && !piece.contains(' ')
}

/// The name without "By", without brackets, an address, or an office in parentheses.
fn clean(name: &str) -> String {
    let name = without_brackets(without_mark(name));
    let name = match name.split_once("](") {
        Some((label, _)) if name.starts_with('[') => label.trim_start_matches('[').to_owned(),
        _ => name,
    };
    let name = match name.split_once('<') {
        Some((before, after)) if after.contains('@') && !before.trim().is_empty() => before,
        _ => &name,
    };
    let name = match name.split_once(" (") {
        // "ann@example.org (Ann Lee)", the form of RSS.
        Some((address, real)) if address.contains('@') => real,
        Some((real, _)) => real,
        None => name,
    };
    let around = [
        '"', '\'', ' ', ',', '[', ']', '(', ')', '*', '_', '–', '—', '-',
    ];
    harmless_line(name.trim_matches(around))
}

fn is_name(name: &str) -> bool {
    let is_web = name.contains("://") || name.starts_with("www.") || name.starts_with('/');
    // A handle stands for its owner; a mail address is one more address.
    let is_mail = name.char_indices().any(|(at, c)| c == '@' && at > 0);
    let has_letter = name.chars().any(char::is_alphabetic);
    let is_short = name.chars().take(LONGEST + 1).count() <= LONGEST;
    has_letter && !is_web && !is_mail && is_visible(name) && is_short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        names(&text.into()).unwrap_or_default()
    }

    #[test]
    fn lists_of_pages_and_bylines_are_parted() {
        let both = ["Ann Lee", "Bo Chan"];
        for text in [
            "By Ann Lee and Bo Chan",
            "WORDS BY Ann Lee • Bo Chan",
            "Von: Ann Lee und Bo Chan",
            "Ann Lee | Bo Chan",
            "Ann Lee e Bo Chan",
            "Ann Lee (Reuters), Bo Chan (photographs)",
            "Ann Lee, ann@example.com, Bo Chan",
            "Ann Lee with Bo Chan · ann lee",
            "['Ann Lee', 'Bo Chan']",
            "Ann Lee en Bo Chan",
            "Ann Lee и Bo Chan",
            "Ann Lee，Bo Chan",
            "Ann Lee / Bo Chan",
        ] {
            assert_eq!(of(text), both, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_one_name_stays_together() {
        for name in [
            "José Ortega y Gasset",
            "Martin Holt, Jr.",
            "Lee, Ann",
            "@annlee",
            "Gal·la Puig",
        ] {
            assert_eq!(of(name), [name]);
        }
        assert_eq!(
            of("Lindqvist, Marta Elena; Okafor, Idris"),
            ["Lindqvist, Marta Elena", "Okafor, Idris"]
        );
        assert_eq!(
            of("Ann Lee, Reuters; Bo Chan, AFP"),
            ["Ann Lee", "Reuters", "Bo Chan", "AFP"]
        );
        assert_eq!(of("牛镛, 岳弘彬"), ["牛镛", "岳弘彬"]);
        assert_eq!(of("Reuters, AFP"), ["Reuters", "AFP"]);
        for none in ["https://example.com/ann", "ann@example.com", " , ", "17"] {
            assert!(of(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn many_authors_are_bounded() {
        let many: Vec<String> = (0..100_000).map(|n| format!("Ann Lee{n}")).collect();
        assert_eq!(of(&many.join("; ")).len(), MOST);
    }
}
