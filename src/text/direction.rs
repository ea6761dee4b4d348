//! The direction in which a text is read.

/// Whether `text` is read from right to left: whether its first letter belongs to a script that is (rules P2
/// and P3 of UAX #9, the letters told by the blocks of Unicode that are set aside for such scripts).
pub fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(is_right_to_left_letter)
}

fn is_right_to_left_letter(c: char) -> bool {
    matches!(
        c,
        // Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic and more of Arabic.
        '\u{590}'..='\u{8FF}'
        // Presentation forms of Hebrew and Arabic.
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}'
        // Ancient scripts of the Near East, Hanifi Rohingya, Yezidi.
        | '\u{10800}'..='\u{10FFF}'
        // Mende Kikakui, Adlam, letters of Arabic mathematics.
        | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

    #[test]
    fn the_first_letter_tells() {
        for text in [
            "\u{5E9}\u{5DC}\u{5D5}\u{5DD} world",
            "12: \u{645}\u{631}\u{62D}\u{628}\u{627}",
            "\u{FEF0}",
        ] {
            assert!(is_right_to_left(text), "{text}");
        }
        for text in ["", "12.", "world \u{5E9}", "\u{6771}\u{4EAC}"] {
            assert!(!is_right_to_left(text), "{text}");
        }
    }
}
