//! The line that says whose words a quotation gives.

/// The most words of such a line. What is longer is part of what was said.
const MOST_WORDS: usize = 12;

/// Whether `line` names whose words came before it: a dash and a few words.
pub fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    let dashed = line
        .strip_prefix(['\u{2014}', '\u{2015}'])
        .or_else(|| line.strip_prefix("-- "))
        .or_else(|| line.strip_prefix("\u{2013} "));
    dashed.is_some_and(|words| {
        let count = words.split_whitespace().take(MOST_WORDS + 1).count();
        (1..=MOST_WORDS).contains(&count)
    })
}

#[cfg(test)]
mod tests {
    use super::is_attribution;

    #[test]
    fn a_dash_and_a_few_words_name_somebody() {
        for line in [
            "\u{2014} Marta Lindqvist, harbour master",
            "\u{2015}Anon.",
            "-- Idris Okafor",
            "\u{2013} Idris Okafor",
        ] {
            assert!(is_attribution(line), "{line}");
        }
        for line in ["\u{2014}", "- an item", "a \u{2014} b", "--flag", ""] {
            assert!(!is_attribution(line), "{line}");
        }
        assert!(!is_attribution(&format!("\u{2014} {}", "word ".repeat(13))));
    }
}
