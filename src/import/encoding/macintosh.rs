//! Texts of the Macintosh before Unicode, which no detector of the web knows.
//!
//! Read as an encoding of Windows they have capitals inside words and signs between letters ("donÕt", "cafŽ"); read
//! as Mac Roman they have none.

use encoding_rs::{Encoding, MACINTOSH};

/// Bytes that are looked at.
const LOOKED_AT: usize = 64 * 1024;

/// Whether `sample`, which was guessed to be in `guess`, is rather Mac Roman.
pub(super) fn is_likelier(sample: &[u8], guess: &'static Encoding) -> bool {
    // Only a script that Mac Roman has too.
    if !guess.is_single_byte() || !is_western(guess) {
        return false;
    }
    let sample = sample.get(..LOOKED_AT).unwrap_or(sample);
    let odd =
        |encoding: &'static Encoding| odd_places(&encoding.decode_without_bom_handling(sample).0);
    let as_guessed = odd(guess);
    as_guessed > 0 && odd(MACINTOSH) * 4 < as_guessed
}

fn is_western(encoding: &'static Encoding) -> bool {
    let names = [
        "windows-1252",
        "windows-1250",
        "windows-1254",
        "windows-1257",
        "windows-1258",
    ];
    names.contains(&encoding.name())
        || matches!(encoding.name(), "ISO-8859-2" | "ISO-8859-4" | "ISO-8859-15")
}

/// In how many places a letter or sign stands where no writer puts it.
fn odd_places(text: &str) -> usize {
    let mut letters = [' '; 3];
    let mut odd = 0;
    for c in text.chars().chain(std::iter::once(' ')) {
        letters = [letters[1], letters[2], c];
        odd += usize::from(is_odd(letters));
    }
    odd
}

fn is_odd([before, c, after]: [char; 3]) -> bool {
    if c.is_ascii() {
        return false;
    }
    let between = before.is_alphabetic() && after.is_alphabetic();
    let usual = matches!(
        c,
        '’' | '‘' | '–' | '—' | '·' | '\u{ad}' | '\u{a0}' | '…' | '/'
    );
    matches!(c, '\u{80}'..='\u{9f}')
        || (c.is_uppercase() && before.is_lowercase())
        || (between && !c.is_alphanumeric() && !usual)
}

#[cfg(test)]
mod tests {
    use crate::import::encoding::decode;

    #[test]
    fn words_of_the_macintosh_are_told_from_those_of_windows() {
        let mac =
            b"He didn\xd5t pay at the caf\x8e. \xd2Never again,\xd3 he said \xd0 in z\x9frich.";
        let decoded = decode(mac).unwrap();
        assert_eq!(
            decoded.text,
            "He didn’t pay at the café. “Never again,” he said – in zürich."
        );
        assert!(decoded.warning.unwrap().contains("macintosh"));
        for windows in [
            &b"He didn\x92t pay at the caf\xe9. \x93Never again,\x94 he said \x96 in Z\xfcrich."[..],
            b"DIE BR\xdcCKE \xdcBER DEN FLU\xdf. \xc9TAT D'URGENCE",
            b"Stra\xdfe, gr\xf6\xdfer, au\xdfen",
        ] {
            let decoded = decode(windows).unwrap();
            assert!(
                !decoded.warning.unwrap().contains("macintosh"),
                "{}",
                decoded.text
            );
        }
    }
}
