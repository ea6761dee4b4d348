//! A list of authors as pages write it -> names.

use crate::text::harmless_line;

/// What stands before a list of names.
const MARKS: &[&str] = &[
    "by ",
    "by: ",
    "von ",
    "von: ",
    "par ",
    "por ",
    "text: ",
    "written by ",
    "words by ",
    "story by ",
    "author: ",
    "autor: ",
];

/// What parts names.
const BETWEEN: &[&str] = &[
    " and ", " und ", " et ", " & ", " with ", " och ", " og ", " y ", " e ",
];

/// The names in `list`, parted at commas, semicolons, bars and "and"; addresses, handles and empty parts
/// are left out, and so is a name that came before.
pub(in crate::import) fn split(list: &str) -> Vec<String> {
    let mut line = harmless_line(list);
    let lower = line.to_ascii_lowercase();
    if let Some(mark) = MARKS.iter().find(|mark| lower.starts_with(**mark)) {
        line = line.get(mark.len()..).unwrap_or("").to_owned();
    }
    for word in BETWEEN {
        line = line.replace(word, ", ");
    }
    let mut names: Vec<String> = Vec::new();
    for part in line.split([',', ';', '|', '•', '·', '\u{3001}']) {
        let name = part
            .trim()
            .trim_matches(['"', '(', ')', '[', ']', '–', '-', '*'])
            .trim();
        // A short sign or an office in brackets is no part of the name.
        let name = name.split(" (").next().unwrap_or(name).trim();
        let name = name.strip_prefix("and ").unwrap_or(name).trim();
        if matches!(
            name,
            "Jr." | "Jr" | "Sr." | "Sr" | "III" | "II" | "MD" | "PhD"
        ) {
            if let Some(last) = names.last_mut() {
                last.push_str(", ");
                last.push_str(name);
            }
            continue;
        }
        push(&mut names, name);
    }
    names
}

/// Adds one name as it is, if it is one and new.
pub(super) fn push(names: &mut Vec<String>, name: &str) {
    let name = harmless_line(name);
    let folded = name.to_lowercase();
    let is_name = name.chars().any(char::is_alphabetic)
        && !name.contains("://")
        && !name.contains('@')
        && !folded.starts_with("www.")
        && name.chars().count() <= 80;
    if is_name && !names.iter().any(|other| other.to_lowercase() == folded) {
        names.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_parted_and_addresses_are_no_names() {
        assert_eq!(
            split("By Ann Lee and Idris Okafor"),
            ["Ann Lee", "Idris Okafor"]
        );
        assert_eq!(split("Ann Lee, Bo Chan; Ann lee"), ["Ann Lee", "Bo Chan"]);
        assert_eq!(
            split("Martin Holt, Jr., Bo Chan"),
            ["Martin Holt, Jr.", "Bo Chan"]
        );
        assert!(split("https://example.com/people/ann").is_empty());
        assert!(split(" , ").is_empty());
    }
}
